"""Numbers as text in the manner of a language: decimal mark, grouping, a sensible count of digits.

Limits: the marks of English, French and Korean; another language is written as English.
"""

import math
from dataclasses import dataclass

#: Narrow no-break space: groups digits in French and in exponents.
THIN = "\u202f"
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Marks:
    """Decimal mark and group separator of a language."""

    decimal: str
    group: str


_MARKS = {"en": Marks(".", ","), "fr": Marks(",", THIN), "ko": Marks(".", ",")}
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


def as_written(value: float, most: int = 4) -> tuple[float, int]:
    """A number with as many decimals as it was written with, at most `most`.

    Examples
    --------
    >>> as_written(51.6), as_written(200.0), as_written(41.47)
    ((51.6, 1), (200.0, 0), (41.47, 2))
    """
    decimals = next((d for d in range(most) if round(value, d) == value), most)
    return value, decimals


_UNITS_OF_TIME = {
    "en": (" seconds", " minutes", " hours", " days"),
    "fr": (" secondes", " minutes", " heures", " jours"),
    "ko": ("초", "분", "시간", "일"),
}


def span_text(seconds: float, lang: str = "en") -> str:
    """A time in the unit that fits.

    Examples
    --------
    >>> span_text(40.0), span_text(600.0), span_text(2e5)
    ('40 seconds', '10 minutes', '2.3 days')
    >>> span_text(2e5, "fr"), span_text(600.0, "ko")
    ('2,3 jours', '10분')
    """
    units = _UNITS_OF_TIME[lang]
    if seconds < 90.0:
        return f"{seconds:.0f}{units[0]}"
    if seconds < 2 * 3600.0:
        return f"{seconds / 60.0:.0f}{units[1]}"
    if seconds < 2 * 86400.0:
        return f"{seconds / 3600.0:.0f}{units[2]}"
    days = f"{seconds / 86400.0:.1f}"
    return (days.replace(".", ",") if lang == "fr" else days) + units[3]
