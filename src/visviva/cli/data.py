"""`visviva data`: element sets read, checked, converted and kept; dates of what is here."""

from typing import Annotated, Any

import typer

from visviva.cli.headings import heading_in
from visviva.cli.language import current, told
from visviva.cli.options import (
    ElementsArgument,
    ElementsOption,
    elements_source,
    moment,
    one_form,
)
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    OfflineFlag,
    StrictFlag,
    emit,
    note,
    print_table,
    remark,
)
from visviva.cli.sentences.files import SAY
from visviva.cli.table import heading
from visviva.errors import ElementSetError

app = typer.Typer(no_args_is_help=True, help="Element sets and data tables: read, convert, dates.")

_COLUMNS = ("line", "object", "reason")
_CAME = ("name", "outcome", "as_of_utc", "age_days", "element_sets", "new", "reason")
RetryFlag = Annotated[
    bool, typer.Option("--retry", help="Ask again after an error; the interval holds.")
]
_STATUS = ("name", "as_of_utc", "age_days", "source", "objects", "element_sets")
_SHOWN = 10  # rejected sets named on the screen; JSON and CSV name all


@app.callback()
def group() -> None:
    """Element sets and data tables: read, convert, dates."""


@app.command("import")
def import_elements(
    file: ElementsArgument = None,
    elements: ElementsOption = None,
    export: ExportOption = None,
    strict: StrictFlag = False,
    alpha5: Annotated[
        bool, typer.Option("--alpha5", help="Write numbers over 99999 in a TLE as Alpha-5.")
    ] = False,
    rounding: Annotated[
        bool, typer.Option("--round", help="Round figures that a TLE has no room for.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="Moment to count ages from; default now."),
    ] = None,
    max_age: Annotated[
        float, typer.Option("--max-age-days", min=0.0, help="Age past which a set is stale.")
    ] = 30.0,
    name: Annotated[
        str | None, typer.Option("--name", help="Name of the data set; default the file's.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report only; the store keeps nothing.")
    ] = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """Read element sets, say what is good and what is not, and keep the good ones in the store.

    With --export they are converted by its suffix instead, and the store stays as it is.

    Examples
    --------
      visviva data import catalogue.json

      visviva data import catalogue.xml --export catalogue.tle --alpha5
    """
    from visviva.analysis.data_store import keep_elements
    from visviva.analysis.elements import ElementsRequest, check_elements
    from visviva.export import check_elements_path, export_elements

    one_form(as_json=as_json, as_csv=as_csv)
    source = elements_source(file, elements)
    now, said = moment(as_of, "--as-of")
    if said:
        remark(said)
    if export is not None:
        check_elements_path(export)
    try:
        found = check_elements(ElementsRequest(source.content, now, max_age, strict, source.name))
    except ElementSetError as err:
        _report_refusal(source.name, err, as_json=as_json, as_csv=as_csv)
        raise
    written = None
    if export is not None:
        rule: Any = "allow" if rounding else "refuse"
        written = export_elements(export, found.read.elements, alpha5=alpha5, rounding=rule)
    kept = None
    if export is None and not dry_run:
        kept = keep_elements(found, name=name or source.name, source=source.name)
    payload = {
        **found.to_dict(),
        "exported": None if export is None else str(export),
        "written": written,
        "kept": kept,
    }
    emit(
        payload,
        rows="rejected",
        as_json=as_json,
        as_csv=as_csv,
        columns=_COLUMNS,
        table=lambda: _show(payload),
    )
    rejected = payload["rejected_count"]
    if rejected and not as_json:
        remark(SAY("rejected", bad=str(rejected), count=str(rejected + payload["read"])))
    if kept is not None and not as_json:
        for line in kept["notes"]:
            remark(line)
        counts = {"sets": str(kept["sets"]), "new": str(kept["new"])}
        remark(SAY("kept", store=kept["store"], **counts))


def _report_refusal(name: str, err: ElementSetError, *, as_json: bool, as_csv: bool) -> None:
    """Every reason, where a file holds nothing but bad sets; the error itself ends the run."""
    rows = [
        {"line": r.line, "object": r.name, "reason": r.reason}
        for r in err.fields.get("rejected", ())
    ]
    if len(rows) > 1:
        payload = {
            "schema": "visviva.data.import/1",
            "file": name,
            "read": 0,
            "rejected_count": len(rows),
            "rejected": rows,
        }
        emit(payload, rows="rejected", as_json=as_json, as_csv=as_csv, columns=_COLUMNS)


def _show(payload: dict[str, Any]) -> None:
    keys = (
        "file",
        "format",
        "read",
        "rejected_count",
        "objects",
        "first_epoch_utc",
        "last_epoch_utc",
        "duplicates",
        "stale_objects",
        "exported",
    )
    print_table(
        [
            {"what": heading_in(heading(key), current()), "value": str(payload[key])}
            for key in keys
            if payload[key] is not None
        ]
    )
    if payload["conflicts"]:
        print_table(payload["conflicts"][:_SHOWN], title=SAY("conflicts"))
    if payload["suspect_sets"]:
        print_table(payload["suspect_sets"][:_SHOWN], title=SAY("suspect"))
    if payload["rejected"]:
        print_table(payload["rejected"][:_SHOWN], title=SAY("rejected-title"))
        if len(payload["rejected"]) > _SHOWN:
            note(SAY("more", count=str(len(payload["rejected"]) - _SHOWN)))


@app.command()
def status(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="Moment to count ages from; default now."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    offline: OfflineFlag = False,
) -> None:
    """Which data this machine has, from where and how old: the store and what ships.

    Examples
    --------
      visviva data status

      visviva data status --json
    """
    from visviva.analysis.data_store import StatusRequest, data_status

    now, said = moment(as_of, "--as-of")
    if said:
        remark(said)
    payload = data_status(StatusRequest(now)).to_dict()
    emit(payload, rows="sets", as_json=as_json, as_csv=as_csv, columns=_STATUS)
    if not as_json:
        for line in payload["notes"]:
            remark(line)
        remark(SAY("store", store=payload["store"]))


@app.command()
def get(
    wanted: Annotated[
        list[str], typer.Argument(metavar="NUMBER|NAME|GROUP", help="Object or group; several.")
    ],
    provider: Annotated[
        str, typer.Option("--provider", help="celestrak, or space-track (an account).")
    ] = "celestrak",
    history: Annotated[
        bool, typer.Option("--history", help="All sets there ever were (space-track, once).")
    ] = False,
    retry: RetryFlag = False,
    offline: OfflineFlag = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Get current element sets into the store, at most once in two hours for each query.

    Examples
    --------
      visviva data get iss

      visviva data get 58400 stations --json
    """
    from visviva.analysis.data_feeds import GetRequest, get_elements

    one_form(as_json=as_json, as_csv=as_csv)
    request = GetRequest(tuple(wanted), provider, history, offline, retry)
    _came(get_elements(request).to_dict(), as_json=as_json, as_csv=as_csv)


@app.command()
def update(
    providers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROVIDER]",
            help="celestrak, space-track, eop, space-weather or gcat; default all got before.",
        ),
    ] = None,
    retry: RetryFlag = False,
    offline: OfflineFlag = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Ask again for everything that was got before, or for the tables named.

    Earth orientation (eop), space weather and GCAT's launches and satellites replace what ships.

    Examples
    --------
      visviva data update

      visviva data update eop space-weather gcat --json
    """
    from visviva.analysis.data_feeds import GetRequest, update_elements

    one_form(as_json=as_json, as_csv=as_csv)
    request = GetRequest(tuple(providers or ()), offline=offline, retry=retry)
    _came(update_elements(request).to_dict(), as_json=as_json, as_csv=as_csv)


def _came(payload: dict[str, Any], *, as_json: bool, as_csv: bool) -> None:
    emit(
        payload,
        rows="sets",
        as_json=as_json,
        as_csv=as_csv,
        columns=_CAME,
        table=lambda: print_table(payload["sets"], _CAME[:-1]),
    )
    if not as_json and not as_csv:
        for row in payload["sets"]:
            if row["reason"]:  # a sentence is too long for a column
                remark(f"{row['name']}: {told(row['reason'])}")
    if not as_json:
        for line in payload["notes"]:
            remark(line)
