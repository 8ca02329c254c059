"""Tables that the compiled right-hand side reads.

Rotation, Sun and Moon, field, density along the path.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.interpolate import CubicSpline

from visviva.core import geodesy
from visviva.core.arrays import Array
from visviva.core.atmosphere.nrlmsise import CEILING, Nrlmsise00
from visviva.core.constants import (
    ASTRONOMICAL_UNIT,
    EARTH_FLATTENING,
    EARTH_RADIUS,
    MOON_GM,
    SOLAR_IRRADIANCE,
    SPEED_OF_LIGHT,
    SUN_GM,
    SUN_RADIUS,
)
from visviva.core.gravity import GravityField
from visviva.core.kernels.gravity import pines_tables
from visviva.core.rotation_grid import RotationGrid
from visviva.core.time import Epoch
from visviva.errors import VisvivaError
from visviva.orbit import _force_kernel as kernel
from visviva.orbit import _force_terms as terms
from visviva.orbit.forces import ForceModel, Spacecraft

BODY_STEP = 3600.0  # s: a cubic spline through DE440 at this step follows the Moon within 0.1 m
# k2, IERS Conventions 2010, table 6.3, between the elastic 0.295 and the anelastic 0.302
LOVE = 0.30
PREDICTOR_DEGREE = 8
SCALE_STEP = 500.0  # m between the two heights that give the scale height
EDGE = 2.1  # s: a segment may overhang the jump of a driver by this
NODE_ANGLE = 0.06  # rad of a circular orbit between two density nodes


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All that a span of time needs; density is added arc by arc."""

    epoch: Epoch
    k: Array
    rotation: RotationGrid
    bodies: Array
    field: tuple[Array, Array, Array]
    coarse_field: tuple[Array, Array, Array]
    atmosphere: Nrlmsise00 | None

    @classmethod
    def spanning(
        cls, epoch: Epoch, low: float, high: float, forces: ForceModel, craft: Spacecraft
    ) -> "Tables":
        """Tables for seconds `low` to `high` from `epoch`."""
        rotation = RotationGrid.spanning(
            epoch + (low - 60.0), epoch + (high + 60.0), forces.orientation
        )
        k = np.zeros(kernel.SCALARS)
        k[terms.GM], k[terms.RADIUS], k[terms.ORDER] = (
            forces.gravity.gm,
            forces.gravity.radius,
            forces.gravity.order,
        )
        k[terms.ROT_STEP], k[terms.ROT_OFFSET] = rotation.step, epoch - rotation.start
        k[terms.BODY_STEP], k[terms.BODY_OFFSET] = BODY_STEP, 3.0 * BODY_STEP - low
        k[terms.GM_SUN], k[terms.GM_MOON] = SUN_GM * forces.sun, MOON_GM * forces.moon
        k[terms.SUN_RADIUS], k[terms.SHADOW_RADIUS] = SUN_RADIUS, EARTH_RADIUS
        k[terms.TIDE] = LOVE * forces.solid_tide
        k[terms.RELATIVITY] = forces.relativity / SPEED_OF_LIGHT**2
        if forces.atmosphere is not None:
            k[terms.DRAG] = craft.cd * craft.area
        if forces.solar_pressure:
            area = craft.area if craft.sun_area is None else craft.sun_area
            k[terms.SOLAR] = (
                craft.cr * area * SOLAR_IRRADIANCE / SPEED_OF_LIGHT * ASTRONOMICAL_UNIT**2
            )
        coarse = forces.gravity.truncated(min(PREDICTOR_DEGREE, forces.gravity.degree))
        wanted = forces.sun or forces.moon or forces.solar_pressure
        bodies = _bodies(epoch, low, high, forces) if wanted else np.zeros((1, 6, 4))
        _check_compiled(epoch, rotation, k)
        return cls(
            epoch, k, rotation, bodies, _field(forces.gravity), _field(coarse), forces.atmosphere
        )

    @property
    def drags(self) -> bool:
        """Whether there is air, and something for it to act on."""
        return self.atmosphere is not None and bool(self.k[terms.DRAG] > 0.0)

    def with_thrust(self, thrust: float, flow: float, frame: float, direction: Array) -> Array:
        """A copy of the scalars with an engine on."""
        k = self.k.copy()
        k[terms.THRUST], k[terms.FLOW], k[terms.FRAME] = thrust, flow, frame
        k[[terms.UX, terms.UY, terms.UZ]] = direction
        return k

    def integrate(
        self, t0: float, t1: float, y0: Array, h: float, k: Array, air: "Air", options: Any
    ) -> Any:
        """Integrate one arc with all forces."""
        return kernel.integrate(
            t0,
            t1,
            y0,
            h,
            options.max_step,
            options.turn,
            options.rtol,
            options.atol,
            options.floor_radius,
            options.max_steps,
            k,
            self.rotation.table,
            self.bodies,
            *self.field,
            air.knots,
            air.pieces,
        )

    def predict(self, t0: float, t1: float, y0: Array, options: Any) -> tuple[Array, Array]:
        """The path by a low-degree field alone, at density nodes.

        Near enough to read the air along it.
        """
        k = self.k.copy()
        k[
            [
                terms.DRAG,
                terms.SOLAR,
                terms.TIDE,
                terms.RELATIVITY,
                terms.GM_SUN,
                terms.GM_MOON,
            ]
        ] = 0.0
        k[terms.ORDER] = min(k[terms.ORDER], len(self.coarse_field[0][0]) - 1)
        t, y, *_ = kernel.integrate(
            t0,
            t1,
            y0,
            abs(t1 - t0) / 8.0,
            np.inf,
            NODE_ANGLE,
            1e-6,
            0.0,
            0.0,
            options.max_steps,
            k,
            self.rotation.table,
            self.bodies,
            *self.coarse_field,
            NO_AIR.knots,
            NO_AIR.pieces,
        )
        return t, y


