"""When did the satellite move, and by how much? The burn whose moment is known best."""

from visviva.assessment.checks.control import TEXTS as CONTROL
from visviva.assessment.models.history_case import SOURCES, HistoryCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "question": "When did it move, and by how much?",
        "summary": "{name} burned {size} m/s near {when}; other moments that stay possible: "
        "{others}.",
        "method": CONTROL["en"]["method"],
    },
    "fr": {
        "question": "Quand a-t-il bougé, et de combien\u202f?",
        "summary": "{name} a manœuvré de {size} m/s vers {when}\u202f; autres instants "
        "possibles\u00a0: {others}.",
        "method": CONTROL["fr"]["method"],
    },
    "ko": {
        "question": "언제, 얼마나 움직였는가?",
        "summary": "{name}은(는) {when} 무렵 {size} m/s를 분사했다. 다른 가능한 시각: {others}.",
        "method": CONTROL["ko"]["method"],
    },
}
say = speaker(TEXTS)


def answer(case: HistoryCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Size and moment of that burn; asked only where the orbit was raised."""
    if not case.raises:
        return None
    best = min(case.raises, key=lambda b: float(b.latest - b.earliest))
    others = ", ".join(epoch.iso(0)[11:16] for epoch, _ in best.candidates[1:4])
    return Outcome(
        "yes",
        {
            "name": case.fact.names,
            "size": (best.size, 2),
            "when": best.time.iso(0),
            "others": others or "–",
        },
        value=best.size,
        unit="m/s",
        interval_90=Interval(*best.size_interval),
        sources=SOURCES,
    )


CHECK = Check("burn", answer, TEXTS)
