"""How often a place anywhere is seen: gaps between visits on a grid of equal latitudes.

Limits: access is a cone about the nadir of a given off-nadir angle, on a sphere (0.2° of the edge);
moments are a step apart (20 s unless said), so a gap is known to a step; percentiles of gaps come
from bins 12 % wide, the mean and the longest are exact to the step. The waits from
the window's start to the first visit and from the last to its end count towards the longest alone.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.area import Area
from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.constants import EARTH_RADIUS
from visviva.core.frames import gcrf_to_itrf_matrix, rotate, teme_to_itrf
from visviva.core.numerals import as_written
from visviva.core.time import Epoch
from visviva.errors import RangeError
from visviva.observe.reasons import why
from visviva.orbit.sgp4 import Sgp4Catalogue

#: Edges of the bins of gaps, s: 12 % apart from one minute to a year.
EDGES = np.concatenate([[0.0], np.geomspace(60.0, 3.2e7, 118)])
MOST_CELLS = 4_000_000
#: States held at once: some 200 MB.
MOST_STATES = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Gaps by cell, arrays of shape (cells,): rad and s.

    `mean`, `p50`, `p90` are NaN where a cell was seen less than twice, `longest` where never;
    `seen` counts visits; `cell` is the height of a row, rad.
    """

    latitude: Array
    longitude: Array
    seen: Array
    mean: Array
    longest: Array
    p50: Array
    p90: Array
    step: float
    cell: float


