"""Cells, chances and units as text, in the manner of a language."""

from collections.abc import Mapping, Sequence
from typing import Any

from visviva.assessment.answer import Input
from visviva.core.numerals import THIN, decimals_for, number

#: A figure in years from here on is a date, a smaller one a span.
LEAST_CALENDAR_YEAR = 1000.0


def plain(value: Any, lang: str = "en") -> str:
    """A cell of a table as text: numbers in the manner of the language, the rest as it stands.

    Examples
    --------
    >>> plain(None), plain(1374.4), plain("none"), plain((1.0, 2.5))
    ('–', '1,374', 'none', '1, 2.5')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int | float) or hasattr(value, "__float__"):
        return number(float(value), lang)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plain(item, lang)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plain(item, lang) for item in value)
    return str(value)


def probability(value: float, samples: int, lang: str = "en") -> str:
    r"""A probability in per cent, never more certain than its count of samples allows.

    Examples
    --------
    >>> [probability(p, 4000).replace("\u202f", " ") for p in (0.0, 0.423, 1.0)]
    ['< 0.1 %', '42 %', '> 99.9 %']
    """
    # Three in n: the 95 % bound on a share of which n samples showed nothing (rule of three).
    floor = max(3.0 / samples, 1e-3) if samples > 0 else 1e-3
    if value < floor:
        return f"< {number(100 * floor, lang)}{THIN}%"
    if value > 1 - floor:
        return f"> {number(100 * (1 - floor), lang)}{THIN}%"
    percent = 100 * value
    return f"{number(percent, lang, decimals=1 if min(percent, 100 - percent) < 10 else 0)}{THIN}%"


def with_unit(text: str, unit: str) -> str:
    """A number with its unit; a degree sign stands close, other units after a space that stays.

    Examples
    --------
    >>> with_unit("41.47", "°"), with_unit("150", "")
    ('41.47°', '150')
    """
    if unit.startswith("°"):
        return f"{text}{unit}"
    return f"{text}\u00a0{unit}" if unit else text


_UNITS = (
    ("_m2_kg", "m²/kg"),
    ("_kg_m2", "kg/m²"),
    ("_per_km2", "/km²"),
    ("_kg_m3", "kg/m³"),
    ("_km2_s2", "km²/s²"),
    ("_km2", "km²"),
    ("_w_m2", "W/m²"),
    ("_m2", "m²"),
    ("_km_s", "km/s"),
    ("_m_s2", "m/s²"),
    ("_m_s", "m/s"),
    ("_deg_per_day", "°/d"),
    ("_deg_day", "°/d"),
    ("_deg_s", "°/s"),
    ("_deg", "°"),
    ("_km", "km"),
    ("_kg", "kg"),
    ("_mm", "mm"),
    ("_m", "m"),
    ("_kn", "kN"),
    ("_kpa", "kPa"),
    ("_pa", "Pa"),
    ("_days", "d"),
    ("_day", "d"),
    ("_h", "h"),
    ("_min", "min"),
    ("_s", "s"),
    ("_k", "K"),
    ("_t", "t"),
    ("_percent", "%"),
    ("_pct", "%"),
    ("_utc", "UTC"),
)


def split_unit(key: str) -> tuple[str, str]:
    """Stem and unit sign of a key that carries its unit.

    Examples
    --------
    >>> split_unit("turn_cost_m_s"), split_unit("interval_90_kg"), split_unit("site")
    (('turn_cost', 'm/s'), ('interval_90', 'kg'), ('site', ''))
    """
    for suffix, sign in _UNITS:
        if key.endswith(suffix) and len(key) > len(suffix):
            return key[: -len(suffix)], sign
    return key, ""


def digits_of(interval: Any) -> int | None:
    """Decimals that suit an interval; None where there is none."""
    if interval is None or not interval.high > interval.low:
        return None
    return decimals_for(0.0, (interval.high - interval.low) / 2)


def input_digits(item: Input) -> int | None:
    """Decimals that show both ends of an input's spread apart, and no fewer than its value has."""
    if item.low is None or item.high is None or not item.low < item.high:
        return None
    if isinstance(item.value, bool) or not isinstance(item.value, int | float):
        return None
    shown = number(float(item.value), "en")
    if "×" in shown:
        return None
    own = len(shown.partition(".")[2])
    return max(own, decimals_for(0.0, (item.high - item.low) / 2) - 1)


def is_calendar_year(value: float, unit: str) -> bool:
    """Whether a figure is a calendar year, not a span of years.

    >>> is_calendar_year(2032.4, "year"), is_calendar_year(8.5, "year")
    (True, False)
    """
    return unit == "year" and abs(value) >= LEAST_CALENDAR_YEAR


def all_numbers(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    """Whether a column of rows holds numbers alone, and at least one.

    >>> all_numbers([{"a": 1.5}, {"a": None}], "a"), all_numbers([{"a": True}], "a")
    (True, False)
    """
    values = [row.get(key) for row in rows if row.get(key) is not None]
    return bool(values) and all(
        isinstance(v, int | float) and not isinstance(v, bool) for v in values
    )
