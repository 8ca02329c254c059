"""Flown lift-offs, loads people have borne, radio stations and guests, from `data/crewed`."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch

if TYPE_CHECKING:
    from visviva.crew.entry.g_load import Reference
    from visviva.crew.liftoff.flown import Flown
    from visviva.data.schema.flight import CrewedTables, GuestRow

_FOLDER = Path(__file__).parent / "crewed"


@lru_cache(maxsize=8)
def read_table(path: Path) -> "CrewedTables":
    """A table of `data/crewed`, checked.

    Raises
    ------
    FactError
        For the first thing wrong, with file, line and dotted path.
    """
    from pydantic import ValidationError

    from visviva.data.catalogue_read import first_error, read_toml
    from visviva.data.schema.flight import CrewedTables
    from visviva.data.schema.inherit import INHERITED, hand_down

    raw, text = read_toml(path)
    handed = {name: raw.pop(name) for name in INHERITED if name in raw}
    rows = {name: hand_down(value, handed) for name, value in raw.items()}
    try:
        return CrewedTables.model_validate(rows)
    except ValidationError as err:
        raise first_error(err, CrewedTables, text, str(path)) from err


@lru_cache(maxsize=1)
def flown_liftoffs() -> "tuple[Flown, ...]":
    """Flown lift-offs of crewed ships, as `visviva.crew.liftoff.flown` takes them."""
    from visviva.crew.liftoff.flown import Flown

    return tuple(
        Flown(
            row.flight,
            row.ship,
            row.vehicle,
            row.site,
            Epoch.from_datetime(row.liftoff_utc).iso(0),
            Epoch.from_datetime(row.elements_utc).iso(0),
            offset=float(np.radians(row.offset_deg)),
            heading=float(np.radians(row.heading_deg)),
            latitude=float(np.radians(row.latitude_deg)),
            radius=float(row.radius_m),
            phase=float(np.radians(row.phase_deg)),
            inclination=float(np.radians(row.inclination_deg)),
            mean_motion=2.0 * np.pi * row.mean_motion_rev_day / DAY_S,
            source=row.source,
        )
        for row in read_table(_FOLDER / "liftoffs.toml").liftoffs
    )


@lru_cache(maxsize=1)
def load_references() -> "tuple[Reference, ...]":
    """Loads that people have borne, in rising order."""
    from visviva.crew.entry.g_load import Reference

    rows = read_table(_FOLDER / "load-references.toml").references
    return tuple(
        Reference(r.peak_g, r.who, r.source, r.who_fr, r.who_ko)
        for r in sorted(rows, key=lambda r: r.peak_g)
    )


def radio_sites(country: str) -> tuple[Place, ...]:
    """Ground stations of a country that talk to crewed ships.

    >>> [place.name for place in radio_sites("Russia")][:2]
    ['Bear Lakes', 'Kolpashevo']
    """
    rows = read_table(_FOLDER / "radio-sites.toml").stations
    return tuple(
        Place.from_degrees(r.lat_deg, r.lon_deg, name=r.name) for r in rows if r.country == country
    )


@lru_cache(maxsize=1)
def guests() -> "tuple[GuestRow, ...]":
    """Guests of crewed ships whose training is on record, in the order of their flights.

    >>> guests()[0].name
    'Charles Simonyi'
    """
    rows = read_table(_FOLDER / "guest-training.toml").guests
    return tuple(sorted(rows, key=lambda row: row.liftoff))
