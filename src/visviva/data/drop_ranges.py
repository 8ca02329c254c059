"""Ranges at which the catalogue's stages and fairings come down: a simulated table that ships.

Limits: one best ascent for each vehicle, site and kind of orbit, with the median payload on record;
what a launcher does to land its stages or to turn is not in it (`scripts/make_drop_ranges.py`).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

#: Spread of a range, as a share of it, above which a piece counts as nearly in orbit.
NEARLY_ORBITAL = 0.3
TABLE = Path(__file__).with_name("tables") / "drop_ranges.csv"


@dataclass(frozen=True, slots=True)
class SimulatedDrops:
    """What leaves a vehicle on the way from a site to a kind of orbit.

    Attributes
    ----------
    vehicle, site : str
        Slugs.
    orbit : str
        ``east`` (the site's usual low inclinations) or ``sso``.
    flights : int
        On record, from `first` to `last`.
    items : tuple of (str, float, float)
        Name, median range and standard deviation of the range, m, by range.
    """

    vehicle: str
    site: str
    orbit: str
    flights: int
    first: date
    last: date
    items: tuple[tuple[str, float, float], ...]


@lru_cache(maxsize=1)
def _by_site() -> Mapping[str, tuple[SimulatedDrops, ...]]:
    grouped: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            grouped.setdefault((row["site"], row["vehicle"], row["orbit"]), []).append(row)
    out: dict[str, list[SimulatedDrops]] = {}
    for (site, vehicle, orbit), rows in grouped.items():
        figures = [
            (r["item"], 1e3 * float(r["range_km"]), 1e3 * float(r["sigma_km"])) for r in rows
        ]
        # What all but reaches orbit comes down anywhere: no area is closed for it.
        items = [row for row in figures if row[2] < NEARLY_ORBITAL * row[1]]
        one = rows[0]
        out.setdefault(site, []).append(
            SimulatedDrops(
                vehicle,
                site,
                orbit,
                int(one["flights"]),
                date.fromisoformat(one["first"]),
                date.fromisoformat(one["last"]),
                tuple(sorted(items, key=lambda item: item[1])),
            )
        )
    return {site: tuple(rows) for site, rows in out.items()}


def simulated_drops(site: str) -> tuple[SimulatedDrops, ...]:
    """Every vehicle's drops from a site, by slug; empty where none is in the table.

    Examples
    --------
    >>> {d.vehicle for d in simulated_drops("naro")}
    {'nuri'}
    """
    return _by_site().get(site, ())
