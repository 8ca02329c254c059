"""Make core/tables/space_weather.npz from the CSSI table that the package `satkit-data` carries.

Usage: python scripts/make_space_weather_table.py [FILE]   (FILE: a newer CSSI file, text or CSV)
"""

import importlib.metadata
import sys
from pathlib import Path

import numpy as np

from visviva.core.atmosphere.space_weather import read_cssi

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
    flux = np.stack([w.f107_obs, w.f107_adj, w.f107_mean_obs, w.f107_mean_adj])
    tenths = np.round(flux * 10.0).astype(np.int32)
    steps = np.diff(tenths, axis=1, prepend=0)
    np.savez_compressed(
        OUT,
        first_mjd=w.first_mjd,
        flux_tenths=steps.astype(np.int16),
        ap_halves=np.round(2.0 * w.ap).astype(np.int16),
        observed=w.observed,
        as_of=w.as_of,
        source=f"CelesTrak/CSSI space weather, {origin}, observed to {w.as_of}",
    )
    print(
        f"{OUT.name}: {OUT.stat().st_size} bytes, {w.first_mjd} to {w.last_mjd}, observed to "
        f"{w.as_of}"
    )


if __name__ == "__main__":
    main()
