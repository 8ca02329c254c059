"""Passes into files: tables as they come; calendars, tracks and ephemerides once all are known."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.pass_batches import Batch
from visviva.analysis.passes import Search
from visviva.core.arrays import Array
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.observe.passes.columns import Passes
from visviva.orbit.gp.choose import PLACEHOLDERS

TABLES = (".csv", ".parquet")
TRACKS = (".geojson", ".kml", ".czml")
OTHERS = (".ics", ".oem")
MOST = 20_000  # passes in a calendar or a file of tracks: more open in no program
TRACK_STEP = 10.0  # s
#: Passes of an object whose positions are computed at once: some 15,000 points.
PASSES_AT_ONCE = 500
OEM_STEP = 60.0


def check_export(path: Path) -> None:
    """Refuse a suffix or a place that will not do, before the work."""
    from visviva.export import check_writable

    if path.suffix.lower() not in (*TABLES, *TRACKS, *OTHERS):
        known = " ".join((*TABLES, *TRACKS, *OTHERS))
        raise InputError(
            f"passes cannot be written as {path.suffix or 'a file without suffix'}",
            advice=f"use {known}",
            place=str(path),
        )
    check_writable(path)


def open_export(path: Path, search: Search) -> Any:
    """A context manager with `write(batch)` and `count`."""
    suffix = path.suffix.lower()
    if suffix == ".oem" and search.objects != 1:
        raise InputError(
            f"an OEM holds one object, not {search.objects}",
            advice="choose with --object",
            place=str(path),
        )
    if suffix == ".parquet":
        return _Parquet(path, search)
    return _Csv(path, search) if suffix == ".csv" else _Whole(path, search)


class _Parquet:
    """Numbers and times in columns; names of objects and sites in the metadata of the file."""

    def __init__(self, path: Path, search: Search) -> None:
        from visviva.export import open_table

        head = search.head()
        metadata = {
            "schema": search.SCHEMA,
            "start_utc": head["start_utc"],
            "end_utc": head["end_utc"],
            "sites": [{"site_index": k, **site} for k, site in enumerate(head["sites"])],
            "objects": search.names,
        }
        self.count = 0
        self.stream: Any = open_table(path, metadata)

    def __enter__(self) -> "_Parquet":
        self.stream.__enter__()
        return self

    def write(self, batch: Batch) -> None:
        self.stream.write(batch.columns())
        self.count += len(batch)

    def __exit__(self, *details: Any) -> None:
        self.stream.__exit__(*details)


class _Csv:
    """The same columns as `--csv`."""

    def __init__(self, path: Path, search: Search) -> None:
        from visviva.export import atomic_write

        self.names, self.count = search.COLUMNS, 0
        self.opened: Any = atomic_write(path)

    def __enter__(self) -> "_Csv":
        from visviva.core.text import SheetWriter

        self.writer = SheetWriter(self.opened.__enter__())
        self.writer.writerow(self.names)
        return self

    def write(self, batch: Batch) -> None:
        for row in batch.rows(shadow=False):
            self.writer.writerow(["" if row[k] is None else row[k] for k in self.names])
        self.count += len(batch)

    def __exit__(self, *details: Any) -> None:
        self.opened.__exit__(*details)


class _Whole:
    """Formats that want every pass before the first byte."""

    def __init__(self, path: Path, search: Search) -> None:
        self.path, self.search = path, search
        self.batches: list[Passes] = []
        self.count = 0

    def __enter__(self) -> "_Whole":
        return self

    def write(self, batch: Batch) -> None:
        self.count += len(batch)
        if self.count > MOST and self.path.suffix.lower() != ".oem":
            raise InputError(
                f"more than {MOST} passes for a {self.path.suffix} file",
                advice="choose fewer objects or days, or export .csv or .parquet",
                place=str(self.path),
            )
        self.batches.append(batch.passes)

    def __exit__(self, kind: Any, *_: Any) -> None:
        if kind is not None:
            return
        suffix = self.path.suffix.lower()
        if suffix == ".oem":
            _write_oem(self.path, self.search)
            return
        whole = Batch(self.search.watch, Passes.joined(self.batches), ())
        if suffix == ".ics":
            _write_calendar(self.path, whole)
        else:
            _write_tracks(self.path, whole)


def _write_calendar(path: Path, batch: Batch) -> None:
    passes, watch = batch.passes, batch.watch
    from visviva.export import CalendarEntry, export_calendar

    entries = []
    seen: dict[str, int] = {}
    for k, row in enumerate(batch.rows(shadow=False)):
        site = watch.sites[int(passes.site_index[k])]
        lat, lon = float(np.degrees(site.latitude)), float(np.degrees(site.longitude))
        light = f"{'sunlit' if row['sunlit'] else 'in shadow'}, {row['twilight']}"
        peak = (watch.start + float(passes.peak[k])).iso(0)
        key = _key(row, site, peak)
        about = f"peaks {row['peak_elevation_deg']:.1f}° at {peak[11:19]}Z"
        if row["rise_utc"] is None:
            about = f"its time is not known: between {row['first_utc']} and {row['last_utc']}"
        count = seen[key] = seen.get(key, 0) + 1
        entries.append(
            CalendarEntry(
                *_when(row, watch.start, float(passes.rise[k]), float(passes.set[k])),
                f"{row['object']} {row['peak_elevation_deg']:.0f}°",
                key if count == 1 else f"{key}/{count}",
                f"Rises at azimuth {row['azimuth_rise_deg']:.0f}°, {about}, "
                f"sets at {row['azimuth_set_deg']:.0f}°; {light}; "
                f"{_how_sure(row)}.",
                site.label,
                lat,
                lon,
            )
        )
    export_calendar(path, entries, name="Passes")


def _how_sure(row: dict[str, Any]) -> str:
    if row["sigma_s"] is None:
        return "from an ephemeris"
    return f"elements {row['age_days']:.1f} days old, time ±{row['sigma_s']:.2g} s (1 sigma)"


def _when(row: dict[str, Any], start: Epoch, rise: float, end: float) -> tuple[Epoch, Epoch]:
    """From when to when the entry lasts; from when to when it may be, where that is not known."""
    if row["rise_utc"] is None:
        return Epoch.parse(row["first_utc"]), Epoch.parse(row["last_utc"])
    return start + rise, start + end


def _key(row: dict[str, Any], place: Place, peak_utc: str) -> str:
    """What makes an entry the same at the next export.

    The hour of the peak names the pass: better elements move it by seconds. A name of the place is
    in it, since two posts may stand at one place, and of an object where many share a number.
    """
    number = row["catalog_number"]
    which = row["object"] if number in PLACEHOLDERS else number
    where = f"{place.latitude_deg:.4f},{place.longitude_deg:.4f}"
    where += f"/{place.name}" if place.name else ""
    return f"pass/{which}/{where}/{peak_utc[:13]}"


def _write_tracks(path: Path, batch: Batch) -> None:
    passes, watch = batch.passes, batch.watch
    from visviva.export import GroundTrack, export_ground_track

    tracks = []
    places = _below(batch)
    for k, row in enumerate(batch.rows(shadow=False)):
        t, lat, lon, height = places[k]
        between = None
        name = f"{row['object']} {(watch.start + float(passes.peak[k])).iso(0)}"
        if row["rise_utc"] is None:
            between = _when(row, watch.start, 0.0, 0.0)
            name = f"{row['object']} between {between[0].iso(0)} and {between[1].iso(0)}"
        if t[-1] - t[0] > 1e-3:
            tracks.append(GroundTrack(name, watch.start, t, lon, lat, height, row, between))
    export_ground_track(path, tracks, empty=True)


def _below(batch: Batch) -> dict[int, tuple[Array, Array, Array, Array]]:
    """Times, latitude, longitude and height of every pass by its row; an object's passes at once.

    A call for each pass spent most of its time in preparing thirty positions.
    """
    passes, watch = batch.passes, batch.watch
    found = {}
    for i in np.unique(passes.object_index):
        rows = np.flatnonzero(passes.object_index == i)
        for first in range(0, rows.size, PASSES_AT_ONCE):
            some = rows[first : first + PASSES_AT_ONCE]
            spans = [(float(passes.rise[k]), float(passes.set[k])) for k in some]
            times = [np.linspace(a, b, max(int((b - a) / TRACK_STEP) + 1, 2)) for a, b in spans]
            ends = np.cumsum([t.size for t in times])[:-1]
            below = itrf_to_geodetic(watch.positions_itrf(int(i), np.concatenate(times)))
            cut = [np.split(column, ends) for column in below]
            for n, k in enumerate(some):
                found[int(k)] = (times[n], cut[0][n], cut[1][n], cut[2][n])
    return found


def _write_oem(path: Path, search: Search) -> None:
    """The ephemeris of the window, by the nearest sets, up to the end of the elements."""
    from visviva.analysis.ephemeris_where import where_from
    from visviva.analysis.where import WhereRequest
    from visviva.export.where import export_where

    source = search.sets or search.request.source
    wanted = None if search.sets else search.watch.labels[0]
    window = search.watch.start, search.watch.span
    export_where(path, where_from(WhereRequest(source, *window, OEM_STEP, wanted=wanted)))
