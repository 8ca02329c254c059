"""Chunks of a sweep on the disk: one Parquet file each, whole or not there, to the last bit."""

import os
import uuid
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.errors import InputError, MissingExtraError

#: What a folder is of.
MARK: Final = "plan.txt"


def open_folder(path: Path, key: str) -> Path:
    """The folder of a sweep's chunks, made where it is not there.

    Raises
    ------
    InputError
        If it is of another sweep, or cannot be written.
    MissingExtraError
        Where pyarrow is not installed.
    """
    _parquet()
    mark = path / MARK
    try:
        path.mkdir(parents=True, exist_ok=True)
        if mark.exists() and mark.read_text(encoding="utf-8").strip() != key:
            raise InputError(
                "the checkpoint is of another sweep: what it was asked differs",
                advice="give an empty folder",
                place=str(path),
            )
        for part in path.glob(".*.part"):  # of a run that was killed
            part.unlink()
        mark.write_text(key + "\n", encoding="utf-8")
    except OSError as err:
        raise _unusable(path, err) from err
    return path


def chunk_file(folder: Path, number: int) -> Path:
    """The file of a chunk."""
    return folder / f"chunk-{number:06d}.parquet"


def save_chunk(path: Path, columns: Mapping[str, Any]) -> None:
    """Write a chunk whole or not at all.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    pa = import_module("pyarrow")
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    try:
        # No dictionary: a column is bits in a row, whatever they are.
        _parquet().write_table(
            table, part, compression="zstd", use_dictionary=False, write_page_checksum=True
        )
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as err:
        with suppress(OSError):
            part.unlink()
        raise _unusable(path.parent, err) from err


def read_chunk(path: Path) -> dict[str, Any] | None:
    """Columns of a chunk; None where there is none, or it is damaged: it is done again then."""
    try:
        with _parquet().ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        with suppress(OSError):
            path.unlink()
        return None
    return {name: _plain(table.column(name)) for name in table.column_names}


def _plain(column: Any) -> Any:
    """Numbers as an array, anything else as a list."""
    types = import_module("pyarrow").types
    if column.null_count or not (types.is_floating(column.type) or types.is_integer(column.type)):
        values = column.to_pylist()
        return np.array(values) if types.is_boolean(column.type) else values
    return column.to_numpy()


def _parquet() -> Any:
    try:
        return import_module("pyarrow.parquet")
    except ImportError as err:
        raise MissingExtraError(
            "a checkpoint needs pyarrow, which is not installed",
            advice="pip install 'visviva[store]'",
        ) from err


def _unusable(path: Path, err: OSError) -> InputError:
    return InputError(
        f"the checkpoint cannot be written ({err.strerror or err})",
        advice="free the disk, or give another folder; what is done is kept",
        place=str(path),
    )
