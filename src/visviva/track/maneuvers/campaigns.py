"""Burns that follow each other within days, told apart by one fit of all of them together.

The model of a window: mean longitude and its rate follow a parabola (drag left over), plus one
kink for each burn. Burns are added one by one where they explain most, and so are sets left out: a
set that still mixes observations of before and after a burn is no burn of its own. Each addition
is paid for; after each, the moments of all are sought again beside the others.

Limits: two burns in one gap between sets are one, or, where one cannot be (see `two_in_gap`), two
of which the sum is known; a set that lies by chance where a stair between two burns would lie is
taken for one.
"""

from typing import Final

import numpy as np

from visviva.core.arrays import Array
from visviva.track.maneuvers.campaign_window import Burn, Ints, JointStep, Scatter, Window
from visviva.track.maneuvers.two_in_gap import two_in_gap

#: Steps nearer than this are fitted together, days.
CHAIN_DAYS: Final = 5.0
#: Sets on either side of a chain that take part.
REACH_SETS: Final = 9
REACH_DAYS: Final = 12.0
#: Sets at the ends of a window where no burn is sought.
EDGE: Final = 3
#: What a burn or a set left out must explain: squares in units of the scatter.
LEAST_GAIN: Final = 36.0
DEEP_GAIN: Final = 100.0
#: A burn must explain this much more than leaving the set out would, or it is the set that is odd.
TIE: Final = 9.0
#: A jump of the rate between two sets that is tried as a burn, in standard deviations.
JUMP: Final = 6.0
#: Sets within this time of each other may mix the orbits of before and after one burn.
MIXED_DAYS: Final = 1.5
#: Sets that lie no further apart than this many standard deviations, and were made at least this
#: many days apart, agree.
SAME: Final = 3.0
APART_DAYS: Final = 0.25
#: Gains that differ by no more than this share are equal.
EQUAL: Final = 1e-7
MOST: Final = 24
#: A set holds this share of a burn for older observations: smaller steps within a day say nothing.
SHADOW: Final = 0.04
SHADOW_DAYS: Final = 0.7
#: The same of high orbits, whose sets are fitted over longer spans.
DEEP_SHADOW: Final = 0.3
DEEP_SHADOW_DAYS: Final = 3.0


def resolve(
    t: Array,
    x: Array,
    y: Array,
    noise: Scatter,
    chain: list[float],
    bounds: tuple[float, float],
    *,
    deep: bool = False,
    gain: float = LEAST_GAIN,
    shadow: float = SHADOW,
) -> list[JointStep]:
    """Burns around the moments `chain`, from channels without the steps of others.

    Parameters
    ----------
    t, x, y : ndarray, shape (n,)
        Days, longitude (rad) and its rate (rad/day).
    noise : Scatter
        About there.
    chain : list of float
        Days of the steps found so far.
    bounds : tuple of float
        Days of the steps before and after the chain: what lies beyond takes no part.
    deep : bool
        Whether the orbit is a high one: `DEEP_GAIN` and `DEEP_SHADOW` then stand for the next two.
    gain, shadow : float
        As `LEAST_GAIN` and `SHADOW`.
    """
    first, last = (min(int(k), len(t) - 1) for k in np.searchsorted(t, [chain[0], chain[-1]]))
    first, last = _widened(t, y, noise, first, last)
    low = max(float(t[first]) - REACH_DAYS, bounds[0])
    high = min(float(t[last]) + REACH_DAYS, bounds[1])
    a = max(int(np.searchsorted(t, low, side="right")), first - REACH_SETS, 0)
    b = min(int(np.searchsorted(t, high)), last + REACH_SETS, len(t))
    if b - a < 2 * EDGE + 2:
        return []
    slope = float(np.median(y[a:b]))
    window = Window(
        t[a:b],
        x[a:b] - x[a] - slope * (t[a:b] - t[a]),
        y[a:b] - slope,
        noise,
        (DEEP_SHADOW, DEEP_SHADOW_DAYS) if deep else (shadow, SHADOW_DAYS),
        DEEP_GAIN if deep else gain,
        np.zeros(b - a, dtype=bool),
        deep=deep,
    )
    _grow(window)
    return _told(window)


def _widened(t: Array, y: Array, noise: Scatter, first: int, last: int) -> tuple[int, int]:
    """First and last set of a chain, with every jump that follows within half a window."""
    usual = np.sqrt(2.0 * noise.rate**2 + noise.wander**2 * np.diff(t))
    jumps = np.flatnonzero(np.abs(np.diff(y)) > JUMP * usual)
    for _ in range(MOST):
        near = jumps[(jumps >= first - REACH_SETS) & (jumps < last + REACH_SETS)]
        if not len(near) or (near[0] >= first and near[-1] < last):
            break
        first, last = min(first, int(near[0])), max(last, int(near[-1]) + 1)
    return max(first, 0), min(last, len(t) - 1)


