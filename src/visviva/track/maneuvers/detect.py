"""Burns of a satellite, from its history of element sets.

Limits: element sets come once or twice a day and lag a burn by up to two days; in-track burns show
from a few millimetres a second on quiet high orbits, cross-track burns from a few centimetres a
second, radial burns hardly. Burns within a day of each other are one event. Drag is modelled, not
known: on a low orbit in a storm a lowering burn of a few centimetres a second and a gust of air
look alike.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_GM
from visviva.core.time import DAY_S
from visviva.track.history import History
from visviva.track.maneuvers.chains import Kick, kicks_of, without
from visviva.track.maneuvers.channels import Channels, channels_of
from visviva.track.maneuvers.grouping import Member, campaigns_of, least_burns_in
from visviva.track.maneuvers.maneuver import Maneuver, confidence_of, with_purpose
from visviva.track.maneuvers.sizing import agree, clean_pair, noise_of, small_burn
from visviva.track.maneuvers.sparse import DENSE_SETS, find_sparse_steps, sparse_gaps
from visviva.track.maneuvers.steps import Settings, Step, find_level_steps, find_longitude_steps
from visviva.track.maneuvers.timing import Moment, Noise, Sizing, closest_approach

#: From this size the orbits before and after are told apart well enough to find where they meet,
#: m/s.
MEETING_LEAST: Final = 0.2
_UNAWARE_DAYS: Final = 2.0  # sets may go on for this long as if nothing had happened


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
    told = [float(m.time - history.epoch[0]) / DAY_S for m in found]
    for gap, axis, sigma, score in find_sparse_steps(
        history, settings.sparse_gap_days, settings.sparse_least, weather
    ):
        low, high = history.days[gap : gap + 2]
        # sets about a burn hold some of it for older tracks
        if wide[gap] or not any(low - _UNAWARE_DAYS < t < high + _UNAWARE_DAYS for t in told):
            found.append(_of_a_gap(history, gap, axis, sigma, score))
    found.sort(key=lambda m: (float(m.time.day), float(m.time.second)))
    members = [
        Member(m.earliest, m.latest, m.delta_v[1], m.delta_v[2], m.least_burns) for m in found
    ]
    together = campaigns_of(members)
    return with_purpose([replace(m, campaign=c) for m, c in zip(found, together, strict=True)])


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
    noise = (sigma_x, sigma_y)
    scatter = noise_of(history, ch, noise)
    return [
        _maneuver(history, ch, clean, steps, k, noise, scatter, settings, offset)
        for k in range(len(steps))
    ]


def _without(ch: Channels, steps: list[Step]) -> Channels:
    """Channels with every step of the longitude taken out."""
    kicks = [k for s in steps if s.rate != 0.0 for k in _kicks(s)]
    x, y = without(ch.days, ch.longitude, ch.rate, kicks)
    return replace(ch, longitude=x, rate=y)


def _kicks(s: Step) -> list[Kick]:
    if s.joint is None or s.joint.between is None:
        return [Kick(s.day, s.rate, s.span)]
    return kicks_of(replace(s.joint, rate=s.rate))


def _maneuver(
    history: History,
    ch: Channels,
    clean: Channels,
    steps: list[Step],
    k: int,
    noise: tuple[float, float],
    scatter: Noise,
    settings: Settings,
    offset: int,
) -> Maneuver:
    s = steps[k]
    floor = max(steps[k - 1].day if k else -np.inf, 0.0)
    ceiling = min(steps[k + 1].day if k + 1 < len(steps) else np.inf, float(ch.days[-1]))
    alone = _without(clean, [replace(s, rate=-s.rate)])  # this step alone put back
    several = s.joint is not None and s.joint.between is not None
    pair = clean_pair(alone, s, noise[1])
    sizing = small_burn(history, alone, s, noise, floor, ceiling)
    if (
        pair is not None
        and not history.is_deep
        and not several
        and float(np.linalg.norm(sizing.delta_v)) >= MEETING_LEAST
    ):
        low = max(steps[k - 1].day if k else 0.0, float(ch.days[pair[0]]) - _UNAWARE_DAYS)
        high = min(steps[k + 1].day if k + 1 < len(steps) else np.inf, float(ch.days[pair[1]]))
        met = closest_approach(history, low, high, np.array(pair[:1]), np.array(pair[1:]), scatter)
        if met is not None and agree(met, sizing):
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
        least_burns=2 if several else 1,
    )


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
                met if agree(met, small) else replace(met, delta_v=small.delta_v, sigma=small.sigma)
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
