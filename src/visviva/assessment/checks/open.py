"""What the study itself says cannot be answered yet: listed, never judged."""

from typing import Any

from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker

TEXTS = {
    "en": {
        "question": "What stays open?",
        "summary": "Open: no method of this program answers it yet.",
        "method": "none",
    },
    "fr": {
        "question": "Que reste-t-il d’ouvert\u202f?",
        "summary": "Ouvert\u00a0: aucune méthode de ce programme n’y répond encore.",
        "method": "aucune",
    },
    "ko": {
        "question": "무엇이 미해결로 남는가?",
        "summary": "미해결: 이 프로그램에는 아직 이에 답하는 방법이 없다.",
        "method": "없음",
    },
}
say = speaker(TEXTS)


def answer(case: Any, drawn: SampledInputs, found: Found) -> tuple[Outcome, ...]:
    """One open question for each that the study lists."""
    return tuple(
        Outcome("unknown", part=str(k), question=text)
        for k, text in enumerate(case.loaded.study.study.open_questions)
    )


CHECK = Check("open", answer, TEXTS, asked_by=("study.open_questions",))
