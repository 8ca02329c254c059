"""Columns of a table: numbers, texts by code, times; as arrays and as plain lists."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.time import Epoch
from visviva.errors import InputError


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few labels: each row holds the index of its label.

    Attributes
    ----------
    codes : ndarray of int, shape (n,)
    labels : sequence of str
    """

    codes: NDArray[np.integer[Any]]
    labels: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    def decoded(self) -> NDArray[np.object_]:
        """The labels of all rows."""
        out: NDArray[np.object_] = np.array(self.labels, dtype=object)[self.codes]
        return out


Column = ArrayLike | Coded | Epoch


Columns = Mapping[str, Column]


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows as columns; a row without a key has None there."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def arrays(columns: Columns) -> dict[str, NDArray[Any]]:
    """Every column as a one-dimensional array of a kind that all formats know."""
    out = {name: _array(name, column) for name, column in columns.items()}
    lengths = {len(array) for array in out.values()}
    if len(lengths) > 1:
        raise InputError(
            "the columns differ in length",
            advice="give columns of one length",
            lengths=sorted(lengths),
        )
    return out


def _array(name: str, column: Column) -> NDArray[Any]:
    if isinstance(column, Coded):
        return column.decoded()
    if isinstance(column, Epoch):
        return utc_datetime64(column)
    if isinstance(column, (list, tuple)) and any(isinstance(v, Epoch) for v in column):
        return np.array([v.iso() if isinstance(v, Epoch) else v for v in column], dtype=object)
    array = np.asarray(column)
    if array.ndim != 1:
        raise InputError(
            f"the column {name!r} has {array.ndim} dimensions",
            advice="give one-dimensional columns",
        )
    return array.astype(object) if array.dtype.kind in "US" else array


def utc_datetime64(epoch: Epoch) -> NDArray[np.datetime64]:
    """UTC of an array of epochs to the microsecond (a leap second reads as the second after it)."""
    jd, fraction = epoch.jd("utc")
    days = np.floor(np.asarray(jd) - 2440587.5)
    micro = np.rint(((np.asarray(jd) - 2440587.5 - days) + fraction) * 86400e6)
    stamps = (days * 86400e6).astype(np.int64) + micro.astype(np.int64)
    out: NDArray[np.datetime64] = stamps.astype("datetime64[us]")
    return out


def plain_lists(columns: Columns) -> list[list[Any]]:
    """Columns as lists of Python values; times as ISO text ending in Z, a missing value as None."""
    lists = []
    for array in arrays(columns).values():
        if array.dtype.kind == "M":
            milli = np.datetime_as_string(array.astype("datetime64[ms]"), timezone="UTC")
            lists.append([None if text == "NaT" else text for text in milli.tolist()])
        elif array.dtype.kind == "f":
            column: list[Any] = _shortest(array)
            if np.isnan(array).any():
                column = [None if math.isnan(v) else v for v in column]
            lists.append(column)
        else:
            lists.append(array.tolist())
    return lists


def _shortest(array: NDArray[Any]) -> list[float]:
    """Floats whose text is short.

    Single precision is shown with its own digits, not those of a double.
    """
    return (
        list(map(float, array.astype("U24").tolist()))
        if array.dtype == np.float32
        else array.tolist()
    )


def as_text(value: object) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
