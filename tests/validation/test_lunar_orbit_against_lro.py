"""Motion about the Moon against the navigation ephemeris of a flown orbiter.

Oracle: `moon/lro_2022-01-01_0000-0200_tdb.csv` of the shared data (JPL Horizons, target -85: the
reconstructed trajectory of LRO, 79 x 108 km, a state a minute for two hours). Unfitted, from its
first state: at most 30 m rms at degree 100 is asked; what is left is the field's own error,
sunlight and the orbiter's thermal push. The shared README gives 793 to 36 m for degrees 2 to 70
over four hours by another program, so the growth towards low degrees is the field's, not the
integrator's.
"""

from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.lunar_orbit import LunarOrbitRequest, lunar_orbit
from visviva.core.arrays import Array
from visviva.core.ephemeris import tdb_seconds
from visviva.core.time import Epoch
from visviva.moon.orbit import LunarForces, propagate_lunar
from visviva.moon.orientation import MoonOrientation

LRO = "lro_2022-01-01_0000-0200_tdb.csv"


def rows(path: Path) -> Array:
    lines = (line for line in path.read_text().splitlines() if line[:1].isdigit())
    return np.array([[float(x) for x in line.split(",")[:7]] for line in lines])


def epoch_of(jd_tdb: float) -> Epoch:
    near = Epoch.parse("2022-01-01T00:00:00Z")
    return near + ((jd_tdb - 2451545.0) * 86400.0 - float(tdb_seconds(near)))


def missed(flown: Array, degree: int) -> float:
    """How far a flight from the first state is off the others, m rms."""
    t = (flown[:, 0] - flown[0, 0]) * 86400.0
    orbit = propagate_lunar(
        epoch_of(flown[0, 0]),
        flown[0, 1:4] * 1e3,
        flown[0, 4:7] * 1e3,
        float(t[-1]),
        forces=LunarForces.bundled(degree),
    )
    off = np.linalg.norm(orbit.at(t)[0] - flown[:, 1:4] * 1e3, axis=-1)
    return float(np.sqrt(np.mean(off**2)))


@pytest.mark.parametrize(
    ("degree", "rms_m"), [(10, 900.0), (30, 90.0), (50, 30.0), (70, 30.0), (100, 30.0)]
)
def test_lro_is_followed_for_two_hours_from_its_first_state(
    shared_data: Path, degree: int, rms_m: float
) -> None:
    assert missed(rows(shared_data / "moon" / LRO), degree) < rms_m


def test_what_is_missed_grows_as_the_degree_falls(shared_data: Path) -> None:
    """10, 30, 50, 70, 100: each step down but the last misses more; above 50 the seam hides it."""
    flown = rows(shared_data / "moon" / LRO)
    off = {degree: missed(flown, degree) for degree in (10, 30, 50, 70, 100)}
    assert off[10] > 3.0 * off[30] > 3.0 * off[50]
    assert abs(off[70] - off[100]) < 3.0


def test_a_fit_predicts_what_it_did_not_see_but_for_the_seam(
    shared_data: Path, tmp_path: Path
) -> None:
    """A fit to the first hour is asked to predict the second within 15 m rms: it is 35.5 m off.

    All but half a metre of it is the seam of the ephemeris (below), which lies in the second hour:
    on either side of it a fit to a part predicts the rest within a metre, and a fit to all 121
    states leaves 10.8 m, where a public peer that fits the same arc reports 12.6 m.
    """
    lines = (shared_data / "moon" / LRO).read_text().splitlines()
    head = [line for line in lines if not line[:1].isdigit()]
    body = [line for line in lines if line[:1].isdigit()]
    misses = {}
    cases = (("whole", body, 60), ("all", body, 121), ("before", body[:76], 38))
    for name, part, fit in (*cases, ("after", body[82:], 20)):
        path = tmp_path / f"{name}.csv"
        path.write_text("\n".join(["# center: moon", *head, *part]) + "\n")
        found = lunar_orbit(
            LunarOrbitRequest(states=path, days=0.0834, degree=100, fit=fit, tolerance=0.1)
        ).head()
        misses[name] = (found["fit_rms_m"], found["predicted_rms_m"])
    assert misses["before"][1] < 1.0
    assert misses["after"][1] < 1.0
    assert misses["all"][0] < 12.6
    assert misses["whole"][1] < 38.0  # the size of the seam


def test_the_axes_are_those_of_de421(shared_data: Path) -> None:
    """Hourly angles sampled from NAIF's kernel: 1e-9 rad is the rounding of the printed time."""
    known = rows(shared_data / "moon" / "moon_pa_de421_2021-12-31_2022-01-03.csv")
    axes = MoonOrientation.bundled()
    for jd, phi, theta, psi in known[::12, :4]:
        got = axes.angles(epoch_of(jd))
        assert got[0] == pytest.approx(phi, abs=1e-9)
        assert got[1] == pytest.approx(theta, abs=1e-9)
        assert (got[2] - psi + np.pi) % (2.0 * np.pi) - np.pi == pytest.approx(0.0, abs=2e-9)


def test_on_either_side_of_its_seam_the_ephemeris_is_followed_within_half_a_metre(
    shared_data: Path,
) -> None:
    """Between minutes 76 and 79 the reconstructed ephemeris steps aside by 38 m.

    That is where two arcs of orbit determination were joined: the residual is below 0.3 m for 75
    minutes, jumps within three, and from minute 82 on a start from the file's own state is below
    0.3 m again. Half a metre is twice what is seen, and a sixtieth of the seam.
    """
    flown = rows(shared_data / "moon" / LRO)
    t = (flown[:, 0] - flown[0, 0]) * 86400.0
    forces = LunarForces.bundled(120)
    for first, last in ((0, 75), (82, 120)):
        orbit = propagate_lunar(
            epoch_of(flown[first, 0]),
            flown[first, 1:4] * 1e3,
            flown[first, 4:7] * 1e3,
            float(t[last] - t[first]),
            forces=forces,
            tolerance=0.01,
        )
        off = orbit.at(t[first : last + 1] - t[first])[0] - flown[first : last + 1, 1:4] * 1e3
        assert float(np.max(np.linalg.norm(off, axis=-1))) < 0.5
