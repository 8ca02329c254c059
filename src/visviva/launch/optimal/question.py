"""What is asked of the solver: one plan of one mission, what is held, what is to be largest."""

from dataclasses import dataclass
from typing import Literal

from visviva.launch.mission import Mission
from visviva.launch.optimal import plan
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.plan import Held, PlanName
from visviva.launch.optimal.program import STAGE_FIGURES, AscentConstraints
from visviva.launch.vehicle import Vehicle

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
