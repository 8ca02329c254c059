"""Rows as a table for a person: whole at 80 columns, or one block for each record.

A time or a number is never broken; only running text wraps. Where the columns do not fit side by
side, each row becomes a block of lines, so that nothing is left out.
"""

import re
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from visviva.cli.headings import cell_in, heading_in
from visviva.cli.language import current, told
from visviva.cli.sentences.common import SAY
from visviva.core.line_breaks import hidden
from visviva.core.line_breaks import shown as shown_again
from visviva.errors import clean_text

#: Endings of keys that are units, and how a heading shows them.
_UNITS = {
    "utc": "UTC",
    "tdb": "TDB",
    "deg": "°",
    "rad": "rad",
    "km": "km",
    "m": "m",
    "m2": "m²",
    "kg": "kg",
    "kn": "kN",
    "s": "s",
    "min": "min",
    "h": "h",
    "days": "days",
    "m_s": "m/s",
    "km_s": "km/s",
    "m_s2": "m/s²",
    "deg_day": "°/day",
    "m2_kg": "m²/kg",
    "km2_s2": "km²/s²",
    "m_s_year": "m/s a year",
    "percent": "%",
    "g": "g",
}
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z", re.ASCII)
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|[−\d.,e]+(?: \S{1,6})?", re.ASCII)
#: Share of the columns that must fit for the rest to be left out; below it rows become blocks.
LEAST_SHARE = 0.6
#: Decimals of what a table shows by the ending of its key, from these sizes on.
_COARSE = {"_kg": 0, "_km": 1, "_days": 1}
_COARSE_FROM = {0: 100.0, 1: 10.0}
#: Keys that are the answer: kept before all others.
FIRST = ("verdict", "probability")


def heading(key: str) -> str:
    """Words of a key, with its unit in brackets.

    Examples
    --------
    >>> heading("peak_elevation_deg"), heading("delta_v_m_s"), heading("rise_utc"), heading("name")
    ('peak elevation (°)', 'delta v (m/s)', 'rise (UTC)', 'name')
    """
    parts = key.split("_")
    for count in (3, 2, 1):
        unit = _UNITS.get("_".join(parts[-count:]))
        if unit is not None and len(parts) > count:
            return f"{' '.join(parts[:-count])} ({unit})"
    return " ".join(parts)


