# mypy: disable-error-code="no-untyped-def"
"""Compiled forces on a capsule in Earth-fixed axes.

Gravity with J2, the turning frame, air, lift, thrust.

Imported only by `_entry_kernel`: numba takes half a second to import.
"""

from typing import Any, NamedTuple

import numpy as np

from visviva.core.kernels.compiled import compiled
from visviva.core.kernels.jit import njit

_AIR = compiled("visviva.core.kernels.air")
geodetic, us76, between = _AIR.geodetic, _AIR.us76, _AIR.between

# Columns of a craft row: what may differ from one flight of a batch to the next.
MASS, AREA, CD_SCALE, CL_SCALE, BANK_SHIFT, AIR_SCALE, WIND_SCALE, THRUST, FLOW = range(9)
CRAFT_COLUMNS = 9


class World(NamedTuple):
    """What the flight meets, as plain values: Earth, air, wind.

    A `scale_height` above zero means exponential air.
    """

    gm: float
    rate: float
    radius: float
    flattening: float
    j2: float
    base_height: Any
    base_temperature: Any
    lapse: Any
    base_log_pressure: Any
    upper_log_density: Any
    upper_log_pressure: Any
    scale_height: float
    surface_density: float
    wind_altitude: Any
    wind_east: Any
    wind_north: Any


class Shape(NamedTuple):
    """Coefficients by Mach number and bank angle by time.

    Linear between and held beyond the ends.
    """

    mach: Any
    cd: Any
    cl: Any
    bank_t: Any
    bank: Any


@njit(cache=True, error_model="numpy")
def air(z, world):
    """Density and sound speed: US 1976 and its formal sound speed in the void.

    Or an exponential.
    """
    if world.scale_height > 0.0:
        return world.surface_density * np.exp(-z / world.scale_height), 300.0
    density, pressure = us76(z, world)
    if density == 0.0:
        return 0.0, 300.0
    return density, np.sqrt(1.4 * pressure / density)


@njit(cache=True, error_model="numpy")
def wind_at(altitude, scale, world):
    """East and north speed of the air over the ground, m/s."""
    if world.wind_altitude.size == 0 or scale == 0.0:
        return 0.0, 0.0
    return (
        scale * between(altitude, world.wind_altitude, world.wind_east),
        scale * between(altitude, world.wind_altitude, world.wind_north),
    )


@njit(cache=True, error_model="numpy")
def rates(t, y, mass, craft, shape, world, chute, out):
    """Time derivative of ``(r, v)`` in Earth-fixed axes, into `out`.

    Returns altitude, density, airspeed, Mach number and sensed load (m/s², air forces and thrust).
    """
    rx, ry, rz, vx, vy, vz = y[0], y[1], y[2], y[3], y[4], y[5]
    w = world.rate
    d2 = rx * rx + ry * ry + rz * rz
    d = np.sqrt(d2)
    mu = -world.gm / (d2 * d)
    q = 1.5 * world.j2 * world.radius * world.radius / d2
    s2 = 5.0 * rz * rz / d2
    ax = mu * rx * (1.0 + q * (1.0 - s2)) + 2.0 * w * vy + w * w * rx
    ay = mu * ry * (1.0 + q * (1.0 - s2)) - 2.0 * w * vx + w * w * ry
    az = mu * rz * (1.0 + q * (3.0 - s2))
    altitude, s, c = geodetic(rx, ry, rz, world.radius, world.flattening)
    density, sound = air(altitude, world)
    density *= craft[AIR_SCALE]
    east, north = wind_at(altitude, craft[WIND_SCALE], world)
    ux, uy, uz = vx, vy, vz
    if east != 0.0 or north != 0.0:
        p = np.sqrt(rx * rx + ry * ry)
        co, so = rx / p, ry / p
        ux -= -so * east - s * co * north
        uy -= co * east - s * so * north
        uz -= c * north
    speed = np.sqrt(ux * ux + uy * uy + uz * uz) + 1e-30
    mach = speed / sound
    fx, fy, fz = 0.0, 0.0, 0.0
    if density > 0.0:
        pressure = 0.5 * density * speed * speed / mass
        cd = craft[CD_SCALE] * between(mach, shape.mach, shape.cd)
        drag = pressure * (craft[AREA] * cd + chute)
        fx, fy, fz = -drag * ux / speed, -drag * uy / speed, -drag * uz / speed
        cl = craft[CL_SCALE] * between(mach, shape.mach, shape.cl)
        if cl != 0.0 and chute == 0.0:
            bank = craft[BANK_SHIFT]
            if shape.bank.size > 0:
                bank += between(t, shape.bank_t, shape.bank)
            # right of the flight path as the pilot sees it, then up in the plane of position and
            # airspeed
            ex, ey, ez = uy * rz - uz * ry, uz * rx - ux * rz, ux * ry - uy * rx
            # "up" loses its meaning in a vertical fall: within 6 degrees of it the lift fades
            n = max(np.sqrt(ex * ex + ey * ey + ez * ez), 0.1 * speed * d)
            ex, ey, ez = ex / n, ey / n, ez / n
            hx, hy, hz = (
                (ey * uz - ez * uy) / speed,
                (ez * ux - ex * uz) / speed,
                (ex * uy - ey * ux) / speed,
            )
            lift = pressure * craft[AREA] * cl
            cb, sb = lift * np.cos(bank), lift * np.sin(bank)
            fx += cb * hx + sb * ex
            fy += cb * hy + sb * ey
            fz += cb * hz + sb * ez
    if craft[THRUST] != 0.0:
        ix, iy, iz = vx - w * ry, vy + w * rx, vz
        # against the inertial velocity
        push = -craft[THRUST] / mass / np.sqrt(ix * ix + iy * iy + iz * iz)
        fx += push * ix
        fy += push * iy
        fz += push * iz
    out[0], out[1], out[2] = vx, vy, vz
    out[3], out[4], out[5] = ax + fx, ay + fy, az + fz
    return altitude, density, speed, mach, np.sqrt(fx * fx + fy * fy + fz * fz)
