"""From the outcomes of checks to a verdict: which decides, with what probability."""

from typing import Any

import numpy as np

from visviva.assessment.decide import decide
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.errors import (
    VisvivaError,
)


def check(name: str, outcome: Outcome | VisvivaError, **more: Any) -> Check:
    def answer(case: Any, drawn: SampledInputs, found: Found) -> Outcome:
        if isinstance(outcome, VisvivaError):
            raise outcome
        return outcome

    texts = {"en": {"question": f"{name}?", "summary": f"{name}.", "method": "none"}}
    return Check(name, answer, texts, **more)


def outcome_of(margin: list[float], verdict: Any = "marginal", **more: Any) -> Outcome:
    return Outcome(verdict, margin=np.array(margin), **more)


def decided(**outcomes: Outcome) -> Any:
    return decide([(name, o, check(name, o)) for name, o in outcomes.items()])


def test_the_probability_is_the_share_of_samples_in_which_every_margin_holds() -> None:
    # Three samples of four hold each, two hold both.
    found = decided(one=outcome_of([1, 1, -1, 1]), two=outcome_of([-1, 1, 1, 1]))
    assert found.probability == 0.5


def test_the_least_probable_check_decides_in_its_own_unit() -> None:
    found = decided(
        fuel=outcome_of([1, 1, 1, -1]), mass=outcome_of([1, -1, -1, -1], margin_unit="kg")
    )
    assert (found.deciding, found.margin_unit) == ("mass", "kg")


def test_a_check_that_does_not_mate_lowers_the_verdict_but_not_the_probability() -> None:
    found = decided(fuel=outcome_of([1, 1, 1, 1], "yes"), ports=Outcome("marginal"))
    assert (found.verdict, found.probability, found.deciding) == ("marginal", 1.0, "fuel")
    assert found.headline == "ports."


def test_a_no_stands_though_another_check_is_unknown() -> None:
    found = decided(fuel=outcome_of([-1, -1, -1, -1], "no"), ports=Outcome("unknown"))
    assert found.verdict == "no"


def test_a_check_that_stands_aside_does_not_count() -> None:
    found = decided(fuel=outcome_of([1, 1, 1, 1], "yes"), ports=Outcome("unknown", counts=False))
    assert found.verdict == "yes"
