"""The engine: runs the checks of a case in the order of their needs and lets them decide.

It knows no check by name. A check that fails with a `VisvivaError` has the outcome "unknown" with
its reason; what is wrong with the user's own file, or missing on this machine, stops the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from string import Formatter
from typing import Any

from visviva.assessment.answer import Finding
from visviva.assessment.decide import Decision, decide
from visviva.assessment.protocol import Answer, Check, Outcome
from visviva.assessment.sampling import SampledInputs, kept
from visviva.core.arrays import Array
from visviva.core.message import Message, MessageArgument, Texts, speaker
from visviva.core.uncertain import Interval
from visviva.errors import (
    ConvergenceError,
    DataMissingError,
    FactError,
    PropagationError,
    RangeError,
    StudyError,
    UnknownNameError,
    VisvivaError,
)

#: A reason without templates of its own is said in full in English, by its kind elsewhere.
TEXTS = {
    "en": {
        "failed": "Not answered: {reason}.",
        "failed.method": "none: the computation failed",
        "reason.convergence": "the computation did not converge",
        "reason.propagation": "the path could not be computed to its end",
        "reason.range": "a value lies outside the range of the model",
        "reason.name": "a name is not known to the program",
        "reason.other": "the data do not allow the computation",
    },
    "fr": {
        "failed": "Sans réponse\u00a0: {reason}.",
        "failed.method": "aucune\u00a0: le calcul a échoué",
        "reason.convergence": "le calcul n’a pas convergé",
        "reason.propagation": "la trajectoire n’a pas pu être calculée jusqu’au bout",
        "reason.range": "une valeur sort du domaine de validité du modèle",
        "reason.name": "un nom n’est pas connu du programme",
        "reason.other": "les données ne permettent pas le calcul",
    },
    "ko": {
        "failed": "답하지 못함: {reason}.",
        "failed.method": "없음: 계산이 실패함",
        "reason.convergence": "계산이 수렴하지 않음",
        "reason.propagation": "궤적을 끝까지 계산하지 못함",
        "reason.range": "값 하나가 모델의 유효 범위를 벗어남",
        "reason.name": "프로그램이 모르는 이름이 있음",
        "reason.other": "주어진 자료로는 계산할 수 없음",
    },
}
_KINDS = (
    (ConvergenceError, "reason.convergence"),
    (PropagationError, "reason.propagation"),
    (RangeError, "reason.range"),
    (UnknownNameError, "reason.name"),
)
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the checks of one case give, before it becomes an answer.

    Attributes
    ----------
    outcomes : Mapping of str to Outcome
        By the id of the check, those that were asked.
    findings : tuple of Finding
        In the order of the kind's checks.
    decision : Decision
    """

    outcomes: Mapping[str, Outcome]
    findings: tuple[Finding, ...]
    decision: Decision

    def margin(self, check: str) -> Array | None:
        """Samples of the margin of a check, where it was asked and has one."""
        outcome = self.outcomes.get(check)
        return None if outcome is None else outcome.margin


def evaluate(
    checks: Sequence[Check],
    case: Any,
    drawn: SampledInputs,
    progress: Callable[[float], None] | None = None,
) -> Evaluation:
    """Run every check that the case calls for.

    Parameters
    ----------
    checks : sequence of Check
        In the order in which the findings are shown; they run in the order of their needs.
    case : object
        What the kind of study resolved.
    drawn : SampledInputs
    progress : callable, optional
        Told the share of the checks that have run.

    Raises
    ------
    VisvivaError
        If checks need one another in a circle, or one that is not among them.
    StudyError, FactError, DataMissingError
        From a check: the file is wrong, or data are missing here.
    """
    outcomes: dict[str, Outcome] = {}
    answers: dict[str, tuple[Outcome, ...]] = {}
    order = in_order(checks)
    for k, check in enumerate(order):
        if progress is not None:
            progress(k / len(order))
        found = {name: outcomes[name] for name in check.after if name in outcomes}
        called = not check.asked_by or any(_stated(case.loaded.study, f) for f in check.asked_by)
        answers[check.id] = _answers(_asked(check, case, drawn, found)) if called else ()
        for outcome in answers[check.id]:
            outcomes[_id(check, outcome)] = outcome
    asked = [(c.id, o, c) for c in checks for o in answers[c.id]]
    decision = decide([one for one in asked if one[2].decides or one[1].settles])
    findings = tuple(_finding(c, outcome) for c in checks for outcome in answers[c.id])
    return Evaluation(outcomes, findings, decision)


