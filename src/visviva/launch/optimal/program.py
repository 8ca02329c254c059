"""The optimal ascent as a program.

Legs, dynamics, limits and target, transcribed once per vehicle, site and constraints.

Vehicle figures, target and unmodelled delta-v are parameters, so a sweep or a sample re-solves
without re-building.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import casadi as ca
import numpy as np

from visviva.launch.flight.forward import pad_state
from visviva.launch.optimal import plan
from visviva.launch.optimal.aerodynamics import drag_area, drag_table, pressure_limit
from visviva.launch.optimal.arcs import (
    CLOCK,
    LENGTH,
    SPEED,
    arcs_of,
    dynamics,
    heat,
    hold_heading,
    ideal_velocity,
    path_limits,
)
from visviva.launch.optimal.collocation import Solver, Transcription
from visviva.launch.optimal.drop import check_band, chord_of, fall_chord
from visviva.launch.schedule import Leg, best_figures, legs
from visviva.launch.target import conditions
from visviva.launch.vehicle import Vehicle

STAGE_FIGURES = (
    "dry_mass",
    "propellant_mass",
    "thrust_vacuum",
    "specific_impulse_vacuum",
    "nozzle_exit_area",
)

#: Unknowns of the whole flight, in the order in which `Program.schedule` takes them.
STATICS = (
    "payload",
    "delta_v_margin",
    "unmodelled",
    "unburnt",
    "anomaly",
    "fairing_share",
    *plan.STATICS,
)

#: Processor time after which a solve from nothing has no answer, s.
LONGEST_SOLVE = 15.0
#: Most intervals of a leg.
MOST_INTERVALS = 12

#: What each solve is given besides the vehicle's figures: the target (perigee radius, inverse of
#: the apogee radius, inclination, C3), what the later burns take above their impulses, by how much
#: the injection aims above the apogee and the inclination, and the goal.
PARAMETERS = (
    "low",
    "near",
    "inclination",
    "energy",
    "loss",
    "rise",
    "lean",
    "weigh_payload",
    "weigh_delta_v_margin",
    "weigh_unmodelled",
)

#: Heat flux that an uncovered payload or a coasting stage may meet where the vehicle states none,
#: W/m².
FREE_FLUX = 1135.0


@dataclass(frozen=True, slots=True)
class AscentConstraints:
    """How an ascent may be flown.

    Attributes
    ----------
    vertical_time : float or None
        Seconds of vertical rise; None: until some 100 m above the pad.
    alpha_q_max : float
        Highest product of angle of attack (rad) and dynamic pressure (Pa) while the air is felt.
        3,000 Pa rad is an assumption in the middle of what launchers of this class are flown to.
    headings : tuple of (int, float, float)
        Corridors: index of a stage, lowest and highest heading over the ground when that stage is
        spent (rad clockwise from local north, less than half a turn apart; equal: exactly so). Two
        of them make a dog-leg.
    drops : tuple of (str, float, float)
        Bands of ground range: a stage's name or ``"fairing"``, and the least and greatest distance
        from the pad at which it may come down, m, without air (see `visviva.launch.optimal.drop`).
    intervals_per_leg, degree : int
        Mesh: at least so many intervals in a leg (one more for every 110 s that they cannot cover),
        and the degree of the polynomials.
    """

    vertical_time: float | None = None
    alpha_q_max: float = 3000.0
    headings: tuple[tuple[int, float, float], ...] = ()
    drops: tuple[tuple[str, float, float], ...] = ()
    intervals_per_leg: int = 3
    degree: int = 5

    def __post_init__(self) -> None:
        for drop in self.drops:
            check_band(*drop)


@dataclass(frozen=True, slots=True)
class Program:
    """A transcription with what is needed to start it and to read its answer."""

    solver: Solver
    vehicle: Vehicle
    constraints: AscentConstraints
    names: tuple[str, ...]
    events: tuple[str, ...]
    kinds: tuple[str, ...]
    stages: tuple[int, ...]
    schedule: (
        # CasADi function: statics, parameters -> per arc duration, mass, flow, thrust, area,
        # accel, exhaust
        Any
    )
    after: Any  # CasADi function of the same: impulses after the injection, scaled
    lost: Any  # CasADi function of the same: velocity that the unburnt propellant costs, scaled
    beside: tuple[tuple[int, ...], ...]
    latitude: float
    fairing_leg: int
    mass_unit: float
    shape: float  # payload that decided the structure


def vertical_time(vehicle: Vehicle, constraints: AscentConstraints, payload: float) -> float:
    """Seconds of vertical rise: stated, or until some 100 m above the pad (5 to 15 s)."""
    if constraints.vertical_time is not None:
        return constraints.vertical_time
    thrust = sum(s.count * s.thrust_vacuum for s in vehicle.stages if s.ignition == "liftoff")
    excess = max(0.9 * thrust / (vehicle.liftoff_mass + payload) - 9.8, 0.5)
    return float(np.clip(np.sqrt(2 * 100.0 / excess), 5.0, 15.0))


@lru_cache(maxsize=64)
def build(
    vehicle: Vehicle,
    latitude: float,
    constraints: AscentConstraints,
    *,
    payload: float,
    fairing_leg: int,
    equatorial: bool = False,
    escape: bool = False,
) -> Program:
    """Transcribe the ascent of `vehicle` from geodetic `latitude` (rad).

    Parameters
    ----------
    payload : float
        Guess that decides the structure (load limit), kg.
    fairing_leg : int
        Index of the leg during which the fairing leaves; -1 without fairing.
    equatorial : bool
        The injection lies over the equator (see `visviva.launch.target.conditions`).
    escape : bool
        The target is not an ellipse: its energy is given.
    """
    p = Transcription()
    unit = vehicle.liftoff_mass
    lift = p.static("payload", 0.0, 1.0)
    delta_v_margin = p.static("delta_v_margin", -9000.0 / SPEED, 12000.0 / SPEED)
    unmodelled = p.static("unmodelled", -9000.0 / SPEED, 9000.0 / SPEED)
    unburnt = p.static("unburnt", -0.5, 0.5)
    anomaly = p.static("anomaly", -np.pi, np.pi)
    share = p.static("fairing_share", 0.02, 0.98)
    orbit = {
        name: p.static(name, low, high)
        for name, low, high in (
            ("perigee", 1.0, 300.0),
            ("stretch", 0.0, 1.0),
            ("tilt", 0.0, np.pi),
            ("turned", 0.0, np.pi),
            ("far", 0.0, 1.0),
        )
    }
    q = {n: p.parameter(n) for n in PARAMETERS}
    target = plan.Target(q["low"], q["near"], q["inclination"], q["energy"] if escape else None)
    impulses = plan.impulses(target, **orbit)
    later = sum(impulses, q["loss"])
    figure = {
        (k, n): p.parameter(f"{k}.{n}") for k in range(len(vehicle.stages)) for n in STAGE_FIGURES
    }
    fairing, adapter, drag = p.parameter("fairing"), p.parameter("adapter"), p.parameter("drag")

    def last_burn(usable: Any, empty: Any, exhaust: Any) -> Any:
        # What is left unburnt would still give the delta-v margin to what is pushed into orbit; the
        # schedule carries the fairing along, the stage does not. So would what burns after the
        # injection.
        kept = (delta_v_margin + later) * SPEED / exhaust
        return usable - (empty - fairing) * (ca.exp(kept) - 1.0)

    def planned_legs(left: Any, last: Any = None) -> list[Leg]:
        return legs(
            vehicle,
            lambda k, n: figure[k, n],
            lift * unit,
            fairing,
            adapter,
            load_max=vehicle.axial_load_max,
            payload_guess=payload,
            last_burn=last,
            unburnt=left,
        )

    planned = planned_legs(unburnt, last_burn)
    # What the stage figures are too good by is shared out: every stage leaves the same share of
    # its propellant, so much that all of them together lose that velocity.
    ideal = ideal_velocity(planned_legs(unburnt))
    lost = (ca.substitute(ideal, unburnt, 0.0) - ideal) / SPEED
    p.constrain(lost - unmodelled, 0.0, 0.0)
    rise = vertical_time(vehicle, constraints, payload)
    best = legs(
        vehicle,
        best_figures(vehicle),
        payload,
        vehicle.fairing.mass if vehicle.fairing else 0.0,
        vehicle.adapter_mass,
        load_max=vehicle.axial_load_max,
        payload_guess=payload,
    )
    # A kick stage of a few newtons could burn for hours: on the way up it burns for minutes.
    mesh = [
        min(
            max(constraints.intervals_per_leg, int(np.ceil(float(leg.duration) / 110.0))),
            MOST_INTERVALS,
        )
        for leg in best
    ]
    flown = arcs_of(planned, rise, fairing_leg, fairing, share, mesh)
    r0, v0 = pad_state(latitude, 0.0)
    up = np.array([np.cos(latitude), 0.0, np.sin(latitude)])
    x: Any = ca.SX(np.concatenate([r0 / LENGTH, v0 / SPEED]))
    t: Any = ca.SX(0.0)
    table = drag_table(vehicle)
    box = ([-12.0] * 6, [12.0] * 6)
    for k, s in enumerate(flown):
        span = (t, t + s.duration / CLOCK)
        steered = s.kind in ("air", "vacuum")
        area = drag_area(vehicle, s.leg.beside) * drag
        rhs = dynamics(s, t, unit, up, area if s.kind in ("air", "rise") else None, table)
        flux = vehicle.fairing.heat_flux_limit if vehicle.fairing else FREE_FLUX
        path = path_limits(
            s.kind,
            constraints.alpha_q_max,
            flux,
            pressure_limit(vehicle),
            first=k == 1,
        )
        x = p.phase(
            s.leg.name,
            x,
            span,
            rhs,
            state_bounds=box,
            control_bounds=([-1.1] * 3, [1.1] * 3) if steered else ([], []),
            path=path,
            intervals=s.intervals,
            degree=constraints.degree,
        )
        t = span[1]
        if s.event == "fairing" and vehicle.fairing is not None:
            p.constrain(heat(x, vehicle.fairing.heat_flux_limit), -np.inf, 0.0)
        spent = k + 1 == len(flown) or flown[k + 1].leg.stage != s.leg.stage
        for stage, low, high in constraints.headings:
            # Strap-ons are spent while the stage beside them carries on.
            gone = s.event == f"{vehicle.stages[stage].name} burn-out"
            if gone or (spent and stage == s.leg.stage):
                hold_heading(p, x, low, high)
        for name, low, high in constraints.drops:
            if s.event == ("fairing" if name == "fairing" else f"{name} burn-out"):
                p.constrain(fall_chord(x, t, r0), chord_of(low), chord_of(high))
        if isinstance(s.duration, ca.SX) and not s.duration.is_constant():
            p.constrain(s.duration / CLOCK, 0.0, np.inf)
    parameter, eccentricity = plan.injection(
        orbit["perigee"], orbit["stretch"], orbit["far"], target.energy, q["rise"]
    )
    p.constrain(
        conditions(
            x[:3],
            x[3:],
            parameter=parameter,
            eccentricity=eccentricity,
            cos_inclination=ca.cos(orbit["tilt"] + q["lean"]),
            anomaly=anomaly,
            equatorial=equatorial,
        ),
        0.0,
        0.0,
    )
    goal = (
        -q["weigh_payload"] * lift - q["weigh_delta_v_margin"] * delta_v_margin + 1e-9 * anomaly**2
    )
    goal -= q["weigh_unmodelled"] * unmodelled
    if fairing_leg < 0:
        goal += 1e-6 * (share - 0.5) ** 2
    columns = [
        ca.vertcat(
            *[
                ca.SX(getattr(s, n) if n in ("duration", "mass", "flow") else getattr(s.leg, n))
                for s in flown
            ]
        )
        for n in ("duration", "mass", "flow")
    ]
    columns += [
        ca.vertcat(*[ca.SX(getattr(s.leg, n)) for s in flown])
        for n in ("thrust", "exit_area", "acceleration", "exhaust")
    ]
    scalars = ca.vertcat(lift, delta_v_margin, unmodelled, unburnt, anomaly, share, *orbit.values())
    values = ca.vertcat(*p.parameters.values())
    schedule = ca.Function("schedule", [scalars, values], [ca.horzcat(*columns)])
    after = ca.Function("after", [scalars, values], [ca.vertcat(*impulses)])
    lost_by = ca.Function("lost", [scalars, values], [lost])
    return Program(
        # 200 iterations take some seconds; the clock ends what wanders in a restoration instead.
        p.solver(goal, max_cpu_time=LONGEST_SOLVE),
        vehicle,
        constraints,
        tuple(s.leg.name for s in flown),
        tuple(s.event for s in flown),
        tuple(s.kind for s in flown),
        tuple(s.leg.stage for s in flown),
        schedule,
        after,
        lost_by,
        tuple(s.leg.beside for s in flown),
        latitude,
        fairing_leg,
        unit,
        payload,
    )
