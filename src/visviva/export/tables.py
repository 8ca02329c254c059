"""Tables to CSV, Parquet or JSON.

Columns of NumPy arrays, whole or in chunks that need not fit into memory.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from visviva.core.result import Result
from visviva.core.text import sheet_cell
from visviva.errors import DataMissingError, InputError
from visviva.export.columns import (
    Coded,
    Column,
    Columns,
    arrays,
    as_text,
    columns_of,
    plain_lists,
)
from visviva.export.files import atomic_write, pick


class TableStream(Protocol):
    """A table that grows by chunks and takes its name when it is closed without an error."""

    rows: int

    def write(self, columns: Columns) -> None:
        """Append a chunk: equally long columns, the same names and kinds every time."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None: ...


def export_rows(
    path: str | Path,
    table: Columns | Sequence[Mapping[str, Any]],
    metadata: Mapping[str, Any] | None = None,
) -> int:
    """Write a table to ``.csv``, ``.parquet`` or ``.json`` and return how many rows it has.

    Parameters
    ----------
    path : str or Path
        Its suffix picks the format.
    table : mapping of columns, or sequence of rows
        Columns are arrays (an `Epoch` array and datetime64 become UTC times), lists, or `Coded`;
        names carry the units. Rows are mappings with the same keys.
    metadata : mapping, optional
        Kept as key-value metadata of Parquet, and beside ``rows`` in JSON; CSV has no place for it.

    Raises
    ------
    InputError
        If the suffix is not known, columns differ in length, or the file cannot be written.
    DataMissingError
        If Parquet is asked for and pyarrow is not installed.
    """
    columns = table if isinstance(table, Mapping) else columns_of(table)
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
    kind: Any = pick(
        path, {".csv": CsvStream, ".parquet": ParquetStream, ".json": JsonStream}, "a table"
    )
    return kind(path, metadata=metadata)  # type: ignore[no-any-return]


class _FileStream:
    """What the formats share: a file that appears when it is whole, and chunks that are alike."""

    MODE = "w"

    def __init__(self, path: str | Path, *, metadata: Mapping[str, Any] | None = None) -> None:
        self.path, self.metadata, self.rows = Path(path), dict(metadata or {}), 0
        self._stack = ExitStack()
        self._names: list[str] | None = None

    def __enter__(self) -> Self:
        opened: AbstractContextManager[IO[Any]] = atomic_write(self.path, self.MODE)
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
        """Append a chunk."""
        names = list(columns)
        if self._names is None:
            self._names = names
            self._begin(names)
        elif names != self._names:
            raise InputError(
                "a chunk with other columns than the first",
                advice="give the same columns every time",
            )
        self.rows += self._append(columns)

    def _begin(self, names: list[str]) -> None:
        """Before the first chunk."""

    def _append(self, columns: Columns) -> int:
        """One chunk; return its rows."""
        raise NotImplementedError

    def _finish(self) -> None:
        """After the last chunk."""


class CsvStream(_FileStream):
    """CSV with a header; see `open_table`."""

    def _begin(self, names: list[str]) -> None:
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(names)

    def _append(self, columns: Columns) -> int:
        lists = [
            [sheet_cell(v) for v in column] if str in map(type, column) else column
            for column in plain_lists(columns)
        ]
        self._writer.writerows(zip(*lists, strict=True))
        return len(lists[0]) if lists else 0


class JsonStream(_FileStream):
    """A JSON object with the metadata and ``rows``; see `open_table`."""

    def __enter__(self) -> Self:
        super().__enter__()
        head = json.dumps(
            {"schema": "visviva.table/1", **self.metadata}, ensure_ascii=False, default=str
        )
        self._file.write(head[:-1] + ', "rows": [')
        return self

    def _append(self, columns: Columns) -> int:
        lists = plain_lists(columns)
        for i, row in enumerate(zip(*lists, strict=True)):
            text = json.dumps(
                dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False
            )
            self._file.write(("\n" if self.rows + i == 0 else ",\n") + text)
        return len(lists[0]) if lists else 0

    def _finish(self) -> None:
        self._file.write("\n]}\n")


