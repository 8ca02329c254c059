"""The catalogue against the launches of history: writes docs/calibration.md.

`python -m benchmarks.calibrate [--flights N] [--claims N] [--seed S]` (or `make calibrate`). By
default all flights and 200 impossible claims, and 300 of another seed; `--flights N` takes a random
part. It needs no file but the bundled ones.
"""

import argparse
import datetime as dt
import os
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.calibrate_cache import Kept
from benchmarks.calibrate_claims import history, impossible, sample
from benchmarks.calibrate_history import Answered, answers, published, verdict
from benchmarks.calibrate_rows import either_side, left_out
from benchmarks.calibrate_sweep import fly_ahead
from visviva.data.catalogue import Catalogue
from visviva.data.record import flights, vehicle_of
from visviva.launch.calibration import Calibration

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "calibration.md"
#: An apogee above which an orbit is no low one, km.
FAR_KM = 10_000.0
BINS = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 1.0)
HEAD = """# The catalogue against the launches of history

Written by `make calibrate` (`python -m benchmarks.calibrate`), never by hand.

## Limits

* **A flown payload is a lower bound.** A flight that "should" be a yes is judged; that a
  launcher could not lift more is never known, so a curve of reliability can be drawn for flights
  and for impossible claims together, not for flights alone.
* **The list is about two thirds of all launch days** (GCAT, J. C. McDowell, planet4589.org, CC-
  BY 4.0, flights until 2025-11). An orbit counts only where it is dated within a day of the
  launch; a mass is the smaller of those stated. A satellite that climbed by itself within that
  day is counted as carried.
* **Only launchers of the catalogue** are asked, each from the first pad of its site; a
  launcher's fact is one version of it, while flights are of all.
* Published rows are the makers' and encyclopaedias' and are known whatever their date; **no
  flown row enters run (a)**. Run (b) adds what the launcher flew before that day. Run (c), what
  is on record, is shown and never counted.
* The question asked is the launcher's: velocity left by the optimal ascent with that mass,
  against the velocity that published payloads say is lost unmodelled. Corridors, docking and
  returns are not part of it. Verdicts are the program's: yes from 90 %, no up to 10 %.
* **A flight at the edge of what is published is marginal by right**, and its record helps only
  those after it: most of what is not yes in run (b) is a launcher's heaviest flight so far.
"""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def share(part: int, whole: int) -> str:
    return f"{100.0 * part / whole:.1f} %" if whole else "–"


def runs_of(found: Sequence[Answered]) -> str:
    """Verdicts of flown launches in the two runs."""
    rows = []
    odd = [a for a in found if a.claim.day.year % 2]
    runs = {
        "(a) physics alone": [a.alone for a in found],
        "(b) with the record before that day": [a.recorded for a in found],
        "(a) odd years": [a.alone for a in odd],
        "(b) odd years": [a.recorded for a in odd],
    }
    for name, chances in runs.items():
        if not chances:
            continue
        whole = len(chances)
        count = Counter(verdict(p) for p in chances)
        rows.append(
            (
                name,
                share(whole - count["unknown"], whole),
                share(count["yes"], whole),
                share(count["marginal"], whole),
                share(count["no"], whole),
                share(whole - count["no"], whole),
            )
        )
    return table(("run", "answered", "yes", "marginal", "no", "not no"), rows)


def claims_of(
    flown: Sequence[Answered], made_up: Sequence[Answered], of: Callable[[Answered], float | None]
) -> list[tuple[float, float]]:
    """Probability and truth of flights, which happened, and of claims that cannot be."""
    pairs = [(of(a), 1.0) for a in flown] + [(of(a), 0.0) for a in made_up]
    return [(p, t) for p, t in pairs if p is not None]


def reliability(pairs: Sequence[tuple[float, float]]) -> str:
    """Share of claims that are true, by the probability given; and the Brier score of all."""
    if not pairs:
        return "no claim was answered"
    known = np.array(pairs)
    rows = []
    for low, high in pairwise(BINS):
        here = known[(known[:, 0] >= low) & (known[:, 0] < high + (high == 1.0))]
        if len(here):
            said, true = here.mean(axis=0)
            rows.append(
                (
                    f"{low:g} to {high:g}",
                    str(len(here)),
                    f"{100 * said:.0f} %",
                    f"{100 * true:.0f} %",
                )
            )
    brier = float(np.mean((known[:, 0] - known[:, 1]) ** 2))
    body = table(("probability given", "claims", "mean given", "were true"), rows)
    return f"{body}\n\nBrier score of {len(known)} claims: {brier:.3f}."


