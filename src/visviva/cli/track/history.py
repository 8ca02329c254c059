"""`visviva track`: from files and options to results on stdout."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.output import emit, note, print_table
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet, ReadResult, as_epochs, read_elements
from visviva.track.history import History, history_of


def open_history(file: Path, wanted: str | None, *, least: int = 3) -> tuple[History, ReadResult]:
    """The history of one object in a file, and what the file held."""
    read = read_elements(file)
    return history_of(read.elements, wanted, least=least), read


def head(schema: str, history: History, read: ReadResult) -> dict[str, Any]:
    """What every payload of this group begins with."""
    return {
        "schema": f"visviva.track.{schema}/1",
        "catalog_number": history.catalog_number,
        "name": history.name,
        "sets": len(history),
        "first_epoch_utc": history.epoch[0].iso(),
        "last_epoch_utc": history.epoch[-1].iso(),
        "dropped": [
            {
                "epoch_utc": d.element_set.epoch_utc + "Z",
                "line": d.element_set.line,
                "reason": d.reason,
            }
            for d in history.dropped
        ],
        "rejected_count": len(read.rejected),
        "warnings": list(history.warnings),
    }


def tell(payload: dict[str, Any], *, quiet: bool) -> None:
    """Warnings on stderr, one line each."""
    if not quiet:
        for line in payload["warnings"]:
            note(f"visviva: {line}")
        if payload["rejected_count"]:
            note(f"visviva: {payload['rejected_count']} sets of the file were rejected")


def run_maneuvers(
    file: Path, wanted: str | None, stations: Path | None, *, as_json: bool, as_csv: bool
) -> None:
    """Find burns and print them."""
    from visviva.track.maneuvers.detect import find_maneuvers

    history, read = open_history(file, wanted)
    places = _places(stations)
    rows = [_maneuver_row(history, m, places) for m in find_maneuvers(history)]
    payload = {**head("maneuvers", history, read), "maneuvers": rows}
    emit(
        payload,
        rows="maneuvers",
        as_json=as_json,
        as_csv=as_csv,
        columns=_COLUMNS if as_csv else None,
        table=lambda: _maneuver_table(payload),
    )
    tell(payload, quiet=as_json)


_COLUMNS = (
    "time_utc",
    "interval_90_utc",
    "delta_v_m_s",
    "interval_90_delta_v_m_s",
    "radial_m_s",
    "in_track_m_s",
    "cross_track_m_s",
    "confidence",
    "purpose",
    "score",
    "stations",
)


def _places(stations: Path | None) -> list[Any]:
    if stations is None:
        return []
    from visviva.observe.sites import read_sites

    return list(read_sites(stations))


def _maneuver_row(history: History, m: Any, places: list[Any]) -> dict[str, Any]:
    from visviva.track.ground_stations import any_chance, stations_in_view

    row: dict[str, Any] = {
        "time_utc": m.time.iso(0),
        "interval_90_utc": [m.earliest.iso(0), m.latest.iso(0)],
        "delta_v_m_s": round(m.size, 5),
        "interval_90_delta_v_m_s": [round(v, 5) for v in m.size_interval],
        "radial_m_s": round(m.delta_v[0], 5),
        "in_track_m_s": round(m.delta_v[1], 5),
        "cross_track_m_s": round(m.delta_v[2], 5),
        "confidence": round(m.confidence, 3),
        "purpose": m.purpose,
        "score": round(m.score, 1),
        "candidates": [{"time_utc": t.iso(0), "likelihood": round(p, 4)} for t, p in m.candidates],
        "stations": [],
    }
    if places:
        before = history.sets[m.set_before]
        row["stations"] = [
            {
                "name": s.name,
                "elevation_deg": round(float(np.degrees(s.elevation)), 1),
                "minutes_from_burn": round(s.minutes, 1),
                "chance": round(s.chance, 3),
            }
            for s in stations_in_view(before, m.time, places)
        ]
        chance = any_chance(before, m.time, places)
        row["chance_any_station"] = round(chance, 3) if np.isfinite(chance) else None
    return row


def _maneuver_table(payload: dict[str, Any]) -> None:
    rows = payload["maneuvers"]
    title = f"{payload['name']}: {len(rows)} burns in {payload['sets']} sets"
    if not rows:
        print(title)
        return
    print_table([_for_eyes(row) for row in rows], title=title)


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    start, end = (Epoch.parse(t) for t in row["interval_90_utc"])
    out = {
        "time UTC": row["time_utc"][:16].replace("T", " "),
        "± h": f"{(end - start) / 7200.0:.1f}",
        "m/s": f"{row['delta_v_m_s']:.4f}",
        "radial": f"{row['radial_m_s']:.3f}",
        "in-track": f"{row['in_track_m_s']:.4f}",
        "cross": f"{row['cross_track_m_s']:.3f}",
        "sure": f"{row['confidence']:.2f}",
        "purpose": row["purpose"],
    }
    if "chance_any_station" in row:
        out["stations (chance by luck)"] = "; ".join(
            f"{s['name']} {s['elevation_deg']:.0f}° {s['minutes_from_burn']:+.0f} min "
            f"({s['chance']:.2f})"
            for s in row["stations"]
        )
    return out


def moment(text: str | None, option: str) -> Epoch | None:
    """An option's time, or None."""
    if text is None:
        return None
    try:
        return Epoch.parse(text)
    except InputError as err:
        raise InputError(f"{option}: {err.message}", advice=err.advice) from err


