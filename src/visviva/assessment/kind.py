"""What a kind of study is: one table of the study file, its facts, figures and checks.

The engine knows no kind by name. See `docs/how-to-new-question.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from visviva.assessment.answer import GroundTrack, Input, Moment
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.protocol import Effort
from visviva.assessment.sampling import SampledInputs
from visviva.assessment.study_values import LoadedStudy, StudyFile
from visviva.core.message import Texts
from visviva.core.place import Place
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure


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
    trials: Callable[[Any, Evaluation, int], Callable[[str, str], Any]] | None = None
    change_summary: Callable[[Any, Evaluation], str] | None = None
    maps: Callable[[Any, Evaluation], tuple[tuple[GroundTrack, ...], tuple[Place, ...]]] = (
        lambda case, evaluation: ((), ())
    )
    timeline: Callable[[Any, Evaluation], tuple[Moment, ...]] = _nothing
    warnings: Callable[[Any, Evaluation, bool], tuple[str, ...]] = _nothing
    data_dates: Callable[[Any, SampledInputs], Mapping[str, str]] = lambda case, drawn: {}
    progress: str = "answering"
