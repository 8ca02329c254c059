"""Nine million pass rows to Parquet through `ParquetStream`: seconds and peak memory.

Run: `python -m benchmarks.writing [millions of rows]`.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from visviva.export import Coded, open_table

CHUNK = 250_000


def chunk(rng: np.random.Generator, labels: list[str]) -> dict[str, Any]:
    """Rows as long as those of a pass table: ten columns, one of names, three of times."""
    codes = np.sort(rng.integers(0, len(labels), CHUNK)).astype(np.int32)
    columns: dict[str, Any] = {"name": Coded(codes, labels), "catalog_number": codes}
    for name in (
        "rise_azimuth_deg",
        "peak_elevation_deg",
        "set_azimuth_deg",
        "age_days",
        "sigma_s",
    ):
        columns[name] = np.round(rng.random(CHUNK) * 90, 3).astype(np.float32)
    for name in ("rise_utc", "peak_utc", "set_utc"):
        columns[name] = np.datetime64("2024-01-01", "ms") + rng.integers(0, 7 * 86_400_000, CHUNK)
    return columns


def main(millions: float) -> None:
    rng, labels = np.random.default_rng(0), [f"OBJECT {i}" for i in range(30_000)]
    chunks = [chunk(rng, labels) for _ in range(4)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passes.parquet"
        start = time.perf_counter()
        with open_table(path) as stream:
            for i in range(int(millions * 1e6 / CHUNK)):
                stream.write({**chunks[i % 4], "age_days": chunks[i % 4]["age_days"].copy()})
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{stream.rows:,} rows in {seconds:.2f} s, {path.stat().st_size / 1e6:.0f} MB, peak "
            f"memory {peak:.0f} MB"
        )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 9.0)
