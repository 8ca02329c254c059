"""The published JSON Schema of a study is the one the program checks with."""

import json
from pathlib import Path

from visviva.assessment.study import study_schema

KEPT = Path(__file__).resolve().parents[2] / "docs" / "schema" / "study.schema.json"


def test_the_published_schema_is_current() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept == study_schema(), "run: visviva assess --schema > docs/schema/study.schema.json"