@dataclass(frozen=True, slots=True, eq=False)
class Air:
    """Log of density along a path, as cubic pieces of A(t) and B(t) in ``log rho = A + B h``."""

    knots: Array
    pieces: Array

    @classmethod
    def along(cls, tables: Tables, t: Array, r_gcrf: Array) -> "Air":
        """Read the model at positions `r_gcrf` (n, 3) and times `t` (n,), and a little above.

        The path flown differs from the one read by metres to kilometres; `B`, the inverse scale
        height, carries the density from one to the other.
        """
        assert tables.atmosphere is not None
        if t[0] > t[-1]:
            t, r_gcrf = t[::-1], r_gcrf[::-1]
        r = kernel.earth_fixed(t, np.ascontiguousarray(r_gcrf), tables.k, tables.rotation.table)
        lat, lon, height = geodesy.itrf_to_geodetic(r)
        # Beyond the model's ceiling (and underground) it is read at its edge and carried on by its
        # scale height.
        edge = np.clip(height, 0.0, CEILING - 2e3)
        # Drivers jump at midnight and every three hours; all nodes of a segment take those of its
        # inside.
        edge_s = min(EDGE, 0.25 * (t[-1] - t[0]))
        inside = tables.epoch + np.clip(t, t[0] + edge_s, t[-1] - edge_s)
        rho = tables.atmosphere.density(
            inside[:, None], lat[:, None], lon[:, None], edge[:, None] + np.array([0.0, SCALE_STEP])
        )
        log_rho = np.log(rho)
        b = (log_rho[:, 1] - log_rho[:, 0]) / SCALE_STEP
        along = _height_along_radius(r)
        a = log_rho[:, 0] - b * (along + (edge - height))
        pieces = CubicSpline(t, np.stack([a, b], axis=-1)).c[::-1]
        return cls(np.ascontiguousarray(t), np.ascontiguousarray(np.transpose(pieces, (1, 2, 0))))


NO_AIR = Air(np.array([0.0, 1.0]), np.zeros((1, 2, 4)))


def _height_along_radius(r: Array) -> Array:
    radius = np.linalg.norm(r, axis=-1)
    b = 1.0 - EARTH_FLATTENING
    height: Array = radius - EARTH_RADIUS * b / np.sqrt(
        b * b + (1.0 - b * b) * (r[:, 2] / radius) ** 2
    )
    return height


def _check_compiled(epoch: Epoch, rotation: RotationGrid, k: Array) -> None:
    """Refuse compiled code older than the rotation table it reads.

    Numba's cache does not watch what it inlined.
    """
    probe = np.array([[4e6, 3e6, 5e6]])
    compiled = kernel.earth_fixed(np.zeros(1), probe, k, rotation.table)
    if not np.allclose(compiled, rotation.to_itrf(epoch, probe), rtol=0.0, atol=1e-3):
        raise VisvivaError(
            "compiled code from another version of the program is in use",
            advice="delete the __pycache__ folders of visviva and run again",
        )


def _field(gravity: GravityField) -> tuple[Array, Array, Array]:
    cs, factors, diagonal, _ = pines_tables(gravity)
    return cs, factors, diagonal


def _bodies(epoch: Epoch, low: float, high: float, forces: ForceModel) -> Array:
    start = low - 3.0 * BODY_STEP
    t = start + BODY_STEP * np.arange(int(np.ceil((high - low) / BODY_STEP)) + 7)
    when = epoch + t
    both = np.concatenate([forces.ephemeris.sun(when), forces.ephemeris.moon(when)], axis=-1)
    pieces = CubicSpline(t, both).c[::-1]  # (4, n, 6), lowest power first
    return np.ascontiguousarray(np.transpose(pieces, (1, 2, 0)))