def in_order(checks: Sequence[Check]) -> list[Check]:
    """Checks with every one after those it needs, else in the order given.

    Raises
    ------
    VisvivaError
        If a need is not among the checks, or needs run in a circle.
    """
    known = {check.id: check for check in checks}
    done: dict[str, Check] = {}

    def place(check: Check, waiting: tuple[str, ...]) -> None:
        if check.id in done:
            return
        if check.id in waiting:
            circle = " → ".join((*waiting[waiting.index(check.id) :], check.id))
            raise VisvivaError(f"checks need one another in a circle: {circle}")
        for name in check.after:
            if name not in known:
                raise VisvivaError(
                    f"check {check.id!r} comes after {name!r}, which the kind does not name",
                    advice="add it to the kind's checks",
                )
            place(known[name], (*waiting, check.id))
        done[check.id] = check

    for check in checks:
        place(check, ())
    return list(done.values())


def _stated(study: Any, field: str) -> bool:
    """Whether a study sets a field, named by its path."""
    return bool(reduce(lambda table, name: getattr(table, name, None), field.split("."), study))


def _asked(check: Check, case: Any, drawn: SampledInputs, found: Mapping[str, Outcome]) -> Answer:
    try:
        return check.answer(case, drawn, found)
    except (StudyError, FactError, DataMissingError):
        raise
    except VisvivaError as err:
        return Outcome(
            "unknown",
            summary=say("failed", reason=reason_of(err)),
            method=say("failed.method"),
            question=_without_values(check.texts),
        )


def reason_of(err: VisvivaError) -> MessageArgument:
    """Why an error ended a computation, in every language of the program.

    Examples
    --------
    >>> reason_of(ConvergenceError("the burns do not settle"))["fr"]
    'le calcul n’a pas convergé'
    """
    if isinstance(err.sentence, Message):
        return err.sentence
    key = next((key for kind, key in _KINDS if isinstance(err, kind)), "reason.other")
    return {lang: texts[key] for lang, texts in TEXTS.items()} | {"en": err.message}


def _without_values(texts: Texts) -> Message:
    """The question of a check that gave no values to put into it."""
    if "question.plain" in texts["en"]:
        return Message(texts, "question.plain")
    names = (name for _, name, _, _ in Formatter().parse(texts["en"]["question"]) if name)
    return Message(texts, "question", dict.fromkeys(names, "…"))


def _answers(answer: Answer) -> tuple[Outcome, ...]:
    if answer is None:
        return ()
    return answer if isinstance(answer, tuple) else (answer,)


def _id(check: Check, outcome: Outcome) -> str:
    return f"{check.id}-{outcome.part}" if outcome.part else check.id


def _finding(check: Check, outcome: Outcome) -> Finding:
    """The outcome as a finding, with its sentences."""
    given = outcome.arguments
    summary = f"summary.{outcome.variant}" if outcome.variant else "summary"
    interval = outcome.interval_90
    if interval is None and outcome.samples is not None:
        interval = Interval.of_samples(outcome.samples)
    return Finding(
        id=_id(check, outcome),
        question=outcome.question or Message(check.texts, "question", given),
        verdict=outcome.verdict,
        value=outcome.value,
        unit=outcome.unit,
        summary=outcome.summary or Message(check.texts, summary, given),
        method=outcome.method or Message(check.texts, "method", given),
        interval_90=interval,
        limit=outcome.limit,
        limit_kind=outcome.limit_kind,
        sources=outcome.sources,
        physical=outcome.physical,
        detail=outcome.rows,
        samples=() if outcome.samples is None else kept(outcome.samples),
        pictures=outcome.pictures,
    )
