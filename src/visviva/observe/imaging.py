"""When could a satellite photograph a place: every moment of least off-nadir within the limits.

Limits: the satellite looks anywhere within its greatest off-nadir angle, at once; clouds, glint and
the time to turn are not in it. The limits of angle and Sun are events: a chance lasts while both
hold, and its moment is that of least off-nadir while they do.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.core.frames import gcrf_to_itrf_matrix, rotate, teme_to_itrf
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.numerals import as_written
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.observe.look import Look, incidence_of, look
from visviva.observe.passes.search import find_passes
from visviva.observe.reasons import why
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.catalogue import COLUMNS

#: Widest off-nadir angle that is taken: beyond it the Earth's limb is near.
WIDEST = math.radians(75.0)


@dataclass(frozen=True, slots=True, eq=False)
class Opportunities:
    """Moments at which objects see places best, arrays of shape (k,).

    Attributes
    ----------
    start : Epoch
    t : ndarray
        s after `start`, of least off-nadir.
    first, last : ndarray
        Ends of the span within the greatest off-nadir angle and with the Sun high enough, s.
    object, site : ndarray of int
    look : Look
        Geometry at `t`.
    sun_elevation, sun_azimuth : ndarray
        At the place, rad.
    """

    start: Epoch
    t: Array
    first: Array
    last: Array
    object: Any
    site: Any
    look: Look
    sun_elevation: Array
    sun_azimuth: Array


def find_opportunities(
    catalogue: Sgp4Catalogue,
    places: list[Place],
    start: Epoch,
    duration: float,
    *,
    max_off_nadir: float,
    min_sun_elevation: float | None = None,
    threads: int | None = None,
) -> Opportunities:
    """Every chance of a picture of each place.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
    places : list of Place
    start : Epoch
    duration : float
        s.
    max_off_nadir : float
        rad, up to 75 degrees.
    min_sun_elevation : float, optional
        rad; chances with a lower Sun are left out.
    threads : int, optional

    Raises
    ------
    RangeError
        If the greatest off-nadir angle is none.
    """
    if not 0.0 < max_off_nadir <= WIDEST:
        raise RangeError(
            why("off-nadir", angle=as_written(math.degrees(max_off_nadir))),
            advice=f"give over 0, up to {math.degrees(WIDEST):g}°",
        )
    found = find_passes(
        catalogue,
        places,
        start,
        duration,
        _least_elevation(max_off_nadir, _highest(catalogue)),
        threads=threads,
    )
    objects, sites = np.asarray(found.object_index), np.asarray(found.site_index)
    pairs = _Pairs(catalogue, start, objects, np.array([p.r_itrf() for p in places])[sites])
    ends = np.asarray(found.rise, dtype=np.float64), np.asarray(found.set, dtype=np.float64)
    t = _least_off_nadir(pairs, np.asarray(found.peak), ends)
    keep = np.flatnonzero(pairs.look(t).off_nadir <= max_off_nadir)
    pairs, t = pairs.take(keep), t[keep]
    sites, ends = sites[keep], (ends[0][keep], ends[1][keep])
    first, last = _span(pairs, t, ends, max_off_nadir)
    lit_places = [places[k] for k in sites]
    if min_sun_elevation is not None:
        first, last = _daylight(start, lit_places, (first, last), min_sun_elevation)
        t = np.clip(t, first, last)
    order = np.flatnonzero(last >= first)
    order = order[np.argsort(t[order], kind="stable")]
    t = t[order]
    sun_el, sun_az = sun_at(start + t, [lit_places[k] for k in order])
    return Opportunities(
        start=start,
        t=t,
        first=first[order],
        last=last[order],
        object=pairs.objects[order],
        site=sites[order],
        look=pairs.take(order).look(t),
        sun_elevation=sun_el,
        sun_azimuth=sun_az,
    )


def sun_at(epochs: Epoch, places: list[Place]) -> tuple[Array, Array]:
    """Elevation and azimuth (rad) of the Sun's centre at one place an epoch, without refraction."""
    if not places:
        return np.empty(0), np.empty(0)
    lat, lon, height = (np.array([place.geodetic[k] for place in places]) for k in range(3))
    return sun_over(epochs, lat, lon, height)


def sun_over(
    epochs: Epoch, latitude: Array, longitude: Array, height: Array | float = 0.0
) -> tuple[Array, Array]:
    """Elevation and azimuth (rad) of the Sun's centre over one place (rad, m) an epoch."""
    r = rotate(gcrf_to_itrf_matrix(epochs), sun_position_gcrf(epochs, apparent=True))
    azimuth, elevation, _ = azimuth_elevation_range((latitude, longitude, height), r)
    return np.asarray(elevation), np.asarray(azimuth)


