"""A stated multistage ascent read from JSON, and checked before it flies."""

import re
from collections.abc import Mapping
from math import inf, isfinite
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.problem.expression import Relation, names_in, parse_relation, unknown
from visviva.launch.problem.json_reading import (
    at,
    check_keys,
    check_number,
    items,
    number,
    read_range,
    section,
    shown,
)
from visviva.launch.problem.vehicle import AscentPhase, AscentProblem, Unit, schedule
from visviva.launch.target import OrbitTarget

_TERM = re.compile(r"^\s*(?:(\d+)\s*[x×*]?\s+)?([A-Za-z][\w .-]*?)\s*$")
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
_STAGE = ("total_kg", "propellant_kg", "dry_kg", "thrust_N", "burn_s", "isp_s", "count")
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


def _units(raw: dict[str, Any], g0: float, place: str, remarks: list[str]) -> dict[str, Unit]:
    stages = section(raw, "stages", place, needed=True)
    said = raw.get("mass_flow", "propellant over burn time")
    if not isinstance(said, str):
        raise InputError(
            "no text",
            advice="say propellant / burn time, or thrust / (isp g0)",
            place=at(place, "mass_flow"),
        )
    by_impulse = re.search("isp|impulse", said, re.IGNORECASE) is not None
    out = {}
    for name, stage in stages.items():
        if isinstance(stage, dict):
            where = at(place, "stages", name)
            remarks += check_keys(stage, _STAGE, place, f"stages.{name}")
            out[name] = _unit(name, stage, g0, where, remarks, by_impulse=by_impulse)
        elif name not in ("payload_kg", "liftoff_mass_kg") and not isinstance(stage, str):
            raise InputError(
                "no stage",
                advice="give {…} with its masses and thrust",
                place=at(place, "stages", name),
            )
    if not any(u.thrust > 0 for u in out.values()):
        raise InputError("no stage with thrust", advice="give one", place=at(place, "stages"))
    return out


def _unit(
    name: str,
    stage: Mapping[str, Any],
    g0: float,
    where: str,
    remarks: list[str],
    *,
    by_impulse: bool,
) -> Unit:
    """A unit from any two of its masses, its thrust, and its burn time or, `by_impulse`.

    Its specific impulse.
    """
    count = number(stage, "count", place=where, low=1.0, default=1.0)
    if count != int(count) or count > 40:
        raise InputError(
            f"{count:g} of them", advice="give a whole number up to 40", place=at(where, "count")
        )
    total, propellant = _masses(stage, where)
    if "thrust_N" not in stage and not propellant:
        return Unit(total, 0.0, 0.0, inf, int(count))
    thrust = number(stage, "thrust_N", place=where, above=0.0)
    if not propellant > 0:
        raise InputError("thrust without propellant", advice="give propellant_kg", place=where)
    isp = number(stage, "isp_s", place=where, above=0.0, default=inf)
    if not isfinite(isp) and (by_impulse or stage.get("burn_s") is None):
        raise InputError(
            "there is no figure for its flow", advice="give burn_s or isp_s", place=where
        )
    lasts = propellant * g0 * isp / thrust
    burn = number(stage, "burn_s", place=where, above=0.0, default=lasts)
    if isfinite(isp) and abs(burn / lasts - 1.0) > 0.01:
        unused = f"burn_s {burn:g}" if by_impulse else f"isp_s {isp:g}"
        remarks.append(
            f"stages.{name}.{unused} (with the thrust, isp_s says {lasts:.1f} s, burn_s {burn:g} s)"
        )
    return Unit(total, propellant, thrust, lasts if by_impulse else burn, int(count))


