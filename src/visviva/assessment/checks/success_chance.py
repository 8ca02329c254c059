"""Do such flights seldom fail? Counted from flights, apart from whether physics allows it.

Limits: those of `visviva.data.record.observed_failures`; the share is of launchers of a type, it
knows nothing of this rocket, this pad or this crew.
"""

from visviva.assessment.answer import verdict_of
from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import MessageArgument, speaker
from visviva.core.uncertain import Interval
from visviva.data import record

TEXTS = {
    "en": {
        "question": "Do such flights seldom fail?",
        "summary": "About flight {number} of its type: {share} % of such flights failed ({low} to "
        "{high} %); of {vehicle}, {failures} of {flights} listed flights did.",
        "summary.first": "A first flight of its type: {share} % of such flights failed ({low} to "
        "{high} %).",
        "summary.unlisted": "No flight of {vehicle} is in the list, which holds {share} % of all: "
        "how many came before is not known, and so is its share of failures.",
        "method": "counted from the launch list: the n-th flight of all types since 1990 and the "
        "type's own flights before that day, as a beta distribution; apart from physics",
    },
    "fr": {
        "question": "De tels vols échouent-ils rarement\u202f?",
        "summary": "Vol n° {number} environ de son type\u00a0: {share} % de ces vols ont échoué "
        "({low} à {high} %)\u202f; pour {vehicle}, {failures} des {flights} vols recensés.",
        "summary.first": "Premier vol de son type\u00a0: {share} % de ces vols ont échoué ({low} à "
        "{high} %).",
        "summary.unlisted": "Aucun vol de {vehicle} n’est dans la liste, qui en contient "
        "{share} %\u00a0: le nombre de vols précédents n’est pas connu, ni sa part d’échecs.",
        "method": "compté sur la liste des lancements\u00a0: n-ième vol de tous les types depuis "
        "1990 et vols du type avant ce jour, en loi bêta\u202f; hors physique",
    },
    "ko": {
        "question": "이런 비행은 드물게만 실패하는가?",
        "summary": "그 기종의 약 {number}번째 비행: 이런 비행의 {share} %가 실패했다({low}~{high} "
        "%). {vehicle}은(는) 목록의 {flights}회 가운데 {failures}회 실패했다.",
        "summary.first": "그 기종의 첫 비행: 이런 비행의 {share} %가 실패했다({low}~{high} %).",
        "summary.unlisted": "{vehicle}의 비행은 전체의 {share} %를 담은 목록에 없다: 앞선 비행 "
        "횟수와 실패율은 알 수 없다.",
        "method": "발사 목록에서 셈: 1990년 이후 모든 기종의 n번째 비행과 그날 이전 그 기종의 "
        "비행을 베타 분포로 합함; 물리와는 별개",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Failure share of the launcher's next flight on the day of the claim, in per cent."""
    if case.effort.trial:
        return None
    study = case.loaded.study
    day = study.launch.date.date() if study.launch.date else study.study.said_on
    share = record.observed_failures(case.vehicle.slug, before=day)
    if not share.flights and case.vehicle.status != "planned":
        # A launcher that is in use or retired has flown: the list does not say how often.
        listed: dict[str, MessageArgument] = {
            "vehicle": case.vehicle.names,
            "share": (100.0 * record.listed_share(), 0),
        }
        return Outcome("unknown", listed, "unlisted")
    low, high = 100.0 * share.interval.low, 100.0 * share.interval.high
    words: dict[str, MessageArgument] = {
        "number": (share.flight_number, 0),
        "share": (100.0 * share.share, 0 if share.share > 0.05 else 1),
        "low": (low, 0 if low > 5.0 else 1),
        "high": (high, 0 if high > 5.0 else 1),
        "vehicle": case.vehicle.names,
        "failures": (share.failures, 0),
        "flights": (share.flights, 0),
    }
    return Outcome(
        verdict_of(1.0 - share.share),
        words,
        "" if share.flights else "first",
        value=100.0 * share.share,
        unit="%",
        interval_90=Interval(low, high),
        sources=(record.source(),),
    )


CHECK = Check("success-chance", answer, TEXTS)
