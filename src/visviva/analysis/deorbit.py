"""When a ship can land in a public zone: burns, regimes, loads, light, and where it comes down.

Zones are public recovery areas, never points. Limits: those of `visviva.crew.descent.landing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.deorbit_rows import (
    area_keys,
    burn_row,
    landing_keys,
    opportunity_rows,
    regime_keys,
    return_events,
    zone_keys,
)
from visviva.analysis.elements import ElementSource, load
from visviva.core.atmosphere.wind import read_wind
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.crew.descent.deorbit import Braking, ReturnFlight, brake, fly_return, lifting_bank
from visviva.crew.descent.landing import Search, Zone, opportunities
from visviva.crew.descent.scatter import Scatter, scatter
from visviva.crew.entry.aero import Bank
from visviva.crew.words import SAY
from visviva.data.catalogue import Catalogue
from visviva.data.schema.craft import ShipFact
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet, age_days, gp_state_itrf
from visviva.orbit.gp.choose import named

#: An element set of a low orbit older than this says where along its orbit a ship is no better than
#: tens of km.
OLD_DAYS = 7.0
#: Most returns of a landing area.
MOST_SAMPLES = 100_000
REGIMES = ("lifting", "ballistic")


@dataclass(frozen=True, slots=True)
class DeorbitRequest:
    """Ship, orbit, zone and span.

    Attributes
    ----------
    elements : str, Path, bytes or sequence of ElementSet
        Of the ship or of its station.
    spacecraft : str
        Slug, name or fact file.
    zone : str, optional
        ``LAT,LON,RADIUS_KM`` within a public zone of the ship, or the zone's name; default the
        first.
    object : str, optional
        Which object of the file.
    start : Epoch, optional
        First ignition; default the set's epoch.
    days : float, optional
        Default the free flight of the fact.
    regime : {"lifting", "ballistic"}
    delta_v : float, optional
        Of the braking burn, m/s; default the ship's own.
    samples, seed : int
        Returns of the landing area; 0 leaves it out.
    wind : Path, optional
    """

    elements: ElementSource
    spacecraft: str = "soyuz-ms"
    zone: str | None = None
    object: str | None = None
    start: Epoch | None = None
    days: float | None = None
    regime: str = "lifting"
    delta_v: float | None = None
    samples: int = 0
    seed: int = 1
    wind: Path | None = None

    def __post_init__(self) -> None:
        if self.regime not in REGIMES:
            raise InputError(f"no regime {self.regime!r}", advice="use lifting or ballistic")
        if not 0 <= self.samples <= MOST_SAMPLES:
            raise InputError(
                f"{self.samples} returns of a landing area", advice=f"give 0 to {MOST_SAMPLES}"
            )
        if self.delta_v is not None and not 0.0 < self.delta_v < 1e4:
            raise InputError(
                f"a braking burn of {self.delta_v:g} m/s", advice="give more than 0 m/s"
            )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DeorbitResult(Result):
    """Opportunities of a ship, and the first return in both regimes.

    Attributes
    ----------
    request : DeorbitRequest
    spacecraft : str
    element_set : ElementSet
    start : Epoch
    days : float
    braking : Braking
    bank : Bank
        Of the lifting regime.
    nominal_load_g : float
    search : Search
    flights : dict of str to ReturnFlight
        By regime.
    area : Scatter or None
    notes : tuple of str
    """

    SCHEMA: ClassVar[str] = "visviva.crew.return/1"
    ROWS: ClassVar[str] = "opportunities"

    request: DeorbitRequest
    spacecraft: str
    element_set: ElementSet
    start: Epoch
    days: float
    braking: Braking
    bank: Bank
    nominal_load_g: float
    search: Search
    flights: dict[str, ReturnFlight]
    area: Scatter | None
    notes: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row an opportunity."""
        return opportunity_rows(self.search, self.start)

    def head(self) -> dict[str, Any]:
        """Zone, burn, regimes, events and landing of the first opportunity, landing area."""
        first = self.search.opportunities[0]
        chosen = self.flights[self.request.regime]
        out = {
            "spacecraft": self.spacecraft,
            "elements": {
                "object": self.element_set.label,
                "epoch_utc": self.element_set.epoch.iso(0),
                "age_days": round(float(age_days(self.element_set, self.start)), 2),
            },
            "zone": zone_keys(self.search.zone),
            "start_utc": self.start.iso(0),
            "days": self.days,
            "burns": [burn_row(first, self.braking)],
            "bank_deg": round(float(np.degrees(self.bank.angle[0])), 2),
            "bank_basis": f"steady bank of {self.nominal_load_g:g} g peak, the ship's nominal "
            "load, reversed once",
            "regimes": {
                name: regime_keys(flight, self.flights["lifting"])
                for name, flight in self.flights.items()
            },
            "notes": list(self.notes),
            "events": return_events(chosen),
            "peak_g": round(chosen.entry.peak_g, 3),
            "landing": landing_keys(first, chosen),
        }
        if self.area is not None:
            out["area"] = area_keys(self.area, self.request.samples, self.search.zone)
        return out