def _masses(stage: Mapping[str, Any], where: str) -> tuple[float, float]:
    """Total mass and propellant; one of total, propellant and dry mass may be missing."""
    given = {
        key: number(stage, f"{key}_kg", place=where, low=0.0)
        for key in ("total", "propellant", "dry")
        if stage.get(f"{key}_kg") is not None
    }
    if "total" not in given and len(given) < 2:
        raise InputError(
            "there is no mass", advice="give total_kg, and propellant_kg or dry_kg", place=where
        )
    total = given.get("total", given.get("propellant", 0.0) + given.get("dry", 0.0))
    propellant = given.get(
        "propellant", total - given["dry"] if "dry" in given and "thrust_N" in stage else 0.0
    )
    dry = given.get("dry", total - propellant)
    if total <= 0 or dry < 0 or propellant < 0 or dry + propellant > total * (1 + 1e-6):
        raise InputError(
            f"{dry:g} kg dry and {propellant:g} kg of propellant in {total:g} kg",
            advice="check its masses",
            place=where,
        )
    return total, propellant


def _phases(raw: dict[str, Any], units: dict[str, Unit], place: str) -> tuple[AscentPhase, ...]:
    stated = items(raw, "phases", place)
    if not 0 < len(stated) <= 20:
        raise InputError(f"{len(stated)} phases", advice="give 1 to 20", place=at(place, "phases"))
    out: list[AscentPhase] = []
    before = 0.0
    for k, one in enumerate(stated):
        where = at(place, f"phases[{k}]")
        if not isinstance(one, dict):
            raise InputError("no object", advice='give {"t1": …, "burning": …}', place=where)
        check_keys(one, ("t0", "t1", "burning", "drop_at_end"), where)
        finish = read_range(one.get("t1", "free"), at(where, "t1"))
        begin = read_range(one.get("t0"), at(where, "t0"))
        follows = k == 0 or out[-1].finish.fixed
        if follows and begin.fixed and abs(begin.low - before) > 1e-6 * max(1.0, before):
            raise InputError(
                f"begins at {begin.low:g} s, the phase before ends at {before:g} s",
                advice="state a coast as a phase that burns nothing",
                place=at(where, "t0"),
            )
        if finish.high <= before:
            raise InputError(
                f"ends at {finish.high:g} s, before it begins",
                advice="give a later t1",
                place=where,
            )
        before = finish.low if finish.fixed else max(before, finish.low)
        burning = _terms(one.get("burning"), units, at(where, "burning"))
        dropped = _terms(one.get("drop_at_end"), units, at(where, "drop_at_end"))
        said = one.get("burning")
        name = said if isinstance(said, str) else f"phase {k + 1}"
        out.append(AscentPhase(name if burning else "coast", burning, dropped, finish))
    return tuple(out)


def _terms(given: Any, units: dict[str, Unit], place: str) -> dict[str, int]:
    """``"stage1 + 6 SRB"`` or a list as stage names with numbers.

    ``_each``, case and ``dry`` do not matter.
    """
    if isinstance(given, list) and all(isinstance(g, str) for g in given):
        given = " + ".join(given)
    if given is None or (
        isinstance(given, str) and given.strip().lower() in ("", "none", "nothing", "coast")
    ):
        return {}
    if not isinstance(given, str):
        raise InputError("no text", advice='write it like "stage1 + 6 SRB"', place=place)
    slugs = {_slug(name).removesuffix("each"): name for name in units}
    out: dict[str, int] = {}
    for part in given.split("+"):
        found = _TERM.match(re.sub(r"\s+dry\s*$", "", part))
        slug = _slug(found.group(2)) if found else ""
        slug = slug if slug in slugs else slug.removesuffix("s")
        if not found or slug not in slugs:
            raise InputError(
                f"{shown(part.strip())} names no stage",
                advice=f"use {', '.join(units)}",
                place=place,
            )
        name = slugs[slug]
        out[name] = out.get(name, 0) + int(found.group(1) or 1)
        if not 0 < out[name] <= units[name].count:
            raise InputError(
                f"{out[name]} of {units[name].count} {name}",
                advice="name as many as there are",
                place=place,
            )
    return out


