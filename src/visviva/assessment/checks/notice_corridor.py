"""Which launch do the announced areas tell of?

Limits: those of `visviva.launch.hazard.corridor`; an area of which only the centre is known enters
as the circle in which that lies.
"""

import math

from visviva.analysis.notice import pad_of
from visviva.assessment.answer import Verdict
from visviva.assessment.models.failure_case import announced_ring
from visviva.assessment.models.notice_case import NoticeCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.uncertain import Interval
from visviva.launch.hazard.corridor import find_corridor

TEXTS = {
    "en": {
        "question": "Which orbit do the announced areas tell of?",
        "summary": "The first leg runs along {bearing}°: {tilt}° ({low} to {high}°) without a "
        "turn; the areas show a turn of {turn}°.{flown}",
        "flown": " Flown were {tilt}°.",
        "none": "",
        "method": "bearing of the areas from the site, turned into an inclination with the Earth's "
        "rotation",
    },
    "fr": {
        "question": "Quelle orbite les zones annoncées indiquent-elles\u202f?",
        "summary": "La première branche suit {bearing}°\u00a0: {tilt}° ({low} à {high}°) sans "
        "virage\u202f; les zones montrent un virage de {turn}°.{flown}",
        "flown": " Le vol s’est fait à {tilt}°.",
        "none": "",
        "method": "cap des zones depuis le site, converti en inclinaison avec la rotation de la "
        "Terre",
    },
    "ko": {
        "question": "예고 구역은 어떤 궤도를 말하는가?",
        "summary": "첫 구간의 방위는 {bearing}°: 선회가 없으면 {tilt}°({low}~{high}°)이며, 구역은 "
        "{turn}°의 선회를 보인다.{flown}",
        "flown": " 비행한 경사각은 {tilt}°이다.",
        "none": "",
        "method": "발사장에서 본 구역의 방위를 지구 자전과 함께 경사각으로 바꿈",
    },
}

say = speaker(TEXTS)


def answer(case: NoticeCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Inclination of the first leg, degrees, beside the one flown."""
    areas = [a for a in case.section.areas if announced_ring(a)]
    if not areas:
        return None
    corridor = find_corridor([announced_ring(a) for a in areas], [pad_of(case.site)])
    tilt = math.degrees(corridor.inclination)
    low, high = (math.degrees(x) for x in corridor.inclination_90)
    flown = case.section.inclination_deg
    verdict: Verdict = "unknown"
    if flown is not None:
        # A launcher that turns may end in another plane than its first leg points to.
        turns = abs(math.degrees(corridor.turn)) > 4.0
        verdict = "yes" if low <= flown <= high else "marginal" if turns else "no"
    return Outcome(
        verdict,
        {
            "bearing": (math.degrees(corridor.bearing), 0),
            "tilt": (tilt, 1),
            "low": (low, 1),
            "high": (high, 1),
            "turn": (math.degrees(corridor.turn), 0),
            "flown": say("none") if flown is None else say("flown", tilt=(flown, 1)),
        },
        value=tilt,
        unit="°",
        interval_90=Interval(low, high),
        limit=flown,
        sources=tuple(dict.fromkeys(a.source for a in areas)),
    )


CHECK = Check("notice-corridor", answer, TEXTS)
