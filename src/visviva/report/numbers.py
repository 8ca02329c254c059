"""Numbers as text, in the manner of a language.

Decimal mark, grouping, a sensible count of digits.
"""

import math
from dataclasses import dataclass
from typing import Any

_THIN = "\u202f"  # narrow no-break space: groups digits in French and in exponents
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Marks:
    """Decimal mark and group separator of a language."""

    decimal: str
    group: str


_MARKS = {"en": Marks(".", ","), "fr": Marks(",", _THIN), "ko": Marks(".", ",")}
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def decimals_for(value: float, spread: float | None = None) -> int:
    """Count of decimals that shows two digits of `spread`.

    Or four digits of `value` where it has none.

    Examples
    --------
    >>> decimals_for(1411.7, 30.0), decimals_for(-1.532, 0.19), decimals_for(10.41)
    (0, 2, 2)
    """
    if spread is not None and math.isfinite(spread) and spread > 0:
        return max(0, min(6, 1 - math.floor(math.log10(spread))))
    if value == 0 or not math.isfinite(value):
        return 0
    return max(0, min(6, 3 - math.floor(math.log10(abs(value)))))


def number(value: float, lang: str = "en", *, decimals: int | None = None) -> str:
    """One number as text.

    Parameters
    ----------
    value : float
        Any number; NaN and infinity are written as a dash and an infinity sign.
    lang : str
        Language of the marks; an unknown one is written as English.
    decimals : int, optional
        Fixed count of decimals; without it, four significant digits and no trailing zeros.

    Examples
    --------
    >>> number(1411.7), number(-3.25, "fr"), number(7150), number(2.5e-9)
    ('1,412', '−3,25', '7,150', '2.5 × 10⁻⁹')
    """
    marks = _MARKS.get(lang, _MARKS["en"])
    if math.isnan(value):
        return "–"
    sign = _MINUS if value < 0 else ""
    size = abs(value)
    if math.isinf(size):
        return f"{sign}∞"
    if size != 0 and (size < 1e-4 or size >= 1e9) and decimals is None:
        exponent = math.floor(math.log10(size))
        mantissa = f"{size / 10**exponent:.3g}".replace(".", marks.decimal)
        return f"{sign}{mantissa} × 10{str(exponent).translate(_SUPERSCRIPT)}"
    text = f"{size:,.{decimals_for(size) if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not any(digit in text for digit in "123456789"):
        sign = ""
    return sign + text.replace(",", "\0").replace(".", marks.decimal).replace("\0", marks.group)


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
        return f"< {number(100 * floor, lang)}{_THIN}%"
    if value > 1 - floor:
        return f"> {number(100 * (1 - floor), lang)}{_THIN}%"
    percent = 100 * value
    return f"{number(percent, lang, decimals=1 if min(percent, 100 - percent) < 10 else 0)}{_THIN}%"


_UNITS = (
    ("_m2_kg", "m²/kg"),
    ("_kg_m2", "kg/m²"),
    ("_kg_m3", "kg/m³"),
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