def find_returns(request: DeorbitRequest) -> DeorbitResult:
    """Search for landing opportunities, and fly the first one.

    Raises
    ------
    VisvivaError
        If a name is not known, a figure of the ship is missing, or no return ends in the zone.
    """
    ship = Catalogue.bundled().ship(request.spacecraft)
    figures = ship.capsule_figures()
    zone = _zone_of(request.zone, _public_zones(ship))
    record, notes = _element_set(request)
    start = record.epoch if request.start is None else request.start
    age = float(age_days(record, start))
    if abs(age) > OLD_DAYS:
        notes.append(SAY("old" if age > 0 else "younger", age=(abs(age), 1)))
    days = _days(ship) if request.days is None else request.days
    braking, load = _braking(ship, request.delta_v), figures.nominal_load_g
    capsules = {name: figures.capsule(lifting=name == "lifting") for name in REGIMES}

    def orbit(epoch: Epoch) -> Any:
        return gp_state_itrf(record, epoch)

    r, v = orbit(start + np.zeros(1))
    bank = lifting_bank(brake(r[0], v[0], braking), capsules["lifting"], load)
    lifting = request.regime == "lifting"
    search = opportunities(
        orbit,
        braking,
        capsules[request.regime],
        bank if lifting else Bank(),
        zone,
        start,
        days,
    )
    if lifting:
        # the load depends a little on where along the orbit one leaves it: settle the bank at the
        # first opportunity
        bank = lifting_bank(search.opportunities[0].flight.arrival, capsules["lifting"], load)
        search = opportunities(orbit, braking, capsules["lifting"], bank, zone, start, days)
    banks = {"lifting": bank, "ballistic": Bank()}
    r, v = orbit(search.opportunities[0].ignition + np.zeros(1))
    wind = None if request.wind is None else read_wind(request.wind)
    flights = {
        name: fly_return(
            r[0], v[0], braking, capsules[name], banks[name], wind=wind, ground=zone.ground
        )
        for name in REGIMES
    }
    area = None
    if request.samples:
        area = scatter(
            r[0],
            v[0],
            braking,
            capsules[request.regime],
            banks[request.regime],
            samples=request.samples,
            seed=request.seed,
            wind=wind,
            ground=zone.ground,
        )
    return DeorbitResult(
        request=request,
        spacecraft=ship.slug,
        element_set=record,
        start=start,
        days=days,
        braking=braking,
        bank=bank,
        nominal_load_g=load,
        search=search,
        flights=flights,
        area=area,
        notes=tuple(notes),
    )


def _public_zones(ship: ShipFact) -> tuple[Zone, ...]:
    zones = ship.zones()
    if not zones:
        raise InputError(
            f"the fact {ship.slug} names no landing zone", advice="choose another ship"
        )
    return zones


def _zone_of(text: str | None, zones: Sequence[Zone]) -> Zone:
    """The zone asked for: one of the public ones by name.

    Or a circle whose centre lies in one of them.
    """
    if text is None:
        return zones[0]
    parts = text.split(",")
    known = "; ".join(
        f"{z.name} ({z.center.latitude_deg:.2f},{z.center.longitude_deg:.2f}, "
        f"{z.radius / 1e3:.0f} km)"
        for z in zones
    )
    try:
        lat, lon, radius = (float(p) for p in parts)
    except ValueError as err:
        named = (
            [z for z in zones if z.name.casefold().startswith(text.strip().casefold())]
            if text.strip()
            else []
        )
        if len(named) == 1:
            return named[0]
        raise InputError(
            f"{text!r} is no landing zone",
            advice=f"write LAT,LON,RADIUS_KM in degrees and km, or a name: {known}",
        ) from err
    asked = Place.from_degrees(lat, lon)
    there = asked.latitude, asked.longitude
    home = min(zones, key=lambda z: float(z.center.distance(*there)) - z.radius)
    outside = float(home.center.distance(*there)) - home.radius
    if outside > 0.0:
        raise InputError(
            f"a zone at {lat:g},{lon:g} is no public landing zone of this ship: its centre lies "
            f"{outside / 1e3:.0f} km "
            f"outside {home.name}",
            advice=f"the public zones are {known}",
            outside_km=outside / 1e3,
        )
    return Zone(
        Place.from_degrees(lat, lon, home.ground, f"{home.name} at {lat:g},{lon:g}"), radius * 1e3
    )


def _element_set(request: DeorbitRequest) -> tuple[ElementSet, list[str]]:
    read = load(request.elements)
    notes: list[str] = []
    if read.rejected:
        notes.append(SAY("refused", count=(len(read.rejected), 0)))
    sets = named(read.elements, [request.object]) if request.object else list(read.elements)
    numbers = sorted({e.catalog_number for e in sets})
    if len(numbers) > 1:
        raise InputError(
            f"the file holds {len(numbers)} objects: {', '.join(map(str, numbers[:5]))}",
            advice="choose one with --object",
        )
    if request.start is None:
        return max(sets, key=lambda e: e.epoch_utc), notes
    at = request.start
    return min(sets, key=lambda e: abs(e.epoch - at)), notes


def _days(ship: ShipFact) -> float:
    if ship.free_flight_days is None:
        raise InputError(f"how many days {ship.slug} can fly is not known", advice="give --days")
    return float(ship.free_flight_days.value)


def _braking(ship: ShipFact, delta_v: float | None) -> Braking:
    """The braking burn of a ship that has spent its rendezvous budget."""
    isp, thrust, burn = ship.isp_s, ship.main_thrust_n, ship.deorbit_delta_v_m_s
    if isp is None or thrust is None or burn is None:
        missing = "isp_s" if isp is None else "main_thrust_n" if thrust is None else ""
        raise InputError(
            f"{ship.slug} has no {missing or 'deorbit_delta_v_m_s'}",
            advice="another ship, or add the figure to its fact",
        )
    spent = ship.rendezvous_delta_v_m_s.value if ship.rendezvous_delta_v_m_s else 0.0
    mass = ship.mass_kg.value * float(np.exp(-spent / (isp.value * STANDARD_GRAVITY)))
    return Braking(mass, thrust.value, isp.value, burn.value if delta_v is None else delta_v)
