"""The answer page: one HTML file that works offline, prints, and needs no script.

Examples
--------
>>> from visviva.assessment.answer import Assessment
>>> a = Assessment("demo", "Pigs fly", "a friend", "2026-01-01", "no", 0.0, "They do not.", "", (),
...     (), (), "", 1, 0)
>>> "<h1>Pigs fly</h1>" in render_page(a)
True
"""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import visviva
from visviva.assessment.answer import Assessment, Input
from visviva.core.numerals import number
from visviva.report.figures.margin import limit_picture, margin_picture, text_width, time_picture
from visviva.report.figures.world_map import land_path, world_map
from visviva.report.messages import catalogue
from visviva.report.numbers import probability
from visviva.report.phrases import Words, margin_words, split_changes

#: Widths of the pictures' view boxes on a page and on a telephone: near their size on screen, so
#: letters keep theirs.
WIDE, NARROW = 912.0, 340.0
_MAP_FONT_WIDE, _MAP_FONT_NARROW = 15.0, 36.0
_SHOWN_INFLUENCES, _LEAST_INFLUENCE = 3, 0.005
_SHOWN_CHANGES = 4
#: Methods of `Words` that the templates call by name.
_PHRASES = (
    "shown",
    "limit_text",
    "ends",
    "interval_text",
    "input_value",
    "spread",
    "how",
    "question",
    "chance",
)
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")


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
    >>> print(links("<b> see https://a.org."))
    &lt;b&gt; see <a href="https://a.org" rel="noopener noreferrer">https://a.org</a>.
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


def columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Keys of all rows, in the order in which they first appear."""
    return list(dict.fromkeys(key for row in rows for key in row))


def _numeric(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    values = [row.get(key) for row in rows if row.get(key) is not None]
    return bool(values) and all(
        isinstance(v, int | float) and not isinstance(v, bool) for v in values
    )


def _influences(assessment: Assessment, words: Words) -> list[Influence]:
    strongest = [i for i in assessment.decisive_inputs if i.influence >= _LEAST_INFLUENCE][
        :_SHOWN_INFLUENCES
    ]
    return [
        Influence(
            input=i,
            percent=f"{number(100 * i.influence, words.lang, decimals=0)}\u202f%",
            width=f"{max(0.0, min(100.0, 100 * i.influence)):.1f}",
            value=words.input_value(i),
            spread=words.spread(i),
        )
        for i in strongest
    ]


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
        "parallel": wide.parallels[0].label.text.removeprefix("N ")
        if wide and wide.parallels
        else "",
        "time_wide": time_picture(assessment.timeline, width=WIDE),
        "time_narrow": time_picture(assessment.timeline, width=NARROW),
    }


def render_page(
    assessment: Assessment, *, lang: str = "en", extra_figures: Sequence[Figure] = ()
) -> str:
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
    words = Words(t, assessment.samples)
    turning, staying = split_changes(assessment)
    deciding = next((f for f in assessment.findings if f.id == assessment.deciding), None)
    phrases: dict[str, Callable[..., str]] = {name: getattr(words, name) for name in _PHRASES}
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            a=assessment,
            t=t,
            lang=lang,
            version=visviva.__version__,
            deciding=deciding,
            margin_is_value=deciding is not None
            and deciding.limit == 0.0
            and deciding.value == assessment.margin,
            physical=[f for f in assessment.findings if f.physical],
            outside=[f for f in assessment.findings if not f.physical],
            turning=turning[:_SHOWN_CHANGES],
            turning_more=turning[_SHOWN_CHANGES:],
            staying=staying,
            influences=_influences(assessment, words),
            recalled=any(i.how_known.lower() == "recalled" for i in assessment.inputs),
            figures=extra_figures,
            headline=words.headline(assessment),
            told=words.told,
            foreign=Markup(words.foreign()),
            foreign_said=lambda text: Markup(words.foreign_said(text)),
            foreign_unless=lambda finding: Markup(words.foreign(finding)),
            links=links,
            columns=columns,
            numeric=_numeric,
            detail_cell=words.cell,
            num=partial(number, lang=lang),
            probability=partial(probability, samples=assessment.samples, lang=lang),
            limit_picture=partial(limit_picture, lang=lang),
            text_width=text_width,
            **phrases,
            **margin_words(assessment, words),
            **_pictures(assessment, lang),
        )
    )
