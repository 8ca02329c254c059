r"""Reading a file that somebody else wrote: text, TOML, JSON, CSV, each with one line per fault.

Everything that is read passes the bounds of `visviva.core.bounds`: size, depth, digits, cells.

>>> parse_toml("x = " + "[" * 5000, place="a.toml")
Traceback (most recent call last):
    ...
visviva.errors.InputError: a.toml: brackets nested too deep; flatten the file
"""

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from visviva.core.bounds import CELL, DEPTH, DIGITS, TEXT_BYTES
from visviva.errors import InputError

_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_LONG_NUMBER = re.compile(rf"(?<![\w.])[-+]?[\d_]{{{DIGITS + 1},}}(?![\w.])")


def read_text(
    path: str | Path,
    *,
    most: int = TEXT_BYTES,
    error: type[InputError] = InputError,
    advice: str = "check its name",
) -> str:
    """The text of a file in UTF-8, with or without its mark.

    Parameters
    ----------
    path : str or Path
    most : int
        Bytes; a larger file is refused without being read.
    error : class
        Of the error raised.
    advice : str
        What to do where the file is not there.

    Raises
    ------
    InputError
        If there is no such file, it is too large, or it is not text; the place is the file.
    """
    place = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or "no path"
        known = {"No such file or directory": "no such file", "Is a directory": "a folder"}
        raise error(
            known.get(reason, f"cannot be read ({reason})"), advice=advice, place=place
        ) from err
    if len(data) > most:
        raise error(f"more than {most / 1e6:.0f} MB", advice="thin it out", place=place)
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise error("no text (it holds zero bytes)", advice="give a text file", place=place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data[: err.start].count(b"\n") + 1
        raise error(
            "not text in UTF-8", advice="save it as UTF-8", place=f"{place}:{line}"
        ) from err


def parse_toml(text: str, *, place: str, error: type[InputError] = InputError) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises
    ------
    InputError
        If it is no TOML, nested too deep, or has a whole number of too many digits; the place
        names the line.
    """
    try:
        raw = tomllib.loads(text)
    except RecursionError as err:
        raise error("brackets nested too deep", advice="flatten the file", place=place) from err
    except tomllib.TOMLDecodeError as err:
        match = _LINE.search(str(err))
        line = int(match[1]) if match else len(text.splitlines())
        reason = _LINE.sub("", str(err)).replace("(at end of document)", "at the end of the file")
        raise error(
            f"broken TOML: {reason.strip()}", advice="mend that line", place=f"{place}:{line}"
        ) from err
    except ValueError as err:  # digits without end
        raise error(
            "a number of too many digits",
            advice=f"give up to {DIGITS} digits",
            place=_line_of_number(text, place),
        ) from err
    check_values(raw, text, place=place, error=error)
    return raw


def parse_json(text: str, *, place: str, error: type[InputError] = InputError) -> Any:
    """The value of a JSON text; NaN and infinity are none.

    Raises
    ------
    InputError
        As `parse_toml`.
    """

    def refuse(word: str) -> Any:
        raise error(f"{word} is no number of JSON", advice="give a finite one", place=place)

    try:
        raw = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as err:
        raise error(
            f"broken JSON: {err.msg}", advice="mend that line", place=f"{place}:{err.lineno}"
        ) from err
    except RecursionError as err:
        raise error("brackets nested too deep", advice="flatten the file", place=place) from err
    except ValueError as err:
        raise error(
            "a number of too many digits",
            advice=f"give up to {DIGITS} digits",
            place=_line_of_number(text, place),
        ) from err
    check_values(raw, text, place=place, error=error)
    return raw


def _line_of_number(text: str, place: str) -> str:
    found = _LONG_NUMBER.search(text)
    return f"{place}:{text[: found.start()].count(chr(10)) + 1}" if found else place


def check_values(
    raw: Any, text: str = "", *, place: str, error: type[InputError] = InputError
) -> None:
    """Refuse whole numbers of too many digits, and brackets nested too deep.

    Raises
    ------
    InputError
        With the path of the value.
    """
    asked: list[tuple[Any, str, int]] = [(raw, "", 0)]
    while asked:
        value, path, depth = asked.pop()
        if depth > DEPTH:
            raise error("brackets nested too deep", advice="flatten the file", place=place)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**DIGITS:
            raise error(
                f"{path} is a whole number of more than {DIGITS} digits",
                advice="give a figure in its unit",
                place=_line_of_number(text, place),
            )
        if isinstance(value, dict):
            asked += [(v, f"{path}.{k}".lstrip("."), depth + 1) for k, v in value.items()]
        elif isinstance(value, list):
            asked += [(v, f"{path}.{k}".lstrip("."), depth + 1) for k, v in enumerate(value)]


def csv_rows(
    lines: Iterable[str],
    *,
    place: str,
    delimiter: str = ",",
    error: type[InputError] = InputError,
) -> Iterator[list[str]]:
    """Rows of CSV.

    Raises
    ------
    InputError
        If a cell is too long or a quote is never closed; the place names the line.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as err:
            reason = f"a cell of more than {CELL:,} signs" if "limit" in str(err) else str(err)
            raise error(
                f"broken CSV: {reason}", advice="mend that line", place=f"{place}:{reader.line_num}"
            ) from err
