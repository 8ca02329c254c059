"""The terminal's answer: verdict, the number that decides it, findings.

And what would change it.
"""

from typing import TYPE_CHECKING

from visviva.assessment.answer import Assessment, Finding, Verdict
from visviva.core.numerals import number
from visviva.report.messages import Catalogue, catalogue
from visviva.report.numbers import probability
from visviva.report.phrases import Words, headline, margin_words, split_changes

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.text import Text

_SIGNS: dict[Verdict, str] = {"yes": "✓", "marginal": "≈", "no": "✗", "unknown": "?"}
_STYLES: dict[Verdict, str] = {"yes": "green", "marginal": "yellow", "no": "red", "unknown": "cyan"}
_SHOWN_CHANGES = 5
#: Narrowest terminal in which the findings stand as a table; below it they are a list.
_TABLE_FROM = 72
#: From this width on, intervals have a column of their own; below it they stand under the values.
_INTERVALS_FROM = 110


def _verdict(answer: Verdict, t: Catalogue) -> "Text":
    from rich.text import Text

    return Text(f"{_SIGNS[answer]} {t('verdict.' + answer)}", style=f"bold {_STYLES[answer]}")


def _head(assessment: Assessment, t: Catalogue, words: Words) -> "list[RenderableType]":
    from rich.text import Text

    rows: list[RenderableType] = [Text(assessment.claim or assessment.name, style="bold")]
    said = ", ".join(part for part in (assessment.said_by, assessment.said_on) if part)
    rows += [Text(said, style="dim")] if said else []
    translated = t.lang == "en" or words.foreign_said(assessment.headline) == ""
    sentence = (
        words.headline(assessment) if translated else t(f"verdict.sentence.{assessment.verdict}")
    )
    verdict = _verdict(assessment.verdict, t)
    rows += [
        Text(""),
        Text.assemble(verdict, "  ", sentence or t(f"verdict.sentence.{assessment.verdict}")),
    ]
    if not translated and assessment.sentence:
        rows.append(Text(headline(assessment), style="dim"))
    if assessment.probability is not None:
        chance = probability(assessment.probability, assessment.samples, t.lang)
        basis = t(
            "probability.basis", samples=number(assessment.samples, t.lang), seed=assessment.seed
        )
        rows.append(Text(f"{t('probability.label')}: {chance} ({basis})"))
    margin = margin_words(assessment, words)
    if margin["margin_text"]:
        interval = f" ({margin['margin_interval_text']})" if margin["margin_interval_text"] else ""
        rows.append(Text(f"{t('deciding.margin')}: {margin['margin_text']}{interval}"))
    return rows


def _limit(finding: Finding, t: Catalogue, words: Words) -> str:
    if finding.limit is None:
        return ""
    sign = {"at_least": "≥ ", "at_most": "≤ ", "": ""}[finding.limit_kind]
    return sign + words.limit_text(finding)


def _findings(
    found: tuple[Finding, ...], t: Catalogue, words: Words, width: int
) -> "RenderableType":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if width < _TABLE_FROM:
        rows: list[RenderableType] = []
        for f in found:
            numbers = " · ".join(
                p for p in (words.shown(f) if f.value is not None else "", _limit(f, t, words)) if p
            )
            rows += [
                Text.assemble(_verdict(f.verdict, t), "  ", words.question(f)),
                Text(f"    {words.told(f.summary)}", style="dim"),
            ]
            rows += [Text(f"    {numbers}")] if numbers else []
        return Group(*rows)
    table: Table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=False
    )
    table.add_column("", no_wrap=True)
    table.add_column(t("text.question"), ratio=1, overflow="fold")
    apart = width >= _INTERVALS_FROM
    table.add_column(t("findings.value"), justify="right", max_width=None if apart else 26)
    if apart:
        table.add_column(t("findings.interval"), justify="right", no_wrap=True)
    table.add_column(t("findings.limit"), justify="right", no_wrap=True)
    for f in found:
        value = words.shown(f) if f.value is not None else ""
        interval = words.ends(f) if f.interval_90 else ""
        cells = [Text(value), Text(interval)]
        if not apart:
            cells = [Text.assemble(value, "\n" if interval else "", (interval, "dim"))]
        table.add_row(
            _verdict(f.verdict, t), Text(words.question(f)), *cells, Text(_limit(f, t, words))
        )
    return table


def _options(
    assessment: Assessment, t: Catalogue, words: Words, width: int
) -> "list[RenderableType]":
    """What the deciding finding compared, as a table of its own."""
    from rich.table import Table
    from rich.text import Text

    deciding = next((f for f in assessment.findings if f.id == assessment.deciding), None)
    if deciding is None or len(deciding.detail) < 2 or width < _TABLE_FROM:
        return []
    keys = [k for k in deciding.detail[0] if not k.startswith(("margin_low", "margin_high"))]
    table: Table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for k, key in enumerate(keys):
        table.add_column(t.column(key), justify="right" if k else "left", no_wrap=k > 0)
    for row in deciding.detail:
        table.add_row(*(Text(words.cell(row, key)) for key in keys))
    return [Text(""), Text(words.question(deciding), style="bold"), table]


def _changes(assessment: Assessment, t: Catalogue, words: Words) -> "list[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    turning, _ = split_changes(assessment)
    if not assessment.changes:
        return []
    if not turning:
        return [Text(""), Text(t("changes.none_turns"))]
    table: Table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold", style="dim")
    for change in turning[:_SHOWN_CHANGES]:
        table.add_row(
            _verdict(change.verdict, t),
            Text(f"{change.path}={change.value}"),
            Text(words.chance(change)),
            Text(words.told(change.summary)),
        )
    return [Text(""), Text(t("text.changes"), style="bold"), table]


def render_text(assessment: Assessment, *, width: int = 80, lang: str = "en") -> "Group":
    """Verdict as a rich renderable, to be printed by whoever owns the terminal.

    Parameters
    ----------
    assessment : Assessment
    width : int
        Columns of the terminal; a narrow one gets a list in place of a table.
    lang : {"en", "fr", "ko"}

    Returns
    -------
    rich.console.Group

    Raises
    ------
    InputError
        If there is no catalogue for `lang`.
    """
    from rich.console import Group
    from rich.text import Text

    t = catalogue(lang)
    words = Words(t, assessment.samples)
    rows = _head(assessment, t, words)
    if physical := tuple(f for f in assessment.findings if f.physical):
        rows += [
            Text(""),
            Text(t("text.findings"), style="bold"),
            _findings(physical, t, words, width),
        ]
    rows += _options(assessment, t, words, width)
    if decisive := [i for i in assessment.decisive_inputs if i.influence >= 0.005][:2]:
        told = "; ".join(
            f"{i.path} {number(100 * i.influence, lang, decimals=0)}\u202f%" for i in decisive
        )
        rows += [Text(""), Text.assemble((t("influence.heading"), "bold"), f": {told}")]
    rows += _changes(assessment, t, words)
    if outside := [f for f in assessment.findings if not f.physical]:
        rows += [Text(""), Text(t("text.outside"), style="bold")]
        rows += [Text(f"• {words.told(f.summary)}") for f in outside]
    rows += [Text(f"! {words.told(warning)}", style="yellow") for warning in assessment.warnings]
    if assessment.reproduce:
        rows += [Text(""), Text(f"{t('reproduce.heading')}: {assessment.reproduce}", style="dim")]
    return Group(*rows)
