"""A stated multistage ascent read from JSON, and checked before it flies."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.problem.expression import parse_relation
from visviva.launch.problem.formula import Relation, names_in, unknown
from visviva.launch.problem.json_reading import (
    at,
    check_keys,
    check_number,
    items,
    number,
    section,
    shown,
)
from visviva.launch.problem.vehicle import AscentProblem, Unit, schedule
from visviva.launch.problem.vehicle_parts import _phases, _start, _stated, _target, _units

_GROUND = re.compile(r"^\|?r\|?\s*(>=|≥|>)\s*(earth\s*radius|re)$", re.IGNORECASE)
#: Quantities that a path constraint may hold: radius, altitude, air-relative speed, dynamic
#: pressure, heat flux.
PATH_NAMES = ("r", "h", "v", "q", "heat", "t", "m")
_SECTIONS = (
    "constants",
    "aero",
    "initial",
    "stages",
    "payload_kg",
    "mass_flow",
    "phases",
    "control",
    "path",
    "target_orbit",
    "objective",
)
_CONSTANTS = (
    "mu_m3_s2",
    "earth_radius_m",
    "earth_rate_rad_s",
    "rho0_kg_m3",
    "density_scale_height_m",
    "g0_m_s2",
)
_ORBIT = (
    "a_m",
    "e",
    "i_deg",
    "raan_deg",
    "argp_deg",
    "true_anomaly",
    "true_anomaly_deg",
    "altitude_m",
    "perigee_altitude_m",
    "apogee_altitude_m",
)


def read_ascent(raw: dict[str, Any], place: str) -> AscentProblem:
    """The ascent that the JSON object states.

    Raises
    ------
    InputError
        If a figure is missing or impossible; the place and the message name it.
    """
    remarks = check_keys(raw, _SECTIONS, place)
    constants = section(raw, "constants", place, needed=True)
    remarks += check_keys(constants, _CONSTANTS, place, "constants")
    of = at(place, "constants")
    radius = number(constants, "earth_radius_m", place=of, above=0.0)
    rate = number(constants, "earth_rate_rad_s", place=of, default=0.0)
    drag = _drag_area(raw, place, remarks)
    g0 = number(constants, "g0_m_s2", place=of, above=0.0, default=STANDARD_GRAVITY)
    units = _units(raw, g0, place, remarks)
    heaviest = _objective(raw, place)
    payload = _payload(raw, place, needed=not heaviest)
    phases = _phases(raw, units, place)
    r0, v0 = _start(section(raw, "initial", place, needed=True), radius, rate, place, remarks)
    stated = section(raw, "target_orbit", place, needed=True)
    remarks += check_keys(stated, _ORBIT, place, "target_orbit")
    remarks += _said_mass(raw, units, payload, place)
    problem = AscentProblem(
        name=str(raw.get("name", place)),
        gm=number(constants, "mu_m3_s2", place=of, above=0.0),
        radius=radius,
        rate=rate,
        density=number(constants, "rho0_kg_m3", place=of, low=0.0, default=None if drag else 0.0),
        scale_height=number(
            constants, "density_scale_height_m", place=of, above=0.0, default=None if drag else 1.0
        ),
        drag_area=drag,
        r0=r0,
        v0=v0,
        payload=payload,
        heaviest=heaviest,
        units=units,
        phases=phases,
        target=_target(stated, radius, at(place, "target_orbit")),
        inclined=_stated(stated, "i_deg"),
        anomaly=_anomaly(stated, at(place, "target_orbit")),
        path=_path(raw, place),
        known=section(raw, "known_optimum", place),
        remarks=tuple(remarks),
    )
    _check(problem, place)
    return problem


def _drag_area(raw: dict[str, Any], place: str, remarks: list[str]) -> float:
    """Drag coefficient times reference area, m²; 0 without air."""
    aero, where = section(raw, "aero", place), at(place, "aero")
    remarks += check_keys(aero, ("cd", "reference_area_m2"), place, "aero")
    if not aero:
        return 0.0
    return number(aero, "cd", place=where, low=0.0) * number(
        aero, "reference_area_m2", place=where, low=0.0
    )


def _said_mass(
    raw: dict[str, Any], units: dict[str, Unit], payload: float, place: str
) -> list[str]:
    """A remark where the stated lift-off mass is not the sum of its parts, which is what flies."""
    said = section(raw, "stages", place).get("liftoff_mass_kg")
    total = payload + sum(u.count * u.total for u in units.values())
    if (
        said is None
        or abs(check_number(said, at(place, "stages", "liftoff_mass_kg")) - total) < 1e-6 * total
    ):
        return []
    return [f"stages.liftoff_mass_kg {said:g} (stages and payload are {total:g})"]


def _objective(raw: dict[str, Any], place: str) -> bool:
    """Whether the payload is to be large, rather than the mass at cut-off.

    Or the time to it small.
    """
    text = str(raw.get("objective", "maximise final mass")).lower()
    if re.search(r"max\w*\s.*payload", text):
        return True
    if re.search(
        r"max\w*\s.*(final|burn-?out|orbit|remaining)?.*mass|min\w*\s.*(time|propellant|fuel|tf)",
        text,
    ):
        return False
    raise InputError(
        f"the objective is {shown(raw['objective'])}",
        advice="write maximise final mass, or maximise payload",
        place=at(place, "objective"),
    )


def _payload(raw: dict[str, Any], place: str, *, needed: bool) -> float:
    stages = section(raw, "stages", place, needed=True)
    if "payload_kg" in raw and "payload_kg" not in stages:
        return number(raw, "payload_kg", place=place, low=0.0)
    return number(
        stages, "payload_kg", place=at(place, "stages"), low=0.0, default=None if needed else 0.0
    )


def _anomaly(orbit: Mapping[str, Any], place: str) -> float | None:
    """True anomaly at cut-off, rad, or None where it is free."""
    if _stated(orbit, "true_anomaly"):
        raise InputError(
            "only free is understood",
            advice="give true_anomaly_deg",
            place=at(place, "true_anomaly"),
        )
    if not _stated(orbit, "true_anomaly_deg"):
        return None
    degrees = number(orbit, "true_anomaly_deg", place=place)
    return float(np.radians((degrees + 180.0) % 360.0 - 180.0))


def _path(raw: dict[str, Any], place: str) -> tuple[Relation, ...]:
    """Constraints all the way; that the flight stays above the ground is always held."""
    control = raw.get("control", "direction")
    if (
        not isinstance(control, str)
        or not re.search("direction|steering|free", control)
        or re.search("[<>≤≥]", control)
    ):
        raise InputError(
            f"the control is {shown(control)}",
            advice="thrust points anywhere; state limits in path",
            place=at(place, "control"),
        )
    out = []
    for k, text in enumerate(items(raw, "path", place)):
        if isinstance(text, str) and _GROUND.match(text.strip()):
            continue
        where = at(place, f"path[{k}]")
        relation = parse_relation(text, where)
        for name in sorted(names_in(relation) - {*PATH_NAMES, "pi"}):
            raise unknown(name, PATH_NAMES, where)
        out.append(relation)
    return tuple(out)


def _check(p: AscentProblem, place: str) -> None:
    """Refuse a schedule that no rocket can fly."""
    where = at(place, "phases")
    for name, unit in p.units.items():
        if unit.thrust > 0 and not any(name in phase.burning for phase in p.phases):
            raise InputError(
                f"stages.{name} is never lit", advice="name it in a phase", place=where
            )
        if sum(phase.dropped.get(name, 0) for phase in p.phases) > unit.count:
            raise InputError(
                f"more of {name} are dropped than there are",
                advice=f"there are {unit.count}",
                place=where,
            )
    _check_aboard(p, where)
    first, weight = p.phases[0], p.liftoff * p.gm / float(p.r0 @ p.r0)
    thrust = sum(n * p.units[name].thrust for name, n in first.burning.items())
    if thrust <= weight and np.linalg.norm(p.r0) < p.radius * (1 + 1e-6):
        raise InputError(
            f"thrust over weight at lift-off is {thrust / weight:.3f}",
            advice="it must be above 1",
            place=where,
        )
    _check_burns(p, where)


def _check_aboard(p: AscentProblem, where: str) -> None:
    """What burns or leaves has to be aboard still, and what burns to have thrust."""
    aboard = {name: unit.count for name, unit in p.units.items()}
    for k, phase in enumerate(p.phases):
        for name, n in (*phase.burning.items(), *phase.dropped.items()):
            if n > aboard[name]:
                raise InputError(
                    f"{n} of {name}, of which {aboard[name]} are left",
                    advice="check what was dropped",
                    place=f"{where}[{k}]",
                )
        for name in phase.burning:
            if p.units[name].thrust == 0.0:
                raise InputError(
                    f"{name} burns without thrust", advice="give it thrust_N", place=f"{where}[{k}]"
                )
        for name, n in phase.dropped.items():
            aboard[name] -= n


def _check_burns(p: AscentProblem, where: str) -> None:
    """No unit burns longer than its propellant lasts, as far as the times are stated."""
    durations, before = [], 0.0
    for phase in p.phases:
        end = phase.finish.low if phase.finish.fixed else max(before, phase.finish.low)
        durations.append(end - before)
        before = end
    for key, burnt in schedule(p, durations, p.payload)[2].items():
        name = key.split(":")[0]
        # A burn time out of a rounded specific impulse is right to a thousandth.
        if burnt > p.units[name].burn * (1 + 1e-3):
            raise InputError(
                f"stages.{name} is burnt for {burnt:g} s, it can burn {p.units[name].burn:g} s",
                advice="end the phase earlier, or drop it",
                place=where,
            )
