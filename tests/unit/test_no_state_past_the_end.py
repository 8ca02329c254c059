"""No state, no pass, no conjunction after an element set has ended; the rule is the set's own.

Truth: the `sgp4` package on a grid of a minute from the epoch; an orbit ends where the first code
appears (code 3, which comes and goes far out, ends nothing).
"""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visviva.analysis.passes import PassesRequest, find_passes
from visviva.cli.main import main
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import PropagationError
from visviva.orbit.gp import (
    ElementSet,
    gp_state_gcrf,
    gp_state_itrf,
    gp_trajectory,
    read_elements,
    to_satrec,
)
from visviva.orbit.gp.states import valid_interval
from visviva.orbit.gp.validity import span_of
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.valid_span import valid_span

DAY = 86400.0
CASES = ("F01a_runaway_21_days.tle", "F01c_starlink_catalogue.3le", "F02_conjunction_nan.3le")
#: Half the Earth is in view of one of these at any time.
PLACES = [Place.from_degrees(lat, lon) for lat in (-60, 0, 60) for lon in (-120, 0, 120)]


def first_code(e: ElementSet, days: float) -> float:
    """Minute of the first code from the epoch on, infinite if there is none."""
    s = to_satrec(e)
    t = np.arange(0.0, days * 1440.0 + 1.0)
    code, _, _ = s.sgp4_array(np.full(t.size, s.jdsatepoch), s.jdsatepochF + t / 1440.0)
    bad = np.flatnonzero((code != 0) & (code != 3))
    return float(t[bad[0]]) if bad.size else np.inf


def made(number: int, motion: float, drag: str, inclination: float) -> str:
    """A made set of a low orbit under heavy drag: it ends within weeks."""
    lines = (
        f"1 {number:05d}U 24001A   24100.50000000  .01000000  00000+0  {drag} 0  999",
        f"2 {number:05d} {inclination:8.4f} 120.0000 0010000  90.0000 270.0000 {motion:11.8f}    1",
    )
    return "".join(
        f"{line}{sum(int(c) if c.isdigit() else c == '-' for c in line) % 10}\n" for line in lines
    )


MADE = made(90001, 16.10, "90000-2", 51.6) + made(90002, 15.95, "80000-2", 97.5)
MADE += made(90003, 16.20, "30000-2", 28.5)


@pytest.fixture
def ending() -> list[ElementSet]:
    """Sets that end: made ones, and those met in the wild where they lie beside the repository."""
    found = list(read_elements(MADE.encode()).elements)
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = Path(os.environ.get("VISVIVA_SHARED", beside)) / "public-cases" / "orbit"
    if folder.is_dir():
        found += [e for name in CASES for e in read_elements(folder / name).elements]
    return found


def cases(shared_data: Path) -> list[ElementSet]:
    folder = shared_data / "public-cases/orbit"
    return [e for name in CASES for e in read_elements(folder / name).elements]


def end_of(e: ElementSet, days: float) -> float:
    """The end by the kernel, minutes from the epoch."""
    _, last = valid_span(
        Sgp4Catalogue.from_element_sets([e]), np.array([0.0]), np.array([days * DAY])
    )
    return float(last[0]) / 60.0


def test_the_end_is_where_the_first_code_appears_whatever_the_window(
    ending: list[ElementSet],
) -> None:
    for e in ending:
        first = first_code(e, 60.0)
        ends = [end_of(e, days) for days in (60.0, 90.0, 850.0)]
        assert first - 1.0 <= ends[0] <= first
        assert ends[0] == ends[1] == ends[2]


def test_the_door_of_gp_and_the_kernel_agree(ending: list[ElementSet]) -> None:
    for e in ending:
        last = valid_interval(e, e.epoch, e.epoch + 60 * DAY)[1]
        assert float(last - e.epoch) == pytest.approx(60.0 * end_of(e, 60.0), abs=0.05)


def test_no_state_is_given_past_the_end_even_where_the_code_is_0(shared_data: Path) -> None:
    """850 days after its epoch this set has code 0 and a position far from any orbit."""
    (e,) = read_elements(shared_data / "public-cases/orbit/F01b_runaway_850_days.tle").elements
    for state in (gp_state_gcrf, gp_state_itrf):
        with pytest.raises(PropagationError, match="no state after that"):
            state(e, e.epoch + 850 * DAY)
    with pytest.raises(PropagationError):
        gp_trajectory(e, e.epoch + 850 * DAY, DAY)
    gp_state_gcrf(e, e.epoch + 30 * DAY)


def in_view(e: ElementSet, place: Place, until: float) -> int:
    """How often the object comes over 10 degrees, state by state every 5 s, up to the end."""
    t = np.arange(0.0, until, 5.0)
    r, _ = gp_state_itrf(e, e.epoch + t)
    up = azimuth_elevation_range(place.geodetic, r)[1] > np.radians(10.0)
    return int(up[0]) + int(np.sum(~up[:-1] & up[1:]))


