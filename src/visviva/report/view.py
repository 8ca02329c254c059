"""The answer page as values: texts in their language, numbers written, pictures laid out.

What draws a page (terminal, HTML, Markdown, a card) only places these; it computes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from visviva.assessment.answer import IntervalPicture, Verdict
from visviva.report.figures.margin import LimitPicture, MarginPicture, TimePicture
from visviva.report.figures.world_map import WorldMap
from visviva.report.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Line:
    """A text ready to be shown; `quoted`: it stays in the language it was written in."""

    text: str
    quoted: bool = False

    def __str__(self) -> str:
        """The text alone."""
        return self.text

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a finding's table; `key` is the one of the JSON form."""

    key: str
    heading: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; texts that it has not are empty.

    `limit` is the limit bare, `limit_phrase` with its sense; `interval_phrase` says that it is the
    90 % one.
    """

    id: str
    question: Line
    verdict: Verdict
    word: str
    decides: bool
    physical: bool
    summary: Line
    value: str
    interval: str
    interval_phrase: str
    limit: str
    limit_kind: str
    limit_phrase: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    method: Line
    sources: tuple[Line, ...]
    picture: LimitPicture | None = None


@dataclass(frozen=True, slots=True)
class InputView:
    """One input: its path and what the path means; `percent` is its share of the variance."""

    path: str
    label: str
    value: str
    spread: str
    how: str
    how_code: str
    source: Line
    as_of: str
    overridden: bool
    percent: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change that was tried."""

    path: str
    label: str
    value: str
    verdict: Verdict
    word: str
    chance: str
    summary: Line


@dataclass(frozen=True, slots=True)
class MomentView:
    """A dated event."""

    when: str
    label: Line


@dataclass(frozen=True, slots=True)
class Pictures:
    """Every picture for a page and for a telephone."""

    margin: MarginPicture | None
    margin_narrow: MarginPicture | None
    map: WorldMap | None
    map_narrow: WorldMap | None
    parallel: str
    time: TimePicture | None
    time_narrow: TimePicture | None


@dataclass(frozen=True, slots=True)
class Page:
    """An assessment in one language, ready to be laid out.

    Attributes
    ----------
    t : Catalogue
        Headings and other words of the page itself: ``page.t("findings.heading")``.
    said : str
        Who said it and when, in a phrase.
    sentence : Line
        Why the verdict is what it is, without the word of the verdict; may be empty.
    general : str
        What the verdict means, in general.
    probability, basis : str
        The chance that the claim is possible, and what it rests on.
    margin, margin_interval : str
        Of the deciding finding; empty where that has none, or where `margin_is_value`, its value.
    turning, staying : tuple of ChangeView
        Changes that turn the verdict, and those that leave it, the likeliest first.
    outside : tuple of FindingView
        Stated facts outside physics.
    dates : Mapping
        Age of the data, by name.
    pictures : Pictures or None
        None where they were not asked for.
    figures : tuple of IntervalPicture
        Further figures, with their words in the page's language.
    """

    t: Catalogue
    name: str
    claim: Line
    said: str
    verdict: Verdict
    word: str
    sentence: Line
    general: str
    probability: str
    basis: str
    deciding: FindingView | None
    margin: str
    margin_interval: str
    margin_is_value: bool
    findings: tuple[FindingView, ...]
    outside: tuple[FindingView, ...]
    influences: tuple[InputView, ...]
    turning: tuple[ChangeView, ...]
    staying: tuple[ChangeView, ...]
    moments: tuple[MomentView, ...]
    notes: tuple[Line, ...]
    inputs: tuple[InputView, ...]
    recalled: bool
    warnings: tuple[Line, ...]
    dates: Mapping[str, str]
    reproduce: str
    pictures: Pictures | None = None
    figures: tuple[IntervalPicture, ...] = ()

    def labelled(self, key: str, value: str) -> str:
        """A word of the page with what it says, in one line."""
        return self.t("text.labelled", label=self.t(key), value=value)

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.t.lang
