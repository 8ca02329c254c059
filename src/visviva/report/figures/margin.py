"""Geometry of the page's pictures, in the user units of their view boxes; templates draw it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np

from visviva.assessment.answer import Assessment, Finding, Moment
from visviva.core.numerals import decimals_for, number

#: Mean advance of a glyph in units of the font size: Latin letters, and the square of an East Asian
#: one.
_LATIN, _SQUARE = 0.6, 1.0


def text_width(text: str, size: float) -> float:
    """Estimated width of `text` at font size `size`, on the generous side.

    Examples
    --------
    >>> text_width("abc", 10.0) < text_width("천궁역", 10.0)
    True
    """
    return size * sum(_SQUARE if ord(c) > 0x2E80 else _LATIN for c in text)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: place and label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram, and whether its samples meet the limit."""

    x: float
    y: float
    width: float
    height: float
    possible: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Place of an interval on an axis, with the labels of its ends."""

    low: float
    high: float
    low_label: str
    high_label: str


@dataclass(frozen=True, slots=True)
class MarginPicture:
    """The margin as a distribution.

    Zero is the limit, and the sides left and right of it have names.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    base: float
    zero: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    best: float | None
    best_label: str
    span: Span | None
    unit: str


def nice_ticks(low: float, high: float, count: int = 6) -> list[float]:
    """About `count` round values inside ``[low, high]``, zero among them where it lies inside.

    Examples
    --------
    >>> nice_ticks(-1.3, 0.9, 5)
    [-1.0, -0.5, 0.0, 0.5]
    """
    raw = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]


def _domain(values: Sequence[float]) -> tuple[float, float]:
    """Range that holds zero and `values`, with room on both sides so that both have a name."""
    low, high = min(0.0, *values), max(0.0, *values)
    reach = (high - low) or 1.0
    return low - 0.08 * reach - (0.1 * reach if low == 0 else 0), high + 0.08 * reach + (
        0.1 * reach if high == 0 else 0
    )


def _histogram(
    samples: np.ndarray, low: float, high: float, pixels: float
) -> list[tuple[float, float, float]]:
    """Bins ``(left, right, share)`` with an edge at zero.

    So that no bar stands on both sides of the limit.
    """
    spread = float(np.subtract(*np.quantile(samples, [0.75, 0.25])))
    rule = 2.0 * spread / len(samples) ** (1 / 3)  # Freedman & Diaconis (1981)
    finest = 3.0 * (high - low) / pixels  # no bar thinner than three units
    step = max(rule, finest)
    first, last = math.floor(samples.min() / step), math.floor(samples.max() / step) + 1
    edges = step * np.arange(first, last + 1)
    counts, _ = np.histogram(samples, edges)
    return [
        (a, b, n / len(samples))
        for (a, b), n in zip(pairwise(edges.tolist()), counts.tolist(), strict=True)
        if n
    ]


