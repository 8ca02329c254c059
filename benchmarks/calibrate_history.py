"""The catalogue asked about launches that flew, and about claims that cannot be.

One question a launch: how much velocity does the optimal ascent of this launcher, with the mass
that flew on top, leave unspent on the way to the orbit that it reached? Against the velocity that
published payloads say is lost unmodelled, that gives a probability. No flown row enters it
(physics alone); the record before that day is added afterwards.

Limits: flights are not flown again by the integrator; a neighbour's plan is kept where it solves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, log, radians, sqrt
from typing import Any

import numpy as np

from benchmarks.calibrate_cache import Kept, NotKeptError
from benchmarks.calibrate_claims import Claim, vehicles
from visviva.analysis.payload import calibration_of
from visviva.assessment.answer import verdict_of
from visviva.core.uncertain import Z95
from visviva.data.catalogue import Catalogue
from visviva.data.record import flown
from visviva.data.schema.vehicle import PayloadRow, VehicleFact
from visviva.errors import ConvergenceError, InputError, VisvivaError
from visviva.launch.calibration import Calibration, bundled_calibrations
from visviva.launch.flown_floors import FlownFloor, Reached, below, doubt, most_telling
from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.ascent import optimise
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import STAGE_FIGURES
from visviva.launch.unmodelled import unmodelled_delta_v_of
from visviva.launch.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim with the velocity it leaves, m/s (None: no answer), and two probabilities."""

    claim: Claim
    delta_v_margin: float | None
    alone: float | None
    recorded: float | None
    reason: str = ""


def published(
    catalogue: Catalogue, kept: Kept, *, bundled_only: bool = False
) -> tuple[list[Calibration], list[str]]:
    """What every published payload that states its orbit says is lost; and the rows that fail.

    The bundled table has most of them; what it lacks is flown here, unless `bundled_only`.
    """
    bundled = [c for c in bundled_calibrations() if not c.flown]
    rows, failed = [], []
    for fact in vehicles(catalogue):
        for row in fact.payloads:
            if row.type != "published" or not row.calibrates:
                continue
            same = [
                c
                for c in bundled
                if c.vehicle == fact.slug
                and c.payload == row.payload_kg.value
                and abs(c.apogee - 1e3 * row.apogee_km.value) < 1.0
            ]
            if bundled_only and not same:
                continue
            try:
                rows.append(
                    same[0]
                    if same
                    else kept.get(row_key(fact, row), lambda: calibration_of(fact, row))  # noqa: B023
                )
            except NotKeptError:
                failed.append(f"{fact.slug}, {row.payload_kg.value:,.0f} kg: not asked")
            except VisvivaError as err:
                failed.append(f"{fact.slug}, {row.payload_kg.value:,.0f} kg: {err.message}")
    return rows, failed


def row_key(fact: VehicleFact, row: PayloadRow) -> str:
    orbit = (row.perigee_km.value, row.apogee_km.value, row.inclination_deg.value)
    return f"row {fact.slug} {row.site} {orbit} {row.payload_kg.value}"


def without_last(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, stages=vehicle.stages[:-1])


#: The last ascent found, by launcher, site, stages taken away and kind of orbit: where to begin.
Neighbours = dict[tuple[Any, ...], Optimum]


def spare_of(claim: Claim, catalogue: Catalogue, neighbours: Neighbours) -> Calibration:
    """The velocity that a claim leaves unspent, from a neighbour where there is one.

    It is not flown again by the integrator: hundreds of them are (see `tests/validation`).

    Raises
    ------
    ConvergenceError
        If no ascent is found, or the orbit is out of reach.
    """
    fact = catalogue.vehicle(claim.vehicle)
    vehicle = fact.build()
    if claim.stages:
        vehicle = without_last(vehicle)
    latitude = radians(catalogue.site(claim.site).pad().lat_deg.value)
    low, high, tilt = claim.orbit
    mission = Mission(latitude, low * 1e3, high * 1e3, radians(tilt), turn=True)
    key = group_of(claim)
    where = (mission.perigee, mission.apogee, mission.inclination, latitude)
    if claim.kind != "flown":
        # a mass that cannot be lifted is no start for a solver: ask for the heaviest instead
        delta_v_margin = _from_payload(mission, vehicle, claim.mass)
        return Calibration(vehicle.name, vehicle.family, *where, claim.mass, True, delta_v_margin)
    best = _solved(mission, vehicle, claim.mass, neighbours.get(key))
    neighbours[key] = best
    rates = {
        f"{stage.name}/{name}": best.rate(f"{k}.{name}")
        for k, stage in enumerate(vehicle.stages)
        for name in STAGE_FIGURES
    }
    return Calibration(
        vehicle.name,
        vehicle.family,
        *where,
        claim.mass,
        flown=True,
        unmodelled_delta_v=USUAL + best.delta_v_margin / abs(best.price("unmodelled")),
        rates=rates,
    )


