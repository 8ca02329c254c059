"""Writing a page: checked before the work starts, in the form that its suffix names, whole or not.

A form is one entry of `FORMS`: its suffix and what makes the file's text from an assessment.
"""

import json
from collections.abc import Callable
from pathlib import Path

from visviva.assessment.answer import Assessment
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


def _html(assessment: Assessment, lang: str) -> str:
    from visviva.report.page import render_page

    return render_page(assessment, lang=lang)


def _markdown(assessment: Assessment, lang: str) -> str:
    from visviva.report.markdown import render_markdown

    return render_markdown(assessment, lang=lang)


def _json(assessment: Assessment, lang: str) -> str:
    from visviva.report.json_form import assessment_to_json

    form = assessment_to_json(assessment, lang)
    return json.dumps(form, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


#: What writes a report, by the suffix of its file.
FORMS: dict[str, Callable[[Assessment, str], str]] = {
    ".html": _html,
    ".md": _markdown,
    ".json": _json,
}


def ensure_report(path: Path | str) -> Path:
    """Refuse a report that cannot be written, or in no known form, before the work starts.

    Raises
    ------
    InputError
        With the forms there are.

    Examples
    --------
    >>> ensure_report("answer.docx")
    Traceback (most recent call last):
        ...
    visviva.errors.InputError: answer.docx: no report has the form '.docx'; give .html, .md or .json
    """
    suffix = Path(path).suffix.lower()
    if str(path).strip() and suffix not in FORMS:
        *others, last = FORMS
        raise InputError(
            f"no report has the form {suffix!r}" if suffix else "the report's form is not named",
            advice=f"give {', '.join(others)} or {last}",
            place=str(path),
        )
    return ensure_writable(path)


def write_report(path: Path | str, assessment: Assessment, lang: str = "en") -> Path:
    """Write an assessment as a report in the form that the suffix names.

    Raises
    ------
    InputError
        If the form is not known or the path cannot be written.
    """
    target = ensure_report(path)
    return write_page(target, FORMS[target.suffix.lower()](assessment, lang))