def margin_picture(
    assessment: Assessment, *, width: float, lang: str = "en", unit: str | None = None
) -> MarginPicture | None:
    """Picture of the deciding margin.

    Or None where the assessment has neither a margin nor samples of it.

    Parameters
    ----------
    assessment : Assessment
    width : float
        Width of the view box; its height follows.
    lang : str
        Language of the numbers.
    unit : str, optional
        Sign of the margin's unit in that language; else the assessment's own.
    """
    samples = np.asarray(
        [s for s in assessment.margin_samples if math.isfinite(s)], dtype=np.float64
    )
    interval, best = assessment.margin_interval_90, assessment.margin
    if best is not None and not math.isfinite(best):
        best = None
    if interval and not (math.isfinite(interval.low) and math.isfinite(interval.high)):
        interval = None
    known = [] if best is None else [best]
    known += [interval.low, interval.high] if interval else []
    if samples.size:
        low_tail = np.quantile(samples, 0.001, method="lower")
        high_tail = np.quantile(samples, 0.999, method="higher")
        samples = samples[(samples >= low_tail) & (samples <= high_tail)]
        known += [float(samples.min()), float(samples.max())]
    if not known:
        return None
    low, high = _domain(known)
    left, right, top = 12.0, width - 12.0, 58.0
    tall = 120.0 if samples.size else 26.0
    base = top + tall

    def place(value: float) -> float:
        return left + (value - low) / (high - low) * (right - left)

    bins = _histogram(samples, low, high, right - left) if samples.size > 1 else []
    peak = max((share for *_, share in bins), default=1.0)
    bars = tuple(
        Bar(
            place(a),
            base - tall * share / peak,
            place(b) - place(a) - 0.6,
            tall * share / peak,
            a >= -1e-12,
        )
        for a, b, share in bins
    )
    half = (interval.high - interval.low) / 2 if interval else None
    digits = decimals_for(best if best is not None else high, half)
    step_count = max(3, int(width // 110))
    span = None
    if interval:
        span = Span(
            place(interval.low),
            place(interval.high),
            number(interval.low, lang, decimals=digits),
            number(interval.high, lang, decimals=digits),
        )
    return MarginPicture(
        width=width,
        height=base + 66.0,
        left=left,
        right=right,
        top=top,
        base=base,
        zero=place(0.0),
        bars=bars,
        ticks=tuple(Tick(place(v), number(v, lang)) for v in nice_ticks(low, high, step_count)),
        best=None if best is None else place(best),
        best_label="" if best is None else number(best, lang, decimals=digits),
        span=span,
        unit=assessment.margin_unit if unit is None else unit,
    )


@dataclass(frozen=True, slots=True)
class LimitPicture:
    """A finding's value and interval against its limit, on one line.

    The side that holds runs from the limit.
    """

    width: float
    height: float
    value: float
    limit: float
    good_from: float
    good_to: float
    span: Span | None


def limit_picture(
    finding: Finding, *, width: float = 320.0, lang: str = "en"
) -> LimitPicture | None:
    """Small picture of a finding; None where it has no value or no limit to be held against."""
    value, limit, interval = finding.value, finding.limit, finding.interval_90
    if value is None or limit is None or not finding.limit_kind:
        return None
    marks = [value, limit, *((interval.low, interval.high) if interval else ())]
    if not all(math.isfinite(m) for m in marks):
        return None
    reach = (max(marks) - min(marks)) or abs(limit) or 1.0
    low, high = min(marks) - 0.25 * reach, max(marks) + 0.25 * reach

    def place(v: float) -> float:
        return float(6.0 + (v - low) / (high - low) * (width - 12.0))

    at_most = finding.limit_kind == "at_most"
    span = None
    if interval:
        span = Span(
            place(interval.low),
            place(interval.high),
            number(interval.low, lang),
            number(interval.high, lang),
        )
    return LimitPicture(
        width=width,
        height=30.0,
        value=place(value),
        limit=place(limit),
        good_from=0.0 if at_most else place(limit),
        good_to=place(limit) if at_most else width,
        span=span,
    )


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A numbered mark on the time-line; marks that would overlap stand on higher levels."""

    x: float
    level: int
    index: int


@dataclass(frozen=True, slots=True)
class TimePicture:
    """The time-line to scale."""

    width: float
    height: float
    base: float
    marks: tuple[TimeMark, ...]
    start: str
    end: str


def _instant(moment: Moment) -> datetime | None:
    try:
        when = datetime.fromisoformat(moment.when.strip())
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def time_picture(moments: Sequence[Moment], *, width: float) -> TimePicture | None:
    """Axis of the moments to scale.

    None with fewer than two dates that can be read, or when all are the same.
    """
    read = [(i, t) for i, t in ((i, _instant(m)) for i, m in enumerate(moments, 1)) if t]
    if len(read) < 2:
        return None
    read.sort(key=lambda pair: pair[1])
    first, last = read[0][1], read[-1][1]
    reach = (last - first).total_seconds()
    if reach <= 0:
        return None
    marks: list[TimeMark] = []
    ends: list[float] = []  # right edge of the last mark on each level
    for index, when in read:
        x = 16.0 + (when - first).total_seconds() / reach * (width - 32.0)
        level = next((n for n, end in enumerate(ends) if x - 12.0 >= end), len(ends))
        ends[level : level + 1] = [x + 12.0]
        marks.append(TimeMark(x, level, index))
    base = 20.0 + 24.0 * len(ends)
    shown = "%Y-%m-%d" if reach > 3 * 86400 else "%Y-%m-%d %H:%M"
    return TimePicture(
        width,
        base + 26.0,
        base,
        tuple(marks),
        first.astimezone(UTC).strftime(shown),
        last.astimezone(UTC).strftime(shown),
    )
