"""A catalogue of mean element sets, propagated by SGP4 over many objects and many times at once.

An element set is good to about 1 km at its epoch and loses 1 to 3 km a day in low orbit (Vallado et
al. 2006); the kernel follows `sgp4` to far under a millimetre, which says nothing about the
satellite itself.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.kernels.speed import at_speed
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError, RangeError
from visviva.orbit.reasons import why

if TYPE_CHECKING:
    from visviva.orbit.gp.record import ElementSet

COLUMNS = ("epoch_jd", "epoch_fr", "bstar", "ecco", "argpo", "inclo", "mo", "no_kozai", "nodeo")
ERRORS = {
    1: "mean eccentricity outside 0 to 1",
    2: "mean motion below zero",
    3: "eccentricity with lunar-solar terms outside 0 to 1",
    4: "semi-latus rectum below zero",
    6: "decayed: below the surface",
}
OBJECTS_PER_TASK = 32
#: One object, one state in plain Python, s, measured: what `at_speed` is told.
PLAIN_INIT_S, PLAIN_STATE_S = 5e-5, 5e-5


class TemeStates(NamedTuple):
    """Positions (n, m, 3) in m, velocities (n, m, 3) in m/s, SGP4 error codes (n, m); frame TEME.

    A state with error 1 to 4 is NaN, as in `sgp4`; with error 6 it is the state below the surface.
    """

    r_teme: Array
    v_teme: Array
    error: NDArray[np.uint8]


class TemePositions(NamedTuple):
    """Positions (n, m, 3) in m and SGP4 error codes (n, m); frame TEME."""

    r_teme: Array
    error: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Sgp4Catalogue:
    """Element sets of n objects, ready to propagate; the order of objects is kept.

    Build it with `from_element_sets`, `from_satrecs` or `from_columns`. Gravity is WGS 72, the mode
    "improved", as element sets want.

    Attributes
    ----------
    elements : ndarray, shape (n, 9)
        Columns in the order of `COLUMNS`: epoch (two-part Julian date, UTC days), B* (1/Earth
        radii), eccentricity, argument of perigee, inclination, mean anomaly (rad), mean motion
        (rad/min, Kozai), right ascension of the node (rad).
    constants : ndarray, shape (n, `layout.WIDTH`)
        Constants of the theory, one row an object, columns named in `visviva.orbit.sgp4.layout`;
        they are what the compiled functions of `visviva.orbit.sgp4.kernel` take.

    Examples
    --------
    >>> from sgp4.api import Satrec
    >>> iss = Satrec.twoline2rv(
    ...     "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991",
    ...     "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482",
    ... )
    >>> r, v, error = Sgp4Catalogue.from_satrecs([iss]).states_teme(2458827.362605, [0.0, 0.5])
    >>> r.shape, bool(error.any())
    ((1, 2, 3), False)
    """

    elements: Array
    constants: Array

    @classmethod
    def from_columns(cls, columns: Mapping[str, ArrayLike]) -> "Sgp4Catalogue":
        """Catalogue from a mapping of equal-length columns.

        Named and measured as `sgp4`'s `Satrec` attributes.

        Raises
        ------
        InputError
            If a column is missing, of another length, or holds a number that is not finite.
        RangeError
            If an eccentricity lies outside 0 to 1 or a mean motion is not above zero;
            `fields["rows"]` says where.
        """
        missing = [name for name in COLUMNS if name not in columns]
        if missing:
            raise InputError(
                f"columns missing: {', '.join(missing)}", advice=f"give {', '.join(COLUMNS)}"
            )
        parts = [np.atleast_1d(np.asarray(columns[name], dtype=np.float64)) for name in COLUMNS]
        if {p.shape for p in parts} != {(parts[0].size,)}:
            raise InputError(
                "columns of unequal length", advice="give one-dimensional columns of one length"
            )
        return cls._from_elements(np.stack(parts, axis=1))

    @classmethod
    def from_satrecs(cls, satrecs: Sequence[Any]) -> "Sgp4Catalogue":
        """Catalogue from `sgp4.api.Satrec` objects with WGS 72 gravity and the improved mode.

        Their defaults.

        Raises
        ------
        InputError
            If one of them was made with other gravity constants or in mode "a".
        """
        rows = [
            (
                s.jdsatepoch,
                s.jdsatepochF,
                s.bstar,
                s.ecco,
                s.argpo,
                s.inclo,
                s.mo,
                s.no_kozai,
                s.nodeo,
            )
            for s in satrecs
        ]
        foreign = [
            i
            for i, s in enumerate(satrecs)
            if s.radiusearthkm != 6378.135 or s.operationmode != "i"
        ]
        if foreign:
            raise InputError(
                f"{len(foreign)} satellite records are not WGS 72 in improved mode",
                advice="make them with Satrec.twoline2rv(line1, line2) or sgp4init(WGS72, 'i', …)",
                rows=foreign,
            )
        return cls._from_elements(np.array(rows, dtype=np.float64).reshape(-1, len(COLUMNS)))

    @classmethod
    def from_element_sets(cls, element_sets: Sequence["ElementSet"]) -> "Sgp4Catalogue":
        """Catalogue from element sets as `visviva.orbit.gp.read_elements` gives them.

        Any catalogue number.

        Raises
        ------
        PropagationError
            If a set is of SGP4-XP (ephemeris type 4), which this theory does not read.
        """
        from visviva.orbit.gp.sgp4_reference import as_columns

        c = as_columns(element_sets)
        values = (
            c.epoch_jd,
            c.epoch_fraction,
            c.bstar,
            c.eccentricity,
            c.arg_perigee,
            c.inclination,
        )
        return cls.from_columns(
            dict(zip(COLUMNS, (*values, c.mean_anomaly, c.mean_motion, c.raan), strict=True))
        )

    @classmethod
    def _from_elements(cls, elements: Array) -> "Sgp4Catalogue":
        from visviva.orbit.sgp4.initialise import constants_of

        bad = np.flatnonzero(~np.isfinite(elements).all(axis=1))
        if bad.size:
            raise InputError(
                f"{bad.size} element sets hold a number that is not finite", rows=bad.tolist()
            )
        ecc, motion = elements[:, COLUMNS.index("ecco")], elements[:, COLUMNS.index("no_kozai")]
        bad = np.flatnonzero((ecc < 0.0) | (ecc >= 1.0) | (motion <= 0.0))
        if bad.size:
            raise RangeError(
                why("bad-sets", count=(float(bad.size), 0)),
                rows=bad.tolist(),
            )
        return cls(elements, at_speed(constants_of, seconds=PLAIN_INIT_S * len(elements))(elements))

    @property
    def epoch(self) -> Epoch:
        """Epochs of all objects, shape (n,).

        The fraction is of 86400 s, on a day with a leap second too.
        """
        jd, fraction = self.elements[:, 0], self.elements[:, 1]
        midnight = np.floor(jd - 0.5) + 0.5
        return Epoch.from_jd(midnight, 0.0, "utc") + (jd - midnight + fraction) * DAY_S

    def __len__(self) -> int:
        return int(self.elements.shape[0])

    def take(self, where: slice | NDArray[Any]) -> "Sgp4Catalogue":
        """The objects that a slice, a mask or indices select, in that order."""
        return Sgp4Catalogue(
            np.ascontiguousarray(self.elements[where]), np.ascontiguousarray(self.constants[where])
        )

    @property
    def is_deep(self) -> NDArray[np.bool_]:
        """Mask (n,) of the objects that the deep-space part serves.

        Periods of 225 minutes and more.
        """
        from visviva.orbit.sgp4.layout import METHOD

        return np.asarray(self.constants[:, METHOD] != 0.0)

    def states_teme(
        self,
        jd: ArrayLike,
        fr: ArrayLike = 0.0,
        *,
        threads: int | None = None,
        out: TemeStates | None = None,
    ) -> TemeStates:
        """Positions and velocities of every object at every moment.

        Parameters
        ----------
        jd, fr : float or ndarray, shapes that broadcast to (m,)
            Moments as two-part Julian dates, UTC days (the scale of the epochs).
        threads : int, optional
            Threads to use; all processors when not given. The result does not depend on it.
        out : TemeStates, optional
            Arrays of an earlier call with as many objects and moments, to be written over: new
            memory costs about as much time as the propagation.

        Returns
        -------
        TemeStates
            `r_teme` (n, m, 3) m, `v_teme` (n, m, 3) m/s, `error` (n, m) uint8, C order, objects in
            their order.

        Raises
        ------
        InputError
            If a moment is not finite, or `out` has another shape.
        """
        jd, fr = _moments(jd, fr)
        n, m = len(self), jd.size
        if out is None:
            out = TemeStates(
                np.empty((n, m, 3)), np.empty((n, m, 3)), np.empty((n, m), dtype=np.uint8)
            )
        elif (
            out.r_teme.shape != (n, m, 3)
            or out.v_teme.shape != (n, m, 3)
            or out.error.shape != (n, m)
        ):
            raise InputError(f"`out` does not hold {n} objects at {m} moments")
        self._run(jd, fr, out.r_teme, out.v_teme, out.error, threads)
        return out

    def positions_teme(
        self, jd: ArrayLike, fr: ArrayLike = 0.0, *, threads: int | None = None
    ) -> TemePositions:
        """Positions of every object at every moment; as `states_teme`, with half the memory."""
        jd, fr = _moments(jd, fr)
        n, m = len(self), jd.size
        r, error = np.empty((n, m, 3)), np.empty((n, m), dtype=np.uint8)
        self._run(jd, fr, r, np.empty((n, 0, 3)), error, threads)
        return TemePositions(r, error)

    def chunks(
        self, jd: ArrayLike, fr: ArrayLike = 0.0, *, objects: int = 1024, threads: int | None = None
    ) -> Iterator[tuple[slice, TemeStates]]:
        """States chunk by chunk of objects, for runs that do not fit into memory.

        Each chunk is a slice of the objects with their states; the values are those of one whole
        call, bit by bit.
        """
        for start in range(0, len(self), objects):
            where = slice(start, min(start + objects, len(self)))
            yield where, self.take(where).states_teme(jd, fr, threads=threads)

    def _run(
        self,
        jd: Array,
        fr: Array,
        r: Array,
        v: Array,
        error: NDArray[np.uint8],
        threads: int | None,
    ) -> None:
        from visviva.orbit.sgp4.kernel import fill_rows

        states = at_speed(fill_rows, seconds=PLAIN_STATE_S * len(self) * max(jd.size, 64))
        epoch_jd, epoch_fr = (
            np.ascontiguousarray(self.elements[:, 0]),
            np.ascontiguousarray(self.elements[:, 1]),
        )

        def task(start: int) -> None:
            s = slice(start, start + OBJECTS_PER_TASK)
            states(self.constants[s], epoch_jd[s], epoch_fr[s], jd, fr, r[s], v[s], error[s])

        starts = range(0, len(self), OBJECTS_PER_TASK)
        workers = min(threads or os.cpu_count() or 1, len(starts))
        if workers <= 1:
            for start in starts:
                task(start)
            return
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(task, starts):
                pass


def _moments(jd: ArrayLike, fr: ArrayLike) -> tuple[Array, Array]:
    """Two-part Julian dates as two contiguous arrays (m,)."""
    days, parts = np.broadcast_arrays(
        np.asarray(jd, dtype=np.float64), np.asarray(fr, dtype=np.float64)
    )
    if days.ndim > 1:
        raise InputError(
            "moments in more than one dimension", advice="give jd and fr of shape (m,)"
        )
    if not np.isfinite(days).all() or not np.isfinite(parts).all():
        raise InputError(
            "a moment is not a finite number", advice="give two-part Julian dates, UTC days"
        )
    return np.ascontiguousarray(np.atleast_1d(days)), np.ascontiguousarray(np.atleast_1d(parts))
