"""Element sets as rows of Parquet, and back, to the last digit."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.core.time import Epoch
from visviva.errors import MissingExtraError
from visviva.orbit.gp import ElementSet, as_epochs
from visviva.orbit.gp.record import unchecked_many

#: Fields of the record that are columns; `source` and `line` are told by `origin` instead.
RECORD: Final = tuple(f.name for f in fields(ElementSet) if f.name not in ("source", "line"))
#: Rows that are read at once: the history of one object lies in one or two such groups.
GROUP_ROWS: Final = 8192
_WHOLE: Final = ("catalog_number", "ephemeris_type", "element_set_no", "rev_at_epoch")
_FIGURES: Final = (
    "mean_motion_rev_day",
    "eccentricity",
    "inclination_deg",
    "raan_deg",
    "arg_perigee_deg",
    "mean_anomaly_deg",
    "bstar",
    "mean_motion_dot",
    "mean_motion_ddot",
)
_J2000: Final = "2000-01-01T00:00:00Z"


def arrow() -> Any:
    """The package pyarrow.

    Raises
    ------
    MissingExtraError
        Where it is not installed.
    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as err:
        raise MissingExtraError(
            "the store needs pyarrow, which is not installed",
            advice="pip install 'visviva[store]'",
        ) from err


def epoch_us(epochs: Epoch) -> Any:
    """Microseconds since 2000-01-01 on the continuous scale, int64: what rows are ordered by."""
    seconds = np.asarray(epochs - Epoch.parse(_J2000), dtype=np.float64)
    return np.rint(seconds * 1e6).astype(np.int64)


def fingerprint(e: ElementSet) -> int:
    """64 bits of the object, the epoch and the figures that make the orbit.

    Two sets that agree in these are one, under whatever name and in whatever form they came.

    Examples
    --------
    >>> from dataclasses import replace
    >>> one = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> fingerprint(one) == fingerprint(replace(one, name="A", epoch_utc="2024-06-06T00:00:00.000"))
    True
    >>> fingerprint(one) == fingerprint(replace(one, raan_deg=10.0001))
    False
    """
    epoch = e.epoch_utc.rstrip("0").rstrip(".") if "." in e.epoch_utc else e.epoch_utc
    figures = (
        e.catalog_number,
        epoch,
        e.mean_motion_rev_day,
        e.eccentricity,
        e.inclination_deg,
        e.raan_deg,
        e.arg_perigee_deg,
        e.mean_anomaly_deg,
        e.bstar,
    )
    digest = hashlib.blake2b(repr(figures).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def table_of(elements: Sequence[ElementSet], *, origin: str, received_utc: str, commit: int) -> Any:
    """Arrow table of element sets; columns of the record, and where and when each set came from."""
    pa = arrow()
    count = len(elements)
    columns = {name: [getattr(e, name) for e in elements] for name in RECORD}
    made = {
        name: pa.array(values, pa.int64())
        if name in _WHOLE
        else pa.array(values, pa.float64())
        if name in _FIGURES
        else pa.array(values, pa.string())
        for name, values in columns.items()
    }
    made["epoch_us"] = pa.array(epoch_us(as_epochs(elements)))
    made["fingerprint"] = pa.array([fingerprint(e) for e in elements], pa.int64())
    made["origin"] = pa.array([origin] * count, pa.string())
    made["received_utc"] = pa.array([received_utc] * count, pa.string())
    made["commit"] = pa.array([commit] * count, pa.int64())
    return pa.table(made)


def elements_of(table: Any) -> list[ElementSet]:
    """Element sets of a table: what went in, and `source` says where each came from."""
    columns = {name: table.column(name).to_pylist() for name in RECORD}
    columns["source"] = table.column("origin").to_pylist()
    return unchecked_many(columns, table.num_rows)


def packed(table: Any) -> bytes:
    """Bytes of a Parquet file: by object and epoch, zstd, a checksum on every page."""
    sink = io.BytesIO()
    import_module("pyarrow.parquet").write_table(
        table.sort_by([("catalog_number", "ascending"), ("epoch_us", "ascending")]),
        sink,
        compression="zstd",
        row_group_size=GROUP_ROWS,
        write_page_checksum=True,
        write_statistics=["catalog_number"],
    )
    return sink.getvalue()


def unpacked(path: Path, columns: Sequence[str] | None = None, number: int | None = None) -> Any:
    """Table of a Parquet file, or of those of its rows that may be of one object.

    Raises
    ------
    OSError, ValueError
        If the file is damaged (pyarrow's errors are of these kinds).
    """
    parquet = import_module("pyarrow.parquet")
    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        if number is None:
            return file.read(columns)
        groups = []
        for k in range(file.metadata.num_row_groups):
            about = file.metadata.row_group(k).column(0).statistics
            if about is None or about.min <= number <= about.max:
                groups.append(k)
        table = file.read_row_groups(groups, columns)
    compute = import_module("pyarrow.compute")
    return table.filter(compute.equal(table.column("catalog_number"), number))
