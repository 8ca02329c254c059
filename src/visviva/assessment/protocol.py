"""What a check and a kind of study are; the engine knows nothing else about either.

A **check** answers one question: a function of the case, the sampled inputs and the outcomes of the
checks named in `after`. A **kind** owns one table of the study file and says which facts it
resolves, which figures are sampled and which checks are run. See `docs/how-to-new-question.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from visviva.assessment.answer import GroundTrack, Input, IntervalPicture, Moment, Verdict
from visviva.assessment.sampling import SampledInputs
from visviva.assessment.study_values import LoadedStudy, StudyFile
from visviva.core.arrays import Array
from visviva.core.message import MessageArgument, Texts, speaker
from visviva.core.place import Place
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure
from visviva.errors import VisvivaError

if TYPE_CHECKING:
    from visviva.assessment.evaluate import Evaluation


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


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _no_figures(_: Any) -> Mapping[str, Figure]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of study.

    Attributes
    ----------
    name : str
        The file in ``kinds/`` bears it.
    model : type
        The whole study file: a `StudyFile` with the kind's table, and whichever of the shared
        tables (`launch`, `spacecraft`, `target` …) it reads.
    checks : tuple of str
        In the order in which the answer shows them.
    resolve : callable
        ``resolve(loaded, catalogue, effort)``: the case, any frozen value that the checks read.
    section : str
        The table that makes a file one of this kind; empty for the mission, which needs none.
    inputs : callable
        ``inputs(case)``: the figures to sample, by dotted path.
    records : callable
        ``records(case)``: inputs that are not figures (element sets, times), for the table.
    overridden : callable
        ``overridden(case, path)``: whether the study states that input itself.
    alternatives : callable
        ``alternatives(case, catalogue)``: single settings ``(path, value)`` to try.
    trials : callable
        ``trials(case, flown, seed)``: a function from ``(path, value)`` to the case to try; without
        it, the study with that setting is resolved as it stands.
    change_summary : callable
        ``change_summary(case, evaluation)``: what a trial did, in a line.
    maps : callable
        ``maps(case, evaluation)``: ground tracks and places.
    timeline : callable
        ``timeline(case, evaluation)``: moments, where no check brought any.
    warnings : callable
        ``warnings(case, evaluation, tried)``: what the reader must know; `tried`: whether changes
        were tried.
    data_dates : callable
        ``data_dates(case, drawn)``: how old the data are, label to day.
    progress : str
        Told while the checks run.
    """

    name: str
    model: type[StudyFile]
    checks: tuple[str, ...]
    resolve: Callable[[LoadedStudy[Any], Catalogue, Effort], Any]
    _: KW_ONLY
    section: str = ""
    texts: Texts = field(default_factory=dict)
    inputs: Callable[[Any], Mapping[str, Figure]] = _no_figures
    records: Callable[[Any], tuple[Input, ...]] = _nothing
    overridden: Callable[[Any, str], bool] = lambda case, path: False
    alternatives: Callable[[Any, Catalogue], Sequence[tuple[str, str]]] = _nothing
    trials: Callable[[Any, "Evaluation", int], Callable[[str, str], Any]] | None = None
    change_summary: Callable[[Any, "Evaluation"], str] | None = None
    maps: Callable[[Any, "Evaluation"], tuple[tuple[GroundTrack, ...], tuple[Place, ...]]] = (
        lambda case, evaluation: ((), ())
    )
    timeline: Callable[[Any, "Evaluation"], tuple[Moment, ...]] = _nothing
    warnings: Callable[[Any, "Evaluation", bool], tuple[str, ...]] = _nothing
    data_dates: Callable[[Any, SampledInputs], Mapping[str, str]] = lambda case, drawn: {}
    progress: str = "answering"