def _grow(w: Window) -> None:
    """Begin with every jump of the rate, then mend: more burns, sets left out, burns made one."""
    rise = np.abs(np.diff(w.y))
    gaps = np.arange(len(rise))
    usual = np.sqrt(2.0 * w.noise.rate**2 + w.noise.wander**2 * np.diff(w.t))
    jumps = (rise > JUMP * usual) & (gaps >= EDGE - 1) & (gaps < len(w.t) - EDGE)
    first = sorted(np.flatnonzero(jumps), key=lambda g: -rise[g])[: min(MOST, len(w.t) // 2)]
    w.burns = [Burn(int(g)) for g in sorted(first)]
    _settle(w, keep_gaps=True)
    for _ in range(MOST):
        burn, gain = _best_burn(w, w.burns)
        odd, other = _oddest_set(w)
        k, two = (-1, 0.0) if w.deep else two_in_gap(w, MIXED_DAYS)
        if two >= w.least and two + TIE >= max(gain, other):
            w.burns[k] = Burn(w.burns[k].gap, several=True)
            _settle(w)
            continue
        if _make_one(w, max(gain, other)):
            continue
        if max(gain, other) < w.least:
            break
        if gain >= w.least and gain + TIE >= other and len(w.burns) < MOST:
            w.burns.append(burn)
        elif other >= w.least and w.left_out.sum() < len(w.t) // 3:
            w.leave_out([odd])
        else:
            break
        _settle(w)
    _prune(w)


def _make_one(w: Window, beside: float) -> bool:
    """Make two neighbours one burn, or none, where the sets between them are what is odd.

    Done only where it gains more than any other change would (`beside`): a set that is odd
    elsewhere spoils every comparison.
    """
    now, best = w.cost(w.burns), 0.0
    change: tuple[list[Burn], Ints] | None = None
    for k in range(len(w.burns) - 1):
        g, h = w.burns[k].gap, w.burns[k + 1].gap
        between = np.arange(g + 1, h + 1)
        if w.t[between[-1]] - w.t[between[0]] > MIXED_DAYS or _is_stair(w, g, h):
            continue
        rest = w.burns[:k] + w.burns[k + 2 :]
        other = w.beside(between, rest)
        # two burns must pay for what they are more than sets left out
        spared = now - other.cost(rest) + w.least
        burn, _ = _best_burn(other, rest)
        other.burns = _sorted([*rest, burn])
        gain = now - other.cost(other.burns) - TIE * len(between)
        if max(spared, gain) > max(best, 0.0 if spared > gain else beside):
            best = max(spared, gain)
            change = (rest if spared > gain else other.burns, between)
    if change is None:
        return False
    w.burns = change[0]
    w.leave_out(change[1])
    return True


def _is_stair(w: Window, g: int, h: int) -> bool:
    """Whether sets between two gaps agree on a rate that is neither that of before nor of after.

    Sets that still mix the orbits of before and after one burn go from one to the other; sets that
    agree, and were made at different times, know an orbit of their own.
    """
    if h - g < 2:
        return False
    y, t = w.y[g : h + 2], w.t[g : h + 2]
    near = np.sqrt(2.0 * w.noise.rate**2 + w.noise.wander**2 * np.diff(t[1:-1]))
    same = (np.abs(np.diff(y[1:-1])) < SAME * near) & (np.diff(t[1:-1]) > APART_DAYS)
    usual = JUMP * np.sqrt(2.0) * w.noise.rate
    own = (np.abs(y[1:-2] - y[0]) > usual) & (np.abs(y[1:-2] - y[-1]) > usual)
    return bool(np.any(same & own))


def _best_burn(w: Window, burns: list[Burn], only: int | None = None) -> tuple[Burn, float]:
    """Gap and moment of the kink that explains most beside `burns`, and how much."""
    known = np.flatnonzero(~w.left_out)
    use = (known[:-1] >= EDGE - 1) & (known[:-1] < len(w.t) - EDGE)
    for burn in burns:
        use &= known[:-1] != burn.gap
    if only is not None:
        use &= known[:-1] == only
    gaps, ends = known[:-1][use], known[1:][use]
    if not len(gaps):
        return Burn(EDGE), 0.0
    a, data = w.columns(burns), w.data()
    q = np.linalg.qr(a)[0]
    left = data - q @ (q.T @ data)
    kinks, shifts = (rows - (rows @ q) @ q.T for rows in w.pairs(gaps))
    kk, ss, ks = (
        np.sum(u * v, axis=1) for u, v in ((kinks, kinks), (shifts, shifts), (kinks, shifts))
    )
    kd, sd = kinks @ left, shifts @ left
    det = np.maximum(kk * ss - ks**2, 1e-9 * kk * ss)
    step, shift = (ss * kd - ks * sd) / det, (kk * sd - ks * kd) / det
    gain = step * kd + shift * sd
    wait = -shift / np.where(step == 0.0, 1e-300, step)
    long = w.t[ends] - w.t[gaps]
    inside = (wait >= 0.0) & (wait <= long)
    bound = np.clip(wait, 0.0, long)
    fixed = (kd - bound * sd) ** 2 / np.maximum(kk - 2 * bound * ks + bound**2 * ss, 1e-300)
    other = np.where(bound > 0.0, 0.0, long)  # a parabola in the moment: the far end may be better
    far = (kd - other * sd) ** 2 / np.maximum(kk - 2 * other * ks + other**2 * ss, 1e-300)
    bound, fixed = np.where(far > fixed, other, bound), np.maximum(far, fixed)
    gain = np.where(inside, gain, fixed)
    # the end of one gap is the begin of the next: of equals the first, whatever the rounding
    k = int(np.argmax(gain >= (1.0 - EQUAL) * gain.max()))
    return Burn(int(gaps[k]), None if inside[k] else float(bound[k])), float(gain[k])


def _oddest_set(w: Window) -> tuple[int, float]:
    """The set whose leaving out explains most, and how much."""
    a, data = w.columns(w.burns), w.data()
    q = np.linalg.qr(a)[0]
    rest = w.white - q @ (q.T @ w.white)
    precision, left = w.white.T @ rest, w.white.T @ (data - q @ (q.T @ data))
    known = np.flatnonzero(~w.left_out)
    pairs = np.arange(len(known))[:, None] + [0, len(known)]  # both channels of a set
    blocks = precision[pairs[:, :, None], pairs[:, None, :]]
    own = np.sqrt(np.maximum(np.diagonal(blocks, axis1=1, axis2=2), 1e-12))
    blocks = blocks / (own[:, :, None] * own[:, None, :])
    # a set that alone bears a column cannot be judged
    use = (known >= EDGE) & (known < len(w.t) - EDGE) & (np.linalg.det(blocks) > 1e-3)
    if not np.any(use):
        return -1, 0.0
    r = left[pairs[use]] / own[use]
    gain = np.sum(r * np.linalg.solve(blocks[use], r[:, :, None])[:, :, 0], axis=1)
    best = int(np.argmax(gain))
    return (int(known[use][best]), float(gain[best])) if gain[best] > 0.0 else (-1, 0.0)


def _settle(w: Window, *, keep_gaps: bool = False) -> None:
    """Seek each burn's gap (unless these are to stay) and moment again beside the others."""
    for _ in range(2):
        for k in range(len(w.burns)):
            others = w.burns[:k] + w.burns[k + 1 :]
            if not w.burns[k].several:
                w.burns[k], _ = _best_burn(w, others, w.burns[k].gap if keep_gaps else None)
    # where no gap was left for one of them, it fell into that of another
    w.burns = list({b.gap: b for b in w.burns}.values())
    w.burns = _sorted(w.burns)


def _sorted(burns: list[Burn]) -> list[Burn]:
    return sorted(burns, key=lambda b: b.gap)


def _prune(w: Window) -> None:
    """Take out burns that no longer pay, or that lie in the shadow of a larger one."""
    while w.burns:
        told = _told(w)
        free = len(w.pick) - 3 - 2 * len(w.burns)
        if free < 4:
            w.burns.clear()
            return
        least = w.least * max(1.0, w.cost(w.burns) / free)  # the scatter may be larger here
        gains = []
        for k, burn in enumerate(told):
            shade = max(
                (
                    w.shadow[0]
                    * abs(b.rate)
                    * np.exp(-max(0.0, abs(b.day - burn.day) - 1.0) / w.shadow[1])
                    for j, b in enumerate(told)
                    if j != k
                ),
                default=0.0,
            )
            gains.append(burn.score**2 if abs(burn.rate) > shade else 0.0)
        worst = int(np.argmin(gains))
        if gains[worst] >= least:
            return
        del w.burns[worst]
        _settle(w)


def _told(w: Window) -> list[JointStep]:
    """The burns with their errors: sizes and moments are fitted as free, all together."""
    if not w.burns:
        return []
    count = len(w.burns)
    data, a = w.data(), w.columns(w.burns)
    best = np.linalg.lstsq(a, data, rcond=None)[0][3:]
    free = w.columns([Burn(b.gap) for b in w.burns])
    cov = np.linalg.pinv(free.T @ free)[3:, 3:]
    steps = cov[::2, ::2]
    out, at = [], 0
    for k, b in enumerate(w.burns):
        size = float(best[at])
        wait = -float(best[at + 1]) / size if b.wait is None else b.wait
        at += 2 if b.wait is None else 1
        others = w.burns[:k] + w.burns[k + 1 :]
        # what the moment alone is worth, at the step that was found
        vary = cov[2 * k + 1, 2 * k + 1] + 2.0 * wait * cov[2 * k, 2 * k + 1]
        vary += wait**2 * cov[2 * k, 2 * k]
        near = (
            steps[k, k + 1] / np.sqrt(steps[k, k] * steps[k + 1, k + 1]) if k + 1 < count else 0.0
        )
        begin, end = w.ends(b.gap)
        gain = _best_burn(w, others, b.gap)[1]
        if b.several:
            gain = w.cost(others) - w.cost(w.burns)
        out.append(
            JointStep(
                0.5 * (begin + end) if b.several else begin + wait,
                size,
                float(np.sqrt(max(0.0, gain))),
                float(np.sqrt(max(vary, 0.0))) / abs(size),
                float(np.sqrt(steps[k, k])),
                near,
                (begin, end) if b.several else None,
                begin + wait,
            )
        )
    return out
