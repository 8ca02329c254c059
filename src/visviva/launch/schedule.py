"""From a vehicle to legs: which engines burn when, and what falls off.

With the mass known at every moment.

Everything is written so that figures may be floats or CasADi symbols; which stage burns out first
is decided on the vehicle's best values.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.vehicle import Stage, Vehicle

Figures = Callable[[int, str], Any]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of flight on one schedule.

    Attributes
    ----------
    name : str
    duration, mass, flow, thrust, exit_area : float or SX
        s; at the start, kg; kg/s; vacuum, N; m².
    dropped : float or SX
        Mass that leaves at the end, kg.
    event : str
        What happens at the end.
    acceleration, exhaust : float or SX
        Where the engines are throttled to a load: vacuum thrust per mass, m/s², and exhaust
        velocity, m/s.
    stage : int
        Index of the stage that carries on (the last of those burning); -1 in a coast.
    beside : tuple of int
        Indices of the stages that stand beside the body, lit or not.
    """

    name: str
    duration: Any
    mass: Any
    flow: Any
    thrust: Any
    exit_area: Any
    dropped: Any = 0.0
    event: str = ""
    acceleration: Any = 0.0
    exhaust: Any = 0.0
    stage: int = -1
    beside: tuple[int, ...] = ()


def best_figures(vehicle: Vehicle) -> Figures:
    """The vehicle's own figures, by stage index and attribute of `Stage`."""
    return lambda k, name: getattr(vehicle.stages[k], name)


def groups(vehicle: Vehicle) -> list[list[int]]:
    """Stages that burn beside each other.

    Those lit on the ground and any strap-ons lit in flight, then each other one.

    A stage that is lit in sequence but stands below one lit on the ground burns beside it: it is
    lit when the stage listed before it is spent.

    Raises
    ------
    InputError
        If no stage is lit on the ground, or one stands below it that nothing would light.
    """
    ground = [k for k, s in enumerate(vehicle.stages) if s.ignition == "liftoff"]
    if not ground:
        raise InputError(
            f"vehicle {vehicle.name!r} lights no stage on the pad",
            advice='give one ignition = "liftoff"',
        )
    if vehicle.stages[0].ignition != "liftoff":
        raise InputError(
            f"the burn order of {vehicle.name!r} never lights {vehicle.stages[0].name!r}: it "
            "stands below a stage lit "
            "on the pad, and no stage before it burns out",
            advice="list the stages in burn order",
        )
    top = max(ground) + 1
    return [list(range(top)), *[[k] for k in range(top, len(vehicle.stages))]]


def _lit(
    vehicle: Vehicle, figures: Figures, group: list[int], unburnt: Any
) -> dict[int, tuple[float, Any]]:
    """When each stage of a group is lit: best value, and expression; s after the first."""
    out: dict[int, tuple[float, Any]] = {}
    for k in group:
        stage = vehicle.stages[k]
        out[k] = (0.0, 0.0)
        if k != group[0] and stage.ignition == "sequence":
            best, end = burn_out(vehicle.stages[k - 1], figures, k - 1, unburnt)
            out[k] = (out[k - 1][0] + best, out[k - 1][1] + end)
    return out


def burn_out(stage: Stage, figures: Figures, k: int, unburnt: Any = 0.0) -> tuple[float, Any]:
    """Seconds from ignition to the end of the usable propellant: best value, and expression.

    `unburnt` is the share of it that is left besides; the best value knows none.

    Raises
    ------
    InputError
        If the throttle steps never burn it.
    """
    steps = stage.throttle or ((0.0, 1.0),)
    if steps[0][0] > 0.0:
        steps = ((0.0, 1.0), *steps)
    usable = figures(k, "propellant_mass") * (1.0 - stage.residual_fraction) * (1.0 - unburnt)
    flow = figures(k, "thrust_vacuum") / (figures(k, "specific_impulse_vacuum") * STANDARD_GRAVITY)
    best_left, left = stage.propellant_mass * (1.0 - stage.residual_fraction), usable
    for j, (start, fraction) in enumerate(steps):
        end = steps[j + 1][0] if j + 1 < len(steps) else np.inf
        need = best_left / (stage.mass_flow * fraction) if fraction > 0 else np.inf
        if start + need <= end and np.isfinite(need):
            return start + need, start + left / (flow * fraction)
        if not np.isfinite(end):
            break
        best_left -= stage.mass_flow * fraction * (end - start)
        left = left - flow * fraction * (end - start)
    raise InputError(
        f"stage {stage.name!r} never burns its propellant: its last throttle step is "
        f"{steps[-1][1]:g}",
        advice="give a positive last step",
    )


