"""JSON Schema of the fact files, so that an editor completes and checks a user's own."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from visviva.data.catalogue_read import MODELS

_INHERITABLE = {"source", "as_of", "how_known"}


def json_schema(kind: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a fact file of `kind`.

    What a file may leave out because it is handed down (source, as_of, how_known) or worked out
    (low, high of a ``spread``) is not required here; loading checks the rest.
    """
    schema = MODELS[kind].model_json_schema(mode="validation")
    figure = schema["$defs"]["Figure"]
    figure["properties"]["spread"] = {
        "description": 'Percentage such as "2%", or a half width in the unit of the field.',
        "anyOf": [{"type": "string"}, {"type": "number"}],
    }
    figure["required"] = []
    figure["anyOf"] = [{"required": ["value"]}, {"required": ["low", "high"]}]
    for part in (schema, *schema["$defs"].values()):
        if "required" in part:
            part["required"] = [name for name in part["required"] if name not in _INHERITABLE]
    schema["required"] = sorted({*schema["required"], "kind"})
    schema["properties"]["defaults"] = {
        "description": "Handed down to every table and figure of the file.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: dict(figure["properties"][name]) for name in (*sorted(_INHERITABLE), "spread")
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"visviva fact: {kind}",
        **{name: value for name, value in schema.items() if name != "title"},
        "examples": [example_of(kind)],
    }


def example_of(kind: str) -> dict[str, Any]:
    """The shortest fact of `kind` that ships, as its file says it."""
    from visviva.data.catalogue import Catalogue

    entries = [entry for entry in Catalogue.bundled().entries() if entry.kind == kind]
    return plain_toml(min((e.path for e in entries), key=lambda path: path.stat().st_size))


def plain_toml(path: Any) -> dict[str, Any]:
    """A TOML file as JSON can hold it: dates as their text."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return dict(json.loads(json.dumps(read, default=lambda value: value.isoformat())))


def schema_text(kind: str) -> str:
    """The schema as the text of its published file."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_all(folder: Path) -> None:
    """Write one schema file per kind of fact into `folder`.

    ``python -m visviva.data.json_schema docs/schema``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for kind in MODELS:
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
