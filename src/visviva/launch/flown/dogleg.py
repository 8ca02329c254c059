"""Three-stage flights with a turn in them.

What events, drop zones and the orbit say of the figures, and what it costs.

A flight model for `posterior.infer`: figures (stage masses, thrusts, impulses, steering, delays) to
what was seen. The price of a dog-leg is the delta-v margin, or the payload, that the same stack has
over when it may fly the cheapest headings to the same orbit at the same time, instead of those of
the notices.

Limits: as `stack`; headings change linearly within a burn; published hazard areas say where stages
were expected to fall, with the spread of the area.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, STANDARD_GRAVITY
from visviva.core.uncertain import Uncertain
from visviva.errors import ConvergenceError, InputError
from visviva.launch.flight.forward import Aero, geodetic, longitude
from visviva.launch.flight.guided import world
from visviva.launch.flight.staged import Burn, Stack, StackFlight, distance, fly_stack, impact
from visviva.launch.flown.posterior import Observed
from visviva.launch.optimal.aerodynamics import drag_area, drag_table
from visviva.launch.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a flight starts and what it is held to.

    Pad (rad), vehicle for drag and exit area, zones (lat, lon in rad).

    `axis` is the mean radius of the orbit's apsides (m); `zones` maps the number of a stage (from
    1) to its area; `track` lists times (s) at which altitude and downrange were seen.
    """

    latitude: float
    longitude: float
    vehicle: Vehicle
    axis: float
    zones: tuple[tuple[int, float, float], ...] = ()
    track: tuple[float, ...] = ()


def steering_prior(
    headings: Sequence[tuple[float, float]], *, coast_max: float
) -> dict[str, Uncertain]:
    """Priors of steering and delays of a three-stage flight.

    Parameters
    ----------
    headings : three (mean, 90 % half width) in rad
        At lift-off, of the second stage's thrust, of the third's.
    coast_max : float
        Longest coast before the third burn, s.
    """
    first, second, third = headings
    wide = 0.35
    return {
        "lean": Uncertain(np.radians(4.0), np.radians(0.3), np.radians(12.0)),
        "heading.1": Uncertain.about(first[0], first[1]),
        "heading.2a": Uncertain.about(second[0], second[1] + wide),
        "heading.2b": Uncertain.about(second[0], second[1] + wide),
        "heading.3a": Uncertain.about(third[0], third[1] + wide),
        "heading.3b": Uncertain.about(third[0], third[1] + wide),
        "tangent.2a": Uncertain.about(0.7, 0.7),
        "tangent.2b": Uncertain.about(0.4, 0.7),
        "tangent.3a": Uncertain.about(0.2, 0.6),
        "tangent.3b": Uncertain.about(-0.1, 0.6),
        "delay.2": Uncertain(3.0, 0.5, 10.0, "uniform"),
        "delay.3": Uncertain(0.5 * coast_max, 1.0, coast_max, "uniform"),
        "residual.1": Uncertain(0.015, 0.0, 0.03, "uniform"),
        "residual.2": Uncertain(0.015, 0.0, 0.03, "uniform"),
        "residual.3": Uncertain(0.05, 0.0, 0.3, "uniform"),
    }


