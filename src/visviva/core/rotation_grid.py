"""GCRF to ITRF for millions of moments: the slow motions interpolated, the rotation angle exact.

X, Y and s of IAU 2006/2000A are tabulated every three hours and joined by cubic splines; UT1 and
polar motion are straight lines between daily rows, so the angle of the Earth is a cubic in each
interval and nothing is lost in it.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.earth_orientation import EarthOrientation
from visviva.core.iau import erfa
from visviva.core.time import DAY_S, TT_MINUS_TAI_S, Epoch, leap_seconds
from visviva.errors import InputError, RangeError

TURN = 2.0 * np.pi
TURNS_PER_UT1_DAY = 1.00273781191135448  # IERS Conventions 2010, eq. 5.15
LONGEST_STEP = 10800.0  # s: the compiled sines hold for half of it
EARTH_SPIN = TURN * TURNS_PER_UT1_DAY / DAY_S  # rad/s, nominal


@dataclass(frozen=True, slots=True, eq=False)
class RotationGrid:
    """Rotation from GCRF to ITRF on a span of time, ready for millions of calls.

    Attributes
    ----------
    start : Epoch
        Moment of the first node.
    step : float
        Spacing of nodes, s.
    table : ndarray, shape (n, 18)
        Per interval: polynomials in seconds since its node for X (4), Y (4), the angle ``ERA + s' -
        s`` less its value at the middle (4), x_p (2), y_p (2); cosine and sine of the angle at the
        middle.

    Notes
    -----
    Against the full series: below 0.1 mm at 7000 km (tests/validation/test_frames_against_erfa.py).
    A compiled right-hand side takes `table` and `step` and calls
    `visviva.core.kernels.frames.gcrf_to_itrf_at`.

    Examples
    --------
    >>> t = Epoch.parse("2024-06-07T00:00:00Z")
    >>> grid = RotationGrid.spanning(t, t + 86400.0)
    >>> grid.matrices(t + np.linspace(0.0, 86400.0, 5)).shape
    (5, 3, 3)
    """

    start: Epoch
    step: float
    table: NDArray[np.float64]

    @classmethod
    def spanning(
        cls,
        start: Epoch,
        end: Epoch,
        orientation: EarthOrientation | None = None,
        step: float = LONGEST_STEP,
    ) -> "RotationGrid":
        """Tabulate from `start` to `end` (scalar epochs).

        Parameters
        ----------
        start, end : Epoch
            First and last moment that will be asked for.
        orientation : EarthOrientation, optional
            Default: the bundled series.
        step : float
            Spacing of nodes in s, a whole fraction of a day, 10800 or less.

        Raises
        ------
        InputError
            If `end` is before `start`, or `step` is too long or does not divide a day.
        """
        if end < start:
            raise InputError(
                "a grid that ends before it starts", advice="give the earlier moment first"
            )
        if not 0.0 < step <= LONGEST_STEP or abs(DAY_S / step - round(DAY_S / step)) > 1e-9:
            raise InputError(
                f"a grid step of {step} s", advice="give a whole fraction of a day, 10800 s or less"
            )
        eop = EarthOrientation.default() if orientation is None else orientation
        # Nodes fall on 0 h UTC, where the daily rows are, so that straight lines are reproduced
        # exactly.
        origin = Epoch(start.day - 1.0, np.asarray(leap_seconds(start)))
        first = int(np.floor((start - origin) / step))
        origin = origin + first * step
        count = int(np.floor((end - origin) / step)) + 1
        return cls(origin, step, _tabulate(origin, step, count, eop))

    @property
    def end(self) -> Epoch:
        """Last moment covered."""
        return self.start + self.step * len(self.table)

    def seconds(self, epoch: Epoch) -> NDArray[np.float64]:
        """Seconds from the first node to `epoch`.

        Raises
        ------
        RangeError
            If any moment lies outside the grid; `fields` hold ``start``, ``end`` and ``mask``.
        """
        tau = np.asarray(epoch - self.start, dtype=np.float64)
        slack = 1e-3  # s: moments at an end may miss it by rounding
        outside = (tau < -slack) | (tau > self.step * len(self.table) + slack)
        if np.any(outside):
            raise RangeError(
                f"a moment outside the rotation grid {self.start.iso(0)} to {self.end.iso(0)}",
                advice="build the grid with RotationGrid.spanning over all moments",
                start=self.start,
                end=self.end,
                mask=outside,
            )
        return tau

    def matrices(self, epoch: Epoch) -> NDArray[np.float64]:
        """Rotation matrices from GCRF to ITRF, shape ``(*S, 3, 3)``; compiled, on all cores."""
        from visviva.core.kernels import frames as kernels_frames

        tau = self.seconds(epoch)
        flat = np.ascontiguousarray(tau.reshape(-1))
        out = np.empty((flat.size, 3, 3))
        _share(
            flat.size,
            lambda part: kernels_frames.matrices(self.table, self.step, flat[part], out[part]),
        )
        return out.reshape(*tau.shape, 3, 3)

    def to_itrf(self, epoch: Epoch, r_gcrf: ArrayLike) -> NDArray[np.float64]:
        """Positions from GCRF to ITRF, shape ``(*S, 3)``, without storing the matrices."""
        return self._turn(epoch, r_gcrf, inverse=False)

    def to_gcrf(self, epoch: Epoch, r_itrf: ArrayLike) -> NDArray[np.float64]:
        """Positions from ITRF to GCRF, shape ``(*S, 3)``."""
        return self._turn(epoch, r_itrf, inverse=True)

    def _turn(self, epoch: Epoch, r: ArrayLike, inverse: bool) -> NDArray[np.float64]:
        from visviva.core.kernels import frames as kernels_frames

        tau = self.seconds(epoch)
        vector = np.asarray(r, dtype=np.float64)
        shape = np.broadcast_shapes(tau.shape, vector.shape[:-1])
        times = np.ascontiguousarray(np.broadcast_to(tau, shape).reshape(-1))
        vectors = np.ascontiguousarray(np.broadcast_to(vector, (*shape, 3)).reshape(-1, 3))
        out = np.empty((times.size, 3))
        _share(
            times.size,
            lambda part: kernels_frames.rotated(
                self.table, self.step, times[part], vectors[part], inverse, out[part]
            ),
        )
        return out.reshape(*shape, 3)


def _share(count: int, work: Callable[[slice], None]) -> None:
    """Run `work` on slices of ``range(count)``, in threads where there is enough of it."""
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    if cores == 1 or count < 100_000:
        work(slice(0, count))
        return
    edges = np.linspace(0, count, cores + 1).astype(int)
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, (slice(a, b) for a, b in pairwise(edges.tolist()))))


def _tabulate(origin: Epoch, step: float, count: int, eop: EarthOrientation) -> NDArray[np.float64]:
    """Polynomial coefficients of `count` intervals from `origin`, shape ``(count, 18)``."""
    from scipy.interpolate import CubicSpline

    margin = round(DAY_S / step)  # a day on each side keeps the splines' ends out of the span
    index = np.arange(-margin, count + 1 + margin)
    seconds = index * step
    nodes = origin + seconds
    tt = nodes.jd("tt")
    p = eop.parameters(nodes)
    x, y = erfa.xy06(*tt)
    x, y = x + p[:, 3], y + p[:, 4]
    s = erfa.s06(*tt, x, y)
    # shape (4, count, 3), the highest power first
    cubic = CubicSpline(seconds, np.stack([x, y, -s], axis=-1)).c[:, margin:-margin]

    inside = slice(margin, len(index) - margin)
    ends, p = nodes[inside], p[inside]
    table = np.empty((count, 18))
    for k in range(3):
        table[:, 4 * k : 4 * k + 4] = cubic[::-1, :, k].T
    tio = erfa.sp00(ends.day + 2400000.5, (ends.second + TT_MINUS_TAI_S) / DAY_S)
    era = erfa.era00(*eop.ut1_jd(ends))
    table[:, 8] += (era + tio)[:-1]
    table[:, 9] += EARTH_SPIN * (1.0 + np.diff(p[:, 2]) / step) + np.diff(tio) / step
    half = 0.5 * step
    middle = table[:, 8] + half * (table[:, 9] + half * (table[:, 10] + half * table[:, 11]))
    table[:, 8] -= middle
    table[:, 16], table[:, 17] = np.cos(middle), np.sin(middle)
    for k, column in ((12, 0), (14, 1)):
        table[:, k] = p[:-1, column]
        table[:, k + 1] = np.diff(p[:, column]) / step
    return table
