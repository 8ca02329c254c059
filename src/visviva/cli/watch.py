"""`visviva watch`: what changed since the last look, made for cron."""

from typing import Annotated

import typer

from visviva.cli.options import moment
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    LangOption,
    OfflineFlag,
    check_language,
    console,
    emit,
    remark,
)

#: Exit code where something changed.
CHANGED = 4


def watch(
    subjects: Annotated[
        list[str], typer.Argument(metavar="OBJECT|STUDY…", help="By number, name or file.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="Moment to count ages from; default now."),
    ] = None,
    offline: OfflineFlag = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
    lang: LangOption = "en",
) -> None:
    """Say what changed since the last look: a burn, a decay, a verdict, sets gone stale.

    The first look only remembers. Exit code 4 where something changed. The publisher of element
    sets is asked at most once in its interval, never with --offline.

    Examples
    --------
      visviva watch 58400 soyuz-tiangong

      visviva watch soyuz-iss --offline --json
    """
    from rich.markup import escape

    from visviva.assessment.watching import WatchRequest
    from visviva.assessment.watching import watch as look
    from visviva.core.message import localize

    check_language(lang)
    now, said = moment(as_of, "--as-of")
    if said:
        remark(said)
    found = look(WatchRequest(tuple(subjects), offline, now))
    if as_json or as_csv:
        emit(found.to_dict(), rows="changes", as_json=as_json, as_csv=as_csv)
    else:
        screen = console()
        for sentence in found.sentences():
            screen.print(escape(localize(sentence, lang)))
        for line in found.notes:
            remark(line)
    if found.changes:
        raise typer.Exit(CHANGED)
