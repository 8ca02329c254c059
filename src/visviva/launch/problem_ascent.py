"""The multistage ascent of `launch.problem`: parsed, transcribed, solved, flown again.

Mass is eliminated: thrust is scheduled, so it is a known function of time. Unknowns are position, velocity and
thrust direction at the collocation points, and the free end times.
"""

import re
import time
from dataclasses import dataclass
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import NDArray

from visviva.errors import ConvergenceError, InputError
from visviva.launch.collocation import Layout, Solution, Solver, Transcription, radau
from visviva.launch.gravity_turn import Burn, Flight, World, fly_turn
from visviva.launch.problem import ProblemResult
from visviva.launch.problem_reading import number
from visviva.launch.target import OrbitTarget, conditions, reached

Array = NDArray[np.float64]
_TERM = re.compile(r"^\s*(?:(\d+)\s*[x×*]?\s+)?([A-Za-z][\w ]*?)\s*$")
INTERVALS, DEGREE = 6, 5


@dataclass(frozen=True, slots=True)
class _Unit:
    total: float
    dry: float
    thrust: float
    burn: float
    flow: float
    count: int


@dataclass(frozen=True, slots=True)
class _Phase:
    name: str
    end: float | None
    latest: float
    thrust: float
    flow: float
    dropped: float


@dataclass(frozen=True, slots=True)
class _Problem:
    gm: float
    radius: float
    rate: float
    density: float
    scale_height: float
    drag_area: float
    r0: Array
    payload: float
    liftoff: float
    phases: tuple[_Phase, ...]
    target: OrbitTarget


def solve_ascent(raw: dict[str, Any], place: str) -> ProblemResult:
    """Solve the multistage problem `raw`; see `visviva.launch.problem.solve_problem`."""
    problem = _parse(raw, place)
    began = time.perf_counter()
    guess = _guess(problem)
    solver = _build(problem)
    start = _start(problem, solver, guess)
    build = time.perf_counter() - began
    parameters = {"payload": problem.payload}
    solution = solver.solve(start, parameters)
    warm = solver.solve(solution, parameters)
    ends_s = _ends(problem, solver, solution)
    final_mass = problem.liftoff - _burnt(problem, ends_s)
    flown, r_end, v_end, gap = _refly(problem, solver, solution, ends_s)
    if gap["position_m"] > 1e-4 * problem.radius or gap["speed_m_s"] > 1.0:
        raise ConvergenceError(
            f"the optimum does not re-fly: {gap['position_m']:.0f} m and {gap['speed_m_s']:.2f} m/s apart at cut-off",
            advice="report the problem file",
            gap=gap,
        )
    orbit = reached(r_end, v_end, problem.gm)
    return ProblemResult(
        name=str(raw.get("name", place)),
        objective={"final_mass_kg": final_mass},
        error=float("nan"),
        figures={"final_time_s": ends_s[-1], "liftoff_mass_kg": problem.liftoff, "unknowns": float(solver.low.size)},
        events=tuple(flown),
        insertion={
            "semi_major_km": orbit.semi_major / 1e3,
            "eccentricity": orbit.eccentricity,
            "inclination_deg": float(np.degrees(orbit.inclination)),
            "raan_deg": float(np.degrees(orbit.raan or 0.0)),
            "argp_deg": float(np.degrees(orbit.argp or 0.0)),
        },
        refly=gap,
        known=dict(raw.get("known_optimum", {})),
        iterations=solution.iterations,
        build_s=build,
        solve_s=solution.seconds,
        warm_s=warm.seconds,
    )


# --- reading ------------------------------------------------------------------------------------------------


