"""`visviva track`: from files and options to results on stdout."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.output import emit, note, print_table
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import ReadResult, read_elements
from visviva.track.series import History, history_of


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
            {"epoch_utc": d.element_set.epoch_utc + "Z", "line": d.element_set.line, "reason": d.reason}
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


def run_maneuvers(file: Path, wanted: str | None, stations: Path | None, *, as_json: bool, as_csv: bool) -> None:
    """Find burns and print them."""
    from visviva.track.maneuvers import find_maneuvers

    history, read = open_history(file, wanted)
    places = _places(stations)
    rows = [_maneuver_row(history, m, places) for m in find_maneuvers(history)]
    payload = {**head("maneuvers", history, read), "maneuvers": rows}
    emit(payload, rows="maneuvers", as_json=as_json, as_csv=as_csv, columns=_COLUMNS if as_csv else None,
         table=lambda: _maneuver_table(payload))  # fmt: skip
    tell(payload, quiet=as_json)


_COLUMNS = (
    "time_utc", "interval_90_utc", "delta_v_m_s", "interval_90_delta_v_m_s", "radial_m_s", "in_track_m_s",
    "cross_track_m_s", "confidence", "purpose", "score", "stations",
)  # fmt: skip


def _places(stations: Path | None) -> list[Any]:
    if stations is None:
        return []
    from visviva.observe.sites import read_sites

    return list(read_sites(stations))


def _maneuver_row(history: History, m: Any, places: list[Any]) -> dict[str, Any]:
    from visviva.track.stations import any_chance, stations_in_view

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
                "name": s.name, "elevation_deg": round(float(np.degrees(s.elevation)), 1),
                "minutes_from_burn": round(s.minutes, 1), "chance": round(s.chance, 3),
            }
            for s in stations_in_view(before, m.time, places)
        ]  # fmt: skip
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
            f"{s['name']} {s['elevation_deg']:.0f}° {s['minutes_from_burn']:+.0f} min ({s['chance']:.2f})"
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
