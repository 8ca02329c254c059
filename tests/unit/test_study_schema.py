"""The published JSON Schema of a study is the one the program checks with."""

import json
from pathlib import Path

from visviva.assessment.study import study_schema

KEPT = Path(__file__).resolve().parents[2] / "docs" / "schema" / "study.schema.json"


def test_the_published_schema_is_current() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept == study_schema(), "run: visviva assess --schema > docs/schema/study.schema.json"


def test_a_schema_shows_a_file_that_it_accepts() -> None:
    from visviva.assessment.study import study_names
    from visviva.data.json_schema import MODELS, json_schema

    shown = study_schema()["examples"]
    assert [one["study"]["name"] for one in shown] == ["soyuz-tiangong", "malligyong-alive"]
    assert {one["study"]["name"] for one in shown} <= set(study_names())
    for kind in MODELS:
        (example,) = json_schema(kind)["examples"]
        assert example["kind"] == kind
