"""Speed in the last orbit, at its mean distance."""

import numpy as np

from visviva.assessment.models.lunar_case import LunarCase, apsides, speed
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs

TEXTS = {
    "en": {
        "question": "How fast does it fly?",
        "summary": "{mean} km/s on average in the last orbit, {fast} km/s at its periselene.",
        "method": "vis viva; on average: that of a round orbit of the same period",
    },
    "fr": {
        "question": "À quelle vitesse vole-t-il\u202f?",
        "summary": "{mean} km/s en moyenne sur la dernière orbite, {fast} km/s au périsélène.",
        "method": "vis viva\u202f; en moyenne\u202f: celle d’une orbite ronde de même période",
    },
    "ko": {
        "question": "얼마나 빨리 나는가?",
        "summary": "마지막 궤도에서 평균 {mean} km/s, 근월점에서 {fast} km/s이다.",
        "method": "활력 방정식; 평균은 주기가 같은 원궤도의 속도",
    },
}


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Mean speed in the last orbit, km/s."""
    low, high = apsides(drawn, len(case.section.orbits) - 1)
    axis = 0.5 * (low + high)
    mean, fast = speed(axis, axis) / 1e3, speed(low, high) / 1e3
    return Outcome(
        "yes",
        {"mean": (float(np.median(mean)), 3), "fast": (float(np.median(fast)), 3)},
        value=float(np.median(mean)),
        unit="km/s",
        samples=mean,
        sources=(case.last.periselene_km.source,),
    )


CHECK = Check("final-speed", answer, TEXTS)
