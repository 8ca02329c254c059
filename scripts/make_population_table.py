"""Make data/tables/population_2020_1deg.npz from the half-degree grid of GPW v4.

Usage: python scripts/make_population_table.py GPW4_2020_half_degree_counts.csv
The result stays under CC BY-SA 4.0, as the grid it is made from (GPW v4 itself is CC BY 4.0).
"""

import sys
from pathlib import Path

import numpy as np

from visviva.data.population import read_population

OUT = Path(__file__).resolve().parents[1] / "src/visviva/data/tables/population_2020_1deg.npz"


def main() -> None:
    fine = read_population(sys.argv[1]).counts
    coarse = fine.reshape(180, 2, 360, 2).sum(axis=(1, 3))
    np.savez_compressed(
        OUT,
        counts=np.round(coarse).astype(np.uint32),
        source="GPW v4, 2020 (CIESIN, CC BY 4.0), regridded to 1 degree; CC BY-SA 4.0",
    )
    print(
        f"{OUT.name}: {OUT.stat().st_size / 1e3:.0f} kB, {coarse.sum() / 1e9:.2f} thousand million"
    )


if __name__ == "__main__":
    main()
