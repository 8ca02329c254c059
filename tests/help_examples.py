"""The examples that stand on the help pages, as commands, and made files of the names they use."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from validation.made_webcasts import made
from visviva.cli.main import COMMANDS, load, main
from visviva.data.catalogue import Catalogue


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command under one of the table, with its words."""
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}")
    if not inner:
        yield path, command


def examples_of(path: str, command: Any) -> list[list[str]]:
    """Words of each example on a command's page: in backquotes, or on lines of its own."""
    text = command.help or ""
    quoted = re.findall(rf"`(visviva {path}\b[^`]*)`", text)
    if not quoted:
        for paragraph in re.split(r"\n\s*\n", text):
            found = re.search(r"^\s*(visviva .*)", paragraph, re.MULTILINE | re.DOTALL)
            # Commands stand one a line; a line without the word goes on with the one before.
            quoted += re.split(r"\n\s*(?=visviva )", found[1]) if found else []
    return [shlex.split(" ".join(line.split()))[1:] for line in quoted]


def all_examples() -> list[list[str]]:
    """Every example of every page, once."""
    found = [
        tuple(words)
        for name in COMMANDS
        for path, command in leaves(load(name), name)
        for words in examples_of(path, command)
    ]
    return [list(words) for words in dict.fromkeys(found)]


def checked(line: str) -> str:
    """A line of a TLE with its check digit."""
    return line + str(sum(int(c) if c.isdigit() else c == "-" for c in line) % 10)


def tle(number: int, name: str, day: float, **orbit: float) -> str:
    """A made element set of 2023 or of the year in `orbit`."""
    o = {"inc": 97.42, "raan": 10.0, "argp": 90.0, "mean": 270.0, "rev": 15.2, "year": 23} | orbit
    drag = "  .00010000  00000+0  20000-3 0  999"
    one = f"1 {number:05d}U 23179A   {o['year']:02.0f}{day:012.8f}{drag}"
    two = (
        f"2 {number:05d} {o['inc']:8.4f} {o['raan']:8.4f} 0010000 {o['argp']:8.4f} "
        f"{o['mean']:8.4f} {o['rev']:11.8f}    1"
    )
    return f"{name}\n{checked(one)}\n{checked(two)}\n"


NOTICE = """HYDROPAC 3910/23(97). WESTERN NORTH PACIFIC. YELLOW SEA.
1. HAZARDOUS OPERATIONS, SPACE DEBRIS 211500Z NOV TO 301500Z NOV 23 IN AREAS BOUND BY:
A. 36-04N 123-33E, 35-30N 123-11E, 35-13N 123-56E, 35-47N 124-18E.
B. 33-57N 123-15E, 33-00N 122-57E, 32-49N 123-50E, 33-46N 124-07E.
"""
CAPSULE = """[capsule]
altitude_m = 120000
lat_deg = 40.0
lon_deg = 60.0
v_inertial_m_s = 7800
fpa_inertial_deg = -1.5
azimuth_inertial_deg = 60.0
mass_kg = 2900
area_m2 = 3.8
cd = 1.3
lift_to_drag = 0.25
"""
PIECES = """[stage-1]
altitude_m = 60000
lat_deg = 38.0
lon_deg = 124.5
v_relative_m_s = 1800
fpa_relative_deg = 25
azimuth_relative_deg = 196
mass_kg = 8000
area_m2 = 12
cd = 1.0
"""
SLIDE = {
    "name": "slide",
    "equations": "dx = v sin(th); dy = -v cos(th); dv = g cos(th)",
    "g": 9.80665,
    "x0": 0,
    "y0": 10,
    "v0": 0,
    "xf": 10,
    "yf": 5,
    "controls": ["th"],
    "objective": "min tf",
}
STATE = "JDTDB,x_km,y_km,z_km,vx_km_s,vy_km_s,vz_km_s\n"
ARTICLE = """SEOUL, 24 November 2023. North Korea launched the satellite Malligyong-1 with a
Chollima-1 rocket from Sohae on 21 November 2023. The satellite passed over Rome, 9,000 km away.
"""


def fill(folder: Path) -> None:
    """Write every file that an example reads: made, none of it real but the station's own fact."""
    fact = Catalogue.bundled().station("iss").element_sets[0]
    iss = f"{fact.line1}\n{fact.line2}\n"
    seer = tle(58400, "MALLIGYONG-1", 330.5)
    others = "".join(
        tle(number, name, 330.2, raan=raan, mean=40.0)
        for number, name, raan in ((37820, "TIANGONG-1", 50.0), (25544, "ISS (ZARYA)", 90.0))
    )
    history = "".join(
        tle(58400, "", 330.0 + k, raan=10.0 + k, mean=(270.0 + 31.0 * k) % 360, rev=15.2 + 1e-4 * k)
        for k in range(20)
    ).replace("\n\n", "\n")
    texts = {
        "iss.tle": iss,
        "iss.3le": "ISS (ZARYA)\n" + iss,
        "sat.3le": seer,
        "sats.3le": seer + others,
        "catalogue.tle": seer + others,
        "history.tle": history.lstrip("\n"),
        "warning.txt": NOTICE,
        "w.txt": NOTICE,
        "capsule.toml": CAPSULE,
        "pieces.toml": PIECES,
        "slide.json": json.dumps(SLIDE),
        "towns.csv": "name,lat_deg,lon_deg,alt_m\nSeoul,37.57,126.98,38\nParis,48.86,2.35,35\n",
        "stations.csv": "name,lat_deg,lon_deg,alt_m\nPyongyang,39.04,125.71,30\n",
        "article.txt": ARTICLE,
        "saved-page.html": f"<html><body><p>{ARTICLE}</p></body></html>",
        "lro.csv": "# center: moon\n" + STATE + "2459580.5,1787.4,0,0,0,0.2,1.6438\n",
        "artemis.csv": STATE + "2459901.5,-240000,-85000,-23000,-0.81,-0.50,-0.25\n",
        "flight.csv": webcast(),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for source, names in (
        ("catalogue.tle", ("catalogue.json", "catalogue.xml")),
        ("history.tle", ("history.json",)),
    ):
        for name in names:
            assert (
                main(["data", "import", str(folder / source), "--export", str(folder / name)]) == 0
            )
    (folder / "catalogue.tle").unlink()


def webcast() -> str:
    """A first stage as a webcast shows it, flown by the program and read off with its noise."""
    seen = made("first stage alone")
    rows = zip(seen.t, seen.speed, seen.altitude, strict=True)
    lines = [f"{t:.1f},{speed:.1f},{height / 1e3:.2f}" for t, speed, height in rows]
    return "t_s,speed_m_s,altitude_km\n" + "\n".join(lines) + "\n"
