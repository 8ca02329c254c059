"""Burns of a satellite, from its history of element sets.

Limits: element sets come once or twice a day and lag a burn by up to two days; in-track burns show
from a few millimetres a second on quiet high orbits, cross-track burns from a few centimetres a
second, radial burns hardly. Burns within a day of each other are one event. Drag is modelled, not
known: on a low orbit in a storm a lowering burn of a few centimetres a second and a gust of air
look alike.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_GM
from visviva.core.time import DAY_S, Epoch
from visviva.track.history import History
from visviva.track.maneuvers.chains import Kick, without
from visviva.track.maneuvers.channels import Channels, channels_of
from visviva.track.maneuvers.grouping import Campaign, Member, campaigns_of, least_burns_in
from visviva.track.maneuvers.sparse import DENSE_SETS, find_sparse_steps, sparse_gaps
from visviva.track.maneuvers.steps import Settings, Step, find_level_steps, find_longitude_steps
from visviva.track.maneuvers.timing import (
    JOINT_INFLATION,
    LAG_INFLATION,
    SIZE_INFLATION,
    SIZE_SHARE,
    Moment,
    Noise,
    Sizing,
    argument_of_latitude,
    closest_approach,
    state_at,
    time_of_kick,
)

Purpose = Literal["raise", "lower", "plane", "phasing", "thrust arc"]

#: From this size the orbits before and after are told apart well enough to find where they meet,
#: m/s.
MEETING_LEAST: Final = 0.2
_REACH_DAYS: Final = 1.5
_EARLY_DAYS: Final = 3.0
_PHASING_DAYS: Final = 30.0
_ARC_DAYS: Final = 1.7
_ARC_EVENTS: Final = 4
_UNAWARE_DAYS: Final = 2.0  # sets may go on for this long as if nothing had happened
_MIXED: Final = 0.1  # a set this far along the step still mixes the orbits


@dataclass(frozen=True, slots=True)
class Maneuver:
    """One burn, or several within a day.

    Attributes
    ----------
    time, earliest, latest : Epoch
        Best moment and the ends of its 90 % interval.
    delta_v : tuple of float
        Radial, in-track, cross-track, m/s, in the frame of the orbit before.
    sigma : tuple of float
        Their standard deviations.
    confidence : float
        Chance that there was a burn at all, 0 to 1.
    purpose : str
        raise, lower, plane, phasing or thrust arc.
    score : float
        Strongest standardised step.
    candidates : tuple of (Epoch, float)
        Moments that stay possible with their likelihoods, most likely first.
    set_before : int
        Index in the history of the last set that is surely of before the burn.
    cross_sign : float
        Chance that the sign of the cross-track part is as told; 0.5 is a toss, 1 where there is
        none.
    next_correlation : float
        Of its size's error with that of the next burn, where both were fitted together; else 0.
    least_burns : int
        There were at least as many.
    campaign : Campaign, optional
        The burns it belongs to.
    """

    time: Epoch
    earliest: Epoch
    latest: Epoch
    delta_v: tuple[float, float, float]
    sigma: tuple[float, float, float]
    confidence: float
    purpose: Purpose
    score: float
    candidates: tuple[tuple[Epoch, float], ...]
    set_before: int
    cross_sign: float = 1.0
    next_correlation: float = 0.0
    least_burns: int = 1
    campaign: Campaign | None = None

    @property
    def size(self) -> float:
        """Length of the velocity change, m/s."""
        return float(np.linalg.norm(self.delta_v))

    @property
    def size_interval(self) -> tuple[float, float]:
        """Central 90 % interval of the size, m/s, to first order."""
        size = max(self.size, 1e-12)
        spread = float(
            np.sqrt(sum((c / size * s) ** 2 for c, s in zip(self.delta_v, self.sigma, strict=True)))
        )
        return max(0.0, size - 1.645 * spread), size + 1.645 * spread


def find_maneuvers(
    history: History, *, settings: Settings | None = None, weather: SpaceWeather | None = None
) -> tuple[Maneuver, ...]:
    """Burns of a history in order of time.

    Parameters
    ----------
    history : History
    settings : Settings, optional
        Figures of the search; the defaults hold for every satellite.
    weather : SpaceWeather, optional
        Drives the model of drag; default the bundled table.

    Examples
    --------
    >>> from visviva.orbit.gp import ElementSet
    >>> from visviva.track.history import history_of
    >>> sets = [ElementSet(7, f"2024-06-{d:02d}T00:00:00", 14.2, 0.001, 98.5, d, 90.0,
    ...     0.2 * 360 * d % 360)
    ...         for d in range(1, 25)]
    >>> find_maneuvers(history_of(sets))
    ()
    """
    settings = settings or Settings()
    found: list[Maneuver] = []
    wide = sparse_gaps(history.days, 15.0 if history.is_deep else settings.sparse_gap_days)
    edges = np.concatenate([[-1], np.flatnonzero(wide), [len(wide)]])
    for a, b in pairwise(edges):
        if b - a >= DENSE_SETS:
            found += _dense(history.take(slice(a + 1, b + 1)), settings, weather, int(a) + 1)
    for gap, axis, sigma, score in find_sparse_steps(
        history, settings.sparse_gap_days, settings.sparse_least, weather
    ):
        found.append(_of_a_gap(history, gap, axis, sigma, score))
    found.sort(key=lambda m: (float(m.time.day), float(m.time.second)))
    members = [
        Member(m.earliest, m.latest, m.delta_v[1], m.delta_v[2], m.least_burns) for m in found
    ]
    together = campaigns_of(members)
    return _with_purpose([replace(m, campaign=c) for m, c in zip(found, together, strict=True)])


def confidence_of(score: float, least: float) -> float:
    """Chance of a burn from its score: 0.77 at the threshold, rising to 0.97 with a scale of three.

    Rounded from the shares that came true on four satellites with logs; the validation page shows
    both.
    """
    return 0.97 - 0.20 * float(np.exp(-max(0.0, score - least) / 3.0))


def _dense(
    history: History, settings: Settings, weather: SpaceWeather | None, offset: int
) -> list[Maneuver]:
    ch = channels_of(history, weather)
    in_track, sigma_x, sigma_y = find_longitude_steps(ch, settings, deep=history.is_deep)
    planes = find_level_steps(ch.days, ch.plane, settings.level_windows, settings.plane_least)
    steps = [
        Step(f.day, f.rate, (0.0, 0.0), (0.0, 0.0), f.score, "longitude", f.span, f.joint)
        for f in in_track
    ]
    for day, (di, dn), score in planes:
        near = [k for k, s in enumerate(steps) if abs(s.day - day) < 1.5]
        if near:
            k = min(near, key=lambda k: abs(steps[k].day - day))
            steps[k] = replace(
                steps[k], plane=(float(di), float(dn)), score=max(steps[k].score, score)
            )
        elif np.hypot(di, dn) * ch.speed > 0.0:
            steps.append(Step(day, 0.0, (float(di), float(dn)), (0.0, 0.0), score, "plane"))
    steps.sort(key=lambda s: s.day)
    clean = _without(ch, steps)
    return [
        _maneuver(history, ch, clean, steps, k, (sigma_x, sigma_y), settings, offset)
        for k in range(len(steps))
    ]


def _without(ch: Channels, steps: list[Step]) -> Channels:
    """Channels with every step of the longitude taken out."""
    kicks = [Kick(s.day, s.rate, s.span) for s in steps if s.rate != 0.0]
    x, y = without(ch.days, ch.longitude, ch.rate, kicks)
    return replace(ch, longitude=x, rate=y)


def _maneuver(
    history: History,
    ch: Channels,
    clean: Channels,
    steps: list[Step],
    k: int,
    noise: tuple[float, float],
    settings: Settings,
    offset: int,
) -> Maneuver:
    s = steps[k]
    floor = max(steps[k - 1].day if k else -np.inf, 0.0)
    ceiling = min(steps[k + 1].day if k + 1 < len(steps) else np.inf, float(ch.days[-1]))
    alone = _without(clean, [replace(s, rate=-s.rate)])  # this step alone put back
    pair = _clean_pair(alone, s, noise[1])
    sizing = _small(history, alone, s, noise, floor, ceiling)
    if (
        pair is not None
        and not history.is_deep
        and float(np.linalg.norm(sizing.delta_v)) >= MEETING_LEAST
    ):
        low = max(steps[k - 1].day if k else 0.0, float(ch.days[pair[0]]) - _UNAWARE_DAYS)
        high = min(steps[k + 1].day if k + 1 < len(steps) else np.inf, float(ch.days[pair[1]]))
        met = closest_approach(
            history, low, high, np.array(pair[:1]), np.array(pair[1:]), _noise(history, ch, noise)
        )
        if met is not None and _agree(met, sizing):
            sizing = met
    return Maneuver(
        history.epoch[0] + sizing.day * DAY_S,
        history.epoch[0] + sizing.low * DAY_S,
        history.epoch[0] + sizing.high * DAY_S,
        sizing.delta_v,
        sizing.sigma,
        confidence_of(
            s.score, settings.least if s.channel == "longitude" else settings.plane_least
        ),
        "raise",
        s.score,
        tuple((history.epoch[0] + c.day * DAY_S, c.likelihood) for c in sizing.candidates),
        offset + int(np.clip(np.searchsorted(history.days, sizing.low) - 1, 0, len(history) - 1)),
        cross_sign=sizing.cross_sign,
        next_correlation=s.joint.next_correlation if s.joint else 0.0,
    )


def _small(
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
        low, high = day - width, day + width
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


def _clean_pair(ch: Channels, s: Step, sigma_rate: float) -> tuple[int, int] | None:
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


def _noise(history: History, ch: Channels, noise: tuple[float, float]) -> Noise:
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


def _agree(met: Sizing, small: Sizing) -> bool:
    """Whether the meeting gives the burn that the steps ask for.

    If not, there were several burns.
    """
    size, other = float(np.linalg.norm(small.delta_v)), float(np.linalg.norm(met.delta_v))
    if abs(met.delta_v[0]) > 0.3 * other:
        return False
    return abs(met.delta_v[1] - small.delta_v[1]) <= 0.35 * size and abs(other - size) <= 0.5 * size


def _of_a_gap(history: History, gap: int, axis: float, sigma: float, score: float) -> Maneuver:
    """A burn known only to lie between two sets.

    Where they are days apart, the orbits may still meet once.
    """
    a = float(history.semi_major_axis[gap])
    per_metre = float(np.sqrt(EARTH_GM / a)) / (2.0 * a)
    low, high = float(history.days[gap]), float(history.days[gap + 1])
    small = Sizing(
        0.5 * (low + high),
        low + 0.05 * (high - low),
        high - 0.05 * (high - low),
        (0.0, axis * per_metre, 0.0),
        (0.05, sigma * per_metre, 0.05),
        (Moment(0.5 * (low + high), 1.0),),
        float("nan"),
    )
    sizing = small
    if high - low <= 5.0 and abs(axis * per_metre) >= MEETING_LEAST:
        met = closest_approach(history, low, high, np.array([gap]), np.array([gap + 1]))
        if met is not None:
            sizing = (
                met
                if _agree(met, small)
                else replace(met, delta_v=small.delta_v, sigma=small.sigma)
            )
    start = history.epoch[0]
    return Maneuver(
        start + sizing.day * DAY_S,
        start + sizing.low * DAY_S,
        start + sizing.high * DAY_S,
        sizing.delta_v,
        sizing.sigma,
        confidence_of(score, 5.0),
        "raise",
        score,
        tuple((start + c.day * DAY_S, c.likelihood) for c in sizing.candidates),
        gap,
        cross_sign=sizing.cross_sign,
        least_burns=least_burns_in(history, gap, axis * per_metre, 2.0 * a * per_metre),
    )


def _with_purpose(found: list[Maneuver]) -> tuple[Maneuver, ...]:
    if not found:
        return ()
    days = np.array([float(m.time - found[0].time) / DAY_S for m in found])
    along = np.array([m.delta_v[1] for m in found])
    return tuple(replace(m, purpose=_purpose(m, k, days, along)) for k, m in enumerate(found))


def _purpose(m: Maneuver, k: int, days: Array, along: Array) -> Purpose:
    _, own, cross = m.delta_v
    if abs(cross) > 2.0 * abs(own):
        return "plane"
    run = 1
    for step in (1, -1):
        j = k + step
        while (
            0 <= j < len(days)
            and abs(days[j] - days[j - step]) < _ARC_DAYS
            and along[j] * own > 0.0
        ):
            run += 1
            j += step
    if run >= _ARC_EVENTS:
        return "thrust arc"
    apart = np.abs(days - days[k])
    undone = (apart > 0.0) & (apart < _PHASING_DAYS) & (np.abs(along + own) < 0.3 * abs(own))
    if undone.any():
        return "phasing"
    return "raise" if own > 0.0 else "lower"
