"""GCRF, ITRF and TEME: where the Earth is turned at a moment, exactly or from a grid.

Limits: GCRF to ITRF is IAU 2006/2000A (CIO based, IERS Conventions 2010) with the pole offsets and
polar motion of an `EarthOrientation`; tides inside a day are left out (3 cm on the ground).
Velocities turn with the nominal rate of the Earth: length-of-day changes (5e-6 m/s in LEO) and the
drift of the pole (5e-5 m/s in LEO) are left out of the rate. TEME is SGP4's own frame and is joined
to the ITRF by GMST 1982 alone (Vallado et al. 2006); TEME to GCRF goes through the ITRF, so every
road between two frames gives the same answer.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.iau import erfa
from visviva.core.rotation_grid import EARTH_SPIN, RotationGrid
from visviva.core.time import DAY_S, Epoch

__all__ = [
    "EARTH_SPIN",
    "RotationGrid",
    "earth_rotation_angle",
    "gcrf_to_itrf",
    "gcrf_to_itrf_matrix",
    "gcrf_to_teme",
    "gmst82",
    "itrf_to_gcrf",
    "itrf_to_teme",
    "pef_to_itrf_matrix",
    "rotate",
    "teme_to_gcrf",
    "teme_to_gcrf_matrix",
    "teme_to_itrf",
    "teme_to_itrf_matrix",
    "teme_to_pef",
    "teme_to_pef_matrix",
]

_NODE_S = 10800.0


def rotate(matrix: Array, vector: ArrayLike) -> Array:
    """``matrix @ vector`` over matching leading axes: shapes ``(..., 3, 3)`` and ``(..., 3)``."""
    out: Array = np.einsum("...ij,...j->...i", matrix, np.asarray(vector, dtype=np.float64))
    return out


def _transposed(matrix: Array) -> Array:
    return np.swapaxes(matrix, -1, -2)


# --- angles


def earth_rotation_angle(epoch: Epoch, orientation: EarthOrientation | None = None) -> Any:
    """Earth rotation angle (IAU 2000) in ``[0, 2 pi)``, rad, of the epoch's shape."""
    return erfa.era00(*_orientation(orientation).ut1_jd(epoch))


def gmst82(epoch: Epoch, orientation: EarthOrientation | None = None) -> Any:
    """Greenwich mean sidereal time of 1982.

    Aoki et al. 1982 in ``[0, 2 pi)``, rad: the angle of TEME.
    """
    return erfa.gmst82(*_orientation(orientation).ut1_jd(epoch))


# --- matrices


def gcrf_to_itrf_matrix(epoch: Epoch, orientation: EarthOrientation | None = None) -> Array:
    """Rotation from GCRF to ITRF, shape ``(*S, 3, 3)``, by the full series.

    Parameters
    ----------
    epoch : Epoch
        Moments of shape S.
    orientation : EarthOrientation, optional
        Default: the bundled series.

    Notes
    -----
    IERS Conventions (2010), chapter 5: X, Y of IAU 2006/2000A plus dX, dY; CIO locator s; Earth
    rotation angle of UT1; polar motion with s'. Sparse epochs get the whole series each (3e4 a
    second); many epochs on a short span share nodes of it 3 h apart, with splines between that stay
    within 0.3 µm at 7000 km (4e5 a second). Where 0.1 mm will do, `RotationGrid` is fifty times
    faster.

    Examples
    --------
    >>> r = gcrf_to_itrf_matrix(Epoch.parse("2024-06-07T01:11:00Z"))
    >>> bool(np.allclose(r @ r.T, np.eye(3), atol=1e-14))
    True
    """
    eop = _orientation(orientation)
    p = eop.parameters(epoch)
    x, y, locator = _pole(epoch)
    x, y = x + p[..., 3], y + p[..., 4]
    celestial = erfa.c2ixys(x, y, locator - 0.5 * x * y)
    out: Array = erfa.c2tcio(
        celestial, earth_rotation_angle(epoch, eop), pef_to_itrf_matrix(epoch, eop)
    )
    return out


def pef_to_itrf_matrix(epoch: Epoch, orientation: EarthOrientation | None = None) -> Array:
    """Polar motion: from the pseudo Earth-fixed frame (TIRS) to the ITRF, shape ``(*S, 3, 3)``."""
    p = _orientation(orientation).parameters(epoch)
    out: Array = erfa.pom00(p[..., 0], p[..., 1], erfa.sp00(*epoch.jd("tt")))
    return out


def teme_to_pef_matrix(epoch: Epoch, orientation: EarthOrientation | None = None) -> Array:
    """Rotation by GMST 1982 about the pole, shape ``(*S, 3, 3)``.

    Vallado et al. 2006, appendix C.
    """
    angle = np.asarray(gmst82(epoch, orientation))
    out = np.zeros((*angle.shape, 3, 3))
    c, s = np.cos(angle), np.sin(angle)
    out[..., 0, 0], out[..., 0, 1] = c, s
    out[..., 1, 0], out[..., 1, 1] = -s, c
    out[..., 2, 2] = 1.0
    return out


def teme_to_itrf_matrix(epoch: Epoch, orientation: EarthOrientation | None = None) -> Array:
    """Rotation from TEME to ITRF, shape ``(*S, 3, 3)``."""
    out: Array = pef_to_itrf_matrix(epoch, orientation) @ teme_to_pef_matrix(epoch, orientation)
    return out


