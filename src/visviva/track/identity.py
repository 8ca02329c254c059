"""What orbit an object keeps.

Class, Sun-synchrony, local time of the node, repeat cycle, heights, eclipses, launch.

Limits: figures are of mean elements (SGP4's), so heights differ from instantaneous ones by some
kilometres and are above the equatorial radius; the local time is mean solar time; the repeat cycle
is of the last sets and drifts with drag.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.constants import EARTH_RADIUS
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.sgp4 import layout
from visviva.track.history import History

#: Rate of the mean Sun in right ascension: a turn in a tropical year, rad/day.
SUN_RATE: Final = 2.0 * np.pi / 365.2421897
#: Drift of the local time below which an orbit counts as Sun-synchronous, minutes a year (a rate
#: within 1 %: 14 min).
SYNCHRONOUS_MIN_YEAR: Final = 30.0
#: Rate of the rotating Earth against the mean equinox, rad/day (IERS Conventions 2010, section
#: 5.5).
SIDEREAL_RATE: Final = 2.0 * np.pi * 1.00273790935
LONGEST_CYCLE_DAYS: Final = 40
_RECENT_SETS: Final = 12
_RECENT_DAYS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repeat cycle.

    After `days` nodal days and `revolutions` the ground track misses itself by `miss` metres.

    `miss` is along the equator, east positive.
    """

    revolutions: int
    days: int
    miss: float


@dataclass(frozen=True, slots=True)
class EclipseSeason:
    """A span of days in which the orbit dips into the Earth's shadow.

    And the longest shadow of a revolution (s).
    """

    start: Epoch
    end: Epoch
    longest: float


@dataclass(frozen=True, slots=True)
class LaunchPlane:
    """The orbit plane carried back to the launch, against the site.

    Attributes
    ----------
    node_offset : float
        Angle in the equator from the plane of a direct launch to the plane seen, rad; the nearer of
        the ascending and the descending pass.
    ascending : bool
        Whether that pass goes north.
    azimuth : float
        Direct launch azimuth to the inclination, rad from north by east; NaN where the site lies
        above it.
    dogleg : bool
        Whether the plane cannot be reached without a turn: site latitude above the inclination, or
        more than 3 degrees off the direct plane.
    """

    node_offset: float
    ascending: bool
    azimuth: float
    dogleg: bool


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """What orbit an object keeps.

    Attributes
    ----------
    orbit_class : str
        LEO, SSO, MEO, GEO, GSO, GTO, HEO or VLEO.
    sun_synchronous : bool
    local_time : float
        Mean local solar time of the ascending node at the last set, hours.
    local_time_drift : float
        Its drift, minutes a year, fitted over the last year.
    repeat : Repeat or None
        Best repeat cycle of the last sets, weighing length against closure.
    perigee, apogee : float
        Mean heights above the equatorial radius at the last set, m.
    inclination, eccentricity : float
        At the last set; rad and 1.
    period : float
        Nodal period, s.
    heights : ndarray, shape (n, 3)
        Days since the first set, perigee and apogee heights (m), set by set.
    local_times : ndarray, shape (n,)
        Mean local solar time of the ascending node, hours, set by set.
    eclipses : tuple of EclipseSeason
        In the year after the last set, the plane carried on.
    """

    orbit_class: str
    sun_synchronous: bool
    local_time: float
    local_time_drift: float
    repeat: Repeat | None
    perigee: float
    apogee: float
    inclination: float
    eccentricity: float
    period: float
    heights: Array
    local_times: Array
    eclipses: tuple[EclipseSeason, ...]


