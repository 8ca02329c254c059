"""`visviva observe passes`: options, and passes to stdout and files as they come."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visviva.cli.language import current, told
from visviva.cli.options import (
    PICTURES,
    CheckpointOption,
    ClusterOption,
    ElementsArgument,
    ElementsOption,
    ObjectsOption,
    SitesOption,
    StartOption,
    StrictSetsFlag,
    WorkersOption,
    elements_source,
    moment,
    one_form,
    window_seconds,
)
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    OfflineFlag,
    note,
    print_table,
    progress,
    remark,
    say,
    say_tables,
)
from visviva.cli.sentences.observe import SAY
from visviva.core.tables_in_use import tables_in_use

if TYPE_CHECKING:
    from visviva.analysis.pass_batches import Batch
    from visviva.analysis.passes import PassesRequest, Search

TABLE_ROWS = 2_000


def passes(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    site: SitesOption = None,
    sites: Annotated[
        Path | None, typer.Option("--sites", help="A CSV, JSON or GeoJSON file of places.")
    ] = None,
    start: StartOption = "now",
    days: Annotated[float, typer.Option("--days", help="Length of the window.")] = 7.0,
    min_elevation_deg: Annotated[
        float, typer.Option("--min-elevation-deg", help="Least elevation.")
    ] = 10.0,
    objects: ObjectsOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    export: ExportOption = None,
    strict: StrictSetsFlag = False,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    checkpoint: CheckpointOption = None,
    offline: OfflineFlag = False,
) -> None:
    """Every pass of an object, or of a whole catalogue, over one place or many.

    FILE may be an ephemeris too: SP3, or an OEM. Times are of the geometric crossing of the least
    elevation, without refraction. `--export` takes .csv .parquet .ics .geojson .kml .czml, .oem for
    one object, and .png .svg .pdf for a time-line with a sky chart.

    Examples
    --------
      visviva observe passes iss.3le --site 39.04,125.71 --days 3

      visviva observe passes --elements catalogue.json --sites towns.csv --export passes.parquet
    """
    from visviva.analysis.passes import PassesRequest
    from visviva.analysis.places import find_places

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements, objects)
    places = find_places(tuple(site or ()), sites)
    when, said = moment(start or "now", "--start")
    assert when is not None
    request = PassesRequest(
        source.content,
        places,
        when,
        window_seconds(days),
        min_elevation_deg * (3.141592653589793 / 180.0),
        tuple(objects or ()),
        strict,
        workers,
        source.name,
        cluster,
        checkpoint,
    )
    _run(request, said, export, form="json" if as_json else "csv" if as_csv else "table")


def _run(request: "PassesRequest", said: str, export: Path | None, *, form: str) -> None:
    """Search, and write each batch to every output."""
    from visviva.analysis.ephemeris_passes import open_search
    from visviva.analysis.pass_batches import unknown_line

    picture = export is not None and export.suffix.lower() in PICTURES
    if export is not None and not picture:
        from visviva.export.passes import check_export

        check_export(export)
    search = open_search(request)
    _tell(search, said)
    with ExitStack() as stack:
        outputs: list[Any] = []
        if export is not None and picture:
            from visviva.plot.passes import PassPicture

            outputs.append(stack.enter_context(PassPicture(export, search.head(), lang=current())))
        elif export is not None:
            from visviva.export.passes import open_export

            outputs.append(stack.enter_context(open_export(export, search)))
        screen: Any = {"json": _Json, "csv": _Csv, "table": _Table}[form](search)
        outputs.append(stack.enter_context(screen))
        stopped: list[tuple[int, float]] = []
        count, worst = 0, 0.0
        with progress("passes", total=float(len(search.watch.labels))) as report:
            for batch in search.batches(report):
                stopped += batch.stopped
                count, worst = count + batch.unknown[0], max(worst, batch.unknown[1])
                for output in outputs:
                    output.write(batch)
        for line in (*unknown_line(count, worst), *search.stopped_line(stopped)):
            remark(line)
        screen.stopped, screen.unknown = stopped, (count, worst)
    if export is not None and form == "table":
        note(SAY("passes-written", count=str(outputs[0].count), file=str(export)))


def _tell(search: "Search", said: str) -> None:
    """Say on stderr how the options were read, what was refused and what is stale."""
    if said and not said.startswith("--start now is"):
        remark(said)
    for line in search.notes:
        remark(line)
    for place, reason in search.refused[:5]:
        remark(SAY("refused", place=place, reason=reason))
    if len(search.refused) > 5:
        remark(SAY("more-refused", count=str(len(search.refused) - 5)))
    for line in search.cautions:
        remark(line)
    say_tables(tables_in_use())


class _Json:
    """One JSON object on stdout, its passes written as they come."""

    def __init__(self, search: "Search") -> None:
        self.search = search
        self.stopped: list[tuple[int, float]] = []
        self.unknown = (0, 0.0)
        self.first = True

    def __enter__(self) -> "_Json":
        head = {"schema": self.search.SCHEMA, **self.search.head()}
        sys.stdout.write(json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "passes": [')
        return self

    def write(self, batch: "Batch") -> None:
        for row in batch.rows():
            sys.stdout.write(
                ("\n    " if self.first else ",\n    ")
                + json.dumps(row, ensure_ascii=False, allow_nan=False)
            )
            self.first = False

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is None:
            tail = self.search.tail(self.stopped, self.unknown)
            sys.stdout.write(
                ("" if self.first else "\n  ")
                + "],\n"
                + json.dumps(tail, ensure_ascii=False, indent=2)[2:]
                + "\n"
            )


class _Csv:
    """CSV on stdout."""

    def __init__(self, search: "Search") -> None:
        self.search = search

    def __enter__(self) -> "_Csv":
        from visviva.core.text import SheetWriter

        self.writer = SheetWriter(sys.stdout)
        self.writer.writerow(self.search.COLUMNS)
        return self

    def write(self, batch: "Batch") -> None:
        for row in batch.rows(shadow=False):
            self.writer.writerow(["" if row[k] is None else row[k] for k in self.search.COLUMNS])

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()


class _Table:
    """A table for a person; past 2,000 passes only how many there are."""

    def __init__(self, search: "Search") -> None:
        self.search, self.count = search, 0
        self.kept: list[dict[str, Any]] = []

    def __enter__(self) -> "_Table":
        return self

    def write(self, batch: "Batch") -> None:
        room = TABLE_ROWS - len(self.kept)
        self.count += len(batch)
        if room > 0:
            self.kept += batch.rows(room, shadow=False)

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is not None:
            return
        labels, places = self.search.watch.labels[: self.search.objects], self.search.watch.sites
        hidden = {name for name, many in (("site", places), ("object", labels)) if len(many) == 1}
        title = SAY("passes-one" if self.count == 1 else "passes", count=str(self.count))
        title = SAY("of", what=title, name=labels[0]) if len(labels) == 1 else title
        title = SAY("over", what=title, place=places[0].label) if len(places) == 1 else title
        local = self.search.head()["sites"][0]["local_time"] if len(places) == 1 else None
        title = SAY("clocks", what=title, zone=local) if local else title
        if self.kept:
            shown = [_for_eyes(row) for row in self.kept]
            print_table(shown, [name for name in shown[0] if name not in hidden], title=title)
        else:
            say(SAY("no-pass"))
        if any(row["cut_at_start"] or row["cut_at_end"] for row in self.kept):
            note(SAY("cut"))
        if self.count > len(self.kept):
            note(SAY("first-passes", shown=str(len(self.kept)), count=str(self.count)))


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    """Short columns that stay whole on 80: clock times, whole degrees, one word of light."""
    if row["rise_utc"] is None:  # the time is not known: from when to when it may be
        first, last = (row[key][5:16].replace("T", " ") for key in ("first_utc", "last_utc"))
        clocks = {
            "rise UTC": told(SAY("no-sooner", time=first)),
            "peak": "?",
            "set": told(SAY("no-later", time=last)),
        }
    else:
        clocks = {
            "rise UTC": row["rise_utc"][5:19].replace("T", " "),
            "peak": row["peak_utc"][11:19],
            "set": row["set_utc"][11:19],
        }
    for key, name in (("cut_at_start", "rise UTC"), ("cut_at_end", "set")):
        clocks[name] += "*" if row[key] else ""
    return {
        "object": row["object"],
        "site": row["site"],
        **clocks,
        "high": f"{row['peak_elevation_deg']:.0f}°",
        "azimuth": f"{row['azimuth_rise_deg']:.0f}–{row['azimuth_set_deg']:.0f}°",
        "light": "visible" if row["visible"] else "lit" if row["sunlit"] else "shadow",
        "± s": "" if row["sigma_s"] is None else f"{row['sigma_s']:.2g}",
    }
