"""What `visviva launch` is given, as values: vehicle, site, corridors, drop zones and ranges."""

from dataclasses import replace
from math import isfinite, radians
from typing import Any

from visviva.errors import InputError


def vehicle_of(name: str, crewed: bool) -> tuple[Any, Any]:
    """The fact of a launcher, and the launcher it builds."""
    from visviva.data.catalogue import Catalogue

    fact = Catalogue.bundled().vehicle(name)
    return fact, fact.build(crewed=crewed)


def site_of(text: str) -> tuple[str, float, float]:
    """Name, latitude and longitude (rad) of a site of the catalogue, or of ``LAT,LON``."""
    parts = text.split(",")
    if len(parts) == 2:
        try:
            lat, lon = (float(p) for p in parts)
        except ValueError as err:
            raise InputError(
                f"--site {text!r} is neither a name nor LAT,LON", advice="like 51.88,128.33"
            ) from err
        if not (abs(lat) <= 90 and abs(lon) <= 360):
            raise InputError(f"--site {text!r} is not on the Earth", advice="give degrees")
        return text, radians(lat), radians(lon)
    from visviva.data.catalogue import Catalogue

    fact = Catalogue.bundled().site(text)
    pad = fact.pad()
    return fact.slug, radians(pad.lat_deg.value), radians(pad.lon_deg.value)


_SI = {
    "dry_mass_kg": ("dry_mass", 1.0),
    "propellant_mass_kg": ("propellant_mass", 1.0),
    "thrust_vacuum_kn": ("thrust_vacuum", 1e3),
    "isp_vacuum_s": ("specific_impulse_vacuum", 1.0),
}


def spreads_of(fact: Any) -> dict[str, Any]:
    """Spread of each figure of a vehicle fact, by parameter of the ascent, SI."""
    from visviva.core.uncertain import Uncertain

    out = {}
    for k, stage in enumerate(fact.stages):
        for key, (attribute, factor) in _SI.items():
            figure = getattr(stage, key)
            kind: Any = figure.kind if figure.kind in ("normal", "uniform") else "exact"
            out[f"{k}.{attribute}"] = Uncertain(figure.value, figure.low, figure.high, kind).scaled(
                factor
            )
    if fact.fairing is not None:
        figure = fact.fairing.mass_kg
        out["fairing"] = Uncertain(figure.value, figure.low, figure.high, "normal")
    return out


def rules_of(
    launcher: Any, perigee_km: float, heading_deg: list[str] | None, drop_km: list[str] | None
) -> Any:
    """Plain rules (None), or those with corridors and drop zones."""
    from visviva.launch.performance import rules_for

    if not heading_deg and not drop_km:
        return None
    headings = tuple(_corridor(launcher, text) for text in heading_deg or ())
    drops = tuple(_drop(launcher, text) for text in drop_km or ())
    return replace(rules_for(launcher, perigee_km * 1e3), headings=headings, drops=drops)


def _drop(launcher: Any, text: str) -> tuple[str, float, float]:
    """``first=600:900`` as the name of what falls and its ground range in m."""
    name, _, band = text.partition("=")
    names = [s.name for s in launcher.stages[:-1]] + (["fairing"] if launcher.fairing else [])
    if name not in names:
        raise InputError(
            f"--drop-km {text!r}: nothing called {name!r} falls", advice=f"use {', '.join(names)}"
        )
    try:
        low, high = (float(p) * 1e3 for p in band.split(":"))
    except ValueError as err:
        raise InputError(
            f"--drop-km {text!r}", advice="write NAME=LOW:HIGH in km, like first=600:900"
        ) from err
    return name, low, high


def _corridor(launcher: Any, text: str) -> tuple[int, float, float]:
    """``196``, ``190:200`` or ``second=165`` as stage index and headings in rad."""
    head, sign, tail = text.rpartition("=")
    ground = [k for k, s in enumerate(launcher.stages) if s.ignition == "liftoff"]
    names = [s.name for s in launcher.stages]
    # Of the stages lit on the pad, the corridor belongs to the one that burns longest.
    stage = max(ground, key=lambda k: launcher.stages[k].burn_time)
    if sign:
        if head not in names:
            raise InputError(
                f"--heading-deg {text!r}: no stage {head!r}", advice=f"use {', '.join(names)}"
            )
        stage = names.index(head)
    try:
        parts = [float(p) for p in tail.split(":")]
    except ValueError as err:
        raise InputError(f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH") from err
    if (
        len(parts) not in (1, 2)
        or not 0 <= parts[-1] - parts[0] < 180
        or not all(abs(p) <= 360 for p in parts)
    ):
        raise InputError(
            f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH less than 180 apart"
        )
    return stage, radians(parts[0]), radians(parts[-1])


def range_of(text: str) -> list[float]:
    """``LOW:HIGH:COUNT`` as figures."""
    import numpy as np

    try:
        low, high, count = (float(p) for p in text.split(":"))
    except ValueError as err:
        raise InputError(
            f"{text!r} is not a range", advice="write LOW:HIGH:COUNT, like 200:1000:9"
        ) from err
    if not (
        isfinite(low)
        and isfinite(high)
        and high >= low
        and 1 <= count <= 1000
        and count == int(count)
    ):
        raise InputError(
            f"{text!r} is not a range", advice="write LOW:HIGH:COUNT with COUNT from 1 to 1000"
        )
    return [float(x) for x in np.linspace(low, high, int(count))]
