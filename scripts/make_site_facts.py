"""Write the launch sites of the world as facts, from the GCAT tables of sites, pads and launches.

``python scripts/make_site_facts.py DATA`` where DATA holds ``sites_gcat.csv`` and
``pads_gcat.csv``. A site written by hand keeps every line above the mark and gets the pads that it
lacks and the flown inclinations below it; a site that has none is written whole, with its names
from ``scripts/recipes/sites.toml``. Run it again and nothing changes.
"""

import csv
import math
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

FACTS = Path(__file__).resolve().parents[1] / "src/visviva/data/facts/sites"
RECIPES = Path(__file__).resolve().parent / "recipes/sites.toml"
MARK = "# Below: written by scripts/make_site_facts.py from GCAT (J. McDowell, CC-BY 4.0)."
GCAT = "GCAT (J. McDowell, planet4589.org, CC-BY 4.0)"
#: A pad of GCAT nearer than this to one written by hand is the same pad.
SAME_PAD_KM = 0.6
#: Not in the copy of GCAT's sites, or with a sign put right; how each is known stands with it.
RECALLED = {
    "kulasekarapattinam": (8.4, 78.0, "recalled: second Indian site, on the coast of Tamil Nadu"),
    "chabahar": (25.3, 60.6, "recalled: site under construction on the coast of the Gulf of Oman"),
    "saxavord": (60.82, -0.77, "recalled: Unst, Shetland"),
}
#: The pad that orbital launches use, where GCAT has the old range of sounding rockets alone.
ORBITAL_PADS = {"andoya": ("LC-1", "Orbital launch pad, Nordmela", (69.1084, 15.5895), 0.01)}
RECALLED_PAD = (
    'source = "recalled: pad of Isar Aerospace"\nas_of = 2026-11-29\nhow_known = "recalled"\n'
)
#: A site with a launch since then is in use.
ACTIVE_SINCE = "2015-12-01"
WHALERS_WAY = (-34.94, 135.63)

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', "'").strip().rstrip(",") + '"'


def pad_block(key: str, name: str, where: tuple[float, float], spread: float, known: str) -> str:
    return (
        f"\n[[pads]]\nkey = {text(key)}\nname = {text(name)}\n{known}"
        f"spread = {spread:g}\nlat_deg = {{ value = {where[0]!r} }}\n"
        f"lon_deg = {{ value = {where[1]!r} }}\n"
    )


def bare(key: str) -> str:
    """A pad's key without the letters and dashes that sources put before its number."""
    return key.upper().removeprefix("S").removeprefix("LC").replace("-", "").removeprefix("LC")


def pads_of(site: Row, pads: list[Row], by_hand: list[tuple[str, float, float]]) -> str:
    """Pads with orbital launches, the busiest since 1990 first; the whole site where none is."""
    since = 1 if by_hand else 0
    flown = [p for p in pads if int(p["orbital_launches_all"] or 0) > 0]
    flown = [p for p in flown if int(p["orbital_launches_since_1990"] or 0) >= since] or flown
    flown.sort(key=lambda p: (-int(p["orbital_launches_since_1990"]), p["pad"]))
    out, taken = [], {bare(key) for key, _, _ in by_hand}
    for pad in flown:
        where = float(pad["lat_deg"]), float(pad["lon_deg"])
        near = any(distance_km(where, (lat, lon)) < SAME_PAD_KM for _, lat, lon in by_hand)
        if near or bare(pad["pad"]) in taken or (by_hand and not_newer(pad)):
            continue
        taken.add(bare(pad["pad"]))
        known = f'source = "{GCAT}, lp.tsv"\nas_of = {pad["as_of"]}\nhow_known = "read"\n'
        out.append(
            pad_block(pad["pad"], pad["name"], where, max(float(pad["error_deg"]), 5e-4), known)
        )
    return "".join(out) or ("" if by_hand else whole_site(site))


def not_newer(pad: Row) -> bool:
    """Whether no orbital launch since 1990 left this pad: such pads stay out of a hand's file."""
    return int(pad["orbital_launches_since_1990"] or 0) == 0


