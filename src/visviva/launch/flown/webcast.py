"""A two-stage mission as stated figures and event times, and its flight.

To be held beside a webcast.

`fit` moves the figures until they meet a webcast, `predict` finds them from facts, events and other
flights.

Limits: one first stage and one second stage, no strap-ons; the turn stays in one plane; the
throttle of the first stage is a step at its published throttle-down; attitude changes at once; no
wind.
"""

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY as G0
from visviva.errors import InputError
from visviva.launch.flight.forward import Aero
from visviva.launch.flight.guided import (
    Mode,
    Phase,
    Steering,
    Track,
    fly_phases,
    world,
)
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission
from visviva.launch.optimal.aerodynamics import drag_area, drag_table
from visviva.launch.vehicle import Vehicle

KICK_TIME = 12.0  # s over which the rocket leans into its turn
PUBLISHED_PAYLOAD = 5500.0  # kg, assumed to be within a published lift-off mass
# share of full thrust between the published ends of the throttle-down: assumed, 0.7 to 0.9
BUCKET = 0.8


def phases_of(f: Figures, events: Events, area: float, after: float = 0.0) -> list[Phase]:
    """Phases of constant thrust from lift-off to the last event.

    And a fall of `after` seconds from there.

    `area` (m²) is the reference area of drag.
    """
    area *= f.drag
    first = _Engine(f.thrust1, f.impulse1, f.exit_area1, f.load_max)
    lean_end = f.vertical_time + KICK_TIME
    edges = sorted(
        {
            0.0,
            f.vertical_time,
            lean_end,
            events.meco,
            *(t for t, _ in f.throttle1 if t < events.meco),
        }
    )
    out: list[Phase] = []
    mass = f.mass1
    for a, b in itertools.pairwise(edges):
        mode = (
            Mode.VERTICAL
            if b <= f.vertical_time
            else Mode.ELEVATION
            if b <= lean_end
            else Mode.TURN
        )
        out += first.burn(a, b, mass, _share(f.throttle1, 0.5 * (a + b)), area, mode)
        mass = out[-1].end_mass
    if events.ses is None or events.seco is None:
        return [*out, *_fall(events.meco, after, mass, area)]
    out.append(Phase(events.meco, events.ses, f.mass2, 0.0, 0.0, 0.0, area, Mode.COAST))
    second, mass = _Engine(f.thrust2, f.impulse2, 0.0, f.load_max2), f.mass2
    inside = (t for t, _ in f.throttle2 if events.ses < t < events.seco)
    edges = sorted(
        {events.ses, events.seco, *inside, *_between(f.fairing_time, events.ses, events.seco)}
    )
    for a, b in itertools.pairwise(edges):
        if a == f.fairing_time:
            mass -= f.fairing
        out += second.burn(a, b, mass, _share(f.throttle2, 0.5 * (a + b)), area, Mode.ELEVATION)
        mass = out[-1].end_mass
    return [*out, *_fall(events.seco, after, mass, area)]


@dataclass(frozen=True, slots=True)
class _Engine:
    """Full vacuum thrust (N), specific impulse (s), exit area (m²) and the thrust per mass.

    In m/s² that is the limit.
    """

    thrust: float
    impulse: float
    exit_area: float
    limit: float

    @property
    def flow(self) -> float:
        """At full thrust, kg/s."""
        return self.thrust / (self.impulse * G0)

    def burn(
        self, a: float, b: float, mass: float, share: float, area: float, mode: Mode
    ) -> list[Phase]:
        """Phases from `a` to `b` at a share of full thrust, or what the limit leaves of it.

        `mass` is that at `a`.
        """
        out = []
        for c, d in self._pieces(a, b, mass, share):
            held = self._limited(share, mass, d - c)
            out.append(
                Phase(c, d, mass, held * self.flow, held * self.thrust, self.exit_area, area, mode)
            )
            mass = out[-1].end_mass
        return out

    def _pieces(self, a: float, b: float, mass: float, share: float) -> list[tuple[float, float]]:
        """A stretch, cut where thrust per mass meets the limit and then into pieces of some 3 s."""
        meet = a + (mass - share * self.thrust / self.limit) / (share * self.flow)
        if meet >= b:
            return [(a, b)]
        meet = max(a, meet)
        edges = np.linspace(meet, b, max(2, int(np.ceil((b - meet) / 3.0)) + 1))
        out = list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
        return [(a, meet), *out] if meet > a else out

    def _limited(self, share: float, mass: float, duration: float) -> float:
        """Share of full thrust in a piece.

        Under the limit that at its middle, as the mass falls with it.
        """
        if share * self.thrust < self.limit * mass * (1.0 - 1e-9):
            return share
        return (
            self.limit
            * mass
            / self.thrust
            * float(np.exp(-0.5 * self.limit * duration / (self.impulse * G0)))
        )


