"""A picture of intervals over one axis, such as payload against inclination, as SVG."""

from collections.abc import Callable

from markupsafe import escape

from visviva.assessment.answer import IntervalPicture
from visviva.core.numerals import number

WIDTH, HEIGHT = 720.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 78.0, 700.0, 34.0, 246.0
_INK, _FAINT, _ACCENT = "#3d4450", "#9aa1ab", "#2563a8"
_FONT = "font-family=\"system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif\" font-size=\"14\""


def interval_svg(picture: IntervalPicture, lang: str = "en") -> str:
    """An SVG document of intervals over one axis: best values, and a line through them.

    Parameters
    ----------
    picture : IntervalPicture
        With its words in the page's language already.
    lang : {"en", "fr", "ko"}
        Of the numbers.
    """
    across = _across(picture)
    top = 1.08 * max(*picture.high, picture.limit or 0.0)

    def up(value: float) -> float:
        return _BOTTOM - value / top * (_BOTTOM - _TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f"{_FONT}>",
        f"<title>{escape(picture.title)}</title>",
    ]
    step, value = _step(top), 0.0
    while value <= top:
        parts.append(_line(_LEFT, up(value), _RIGHT, up(value), _FAINT, 0.5 if value else 1.2))
        label = number(value, lang, decimals=0)
        parts.append(_text(_LEFT - 10, up(value) + 5, label, "end"))
        value += step
    points = " ".join(
        f"{across(x):.1f},{up(y):.1f}" for x, y in zip(picture.x, picture.best, strict=True)
    )
    parts.append(
        f'<polyline points="{points}" fill="none" stroke="{_ACCENT}" stroke-width="1.5" '
        'opacity="0.5"/>'
    )
    if picture.limit is not None:
        parts.append(_line(_LEFT, up(picture.limit), _RIGHT, up(picture.limit), _INK, 1.5))
        parts.append(_text(_RIGHT, up(picture.limit) - 6, picture.limit_label, "end"))
    marks = zip(picture.x, picture.low, picture.best, picture.high, strict=True)
    for k, (place, low, best, high) in enumerate(marks):
        x = across(place)
        parts.append(_line(x, up(low), x, up(high), _ACCENT, 3.0))
        parts.append(f'<circle cx="{x:.1f}" cy="{up(best):.1f}" r="5" fill="{_ACCENT}"/>')
        parts.append(_text(x, up(high) - 9, number(best, lang, decimals=0), "middle"))
        name = picture.labels[k] if picture.labels else number(place, lang, decimals=1)
        parts.append(_text(x, _BOTTOM + 22, name, "middle"))
    parts.append(_text(0.5 * (_LEFT + _RIGHT), HEIGHT - 8, picture.x_label, "middle"))
    parts.append(_text(_LEFT - 10, 16, picture.y_label, "start"))
    return "".join([*parts, "</svg>"])


def _across(picture: IntervalPicture) -> Callable[[float], float]:
    """Place of a value on the axis, with a little room at both ends."""
    room = 0.06 * ((max(picture.x) - min(picture.x)) or 1.0)
    first, last = min(picture.x) - room, max(picture.x) + room
    return lambda value: _LEFT + (value - first) / (last - first) * (_RIGHT - _LEFT)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}">{escape(text)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" '
        'stroke-linecap="round"/>'
    )


def _step(top: float) -> float:
    """Spacing of about four grid lines: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** len(str(int(top / 4))) / 10.0
    return next(power * k for k in (1.0, 2.0, 5.0, 10.0) if top / (power * k) <= 5.0)
