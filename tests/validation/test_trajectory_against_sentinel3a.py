"""Interpolation and velocities of a frame, on a flown orbit.

Sentinel-3A by SSALTO (SP3, ITRF, TAI, every 60 s).

Every other state is dropped and found again from its neighbours, in ITRF and after turning: only if
position and velocity were turned alike does a Hermite polynomial meet the states left out. Measured
in every frame: 1.9 mm at worst with two minutes between states, of which the file's last digit is 1
mm. Asked: 5 mm.
"""

import gzip

import numpy as np
import pytest

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory


@pytest.fixture(scope="module")
def flown(shared_data):
    path = shared_data / "precise" / "ssas3a20.b18358.e19003.DG_.sp3.gz"
    if not path.is_file():
        pytest.skip(f"no {path}")
    with gzip.open(path, "rt") as stream:
        lines = stream.readlines()[22 : 22 + 3 * 400]
    rows = {
        kind: np.array(
            [[float(x) for x in line[4:46].split()] for line in lines if line[0] == kind]
        )
        for kind in "PV"
    }
    start = Epoch.from_jd(2400000.5, 58476 + (21 * 60 + 56) / 1440, "tai")
    return Trajectory(
        start, 60.0 * np.arange(len(rows["P"])), rows["P"] * 1e3, rows["V"] * 0.1, "ITRF"
    )


@pytest.mark.parametrize("frame", ["ITRF", "GCRF", "TEME", "ICRF-moon"])
def test_states_left_out_are_found_again_within_5_mm(flown, frame):
    whole = flown.to_frame(frame)
    r, v = whole[::2].at(whole.t[5:-5:2])
    assert np.max(np.abs(r - whole.r[5:-5:2])) < 5e-3
    assert np.max(np.abs(v - whole.v[5:-5:2])) < 2e-4


def test_speed_in_gcrf_is_that_of_the_orbit(flown):
    # vis viva: the semi-major axis of a satellite 802 km up, within the wave that J2 makes of it
    # (10 km) and some.
    states = flown.to_frame("GCRF")
    r, v = np.linalg.norm(states.r, axis=1), np.linalg.norm(states.v, axis=1)
    axis = 1.0 / (2.0 / r - v**2 / 3.986004418e14)
    assert np.max(np.abs(axis - 7.18e6)) < 2e4
