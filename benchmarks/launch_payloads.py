"""Published payloads, each predicted without itself.

`python -m benchmarks.launch_payloads` (half a minute or more).
"""

import os
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks import TOY

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    from validation.published_payloads import predict, rows

    errors, inside, began, used = [], [], time.perf_counter(), time.process_time()
    lines = []
    for row, fact in list(rows(SHARED))[: 1 if TOY else None]:
        truth, found = predict(row, fact)
        errors.append(found.payload / truth - 1.0)
        inside.append(truth in found.interval)
        orbit = f"{row['perigee_km']} × {row['apogee_km']} km, {row['inclination_deg']}°"
        low, high = found.interval.low, found.interval.high
        lines.append(
            f"| {row['vehicle']}, {orbit} | {truth:,.0f} | {found.payload:,.0f} | "
            f"{100 * errors[-1]:+.1f} % "
            f"| {low:,.0f} to {high:,.0f}{'' if inside[-1] else ', outside'} |"
        )
    median, share = np.median(np.abs(errors)), np.mean(inside)
    print("| figure | asked | measured |\n| --- | --- | --- |")
    print(f"| median error, each row unseen | at most 5 % | {100 * median:.1f} % |")
    print(
        f"| inside the 90 % interval | at least 80 % | {100 * share:.0f} % ({sum(inside)} of "
        f"{len(inside)}) |"
    )
    print(
        f"| seconds | – | {time.perf_counter() - began:.0f} ({time.process_time() - used:.0f} of "
        "processor time) |"
    )
    print(
        "\n| row | published, kg | predicted, kg | error | 90 % interval, kg |\n| --- | ---: | "
        "---: | ---: | --- |"
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