def group_of(claim: Claim) -> tuple[Any, ...]:
    """Claims of one group start from one another's ascents, in their order."""
    _, high, tilt = claim.orbit
    return (claim.vehicle, claim.site, claim.stages, high > 2000.0, round(tilt / 10.0))


def claim_key(claim: Claim) -> str:
    """By which an answer is kept."""
    return f"{claim.vehicle} {claim.site} {claim.orbit} {claim.mass} {claim.stages}"


def from_row(claim: Claim, rows: Sequence[Calibration], catalogue: Catalogue) -> Calibration | None:
    """A heavier mass to the orbit of a published row, from what that row leaves; else None."""
    if not claim.kind.startswith("too heavy"):
        return None
    low, high, tilt = claim.orbit
    for row in rows:
        near = (
            abs(row.perigee - 1e3 * low) < 1.0
            and abs(row.apogee - 1e3 * high) < 1.0
            and abs(row.inclination - radians(tilt)) < 1e-3
        )
        if row.vehicle == claim.vehicle and near:
            vehicle = catalogue.vehicle(claim.vehicle).build()
            return replace(
                row,
                payload=claim.mass,
                unmodelled_delta_v=row.unmodelled_delta_v
                - heavier(vehicle, row.payload, claim.mass, row.payload_rate),
            )
    return None


def heavier(vehicle: Vehicle, payload: float, mass: float, rate: float) -> float:
    """Unmodelled delta-v that `mass` leaves less room for than `payload`, m/s.

    By the last stage, dv = c ln((dry + mass) / (dry + payload)) after Tsiolkovsky, where c is such
    that a metre a second is `rate` kg at `payload`.
    """
    last = vehicle.stages[-1]
    dry = last.count * last.dry_mass + vehicle.adapter_mass
    return (dry + payload) / rate * log((dry + mass) / (dry + payload))


def _from_payload(mission: Mission, vehicle: Vehicle, mass: float) -> float:
    """What a mass leaves, from the heaviest that leaves `USUAL`, by the last stage.

    An orbit that is out of reach empty lacks what is missing at least.
    """
    try:
        best = optimise(mission, vehicle, unmodelled=USUAL)
    except ConvergenceError as err:
        missing = err.fields.get("missing_m_s")
        if missing is None:
            raise
        return USUAL - float(missing)
    rate = abs(best.price("unmodelled")) * best.program.mass_unit / SPEED
    return USUAL - heavier(vehicle, best.payload, mass, rate)


#: Unmodelled delta-v that published payloads leave room for as a rule, m/s.
USUAL = 450.0


def _solved(mission: Mission, vehicle: Vehicle, mass: float, near: Optimum | None) -> Optimum:
    if near is not None:
        # a neighbour's own plan first: another one is seldom better so near to it
        own: dict[str, Any] = {"plans": (near.plan,)} if hasattr(near, "plan") else {}
        try:
            return optimise(mission, vehicle, payload=mass, unmodelled=USUAL, start=near, **own)
        except ConvergenceError:
            pass
    return optimise(mission, vehicle, payload=mass, unmodelled=USUAL)


def figures_sigma(fact: VehicleFact, rates: dict[str, float]) -> float:
    """Standard deviation of the delta-v margin from the spread of the stage figures, m/s."""
    keys = {stage.key for stage in fact.stages}
    total = 0.0
    for path, figure in fact.figures():
        part = path.replace('"', "").split(".")
        name = ".".join(part[1:-1])
        if part[0] != "stages" or name not in keys:
            continue
        rate, scale = rates.get(f"{name}/{RATES.get(part[-1], '')}", 0.0), SCALES.get(part[-1], 1.0)
        total += (rate * scale * (figure.high - figure.low) / (2.0 * Z95)) ** 2
    return sqrt(total)


