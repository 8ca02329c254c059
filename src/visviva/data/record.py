"""What has flown: flights by vehicle, site and orbit, and how often such a flight failed.

Limits: the bundled table is a selection of about two thirds of all launch days of GCAT, so a count
is a sample, and a flight that is not in it may still have flown. A payload is the smaller of the
masses that GCAT states, an orbit is kept only where it is dated within a day of the launch: both
are lower bounds of what the launcher did, never its capability.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

from visviva.core.fresh_tables import FreshTable, fresh_table
from visviva.core.uncertain import Interval
from visviva.data import gcat
from visviva.data.catalogue import Catalogue
from visviva.errors import InputError

TABLE = Path(__file__).parent / "tables" / "launch_record.csv"
#: Day of the table that ships; a fetched one (`visviva data update gcat`) is used if newer.
SHIPPED = "2025-12-01"
#: An orbit demonstrates another that is at most this much higher, km.
SAME_HEIGHT_KM = 20.0
#: An orbit demonstrates another that is at most this far in inclination, deg.
SAME_INCLINATION_DEG = 0.5
#: Failure share of the n-th flight of a vehicle type and the number of such flights, 1990 to 2025,
#: 230 types; measured by GCAT's launch codes on the whole list, of which the table is a part.
EXPERIENCE: tuple[tuple[int, float], ...] = (
    (1, 0.24),
    (2, 0.12),
    (3, 0.08),
    (5, 0.04),
    (11, 0.024),
)
#: GCAT's variants that name a further stage: another launcher than the type without it. Those of
#: the second tuple have one stage more in GCAT's list of launchers; "SM" is a solid kick motor.
UPPER_STAGES = ("Fregat", "Volga", "Ikar")
LONGER = ("Minotaur IV H", "Minotaur IV 2", "Chang Zheng 2C SM", "Chang Zheng 2C SMA")
#: Share of all launch days that the table that ships holds; a fetched one holds all.
SELECTED = 2.0 / 3.0
#: Flights of other types that a type's own record weighs against: the likeliest for the flights of
#: 2008 to 2025, each foretold from those before it; 50 and more for 1990 to 2007.
PRIOR_FLIGHTS = 30.0


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight, or attempt: heights in km, inclination in deg, mass in kg; None: not known."""

    tag: str
    day: date
    gcat: str
    variant: str
    site: str
    failed: bool
    payload_kg: float | None = None
    perigee_km: float | None = None
    apogee_km: float | None = None
    inclination_deg: float | None = None

    @property
    def dated(self) -> bool:
        """Whether its orbit is known and dated within a day of the launch."""
        return self.apogee_km is not None

    def demonstrates(
        self, payload_kg: float, perigee_km: float, apogee_km: float, inclination_deg: float
    ) -> bool:
        """Whether this flight brought at least that mass to an orbit at least that high.

        The planes must be the same within half a degree: no flight says what a turn costs.
        """
        if self.failed or self.payload_kg is None or self.payload_kg < payload_kg:
            return False
        if self.perigee_km is None or self.apogee_km is None or self.inclination_deg is None:
            return False
        return (
            abs(self.inclination_deg - inclination_deg) <= SAME_INCLINATION_DEG
            and self.perigee_km >= perigee_km - SAME_HEIGHT_KM
            and self.apogee_km >= apogee_km - SAME_HEIGHT_KM
        )


@dataclass(frozen=True, slots=True)
class FailureShare:
    """How often such a flight failed: the share and its 90 % interval.

    `flight_number` is that of the next flight of the type, `flights` and `failures` are the type's
    own in the table, `experience` is the share of the n-th flight over all types.
    """

    share: float
    interval: Interval
    flight_number: int
    flights: int
    failures: int
    experience: float


def all_flights() -> tuple[Flight, ...]:
    """Every flight of the table in use, oldest first."""
    return _table().flights


