"""The list of facts without reading them: kind, slug, names, spellings and status by file.

A folder of facts may hold ``index.json``, written by ``python -m visviva.data.catalogue_index``. A
file that is not in it, or whose size is another, is read itself, so that a stale index is never
wrong about a file that was changed in length; a test holds the bundled one to its files.
"""

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any, Literal

FactKind = Literal["site", "vehicle", "ship", "station", "satellite", "camera"]
KINDS: tuple[FactKind, ...] = ("site", "vehicle", "ship", "station", "satellite", "camera")
BUNDLED = Path(__file__).parent / "facts"
INDEX = "index.json"


def read_head(path: Path) -> dict[str, Any]:
    """Slug, names, spellings and status of a fact file, which is not checked."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    names, aliases = raw.get("names", {}), raw.get("aliases", {})
    spellings = [*names.values(), *(a for group in aliases.values() for a in group)]
    return {
        "slug": raw["slug"],
        "names": names,
        "spellings": list(dict.fromkeys(spellings)),
        "status": raw.get("status", "active"),
        "gcat": aliases.get("gcat", []),
        "country": raw.get("country", ""),
        "sites": raw.get("sites", []),
        "heaviest_kg": _heaviest(raw),
    }


def _heaviest(raw: dict[str, Any]) -> float:
    """Heaviest payload of a launcher's rows, kg; 0 where it has none."""
    return max((row["payload_kg"].get("value", 0.0) for row in raw.get("payloads", [])), default=0)


def heads(
    folder: Path, kinds: tuple[FactKind, ...] = KINDS
) -> list[tuple[FactKind, Path, dict[str, Any]]]:
    """Kind, path and head of every fact of a folder, sorted by kind and file name."""
    index = _stored(folder)
    found = []
    for kind in kinds:
        for name, size in _files(folder / f"{kind}s"):
            path = folder / f"{kind}s" / name
            head = index.get(f"{kind}s/{name}")
            if head is None or head["size"] != size:
                head = read_head(path)
            found.append((kind, path, head))
    return found


def write_index(folder: Path, kinds: tuple[FactKind, ...] = KINDS) -> None:
    """Write the index of a folder of facts."""
    rows = {
        f"{kind}s/{name}": {"size": size, **read_head(folder / f"{kind}s" / name)}
        for kind in kinds
        for name, size in _files(folder / f"{kind}s")
    }
    lines = [
        f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items()
    ]
    (folder / INDEX).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _stored(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        stored: dict[str, dict[str, Any]] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return stored


def _files(folder: Path) -> list[tuple[str, int]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        files = [(e.name, e.stat().st_size) for e in found if e.name.endswith(".toml")]
    return sorted(files)


if __name__ == "__main__":
    write_index(Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED)
