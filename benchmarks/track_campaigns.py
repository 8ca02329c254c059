"""Burns told one by one in campaigns of our own making: stated burns in simulated histories.

`python -m benchmarks.track_campaigns`. Campaigns of one to four burns, 1 to 5 days apart, both
signs, along, across and off the track; then burns that stand alone, for the intervals. The seeds
are not those that the search was worked on with.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "validation"))

from made_histories import (  # noqa: E402
    ALTIMETER,
    GEOSTATIONARY,
    START,
    SUN_SYNCHRONOUS,
    Impulse,
    Orbit,
    Tracking,
    made_history,
)

from visviva.core.time import DAY_S, Epoch  # noqa: E402
from visviva.track.maneuvers.detect import find_maneuvers  # noqa: E402
from visviva.track.maneuvers.maneuver import Maneuver  # noqa: E402

TOY = bool(os.environ.get("VISVIVA_TOY"))
SEEDS = range(101, 102 if TOY else 105)
DAYS = 120.0 if TOY else 400.0
#: A claim is of a burn that lies nearer than this.
NEAR_DAYS = 1.5
GEO_TRACKING = Tracking(along=800.0, across=300.0, wander=200.0)


@dataclass(frozen=True)
class Kind:
    """A row of the tables: orbit, tracking, sizes as powers of ten of m/s."""

    name: str
    orbit: Orbit
    tracking: Tracking
    sizes: tuple[float, float]


def _kinds() -> list[Kind]:
    out = []
    for pace, tracking in (
        ("2.5 sets a day", Tracking(sets_a_day=2.5)),
        ("1 set a day", Tracking()),
        ("a set each 2 days", Tracking(sets_a_day=0.5)),
        ("1 a day, slow to notice", Tracking(notices=0.2, span_days=4.0)),
    ):
        out.append(Kind(f"1,300 km, 3 mm/s to 10 cm/s, {pace}", ALTIMETER, tracking, (-2.5, -1.0)))
        out.append(Kind(f"1,300 km, 0.1 to 20 m/s, {pace}", ALTIMETER, tracking, (-1.0, 1.2)))
        out.append(
            Kind(f"500 km, 5 cm/s to 20 m/s, {pace}", SUN_SYNCHRONOUS, tracking, (-1.3, 1.2))
        )
    out.append(Kind("geostationary, 5 cm/s to 1 m/s", GEOSTATIONARY, GEO_TRACKING, (-1.3, 0.0)))
    return out[::5] if TOY else out


def campaigns(rng: np.random.Generator, sizes: tuple[float, float]) -> list[Impulse]:
    """Campaigns of one to four burns, a month or so apart."""
    out, day = [], 40.0
    while day < DAYS - 40.0:
        usual = 10.0 ** rng.uniform(*sizes)
        for _ in range(int(rng.integers(1, 5))):
            size = usual * rng.uniform(0.5, 1.5) * (1.0 if rng.random() < 0.65 else -1.0)
            way = rng.random()
            along = (0.0, size, 0.0)
            other = (0.3 * size, size, 0.0) if way < 0.92 else (0.0, 0.3 * size, size)
            out.append(Impulse(day, along if way < 0.85 else other))
            day += rng.uniform(1.0, 5.0)
        day += rng.uniform(25.0, 40.0)
    return out


def alone(rng: np.random.Generator, sizes: tuple[float, float]) -> list[Impulse]:
    """Burns along the track some 24 days apart."""
    return [
        Impulse(
            float(day + rng.uniform(0.0, 3.0)),
            (0.0, float(sign * 10.0 ** rng.uniform(*sizes)), 0.0),
        )
        for day, sign in (
            (day, rng.choice([-1.0, 1.0])) for day in np.arange(30.0, DAYS - 24.0, 24.0)
        )
    ]


def _day(epoch: Epoch) -> float:
    return float(epoch - START) / DAY_S


def matched(
    burns: list[Impulse], found: tuple[Maneuver, ...], tolerance: float
) -> list[tuple[Impulse, Maneuver]]:
    """Each burn, the largest first, with the nearest claim that is left within the tolerance."""
    left = list(found)
    out = []
    for burn in sorted(burns, key=lambda b: -b.size):
        near = min(left, key=lambda m: abs(_day(m.time) - burn.day), default=None)
        if near is not None and abs(_day(near.time) - burn.day) < tolerance:
            left.remove(near)
            out.append((burn, near))
    return out


def hits(burns: list[Impulse], found: tuple[Maneuver, ...]) -> set[int]:
    """Places of the burns that were told within a day and a half."""
    return {burns.index(b) for b, _ in matched(burns, found, NEAR_DAYS)}


def invented(burns: list[Impulse], found: tuple[Maneuver, ...]) -> list[float]:
    """First days of claims with no burn in their interval, nor within a day and a half of it."""
    spans = [(_day(m.earliest), _day(m.latest)) for m in found]
    return [
        low
        for low, high in spans
        if not any(low - NEAR_DAYS < b.day < high + NEAR_DAYS for b in burns)
    ]


def within(burn: Impulse, found: tuple[Maneuver, ...]) -> bool:
    """Whether a campaign was told that holds the burn."""
    return any(
        m.campaign is not None and _day(m.campaign.first) <= burn.day <= _day(m.campaign.last)
        for m in found
    )


def _runs(
    kind: Kind, make: Callable[[np.random.Generator, tuple[float, float]], list[Impulse]]
) -> list[tuple[list[Impulse], tuple[Maneuver, ...]]]:
    out = []
    for seed in SEEDS:
        burns = make(np.random.default_rng(seed), kind.sizes)
        history = made_history(
            burns, DAYS, orbit=kind.orbit, tracking=replace(kind.tracking), seed=seed
        )
        out.append((burns, find_maneuvers(history)))
    return out


def measure() -> None:
    """Print both tables."""
    print("\n### Campaigns of our own making (stated burns 1 to 5 days apart)\n")
    print(
        "| histories | burns | told one by one | or within a campaign | precision | F1 | in-track "
        "sign right |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for kind in _kinds():
        tolerance = 1.5 if kind.orbit.geostationary else 1.0
        runs = _runs(kind, campaigns)
        pairs = [matched(burns, found, tolerance) for burns, found in runs]
        count, claims = sum(len(b) for b, _ in runs), sum(len(f) for _, f in runs)
        hit = sum(map(len, pairs))
        held = sum(
            burn in [b for b, _ in pair] or within(burn, found)
            for (burns, found), pair in zip(runs, pairs, strict=True)
            for burn in burns
        )
        signs = [m.delta_v[1] * b.delta_v[1] > 0.0 for p in pairs for b, m in p if _along(b)]
        print(
            f"| {kind.name} | {count} | {hit / count:.2f} | {held / count:.2f} | "
            f"{hit / max(1, claims):.2f} | {2 * hit / max(1, count + claims):.2f} | "
            f"{sum(signs)} of {len(signs)} |"
        )
    print("\n### Burns of our own making that stand alone\n")
    print(
        "| histories | burns | found | false | time in 90 % interval | size in 90 % interval |\n"
        "| --- | --- | --- | --- | --- | --- |"
    )
    for kind in _kinds():
        runs = _runs(kind, alone)
        pairs = [matched(burns, found, NEAR_DAYS) for burns, found in runs]
        flat = [x for p in pairs for x in p]
        time = [_day(m.earliest) <= b.day <= _day(m.latest) for b, m in flat]
        size = [m.size_interval[0] <= b.size <= m.size_interval[1] for b, m in flat]
        false = sum(len(f) for _, f in runs) - len(flat)
        print(
            f"| {kind.name} | {sum(len(b) for b, _ in runs)} | {len(flat)} | {false} | "
            f"{100 * np.mean(time):.0f} % | {100 * np.mean(size):.0f} % |"
        )


def _along(burn: Impulse) -> bool:
    return bool(abs(burn.delta_v[1]) > abs(burn.delta_v[2]))


if __name__ == "__main__":
    measure()
