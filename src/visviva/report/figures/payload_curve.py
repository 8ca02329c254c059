"""A picture of payload against inclination, drawn from the rows of the corridors' finding."""

from markupsafe import escape

from visviva.assessment.answer import Assessment
from visviva.core.numerals import number
from visviva.report.messages import Catalogue, catalogue
from visviva.report.page import Figure

WIDTH, HEIGHT = 720.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 78.0, 700.0, 34.0, 246.0
_INK, _FAINT, _ACCENT = "#3d4450", "#9aa1ab", "#2563a8"
_FONT = "font-family=\"system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif\" font-size=\"14\""


def corridor_figure(assessment: Assessment, lang: str = "en") -> Figure | None:
    """Payload with its 90 % interval by inclination.

    None where the assessment has no corridors to show.

    Parameters
    ----------
    assessment : Assessment
    lang : {"en", "fr", "ko"}

    Returns
    -------
    Figure or None
    """
    finding = next(
        (f for f in assessment.findings if f.id == "corridors" and len(f.detail) > 1), None
    )
    if finding is None:
        return None
    t = catalogue(lang)
    rows = [tuple(float(row[key]) for key in _KEYS) for row in finding.detail]
    title = f"{t('column.payload')} (kg) / {t('column.inclination')} (°)"
    return Figure(title, _svg(rows, title, t), t("corridors.caption"))


_KEYS = ("inclination_deg", "payload_kg", "payload_low_kg", "payload_high_kg")


def _svg(rows: list[tuple[float, ...]], title: str, t: Catalogue) -> str:
    tilts = [row[0] for row in rows]
    top = 1.08 * max(row[3] for row in rows)
    first, last = min(tilts) - 3.0, max(tilts) + 3.0

    def x(tilt: float) -> float:
        return _LEFT + (tilt - first) / (last - first) * (_RIGHT - _LEFT)

    def y(mass: float) -> float:
        return _BOTTOM - mass / top * (_BOTTOM - _TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f"{_FONT}>",
        f"<title>{escape(title)}</title>",
    ]
    step = _step(top)
    mass = 0.0
    while mass <= top:
        parts.append(_line(_LEFT, y(mass), _RIGHT, y(mass), _FAINT, 0.5 if mass else 1.2))
        label = number(mass, t.lang, decimals=0)
        parts.append(
            f'<text x="{_LEFT - 10:g}" y="{y(mass) + 5:.1f}" text-anchor="end" '
            f'fill="{_INK}">{label}</text>'
        )
        mass += step
    points = " ".join(f"{x(row[0]):.1f},{y(row[1]):.1f}" for row in rows)
    parts.append(
        f'<polyline points="{points}" fill="none" stroke="{_ACCENT}" stroke-width="1.5" '
        'opacity="0.5"/>'
    )
    for tilt, best, low, high in rows:
        parts.append(_line(x(tilt), y(low), x(tilt), y(high), _ACCENT, 3.0))
        parts.append(f'<circle cx="{x(tilt):.1f}" cy="{y(best):.1f}" r="5" fill="{_ACCENT}"/>')
        above = y(high) - 9.0
        value = number(best, t.lang, decimals=0)
        parts.append(
            f'<text x="{x(tilt):.1f}" y="{above:.1f}" text-anchor="middle" '
            f'fill="{_INK}">{value}</text>'
        )
        text = f"{number(tilt, t.lang, decimals=1)}°"
        parts.append(
            f'<text x="{x(tilt):.1f}" y="{_BOTTOM + 22:g}" text-anchor="middle" '
            f'fill="{_INK}">{text}</text>'
        )
    parts.append(
        f'<text x="{0.5 * (_LEFT + _RIGHT):g}" y="{HEIGHT - 8:g}" text-anchor="middle" '
        f'fill="{_INK}">'
        f"{escape(t('column.inclination'))}</text>"
    )
    parts.append(
        f'<text x="{_LEFT - 10:g}" y="16" fill="{_INK}">{escape(t("column.payload"))}, '
        "kg</text></svg>"
    )
    return "".join(parts)


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
