"""Writing a page: checked before the work starts, in the form that its suffix names, whole or not.

A form is one entry of `FORMS`: its suffix and what writes the file from an assessment. No path of
the machine stands in a report: a study and the facts beside it are named without their folder.
"""

import json
import shlex
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from visviva.assessment.answer import Assessment
from visviva.assessment.study_values import LoadedStudy
from visviva.errors import InputError
from visviva.export.files import atomic_write, check_writable


def ensure_writable(path: Path | str) -> Path:
    """Refuse a path that cannot be written, before the work that would fill it.

    Returns
    -------
    pathlib.Path
        The path itself; nothing is written.

    Raises
    ------
    InputError
        If the folder is missing, the path is a folder, or permission is missing.
    """
    check_writable(path)
    return Path(path)


def write_page(path: Path | str, text: str) -> Path:
    """Write `text` as UTF-8 in one step: the file is either the old one or the whole new one.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    with atomic_write(path) as stream:
        stream.write(text)
    return Path(path)


def _html(path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str) -> None:
    from visviva.report.page import render_page

    write_page(path, render_page(assessment, lang=lang))


def _markdown(path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str) -> None:
    from visviva.report.markdown import render_markdown

    write_page(path, render_markdown(assessment, lang=lang))


def _json(path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str) -> None:
    from visviva.report.json_form import assessment_to_json

    form = assessment_to_json(assessment, lang)
    write_page(path, json.dumps(form, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _evidence(path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str) -> None:
    from visviva.report.evidence import write_evidence

    write_evidence(path, assessment, loaded, lang)


def _pdf(path: Path, assessment: Assessment, loaded: LoadedStudy[Any], lang: str) -> None:
    from visviva.report.page import render_page
    from visviva.report.pdf import write_pdf

    write_pdf(path, render_page(assessment, lang=lang), lang)


Writer = Callable[[Path, Assessment, LoadedStudy[Any], str], None]
#: What writes a report, by the suffix of its file.
FORMS: dict[str, Writer] = {
    ".html": _html,
    ".pdf": _pdf,
    ".md": _markdown,
    ".json": _json,
    ".zip": _evidence,
}


def ensure_report(path: Path | str, forms: Iterable[str] = tuple(FORMS)) -> Path:
    """Refuse a report that cannot be written, or in no known form, before the work starts.

    Parameters
    ----------
    path : Path or str
    forms : iterable of str
        Suffixes that it may have; default those of an assessment.

    Raises
    ------
    InputError
        With the forms there are.
    MissingExtraError
        If what draws a PDF is missing.

    Examples
    --------
    >>> ensure_report("x.doc")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    visviva.errors.InputError: x.doc: no report has the form '.doc'; give .html, .pdf, .md, …
    """
    suffix = Path(path).suffix.lower()
    *others, last = forms
    if str(path).strip() and suffix not in (*others, last):
        raise InputError(
            f"no report has the form {suffix!r}" if suffix else "the report's form is not named",
            advice=f"give {', '.join(others)} or {last}",
            place=str(path),
        )
    if suffix == ".pdf":
        from visviva.report.pdf import require_pdf

        require_pdf()
    return ensure_writable(path)


def write_report(
    path: Path | str, assessment: Assessment, loaded: LoadedStudy[Any], lang: str = "en"
) -> Path:
    """Write the answer of `loaded` as a report in the form that the suffix names.

    Raises
    ------
    InputError
        If the form is not known or the path cannot be written.
    """
    target = ensure_report(path)
    if target.suffix.lower() != ".zip":  # which names the study as it lies in the archive
        assessment = replace(assessment, reproduce=without_folders(assessment.reproduce))
    FORMS[target.suffix.lower()](target, assessment, loaded, lang)
    return target


def without_folders(command: str) -> str:
    """A command with absolute paths cut to the names of their files.

    Examples
    --------
    >>> without_folders("visviva assess /home/me/claim.toml --set launch.vehicle=/tmp/own.toml")
    'visviva assess claim.toml --set launch.vehicle=own.toml'
    >>> without_folders("visviva assess studies/claim.toml --seed 1")
    'visviva assess studies/claim.toml --seed 1'
    """
    words = []
    for word in shlex.split(command):
        path, equals, value = word.rpartition("=")
        kept = PurePath(value).name if PurePath(value).is_absolute() else value
        words.append(f"{path}{equals}{kept}")
    return shlex.join(words)
