"""The store at scale: ingest, size on disk, one object's history out of a year of catalogues.

Run: `python -m benchmarks.store [DAYS] [FOLDER]`; 365 days by default, 10 million sets, some ten
minutes and half a GB. The catalogue of 2024-05-13 is moved on day by day: epochs by whole days
with some hours of scatter, nodes and perigees by their secular drift, anomalies, drag and rates
anew, all with the places of a TLE, so that the figures compress no better than a year's would. A
folder that holds such a store already is measured as it is.

Times are of the processor, medians over objects; the first read of a file is from the disk, the
rest from the page cache.
"""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.time import Epoch
from visviva.data.store import Store
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.gp.record import unchecked_many

SHARED = Path(
    os.environ.get("VISVIVA_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")
)
CATALOGUE = SHARED / "catalogue" / "catalogue-2024-05-13.3le.gz"
#: Days between commits that are timed while the store grows.
TOLD_EVERY = 73


def moved(base: list[ElementSet], day: int) -> list[ElementSet]:
    """The catalogue some days later; the same for the same day."""
    rng = np.random.default_rng([18, day])
    n = len(base)
    columns: dict[str, Any] = {
        name: [getattr(e, name) for e in base] for name in ElementSet.__dataclass_fields__
    }
    tilt = np.radians(columns["inclination_deg"])
    motion = np.asarray(columns["mean_motion_rev_day"])
    ecc = np.asarray(columns["eccentricity"])
    axis = (398600.4418 / (motion * 2.0 * np.pi / 86400.0) ** 2) ** (1.0 / 3.0)
    rate = 1.0826e-3 * 1.5 * (6378.137 / axis) ** 2 / (1.0 - ecc**2) ** 2 * motion * 360.0
    node = np.asarray(columns["raan_deg"]) - rate * np.cos(tilt) * day
    perigee = np.asarray(columns["arg_perigee_deg"]) + rate * (2.0 - 2.5 * np.sin(tilt) ** 2) * day
    epochs = np.array([e.epoch_utc for e in base], dtype="datetime64[us]")
    shift = np.rint((day * 86400.0 + rng.uniform(-2e4, 2e4, n)) * 1e6).astype("timedelta64[us]")
    scale = 1.0 + 0.1 * rng.normal(size=n)
    columns |= {
        "epoch_utc": np.datetime_as_string(epochs + shift, unit="us").tolist(),
        "raan_deg": np.round(node % 360.0, 4).tolist(),
        "arg_perigee_deg": np.round(perigee % 360.0, 4).tolist(),
        "mean_anomaly_deg": np.round(rng.uniform(0.0, 360.0, n), 4).tolist(),
        "mean_motion_rev_day": np.round(motion + 1e-5 * day * rng.uniform(0, 1, n), 8).tolist(),
        "eccentricity": np.round(ecc * scale.clip(0.9, 1.0), 7).tolist(),
        "bstar": [float(f"{b * s:.4e}") for b, s in zip(columns["bstar"], scale, strict=True)],
        "mean_motion_dot": np.round(np.asarray(columns["mean_motion_dot"]) * scale, 8).tolist(),
        "element_set_no": [999] * n,
        "rev_at_epoch": (np.asarray(columns["rev_at_epoch"]) + np.rint(motion * day)).tolist(),
    }
    columns["rev_at_epoch"] = [int(v) % 100_000 for v in columns["rev_at_epoch"]]
    return unchecked_many(columns, n)


def build(store: Store, base: list[ElementSet], days: int) -> list[float]:
    """Commit the days that are not there yet; processor seconds of each commit."""
    begun = Epoch.parse("2024-05-13T12:00:00Z")
    used = []
    for day in range(store.manifest().number, days):
        sets = moved(base, day)
        before = time.process_time()
        store.commit(
            sets,
            name="daily",
            source=f"https://example.org/{day}",
            received=begun + day * 86400.0,
        )
        used.append(time.process_time() - before)
        if (day + 1) % TOLD_EVERY == 0:
            print(f"day {day + 1}: {np.median(used):.2f} s a commit", file=sys.stderr, flush=True)
    return used


