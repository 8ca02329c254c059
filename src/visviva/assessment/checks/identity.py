"""What orbit does the satellite keep?"""

import math

from visviva.assessment.models.history_case import SOURCES, HistoryCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.track.identity import identify

TEXTS = {
    "en": {
        "question": "What orbit does it keep?",
        "summary": "{name} flies {kind}, ascending node at {clock} local time.",
        "method": "mean elements (docs, track)",
        "orbit.synchronous": "Sun-synchronous",
        "orbit.other": "not Sun-synchronous",
    },
    "fr": {
        "question": "Quelle orbite tient-il\u202f?",
        "summary": "{name} vole en orbite {kind}, nœud ascendant à {clock} en heure locale.",
        "method": "éléments moyens (docs, track)",
        "orbit.synchronous": "héliosynchrone",
        "orbit.other": "non héliosynchrone",
    },
    "ko": {
        "question": "어떤 궤도를 유지하는가?",
        "summary": "{name}은(는) {kind} 궤도로 날며, 승교점 지방시는 {clock}이다.",
        "method": "평균 궤도 요소(docs, track)",
        "orbit.synchronous": "태양동기",
        "orbit.other": "비태양동기",
    },
}
say = speaker(TEXTS)


def answer(case: HistoryCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Inclination in degrees, whether Sun-synchronous, and the local time of the node."""
    orbit = identify(case.history)
    hours = orbit.local_time
    return Outcome(
        "yes",
        {
            "name": case.fact.names,
            "kind": say("orbit.synchronous" if orbit.sun_synchronous else "orbit.other"),
            "clock": f"{int(hours):02d}:{int(hours % 1 * 60):02d}",
        },
        value=math.degrees(orbit.inclination),
        unit="deg",
        sources=SOURCES,
    )


CHECK = Check("identity", answer, TEXTS)
