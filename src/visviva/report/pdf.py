"""The printed page as a PDF, drawn by WeasyPrint from the same HTML: the optional extra `pdf`.

Limits: WeasyPrint draws an SVG by the style inside it alone, so that the style of the page is laid
into every picture, with its colours in place of names. Letters come from the fonts of the machine;
without one that has Korean, a page in Korean is refused rather than printed as boxes.
"""

import base64
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from visviva.errors import MissingExtraError
from visviva.export.files import atomic_write

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MEDIA = re.compile(r"@(?:media|page)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_VARIABLE = re.compile(r"(--[a-z-]+):\s*([^;}]+)")
_KOREAN = re.compile("CJK|KR|Nanum|Gothic|Batang|Myeongjo|Gulim|Dotum|Pretendard|Baekmuk")
#: Paints of a picture that the drawer of PDFs knows.
_KNOWN = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "font-size",
    "font-weight",
    "font-family",
    "text-anchor",
)
#: What the drawer lays out otherwise than a browser.
_OWN = """
.chip, .chip svg { display: inline-block; } .chip svg { vertical-align: -.1em; width: .8em; }
.word .sign { width: 1.8rem; } .picture.narrow { display: none; }
.picture { display: block; width: 100%; } .held .picture { width: 60%; }
.picture.margin { width: 72%; margin: 0 auto; } .picture.world { width: 54%; margin: 0 auto; }
.legend li, .legend .mark { display: inline-block; } .legend li { margin-right: 1.5rem; }
.legend .mark { width: 34px; vertical-align: middle; margin-right: .5rem; }
.finding header { display: table; width: 100%; break-inside: avoid; }
.finding h3, .finding .marks { display: table-cell; } .finding .marks { text-align: right; }
.cards { display: block; columns: 2; } .cards li { margin-bottom: .375rem; }
"""


def require_pdf() -> None:
    """Refuse before the work where PDFs cannot be drawn here.

    Raises
    ------
    MissingExtraError
        If WeasyPrint or the libraries of the system that it draws with are missing.
    """
    try:
        import weasyprint  # noqa: F401
    except ImportError as err:
        raise MissingExtraError(
            "a PDF needs WeasyPrint",
            advice='pip install "visviva[pdf]", or print the .html report from a browser',
        ) from err
    except OSError as err:
        raise MissingExtraError(
            "a PDF needs the Pango library of the system, which WeasyPrint does not find",
            advice="install it (Debian: libpangoft2-1.0-0), or print the .html report",
        ) from err


def write_pdf(path: Path, html: str, lang: str) -> None:
    """Print a page of `visviva.report.page.render_page` to a file.

    Parameters
    ----------
    path : Path
    html : str
    lang : {"en", "fr", "ko"}

    Raises
    ------
    MissingExtraError
        If WeasyPrint is missing, or no font has the letters of the language.
    InputError
        If the path cannot be written.
    """
    require_pdf()
    import weasyprint

    fonts: list[str] = []

    def note_fonts(document: Any, pdf: Any) -> None:
        fonts.extend(str(o.get("BaseFont")) for o in pdf.objects if hasattr(o, "get"))

    inside = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    page = weasyprint.HTML(string=printable(html), url_fetcher=inside)
    with _quiet():  # it tells every rule that only browsers know
        data: bytes = page.write_pdf(finisher=note_fonts)
    if lang == "ko" and not any(map(_KOREAN.search, fonts)):
        raise MissingExtraError(
            "no font of this machine has Korean letters",
            advice="install one (Debian: fonts-noto-cjk)",
        )
    with atomic_write(path, "wb") as stream:
        stream.write(data)


@contextmanager
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def printable(html: str) -> str:
    """The page with every picture as an image that holds its own style and its own land.

    Examples
    --------
    >>> page = "<style>.a { fill: var(--ink); } :root { --ink: #111; }</style><p></p>"
    >>> "<p></p>" in printable(page)
    True
    """
    end = html.index("</style>")
    style = picture_style(html[html.index("<style>") + 7 : end])
    land = re.search(r'<path id="land" (d="[^"]*")/>', html)

    def image(found: re.Match[str]) -> str:
        outline = f'<path class="land" {land[1]}/>' if land else ""
        svg = re.sub(r'<use class="land"[^>]*/>', outline, found[0])
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        svg = svg.replace(">", f"><style>{style}</style>", 1)
        data = base64.b64encode(svg.encode()).decode("ascii")
        kind = re.search(r'class="([^"]*)"', found[0].partition(">")[0])
        words = re.search(r"<title[^>]*>(.*?)</title>", found[0], re.DOTALL)
        alt = words[1].replace('"', "&quot;") if words else ""
        name = f"picture {kind[1]}" if kind else "mark"
        return f'<img class="{name}" alt="{alt}" src="data:image/svg+xml;base64,{data}">'

    body = re.sub(r'<svg class="defs".*?</svg>', "", html[end:], flags=re.DOTALL)
    body = re.sub(r'<svg (?!class="sign").*?</svg>', image, body, flags=re.DOTALL)
    return html[:end] + _OWN + body


@lru_cache(maxsize=8)
def picture_style(style: str) -> str:
    """Rules of a page's style that paint pictures, with colours in place of their names."""
    screen = _MEDIA.sub("", style)
    colours = dict(_VARIABLE.findall(screen))
    rules = []
    for selector, body in _RULE.findall(screen):
        parts = (part.partition(":") for part in body.split(";"))
        painted = [f"{n.strip()}: {v.strip()}" for n, _, v in parts if n.strip() in _KNOWN]
        if ".halo" in selector:
            painted = [p for p in painted if not p.startswith("stroke")]
        rule = [re.sub(r"^\.map (?=\.)", "", one.strip()) for one in selector.split(",")]
        if painted and not selector.strip().startswith(("html", "body", "@")):
            rules.append(f"{', '.join(rule)} {{ {'; '.join(painted)} }}")
    text = "\n".join(rules)
    for _ in range(2):
        text = re.sub(r"var\((--[a-z-]+)\)", lambda m: colours.get(m[1], "#1b1f24").strip(), text)
    return text