#: Stage figures of a fact by the names of the ascent's, and what makes them SI.
RATES = {
    "dry_mass_kg": "dry_mass",
    "propellant_mass_kg": "propellant_mass",
    "isp_vacuum_s": "specific_impulse_vacuum",
    "thrust_vacuum_kn": "thrust_vacuum",
}
SCALES = {"thrust_vacuum_kn": 1e3}


def chance(
    delta_v_margin: float, mean: float, sigma: float, flight: tuple[float, float] | None = None
) -> float:
    """Probability that the velocity lost is at most `delta_v_margin`, m/s.

    With `flight`, what another flight of the launcher left and how well that says it for this
    orbit: P(n <= x | n + e <= left), n and e normal, but for a record that is mistaken.
    """
    plain = below((delta_v_margin - mean) / sigma)
    if flight is None:
        return plain
    left, scatter = flight
    lost = mean + sigma * np.linspace(-10.0, 8.0, 1801)
    weight = np.exp(-0.5 * ((lost - mean) / sigma) ** 2)
    possible = weight * [below((left - n) / scatter) for n in lost]
    told = float(possible[lost <= delta_v_margin].sum() / max(possible.sum(), 1e-300))
    mistold = doubt(float(possible.sum() / weight.sum()))
    return mistold * plain + (1.0 - mistold) * told


def floor_of(claim: Claim, delta_v_margin: float) -> FlownFloor:
    """A flight as evidence for the next."""
    reached = Reached(claim.site, *claim.orbit)
    return FlownFloor(claim.vehicle, claim.day, reached, claim.mass, delta_v_margin)


def flight_for(
    claim: Claim, before: Sequence[FlownFloor], mean: float, sigma: float
) -> tuple[float, float] | None:
    """What the most telling of earlier flights left, and how well that says it for this orbit."""
    asked = Reached(claim.site, *claim.orbit)
    floor = most_telling(before, asked, mean, sigma)
    return None if floor is None else (floor.left, floor.scatter(asked))


def answers(
    claims: Sequence[Claim], catalogue: Catalogue, rows: Sequence[Calibration], kept: Kept
) -> Iterator[Answered]:
    """Every claim answered, oldest first: with physics alone, then with the record before it."""
    before: dict[str, list[FlownFloor]] = {}
    neighbours: Neighbours = {}
    for claim in claims:
        try:
            key = claim_key(claim)
            found = from_row(claim, rows, catalogue) or kept.get(
                key,
                lambda: spare_of(claim, catalogue, neighbours),  # noqa: B023
            )
        except NotKeptError:
            continue
        except (ConvergenceError, InputError) as err:
            yield _unanswered(claim, err)
            continue
        fact = catalogue.vehicle(claim.vehicle)
        fit = unmodelled_delta_v_of(fact.build(), rows)
        # What the fit has not taken up of a stage's figure: all of it where others were fitted on.
        taken = {
            name: float(np.mean([row.rates.get(name, 0.0) for row in fit.used]))
            for name in (found.rates if fit.used else ())
        }
        left = {name: rate - taken.get(name, 0.0) for name, rate in found.rates.items()}
        sigma = hypot(fit.sigma, figures_sigma(fact, left))
        alone = chance(found.unmodelled_delta_v, fit.mean, sigma)
        recorded = alone
        if claim.kind == "flown":
            own_flights = before.setdefault(claim.vehicle, [])
            flight = flight_for(claim, own_flights, fit.mean, sigma)
            recorded = chance(found.unmodelled_delta_v, fit.mean, sigma, flight)
            if shown_before(claim):
                recorded = max(recorded, 0.99)
            own_flights.append(floor_of(claim, found.unmodelled_delta_v))
        yield Answered(claim, found.unmodelled_delta_v, alone, recorded)


def _unanswered(claim: Claim, err: VisvivaError) -> Answered:
    """An orbit out of reach even empty is a no; anything else stays without an answer."""
    if "out of reach" in err.message or "missing" in err.message:
        return Answered(claim, None, 0.0, 0.0, err.message)
    return Answered(claim, None, None, None, err.message)


def shown_before(claim: Claim) -> bool:
    """Whether an earlier flight brought at least that mass to that height and plane from there."""
    return any(
        f.site == claim.site and f.demonstrates(claim.mass, *claim.orbit)
        for f in flown(claim.vehicle, before=claim.day)
    )


def verdict(probability: float | None) -> str:
    """The program's own verdict."""
    return "unknown" if probability is None else verdict_of(probability)
