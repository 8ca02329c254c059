"""`visviva observe passes`: from files and options to passes.

And from passes to stdout and files.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from visviva.cli.output import note, print_table, progress
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError, UnknownNameError
from visviva.observe.passes.rows import CSV_COLUMNS, Watch, rows
from visviva.observe.passes.search import Passes, iter_passes
from visviva.observe.passes.timing_error import STALE_DAYS
from visviva.observe.sites import read_sites
from visviva.orbit.gp import ElementSet, ReadResult, as_columns, read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue

SCHEMA = "visviva.observe.passes.search/1"
SORTED = 200_000  # passes held and sorted by time of rise; more are written object by object
TABLE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Request:
    """The options as given."""

    file: Path
    site: tuple[str, ...]
    sites: Path | None
    start: str
    days: float
    min_elevation_deg: float
    objects: tuple[str, ...]
    as_json: bool
    as_csv: bool
    export: Path | None
    strict: bool
    workers: int | None


def run(request: Request) -> None:
    """Read, search, write."""
    if request.as_json and request.as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    places = _places(request)
    start = Epoch.parse(request.start) if request.start else Epoch.parse(Epoch.now().iso(0))
    span = request.days * DAY_S
    if not (np.isfinite(span) and span > 0.0):
        raise InputError(f"--days is {request.days:g}", advice="give more than zero days")
    if not -90.0 < request.min_elevation_deg < 90.0:
        raise InputError(
            f"--min-elevation-deg is {request.min_elevation_deg:g}",
            advice="give less than 90 degrees",
        )
    if request.export is not None:
        from visviva.export.passes import check_export

        check_export(request.export)
    found = read_elements(request.file, strict=request.strict)
    chosen, refused = _choose(found, request, start + 0.5 * span)
    watch = _watch(chosen, places, start, span)
    warnings = _warn(found, refused, watch)
    with ExitStack() as stack:
        outputs: list[Any] = []
        if request.export is not None:
            from visviva.export.passes import open_export

            outputs.append(stack.enter_context(open_export(request.export, watch, chosen)))
        screen: Any = (
            _Json(request, watch, found, refused, warnings)
            if request.as_json
            else (_Csv(watch) if request.as_csv else _Table(watch))
        )
        outputs.append(stack.enter_context(screen))
        stopped: list[tuple[int, float]] = []
        for batch in _batches(watch, request, stopped):
            for output in outputs:
                output.write(batch)
        if stopped:
            warnings.append(_stopped_line(stopped, watch))
            note(f"visviva: {warnings[-1]}")
        if request.as_json:
            screen.stopped = stopped
    if request.export is not None and not (request.as_json or request.as_csv):
        note(f"{outputs[0].count} passes written to {request.export}")


def _places(request: Request) -> list[Place]:
    places = [Place.parse(text) for text in request.site]
    if request.sites is not None:
        places += read_sites(request.sites)
    if not places:
        raise InputError("no site", advice="give --site LAT,LON or --sites FILE")
    return places


def _choose(
    found: ReadResult, request: Request, middle: Epoch
) -> tuple[list[ElementSet], list[tuple[str, str]]]:
    """One set for each object asked for.

    The one whose epoch is nearest to the middle of the window.
    """
    refused = [(f"{request.file}:{bad.line}", bad.reason) for bad in found.rejected]
    good = [e for e in found.elements if e.ephemeris_type != 4]
    for e in found.elements:
        if e.ephemeris_type == 4:
            if request.strict:
                raise InputError(
                    f"{e.label} is an SGP4-XP set", advice="give SGP4 sets", place=e.place
                )
            refused.append((e.place, f"{e.label} is an SGP4-XP set, which SGP4 cannot use"))
    if request.objects:
        good = _named(good, request.objects)
    if not good:
        raise InputError("no element set that SGP4 can use", place=str(request.file))
    target = middle.iso(3)[:-1]
    groups: dict[int, list[ElementSet]] = {}
    for e in good:
        groups.setdefault(e.catalog_number, []).append(e)
    chosen = []
    for number, sets in groups.items():
        if len(sets) == 1:
            chosen.append(sets[0])
            continue
        epochs = as_columns(sets).epoch
        best = sets[int(np.argmin(np.abs(epochs - Epoch.parse(target + "Z"))))]
        chosen.append(best)
        if len(groups) <= 5:
            note(
                f"visviva: {number}: {len(sets)} element sets; used that of "
                f"{best.epoch_utc[:19]}Z, nearest to the "
                "middle of the window"
            )
    return chosen, refused


def _named(sets: Sequence[ElementSet], wanted: Sequence[str]) -> list[ElementSet]:
    """The sets of the objects named: by number, by name, or by a part of a name."""
    kept: dict[int, ElementSet] = {}
    for text in wanted:
        key = text.strip().upper()
        picks = [e for e in sets if key.isdigit() and e.catalog_number == int(key)]
        picks = picks or [e for e in sets if key in (e.name.upper(), e.object_id.upper())]
        picks = picks or [e for e in sets if key and key in e.name.upper()]
        if not picks:
            names = sorted({e.name for e in sets if e.name})
            near = get_close_matches(key, names, n=3, cutoff=0.5)
            advice = (
                "did you mean " + " or ".join(near)
                if near
                else "give a catalogue number or a name of the file"
            )
            raise UnknownNameError(f"no object {text!r} in the file", advice=advice, nearest=near)
        kept.update({id(e): e for e in picks})
    return [e for e in sets if id(e) in kept]


def _watch(
    chosen: Sequence[ElementSet], places: Sequence[Place], start: Epoch, span: float
) -> Watch:
    c = as_columns(chosen)
    catalogue = Sgp4Catalogue.from_columns(
        {
            "epoch_jd": c.epoch_jd,
            "epoch_fr": c.epoch_fraction,
            "bstar": c.bstar,
            "ecco": c.eccentricity,
            "argpo": c.arg_perigee,
            "inclo": c.inclination,
            "mo": c.mean_anomaly,
            "no_kozai": c.mean_motion,
            "nodeo": c.raan,
        }
    )
    # a set gives half the rate, in revolutions per day squared
    rate = np.array([e.mean_motion_dot for e in chosen]) * 2.0 * 2.0 * np.pi / DAY_S**2
    labels = [e.label for e in chosen]
    since = np.asarray(start - c.epoch, dtype=np.float64)
    return Watch(catalogue, labels, c.catalog_number, since, rate, tuple(places), start, span)


def _warn(found: ReadResult, refused: Sequence[tuple[str, str]], watch: Watch) -> list[str]:
    """Say on stderr what was refused and what is stale; the same lines go into JSON."""
    lines = []
    for place, reason in refused[:5]:
        note(f"visviva: {place}: refused: {reason}")
    if len(refused) > 5:
        note(f"visviva: and {len(refused) - 5} more refused element sets")
    if refused:
        lines.append(f"{len(refused)} element sets refused, {len(found.elements)} read")
    age = np.maximum(np.abs(watch.since_epoch), np.abs(watch.since_epoch + watch.span)) / DAY_S
    stale = int(np.sum(age > STALE_DAYS))
    if stale:
        worst = int(np.argmax(age))
        what = f"{stale} of {len(age)} element sets are" if len(age) > 1 else "the element set is"
        lines.append(
            f"{what} more than {STALE_DAYS:g} days from its epoch within the window "
            f"({watch.labels[worst]}: "
            f"{age[worst]:.0f} days); such passes may be off by minutes, see sigma_s"
        )
        note(f"visviva: {lines[-1]}")
    return lines


def _batches(watch: Watch, request: Request, stopped: list[tuple[int, float]]) -> Iterator[Passes]:
    """Passes in order of rise while they are few, object by object once they are many."""
    held: list[Passes] = []
    count = 0
    with progress("passes", total=float(len(watch.labels))) as report:
        for part in iter_passes(
            watch.catalogue,
            watch.sites,
            watch.start,
            watch.span,
            float(np.radians(request.min_elevation_deg)),
            threads=request.workers,
        ):
            report(float(part.done))
            stopped += part.stopped
            count += len(part.passes)
            held.append(part.passes)
            if count > SORTED:
                yield from held
                held.clear()
    if count <= SORTED:
        whole = Passes.joined(held)
        yield whole.select(np.lexsort((whole.object_index, whole.site_index, whole.rise)))
    elif held:
        yield from held


def _stopped_line(stopped: Sequence[tuple[int, float]], watch: Watch) -> str:
    i, t = min(stopped, key=lambda pair: pair[1])
    first = f"{watch.labels[i]} from {(watch.start + t).iso(0)}"
    more = f" and {len(stopped) - 1} more" if len(stopped) > 1 else ""
    return (
        f"SGP4 gives no position for {first}{more}: decayed or out of the model's range; no "
        "passes after that"
    )


class _Json:
    """One JSON object on stdout, its passes written as they come."""

    def __init__(
        self,
        request: Request,
        watch: Watch,
        found: ReadResult,
        refused: Sequence[tuple[str, str]],
        warnings: list[str],
    ) -> None:
        self.watch, self.warnings = watch, warnings
        self.stopped: list[tuple[int, float]] = []
        self.head = {
            "schema": SCHEMA,
            "start_utc": watch.start.iso(),
            "end_utc": (watch.start + watch.span).iso(),
            "min_elevation_deg": request.min_elevation_deg,
            "source": str(request.file),
            "objects": len(watch.labels),
            "sites": [
                {
                    "name": s.label,
                    "lat_deg": _degrees(s.latitude),
                    "lon_deg": _degrees(s.longitude),
                    "alt_m": s.altitude,
                }
                for s in watch.sites
            ],
            "rejected": [{"place": place, "reason": reason} for place, reason in refused],
        }
        self.first = True

    def __enter__(self) -> "_Json":
        sys.stdout.write(
            json.dumps(self.head, ensure_ascii=False, indent=2)[:-2] + ',\n  "passes": ['
        )
        return self

    def write(self, batch: Passes) -> None:
        for row in rows(batch, self.watch):
            sys.stdout.write(
                ("\n    " if self.first else ",\n    ")
                + json.dumps(row, ensure_ascii=False, allow_nan=False)
            )
            self.first = False

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is None:
            halted = [
                {"object": self.watch.labels[i], "from_utc": (self.watch.start + t).iso()}
                for i, t in self.stopped
            ]
            tail = {"stopped": halted, "warnings": self.warnings}
            sys.stdout.write(
                ("" if self.first else "\n  ")
                + "],\n"
                + json.dumps(tail, ensure_ascii=False, indent=2)[2:]
            )
            sys.stdout.write("\n")


class _Csv:
    """CSV on stdout."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    def __enter__(self) -> "_Csv":
        self.writer = csv.writer(sys.stdout, lineterminator="\n")
        self.writer.writerow(CSV_COLUMNS)
        return self

    def write(self, batch: Passes) -> None:
        for row in rows(batch, self.watch, shadow=False):
            self.writer.writerow(["" if row[k] is None else row[k] for k in CSV_COLUMNS])

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()


