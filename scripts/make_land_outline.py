"""Make the coastline that the answer page draws.

Natural Earth 1:110m land, rounded to a tenth of a degree.

Natural Earth is in the public domain. The npm package `world-atlas` carries it as TopoJSON; it is
installed into a folder that is thrown away, decoded here, and written as compact JSON. Needs npm.
Run from the repository::

    python scripts/make_land_outline.py
"""

import json
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = (
    Path(__file__).resolve().parents[1] / "src" / "visviva" / "core" / "tables" / "land_110m.json"
)
PACKAGE = "world-atlas@2.0.2"
TENTHS = 10


def fetch(folder: Path) -> dict[str, Any]:
    """Install the package with npm in `folder` and read its 1:110m land."""
    command = [
        "npm",
        "install",
        "--silent",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder),
        PACKAGE,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    topology: dict[str, Any] = json.loads(
        (folder / "node_modules/world-atlas/land-110m.json").read_text()
    )
    return topology


def decode(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs of a quantised topology in degrees: running sums, scaled and shifted."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def rings(topology: dict[str, Any]) -> list[list[int]]:
    """Every ring as a flat list of longitude, latitude in tenths of a degree.

    Without repeated points.
    """
    arcs = decode(topology)
    out = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[tuple[int, int]] = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += [(round(TENTHS * lon), round(TENTHS * lat)) for lon, lat in arc]
                kept = [b for a, b in pairwise([(None, None), *points]) if a != b]
                if len(kept) > 3:
                    out.append([c for point in kept for c in point])
    return out


def main() -> int:
    """Write the table and say how large it is."""
    with tempfile.TemporaryDirectory() as folder:
        table = {
            "source": "Natural Earth 1:110m land, version 4.1, by way of the npm package "
            "world-atlas 2.0.2",
            "licence": "public domain (Natural Earth)",
            "unit": "tenths of a degree: longitude, latitude, longitude, latitude ...",
            "rings": rings(fetch(Path(folder))),
        }
    TARGET.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes, {len(table['rings'])} rings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
