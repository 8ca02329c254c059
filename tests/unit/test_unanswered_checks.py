"""A check that could not be answered makes no fault in those after it, and no probability."""

import numpy as np
import pytest

from visviva.assessment.decide import decide
from visviva.assessment.protocol import Check, Outcome
from visviva.errors import VisvivaError

TEXTS = {"en": {"summary": "left"}}


def check(name: str) -> Check:
    return Check(name, lambda case, drawn, found: None, TEXTS, decides=True)


def test_a_check_after_an_unanswered_one_says_why() -> None:
    with pytest.raises(VisvivaError, match=r"rests on the answer to"):
        Outcome("unknown", summary="not answered: no fuel.").known()
    assert Outcome("yes", data=3).known() == 3


@pytest.mark.parametrize(
    ("verdict", "left", "probability"), [("yes", 5.0, None), ("no", -5.0, 0.0)]
)
def test_a_claim_with_an_unanswered_question_has_a_probability_only_where_it_fails(
    verdict: str, left: float, probability: float | None
) -> None:
    known = Outcome(verdict, margin=np.full(4, left))  # type: ignore[arg-type]
    found = decide([("a", known, check("a")), ("b", Outcome("unknown"), check("b"))])
    assert found.probability == probability
    assert found.verdict == ("no" if verdict == "no" else "unknown")
