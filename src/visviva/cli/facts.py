"""`visviva facts`: what the catalogue holds.

And every figure of one fact with where it came from.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visviva.cli.headings import cell_in
from visviva.cli.language import told
from visviva.cli.output import CsvFlag, JsonFlag, LangOption, check_language, emit, print_table, say
from visviva.cli.sentences.facts import SAY

if TYPE_CHECKING:
    from visviva.data.schema.common import Fact

SCHEMA = "visviva.facts/1"
COLUMNS = ("field", "value", "unit", "low", "high", "kind", "how_known", "as_of", "source", "note")


def facts(
    name: Annotated[
        str | None, typer.Argument(help="Slug, alias in any language, or a TOML file of your own.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="site, vehicle, ship, station or satellite.")
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    lang: LangOption = "en",
    schema: Annotated[
        str | None, typer.Option(help="Print the JSON Schema of a kind of fact file.")
    ] = None,
) -> None:
    """List the facts, or show every figure of one with its source, date and spread."""
    from visviva.data.catalogue import Catalogue, read_kind

    check_language(lang)
    catalogue = Catalogue.bundled()
    if schema is not None:
        from visviva.data.json_schema import schema_text

        print(schema_text(read_kind(schema)), end="")
        return
    wanted = read_kind(kind) if kind is not None else None
    if name is None:
        rows = [
            {"kind": e.kind, "slug": e.slug, "title": e.name_in(lang)}
            for e in catalogue.entries(wanted)
        ]
        emit(
            {"schema": SCHEMA, "kind": wanted, "facts": rows},
            rows="facts",
            as_json=as_json,
            as_csv=as_csv,
        )
        return
    fact = catalogue.get(wanted, name) if wanted else catalogue.find(name)
    emit(
        fact_record(fact, lang),
        rows="figures",
        as_json=as_json,
        as_csv=as_csv,
        columns=COLUMNS,
        table=lambda: _show(fact, lang),
    )


def fact_record(fact: "Fact", lang: str = "en") -> dict[str, Any]:
    """One fact as the JSON object of `visviva facts NAME --json`."""
    return {
        "schema": SCHEMA,
        "kind": kind_of(fact),
        "slug": fact.slug,
        "title": fact.name_in(lang),
        "names": dict(fact.names),
        "aliases": {language: list(spellings) for language, spellings in fact.aliases.items()},
        "figures": list(figure_rows(fact)),
        "stated": [_plain(row.model_dump()) for row in fact.stated],
        "open": list(fact.open),
        "other": _plain(_without_figures(fact)),
    }


def figure_rows(fact: "Fact") -> Iterable[dict[str, Any]]:
    """Every figure of a fact as a flat row with the keys of `COLUMNS`."""
    from visviva.data.schema.figure import unit_of

    for path, figure in fact.figures():
        yield {
            "field": path,
            "value": figure.value,
            "unit": unit_of(path),
            "low": figure.low,
            "high": figure.high,
            "kind": figure.kind,
            "how_known": figure.how_known,
            "as_of": figure.as_of.isoformat(),
            "source": figure.source,
            "note": figure.note,
        }


def kind_of(fact: "Fact") -> str:
    """Kind of a fact, as in its file."""
    return str(getattr(fact, "kind", ""))


def _show(fact: "Fact", lang: str) -> None:
    """A fact for a person: figures with numbered sources, the rest below.

    Then what is stated and what is open.
    """
    sources: dict[str, int] = {}

    def mark(source: str) -> str:
        return f"[{sources.setdefault(source, len(sources) + 1)}]"

    rows = list(figure_rows(fact))
    shown = [
        {
            "figure": row["field"],
            "value": f"{row['value']:.7g} {row['unit']}".strip(),
            "low to high": "exact" if row["kind"] == "exact" else _range(row, lang),
            "known": row["how_known"],
            "as of": row["as_of"],
            "source": mark(_cited(row)),
        }
        for row in rows
    ]
    print_table(shown, title=f"{fact.name_in(lang)} ({cell_in(kind_of(fact), lang)} {fact.slug})")
    for place, value, source in _flat(_plain(_without_figures(fact))):
        say(f"{place}: {value} {mark(source)}" if source else f"{place}: {value}")
    for text, number in sources.items():
        say(f"[{number}] {text}")
    for row in fact.stated:
        cited = {"text": row.text, "who": row.said_by, "source": row.source}
        say(SAY("stated", **cited, day=str(row.as_of)))
    for question in fact.open:
        say(SAY("open", question=question))
    if any(row["how_known"] == "recalled" for row in rows):
        say(SAY("recalled"))


def _range(row: Mapping[str, Any], lang: str) -> str:
    """Low and high in words."""
    low, high = (cell_in(f"{row[end]:.7g}", lang) for end in ("low", "high"))
    return told(SAY("range", low=low, high=high))


def _cited(row: Mapping[str, Any]) -> str:
    return f"{row['source']} ({row['note']})" if row["note"] else str(row["source"])


def _without_figures(fact: "Fact") -> dict[str, Any]:
    """What a fact holds besides its figures: corridors, ports, stage roles."""
    dumped = fact.model_dump(
        exclude={
            "slug",
            "names",
            "aliases",
            "stated",
            "open",
            "kind",
            "source",
            "as_of",
            "how_known",
            "spread",
            "note",
        },
        exclude_defaults=True,
    )
    return {k: kept for k, v in dumped.items() if (kept := _drop_figures(v)) not in (None, {}, [])}


def _drop_figures(value: Any) -> Any:
    if isinstance(value, dict):
        if {"value", "low", "high"} <= value.keys():
            return None
        return {
            k: kept for k, v in value.items() if (kept := _drop_figures(v)) not in (None, {}, [])
        }
    if isinstance(value, tuple | list):
        return [_drop_figures(entry) for entry in value]
    return value


def _plain(value: Any) -> Any:
    """`value` with dates as ISO text, so that JSON can carry it."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _flat(value: Any, place: str = "", source: str = "") -> Iterable[tuple[str, str, str]]:
    """Leaves of a plain value with place and source; rows that carry a key are named by it."""
    if isinstance(value, dict):
        source = value.get("source", source)
        for name, entry in value.items():
            if name not in ("key", "source", "as_of", "how_known", "spread"):
                yield from _flat(entry, f"{place}.{name}".lstrip("."), source)
    elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        for number, entry in enumerate(value):
            named = entry.get("key", number) if isinstance(entry, dict) else number
            yield from _flat(entry, f"{place}.{named}", source)
    else:
        yield place, ", ".join(map(str, value)) if isinstance(value, list) else str(value), source
