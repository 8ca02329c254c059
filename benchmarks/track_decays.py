"""Decays forecast, against the dates at which objects fell: a part of `track_validation`."""

import csv
from collections import Counter
from dataclasses import dataclass

import numpy as np

from benchmarks.track_burns import Floats
from benchmarks.track_logs import DATA, truth
from visviva.core.time import Epoch
from visviva.errors import VisvivaError
from visviva.orbit.gp import read_elements
from visviva.track.decay.forecast import HORIZON_DAYS, MODEL_SIGMA, forecast_decay
from visviva.track.history import History, history_of

#: Days left of the three questions, by the day in the middle.
SPANS = {30: (15, 45), 90: (60, 120), 365: (300, 450)}
SIGMAS = (0.0, 0.02, 0.04, 0.05, 0.06, 0.07, 0.08, 0.10, 0.12)


@dataclass(frozen=True)
class Case:
    """A decay to be forecast: from a set of the history about `left` days before the end."""

    number: int
    left: int
    history: History
    as_of: Epoch
    life: float


@dataclass(frozen=True)
class Outcome:
    """Days left as they came true, and the quantiles of 5, 50 and 95 % of the forecast."""

    life: float
    low: float
    middle: float
    high: float

    @property
    def error(self) -> float:
        return abs(self.middle / self.life - 1.0)

    @property
    def inside(self) -> bool:
        """Within the interval, the date being known to the day."""
        return self.low <= self.life + 0.5 and self.life - 0.5 <= self.high

    @property
    def score(self) -> float:
        """Score of a 90 % interval in log days (Gneiting and Raftery 2007, eq. 43).

        Its width, and 20 for each miss.
        """
        low, high, x = (
            np.log(max(self.low, 0.5)),
            np.log(min(self.high, HORIZON_DAYS)),
            np.log(self.life),
        )
        return float(high - low + 20.0 * max(low - x, x - high, 0.0))


def decay_cases() -> list[Case]:
    elements = read_elements(DATA / "decay" / "decay-elements.3le.gz").elements
    cases = []
    for number, (_, down) in truth.decays(DATA).items():
        try:
            h = history_of(elements, number)
        except VisvivaError:
            continue
        left = np.asarray(down - h.epoch) / 86400.0
        for centre, (low, high) in SPANS.items():
            sets = np.flatnonzero((left > low) & (left < high) & (np.arange(len(left)) > 0))
            if len(sets):
                k = sets[np.argmin(np.abs(left[sets] - centre))]
                when = h.epoch[k] + 60.0
                cases.append(Case(number, centre, h, when, float(down - when) / 86400.0))
    return cases


def forecast(case: Case, model_sigma: float = MODEL_SIGMA) -> Outcome | None:
    """None where the orbit did not sink."""
    try:
        found = forecast_decay(case.history, case.as_of, model_sigma=model_sigma)
    except VisvivaError:
        return None
    return Outcome(case.life, *np.quantile(found.days, [0.05, 0.5, 0.95], method="nearest"))


def decay_rows(outcomes: list[tuple[Case, Outcome]]) -> None:
    print("| days left | forecasts | median error | asked | in 90 % interval (asked 85 to 95 %) |")
    print("| --- | --- | --- | --- | --- |")
    for (left, (low, high)), asked in zip(SPANS.items(), (0.12, 0.15, 0.20), strict=True):
        part = [o for case, o in outcomes if case.left == left]
        print(
            f"| {low} to {high} | {len(part)} | {np.median([o.error for o in part]):.3f} | "
            f"{asked:.2f} | "
            f"{100 * np.mean([o.inside for o in part]):.0f} % |"
        )


def decay(fast: bool) -> None:
    cases = decay_cases()
    outcomes = [(case, outcome) for case in cases if (outcome := forecast(case)) is not None]
    print("\n### Decay, from what was known at the date\n")
    decay_rows(outcomes)
    print(f"\n{len(cases) - len(outcomes)} cases were refused: the orbit did not sink.")
    published()
    if not fast:
        decay_held_out([case for case, _ in outcomes])


#: Days before the end at which a published re-entry is asked for.
PUBLISHED_LEFT = (1.5, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 120, 180, 270, 365, 500)


def published() -> None:
    """Published re-entries, asked at dates between the sets, as a user asks."""
    elements = read_elements(DATA / "decay" / "headline-elements.3le.gz").elements
    print("\n### Published re-entries, asked 1.5 to 500 days before\n")
    print("| object | forecasts | in 90 % interval |")
    print("| --- | --- | --- |")
    every: list[bool] = []
    with (DATA / "decay" / "headline-truth.csv").open() as stream:
        for row in csv.DictReader(stream):
            said = row["reentry_utc"]
            down = Epoch.parse(said + (":00Z" if "T" in said else "T12:00:00Z"))
            slack = 0.02 if "T" in said else 0.5  # what the date is known to, days
            inside = _asked_before(history_of(elements, int(row["norad_cat_id"])), down, slack)
            every += inside
            print(f"| {row['name']} | {len(inside)} | {100 * np.mean(inside):.0f} % |")
    print(f"| all (asked: 85 to 95 %) | {len(every)} | {100 * np.mean(every):.0f} % |")


def _asked_before(h: History, down: Epoch, slack: float) -> list[bool]:
    """Whether each forecast held the end; dates whose last set is older than 60 % of the time left
    are left out."""
    inside = []
    for left in PUBLISHED_LEFT:
        old = np.asarray(down - left * 86400.0 - h.epoch) / 86400.0
        have = old[old >= 0.0]
        if len(have) < 3 or have[-1] > max(0.6 * left, 3.0):
            continue
        found = forecast_decay(h, down - left * 86400.0)
        low, high = np.quantile(found.days, [0.05, 0.95], method="nearest")
        inside.append(bool(low <= left + slack and left - slack <= high))
    return inside


def decay_held_out(cases: list[Case]) -> None:
    """Each object with the scatter of drag that is best for the others."""
    table: dict[int, list[tuple[Case, list[Outcome]]]] = {}
    for case in cases:
        tried = [outcome for s in SIGMAS if (outcome := forecast(case, s)) is not None]
        table.setdefault(case.number, []).append((case, tried))
    scores = {
        n: np.mean([[o.score for o in tried] for _, tried in rows], axis=0)
        for n, rows in table.items()
    }
    chosen = {n: widest([s for other, s in scores.items() if other != n]) for n in scores}
    print(
        "\n### Left out one object at a time (scatter of drag beyond the history's, chosen on the "
        "others)\n"
    )
    print(
        "The widest whose interval score is within a standard error of the best. Chosen: "
        + ", ".join(
            f"{SIGMAS[k]:.2f} ({count} times)"
            for k, count in Counter(chosen.values()).most_common()
        )
        + ".\n"
    )
    decay_rows([(case, tried[chosen[n]]) for n, rows in table.items() for case, tried in rows])


def widest(scores: list[Floats]) -> int:
    """Last column of `scores` (objects × settings) that is no more than a standard error worse than
    the best."""
    all_scores = np.array(scores)
    worse = all_scores - all_scores[:, [int(np.argmin(all_scores.mean(axis=0)))]]
    within = worse.mean(axis=0) <= worse.std(axis=0) / np.sqrt(len(all_scores))
    return int(np.flatnonzero(within)[-1])