def families(found: Sequence[Answered], catalogue: Catalogue) -> str:
    """Least velocity that a flown payload left, by family, and the flight that left it."""
    by: dict[str, list[Answered]] = defaultdict(list)
    for a in found:
        by[catalogue.vehicle(a.claim.vehicle).family].append(a)
    rows = []
    for family, group in sorted(by.items()):
        margins = [
            (a.delta_v_margin, k) for k, a in enumerate(group) if a.delta_v_margin is not None
        ]
        tight = group[min(margins)[1]] if margins else None
        count = Counter(verdict(a.alone) for a in group)
        rows.append(
            (
                family,
                str(len(group)),
                str(count["yes"]),
                str(count["marginal"]),
                str(count["no"]),
                str(count["unknown"]),
                f"{min(margins)[0]:,.0f}" if margins else "–",
                f"{tight.claim.vehicle}, {tight.claim.mass:,.0f} kg to "
                f"{tight.claim.orbit[0]:,.0f} × {tight.claim.orbit[1]:,.0f} km, {tight.claim.day}"
                if tight
                else "–",
            )
        )
    head = ("family", "flights", "yes", "marginal", "no", "unknown", "least left, m/s", "by")
    return table(head, rows)


def made_up_table(found: Sequence[Answered]) -> str:
    by: dict[str, list[Answered]] = defaultdict(list)
    for a in found:
        by[a.claim.kind].append(a)
    by["all"] = list(found)
    rows = []
    for kind, group in by.items():
        count = Counter(verdict(a.alone) for a in group)
        rows.append(
            (kind, str(len(group)), *(str(count[v]) for v in ("yes", "marginal", "no", "unknown")))
        )
    return table(("claim", "number", "yes", "marginal", "no", "unknown"), rows)


def coverage(catalogue: Catalogue) -> str:
    """Share of the record's flights since 2015 that the catalogue's launchers made."""
    from visviva.data.record import all_flights

    since = [f for f in all_flights() if f.day >= dt.date(2015, 1, 1)]
    known = [f for f in since if vehicle_of(f.gcat, f.variant)]
    count = len(catalogue.names("vehicle"))
    flown_by = sum(bool(flights(slug)) for slug in catalogue.names("vehicle"))
    return (
        f"{count} launchers, {flown_by} of them in the record; they made "
        f"{share(len(known), len(since))} of its flights since 2015."
    )


def unanswered(found: Sequence[Answered]) -> str:
    reasons = Counter(
        (a.claim.vehicle, a.reason.split(":")[0][:80]) for a in found if a.alone is None
    )
    if not reasons:
        return "Every flight was answered."
    rows = [(vehicle, reason, str(n)) for (vehicle, reason), n in reasons.most_common(25)]
    return table(("launcher", "reason", "flights"), rows)


#: What is known of the flights that stay refused, by day and launcher.
TRACED = {
    ("2018-05-20", "long-march-4c"): "towards the Moon, where no published payload of it says more",
    (
        "2021-06-11",
        "long-march-2d",
    ): "mass: GCAT's; CASC told of four small satellites and of 1.2 t "
    "to 700 km (chinadaily.com.cn 2021-06-11)",
    ("2022-08-04", "long-march-2f"): "mass: the launcher's own published 8.4 t; the spaceplane has "
    "engines",
    ("2023-12-14", "long-march-2f"): "mass: the launcher's own published 8.4 t; the spaceplane has "
    "engines",
    ("2017-12-23", "long-march-2d"): "mass: round in GCAT; the maker tells 1.2 to 1.3 t to 700 km",
    ("2021-12-29", "long-march-2d"): "mass: round in GCAT; the maker tells 1.2 to 1.3 t to 700 km",
    ("2023-08-10", "ceres-1"): "mass: GCAT's; the maker tells of 300 kg to 500 km",
    ("2022-12-08", "long-march-2d"): "mass: round in GCAT; the maker tells 1.2 to 1.3 t to 700 km",
    (
        "2025-08-17",
        "long-march-4c",
    ): "mass: round in GCAT, 5.5 t in its other column; a turn of 17°",
}


#: Why a flight is no yes, by what is known of it: the first that fits.
MISTOLD_MASS = "a mass that GCAT estimates, or above what its maker tells"
UNPUBLISHED = "no published payload of the launcher or its family"
FAR = "far above low orbits, where its published payloads are of other orbits or none"
EDGE = "at or beyond the edge of what is published for it"


def causes(found: Sequence[Answered], rows: Sequence[Calibration], catalogue: Catalogue) -> str:
    """Flights of run (b) that are no yes, grouped by why."""
    groups: dict[str, list[Answered]] = defaultdict(list)
    for a in found:
        if verdict(a.recorded) != "yes":
            groups[_cause(a, rows, catalogue)].append(a)
    if not groups:
        return "Every flight is a yes."
    table_rows = [
        (cause, str(len(group)), "; ".join(sorted(_told(a) for a in group)))
        for cause, group in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]
    return table(("why", "flights", "which: chance given"), table_rows)


def _cause(a: Answered, rows: Sequence[Calibration], catalogue: Catalogue) -> str:
    family = catalogue.vehicle(a.claim.vehicle).family
    if (str(a.claim.day), a.claim.vehicle) in TRACED:
        return "traced above" if a.claim.orbit[1] > FAR_KM else MISTOLD_MASS
    if not any(row.family == family for row in rows):
        return UNPUBLISHED
    return FAR if a.claim.orbit[1] > FAR_KM else EDGE


