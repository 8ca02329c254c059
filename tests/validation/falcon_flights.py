"""Falcon 9 flights of ../shared/data/launch/falcon9 as missions: fitted to their webcasts, or predicted without them.

Payloads and inclinations are those of missions.csv (recalled there); orbits at the second stage's first cut-off are
the parking orbit of the mission, where missions.csv gives none the height at which the webcast stands after cut-off.
"""

import json
from math import radians
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visviva.data.catalogue import Catalogue
from visviva.launch.family import bundled_throttling, with_family
from visviva.launch.fit import Fitted, fit_webcast
from visviva.launch.vehicle import Vehicle
from visviva.launch.webcast import Events, Figures, FlownMission, figures_from_facts, fly_mission

CAPE_39A, CAPE_40, VANDENBERG = radians(28.6084), radians(28.5619), radians(34.6321)
FLIGHTS = {
    "echostar_23_stage2": FlownMission(CAPE_39A, radians(28.6), 5600.0, 165e3, 250e3),
    "ses9_stage2": FlownMission(CAPE_40, radians(28.6), 5271.0, 165e3, 200e3),
    "formosat5_stage2": FlownMission(VANDENBERG, radians(98.3), 475.0, 720e3, 720e3, True),
    "iridium_next_4_stage2": FlownMission(VANDENBERG, radians(86.7), 9600.0, 180e3, 625e3, True),
    "nrol76_stage1": FlownMission(CAPE_39A, radians(50.0), 5000.0),
}
BURN_TIMES = (162.0, 397.0)  # data/facts/vehicles/falcon-9.toml
Array = NDArray[np.float64]


def events_of(shared: Path, name: str) -> Events:
    e = json.loads((shared / "launch/falcon9/events.json").read_text())[name]["events_s"]
    throttle = (e["throttle_down_start"], e["throttle_down_end"]) if "throttle_down_start" in e else None
    return Events(e["meco"], e.get("ses1"), e.get("seco1"), throttle)


def webcast(shared: Path, name: str) -> tuple[Array, Array, Array]:
    t, speed, altitude = np.genfromtxt(shared / f"launch/falcon9/{name}.csv", delimiter=",", skip_header=1).T
    return t, speed, altitude * 1e3


def from_facts(shared: Path, name: str) -> tuple[Vehicle, Figures, Events]:
    fact = Catalogue.bundled().vehicle("falcon-9")
    vehicle, events = fact.build(), events_of(shared, name)
    assert fact.liftoff_mass_kg is not None
    return vehicle, figures_from_facts(vehicle, FLIGHTS[name], events, BURN_TIMES, fact.liftoff_mass_kg.value), events


def fitted(shared: Path, name: str) -> Fitted:
    vehicle, guess, events = from_facts(shared, name)
    return fit_webcast(*webcast(shared, name), vehicle, FLIGHTS[name], events, guess)


def predicted(shared: Path, name: str, *, calibrated: bool) -> tuple[Array, Array] | None:
    """Relative error of speed, and error of altitude (m), from T+60 s to cut-off; None without a second burn."""
    vehicle, figures, events = from_facts(shared, name)
    if events.seco is None:
        return None
    if calibrated:
        others = [f for f in bundled_throttling() if f.flight != name]
        figures = with_family(figures, FLIGHTS[name], events, others)
    track = fly_mission(vehicle, FLIGHTS[name], events, figures=figures).track
    t, speed, altitude = webcast(shared, name)
    inside = (t >= 60.0) & (t <= events.seco)
    v, h = track.at(t[inside])
    return v / speed[inside] - 1.0, h - altitude[inside]