def identify(history: History) -> Identity:
    """Everything of `Identity` from a history of element sets.

    Examples
    --------
    >>> from visviva.orbit.gp import ElementSet
    >>> from visviva.track.history import history_of
    >>> sets = [ElementSet(7, f"2024-06-{d:02d}T00:00:00", 15.2133, 0.0003, 97.40,
    ...     66.0 + 0.9856 * d, 90.0, 0.0)
    ...         for d in range(1, 9)]
    >>> found = identify(history_of(sets))
    >>> found.sun_synchronous, found.repeat.revolutions, found.repeat.days
    (True, 76, 5)
    """
    axis, e = history.semi_major_axis, history.eccentricity
    perigee, apogee = axis * (1.0 - e) - EARTH_RADIUS, axis * (1.0 + e) - EARTH_RADIUS
    local = local_time_of_node(history.epoch, history.node)
    drift = _drift(history, local)
    node_rate = float(np.median(history.node_rate[-_RECENT_SETS:]))
    synchronous = abs(node_rate - SUN_RATE) * 1440.0 / (2.0 * np.pi) * 365.25 < SYNCHRONOUS_MIN_YEAR
    recent = history.days >= history.days[-1] - _RECENT_DAYS
    turning = (history.constant(layout.MDOT) + history.constant(layout.ARGPDOT)) * 1440.0
    draconic = float(np.median(turning[recent]))
    cycle = (
        repeat_cycle(draconic, SIDEREAL_RATE - float(history.node_rate[-1]))
        if not history.is_deep
        else None
    )
    period = 2.0 * np.pi / draconic * DAY_S
    return Identity(
        _class(float(axis[-1]), float(e[-1]), float(history.inclination[-1]), bool(synchronous)),
        bool(synchronous),
        float(local[-1]),
        drift,
        cycle,
        float(perigee[-1]),
        float(apogee[-1]),
        float(history.inclination[-1]),
        float(e[-1]),
        period,
        np.stack([history.days, perigee, apogee], axis=1),
        local,
        eclipse_seasons(history),
    )


def local_time_of_node(epoch: Epoch, node: Array) -> Array:
    """Mean local solar time in hours, 0 to 24, at a node of right ascension `node`.

    In rad, mean equator of date.

    The mean Sun: Seidelmann (1992), eq. 2.11-1, to a few seconds.
    """
    t = np.asarray(epoch.centuries_tt())
    mean_sun = np.radians(280.46061837 + 36000.770053608 * t + 0.000387933 * t**2)
    out: Array = np.mod(12.0 + np.degrees(node - mean_sun) / 15.0, 24.0)
    return out


def repeat_cycle(
    draconic_rate: float, nodal_day_rate: float, longest: int = LONGEST_CYCLE_DAYS
) -> Repeat:
    """The repeat cycle that closes best for its length.

    Parameters
    ----------
    draconic_rate : float
        Rate of the argument of latitude, rad/day.
    nodal_day_rate : float
        Rate of the Earth against the node, rad/day.
    longest : int
        Nodal days tried at most.

    Returns
    -------
    Repeat
        The cycle of least product of miss and length: by chance alone the miss shrinks as the
        length grows.
    """
    q = draconic_rate / nodal_day_rate  # revolutions in a nodal day
    days = np.arange(1, longest + 1)
    revolutions = np.round(q * days)
    # of a turn of the Earth, along the equator
    miss = (days - revolutions / q) * 2.0 * np.pi * EARTH_RADIUS
    best = int(np.argmin(np.abs(miss) * days))
    return Repeat(int(revolutions[best]), int(days[best]), float(-miss[best]))


