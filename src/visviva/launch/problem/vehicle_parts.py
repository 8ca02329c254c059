"""Units, phases, start and target of a stated ascent, read from its tables."""

import re
from collections.abc import Mapping
from math import inf, isfinite
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
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
from visviva.launch.problem.vehicle import AscentPhase, Unit
from visviva.launch.target import OrbitTarget

_TERM = re.compile(r"^\s*(?:(\d+)\s*[x×*]?\s+)?([A-Za-z][\w .-]*?)\s*$")


_STAGE = ("total_kg", "propellant_kg", "dry_kg", "thrust_N", "burn_s", "isp_s", "count")


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