def shown(value: Any) -> str:
    """A value as a table shows it: times to the second, six figures, one minus sign.

    Examples
    --------
    >>> shown(-0.0), shown(-1.23456789), shown(None), shown(True), shown("2024-06-07T01:02:03.456Z")
    ('0', '−1.23457', '–', 'yes', '2024-06-07 01:02:03')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # Zero has no sign: a pad is not "−0" km high.
        return (f"{value or 0.0:.6g}" if isinstance(value, float) else str(value)).replace("-", "−")
    if isinstance(value, list | tuple):
        return ", ".join(shown(v) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{heading(str(k))} {shown(v)}" for k, v in value.items())
    text = clean_text(str(value))
    # A command is typed again as it stands, its moments too.
    return text if text.startswith("visviva ") else _TIME.sub(r"\1 \2", text)


def coarse(key: str, value: Any) -> Any:
    """A mass or a length of three digits or more, no finer than a person reads it.

    Examples
    --------
    >>> coarse("payload_kg", 6155.31), coarse("payload_kg", 61.53), coarse("range_km", 1142.703)
    (6155.0, 61.53, 1142.7)
    >>> coarse("interval_90_kg", [5913.01, 6946.14]), coarse("age_days", 39.288)
    ([5913.0, 6946.0], 39.3)
    """
    if isinstance(value, list | tuple):
        return [coarse(key, one) for one in value]
    places = next((n for end, n in _COARSE.items() if key.endswith(end)), None)
    if places is None or not isinstance(value, float) or not abs(value) >= _COARSE_FROM[places]:
        return value
    return round(value, places)


def least_width(text: str) -> int:
    """Columns that a text needs: all of a time or a figure with its unit, else the longest word."""
    from rich.cells import cell_len

    pieces = text.splitlines() if _WHOLE.fullmatch(text) else text.split()
    return max(map(cell_len, pieces), default=0)


def fitting(widths: Sequence[int], room: int, gap: int) -> int:
    """How many columns stand side by side in `room`, from the first on.

    Examples
    --------
    >>> fitting([10, 10, 10], 34, 2), fitting([10, 10, 10], 33, 2)
    (3, 2)
    """
    used = 0
    for count, width in enumerate(widths):
        used += width + (gap if count else 0)
        if used > room:
            return count
    return len(widths)


def draw(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str, console: Any
) -> None:
    """Print rows on a console, as a table or in blocks.

    Parameters
    ----------
    rows : sequence of mapping
    columns : sequence of str
        Keys, the most important first.
    title : str
    console : rich console
    """
    if not rows:
        _title(console, title)
        _say(console, told(SAY("none")))
        return
    order = sorted(columns, key=lambda key: key not in FIRST)  # stable: the rest as given
    lang = current()
    names = [heading_in(heading(key), lang) for key in order]
    cells = [[cell_in(shown(coarse(key, row.get(key))), lang) for key in order] for row in rows]
    least = [
        max(least_width(name), *(least_width(row[k]) for row in cells), 0)
        for k, name in enumerate(names)
    ]
    gap = 2 if fitting(least, console.width, 2) == len(names) else 1
    count = fitting(least, console.width, gap)
    if count < len(names) and (count < LEAST_SHARE * len(names) or len(rows) == 1):
        _blocks(names, cells, title, console)
        return
    kept = sorted(range(count), key=lambda k: columns.index(order[k]))  # shown as they were given
    cells = [[row[k] for k in kept] for row in cells]
    least = [least[k] for k in kept]
    left_out = ", ".join(names[count:])
    names, shown_keys = [names[k] for k in kept], [order[k] for k in kept]
    right = [all(isinstance(row.get(k), int | float | None) for row in rows) for k in shown_keys]
    widths = _widths([names, *cells], least, console.width, gap)
    _title(console, title)
    for line in _lines(names, widths, right, gap):
        _say(console, line, "bold")
    _say(console, "─" * min(sum(widths) + gap * (count - 1), console.width))
    for row in cells:
        for line in _lines(row, widths, right, gap):
            _say(console, line)
    if left_out:
        print(told(SAY("left-out", columns=left_out)), file=sys.stderr)


def _title(console: Any, title: str) -> None:
    """The words over a table, folded where they are wider than it may be."""
    for line in textwrap.wrap(told(title), console.width, break_long_words=False):
        _say(console, line, "italic")


def _say(console: Any, line: str, style: str = "") -> None:
    from rich.text import Text

    if line:
        console.print(Text(clean_text(line), style=style), soft_wrap=True)


def _widths(cells: Sequence[Sequence[str]], least: Sequence[int], room: int, gap: int) -> list[int]:
    """Width of each column: what its longest cell wants, less from the widest for want of room."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[k]) for row in cells) for k in range(len(cells[0]))]
    spare = room - gap * (len(widths) - 1)
    while sum(widths) > spare:
        k = max(range(len(widths)), key=lambda k: (widths[k] > least[k], widths[k]))
        widths[k] -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool], gap: int) -> list[str]:
    """Lines of one row; text that is wider than its column goes on in the next line."""
    from rich.cells import cell_len

    columns = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    out = []
    for n in range(max(map(len, columns))):
        parts = []
        for lines, width, numeric in zip(columns, widths, right, strict=False):
            text = lines[n] if n < len(lines) else ""
            blank = " " * (width - cell_len(text))
            parts.append(blank + text if numeric else text + blank)
        out.append((" " * gap).join(parts).rstrip())
    return out


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of a text, broken at words; a single longer word is broken where it must be."""
    from rich.cells import cell_len, chop_cells

    lines, line = [], ""
    for word in map(shown_again, hidden(text).split(" ")):
        both = f"{line} {word}" if line else word
        if cell_len(both) <= width:
            line = both
            continue
        lines += [line] if line else []
        *whole, line = chop_cells(word, width) or [""]
        lines += whole
    return [*lines, line]


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]], title: str, console: Any) -> None:
    """One record for each row: a line for each of its columns that says something."""
    from rich.padding import Padding
    from rich.table import Table

    from visviva.report.unbroken import Unbroken

    if title:
        _title(console, title)
    left = min(max(map(len, names), default=0), max(console.width // 2, 8))
    for row in cells:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(min_width=left, max_width=left)
        block.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell not in ("–", ""):
                block.add_row(Unbroken(name, style="dim"), Unbroken(cell))
        console.print(Padding(block, (0, 0, 1, 0)))
