"""Reading a whole catalogue: visviva beside `sgp4` and Skyfield, same file, same run, best of five.

Run: `python -m benchmarks.reading [file of TLE]`; by default the catalogue of 2024-05-13 in the
shared data folder. visviva checks checksums, columns and values of every set; `sgp4` and Skyfield
check none of them, and both also start SGP4 for every set, so a row with SGP4 started stands beside
them.
"""

import gzip
import io
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from sgp4.api import Satrec

from visviva.orbit.gp import (
    as_columns,
    omm_csv,
    omm_json,
    omm_kvn,
    omm_xml,
    read_elements,
    to_satrec,
)

SHARED = Path(
    os.environ.get("VISVIVA_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")
)


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Least processor time, s: all of it runs on one core, and others may share the machine."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def with_sgp4(data: bytes) -> int:
    """What a user of `sgp4` writes: pairs of lines, no check of anything."""
    lines = data.decode().splitlines()
    return len(
        [Satrec.twoline2rv(a, b) for a, b in pairwise(lines) if a[:2] == "1 " and b[:2] == "2 "]
    )


def with_skyfield(data: bytes) -> int:
    from skyfield.api import load
    from skyfield.iokit import parse_tle_file

    return len(list(parse_tle_file(io.BytesIO(data), load.timescale(builtin=True))))


def main(path: Path) -> None:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    result = read_elements(data)
    print(f"{path.name}: {len(result.elements):,} sets read, {len(result.rejected)} rejected")
    rows: list[tuple[str, float]] = [
        ("visviva, TLE read and checked", best(lambda: read_elements(data))),
        (
            "visviva, TLE read, checked, columns for the kernel",
            best(lambda: as_columns(read_elements(data).elements)),
        ),
        (
            "visviva, TLE read, checked, sgp4 started",
            best(lambda: [to_satrec(e) for e in read_elements(data).elements]),
        ),
        ("sgp4, TLE unchecked, sgp4 started", best(lambda: with_sgp4(data))),
    ]
    try:
        rows.append(("Skyfield, TLE unchecked, sgp4 started", best(lambda: with_skyfield(data), 3)))
    except ImportError:
        print("Skyfield is not installed: its row is left out")
    for name, form in (("JSON", omm_json), ("CSV", omm_csv), ("XML", omm_xml), ("KVN", omm_kvn)):
        text = form.write(result.elements).encode()
        rows.append((f"visviva, {name} read and checked", best(partial(read_elements, text), 3)))
    reference = dict(rows)["sgp4, TLE unchecked, sgp4 started"]
    print(f"{'work':54s}{'seconds':>9s}{'to sgp4':>9s}")
    for name, seconds in rows:
        print(f"{name:54s}{seconds:9.3f}{seconds / reference:9.2f}")
    seconds_of = dict(rows)
    json_s = seconds_of["visviva, JSON read and checked"]
    ratio = seconds_of["visviva, TLE read and checked"] / reference
    print(f"\nTLE read and checked: {ratio:.1f} times sgp4 unchecked (asked: at most 2)")
    for name in ("XML", "KVN"):
        ratio = seconds_of[f"visviva, {name} read and checked"] / json_s
        print(f"{name}: {ratio:.1f} times JSON (asked: at most 3)")


if __name__ == "__main__":
    main(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else SHARED / "catalogue" / "catalogue-2024-05-13.3le.gz"
    )
