"""U.S. Standard Atmosphere 1976, from 5 km below the sea to 1,000 km.

The still, mean air of ascent and fall.

Limits: one mean day at mid-latitude; no season, no solar cycle. Above 200 km the true density can
differ by a factor of ten: decay and drag on orbit need another model.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.kernels.air import AirTables
from visviva.errors import RangeError

GAS_CONSTANT_1976 = 8314.32  # J/(kmol K), the value of the standard itself
MOLAR_MASS_SEA_LEVEL = 28.9644  # kg/kmol
EFFECTIVE_RADIUS = 6356766.0  # m, of the standard's geopotential
HEAT_RATIO = 1.4
LOWEST, LOWER_TOP, HIGHEST = -5000.0, 86000.0, 1.0e6  # m

# Geopotential base heights (m), molecular-scale temperatures (K), lapse rates (K/m), pressures
# (Pa).
BASE_HEIGHT = np.array([0.0, 11000.0, 20000.0, 32000.0, 47000.0, 51000.0, 71000.0])
BASE_TEMPERATURE = np.array([288.15, 216.65, 216.65, 228.65, 270.65, 270.65, 214.65])
LAPSE_RATE = np.array([-6.5e-3, 0.0, 1.0e-3, 2.8e-3, 0.0, -2.8e-3, -2.0e-3])
HYDROSTATIC = STANDARD_GRAVITY * MOLAR_MASS_SEA_LEVEL / GAS_CONSTANT_1976  # K/m


@dataclass(frozen=True, slots=True)
class Air:
    """The air at some altitudes, every field of the shape of the altitudes asked for.

    Attributes
    ----------
    density : float or ndarray
        kg/m³.
    pressure : float or ndarray
        Pa.
    temperature : float or ndarray
        Kinetic above 86 km, molecular-scale below (they differ by 0.05 % from 80 to 86 km), K.
    sound_speed : float or ndarray
        ``sqrt(1.4 p / rho)``, m/s; above 86 km a formal value for the Mach number alone.
    """

    density: Any
    pressure: Any
    temperature: Any
    sound_speed: Any


def us76(altitude: ArrayLike) -> Air:
    """Air of the U.S. Standard Atmosphere 1976.

    Parameters
    ----------
    altitude : float or ndarray
        Geometric altitude above mean sea level, m, from -5,000 to 1,000,000.

    Returns
    -------
    Air

    Raises
    ------
    RangeError
        If an altitude lies outside the standard.

    References
    ----------
    U.S. Standard Atmosphere, 1976 (NOAA-S/T 76-1562), equations 18, 23, 27-33.

    Examples
    --------
    >>> air = us76(0.0)
    >>> round(air.density, 4), round(air.pressure), round(air.sound_speed, 2)
    (1.225, 101325, 340.29)
    >>> f"{us76(200e3).density:.2e}"
    '2.54e-10'
    """
    z = np.asarray(altitude, dtype=np.float64)
    if not np.all((z >= LOWEST) & (z <= HIGHEST)):
        wrong = z[~((z >= LOWEST) & (z <= HIGHEST))].ravel()[0]
        raise RangeError(
            f"the US 1976 air has no altitude of {wrong / 1e3:g} km",
            advice="give one from -5 to 1000 km",
            low_m=LOWEST,
            high_m=HIGHEST,
        )
    below = z < LOWER_TOP
    log_p, log_rho, temperature = _lower(np.minimum(z, LOWER_TOP))
    if not np.all(below):
        table = upper_table()
        knots = np.clip((z - LOWER_TOP) / table.step, 0.0, table.log_density.shape[1] - 1e-9)
        i = knots.astype(np.intp)
        s = knots - i
        log_p = np.where(below, log_p, _cubic(table.log_pressure, i, s))
        log_rho = np.where(below, log_rho, _cubic(table.log_density, i, s))
        temperature = np.where(below, temperature, upper_temperature(np.maximum(z, LOWER_TOP)))
    density, pressure = np.exp(log_rho), np.exp(log_p)
    sound = np.sqrt(HEAT_RATIO * pressure / density)
    if z.ndim == 0:
        return Air(float(density), float(pressure), float(temperature), float(sound))
    return Air(density, pressure, temperature, sound)


@lru_cache(maxsize=1)
def base_log_pressure() -> Array:
    """Natural logarithm of the pressure (Pa) at the seven base heights, shape ``(7,)``."""
    out = np.empty(7)
    out[0] = np.log(101325.0)
    for k in range(6):
        depth = BASE_HEIGHT[k + 1] - BASE_HEIGHT[k]
        if LAPSE_RATE[k] == 0.0:
            out[k + 1] = out[k] - HYDROSTATIC * depth / BASE_TEMPERATURE[k]
        else:
            ratio = BASE_TEMPERATURE[k + 1] / BASE_TEMPERATURE[k]
            out[k + 1] = out[k] - HYDROSTATIC / LAPSE_RATE[k] * np.log(ratio)
    out.flags.writeable = False
    return out


def _lower(z: Array) -> tuple[Array, Array, Array]:
    """Logarithms of pressure and density, and temperature, up to 86 km.

    US76 eq. 18, 23, 33a, 33b.
    """
    height = EFFECTIVE_RADIUS * z / (EFFECTIVE_RADIUS + z)
    k = np.clip(np.searchsorted(BASE_HEIGHT, height, side="right") - 1, 0, 6)
    lapse, t0, rise = LAPSE_RATE[k], BASE_TEMPERATURE[k], height - BASE_HEIGHT[k]
    temperature = t0 + lapse * rise
    safe = np.where(lapse == 0.0, 1.0, lapse)
    fall = np.where(lapse == 0.0, rise / t0, np.log(temperature / t0) / safe)
    log_p = base_log_pressure()[k] - HYDROSTATIC * fall
    log_rho = log_p - np.log(GAS_CONSTANT_1976 / MOLAR_MASS_SEA_LEVEL * temperature)
    return log_p, log_rho, temperature


# --- above 86 km: six gases in diffusive balance

# Of O, O2, Ar, He: molar mass, diffusion a and b, thermal diffusion, density at 86 km, and the flux
# terms Q, U, W (km) of US76 table 6 (eq. 37).
_MASS = np.array([15.9994, 31.9988, 39.948, 4.0026])
_DIFFUSION_A = np.array([6.986e20, 4.863e20, 4.487e20, 1.700e21])
_DIFFUSION_B = np.array([0.750, 0.750, 0.870, 0.691])
_THERMAL = np.array([0.0, 0.0, 0.0, -0.40])
_AT_86_KM = np.array([8.6e16, 3.030898e19, 1.351400e18, 7.5817e14])
_FLUX_Q = np.array([-5.809644e-4, 1.366212e-4, 9.434079e-5, -2.457369e-4])
_FLUX_U = np.array([56.90311, 86.0, 86.0, 86.0])
_FLUX_W = np.array([2.706240e-5, 8.333333e-5, 8.333333e-5, 6.666667e-4])
_N2_MASS, _N2_AT_86_KM = 28.0134, 1.129794e20
_H_MASS, _H_AT_500_KM, _H_FLUX, _H_THERMAL = 1.00797, 8.0e10, 7.2e11, -0.25
_AVOGADRO_1976 = 6.022169e26  # per kmol


@dataclass(frozen=True, slots=True)
class UpperTable:
    """Cubic pieces every `step` m from 86 km up.

    Rows c0..c3 of ``c0 + c1 s + c2 s² + c3 s³``, s from 0 to 1.

    `log_density` and `log_pressure` have shape ``(4, n)``; natural logarithms of kg/m³ and Pa.
    """

    step: float
    log_density: Array
    log_pressure: Array


def upper_temperature(z: Array) -> Array:
    """Kinetic temperature in K above 86 km at geometric altitude `z` in m.

    US76 eq. 25, 27, 29, 31.
    """
    km = z / 1e3
    arc = 263.1905 - 76.3232 * np.sqrt(np.clip(1.0 - ((km - 91.0) / 19.9429) ** 2, 0.0, None))
    xi = (km - 120.0) * (EFFECTIVE_RADIUS / 1e3 + 120.0) / (EFFECTIVE_RADIUS / 1e3 + km)
    out: Array = np.select(
        [km <= 91.0, km <= 110.0, km <= 120.0],
        [np.full_like(km, 186.8673), arc, 240.0 + 12.0 * (km - 110.0)],
        1000.0 - 640.0 * np.exp(-0.01875 * xi),
    )
    return out


@lru_cache(maxsize=1)
def upper_table() -> UpperTable:
    """Density and pressure from 86 to 1,000 km.

    Integrated once from the standard's own equations.
    """
    fine, step = 100.0, 1000.0
    z = np.arange(LOWER_TOP, HIGHEST + fine / 2, fine)
    density, pressure = _integrate_gases(z)
    pieces = []
    for values in (density, pressure):
        # Cubics through values and slopes at every kilometre: the fine grid knows the slopes to
        # 1e-7.
        y = np.log(values)
        slope = np.gradient(y, fine, edge_order=2)[:: round(step / fine)] * step
        y = y[:: round(step / fine)]
        rise, m0, m1 = np.diff(y), slope[:-1], slope[1:]
        coefficients = np.ascontiguousarray(
            [y[:-1], m0, 3.0 * rise - 2.0 * m0 - m1, m0 + m1 - 2.0 * rise]
        )
        coefficients.flags.writeable = False
        pieces.append(coefficients)
    return UpperTable(step, pieces[0], pieces[1])


def kernel_tables() -> AirTables:
    """The standard as `visviva.core.kernels.air.us76` reads it."""
    table = upper_table()
    arrays = (
        BASE_HEIGHT,
        BASE_TEMPERATURE,
        LAPSE_RATE,
        base_log_pressure(),
        table.log_density,
        table.log_pressure,
    )
    return AirTables(*(np.array(a, dtype=np.float64, order="C") for a in arrays))


def _integrate_gases(z: Array) -> tuple[Array, Array]:
    """Total density and pressure on an even grid `z` (m) that starts at 86 km.

    US76 eq. 32, 36-39.
    """
    km, dz = z / 1e3, z[1] - z[0]
    t = upper_temperature(z)
    slope = np.gradient(t, dz)
    g = STANDARD_GRAVITY * (EFFECTIVE_RADIUS / (EFFECTIVE_RADIUS + z)) ** 2
    weight = g / (GAS_CONSTANT_1976 * t)  # kmol/(kg m)
    mixed = np.where(km <= 100.0, MOLAR_MASS_SEA_LEVEL, _N2_MASS)
    n2 = _N2_AT_86_KM * t[0] / t * np.exp(-_running(mixed * weight, dz))
    gases: list[Array] = []
    for k in range(4):
        # O and O2 diffuse through N2, argon and helium through the sum of the three (US76 p. 13).
        background = n2 if k < 2 else n2 + gases[0] + gases[1]
        gases.append(
            _diffusing(
                k, km=km, dz=dz, t=t, slope=slope, weight=weight, mixed=mixed, background=background
            )
        )
    heavier = n2 + sum(gases)
    hydrogen = _hydrogen(z, t, weight, heavier)
    masses = [_N2_MASS, *_MASS, _H_MASS]
    number = heavier + hydrogen
    density = (
        sum(m * n for m, n in zip(masses, [n2, *gases, hydrogen], strict=True)) / _AVOGADRO_1976
    )
    return density, number / _AVOGADRO_1976 * GAS_CONSTANT_1976 * t


def _diffusing(
    k: int,
    *,
    km: Array,
    dz: float,
    t: Array,
    slope: Array,
    weight: Array,
    mixed: Array,
    background: Array,
) -> Array:
    """Number density of gas `k`, per m³ (US76 eq. 36)."""
    d = _DIFFUSION_A[k] / background * (t / 273.15) ** _DIFFUSION_B[k]
    inside = np.where(km < 115.0, 400.0 - (km - 95.0) ** 2, 1.0)
    eddy = np.select(
        [km <= 95.0, km < 115.0],
        [np.full_like(km, 120.0), 120.0 * np.exp(1.0 - 400.0 / inside)],
        0.0,
    )
    balance = weight * d / (d + eddy) * (_MASS[k] + mixed * eddy / d) + _THERMAL[
        k
    ] * slope / t * d / (d + eddy)
    flux = _FLUX_Q[k] * (km - _FLUX_U[k]) ** 2 * np.exp(-_FLUX_W[k] * (km - _FLUX_U[k]) ** 3)
    if k == 0:
        gap = np.maximum(97.0 - km, 0.0)
        flux = flux - 3.416248e-3 * gap**2 * np.exp(-5.008765e-4 * gap**3)
    out: Array = _AT_86_KM[k] * t[0] / t * np.exp(-_running(balance + flux / 1e3, dz))
    return out


def _hydrogen(z: Array, t: Array, weight: Array, heavier: Array) -> Array:
    """Number density of atomic hydrogen, per m³: from 150 km up, zero below (US76 eq. 39)."""
    dz = z[1] - z[0]
    tau = _running(_H_MASS * weight, dz)
    at_500 = int(np.argmin(np.abs(z - 500e3)))
    tau, t_ratio = tau - tau[at_500], t / t[at_500]
    d = 3.305e21 / heavier * np.sqrt(t / 273.15)
    rising = _running(_H_FLUX / d * t_ratio ** (1.0 + _H_THERMAL) * np.exp(tau), dz)
    n = (_H_AT_500_KM - (rising - rising[at_500])) * t_ratio ** -(1.0 + _H_THERMAL) * np.exp(-tau)
    return np.where(z >= 150e3, n, 0.0)


def _running(values: Array, step: float) -> Array:
    """Integral of `values` from the first point on, by the trapezoid rule."""
    out = np.zeros_like(values)
    np.cumsum(0.5 * step * (values[1:] + values[:-1]), out=out[1:])
    return out


def _cubic(coefficients: Array, i: Any, s: Any) -> Array:
    c0, c1, c2, c3 = (row[np.minimum(i, coefficients.shape[1] - 1)] for row in coefficients)
    return np.asarray(c0 + s * (c1 + s * (c2 + s * c3)))