def teme_to_gcrf_matrix(epoch: Epoch, orientation: EarthOrientation | None = None) -> Array:
    """Rotation from TEME to GCRF (through the ITRF), shape ``(*S, 3, 3)``."""
    back = _transposed(gcrf_to_itrf_matrix(epoch, orientation))
    out: Array = back @ teme_to_itrf_matrix(epoch, orientation)
    return out


# --- states


def gcrf_to_itrf(
    epoch: Epoch,
    r_gcrf: ArrayLike,
    v_gcrf: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from GCRF to ITRF.

    Parameters
    ----------
    epoch : Epoch
        Moments of shape S (or one moment for all vectors).
    r_gcrf, v_gcrf : array_like, shape (..., 3)
        Position in m and, if wanted, velocity in m/s.
    orientation : EarthOrientation, optional
        Default: the bundled series.

    Returns
    -------
    r_itrf, or (r_itrf, v_itrf)
        The velocity is the one seen on the turning Earth.
    """
    eop = _orientation(orientation)
    return _to_turning(
        gcrf_to_itrf_matrix(epoch, eop), pef_to_itrf_matrix(epoch, eop), r_gcrf, v_gcrf
    )


def itrf_to_gcrf(
    epoch: Epoch,
    r_itrf: ArrayLike,
    v_itrf: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from ITRF to GCRF; the inverse of `gcrf_to_itrf`."""
    eop = _orientation(orientation)
    return _to_still(
        gcrf_to_itrf_matrix(epoch, eop), pef_to_itrf_matrix(epoch, eop), r_itrf, v_itrf
    )


def teme_to_itrf(
    epoch: Epoch,
    r_teme: ArrayLike,
    v_teme: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from SGP4's TEME to ITRF.

    Vallado et al. 2006, appendix C.
    """
    eop = _orientation(orientation)
    return _to_turning(
        teme_to_itrf_matrix(epoch, eop), pef_to_itrf_matrix(epoch, eop), r_teme, v_teme
    )


def itrf_to_teme(
    epoch: Epoch,
    r_itrf: ArrayLike,
    v_itrf: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from ITRF to TEME; the inverse of `teme_to_itrf`."""
    eop = _orientation(orientation)
    return _to_still(
        teme_to_itrf_matrix(epoch, eop), pef_to_itrf_matrix(epoch, eop), r_itrf, v_itrf
    )


def teme_to_pef(
    epoch: Epoch,
    r_teme: ArrayLike,
    v_teme: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from TEME to the pseudo Earth-fixed frame.

    No polar motion.
    """
    return _to_turning(teme_to_pef_matrix(epoch, orientation), np.eye(3), r_teme, v_teme)


def teme_to_gcrf(
    epoch: Epoch,
    r_teme: ArrayLike,
    v_teme: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from TEME to GCRF.

    Neither frame turns, so both rotate alike.
    """
    return _both(teme_to_gcrf_matrix(epoch, orientation), r_teme, v_teme)


def gcrf_to_teme(
    epoch: Epoch,
    r_gcrf: ArrayLike,
    v_gcrf: ArrayLike | None = None,
    orientation: EarthOrientation | None = None,
) -> Any:
    """Position, or position and velocity, from GCRF to TEME; the inverse of `teme_to_gcrf`."""
    return _both(_transposed(teme_to_gcrf_matrix(epoch, orientation)), r_gcrf, v_gcrf)


def _orientation(orientation: EarthOrientation | None) -> EarthOrientation:
    return EarthOrientation.default() if orientation is None else orientation


def _pole_series(epoch: Epoch) -> Array:
    """X, Y of IAU 2006/2000A and s + XY/2, shape ``(*S, 3)``, rad."""
    tt = epoch.jd("tt")
    return np.stack([*erfa.xy06(*tt), erfa.s06(*tt, 0.0, 0.0)], axis=-1)


def _pole(epoch: Epoch) -> Array:
    """The same with leading axis 3.

    From nodes where that saves evaluations (no motion is faster than days).
    """
    size = epoch.day.size
    if size > 500:
        first = Epoch(epoch.day.min() - 1.0, np.zeros(()))
        seconds = np.asarray(epoch - first)
        nodes = np.arange(0.0, seconds.max() + DAY_S, _NODE_S)
        if 4 * nodes.size < size:
            from scipy.interpolate import CubicSpline

            return np.moveaxis(CubicSpline(nodes, _pole_series(first + nodes))(seconds), -1, 0)
    return np.moveaxis(_pole_series(epoch), -1, 0)


def _both(matrix: Array, r: ArrayLike, v: ArrayLike | None) -> Any:
    return rotate(matrix, r) if v is None else (rotate(matrix, r), rotate(matrix, v))


def _spin_itrf(polar_motion: Array) -> Array:
    """The Earth's spin vector in ITRF axes.

    Along the intermediate pole, so tilted by polar motion.
    """
    return EARTH_SPIN * polar_motion[..., :, 2]


def _to_turning(matrix: Array, polar_motion: Array, r: ArrayLike, v: ArrayLike | None) -> Any:
    r_out = rotate(matrix, r)
    if v is None:
        return r_out
    return r_out, rotate(matrix, v) - np.cross(_spin_itrf(polar_motion), r_out)


def _to_still(matrix: Array, polar_motion: Array, r: ArrayLike, v: ArrayLike | None) -> Any:
    back = _transposed(matrix)
    r = np.asarray(r, dtype=np.float64)
    if v is None:
        return rotate(back, r)
    return rotate(back, r), rotate(
        back, np.asarray(v, dtype=np.float64) + np.cross(_spin_itrf(polar_motion), r)
    )
