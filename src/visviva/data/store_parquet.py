"""How rows of the store lie in a Parquet file: small, and one object's read without the rest.

Rows are sorted by object and epoch. A column that holds one value throughout is written once, in
the file's metadata. Figures that are decimals of a few places, as all published ones are, lie as
whole numbers of their last place, if every one of the file comes back to the last bit; else as
doubles. Files of version 1 of the store (doubles and texts, nothing left out) are read as well, and
become files of this version when they are merged.
"""

import io
import json
import zlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.data.store_table import (
    COLUMNS,
    EPOCH,
    FIGURES,
    arrow,
    arrow_type,
    epoch_columns,
)

#: Rows that are read at once: one object's history lies in one or two such groups of a file.
GROUP_ROWS: Final = 2048
#: Decimals of figures as they are published.
_PLACES: Final = {
    "mean_motion_rev_day": 8,
    "eccentricity": 8,
    "inclination_deg": 4,
    "raan_deg": 4,
    "arg_perigee_deg": 4,
    "mean_anomaly_deg": 4,
    "mean_motion_dot": 8,
}
#: Figures whose places differ from set to set: digits and places are two columns.
_FLOATING: Final = ("bstar", "mean_motion_ddot")
_MOST_PLACES: Final = 18
_TEN: Final = np.array([float(f"1e{k}") for k in range(_MOST_PLACES + 1)])
#: Columns that are never left out: rows are found by them.
_FOUND_BY: Final = ("catalog_number", "epoch_us")
_META: Final = b"visviva.store"


def packed(table: Any) -> bytes:
    """Bytes of a Parquet file of a table's rows, by object and epoch."""
    pa = arrow()
    table = table.sort_by([("catalog_number", "ascending"), ("epoch_us", "ascending")])
    constant: dict[str, Any] = {}
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        column = table.column(name)
        first = column[0].as_py()
        if name not in _FOUND_BY and _all_are(column, first):
            constant[name] = first
        else:
            columns |= _written(name, column)
    meta = {_META: json.dumps({"version": 2, "constant": constant}).encode()}
    whole = [n for n, c in columns.items() if pa.types.is_integer(c.type)]
    sink = io.BytesIO()
    import_module("pyarrow.parquet").write_table(
        pa.table(columns).replace_schema_metadata(meta),
        sink,
        compression="zstd",
        row_group_size=GROUP_ROWS,
        write_statistics=["catalog_number"],
        use_dictionary=[n for n in columns if n not in whole],
        column_encoding=dict.fromkeys(whole, "DELTA_BINARY_PACKED"),
    )
    return sink.getvalue()


def _all_are(column: Any, value: Any) -> bool:
    if value is None:
        return bool(column.null_count == len(column))
    if column.null_count:
        return False
    compute = import_module("pyarrow.compute")
    return bool(compute.all(compute.equal(column, value)).as_py())


def _written(name: str, column: Any) -> dict[str, Any]:
    """The columns of a file that hold a column of rows."""
    if name not in FIGURES:
        return {name: column}
    values = column.to_numpy()
    # Minus zero has no whole number.
    if np.any(np.signbit(values) & (values == 0.0)):
        return {name: column}
    if name in _PLACES:
        digits, fits = _digits(values, _PLACES[name])
        return {name: arrow().array(digits) if np.all(fits) else column}
    places = np.full(len(values), -1, dtype=np.int64)
    digits = np.zeros(len(values), dtype=np.int64)
    for k in range(_MOST_PLACES + 1):
        left = np.flatnonzero(places < 0)
        if not left.size:
            break
        whole, fits = _digits(values[left], k)
        digits[left[fits]], places[left[fits]] = whole[fits], k
    if np.any(places < 0):
        return {name: column}
    return {f"{name}_digits": arrow().array(digits), f"{name}_places": arrow().array(places)}


def _digits(values: Any, places: int) -> tuple[Any, Any]:
    """Whole numbers of the last place, and which of them come back to the last bit."""
    scaled = np.rint(values * _TEN[places])
    # A quotient of two exact doubles is rounded once, as the decimal was when it was read, so that
    # equal decimals are equal bits.
    fits = (np.abs(scaled) < 2.0**53) & (scaled / _TEN[places] == values)
    return np.where(fits, scaled, 0.0).astype(np.int64), fits


