"""SP3 and OEM files as paths: frames, clocks, velocities made from positions, gaps, damage."""

from pathlib import Path

import numpy as np
import pytest

from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import ElementSetError, InputError
from visviva.export import export_trajectory
from visviva.orbit.detectors import Elevation
from visviva.orbit.ephemeris_files import read_ephemeris
from visviva.orbit.events import holds
from visviva.orbit.gp import ElementSet, gp_trajectory, read_elements
from visviva.orbit.slopes import slopes

ISS = ElementSet(
    25544,
    "2025-04-06T00:53:17.313216",
    15.49280872,
    0.0004922,
    51.6369,
    304.3678,
    13.5339,
    346.5781,
    bstar=2.8194e-4,
)


@pytest.fixture(scope="module")
def path() -> Trajectory:
    return gp_trajectory(ISS, ISS.epoch, 86400.0, 60.0)


def _oem(rows: list[str], **meta: str) -> str:
    told = {
        "OBJECT_NAME": "A",
        "OBJECT_ID": "2024-001A",
        "CENTER_NAME": "EARTH",
        "REF_FRAME": "GCRF",
        "TIME_SYSTEM": "UTC",
        **meta,
    }
    lines = [f"{key} = {value}" for key, value in told.items()]
    return "\n".join(["CCSDS_OEM_VERS = 2.0", "META_START", *lines, "META_STOP", *rows]) + "\n"


ROWS = [f"2024-06-07T00:{k:02d}:00.000 {7000 - k}.0 {450.0 * k} 0.0 0.0 7.5 0.0" for k in range(9)]


def test_an_oem_of_ours_comes_back_to_the_printed_figure(tmp_path: Path, path: Trajectory) -> None:
    for frame in ("GCRF", "ITRF", "TEME"):
        export_trajectory(tmp_path / "a.oem", path.to_frame(frame), "ISS", "1998-067A")  # type: ignore[arg-type]
        (back,) = read_ephemeris(tmp_path / "a.oem")
        assert (back.name, back.object_id, back.note) == ("ISS", "1998-067A", "")
        np.testing.assert_allclose(back.trajectory.r, path.r, atol=2e-5)
        np.testing.assert_allclose(back.trajectory.v, path.v, atol=2e-8)
        assert float(back.trajectory.start - path.start) == pytest.approx(0.0, abs=1e-6)


def test_passes_over_a_site_are_those_of_the_elements(tmp_path: Path, path: Trajectory) -> None:
    export_trajectory(tmp_path / "a.oem", path, "ISS")
    (back,) = read_ephemeris(tmp_path / "a.oem")
    seen = [
        holds(Elevation(Place.from_degrees(37.57, 126.98), 0.17), p, p.start, p.end).spans
        for p in (path, back.trajectory)
    ]
    assert len(seen[0]) > 3
    np.testing.assert_allclose(seen[0], seen[1], atol=1e-3)


@pytest.mark.parametrize(
    ("scale", "ahead_of_utc"), [("UTC", 0.0), ("TAI", 37.0), ("GPS", 18.0), ("TT", 69.184)]
)
def test_clocks_are_told_apart(scale: str, ahead_of_utc: float) -> None:
    """2024: TAI 37 s, GPS 18 s and TT 69.184 s ahead of UTC (IERS Bulletin C)."""
    (back,) = read_ephemeris(_oem(ROWS, TIME_SYSTEM=scale))
    start = Epoch.parse("2024-06-07T00:00:00Z")
    assert float(start - back.trajectory.start) == pytest.approx(ahead_of_utc, abs=1e-6)


def test_the_frame_bias_of_j2000_is_taken_out() -> None:
    (plain,), (turned,) = (read_ephemeris(_oem(ROWS, REF_FRAME=f)) for f in ("GCRF", "EME2000"))
    apart = np.linalg.norm(plain.trajectory.r - turned.trajectory.r, axis=1)
    # 23.1 mas of bias (IERS Conventions 2010, section 5.4.4) on 7,000 km: 0.5 to 0.8 m
    assert np.all((apart > 0.1) & (apart < 1.0))


def test_days_of_the_year_accelerations_and_covariance_are_understood() -> None:
    rows = [row.replace("2024-06-07", "2024-159") + " 0 0 0" for row in ROWS]
    rows += ["COVARIANCE_START", "EPOCH = 2024-159T00:00:00", "1.0", "COVARIANCE_STOP"]
    (a,), (b,) = read_ephemeris(_oem(rows)), read_ephemeris(_oem(ROWS))
    assert np.array_equal(a.trajectory.r, b.trajectory.r)
    assert float(a.trajectory.start - b.trajectory.start) == 0.0


def test_a_path_is_cut_where_states_are_missing() -> None:
    parts = read_ephemeris(_oem(ROWS[:3] + ROWS[7:]))
    assert [len(p.trajectory) for p in parts] == [3, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_oem([ROWS[0], "2024-06-07T00:01:00 1 2 3 4 5"]), "5 figures where 6 or 9 belong"),
        (_oem([ROWS[0], "2024-06-07T00:01:00 1 2 x 4 5 6"]), "line 10"),
        (_oem(["2024-06-07 00:00:00 1 2 3 4 5 6"]), "damaged"),
        (_oem(ROWS, TIME_SYSTEM="MET"), "time system MET is not read"),
        (_oem(ROWS, REF_FRAME="RTN"), "states about EARTH in RTN"),
        (_oem(ROWS, CENTER_NAME="MARS"), "states about MARS"),
        (_oem([]), "holds no state"),
        ("ISS\n", "no ephemeris that is known"),
        ("#cP2024  6  7  0  0  0.00000000       2 ORBIT ECI   FIT XXX\n", "in 'ECI'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_ephemeris(text)
    assert said in caught.value.line()


def test_elements_are_not_sought_in_an_ephemeris() -> None:
    with pytest.raises(ElementSetError, match="read_ephemeris"):
        read_elements(_oem(ROWS))


def test_velocities_from_positions_of_a_flown_orbit(shared_data: Path) -> None:
    """Sentinel-3A by SSALTO (SP3, ITRF, every 60 s): its own velocities, to 0.1 mm/s inside."""
    (flown,) = read_ephemeris(shared_data / "precise" / "ssas3a20.b18358.e19003.DG_.sp3.gz")
    t = flown.trajectory
    assert (flown.name, t.frame, flown.note) == ("L74", "ITRF", "")
    # the clock is TAI: 37 s ahead of UTC
    assert t.start.iso() == "2018-12-24T21:55:23.000Z"
    off = np.linalg.norm(slopes(t.t, t.r) - t.v, axis=1)
    assert off[8:-8].max() < 1e-4
    assert off.max() < 2e-3


def test_velocities_in_another_unit_are_not_believed(shared_data: Path) -> None:
    """Jason-2 by GRGS: velocities ten times below the format's unit; vis viva gives the axis."""
    (flown,) = read_ephemeris(shared_data / "precise" / "grgja203.b08243.e08247.D_S.sp3.gz")
    assert "contradict" in flown.note
    t = flown.trajectory.to_frame("GCRF")
    r, v = np.linalg.norm(t.r, axis=1), np.linalg.norm(t.v, axis=1)
    axis = 1.0 / (2.0 / r - v**2 / 3.986004418e14)
    assert np.max(np.abs(axis - 7.714e6)) < 1.5e4  # 1,336 km up (CNES), within the wave of J2