def eclipse_seasons(history: History, days: int = 365) -> tuple[EclipseSeason, ...]:
    """Seasons with shadow in the year after the last set.

    A cylinder of shadow, the plane carried on at its rate.
    """
    start = history.epoch[-1]
    t = np.arange(float(days))
    sun = sun_position_gcrf(start + t * DAY_S)
    sun = sun / np.linalg.norm(sun, axis=1, keepdims=True)
    node = history.node[-1] + history.node_rate[-1] * t
    i = history.inclination[-1]
    normal = np.stack(
        [np.sin(i) * np.sin(node), -np.sin(i) * np.cos(node), np.full(len(t), np.cos(i))], axis=1
    )
    beta = np.arcsin(np.clip(np.sum(normal * sun, axis=1), -1.0, 1.0))
    ratio = EARTH_RADIUS / float(history.semi_major_axis[-1])
    # half-angle of the shadow on a circular orbit (Vallado 2013, section 5.3)
    cosine = np.sqrt(1.0 - min(ratio, 1.0) ** 2) / np.maximum(np.cos(beta), 1e-9)
    half = np.arccos(np.minimum(cosine, 1.0))
    period = 2.0 * np.pi / (history.constant(layout.NO)[-1] / 60.0)
    length = half / np.pi * period
    dark = length > 0.0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dark, [False]]).astype(int)))
    return tuple(
        EclipseSeason(
            start + float(t[a]) * DAY_S, start + float(t[b - 1]) * DAY_S, float(length[a:b].max())
        )
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    )


def launch_plane(
    history: History, latitude: float, longitude: float, liftoff: Epoch
) -> LaunchPlane:
    """The plane of the first set carried back to `liftoff`, against a direct launch from a site.

    In rad, rad.
    """
    from visviva.core.frames import gcrf_to_itrf_matrix

    back = float(liftoff - history.epoch[0]) / DAY_S
    node = float(history.node[0] + history.node_rate[0] * back)
    i = float(history.inclination[0])
    place = np.array(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )
    site = gcrf_to_itrf_matrix(liftoff).T @ place
    right_ascension = float(np.arctan2(site[1], site[0]))
    sine = np.tan(latitude) / np.tan(i) if np.sin(i) > 1e-9 else np.inf
    reach = abs(sine) <= 1.0
    ahead = float(np.arcsin(np.clip(sine, -1.0, 1.0)))
    offsets = [_wrapped(right_ascension - a - node) for a in (ahead, np.pi - ahead)]
    ascending = abs(offsets[0]) <= abs(offsets[1])
    offset = offsets[0] if ascending else offsets[1]
    azimuth = float("nan")
    if reach:
        azimuth = float(np.arcsin(np.clip(np.cos(i) / np.cos(latitude), -1.0, 1.0)))
        azimuth = float(np.mod(azimuth if ascending else np.pi - azimuth, 2.0 * np.pi))
    return LaunchPlane(offset, ascending, azimuth, bool(not reach or abs(offset) > np.radians(3.0)))


def _wrapped(angle: float) -> float:
    return float(np.mod(angle + np.pi, 2.0 * np.pi) - np.pi)


def _drift(history: History, local: Array) -> float:
    """Minutes a year over the last year of sets.

    All of them if there are fewer than three in it.
    """
    recent = history.days >= history.days[-1] - 365.25
    if recent.sum() < 3:
        recent = np.ones(len(history), dtype=bool)
    days = history.days[recent]
    minutes = np.unwrap(local[recent], period=24.0) * 60.0
    if days[-1] - days[0] < 1.0:
        return float((history.node_rate[-1] - SUN_RATE) * 1440.0 / (2.0 * np.pi) * 365.25)
    return float(np.polyfit(days - days[0], minutes, 1)[0] * 365.25)


def _class(axis: float, e: float, inclination: float, synchronous: bool) -> str:
    """Class of an orbit by period and height, as catalogues use them."""
    perigee, apogee = axis * (1.0 - e) - EARTH_RADIUS, axis * (1.0 + e) - EARTH_RADIUS
    day = 42_164_170.0
    if abs(axis - day) < 2.0e5 and e < 0.05:
        return "GEO" if inclination < np.radians(20.0) else "GSO"
    if perigee < 2.0e6 and apogee > 3.0e7:
        return "GTO" if apogee < 4.5e7 and inclination < np.radians(40.0) else "HEO"
    if apogee > 2.0e6:
        return "MEO" if e < 0.25 else "HEO"
    if perigee < 4.0e5:
        return "VLEO"
    return "SSO" if synchronous else "LEO"
