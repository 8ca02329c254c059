"""How large one burn was: from the steps themselves, or from the orbits on either side of it.

Limits: a small burn is sized by the step of the rate alone; the orbits before and after are brought
to their meeting only where sets wholly of before and wholly of after are known.
"""

from typing import Final

import numpy as np

from visviva.track.history import History
from visviva.track.maneuvers.channels import Channels
from visviva.track.maneuvers.steps import Step
from visviva.track.maneuvers.timing import (
    JOINT_INFLATION,
    LAG_INFLATION,
    SIZE_INFLATION,
    SIZE_SHARE,
    Moment,
    Noise,
    Sizing,
    argument_of_latitude,
    state_at,
    time_of_kick,
)

_REACH_DAYS: Final = 1.5
_EARLY_DAYS: Final = 3.0
_MIXED: Final = 0.1  # a set this far along the step still mixes the orbits


def small_burn(
    history: History,
    ch: Channels,
    s: Step,
    noise: tuple[float, float],
    floor: float,
    ceiling: float,
) -> Sizing:
    """Burn from the steps themselves: in-track from the rate, cross-track from the plane."""
    rate, sigma_rate = s.rate, 0.0
    if s.joint is not None:
        day, sigma_rate = s.day, s.joint.sigma_rate
        width = 1.645 * JOINT_INFLATION * s.joint.sigma_day
        low, high = s.joint.between or (day - width, day + width)
    elif s.rate != 0.0:
        bounds = (
            max(floor, s.day - _EARLY_DAYS, float(ch.days[0])),
            max(floor + 0.01, min(ceiling, s.day + _REACH_DAYS)),
        )
        day, low, high, rate, sigma_rate = time_of_kick(ch, noise, s.day, s.span, bounds)
    else:
        gap = int(np.clip(np.searchsorted(ch.days, s.day) - 1, 0, len(ch.days) - 2))
        day, low, high = s.day, float(ch.days[gap]), float(ch.days[gap + 1])
    # sets lag a burn by no whole number of anything
    revolution = 2.0 * np.pi / abs(float(np.median(ch.rate)))
    early, late = (
        float(np.hypot(LAG_INFLATION * side, revolution)) for side in (day - low, high - day)
    )
    cross = ch.speed * float(np.hypot(*s.plane))
    if cross > 0.0:
        index = int(np.clip(np.searchsorted(ch.days, day) - 1, 0, len(ch.days) - 1))
        u = argument_of_latitude(*state_at(history, index, day))
        cross = float(np.copysign(cross, s.plane[0] * np.cos(u) + s.plane[1] * np.sin(u)))
    along = rate * ch.per_rate
    spread = float(np.hypot(SIZE_INFLATION * sigma_rate * ch.per_rate, SIZE_SHARE * along))
    return Sizing(
        day,
        day - early,
        day + late,
        (0.0, along, cross),
        (0.01, max(spread, 1e-4), float(np.hypot(0.01, SIZE_SHARE * cross))),
        (Moment(day, 1.0),),
        float("nan"),
        0.5 if cross else 1.0,
    )


def clean_pair(ch: Channels, s: Step, sigma_rate: float) -> tuple[int, int] | None:
    """Last set wholly of before the burn and first set wholly of after it.

    Sets between still mix both orbits.

    `ch` holds this burn alone. Lines through sets well before and well after tell how far along its
    step each set is.
    """
    value = ch.rate if s.rate else ch.plane @ (np.array(s.plane) / np.hypot(*s.plane))
    size = s.rate if s.rate else float(np.hypot(*s.plane))
    g = int(np.clip(np.searchsorted(ch.days, s.day) - 1, 0, len(ch.days) - 2))
    old, new = slice(max(0, g - 8), max(0, g - 1)), slice(g + 3, g + 10)
    if old.stop - old.start < 3 or len(ch.days[new]) < 3:
        return None
    near = np.arange(max(0, g - 3), min(len(ch.days), g + 6))
    lines = [
        np.polyval(np.polyfit(ch.days[w] - s.day, value[w], 1), ch.days[near] - s.day)
        for w in (old, new)
    ]
    share = (value[near] - lines[0]) / (lines[1] - lines[0])
    slack = max(_MIXED, 3.0 * sigma_rate / abs(size) if s.rate else 0.0)
    mixed = np.flatnonzero(share > slack)
    begin = int(mixed[0]) if len(mixed) else len(near)  # first set that knows of the burn
    short = np.flatnonzero(share < 1.0 - slack)
    # first set after the last that does not know all of it
    end = int(short[-1]) + 1 if len(short) else 0
    if not 0 < begin <= len(near) or end >= len(near) or begin > end:
        return None
    return int(near[begin - 1]), int(near[end])


def noise_of(history: History, ch: Channels, noise: tuple[float, float]) -> Noise:
    """Scatter of the object's own sets, from its channels."""
    axis = float(np.median(history.semi_major_axis))
    across, shape = (
        max(axis * 1.4826 * float(np.median(np.abs(np.diff(c, 2, axis=0)))) / 6.0**0.5, 10.0)
        for c in (ch.plane, ch.eccentricity)
    )
    along, drift = max(axis * noise[0], 15.0), max(axis * noise[1], 30.0)
    step = np.maximum(np.diff(ch.days), 0.1)
    turn, bend = (  # what SGP4 leaves out of the motion of perigee and plane, m a day
        axis * float(np.median(np.linalg.norm(np.diff(c, axis=0), axis=1) / step))
        for c in (ch.eccentricity, ch.plane)
    )
    return Noise((shape, along + shape, across), (turn, drift + 2.0 * turn, bend))


def agree(met: Sizing, small: Sizing) -> bool:
    """Whether the meeting gives the burn that the steps ask for.

    If not, there were several burns.
    """
    size, other = float(np.linalg.norm(small.delta_v)), float(np.linalg.norm(met.delta_v))
    if abs(met.delta_v[0]) > 0.3 * other:
        return False
    return abs(met.delta_v[1] - small.delta_v[1]) <= 0.35 * size and abs(other - size) <= 0.5 * size
