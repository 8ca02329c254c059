"""Parachutes, and the wind that carries what hangs under them.

Limits: a canopy adds drag area that grows with the square of the time while it fills; no swing, no
line stretch, so the load of opening is an upper figure for the canopy and no figure for the crew's
seats. Under the last canopy the descent is steady: weight balances drag, and the capsule moves with
the wind.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.errors import InputError

Trigger = Literal["altitude", "speed", "mach", "time"]
TRIGGERS: tuple[Trigger, ...] = ("altitude", "speed", "mach", "time")


@dataclass(frozen=True, slots=True)
class Parachute:
    """One canopy.

    Attributes
    ----------
    name : str
    trigger : {"altitude", "speed", "mach", "time"}
        What opens it: falling below `value` m, m/s (through the air) or Mach, or the clock reaching
        `value` s.
    value : float
    drag_area : float
        Drag coefficient times area, full, m²; replaces that of the canopy before.
    fill : float
        Time to fill, s.
    dropped : float
        Mass let go at opening (covers, the heat shield, the canopy before), kg.

    Raises
    ------
    InputError
        If a figure is negative, or `trigger` is unknown.
    """

    name: str
    trigger: Trigger
    value: float
    drag_area: float
    fill: float = 1.0
    dropped: float = 0.0

    def __post_init__(self) -> None:
        if self.trigger not in TRIGGERS:
            raise InputError(
                f"a parachute opened by {self.trigger!r}",
                advice="use one of " + ", ".join(TRIGGERS),
            )
        if not (
            self.drag_area > 0.0
            and self.fill >= 0.0
            and self.dropped >= 0.0
            and np.isfinite(self.value)
        ):
            raise InputError(
                f"parachute {self.name!r}: drag area {self.drag_area:g} m², filling in "
                f"{self.fill:g} s",
                advice="give a drag area above zero, and figures that are not negative",
            )

    def row(self) -> Array:
        """As the kernel reads it."""
        kind = float(TRIGGERS.index(self.trigger))
        return np.array([kind, self.value, self.drag_area, max(self.fill, 1e-3), self.dropped])


def descent_rate(
    mass: float, drag_area: float, density: ArrayLike, gravity: float = 9.80665
) -> Array:
    """Steady rate of descent under a canopy, m/s: ``sqrt(2 m g / (rho CdS))``.

    Examples
    --------
    >>> float(descent_rate(2900.0, 896.0, 1.225).round(2))
    7.2
    """
    return np.sqrt(2.0 * mass * gravity / (np.asarray(density, dtype=np.float64) * drag_area))


def drag_area_for(
    mass: float, rate: float, density: float = 1.225, gravity: float = 9.80665
) -> float:
    """Drag area in m² under which `mass` descends at `rate` m/s: the inverse of `descent_rate`."""
    if not (mass > 0.0 and rate > 0.0 and density > 0.0):
        raise InputError(
            f"{mass:g} kg descending at {rate:g} m/s", advice="give figures above zero"
        )
    return 2.0 * mass * gravity / (density * rate**2)
