"""Burns made by hand in histories of secular rates: found, timed and sized.

None where there is none.
"""

from pathlib import Path

import numpy as np
import pytest

from visviva.cli.main import main
from visviva.core.constants import EARTH_GM
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import layout
from visviva.track.ground_stations import any_chance, stations_in_view
from visviva.track.history import History, history_of
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver
from visviva.track.maneuvers.steps import running_scale

START = Epoch.parse("2018-01-01T00:00:00Z")  # a quiet Sun


def series(
    burns: dict[float, float],
    days: int = 80,
    noise: float = 1.0,
    seed: int = 3,
    gaps: tuple[int, ...] = (),
) -> History:
    """Daily sets of an orbit at 1,100 km with in-track burns.

    Day: m/s, scatter of a metre of semi-major axis.
    """
    rng = np.random.default_rng(seed)
    axis = 7.478e6
    motion = np.sqrt(EARTH_GM / axis**3) / (2.0 * np.pi) * 86400.0
    times = np.array([d + 0.3 * rng.random() for d in range(days) if d not in gaps])
    probe = history_of([_set(START + t * 86400.0, motion, 0.0, 0.0) for t in (0.0, 1.0, 2.0)])
    c = probe.catalogue.constants[0]
    excess = (c[layout.MDOT] + c[layout.ARGPDOT]) * 1440.0 / (2.0 * np.pi) - motion
    sets = []
    for t in times:
        step = sum(
            -3.0 * dv / np.sqrt(EARTH_GM / axis) * motion for d, dv in burns.items() if t > d
        )
        turns = (motion + excess) * t + sum(
            -3.0 * dv / np.sqrt(EARTH_GM / axis) * motion * (t - d)
            for d, dv in burns.items()
            if t > d
        )
        jitter = noise * rng.standard_normal() * 1.5 * motion / axis
        place = 50.0 * noise * rng.standard_normal() / axis / (2.0 * np.pi)
        sets.append(_set(START + t * 86400.0, motion + step + jitter, turns + place, t))
    return history_of(sets)


def _set(epoch: Epoch, motion: float, turns: float, t: float) -> ElementSet:
    return ElementSet(
        90001,
        epoch.iso(6)[:-1],
        round(float(motion), 8),
        0.0005,
        66.0,
        float((50.0 - 1.99 * t) % 360.0),
        90.0,
        float((360.0 * turns) % 360.0),
        name="PROBE",
    )


def _day(m: Maneuver) -> float:
    return float(m.time - START) / 86400.0


def test_a_quiet_history_holds_no_burn() -> None:
    assert find_maneuvers(series({}, days=200)) == ()


@pytest.mark.parametrize("size", [0.01, -0.02, 0.1])
def test_a_burn_is_found_timed_and_sized(size: float) -> None:
    (m,) = find_maneuvers(series({40.6: size}))
    assert _day(m) == pytest.approx(40.6, abs=0.1)
    assert m.delta_v[1] == pytest.approx(size, rel=0.1)
    assert m.earliest <= m.time <= m.latest
    assert m.purpose == ("raise" if size > 0.0 else "lower")
    assert m.confidence > 0.9


def test_two_burns_that_undo_each_other_are_phasing() -> None:
    found = find_maneuvers(series({30.6: 0.05, 42.3: -0.05}))
    assert [m.purpose for m in found] == ["phasing", "phasing"]


def test_a_burn_each_day_is_a_thrust_arc() -> None:
    found = find_maneuvers(series({30.55 + 1.2 * k: 0.2 for k in range(6)}, noise=0.2))
    assert len(found) >= 4
    assert {m.purpose for m in found} == {"thrust arc"}


def test_a_burn_in_a_long_gap_is_known_by_its_sum() -> None:
    found = find_maneuvers(series({40.0: 0.5}, gaps=tuple(range(32, 48))))
    assert len(found) == 1
    assert found[0].delta_v[1] == pytest.approx(0.5, rel=0.1)
    assert float(found[0].latest - found[0].earliest) > 10.0 * 86400.0


def test_every_number_of_a_burn_is_finite() -> None:
    for m in find_maneuvers(series({20.6: 0.03, 50.2: 0.5})):
        assert np.isfinite([*m.delta_v, *m.sigma, m.size, m.score]).all()
        assert sum(p for _, p in m.candidates) <= 1.0 + 1e-9


def test_the_running_scale_follows_a_noisy_season() -> None:
    raw = np.random.default_rng(1).standard_normal(400)
    raw[200:300] *= 10.0
    scale = running_scale(raw)
    assert scale[250] > 5.0
    assert scale[50] < 2.0


def test_stations_in_view_come_with_the_chance_of_luck() -> None:
    h = series({}, days=10)
    place = Place.from_degrees(39.0425, 125.71, name="Pyongyang")
    seen = [
        stations_in_view(h.sets[5], h.epoch[5] + s, [place]) for s in np.arange(0.0, 86400.0, 900.0)
    ]
    views = [v[0] for v in seen if v]
    assert views
    assert 0.0 < views[0].chance < 0.6
    assert abs(views[0].minutes) <= 15.0
    # the share of quarter hours with a view comes near the chance stated
    assert len(views) / len(seen) == pytest.approx(views[0].chance, abs=0.1)
    assert any_chance(h.sets[5], h.epoch[5], [place]) == pytest.approx(views[0].chance, abs=0.1)


def test_the_command_says_bad_input_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.3le"
    file.write_text(
        "ISS\n1 25544U 98067A   25096.03700594  .00015269  00000+0  28194-3 0  9999\n"
        "2 25544  51.6369 304.3678 0004922  13.5339 346.5781 15.49280872503978\n"
    )
    assert main(["track", "maneuvers", str(file)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "3 are needed" in err
    assert main(["track", "decay", str(file), "--as-of", "2025-04-07T00:00:00Z"]) == 2
    assert main(["track", "identity", str(file), "--json"]) == 0
    assert main(["track", "decay", str(file), "--as-of", "2025-04-07"]) == 2
