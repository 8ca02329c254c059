"""What a launcher lifts, and how sure that is.

The optimal ascent, less one unmodelled delta-v per vehicle family.

Stage figures as published are too good: reserves, residuals and drop zones are left out of them.
The velocity by which they are too good is found from a published payload (`calibrate`) and taken
off elsewhere (`payload`). A vehicle's own rows are preferred, then its family's, then the spread
over all families, each with the scatter met there; the spread of the stage figures is carried
along, less what the fit has already taken up.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from math import erfc, exp, pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.uncertain import Z95, Interval, Uncertain
from visviva.errors import ConvergenceError, InputError
from visviva.launch.calibration_basis import say
from visviva.launch.mission import Mission
from visviva.launch.optimal.ascent import optimise, respared
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import SPEED, STAGE_FIGURES, Rules
from visviva.launch.optimal.refly import AscentFlight, refly
from visviva.launch.reasons import why
from visviva.launch.vehicle import Vehicle

#: Least scatter (standard deviation, m/s) granted at each level, however well few rows agree:
#: between orbits of one vehicle, between vehicles of one family, between families. A payload table
#: rounds to a per cent or two, which is 20 to 40 m/s; launchers of one design bureau differ by
#: their upper stages; design bureaus by everything.
LEAST_ORBIT, LEAST_VEHICLE, LEAST_FAMILY = 35.0, 70.0, 150.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """One published payload turned into an unmodelled delta-v.

    Attributes
    ----------
    vehicle, family : str
    perigee, apogee, inclination, latitude : float
        m and rad.
    payload : float
        kg, as published or flown.
    flown : bool
        A flown payload: the launcher could lift that much, perhaps more.
    unmodelled_delta_v : float
        Velocity the stage figures leave unspent with that payload, m/s.
    rates : dict of str to float
        m/s of unmodelled delta-v per unit of each stage figure, by ``"stage name/figure"``.
    source : str
    """

    vehicle: str
    family: str
    perigee: float
    apogee: float
    inclination: float
    latitude: float
    payload: float
    flown: bool
    unmodelled_delta_v: float
    rates: dict[str, float] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class UnmodelledDeltaV:
    """The velocity to take off: `mean` and standard deviation `sigma`, m/s; `basis` in words.

    Rows `used`.
    """

    mean: float
    sigma: float
    basis: str
    used: tuple[Calibration, ...]

    @property
    def half_width(self) -> float:
        """Half of its 90 % interval, m/s."""
        return Z95 * self.sigma


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


# --- calibration


def calibrate(
    vehicle: Vehicle,
    mission: Mission,
    payload: float,
    *,
    flown: bool = False,
    source: str = "",
    rules: Rules | None = None,
) -> Calibration:
    """Unmodelled delta-v at which the optimal ascent lifts just the published `payload` (kg).

    Raises
    ------
    ConvergenceError
        If no ascent with that payload is found.
    """
    best = optimise(mission, vehicle, rules=rules, payload=payload)
    refly(best)
    return Calibration(
        vehicle.name,
        vehicle.family,
        mission.perigee,
        mission.apogee,
        mission.inclination,
        mission.latitude,
        payload,
        flown,
        best.spare,
        _named(vehicle, best),
        source,
    )


def _named(vehicle: Vehicle, optimum: Optimum) -> dict[str, float]:
    out = {
        f"{stage.name}/{name}": optimum.rate(f"{k}.{name}")
        for k, stage in enumerate(vehicle.stages)
        for name in STAGE_FIGURES
    }
    return out | {"fairing": optimum.rate("fairing"), "adapter": optimum.rate("adapter")}


@lru_cache(maxsize=1)
def bundled_calibrations() -> tuple[Calibration, ...]:
    """Unmodelled delta-v of the bundled facts' payload rows.

    Fitted once by ``scripts/make_unmodelled_table.py``.
    """
    path = Path(__file__).parent / "tables" / "unmodelled_delta_v.json"
    if not path.exists():
        return ()
    return tuple(Calibration(**row) for row in json.loads(path.read_text(encoding="utf-8"))["rows"])


def write_calibrations(rows: Iterable[Calibration], path: Path) -> None:
    """Write the table that `bundled_calibrations` reads."""
    text = json.dumps(
        {"unit": "SI", "rows": [asdict(r) for r in rows]}, indent=1, ensure_ascii=False
    )
    path.write_text(text + "\n", encoding="utf-8")


def unmodelled_delta_v_of(
    vehicle: Vehicle, calibrations: Sequence[Calibration]
) -> UnmodelledDeltaV:
    """Unmodelled delta-v of `vehicle` from published payloads.

    Its own, its family's, or the spread over families.

    Raises
    ------
    InputError
        If there is no calibration at all.
    """
    if not calibrations:
        raise InputError(why("no-rows"), advice="give calibrations")
    families: dict[str, dict[str, list[Calibration]]] = {}
    for c in calibrations:
        families.setdefault(c.family, {}).setdefault(c.vehicle, []).append(c)
    scatter = _scatter(families)
    own = families.get(vehicle.family, {}).get(vehicle.name)
    if own and any(not c.flown for c in own):
        sigma = scatter[0] * np.sqrt(1.0 + 1.0 / len(own))
        return UnmodelledDeltaV(
            _level(own), float(sigma), say("own", count=_count(len(own))), tuple(own)
        )
    prior = _prior(vehicle, families, scatter)
    if not own:
        return prior
    # Flights alone tell what was lifted, not what could be: they cap the velocity that can be
    # missing.
    cap = _level(own)
    mean, sigma = _capped(prior.mean, prior.sigma, cap)
    return UnmodelledDeltaV(
        mean,
        sigma,
        say("capped", basis=prior.basis, cap=(cap, 0)),
        prior.used,
    )


def _prior(
    vehicle: Vehicle,
    families: Mapping[str, Mapping[str, Sequence[Calibration]]],
    scatter: tuple[float, float, float],
) -> UnmodelledDeltaV:
    """What is known of a vehicle from others: of its family, or of all families."""
    within, between, across = scatter
    kin = {v: rows for v, rows in families.get(vehicle.family, {}).items() if v != vehicle.name}
    kin = {v: rows for v, rows in kin.items() if any(not c.flown for c in rows)} or kin
    if kin:
        means = [_level(rows) for rows in kin.values()]
        sigma = np.sqrt(within**2 + between**2 * (1.0 + 1.0 / len(means)))
        used = tuple(c for rows in kin.values() for c in rows)
        return UnmodelledDeltaV(
            float(np.mean(means)),
            float(sigma),
            say("family", count=_count(len(used))),
            used,
        )
    # A family that has only flown and never published says what was lifted, not what could be.
    stated = [f for f in families.values() if any(not c.flown for rows in f.values() for c in rows)]
    means = [
        float(np.mean([_level(rows) for rows in f.values()]))
        for f in stated or list(families.values())
    ]
    sigma = np.sqrt(within**2 + between**2 + across**2 * (1.0 + 1.0 / len(means)))
    basis = say("others", count=(len(means), 0))
    return UnmodelledDeltaV(float(np.mean(means)), float(sigma), basis, ())


def _capped(mean: float, sigma: float, cap: float) -> tuple[float, float]:
    """Mean and standard deviation of a normal that is cut off above `cap`."""
    edge = (cap - mean) / sigma
    # Density over probability at the edge (Johnson, Kotz and Balakrishnan 1994, 13.10.1).
    share = exp(-0.5 * edge**2) / sqrt(2.0 * pi) / (0.5 * erfc(-edge / sqrt(2.0)))
    return mean - sigma * share, sigma * sqrt(1.0 - edge * share - share**2)


def _count(n: int) -> str:
    return say("count.one" if n == 1 else "count.many", count=(n, 0))


def _level(rows: Sequence[Calibration]) -> float:
    """Unmodelled delta-v of one vehicle from its rows, m/s.

    The mean over published capabilities; but a flown payload is a floor under the capability, so no
    flown row may be left out of reach. Vehicles that only flew are taken at their heaviest.
    """
    published = [c.unmodelled_delta_v for c in rows if not c.flown]
    flown = [c.unmodelled_delta_v for c in rows if c.flown]
    return min([*([float(np.mean(published))] if published else []), *flown])


def _scatter(
    families: Mapping[str, Mapping[str, Sequence[Calibration]]],
) -> tuple[float, float, float]:
    """Pooled standard deviations between rows of a vehicle, vehicles of a family, families.

    Never below the least.
    """
    # Orbits are compared among rows of one kind: a flown payload may lie below the capability by
    # design.
    rows = [
        [c.unmodelled_delta_v for c in r if c.flown == kind]
        for f in families.values()
        for r in f.values()
        for kind in (0, 1)
    ]
    vehicles = [[_level(r) for r in f.values()] for f in families.values()]
    means = [[float(np.mean(v)) for v in vehicles]]
    return (
        max(_pooled(rows), LEAST_ORBIT),
        max(_pooled(vehicles), LEAST_VEHICLE),
        max(_pooled(means), LEAST_FAMILY),
    )


def _pooled(samples: Sequence[Sequence[float]]) -> float:
    squares = sum(float(np.sum((np.asarray(s) - np.mean(s)) ** 2)) for s in samples if len(s) > 1)
    freedom = sum(len(s) - 1 for s in samples if len(s) > 1)
    return float(np.sqrt(squares / freedom)) if freedom else 0.0


# --- payload


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
    rules: Rules | None = None,
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
    rules : Rules, optional
        How it may be flown; None: plain rules.
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
        If no optimum is found, or it does not re-fly.
    """
    mission = Mission(latitude, perigee, apogee, inclination, southward, turn, longitude)
    fit = unmodelled or unmodelled_delta_v_of(
        vehicle, bundled_calibrations() if calibrations is None else calibrations
    )
    best = optimise(mission, vehicle, rules=rules, spare=fit.mean, start=start)
    flight = refly(best)
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
    spare : float
        What the optimum leaves unburnt, m/s: less the unmodelled delta-v it is the margin; negative
        where the payload is too heavy.
    per_kg : float
        By how much it falls with a kilogram more, m/s per kg (negative).
    rates : dict of str to float
        m/s per unit of each stage figure, of ``fairing`` and ``adapter``.
    optimum : Optimum
    """

    spare: float
    per_kg: float
    rates: dict[str, float]
    optimum: Optimum


def delta_v_margin(
    vehicle: Vehicle,
    mission: Mission,
    payload: float,
    *,
    rules: Rules | None = None,
    start: Optimum | None = None,
) -> MarginResult:
    """Velocity that the best ascent with `payload` kg on top leaves in the last stage.

    Flown with that payload: no straight line from the heaviest one, which is wrong by half where
    the payload is light.

    Raises
    ------
    ConvergenceError
        If no ascent with that payload is found.
    """
    best = optimise(mission, vehicle, rules=rules, payload=payload, start=start)
    index = best.program.solver.program.statics["payload"]
    slope = -abs(float(best.solution.multipliers[0][index])) * SPEED / best.program.mass_unit
    names = [n for n in best.program.solver.parameter_names if n[0].isdigit()]
    rates = {n: best.rate(n) for n in (*names, "fairing", "adapter")}
    return MarginResult(best.spare, slope, rates, best)


def _slope(best: Optimum) -> float:
    """Kg of payload per m/s of unmodelled delta-v.

    From the multiplier of the bound on the spare velocity, which weighs one in the objective.
    """
    index = best.program.solver.program.statics["spare"]
    rate = best.parameters["weigh_spare"] - float(best.solution.multipliers[0][index])
    return -abs(rate) * best.program.mass_unit / SPEED


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


def _moved(best: Optimum, spare: float) -> float:
    """Payload at another unmodelled delta-v, from neighbour to neighbour.

    0 where nothing is lifted any more.
    """
    here, at, step = best, best.spare, spare - best.spare
    least = 0.05 * abs(step)
    while at != spare:
        goal = at + step if abs(step) < abs(spare - at) else spare
        try:
            here, at = respared(here, goal), goal
        except ConvergenceError:
            step *= 0.5
            if abs(step) < least:
                # The straight line from here is the last that is known.
                return max(here.payload + _slope(here) * (spare - at), 0.0)
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