def whole_site(site: Row) -> str:
    slug = site["slug"]
    if slug in RECALLED:
        lat, lon, source = RECALLED[slug]
        known = f'source = "{source}"\nas_of = 2026-11-29\nhow_known = "recalled"\n'
        return pad_block("site", "the site", (lat, lon), 0.1, known)
    where = float(site["lat_deg"]), float(site["lon_deg"])
    how, note = "read", ""
    if slug == "whalers-way":
        where, how, note = WHALERS_WAY, "derived", "; the sign of the latitude is put right"
    known = f'source = "{GCAT}, sites.tsv{note}"\nas_of = 2025-12-01\nhow_known = "{how}"\n'
    return pad_block("site", "the site", where, max(float(site["error_deg"]), 5e-4), known)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    north = a[0] - b[0]
    east = (a[1] - b[1]) * math.cos(math.radians(a[0]))
    return 111.2 * math.hypot(north, east)


def band(low: str, high: str) -> str:
    return f"[{float(low):g}, {float(high):g}]"


def flown_block(site: Row) -> str:
    launches = int(site["orbital_launches_all"] or 0)
    out = f"\n[flown]\nlaunches = {launches}\n"
    if site["first"]:
        out += f"first = {site['first']}\nlast = {site['last']}\n"
    if site["gcat_codes"]:
        out += f"gcat_sites = [{', '.join(text(code) for code in site['gcat_codes'].split())}]\n"
    if int(site["n_low_orbits"] or 0):
        out += f"low_orbits = {site['n_low_orbits']}\n"
        out += f"inclination_deg = {band(site['inc_min_deg'], site['inc_max_deg'])}\n"
        out += f"usual_deg = {band(site['inc_p05_deg'], site['inc_p95_deg'])}\n"
        if site["inc_range_since_2000_deg"]:
            out += f"since_2000_deg = {band(*site['inc_range_since_2000_deg'].split('..'))}\n"
    return out + (
        f'source = "{GCAT}, launches until 2025-11"\nas_of = 2025-12-01\nhow_known = "derived"\n'
    )


def status_of(site: Row) -> str:
    """Planned where nothing was launched yet, retired where nothing was in ten years."""
    if not site["last"]:
        return "planned"
    return "active" if site["last"] >= ACTIVE_SINCE else "retired"


def head(slug: str, recipe: dict[str, object], status: str) -> str:
    names = ", ".join(f"{k} = {text(str(v))}" for k, v in dict(recipe["names"]).items())  # type: ignore[call-overload]
    out = f'kind = "site"\nslug = "{slug}"\ncountry = {text(str(recipe["country"]))}\n'
    if status != "active":
        out += f'status = "{status}"\n'
    out += f"names = {{ {names} }}\n"
    out += 'open = ["azimuths that are allowed: no published band"]\n\n[aliases]\n'
    for language, spellings in recipe.items():
        if isinstance(spellings, list):
            out += f"{language} = [{', '.join(text(s) for s in spellings)}]\n"
    return out


def main(folder: Path) -> None:
    recipes = tomllib.loads(RECIPES.read_text(encoding="utf-8"))
    pads: dict[str, list[Row]] = defaultdict(list)
    for pad in read(folder / "pads_gcat.csv"):
        pads[pad["slug"]].append(pad)
    for site in read(folder / "sites_gcat.csv"):
        slug = site["slug"]
        path = FACTS / f"{slug}.toml"
        if slug in recipes:
            above, by_hand = head(slug, recipes[slug], status_of(site)), []
        else:
            above = path.read_text(encoding="utf-8").split("\n" + MARK)[0].rstrip() + "\n"
            by_hand = [
                (p["key"], p["lat_deg"]["value"], p["lon_deg"]["value"])
                for p in tomllib.loads(above)["pads"]
            ]
        if slug in ORBITAL_PADS:
            known = RECALLED_PAD
            above += pad_block(*ORBITAL_PADS[slug], known)
        below = pads_of(site, pads[slug], by_hand) + flown_block(site)
        path.write_text(f"{above}\n{MARK}\n{below}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
