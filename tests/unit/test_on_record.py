"""What is on record stands beside physics; it settles what it shows and nothing else."""

from typing import Any

import numpy as np
import pytest

from visviva.assessment.answer import Verdict
from visviva.assessment.decide import decide
from visviva.assessment.protocol import Check, Outcome
from visviva.assessment.run import assess
from visviva.assessment.study import load_study, with_settings

TEXTS = {"en": {"question": "?", "summary": "said of {what}"}}


def one(name: str, verdict: Verdict, *, decides: bool = True, **more: Any) -> Any:
    check = Check(name, lambda case, drawn, found: None, TEXTS, decides=decides)
    return name, Outcome(verdict, {"what": name}, **more), check


DOUBT = np.array([1.0, -1.0, 1.0, 1.0])
RECORD = one("record", "yes", decides=False, settles=("lift",))


def test_a_record_settles_what_physics_doubts_and_tells_its_probability_all_the_same() -> None:
    found = decide([one("lift", "marginal", margin=DOUBT), RECORD])
    assert (found.verdict, found.probability, found.deciding) == ("yes", 0.75, "lift")
    assert found.headline == "said of record"


def test_a_record_leaves_other_doubts_as_they_are() -> None:
    docking = one("docking", "marginal")
    found = decide([one("lift", "no", margin=-np.ones(4)), docking, RECORD])
    assert found.verdict == "marginal"
    assert found.headline == "said of docking"
    assert decide([docking, RECORD]).verdict == "marginal"


def test_without_a_record_or_with_one_that_knows_nothing_physics_decides() -> None:
    silent = one("record", "unknown", decides=False, settles=("lift",))
    assert decide([one("lift", "marginal", margin=DOUBT), silent]).verdict == "marginal"
    assert decide([one("lift", "marginal", margin=DOUBT)]).verdict == "marginal"


def findings(study: str, *settings: str) -> dict[str, Any]:
    answer = assess(
        with_settings(load_study(study), *settings), ascent=False, alternatives=False, samples=1000
    )
    return {finding.id: finding for finding in answer.findings} | {"answer": answer}


def test_the_satellite_that_is_catalogued_is_on_record() -> None:
    found = findings("chollima-malligyong")
    assert found["on-record"].verdict == "yes"
    assert "58400" in found["on-record"].summary
    assert found["answer"].verdict == "yes"


def test_the_same_satellite_elsewhere_is_not() -> None:
    found = findings("chollima-malligyong", "target.perigee_km=1493", "target.apogee_km=1512")
    assert found["on-record"].verdict == "unknown"


def test_a_failure_share_stands_apart_from_the_verdict() -> None:
    found = findings("chollima-malligyong")
    share = found["success-chance"]
    assert share.unit == "%"
    assert share.interval_90.low < share.value < share.interval_90.high
    assert share.value == pytest.approx(11.0, abs=4.0)