def _fall(start: float, duration: float, mass: float, area: float) -> list[Phase]:
    return (
        [Phase(start, start + duration, mass, 0.0, 0.0, 0.0, area, Mode.COAST)]
        if duration > 0.0
        else []
    )


def _between(t: float, low: float, high: float) -> tuple[float, ...]:
    return (t,) if low < t < high else ()


def _share(steps: tuple[tuple[float, float], ...], t: float) -> float:
    return next((share for start, share in reversed(steps) if start <= t), 1.0)


def steering_of(f: Figures, events: Events) -> Steering:
    """One table of angles (rad) over time.

    In s from the pitch-over, the turn and the second burn's elevation.
    """
    from scipy.interpolate import CubicSpline

    def curve(knots: tuple[Array, Array], t: Array) -> Array:
        if len(knots[0]) < 3:
            return np.interp(t, *knots) if len(knots[0]) else np.zeros_like(t)
        return np.asarray(CubicSpline(*knots, bc_type="natural")(t))

    start, end = f.vertical_time, f.vertical_time + KICK_TIME
    nudge = 1e-7  # the kernel reads a table 1e-6 s inside the ends of a phase
    first = np.append(np.arange(end + nudge, events.meco - 1.0, 2.0), events.meco)
    t = [np.array([start, end - nudge]), first]
    angle = [np.array([np.pi / 2, np.pi / 2 - f.lean]), curve(f.hold, first)]
    if events.ses is not None and events.seco is not None:
        second = np.append(np.arange(events.ses, events.seco, 2.0), events.seco)
        t.append(second)
        angle.append(curve(f.elevation, second))
    times = np.concatenate(t)
    return Steering(times, np.concatenate(angle), np.zeros_like(times))


def environment_of(vehicle: Vehicle) -> tuple[Any, float]:
    """Air and drag of a vehicle for `fly_figures`, and its reference area (m²)."""
    area = drag_area(vehicle)
    return world(Aero(area, *drag_table(vehicle))), area


def fly_figures(
    f: Figures,
    mission: FlownMission,
    events: Events,
    env: tuple[Any, float],
    step: float = 1.0,
    after: float = 0.0,
) -> Track:
    """The track of stated figures and events, to `after` seconds past the last cut-off."""
    phases = phases_of(f, events, env[1], after)
    return fly_phases(
        mission.latitude, phases, steering_of(f, events), mission.heading, env[0], step=step
    )


def figures_from_facts(
    vehicle: Vehicle,
    mission: FlownMission,
    events: Events,
    upper_burn: float,
    liftoff_mass: float | None = None,
) -> Figures:
    """Best figures of a two-stage vehicle.

    Parameters
    ----------
    vehicle : Vehicle
        Of the date of the flight: thrusts grow over the years.
    mission : FlownMission
    events : Events
    upper_burn : float
        Published burn time of the second stage, s; its flow times this is what it carries (within
        what its tank holds by other sources).
    liftoff_mass : float, optional
        Published mass on the pad, kg; no source says with which payload, `PUBLISHED_PAYLOAD` is
        taken (1 % either way).

    Raises
    ------
    InputError
        If the vehicle has not two stages in sequence.
    """
    if len(vehicle.stages) != 2 or vehicle.stages[0].ignition != "liftoff":
        raise InputError(
            f"{vehicle.name} is not a launcher of two stages in sequence",
            advice="use launch ascent",
        )
    s1, s2 = vehicle.stages
    fairing = vehicle.fairing.mass if vehicle.fairing else 0.0
    above = s2.dry_mass + s2.mass_flow * upper_burn + mission.payload + vehicle.adapter_mass
    bare = vehicle.liftoff_mass if liftoff_mass is None else liftoff_mass - PUBLISHED_PAYLOAD
    steps: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    if events.throttle is not None:
        steps = ((0.0, 1.0), (events.throttle[0], BUCKET), (events.throttle[1], 1.0))
    nothing = (np.empty(0), np.empty(0))
    return Figures(
        s1.thrust_vacuum,
        s1.specific_impulse_vacuum,
        s1.nozzle_exit_area,
        bare + mission.payload,
        s2.thrust_vacuum,
        s2.specific_impulse_vacuum,
        above + fairing,
        fairing,
        (events.ses or 0.0) + 45.0,
        1.0,
        8.0,
        np.radians(2.0),
        steps,
        ((0.0, 1.0),),
        nothing,
        nothing,
    )