def _parse(raw: dict[str, Any], place: str) -> _Problem:
    units = {name: _unit(raw, name, place) for name, value in raw["stages"].items() if isinstance(value, dict)}
    payload = number(raw, "stages", "payload_kg", place=place)
    if payload < 0:
        raise InputError(f"stages.payload_kg is {payload:g}", advice="give zero or more", place=place)
    liftoff = payload + sum(u.count * u.total for u in units.values())
    phases = tuple(_phase(k, p, units, place) for k, p in enumerate(raw["phases"]))
    _check(phases, units, raw, liftoff, place)
    rate = number(raw, "constants", "earth_rate_rad_s", place=place)
    lat = np.radians(number(raw, "initial", "latitude_deg", place=place))
    lon = np.radians(raw["initial"].get("longitude_deg_inertial", 0.0))
    r0 = number(raw, "initial", "radius_m", place=place)
    t = raw.get("target_orbit", {})
    angles = {k: np.radians(float(t[f"{k}_deg"])) if f"{k}_deg" in t else None for k in ("raan", "argp")}
    target = OrbitTarget(
        number(raw, "target_orbit", "a_m", place=place),
        number(raw, "target_orbit", "e", place=place),
        np.radians(number(raw, "target_orbit", "i_deg", place=place)),
        **angles,
    )
    radius = number(raw, "constants", "earth_radius_m", place=place)
    perigee = target.semi_major * (1 - target.eccentricity)
    if perigee < radius:
        raise InputError(
            f"target_orbit has its perigee {(radius - perigee) / 1e3:.0f} km inside the Earth",
            advice="check a_m and e", place=place,
        )  # fmt: skip
    return _Problem(
        gm=number(raw, "constants", "mu_m3_s2", place=place),
        radius=radius,
        rate=rate,
        density=number(raw, "constants", "rho0_kg_m3", place=place),
        scale_height=number(raw, "constants", "density_scale_height_m", place=place),
        drag_area=number(raw, "aero", "cd", place=place) * number(raw, "aero", "reference_area_m2", place=place),
        r0=r0 * np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]),
        payload=payload,
        liftoff=liftoff,
        phases=phases,
        target=target,
    )


def _unit(raw: dict[str, Any], name: str, place: str) -> _Unit:
    stage = raw["stages"][name]
    total, propellant, thrust, burn = (
        number(raw, "stages", name, key, place=place) for key in ("total_kg", "propellant_kg", "thrust_N", "burn_s")
    )
    dry = float(stage.get("dry_kg", total - propellant))
    if min(propellant, thrust, burn) <= 0 or dry < 0 or dry + propellant > total * (1 + 1e-6):
        raise InputError(
            f"stages.{name}: {dry:g} kg dry and {propellant:g} kg of propellant in {total:g} kg",
            advice="check its masses, thrust and burn time", place=place,
        )  # fmt: skip
    return _Unit(total, dry, thrust, burn, propellant / burn, int(stage.get("count", 1)))


def _terms(text: str, units: dict[str, _Unit], place: str) -> list[tuple[int, str]]:
    """``"stage1 + 6 SRB"`` as counts and stage names; ``_each`` and case do not matter."""
    slugs = {name.lower().removesuffix("_each").replace("_", ""): name for name in units}
    out = []
    for part in text.split("+"):
        found = _TERM.match(part)
        slug = found.group(2).lower().replace(" ", "").replace("_", "") if found else ""
        slug = slug if slug in slugs else slug.removesuffix("s")
        if not found or slug not in slugs:
            raise InputError(f"{part.strip()!r} names no stage", advice=f"use {', '.join(units)}", place=place)
        out.append((int(found.group(1) or 1), slugs[slug]))
    return out


def _phase(k: int, raw: dict[str, Any], units: dict[str, _Unit], place: str) -> _Phase:
    burning = [(n, units[s]) for n, s in _terms(str(raw.get("burning", "")), units, place)]
    drop = str(raw.get("drop_at_end", "")).replace(" dry", "")
    dropped = sum(n * units[s].dry for n, s in _terms(drop, units, place)) if drop.strip() else 0.0
    end = raw.get("t1")
    latest = np.inf
    if isinstance(end, str):
        bound = re.search(r"[\d.]+", end)
        latest = float(bound.group()) if bound else np.inf
    return _Phase(
        name=str(raw["burning"]),
        end=float(end) if isinstance(end, int | float) else None,
        latest=latest if not isinstance(end, int | float) else float(end),
        thrust=sum(n * u.thrust for n, u in burning),
        flow=sum(n * u.flow for n, u in burning),
        dropped=dropped,
    )