def flights_from(site: str) -> tuple[Flight, ...]:
    """Every flight of the table in use from a site, by slug, oldest first.

    Examples
    --------
    >>> {f.site for f in flights_from("naro")}
    {'naro'}
    """
    if fresh_table("launches", SHIPPED) is None and not _shipped.cache_info().currsize:
        # A twentieth of the table's lines, in a tenth of the time that all of them take.
        here = (f for f in map(_flight, _rows(f",{site},")) if f.site == site)
        return tuple(sorted(here, key=lambda f: (f.day, f.tag)))
    return tuple(f for f in all_flights() if f.site == site)


def source() -> str:
    """Where the table in use comes from, and until when it lists flights."""
    return _table().source


def listed_share() -> float:
    """Share of all launch days that the table in use holds."""
    return _table().share


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Flights, their source, the share of all launch days, flights by vehicle."""

    flights: tuple[Flight, ...]
    source: str
    share: float
    by_vehicle: Mapping[str, tuple[Flight, ...]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]], source: str, share: float) -> "_Table":
        """Table of rows in the columns of the one that ships."""
        every = tuple(sorted(map(_flight, rows), key=lambda f: (f.day, f.tag)))
        found: dict[str, list[Flight]] = {}
        for flight in every:
            slug = vehicle_of(flight.gcat, flight.variant)
            if slug is not None:
                found.setdefault(slug, []).append(flight)
        return cls(every, source, share, {slug: tuple(rows) for slug, rows in found.items()})


def _table() -> _Table:
    launches = fresh_table("launches", SHIPPED)
    if launches is None:
        return _shipped()
    return _fetched(launches, fresh_table("satellites", "")) or _shipped()


@lru_cache(maxsize=1)
def _shipped() -> _Table:
    said = "GCAT (J. McDowell, planet4589.org, CC-BY 4.0), flights until 2025-11"
    return _Table.of(_rows(), said, SELECTED)


def _rows(with_text: str = "") -> Iterator[dict[str, str]]:
    """Rows of the table that ships, of the lines that hold a text, in the order of the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        head = next(lines)
        yield from csv.DictReader(chain([head], (line for line in lines if with_text in line)))


@lru_cache(maxsize=1)
def _fetched(
    launches: tuple[FreshTable, bytes], satellites: tuple[FreshTable, bytes] | None
) -> _Table | None:
    """The fetched launch list, with masses and orbits of the satellites; None if it is damaged."""
    table, content = launches
    try:
        listed = gcat.launches_of(gzip.decompress(content).decode("utf-8"))
        objects = (
            None
            if satellites is None
            else gcat.satellites_of(gzip.decompress(satellites[1]).decode("utf-8"))
        )
    except (OSError, ValueError, InputError) as err:
        table.passed_by(str(err))
        return None
    said = f"GCAT (J. McDowell, planet4589.org, CC-BY 4.0), flights until {table.as_of}"
    return _Table.of(gcat.flight_rows(listed, objects, _site_codes()), said, 1.0)


def _site_codes() -> dict[str, str]:
    """Slug of a site by GCAT's code of it."""
    catalogue = Catalogue.bundled()
    found: dict[str, str] = {}
    for entry in catalogue.entries("site"):
        flown = catalogue.site(entry.slug).flown
        found |= dict.fromkeys(flown.gcat_sites if flown is not None else (), entry.slug)
    return found


def flights(vehicle: str, *, before: date | None = None) -> tuple[Flight, ...]:
    """Flights of a vehicle of the catalogue, by slug, oldest first.

    A variant that is a fact of its own (an upper stage, a landing) is not counted here.

    Parameters
    ----------
    vehicle : str
        Slug of a vehicle.
    before : date, optional
        Only flights before that day.

    Examples
    --------
    >>> [f.site for f in flights("nuri")][:1]
    ['naro']
    """
    return tuple(
        f for f in _table().by_vehicle.get(vehicle, ()) if before is None or f.day < before
    )


def type_flights(vehicle: str, *, before: date | None = None) -> tuple[Flight, ...]:
    """Flights of every variant of the vehicle's types, whichever fact they belong to."""
    types = {f.gcat for f in flights(vehicle)}
    return tuple(f for f in all_flights() if f.gcat in types and (before is None or f.day < before))


