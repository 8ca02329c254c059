"""A sweep of lunar orbits: the draw, the share and its interval, and each flight as one alone."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.lunar_orbit import LunarOrbitRequest, lunar_orbit
from visviva.analysis.lunar_sweep import LunarSweepRequest, lunar_sweep
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.moon.sweep import geometries, share_interval

START = Epoch.parse("2025-09-25T00:00:00Z")
SHORT = LunarSweepRequest(15e3, 40e3, START, days=25.0, degree=10, count=4, workers=2)


def test_geometries_fill_the_square_evenly_and_a_longer_sweep_begins_with_the_shorter() -> None:
    node, argument = geometries(400)
    for angle in (node, argument):
        counts, _ = np.histogram(angle, bins=10, range=(0.0, 2.0 * math.pi))
        assert counts.min() >= 36  # 40 each; random draws would fall to 25
    few = geometries(7)
    assert np.array_equal(few[0], node[:7])
    assert np.array_equal(few[1], argument[:7])
    assert not np.allclose(geometries(7, seed=2)[0], few[0])


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Wilson 1927 for 3 of 10 at 90 %: (x + z2/2 -+ z sqrt(x(1 - x/n) + z2/4)) / (n + z2), by hand.
    z = 1.6448536269514722
    middle, half = 3.0 + z * z / 2.0, z * math.sqrt(3.0 * 0.7 + z * z / 4.0)
    found = share_interval(3, 10)
    assert found.low == pytest.approx((middle - half) / (10.0 + z * z), abs=1e-12)
    assert found.high == pytest.approx((middle + half) / (10.0 + z * z), abs=1e-12)
    assert share_interval(0, 10).low == 0.0


def test_a_swept_geometry_fares_as_one_flown_alone() -> None:
    swept = lunar_sweep(SHORT).rows()
    assert {row["lifetime_days"] is None for row in swept} == {True, False}
    for row in swept:
        alone = lunar_orbit(
            LunarOrbitRequest(
                periselene=15e3,
                aposelene=40e3,
                date=START,
                days=25.0,
                degree=10,
                node=math.radians(row["node_deg"]),
                argument=math.radians(row["argument_deg"]),
            )
        ).head()
        if row["lifetime_days"] is None:
            assert alone["lifetime_days"] is None
            assert row["lowest_km"] == pytest.approx(alone["lowest_km"], abs=0.6)
        else:
            assert row["lifetime_days"] == pytest.approx(alone["lifetime_days"], abs=0.3)


def test_the_answer_does_not_depend_on_the_workers() -> None:
    one = lunar_sweep(LunarSweepRequest(15e3, 40e3, START, days=6.0, degree=4, count=3, workers=1))
    two = lunar_sweep(LunarSweepRequest(15e3, 40e3, START, days=6.0, degree=4, count=3, workers=2))
    assert one.rows() == two.rows()


def test_a_survival_curve_never_rises_and_ends_at_the_share() -> None:
    found = lunar_sweep(SHORT)
    days, share, low, high = found.still_up()
    assert np.all(np.diff(days) >= 0.0)
    assert np.all(np.diff(share) <= 0.0)
    assert share[-1] == found.head()["survives_share"]
    assert np.all((low <= share) & (share <= high))


@pytest.mark.parametrize(
    "changes", [{"days": 0.0}, {"count": 0}, {"inclination": 9.0}, {"count": 20_000}]
)
def test_what_is_no_sweep_is_refused(changes: dict[str, float]) -> None:
    with pytest.raises(RangeError):
        lunar_sweep(
            LunarSweepRequest(**({"periselene": 1e5, "aposelene": 1e5, "date": START} | changes))
        )  # type: ignore[arg-type]


def test_the_command_answers_and_writes_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["moon", "sweep", "--periselene-km", "60", "--aposelene-km", "200"]
    words += ["--date", "2025-09-25", "--days", "2", "--degree", "4", "--count", "4"]
    for name in ("sweep.csv", "sweep.parquet", "sweep.png"):
        assert main([*words, "--json", "--export", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 100
        said = json.loads(capsys.readouterr().out)
        assert said["schema"] == "visviva.lunar-sweep/1"
        assert (said["alive"], said["count"], said["lifetime_p50_days"]) == (4, 4, None)
    assert main(words) == 0
    assert "4 of 4 geometries survive 2 days" in capsys.readouterr().out
    assert main([*words, "--argument-deg", "x"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("visviva: --argument-deg 'x'")
