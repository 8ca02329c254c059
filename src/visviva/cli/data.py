"""`visviva data`: element sets read, checked and converted; dates of the tables that ship."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visviva.cli.output import CsvFlag, ExportOption, JsonFlag, StrictFlag, emit, note, print_table
from visviva.errors import ElementSetError, InputError

if TYPE_CHECKING:
    from visviva.orbit.gp import Rejected

app = typer.Typer(no_args_is_help=True, help="Element sets and data tables: read, convert, dates.")

_SHOWN = 10  # rejected sets named on the screen; JSON and CSV name all


@app.callback()
def group() -> None:
    """Element sets and data tables: read, convert, dates."""


@app.command("import")
def import_elements(
    file: Annotated[
        Path, typer.Argument(help="OMM (JSON, CSV, XML, KVN) or TLE; may be gzipped; - for stdin.")
    ],
    export: ExportOption = None,
    strict: StrictFlag = False,
    alpha5: Annotated[
        bool, typer.Option("--alpha5", help="Write numbers over 99999 in a TLE as Alpha-5.")
    ] = False,
    rounding: Annotated[
        bool, typer.Option("--round", help="Round figures that a TLE has no room for.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Moment to count ages from; default now.")
    ] = None,
    max_age: Annotated[
        float, typer.Option("--max-age-days", min=0.0, help="Age past which a set is stale.")
    ] = 30.0,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Read element sets, report what is good and what is not.

    And convert them by the suffix of --export.
    """
    from visviva.core.time import Epoch
    from visviva.export import check_elements_path, export_elements
    from visviva.orbit.gp import as_epochs, doubts, read_elements

    if as_json and as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    now = Epoch.parse(as_of) if as_of else Epoch.now()
    if export is not None:
        check_elements_path(export)
    try:
        piped = str(file) == "-"
        result = read_elements(
            sys.stdin.buffer.read() if piped else file, strict=strict, name="stdin" if piped else ""
        )
    except ElementSetError as err:
        _report_refusal(file, err, as_json=as_json, as_csv=as_csv)
        raise
    newest = result.latest()
    ages = (now - as_epochs(newest)) / 86400.0
    written = None
    if export is not None:
        rule: Any = "allow" if rounding else "refuse"
        written = export_elements(export, result.elements, alpha5=alpha5, rounding=rule)
    first, last = result.span_utc or ("", "")
    rejected = _rows(result.rejected)
    payload = {
        "schema": "visviva.data.import/1",
        "file": str(file),
        "format": result.format,
        "read": len(result.elements),
        "rejected_count": len(rejected),
        "rejected": rejected,
        "objects": len(newest),
        "first_epoch_utc": first + "Z",
        "last_epoch_utc": last + "Z",
        "duplicates": result.duplicates,
        "conflicts": [{"catalog_number": n, "epoch_utc": t + "Z"} for n, t in result.conflicts],
        "doubts": [
            {
                "catalog_number": d.element_set.catalog_number,
                "epoch_utc": d.element_set.epoch_utc + "Z",
                "line": d.element_set.line,
                "reason": d.reason,
            }
            for d in doubts(result.elements)
        ],
        "as_of_utc": now.iso(0),
        "max_age_days": max_age,
        "stale_objects": int((abs(ages) > max_age).sum()),
        "newest_age_days": round(float(abs(ages).min()), 3),
        "exported": None if export is None else str(export),
        "written": written,
    }
    emit(
        payload,
        rows="rejected",
        as_json=as_json,
        as_csv=as_csv,
        columns=("line", "object", "reason"),
        table=lambda: _show(payload),
    )
    if rejected and not as_json:
        note(
            f"visviva: {len(rejected)} of {len(rejected) + len(result.elements)} sets were rejected"
        )


def _rows(rejected: "Sequence[Rejected]") -> list[dict[str, Any]]:
    return [{"line": r.line, "object": r.name, "reason": r.reason} for r in rejected]


def _report_refusal(file: Path, err: ElementSetError, *, as_json: bool, as_csv: bool) -> None:
    """Every reason, where a file holds nothing but bad sets; the error itself ends the run."""
    rows = _rows(err.fields.get("rejected", ()))
    if len(rows) > 1:
        payload = {
            "schema": "visviva.data.import/1",
            "file": str(file),
            "read": 0,
            "rejected_count": len(rows),
            "rejected": rows,
        }
        emit(
            payload,
            rows="rejected",
            as_json=as_json,
            as_csv=as_csv,
            columns=("line", "object", "reason"),
        )


def _show(told: dict[str, Any]) -> None:
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
            {"what": key.replace("_", " "), "value": str(told[key])}
            for key in keys
            if told[key] is not None
        ]
    )
    if told["conflicts"]:
        print_table(told["conflicts"][:_SHOWN], title="Same object and epoch, different figures")
    if told["doubts"]:
        print_table(
            told["doubts"][:_SHOWN], title="Doubtful: read, but another object's or made up"
        )
    if told["rejected"]:
        print_table(told["rejected"][:_SHOWN], title="Rejected")
        if len(told["rejected"]) > _SHOWN:
            note(f"… and {len(told['rejected']) - _SHOWN} more; --csv lists all")


@app.command()
def status(as_json: JsonFlag = False, as_csv: CsvFlag = False) -> None:
    """Dates and sources of the tables that ship with the program."""
    from visviva.cli.doctor import data_rows

    rows = [{key: row[key] for key in ("what", "as_of", "source")} for row in data_rows()]
    emit(
        {"schema": "visviva.data.status/1", "tables": rows},
        rows="tables",
        as_json=as_json,
        as_csv=as_csv,
    )
