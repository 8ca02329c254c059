"""The answer page as Markdown: for a message, a repository, a note."""

import re
from collections.abc import Sequence

from visviva.assessment.answer import Assessment
from visviva.report.localize import localize
from visviva.report.view import FindingView, Page

#: Spaces that may break; those that may not stay.
_BREAKS = re.compile(r"[ \t\r\n\v\f]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def render_markdown(assessment: Assessment | Page, *, lang: str = "en") -> str:
    r"""Answer page of an assessment as Markdown text.

    Parameters
    ----------
    assessment : Assessment or Page
        A page that `localize` made is laid out as it is, with its own language.
    lang : {"en", "fr", "ko"}

    Raises
    ------
    InputError
        If there is no catalogue for `lang`.

    Examples
    --------
    >>> a = Assessment("demo", "Pigs *fly*", "a friend", "2026-01-01", "no", 0.0, "They do not.",
    ...     "", (), (), (), "", 1, 0)
    >>> print(render_markdown(a).splitlines()[0])
    # Pigs \*fly\*
    """
    page = assessment
    if not isinstance(page, Page):
        page = localize(page, lang, pictures=False)
    t = page.t
    parts = [f"# {_plain(page.claim.text)}", _plain(page.said), *_verdict(page)]
    if page.influences:
        rows = [(_named(i.label, i.path), i.percent, i.value, i.spread) for i in page.influences]
        heads = (t("inputs.name"), "%", t("inputs.value"), t("inputs.spread"))
        parts += [f"## {t('influence.heading')}", _table(heads, rows)]
    parts += _changes(page)
    if page.moments:
        parts.append(f"## {t('timeline.heading')}")
        parts.append("\n".join(f"- {m.when} – {_plain(m.label.text)}" for m in page.moments))
    parts.append(f"## {t('findings.heading')}")
    for f in page.findings:
        parts += _finding(f, page)
    if page.outside:
        parts += [f"## {t('outside.heading')}", t("outside.lead")]
        parts.append("\n".join(f"- {_plain(f.summary.text)}" for f in page.outside))
    parts += _lists(page)
    return "\n\n".join(part for part in parts if part) + "\n"


def _verdict(page: Page) -> list[str]:
    parts = [f"**{page.word}.** {_plain(page.sentence.text or page.general)}"]
    facts = []
    if page.basis:
        facts.append(page.labelled("probability.label", f"{page.probability} ({page.basis})"))
    if page.margin:
        interval = f" ({page.margin_interval})" if page.margin_interval else ""
        facts.append(page.labelled("deciding.margin", f"{page.margin}{interval}"))
    return [*parts, "\n".join(f"- {_plain(fact)}" for fact in facts)]


def _changes(page: Page) -> list[str]:
    t, parts = page.t, []
    for key, changes in (("changes.heading", page.turning), ("changes.same", page.staying)):
        if changes:
            heads = [t(f"changes.{name}") for name in ("path", "verdict", "probability", "effect")]
            rows = [
                (f"{_named(c.label, c.path)} = {c.value}", c.word, c.chance, c.summary.text)
                for c in changes
            ]
            parts += [f"## {t(key)}", _table(heads, rows)]
    return parts


def _finding(f: FindingView, page: Page) -> list[str]:
    parts = [f"### {_plain(f.question.text)}", f"**{f.word}.** {_plain(f.summary.text)}"]
    numbers = [
        page.labelled("findings.value", f.value) if f.value else "",
        f.interval_phrase,
        page.labelled("findings.limit", f.limit_phrase) if f.limit else "",
    ]
    parts.append(page.t("text.between").join(_plain(text) for text in numbers if text))
    if f.rows:
        parts.append(_table([column.heading for column in f.columns], f.rows))
    if f.method:
        parts.append(page.labelled("findings.method", _plain(f.method.text)))
    if f.sources:
        parts.append("\n".join(f"- {_plain(source.text)}" for source in f.sources))
    return parts


def _lists(page: Page) -> list[str]:
    t, parts = page.t, []
    for key, lines in (("notes.heading", page.notes), ("warnings.heading", page.warnings)):
        if lines:
            parts += [f"## {t(key)}", "\n".join(f"- {_plain(line.text)}" for line in lines)]
    if page.inputs:
        heads = [t(f"inputs.{name}") for name in ("name", "value", "spread", "how", "source")]
        rows = [
            (_named(i.label, i.path), i.value, i.spread, i.how, i.source.text) for i in page.inputs
        ]
        parts += [f"## {t('inputs.heading')}", _table(heads, rows)]
    if page.reproduce:
        parts += [f"## {t('reproduce.heading')}", f"```sh\n{page.reproduce}\n```"]
    return parts


def _named(label: str, path: str) -> str:
    return f"{label} ({path})" if label else path


def _plain(text: str) -> str:
    """Text in which no sign means anything to Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text.strip()))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *([*row] for row in rows)]
    return "\n".join(
        "| " + " | ".join(cell if cell == "---" else _plain(cell) for cell in line) + " |"
        for line in lines
    )
