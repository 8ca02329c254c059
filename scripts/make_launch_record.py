"""Write the table of flights that `visviva.data.record` reads, from GCAT's launch list.

``python scripts/make_launch_record.py DATA`` where DATA holds ``gcat`` and ``world``. GCAT's orbit
is the satellite's: only one that is dated within a day of the launch is kept, since a satellite may
have climbed there by itself later. Ships to a station do so within hours, and are kept only where
launchers leave them; a probe beyond the Earth that is listed near it is on its own way; what has
its perigee in the air is on no orbit.
"""

import csv
import sys
from datetime import date
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "src/visviva/data/tables/launch_record.csv"
HEAD = """\
# Flights to orbit and attempts at it: General Catalog of Artificial Space Objects, J. C. McDowell,
# planet4589.org, CC-BY 4.0, state of 2025-12-01; about two thirds of all launch days.
# Written by scripts/make_launch_record.py. Masses in kg, heights in km, inclination in deg.
"""
COLUMNS = (
    "tag",
    "date",
    "vehicle",
    "site",
    "failed",
    "payload",
    "perigee",
    "apogee",
    "inclination",
)


def number(value: str, places: int) -> str:
    """A figure as short as it can be written; empty where there is none."""
    try:
        figure = round(float(value), places)
    except ValueError:
        return ""
    return f"{figure:g}" if figure < 1e5 else f"{figure:.0f}"


def payload(row: dict[str, str]) -> str:
    """Payload mass, kg: the smaller of GCAT's two where they disagree, being a lower bound."""
    masses = [float(v) for v in (row["Payload_Mass"] or 0,) if float(v) > 0]
    orbital = float(row["OrbPay"] or 0) * 1e3
    if orbital > 0:
        masses.append(orbital)
    return number(str(min(masses)), 1) if masses else ""


#: Launchers leave ships to a station below this perigee, km: Soyuz and Progress 190 to 200,
#: Shenzhou, Tianzhou, Dragon, Cygnus and HTV 180 to 210.
LEFT_BELOW_KM = 250.0
#: GCAT's categories of ships to the International and to other stations.
TO_STATION = ("ISS", "LSS")
#: GCAT's category of probes beyond the Earth, and the apogee, km, below which an orbit of theirs is
#: a stop on a way that their own stage flies.
DEEP_SPACE, PARKED_BELOW_KM = "DSO", 100_000.0
#: Below this perigee, km, no orbit is kept up.
AIR_KM = 100.0


def orbit(row: dict[str, str]) -> tuple[str, str, str]:
    dated = row["Orbit_Canonical_Date"]
    if not dated or float(row["Apogee"] or 0) <= 0 or not row["Perigee"]:
        return "", "", ""
    days = abs((date.fromisoformat(dated) - date.fromisoformat(row["Launch_Date"])).days)
    perigee = float(row["Perigee"])
    climbed = any(name in row["Category"] for name in TO_STATION) and perigee > LEFT_BELOW_KM
    parked = DEEP_SPACE in row["Category"] and float(row["Apogee"]) < PARKED_BELOW_KM
    if days > 1 or climbed or parked or perigee < AIR_KM:
        return "", "", ""
    return number(row["Perigee"], 0), number(row["Apogee"], 0), number(row["Inc"], 2)


def main(folder: Path) -> None:
    with (folder / "world" / "sites_gcat.csv").open(encoding="utf-8") as file:
        slugs = {c: r["slug"] for r in csv.DictReader(file) for c in r["gcat_codes"].split()}
    with (folder / "gcat" / "orbital_launches_1957-10_2025-11.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            variant = "" if row["Variant"] in ("-", "") else f"|{row['Variant']}"
            code = row["LaunchCode"]
            if code.startswith("OE"):
                continue  # lost or stopped on the pad before lift-off: no flight
            # OS, DS: success, of which OS75 is three quarters; OF: failure, also where half was won
            failed = int(not code.startswith("OS") and not code.startswith("DS"))
            writer.writerow(
                (
                    row["Launch_Tag"].strip(),
                    row["Launch_Date"],
                    row["LV_Type"].strip() + variant,
                    slugs.get(row["Launch_Site"].strip(), ""),
                    failed,
                    payload(row),
                    *(("", "", "") if failed else orbit(row)),
                )
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