class _Table:
    """A table for a person; past 2,000 passes only how many there are."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.count, self.kept = watch, 0, []

    kept: list[dict[str, Any]]

    def __enter__(self) -> "_Table":
        return self

    def write(self, batch: Passes) -> None:
        room = TABLE_ROWS - len(self.kept)
        self.count += len(batch)
        if room > 0:
            self.kept += rows(batch.select(slice(0, room)), self.watch, shadow=False)

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is not None:
            return
        one_site, one_object = len(self.watch.sites) == 1, len(self.watch.labels) == 1
        hidden = {name for name, alone in (("site", one_site), ("object", one_object)) if alone}
        title = f"{self.count} passes" + (f" of {self.watch.labels[0]}" if one_object else "")
        title += f" over {self.watch.sites[0].label}" if one_site else ""
        if self.kept:
            shown = [_for_eyes(row) for row in self.kept]
            print_table(shown, [name for name in shown[0] if name not in hidden], title=title)
        else:
            print("no pass in the window")
        if self.count > len(self.kept):
            note(
                f"the first {len(self.kept)} of {self.count} passes; use --csv, --json or "
                "--export for all"
            )


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    """Short columns: clock times of the day of rise, whole degrees of azimuth."""
    cut = "+".join(
        name for name, key in (("start", "cut_at_start"), ("end", "cut_at_end")) if row[key]
    )
    day = row["rise_utc"][:10]
    clocks = {name: row[f"{name}_utc"][11:19] for name in ("rise", "peak", "set")}
    if row["set_utc"][:10] != day:
        clocks["set"] = row["set_utc"][:19].replace("T", " ")
    return {
        "object": row["object"],
        "site": row["site"],
        "day UTC": day,
        **clocks,
        "high": f"{row['peak_elevation_deg']:.1f}°",
        "from": f"{row['azimuth_rise_deg']:.0f}°",
        "to": f"{row['azimuth_set_deg']:.0f}°",
        "sky": row["twilight"],
        "sunlit": row["sunlit"],
        "visible": row["visible"],
        "cut": cut,
        "age d": f"{row['age_days']:.1f}",
        "± s": f"{row['sigma_s']:.2g}",
    }


def _degrees(angle: float) -> float:
    return round(float(np.degrees(angle)), 9)