def median_ms(work: Any, over: list[Any]) -> tuple[float, float]:
    """Median and 95th percentile of processor time over things, ms."""
    times = []
    for one in over:
        before = time.process_time()
        work(one)
        times.append((time.process_time() - before) * 1e3)
    return float(np.median(times)), float(np.quantile(times, 0.95))


def by_duckdb(root: Path, store: Store, numbers: list[int]) -> tuple[float, float, float]:
    """Import, and the same question asked of DuckDB in memory over the same files, ms."""
    before = time.process_time()
    import duckdb

    loaded = (time.process_time() - before) * 1e3
    files = store.manifest().files
    database = duckdb.connect()

    def ask(number: int) -> Any:
        here = [str(root / f.path) for f in files if f.partition == number // 1000 * 1000]
        return database.sql(
            "select * from read_parquet($files, union_by_name = true) "
            "where catalog_number = $number order by epoch_us",
            params={"files": here, "number": number},
        ).to_arrow_table()

    ask(numbers[0])
    return (loaded, *median_ms(ask, numbers))


def new_process_ms(root: Path, number: int) -> float:
    """Processor time of a process that reads one history, less that of one that imports, ms."""
    times = []
    for last in ("", f"; Store().history({number})"):
        code = "from visviva.data.store import Store, arrow; arrow()" + last
        best = 1e9
        for _ in range(5):
            before = os.times()
            subprocess.run(
                [sys.executable, "-c", code],
                check=True,
                env={**os.environ, "VISVIVA_STORE": str(root)},
            )
            after = os.times()
            best = min(
                best,
                after.children_user
                + after.children_system
                - before.children_user
                - before.children_system,
            )
        times.append(best)
    return (times[1] - times[0]) * 1e3


def main(days: int = 365, folder: str = "") -> None:
    base = read_elements(CATALOGUE).elements
    root = Path(folder or tempfile.mkdtemp(prefix="visviva-store-"))
    store = Store(root)
    once = Store(Path(tempfile.mkdtemp(prefix="visviva-once-")))
    before = time.process_time()
    once.commit(read_elements(CATALOGUE).elements, name="all", source=str(CATALOGUE))
    whole = time.process_time() - before
    used = build(store, list(base), days)
    numbers = [
        int(n) for n in np.random.default_rng(1).choice([e.catalog_number for e in base], 60)
    ]
    sets = sum(f.rows for f in store.manifest().files)
    disk = sum(f.stat().st_size for f in root.rglob("*.parquet"))
    raw = len(gzip.decompress(CATALOGUE.read_bytes())) * store.manifest().number
    store.history(numbers[0])
    warm = median_ms(store.history, numbers)
    engine = by_duckdb(root, store, numbers)
    print(f"{sets:,} sets of {store.manifest().number} daily catalogues")
    print()
    print("| what | measured |")
    print("| --- | --- |")
    print(f"| whole catalogue read and kept, {len(base):,} sets | {whole:.2f} s |")
    if used:
        tail = np.sort(used[-TOLD_EVERY:])
        print(f"| a daily commit, median and slowest | {np.median(tail):.2f} s, {tail[-1]:.2f} s |")
    print(f"| on the disk | {disk / 1e6:,.0f} MB, {disk / raw:.2f} of the raw text |")
    print(f"| files | {len(store.manifest().files):,} |")
    print(f"| one history, pyarrow, median and 95 % | {warm[0]:.0f} ms, {warm[1]:.0f} ms |")
    print(f"| the same in a process of its own | {new_process_ms(root, numbers[0]):.0f} ms |")
    print(f"| the same by DuckDB in memory | {engine[1]:.0f} ms, {engine[2]:.0f} ms |")
    print(f"| import of DuckDB | {engine[0]:.0f} ms |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365, *sys.argv[2:3])
