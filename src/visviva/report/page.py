"""The answer page: one HTML file that works offline, prints, and needs no script.

Examples
--------
>>> from visviva.assess.verdict import Assessment
>>> a = Assessment("demo", "Pigs fly", "a friend", "2026-01-01", "no", 0.0, "They do not.", "", (), (), (), "", 1, 0)
>>> "<h1>Pigs fly</h1>" in render_page(a)
True
"""

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import visviva
from visviva.assess.verdict import Answer, Assessment, Change, Finding, Input
from visviva.report.map import land_path, world_map
from visviva.report.messages import Catalogue, catalogue
from visviva.report.numbers import decimals_for, number, plain, probability
from visviva.report.pictures import limit_picture, margin_picture, text_width, time_picture

#: Widths of the pictures' view boxes, on a page and on a telephone; close to their size on screen, so that letters keep theirs.
WIDE, NARROW = 912.0, 340.0
_MAP_FONT_WIDE, _MAP_FONT_NARROW = 15.0, 36.0
_SHOWN_INFLUENCES, _LEAST_INFLUENCE = 3, 0.005
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
#: Columns whose whole numbers are names, not amounts.
_UNGROUPED = re.compile(r"(^|_)(year|catalog_number|norad|id)(_|$)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A further figure for the page: an SVG document with its title and caption.

    It is embedded as an image, so that nothing in it can run or load anything.
    """

    title: str
    svg: str
    caption: str = ""

    @property
    def src(self) -> str:
        """The figure as a data address."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


@dataclass(frozen=True, slots=True)
class Influence:
    """An input with its share of the margin's variance, ready to be shown."""

    input: Input
    percent: str
    width: str
    value: str
    spread: str


@lru_cache(maxsize=1)
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("visviva.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["r"] = lambda value: f"{value:.1f}".removesuffix(".0")
    return env


def links(text: str) -> Markup:
    """Text with its web addresses as anchors; all else is escaped.

    Examples
    --------
    >>> print(links("<b> see https://example.org/a."))
    &lt;b&gt; see <a href="https://example.org/a" rel="noopener noreferrer">https://example.org/a</a>.
    """
    parts, end = [], 0
    for match in _LINK.finditer(text):
        address = escape(match.group())
        parts += [
            escape(text[end : match.start()]),
            Markup(f'<a href="{address}" rel="noopener noreferrer">{address}</a>'),
        ]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def with_unit(text: str, unit: str) -> str:
    """A number with its unit; a degree sign stands close, other units after a space that does not break.

    Examples
    --------
    >>> with_unit("41.47", "°"), with_unit("150", "")
    ('41.47°', '150')
    """
    if unit in {"°", "deg"}:
        return f"{text}°"
    return f"{text}\u00a0{unit}" if unit else text


def columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Keys of all rows, in the order in which they first appear."""
    return list(dict.fromkeys(key for row in rows for key in row))


def _numeric(rows: Sequence[dict[str, Any]], key: str) -> bool:
    values = [row.get(key) for row in rows if row.get(key) is not None]
    return bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


class _Words:
    """Phrases of one page: numbers with units in its language."""

    def __init__(self, t: Catalogue, samples: int) -> None:
        self.t, self.lang, self.samples = t, t.lang, samples

    def digits(self, finding: Finding) -> int | None:
        """Decimals that suit a finding's interval; None where it has none."""
        i = finding.interval_90
        return decimals_for(0.0, (i.high - i.low) / 2) if i and i.high > i.low else None

    def shown(self, finding: Finding) -> str:
        """A finding's value with its unit."""
        if finding.value is None:
            return "–"
        return with_unit(number(finding.value, self.lang, decimals=self.digits(finding)), finding.unit)

    def limit_text(self, finding: Finding) -> str:
        """A finding's limit with its unit."""
        return "–" if finding.limit is None else with_unit(number(finding.limit, self.lang), finding.unit)

    def range(self, low: float, high: float, unit: str, decimals: int | None) -> str:
        """Both ends of an interval with its unit."""
        low_text, high_text = (number(v, self.lang, decimals=decimals) for v in (low, high))
        return with_unit(self.t("inputs.range", low=low_text, high=high_text), unit)

    def ends(self, finding: Finding) -> str:
        """A finding's interval."""
        i = finding.interval_90
        return "–" if i is None else self.range(i.low, i.high, finding.unit, self.digits(finding))

    def interval_text(self, finding: Finding) -> str:
        """A finding's interval, as a phrase that says what it is."""
        i = finding.interval_90
        if i is None:
            return ""
        low, high = (number(v, self.lang, decimals=self.digits(finding)) for v in (i.low, i.high))
        return self.t("deciding.interval", low=low, high=with_unit(high, finding.unit))

    def spread(self, item: Input) -> str:
        """Spread of an input; empty for an exact one."""
        if item.low is None or item.high is None or item.low == item.high:
            return ""
        return self.range(item.low, item.high, item.unit, None)

    def how(self, how_known: str) -> str:
        """How an input is known, in the page's language where the catalogue has the word."""
        return self.t.known(f"how.{how_known.lower()}", how_known) or "–"

    def question(self, finding: Finding) -> str:
        """A finding's question, translated where the catalogue knows the finding."""
        return self.t.known(f"finding.{finding.id}.question", finding.question)

    def foreign(self, finding: Finding | None = None) -> Markup:
        """Attribute that marks English text on a page of another language."""
        translated = finding is not None and f"finding.{finding.id}.question" in self.t.own
        return Markup("") if self.lang == "en" or translated else Markup(' lang="en"')

    def chance(self, change: Change) -> str:
        """Probability of a change as text."""
        return probability(change.probability, self.samples, self.lang)

    def cell(self, row: dict[str, Any], key: str) -> str:
        """Cell of a detail table; verdict words are translated, names stay ungrouped."""
        value = row.get(key)
        if key == "verdict" and f"verdict.{value}" in self.t.english:
            return self.t(f"verdict.{value}")
        if isinstance(value, int) and not isinstance(value, bool) and _UNGROUPED.search(key):
            return str(value)
        return plain(value, self.lang)


def _influences(assessment: Assessment, words: _Words) -> list[Influence]:
    strongest = [i for i in assessment.decisive_inputs if i.influence >= _LEAST_INFLUENCE][:_SHOWN_INFLUENCES]
    return [
        Influence(
            input=i,
            percent=f"{number(100 * i.influence, words.lang, decimals=0)}\u202f%",
            width=f"{max(0.0, min(100.0, 100 * i.influence)):.1f}",
            value=with_unit(plain(i.value, words.lang), i.unit),
            spread=words.spread(i),
        )
        for i in strongest
    ]


_RANK: dict[Answer, int] = {"yes": 0, "marginal": 1, "unknown": 2, "no": 3}


def split_changes(assessment: Assessment) -> tuple[list[Change], list[Change]]:
    """Changes that turn the verdict, the likeliest first, and those that leave it."""
    turning = [c for c in assessment.changes if c.verdict != assessment.verdict]
    staying = [c for c in assessment.changes if c.verdict == assessment.verdict]
    return sorted(turning, key=lambda c: (_RANK[c.verdict], -c.probability)), sorted(
        staying, key=lambda c: -c.probability
    )


def _margin_words(assessment: Assessment, words: _Words) -> dict[str, str]:
    i, unit = assessment.margin_interval_90, assessment.margin_unit
    decimals = decimals_for(0.0, (i.high - i.low) / 2) if i and i.high > i.low else None
    text = {"margin_text": "", "margin_interval_text": ""}
    if assessment.margin is not None:
        value = number(assessment.margin, words.lang, decimals=decimals)
        text["margin_text"] = with_unit(f"+{value}" if assessment.margin > 0 else value, unit)
    if i:
        low, high = (number(v, words.lang, decimals=decimals) for v in (i.low, i.high))
        text["margin_interval_text"] = words.t("deciding.interval", low=low, high=with_unit(high, unit))
    return text


def _pictures(assessment: Assessment, lang: str) -> dict[str, Any]:
    """Every picture for a page and for a telephone."""
    world = partial(world_map, assessment, lang=lang)
    wide = world(font=_MAP_FONT_WIDE)
    return {
        "margin_wide": margin_picture(assessment, width=WIDE, lang=lang),
        "margin_narrow": margin_picture(assessment, width=NARROW, lang=lang),
        "map_wide": wide,
        "map_narrow": world(font=_MAP_FONT_NARROW),
        "land": land_path() if wide else "",
        "parallel": wide.parallels[0].label.text.removeprefix("N ") if wide and wide.parallels else "",
        "time_wide": time_picture(assessment.timeline, width=WIDE),
        "time_narrow": time_picture(assessment.timeline, width=NARROW),
    }


def render_page(assessment: Assessment, *, lang: str = "en", extra_figures: Sequence[Figure] = ()) -> str:
    """Answer page of an assessment as HTML text.

    Parameters
    ----------
    assessment : Assessment
    lang : {"en", "fr", "ko"}
        Language of the page; texts that only the assessment holds stay as they are.
    extra_figures : sequence of Figure
        Shown after the findings.

    Returns
    -------
    str
        One whole document: inline style and pictures, nothing loaded, no script.

    Raises
    ------
    InputError
        If there is no catalogue for `lang`.
    """
    t = catalogue(lang)
    words = _Words(t, assessment.samples)
    turning, staying = split_changes(assessment)
    phrases: dict[str, Callable[..., str]] = {
        name: getattr(words, name)
        for name in ("shown", "limit_text", "ends", "interval_text", "spread", "how", "question", "chance")
    }
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            a=assessment,
            t=t,
            lang=lang,
            version=visviva.__version__,
            deciding=next((f for f in assessment.findings if f.id == assessment.deciding), None),
            physical=[f for f in assessment.findings if f.physical],
            outside=[f for f in assessment.findings if not f.physical],
            turning=turning,
            staying=staying,
            influences=_influences(assessment, words),
            recalled=any(i.how_known.lower() == "recalled" for i in assessment.inputs),
            figures=extra_figures,
            foreign=words.foreign(),
            foreign_unless=words.foreign,
            links=links,
            columns=columns,
            numeric=_numeric,
            detail_cell=words.cell,
            cell=partial(plain, lang=lang),
            num=partial(number, lang=lang),
            probability=partial(probability, samples=assessment.samples, lang=lang),
            limit_picture=partial(limit_picture, lang=lang),
            text_width=text_width,
            **phrases,
            **_margin_words(assessment, words),
            **_pictures(assessment, lang),
        )
    )
