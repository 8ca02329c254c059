"""Make core/tables/egm2008_120.npz from the EGM2008 coefficients that the package `brahe` carries.

Usage: python scripts/make_gravity_table.py
"""

from pathlib import Path

import brahe
import numpy as np

DEGREE = 120
OUT = (
    Path(__file__).resolve().parents[1] / "src" / "visviva" / "core" / "tables" / "egm2008_120.npz"
)


def main() -> None:
    model = brahe.GravityModel.from_model_type(brahe.GravityModelType.EGM2008_120)
    if (
        model.model_name != "EGM2008"
        or model.n_max < DEGREE
        or str(model.normalization) != "FullyNormalized"
    ):
        raise SystemExit(
            f"not the field expected: {model.model_name}, {model.n_max}, {model.normalization}"
        )
    if str(model.tide_system) != "TideFree":
        raise SystemExit(f"tide system {model.tide_system}: the table states tide_free")
    rows, columns = np.tril_indices(DEGREE + 1)
    c, s = np.array([model.get(int(n), int(m)) for n, m in zip(rows, columns, strict=True)]).T
    np.savez_compressed(
        OUT,
        name="EGM2008",
        gm=model.gm,
        radius=model.radius,
        c=c,
        s=s,
        degree=DEGREE,
        tide_system="tide_free",
        frame="ITRF",
        source="EGM2008 (Pavlis et al. 2012, NGA, public domain), tide-free, degree 120, "
        f"as carried by brahe {brahe.__version__}",
    )
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