def _fraction(stage: Stage, t: float) -> float:
    out = 1.0
    for start, fraction in stage.throttle:
        if t >= start - 1e-9:
            out = fraction
    return out


def legs(
    vehicle: Vehicle,
    figures: Figures,
    payload: Any,
    fairing: Any,
    adapter: Any,
    *,
    load_max: float | None,
    payload_guess: float,
    last_burn: Callable[[Any, Any, Any], Any] | None = None,
    unburnt: Any = 0.0,
) -> list[Leg]:
    """All legs of a flight, fairing on throughout (the program takes it off).

    Parameters
    ----------
    vehicle : Vehicle
    figures : callable
        ``figures(k, name)``.
    payload, fairing, adapter : float or SX
        kg.
    load_max : float or None
        Highest axial acceleration, m/s².
    payload_guess : float
        Decides whether the load limit is met at all, kg.
    last_burn : callable, optional
        ``last_burn(usable, empty, exhaust)`` gives the propellant that the last stage burns.
    unburnt : float or SX
        Share of its usable propellant that every stage leaves.
    """
    order = groups(vehicle)
    mass: Any = payload + fairing + adapter
    best = payload_guess + (vehicle.fairing.mass if vehicle.fairing else 0.0) + vehicle.adapter_mass
    for k, s in enumerate(vehicle.stages):
        mass = mass + s.count * (figures(k, "dry_mass") + figures(k, "propellant_mass"))
        best += s.count * s.gross_mass
    out: list[Leg] = []
    for g, group in enumerate(order):
        last = last_burn if g == len(order) - 1 else None
        flown = _group(vehicle, figures, group, mass, last, unburnt)
        if load_max is not None:
            flown = _limited(
                flown, _group(vehicle, best_figures(vehicle), group, best, None), load_max
            )
        out += flown
        end = flown[-1]
        if g < len(order) - 1:
            burnt = out[-1].mass - after_burn(out[-1], out[-1].mass, out[-1].duration)
            mass = end.mass - burnt - end.dropped
        best -= sum(vehicle.stages[k].count * vehicle.stages[k].gross_mass for k in group)
    return out


def after_burn(leg: Leg, mass: Any, seconds: Any) -> Any:
    """Mass after `seconds` on the schedule of `leg`, from `mass`."""
    import casadi as ca  # here: a list of studies imports schedules and needs no optimiser

    if not isinstance(leg.acceleration, ca.SX) and float(leg.acceleration) == 0.0:
        return mass - leg.flow * seconds
    return mass * ca.exp(-leg.acceleration * seconds / leg.exhaust)


def _limited(flown: list[Leg], best: list[Leg], load_max: float) -> list[Leg]:
    """Legs turned down where they meet the load limit, all burning engines alike.

    `best` are the same in best values.

    Raises
    ------
    InputError
        If the limit is passed at ignition.
    """
    out: list[Leg] = []
    for leg, one in zip(flown, best, strict=True):
        start, end = (
            one.thrust / m / STANDARD_GRAVITY
            for m in (one.mass, one.mass - one.flow * one.duration)
        )
        limit = load_max / STANDARD_GRAVITY
        if end <= limit:
            out.append(leg)
            continue
        if start > limit:
            raise InputError(
                f"{leg.name} would start at {start:.1f} g, above the limit of {limit:.1f} g",
                advice="raise the limit on the axial load",
            )
        out += _load_split(leg, load_max)
    return out


