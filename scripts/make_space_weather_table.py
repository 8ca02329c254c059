"""Make core/tables/space_weather.npz from the CSSI table that the package `satkit-data` carries.

Usage: python scripts/make_space_weather_table.py [FILE]   (FILE: a newer CSSI file, text or CSV)
"""

import importlib.metadata
import sys
from pathlib import Path

from visviva.core.atmosphere.space_weather import packed, read_cssi

OUT = (
    Path(__file__).resolve().parents[1]
    / "src"
    / "visviva"
    / "core"
    / "tables"
    / "space_weather.npz"
)


def main() -> None:
    if len(sys.argv) > 1:
        path, origin = Path(sys.argv[1]), Path(sys.argv[1]).name
    else:
        import satkit_data

        path = Path(satkit_data.__file__).parent / "data" / "SW-All.csv"
        origin = f"as carried by satkit-data {importlib.metadata.version('satkit-data')}"
    w = read_cssi(path)
    OUT.write_bytes(packed(w, f"CelesTrak/CSSI space weather, {origin}, observed to {w.as_of}"))
    print(
        f"{OUT.name}: {OUT.stat().st_size} bytes, {w.first_mjd} to {w.last_mjd}, observed to "
        f"{w.as_of}"
    )


if __name__ == "__main__":
    main()
