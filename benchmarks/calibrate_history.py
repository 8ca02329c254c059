"""The catalogue asked about launches that flew, and about claims that cannot be.

One question a launch: how much velocity does the optimal ascent of this launcher, with the mass
that flew on top, leave unspent on the way to the orbit that it reached? Against the velocity that
published payloads say is lost unmodelled, that gives a probability. No flown row enters it
(physics alone); the record before that day is added afterwards.

Limits: an orbit is one dated within a day; a mass is the smaller of those that GCAT states; flights
of a launcher with the same mass to the same orbit from one site count once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import erf, hypot, radians, sqrt
from typing import Any

import numpy as np

from benchmarks.calibrate_cache import Kept
from visviva.analysis.payload import calibration_of
from visviva.core.uncertain import Z95
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, flown
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import ConvergenceError, InputError, VisvivaError
from visviva.launch.mission import Mission
from visviva.launch.performance import Calibration, calibrate, nuisance_of
from visviva.launch.vehicle import Vehicle

#: Above and below these a verdict is yes, or no (`visviva.assessment.answer`).
YES_ABOVE, NO_BELOW = 0.95, 0.05
#: Standard deviation of what one orbit's losses say of another's, m/s.
BETWEEN_ORBITS = 70.0


@dataclass(frozen=True, slots=True)
class Claim:
    """That a launcher brings a mass to an orbit; `kind` "flown", or how it was made impossible."""

    vehicle: str
    site: str
    mass: float
    orbit: tuple[float, float, float]
    day: date
    kind: str = "flown"
    stages: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim with the velocity it leaves, m/s (None: no answer), and two probabilities."""

    claim: Claim
    spare: float | None
    alone: float | None
    recorded: float | None
    reason: str = ""


