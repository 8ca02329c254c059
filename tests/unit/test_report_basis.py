"""What the probability on a page is of."""

from dataclasses import replace

import pytest

from unit.report_cases import soyuz_tiangong
from visviva.report.basis import basis
from visviva.report.messages import catalogue


def test_a_verdict_that_the_record_settles_tells_the_chance_by_physics_alone() -> None:
    case = soyuz_tiangong()
    record = replace(case.findings[0], id="on-record", verdict="yes")
    shown = replace(case, findings=(*case.findings, record), verdict="yes", probability=0.3)
    assert "physics alone" in basis(shown, catalogue("en"))
    assert "physique seule" in basis(shown, catalogue("fr"))


@pytest.mark.parametrize(("verdict", "chance"), [("yes", 0.97), ("marginal", 0.3), ("no", 0.01)])
def test_a_verdict_of_physics_does_not(verdict: str, chance: float) -> None:
    case = soyuz_tiangong()
    record = replace(case.findings[0], id="on-record", verdict="yes")
    shown = replace(case, findings=(*case.findings, record), verdict=verdict, probability=chance)
    assert "physics" not in basis(shown, catalogue("en"))
