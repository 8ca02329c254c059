"""NASA check case 17, two stages to orbit: gap to the reference run.

`python -m benchmarks.launch_check_case`.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("VISVIVA_SHARED", ROOT.parent / "shared/data"))
sys.path.insert(0, str(ROOT / "tests"))

if __name__ == "__main__":
    from validation.nesc_two_stages import gaps

    when = {37.0: "before the first cut-off", 134.0: "end of the coast", 200.0: "in orbit"}
    print("| at | position, m | asked | speed, m/s | asked |\n| --- | ---: | ---: | ---: | ---: |")
    for t, (position, speed) in gaps(SHARED, tuple(when)).items():
        asked = ("50", "0.5") if t == 200.0 else ("–", "–")
        print(f"| {t:.0f} s, {when[t]} | {position:.1f} | {asked[0]} | {speed:.2f} | {asked[1]} |")
    print(
        "\nA point mass that is given the recorded attitude; [its page](launch-check-cases.md) "
        "explains what remains."
    )