def history(catalogue: Catalogue) -> list[Claim]:
    """Every flight of the record that says mass and orbit, once a mass and orbit and site."""
    found: dict[tuple[Any, ...], Claim] = {}
    for entry in catalogue.entries("vehicle"):
        for f in sorted(flown(entry.slug), key=lambda f: f.day):
            claim = claim_of(entry.slug, f)
            low, high, tilt = claim.orbit
            key = (claim.vehicle, claim.site, round(claim.mass), low // 20, high // 20, round(tilt))
            if f.site:
                found.setdefault(key, claim)
    return list(found.values())


def claim_of(vehicle: str, flight: Flight) -> Claim:
    orbit = (flight.perigee_km or 0.0, flight.apogee_km or 0.0, flight.inclination_deg or 0.0)
    return Claim(vehicle, flight.site, flight.payload_kg or 0.0, orbit, flight.day)


def sample(claims: Sequence[Claim], count: int, seed: int) -> list[Claim]:
    """A random part of the claims, oldest first; all of them where `count` is 0."""
    if not count or count >= len(claims):
        return sorted(claims, key=lambda c: (c.day, c.vehicle))
    chosen = np.random.default_rng(seed).choice(len(claims), count, replace=False)
    return sorted((claims[k] for k in chosen), key=lambda c: (c.day, c.vehicle))


def published(catalogue: Catalogue, kept: Kept) -> tuple[list[Calibration], list[str]]:
    """What every published payload that states its orbit says is lost; and the rows that fail."""
    rows, failed = [], []
    for fact in catalogue.facts("vehicle"):
        for row in fact.payloads:
            if row.type != "published" or not row.calibrates:
                continue
            try:
                rows.append(kept.get(row_key(fact, row), lambda: calibration_of(fact, row)))  # noqa: B023
            except VisvivaError as err:
                failed.append(f"{fact.slug}, {row.payload_kg.value:,.0f} kg: {err.message}")
    return rows, failed


def row_key(fact: VehicleFact, row: Any) -> str:
    orbit = (row.perigee_km.value, row.apogee_km.value, row.inclination_deg.value)
    return f"row {fact.slug} {row.site} {orbit} {row.payload_kg.value}"


def without_last(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, stages=vehicle.stages[:-1])


def spare_of(claim: Claim, catalogue: Catalogue) -> Calibration:
    """The velocity that a claim leaves unspent; raises as `calibrate` does."""
    fact = catalogue.vehicle(claim.vehicle)
    vehicle = fact.build()
    if claim.stages:
        vehicle = without_last(vehicle)
    latitude = radians(catalogue.site(claim.site).pad().lat_deg.value)
    low, high, tilt = claim.orbit
    mission = Mission(latitude, low * 1e3, high * 1e3, radians(tilt), turn=True)
    return calibrate(vehicle, mission, claim.mass, flown=True)


def figures_sigma(fact: VehicleFact, rates: dict[str, float]) -> float:
    """Standard deviation of the spare velocity from the spread of the stage figures, m/s."""
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


def chance(spare: float, mean: float, sigma: float, cap: float | None = None) -> float:
    """Probability that the velocity lost is at most `spare`, given that it is at most `cap`."""

    def below(x: float) -> float:
        return 0.5 * (1.0 + erf((x - mean) / (sigma * sqrt(2.0))))

    if cap is None:
        return below(spare)
    # what another orbit shows is blurred by the scatter between orbits
    wide = hypot(sigma, BETWEEN_ORBITS)
    if spare >= cap:
        return 1.0 - 0.5 * (1.0 - below(spare))
    whole = 0.5 * (1.0 + erf((cap - mean) / (wide * sqrt(2.0))))
    return min(1.0, below(spare) / max(whole, 1e-9))


def answers(
    claims: Sequence[Claim], catalogue: Catalogue, rows: Sequence[Calibration], kept: Kept
) -> Iterator[Answered]:
    """Every claim answered, oldest first: with physics alone, then with the record before it."""
    caps: dict[str, list[float]] = {}
    for claim in claims:
        try:
            key = f"{claim.vehicle} {claim.site} {claim.orbit} {claim.mass} {claim.stages}"
            found = kept.get(key, lambda: spare_of(claim, catalogue))  # noqa: B023
        except (ConvergenceError, InputError) as err:
            yield _unanswered(claim, err)
            continue
        fact = catalogue.vehicle(claim.vehicle)
        fit = nuisance_of(fact.build(), rows)
        own = any(row.vehicle == claim.vehicle for row in rows)
        sigma = fit.sigma if own else hypot(fit.sigma, figures_sigma(fact, found.rates))
        alone = chance(found.nuisance, fit.mean, sigma)
        recorded = alone
        if claim.kind == "flown":
            cap = min(caps.get(claim.vehicle, []), default=None)
            recorded = chance(found.nuisance, fit.mean, sigma, cap)
            if shown_before(claim):
                recorded = max(recorded, 0.99)
            caps.setdefault(claim.vehicle, []).append(found.nuisance)
        yield Answered(claim, found.nuisance, alone, recorded)


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
    if probability is None:
        return "unknown"
    if probability >= YES_ABOVE:
        return "yes"
    return "no" if probability <= NO_BELOW else "marginal"


def impossible(catalogue: Catalogue, count: int, seed: int) -> list[Claim]:
    """Claims that cannot be: too heavy, too high, in a wrong plane, a stage short.

    Two of five are too heavy, half of them by 1.15 to 1.5 times the heaviest that is published for
    that orbit or flew at least as high; one of five each are five times as high, 45 deg off the
    plane and without the last stage, all with the heaviest known mass.
    """
    rng = np.random.default_rng(seed)
    rows = [
        (fact, row)
        for fact in catalogue.facts("vehicle")
        for row in fact.payloads
        if row.type == "published" and row.calibrates and len(fact.stages) > 1
    ]
    found: list[Claim] = []
    while len(found) < count:
        fact, row = rows[int(rng.integers(len(rows)))]
        low, high, tilt = (
            row.perigee_km.value,
            row.apogee_km.value,
            row.inclination_deg.value,
        )
        mass, day = heaviest(fact, row), date(2025, 12, 1)
        kind = ("heavy", "heavy", "high", "plane", "stage")[len(found) % 5]
        if kind == "heavy":
            near = (len(found) // 5) % 2 == 0
            factor = rng.uniform(1.15, 1.5) if near else rng.uniform(1.5, 3.0)
            name = "too heavy, 1.15 to 1.5 times" if near else "too heavy, 1.5 to 3 times"
            claim = Claim(fact.slug, row.site, factor * mass, (low, high, tilt), day, name)
        elif kind == "high":
            if high > 2000.0:
                continue
            far = 5.0 * high + 1000.0
            claim = Claim(fact.slug, row.site, mass, (far, far, tilt), day, "too high")
        elif kind == "plane":
            if high > 2000.0:
                continue
            turned = (low, high, tilt + 45.0 if tilt < 90.0 else tilt - 60.0)
            latitude = abs(catalogue.site(row.site).pad().lat_deg.value)
            claim = Claim(
                fact.slug,
                row.site,
                mass,
                (low, high, max(latitude - 25.0, 0.0)) if latitude > 30.0 else turned,
                day,
                "wrong plane",
            )
            if latitude <= 30.0:
                continue
        else:
            claim = Claim(
                fact.slug, row.site, mass, (low, high, tilt), day, "last stage missing", 1
            )
        found.append(claim)
    return found


def heaviest(fact: VehicleFact, row: Any) -> float:
    """The heaviest mass published for that orbit, or flown at least as high in that plane."""
    masses = [row.payload_kg.high]
    for other in fact.payloads:
        near = abs(other.inclination_deg.value - row.inclination_deg.value) < 1.0
        as_high = other.apogee_km.value >= row.apogee_km.value - 20.0
        if near and as_high and other.perigee_km.value >= row.perigee_km.value - 20.0:
            masses.append(other.payload_kg.high)
    masses += [
        f.payload_kg or 0.0
        for f in flown(fact.slug)
        if f.demonstrates(0.0, row.perigee_km.value, row.apogee_km.value, row.inclination_deg.value)
    ]
    return max(masses)
