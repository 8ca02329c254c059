"""A study of a satellite's past: was it under control? Answered from a history of element sets.

The sets are those of the satellite's fact, or a file of the user's (`elements`), cut to a span.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from visviva.assessment.answer import Input, Moment
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.kind import Kind
from visviva.assessment.models.history_case import HistoryCase, Span, history_case, purpose_of
from visviva.assessment.protocol import Effort
from visviva.assessment.sampling import SampledInputs
from visviva.assessment.study_values import LoadedStudy, StudyFile, Table
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue

TEXTS = {
    "en": {
        "progress": "comparing the element sets",
        "first": "first element set",
        "last": "last element set",
        "burn": "{purpose}, {size} m/s",
    },
    "fr": {
        "progress": "comparaison des jeux d’éléments",
        "first": "premier jeu d’éléments",
        "last": "dernier jeu d’éléments",
        "burn": "{purpose}, {size} m/s",
    },
    "ko": {
        "progress": "궤도 요소 비교",
        "first": "첫 궤도 요소",
        "last": "마지막 궤도 요소",
        "burn": "{purpose}, {size} m/s",
    },
}
say = speaker(TEXTS)


class HistorySection(Table):
    """Which satellite, from which element sets, over which span."""

    satellite: str = Field(description="Slug, alias, or path of a satellite fact.")
    elements: str | None = Field(
        default=None, description="File of element sets; those of the fact otherwise."
    )
    since: AwareDatetime | None = Field(default=None, description="First moment to use.")
    until: AwareDatetime | None = Field(default=None, description="Last moment to use.")


class HistoryStudy(StudyFile):
    """A whole study of a satellite's past."""

    history: HistorySection


def resolve(loaded: LoadedStudy[HistoryStudy], catalogue: Catalogue, effort: Effort) -> HistoryCase:
    """The satellite's history and its burns."""
    section = loaded.study.history
    span = Span(section.elements, section.since, section.until)
    fact = catalogue.satellite(section.satellite)
    return history_case(fact, span, loaded.folder, loaded.origin)


def records(case: HistoryCase) -> tuple[Input, ...]:
    """Every element set as an input: its epoch and where it is from."""
    days = [str(when) for when in case.history.epoch.iso(0)]
    return tuple(
        Input(f"history.{k}", day, "", None, None, source, day[:10], "read")
        for k, (day, source) in enumerate(zip(days, case.sources, strict=True))
    )


def timeline(case: HistoryCase, evaluation: Evaluation) -> tuple[Moment, ...]:
    """Every burn with what it was for."""
    return tuple(
        Moment(b.time.iso(0), say("burn", purpose=purpose_of(b), size=(b.size, 2)))
        for b in case.burns
    )


def warnings(case: HistoryCase, evaluation: Evaluation, tried: bool) -> tuple[str, ...]:
    """What the reading of the history found odd."""
    return tuple(case.history.warnings)


def data_dates(case: HistoryCase, drawn: SampledInputs) -> Mapping[str, str]:
    """First and last element set."""
    dates = [str(when) for when in case.history.epoch.iso(0)]
    return {say("first"): dates[0], say("last"): dates[-1]}


KIND = Kind(
    "history",
    HistoryStudy,
    ("control", "burn", "identity"),
    resolve,
    section="history",
    texts=TEXTS,
    records=records,
    timeline=timeline,
    warnings=warnings,
    data_dates=data_dates,
    progress=say("progress"),
)
