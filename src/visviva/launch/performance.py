"""What a launcher lifts, and how sure that is.

The optimal ascent, less one unmodelled delta-v per vehicle family.

Stage figures as published are too good: reserves, residuals and drop zones are left out of them.
The velocity by which they are too good (`visviva.launch.unmodelled`) is shared out over all stages,
which leave a share of their propellant unburnt; its spread, and that of the stage figures less what
a fit has already taken up, give the interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visviva.core.uncertain import Z95, Interval, Uncertain
from visviva.errors import ConvergenceError, InputError
from visviva.launch.calibration import Calibration, bundled_calibrations
from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.ascent import moved, optimise
from visviva.launch.optimal.ascent_flight import AscentFlight
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import AscentConstraints
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.unmodelled import UnmodelledDeltaV, unmodelled_delta_v_of
from visviva.launch.vehicle import Vehicle

#: Intervals of a leg where an optimum on the usual mesh is not confirmed by integration.
FINER = 5


@dataclass(frozen=True, slots=True)
class PayloadResult:
    """A payload with its interval and the flight behind it.

    Attributes
    ----------
    payload : float
        kg.
    interval : Interval
        90 %, kg.
    unmodelled : UnmodelledDeltaV
    liftoff_mass : float
        kg, payload included.
    optimum : Optimum
    flight : AscentFlight
    rates : dict of str to float
        kg of payload per unit of each stage figure (``"0.dry_mass"`` …), of ``fairing`` and
        ``adapter``, and per m/s of ``unmodelled_delta_v``.
    converged : bool
        Always True: what does not converge is raised.
    """

    payload: float
    interval: Interval
    unmodelled: UnmodelledDeltaV
    liftoff_mass: float
    optimum: Optimum
    flight: AscentFlight
    rates: dict[str, float]
    converged: bool = True


def payload(
    vehicle: Vehicle,
    latitude: float,
    longitude: float,
    perigee: float,
    apogee: float,
    inclination: float,
    *,
    southward: bool = False,
    turn: bool = False,
    constraints: AscentConstraints | None = None,
    calibrations: Sequence[Calibration] | None = None,
    unmodelled: UnmodelledDeltaV | None = None,
    spreads: Mapping[str, Uncertain] | None = None,
    start: Optimum | None = None,
    follow: bool = True,
) -> PayloadResult:
    """Heaviest payload of `vehicle` from a pad to an orbit, with a 90 % interval.

    Parameters
    ----------
    vehicle : Vehicle
    latitude, longitude : float
        Geodetic, of the pad, rad.
    perigee, apogee : float
        Over the equatorial radius, m.
    inclination : float
        rad.
    southward : bool
        Leave towards the descending node.
    turn : bool
        Allow an inclination below the pad's latitude, reached by turning on the way.
    constraints : AscentConstraints, optional
        How it may be flown; None: plain constraints.
    calibrations : sequence of Calibration, optional
        Published payloads to fit on; None: the bundled ones.
    unmodelled : UnmodelledDeltaV, optional
        In place of a fit.
    spreads : mapping of str to Uncertain, optional
        Spread of stage figures, by parameter (``"0.dry_mass"``, ``"fairing"`` …), SI.
    start : Optimum, optional
        A neighbour to start from.
    follow : bool
        Follow the optimum to the ends of the interval; False: a straight line, which takes no
        further solve.

    Returns
    -------
    PayloadResult

    Raises
    ------
    InputError
        If vehicle or orbit are impossible; the message has the figure.
    ConvergenceError
        If no optimum is found, or it is not confirmed by integration.
    """
    mission = Mission(latitude, perigee, apogee, inclination, southward, turn, longitude)
    fit = unmodelled or unmodelled_delta_v_of(
        vehicle, bundled_calibrations() if calibrations is None else calibrations
    )
    best = optimise(mission, vehicle, constraints=constraints, unmodelled=fit.mean, start=start)
    try:
        flight = verify_by_integration(best)
    except ConvergenceError:
        # Now and then the steering bends between two nodes: more of them hold it.
        finer = replace(constraints or AscentConstraints(), intervals_per_leg=FINER)
        best = optimise(mission, vehicle, constraints=finer, unmodelled=fit.mean)
        flight = verify_by_integration(best)
    interval = (_followed if follow else linear_interval)(vehicle, best, fit, spreads or {})
    lifted = vehicle.liftoff_mass + best.payload
    return PayloadResult(best.payload, interval, fit, lifted, best, flight, payload_rates(best))


def payload_rates(best: Optimum) -> dict[str, float]:
    """Kg of payload per unit of each stage figure, of the masses on top, and per m/s not modelled.

    As `PayloadResult.rates`.
    """
    rates = {n: best.rate(n) for n in best.program.solver.parameter_names if n[0].isdigit()}
    return rates | {
        "fairing": best.rate("fairing"),
        "adapter": best.rate("adapter"),
        "unmodelled_delta_v": _slope(best),
    }


@dataclass(frozen=True, slots=True)
class MarginResult:
    """Velocity left over by an ascent with a given payload.

    Attributes
    ----------
    margin : float
        What the last stage has left, m/s; negative where the payload is too heavy.
    unmodelled : float
        The unmodelled delta-v it was flown with, m/s.
    per_kg : float
        By how much the margin falls with a kilogram more, m/s per kg (negative).
    per_unmodelled : float
        By how much it moves with a metre a second more of unmodelled delta-v (about -1).
    rates : dict of str to float
        m/s per unit of each stage figure, of ``fairing`` and ``adapter``.
    optimum : Optimum
    """

    margin: float
    unmodelled: float
    per_kg: float
    per_unmodelled: float
    rates: dict[str, float]
    optimum: Optimum


def delta_v_margin(
    vehicle: Vehicle,
    mission: Mission,
    payload: float,
    *,
    unmodelled: float = 0.0,
    constraints: AscentConstraints | None = None,
    start: Optimum | None = None,
) -> MarginResult:
    """Velocity that the best ascent with `payload` kg on top leaves in the last stage.

    Flown with that payload and the `unmodelled` delta-v (m/s) shared out: no straight line from the
    heaviest payload, which is wrong by half where the payload is light.

    Raises
    ------
    ConvergenceError
        If no ascent with that payload is found.
    """
    best = optimise(
        mission,
        vehicle,
        constraints=constraints,
        payload=payload,
        unmodelled=unmodelled,
        start=start,
    )
    slope = -abs(best.price("payload")) * SPEED / best.program.mass_unit
    names = [n for n in best.program.solver.parameter_names if n[0].isdigit()]
    rates = {n: best.rate(n) for n in (*names, "fairing", "adapter")}
    return MarginResult(
        best.delta_v_margin, unmodelled, slope, -abs(best.price("unmodelled")), rates, best
    )


def flown_with(
    vehicle: Vehicle,
    mission: Mission,
    payload: float,
    *,
    unmodelled: float,
    constraints: AscentConstraints | None = None,
) -> tuple[Optimum, float]:
    """The best ascent with `payload` kg on top, and its margin, m/s (missing with a minus sign).

    Where the unmodelled delta-v (m/s) leaves too little for it, the ascent is that of a launcher
    which loses as much as the payload leaves room for; less than nothing, where it does not arrive
    even with every kilogram of propellant burnt.

    Raises
    ------
    ConvergenceError
        If no ascent is found.
    """
    best = optimise(
        mission, vehicle, constraints=constraints, payload=payload, unmodelled=unmodelled
    )
    if best.delta_v_margin >= 0.0:
        return best, best.delta_v_margin
    best = optimise(mission, vehicle, constraints=constraints, payload=payload, unmodelled=None)
    return best, best.unmodelled - unmodelled


def _slope(best: Optimum) -> float:
    """Kg of payload per m/s of unmodelled delta-v.

    From the multiplier of the bound that holds it.
    """
    return -abs(best.price("unmodelled")) * best.program.mass_unit / SPEED


def _followed(
    vehicle: Vehicle, best: Optimum, fit: UnmodelledDeltaV, spreads: Mapping[str, Uncertain]
) -> Interval:
    """90 % interval (kg) from the optima at both ends of the velocity that may be missing."""
    slope = _slope(best)
    sigma = float(
        np.hypot(fit.sigma, _figures_sigma(vehicle, best, fit, slope, spreads) / abs(slope))
    )
    return Interval(*(_moved(best, fit.mean + side * Z95 * sigma) for side in (1.0, -1.0)))


def linear_interval(
    vehicle: Vehicle, best: Optimum, fit: UnmodelledDeltaV, spreads: Mapping[str, Uncertain]
) -> Interval:
    """90 % interval about the payload of `best` (kg), straight from its multipliers.

    For maps: `payload` follows the optimum itself, which bends by a few per cent of the width.
    """
    slope = _slope(best)
    sigma = float(np.hypot(fit.sigma * slope, _figures_sigma(vehicle, best, fit, slope, spreads)))
    return Interval(max(0.0, best.payload - Z95 * sigma), best.payload + Z95 * sigma)


def _moved(best: Optimum, unmodelled: float) -> float:
    """Payload at another unmodelled delta-v, from neighbour to neighbour.

    0 where nothing is lifted any more.
    """
    here, at, step = best, best.unmodelled, unmodelled - best.unmodelled
    least = 0.05 * abs(step)
    while at != unmodelled:
        goal = at + step if abs(step) < abs(unmodelled - at) else unmodelled
        try:
            here, at = moved(here, goal), goal
        except ConvergenceError:
            step *= 0.5
            if abs(step) < least:
                # The straight line from here is the last that is known.
                return max(here.payload + _slope(here) * (unmodelled - at), 0.0)
    return max(here.payload, 0.0)


def _figures_sigma(
    vehicle: Vehicle,
    best: Optimum,
    fit: UnmodelledDeltaV,
    slope: float,
    spreads: Mapping[str, Uncertain],
) -> float:
    """Standard deviation of the payload (kg) from the stage figures that the fit has not taken up.

    A figure that is 1 % too high raises the fitted unmodelled delta-v of its own vehicle too: only
    the difference of the two effects is left. Stages are the same where their names are.
    """
    used = fit.used
    variance = 0.0
    for name, spread in spreads.items():
        if name not in best.parameters:
            raise InputError(
                f"no figure {name!r} in {vehicle.name}", advice="use names like 0.dry_mass"
            )
        rate = best.rate(name)
        key = name
        if name[0].isdigit():
            number, _, figure = name.partition(".")
            key = f"{vehicle.stages[int(number)].name}/{figure}"
        taken = np.mean([c.rates.get(key, 0.0) for c in used]) if used else 0.0
        half = 0.5 * (spread.interval().high - spread.interval().low) / Z95
        variance += ((rate + slope * float(taken)) * half) ** 2
    return float(np.sqrt(variance))


def describe(result: PayloadResult) -> dict[str, Any]:
    """Main figures as plain numbers in the units of the command line (kg, m/s)."""
    return {
        "payload_kg": result.payload,
        "interval_90_kg": [result.interval.low, result.interval.high],
        "converged": result.converged,
        "liftoff_mass_kg": result.liftoff_mass,
        "unmodelled_delta_v_m_s": result.unmodelled.mean,
        "unmodelled_sigma_m_s": result.unmodelled.sigma,
        "basis": result.unmodelled.basis,
    }
