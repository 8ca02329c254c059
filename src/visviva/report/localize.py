"""An assessment into a page of one language, in one pass.

Every sentence is said, every number and unit written in the manner of the language, every picture
laid out; what comes after only places the parts.

Limits: text that no message says (a claim or a note written in one language, a source's title)
stays as it is and is marked as quoted.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from visviva.assessment.answer import (
    Assessment,
    Change,
    Finding,
    Input,
    IntervalPicture,
)
from visviva.core import message
from visviva.core.message import Message
from visviva.core.numerals import number
from visviva.report.basis import basis
from visviva.report.figures.margin import limit_picture, margin_picture, time_picture
from visviva.report.figures.world_map import world_map
from visviva.report.messages import Catalogue, catalogue
from visviva.report.numbers import (
    all_numbers,
    digits_of,
    input_digits,
    is_calendar_year,
    plain,
    probability,
    with_unit,
)
from visviva.report.view import (
    ChangeView,
    Column,
    FindingView,
    InputView,
    Line,
    MomentView,
    Page,
    Pictures,
)

#: Widths of the pictures' view boxes on a page and on a telephone: near their size on screen, so
#: letters keep theirs.
WIDE, NARROW = 912.0, 340.0
_MAP_FONT_WIDE, _MAP_FONT_NARROW = 15.0, 36.0
#: Inputs with a smaller share are not named among those that decide.
LEAST_INFLUENCE, SHOWN_INFLUENCES = 0.005, 3
#: Columns whose whole numbers are names, not amounts.
_UNGROUPED = re.compile(r"(^|_)(year|catalog_number|norad|id)(_|$)")
_VERDICT_FIRST = re.compile(r"^(yes|no|marginal|unknown)\s*[:.,–-]\s*(?=\S)", re.IGNORECASE)
_RANK = {"yes": 0, "marginal": 1, "unknown": 2, "no": 3}


def localize(assessment: Assessment, lang: str = "en", *, pictures: bool = True) -> Page:
    """The page of an assessment.

    Parameters
    ----------
    assessment : Assessment
    lang : {"en", "fr", "ko"}
    pictures : bool
        Also lay out the pictures.

    Raises
    ------
    InputError
        If there is no catalogue for `lang`.

    Examples
    --------
    >>> a = Assessment("demo", "Pigs fly", "a friend", "2026-01-01", "no", 0.0, "They do not.", "",
    ...     (), (), (), "", 1, 0)
    >>> page = localize(a, "fr")
    >>> page.word, page.claim
    ('Non', Line(text='Pigs fly', quoted=True))
    """
    return _Localizer(assessment, catalogue(lang)).page(pictures)


class _Localizer:
    """One assessment in one language; its methods are the parts of the page."""

    def __init__(self, assessment: Assessment, t: Catalogue) -> None:
        self.a, self.t, self.lang = assessment, t, t.lang

    def page(self, pictures: bool) -> Page:
        a, t = self.a, self.t
        findings = tuple(self.finding(f, pictures) for f in a.findings)
        decides = next((f for f in a.findings if f.id == a.deciding), None)
        turning, staying = self.changes()
        return Page(
            t=t,
            name=a.name,
            claim=self.line(a.claim or a.name),
            said=self.said(),
            verdict=a.verdict,
            word=t(f"verdict.{a.verdict}"),
            sentence=self.sentence(),
            general=t(f"verdict.sentence.{a.verdict}"),
            probability=t("probability.none")
            if a.probability is None
            else probability(a.probability, a.samples, self.lang),
            basis="" if a.probability is None or not a.samples else basis(a, t),
            deciding=next((f for f in findings if f.decides), None),
            margin=self.margin(),
            margin_interval=self.margin_interval(),
            margin_is_value=decides is not None
            and decides.limit == 0.0
            and decides.value == a.margin,
            findings=tuple(f for f in findings if f.physical),
            outside=tuple(f for f in findings if not f.physical),
            influences=self.influences(),
            turning=turning,
            staying=staying,
            moments=tuple(MomentView(m.when, self.line(m.label)) for m in a.timeline),
            notes=tuple(self.line(text) for text in a.notes),
            inputs=tuple(self.input(i) for i in a.inputs),
            recalled=any(i.how_known.lower() == "recalled" for i in a.inputs),
            warnings=tuple(self.line(text) for text in a.warnings),
            dates={message.localize(name, self.lang): when for name, when in a.data_dates.items()},
            reproduce=a.reproduce,
            pictures=self.pictures() if pictures else None,
            figures=tuple(self.figure(p) for f in a.findings for p in f.pictures),
        )

    # --- texts

    def line(self, text: str) -> Line:
        """A text, said in the page's language where it can be."""
        spoken = self.lang == "en" or (isinstance(text, Message) and text.speaks(self.lang))
        return Line(message.localize(text, self.lang), quoted=bool(text) and not spoken)

    def said(self) -> str:
        who, when = message.localize(self.a.said_by, self.lang), self.a.said_on
        if who and when:
            return self.t("claim.said", who=who, when=when)
        if who:
            return self.t("claim.said_by", who=who)
        return self.t("claim.said_on", when=when) if when else self.t("claim.nobody")

    def sentence(self) -> Line:
        """The verdict's sentence without the word of the verdict, which stands beside it."""
        text = self.a.headline or _VERDICT_FIRST.sub("", self.a.sentence.strip(), count=1)
        line = self.line(text)
        return replace(line, text=line.text[:1].upper() + line.text[1:])

    # --- numbers

    def measure(self, value: float, unit: str, decimals: int | None = None) -> str:
        """A number with its unit."""
        shown = "" if is_calendar_year(value, unit) else self.t.unit(unit)
        return with_unit(self.count(value, unit, decimals), shown)

    def count(self, value: float, unit: str, decimals: int | None = None) -> str:
        """A number as its unit has it: a calendar year is not parted into thousands."""
        if is_calendar_year(value, unit):
            return f"{value:.1f}".removesuffix(".0").replace(".", "," if self.lang == "fr" else ".")
        return number(value, self.lang, decimals=decimals)

    def ends(self, low: float, high: float, unit: str, decimals: int | None) -> str:
        """Both ends of an interval with its unit."""
        texts = (self.count(v, unit, decimals) for v in (low, high))
        span = self.t("inputs.range", **dict(zip(("low", "high"), texts, strict=True)))
        return with_unit(span, "" if is_calendar_year(high, unit) else self.t.unit(unit))

    def interval_phrase(self, low: float, high: float, unit: str, decimals: int | None) -> str:
        """An interval, as a phrase that says what it is."""
        return self.t(
            "deciding.interval",
            low=self.count(low, unit, decimals),
            high=self.measure(high, unit, decimals),
        )

    def margin(self) -> str:
        a = self.a
        if a.margin is None:
            return ""
        text = self.measure(a.margin, a.margin_unit, digits_of(a.margin_interval_90))
        return f"+{text}" if a.margin > 0 else text

    def margin_interval(self) -> str:
        i = self.a.margin_interval_90
        return (
            ""
            if i is None
            else self.interval_phrase(i.low, i.high, self.a.margin_unit, digits_of(i))
        )

    # --- parts

    def finding(self, f: Finding, pictures: bool) -> FindingView:
        digits, interval = digits_of(f.interval_90), f.interval_90
        limit = "" if f.limit is None else self.measure(f.limit, f.unit)
        keys = list(dict.fromkeys(key for row in f.detail for key in row))
        texts = f.question.texts if isinstance(f.question, Message) else {}
        return FindingView(
            id=f.id,
            question=self.line(f.question),
            verdict=f.verdict,
            word=self.t(f"verdict.{f.verdict}"),
            decides=f.id == self.a.deciding,
            physical=f.physical,
            summary=self.line(f.summary),
            value="" if f.value is None else self.measure(f.value, f.unit, digits),
            interval=""
            if interval is None
            else self.ends(interval.low, interval.high, f.unit, digits),
            interval_phrase=""
            if interval is None
            else self.interval_phrase(interval.low, interval.high, f.unit, digits),
            limit=limit,
            limit_kind=f.limit_kind,
            limit_phrase=self.t(f"limit.{f.limit_kind}", limit=limit)
            if limit and f.limit_kind
            else limit,
            columns=tuple(
                Column(key, self.t.column(key, texts), all_numbers(f.detail, key)) for key in keys
            ),
            rows=tuple(tuple(self.cell(row, key) for key in keys) for row in f.detail),
            method=self.line(f.method),
            sources=tuple(self.line(source) for source in f.sources),
            picture=limit_picture(f, lang=self.lang) if pictures else None,
        )

    def cell(self, row: Mapping[str, Any], key: str) -> str:
        """Cell of a finding's table; verdicts are said, names stay ungrouped."""
        value = row.get(key)
        if isinstance(value, Message):
            return value.localize(self.lang)
        if key == "verdict" and f"verdict.{value}" in self.t.english:
            return self.t(f"verdict.{value}")
        if key == "probability" and isinstance(value, int | float) and 0.0 <= value <= 1.0:
            return probability(value, self.a.samples, self.lang)
        if isinstance(value, int) and not isinstance(value, bool) and _UNGROUPED.search(key):
            return str(value)
        return plain(value, self.lang)

    def influences(self) -> tuple[InputView, ...]:
        strong = [i for i in self.a.decisive_inputs if i.variance_share >= LEAST_INFLUENCE]
        return tuple(
            replace(
                self.input(i),
                percent=f"{number(100 * i.variance_share, self.lang, decimals=0)}\u202f%",
                share=max(0.0, min(1.0, i.variance_share)),
            )
            for i in strong[:SHOWN_INFLUENCES]
        )

    def input(self, item: Input) -> InputView:
        digits = input_digits(item)
        text = (
            plain(item.value, self.lang)
            if digits is None
            else number(item.value, self.lang, decimals=digits)
        )
        spread = ""
        if item.low is not None and item.high is not None and item.low != item.high:
            spread = self.ends(item.low, item.high, item.unit, digits)
        how = item.how_known.lower()
        return InputView(
            path=item.path,
            label=self.path_label(item.path, item.label),
            value=with_unit(text, self.t.unit(item.unit)),
            spread=spread,
            how=self.t.own.get(f"how.{how}", item.how_known) or "–",
            how_code=how.replace(" ", "-"),
            source=self.line(item.source),
            as_of=item.as_of,
            overridden=item.overridden,
        )

    def path_label(self, path: str, own: str) -> str:
        """What a dotted path means: the kind's own words, else those of the page."""
        return message.localize(own, self.lang) if own else self.t.path(path)

    def changes(self) -> tuple[tuple[ChangeView, ...], tuple[ChangeView, ...]]:
        """Changes that turn the verdict, the likeliest first, and those that leave it."""
        likeliest = sorted(self.a.changes, key=lambda c: -(c.probability or 0.0))
        turning = [c for c in likeliest if c.verdict != self.a.verdict]
        turning.sort(key=lambda c: _RANK[c.verdict])
        staying = [c for c in likeliest if c.verdict == self.a.verdict]
        return tuple(map(self.change, turning)), tuple(map(self.change, staying))

    def change(self, c: Change) -> ChangeView:
        return ChangeView(
            path=c.path,
            label=self.path_label(c.path, c.label),
            value=c.value,
            verdict=c.verdict,
            word=self.t(f"verdict.{c.verdict}"),
            chance="–"
            if c.probability is None
            else probability(c.probability, c.samples or 1, self.lang),
            summary=self.line(c.summary),
        )

    # --- pictures

    def pictures(self) -> Pictures:
        """Every picture for a page and for a telephone."""
        a, lang = self.a, self.lang
        world = partial(world_map, a, lang=lang)
        margin = partial(margin_picture, a, lang=lang, unit=self.t.unit(a.margin_unit))
        wide = world(font=_MAP_FONT_WIDE)
        return Pictures(
            margin=margin(width=WIDE),
            margin_narrow=margin(width=NARROW),
            map=wide,
            map_narrow=world(font=_MAP_FONT_NARROW),
            parallel=wide.parallels[0].label.text.removeprefix("N ")
            if wide and wide.parallels
            else "",
            time=time_picture(a.timeline, width=WIDE),
            time_narrow=time_picture(a.timeline, width=NARROW),
        )

    def figure(self, picture: IntervalPicture) -> IntervalPicture:
        """A further figure with its words in the page's language."""
        say = partial(message.localize, lang=self.lang)
        return replace(
            picture,
            title=say(picture.title),
            caption=say(picture.caption),
            x_label=say(picture.x_label),
            y_label=say(picture.y_label),
            labels=tuple(say(text) for text in picture.labels),
            limit_label=say(picture.limit_label),
        )
