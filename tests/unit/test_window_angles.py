"""What the picture of lift-off windows draws: the pad's angle from the plane, the station's track.

Held against the windows themselves, which are found on the mean plane, by another road.
"""

import numpy as np
import pytest

from visviva.analysis.window import WindowRequest, WindowResult, launch_windows
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.time import Epoch
from visviva.data.catalogue import Catalogue

START = Epoch.parse("2020-10-13T03:00:00Z")


@pytest.fixture(scope="module")
def found() -> WindowResult:
    fact = Catalogue.bundled().station("iss").element_sets[0]
    text = f"{fact.line1}\n{fact.line2}\n".encode()
    return launch_windows(WindowRequest(text, "baikonur", START, days=2.0))


def test_the_pad_lies_in_the_plane_at_every_crossing_and_off_it_as_told_at_lift_off(
    found: WindowResult,
) -> None:
    """To 1e-5 rad, an eighth of a second of the Earth's turn: samples are 10 s apart."""
    seconds, angle = found.pad_angles(count=17_281)
    assert len(found.windows) >= 4
    for window in found.windows:
        at = [float(moment - found.request.start) for moment in (window.crossing, window.liftoff)]
        crossing, liftoff = np.interp(at, seconds, angle)
        assert abs(crossing) < 1e-5
        assert abs(liftoff) == pytest.approx(window.plane_offset, abs=1e-5)
        # The pad is carried across: within two minutes it changes sides.
        before, after = np.interp([at[0] - 60.0, at[0] + 60.0], seconds, angle)
        assert before * after < 0.0


def test_the_angle_swings_between_the_plane_over_and_under_the_pad(found: WindowResult) -> None:
    """A point at a latitude turns once a day about a pole that the orbit's normal leans from.

    Within 1e-3 rad: the plane of the moment leans by 4e-4 to and fro.
    """
    _, angle = found.pad_angles()
    pad = found.pad.r_itrf()
    latitude = np.arcsin(pad[2] / np.linalg.norm(pad))
    tilt = np.radians(found.case.elements.inclination_deg)
    assert angle.max() == pytest.approx(0.5 * np.pi - abs(tilt - 0.5 * np.pi + latitude), abs=1e-3)
    assert angle.min() == pytest.approx(latitude - tilt, abs=1e-3)


def test_the_track_passes_where_phase_and_offset_place_the_station(found: WindowResult) -> None:
    """A right spherical triangle; the point below lies within 2e-4 rad of the geocentric one."""
    window = found.windows[0]
    epoch, seconds, latitude, longitude = found.station_track()
    assert epoch == window.liftoff
    assert np.all(np.diff(seconds) == 30.0)
    middle = int(np.flatnonzero(seconds == 0.0)[0])
    place = geodetic_to_itrf(latitude[middle], longitude[middle], 0.0)
    pad = found.pad.r_itrf()
    apart = np.arccos(place @ pad / np.linalg.norm(place) / np.linalg.norm(pad))
    told = np.arccos(np.cos(window.phase) * np.cos(window.plane_offset))
    assert apart == pytest.approx(told, abs=5e-4)
