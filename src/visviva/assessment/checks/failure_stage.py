"""Is the stage that is said to have failed the one that flies at that second?

Limits: burn times of the best ascent of the stages as known.
"""

from visviva.assessment.answer import Verdict
from visviva.assessment.models.failure_case import FailureCase
from visviva.assessment.models.failure_words import item_words
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "question": "Is that the stage which flies at that second?",
        "summary": "The {stage} burns from {start} to {end} s after lift-off; the failure is "
        "put at {at} s, to {known} s.",
        "method": "burn times of the best ascent",
    },
    "fr": {
        "question": "Est-ce bien l’étage qui vole à cette seconde\u202f?",
        "summary": "«\u00a0{stage}\u00a0» brûle de {start} à {end} s après le "
        "décollage\u202f; la panne est située à {at} s, à {known} s près.",
        "method": "durées de combustion de la meilleure ascension",
    },
    "ko": {
        "question": "그 시각에 비행하는 단이 맞는가?",
        "summary": "{stage}은(는) 발사 뒤 {start}~{end}초에 연소한다. 고장은 {at}초(±{known}초)로 "
        "알려져 있다.",
        "method": "최적 상승의 연소 시간",
    },
}


def answer(case: FailureCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Second of the failure beside the burn of the stage that is named, s."""
    section = case.section
    if section.stage is None or section.at_s is None or "fallen" not in found:
        return None
    ascent = found["fallen"].known().ascent
    start, end = 0.0, ascent.insertion
    for name, t in ascent.events:
        if name == f"{section.stage} burn-out":
            end = t
            break
        if name.endswith("burn-out"):
            start = t
    at, known = section.at_s, section.at_tolerance_s
    verdict: Verdict = "no"
    if start <= at <= end:
        verdict = "yes"
    elif start - known <= at <= end + known:
        verdict = "marginal"
    return Outcome(
        verdict,
        {
            "stage": item_words(section.stage),
            "start": (start, 0),
            "end": (end, 0),
            "at": (at, 0),
            "known": (known, 0),
        },
        value=at,
        unit="s",
        interval_90=Interval(at - known, at + known),
        limit=end,
        limit_kind="at_most",
    )


CHECK = Check("failure-stage", answer, TEXTS, decides=True, after=("fallen",))
