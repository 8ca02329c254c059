"""Payload rows of a vehicle fact: published ones that state their orbit, and the heaviest flown."""

from pathlib import Path

from vehicle_tables import number, sun_synchronous_deg, table

#: GCAT's site codes to slugs, of the sites that flown rows name.
MOST_FLOWN = 3
HEIGHT_SPREAD_KM = 15
REFERENCE = "GCAT (J. McDowell, planet4589.org, CC-BY 4.0)"


def text(value: object) -> str:
    return '"' + str(value).replace('"', "'") + '"'


def row_block(row: dict) -> str:
    """One ``[[payloads]]`` table."""
    low, high = row.get("low"), row.get("high")
    payload = f"low = {low}, high = {high}" if low else f'spread = "{row.get("spread", "2%")}"'
    orbit = f', how_known = "{row["orbit_known"]}"' if row.get("orbit_known") else ""
    width = row.get("spread_km", HEIGHT_SPREAD_KM)
    perigee, apogee, inclination = row["orbit"]
    wide = max(width, 100) if apogee > 20000 and apogee != perigee else width
    tilt = row.get("spread_deg", 0.2)
    out = f'\n[[payloads]]\nsite = "{row["site"]}"\ntype = "{row.get("type", "published")}"\n'
    out += f"source = {text(row['source'])}\nas_of = {row['as_of']}\n"
    out += f'how_known = "{row["known"]}"\n'
    if row.get("flown_on"):
        out += f"flown_on = {row['flown_on']}\n"
    if row.get("vehicle"):
        out += f"vehicle = {text(row['vehicle'])}\n"
    if not row.get("calibrates", True):
        out += "calibrates = false\n"
    out += f"perigee_km = {{ value = {perigee:g}, spread = {width}{orbit} }}\n"
    out += f"apogee_km = {{ value = {apogee:g}, spread = {wide}{orbit} }}\n"
    tilted = f"spread = {tilt}"
    if inclination < tilt:
        tilted = f"low = 0, high = {inclination + tilt:g}"
    out += f"inclination_deg = {{ value = {inclination:g}, {tilted}{orbit} }}\n"
    return out + f"payload_kg = {{ value = {row['kg']:g}, {payload} }}\n"


def own_row(row: dict) -> dict:
    perigee, apogee, inclination = row["orbit"]
    if inclination == "sso":
        inclination = sun_synchronous_deg(perigee)
    recalled = "recalled" in row["source"]
    return {
        **row,
        "orbit": (perigee, apogee, inclination),
        "known": row.get("known", "read"),
        "orbit_known": "recalled" if recalled and row.get("known") != "recalled" else None,
        "as_of": "2026-11-29",
        "spread": "3%",
    }


def published(folder: Path, recipe: dict) -> list[dict]:
    """Rows of the published payloads that state their orbit."""
    found, seen = [], set()
    for r in table(folder, "payload_published.csv"):
        if r["vehicle"] not in recipe["published"]:
            continue
        perigee, apogee, kg = (number(r[k]) for k in ("perigee_km", "apogee_km", "payload_kg"))
        if (
            perigee is None
            or apogee is None
            or kg is None
            or kg in recipe.get("skip_published", ())
        ):
            continue
        heights = recipe.get("only_heights")
        if heights and perigee not in heights:
            continue
        inclination, derived = number(r["inclination_deg"]), False
        if inclination is None:
            said = f"{r['inclination_deg']} {r['orbit']}".lower()
            if "sso" in said or "plotted" in said:
                inclination, derived = sun_synchronous_deg(perigee), True
            elif "polar" in said:
                inclination, derived = 90.0, True
            else:
                continue
        key = (perigee, apogee, round(inclination), kg)
        if key in seen:
            continue
        seen.add(key)
        found.append(
            {
                "site": r["site"] or recipe["sites"][0],
                "orbit": (perigee, apogee, inclination),
                "kg": kg,
                "type": "flown" if r["kind"] == "flown" else "published",
                "source": shortened(r),
                "known": "read",
                "as_of": r["as_of"],
                "orbit_known": "derived" if derived else None,
            }
        )
    return found[: recipe.get("most_rows", 12)]


#: Long names of sources, and what is written for them.
SHORT = {
    "ROYIN001/Orbitlab src/data/vehicles.ts 02e5506 (read 2026-11-29)": "Orbitlab vehicles.ts "
    "02e5506",
    "https://": "",
    "http://": "",
    ", second hand: notes column": "",
    "loggger101/": "",
    "ethan-frost-xyz/rocket-lab-launch-analysis scripts/interpolation.py cc0521d, digitised from "
    "the Electron payload user's guide": "Electron payload user's guide, digitised by "
    "rocket-lab-launch-analysis cc0521d",
}


def shortened(row: dict[str, str]) -> str:
    source = row["source"]
    for long, short in SHORT.items():
        source = source.replace(long, short)
    return f"{source}: {row['orbit']}"


def flown(folder: Path, recipe: dict, sites: dict[str, str]) -> list[dict]:
    """The heaviest flown payloads with an orbit that can be the launcher's, one an orbit class."""
    found: list[dict] = []
    names = {tuple(name.split("|")) for name in recipe["gcat"]}
    for r in table(folder, "payload_flown_gcat.csv"):
        spelled = f"{r['gcat_lv_type']} {r['variant']}"
        if (r["gcat_lv_type"],) not in names and (spelled,) not in names:
            continue
        if r["variant"] in ("Fregat", "Volga") and (spelled,) not in names:
            continue
        slug = sites.get(r["gcat_site"])
        if r["orbit_trust"] != "plausible" or slug not in recipe["sites"]:
            continue
        orbit = tuple(float(r[k]) for k in ("perigee_km", "apogee_km", "inclination_deg"))
        found.append(
            {
                "site": slug,
                "orbit": orbit,
                "kg": float(r["payload_kg"]),
                "type": "flown",
                "class": (r["orbit_class"], slug),
                "source": f"{REFERENCE}: {r['launch_tag']} {r['mission']}",
                "known": "read",
                "as_of": "2025-12-01",
                "flown_on": r["launch_date"],
                "calibrates": False,
                "spread": "3%",
            }
        )
    found.sort(key=lambda row: -row["kg"])
    kept: list[dict] = []
    for row in found:
        if all(row["class"] != other["class"] for other in kept):
            kept.append(row)
    return kept[:MOST_FLOWN]


def payload_rows(folder: Path, recipe: dict) -> str:
    """Every payload row of a vehicle, as TOML."""
    sites = {
        code: r["slug"] for r in table(folder, "sites_gcat.csv") for code in r["gcat_codes"].split()
    }
    rows = [own_row(row) for row in recipe.get("rows", [])]
    rows += published(folder, recipe)
    rows += flown(folder, recipe, sites)
    return "".join(row_block(row) for row in rows)
