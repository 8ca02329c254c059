"""Facts outside physics, as somebody stated them; they never enter the verdict."""

from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker

TEXTS = {
    "en": {
        "question": "Stated by {who} ({topic})",
        "method": "quoted, not judged",
        "topic.politics": "politics",
        "topic.law": "law",
        "topic.policy": "policy",
        "topic.schedule": "schedule",
        "topic.other": "other",
    },
    "fr": {
        "question": "Affirmé par {who} ({topic})",
        "method": "cité, non jugé",
        "topic.politics": "politique",
        "topic.law": "droit",
        "topic.policy": "règles",
        "topic.schedule": "calendrier",
        "topic.other": "autre",
    },
    "ko": {
        "question": "{who}의 진술({topic})",
        "method": "인용이며 판단하지 않음",
        "topic.politics": "정치",
        "topic.law": "법",
        "topic.policy": "정책",
        "topic.schedule": "일정",
        "topic.other": "기타",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> tuple[Outcome, ...]:
    """One quotation for each statement that the facts of the case carry.

    What was said of politics was said of one claim: it is quoted where the study names its source.
    """
    named = case.loaded.study.study.source
    facts = [f for f in (case.site, case.vehicle, case.craft, case.station) if f is not None]
    return tuple(
        Outcome(
            "unknown",
            {"who": row.said_by, "topic": say(f"topic.{row.topic}")},
            part=f"{fact.slug}-{k}",
            summary=row.text,
            sources=(f"{row.source}, {row.as_of.isoformat()}",),
            physical=False,
        )
        for fact in facts
        for k, row in enumerate(fact.stated)
        if row.topic != "politics" or row.source in named
    )


CHECK = Check("stated", answer, TEXTS)