def _check(phases: tuple[_Phase, ...], units: dict[str, _Unit], raw: dict[str, Any], mass: float, place: str) -> None:
    """Refuse a schedule that no stage can fly."""
    if not phases:
        raise InputError("phases is empty", advice="give at least one", place=place)
    weight = mass * number(raw, "constants", "mu_m3_s2", place=place)
    weight /= number(raw, "initial", "radius_m", place=place) ** 2
    if phases[0].thrust < weight:
        raise InputError(
            f"thrust over weight at lift-off is {phases[0].thrust / weight:.3f}",
            advice="it must be above 1", place=place,
        )  # fmt: skip
    lit: dict[str, float] = dict.fromkeys(units, 0.0)
    before = 0.0
    for k, (phase, stated) in enumerate(zip(phases, raw["phases"], strict=True)):
        if phase.latest <= before:
            raise InputError(f"phases[{k}] ends at {phase.latest:g} s, before it begins", place=place)
        if phase.end is None and k < len(phases) - 1:
            raise InputError(f"phases[{k}].t1 is free", advice="only the last phase may end freely", place=place)
        for n, name in _terms(stated["burning"], units, place):
            lit[name] += n * (phase.latest - before if phase.end is not None else 0.0)
        before = phase.latest
    for name, unit in units.items():
        if lit[name] == 0.0 and not any(
            name in {s for _, s in _terms(p["burning"], units, place)} for p in raw["phases"]
        ):
            raise InputError(f"stages.{name} is never lit", advice="name it in a phase", place=place)
        if lit[name] > unit.burn * unit.count * (1 + 1e-9):
            raise InputError(
                f"stages.{name} is burnt for {lit[name]:g} s in all, it can burn {unit.burn * unit.count:g} s",
                place=place,
            )


# --- the program --------------------------------------------------------------------------------------------


def _scales(p: _Problem) -> tuple[float, float, float]:
    speed = float(np.sqrt(p.gm / p.radius))
    return p.radius, speed, p.radius / speed


def _build(p: _Problem) -> Solver:
    length, _, clock = _scales(p)
    program = Transcription()
    last = p.phases[-1]
    begins = [0.0, *[phase.latest for phase in p.phases[:-1]]]
    if last.end is None:
        latest = last.latest if np.isfinite(last.latest) else begins[-1] + 20 * clock
        tf = program.static("tf", (begins[-1] + 1.0) / clock, latest / clock)
    else:
        tf = ca.SX(last.end / clock)
    anomaly = program.static("anomaly", -np.pi, np.pi)
    payload = program.parameter("payload")
    spin = np.array([0.0, 0.0, p.rate * clock])
    x = ca.SX(np.concatenate([p.r0 / length, np.cross(spin, p.r0 / length)]))
    mass: Any = p.liftoff - p.payload + payload
    bounds = ([-8.0] * 6, [8.0] * 6)
    for phase, begin in zip(p.phases, begins, strict=True):
        t0 = begin / clock
        t1 = tf if phase is last else phase.latest / clock

        def path(x: Any, u: Any, t: Any) -> tuple[Any, Any, Any]:
            floor = (p.radius / length) ** 2
            return ca.vertcat(ca.dot(u, u), ca.dot(x[:3], x[:3])), [1.0, floor], [1.0, np.inf]

        x = program.phase(
            phase.name, x, (t0, t1), _dynamics(p, phase, mass, t0), state_bounds=bounds,
            control_bounds=([-1.1] * 3, [1.1] * 3),
            path=path, intervals=INTERVALS, degree=DEGREE,
        )  # fmt: skip
        mass = mass - phase.flow * (t1 - t0) * clock - phase.dropped
    o = p.target
    program.constrain(
        conditions(
            x[:3], x[3:], parameter=o.parameter / length, eccentricity=o.eccentricity,
            cos_inclination=np.cos(o.inclination), anomaly=anomaly, raan=o.raan, argp=o.argp,
        ),
        0.0,
        0.0,
    )  # fmt: skip
    return program.solver(-mass / p.liftoff)


