"""Towns by name, too small for names that are looked for anywhere: read when first asked for.

The table is made by `scripts/make_article_towns.py`.

Limits: 108,000 towns of 2,000 to 300,000 people (GeoNames, CC BY 4.0); one name may be that of
several towns, which are all told; villages are missing.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "towns.txt.gz"
#: Most towns of one name that are told, the largest first.
MOST_TOWNS: Final = 12


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the table, degrees."""

    name: str
    country: str
    lat_deg: float
    lon_deg: float
    people: int


@lru_cache(maxsize=1)
def _table() -> str:
    import gzip  # loaded only where a town is looked for

    return gzip.decompress(TABLE.read_bytes()).decode("utf-8")


@lru_cache(maxsize=256)
def towns_named(key: str) -> tuple[Town, ...]:
    """Towns of that name, by its words as keys, the largest first.

    Examples
    --------
    >>> [(t.country, t.people > 100_000) for t in towns_named("darmstadt")]
    [('DE', True)]
    """
    table, at = _table(), 0
    out: list[Town] = []
    while len(out) < MOST_TOWNS and (at := table.find(key, at)) >= 0:
        end = at + len(key)
        if table[at - 1] in "\n|" and table[end] in "|\t":
            line = table[table.rfind("\n", 0, at) + 1 : table.find("\n", end)]
            _, name, country, lat, lon, people = line.split("\t")
            out.append(Town(name, country, float(lat), float(lon), int(people)))
        at = end
    return tuple(out)