class Flight:
    """A scene with its air, ready to be flown with figures."""

    def __init__(self, scene: Scene, *, step: float = 3.0) -> None:
        self.scene, self.step = scene, step
        self.area = drag_area(scene.vehicle)
        self.env = world(Aero(self.area, *drag_table(scene.vehicle)))

    def stack(self, f: dict[str, float]) -> Stack:
        """The stack of a set of figures; those absent are the vehicle's own."""
        burns: list[Burn] = []
        t = 0.0
        for k, s in enumerate(self.scene.vehicle.stages):
            dry, full = (
                f.get(f"{k}.dry_mass", s.dry_mass),
                f.get(f"{k}.propellant_mass", s.propellant_mass),
            )
            thrust = f.get(f"{k}.thrust_vacuum", s.thrust_vacuum)
            impulse = f.get(f"{k}.specific_impulse_vacuum", s.specific_impulse_vacuum)
            start = t + (f[f"delay.{k + 1}"] if k else 0.0)
            tangents = (f[f"tangent.{k + 1}a"], f[f"tangent.{k + 1}b"]) if k else (0.0, 0.0)
            headings = (f[f"heading.{k + 1}a"], f[f"heading.{k + 1}b"]) if k else (0.0, 0.0)
            burnt = full * (1.0 - f[f"residual.{k + 1}"])
            burns.append(
                Burn(
                    dry, full, burnt, thrust, impulse, s.nozzle_exit_area, start, tangents, headings
                )
            )
            t = burns[-1].end
        fairing = f.get(
            "fairing", self.scene.vehicle.fairing.mass if self.scene.vehicle.fairing else 0.0
        )
        return Stack(
            tuple(burns), f["payload"], fairing, burns[1].start + 40.0, f["heading.1"], f["lean"]
        )

    def fly(self, f: dict[str, float]) -> tuple[Stack, StackFlight]:
        """Fly a set of figures; raises InputError where it cannot leave the pad or sinks."""
        stack = self.stack(f)
        push = stack.burns[0].thrust - 101325.0 * stack.burns[0].exit_area
        if push < 1.05 * stack.liftoff_mass * STANDARD_GRAVITY:
            raise InputError("thrust-to-weight below 1.05 at lift-off", advice="check masses")
        flight = fly_stack(
            stack,
            self.scene.latitude,
            self.env,
            self.area,
            step=self.step,
            until=max(self.scene.track, default=0.0),
        )
        if flight.track.altitude.min() < -3e3:
            raise InputError("the flight sinks into the ground", advice="steer higher")
        return stack, flight

    def says(self, f: dict[str, float]) -> Array:
        """What is observed: end time, altitude, climb, speed error, inclination.

        Then track and zone misses.
        """
        stack, flight = self.fly(f)
        track = flight.track
        last = flight.cutoffs[-1]
        r, v = track.r[last], track.v[last]
        d, s = float(np.linalg.norm(r)), float(np.linalg.norm(v))
        h = np.cross(r, v)
        need = (
            float(np.sqrt(EARTH_GM * (2.0 / d - 1.0 / self.scene.axis)))
            if d < 1.9 * self.scene.axis
            else 0.0
        )
        out = [
            float(track.t[last]),
            float(track.altitude[last]),
            float(r @ v) / d,
            s - need,
            float(np.arccos(h[2] / np.linalg.norm(h))),
            (stack.burns[0].thrust - 101325.0 * stack.burns[0].exit_area)
            / stack.liftoff_mass
            / STANDARD_GRAVITY,
        ]
        pad = (self.scene.latitude, 0.0)
        for t in self.scene.track:
            k = int(np.clip(np.searchsorted(track.t, t), 1, len(track.t) - 1))
            w = float(
                np.clip((t - track.t[k - 1]) / max(track.t[k] - track.t[k - 1], 1e-9), 0.0, 1.0)
            )
            x = track.r[k - 1] * (1 - w) + track.r[k] * w
            lat, altitude = geodetic(x)
            out += [float(altitude), distance(pad, (float(lat), float(longitude(x, t))))]
        for stage, lat0, lon0 in self.scene.zones:
            k = flight.cutoffs[stage - 1]
            fall = impact(track.r[k], track.v[k], float(track.t[k]))
            if fall is None:
                raise InputError(
                    f"stage {stage} does not come down", advice="its cut-off is too fast"
                )
            north = fall[0] - lat0
            east = (fall[1] + self.scene.longitude - lon0) * np.cos(lat0)
            out += [north * 6371e3, east * 6371e3]
        return np.array(out)


def observations(
    *,
    time: tuple[float, float] | None,
    altitude: tuple[float, float],
    climb: float,
    speed: float,
    inclination: tuple[float, float],
    weight_ratio: tuple[float, float],
    track: Sequence[tuple[float, float]] = (),
    downrange: Sequence[tuple[float, float]] = (),
    zones: Sequence[tuple[int, float]] = (),
) -> tuple[Observed, ...]:
    """What `Flight.says`, with spreads (value, sigma): s, m, m/s, rad.

    A zone's sigma in m holds north and east.
    """
    when = time or (0.0, 1e9)
    out = [
        Observed("time", *when),
        Observed("altitude", *altitude),
        Observed("climb", 0.0, climb),
        Observed("speed error", 0.0, speed),
        Observed("inclination", *inclination),
        Observed("thrust to weight", *weight_ratio),
    ]
    for k, (a, d) in enumerate(zip(track, downrange, strict=True)):
        out += [Observed(f"altitude {k}", *a), Observed(f"downrange {k}", *d)]
    for stage, sigma in zones:
        out += [
            Observed(f"zone {stage} north", 0.0, sigma),
            Observed(f"zone {stage} east", 0.0, sigma),
        ]
    return tuple(out)