def cover(
    catalogue: Sgp4Catalogue,
    start: Epoch,
    duration: float,
    *,
    max_off_nadir: float,
    cell: float = math.radians(2.0),
    south: float = -0.5 * math.pi,
    north: float = 0.5 * math.pi,
    min_sun_elevation: float | None = None,
    step: float = 20.0,
    swath: float = 0.0,
    areas: Sequence[Area] = (),
    report: Callable[[float], None] | None = None,
) -> Coverage:
    """Gaps between visits of any of the objects.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
    start : Epoch
    duration : float
        s.
    max_off_nadir : float
        rad: the half angle that the camera or its agility covers.
    cell : float
        Height of a row, rad; cells of a row are about as wide.
    south, north : float
        Latitudes of the grid, rad.
    min_sun_elevation : float, optional
        rad; visits with a lower Sun do not count.
    step : float
        s.
    swath : float
        Width of a picture on the ground, m: half of it is seen beyond the greatest angle to which
        the camera turns; that angle may then be 0.
    areas : sequence of Area
        Where there are any, only cells whose middle lies in one.
    report : callable, optional
        Takes the share of the work done so far.

    Raises
    ------
    RangeError
        If an angle, the grid or the step makes no sense, or no cell's middle lies in an area.
    """
    from visviva.observe._coverage_kernel import sweep

    if areas:
        south = max(south, min(area.south for area in areas))
        north = min(north, max(area.north for area in areas))
    lats, counts = _grid(cell, south, north)
    if not 0.0 <= swath < 1e7:
        raise RangeError(why("swath", km=as_written(swath / 1e3)), advice="give 0 to 10,000 km")
    if not (0.0 < max_off_nadir < math.radians(89.0) or (max_off_nadir == 0.0 and swath > 0.0)):
        raise RangeError(
            why("off-nadir", angle=as_written(math.degrees(max_off_nadir))), advice="give 0 to 89"
        )
    if not 1.0 <= step <= 120.0 or not step < duration <= 400.0 * 86400.0:
        raise RangeError(
            why("steps", step=as_written(step), days=as_written(duration / 86400.0)),
            advice="steps of 1 to 120 s, up to 400 days",
        )
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    cells = int(counts.sum())
    longest, last = np.zeros(cells), np.full(cells, -1.0)
    sums, bins = np.zeros((cells, 3)), np.zeros((cells, EDGES.size), dtype=np.int32)
    total = math.floor(duration / step) + 1
    chunk = max(1, MOST_STATES // max(1, len(catalogue)))
    for low in range(0, total, chunk):
        k = np.arange(low, min(low + chunk, total))
        slat, slon, half, sun = _swaths(
            catalogue, start + k * step, (max_off_nadir, swath), min_sun_elevation
        )
        sweep(
            slat,
            slon,
            half,
            sun,
            0.0 if min_sun_elevation is None else math.sin(min_sun_elevation),
            lats,
            counts,
            firsts,
            longest,
            last,
            sums,
            bins,
            EDGES,
            step,
            low,
        )
        if report is not None:
            report((k[-1] + 1) / total)
    seen = last >= 0.0
    ends = np.maximum(sums[:, 2], (total - 1) * step - last)
    longest = np.where(seen, np.maximum(longest, ends), 0.0)
    found = _result(lats, counts, longest, last, sums, bins, step)
    return _within(found, areas) if areas else found


def _within(found: Coverage, areas: Sequence[Area]) -> Coverage:
    """The cells whose middle lies in an area."""
    keep = np.zeros(found.latitude.size, dtype=bool)
    for area in areas:
        keep |= area.contains(found.latitude, found.longitude)
    if not np.any(keep):
        raise RangeError(why("no-cell"), advice="give a smaller --cell-deg")
    columns = {
        name: getattr(found, name)[keep]
        for name in ("latitude", "longitude", "seen", "mean", "longest", "p50", "p90")
    }
    return Coverage(**columns, step=found.step, cell=found.cell)


def _grid(cell: float, south: float, north: float) -> tuple[Array, Any]:
    if not math.radians(0.05) <= cell <= math.radians(30.0):
        raise RangeError(
            why("cells", size=as_written(math.degrees(cell))), advice="give 0.05 to 30 degrees"
        )
    if not -0.5 * math.pi <= south < north <= 0.5 * math.pi:
        raise RangeError(why("no-rows"), advice="south below north, within the poles")
    rows = max(1, round((north - south) / cell))
    lats = np.linspace(south, north, rows + 1)
    middle = 0.5 * (lats[:-1] + lats[1:])
    counts = np.maximum(1, np.round(2.0 * math.pi * np.cos(middle) / cell)).astype(np.int64)
    if counts.sum() > MOST_CELLS:
        raise RangeError(
            why("many-cells", count=(float(counts.sum()), 0)), advice=f"{MOST_CELLS:,} at the most"
        )
    return lats, counts


def _swaths(
    catalogue: Sgp4Catalogue, epochs: Epoch, view: tuple[float, float], least_sun: float | None
) -> tuple[Array, Array, Array, Array]:
    """Places below and half angles of view (steps, objects), and the Sun's directions."""
    max_off_nadir, width = view
    jd, fr = epochs.jd("utc")
    states = catalogue.states_teme(jd, fr)
    r = np.moveaxis(states.r_teme, 0, 1)
    bad = np.moveaxis(states.error, 0, 1) != 0
    fixed = np.empty_like(r)
    for s in range(r.shape[1]):
        fixed[:, s] = teme_to_itrf(epochs, np.where(np.isfinite(r[:, s]), r[:, s], 7e6))
    distance = np.linalg.norm(fixed, axis=-1)
    sine = np.minimum(1.0, distance * math.sin(max_off_nadir) / EARTH_RADIUS)
    limb = np.arccos(np.minimum(1.0, EARTH_RADIUS / distance))
    half = np.where(sine < 1.0, np.arcsin(sine) - max_off_nadir, limb)
    half = np.minimum(half + 0.5 * width / EARTH_RADIUS, limb)
    half = np.where(bad | ~np.isfinite(half), -1.0, half)
    sun = np.empty((0, 3))
    if least_sun is not None:
        sun = rotate(gcrf_to_itrf_matrix(epochs), sun_position_gcrf(epochs))
        sun = sun / np.linalg.norm(sun, axis=-1)[:, None]
    slat = np.arcsin(np.clip(fixed[..., 2] / distance, -1.0, 1.0))
    slon = np.arctan2(fixed[..., 1], fixed[..., 0])
    return slat, slon, half, np.ascontiguousarray(sun)


def _result(
    lats: Array, counts: Any, longest: Array, last: Array, sums: Array, bins: Any, step: float
) -> Coverage:
    middle = 0.5 * (lats[:-1] + lats[1:])
    latitude = np.repeat(middle, counts)
    longitude = np.concatenate([(np.arange(n) + 0.5) * 2.0 * math.pi / n - math.pi for n in counts])
    gaps = sums[:, 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(gaps > 0, sums[:, 0] / gaps, np.nan)
    return Coverage(
        latitude=latitude,
        longitude=longitude,
        seen=np.where(last >= 0.0, gaps + 1.0, 0.0),
        mean=mean,
        longest=np.where(last >= 0.0, longest, np.nan),
        p50=_percentile(bins, 0.5, longest),
        p90=_percentile(bins, 0.9, longest),
        step=step,
        cell=float(lats[1] - lats[0]),
    )


def _percentile(bins: Any, share: float, longest: Array) -> Array:
    """Quantile of binned gaps, linear within a bin, never over the longest."""
    summed = np.cumsum(bins, axis=1).astype(np.float64)
    total = summed[:, -1]
    wanted = share * total
    b = np.argmax(summed >= wanted[:, None], axis=1)
    below = np.where(b > 0, np.take_along_axis(summed, np.maximum(b - 1, 0)[:, None], 1)[:, 0], 0.0)
    inside = np.take_along_axis(bins, b[:, None], 1)[:, 0]
    upper = np.append(EDGES[1:], EDGES[-1] * 1.12)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = EDGES[b] + (upper[b] - EDGES[b]) * (wanted - below) / inside
    return np.where(total > 0, np.minimum(value, longest), np.nan)
