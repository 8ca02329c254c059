"""Aerodynamics of a capsule at trim, and the bank angle it flies: values, as tables.

Limits: coefficients at trim depend on the Mach number alone, so rarefied flow above about 90 km is
not followed (it weighs under 1 % of the load there); side force is zero; the bank angle follows its
table exactly.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class Aerodynamics:
    """Trim coefficients on one reference area.

    Linear in Mach number between rows and held beyond the ends.

    Attributes
    ----------
    area : float
        m².
    mach, cd, cl : ndarray (n,)
        Mach numbers, strictly rising, with drag and lift coefficients.

    Raises
    ------
    InputError
        If the rows do not fit together, or a drag coefficient is below zero (0: no air).

    Examples
    --------
    >>> soyuz = Aerodynamics.constant(3.8, 1.30, lift_to_drag=0.25)
    >>> float(soyuz.cl[0])
    0.325
    """

    area: float
    mach: Array
    cd: Array
    cl: Array

    def __post_init__(self) -> None:
        for name in ("mach", "cd", "cl"):
            object.__setattr__(
                self, name, np.atleast_1d(np.asarray(getattr(self, name), dtype=np.float64))
            )
        if not (np.isfinite(self.area) and self.area > 0.0):
            raise InputError(f"a reference area of {self.area:g} m²", advice="give one above zero")
        if not self.mach.shape == self.cd.shape == self.cl.shape:
            raise InputError(
                f"{self.mach.size} Mach numbers, {self.cd.size} drag and {self.cl.size} lift "
                "coefficients",
                advice="give one of each per row",
            )
        if not (
            np.all(np.isfinite(self.mach))
            and np.all(np.isfinite(self.cl))
            and np.all(np.diff(self.mach) > 0.0)
        ):
            raise InputError(
                "Mach numbers that do not rise from row to row",
                advice="sort the rows, drop doubles",
            )
        if not np.all((self.cd >= 0.0) & np.isfinite(self.cd)):
            raise InputError(
                "a drag coefficient below zero",
                advice="check the columns of the table; 0 is no air",
            )

    @classmethod
    def constant(
        cls, area: float, cd: float, cl: float = 0.0, *, lift_to_drag: float | None = None
    ) -> "Aerodynamics":
        """The same coefficients at every Mach number; `lift_to_drag` stands for ``cl / cd``."""
        lift = cl if lift_to_drag is None else cd * lift_to_drag
        return cls(area, np.array([0.0]), np.array([cd]), np.array([lift]))

    def with_lift_to_drag(self, ratio: float) -> "Aerodynamics":
        """The same drag, and lift of `ratio` times it at every Mach number."""
        return Aerodynamics(self.area, self.mach, self.cd, self.cd * ratio)

    def ballistic_coefficient(self, mass: float) -> float:
        """``m / (CD A)`` at the highest Mach number of the table, kg/m²; infinite without drag."""
        drag_area = float(self.cd[-1] * self.area)
        return mass / drag_area if drag_area > 0.0 else float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Bank angle by time, linear between rows and held beyond the ends.

    Zero points the lift up, in the plane of position and airspeed; positive rolls it to the right
    of the path.

    Attributes
    ----------
    t : ndarray (n,)
        s on the clock of the entry, strictly rising.
    angle : ndarray (n,)
        rad; not wrapped, so a roll through 180 degrees is written through it.

    Examples
    --------
    >>> float(np.degrees(Bank.constant(np.radians(60.0)).angle[0]).round(9))
    60.0
    """

    t: Array = field(default_factory=lambda: np.zeros(1))
    angle: Array = field(default_factory=lambda: np.zeros(1))

    def __post_init__(self) -> None:
        t, angle = (np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (self.t, self.angle))
        if (
            t.shape != angle.shape
            or t.size == 0
            or not (np.all(np.isfinite(t)) and np.all(np.isfinite(angle)))
        ):
            raise InputError(
                "a bank history of unequal or unreadable columns",
                advice="give a time and an angle a row",
            )
        if not np.all(np.diff(t) > 0.0):
            raise InputError(
                "times of the bank history that do not rise", advice="sort its rows, drop doubles"
            )
        object.__setattr__(self, "t", t)
        object.__setattr__(self, "angle", angle)

    @classmethod
    def constant(cls, angle: float) -> "Bank":
        """One angle (rad) throughout."""
        return cls(np.zeros(1), np.array([angle]))

    def at(self, t: ArrayLike) -> Array:
        """Angle in rad at times `t`."""
        return np.interp(np.asarray(t, dtype=np.float64), self.t, self.angle)
