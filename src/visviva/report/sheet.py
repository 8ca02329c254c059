"""The page of one command's answer: its figures, pictures and tables, in the answer page's family.

Nothing is computed here: a sheet lays out the JSON of a command. Keys carry their units, and say
themselves in three languages; sentences come finished.

Examples
--------
>>> sheet = lay_out({"schema": "visviva.a/1", "payload_kg": 1500.0, "interval_90_kg": [1400, 1600]})
>>> sheet.figures[0].label, sheet.figures[0].value.replace("\u00a0", " ")
('Payload', '1,500 kg')
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final

import visviva
from visviva.core.message import localize
from visviva.core.numerals import number
from visviva.report.files import ensure_report, write_page
from visviva.report.json_form import strict
from visviva.report.messages import Catalogue, catalogue
from visviva.report.numbers import plain, split_unit, with_unit
from visviva.report.page import Figure, environment, links

#: Rows of a table on a page; the whole lies in the command's CSV.
MOST_ROWS: Final = 25
#: Numbers that one cell shows; a longer list is a series or an outline, not a figure.
MOST_IN_CELL: Final = 4
#: Forms of a sheet.
SUFFIXES: Final = (".html", ".md", ".json", ".pdf")
_NOTES: Final = frozenset({"notes", "warnings", "caveat", "limits", "assumptions"})
_LEADS: Final = frozenset({"sentence", "summary"})
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
#: Keys whose numbers are names: no thousands are set apart.
_NAMES: Final = frozenset({"object", "catalog_number", "year", "seed"})
#: Long series that the picture shows.
_HIDDEN: Final = frozenset({"schema", "reproduce", "instantaneous_impact", "states"})


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its name, and what must be said beside it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `more` counts those that are not shown."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer ready to be laid out."""

    title: str
    lead: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    pictures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    reproduce: str = ""
    lang: str = "en"


def lay_out(
    payload: Mapping[str, Any],
    *,
    title: str = "",
    lang: str = "en",
    reproduce: str = "",
    pictures: Sequence[Figure] = (),
) -> Sheet:
    """Order a command's JSON into figures, tables and notes.

    Parameters
    ----------
    payload : mapping
        What the command prints with ``--json``; keys carry their units.
    title : str
        The question, as a heading.
    lang : {"en", "fr", "ko"}
    reproduce : str
        The command that answers again.
    pictures : sequence of Figure

    Raises
    ------
    InputError
        If there is no such language.
    """
    t = catalogue(lang)
    figures, tables, notes, lead = [], [], [], []
    for key, value in payload.items():
        if key in _HIDDEN or value in (None, "") or key.startswith("interval_90"):
            continue
        if key in _LEADS:
            lead.append(localize(value, lang))
        elif key in _NOTES:
            notes += [
                localize(line, lang) for line in ([value] if isinstance(value, str) else value)
            ]
        elif isinstance(value, Mapping):
            rows = [
                (_heading(t, k), _named_cell(k, v, lang)) for k, v in value.items() if _shown(v)
            ]
            tables.append(Table(_heading(t, key), (), tuple(rows)))
        elif _is_rows(value):
            tables.append(_table(t, key, value, lang))
        elif key in _NAMES:
            figures.append(KeyFigure(t.column(key), str(value)))
        elif _shown(value):
            figures.append(_figure(t, key, value, _interval(payload, key), lang))
    filled = tuple(table for table in tables if table.rows)
    return Sheet(
        title,
        tuple(lead),
        tuple(figures),
        tuple(pictures),
        filled,
        tuple(dict.fromkeys(notes)),
        reproduce,
        lang,
    )


def render_sheet(sheet: Sheet) -> str:
    """The sheet as one HTML document: inline style and pictures, nothing loaded, no script."""
    return (
        environment()
        .get_template("sheet.html.j2")
        .render(t=catalogue(sheet.lang), s=sheet, version=visviva.__version__, links=links)
    )


def markdown_of(sheet: Sheet) -> str:
    """The sheet as Markdown; pictures are left out."""
    t = catalogue(sheet.lang)
    lines = [f"# {sheet.title}", "", *sheet.lead, ""]
    for figure in sheet.figures:
        beside = f" ({figure.note})" if figure.note else ""
        lines.append(f"- {t('text.labelled', label=figure.label, value=figure.value)}{beside}")
    for table in sheet.tables:
        width = max(len(row) for row in table.rows)
        head = table.headings or ("",) * width
        lines += ["", f"## {table.caption}", "", _bar(head), _bar(("---",) * width)]
        lines += [_bar(row) for row in table.rows]
        lines += ["", t("sheet.more", count=table.more)] if table.more else []
    lines += ["", *(f"- {note}" for note in sheet.notes)]
    if sheet.reproduce:
        lines += ["", f"## {t('reproduce.heading')}", "", "```sh", sheet.reproduce, "```"]
    return "\n".join(lines) + "\n"


