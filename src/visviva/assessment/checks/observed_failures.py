"""How often do flights with that number fail? Counted from flights, apart from this failure.

Limits: those of `visviva.data.record.experience`: shares over all types since 1990; they know
nothing of this rocket, and say how likely a failure was, never which.
"""

from visviva.assessment.models.failure_case import FailureCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.data import record

TEXTS = {
    "en": {
        "question": "How often does such a flight fail?",
        "summary": "It was flight {number} of its type: {share} % of such flights failed. First, "
        "second and third flights failed {first}, {second} and {third} % of the time.",
        "method": "counted from the launch list: the n-th flight of all types since 1990",
    },
    "fr": {
        "question": "Quelle part de tels vols échoue\u202f?",
        "summary": "C’était le vol n° {number} de son type\u00a0: {share} % de ces vols ont échoué"
        ". Les premiers, deuxièmes et troisièmes vols ont échoué dans {first}, {second} et "
        "{third} % des cas.",
        "method": "compté sur la liste des lancements\u00a0: n-ième vol de tous les types depuis "
        "1990",
    },
    "ko": {
        "question": "이런 비행은 얼마나 자주 실패하는가?",
        "summary": "그 기종의 {number}번째 비행: 이런 비행의 {share} %가 실패했다. 첫 번째, "
        "두 번째, 세 번째 비행은 각각 {first}, {second}, {third} % 실패했다.",
        "method": "발사 목록에서 셈: 1990년 이후 모든 기종의 n번째 비행",
    },
}


def answer(case: FailureCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Failure share of flights with the stated number, per cent."""
    number = case.section.flight_number
    if number is None:
        return None
    share, first, second, third = (100.0 * record.experience(n) for n in (number, 1, 2, 3))
    return Outcome(
        "unknown",
        {
            "number": (number, 0),
            "share": (share, 0),
            "first": (first, 0),
            "second": (second, 0),
            "third": (third, 0),
        },
        value=share,
        unit="%",
        sources=(record.source(),),
    )


CHECK = Check("observed-failures", answer, TEXTS)
