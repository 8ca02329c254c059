"""Phrases that the page and the terminal share.

Numbers with units, intervals and verdicts in a language.
"""

import re
from collections.abc import Mapping
from typing import Any

from visviva.assessment.answer import Assessment, Change, Finding, Input, Verdict
from visviva.core.message import Message, localize
from visviva.core.numerals import decimals_for, number
from visviva.report.messages import Catalogue
from visviva.report.numbers import plain, probability

#: Columns whose whole numbers are names, not amounts.
_UNGROUPED = re.compile(r"(^|_)(year|catalog_number|norad|id)(_|$)")
_VERDICT_FIRST = re.compile(r"^(yes|no|marginal|unknown)\s*[:.,–-]\s*(?=\S)", re.IGNORECASE)


def with_unit(text: str, unit: str) -> str:
    """A number with its unit; a degree sign stands close.

    Other units after a space that does not break.

    Examples
    --------
    >>> with_unit("41.47", "°"), with_unit("150", "")
    ('41.47°', '150')
    """
    if unit in {"°", "deg"}:
        return f"{text}°"
    return f"{text}\u00a0{unit}" if unit else text


def headline(assessment: Assessment) -> str:
    """The verdict's sentence without the verdict word, which stands beside it.

    Examples
    --------
    >>> _VERDICT_FIRST.sub("", "No: short by 1 km/s.")
    'short by 1 km/s.'
    """
    text = _VERDICT_FIRST.sub("", assessment.sentence.strip(), count=1)
    return text[:1].upper() + text[1:]


class Words:
    """Phrases of one page: numbers with units in its language."""

    def __init__(self, t: Catalogue, samples: int) -> None:
        self.t, self.lang, self.samples = t, t.lang, samples

    def digits(self, finding: Finding) -> int | None:
        """Decimals that suit a finding's interval; None where it has none."""
        i = finding.interval_90
        return decimals_for(0.0, (i.high - i.low) / 2) if i and i.high > i.low else None

    def shown(self, finding: Finding) -> str:
        """A finding's value with its unit."""
        if finding.value is None:
            return "–"
        return with_unit(
            number(finding.value, self.lang, decimals=self.digits(finding)), finding.unit
        )

    def limit_text(self, finding: Finding) -> str:
        """A finding's limit with its unit."""
        return (
            "–"
            if finding.limit is None
            else with_unit(number(finding.limit, self.lang), finding.unit)
        )

    def range(self, low: float, high: float, unit: str, decimals: int | None) -> str:
        """Both ends of an interval with its unit."""
        low_text, high_text = (number(v, self.lang, decimals=decimals) for v in (low, high))
        return with_unit(self.t("inputs.range", low=low_text, high=high_text), unit)

    def ends(self, finding: Finding) -> str:
        """A finding's interval."""
        i = finding.interval_90
        return "–" if i is None else self.range(i.low, i.high, finding.unit, self.digits(finding))

    def interval_text(self, finding: Finding) -> str:
        """A finding's interval, as a phrase that says what it is."""
        i = finding.interval_90
        if i is None:
            return ""
        low, high = (number(v, self.lang, decimals=self.digits(finding)) for v in (i.low, i.high))
        return self.t("deciding.interval", low=low, high=with_unit(high, finding.unit))

    def input_digits(self, item: Input) -> int | None:
        """Decimals that show both ends of an input's spread apart.

        And no fewer than its value has.
        """
        if (
            item.low is None
            or item.high is None
            or not item.low < item.high
            or not isinstance(item.value, int | float)
        ):
            return None
        shown = number(float(item.value), "en")
        own = len(shown.partition(".")[2]) if "×" not in shown else None
        return None if own is None else max(own, decimals_for(0.0, (item.high - item.low) / 2) - 1)

    def input_value(self, item: Input) -> str:
        """Value of an input with its unit."""
        digits = self.input_digits(item)
        text = (
            plain(item.value, self.lang)
            if digits is None
            else number(item.value, self.lang, decimals=digits)
        )
        return with_unit(text, item.unit)

    def spread(self, item: Input) -> str:
        """Spread of an input; empty for an exact one."""
        if item.low is None or item.high is None or item.low == item.high:
            return ""
        return self.range(item.low, item.high, item.unit, self.input_digits(item))

    def how(self, how_known: str) -> str:
        """How an input is known, in the page's language where the catalogue has the word."""
        return self.t.known(f"how.{how_known.lower()}", how_known) or "–"

    def question(self, finding: Finding) -> str:
        """A finding's question, translated where the catalogue knows the finding."""
        return localize(finding.question, self.lang)

    def told(self, text: str) -> str:
        """A text in the page's language, where it can be said in it."""
        return localize(text, self.lang)

    def foreign_said(self, text: str) -> str:
        """HTML attribute that marks a text left in English on a page of another language."""
        return "" if self._spoken(text) else self.foreign()

    def _spoken(self, text: str) -> bool:
        return isinstance(text, Message) and text.speaks(self.lang)

    def headline(self, assessment: Assessment) -> str:
        """The verdict's sentence without the verdict word."""
        text = self.told(assessment.headline)
        return text[:1].upper() + text[1:] if text else headline(assessment)

    def foreign(self, finding: Finding | None = None) -> str:
        """HTML attribute that marks English text on a page of another language."""
        translated = finding is not None and self._spoken(finding.question)
        return "" if self.lang == "en" or translated else ' lang="en"'

    def chance(self, change: Change) -> str:
        """Probability of a change as text."""
        if change.probability is None:
            return "–"
        return probability(change.probability, change.samples or 1, self.lang)

    def cell(self, row: Mapping[str, Any], key: str) -> str:
        """Cell of a detail table; verdict words are translated, names stay ungrouped."""
        value = row.get(key)
        if isinstance(value, str) and self._spoken(value):
            return localize(value, self.lang)
        if key == "verdict" and f"verdict.{value}" in self.t.english:
            return self.t(f"verdict.{value}")
        if key == "probability" and isinstance(value, int | float) and 0.0 <= value <= 1.0:
            return probability(value, self.samples, self.lang)
        if isinstance(value, int) and not isinstance(value, bool) and _UNGROUPED.search(key):
            return str(value)
        return plain(value, self.lang)


_RANK: dict[Verdict, int] = {"yes": 0, "marginal": 1, "unknown": 2, "no": 3}


def split_changes(assessment: Assessment) -> tuple[list[Change], list[Change]]:
    """Changes that turn the verdict, the likeliest first, and those that leave it."""
    turning = [c for c in assessment.changes if c.verdict != assessment.verdict]
    staying = [c for c in assessment.changes if c.verdict == assessment.verdict]
    return sorted(turning, key=lambda c: (_RANK[c.verdict], -(c.probability or 0.0))), sorted(
        staying, key=lambda c: -(c.probability or 0.0)
    )


def margin_words(assessment: Assessment, words: Words) -> dict[str, str]:
    """The margin and its interval as text."""
    i, unit = assessment.margin_interval_90, assessment.margin_unit
    decimals = decimals_for(0.0, (i.high - i.low) / 2) if i and i.high > i.low else None
    text = {"margin_text": "", "margin_interval_text": ""}
    if assessment.margin is not None:
        value = number(assessment.margin, words.lang, decimals=decimals)
        text["margin_text"] = with_unit(f"+{value}" if assessment.margin > 0 else value, unit)
    if i:
        low, high = (number(v, words.lang, decimals=decimals) for v in (i.low, i.high))
        text["margin_interval_text"] = words.t(
            "deciding.interval", low=low, high=with_unit(high, unit)
        )
    return text
