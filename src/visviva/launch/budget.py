"""Payload by velocity budget.

What the rocket equation gives, less what the orbit and the losses take.

The losses (gravity, drag, pressure, steering) of a vehicle are not modelled but calibrated: they
are what remains of the ideal velocity when the vehicle lifts a payload that was published for it.
Everything broadcasts, so that a sample of vehicles costs one call.

Limits: one loss figure per vehicle for every orbit (`ORBIT_SPREAD` is the price of that); the
fairing leaves with the first stage that falls; the last stage is taken to steer freely.
`visviva.launch.performance` flies the ascent instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS, EARTH_RATE, STANDARD_GRAVITY
from visviva.core.uncertain import Uncertain
from visviva.errors import InputError, RangeError
from visviva.launch.reasons import why
from visviva.launch.vehicle import Stage, Vehicle
from visviva.orbit import transfer

PARKING_HEIGHT = 200e3


@dataclass(frozen=True, slots=True)
class BudgetStage:
    """Figures of one group of equal stages, scalars or samples of shape ``(n,)``.

    SI, whole group.
    """

    dry_mass: Any
    propellant_mass: Any
    exhaust_velocity: Any
    mass_flow: Any
    at_liftoff: bool
    throttle: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, stage: Stage, sampled: Mapping[str, ArrayLike]) -> "BudgetStage":
        """The stage with `sampled` figures.

        Keys are attribute names of `Stage` in place of its own.
        """

        def figure(name: str) -> Array:
            return np.asarray(sampled.get(name, getattr(stage, name)), dtype=float)

        exhaust = figure("specific_impulse_vacuum") * STANDARD_GRAVITY
        usable = 1.0 - stage.residual_fraction
        residual = stage.residual_fraction * figure("propellant_mass")
        return cls(
            stage.count * (figure("dry_mass") + residual),
            stage.count * usable * figure("propellant_mass"),
            exhaust,
            stage.count * figure("thrust_vacuum") / exhaust,
            stage.ignition == "liftoff",
            stage.throttle,
        )

    def burnt_after(self, seconds: Any) -> Any:
        """Propellant burnt `seconds` after ignition, kg.

        Following the throttle steps and never more than there is.
        """
        seconds = np.asarray(seconds, dtype=float)
        steps = self.throttle or ((0.0, 1.0),)
        full_seconds = np.zeros_like(seconds)
        for k, (start, fraction) in enumerate(steps):
            end = steps[k + 1][0] if k + 1 < len(steps) else np.inf
            full_seconds = full_seconds + fraction * np.clip(
                np.minimum(seconds, end) - start, 0.0, None
            )
        return np.minimum(self.mass_flow * full_seconds, self.propellant_mass)


@dataclass(frozen=True, slots=True)
class BudgetVehicle:
    """A vehicle, or a sample of vehicles, as the velocity budget sees it."""

    stages: tuple[BudgetStage, ...]
    fairing_mass: Any = 0.0
    adapter_mass: Any = 0.0

    @classmethod
    def of(
        cls, vehicle: Vehicle, sampled: Mapping[tuple[int, str], ArrayLike] | None = None
    ) -> "BudgetVehicle":
        """Figures of `vehicle`, some replaced by samples.

        Parameters
        ----------
        vehicle : Vehicle
        sampled : mapping of (stage index, attribute of `Stage`) to ndarray of shape (n,), optional
        """
        sampled = sampled or {}
        stages = tuple(
            BudgetStage.of(stage, {name: x for (k, name), x in sampled.items() if k == index})
            for index, stage in enumerate(vehicle.stages)
        )
        return cls(stages, vehicle.fairing.mass if vehicle.fairing else 0.0, vehicle.adapter_mass)


def ideal_delta_v(vehicle: BudgetVehicle, payload_mass: ArrayLike) -> Any:
    """Velocity the stages give in empty space with `payload_mass` kg on top, m/s.

    Tsiolkovsky 1903.

    Stages lit together share one exhaust velocity weighted by flow until the shorter burn ends and
    its empties leave.
    """
    payload = np.asarray(payload_mass, dtype=float)
    ground = [s for s in vehicle.stages if s.at_liftoff]
    upper = [s for s in vehicle.stages if not s.at_liftoff]
    above = (
        sum((s.dry_mass + s.propellant_mass for s in upper), np.zeros(()))
        + vehicle.adapter_mass
        + payload
    )
    mass = above + vehicle.fairing_mass + sum(s.dry_mass + s.propellant_mass for s in ground)
    gained, mass = _burn_together(ground, mass, vehicle.fairing_mass)
    for stage in upper:
        after = mass - stage.propellant_mass
        gained = gained + stage.exhaust_velocity * np.log(mass / after)
        mass = after - stage.dry_mass
    return gained


def _burn_together(stages: list[BudgetStage], mass: Any, fairing_mass: Any) -> tuple[Any, Any]:
    """Velocity gained by stages lit on the ground.

    And the mass left when the last of them has gone.

    The fairing leaves with the first empties (strap-ons, or the only ground stage).
    """
    order = sorted(stages, key=lambda s: float(np.mean(s.propellant_mass / s.mass_flow)))
    gained: Any = np.zeros(())
    burnt = [np.zeros(()) for _ in order]
    for k, leaving in enumerate(order):
        end = leaving.propellant_mass / leaving.mass_flow if not leaving.throttle else None
        flown, thrust_sum = [], np.zeros(())
        for j in range(k, len(order)):
            total = order[j].propellant_mass if end is None or j == k else order[j].burnt_after(end)
            flown.append(total - burnt[j])
            thrust_sum = thrust_sum + flown[-1] * order[j].exhaust_velocity
            burnt[j] = total
        used = sum(flown, np.zeros(()))
        exhaust = thrust_sum / np.where(used > 0, used, 1.0)
        gained = gained + exhaust * np.log(mass / (mass - used))
        mass = mass - used - leaving.dry_mass - (fairing_mass if k == 0 else 0.0)
    return gained, mass


def required_delta_v(
    latitude: ArrayLike,
    inclination: ArrayLike,
    perigee_height: ArrayLike,
    apogee_height: ArrayLike,
    turn: ArrayLike = 0.0,
) -> Any:
    """Velocity from the turning ground to the orbit without any loss, m/s.

    The insertion is at a perigee of `PARKING_HEIGHT` or lower, in the plane that passes over the
    pad; a higher perigee is raised from apogee; `turn` radians of plane change are made by the
    launcher in the parking orbit.

    Parameters
    ----------
    latitude, inclination : float or ndarray
        rad; the inclination must not be smaller than the latitude (name the difference as `turn`).
    perigee_height, apogee_height : float or ndarray
        Over the equatorial radius, m.
    turn : float or ndarray
        rad.

    Raises
    ------
    RangeError
        If the plane never passes over the pad, or the orbit lies inside the air (perigee under 120
        km).
    """
    lat, i = np.asarray(latitude, float), np.asarray(inclination, float)
    low, high = np.asarray(perigee_height, float), np.asarray(apogee_height, float)
    if np.any(low < 120e3) or np.any(high < low):
        raise RangeError(
            why(
                "orbit.budget",
                perigee=f"{np.min(low) / 1e3:.0f}",
                apogee=f"{np.min(high) / 1e3:.0f}",
            ),
            advice="give a perigee above 120 km",
        )
    sine = np.cos(i) / np.cos(lat)
    if np.any(np.abs(sine) > 1.0 + 1e-9):
        raise RangeError(
            why(
                "below.budget",
                tilt=(float(np.degrees(np.min(i))), 2),
                latitude=(float(np.degrees(np.max(np.abs(lat)))), 2),
            ),
            advice="launch at the latitude and name the difference as a turn",
        )
    sine = np.clip(sine, -1.0, 1.0)
    r_in = EARTH_RADIUS + np.minimum(low, PARKING_HEIGHT)
    r_p, r_a = EARTH_RADIUS + low, EARTH_RADIUS + high
    v_in = transfer.speed(r_in, 0.5 * (r_in + r_a))
    ground = EARTH_RATE * EARTH_RADIUS * np.cos(lat)
    relative = np.hypot(v_in * sine - ground, v_in * np.sqrt(1.0 - sine**2))
    raise_perigee = transfer.speed(r_a, 0.5 * (r_p + r_a)) - transfer.speed(r_a, 0.5 * (r_in + r_a))
    return relative + raise_perigee + transfer.plane_change(transfer.circular_speed(r_in), turn)


def losses(vehicle: BudgetVehicle, payload_mass: ArrayLike, required: ArrayLike) -> Any:
    """What a published payload leaves unexplained, m/s: the vehicle's losses on the way up.

    Raises
    ------
    InputError
        If the stages cannot lift that payload even without losses: their figures do not belong to
        it.
    """
    left = ideal_delta_v(vehicle, payload_mass) - np.asarray(required, float)
    if np.mean(left) < 0.0:
        raise InputError(
            why("stages.short", missing=(-float(np.mean(left)), 0)),
            advice="check masses and impulses",
        )
    return left


def spare_delta_v(
    vehicle: BudgetVehicle, payload_mass: ArrayLike, required: ArrayLike, loss: ArrayLike
) -> Any:
    """Velocity left over with `payload_mass` on board, m/s.

    Negative where the orbit is out of reach.
    """
    return (
        ideal_delta_v(vehicle, payload_mass) - np.asarray(required, float) - np.asarray(loss, float)
    )


def payload_mass(vehicle: BudgetVehicle, required: ArrayLike, loss: ArrayLike) -> Any:
    """Heaviest payload that still reaches the orbit, kg.

    0 where even the empty vehicle falls short.

    Bisection on the delta-v margin, which falls with every kilogram.
    """
    need = np.asarray(required, float) + np.asarray(loss, float)
    heaviest = sum(float(np.max(s.dry_mass + s.propellant_mass)) for s in vehicle.stages)
    shape = np.broadcast_shapes(need.shape, *(np.shape(s.propellant_mass) for s in vehicle.stages))
    low, high = np.zeros(shape), np.full(shape, heaviest)
    reaches = ideal_delta_v(vehicle, low) >= need
    for _ in range(50):
        middle = 0.5 * (low + high)
        enough = ideal_delta_v(vehicle, middle) >= need
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    found = np.where(reaches, low, 0.0)
    return found.item() if found.ndim == 0 else found


BUDGET_AS_OF = date(2026, 11, 23)
#: How far one calibrated loss figure misses on another orbit of the same vehicle, m/s, 90 % half
#: width. Pairs of published payloads of one design differ by 2, 100 and 141 m/s
#: (docs/launch-budget.md): rms 100, of which one row's share is 100 / sqrt 2, times 1.645.
ORBIT_SPREAD = Uncertain.about(0.0, 120.0)
#: Losses of a vehicle without any published payload, m/s: median and ends of ten calibrated
#: launchers (same page).
FAMILY_LOSSES = Uncertain(2250.0, 1700.0, 2950.0)
