"""Element sets as rows of a table, and back, to the last digit.

A row is what was published: figures as doubles, texts, and the epoch as microseconds, how far UTC
stood from them and how many digits its text had. An epoch that does not come back from those to
the letter (a leap second, a seventh digit) carries its text. `visviva.data.store_parquet` says how
rows lie in a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from typing import Any, Final

import numpy as np

from visviva.core.time import Epoch
from visviva.errors import MissingExtraError
from visviva.orbit.gp import ElementSet, as_epochs
from visviva.orbit.gp.record import unchecked_many

WHOLE: Final = ("catalog_number", "ephemeris_type", "element_set_no", "rev_at_epoch")
FIGURES: Final = (
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
#: Fields that are texts; the epoch has columns of its own, `source` and `line` are told by commit.
TEXT_FIELDS: Final = tuple(
    f.name
    for f in fields(ElementSet)
    if f.name not in (*WHOLE, *FIGURES, "epoch_utc", "source", "line")
)
#: The epoch: microseconds on the continuous scale, UTC less those, digits of its seconds; its text
#: where these do not give it back.
EPOCH: Final = ("epoch_us", "utc_shift_us", "epoch_digits", "epoch_text")
COLUMNS: Final = (*WHOLE, *EPOCH, *FIGURES, *TEXT_FIELDS, "commit")
#: Figures that make the orbit: two sets of one object and epoch that agree in these are one.
ORBIT: Final = FIGURES[:7]
_J2000: Final = "2000-01-01T00:00:00Z"
_UNIX_2000: Final = np.datetime64("2000-01-01T00:00:00", "us")


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


def arrow_type(name: str) -> Any:
    """Type of a column."""
    pa = arrow()
    if name in FIGURES:
        return pa.float64()
    if name in TEXT_FIELDS or name == "epoch_text":
        return pa.string()
    return pa.int64()


def epoch_us(epochs: Epoch) -> Any:
    """Microseconds since 2000-01-01 on the continuous scale, int64: what rows are ordered by."""
    seconds = np.asarray(epochs - Epoch.parse(_J2000), dtype=np.float64)
    return np.rint(seconds * 1e6).astype(np.int64)


def table_of(elements: Sequence[ElementSet], *, commit: int) -> Any:
    """Arrow table of element sets, with the number of the commit that brought them."""
    pa = arrow()
    columns: dict[str, Any] = {
        name: pa.array([getattr(e, name) for e in elements], arrow_type(name))
        for name in (*WHOLE, *FIGURES, *TEXT_FIELDS)
    }
    columns |= epoch_columns([e.epoch_utc for e in elements], epoch_us(as_epochs(elements)))
    columns["commit"] = pa.array(np.full(len(elements), commit, dtype=np.int64))
    return pa.table({name: columns[name] for name in COLUMNS})


def epoch_columns(texts: Sequence[str], stamps: Any) -> dict[str, Any]:
    """Columns of epochs, from their texts and their microseconds."""
    pa = arrow()
    digits = np.array([max(len(text) - 20, 0) for text in texts], dtype=np.int64)
    try:
        utc = (np.array(texts, dtype="datetime64[us]") - _UNIX_2000).astype(np.int64)
    except ValueError:  # a leap second, or some other text that numpy does not read
        utc = np.array([_microseconds(text) for text in texts], dtype=np.int64)
    shift = utc - stamps
    again = _texts(stamps, shift, np.minimum(digits, 6))
    plain = np.array([a == b for a, b in zip(again, texts, strict=True)], dtype=bool)
    kept = [None if fits else text for fits, text in zip(plain, texts, strict=True)]
    return {
        "epoch_us": pa.array(stamps),
        "utc_shift_us": pa.array(np.where(plain, shift, 0)),
        "epoch_digits": pa.array(np.where(plain, digits, 0)),
        "epoch_text": pa.array(kept, pa.string()),
    }


def _microseconds(text: str) -> int:
    try:
        return int((np.datetime64(text, "us") - _UNIX_2000).astype(np.int64))
    except ValueError:
        return 0


def _texts(stamps: Any, shift: Any, digits: Any) -> list[str]:
    """Texts of epochs, each with its digits."""
    moments = _UNIX_2000 + (stamps + shift).astype("timedelta64[us]")
    whole = np.datetime_as_string(moments, unit="us").tolist()
    ends = np.where(digits == 0, 19, 20 + digits).tolist()
    return [text[:end] for text, end in zip(whole, ends, strict=True)]


def epoch_texts(table: Any) -> list[str]:
    """Epochs of a table as they were published."""
    stamps, shift, digits = (table.column(name).to_numpy() for name in EPOCH[:3])
    made = _texts(stamps, shift, digits)
    column = table.column("epoch_text")
    if column.null_count == len(made):
        return made
    return [a if b is None else b for a, b in zip(made, column.to_pylist(), strict=True)]


def elements_of(table: Any, sources: Mapping[int, str]) -> list[ElementSet]:
    """Element sets of a table: what went in; `sources` says by commit where each came from."""
    columns = {name: table.column(name).to_pylist() for name in (*WHOLE, *FIGURES, *TEXT_FIELDS)}
    columns["epoch_utc"] = epoch_texts(table)
    columns["source"] = [sources.get(k, "") for k in table.column("commit").to_pylist()]
    return unchecked_many(columns, table.num_rows)


def keys_of(table: Any) -> Any:
    """64 bits of object, epoch and orbit, the last of which says whether the set has a name.

    Two sets that agree in those are one, under whatever name and in whatever form they came.
    """
    mixed = np.zeros(table.num_rows, dtype=np.uint64)
    for name in ("catalog_number", "epoch_us", *ORBIT):
        values = table.column(name).to_numpy()
        if name in ORBIT:
            values = values + 0.0  # the two zeros are one figure
        mixed = _mixed(mixed ^ np.ascontiguousarray(values).view(np.uint64))
    compute = import_module("pyarrow.compute")
    named = compute.not_equal(table.column("name"), "").to_numpy().astype(np.int64)
    return (mixed.view(np.int64) & ~np.int64(1)) | named


def _mixed(bits: Any) -> Any:
    """Each number spread over 64 bits (Steele, Lea and Flood 2014, SplitMix64)."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
