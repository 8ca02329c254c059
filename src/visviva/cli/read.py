"""`visviva read`: what an article claims, and what of it can be checked."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    LangOption,
    OfflineFlag,
    check_language,
    console,
    emit,
    note,
    progress,
)
from visviva.cli.page import PageOption
from visviva.cli.sentences.facts import SAY
from visviva.cli.sentences.files import SAY as FILES
from visviva.errors import InputError


def read(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="Text or a saved web page.")],
    report: PageOption = None,
    studies: Annotated[
        Path | None, typer.Option("--studies", help="Keep the claims' study files in this folder.")
    ] = None,
    own_date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The article's own date."),
    ] = None,
    no_studies: Annotated[
        bool, typer.Option("--no-studies", help="Name the studies without running them.")
    ] = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    lang: LangOption = "en",
    offline: OfflineFlag = False,
) -> None:
    """Read an article: its claims, each with its verdict or why it has none.

    Examples
    --------
      visviva read article.txt --report dossier.html

      visviva read saved-page.html --date 2023-09-15 --json
    """
    from datetime import date

    from visviva.article.dossier import ArticleRequest
    from visviva.article.dossier import read as run
    from visviva.article.study_files import study_files

    check_language(lang)
    try:
        own = date.fromisoformat(own_date) if own_date else None
    except ValueError as err:
        raise InputError(f"--date {own_date!r} is no date", advice="give YYYY-MM-DD") from err
    if studies is not None and studies.exists() and not studies.is_dir():
        raise InputError(f"{studies} is a file", advice="give a folder")
    with progress("running the studies", total=1.0) as tell:
        found = run(
            ArticleRequest(article, own, not no_studies, lang), lambda label, share: tell(share)
        )
    if own is None and found.own_date is not None:
        origin = SAY(f"own-date.{found.own_date_from}")
        note(SAY("own-date", day=str(found.own_date), origin=origin))
    elif found.own_date is None:
        note(SAY("no-date"))
    if as_json or as_csv:
        emit(found.to_dict(), rows="claims", as_json=as_json, as_csv=as_csv)
    else:
        _show(found.rows(), lang)
    if studies is not None:
        studies.mkdir(parents=True, exist_ok=True)
        for name, text in study_files(found).items():
            (studies / name).write_text(text, encoding="utf-8")
        note(FILES("studies", folder=str(studies)))
    if report is not None:
        from visviva.report.article_page import render_article, shown
        from visviva.report.messages import catalogue
        from visviva.report.sheet import write_own

        write_own(
            report,
            render_article(found, lang=lang),
            found.to_dict(),
            title=catalogue(lang)("sheet.title.read"),
            lang=lang,
            shown=shown(found, lang=lang),
            reproduce=f"visviva read {shlex.quote(article.name)}"
            + (f" --lang {lang}" if lang != "en" else ""),
        )
        note(FILES("page", file=str(report)))


def _show(rows: Sequence[Mapping[str, Any]], lang: str) -> None:
    """Claims one below the other: the verdict, the words, what was found."""
    from rich.padding import Padding

    from visviva.report.article_page import kind_name, verdict_name
    from visviva.report.unbroken import Unbroken

    screen = console()
    for row in rows:
        word, kind = verdict_name(row, lang), kind_name(row["kind"], lang)
        screen.print(Unbroken.assemble((word, "bold"), f" ({kind})"))
        screen.print(Padding(Unbroken(row["text"]), (0, 0, 0, 2), expand=False))
        told = row["finding"] or row["why_not"]
        if told:
            screen.print(Padding(Unbroken(told, style="dim"), (0, 0, 0, 4), expand=False))
