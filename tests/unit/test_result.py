"""Results offer the same views of the same rows, and escape what they show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from visviva.core.result import SHOWN_ROWS, Result


@dataclass(frozen=True, slots=True, repr=False)
class Heights(Result):
    """A result of the tests."""

    SCHEMA = "visviva.heights/1"
    ROWS = "heights"
    count: int

    def rows(self) -> Sequence[Mapping[str, Any]]:
        return [{"name": f"<{k}>", "altitude_km": float(k)} for k in range(self.count)]

    def head(self) -> Mapping[str, Any]:
        return {"count": self.count}


def test_the_json_object_names_its_schema_and_carries_head_and_rows() -> None:
    assert Heights(1).to_dict() == {
        "schema": "visviva.heights/1",
        "count": 1,
        "heights": [{"name": "<0>", "altitude_km": 0.0}],
    }


def test_arrow_reads_the_rows_through_the_capsule() -> None:
    table = pa.table(Heights(3))
    assert table.to_pylist() == [dict(row) for row in Heights(3).rows()]


def test_a_notebook_sees_escaped_text_and_how_many_rows_are_left_out() -> None:
    page = Heights(SHOWN_ROWS + 2)._repr_html_()
    assert "&lt;0&gt;" in page
    assert "<0>" not in page
    assert "and 2 more rows" in page


def test_the_repr_is_short() -> None:
    assert repr(Heights(1)) == "<Heights: 1 row>"
    assert repr(Heights(2)) == "<Heights: 2 rows>"