STEER = ("delay.3", "lean", "tangent.2a", "tangent.2b", "tangent.3a", "tangent.3b")
TURNS = ("heading.1", "heading.2a", "heading.2b", "heading.3a", "heading.3b")


def cheapest(
    flight: Flight, f: dict[str, float], *, free: Sequence[str], zones: bool
) -> dict[str, float]:
    """The heaviest payload of a stack that reaches the orbit of `f` when `f` does.

    Over the `free` figures.

    With `zones`, stages must fall where the areas are as they do with `f`; the third stage keeps
    `residual.3`.

    Raises
    ------
    ConvergenceError
        If the optimum was not found.
    """
    from scipy.optimize import minimize

    names = [*free, "payload"]
    scale = np.array(
        [{"le": 0.02, "ta": 0.3, "he": 0.2, "de": 20.0, "pa": 100.0}[n[:2]] for n in names]
    )
    x0 = np.array([f[n] for n in names])
    aim = flight.says(f)

    def put(z: Array) -> dict[str, float]:
        return f | {n: float(a) for n, a in zip(names, x0 + scale * z, strict=True)}

    def miss(z: Array) -> Array:
        try:
            says = flight.says(put(z))
        except InputError:
            return np.full(5 + (len(aim) - 6 if zones else 0), 10.0)
        orbit = np.array(
            [
                (says[0] - aim[0]) / 5.0,
                (says[1] - aim[1]) / 1e4,
                (says[2] - aim[2]) / 30.0,
                (says[3] - aim[3]) / 30.0,
                (says[4] - aim[4]) / 0.01,
            ]
        )
        return np.concatenate([orbit, (says[6:] - aim[6:]) / 3e4]) if zones else orbit

    equal: Any = {"type": "eq", "fun": miss}
    options: Any = {"maxiter": 80, "ftol": 1e-4, "eps": 1e-4}
    bounds: Any = [(-12.0, 12.0)] * (len(names) - 1) + [(-0.9 * f["payload"] / 100.0, 60.0)]

    def less(z: Array) -> float:
        return -float(z[-1])

    out = minimize(
        less,
        np.zeros(len(names)),
        method="SLSQP",
        constraints=equal,
        bounds=bounds,
        options=options,
    )
    if np.max(np.abs(miss(out.x))) > 0.05:
        raise ConvergenceError("the cheapest flight was not found", advice="try another sample")
    return put(out.x)


def spare_velocity(stack: Stack, extra: float) -> float:
    """Velocity that `extra` kg of payload are worth in the last stage, m/s (Tsiolkovsky)."""
    b = stack.burns[-1]
    end = b.dry + b.propellant - b.burnt + stack.payload
    exhaust = b.impulse * STANDARD_GRAVITY
    return (
        float(
            exhaust * np.log((end + extra + b.burnt) / (end + extra))
            - exhaust * np.log((end + b.burnt) / end)
        )
        * -1
    )


def price(flight: Flight, f: dict[str, float]) -> tuple[float, float]:
    """What the turn costs a stack: payload (kg) and velocity (m/s), optimum against optimum.

    Both optima end on the same orbit at the same time; one drops its stages where `f` does, the
    other flies free.
    """
    turned = cheapest(flight, f, free=(*STEER, *TURNS), zones=True)
    free = cheapest(flight, turned, free=(*STEER, *TURNS), zones=False)
    kg = free["payload"] - turned["payload"]
    return kg, spare_velocity(flight.stack(turned), kg)


def orbit_axis(perigee: float, apogee: float) -> float:
    """Semi-major axis (m) of an orbit by its heights over the equatorial radius."""
    return EARTH_RADIUS + 0.5 * (perigee + apogee)
