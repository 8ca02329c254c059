"""How long can the ship fly on its own?

Limits: a published figure, not computed.
"""

from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.numerals import as_written
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "question": "How long can the ship fly on its own?",
        "summary": "{ship} flies {days} days ({low} to {high}) on its own; the claim names no "
        "duration.",
        "method": "published figure, not computed",
        "ship": "the ship",
    },
    "fr": {
        "question": "Combien de temps le vaisseau peut-il voler seul\u202f?",
        "summary": "{ship} vole seul {days} jours ({low} à {high})\u202f; l’affirmation ne donne "
        "pas de durée.",
        "method": "chiffre publié, non calculé",
        "ship": "le vaisseau",
    },
    "ko": {
        "question": "우주선이 단독으로 얼마나 오래 비행할 수 있는가?",
        "summary": "{ship}은(는) 단독으로 {days}일({low}~{high}) 비행한다. 주장에는 기간이 없다.",
        "method": "공개된 수치이며 계산하지 않음",
        "ship": "우주선",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """The published time of free flight; asked only where the crew comes back by itself."""
    days = case.figure("spacecraft", "free_flight_days")
    if days is None:
        return None
    return Outcome(
        "unknown",
        {
            "ship": case.craft.names if case.craft else say("ship"),
            "days": as_written(days.value),
            "low": as_written(days.low),
            "high": as_written(days.high),
        },
        value=days.value,
        unit="d",
        interval_90=Interval(days.low, days.high),
        sources=(days.source,),
    )


CHECK = Check("free-flight", answer, TEXTS, asked_by=("target.returns",))
