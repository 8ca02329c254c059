"""Inputs of crew and launch questions that are none, each refused or doubted by its name."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from visviva.analysis.abort import AbortRequest
from visviva.analysis.crewed_flight import crew_case
from visviva.analysis.deorbit import DeorbitRequest
from visviva.analysis.docking_plan import RendezvousRequest
from visviva.analysis.launch_payload import PayloadRequest
from visviva.analysis.webcast import Events, PredictedWebcast, WebcastRequest
from visviva.core.atmosphere.wind import Wind
from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError, UnknownNameError
from visviva.orbit.lambert import lambert

ISS = """1 25544U 98067A   20287.09347615  .00001054  00000-0  27319-4 0  9995
2 25544  51.6446 130.6421 0001379  41.0213  54.0213 15.49299288250391
"""
START = Epoch.parse("2020-10-13T00:00:00Z")


def test_a_flown_launch_that_is_none_is_refused_with_the_nearest(tmp_path: Path) -> None:
    from visviva.orbit.gp.tle import checksum

    path = tmp_path / "iss.tle"
    lines = [line[:68] + str(checksum(line)) for line in ISS.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(UnknownNameError, match="Soyuz MS-17") as caught:
        crew_case(path, START, site="baikonur", spacecraft="soyuz-ms", without="Soyuz MS17")
    assert "Soyuz MS-17" in caught.value.fields["nearest"]


def test_lambert_between_one_place_and_itself_is_refused() -> None:
    place = [7000e3, 0.0, 0.0]
    with pytest.raises(RangeError, match="both places are one"):
        lambert(place, place, 5800.0, max_revolutions=1)


def test_a_wind_that_is_none_is_refused_however_it_is_made() -> None:
    with pytest.raises(InputError, match="more than 500 m/s"):
        Wind(np.array([0.0, 1e4]), np.array([0.0, 1e17]), np.zeros(2))


@pytest.mark.parametrize(
    "make",
    [
        lambda: AbortRequest(bank=np.radians(400.0)),
        lambda: AbortRequest(step=0.0),
        lambda: AbortRequest(escape_delta_v=1e6),
        lambda: DeorbitRequest((), regime="gliding"),
        lambda: DeorbitRequest((), samples=10**12),
        lambda: DeorbitRequest((), delta_v=-5.0),
        lambda: RendezvousRequest((), "baikonur", START, flight_time=-1.0),
        lambda: PayloadRequest("nuri", "naro", "iss", asked=0.0),
        lambda: WebcastRequest("falcon-9", 0.5, 0.9, 1e4, Events(150.0)),
    ],
)
def test_requests_that_make_no_sense_are_refused(make: Any) -> None:
    with pytest.raises(InputError):
        make()


@pytest.mark.parametrize(("off", "inside", "doubts"), [(3.0, 0.95, 0), (30.0, 0.2, 1)])
def test_a_prediction_doubts_a_webcast_of_another_vehicle(
    off: float, inside: float, doubts: int
) -> None:
    beside = {
        "speed_largest_percent": off,
        "altitude_largest_km": 1.0,
        "speed_inside_share": inside,
        "altitude_inside_share": 0.9,
    }
    found: Any = SimpleNamespace(track=None)
    said = PredictedWebcast("falcon-9", found, ("a",), beside).warnings
    assert len(said) == doubts
    assert all("falcon-9" in line for line in said)
