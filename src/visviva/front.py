"""What the front door adds: questions asked by their fields, a study by its name.

>>> import visviva
>>> visviva.assess("soyuz-tiangong", samples=200, ascent=False, alternatives=False).verdict
'no'
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from visviva.assessment.answer import Assessment
    from visviva.data.schema.common import Fact

P = ParamSpec("P")
Request = TypeVar("Request")
Answer = TypeVar("Answer")


def by_fields(
    question: Callable[[Request], Answer], request: Callable[P, Request]
) -> Callable[P, Answer]:
    """A function that takes the fields of a question, in place of the question as one value.

    Parameters
    ----------
    question : function
        Takes one request.
    request : class
        The request, a dataclass.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Twice:
    ...     of: float
    >>> by_fields(lambda twice: 2 * twice.of, Twice)(of=21.0)
    42.0
    """

    @wraps(question)
    def asked(*fields: P.args, **named: P.kwargs) -> Answer:
        first: Any = fields[0] if fields else None
        whole: Any = first
        if isinstance(request, type) and isinstance(first, request):
            return question(whole)
        return question(request(*fields, **named))

    # Only for `help` and completion: the fields, then the answer's own type.
    answers = signature(question).return_annotation
    asked.__signature__ = signature(request).replace(return_annotation=answers)  # type: ignore[attr-defined]
    asked.__doc__ = f"{question.__doc__}\n\nFields\n------\n{request.__doc__}"
    return asked


def assess(study: Any, *, settings: tuple[str, ...] = (), **options: Any) -> "Assessment":
    """Answer a study: can this mission be what its owner says it is?

    Parameters
    ----------
    study : str, Path or loaded study
        Name of a shipped study, path of a study file, or what `load_study` returned.
    settings : tuple of str
        ``"path=value"`` to change, such as ``"launch.site=jiuquan"``; for a name or a path.
    **options
        As `visviva.assessment.run.assess` takes them: ``seed``, ``samples``, ``alternatives``,
        ``ascent``.

    Returns
    -------
    Assessment

    Raises
    ------
    StudyError
        If the study cannot be read.
    """
    from visviva.assessment.run import assess as answer
    from visviva.assessment.study import load_study

    loaded = load_study(study, settings) if isinstance(study, str | Path) else study
    return answer(loaded, **options)


def facts(name: str, kind: str | None = None) -> "Fact":
    """One fact by its slug, an alias in any language, or a TOML file of your own.

    Parameters
    ----------
    name : str
    kind : str, optional
        ``"site"``, ``"vehicle"``, ``"ship"``, ``"station"`` or ``"satellite"``.

    Raises
    ------
    UnknownNameError
        If no fact has that name; the advice names the nearest.
    """
    from visviva.data.catalogue import Catalogue, read_kind

    catalogue = Catalogue.bundled()
    return catalogue.get(read_kind(kind), name) if kind else catalogue.find(name)
