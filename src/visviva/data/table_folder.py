"""Keeping fetched tables: a file aside, then the index by one rename, as the store does it.

What was there before stays until the new one counts; files that no index names are swept.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from visviva.core.fresh_tables import INDEX, VERSION, FreshTable, tables_root
from visviva.core.time import Epoch
from visviva.data.feeds.tables import Table
from visviva.data.store_files import cannot_write, locked, sync_folder, write_whole
from visviva.errors import DataMissingError, InputError


def keep_table(table: Table, *, source: str, licence: str) -> FreshTable:
    """Keep a table in place of the one of its name.

    Raises
    ------
    InputError
        If the folder cannot be written, or its index is of a later version.
    DataMissingError
        If the table is older than the one that is kept.
    """
    root = tables_root()
    with locked(root / "lock"):
        kept = _kept()
        before = kept.get(table.name)
        if before is not None and before.as_of > table.as_of:
            raise DataMissingError(
                f"the answer is of {table.as_of}, older than the table kept, of {before.as_of}",
                place=source,
            )
        made = FreshTable(
            name=table.name,
            file=f"{uuid.uuid4().hex[:12]}-{table.file}",
            as_of=table.as_of,
            source=source,
            received_utc=Epoch.now().iso(0),
            licence=licence,
            sha256=hashlib.sha256(table.content).hexdigest(),
        )
        rows: dict[str, Any] = {**kept, table.name: made}
        plain = {
            name: {key: value for key, value in asdict(row).items() if key != "name"}
            for name, row in rows.items()
        }
        text = json.dumps({"version": VERSION, "tables": plain}, indent=1)
        try:
            write_whole(root / made.file, table.content)
            write_whole(root / INDEX, text.encode())
            sync_folder(root)
        except OSError as err:
            with suppress(OSError):
                (root / made.file).unlink()
            raise cannot_write(root, err) from err
        _sweep({row.file for row in rows.values()})
    return made


def _kept() -> Mapping[str, FreshTable]:
    path = tables_root() / INDEX
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["version"] > VERSION:
            raise InputError(
                f"tables of version {raw['version']}; this program knows up to {VERSION}",
                advice="update visviva, or set VISVIVA_STORE to another folder",
                place=str(path),
            )
        return {name: FreshTable(name=name, **row) for name, row in raw["tables"].items()}
    return {}


def _sweep(kept: set[str]) -> None:
    """Remove files of tables that were replaced, and what a killed run left."""
    for path in tables_root().iterdir():
        if path.name not in (*kept, INDEX, "lock"):
            with suppress(OSError):
                path.unlink()
