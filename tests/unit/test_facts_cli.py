"""`visviva facts` on the command line, and the published JSON Schema."""

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from visviva.cli.facts import COLUMNS, SCHEMA, facts
from visviva.data.catalogue import KINDS, Catalogue
from visviva.data.json_schema import json_schema, write_all
from visviva.errors import InputError, UnknownNameError

APP = typer.Typer()
APP.command()(facts)
SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"


def ran(*arguments: str) -> str:
    result = CliRunner().invoke(APP, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_every_fact() -> None:
    rows = json.loads(ran("--json"))
    assert rows["schema"] == SCHEMA
    assert [row["slug"] for row in rows["facts"]] == list(Catalogue.bundled().names())
    assert "vostochny" in ran()
    kinds = [row["kind"] for row in csv.DictReader(io.StringIO(ran("--csv", "--kind", "ships")))]
    assert kinds == ["ship"] * len(Catalogue.bundled().names("ship"))


@pytest.mark.parametrize("name", Catalogue.bundled().names())
def test_one_fact_as_json_shows_source_date_spread_and_way_of_every_figure(name: str) -> None:
    fact = json.loads(ran(name, "--json"))
    assert fact["slug"] == name
    assert fact["figures"]
    for row in fact["figures"]:
        assert set(row) == set(COLUMNS)
        assert row["source"]
        assert row["as_of"]
        assert row["low"] <= row["value"] <= row["high"]


def test_one_fact_as_a_table_shows_its_sources_and_what_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    text = ran("Soyouz MS")
    for words in ("7080 kg", "7000 to 7290", "[1] ", "Open: ", "probe-and-cone"):
        assert words in text
    assert "leads, not references" in ran("unha-3")
    assert "outside physics" in ran("iss")


def test_names_are_shown_in_the_language_asked_for() -> None:
    assert "보스토치니" in ran("--kind", "site", "--lang", "ko")
    assert json.loads(ran("baikonur", "--json", "--lang", "fr"))["title"] == "Baïkonour"
    with pytest.raises(InputError, match="no language"):
        ran("--lang", "xx")


def test_csv_of_a_fact_has_one_row_a_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(ran("soyuz-ms", "--csv"))))
    assert rows[0]["field"] == "mass_kg"
    assert rows[0]["unit"] == "kg"


def test_a_wrong_name_and_two_formats_are_input_errors() -> None:
    with pytest.raises(UnknownNameError, match="vostochny"):
        ran("vostochnx")
    with pytest.raises(InputError, match="both --json and --csv"):
        ran("iss", "--json", "--csv")


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_current(kind: str, tmp_path: Path) -> None:
    write_all(tmp_path)
    name = f"{kind}.schema.json"
    fresh = (tmp_path / name).read_text(encoding="utf-8")
    assert (SCHEMAS / name).read_text(encoding="utf-8") == fresh, (
        "run python -m visviva.data.json_schema docs/schema"
    )
    assert json.loads(ran("--schema", kind)) == json.loads(fresh)


def test_the_schema_asks_for_no_source_that_a_table_may_hand_down() -> None:
    schema = json_schema("vehicle")
    assert "source" not in schema["$defs"]["PayloadRow"]["required"]
    assert "dry_mass_kg" in schema["$defs"]["StageFact"]["required"]
    assert schema["additionalProperties"] is False
