"""When could a satellite photograph a place: every moment of least off-nadir within the limits.

Limits: the satellite looks anywhere within its greatest off-nadir angle, at once; clouds, glint and
the time to turn are not in it. Limits of angle and Sun are told at the moment of least off-nadir,
and the span within them by its ends.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.frames import gcrf_to_itrf_matrix, rotate, teme_to_itrf
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.observe.look import Look, incidence_of, look
from visviva.observe.passes.search import find_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

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
        Ends of the span within the greatest off-nadir angle, s.
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
            f"an off-nadir angle of {math.degrees(max_off_nadir):g}°",
            advice=f"give over 0, up to {math.degrees(WIDEST):g}°",
        )
    found = find_passes(
        catalogue, places, start, duration, _least_elevation(max_off_nadir), threads=threads
    )
    which = np.asarray(found.object_index), np.asarray(found.site_index)
    grounds = np.array([place.r_itrf() for place in places])[which[1]]
    t = _least_off_nadir(
        catalogue, which[0], np.asarray(found.peak), start, grounds, (found.rise, found.set)
    )
    seen = _look_at(catalogue, which[0], t, start, grounds)
    keep = seen.off_nadir <= max_off_nadir
    sun_el, sun_az = sun_at(start + t, [places[k] for k in which[1]])
    if min_sun_elevation is not None:
        keep &= sun_el >= min_sun_elevation
    order = np.flatnonzero(keep)
    order = order[np.argsort(t[order], kind="stable")]
    first, last = _span(catalogue, which[0][order], t[order], start, grounds[order], max_off_nadir)
    return Opportunities(
        start=start,
        t=t[order],
        first=first,
        last=last,
        object=which[0][order],
        site=which[1][order],
        look=_picked(seen, order),
        sun_elevation=sun_el[order],
        sun_azimuth=sun_az[order],
    )


def sun_at(epochs: Epoch, places: list[Place]) -> tuple[Array, Array]:
    """Elevation and azimuth (rad) of the Sun's centre at one place an epoch, without refraction."""
    if not places:
        return np.empty(0), np.empty(0)
    r = rotate(gcrf_to_itrf_matrix(epochs), sun_position_gcrf(epochs, apparent=True))
    lat, lon, height = (np.array([place.geodetic[k] for place in places]) for k in range(3))
    azimuth, elevation, _ = azimuth_elevation_range((lat, lon, height), r)
    return np.asarray(elevation), np.asarray(azimuth)


def _least_elevation(max_off_nadir: float) -> float:
    """Elevation that no chance within the angle lies below, for heights up to 2,000 km."""
    limb = 0.5 * math.pi - incidence_of(max_off_nadir, 2.0e6)
    return max(limb - math.radians(0.5), math.radians(-0.2))


def _states(
    catalogue: Sgp4Catalogue, objects: Any, t: Array, start: Epoch
) -> tuple[Array, Array, Array]:
    """ITRF states (k, 3) of one object and moment a row."""
    r, v = np.full((t.size, 3), np.nan), np.full((t.size, 3), np.nan)
    epochs = start + t
    for number in np.unique(objects):
        rows = np.flatnonzero(objects == number)
        jd, fr = (start + t[rows]).jd("utc")
        states = catalogue.take(slice(int(number), int(number) + 1)).states_teme(jd, fr)
        good = states.error[0] == 0
        r[rows[good]], v[rows[good]] = states.r_teme[0][good], states.v_teme[0][good]
    r_itrf, v_itrf = teme_to_itrf(epochs, r, v)
    return r_itrf, v_itrf, np.isfinite(r[:, 0])


def _look_at(
    catalogue: Sgp4Catalogue, objects: Any, t: Array, start: Epoch, grounds: Array
) -> Look:
    r, v, _ = _states(catalogue, objects, t, start)
    return look(r, v, grounds)


def _least_off_nadir(
    catalogue: Sgp4Catalogue,
    objects: Any,
    peak: Array,
    start: Epoch,
    grounds: Array,
    ends: tuple[Array, Array],
) -> Array:
    """Moments of least off-nadir near each pass's culmination: parabolas through the cosine."""
    t, step = peak.astype(np.float64).copy(), 4.0
    low, high = (np.asarray(end, dtype=np.float64) for end in ends)
    for _ in range(4):
        values = [
            np.cos(_look_at(catalogue, objects, t + k * step, start, grounds).off_nadir)
            for k in (-1, 0, 1)
        ]
        curve = values[0] - 2.0 * values[1] + values[2]
        with np.errstate(divide="ignore", invalid="ignore"):
            shift = 0.5 * step * (values[0] - values[2]) / curve
        shift = np.where(np.isfinite(shift) & (curve < 0.0), np.clip(shift, -30.0, 30.0), 0.0)
        t = np.clip(t + shift, low, high)
        step *= 0.25
    return np.asarray(t)


def _span(
    catalogue: Sgp4Catalogue,
    objects: Any,
    t: Array,
    start: Epoch,
    grounds: Array,
    max_off_nadir: float,
) -> tuple[Array, Array]:
    """First and last moment within the angle about each chance, by bisection to a millisecond."""
    ends = []
    for sign in (-1.0, 1.0):
        inside, outside = t.copy(), t + sign * 600.0
        for _ in range(20):
            middle = 0.5 * (inside + outside)
            ok = _look_at(catalogue, objects, middle, start, grounds).off_nadir <= max_off_nadir
            inside, outside = np.where(ok, middle, inside), np.where(ok, outside, middle)
        ends.append(inside)
    return ends[0], ends[1]


def _picked(seen: Look, order: Any) -> Look:
    return Look(*(np.asarray(getattr(seen, name))[order] for name in Look.__dataclass_fields__))
