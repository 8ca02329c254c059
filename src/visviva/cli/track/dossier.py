"""`visviva track dossier`: from a file and options to the page and its figures."""

import hashlib
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.cli.output import emit, note, print_table
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.report.dossier_page import Dossier, build_dossier, render_dossier, sentence
from visviva.report.figures.time_chart import clock_text
from visviva.report.files import ensure_writable, write_page
from visviva.track.history import history_of

SCHEMA: Final = "visviva.track.dossier/1"


def run_dossier(
    file: Path,
    report: Path | None,
    as_of: str,
    wanted: str | None,
    seed: int,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Read, tell, write."""
    if as_json and as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    if report is not None:
        ensure_writable(report)
    when = Epoch.parse(as_of) if as_of else None
    read = read_elements(file)
    history = history_of(read.elements if when is None else _known(read.elements, when), wanted)
    dossier = build_dossier(history, when, seed=seed)
    command = _command(file, report, dossier, wanted, seed)
    if report is not None:
        fingerprint = hashlib.sha256(file.read_bytes()).hexdigest()
        write_page(
            report,
            render_dossier(dossier, source=file.name, fingerprint=fingerprint, reproduce=command),
        )
    payload = _payload(dossier, command, len(read.rejected))
    emit(
        payload,
        rows="maneuvers",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _table(dossier, payload),
    )
    if not as_json:
        for line in dossier.history.warnings:
            note(f"visviva: {line}")
        for part in dossier.open:
            note(f"visviva: {part.part} stays open: {part.reason}")
        if read.rejected:
            note(f"visviva: {len(read.rejected)} sets of the file were rejected")
    if report is not None:
        note(f"report: {report}")


def _known(sets: Sequence[ElementSet], when: Epoch) -> list[ElementSet]:
    """Sets of before the date; later ones may not even help to judge which are odd."""
    text = when.iso(6)[:-1]
    known = [e for e in sets if e.epoch_utc <= text]
    if not known:
        raise InputError(
            f"no element set of the file is as old as {when.iso(0)}",
            advice=f"the first is of {min(e.epoch_utc for e in sets)[:19]}Z",
        )
    return known


def _command(
    file: Path, report: Path | None, dossier: Dossier, wanted: str | None, seed: int
) -> str:
    """The command that makes the page again, its date written out."""
    words = ["visviva", "track", "dossier", str(file), "--as-of", dossier.as_of.iso(0)]
    words += ["--object", wanted] if wanted else []
    words += ["--seed", str(seed)] if seed != 1 else []
    words += ["--report", str(report)] if report is not None else []
    return " ".join(shlex.quote(word) for word in words)


def _payload(d: Dossier, command: str, rejected: int) -> dict[str, Any]:
    h, found, decay = d.history, d.identity, d.decay
    return {
        "schema": SCHEMA,
        "catalog_number": h.catalog_number,
        "name": h.name,
        "as_of_utc": d.as_of.iso(0),
        "sets": len(h),
        "first_epoch_utc": h.epoch[0].iso(),
        "last_epoch_utc": h.epoch[-1].iso(),
        "summary": sentence(d),
        "identity": None
        if found is None
        else {
            "orbit_class": found.orbit_class,
            "sun_synchronous": found.sun_synchronous,
            "ltan_h": round(found.local_time, 4),
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
        },
        "maneuvers": [
            {
                "time_utc": m.time.iso(0),
                "interval_90_utc": [m.earliest.iso(0), m.latest.iso(0)],
                "delta_v_m_s": round(m.size, 5),
                "radial_m_s": round(m.delta_v[0], 5),
                "in_track_m_s": round(m.delta_v[1], 5),
                "cross_track_m_s": round(m.delta_v[2], 5),
                "confidence": round(m.confidence, 3),
                "purpose": m.purpose,
            }
            for m in d.maneuvers or ()
        ],
        "decay": None
        if decay is None
        else {
            "decay_utc": None if decay.moment is None else decay.moment.iso(0),
            "interval_90_utc": [
                None if t is None else t.iso(0) for t in (decay.earliest, decay.latest)
            ],
            "ballistic_coefficient_m2_kg": float(f"{decay.ballistic_coefficient:.5g}"),
        },
        "open": [{"part": p.part, "reason": p.reason} for p in d.open],
        "warnings": list(h.warnings),
        "rejected_count": rejected,
        "space_weather_as_of": d.weather_as_of,
        "seed": d.seed,
        "reproduce": command,
    }


def _table(d: Dossier, payload: dict[str, Any]) -> None:
    found = d.identity
    rows = [("in short", payload["summary"])]
    if found is not None and found.repeat is not None:
        cycle = found.repeat
        rows.append(
            (
                "repeat cycle",
                f"{cycle.revolutions} revolutions in {cycle.days} days, misses by "
                f"{cycle.miss / 1e3:+.1f} km",
            )
        )
    if found is not None:
        rows.append(
            (
                "node",
                f"{clock_text(found.local_time)}, drifts {found.local_time_drift:+.1f} min a year",
            )
        )
    rows += [
        (
            f"burn {m['time_utc'][:16]}",
            f"{m['delta_v_m_s']:.3g} m/s, {m['purpose']}, {100 * m['confidence']:.0f} % sure",
        )
        for m in payload["maneuvers"][-12:]
    ]
    rows.append(("again", payload["reproduce"]))
    title = f"{payload['name']} ({payload['catalog_number']}), as of {payload['as_of_utc'][:10]}"
    print_table([{"what": a, "value": b} for a, b in rows], title=title)
