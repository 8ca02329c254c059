"""Peaks of a score along a history, and events that belong together."""

import numpy as np

from visviva.core.arrays import Array
from visviva.track.maneuvers.chains import Kick


def peaks(z: Array, least: float, apart: int) -> list[int]:
    """Gaps whose score is the largest within `apart` gaps and at least `least`, largest first."""
    out: list[int] = []
    blocked = np.zeros(len(z), dtype=bool)
    for g in np.argsort(-z):
        if not z[g] >= least:
            break
        if not blocked[g]:
            out.append(int(g))
            blocked[max(0, g - apart) : g + apart + 1] = True
    return out


def clusters(found: list[Kick], apart: float) -> list[list[Kick]]:
    """Kicks in order of time, those within `apart` days of the one before together."""
    out: list[list[Kick]] = []
    for item in sorted(found):
        if out and item.day - out[-1][-1].day <= apart:
            out[-1].append(item)
        else:
            out.append([item])
    return out
