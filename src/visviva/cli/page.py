"""`--report` and pictures of the commands: their answer as a page of the answer page's family."""

import shlex
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from visviva.cli.language import current
from visviva.cli.output import note
from visviva.cli.sentences.files import SAY as FILES

#: What writes or prints, and does not belong to the command that answers again.
_FORMS: Final = frozenset({"report", "as_json", "as_csv", "export", "lang"})


def _checked(path: Path | None) -> Path | None:
    """Refuse before the work a page that cannot be written."""
    if path is None:
        return None
    from visviva.report.files import ensure_report
    from visviva.report.sheet import SUFFIXES

    return ensure_report(path, SUFFIXES)


def _picture(path: Path | None) -> Path | None:
    """Refuse a picture that cannot be written before the work."""
    if path is None:
        return None
    from visviva.plot.launch import check_picture

    return check_picture(path)


PageOption = Annotated[
    Path | None,
    typer.Option(
        "--report", help="Write the answer as a page: .html .pdf .md .json.", callback=_checked
    ),
]


PictureOption = Annotated[
    Path | None,
    typer.Option("--export", help="Write a picture (.svg, .png, .pdf).", callback=_picture),
]


@dataclass(frozen=True, slots=True)
class PageTarget:
    """Where the page of an answer goes; nowhere where none was asked for."""

    report: Path | None
    context: typer.Context

    @property
    def lang(self) -> str:
        """Language of the page: that of the command."""
        return current()

    def write(
        self, payload: Mapping[str, Any], *, draw: Callable[[Path], None] | None = None
    ) -> None:
        """Write a command's answer as a page; nothing where no page is asked for.

        Parameters
        ----------
        payload : mapping
            The JSON of the command.
        draw : callable, optional
            Draws the picture of the answer into a file.
        """
        if self.report is None:
            return
        from visviva.report.messages import catalogue
        from visviva.report.page import Figure
        from visviva.report.sheet import lay_out, write_sheet

        words = self.context.command_path.split()[1:]
        title = catalogue(self.lang)("sheet.title." + ".".join(words))
        pictures = []
        if draw is not None and self.report.suffix.lower() in (".html", ".pdf"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "picture.svg"
                draw(path)
                pictures.append(Figure(title, path.read_text(encoding="utf-8")))
        again = command_again(self.context)
        sheet = lay_out(payload, title=title, lang=self.lang, reproduce=again, pictures=pictures)
        write_sheet(self.report, sheet, {**payload, "reproduce": again})
        note(FILES("page", file=str(self.report)))


def command_again(context: typer.Context) -> str:
    """The command that answers the same, from what was given on the command line.

    Folders of the user's machine are left out.
    """
    from visviva.report.files import without_folders

    words = ["visviva", *context.command_path.split()[1:]]
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name in _FORMS or source is None or source.name != "COMMANDLINE":
            continue
        value = context.params[name]
        for one in value if isinstance(value, list | tuple) else (value,):
            words += _spoken(parameter, one)
    if current() != "en":
        words += ["--lang", current()]
    return without_folders(shlex.join(words))


def _spoken(parameter: Any, value: Any) -> list[str]:
    if parameter.param_type_name == "argument":
        return [str(value)]
    if isinstance(value, bool):
        names = parameter.opts if value else parameter.secondary_opts
        return [names[0]]
    return [parameter.opts[0], str(value)]
