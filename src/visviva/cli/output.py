"""What every command shares: option types, tables on stdout, notes and progress on stderr.

JSON and CSV.

rich is imported only where something is drawn, so that `visviva --help` and `--json` stay quick.
"""

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.language import current, told
from visviva.cli.patience import at_hand
from visviva.cli.sentences.common import work_name
from visviva.core.line_breaks import hidden, shown
from visviva.core.text import SheetWriter
from visviva.errors import InputError

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON with a versioned schema.")]
CsvFlag = Annotated[bool, typer.Option("--csv", help="Print CSV with units in the header.")]
StrictFlag = Annotated[
    bool, typer.Option("--strict", help="Stop at the first doubt; a verdict of no exits with 1.")
]
OfflineFlag = Annotated[bool, typer.Option("--offline", help="Never touch the network.")]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Seed of every random stream.")]
LangOption = Annotated[str, typer.Option("--lang", help="Language: en, fr or ko.")]
ExportOption = Annotated[
    Path | None, typer.Option("--export", help="Write a file; the suffix picks the format.")
]

LANGUAGES = ("en", "fr", "ko")
#: Signs that `json.dumps` leaves as they are and a terminal obeys: written as escapes, which read
#: back as the same text.
_HIDDEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\uffff]"
)


def check_language(lang: str) -> str:
    """The language code, or an error that lists those there are."""
    if lang not in LANGUAGES:
        raise InputError(f"no language {lang!r}", advice="use one of " + ", ".join(LANGUAGES))
    return lang


def to_json(payload: Mapping[str, Any]) -> str:
    r"""Strict JSON text of a payload that names its schema.

    >>> to_json({"schema": "visviva.example/1", "altitude_km": 420.0})
    '{\n  "schema": "visviva.example/1",\n  "altitude_km": 420.0\n}'
    """
    if "schema" not in payload:
        raise ValueError("a payload without a schema name")
    text = json.dumps(payload, indent=2, ensure_ascii=False, allow_nan=False, default=_plain)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> None:
    """Rows as CSV on stdout; columns default to the keys of the first row."""
    names = list(columns or (rows[0].keys() if rows else ()))
    writer = SheetWriter(sys.stdout)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def emit(
    payload: Mapping[str, Any],
    *,
    rows: str,
    as_json: bool,
    as_csv: bool,
    columns: Sequence[str] | None = None,
    table: Callable[[], None] | None = None,
) -> None:
    """Print one result in the form asked for.

    Parameters
    ----------
    payload : mapping
        The JSON object, with ``"schema"``.
    rows : str
        Key of the list of rows that CSV and the table show.
    as_json, as_csv : bool
    columns : sequence of str, optional
        Columns of table and CSV; default all keys of the first row.
    table : callable, optional
        Draws the result for a person; default a plain table of the rows.

    Raises
    ------
    InputError
        If both forms are asked for.
    """
    if as_json and as_csv:
        raise InputError("both --json and --csv were asked for", advice="choose one")
    if not as_json:
        say_tables(payload.get("stands_on") or ())
    if as_json:
        print(to_json(payload))
    elif as_csv:
        print_csv(payload[rows], columns)
    elif table is not None:
        table()
    else:
        print_table(payload[rows], columns)


def say_tables(tables: Sequence[Mapping[str, Any]]) -> None:
    """On stderr, the dated tables that an answer stands on, and how old they are."""
    if not tables:
        return
    from visviva.cli.sentences.common import SAY
    from visviva.core.tables_in_use import ORIENTATION

    days = [str(row["as_of"]) for row in tables]
    ages = [(datetime.now(UTC).date() - date.fromisoformat(day)).days for day in days]
    one = {"day": days[0], "age": (ages[0], 0)}
    if len(tables) > 1:
        remark(SAY("on-both", **one, other=days[1], other_age=(ages[1], 0)))
    else:
        kind = "orientation" if tables[0]["name"] == ORIENTATION else "weather"
        remark(SAY(f"on-{kind}", **one))


def print_table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None, title: str = ""
) -> None:
    """Rows as a table on stdout, or in blocks where it does not fit; `columns` by importance."""
    from visviva.cli.table import draw

    draw(rows, list(columns or (rows[0].keys() if rows else ())), title, console())


def print_pairs(pairs: Sequence[tuple[str, str]], title: str = "") -> None:
    """What is told, line by line, in the language of the command: a word, and what it is."""
    from visviva.cli.headings import heading_in

    lang = current()
    rows = [{"what": heading_in(what, lang), "value": told(value)} for what, value in pairs]
    print_table(rows, title=title)


def console(*, stderr: bool = False) -> Any:
    """A rich console on stdout or stderr; wide when piped, so that no column is lost."""
    from visviva.cli.screen import clean_console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 160
    return clean_console(stream, width)


def say(text: str) -> None:
    """A sentence on stdout, folded at words where the width is known: a terminal, or ``COLUMNS``.

    In a pipe it stays one line, so that it can be searched.
    """
    text = told(text)
    if not (sys.stdout.isatty() or "COLUMNS" in os.environ):
        print(text)
        return
    width = max(shutil.get_terminal_size().columns, 20)
    for line in text.splitlines() or [""]:
        folded = textwrap.fill(hidden(line), width, break_long_words=False, break_on_hyphens=False)
        print(shown(folded))


def note(text: str) -> None:
    """One line for the user on stderr."""
    print(told(text), file=sys.stderr)


def remark(text: str) -> None:
    """One line for the user on stderr, after the program's name."""
    print(f"visviva: {told(text)}", file=sys.stderr)


@contextmanager
def progress(label: str, total: float | None = None) -> Iterator[Callable[[float], None]]:
    """Progress bar on stderr while a long work runs.

    Yields a function that takes the amount done so far.

    Where stderr is not a terminal, the line that a long run says now and then tells the share.
    """
    work = at_hand()
    work.label = label
    if not sys.stderr.isatty():

        def tell(done: float) -> None:
            work.share = done / total if total else None

        yield tell
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    work.bar = True
    try:
        with Progress(*columns, console=console(stderr=True), transient=True) as bar:
            task = bar.add_task(work_name(label, current()), total=total)
            yield lambda done: bar.update(task, completed=done)
    finally:
        work.bar = False