def unpacked(
    path: Path,
    columns: Sequence[str] | None = None,
    number: int | None = None,
    *,
    crc: int | None = None,
) -> Any:
    """Rows of a Parquet file, or those of one object; all columns, or some.

    The file is read whole, which its `crc` asks for and which is quicker than many small reads.

    Raises
    ------
    OSError, ValueError
        If the file is damaged (pyarrow's errors are of these kinds).
    """
    wanted = list(columns) if columns is not None else list(COLUMNS)
    parquet = import_module("pyarrow.parquet")
    data = path.read_bytes()
    if crc is not None and zlib.crc32(data) != crc:
        raise OSError("its checksum is another")
    source = arrow().BufferReader(data)
    with parquet.ParquetFile(source, page_checksum_verification=crc is None) as file:
        raw_meta = (file.metadata.metadata or {}).get(_META)
        held = set(file.schema_arrow.names)
        if raw_meta is None:
            return _version_1(file, held, wanted, number)
        constant = json.loads(raw_meta)["constant"]
        read = list(dict.fromkeys(["catalog_number", *_columns_for(wanted, held, constant)]))
        table = _rows(file, read, number)
    return _decoded(table, wanted, constant)


def _columns_for(wanted: Sequence[str], held: set[str], constant: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for name in wanted:
        if name in held:
            found.append(name)
        elif name not in constant:
            found += [f"{name}_digits", f"{name}_places"]
    return found


def _rows(file: Any, columns: list[str], number: int | None) -> Any:
    """Columns of a file, of one object or of all, the object's groups found by their statistics."""
    if number is None:
        return file.read(columns, use_threads=False)
    groups = []
    for k in range(file.metadata.num_row_groups):
        about = file.metadata.row_group(k).column(0).statistics
        if about is None or about.min <= number <= about.max:
            groups.append(k)
    if not groups:
        return file.schema_arrow.empty_table().select(columns)
    table = file.read_row_groups(groups, columns, use_threads=False)
    numbers = table.column("catalog_number").to_numpy()
    # Rows are sorted by object: its rows are one slice.
    first, last = np.searchsorted(numbers, [number, number + 1])
    return table.slice(int(first), int(last - first))


def _decoded(table: Any, wanted: Sequence[str], constant: dict[str, Any]) -> Any:
    pa = arrow()
    made: dict[str, Any] = {}
    held = set(table.column_names)
    for name in wanted:
        if name in constant:
            made[name] = _repeated(constant[name], table.num_rows, arrow_type(name))
        elif name not in held:
            digits = table.column(f"{name}_digits").to_numpy()
            places = table.column(f"{name}_places").to_numpy()
            made[name] = pa.array(digits / _TEN[places])
        elif name in _PLACES and pa.types.is_integer(table.schema.field(name).type):
            made[name] = pa.array(table.column(name).to_numpy() / _TEN[_PLACES[name]])
        else:
            made[name] = table.column(name)
    return pa.table(made)


def _repeated(value: Any, count: int, kind: Any) -> Any:
    pa = arrow()
    return pa.nulls(count, kind) if value is None else pa.repeat(pa.scalar(value, kind), count)


def _version_1(file: Any, held: set[str], wanted: Sequence[str], number: int | None) -> Any:
    """Rows of a file of version 1, in which epochs are texts."""
    epoch = any(name in EPOCH for name in wanted)
    read = [name for name in wanted if name in held and name not in EPOCH]
    table = _rows(
        file,
        list(dict.fromkeys(["catalog_number", *read, *(["epoch_us", "epoch_utc"] * epoch)])),
        number,
    )
    made = {name: table.column(name) for name in read}
    if epoch:
        stamps = table.column("epoch_us").to_numpy()
        made |= epoch_columns(table.column("epoch_utc").to_pylist(), stamps)
    return arrow().table({name: made[name] for name in wanted})