def _highest(catalogue: Sgp4Catalogue) -> float:
    """Height of the highest apogee, m, with room for what SGP4 adds."""
    eccentricity, motion = (
        catalogue.elements[:, COLUMNS.index(name)] for name in ("ecco", "no_kozai")
    )
    axis = (EARTH_GM / (motion / 60.0) ** 2) ** (1.0 / 3.0)
    return float(np.max(axis * (1.0 + eccentricity))) - EARTH_RADIUS + 5e4


def _least_elevation(max_off_nadir: float, height: float) -> float:
    """Elevation that no chance within the angle lies below, up to a height (m)."""
    limb = 0.5 * math.pi - incidence_of(max_off_nadir, height)
    return max(limb - math.radians(0.5), math.radians(-0.2))


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """One object and one place on the ground (ITRF, m) a row."""

    catalogue: Sgp4Catalogue
    start: Epoch
    objects: Any
    grounds: Array

    def take(self, rows: Any) -> "_Pairs":
        return _Pairs(self.catalogue, self.start, self.objects[rows], self.grounds[rows])

    def look(self, t: Array) -> Look:
        """Geometry at one moment a row."""
        r, v = states_itrf(self.catalogue, self.objects, t, self.start)
        return look(r, v, self.grounds)


def states_itrf(
    catalogue: Sgp4Catalogue, objects: Any, t: Array, start: Epoch
) -> tuple[Array, Array]:
    """ITRF states (k, 3) of one object and moment a row; NaN where SGP4 gives none."""
    r, v = np.full((t.size, 3), np.nan), np.full((t.size, 3), np.nan)
    epochs = start + t
    jd, fr = epochs.jd("utc")
    for number in np.unique(objects):
        rows = np.flatnonzero(objects == number)
        one = catalogue.take(slice(int(number), int(number) + 1))
        states = one.states_teme(jd[rows], fr[rows])
        good = states.error[0] == 0
        r[rows[good]], v[rows[good]] = states.r_teme[0][good], states.v_teme[0][good]
    r_itrf, v_itrf = teme_to_itrf(epochs, r, v)
    return r_itrf, v_itrf


def _least_off_nadir(pairs: _Pairs, peak: Array, ends: tuple[Array, Array]) -> Array:
    """Moments of least off-nadir near each pass's culmination: parabolas through the cosine."""
    t, step = peak.astype(np.float64).copy(), 4.0
    for _ in range(4):
        values = [np.cos(pairs.look(t + k * step).off_nadir) for k in (-1, 0, 1)]
        curve = values[0] - 2.0 * values[1] + values[2]
        with np.errstate(divide="ignore", invalid="ignore"):
            shift = 0.5 * step * (values[0] - values[2]) / curve
        shift = np.where(np.isfinite(shift) & (curve < 0.0), np.clip(shift, -30.0, 30.0), 0.0)
        t = np.clip(t + shift, *ends)
        step *= 0.25
    return np.asarray(t)


def _span(
    pairs: _Pairs, t: Array, ends: tuple[Array, Array], max_off_nadir: float
) -> tuple[Array, Array]:
    """First and last moment within the angle about each chance, by bisection to a millisecond."""
    found = []
    for end in ends:
        inside, outside = t.copy(), end.copy()
        for _ in range(_halvings(outside - inside)):
            middle = 0.5 * (inside + outside)
            ok = pairs.look(middle).off_nadir <= max_off_nadir
            inside, outside = np.where(ok, middle, inside), np.where(ok, outside, middle)
        found.append(inside)
    return found[0], found[1]


def _daylight(
    start: Epoch, places: list[Place], span: tuple[Array, Array], least: float
) -> tuple[Array, Array]:
    """Spans cut to where the Sun stands at `least` (rad) or higher; reversed where it never does.

    The Sun rises or sets once at the most within a chance of minutes; where one lasts hours, the
    part around the higher end is kept.
    """
    first, last = span
    if not places:
        return first, last
    low, high = (sun_at(start + t, places)[0] for t in (first, last))
    best = np.where(high >= low, last, first)
    ends = []
    for end, height in ((first, low), (last, high)):
        inside, outside = best.copy(), end.copy()
        for _ in range(_halvings(outside - inside)):
            middle = 0.5 * (inside + outside)
            ok = sun_at(start + middle, places)[0] >= least
            inside, outside = np.where(ok, middle, inside), np.where(ok, outside, middle)
        ends.append(np.where(height >= least, end, inside))
    none = np.maximum(low, high) < least
    return np.where(none, np.inf, ends[0]), np.where(none, -np.inf, ends[1])


def _halvings(lengths: Array) -> int:
    """How often the longest span is halved until it is under a millisecond."""
    longest = float(np.max(np.abs(lengths), initial=1e-3))
    return max(1, math.ceil(math.log2(longest / 1e-3)))
