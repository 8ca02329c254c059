"""What a stated multistage ascent is made of: units, phases, start, target.

And the schedule of its masses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from visviva.core.arrays import Array
from visviva.launch.problem.formula import Relation
from visviva.launch.problem.json_reading import Range
from visviva.launch.target import OrbitTarget


@dataclass(frozen=True, slots=True)
class Unit:
    """A stage, a strap-on, or what is only carried (no thrust), of `count` alike.

    Figures of one, kg, N, s.
    """

    total: float
    propellant: float
    thrust: float
    burn: float
    count: int

    @property
    def flow(self) -> float:
        """Mass flow of one, kg/s."""
        return self.propellant / self.burn if self.thrust > 0 else 0.0


@dataclass(frozen=True, slots=True)
class AscentPhase:
    """Units that burn, by number, until `finish` (s after lift-off).

    And those that leave at its end.
    """

    name: str
    burning: dict[str, int]
    dropped: dict[str, int]
    finish: Range


@dataclass(frozen=True, slots=True)
class AscentProblem:
    """A whole ascent over a point-mass Earth with an exponential air that turns with it.

    SI, radians.

    Attributes
    ----------
    gm, radius, rate : float
        Of the Earth: m³/s², m, rad/s.
    density, scale_height : float
        Of the air at `radius`, kg/m³ and m.
    drag_area : float
        Drag coefficient times reference area, m².
    r0, v0 : ndarray, shape (3,)
        Inertial position (m) and velocity (m/s) at lift-off.
    payload : float
        kg; where it is `heaviest`, what the search begins with.
    heaviest : bool
        The payload is what is to be large, not the mass at the end.
    inclined : bool
        The target's inclination is stated.
    anomaly : float or None
        True anomaly at cut-off, where it is stated.
    path : tuple of Relation
        Held all the way, of the quantities `problem_vehicle_reading.PATH_NAMES`.
    """

    name: str
    gm: float
    radius: float
    rate: float
    density: float
    scale_height: float
    drag_area: float
    r0: Array
    v0: Array
    payload: float
    heaviest: bool
    units: dict[str, Unit]
    phases: tuple[AscentPhase, ...]
    target: OrbitTarget
    inclined: bool
    anomaly: float | None
    path: tuple[Relation, ...]
    known: dict[str, Any]
    remarks: tuple[str, ...]

    @property
    def liftoff(self) -> float:
        """Mass at lift-off with the stated payload, kg."""
        return self.payload + sum(u.count * u.total for u in self.units.values())


@dataclass(frozen=True, slots=True)
class Leg:
    """Thrust (N), mass flow (kg/s) and mass at the start of a phase.

    In kg, which may be a CasADi expression.
    """

    thrust: float
    flow: float
    mass: Any


def schedule(
    p: AscentProblem, durations: Sequence[Any], payload: Any
) -> tuple[list[Leg], Any, dict[str, Any]]:
    """Legs of the flight, mass at its end.

    And for each unit that burns how long its longest-burning one does.

    `durations` are seconds, numbers or expressions. What leaves takes its unburnt propellant along.
    """
    burnt: dict[str, list[Any]] = {name: [0.0] * u.count for name, u in p.units.items()}
    aboard = {name: list(range(u.count)) for name, u in p.units.items()}
    mass = payload + sum(u.count * u.total for u in p.units.values())
    legs, longest = [], {}
    lit: dict[str, list[int]] = {name: [] for name in p.units}
    for phase, duration in zip(p.phases, durations, strict=True):
        thrust = flow = 0.0
        for name, n in phase.burning.items():
            # Those that burn already go on; fresh ones are lit after them.
            fresh = [k for k in aboard[name] if k not in lit[name] and _unburnt(burnt[name][k])]
            lit[name] = ([k for k in lit[name] if k in aboard[name]] + fresh)[:n]
            for k in lit[name]:
                burnt[name][k] = burnt[name][k] + duration
            thrust, flow = thrust + n * p.units[name].thrust, flow + n * p.units[name].flow
        for name in lit.keys() - phase.burning.keys():
            lit[name] = []
        legs.append(Leg(thrust, flow, mass))
        mass = mass - flow * duration
        for name, n in phase.dropped.items():
            order = sorted(aboard[name], key=lambda k, name=name: k not in lit[name])[:n]  # type: ignore[misc]
            for k in order:
                mass = mass - (p.units[name].total - p.units[name].flow * burnt[name][k])
                aboard[name].remove(k)
                longest[f"{name}:{k}"] = burnt[name][k]
    for name, rest in aboard.items():
        longest |= {f"{name}:{k}": burnt[name][k] for k in rest}
    return legs, mass, longest


def _unburnt(burnt: Any) -> bool:
    return isinstance(burnt, float) and burnt == 0.0
