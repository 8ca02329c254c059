"""Single pictures of an answer page, for those who lay the page out themselves."""

from functools import lru_cache
from typing import Any

from visviva.report.figures.margin import text_width
from visviva.report.page import environment
from visviva.report.view import FindingView, Page


@lru_cache(maxsize=1)
def _parts() -> Any:
    return environment().from_string(
        '{% import "parts.html.j2" as parts with context %}'
        "{{ parts.margin(picture, size) if size else parts.limit(finding) }}"
    )


def margin_svg(page: Page, size: str = "wide") -> str:
    """The margin as a distribution, as SVG; empty where there is none.

    Parameters
    ----------
    page : Page
        With its pictures.
    size : {"wide", "narrow"}
        For a page, or for a telephone.
    """
    pictures = page.pictures
    if pictures is None:
        return ""
    picture = pictures.margin if size == "wide" else pictures.margin_narrow
    if picture is None:
        return ""
    return str(
        _parts().render(t=page.t, text_width=text_width, picture=picture, size=size, finding=None)
    )


def limit_svg(page: Page, finding: FindingView) -> str:
    """A finding's value against its limit, as SVG; empty where it has none."""
    return str(
        _parts().render(t=page.t, text_width=text_width, picture=None, size="", finding=finding)
    ).strip()
