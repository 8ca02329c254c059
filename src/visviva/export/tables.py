"""Tables to CSV, Parquet or JSON: columns of NumPy arrays, whole or in chunks that need not fit into memory."""

import csv
import json
import math
import shutil
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.time import Epoch
from visviva.errors import DataMissingError, InputError
from visviva.export.files import atomic_write, cannot_write, check_writable, neighbour, pick, replace


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


class TableStream(Protocol):
    """A table that grows by chunks and appears under its name when it is closed without an error."""

    rows: int

    def write(self, columns: Columns) -> None:
        """Append a chunk: equally long columns, the same names and kinds every time."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None: ...


def export_rows(
    path: str | Path, table: Columns | Sequence[Mapping[str, Any]], metadata: Mapping[str, Any] | None = None
) -> int:
    """Write a table to ``.csv``, ``.parquet`` or ``.json`` and return how many rows it has.

    Parameters
    ----------
    path : str or Path
        Its suffix picks the format.
    table : mapping of columns, or sequence of rows
        Columns are arrays (an `Epoch` array and datetime64 become UTC times), lists, or `Coded`; names carry
        the units. Rows are mappings with the same keys.
    metadata : mapping, optional
        Kept as key-value metadata of Parquet, and beside ``rows`` in JSON; CSV has no place for it.

    Raises
    ------
    InputError
        If the suffix is not known, columns differ in length, or the file cannot be written.
    DataMissingError
        If Parquet is asked for and duckdb is not installed.
    """
    columns = table if isinstance(table, Mapping) else _columns_of(table)
    with open_table(path, metadata) as stream:
        if columns:
            stream.write(columns)
        return stream.rows


def open_table(path: str | Path, metadata: Mapping[str, Any] | None = None) -> TableStream:
    r"""A stream of chunks into ``.csv``, ``.parquet`` or ``.json``; a context manager.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "t.csv"
    >>> with open_table(target) as stream:
    ...     stream.write({"t_s": np.arange(2.0), "name": Coded(np.array([0, 0]), ["ISS"])})
    >>> target.read_text()
    't_s,name\n0.0,ISS\n1.0,ISS\n'
    """
    kind: Any = pick(path, {".csv": CsvStream, ".parquet": ParquetStream, ".json": JsonStream}, "a table")
    return kind(path, metadata=metadata)  # type: ignore[no-any-return]


def _columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def _arrays(columns: Columns) -> dict[str, NDArray[Any]]:
    """Every column as a one-dimensional array of a kind that all formats know."""
    out = {name: _array(name, column) for name, column in columns.items()}
    lengths = {len(array) for array in out.values()}
    if len(lengths) > 1:
        raise InputError("the columns differ in length", advice="give columns of one length", lengths=sorted(lengths))
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
        raise InputError(f"the column {name!r} has {array.ndim} dimensions", advice="give one-dimensional columns")
    return array.astype(object) if array.dtype.kind in "US" else array


def utc_datetime64(epoch: Epoch) -> NDArray[np.datetime64]:
    """UTC of an array of epochs to the microsecond (a leap second reads as the second after it)."""
    jd, fraction = epoch.jd("utc")
    days = np.floor(np.asarray(jd) - 2440587.5)
    micro = np.rint(((np.asarray(jd) - 2440587.5 - days) + fraction) * 86400e6)
    stamps = (days * 86400e6).astype(np.int64) + micro.astype(np.int64)
    out: NDArray[np.datetime64] = stamps.astype("datetime64[us]")
    return out


def _plain_lists(columns: Columns) -> tuple[list[str], list[list[Any]]]:
    """Names, and columns as lists of Python values; times as ISO text ending in Z, a missing value as None."""
    arrays = _arrays(columns)
    lists = []
    for array in arrays.values():
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
    return list(arrays), lists


def _shortest(array: NDArray[Any]) -> list[float]:
    """Floats whose text is short: single precision is shown with its own digits, not those of a double."""
    return list(map(float, array.astype("U24").tolist())) if array.dtype == np.float32 else array.tolist()


class _TextStream:
    """What the two text formats share."""

    def __init__(self, path: str | Path, *, metadata: Mapping[str, Any] | None = None) -> None:
        self.path, self.metadata, self.rows = Path(path), dict(metadata or {}), 0
        self._stack = ExitStack()
        self._names: list[str] | None = None

    def __enter__(self) -> Self:
        opened: AbstractContextManager[IO[Any]] = atomic_write(self.path)
        self._file = self._stack.enter_context(opened)
        return self

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        try:
            if kind is None:
                self._finish()
        except BaseException as err:
            self._stack.__exit__(type(err), err, err.__traceback__)
            raise
        self._stack.__exit__(kind, value, trace)

    def write(self, columns: Columns) -> None:
        names, lists = _plain_lists(columns)
        if self._names is None:
            self._names = names
            self._begin(names)
        elif names != self._names:
            raise InputError("a chunk with other columns than the first", advice="give the same columns every time")
        self._lines(names, lists)
        self.rows += len(lists[0]) if lists else 0

    def _begin(self, names: list[str]) -> None:
        """Before the first chunk."""

    def _lines(self, names: list[str], lists: list[list[Any]]) -> None:
        """One chunk."""

    def _finish(self) -> None:
        """After the last chunk."""


class CsvStream(_TextStream):
    """CSV with a header; see `open_table`."""

    def _begin(self, names: list[str]) -> None:
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(names)

    def _lines(self, names: list[str], lists: list[list[Any]]) -> None:
        self._writer.writerows(zip(*lists, strict=True))


class JsonStream(_TextStream):
    """A JSON object with the metadata and ``rows``; see `open_table`."""

    def __enter__(self) -> Self:
        super().__enter__()
        head = json.dumps({"schema": "visviva.table/1", **self.metadata}, ensure_ascii=False, default=str)
        self._file.write(head[:-1] + ', "rows": [')
        return self

    def _lines(self, names: list[str], lists: list[list[Any]]) -> None:
        for i, row in enumerate(zip(*lists, strict=True)):
            text = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
            self._file.write(("\n" if self.rows + i == 0 else ",\n") + text)

    def _finish(self) -> None:
        self._file.write("\n]}\n")


class ParquetStream:
    """Parquet by DuckDB: chunks are gathered, written to part files as they fill `buffer_mb`, and joined in order.

    Memory stays near `buffer_mb` and DuckDB's own `memory_mb`; an exception, Ctrl-C too, removes every part.

    Parameters
    ----------
    path : str or Path
    metadata : mapping, optional
        Kept as key-value metadata of the file.
    memory_mb, buffer_mb : int
        Bounds of DuckDB's memory and of the rows that wait. A table that fits into `buffer_mb` is written in one go.
    """

    BLOCK_ROWS = 250_000  # smaller chunks are joined to blocks of this size, the units DuckDB scans

    def __init__(
        self, path: str | Path, *, metadata: Mapping[str, Any] | None = None, memory_mb: int = 512,
        buffer_mb: int = 640,
    ) -> None:  # fmt: skip
        self.path, self.metadata, self.rows = Path(path), dict(metadata or {}), 0
        self._memory_mb, self._buffer_bytes = memory_mb, buffer_mb * 1_000_000
        self._small: list[dict[str, NDArray[Any]]] = []
        self._blocks: list[dict[str, NDArray[Any]]] = []
        self._bytes = 0
        self._names: list[str] | None = None
        self._parts: list[Path] = []

    def __enter__(self) -> Self:
        duckdb = _duckdb(self.path)
        self._target = check_writable(self.path)
        self._folder = neighbour(self._target)
        try:
            self._folder.mkdir()
        except OSError as err:
            raise cannot_write(self.path, err) from err
        self._db = duckdb.connect(":memory:")
        self._db.execute(f"SET memory_limit = '{self._memory_mb}MB'")
        self._db.execute(f"SET temp_directory = {_quoted(self._folder)}")
        self._db.execute("SET enable_progress_bar = false")
        return self

    def write(self, columns: Columns) -> None:
        """Append a chunk."""
        arrays = {name: _duck_array(array) for name, array in _arrays(columns).items()}
        if self._names is not None and list(arrays) != self._names:
            raise InputError("a chunk with other columns than the first", advice="give the same columns every time")
        self._names = list(arrays)
        count = len(next(iter(arrays.values()), ()))
        self.rows += count
        self._bytes += sum(array.nbytes for array in arrays.values())
        self._small.append(arrays)
        if sum(len(c[self._names[0]]) for c in self._small) >= self.BLOCK_ROWS:
            self._block()
        if self._bytes >= self._buffer_bytes:
            self._part()

    def _block(self) -> None:
        if self._small:
            small, self._small = self._small, []
            block = small[0] if len(small) == 1 else {n: np.concatenate([c[n] for c in small]) for n in small[0]}
            self._blocks.append(block)

    def _part(self) -> None:
        """Write all that waits into one part file."""
        self._block()
        blocks, self._blocks, self._bytes = self._blocks, [], 0
        part = self._folder / f"{len(self._parts):06d}.parquet"
        for i, block in enumerate(blocks):
            self._db.register(f"block{i}", block)
        self._copy(" UNION ALL ".join(f"SELECT * FROM block{i}" for i in range(len(blocks))), part)
        for i in range(len(blocks)):
            self._db.unregister(f"block{i}")
        self._parts.append(part)

    def _copy(self, query: str, to: Path) -> None:
        pairs = ", ".join(f"{_quoted(k)}: {_quoted(_as_text(v))}" for k, v in self.metadata.items())
        extra = f", KV_METADATA {{{pairs}}}" if pairs else ""
        try:
            self._db.execute(f"COPY ({query}) TO {_quoted(to)} (FORMAT parquet, COMPRESSION snappy{extra})")
        except (_duckdb(self.path).Error, RuntimeError) as err:
            if "interrupted" in str(err).lower():  # Ctrl-C, in DuckDB's words
                raise KeyboardInterrupt from err
            raise InputError(f"the Parquet file cannot be written ({err})", place=str(self.path)) from err

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._db.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _finish(self) -> None:
        if self._names is None:
            raise InputError("a table without columns", advice="write at least one chunk", place=str(self.path))
        if self._small or self._blocks:
            self._part()
        whole = self._parts[0]
        if len(self._parts) > 1:
            whole = self._folder / "whole"
            self._copy(f"SELECT * FROM read_parquet([{', '.join(_quoted(part) for part in self._parts)}])", whole)
        replace(whole, self._target)


def _duckdb(path: Path) -> Any:
    try:
        import duckdb
    except ImportError as err:
        raise DataMissingError(
            "Parquet needs duckdb, which is not installed", advice="pip install 'visviva[store]', or write .csv",
            place=str(path),
        ) from err  # fmt: skip
    return duckdb


def _duck_array(array: NDArray[Any]) -> NDArray[Any]:
    """An array of a kind that DuckDB reads: times to the microsecond, numbers in this machine's byte order."""
    if array.dtype.kind == "M":
        return array.astype("datetime64[us]")
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("="), copy=False))


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
