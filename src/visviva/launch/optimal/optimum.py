"""A solved ascent as a value, with the burns that follow its injection."""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.plan import PlanName
from visviva.launch.optimal.program import Program
from visviva.launch.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class UpperBurn:
    """One coast and the burn that ends it.

    Attributes
    ----------
    name : str
    coast, duration : float
        s.
    mass : float
        At ignition, kg.
    flow, thrust : float
        kg/s, N.
    ahead, up, across : ndarray (3,)
        Directions at ignition: along the horizon, outward, along the angular momentum.
    rate, pitch, yaw : float
        Turn of the thrust in the plane, rad/s, and its angles above the horizon and across, rad.
    """

    name: str
    coast: float
    duration: float
    mass: float
    flow: float
    thrust: float
    ahead: Array
    up: Array
    across: Array
    rate: float
    pitch: float
    yaw: float

    def aim(self, t: Array) -> Array:
        """Thrust direction `t` seconds (n,) after ignition, shape (n, 3)."""
        turned = (self.pitch - self.rate * t)[:, None]
        flat = np.cos(turned) * self.ahead + np.sin(turned) * self.up
        return np.asarray(np.cos(self.yaw) * flat + np.sin(self.yaw) * self.across)


@dataclass(frozen=True, slots=True)
class UpperFlight:
    """The burns after the injection.

    Attributes
    ----------
    burns : tuple of UpperBurn
    delta_v : float
        What all of them take, m/s.
    end : ndarray (6,)
        State, SI.
    states : tuple of ndarray (6,)
        At the end of each burn, SI.
    """

    burns: tuple[UpperBurn, ...]
    delta_v: float
    end: Array
    states: tuple[Array, ...] = ()


@dataclass(frozen=True, slots=True)
class Optimum:
    """A solved ascent.

    Attributes
    ----------
    payload : float
        kg.
    delta_v_margin : float
        Velocity left unspent in the last stage with that payload, m/s.
    unmodelled : float
        Velocity that all stages together do not give, m/s, shared out by what each leaves unburnt.
    program, solution, parameters
        What it was solved with; hand it to `optimise` as the start of a neighbour.
    schedule : ndarray (n, 7)
        Per stretch: duration, mass at start, flow, thrust, exit area, load limit, exhaust velocity.
    mission, vehicle
    plan : str
        See `visviva.launch.optimal.plan`.
    impulses : tuple of float
        After the injection, scaled by `SPEED`.
    upper : UpperFlight or None
        How they are flown.
    """

    payload: float
    delta_v_margin: float
    unmodelled: float
    program: Program
    solution: Solution
    parameters: dict[str, float]
    schedule: Array
    mission: Mission
    vehicle: Vehicle
    plan: PlanName = "direct"
    impulses: tuple[float, ...] = ()
    upper: UpperFlight | None = None

    def price(self, static: str) -> float:
        """How the scaled objective moves with the bound of an unknown of the whole flight."""
        index = self.program.solver.program.statics[static]
        return float(self.solution.multipliers[0][index])

    def rate(self, name: str) -> float:
        """How the objective (payload in kg, or delta-v margin in m/s) moves with one parameter.

        Per its unit.
        """
        k = self.program.solver.parameter_names.index(name)
        scale = self.program.mass_unit if self.parameters["weigh_payload"] else SPEED
        return float(self.solution.sensitivity[k]) * scale