def _load_split(leg: Leg, load_max: float) -> list[Leg]:
    """Full thrust up to the load limit, then throttled to it."""
    import casadi as ca

    exhaust = leg.thrust / leg.flow
    at_limit = leg.thrust / load_max
    empty = leg.mass - leg.flow * leg.duration
    return [
        replace(
            leg,
            duration=(leg.mass - at_limit) / leg.flow,
            dropped=0.0,
            event="throttle to the load limit",
        ),
        replace(
            leg,
            mass=at_limit,
            duration=exhaust / load_max * ca.log(at_limit / empty),
            acceleration=load_max,
            exhaust=exhaust,
            name=f"{leg.name}, throttled",
        ),
    ]


def _group(
    vehicle: Vehicle,
    figures: Figures,
    group: list[int],
    mass: Any,
    last_burn: Callable[[Any, Any, Any], Any] | None,
    unburnt: Any = 0.0,
) -> list[Leg]:
    """Legs of stages lit together, from event to event (throttle steps and burn-outs)."""
    events: list[tuple[float, Any, int | None]] = []
    lit = _lit(vehicle, figures, group, unburnt)
    for k in group:
        best, end = burn_out(vehicle.stages[k], figures, k, unburnt)
        lit_best, lit_end = lit[k]
        events.append((lit_best + best, lit_end + end, k))
        events += [
            (lit_best + t, lit_end + t, None)
            for t, _ in vehicle.stages[k].throttle
            if 0.0 < t < best - 0.05
        ]
    events.sort(key=lambda e: e[0])
    burning, waiting, out = (
        [k for k in group if lit[k][0] == 0.0],
        [k for k in group if lit[k][0] > 0.0],
        [],
    )
    began, began_best = 0.0, 0.0
    kept: Any = 0.0
    for number, (best, end, gone) in enumerate(events, 1):
        flow: Any = 0.0
        thrust: Any = 0.0
        area: Any = 0.0
        for k in burning:
            s = vehicle.stages[k]
            share = s.count * _fraction(s, 0.5 * (began_best + best) - lit[k][0])
            thrust = thrust + share * figures(k, "thrust_vacuum")
            flow = flow + share * figures(k, "thrust_vacuum") / (
                figures(k, "specific_impulse_vacuum") * STANDARD_GRAVITY
            )
            area = area + s.count * figures(k, "nozzle_exit_area")
        dropped: Any = 0.0
        event = "throttle step"
        if gone is not None:
            s = vehicle.stages[gone]
            left = 1.0 - (1.0 - s.residual_fraction) * (1.0 - unburnt)
            dropped = s.count * (
                figures(gone, "dry_mass") + left * figures(gone, "propellant_mass")
            )
            event = f"{s.name} burn-out"
            # A spent core stays with the strap-ons that hang on it, until they are spent as well.
            outlived = gone == group[-1] and len(burning) > 1
            kept, dropped = (dropped, 0.0) if outlived else (0.0, dropped + kept)
        name = " + ".join(vehicle.stages[k].name for k in burning)
        duration: Any = end - began
        if last_burn is not None and number == len(events):
            usable = flow * duration
            duration = last_burn(usable, mass - usable, thrust / flow) / flow
            dropped = 0.0
            event = "insertion"
        if best - began_best > 0.05:
            beside = tuple(k for k in (*burning, *waiting) if k < group[-1])
            leg = Leg(
                name,
                duration,
                mass,
                flow,
                thrust,
                area,
                dropped,
                event,
                stage=burning[-1],
                beside=beside,
            )
            out.append(leg)
            mass = mass - flow * duration - dropped
            began, began_best = end, best
        elif out:
            out[-1] = replace(out[-1], dropped=out[-1].dropped + dropped, event=event)
            mass = mass - dropped
        if gone is not None:
            burning.remove(gone)
            burning = sorted([*burning, *(k for k in waiting if k == gone + 1)])
    return out
