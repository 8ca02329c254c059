r"""What falls: spent stages, fairings, stacks and fragments, as ballistic coefficients and sizes.

A tumbling convex body shows a quarter of its surface on average (Cauchy 1841), so a stage of
diameter D and length L has the mean area :math:`(\pi D L + \pi D^2/2)/4`; its length follows from
the volume of its propellant.

Limits: stages tumble and stay whole unless they are said to break; fragments are groups of equal
pieces. 14 CFR 450.121 asks for such groups by ballistic coefficient and for the velocities of a
break-up, but gives no figures: the ranges here are assumptions of this program, and are told with
every answer.
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.uncertain import Z95
from visviva.errors import InputError
from visviva.launch.vehicle import Stage, Vehicle

#: Bulk density of propellants, kg/m3 (storable and kerosene with oxygen lie from 1,000 to 1,200),
#: and the length of engine, skirts and domes, in diameters.
BULK_DENSITY, EXTRA_LENGTH = 1050.0, 1.2
#: Drag coefficient of a tumbling cylinder, and the factor of its 90 % spread (an assumption).
TUMBLING_DRAG, SPREAD = 1.0, 1.6
#: A person's own radius is added to each piece, m (NASA-STD-8719.14: (0.6 + sqrt A)^2).
PERSON = 0.6


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of piece.

    Attributes
    ----------
    name : str
    mass : float
        Of all pieces, kg.
    count : int
    ballistic : (float, float)
        90 % range of m / (C_d A), kg/m2, log-normal.
    kick : float
        Standard deviation of the velocity that a break-up gives, each axis, m/s.
    """

    name: str
    mass: float
    count: int
    ballistic: tuple[float, float]
    kick: float = 0.0

    @property
    def casualty_area(self) -> float:
        r"""Of all pieces, m2: :math:`\sum (0.6 + \sqrt A)^2`."""
        middle = math.sqrt(self.ballistic[0] * self.ballistic[1])
        area = self.mass / self.count / (middle * TUMBLING_DRAG)
        return self.count * (PERSON + math.sqrt(area)) ** 2

    def drag(self, rng: np.random.Generator, n: int) -> Array:
        """Samples of C_d A / m, m2/kg."""
        low, high = (math.log(x) for x in self.ballistic)
        return np.exp(-rng.normal(0.5 * (low + high), 0.5 * (high - low) / Z95, n))


#: Fragments of a stage that breaks up: name, share of the mass, pieces, range of ballistic
#: coefficient (kg/m2), velocity given (m/s, each axis).
GROUPS: tuple[tuple[str, float, int, tuple[float, float], float], ...] = (
    ("panels", 0.15, 60, (8.0, 60.0), 20.0),
    ("structure", 0.45, 30, (50.0, 300.0), 12.0),
    ("engines", 0.40, 6, (200.0, 1200.0), 6.0),
)


def tumbling_area(propellant: float, diameter: float) -> float:
    """Mean area that a tumbling stage shows, m2.

    Raises
    ------
    InputError
        If the diameter is not known.

    Examples
    --------
    >>> round(tumbling_area(80000.0, 2.5), 1)
    38.8
    """
    if not diameter > 0.0:
        raise InputError("a stage without a diameter", advice="give diameter_m in its fact")
    length = propellant / BULK_DENSITY / (0.25 * math.pi * diameter**2) + EXTRA_LENGTH * diameter
    return 0.25 * (math.pi * diameter * length + 0.5 * math.pi * diameter**2)


def whole(name: str, mass: float, area: float) -> Body:
    """A body that stays whole: `mass` kg on `area` m2."""
    middle = mass / (TUMBLING_DRAG * area)
    return Body(name, mass, 1, (middle / SPREAD, middle * SPREAD))


def spent_stage(vehicle: Vehicle, stage: Stage) -> Body:
    """An empty stage, or each of several equal ones."""
    diameter = stage.diameter or vehicle.drag_diameter
    body = whole(stage.name, stage.dry_mass, tumbling_area(stage.propellant_mass, diameter))
    return Body(body.name, stage.count * body.mass, stage.count, body.ballistic)


def fairing_halves(vehicle: Vehicle) -> Body:
    """Two half shells, each as long as two diameters, seen at half its plan."""
    if vehicle.fairing is None:
        raise InputError(f"{vehicle.name} has no fairing", advice="choose another piece")
    diameter = vehicle.fairing.diameter or vehicle.drag_diameter
    if not diameter > 0.0:
        raise InputError("a fairing without a diameter", advice="give diameter_m in its fact")
    half = whole("fairing", 0.5 * vehicle.fairing.mass, 0.75 * 2.0 * diameter**2)
    return Body("fairing", vehicle.fairing.mass, 2, half.ballistic)


def stack(vehicle: Vehicle, first: int, mass: float, name: str) -> Body:
    """Stages from `first` up with what sits on them, whole, of `mass` kg."""
    stages = vehicle.stages[first:]
    area = sum(
        s.count * tumbling_area(s.propellant_mass, s.diameter or vehicle.drag_diameter)
        for s in stages
    )
    return whole(name, mass, area)


def fragments(mass: float, name: str) -> tuple[Body, ...]:
    """Groups of pieces of a structure of `mass` kg (propellant is taken as spilt and burnt)."""
    return tuple(
        Body(f"{name}: {group}", share * mass, count, ballistic, kick)
        for group, share, count, ballistic, kick in GROUPS
    )
