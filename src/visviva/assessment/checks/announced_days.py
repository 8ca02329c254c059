"""Did the launch fly in the days that were announced long before?"""

from visviva.assessment.models.notice_case import NoticeCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs

TEXTS = {
    "en": {
        "question": "Did it fly when it had been announced?",
        "summary.yes": "It flew on {day}, within the announced {first} to {last}.",
        "summary.no": "It flew on {day}, {days} days outside the announced {first} to {last}.",
        "method": "day of lift-off (UTC) against the announced days",
    },
    "fr": {
        "question": "A-t-il volé quand on l’avait annoncé\u202f?",
        "summary.yes": "Il a volé le {day}, dans la période annoncée du {first} au {last}.",
        "summary.no": "Il a volé le {day}, à {days} jours de la période annoncée du {first} au "
        "{last}.",
        "method": "jour du décollage (UTC) comparé aux jours annoncés",
    },
    "ko": {
        "question": "예고된 때에 비행했는가?",
        "summary.yes": "예고된 {first}~{last} 안인 {day}에 비행했다.",
        "summary.no": "예고된 {first}~{last}에서 {days}일 벗어난 {day}에 비행했다.",
        "method": "발사일(UTC)과 예고된 날의 비교",
    },
}


def answer(case: NoticeCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Days outside the announced ones; zero within."""
    first, last = case.section.announced_from, case.section.announced_to
    if first is None or last is None:
        return None
    day = case.section.flown_at.date()
    off = max((first - day).days, (day - last).days, 0)
    verdict = "yes" if off == 0 else "no"
    return Outcome(
        "yes" if off == 0 else "no",
        {
            "day": day.isoformat(),
            "days": (float(off), 0),
            "first": first.isoformat(),
            "last": last.isoformat(),
        },
        verdict,
        value=float(off),
        unit="d",
        limit=0.0,
        limit_kind="at_most",
        sources=(case.section.announced_source,) if case.section.announced_source else (),
    )


CHECK = Check("announced-days", answer, TEXTS)
