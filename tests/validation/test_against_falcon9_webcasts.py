"""Flown Falcon 9 missions held to their webcasts.

Source: speed (Earth-relative) and altitude read off five webcasts, and event times in whole seconds
(shahar603/Telemetry-Data, public domain; ../shared/data/launch/falcon9). Tolerances are those asked of the project.
"""

import json
from math import radians
from pathlib import Path

import numpy as np
import pytest

from visviva.data.catalogue import Catalogue
from visviva.launch.fit import Fitted, fit_webcast
from visviva.launch.webcast import Events, FlownMission, figures_from_facts

FLIGHTS = {
    "echostar_23_stage2": FlownMission(radians(28.6084), radians(28.6), 5600.0),
    "ses9_stage2": FlownMission(radians(28.5619), radians(28.6), 5271.0),
    "formosat5_stage2": FlownMission(radians(34.6321), radians(98.3), 475.0, 720e3, 720e3, True),
    "iridium_next_4_stage2": FlownMission(radians(34.6321), radians(86.7), 9600.0, 180e3, 180e3, True),
    "nrol76_stage1": FlownMission(radians(28.6084), radians(50.0), 5000.0),
}


def events_of(folder: Path, name: str) -> Events:
    e = json.loads((folder / "events.json").read_text())[name]["events_s"]
    throttle = (e["throttle_down_start"], e["throttle_down_end"]) if "throttle_down_start" in e else None
    return Events(e["meco"], e.get("ses1"), e.get("seco1"), throttle)


def fitted(shared: Path, name: str) -> Fitted:
    folder = shared / "launch" / "falcon9"
    t, speed, altitude = np.genfromtxt(folder / f"{name}.csv", delimiter=",", skip_header=1).T
    vehicle = Catalogue.bundled().vehicle("falcon-9").build()
    events = events_of(folder, name)
    guess = figures_from_facts(vehicle, FLIGHTS[name], events, (162.0, 397.0), 549054.0)
    return fit_webcast(t, speed, altitude * 1e3, vehicle, FLIGHTS[name], events, guess)


def check_fit(fit: Fitted) -> None:
    """10 m/s and 1 km: as root mean square, and at 99 of 100 samples."""
    assert fit.rms[0] < 10.0
    assert fit.rms[1] < 1000.0
    assert np.quantile(np.abs(fit.speed_residual), 0.99) < 10.0
    assert np.quantile(np.abs(fit.altitude_residual), 0.99) < 1000.0
    assert np.all(fit.sigma > 0)
    assert np.all(np.isfinite(fit.sigma))


def test_a_first_stage_fits_its_webcast(shared_data: Path) -> None:
    fit = fitted(shared_data, "nrol76_stage1")
    check_fit(fit)
    assert fit.interval("thrust1").low < fit.value[0] < fit.interval("thrust1").high


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in FLIGHTS if n != "nrol76_stage1"])
def test_a_flight_to_orbit_fits_its_webcast(shared_data: Path, name: str) -> None:
    check_fit(fitted(shared_data, name))