def _slug(name: str) -> str:
    return re.sub(r"[ _.-]", "", name.lower())


def _start(
    initial: Mapping[str, Any], radius: float, rate: float, place: str, remarks: list[str]
) -> tuple[Array, Array]:
    """Inertial position and velocity at lift-off.

    At rest on the turning Earth unless a velocity is given.
    """
    where = at(place, "initial")
    known = (
        "latitude_deg",
        "longitude_deg_inertial",
        "radius_m",
        "altitude_m",
        "velocity",
        "velocity_m_s",
    )
    remarks += check_keys(initial, known, place, "initial")
    lat, lon = (
        number(initial, key, place=where, low=low, default=default)
        for key, low, default in (
            ("latitude_deg", -90.0, None),
            ("longitude_deg_inertial", -360.0, 0.0),
        )
    )
    if lat > 90.0:
        raise InputError(
            f"a latitude of {lat:g}", advice="give -90 to 90", place=at(where, "latitude_deg")
        )
    r = number(
        initial,
        "radius_m",
        place=where,
        above=0.0,
        default=radius + number(initial, "altitude_m", place=where, default=0.0),
    )
    if r < radius * (1 - 1e-9):
        raise InputError(
            f"the start is {(radius - r) / 1e3:g} km inside the Earth",
            advice="check radius_m",
            place=where,
        )
    lat, lon = np.radians(lat), np.radians(lon)
    r0 = r * np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    if not isinstance(initial.get("velocity", ""), str):
        raise InputError(
            "no text",
            advice="give velocity_m_s, three inertial components",
            place=at(where, "velocity"),
        )
    velocity = initial.get("velocity_m_s")
    if velocity is None:
        return r0, np.cross([0.0, 0.0, rate], r0)
    if not isinstance(velocity, list) or len(velocity) != 3:
        raise InputError(
            "no vector", advice="give three inertial components", place=at(where, "velocity_m_s")
        )
    return r0, np.array(
        [check_number(v, at(where, f"velocity_m_s[{k}]")) for k, v in enumerate(velocity)]
    )


def _target(stated: Mapping[str, Any], radius: float, place: str) -> OrbitTarget:
    """Orbit from ``a_m`` and ``e``, or from altitudes over the Earth's radius.

    Angles that are missing are free.
    """
    heights = [k for k in ("altitude_m", "perigee_altitude_m", "apogee_altitude_m") if k in stated]
    if heights:
        ends = (
            ("altitude_m",) * 2
            if "altitude_m" in heights
            else ("perigee_altitude_m", "apogee_altitude_m")
        )
        low, high = (radius + number(stated, key, place=place) for key in ends)
        if low > high or "a_m" in stated or "e" in stated:
            raise InputError(
                "perigee above apogee, or the size given twice",
                advice="check the orbit",
                place=place,
            )
        a, e = 0.5 * (low + high), (high - low) / (high + low)
    else:
        a, e = (
            number(stated, "a_m", place=place, above=0.0),
            number(stated, "e", place=place, low=0.0),
        )
    angles = {
        k: np.radians(number(stated, f"{k}_deg", place=place))
        if _stated(stated, f"{k}_deg")
        else None
        for k in ("i", "raan", "argp")
    }
    inclination = angles.pop("i")
    try:
        target = OrbitTarget(a, e, 0.0 if inclination is None else float(inclination), **angles)
    except InputError as err:
        raise InputError(err.message, advice=err.advice, place=place) from err
    if a * (1 - e) < radius:
        raise InputError(
            f"the perigee is {(radius - a * (1 - e)) / 1e3:.0f} km inside the Earth",
            advice="check a_m and e",
            place=place,
        )
    return target


def _stated(orbit: Mapping[str, Any], key: str) -> bool:
    """Whether an angle is asked for: missing, null and ``"free"`` are not."""
    return orbit.get(key) not in (None, "free")


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