def flown(
    vehicle: str, *, before: date | None = None, site: str | None = None
) -> tuple[Flight, ...]:
    """Flights with a known mass and an orbit dated within a day, the heaviest first."""
    known = (f for f in flights(vehicle, before=before) if f.dated and f.payload_kg)
    here = (f for f in known if site is None or f.site == site)
    return tuple(sorted(here, key=lambda f: (-(f.payload_kg or 0.0), f.day)))


def experience(flight_number: int) -> float:
    """Failure share of the n-th flight of a type over all types, linear between those measured.

    Raises
    ------
    InputError
        If `flight_number` is below 1.

    Examples
    --------
    >>> experience(1), round(experience(4), 3), experience(500)
    (0.24, 0.06, 0.024)
    """
    if flight_number < 1:
        raise InputError("a flight number counts from 1", advice="give 1 for a first flight")
    known = EXPERIENCE[0]
    for entry in EXPERIENCE:
        if entry[0] >= flight_number:
            span = entry[0] - known[0]
            share = (flight_number - known[0]) / span if span else 0.0
            return known[1] + share * (entry[1] - known[1])
        known = entry
    return known[1]


def observed_failures(
    vehicle: str, *, flight_number: int | None = None, before: date | None = None
) -> FailureShare:
    """Failure share of a vehicle's next flight: all types' n-th flight, and its own record.

    The share is the mean of a beta distribution whose prior weighs `PRIOR_FLIGHTS` flights of the
    experience of all types; the interval is its 5th and 95th percentile.

    Parameters
    ----------
    vehicle : str
        Slug of a vehicle.
    flight_number : int, optional
        Which flight of the type it is; by default the next, as the table's count of them says: it
        holds about two thirds.
    before : date, optional
        Only the record before that day.
    """
    own = type_flights(vehicle, before=before)
    failures = sum(f.failed for f in own)
    number = flight_number if flight_number is not None else round(len(own) / _table().share) + 1
    share = experience(number)
    a = PRIOR_FLIGHTS * share + failures
    b = PRIOR_FLIGHTS * (1.0 - share) + len(own) - failures
    low, high = _beta_quantiles(a, b, (0.05, 0.95))
    return FailureShare(a / (a + b), Interval(low, high), number, len(own), failures, share)


def _beta_quantiles(a: float, b: float, levels: tuple[float, ...]) -> list[float]:
    """Quantiles of a beta distribution, on a grid of the logit: scipy.special takes 0.3 s to load.

    The density of t = ln(x / (1 - x)) is x^a (1 - x)^b up to a constant.
    """
    t = np.linspace(-25.0, 25.0, 4001)
    log_density = -a * np.logaddexp(0.0, -t) - b * np.logaddexp(0.0, t)
    share = np.cumsum(np.exp(log_density - log_density.max()))
    found = np.interp(levels, share / share[-1], t)
    return [float(1.0 / (1.0 + np.exp(-value))) for value in found]


def vehicle_of(gcat: str, variant: str = "") -> str | None:
    """Slug of the vehicle that GCAT calls by that type and variant; None where there is none.

    Examples
    --------
    >>> vehicle_of("Nuri")
    'nuri'
    """
    owners = _owners()
    whole = f"{gcat} {variant}"
    if variant and (whole in owners or variant in UPPER_STAGES or whole in LONGER):
        return owners.get(whole)
    return owners.get(gcat)


@lru_cache(maxsize=1)
def _owners() -> Mapping[str, str]:
    """Slug by GCAT's name, of every vehicle of the bundled catalogue."""
    return {
        name: entry.slug for entry in Catalogue.bundled().entries("vehicle") for name in entry.gcat
    }


def _flight(row: Mapping[str, str]) -> Flight:
    def figure(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    gcat, _, variant = row["vehicle"].partition("|")
    return Flight(
        tag=row["tag"],
        day=date.fromisoformat(row["date"]),
        gcat=gcat,
        variant=variant,
        site=row["site"],
        failed=row["failed"] == "1",
        payload_kg=figure("payload"),
        perigee_km=figure("perigee"),
        apogee_km=figure("apogee"),
        inclination_deg=figure("inclination"),
    )
