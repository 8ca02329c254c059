"""What is asked of the solver, and the solved ascent with the burns that follow its injection."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.mission import Mission
from visviva.launch.optimal import plan
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.collocation_basis import Solution
from visviva.launch.optimal.plan import Held, PlanName
from visviva.launch.optimal.program import STAGE_FIGURES, AscentConstraints, Program
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


#: What a solve makes largest.
Goal = Literal["payload", "delta_v_margin", "unmodelled"]

#: The most that may be missing of an orbit, m/s.
LEAST_DELTA_V_MARGIN = -9000.0


def parameters_of(vehicle: Vehicle, mission: Mission, goal: Goal) -> dict[str, float]:
    """Values of the program's parameters for a vehicle, a mission and what is to be largest."""
    target = plan.scaled(mission)
    out = {
        "low": target.perigee,
        "near": target.near,
        "inclination": target.tilt,
        "energy": target.energy or 0.0,
        "loss": 0.0,
        "rise": 0.0,
        "lean": 0.0,
        "weigh_payload": float(goal == "payload"),
        # A metre a second is worth some 1e-5 of the lift-off mass, 0.1 in these units: at 1 none is
        # given up for payload.
        "weigh_delta_v_margin": float(goal != "unmodelled"),
        "weigh_unmodelled": float(goal == "unmodelled"),
        "fairing": vehicle.fairing.mass if vehicle.fairing else 0.0,
        "adapter": vehicle.adapter_mass,
        "drag": 1.0,
    }
    return out | {
        f"{k}.{n}": float(getattr(s, n))
        for k, s in enumerate(vehicle.stages)
        for n in STAGE_FIGURES
    }


@dataclass(frozen=True, slots=True)
class AscentQuestion:
    """What is asked of the solver: one plan of one mission, payload or delta-v margin held."""

    mission: Mission
    vehicle: Vehicle
    constraints: AscentConstraints
    plan: PlanName
    delta_v_margin: float
    unmodelled: float | None
    payload: float | None

    @property
    def goal(self) -> Goal:
        """What is to be largest."""
        if self.payload is None:
            return "payload"
        return "unmodelled" if self.unmodelled is None else "delta_v_margin"

    @property
    def held(self) -> Held:
        """Unknowns that are fixed or bounded."""
        out: Held = {}
        if self.payload is None:
            # Where the orbit is out of reach, the delta-v margin falls short with nothing on board.
            out["delta_v_margin"] = (LEAST_DELTA_V_MARGIN / SPEED, self.delta_v_margin / SPEED)
        else:
            out["payload"] = self.payload / self.vehicle.liftoff_mass
        if self.unmodelled is None:
            out["delta_v_margin"] = self.delta_v_margin / SPEED
        else:
            out["unmodelled"] = self.unmodelled / SPEED
        return out | plan.held(self.plan, self.mission, self.vehicle)
