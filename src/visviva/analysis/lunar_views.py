"""What an orbit about the Moon sees and how long it keeps its heights, as values and as rows.

Limits: see `visviva.moon.coverage`, `visviva.moon.sight` and `visviva.moon.lifetime`.
"""

import math
from typing import Any

import numpy as np

from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.numerals import as_written
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.moon.coverage import LunarCoverage, cover_moon, half_width
from visviva.moon.lifetime import Held, held_within
from visviva.moon.orbit import LunarOrbit
from visviva.moon.orientation import MoonOrientation
from visviva.moon.sight import Sight, ground_points


def held_of(orbit: LunarOrbit, gm: float, band: float | None, middle: float | None) -> Held | None:
    """How long heights stay within a band (m); None where no band is asked.

    The middle is the height of the starting orbit's semi-major axis where none is given.

    Raises
    ------
    RangeError
        If the band is none.
    """
    if band is None:
        return None
    if not 0.0 < band < 1e7:
        raise RangeError(why("band", km=as_written(band / 1e3)), advice="give more than 0 km")
    if middle is None:
        r, v = orbit.grid[0, 1:4], orbit.grid[0, 4:7]
        middle = 1.0 / (2.0 / float(np.linalg.norm(r)) - float(v @ v) / gm) - MOON_RADIUS
    return held_within(orbit, middle, band, gm)


def held_row(held: Held | None) -> dict[str, float | None]:
    """Days in the band, and the cost of holding it."""
    seconds = None if held is None else held.seconds
    return {
        "held_days": None if seconds is None else seconds / 86400.0,
        "band_upkeep_m_s_year": None if held is None else held.upkeep,
    }


def coverage_row(found: LunarCoverage) -> dict[str, Any]:
    """Share of the surface that was seen, by latitude and by day."""
    days, share = found.growth()
    return {
        "off_nadir_deg": math.degrees(found.off_nadir),
        "share": found.share,
        "by_latitude": [
            {"south_deg": south, "north_deg": north, "share": part}
            for south, north, part in found.by_latitude()
        ],
        "growth": [{"day": float(d), "share": float(s)} for d, s in zip(days, share, strict=True)],
    }


def coverage_of(
    epoch: Epoch, orbit: LunarOrbit, axes: MoonOrientation, off_nadir: float | None
) -> LunarCoverage | None:
    """Coverage of a flight by a cone about the nadir (half angle in rad); None where not asked."""
    if off_nadir is None:
        return None

    def ground(t: Array) -> tuple[Array, Array, Array]:
        r = orbit.at(np.sign(orbit.span) * t)[0]
        latitude, longitude = ground_points(epoch, np.sign(orbit.span) * t, r, axes)
        return latitude, longitude, np.linalg.norm(r, axis=-1)

    lowest = MOON_RADIUS + max(
        1e3, float(np.min(np.linalg.norm(orbit.grid[:, 1:4], axis=1))) - MOON_RADIUS
    )
    swath = float(half_width(np.array(lowest), off_nadir)) * MOON_RADIUS
    # Half of the narrowest half swath passes below between two samples at 1.7 km/s.
    step = min(60.0, max(0.5, 0.5 * swath / 1700.0))
    return cover_moon(ground, abs(orbit.span), off_nadir=off_nadir, step=step)


def seen_row(sight: Sight) -> dict[str, float]:
    """How much of the time Sun and Earth are in sight."""
    return {
        "sunlit_share": sight.sunlit,
        "longest_shadow_min": sight.longest_shadow / 60.0,
        "earth_in_sight_share": sight.earth,
        "longest_occultation_min": sight.longest_occultation / 60.0,
    }
