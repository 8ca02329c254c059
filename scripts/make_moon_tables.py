"""Make the tables of the Moon: its orientation from DE421 and its gravity field from GRAIL.

Usage: python scripts/make_moon_tables.py FIELD.gfc
Angles are the Chebyshev coefficients of DE421's own librations, uncut in degree, 2021-12-17 to
2030-01-09, out of the package `de421`. The field is GRGM660PRIM to degree and order 120 (NASA GSFC,
public domain) in ICGEM form, which belongs to the principal axes of DE421.
"""

import sys
from pathlib import Path

import numpy as np

from visviva.core.icgem import read_icgem
from visviva.moon.orientation import MoonOrientation

SOURCE = Path(__file__).resolve().parents[1] / "src" / "visviva"
AXES = SOURCE / "moon" / "tables" / "moon_pa_de421.npz"
FIELD = SOURCE / "core" / "tables" / "grgm660prim_120.npz"
FIRST_JD, LAST_JD = 2459565.5, 2462510.5


def main() -> None:
    AXES.parent.mkdir(parents=True, exist_ok=True)
    whole = MoonOrientation.from_de421()
    step = whole.step
    first = int((FIRST_JD - 2451545.0) * 86400.0 // step - whole.start // step)
    last = int((LAST_JD - 2451545.0) * 86400.0 // step - whole.start // step) + 1
    np.savez_compressed(
        AXES,
        coefficients=whole.coefficients[first:last],
        start=whole.start + first * step,
        step=step,
        source=whole.source + ", excerpt 2022 to 2029",
    )
    field = read_icgem(sys.argv[1], frame="MOON_PA_DE421", degree=120)
    rows, columns = np.tril_indices(121)
    np.savez_compressed(
        FIELD,
        name=field.name,
        gm=field.gm,
        radius=field.radius,
        c=field.c[rows, columns],
        s=field.s[rows, columns],
        degree=120,
        tide_system=field.tide_system,
        frame=field.frame,
        source="GRGM660PRIM, NASA GSFC (Lemoine et al. 2013), to degree 120; public domain",
    )
    for path in (AXES, FIELD):
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
