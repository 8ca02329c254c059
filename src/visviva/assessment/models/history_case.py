"""A satellite's history of element sets, and the burns in it: what the checks of a past share.

Limits: those of `visviva.track.maneuvers.detect`.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from visviva.core.message import Message, speaker
from visviva.core.time import Epoch
from visviva.data.schema.craft import SatelliteFact
from visviva.errors import StudyError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.track.history import History, history_of
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver

TEXTS = {
    "en": {
        "sources": "element sets: see the inputs",
        "purpose.raise": "raise",
        "purpose.lower": "lower",
        "purpose.plane": "plane",
        "purpose.phasing": "phasing",
        "purpose.thrust arc": "thrust arc",
    },
    "fr": {
        "sources": "jeux d’éléments\u00a0: voir les entrées",
        "purpose.raise": "relèvement",
        "purpose.lower": "abaissement",
        "purpose.plane": "changement de plan",
        "purpose.phasing": "phasage",
        "purpose.thrust arc": "arc de poussée",
    },
    "ko": {
        "sources": "궤도 요소: 입력 참조",
        "purpose.raise": "상승",
        "purpose.lower": "하강",
        "purpose.plane": "궤도면 변경",
        "purpose.phasing": "위상 조정",
        "purpose.thrust arc": "연속 추력",
    },
}
say = speaker(TEXTS)
SOURCES = (say("sources"),)


@dataclass(frozen=True, slots=True)
class Span:
    """Which element sets a study names: a file of them or the fact's own, from when to when."""

    elements: str | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryCase:
    """A satellite with its history and the burns found in it.

    `sources` has one entry per element set of the history.
    """

    fact: SatelliteFact
    history: History
    burns: tuple[Maneuver, ...]
    sources: tuple[str, ...]

    @property
    def raises(self) -> tuple[Maneuver, ...]:
        """Burns that raised the orbit."""
        return tuple(b for b in self.burns if b.delta_v[1] > 0.0)


def purpose_of(burn: Maneuver) -> Message:
    """What a burn was for, in words."""
    return say(f"purpose.{burn.purpose}")


def history_case(fact: SatelliteFact, span: Span, folder: Path | None, place: str) -> HistoryCase:
    """Read the element sets and find the burns.

    Raises
    ------
    StudyError
        If there are fewer than three element sets in the span.
    """
    history = history_of(sets_of(fact, span, folder, place), fact.catalog_number)
    days = [str(when)[:10] for when in history.epoch.iso(0)]
    sources = tuple(_source(fact, span, day) for day in days)
    return HistoryCase(fact, history, tuple(find_maneuvers(history)), sources)


def sets_of(fact: SatelliteFact, span: Span, folder: Path | None, place: str) -> list[ElementSet]:
    """The element sets of a span, in order.

    Raises
    ------
    StudyError
        If there are fewer than three.
    """
    if span.elements is not None:
        beside = folder / span.elements if folder is not None else Path(span.elements)
        found = list(read_elements(beside if beside.exists() else Path(span.elements)).elements)
    else:
        text = "".join(f"{fact.title}\n{row.line1}\n{row.line2}\n" for row in fact.element_sets)
        found = list(read_elements(text).elements) if text else []
    kept = [e for e in found if _inside(e, span)]
    if len(kept) < 3:
        raise StudyError(
            f"{len(kept)} element sets of {fact.title} in the span",
            advice="a history needs three or more",
            place=place,
        )
    return kept


def _inside(element: ElementSet, span: Span) -> bool:
    after = span.since is None or bool(element.epoch >= Epoch.from_datetime(span.since))
    before = span.until is None or bool(element.epoch <= Epoch.from_datetime(span.until))
    return after and before


def _source(fact: SatelliteFact, span: Span, day: str) -> str:
    if span.elements is not None:
        return span.elements
    return next(
        (r.source for r in fact.element_sets if r.as_of.isoformat() == day), "public catalogue"
    )
