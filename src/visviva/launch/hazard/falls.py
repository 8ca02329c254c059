"""Many falls at once: where thousands of pieces with spread states come down.

Limits: point masses of constant ballistic coefficient, no lift, no burning up; US 1976 air; the
ground is a stated height over the ellipsoid. Agrees with `visviva.launch.flight.fall` within 10 m.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from os import cpu_count
from typing import Any

import numpy as np

from visviva.core.arrays import Array, BoolArray, IntArray
from visviva.core.atmosphere import us76
from visviva.core.kernels.compiled import compiled
from visviva.errors import InputError
from visviva.launch.flight.forward import Earth
from visviva.launch.hazard import _falls_kernel as kernel

#: Standard deviation of the wind by altitude (m, m/s): an assumption after the climatology of the
#: middle latitudes, where jets of 30 to 60 m/s lie at 10 to 12 km (recalled).
WIND_ALTITUDE = (0.0, 2e3, 5e3, 11e3, 18e3, 25e3, 50e3, 80e3)
WIND_SPREAD = (5.0, 8.0, 12.0, 20.0, 10.0, 8.0, 20.0, 30.0)
#: A piece that is still up after so long is followed as a satellite, s.
LONGEST = 7200.0


@dataclass(frozen=True, slots=True, eq=False)
class Falls:
    """Where rows came down.

    Attributes
    ----------
    latitude, longitude : ndarray (n,)
        Geodetic; longitude from the meridian of the launch frame's x axis at lift-off, rad.
    t, speed : ndarray (n,)
        s after lift-off; through the air, m/s.
    landed : ndarray of bool (n,)
        False: still up after `LONGEST` seconds.
    """

    latitude: Array
    longitude: Array
    t: Array
    speed: Array
    landed: BoolArray


def environment(world: Earth) -> tuple[Any, ...]:
    """Earth, air and wind as the loop takes them."""
    return (
        world.gm,
        world.rate,
        world.radius,
        world.flattening,
        np.array(world.zonals),
        us76.kernel_tables(),
        air_cells(),
    )


@lru_cache(maxsize=1)
def air_cells() -> Array:
    """Cubics of the logarithm of the density, and spread of the wind, in cells of 100 m.

    Hermite cubics through the standard's values with slopes by differences over a tenth of a cell:
    within 6e-4 of the density in the few cells where the lapse rate changes, 1e-7 elsewhere.
    """
    edges = np.arange(0.0, kernel.TABLE_TOP + 1.0, kernel.CELL)
    reach = 0.05 * kernel.CELL
    value, above, below = (np.log(us76.us76(edges + k * reach).density) for k in (0.0, 1.0, -1.0))
    slope = (above - below) / (2.0 * reach) * kernel.CELL
    a, b, rise = slope[:-1], slope[1:], np.diff(value)
    wind = np.interp(edges, WIND_ALTITUDE, WIND_SPREAD)
    cells = [value[:-1], a, 3.0 * rise - 2.0 * a - b, a + b - 2.0 * rise, wind[:-1], np.diff(wind)]
    return np.ascontiguousarray(np.stack(cells, axis=-1))


def rows_of(
    r: Array, v: Array, *, drag: Array | float, wind: Array | None = None, n: int = 1
) -> Array:
    """Rows for `fall_many`, shape (n, 15), from states that broadcast.

    Parameters
    ----------
    r, v : ndarray (..., 3)
        Inertial, m and m/s.
    drag : float or ndarray (n,)
        C_d A / m, m2/kg; 0: no air.
    wind : ndarray (n, 2), optional
        East and north wind in standard deviations.
    """
    rows = np.zeros((n, kernel.COLUMNS))
    rows[:, 0:3], rows[:, 3:6], rows[:, kernel.DRAG] = r, v, drag
    if wind is not None:
        rows[:, kernel.EAST : kernel.NORTH + 1] = wind
    return rows


def fall_many(
    rows: Array,
    t0: float,
    *,
    ground: float = 0.0,
    earth: Earth | None = None,
    threads: int | None = None,
) -> Falls:
    """Follow every row to the ground; the answer does not depend on `threads`.

    Raises
    ------
    InputError
        If there is no row, or one is not finite.

    Examples
    --------
    >>> rows = rows_of(np.array([6400e3, 0, 0]), np.array([0, 500.0, 0]), drag=0.005)
    >>> bool(100 < fall_many(rows, 0.0).t[0] < 300)
    True
    """
    if not rows.size or not np.all(np.isfinite(rows)):
        raise InputError("no piece to follow, or one without a state", advice="check the states")
    env = environment(earth or Earth())
    engine = compiled(kernel.__name__)
    ends = np.empty((len(rows), 5))
    workers = max(1, min(threads or cpu_count() or 1, len(rows) // 200 + 1))
    # Parts are views of one array: each thread writes its own rows.
    parts = np.array_split(np.arange(len(rows)), 4 * workers if workers > 1 else 1)

    def run(part: IntArray) -> None:
        if part.size:
            a, b = int(part[0]), int(part[-1]) + 1
            engine.fall_rows(
                np.ascontiguousarray(rows[a:b]),
                t0,
                ground,
                LONGEST,
                env,
                np.empty((7, 6)),
                np.empty(8),
                ends[a:b],
            )

    if workers == 1:
        run(parts[0])
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(run, parts))
    lon = (ends[:, 1] + np.pi) % (2.0 * np.pi) - np.pi
    return Falls(ends[:, 0], lon, ends[:, 2], ends[:, 3], ends[:, 4] > 0.5)
