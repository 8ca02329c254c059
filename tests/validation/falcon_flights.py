"""Falcon 9 flights of ../shared/data/launch/falcon9 as missions.

Fitted to their webcasts, or predicted without them.

Payloads and inclinations are those of missions.csv (recalled there); orbits at the second stage's
first cut-off are the parking orbit of the mission, where missions.csv gives none the height at
which the webcast stands after cut-off. The vehicle is that of the flight's date: its thrust grew
(data/facts/vehicles/falcon-9-2016.toml, falcon-9-2017.toml).
"""

import json
from math import radians
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visviva.data.catalogue import Catalogue
from visviva.launch.flown.family import bundled_habits
from visviva.launch.flown.fit import Fitted, fit_webcast
from visviva.launch.flown.predict import Predicted, predict
from visviva.launch.flown.webcast import figures_from_facts
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission
from visviva.launch.vehicle import Vehicle

CAPE_39A, CAPE_40, VANDENBERG = radians(28.6084), radians(28.5619), radians(34.6321)
FLIGHTS = {
    "echostar_23_stage2": FlownMission(CAPE_39A, radians(28.6), 5600.0, 165e3, 250e3),
    "ses9_stage2": FlownMission(CAPE_40, radians(28.6), 5271.0, 165e3, 200e3),
    "formosat5_stage2": FlownMission(VANDENBERG, radians(98.3), 475.0, 720e3, 720e3, True),
    "iridium_next_4_stage2": FlownMission(VANDENBERG, radians(86.7), 9600.0, 180e3, 625e3, True),
    "nrol76_stage1": FlownMission(CAPE_39A, radians(50.0), 5000.0),
}
VEHICLES = dict.fromkeys(FLIGHTS, "falcon-9-2017") | {"ses9_stage2": "falcon-9-2016"}
UPPER_BURN = 397.0  # s, data/facts/vehicles/falcon-9.toml
Array = NDArray[np.float64]


def events_of(shared: Path, name: str) -> Events:
    e = json.loads((shared / "launch/falcon9/events.json").read_text())[name]["events_s"]
    throttle = (
        (e["throttle_down_start"], e["throttle_down_end"]) if "throttle_down_start" in e else None
    )
    return Events(
        e["meco"], e.get("ses1"), e.get("seco1"), throttle, e.get("apogee"), "boostback_start" in e
    )


def webcast(shared: Path, name: str) -> tuple[Array, Array, Array]:
    t, speed, altitude = np.genfromtxt(
        shared / f"launch/falcon9/{name}.csv", delimiter=",", skip_header=1
    ).T
    return t, speed, altitude * 1e3


def from_facts(shared: Path, name: str) -> tuple[Vehicle, Figures, Events]:
    fact = Catalogue.bundled().vehicle(VEHICLES[name])
    vehicle, events = fact.build(), events_of(shared, name)
    assert fact.liftoff_mass_kg is not None
    return (
        vehicle,
        figures_from_facts(vehicle, FLIGHTS[name], events, UPPER_BURN, fact.liftoff_mass_kg.value),
        events,
    )


def fitted(shared: Path, name: str) -> Fitted:
    vehicle, guess, events = from_facts(shared, name)
    return fit_webcast(*webcast(shared, name), vehicle, FLIGHTS[name], events, guess)


def foretold(shared: Path, name: str, *, calibrated: bool) -> Predicted:
    """From facts and events alone, or with the habits of the other flights."""
    vehicle, figures, events = from_facts(shared, name)
    others = [f for f in bundled_habits() if f.flight != name] if calibrated else []
    return predict(vehicle, FLIGHTS[name], events, figures, others)


def predicted(shared: Path, name: str, *, calibrated: bool) -> tuple[Array, Array]:
    """Relative error of speed, and error of altitude.

    Units and shapes: m, from T+60 s to the cut-off of what the webcast shows.
    """
    found = foretold(shared, name, calibrated=calibrated)
    t, speed, altitude = judged(shared, name)
    v, h = found.track.at(t)
    return v / speed - 1.0, h - altitude


def judged(shared: Path, name: str) -> tuple[Array, Array, Array]:
    """Webcast from T+60 s to its cut-off."""
    t, speed, altitude = webcast(shared, name)
    events = events_of(shared, name)
    inside = (t >= 60.0) & (t <= (events.seco or events.meco))
    return t[inside], speed[inside], altitude[inside]


def inside_band(shared: Path, name: str, *, calibrated: bool = True) -> tuple[float, float]:
    """Shares of a webcast's speeds and altitudes that lie inside the prediction's 90 % band."""
    found = foretold(shared, name, calibrated=calibrated)
    t, speed, altitude = judged(shared, name)
    wide_v, wide_h = found.band(t)
    v, h = found.track.at(t)
    return float(np.mean(np.abs(v - speed) < wide_v)), float(np.mean(np.abs(h - altitude) < wide_h))
