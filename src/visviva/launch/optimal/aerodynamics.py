"""Drag and dynamic pressure of a launcher where its fact states no figure of its own.

Limits: one drag coefficient for every slender launcher; strap-ons add their frontal area, with no
interference; the least dynamic pressure is that of a flight straight up in the US 1976 atmosphere.
"""

from functools import lru_cache

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import us76
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.launch.schedule import Leg, best_figures, legs
from visviva.launch.vehicle import Vehicle

#: Drag coefficient of a slender launcher by Mach number, where the vehicle has none of its own: an
#: assumption of this program (the transonic rise of axisymmetric bodies, Hoerner 1965 chapter 16),
#: good to a third; the payload feels a third of it by about one per cent, and the fitted
#: unmodelled delta-v absorbs most of that.
ASSUMED_MACH = (0.0, 0.6, 0.85, 1.05, 1.3, 2.0, 3.0, 5.0, 8.0)
ASSUMED_DRAG = (0.30, 0.30, 0.40, 0.55, 0.53, 0.40, 0.30, 0.24, 0.22)

#: Highest dynamic pressure of a launcher that states none, Pa: an assumption of this program, the
#: middle of a range of 25 to 45 kPa (fits of five Falcon 9 webcasts: 25 to 32).
ASSUMED_PRESSURE = 35e3
#: A launcher that cannot turn its engines down meets more, however steeply it flies: never less
#: than this times what it meets straight up.
ABOVE_VERTICAL = 1.05


def drag_table(vehicle: Vehicle) -> tuple[Array, Array]:
    """Mach numbers and drag coefficients: the vehicle's own, or the assumed ones."""
    if vehicle.mach:
        return np.array(vehicle.mach, dtype=float), np.array(vehicle.drag_coefficient, dtype=float)
    return np.array(ASSUMED_MACH), np.array(ASSUMED_DRAG)


def drag_area(vehicle: Vehicle, beside: tuple[int, ...] = ()) -> float:
    """Reference area, m², with the stages `beside` the body.

    Strap-ons add their frontal area, unless the vehicle has a drag table of its own: that is of the
    whole.
    """
    widest = vehicle.drag_diameter or max(s.diameter for s in vehicle.stages)
    squares = widest**2
    if not vehicle.mach:
        squares += sum(vehicle.stages[k].count * vehicle.stages[k].diameter ** 2 for k in beside)
    return float(np.pi / 4 * squares)


def area_factor(vehicle: Vehicle, beside: tuple[int, ...]) -> float:
    """Reference area with the stages `beside` the body over that without; 1 where there is none."""
    alone = drag_area(vehicle)
    return drag_area(vehicle, beside) / alone if alone > 0.0 else 1.0


def pressure_limit(vehicle: Vehicle) -> float:
    """Highest dynamic pressure of an ascent, Pa: the vehicle's own, or the assumed one.

    The assumed one is raised for launchers that meet more than that flying straight up.
    """
    if vehicle.dynamic_pressure_max is not None:
        return vehicle.dynamic_pressure_max
    return max(ASSUMED_PRESSURE, ABOVE_VERTICAL * vertical_pressure(vehicle))


@lru_cache(maxsize=64)
def vertical_pressure(vehicle: Vehicle) -> float:
    """Highest dynamic pressure of a flight straight up without payload, Pa.

    Heun's method in steps of half a second, to 60 km.
    """
    fairing = vehicle.fairing.mass if vehicle.fairing else 0.0
    flown = legs(
        vehicle,
        best_figures(vehicle),
        0.0,
        fairing,
        vehicle.adapter_mass,
        load_max=vehicle.axial_load_max,
        payload_guess=0.0,
    )
    height, speed, most = 0.0, 0.0, 0.0
    for leg in flown:
        steps = int(np.ceil(float(leg.duration) / 0.5))
        step = float(leg.duration) / max(steps, 1)
        for k in range(steps):
            first = _rise(vehicle, leg, k * step, height, speed)
            second = _rise(
                vehicle, leg, (k + 1) * step, height + step * speed, speed + step * first[0]
            )
            height += step * (speed + 0.5 * step * first[0])
            speed += 0.5 * step * (first[0] + second[0])
            most = max(most, second[1])
            if height > 60e3 or height < 0.0:
                return most
    return most


def _rise(vehicle: Vehicle, leg: Leg, t: float, height: float, speed: float) -> tuple[float, float]:
    """Acceleration straight up, m/s², and dynamic pressure, Pa."""
    air = us76(np.array(max(height, 0.0)))
    mass = float(leg.mass) - float(leg.flow) * t
    push = float(leg.thrust)
    if leg.acceleration:
        mass = float(leg.mass * np.exp(-leg.acceleration * t / leg.exhaust))
        push = float(leg.acceleration) * mass
    pressure = 0.5 * float(air.density) * speed**2
    mach, cd = drag_table(vehicle)
    drag = pressure * float(np.interp(speed / float(air.sound_speed), mach, cd))
    push -= float(air.pressure) * float(leg.exit_area) + drag * drag_area(vehicle, leg.beside)
    return push / mass - EARTH_GM / (EARTH_RADIUS + height) ** 2, pressure
