"""Sun and Moon from JPL's DE440: a shipped excerpt, or a kernel of the user's own.

Limits: the excerpt runs from 1990 to 2060 and holds the Sun and the Moon only, within 0.1 m and 1
mm of the whole kernel. Positions are geometric (no light time, no aberration, which shifts the Sun
by 20.5 arcseconds), seen from the Earth's centre, in ICRF axes. TDB is computed to 10 µs, worth 0.3
m for the Sun and 1 cm for the Moon.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, J2000_MJD, TT_MINUS_TAI_S, Epoch
from visviva.errors import DataMissingError, RangeError


class SunMoon(Protocol):
    """Anything that gives geocentric Sun and Moon in GCRF, m, shape ``(*S, 3)``."""

    def sun(self, epoch: Epoch) -> Array:
        """Position of the Sun."""

    def moon(self, epoch: Epoch) -> Array:
        """Position of the Moon."""


def tdb_seconds(epoch: Epoch) -> Any:
    """Seconds of TDB since J2000.0 (TDB), float64 of the epoch's shape.

    TDB - TT by seven terms, within 10 µs from 1600 to 2200 (Kaplan 2005, USNO Circular 179, eq.
    2.6).
    """
    tt = (epoch.day - J2000_MJD) * DAY_S + (epoch.second + TT_MINUS_TAI_S)
    t = tt / (36525.0 * DAY_S)
    return tt + (
        0.001657 * np.sin(628.3076 * t + 6.2401)
        + 0.000022 * np.sin(575.3385 * t + 4.2970)
        + 0.000014 * np.sin(1256.6152 * t + 6.1969)
        + 0.000005 * np.sin(606.9777 * t + 4.0212)
        + 0.000005 * np.sin(52.9691 * t + 0.4444)
        + 0.000002 * np.sin(21.3299 * t + 5.5431)
        + 0.000010 * t * np.sin(628.3076 * t + 4.2490)
    )


@dataclass(frozen=True, slots=True, eq=False)
class SunMoonTable:
    """Sun and Moon seen from the Earth, as Chebyshev series on equal intervals of TDB.

    Attributes
    ----------
    sun_coefficients, moon_coefficients : ndarray, shape (n, 3, k)
        m, lowest degree first.
    sun_span, moon_span : (float, float)
        Start of the first interval (s of TDB since J2000.0) and length of an interval (s).
    source : str
        Ephemeris it was cut from.

    Examples
    --------
    >>> table = SunMoonTable.bundled()
    >>> moon = table.moon(Epoch.parse("2024-04-08T18:00:00Z"))
    >>> round(float(np.linalg.norm(moon)) / 1e6)
    360
    """

    sun_coefficients: Array
    moon_coefficients: Array
    sun_span: tuple[float, float]
    moon_span: tuple[float, float]
    source: str

    @classmethod
    @lru_cache(maxsize=1)
    def bundled(cls) -> "SunMoonTable":
        """The shipped excerpt of DE440, 1990 to 2060."""
        with np.load(
            str(files("visviva.core") / "tables" / "sun_moon_de440.npz"), allow_pickle=False
        ) as f:
            sun_span, moon_span = (
                tuple(float(v) for v in f[name]) for name in ("sun_span", "moon_span")
            )
            return cls(f["sun"], f["moon"], sun_span, moon_span, str(f["source"]))  # type: ignore[arg-type]

    def covers(self, start: Epoch, end: Epoch) -> bool:
        """Whether every moment from `start` to `end` lies in both series."""
        a, b = sorted((float(tdb_seconds(start)), float(tdb_seconds(end))))
        spans = ((self.sun_span, self.sun_coefficients), (self.moon_span, self.moon_coefficients))
        return all(first <= a and b <= first + step * len(table) for (first, step), table in spans)

    def sun(self, epoch: Epoch) -> Array:
        """Geometric position of the Sun, GCRF, m, shape ``(*S, 3)``."""
        return self._state(self.sun_coefficients, self.sun_span, epoch)[0]

    def moon(self, epoch: Epoch) -> Array:
        """Geometric position of the Moon, GCRF, m, shape ``(*S, 3)``."""
        return self._state(self.moon_coefficients, self.moon_span, epoch)[0]

    def sun_state(self, epoch: Epoch) -> tuple[Array, Array]:
        """Position (m) and velocity (m/s) of the Sun, GCRF."""
        return self._state(self.sun_coefficients, self.sun_span, epoch)

    def moon_state(self, epoch: Epoch) -> tuple[Array, Array]:
        """Position (m) and velocity (m/s) of the Moon, GCRF."""
        return self._state(self.moon_coefficients, self.moon_span, epoch)

    def _state(
        self, coefficients: Array, span: tuple[float, float], epoch: Epoch
    ) -> tuple[Array, Array]:
        start, step = span
        tau = np.asarray(tdb_seconds(epoch)) - start
        outside = (tau < 0.0) | (tau > step * len(coefficients))
        if np.any(outside):
            raise _out_of_span(start, start + step * len(coefficients), outside)
        i = np.minimum(np.floor(tau / step).astype(np.intp), len(coefficients) - 1)
        u = 2.0 * (tau - i * step) / step - 1.0
        return _clenshaw(coefficients, i, u, step)


def _clenshaw(coefficients: Array, i: Any, u: Any, step: float) -> tuple[Array, Array]:
    """Sum of Chebyshev series number `i` at `u` in [-1, 1], and its derivative by time."""
    u = u[..., None]
    b1 = b2 = d1 = d2 = np.zeros((*np.shape(i), 3))
    for k in range(coefficients.shape[2] - 1, 0, -1):
        d1, d2 = 2.0 * b1 + 2.0 * u * d1 - d2, d1
        b1, b2 = coefficients[i, :, k] + 2.0 * u * b1 - b2, b1
    return coefficients[i, :, 0] + u * b1 - b2, (b1 + u * d1 - d2) * (2.0 / step)


@dataclass(frozen=True, slots=True, eq=False)
class Ephemeris:
    """Sun and Moon read from a whole DE kernel (SPK file) of the user's.

    Any kernel whose segments follow JPL's planetary layout will do (DE405 and later, ``.bsp``).
    """

    path: Path
    kernel: Any = field(repr=False)

    @classmethod
    def from_kernel(cls, path: str | Path) -> "Ephemeris":
        """Open a kernel.

        Raises
        ------
        DataMissingError
            If the file cannot be read, is no SPK kernel, or has no Sun, Earth or Moon.
        """
        from jplephem.spk import SPK

        try:
            kernel = SPK.open(str(path))
        except (OSError, ValueError) as err:
            raise DataMissingError(
                f"no ephemeris could be read ({err})",
                advice="give a DE kernel such as de440s.bsp",
                place=str(path),
            ) from err
        missing = [
            pair for pair in ((0, 3), (0, 10), (3, 301), (3, 399)) if pair not in kernel.pairs
        ]
        if missing:
            raise DataMissingError(
                f"the kernel lacks segments {missing}",
                advice="give a DE kernel such as de440s.bsp",
                place=str(path),
            )
        return cls(Path(path), kernel)

    def sun(self, epoch: Epoch) -> Array:
        """Geometric position of the Sun, GCRF, m, shape ``(*S, 3)``."""
        return self.sun_state(epoch)[0]

    def moon(self, epoch: Epoch) -> Array:
        """Geometric position of the Moon, GCRF, m, shape ``(*S, 3)``."""
        return self.moon_state(epoch)[0]

    def sun_state(self, epoch: Epoch) -> tuple[Array, Array]:
        """Position (m) and velocity (m/s) of the Sun, GCRF."""
        return self._sum(epoch, ((1.0, 0, 10), (-1.0, 0, 3), (-1.0, 3, 399)))

    def moon_state(self, epoch: Epoch) -> tuple[Array, Array]:
        """Position (m) and velocity (m/s) of the Moon, GCRF."""
        return self._sum(epoch, ((1.0, 3, 301), (-1.0, 3, 399)))

    def _sum(self, epoch: Epoch, terms: tuple[tuple[float, int, int], ...]) -> tuple[Array, Array]:
        from jplephem.exceptions import OutOfRangeError

        tdb = np.asarray(tdb_seconds(epoch))
        days = np.floor(tdb / DAY_S)
        fraction = (tdb - days * DAY_S) / DAY_S
        r, v = np.zeros((3, tdb.size)), np.zeros((3, tdb.size))
        for sign, centre, target in terms:
            segment = self.kernel[centre, target]
            try:
                dr, dv = segment.compute_and_differentiate(
                    2451545.0 + days.ravel(), fraction.ravel()
                )
            except OutOfRangeError as err:
                first, last = (
                    (jd - 2451545.0) * DAY_S for jd in (segment.start_jd, segment.end_jd)
                )
                raise _out_of_span(
                    first, last, np.reshape(err.out_of_range_times, tdb.shape)
                ) from err
            r, v = r + sign * dr, v + sign * dv
        shape = (*tdb.shape, 3)
        return (r.T * 1e3).reshape(shape), (v.T * (1e3 / DAY_S)).reshape(shape)


def _out_of_span(start: float, end: float, mask: Any) -> RangeError:
    first, last = (
        Epoch(np.asarray(J2000_MJD), np.asarray(s - TT_MINUS_TAI_S)).iso(0) for s in (start, end)
    )
    return RangeError(
        f"a moment outside the Sun and Moon ephemeris, {first} to {last}",
        advice="use the analytic Sun and Moon of core.bodies, or Ephemeris.from_kernel with a "
        "longer kernel",
        start=first,
        end=last,
        mask=mask,
    )