def write_sheet(path: Path, sheet: Sheet, payload: Mapping[str, Any]) -> None:
    """Write the page in the form of its suffix, whole or not at all.

    Raises
    ------
    InputError
        If the form is not known or the path cannot be written.
    """
    suffix = ensure_report(path, SUFFIXES).suffix.lower()
    if suffix == ".pdf":
        from visviva.report.pdf import write_pdf

        write_pdf(path, render_sheet(sheet), sheet.lang)
        return
    if suffix == ".html":
        text = render_sheet(sheet)
    elif suffix == ".md":
        text = markdown_of(sheet)
    else:
        text = json.dumps(strict(payload), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    write_page(path, text)


def write_own(
    path: Path,
    page: str,
    payload: Mapping[str, Any],
    *,
    title: str,
    lang: str,
    reproduce: str,
    shown: Mapping[str, Any] | None = None,
) -> None:
    """Write an answer that has a page of its own: as that page, as PDF of it, Markdown or JSON.

    Parameters
    ----------
    path : Path
    page : str
        HTML of the page.
    payload : mapping
        The JSON of the command.
    title, lang, reproduce : str
        Of the Markdown form, as `lay_out` takes them.
    shown : mapping, optional
        What of the JSON the Markdown shows; all of it by default.

    Raises
    ------
    InputError
        If the form is not known or the path cannot be written.
    """
    suffix = ensure_report(path, SUFFIXES).suffix.lower()
    if suffix == ".html":
        write_page(path, page)
    elif suffix == ".pdf":
        from visviva.report.pdf import write_pdf

        write_pdf(path, page, lang)
    else:
        kept = payload if shown is None else shown
        sheet = lay_out(kept, title=title, lang=lang, reproduce=reproduce)
        write_sheet(path, sheet, {**payload, "reproduce": reproduce})


def _is_rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _shown(value: Any) -> bool:
    """Whether a value is a figure, and no series or outline."""
    if isinstance(value, list | tuple):
        flat = all(not isinstance(one, list | tuple | Mapping) for one in value)
        return flat and 0 < len(value) <= MOST_IN_CELL
    return value is not None and not isinstance(value, Mapping)


def _cell(value: Any, lang: str) -> str:
    if isinstance(value, str):
        return _text(value, lang)
    if isinstance(value, list | tuple):
        return ", ".join(_cell(one, lang) for one in value)
    return plain(value, lang)


def _named_cell(key: str, value: Any, lang: str) -> str:
    return str(value) if key in _NAMES and value is not None else _cell(value, lang)


def _text(value: str, lang: str) -> str:
    """Text in the language; a moment without its letters, a file without its folder."""
    if _MOMENT.fullmatch(value):
        return value[:19].replace("T", " ")
    if value.startswith("/") and PurePath(value).is_absolute():
        return PurePath(value).name
    return catalogue(lang).word(value) or localize(value, lang)


def _heading(t: Catalogue, key: str) -> str:
    """Name of a column or pair; an interval says whose it is."""
    of = key.removeprefix("interval_90_")
    if of != key and split_unit(of)[0] != of:
        return t("sheet.interval", what=t.column(of))
    return t.column(key)


def _figure(
    t: Catalogue, key: str, value: Any, interval: Sequence[float] | None, lang: str
) -> KeyFigure:
    stem, unit = split_unit(key)
    if isinstance(value, str):
        return KeyFigure(t.column(stem), _text(value, lang))
    text = with_unit(_cell(value, lang), t.unit(unit) if unit else "")
    if interval is None:
        return KeyFigure(t.column(stem), text)
    low, high = (number(float(edge), lang) for edge in interval)
    return KeyFigure(t.column(stem), text, t("deciding.interval", low=low, high=high))


def _interval(payload: Mapping[str, Any], key: str) -> Sequence[float] | None:
    """The 90 % interval that belongs to a key: of its own name, or the only one of its unit."""
    own = payload.get(f"interval_90_{key}")
    if own is None:
        stem, _ = split_unit(key)
        same = [k for k in payload if split_unit(k)[1] == split_unit(key)[1]]
        first = next((k for k in same if not k.startswith("interval_90")), "")
        own = payload.get(f"interval_90{key.removeprefix(stem)}") if first == key else None
    return own if isinstance(own, list | tuple) and len(own) == 2 and None not in own else None


def _table(t: Catalogue, key: str, rows: Sequence[Mapping[str, Any]], lang: str) -> Table:
    names = [k for k in dict.fromkeys(k for row in rows for k in row) if _column_shown(rows, k)]
    return Table(
        t.column(key),
        tuple(_heading(t, name) for name in names),
        tuple(
            tuple(_named_cell(name, row.get(name), lang) for name in names)
            for row in rows[:MOST_ROWS]
        ),
        max(0, len(rows) - MOST_ROWS),
    )


def _column_shown(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    values = [row[key] for row in rows if row.get(key) is not None]
    return bool(values) and all(_shown(value) for value in values)


def _bar(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
