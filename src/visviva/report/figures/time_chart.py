"""Geometry of charts over time, in the user units of their view boxes; templates draw it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.report.figures.margin import Tick, nice_ticks, text_width

FONT: Final = 12.5
_MINUTES: Final = (1 / 12, 1 / 6, 1 / 3, 1 / 2, 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360)
FEW_MARKS: Final = 20
_LINE_DOTS: Final = 60  # up to so many points a line shows each of them


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line of the grid: place and label."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One series: its class for colour, a path for the line (may be empty), places of dots.

    May be none.
    """

    kind: str
    path: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical mark, for an event: place, class, label."""

    x: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over time."""

    width: float
    height: float
    left: float
    right: float
    top: float
    base: float
    unit: str
    ticks: tuple[Tick, ...]
    rules: tuple[Rule, ...]
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...]
    band: tuple[float, float] | None
    title: str

    @property
    def mark_foot(self) -> float:
        """Upper end of the marks: of many only a stub at the base.

        So that the curve stays in sight.
        """
        return self.top if len(self.marks) <= FEW_MARKS else self.base - 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Values to draw: days from the chart's start, values, class.

    And whether as a line or as dots.
    """

    days: Array
    values: Array
    kind: str
    line: bool = True


def time_chart(
    start: Epoch,
    series: Sequence[Series],
    *,
    width: float,
    title: str,
    unit: str,
    height: float = 250.0,
    marks: Sequence[tuple[float, str, str]] = (),
    band: tuple[float, float] | None = None,
    span: tuple[float, float] | None = None,
    reach: tuple[float, float] | None = None,
    clock: bool = False,
) -> Chart | None:
    """Chart of series over time, or None where there is nothing to draw.

    Parameters
    ----------
    start : Epoch
        Day zero of all series.
    series : sequence of Series
    width, height : float
        Of the view box.
    title, unit : str
        For readers of the picture's text, and over the upright axis.
    marks : sequence of (days, kind, label)
        Events.
    band : (float, float), optional
        Days between which the ground is shaded.
    span : (float, float), optional
        Days shown; default those of the series.
    reach : (float, float), optional
        Least range of the upright axis.
    clock : bool
        The values are hours of a clock: labels such as 10:30.
    """
    days = np.concatenate([s.days for s in series]) if series else np.zeros(0)
    values = np.concatenate([s.values for s in series]) if series else np.zeros(0)
    good = np.isfinite(days) & np.isfinite(values)
    if not good.any():
        return None
    first, last = span or (float(days[good].min()), float(days[good].max()))
    if last - first < 1e-6:
        first, last = first - 1.0, last + 1.0
    low, high = float(values[good].min()), float(values[good].max())
    if reach is not None:
        low, high = min(low, reach[0]), max(high, reach[1])
    room = 0.06 * (high - low) or (0.05 if clock else max(1e-6, 0.001 * abs(high)))
    bounded = reach is not None and low == reach[0] and high == reach[1]
    low, high = (low, high) if bounded else (low - room, high + room)
    texts = _clock_ticks(low, high) if clock else _number_ticks(low, high)
    left = max(text_width(text, FONT) for _, text in texts) + 8.0 if texts else 8.0
    right, top, base = width - 8.0, 26.0, height - 26.0

    def across(day: float) -> float:
        return left + (day - first) / (last - first) * (right - left)

    def up(value: float) -> float:
        return base - (value - low) / (high - low) * (base - top)

    return Chart(
        width,
        height,
        left,
        right,
        top,
        base,
        unit,
        tuple(_date_ticks(start, first, last, across, max(3, int((right - left) // 95)))),
        tuple(Rule(up(v), text) for v, text in texts),
        tuple(_curve(s, across, up) for s in series),
        tuple(Mark(across(d), kind, label) for d, kind, label in marks if first <= d <= last),
        None if band is None else (max(left, across(band[0])), min(right, across(band[1]))),
        title,
    )


def _curve(series: Series, across: Callable[[float], float], up: Callable[[float], float]) -> Curve:
    """Path or dots of a series; of many points in one column of pixels the lowest and highest."""
    good = np.isfinite(series.days) & np.isfinite(series.values)
    x = np.array([across(float(d)) for d in series.days[good]])
    y = np.array([up(float(v)) for v in series.values[good]])
    keep = _thinned(x, y)
    points = [(float(a), float(b)) for a, b in zip(x[keep], y[keep], strict=True)]
    path = (
        "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
        if series.line and len(points) > 1
        else ""
    )
    dots = tuple(points) if not series.line or len(points) <= _LINE_DOTS else ()
    return Curve(series.kind, path, dots)


def _thinned(x: Array, y: Array) -> NDArray[np.int64]:
    """Places of the points worth drawing, in order."""
    if x.size < 400:
        return np.arange(x.size)
    column = np.round(x).astype(np.int64)
    order = np.lexsort((y, column))
    edge = np.flatnonzero(np.diff(column[order])) + 1
    lows = order[np.concatenate([[0], edge])]
    highs = order[np.concatenate([edge - 1, [x.size - 1]])]
    return np.unique(np.concatenate([lows, highs]))


def _number_ticks(low: float, high: float) -> list[tuple[float, str]]:
    values = nice_ticks(low, high, 5)
    step = values[1] - values[0] if len(values) > 1 else high - low
    digits = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0
    if digits < 6 and abs(step * 10**digits - round(step * 10**digits)) > 1e-6:
        digits += 1
    return [(v, f"{v:,.{digits}f}".replace(",", "\u202f").replace("-", "−")) for v in values]


def _clock_ticks(low: float, high: float) -> list[tuple[float, str]]:
    step = next((m for m in _MINUTES if (high - low) * 60.0 / m <= 6.0), 360) / 60.0
    values = [
        k * step for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]
    return [(v, clock_text(v, seconds=step < 1.0 / 60.0 - 1e-9)) for v in values]


def clock_text(hours: float, *, seconds: bool = False) -> str:
    """Hours of a clock as text.

    Examples
    --------
    >>> clock_text(10.5), clock_text(-0.25), clock_text(9.9875, seconds=True)
    ('10:30', '23:45', '09:59:15')
    """
    if seconds:
        whole = round(hours * 3600.0) % 86400
        return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    minutes = round(hours * 60.0) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _date_ticks(
    start: Epoch, first: float, last: float, across: Callable[[float], float], most: int
) -> list[Tick]:
    """Ticks at the beginnings of years, months or days."""
    zero = start.to_datetime()
    begin, end = _moved(zero, first), _moved(zero, last)
    span = last - first
    months = next(
        (m for m in (1, 2, 3, 4, 6, 12, 24, 60, 120, 240) if span / (30.44 * m) <= most), 1200
    )
    out = []
    if span / 30.44 >= 2.5:
        moments = [
            datetime(y, m, 1, tzinfo=UTC)
            for y in range(begin.year, end.year + 1)
            for m in range(1, 13)
            if ((y * 12 + m - 1) % months) == 0
        ]
        form = "%Y" if months >= 12 else "%Y-%m"
    else:
        step = next((d for d in (1, 2, 5, 10, 20) if span / d <= most), 30)
        day = datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
        moments = [day + timedelta(days=step * k) for k in range(int(span / step) + 2)]
        form = "%m-%d"
    for moment in moments:
        if begin <= moment <= end:
            x = across((moment - zero).total_seconds() / DAY_S)
            out.append(Tick(x, moment.strftime(form)))
    return out


def _moved(zero: datetime, days: float) -> datetime:
    """Datetime some days on, kept inside the calendar."""
    seconds = max(-6e10, min(days * DAY_S, 2e11))
    return zero + timedelta(seconds=seconds)
