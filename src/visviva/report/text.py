"""The terminal's answer: verdict, the number that decides it, findings.

And what would change it.
"""

from typing import TYPE_CHECKING

from visviva.assessment.answer import Assessment, Verdict
from visviva.report.localize import localize
from visviva.report.view import FindingView, Page

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

    from visviva.report.unbroken import Unbroken as Text

_SIGNS: dict[Verdict, str] = {"yes": "✓", "marginal": "≈", "no": "✗", "unknown": "?"}
_STYLES: dict[Verdict, str] = {"yes": "green", "marginal": "yellow", "no": "red", "unknown": "cyan"}
_SHOWN_CHANGES, _SHOWN_INFLUENCES = 5, 2
#: Columns of a table that the terminal has no room for.
_LEFT_OUT = ("margin_low", "margin_high")
#: Narrowest terminal in which the findings stand as a table; below it they are a list.
_TABLE_FROM = 72
#: What would change the answer stands as a table where so many columns are left beside the setting.
_BESIDE_A_SETTING = 60
#: From this width on, intervals have a column of their own; below it they stand under the values.
_INTERVALS_FROM = 110


def _verdict(verdict: Verdict, word: str) -> "Text":
    from visviva.report.unbroken import Unbroken as Text

    return Text(f"{_SIGNS[verdict]} {word}", style=f"bold {_STYLES[verdict]}")


def _head(page: Page) -> "list[RenderableType]":
    from visviva.report.unbroken import Unbroken as Text

    rows: list[RenderableType] = [Text(page.claim.text, style="bold"), Text(page.said, style="dim")]
    spoken = bool(page.sentence) and not page.sentence.quoted
    verdict = _verdict(page.verdict, page.word)
    sentence = page.sentence.text if spoken else page.general
    rows += [Text(""), Text.assemble(verdict, "  ", sentence)]
    if page.sentence and not spoken:
        rows.append(Text(page.sentence.text, style="dim"))
    if page.basis:
        rows.append(Text(page.labelled("probability.label", f"{page.probability} ({page.basis})")))
    if page.margin:
        interval = f" ({page.margin_interval})" if page.margin_interval else ""
        rows.append(Text(page.labelled("deciding.margin", f"{page.margin}{interval}")))
    return rows


def _limit(f: FindingView) -> str:
    return {"at_least": "≥ ", "at_most": "≤ ", "": ""}[f.limit_kind] + f.limit if f.limit else ""


def _findings(page: Page, width: int) -> "RenderableType":
    from rich.console import Group
    from rich.table import Table

    from visviva.report.unbroken import Unbroken as Text

    if width < _TABLE_FROM:
        rows: list[RenderableType] = []
        for f in page.findings:
            numbers = " · ".join(part for part in (f.value, _limit(f)) if part)
            rows += [
                Text.assemble(_verdict(f.verdict, f.word), "  ", f.question.text),
                Text(f"    {f.summary}", style="dim"),
            ]
            rows += [Text(f"    {numbers}")] if numbers else []
        return Group(*rows)
    table: Table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=False
    )
    table.add_column("", no_wrap=True)
    table.add_column(page.t("text.question"), ratio=1, overflow="fold")
    apart = width >= _INTERVALS_FROM
    table.add_column(page.t("findings.value"), justify="right", max_width=None if apart else 26)
    if apart:
        table.add_column(page.t("findings.interval"), justify="right", no_wrap=True)
    table.add_column(page.t("findings.limit"), justify="right", no_wrap=True)
    for f in page.findings:
        cells: list[RenderableType] = [Text(f.value), Text(f.interval)]
        if not apart:
            cells = [Text.assemble(f.value, "\n" if f.interval else "", (f.interval, "dim"))]
        table.add_row(_verdict(f.verdict, f.word), Text(f.question.text), *cells, Text(_limit(f)))
    return table


def _options(page: Page, width: int) -> "list[RenderableType]":
    """What the deciding finding compared, as a table of its own."""
    from rich.table import Table

    from visviva.report.unbroken import Unbroken as Text

    f = page.deciding
    if f is None or len(f.rows) < 2 or width < _TABLE_FROM:
        return []
    shown = [k for k, c in enumerate(f.columns) if not c.key.startswith(_LEFT_OUT)]
    table: Table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for k in shown:
        table.add_column(f.columns[k].heading, justify="right" if k else "left", no_wrap=k > 0)
    for row in f.rows:
        table.add_row(*(Text(row[k]) for k in shown))
    return [Text(""), Text(f.question.text, style="bold"), table]


def _changes(page: Page, width: int) -> "list[RenderableType]":
    from rich.padding import Padding
    from rich.table import Table

    from visviva.report.unbroken import Unbroken as Text

    if not (page.turning or page.staying):
        return []
    if not page.turning:
        return [Text(""), Text(page.t("changes.none_turns"))]
    heading = [Text(""), Text(page.t("text.changes"), style="bold")]
    shown = [(c, f"{c.path}={c.value}") for c in page.turning[:_SHOWN_CHANGES]]
    # A setting is typed again as it stands: it is never broken.
    widest = max(len(setting) for _, setting in shown)
    if width < widest + _BESIDE_A_SETTING:
        rows: list[RenderableType] = []
        for change, setting in shown:
            chance = f"  {change.chance}" if change.chance else ""
            verdict = _verdict(change.verdict, change.word)
            rows.append(Text.assemble(verdict, f"  {setting}{chance}"))
            rows.append(Padding(Text(change.summary.text, style="dim"), (0, 0, 0, 4)))
        return [*heading, *rows]
    table: Table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold", style="dim")
    for change, setting in shown:
        verdict = _verdict(change.verdict, change.word)
        table.add_row(verdict, Text(setting), Text(change.chance), Text(change.summary.text))
    return [*heading, table]


def render_text(assessment: Assessment | Page, *, width: int = 80, lang: str = "en") -> "Group":
    """Answer as a rich renderable, to be printed by whoever owns the terminal.

    Parameters
    ----------
    assessment : Assessment or Page
        A page that `localize` made is laid out as it is, with its own language.
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

    from visviva.report.unbroken import Unbroken as Text

    page = assessment
    if not isinstance(page, Page):
        page = localize(page, lang, pictures=False)
    t = page.t
    rows = _head(page)
    if page.findings:
        rows += [Text(""), Text(t("text.findings"), style="bold"), _findings(page, width)]
    rows += _options(page, width)
    if page.influences:
        named = t("text.between").join(
            f"{i.path} ({i.label}) {i.percent}" if i.label else f"{i.path} {i.percent}"
            for i in page.influences[:_SHOWN_INFLUENCES]
        )
        rows += [Text(""), Text(page.labelled("influence.heading", named))]
    rows += _changes(page, width)
    if page.outside:
        rows += [Text(""), Text(t("text.outside"), style="bold")]
        for f in page.outside:
            quoted = t("text.quoted", text=f.summary)
            rows.append(Text(f"• {t('text.labelled', label=f.question, value=quoted)}"))
    rows += [Text(f"! {warning}", style="yellow") for warning in page.warnings]
    if page.reproduce:
        rows += [Text(""), Text(page.labelled("reproduce.heading", page.reproduce), style="dim")]
    return Group(*rows)
