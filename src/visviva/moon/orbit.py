"""Motion about the Moon: a gravity field with its own axes, solid tide, Earth, Sun and sunlight.

Limits: degree up to that of the field (the shipped one to 120); the Earth and the Sun are points;
sunlight pushes a ball (cannonball) that the Moon shades as a cylinder; no relativity (0.1 m a day).
A flown low orbiter is followed within 0.3 m for an hour at degree 100; field errors grow to
kilometres in weeks.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import (
    EARTH_GM,
    MOON_RADIUS,
    SOLAR_IRRADIANCE,
    SPEED_OF_LIGHT,
    SUN_GM,
)
from visviva.core.ephemeris import SunMoonTable, tdb_seconds
from visviva.core.gravity import GravityField
from visviva.core.kernels.dormand_prince import tableau
from visviva.core.numerals import as_written
from visviva.core.time import Epoch
from visviva.errors import InputError, PropagationError, RangeError
from visviva.moon.gauss_jackson import gauss_jackson
from visviva.moon.orientation import MoonOrientation
from visviva.moon.reasons import why

#: Degree of the interpolating polynomial of the multistep method.
ORDER = 11
#: Above this eccentricity a fixed step wastes its work at apoapsis.
ROUND = 0.12
MOST_DAYS = 3660.0
#: Potential Love number of the Moon, GRGM660PRIM's own estimate (0.02427, Lemoine et al. 2013).
LOVE_NUMBER = 0.02427
_MOST_STEPS = 30_000_000


@dataclass(frozen=True, slots=True, eq=False)
class LunarForces:
    """What pulls on a satellite of the Moon.

    Attributes
    ----------
    field : GravityField
        In the axes of `orientation`, which it must share.
    orientation : MoonOrientation
    bodies : SunMoonTable
    earth, sun : bool
        Whether they pull.
    love_number : float
        Second-degree potential Love number; 0 for a rigid Moon.
    area_to_mass : float
        m2/kg times the reflectivity coefficient; 0 for no sunlight.

    Raises
    ------
    FrameError
        If the field turns with other axes.
    """

    field: GravityField
    orientation: MoonOrientation
    bodies: SunMoonTable
    earth: bool = True
    sun: bool = True
    love_number: float = LOVE_NUMBER
    area_to_mass: float = 0.0

    def __post_init__(self) -> None:
        self.orientation.require(self.field.frame)

    @classmethod
    def bundled(cls, degree: int = 50, **changes: Any) -> "LunarForces":
        """The shipped field to `degree` with the shipped axes, Sun and Moon."""
        field = GravityField.grgm660prim()
        if not 0 <= degree <= field.degree:
            raise RangeError(
                why("degree", degree=(float(degree), 0)),
                advice=f"the shipped lunar field holds degrees 0 to {field.degree}",
            )
        return cls(
            field.truncated(degree), MoonOrientation.bundled(), SunMoonTable.bundled(), **changes
        )


@dataclass(frozen=True, slots=True, eq=False)
class LunarOrbit:
    """States on the integrator's own grid, and how the flight ended.

    Attributes
    ----------
    epoch0 : Epoch
    grid : ndarray, shape (n, 10)
        s since `epoch0`, position (m), velocity (m/s), acceleration (m/s2); Moon-centred, ICRF
        axes.
    ended : {"span", "surface"}
    method : str
    """

    epoch0: Epoch
    grid: Array
    ended: Literal["span", "surface"]
    method: str

    @property
    def span(self) -> float:
        """Seconds from the first state to the last."""
        return float(self.grid[-1, 0])

    def at(self, t: ArrayLike) -> tuple[Array, Array]:
        """Position (m) and velocity (m/s) at `t` seconds after `epoch0`, each ``(*S, 3)``.

        Raises
        ------
        RangeError
            If a time lies outside the flight.
        """
        from visviva.moon import _orbit_kernel as kernel

        times = np.asarray(t, dtype=np.float64)
        low, high = sorted((0.0, self.span))
        if np.any(times < low - 1e-9) or np.any(times > high + 1e-9):
            raise RangeError(
                why("outside-flight", days=(self.span / 86400.0, 2)),
                advice="it ended at the surface" if self.ended == "surface" else "ask for less",
            )
        flat = kernel.interpolate(self.grid, np.ascontiguousarray(times.ravel()))
        return flat[:, :3].reshape(*times.shape, 3), flat[:, 3:].reshape(*times.shape, 3)

    def periselenes(self) -> tuple[Array, Array]:
        """Times (s) and heights (m over the mean radius) of every passage nearest to the Moon."""
        r, v = self.grid[:, 1:4], self.grid[:, 4:7]
        radial = np.einsum("ij,ij->i", r, v)
        sign = 1.0 if self.span >= 0.0 else -1.0
        here = np.flatnonzero((sign * radial[:-1] < 0.0) & (sign * radial[1:] >= 0.0))
        share = radial[here] / (radial[here] - radial[here + 1])
        times = self.grid[here, 0] + share * (self.grid[here + 1, 0] - self.grid[here, 0])
        if times.size == 0:
            return times, times
        position, _ = self.at(times)
        return times, np.linalg.norm(position, axis=-1) - MOON_RADIUS


def propagate_lunar(
    epoch: Epoch,
    r_icrf: ArrayLike,
    v_icrf: ArrayLike,
    span: float,
    *,
    forces: LunarForces,
    tolerance: float = 1.0,
    step: float | None = None,
) -> LunarOrbit:
    """Motion about the Moon from one state.

    Parameters
    ----------
    epoch : Epoch
    r_icrf, v_icrf : array_like, shape (3,)
        Moon-centred, ICRF axes, m and m/s.
    span : float
        Seconds, forwards or back.
    forces : LunarForces
    tolerance : float
        Error of the integration at the end of 30 days of a low orbit, m, roughly: it sets the step.
    step : float, optional
        Fixed step in s instead, for orbits that are nearly round.

    Returns
    -------
    LunarOrbit
        It ends early where the satellite meets the mean sphere.

    Raises
    ------
    InputError
        If the state is not finite or lies below the surface.
    RangeError
        If the span is too long.
    DataMissingError
        If the ephemeris or the axes do not hold it.
    """
    r, v = (np.asarray(x, dtype=np.float64) for x in (r_icrf, v_icrf))
    _check(r, v, span, tolerance)
    forces.orientation.check(epoch, epoch + span)
    tables = _tables(epoch, span, forces)
    y0 = np.concatenate([r, v])
    gm = forces.field.gm
    energy = 0.5 * float(v @ v) - gm / float(np.linalg.norm(r))
    axis = -0.5 * gm / energy if energy < 0.0 else math.inf
    ecc = np.linalg.norm(np.cross(v, np.cross(r, v)) / gm - r / np.linalg.norm(r))
    if (energy < 0.0 and float(ecc) < ROUND and abs(span) > 2e4) or step is not None:
        return _multistep(epoch, y0, span, axis, tables, tolerance, step, forces)
    return _adaptive(epoch, y0, span, tables, tolerance)


def _check(r: Array, v: Array, span: float, tolerance: float) -> None:
    if r.shape != (3,) or v.shape != (3,) or not np.all(np.isfinite([r, v])):
        raise InputError("a state that is not three finite numbers each", advice="give m and m/s")
    height = float(np.linalg.norm(r)) - MOON_RADIUS
    if height < 0.0:
        raise InputError(
            f"the orbit starts {-height / 1e3:.1f} km below the Moon's mean surface",
            advice=f"heights are over {MOON_RADIUS / 1e3:g} km",
        )
    if not math.isfinite(span) or abs(span) > MOST_DAYS * 86400.0:
        raise RangeError(
            why("span", days=as_written(span / 86400.0)), advice=f"up to {MOST_DAYS:g} days"
        )
    if not 1e-9 <= tolerance <= 1e6:
        raise RangeError(why("tolerance", metres=f"{tolerance:g}"), advice="from 1e-9 to 1e6 m")


def _tables(epoch: Epoch, span: float, forces: LunarForces) -> tuple[Any, ...]:
    from visviva.core.kernels.gravity import pines_tables

    bodies, axes, field = forces.bodies, forces.orientation, forces.field
    bodies.moon(epoch), bodies.moon(epoch + span)  # refuses dates outside
    pressure = SOLAR_IRRADIANCE / SPEED_OF_LIGHT
    numbers = np.array(
        [
            field.gm,
            field.radius,
            EARTH_GM if forces.earth else 0.0,
            SUN_GM if forces.sun else 0.0,
            forces.love_number,
            pressure * forces.area_to_mass,
            bodies.sun_span[0],
            bodies.sun_span[1],
            bodies.moon_span[0],
            bodies.moon_span[1],
            axes.start,
            axes.step,
            float(tdb_seconds(epoch)),
            MOON_RADIUS,
        ]
    )
    cs, factors, diagonal, order = pines_tables(field)
    return (
        numbers,
        bodies.sun_coefficients,
        bodies.moon_coefficients,
        axes.coefficients,
        cs,
        factors,
        diagonal,
        order,
    )


def _adaptive(
    epoch: Epoch, y0: Array, span: float, tables: tuple[Any, ...], tolerance: float
) -> LunarOrbit:
    from visviva.moon import _orbit_kernel as kernel

    t = tableau()
    room = int(min(_MOST_STEPS, 2000 + abs(span) / 2.0))
    local = max(1e-7, 1e-5 * tolerance)
    grid, end = kernel.adaptive(
        y0, float(span), local, 30.0, t.a, t.b, t.c, t.e3, t.e5, tables, room
    )
    if end > 1:
        raise PropagationError(
            why("stopped", days=(float(grid[-1, 0]) / 86400.0, 2)),
            advice="check the state: does it pass close to the centre?",
        )
    return LunarOrbit(epoch, grid, "surface" if end == 1 else "span", "Dormand-Prince 8(5,3)")


def _multistep(
    epoch: Epoch,
    y0: Array,
    span: float,
    axis: float,
    tables: tuple[Any, ...],
    tolerance: float,
    step: float | None,
    forces: LunarForces,
) -> LunarOrbit:
    from visviva.moon import _orbit_kernel as kernel

    t, w = tableau(), gauss_jackson(ORDER)
    wanted = step if step is not None else step_of(axis, forces, tolerance)
    steps = max(ORDER + 2, math.ceil(abs(span) / wanted))
    grid, end = kernel.multistep(
        y0,
        span / steps,
        steps,
        2,
        t.a,
        t.b,
        t.c,
        w.predict,
        w.correct,
        w.start,
        w.speed,
        tables,
    )
    return LunarOrbit(epoch, grid, "surface" if end == 1 else "span", f"Gauss-Jackson {ORDER}")


def step_of(axis: float, forces: LunarForces, tolerance: float) -> float:
    """Step (s) of the multistep method for a nearly round orbit of semi-major axis `axis` (m)."""
    period = 2.0 * math.pi * math.sqrt(axis**3 / forces.field.gm)
    # Measured at 100 km: half a metre after 30 days at degree 50, a tenth at degree 100.
    pace = min(1.0 / 360.0, 0.16 / max(forces.field.degree, 1))
    return float(period * pace * tolerance ** (1.0 / (ORDER + 1)))
