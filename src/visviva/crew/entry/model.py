"""What the entry model is made of.

The Earth, the capsule, factors on both, and the rows its kernel reads.

Limits: those of `visviva.crew.entry.fly`, which flies them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_J2, EARTH_RADIUS, EARTH_RATE
from visviva.core.kernels import dormand_prince
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.parachute import Parachute
from visviva.errors import InputError


@dataclass(frozen=True, slots=True)
class Earth:
    """The Earth of an entry. A scale height puts an exponential atmosphere in place of US 1976.

    For closed forms.
    """

    gm: float = EARTH_GM
    rate: float = EARTH_RATE
    radius: float = EARTH_RADIUS
    flattening: float = EARTH_FLATTENING
    j2: float = EARTH_J2
    scale_height: float = 0.0
    surface_density: float = 1.225

    @classmethod
    def still_sphere(cls, scale_height: float = 0.0, surface_density: float = 1.225) -> "Earth":
        """A sphere that does not turn, for comparison with closed forms."""
        return cls(
            rate=0.0,
            flattening=0.0,
            j2=0.0,
            scale_height=scale_height,
            surface_density=surface_density,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Capsule:
    """What comes home.

    Attributes
    ----------
    name : str
    mass : float
        At entry, kg.
    aero : Aerodynamics
    nose_radius : float or None
        For heating, m.
    parachutes : tuple of Parachute
        In order of opening; none: it falls to the ground.
    """

    name: str
    mass: float
    aero: Aerodynamics
    nose_radius: float | None = None
    parachutes: tuple[Parachute, ...] = ()

    def __post_init__(self) -> None:
        if not (np.isfinite(self.mass) and self.mass > 0.0):
            raise InputError(f"a capsule of {self.mass:g} kg", advice="give a mass above zero")
        left = self.mass - sum(p.dropped for p in self.parachutes)
        if not left > 0.0:
            raise InputError(
                "the parachutes drop more than the whole capsule", advice="check the dropped masses"
            )


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Factors on the model, one flight's worth.

    Density of the air, drag, lift, wind, and an offset of bank (rad).
    """

    density: float = 1.0
    drag: float = 1.0
    lift: float = 1.0
    wind: float = 1.0
    bank: float = 0.0


# --- as the kernel reads them


def craft_row(capsule: Capsule, d: Dispersion | None = None) -> Array:
    """A capsule and its factors as the kernel's row."""
    d = d or Dispersion()
    return np.array(
        [capsule.mass, capsule.aero.area, d.drag, d.lift, d.bank, d.density, d.wind, 0.0, 0.0]
    )


def shape(aero: Aerodynamics, bank: Bank | None = None) -> Any:
    """Coefficients and bank history as the kernel reads them."""
    from visviva.crew.entry import _entry_kernel as kernel

    bank = bank or Bank()
    return kernel.Shape(
        *(np.ascontiguousarray(a) for a in (aero.mach, aero.cd, aero.cl, bank.t, bank.angle))
    )


def chute_rows(parachutes: Sequence[Parachute]) -> Array:
    """Parachutes as the kernel reads them, shape (n, 5)."""
    return np.array([p.row() for p in parachutes]).reshape(-1, 5)


def world(earth: Earth | None = None, wind: Wind | None = None) -> Any:
    """Earth, air and wind as the kernel reads them."""
    from visviva.core.atmosphere import us76
    from visviva.crew.entry import _entry_kernel as kernel

    earth = earth or Earth()
    still = np.empty(0)
    blow = (still, still, still) if wind is None else (wind.altitude, wind.east, wind.north)
    return kernel.World(
        earth.gm,
        earth.rate,
        earth.radius,
        earth.flattening,
        earth.j2,
        *us76.kernel_tables(),
        float(earth.scale_height),
        float(earth.surface_density),
        *(np.array(a, dtype=np.float64) for a in blow),
    )


@lru_cache(maxsize=8)
def tableau(tolerance: float) -> tuple[Any, ...]:
    """Coefficients of the compiled loop's DOP853, with the tolerance (relative per step)."""
    table = dormand_prince.tableau()
    return table.a, table.b, table.c, table.e3, table.e5, float(tolerance)
