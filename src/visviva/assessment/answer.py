"""Findings, verdict and assessment as values; nothing here computes physics or prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from visviva.core.place import Place
from visviva.core.uncertain import Interval

Answer = Literal["yes", "marginal", "no", "unknown"]
#: A claim is possible above the upper share of samples, impossible below the lower one, marginal
#: between.
YES_ABOVE, NO_BELOW = 0.9, 0.1


def answer_of(probability: float) -> Answer:
    """Verdict for a probability that the claim is possible.

    >>> answer_of(0.97), answer_of(0.5), answer_of(0.01)
    ('yes', 'marginal', 'no')
    """
    if probability >= YES_ABOVE:
        return "yes"
    return "no" if probability <= NO_BELOW else "marginal"


#: A number with its decimals, a text, or a name by language.
Word = str | tuple[float, int] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that another language can say too: its message id, and what stands in it.

    In `words`, a text that starts with ``@`` is the id of another message.
    """

    key: str
    words: Mapping[str, Word]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question with its number.

    Attributes
    ----------
    id : str
        Stable name, such as ``"plane-turn"``.
    question : str
        As a person would ask it.
    verdict : {"yes", "marginal", "no", "unknown"}
        ``unknown`` for an open question.
    value : float or None
        Best value in `unit`; None where the finding has no number.
    unit : str
    interval_90 : Interval or None
    limit : float or None
        What `value` is held against, same unit.
    limit_kind : {"at_least", "at_most", ""}
        ``at_most``: the claim holds while value <= limit.
    summary : str
        The finding in one sentence.
    method : str
        How it was computed, and the method's limits.
    sources : tuple of str
    physical : bool
        False for stated facts outside physics (vetoes, politics): they never enter the verdict.
    detail : tuple of dict
        Rows of a table that belongs to the finding (options compared), all with the same keys.
    samples : tuple of float
        Samples of `value` for the picture, thinned; empty where there are none.
    """

    id: str
    question: str
    verdict: Answer
    value: float | None
    unit: str
    summary: str
    method: str
    interval_90: Interval | None = None
    limit: float | None = None
    limit_kind: Literal["at_least", "at_most", ""] = ""
    sources: tuple[str, ...] = ()
    physical: bool = True
    detail: tuple[dict[str, Any], ...] = ()
    samples: tuple[float, ...] = ()
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that entered the answer: its path, value, spread and pedigree."""

    path: str
    value: Any
    unit: str
    low: float | None
    high: float | None
    source: str
    as_of: str
    how_known: str
    overridden: bool = False
    #: Share of the deciding margin's variance that this input explains, 0 to 1.
    influence: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """One single change of the study that was tried, and what it does to the verdict."""

    path: str
    value: str
    verdict: Answer
    probability: float
    summary: str
    samples: int = 0
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class GroundTrack:
    """A line on the map: longitudes and latitudes in radians, shape ``(n,)``.

    `said` is the label for translation.
    """

    label: str
    role: Literal["ascent", "orbit", "target"]
    longitude: tuple[float, ...]
    latitude: tuple[float, ...]
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event on the time-line: ISO 8601 text and label."""

    when: str
    label: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer to one study.

    `deciding` is the id of the finding whose margin decides; `margin` its signed distance to the
    limit (positive: possible) with `margin_samples` for the picture; `options` are the ways to pay
    that were compared.
    """

    name: str
    claim: str
    said_by: str
    said_on: str
    verdict: Answer
    probability: float | None
    sentence: str
    deciding: str
    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]
    changes: tuple[Change, ...]
    reproduce: str
    seed: int
    samples: int
    margin: float | None = None
    margin_unit: str = ""
    margin_interval_90: Interval | None = None
    margin_samples: tuple[float, ...] = ()
    tracks: tuple[GroundTrack, ...] = ()
    places: tuple[Place, ...] = ()
    timeline: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    data_dates: dict[str, str] = field(default_factory=dict)
    said: Said | None = None

    @property
    def deciding_finding(self) -> Finding:
        """The finding that decides the verdict."""
        return next(f for f in self.findings if f.id == self.deciding)

    @property
    def decisive_inputs(self) -> Sequence[Input]:
        """Inputs with an influence, the strongest first."""
        return sorted((i for i in self.inputs if i.influence > 0), key=lambda i: -i.influence)
