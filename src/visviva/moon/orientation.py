r"""Orientation of the Moon's principal axes: three Euler angles of DE421 as Chebyshev series.

:math:`r_{PA} = R_z(\psi) R_x(\theta) R_z(\varphi)\, r_{ICRF}` (Williams et al. 2008, JPL
memorandum IOM 335-JW,DB,WF-20080314-001). A gravity field belongs to the axes it was solved in:
fields of GRAIL's preliminary solutions to DE421, later ones to DE430.

Limits: the shipped excerpt runs from 2022 to 2029 and is DE421's own series, uncut; the package
`de421` holds 1900 to 2200.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.ephemeris import tdb_seconds
from visviva.core.time import Epoch
from visviva.errors import DataMissingError, FrameError, MissingExtraError
from visviva.moon.reasons import why

DE421_AXES = "MOON_PA_DE421"
_J2000_JD = 2451545.0
#: What the whole of DE421 holds.
_FIRST, _LAST = Epoch.from_utc(1900, 1, 1), Epoch.from_utc(2199, 12, 31)


@dataclass(frozen=True, slots=True, eq=False)
class MoonOrientation:
    """Euler angles of the Moon's principal axes.

    Attributes
    ----------
    coefficients : ndarray, shape (n, 3, k)
        rad, lowest degree first: phi, theta, psi on equal intervals of TDB.
    start, step : float
        Start of the first interval (s of TDB since J2000.0) and length of one (s).
    frame : str
        Name of the axes, which a gravity field must share.
    source : str

    Examples
    --------
    >>> axes = MoonOrientation.bundled()
    >>> phi, theta, psi = axes.angles(Epoch.parse("2022-01-01T00:00:00Z"))
    >>> round(float(theta), 4)
    0.3957
    """

    coefficients: Array
    start: float
    step: float
    source: str
    frame: str = DE421_AXES

    @classmethod
    @lru_cache(maxsize=1)
    def bundled(cls) -> "MoonOrientation":
        """The shipped excerpt of DE421, 2022 to 2029."""
        path = str(files("visviva.moon") / "tables" / "moon_pa_de421.npz")
        with np.load(path, allow_pickle=False) as f:
            return cls(f["coefficients"], float(f["start"]), float(f["step"]), str(f["source"]))

    @classmethod
    def from_de421(cls) -> "MoonOrientation":
        """The whole series of DE421 from the package `de421`, 1900 to 2200.

        Raises
        ------
        MissingExtraError
            Where the package is not installed.
        """
        try:
            import de421  # type: ignore[import-untyped, import-not-found, unused-ignore]
        except ImportError as err:
            raise MissingExtraError(
                "the Moon's axes are shipped for 2022 to 2029; other dates need DE421",
                advice="pip install 'visviva[full-ephemeris]' for 1900 to 2200",
            ) from err
        from jplephem.ephem import Ephemeris

        table = Ephemeris(de421)
        raw = np.asarray(table.load("librations"), dtype=np.float64)
        step = (table.jomega - table.jalpha) / raw.shape[0] * 86400.0
        start = (table.jalpha - _J2000_JD) * 86400.0
        return cls(
            np.ascontiguousarray(raw), start, step, "librations of JPL DE421 (package de421)"
        )

    @classmethod
    def covering(cls, start: Epoch, end: Epoch) -> "MoonOrientation":
        """The shipped excerpt where it holds the span, else the whole series.

        Raises
        ------
        MissingExtraError, DataMissingError
            If neither is at hand for these dates.
        """
        own = cls.bundled()
        if own.covers(start, end):
            return own
        if not min(start, end) >= _FIRST or not max(start, end) <= _LAST:
            raise DataMissingError(
                why("axes", first=str(start.iso(0))[:10], last=str(end.iso(0))[:10]),
                advice="choose dates within",
            )
        try:
            whole = cls.from_de421()
        except MissingExtraError as err:
            raise MissingExtraError(
                f"{err.message}, asked for {start.iso(0)[:10]} to {end.iso(0)[:10]}",
                advice=err.advice,
            ) from err
        whole.check(start, end)
        return whole

    def covers(self, start: Epoch, end: Epoch) -> bool:
        """Whether every moment from `start` to `end` lies in the series."""
        last = self.start + self.step * len(self.coefficients)
        a, b = sorted((float(tdb_seconds(start)), float(tdb_seconds(end))))
        return self.start <= a and b <= last

    def check(self, start: Epoch, end: Epoch) -> None:
        """Raise where the series does not hold the span.

        Raises
        ------
        DataMissingError
            With both spans.
        """
        if not self.covers(start, end):
            first = Epoch.from_datetime(_calendar(self.start)).iso(0)[:10]
            last = Epoch.from_datetime(_calendar(self.start + self.step * len(self.coefficients)))
            raise DataMissingError(
                f"the Moon's axes are known from {first} to {last.iso(0)[:10]}, asked for "
                f"{start.iso(0)[:10]} to {end.iso(0)[:10]}",
                advice="choose dates within",
            )

    def require(self, frame: str) -> None:
        """Raise where a gravity field belongs to other axes.

        Raises
        ------
        FrameError
            If `frame` is not this series' own.
        """
        if frame != self.frame:
            raise FrameError(
                f"the gravity field turns with {frame}, the axes at hand are {self.frame}",
                advice="give the axes that the field was solved in",
            )

    def angles(self, epoch: Epoch) -> tuple[Any, Any, Any]:
        """Angles phi, theta, psi in rad, each of the epoch's shape."""
        tau = np.asarray(tdb_seconds(epoch)) - self.start
        i = np.clip(np.floor(tau / self.step).astype(np.intp), 0, len(self.coefficients) - 1)
        u = 2.0 * (tau - i * self.step) / self.step - 1.0
        rows = self.coefficients[i]
        phi, theta, psi = (
            np.polynomial.chebyshev.chebval(u, np.moveaxis(rows[..., k, :], -1, 0), tensor=False)
            for k in range(3)
        )
        return phi, theta, psi

    def icrf_to_pa(self, epoch: Epoch) -> Array:
        """Rotation from ICRF axes to the principal axes, shape ``(*S, 3, 3)``."""
        return euler_matrix(*self.angles(epoch))

    def equator_axes(self, epoch: Epoch) -> Array:
        """Inertial axes of the lunar equator at one moment, shape (3, 3), rows in ICRF.

        x lies along the ascending node of the lunar equator on the ICRF equator, z along the pole:
        the axes to which the elements of an orbit about the Moon refer.
        """
        phi, theta, _ = self.angles(epoch)
        return euler_matrix(phi, theta, 0.0)


def euler_matrix(phi: Any, theta: Any, psi: Any) -> Array:
    """Rotation Rz(psi) Rx(theta) Rz(phi), shape ``(*S, 3, 3)``."""
    phi, theta, psi = np.broadcast_arrays(phi, theta, psi)
    cp, sp, ct, st, cs, ss = (
        np.cos(phi),
        np.sin(phi),
        np.cos(theta),
        np.sin(theta),
        np.cos(psi),
        np.sin(psi),
    )
    rows = [
        [cs * cp - ss * ct * sp, cs * sp + ss * ct * cp, ss * st],
        [-ss * cp - cs * ct * sp, -ss * sp + cs * ct * cp, cs * st],
        [st * sp, -st * cp, ct],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def _calendar(tdb: float) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(seconds=math.floor(tdb))
