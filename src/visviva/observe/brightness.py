"""How bright a sunlit satellite is, from its standard magnitude.

Limits: a diffuse sphere in place of the satellite's own shape, so single sightings scatter by a
magnitude and flashes of flat panels are not in it; no extinction of the air, which takes a quarter
of a magnitude overhead and one near 10 degrees.
"""

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array

#: Range of the standard magnitude, m; its phase angle is 90 degrees (half lit).
STANDARD_RANGE = 1.0e6


def visual_magnitude(standard: ArrayLike, distance: ArrayLike, phase: ArrayLike) -> Array:
    """Magnitude of a diffuse sphere.

    ``m = m0 + 5 log10(d / 1000 km) - 2.5 log10(sin φ + (π - φ) cos φ)``

    Parameters
    ----------
    standard : array_like
        Magnitude at 1,000 km and a phase angle of 90 degrees.
    distance : array_like
        Range from the observer, m.
    phase : array_like
        Angle at the satellite between the Sun and the observer, rad, 0 to pi.

    Returns
    -------
    ndarray
        Infinite where the lit side is turned away.

    References
    ----------
    The Lambert sphere, as in Cognion, M. (2013), "Observations and Modeling of GEO Satellites at
    Large Phase Angles", AMOS; the convention of the standard magnitude is that of McCants' lists.

    Examples
    --------
    >>> round(float(visual_magnitude(4.0, 1.0e6, np.pi / 2)), 6)
    4.0
    >>> round(float(visual_magnitude(4.0, 5.0e5, 0.0)), 3)
    1.252
    """
    phi = np.asarray(phase, dtype=np.float64)
    lit = np.sin(phi) + (np.pi - phi) * np.cos(phi)
    with np.errstate(divide="ignore"):
        out: Array = (
            np.asarray(standard)
            + 5.0 * np.log10(np.asarray(distance) / STANDARD_RANGE)
            - 2.5 * np.log10(np.maximum(lit, 0.0))
        )
    return out
