"""What a check is and what it finds; the engine knows nothing else about it.

A **check** answers one question: a function of the case, the sampled inputs and the outcomes of the
checks named in `after`. A kind of study says which are run: see `kind.py` and
`docs/how-to-new-question.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Literal

from visviva.assessment.answer import GroundTrack, IntervalPicture, Moment, Verdict
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.message import MessageArgument, Texts, speaker
from visviva.core.place import Place
from visviva.core.uncertain import Interval
from visviva.errors import VisvivaError

TEXTS = {
    "en": {
        "rests": "it rests on the answer to “{question}”, and there is none",
        "rests.before": "a question before it",
    },
    "fr": {
        "rests": "elle dépend de la réponse à «\u00a0{question}\u00a0», qui manque",
        "rests.before": "une question précédente",
    },
    "ko": {
        "rests": "‘{question}’의 답에 달려 있는데 그 답이 없음",
        "rests.before": "앞선 질문",
    },
}
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work an answer may take.

    `quick` leaves out what takes seconds; `trial` asks for the verdict alone: one of the many tries
    of what would change it.
    """

    quick: bool = False
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    Attributes
    ----------
    verdict : {"yes", "marginal", "no", "unknown"}
    arguments : Mapping
        What stands in the check's templates: question, summary and method take from the same ones.
    variant : str
        Which summary: template ``summary.<variant>``; empty: ``summary``.
    value, unit, interval_90, limit, limit_kind
        As in `Finding`; the interval of `samples` where none is given.
    margin : ndarray of shape (n,), optional
        Signed distance to the limit, sample by sample, in `margin_unit`; zero or more: it holds.
    probability : float, optional
        Chance that it holds, where the check knows it by another way than by its margin; the margin
        is then shown, not counted.
    samples : ndarray, optional
        Of `value`, for the picture and the interval.
    rows : tuple of dict
        A table that belongs to the finding.
    sources, pictures, timeline : tuple
    tracks, places : tuple
        For the map, beside what the kind puts there.
    physical : bool
        False for what was stated outside physics.
    counts : bool
        False: a deciding check stands aside here and does not enter the verdict.
    part : str
        Set where one check answers several times; the finding's id is then ``<check>-<part>``.
    settles : tuple of str
        Deciding checks that this outcome, where it is "yes", shows to hold whatever physics says of
        them: their margins are told, the verdict is not theirs.
    question, summary, method : str
        In place of the templates: a quotation, or a message of a model that several checks share.
    data : object
        For the checks that come `after` this one; never shown.
    """

    verdict: Verdict
    arguments: Mapping[str, MessageArgument] = field(default_factory=dict)
    variant: str = ""
    _: KW_ONLY
    value: float | None = None
    unit: str = ""
    interval_90: Interval | None = None
    limit: float | None = None
    limit_kind: Literal["at_least", "at_most", ""] = ""
    margin: Array | None = None
    margin_unit: str = "m/s"
    probability: float | None = None
    samples: Array | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[str, ...] = ()
    pictures: tuple[IntervalPicture, ...] = ()
    timeline: tuple[Moment, ...] = ()
    tracks: tuple[GroundTrack, ...] = ()
    places: tuple[Place, ...] = ()
    physical: bool = True
    counts: bool = True
    settles: tuple[str, ...] = ()
    part: str = ""
    question: str | None = None
    summary: str | None = None
    method: str | None = None
    data: Any = None

    def known(self) -> Any:
        """`data`, for a check that cannot answer without it.

        Raises
        ------
        VisvivaError
            If this question itself has no answer.
        """
        if self.data is None:
            raise VisvivaError(say("rests", question=self.question or say("rests.before")))
        return self.data


Found = Mapping[str, Outcome]
#: None: the question is not asked here. A tuple: one check that answers several times.
Answer = Outcome | tuple[Outcome, ...] | None


@dataclass(frozen=True, slots=True)
class Check:
    """One question.

    Attributes
    ----------
    id : str
        Name of the finding; the file in ``checks/`` bears it, with underscores for hyphens.
    answer : callable
        ``answer(case, drawn, found)``: `found` holds the outcomes of the checks in `after` that
        were asked. A `VisvivaError` becomes the outcome "unknown" with its reason.
    texts : Mapping
        Language, then key: ``question``, ``summary``, ``summary.<variant>``, ``method``, and what
        else the check says. A key ``sentence`` takes the place of the summary where the check
        decides.
    decides : bool
        Whether the outcome enters the verdict of the study.
    after : tuple of str
        Checks whose outcomes this one needs.
    asked_by : tuple of str
        Fields of the study, as ``"launch.payload_by_corridor"``: where none of them is set,
        the question is not asked. Empty: it is asked of every study of the kind.
    """

    id: str
    answer: Callable[[Any, SampledInputs, Found], Answer]
    texts: Texts
    _: KW_ONLY
    decides: bool = False
    after: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()