def _dynamics(p: _Problem, phase: _Phase, mass: Any, t0: float) -> Any:
    """Scaled right-hand side of one phase that begins at `t0` with `mass` kg."""
    length, speed, clock = _scales(p)
    spin = np.array([0.0, 0.0, p.rate * clock])
    drag_unit = 0.5 * p.drag_area * length / p.liftoff
    thrust = phase.thrust / p.liftoff * clock / speed

    def rhs(x: Any, u: Any, t: Any) -> Any:
        r, v = x[:3], x[3:]
        radius = ca.sqrt(ca.dot(r, r))
        relative = v - ca.cross(spin, r)
        airspeed = ca.sqrt(ca.dot(relative, relative) + 1e-12)
        density = p.density * ca.exp(-(radius - p.radius / length) * length / p.scale_height)
        m = (mass - phase.flow * clock * (t - t0)) / p.liftoff
        return ca.vertcat(v, -r / radius**3 + thrust / m * u - drag_unit * density / m * airspeed * relative)

    return rhs


def _guess(p: _Problem) -> Flight:
    spin = np.array([0.0, 0.0, p.rate])
    world = World(
        gm=p.gm,
        rate=p.rate,
        gravity=lambda r: -p.gm * r / np.linalg.norm(r, axis=-1, keepdims=True) ** 3,
        altitude=lambda r: np.linalg.norm(r, axis=-1) - p.radius,
        air=lambda h: (p.density * np.exp(-h / p.scale_height), np.zeros_like(h), np.full_like(h, 340.0)),
        drag_area=lambda m: np.full_like(m, p.drag_area),
    )
    burns, mass, before = [], p.liftoff, 0.0
    for phase in p.phases:
        latest = phase.latest if np.isfinite(phase.latest) else before + 0.9 * mass / phase.flow
        duration = latest - before
        burns.append(Burn(duration, mass, phase.flow, phase.thrust))
        mass -= phase.flow * duration + phase.dropped
        before = latest
    v0 = np.cross(spin, p.r0)
    heading = p.target.heading(p.r0)
    return fly_turn(p.r0, v0, heading, burns, world, target=(p.target.semi_major, p.target.eccentricity), step=8.0)


def _start(p: _Problem, solver: Solver, guess: Flight) -> Array:
    length, speed, clock = _scales(p)
    w = np.zeros(solver.low.size)
    statics = solver.program.statics
    last = p.phases[-1]
    begin = p.phases[-2].latest if len(p.phases) > 1 else 0.0
    tf = last.latest if last.end is not None else max(guess.t[-1], begin + 60.0)
    if "tf" in statics:
        w[statics["tf"]] = tf / clock
    begins = [0.0, *[phase.latest for phase in p.phases[:-1]]]
    ends = [*begins[1:], tf]
    for layout, t0, t1 in zip(solver.program.layouts, begins, ends, strict=True):
        r, v, u = guess.at(t0 + (t1 - t0) * layout.nodes)
        w[layout.states] = np.hstack([r / length, v / speed])
        w[layout.controls] = u / np.linalg.norm(u, axis=1, keepdims=True)
    return w


def _ends(p: _Problem, solver: Solver, solution: Solution) -> list[float]:
    clock = _scales(p)[2]
    ends = [phase.latest for phase in p.phases]
    if p.phases[-1].end is None:
        ends[-1] = solver.value(solution, "tf") * clock
    return ends