class ParquetStream(_FileStream):
    """Parquet by pyarrow, see `open_table`; no more than a row group and a chunk wait in memory.

    The first chunk sets the kinds of the columns. Whole numbers and times are stored as
    differences, which are small in sorted tables; not-a-number is stored as null.
    """

    MODE = "wb"
    ROW_GROUP = 250_000  # rows: enough to scan fast, few enough to wait in memory
    _schema: Any = None
    _waiting: Any = None

    def __enter__(self) -> Self:
        self._arrow = _pyarrow(self.path)
        super().__enter__()
        return self

    def _append(self, columns: Columns) -> int:
        chunk = self._table(columns)
        if self._schema is None:
            self._open(chunk.schema)
        self._waiting = self._arrow.concat_tables([self._waiting, chunk])
        whole = len(self._waiting) // self.ROW_GROUP * self.ROW_GROUP
        if whole:
            self._writer.write_table(self._waiting.slice(0, whole), self.ROW_GROUP)
            self._waiting = self._waiting.slice(whole)
        return len(chunk)

    def _open(self, schema: Any) -> None:
        kinds = self._arrow.types
        self._schema = schema.with_metadata(
            {name: as_text(value) for name, value in self.metadata.items()}
        )
        counted = [f.name for f in schema if kinds.is_integer(f.type) or kinds.is_timestamp(f.type)]
        # measured figures, and times packed by their differences, do not shrink: 14 % of the time
        # for under 1 % of the size
        dense = [f.name for f in schema if kinds.is_floating(f.type) or kinds.is_timestamp(f.type)]
        worded = [f.name for f in schema if kinds.is_string(f.type) or kinds.is_dictionary(f.type)]
        self._writer = self._stack.enter_context(
            self._arrow.parquet.ParquetWriter(
                self._file,
                self._schema,
                compression={f.name: "none" if f.name in dense else "snappy" for f in schema},
                use_dictionary=worded,
                column_encoding=dict.fromkeys(counted, "DELTA_BINARY_PACKED"),
            )
        )
        self._waiting = self._schema.empty_table()

    def _table(self, columns: Columns) -> Any:
        """An Arrow table of the kinds of the first chunk."""
        plain = arrays(
            {name: c.codes if isinstance(c, Coded) else c for name, c in columns.items()}
        )
        try:
            filled = {name: self._array(plain[name], column) for name, column in columns.items()}
            return self._arrow.table(filled, schema=self._schema)
        except (ValueError, TypeError) as err:  # what pyarrow's own errors are
            raise InputError(
                f"a column cannot be stored ({err})",
                advice="give values of one kind",
                place=str(self.path),
            ) from err

    def _array(self, array: NDArray[Any], column: Column) -> Any:
        if isinstance(column, Coded):
            return self._arrow.DictionaryArray.from_arrays(array, list(column.labels))
        if array.dtype.kind == "M":
            array = array.astype("datetime64[us]", copy=False)
        native = array.astype(array.dtype.newbyteorder("="), copy=False)
        # from_pandas: not-a-number means missing; asked for where there is one, for it takes time
        whole = native.dtype.kind in "iub" or (native.dtype.kind in "fM" and _all_there(native))
        return self._arrow.array(native, from_pandas=not whole)

    def _finish(self) -> None:
        if self._schema is None:
            raise InputError(
                "a table without columns", advice="write at least one chunk", place=str(self.path)
            )
        if len(self._waiting):
            self._writer.write_table(self._waiting)


def _all_there(array: NDArray[Any]) -> bool:
    """Whether no float is not-a-number and no time is missing."""
    return not (np.isnat(array) if array.dtype.kind == "M" else np.isnan(array)).any()


def _pyarrow(path: Path) -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as err:
        raise DataMissingError(
            "Parquet needs pyarrow, which is not installed",
            advice="pip install 'visviva[store]', or write .csv",
            place=str(path),
        ) from err


def plain_head(found: Result) -> dict[str, Any]:
    """Schema of a result, and what its head says in one number or text: metadata of a table."""
    head = {k: v for k, v in found.head().items() if isinstance(v, str | int | float)}
    return {"schema": found.SCHEMA, **head}
