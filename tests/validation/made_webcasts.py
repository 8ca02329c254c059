"""Made webcasts: missions flown with drawn thrusts, drag, steering and cut-offs.

Read off as a webcast is.
"""

from dataclasses import dataclass, replace
from math import radians

import numpy as np
from numpy.typing import NDArray

from visviva.data.catalogue import Catalogue
from visviva.launch.flight.guided import Track
from visviva.launch.flown.family import bundled_habits
from visviva.launch.flown.predict import predict
from visviva.launch.flown.webcast import environment_of, figures_from_facts, fly_figures
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission
from visviva.launch.vehicle import Vehicle

CAPE, VANDENBERG = radians(28.5619), radians(34.6321)
MISSIONS = {
    "transfer orbit, ship": (
        FlownMission(CAPE, radians(28.6), 3500.0, 165e3, 200e3),
        Events(156, 167, 515, (49, 62)),
    ),
    "transfer orbit, expended": (
        FlownMission(CAPE, radians(28.6), 6800.0, 165e3, 250e3),
        Events(167, 178, 510, (48, 64)),
    ),
    "station, back to site": (
        FlownMission(CAPE, radians(51.6), 9500.0, 200e3, 350e3),
        Events(143, 154, 535),
    ),
    "heavy": (
        FlownMission(CAPE, radians(53.0), 15600.0, 210e3, 300e3),
        Events(152, 163, 527, (50, 66)),
    ),
    "light, polar": (
        FlownMission(VANDENBERG, radians(97.5), 1200.0, 500e3, 500e3, True),
        Events(142, 153, 530, (48, 60)),
    ),
    "first stage alone": (
        FlownMission(CAPE, radians(39.0), 5000.0),
        Events(145, throttle=(46, 60)),
    ),
}
FAULTS = ("none", "coarse", "gap", "dropped", "slow", "glitch", "clock")
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Made:
    """A made webcast and the truth behind it; `late` is how far its clock is off, s."""

    t: Array
    speed: Array
    altitude: Array
    vehicle: Vehicle
    mission: FlownMission
    events: Events
    guess: Figures
    truth: Track
    late: float


def made(name: str, fault: str = "none", seed: int = 7) -> Made:
    """Fly a mission and read it off with a fault."""
    rng = np.random.default_rng(seed)
    mission, events = MISSIONS[name]
    fact = Catalogue.bundled().vehicle("falcon-9-2017")
    vehicle = fact.build()
    assert fact.liftoff_mass_kg is not None
    guess = figures_from_facts(vehicle, mission, events, 397.0, fact.liftoff_mass_kg.value)
    found = predict(vehicle, mission, events, guess, bundled_habits())
    f, (knots, angle) = found.figures, found.figures.elevation
    s = np.linspace(0.0, 1.0, len(knots))
    waves = sum(
        rng.normal(0.0, a) * np.sin(k * np.pi * s) for k, a in ((1, 0.05), (2, 0.03), (3, 0.02))
    )
    f = replace(
        f,
        hold=(f.hold[0], f.hold[1] + rng.normal(0.0, 0.12, f.hold[1].shape)),
        elevation=(knots, angle + waves),
        thrust1=f.thrust1 * rng.normal(1.0, 0.01),
        thrust2=f.thrust2 * rng.normal(1.0, 0.01),
        drag=rng.uniform(0.7, 1.4),
        mass2=f.mass2 * rng.normal(1.0, 0.01),
    )
    flown = replace(found.events, meco=events.meco + rng.uniform(-0.5, 0.5))
    if events.ses is None:
        flown = replace(flown, ses=None, seco=None)
    truth = fly_figures(f, mission, flown, environment_of(vehicle))
    return Made(
        *_read_off(truth, fault, rng),
        vehicle,
        mission,
        events,
        guess,
        truth,
        0.4 * (fault == "clock"),
    )


def _read_off(truth: Track, fault: str, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    t = np.arange(0.0, truth.t[-1], 1.0 if fault == "slow" else 0.5)
    if fault == "gap":
        t = t[(t < 90.0) | (t > 130.0)]
    if fault == "dropped":
        t = t[rng.random(len(t)) > 0.3]
    speed, altitude = truth.at(t)
    speed = np.round(speed * 3.6) / 3.6 + rng.normal(0.0, 0.3, len(t))
    altitude = np.round(altitude, -2)
    if fault == "coarse":
        altitude = np.where(altitude > 100e3, np.round(altitude, -3), altitude)
    if fault == "glitch":
        wrong = rng.random(len(t)) < 0.01
        speed = np.where(wrong, speed * rng.uniform(0.1, 1.9, len(t)), speed)
        altitude = np.where(rng.random(len(t)) < 0.01, 0.1 * altitude, altitude)
    return t + 0.4 * (fault == "clock"), speed, altitude