def test_passes_end_with_the_elements_and_are_whole_before(ending: list[ElementSet]) -> None:
    for e in ending[:3]:
        end = end_of(e, 60.0) * 60.0
        found = find_passes(PassesRequest([e], PLACES, e.epoch, end + 20 * DAY)).passes
        assert (found.set <= end + 1.0).all()
        assert len(found) == sum(in_view(e, place, end) for place in PLACES)
        after = find_passes(PassesRequest([e], PLACES, e.epoch + end + 60.0, 20 * DAY))
        assert len(after.passes) == 0
        assert after.to_dict()["stopped"][0]["object"] == e.label


def test_a_window_far_behind_the_end_is_empty(shared_data: Path) -> None:
    (e,) = read_elements(shared_data / "public-cases/orbit/F01b_runaway_850_days.tle").elements
    found = find_passes(PassesRequest([e], PLACES, e.epoch + 850 * DAY, 2 * DAY))
    assert found.rows() == []
    assert "no passes" in found.to_dict()["warnings"][-1]


def test_conjunctions_are_numbers_and_end_with_the_elements(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shared_data / "public-cases/orbit/F02_conjunction_nan.3le"
    ends = {e.catalog_number: e.epoch + 60.0 * end_of(e, 90.0) for e in cases(shared_data)}
    arguments = ["track", "conjunctions", str(file), "--days", "60", "--within-km", "1000"]
    assert main([*arguments, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)["conjunctions"]
    assert len(rows) > 100
    for row in rows:
        for number in (row["primary"], row["secondary"]):
            assert Epoch.parse(row["tca_utc"]) - ends[number] < 1.0
    assert main([*arguments, "--csv"]) == 0
    assert "nan" not in capsys.readouterr().out


def test_an_oem_ends_with_the_elements(tmp_path: Path) -> None:
    file = tmp_path / "one.tle"
    file.write_text(made(90001, 16.10, "90000-2", 51.6))
    (e,) = read_elements(file).elements
    last = valid_interval(e, e.epoch, e.epoch + 30 * DAY)[1]
    out = tmp_path / "x.oem"
    start = (e.epoch + 600.0).iso()
    common = ["observe", "passes", str(file), "--site", "0,0", "--days", "5"]
    assert main([*common, "--start", start, "--export", str(out)]) == 0
    rows = [line.split() for line in out.read_text().splitlines() if line[:2] == "20"]
    left = float(last - Epoch.parse(rows[-1][0] + "Z"))
    assert 0.0 <= left <= 60.0, "a state a minute, none past the end"
    assert max(abs(float(x)) for row in rows for x in row[1:4]) < 7000.0
    late = (e.epoch + 20 * DAY).iso()
    assert main([*common, "--start", late, "--export", str(tmp_path / "none.oem")]) == 1
    assert not (tmp_path / "none.oem").exists()


def test_an_orbit_whose_energy_rises_by_a_tenth_has_ended() -> None:
    """A circular orbit that widens by 1 % in 100 minutes is ended 1,000 minutes after its epoch."""
    axis, gm = 7.0e6, 3.986008e14

    def states(t: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        a = axis * (1.0 + t / 1.0e4)
        zero = np.zeros_like(a)
        r = np.stack([a, zero, zero], axis=1)
        v = np.stack([zero, np.sqrt(gm / a), zero], axis=1)
        return r, v, np.zeros(t.size, dtype=np.uint8)

    first, last = span_of(states, axis, deep=False, before=5000.0, after=5000.0)
    assert last == pytest.approx(1000.0, abs=0.01)
    # backwards it sinks, and the surface ends it: 1.01 Earth radii start the search, SGP4's own
    # code would end it
    assert first == -np.inf


@settings(max_examples=25, deadline=None)
@given(st.floats(11.0, 16.3), st.floats(1e-5, 0.02), st.floats(-4.0, -1.0), st.floats(0.0, 360.0))
def test_the_end_is_the_first_code_of_any_low_orbit(
    motion: float, ecc: float, drag: float, place: float
) -> None:
    e = ElementSet(1, "2024-01-01T00:00:00", motion, ecc, 60.0, 0.0, 0.0, place, bstar=10.0**drag)
    first, end = first_code(e, 20.0), end_of(e, 20.0)
    assert end == np.inf if first == np.inf else first - 1.0 <= end <= first


@settings(max_examples=10, deadline=None)
@given(st.floats(-4.0, -2.0), st.floats(0.1, 40.0))
def test_before_the_epoch_the_same_rule_holds(drag: float, days: float) -> None:
    e = ElementSet(1, "2024-01-01T00:00:00", 15.8, 0.001, 60.0, 0.0, 0.0, 0.0, bstar=-(10.0**drag))
    cat = Sgp4Catalogue.from_element_sets([e])
    first, _ = valid_span(cat, np.array([-days * DAY]), np.array([0.0]))
    s = to_satrec(e)
    t = -np.arange(0.0, days * 1440.0 + 1.0)
    code, _, _ = s.sgp4_array(np.full(t.size, s.jdsatepoch), s.jdsatepochF + t / 1440.0)
    bad = np.flatnonzero(code)
    if bad.size:
        assert t[bad[0]] <= first[0] / 60.0 <= t[bad[0]] + 1.0
    else:
        assert first[0] == -np.inf or first[0] / 60.0 <= t[-1] + 1.0
