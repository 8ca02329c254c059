"""Burns, decays and identities against the logs of the shared data.

python -m benchmarks.track_validation.

`--fast` leaves out the grid of the leave-one-satellite-out choice. Prints Markdown; `--write` also
writes it to docs/track-validation.md.
"""

import argparse
import contextlib
import io
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

from benchmarks import track_campaigns, track_more_sets
from benchmarks.track_burns import confidence, debris, detection, held_out, sizing
from benchmarks.track_decays import decay
from benchmarks.track_logs import DATA, ROOT, truth
from visviva.orbit.gp import read_elements
from visviva.track.history import History, history_of
from visviva.track.identity import identify
from visviva.track.maneuvers.detect import find_maneuvers


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not options.write:
        measure(options.fast)
        return
    with contextlib.redirect_stdout(io.StringIO()) as text:
        measure(options.fast)
    print(text.getvalue())
    (ROOT / "docs" / "track-validation.md").write_text(HEAD + text.getvalue(), encoding="utf-8")


HEAD = """# Histories: what was measured, beside what was asked

Written by `python -m benchmarks.track_validation --write`, never by hand.

## Limits

- Truth: logs of the International DORIS Service (burn by burn) and of the Chinese meteorological
  centre (Fengyun-2F,
  times alone), decay dates of the public catalogue (to the day). Logs miss burns too: Haiyang-2A
  rose by 2 km in
  March 2016, which is in no log and counts as false.
- Settings are the same for every satellite; the second table chooses windows and threshold anew
  without the satellite
  that is scored, the last one the scatter of drag without the object that is scored. The other
  settings, and the
  widths of the other intervals, were set while looking at these satellites.
- The widening for objects that were raised was chosen looking at Tiangong-1, the only such one
  among the published re-entries; of the four raised ones of the archive it holds two in
  all forecasts,
  and hardly ever Resurs-P 3, which was steered to its end, and a piece of Iridium 33. GOCE held its
  height by thrust, which its four last sets do not show.
- The shares of decays inside are counts of 54, 63 and 44: where 90 % is true, 17, 21 and 32 % of
  such samples lie
  outside 85 to 95 % (binomial).
- A claim within a logged event of several burns is no false alarm.
- Simulated campaigns: sets fitted over 2.5 or 4 days, with outliers and near-duplicates; two burns
  in one gap between
  sets cannot be told apart and count as one missed.
- The four missed of 2 cm/s and more: 3 cm/s in one gap between sets with 4.6 m/s (Jason-2); the
  last of five burns in three days with one set between, which mixes them (CryoSat-2); two
  across the track in Sentinel-3A's first weeks, whose planes drift by as much in a week (0.15 m/s
  shows a day late and below the threshold, 0.87 m/s not at all).
- A false alarm of 2 cm/s and more is counted by its claimed size, a miss by its logged size.
- Sets of debris are about a month apart: false alarms among daily sets of debris are not measured
  here.

## Figures

"""


def measure(fast: bool) -> None:
    histories = {name: truth.history(DATA, name) for name in (*truth.LOW, truth.GEO)}
    events = {name: truth.events(DATA, name, h) for name, h in histories.items()}
    burns = {name: find_maneuvers(h) for name, h in histories.items()}
    detection(events, burns)
    if not fast:
        held_out(histories, events)
    sizing(events, burns)
    confidence(events, burns)
    debris()
    decay(fast)
    malligyong()
    track_campaigns.measure()
    track_more_sets.measure()
    speed(histories["CryoSat-2"])


def malligyong() -> None:
    h = history_of(read_elements(DATA / "nk" / "malligyong-1.3le").elements)
    found = identify(h)
    clock = f"{int(found.local_time)}:{60 * (found.local_time % 1):04.1f}"
    print("\n### Malligyong-1\n")
    print(
        f"- Sun-synchronous: {found.sun_synchronous}; ascending node at {clock} (asked: 10:00 "
        "within 3 min)"
    )
    if found.repeat:
        print(
            f"- {found.repeat.revolutions} revolutions in {found.repeat.days} days, misses by "
            f"{found.repeat.miss / 1e3:+.0f} km (asked: 76 in 5)"
        )
    for m in find_maneuvers(h):
        print(
            f"- {m.time.iso(0)} ({m.earliest.iso(0)} to {m.latest.iso(0)}): {m.size:.2f} m/s, "
            f"{m.purpose}"
        )


def speed(h: History) -> None:
    find_maneuvers(h.take(slice(0, 200)))
    best = np.inf
    for _ in range(3):
        start = time.process_time()
        find_maneuvers(h)
        best = min(best, time.process_time() - start)
    print(f"\n### Speed (processor time)\n\n{len(h)} sets in {best:.2f} s (asked: 5,000 in 3 s).")
    words = [
        sys.executable,
        "-m",
        "visviva",
        "track",
        "dossier",
        str(DATA / "manoeuvres" / "CryoSat-2.tle.gz"),
    ]
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [*words, "--report", f"{folder}/page.html"], check=True, capture_output=True
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(
        f"Their dossier, with its page, as a command: {min(taken):.1f} s, {max(taken):.1f} s at "
        "worst of three (asked: 10 s)."
    )


if __name__ == "__main__":
    main()