def _burnt(p: _Problem, ends: list[float]) -> float:
    begins = [0.0, *ends[:-1]]
    return sum(ph.flow * (b - a) + ph.dropped for ph, a, b in zip(p.phases, begins, ends, strict=True))


# --- flown again --------------------------------------------------------------------------------------------


def _refly(
    p: _Problem, solver: Solver, solution: Solution, ends: list[float]
) -> tuple[list[dict[str, Any]], Array, Array, dict[str, float]]:
    """Fly the optimal steering with DOP853, in SI units and with none of the program's own functions."""
    from scipy.integrate import solve_ivp

    spin = np.array([0.0, 0.0, p.rate])
    x = np.concatenate([p.r0, np.cross(spin, p.r0)])
    mass, events, before = p.liftoff, [_event("lift-off", 0.0, x, p)], 0.0
    for phase, layout, end in zip(p.phases, solver.program.layouts, ends, strict=True):
        for t0, t1, polynomial in steering(layout, solution.w, before, end):
            rate = _flight(p, phase, mass, before, (t0, t1, polynomial))
            x = solve_ivp(rate, (t0, t1), x, method="DOP853", rtol=1e-10, atol=1e-6).y[:, -1]
        mass -= phase.flow * (end - before) + phase.dropped
        before = end
        events.append(_event(f"end of {phase.name}", end, x, p))
    length, speed, _ = _scales(p)
    planned = solution.w[solver.program.layouts[-1].states[-1]]
    gap = {
        "position_m": float(np.linalg.norm(x[:3] - planned[:3] * length)),
        "speed_m_s": float(np.linalg.norm(x[3:] - planned[3:] * speed)),
    }
    return events, x[:3], x[3:], gap


def _flight(p: _Problem, phase: _Phase, mass: float, began: float, piece: tuple[float, float, Array]) -> Any:
    """Right-hand side in SI units over one piece of the steering."""
    t0, t1, c = piece

    def rate(t: float, x: Array) -> Array:
        s = (t - t0) / (t1 - t0)
        u = c[-1].copy()
        for row in c[-2::-1]:
            u = u * s + row
        r, v = x[:3], x[3:]
        radius = np.sqrt(r @ r)
        relative = v - np.array([-p.rate * r[1], p.rate * r[0], 0.0])
        density = p.density * np.exp(-(radius - p.radius) / p.scale_height)
        drag = 0.5 * density * p.drag_area * np.sqrt(relative @ relative)
        push = phase.thrust * u / np.sqrt(u @ u) - drag * relative
        return np.concatenate([v, -p.gm * r / radius**3 + push / (mass - phase.flow * (t - began))])

    return rate


def steering(layout: Layout, w: Array, start: float, end: float) -> list[tuple[float, float, Array]]:
    """Thrust direction of a phase as polynomials: per interval its start, end, and powers ``c[k]`` of s in 0..1."""
    tau, _ = radau(layout.degree)
    powers = np.linalg.inv(np.vander(tau[1:], increasing=True))
    edges = start + (end - start) * layout.edges
    pieces = []
    for k in range(layout.intervals):
        values = w[layout.controls[k * layout.degree : (k + 1) * layout.degree]]
        pieces.append((edges[k], edges[k + 1], powers @ values))
    return pieces


def _event(name: str, t: float, x: Array, p: _Problem) -> dict[str, Any]:
    r, v = x[:3], x[3:]
    turn = p.rate * t
    pad = np.array(
        [
            p.r0[0] * np.cos(turn) - p.r0[1] * np.sin(turn),
            p.r0[0] * np.sin(turn) + p.r0[1] * np.cos(turn),
            p.r0[2],
        ]
    )
    angle = np.arctan2(np.linalg.norm(np.cross(pad, r)), pad @ r)
    return {
        "name": name,
        "t_s": t,
        "altitude_km": float(np.linalg.norm(r) - p.radius) / 1e3,
        "downrange_km": float(angle) * p.radius / 1e3,
        "speed_m_s": float(np.linalg.norm(v)),
    }
