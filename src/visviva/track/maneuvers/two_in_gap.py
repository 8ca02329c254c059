"""Two burns in one gap between sets, where one cannot be.

The orbits before and after one burn meet when it was, within its gap. Two burns of opposite sign
move the meeting out of the gap, by the weaker's share of their sum times the time between them.

Limits: burns of one sign meet within their gap and are told as one; of two only the sum is known.
"""

import numpy as np

from visviva.track.maneuvers.campaign_window import Burn, Window


def two_in_gap(w: Window, least_days: float) -> tuple[int, float]:
    """The burn that explains most more as two, and how much (squares of the scatter).

    -1 and 0 where none does, or none whose orbits meet `least_days` outside its gap: nearer, sets
    that know a burn in part may move the meeting.
    """
    now, best, most = w.cost(w.burns), -1, 0.0
    for k, b in enumerate(w.burns):
        if b.wait is None:
            continue
        free = [*w.burns[:k], Burn(b.gap), *w.burns[k + 1 :]]
        gain = now - w.cost(free)
        if gain > max(most, w.least) and _outside(w, free, k) > least_days:
            best, most = k, gain
    return best, most


def _outside(w: Window, burns: list[Burn], k: int) -> float:
    """Days by which the orbits about the free burn `k` meet outside its gap."""
    at = 3 + sum(2 if b.wait is None else 1 for b in burns[:k])
    step, shift = np.linalg.lstsq(w.columns(burns), w.data(), rcond=None)[0][at : at + 2]
    wait = -float(shift) / float(step) if step != 0.0 else np.inf
    begin, end = w.ends(burns[k].gap)
    return max(-wait, wait - (end - begin))
