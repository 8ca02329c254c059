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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import visviva
from visviva.assessment.answer import Assessment
from visviva.report.figures.intervals import interval_svg
from visviva.report.figures.margin import text_width
from visviva.report.figures.world_map import land_path
from visviva.report.localize import localize
from visviva.report.view import Page

_SHOWN_CHANGES = 4
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


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates of every page: one style, all text escaped, an unknown name an error."""
    env = Environment(
        loader=PackageLoader("visviva.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["r"] = lambda value: f"{value:.1f}".removesuffix(".0")
    env.filters["mark"] = lambda line: Markup(' lang="en"') if line.quoted else ""
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


def render_page(
    assessment: Assessment | Page, *, lang: str = "en", extra_figures: Sequence[Figure] = ()
) -> str:
    """Answer page of an assessment as HTML text.

    Parameters
    ----------
    assessment : Assessment or Page
        A page that `localize` made is laid out as it is, with its own language.
    lang : {"en", "fr", "ko"}
        Language of the page; quoted texts stay as they are.
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
    page = assessment if isinstance(assessment, Page) else localize(assessment, lang)
    own = [
        Figure(picture.title, interval_svg(picture, page.lang), picture.caption)
        for picture in page.figures
    ]
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            t=page.t,
            lang=page.lang,
            version=visviva.__version__,
            pictures=page.pictures,
            land=land_path() if page.pictures and page.pictures.map else "",
            figures=[*own, *extra_figures],
            shown_changes=_SHOWN_CHANGES,
            links=links,
            text_width=text_width,
        )
    )
