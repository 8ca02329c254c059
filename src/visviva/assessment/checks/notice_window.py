"""Did the launch keep to the window that was announced?

Limits: windows as published; a lift-off is known to the second, a window to the minute.
"""

from datetime import timedelta

from visviva.assessment.models.notice_case import NoticeCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs

TEXTS = {
    "en": {
        "question": "Did it fly within the announced window?",
        "summary.yes": "It flew within the window, {minutes} minutes from its nearer end.",
        "summary.early": "It flew {minutes} minutes before the window opened.",
        "summary.late": "It flew {minutes} minutes after the window had closed.",
        "method": "lift-off against the published windows",
    },
    "fr": {
        "question": "A-t-il volé dans la fenêtre annoncée\u202f?",
        "summary.yes": "Il a volé dans la fenêtre, à {minutes} minutes du bord le plus proche.",
        "summary.early": "Il a volé {minutes} minutes avant l’ouverture de la fenêtre.",
        "summary.late": "Il a volé {minutes} minutes après la fermeture de la fenêtre.",
        "method": "décollage comparé aux fenêtres publiées",
    },
    "ko": {
        "question": "예고된 기간 안에 비행했는가?",
        "summary.yes": "예고 기간 안에 비행했다. 가까운 끝에서 {minutes}분.",
        "summary.early": "예고 기간이 시작되기 {minutes}분 전에 비행했다.",
        "summary.late": "예고 기간이 끝난 지 {minutes}분 뒤에 비행했다.",
        "method": "발사 시각과 공개된 기간의 비교",
    },
}


def answer(case: NoticeCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Minutes inside the nearest window; negative outside."""
    flown = case.section.flown_at
    if not case.section.windows:
        return None
    inside = [(min(flown - w.start, w.end - flown), w) for w in case.section.windows]
    margin, window = max(inside, key=lambda pair: pair[0])
    minutes = margin / timedelta(minutes=1)
    variant = "yes" if minutes >= 0.0 else "early" if flown < window.start else "late"
    return Outcome(
        "yes" if minutes >= 0.0 else "no",
        {"minutes": (abs(minutes), 0)},
        variant,
        value=minutes,
        unit="min",
        limit=0.0,
        limit_kind="at_least",
        sources=(window.source,) if window.source else (),
    )


CHECK = Check("notice-window", answer, TEXTS, decides=True)
