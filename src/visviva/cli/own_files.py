"""`visviva new` and `visviva check`: files of one's own, begun and checked."""

from pathlib import Path
from typing import Annotated

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, note, progress, say
from visviva.cli.sentences.files import SAY
from visviva.errors import InputError


def new(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="study, vehicle, site, ship or camera.")
    ],
    file: Annotated[Path, typer.Argument(help="The file to be written; it must not be there yet.")],
    like: Annotated[
        str | None, typer.Option("--like", help="Begin with this one that ships with the program.")
    ] = None,
) -> None:
    """Write a commented file to begin with: a copy of a good one, to be changed line by line.

    Examples
    --------
      visviva new study my-claim.toml

      visviva new vehicle my-rocket.toml --like falcon-9
    """
    from visviva.assessment.scaffold import scaffold
    from visviva.export.files import atomic_write

    text = scaffold(kind, like)
    if file.exists():
        raise InputError("the file is there already", advice="name another", place=str(file))
    with atomic_write(file) as stream:
        stream.write(text)
    note(SAY("change-it", file=str(file)))


def check(
    file: Annotated[
        Path, typer.Argument(help="A study, a fact, element sets, or evidence (.zip).")
    ],
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> int:
    """List everything that is wrong with a file, each with its line; exit code 1 if there is any.

    Evidence that `assess --report FILE.zip` wrote is answered again, and what differs is listed.

    Examples
    --------
      visviva check my-claim.toml

      visviva check my-rocket.toml --json
    """
    from visviva.assessment.check_file import CheckRequest, check_file

    if file.suffix.lower() == ".zip":
        from visviva.report.evidence_check import check_evidence

        with progress("answering again", total=1.0) as tell:
            result = check_evidence(file, progress=lambda label, share: tell(share))
    else:
        result = check_file(CheckRequest(file))

    def table() -> None:
        for problem in result.problems:
            line = f":{problem['line']}" if problem["line"] else ""
            path = f"{problem['path']}: " if problem["path"] else ""
            advice = f"; {problem['advice']}" if problem["advice"] else ""
            say(f"{file}{line}: {path}{problem['message']}{advice}")
        if not result.problems:
            key = "same-answer" if result.kind == "evidence" else "good"
            say(SAY(key, file=str(file), kind=result.kind))

    emit(result.to_dict(), rows="problems", as_json=as_json, as_csv=as_csv, table=table)
    return 1 if result.problems else 0
