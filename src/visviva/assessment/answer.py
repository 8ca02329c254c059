"""Findings, verdict and assessment as values; nothing here computes physics or prints.

Every text is a string. Where it is a `visviva.core.message.Message` it can be said in another
language as well; where it is not, it is quoted, and stays as it was written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from visviva.core.place import Place
from visviva.core.uncertain import Interval

Verdict = Literal["yes", "marginal", "no", "unknown"]
#: A claim is possible above the upper share of samples, impossible below the lower one, marginal
#: between.
YES_ABOVE, NO_BELOW = 0.9, 0.1


def verdict_of(probability: float) -> Verdict:
    """Verdict for a probability that the claim is possible.

    >>> verdict_of(0.97), verdict_of(0.5), verdict_of(0.01)
    ('yes', 'marginal', 'no')
    """
    if probability >= YES_ABOVE:
        return "yes"
    return "no" if probability <= NO_BELOW else "marginal"


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
    pictures : tuple
        Pictures of the finding as data; the report draws them.
    """

    id: str
    question: str
    verdict: Verdict
    value: float | None
    unit: str
    summary: str
    method: str
    interval_90: Interval | None = None
    limit: float | None = None
    limit_kind: Literal["at_least", "at_most", ""] = ""
    sources: tuple[str, ...] = ()
    physical: bool = True
    detail: tuple[Mapping[str, Any], ...] = ()
    samples: tuple[float, ...] = ()
    pictures: tuple["IntervalPicture", ...] = ()


@dataclass(frozen=True, slots=True)
class IntervalPicture:
    """Intervals over one axis: a best value with its ends for each place, and marks across.

    Attributes
    ----------
    title, caption : str
    x_label, y_label : str
        Axes, with their units.
    x, low, best, high : tuple of float
        One entry per interval, in the axes' units.
    labels : tuple of str
        Names of the entries.
    limit : float or None
        A line across, in the unit of the intervals, named by `limit_label`.
    """

    title: str
    caption: str
    x_label: str
    y_label: str
    x: tuple[float, ...]
    low: tuple[float, ...]
    best: tuple[float, ...]
    high: tuple[float, ...]
    labels: tuple[str, ...] = ()
    limit: float | None = None
    limit_label: str = ""


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
    variance_share: float = 0.0
    #: What the path means, where the kind of study says so itself.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One single change of the study that was tried, and what it does to the verdict."""

    path: str
    value: str
    verdict: Verdict
    probability: float | None
    summary: str
    samples: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class GroundTrack:
    """A line on the map: longitudes and latitudes in radians, shape ``(n,)``.

    An ``area`` (and one that was ``announced``) is a ring, not closed: its last point is joined to
    its first. A track with a `duration` (s) is passed at even steps of time from its first point to
    its last, at a `height` (m) over the ground; one without is a line.
    """

    label: str
    role: Literal["ascent", "orbit", "target", "area", "announced"]
    longitude: tuple[float, ...]
    latitude: tuple[float, ...]
    duration: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event on the time-line: ISO 8601 text and label."""

    when: str
    label: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer to one study.

    `deciding` is the id of the finding whose margin decides; `margin` its signed distance to the
    limit (positive: possible) with `margin_samples` for the picture. `sentence` begins with the
    verdict in a word, `headline` is the same without it.
    """

    name: str
    claim: str
    said_by: str
    said_on: str
    verdict: Verdict
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
    data_dates: Mapping[str, str] = field(default_factory=dict)
    headline: str = ""

    @property
    def deciding_finding(self) -> Finding:
        """The finding that decides the verdict."""
        return next(f for f in self.findings if f.id == self.deciding)

    @property
    def decisive_inputs(self) -> Sequence[Input]:
        """Inputs with an influence, the strongest first."""
        return sorted(
            (i for i in self.inputs if i.variance_share > 0), key=lambda i: -i.variance_share
        )