def _told(a: Answered) -> str:
    low, high, _ = a.claim.orbit
    chance = "–" if a.recorded is None else f"{100 * a.recorded:.0f} %"
    return (
        f"{a.claim.vehicle} {a.claim.day.year}, {a.claim.mass:,.0f} kg to "
        f"{low:,.0f} × {high:,.0f} km: {chance}"
    )


def refused(found: Sequence[Answered]) -> str:
    rows = [
        (
            str(a.claim.day),
            a.claim.vehicle,
            f"{a.claim.mass:,.0f}",
            "{:,.0f} × {:,.0f} km, {:.1f}°".format(*a.claim.orbit),
            "–" if a.delta_v_margin is None else f"{a.delta_v_margin:,.0f}",
            TRACED.get((str(a.claim.day), a.claim.vehicle), "not traced"),
        )
        for a in found
        if verdict(a.alone) == "no"
    ]
    if not rows:
        return "No flight that flew is refused."
    return table(("day", "launcher", "kg", "orbit", "left, m/s", "traced"), rows[:40])


def main() -> None:
    toy = bool(os.environ.get("VISVIVA_TOY"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flights", type=int, default=2 if toy else 0)
    parser.add_argument("--claims", type=int, default=1 if toy else 200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--further", type=int, default=1 if toy else 300)
    parser.add_argument("--cache", type=Path, help="file that keeps the ascents already flown")
    parser.add_argument("--kept", action="store_true", help="fly nothing: take what is kept")
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--workers", type=int, default=1, help="processes that fly the ascents")
    parser.add_argument("--cluster", help="scheduler of a Dask cluster, in their place")
    parser.add_argument("--checkpoint", type=Path, help="folder of what such a sweep has done")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    kept = Kept(given.cache, only=given.kept)
    began, catalogue = time.process_time(), Catalogue.bundled()
    rows, failed = published(catalogue, kept, bundled_only=toy)
    fitted = time.process_time()
    claims = history(catalogue)
    chosen = sample(claims, given.flights, given.seed)
    wrong = impossible(catalogue, given.claims, given.seed)
    further = impossible(catalogue, given.further, given.seed + 1)
    if (given.workers > 1 or given.cluster) and not given.kept:
        where = {name: getattr(given, name) for name in ("workers", "cluster", "checkpoint")}
        fly_ahead([*chosen, *wrong, *further], catalogue, rows, kept, **where)
    flown = list(answers(chosen, catalogue, rows, kept))
    asked = time.process_time()
    made_up = list(answers(wrong, catalogue, rows, kept))
    more = list(answers(further, catalogue, rows, kept))
    closed = time.process_time()
    cached = "ascents kept between runs; " if given.cache else ""
    on_record = sum(a.recorded is not None and a.recorded >= 0.99 for a in flown)
    parts = [
        HEAD,
        f"## What was asked\n\n{coverage(catalogue)} {len(claims):,} different flights with mass "
        f"and dated orbit; {len(flown)} of them asked (seed {given.seed}). {len(rows)} published "
        f"payloads with their orbit, of {len({r.vehicle for r in rows})} launchers, say what is "
        f"lost; {len(failed)} more could not be flown.",
        f"## Flown launches\n\n{runs_of(flown)}\n\nAsked: (a) at least 97 % not no; (b) at least "
        f"99 % not no and 97 % yes. (c) Shown by an earlier flight of the record or all but: "
        f"{on_record} of {len(flown)}; never counted.",
        f"### Flights that physics refuses\n\n{refused(flown)}",
        f"### Flights that are no yes in run (b), by cause\n\n{causes(flown, rows, catalogue)}",
        f"### Flights without an answer\n\n{unanswered(flown)}",
        f"## Impossible claims\n\n{len(made_up)} of {len(wrong)} drawn were asked; of the others "
        f"no ascent was flown in the time of this run.\n\n{made_up_table(made_up)}\n\nAsked: "
        "none yes, at most 5 % unknown.\n\n"
        f"{len(more)} more, drawn with another seed ({given.seed + 1}), after which nothing was "
        f"changed:\n\n{made_up_table(more)}",
        "## Reliability\n\nFlights and impossible claims together. What flew was built to fly, and "
        "what cannot be was drawn 1.15 times too heavy or more: few claims lie between, nearly all "
        "of them flights, so that the middle of these two tables tells how they were drawn."
        "\n\n(a) physics alone\n\n"
        f"{reliability(claims_of(flown, made_up, lambda a: a.alone))}\n\n"
        "(b) with the record before "
        f"that day\n\n{reliability(claims_of(flown, made_up, lambda a: a.recorded))}\n\n"
        "Published payloads, each fitted without itself and asked at 0.7 to 1.3 times what is "
        "published, as often above it as below: neither side is chosen.\n\n"
        f"{reliability(either_side(rows, catalogue))}",
        f"## By family\n\n{families(flown, catalogue)}",
        left_out(rows, catalogue),
        f"<!-- {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC; {cached}processor time: published "
        f"rows {fitted - began:.0f} s, flights {asked - fitted:.0f} s, impossible claims "
        f"{closed - asked:.0f} s, rows left out {time.process_time() - closed:.0f} s -->",
    ]
    given.page.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
    print("\n\n".join(parts[1:]))


if __name__ == "__main__":
    main()
