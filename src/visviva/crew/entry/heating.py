"""Heat to the stagnation point of a blunt capsule: two convective correlations.

Limits: convective heat alone, laminar, to a cold and fully catalytic wall of a sphere in
dissociating air in equilibrium. Left out: radiation of the shock layer (little below about 9 km/s
on a metre of radius; the larger part of the heat of a big capsule coming back from the Moon),
blowing of an ablating shield (which lowers it), a hot wall, turbulence, rarefied flow above about
85 km, and the heating of shoulders.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.errors import InputError

#: Of `sutton_graves`, for air, kg^0.5/m (Sutton and Graves 1971, as usually rounded in SI).
SUTTON_GRAVES_AIR = 1.7415e-4
SEA_LEVEL_DENSITY = 1.225  # kg/m³, US 1976
#: Reference speed of Detra, Kemp and Riddell, 26,000 ft/s.
DKR_SPEED = 7924.8
#: 17,600 Btu/(ft² s) on one foot of radius, in W/m² on one metre.
DKR_FLUX = 17600.0 * 11356.527 * 0.3048**0.5


def sutton_graves(density: ArrayLike, speed: ArrayLike, nose_radius: float) -> Any:
    """Convective heat flux at the stagnation point, W/m²: ``k sqrt(rho / r) v³``.

    Parameters
    ----------
    density, speed : array_like
        Of the free stream, kg/m³ and m/s through the air.
    nose_radius : float
        m.

    References
    ----------
    Sutton and Graves, NASA TR R-376 (1971).

    Examples
    --------
    >>> round(float(sutton_graves(3e-4, 7000.0, 1.0)) / 1e4, 1)
    103.5
    """
    _check(nose_radius)
    return SUTTON_GRAVES_AIR * np.sqrt(np.asarray(density) / nose_radius) * np.asarray(speed) ** 3


def detra_kemp_riddell(density: ArrayLike, speed: ArrayLike, nose_radius: float) -> Any:
    """Convective heat flux at the stagnation point, W/m².

    ``q0 sqrt(rho / rho0 / r) (v / v0)^3.15``.

    The factor for wall enthalpy is left at one (cold wall).

    References
    ----------
    Detra, Kemp and Riddell, Jet Propulsion 27 (1957) 1256.

    Examples
    --------
    >>> round(float(detra_kemp_riddell(3e-4, 7000.0, 1.0)) / 1e4, 1)
    116.8
    """
    _check(nose_radius)
    ratio = np.sqrt(np.asarray(density) / SEA_LEVEL_DENSITY / nose_radius)
    return DKR_FLUX * ratio * (np.asarray(speed) / DKR_SPEED) ** 3.15


def heat_load(t: ArrayLike, flux: ArrayLike) -> float:
    """Heat taken up over a flight, J/m².

    The flux (W/m²) over the times (s), by the trapezoid rule.
    """
    return float(np.trapezoid(np.asarray(flux, dtype=np.float64), np.asarray(t, dtype=np.float64)))


def radiative_equilibrium(flux: ArrayLike, emissivity: float = 0.85) -> Any:
    """Temperature in K at which a wall of `emissivity` radiates the whole flux (W/m²) away."""
    from visviva.core.constants import STEFAN_BOLTZMANN

    return (np.asarray(flux) / (emissivity * STEFAN_BOLTZMANN)) ** 0.25


def _check(nose_radius: float) -> None:
    if not (np.isfinite(nose_radius) and nose_radius > 0.0):
        raise InputError(f"a nose radius of {nose_radius:g} m", advice="give one above zero")
