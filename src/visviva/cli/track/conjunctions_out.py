"""`visviva track conjunctions`.

From a file and options to close approaches, and from them to stdout and files.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.cli.output import note, print_table, progress
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp import STALE_DAYS, ElementSet, ReadResult, as_columns, read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.track.conjunctions.screen import (
    Conjunctions,
    Screening,
    find_conjunctions,
    nearest_sets,
)

SCHEMA: Final = "visviva.track.conjunctions.screen/1"
TABLE_ROWS: Final = 100
MOST_DAYS: Final = 366.0
MOST_ENTRIES: Final = 20_000  # of a calendar: more open in no program
SUFFIXES: Final = (".csv", ".parquet", ".ics")
CAVEAT: Final = (
    "distances are between SGP4 positions of element sets, which are good to about 1 km at their "
    "epoch and lose 1 to "
    "3 km a day in low orbit; they carry no covariance, so no probability of collision is given"
)
_KM: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Request:
    """The options as given."""

    file: Path
    days: float
    start: str
    primary: str | None
    secondary: str | None
    within_km: float
    as_json: bool
    as_csv: bool
    export: Path | None
    strict: bool
    workers: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """What will be searched: one set for each object."""

    sets: tuple[ElementSet, ...]
    start: Epoch
    span: float
    within: float
    primary: int | None
    age_days: NDArray[np.float64]
    notes: tuple[str, ...]


def run(request: Request) -> None:
    """Read, search, write."""
    _check(request)
    found = read_elements(request.file, strict=request.strict)
    job = _job(found, request)
    if not (request.as_json or request.as_csv):
        for line in job.notes:
            note(f"visviva: {line}")
    with progress("conjunctions", total=1.0) as report:
        screening = find_conjunctions(
            Sgp4Catalogue.from_element_sets(job.sets),
            job.start,
            job.span,
            job.within,
            primary=job.primary,
            threads=request.workers,
            report=report,
        )
    stopped = _stopped(screening, job)
    if request.export is not None:
        _export(request.export, screening.conjunctions, job)
    if request.as_json:
        _print_json(request, found, job, screening, stopped)
    elif request.as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        _write_csv(writer, screening.conjunctions, job)
    else:
        for line in stopped[:3]:
            note(f"visviva: {line}")
        if len(stopped) > 3:
            note(
                f"visviva: and {len(stopped) - 3} more objects without a usable state for a part "
                "of the window"
            )
        _print(screening.conjunctions, job)
        if request.export is not None:
            note(f"visviva: {len(screening.conjunctions)} conjunctions written to {request.export}")


def _check(request: Request) -> None:
    """Refuse options that make no sense before the work."""
    if request.as_json and request.as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    if not 0.0 < request.days <= MOST_DAYS:
        raise InputError(
            f"--days is {request.days:g}",
            advice=f"give more than zero and at most {MOST_DAYS:g} days",
        )
    if not 0.0 < request.within_km <= 1000.0:
        raise InputError(
            f"--within-km is {request.within_km:g}", advice="give more than 0 and at most 1000 km"
        )
    if request.secondary is not None and request.primary is None:
        raise InputError("--secondary without --primary", advice="name both objects")
    if request.export is not None:
        from visviva.export import check_writable

        if request.export.suffix.lower() not in SUFFIXES:
            raise InputError(
                "conjunctions cannot be written as "
                f"{request.export.suffix or 'a file without suffix'}",
                advice="use " + " ".join(SUFFIXES),
                place=str(request.export),
            )
        check_writable(request.export)


def _job(found: ReadResult, request: Request) -> Job:
    """One element set for each object, the window, and what must be said about them."""
    usable = [e for e in found.elements if e.ephemeris_type != 4]
    notes = []
    if found.rejected:
        first = found.rejected[0]
        notes.append(
            f"{len(found.rejected)} element sets refused, the first at line {first.line}: "
            f"{first.reason}"
        )
    if len(usable) < len(found.elements):
        notes.append(
            f"{len(found.elements) - len(usable)} SGP4-XP sets left out: SGP4 cannot use them"
        )
    if not usable:
        raise InputError("no element set that SGP4 can use", place=str(request.file))
    columns = as_columns(usable)
    epochs = columns.epoch
    if request.start:
        start = Epoch.parse(request.start)
    else:
        start = _default_start(usable)
        whose = "the file" if len(usable) < 100 else "99 % of the sets"
        notes.append(
            f"the window starts at {start.iso(0)}, the newest epoch of {whose}; --start chooses "
            "another"
        )
    chosen = nearest_sets(epochs, columns.catalog_number, start)
    if len(chosen) < len(usable):
        notes.append(
            f"{len(usable)} element sets of {len(chosen)} objects: of each object the newest at "
            "the start of the "
            "window is used, or the first after it"
        )
    sets = [usable[i] for i in chosen]
    age = np.asarray(start - epochs[chosen], dtype=np.float64) / DAY_S
    primary, sets, age = _pick(sets, age, request)
    if len(sets) < 2:
        raise InputError(
            f"one object only ({sets[0].label})",
            advice="give a file with element sets of two objects or more",
            place=str(request.file),
        )
    stale = np.maximum(np.abs(age), np.abs(age + request.days)) > STALE_DAYS
    if stale.any():
        notes.append(
            f"{int(stale.sum())} of {len(sets)} element sets are over {STALE_DAYS:g} days from "
            "epoch within the window"
        )
    return Job(
        tuple(sets),
        start,
        request.days * DAY_S,
        request.within_km * 1e3,
        primary,
        age,
        tuple(notes),
    )


def _default_start(sets: Sequence[ElementSet]) -> Epoch:
    """The newest epoch; in a large file the one that 99 % of the sets do not exceed.

    Some are dated days ahead.
    """
    texts = sorted(e.epoch_utc for e in sets)
    return Epoch.parse(texts[max(0, -(-99 * len(texts) // 100) - 1)][:19] + "Z")


def _pick(
    sets: list[ElementSet], age: Any, request: Request
) -> tuple[int | None, list[ElementSet], Any]:
    """Place of the primary; with a secondary, only the two are left."""
    if request.primary is None:
        return None, sets, age
    i = _named(sets, request.primary)
    if request.secondary is None:
        return i, sets, age
    j = _named(sets, request.secondary)
    if i == j:
        raise InputError(
            f"{sets[i].label} is both primary and secondary", advice="name two objects"
        )
    return 0, [sets[i], sets[j]], age[[i, j]]


def _named(sets: Sequence[ElementSet], wanted: str) -> int:
    """Place of the one object named by number, name or a part of its name."""
    key = wanted.strip().upper()
    picks = [k for k, e in enumerate(sets) if key.isdigit() and e.catalog_number == int(key)]
    picks = picks or [k for k, e in enumerate(sets) if key in (e.name.upper(), e.object_id.upper())]
    picks = picks or [k for k, e in enumerate(sets) if key and key in e.name.upper()]
    if len(picks) == 1:
        return picks[0]
    if picks:
        some = ", ".join(f"{sets[k].catalog_number} {sets[k].name}" for k in picks[:3])
        raise UnknownNameError(
            f"{wanted!r} names {len(picks)} objects ({some} …)", advice="give a catalogue number"
        )
    near = get_close_matches(key, sorted({e.name for e in sets if e.name}), n=3, cutoff=0.5)
    advice = (
        "did you mean " + " or ".join(near)
        if near
        else "give a catalogue number or a name of the file"
    )
    raise UnknownNameError(f"no object {wanted!r} in the file", advice=advice, nearest=near)


def _stopped(screening: Screening, job: Job) -> list[str]:
    return [
        f"{job.sets[i].label}: SGP4 gives no usable state at {(job.start + t).iso(0)} (decayed or "
        "out of its range); "
        "left out there"
        for i, t in screening.stopped
    ]


def rows(found: Conjunctions, job: Job) -> Iterator[dict[str, Any]]:
    """Conjunctions as rows of the contract, in order of time."""
    block = 50_000
    for low in range(0, len(found), block):
        part = found.select(slice(low, low + block))
        tca, enter, leave = ((part.start + t).iso() for t in (part.tca, part.enter, part.leave))
        age = [job.age_days[index] + part.tca / DAY_S for index in (part.primary, part.secondary)]
        for k in range(len(part)):
            one, two = job.sets[part.primary[k]], job.sets[part.secondary[k]]
            yield {
                "primary": one.catalog_number,
                "secondary": two.catalog_number,
                "primary_name": one.name,
                "secondary_name": two.name,
                "tca_utc": str(tca[k]),
                "miss_km": round(float(part.miss[k]) * _KM, 6),
                "speed_km_s": round(float(part.speed[k]) * _KM, 6),
                "radial_km": round(float(part.radial[k]) * _KM, 6),
                "in_track_km": round(float(part.in_track[k]) * _KM, 6),
                "cross_track_km": round(float(part.cross_track[k]) * _KM, 6),
                "primary_age_days": round(float(age[0][k]), 3),
                "secondary_age_days": round(float(age[1][k]), 3),
                "comoving": bool(part.comoving[k]),
                "enter_utc": str(enter[k]),
                "leave_utc": str(leave[k]),
                "stays": int(part.stays[k]),
                "cut_at_start": bool(part.cut_at_start[k]),
                "cut_at_end": bool(part.cut_at_end[k]),
            }


COLUMNS: Final = (
    "primary",
    "secondary",
    "primary_name",
    "secondary_name",
    "tca_utc",
    "miss_km",
    "speed_km_s",
    "radial_km",
    "in_track_km",
    "cross_track_km",
    "primary_age_days",
    "secondary_age_days",
    "comoving",
    "enter_utc",
    "leave_utc",
    "stays",
    "cut_at_start",
    "cut_at_end",
)


def _write_csv(writer: Any, found: Conjunctions, job: Job) -> None:
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in rows(found, job))


def _print_json(
    request: Request, read: ReadResult, job: Job, screening: Screening, stopped: Sequence[str]
) -> None:
    """One JSON object, its conjunctions one a line."""
    head = {
        "schema": SCHEMA,
        "source": str(request.file),
        "start_utc": job.start.iso(),
        "end_utc": (job.start + job.span).iso(),
        "within_km": request.within_km,
        "objects": len(job.sets),
        "primary": None if job.primary is None else job.sets[job.primary].catalog_number,
        "rejected": [{"line": bad.line, "reason": bad.reason} for bad in read.rejected],
        "covariance": None,
        "caveat": CAVEAT,
        "warnings": list(job.notes),
        "stopped": [
            {
                "object": job.sets[i].catalog_number,
                "name": job.sets[i].name,
                "from_utc": (job.start + t).iso(),
            }
            for i, t in screening.stopped
        ],
        "count": len(screening.conjunctions),
    }
    sys.stdout.write(
        json.dumps(head, ensure_ascii=False, indent=2, allow_nan=False)[:-2]
        + ',\n  "conjunctions": ['
    )
    glue = "\n    "
    for row in rows(screening.conjunctions, job):
        sys.stdout.write(glue + json.dumps(row, ensure_ascii=False, allow_nan=False))
        glue = ",\n    "
    sys.stdout.write(("" if glue == "\n    " else "\n  ") + "]\n}\n")


def _print(found: Conjunctions, job: Job) -> None:
    """The nearest as a table for a person, in order of distance."""
    whose = "all pairs" if job.primary is None else job.sets[job.primary].label
    until = f"{job.start.iso(0)} to {(job.start + job.span).iso(0)}"
    title = (
        f"{len(found)} approaches within {job.within * _KM:g} km, {whose} of {len(job.sets)} "
        f"objects, {until}"
    )
    if len(found):
        nearest = found.select(np.argsort(found.miss, kind="stable")[:TABLE_ROWS])
        print_table([_for_eyes(row) for row in rows(nearest, job)], title=title)
    else:
        print(title)
    if len(found) > TABLE_ROWS:
        note(f"the {TABLE_ROWS} nearest of {len(found)}; use --csv, --json or --export for all")
    note(f"visviva: {CAVEAT}")


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    together = ""
    if row["comoving"]:
        begin = "before" if row["cut_at_start"] else row["enter_utc"][:16]
        end = "after" if row["cut_at_end"] else row["leave_utc"][:16]
        together = f"{begin} … {end}" + (f", {row['stays']} times" if row["stays"] > 1 else "")
    return {
        "primary": f"{row['primary']} {row['primary_name']}",
        "secondary": f"{row['secondary']} {row['secondary_name']}",
        "closest UTC": row["tca_utc"][:19].replace("T", " "),
        "km": f"{row['miss_km']:.3f}",
        "km/s": f"{row['speed_km_s']:.3f}",
        "radial": f"{row['radial_km']:.2f}",
        "in-track": f"{row['in_track_km']:.2f}",
        "cross": f"{row['cross_track_km']:.2f}",
        "ages d": f"{row['primary_age_days']:.1f} {row['secondary_age_days']:.1f}",
        "moves together": together,
    }


def _export(path: Path, found: Conjunctions, job: Job) -> None:
    from visviva.export import CalendarEntry, atomic_write, export_calendar, open_table

    suffix = path.suffix.lower()
    if suffix == ".csv":
        with atomic_write(path) as stream:
            _write_csv(csv.writer(stream, lineterminator="\n"), found, job)
    elif suffix == ".parquet":
        metadata = {
            "schema": SCHEMA,
            "start_utc": job.start.iso(),
            "within_km": job.within * _KM,
            "caveat": CAVEAT,
            "objects": {str(e.catalog_number): e.label for e in job.sets},
        }
        with open_table(path, metadata) as table:
            table.write(_columns(found, job))
    elif len(found) > MOST_ENTRIES:
        raise InputError(
            f"{len(found)} conjunctions for a calendar",
            advice="choose a --primary, or export .csv or .parquet",
            place=str(path),
        )
    else:
        entries = [
            CalendarEntry(
                job.start + max(float(found.enter[k]), 0.0),
                job.start + min(float(found.leave[k]), job.span),
                f"{row['primary_name'] or row['primary']} – "
                f"{row['secondary_name'] or row['secondary']} "
                f"{row['miss_km']:.2f} km",
                f"conjunction/{row['primary']}/{row['secondary']}/{row['tca_utc'][:16]}",
                f"Closest {row['tca_utc']}, {row['speed_km_s']:.3f} km/s; {CAVEAT}.",
                "",
                None,
                None,
            )
            for k, row in enumerate(rows(found, job))
        ]
        export_calendar(path, entries, name="Conjunctions")


def _columns(found: Conjunctions, job: Job) -> dict[str, NDArray[Any]]:
    """Numbers and times in columns."""
    numbers = np.array([e.catalog_number for e in job.sets], dtype=np.int64)
    zero = np.datetime64(job.start.iso(6)[:-1], "us")
    times = {
        f"{name}_utc": zero + np.round(t * 1e6).astype("timedelta64[us]")
        for name, t in (("tca", found.tca), ("enter", found.enter), ("leave", found.leave))
    }
    lengths = {
        "miss_km": found.miss,
        "speed_km_s": found.speed,
        "radial_km": found.radial,
        "in_track_km": found.in_track,
        "cross_track_km": found.cross_track,
    }
    return {
        "primary": numbers[found.primary],
        "secondary": numbers[found.secondary],
        **times,
        **{name: np.asarray(value * _KM) for name, value in lengths.items()},
        "primary_age_days": job.age_days[found.primary] + found.tca / DAY_S,
        "secondary_age_days": job.age_days[found.secondary] + found.tca / DAY_S,
        "comoving": found.comoving,
        "stays": found.stays,
        "cut_at_start": found.cut_at_start,
        "cut_at_end": found.cut_at_end,
    }