def run_identity(
    file: Path,
    wanted: str | None,
    site: str | None,
    launched: str | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Say what orbit the object keeps."""
    from visviva.track.identity import identify

    history, read = open_history(file, wanted, least=1)
    found = identify(history)
    payload = {
        **head("identity", history, read),
        "orbit_class": found.orbit_class,
        "sun_synchronous": found.sun_synchronous,
        "ltan_h": round(found.local_time, 4),
        "ltan": _clock(found.local_time),
        "ltan_drift_min_per_year": round(found.local_time_drift, 2),
        "repeat": None
        if found.repeat is None
        else {
            "revolutions": found.repeat.revolutions,
            "days": found.repeat.days,
            "miss_km": round(found.repeat.miss / 1e3, 3),
        },
        "perigee_km": round(found.perigee / 1e3, 3),
        "apogee_km": round(found.apogee / 1e3, 3),
        "inclination_deg": round(float(np.degrees(found.inclination)), 5),
        "eccentricity": round(found.eccentricity, 7),
        "period_min": round(found.period / 60.0, 5),
        "eclipse_seasons": [
            {
                "start_utc": s.start.iso(0)[:10],
                "end_utc": s.end.iso(0)[:10],
                "longest_min": round(s.longest / 60.0, 2),
            }
            for s in found.eclipses
        ],
        "history": [
            {
                "epoch_utc": t,
                "perigee_km": round(float(p) / 1e3, 3),
                "apogee_km": round(float(a) / 1e3, 3),
                "ltan_h": round(float(hours), 4),
            }
            for t, (_, p, a), hours in zip(
                history.epoch.iso(0), found.heights, found.local_times, strict=True
            )
        ],
    }
    payload["launch"] = _launch(history, site, launched)
    emit(
        payload,
        rows="history",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _identity_table(payload),
    )
    tell(payload, quiet=as_json)


def _launch(history: History, site: str | None, launched: str | None) -> dict[str, Any] | None:
    """Orbit plane against a launch site, where both options are given."""
    if site is None and launched is None:
        return None
    liftoff = moment(launched, "--launched")
    if site is None or liftoff is None:
        raise InputError("--site and --launched belong together", advice="give both, or none")
    from visviva.core.place import Place
    from visviva.track.identity import launch_plane

    place = Place.parse(site)
    plane = launch_plane(history, place.latitude, place.longitude, liftoff)
    return {
        "liftoff_utc": liftoff.iso(0),
        "node_offset_deg": round(float(np.degrees(plane.node_offset)), 3),
        "pass": "ascending" if plane.ascending else "descending",
        "direct_azimuth_deg": None
        if np.isnan(plane.azimuth)
        else round(float(np.degrees(plane.azimuth)), 2),
        "dogleg": plane.dogleg,
    }


def _clock(hours: float) -> str:
    minutes = round(hours * 60.0) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _identity_table(payload: dict[str, Any]) -> None:
    repeat, launch = payload["repeat"], payload["launch"]
    rows = [
        (
            "orbit",
            f"{payload['orbit_class']}, {payload['perigee_km']:.1f} x {payload['apogee_km']:.1f} "
            "km, "
            f"{payload['inclination_deg']:.3f} deg, {payload['period_min']:.3f} min",
        ),
        ("Sun-synchronous", "yes" if payload["sun_synchronous"] else "no"),
        (
            "local time of the ascending node",
            f"{payload['ltan']}, drifts {payload['ltan_drift_min_per_year']:+.1f} min a year",
        ),
    ]
    if repeat is not None:
        rows.append(
            (
                "repeat cycle",
                f"{repeat['revolutions']} revolutions in {repeat['days']} days, "
                f"misses by {repeat['miss_km']:+.1f} km at the equator",
            )
        )
    rows += [
        ("eclipses", f"{s['start_utc']} to {s['end_utc']}, up to {s['longest_min']:.1f} min")
        for s in payload["eclipse_seasons"][:4]
    ]
    if launch is not None:
        leg = "needs a dog-leg or another hour" if launch["dogleg"] else "fits a direct launch"
        rows.append(
            (
                "launch plane",
                f"{launch['node_offset_deg']:+.2f} deg off the {launch['pass']} pass: {leg}",
            )
        )
    first, last = payload["history"][0], payload["history"][-1]
    spans = [
        f"{h['epoch_utc'][:10]} {h['perigee_km']:.1f} x {h['apogee_km']:.1f} km"
        for h in (first, last)
    ]
    rows.append(("heights", " → ".join(spans)))
    title = f"{payload['name']} ({payload['catalog_number']}), {payload['sets']} sets"
    print_table([{"what": a, "value": b} for a, b in rows], title=title)


def run_decay(
    file: Path, as_of: str | None, wanted: str | None, seed: int, *, as_json: bool, as_csv: bool
) -> None:
    """Forecast the decay and print it."""
    from visviva.track.decay.forecast import forecast_decay

    when = moment(as_of, "--as-of")
    read = read_elements(file)
    history = history_of(
        read.elements if when is None else _known(read, wanted, when), wanted, least=2
    )
    found = forecast_decay(history, when, seed=seed)
    ends = [None if t is None else t.iso(0) for t in (found.earliest, found.latest)]
    finite = found.days[np.isfinite(found.days)]
    payload: dict[str, Any] = {
        **head("decay", history, read),
        "as_of_utc": found.as_of.iso(0),
        "decay_utc": None if found.moment is None else found.moment.iso(0),
        "interval_90_utc": ends,
        "remaining_days": None if found.moment is None else round(float(np.median(found.days)), 2),
        "ballistic_coefficient_m2_kg": float(f"{found.ballistic_coefficient:.5g}"),
        "ballistic_coefficient_sigma": round(found.coefficient_sigma, 3),
        "beyond_horizon": round(1.0 - len(finite) / len(found.days), 3),
        "set_used_utc": history.epoch[found.set_used].iso(0),
        "seed": seed,
    }
    row = {
        "object": payload["name"],
        "as of": payload["as_of_utc"][:10],
        "decay": _day(payload["decay_utc"]),
        "earliest": _day(ends[0]),
        "latest": _day(ends[1]),
        "drag m2/kg": f"{found.ballistic_coefficient:.4g} ± {100 * found.coefficient_sigma:.0f} %",
    }
    payload["rows"] = [
        {
            k: payload[k]
            for k in (
                "catalog_number",
                "as_of_utc",
                "decay_utc",
                "interval_90_utc",
                "ballistic_coefficient_m2_kg",
            )
        }
    ]
    if as_json:
        rows = payload.pop("rows")
        payload["forecasts"] = rows
    emit(
        payload,
        rows="rows",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: print_table(
            [row], title="Decay: 90 % interval, from what was known at the date"
        ),
    )
    tell(payload, quiet=as_json)


def _known(read: ReadResult, wanted: str | None, when: Epoch) -> list[ElementSet]:
    """The sets of a file whose epoch is not after `when`: cleaning shall not look ahead either.

    Raises
    ------
    InputError
        If no set is that old.
    """
    ages = np.asarray(when - as_epochs(read.elements))
    known = [e for e, age in zip(read.elements, ages, strict=True) if age >= 0.0]
    own = [
        e
        for e in known
        if wanted is None or wanted.upper() in (str(e.catalog_number), e.name.upper())
    ]
    if not own:
        history_of(read.elements, wanted, least=1)  # an unknown name is told as such
        first = min(
            e.epoch_utc
            for e in read.elements
            if wanted is None or wanted.upper() in (str(e.catalog_number), e.name.upper())
        )
        raise InputError(
            f"no element set is as old as --as-of {when.iso(0)}",
            advice=f"the first is of {first[:19]}Z",
        )
    return known


def _day(text: str | None) -> str:
    return "after 30 years" if text is None else text[:16].replace("T", " ")
