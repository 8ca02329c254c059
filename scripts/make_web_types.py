"""Write `web/src/openapi.ts`: the interface's types for the page, from its OpenAPI description.

`python scripts/make_web_types.py`; a test says when it is to be run again.
"""

import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "web" / "src" / "openapi.ts"
HEAD = (
    "/** The types of the interface, written by scripts/make_web_types.py from its OpenAPI. */\n"
    "/* eslint-disable */\n"
)
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def type_of(schema: dict[str, Any]) -> str:
    """A JSON Schema as a TypeScript type.

    >>> type_of({"anyOf": [{"type": "array", "items": {"type": "number"}}, {"type": "null"}]})
    'number[] | null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "anyOf" in schema or "oneOf" in schema:
        return " | ".join(type_of(one) for one in schema.get("anyOf") or schema["oneOf"])
    if schema.get("type") == "array":
        inner = type_of(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if schema.get("type") == "object":
        # What commands answer is described by their own schemas, named in the answer.
        return "Record<string, any>"
    return _PLAIN.get(str(schema.get("type")), "any")


def types() -> str:
    """The file's text."""
    from visviva.web.app import create_app
    from visviva.web.jobs import Jobs

    parts = [HEAD]
    schemas = create_app(jobs=Jobs(0), prepare=False).openapi()["components"]["schemas"]
    for name, schema in sorted(schemas.items()):
        if schema.get("type") != "object":
            parts.append(f"export type {name} = {type_of(schema)};\n")
            continue
        lines = [f"export interface {name} {{"]
        needed = schema.get("required", ())
        for key, field in schema.get("properties", {}).items():
            if text := field.get("description"):
                lines.append(f"  /** {text} */")
            lines.append(f"  {key}{'' if key in needed else '?'}: {type_of(field)};")
        parts.append("\n".join([*lines, "}"]) + "\n")
    asked = [n for n, s in sorted(schemas.items()) if "command" in s.get("properties", {})]
    questions = [name for name in asked if name != "JobState"]
    union = "\n  | ".join(questions)
    parts.append(f"export type Question =\n  | {union};\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(types(), encoding="utf-8")
    print(TARGET, file=sys.stderr)
