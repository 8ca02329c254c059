"""Claims to ask the catalogue about: flights of the record, and what cannot be.

Limits: an orbit is one dated within a day; a mass is the smaller of those that GCAT states; flights
of a launcher with the same mass to the same orbit from one site count once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, flown
from visviva.data.schema.vehicle import PayloadRow, VehicleFact


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


#: A perigee that only a burn half a turn after the injection gives, km.
HIGH_KM = 10000.0


def history(catalogue: Catalogue) -> list[Claim]:
    """Every flight of the record that says mass and orbit, once a mass and orbit and site.

    A high round orbit is the satellite's own work where no stage of the launcher can coast to
    apogee and burn there.
    """
    found: dict[tuple[Any, ...], Claim] = {}
    for entry in catalogue.entries("vehicle"):
        restarts = catalogue.vehicle(entry.slug).stages[-1].restarts
        for f in sorted(flown(entry.slug), key=lambda f: f.day):
            claim = claim_of(entry.slug, f)
            low, high, tilt = claim.orbit
            key = (claim.vehicle, claim.site, round(claim.mass), low // 20, high // 20, round(tilt))
            if f.site and (low < HIGH_KM or restarts >= 2):
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


def vehicles(catalogue: Catalogue) -> list[VehicleFact]:
    return [catalogue.vehicle(name) for name in catalogue.names("vehicle")]


KINDS = ("heavy",) * 7 + ("high", "plane", "stage")


def impossible(catalogue: Catalogue, count: int, seed: int) -> list[Claim]:
    """Claims that cannot be: too heavy, too high, in a wrong plane, a stage short.

    Seven of ten are too heavy, half of them or more by 1.15 to 1.5 times the heaviest that is
    published for that orbit or flew at least as high; one of ten each are five times as high, 25
    deg below the latitude of the pad and without the last stage, with the heaviest known mass.
    """
    rng = np.random.default_rng(seed)
    rows = [
        (fact, row)
        for fact in vehicles(catalogue)
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
        kind = KINDS[len(found) % len(KINDS)]
        if kind == "heavy":
            near = len(found) % 2 == 0
            factor = rng.uniform(1.15, 1.5) if near else rng.uniform(1.5, 3.0)
            name = "too heavy, 1.15 to 1.5 times" if near else "too heavy, 1.5 to 3 times"
            claim = Claim(fact.slug, row.site, factor * mass, (low, high, tilt), day, name)
        elif kind == "high":
            if high > 2000.0:
                continue
            far = 5.0 * high + 1000.0
            claim = Claim(fact.slug, row.site, mass, (far, far, tilt), day, "too high")
        elif kind == "plane":
            latitude = abs(catalogue.site(row.site).pad().lat_deg.value)
            if high > 2000.0 or latitude <= 30.0:
                continue
            turned = (low, high, latitude - 25.0)
            claim = Claim(fact.slug, row.site, mass, turned, day, "wrong plane")
        else:
            claim = Claim(
                fact.slug, row.site, mass, (low, high, tilt), day, "last stage missing", 1
            )
        found.append(claim)
    return found


def heaviest(fact: VehicleFact, row: PayloadRow) -> float:
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
    return float(max(masses))
