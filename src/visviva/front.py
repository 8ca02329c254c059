"""What the front door adds: questions asked by their fields, a study by its name.

>>> import visviva
>>> visviva.assess("soyuz-tiangong", samples=200, ascent=False, alternatives=False).verdict
'no'
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import wraps
from inspect import cleandoc, signature
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    ParamSpec,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from visviva.core.place import Place
from visviva.core.time import Epoch

if TYPE_CHECKING:
    from visviva.assessment.answer import Assessment
    from visviva.data.schema.common import Fact

P = ParamSpec("P")
Request = TypeVar("Request")
Answer = TypeVar("Answer")

#: Kinds of field that text is read for.
_TEXT = re.compile(r": (?:.*\b)?(?:Epoch|Place)\b")


def by_fields(
    question: Callable[[Request], Answer], request: Callable[P, Request]
) -> Callable[P, Answer]:
    """A function that takes the fields of a question, in place of the question as one value.

    Parameters
    ----------
    question : function
        Takes one request.
    request : class
        The request, a dataclass. Where it wants a moment or places, text is read as on the
        command line.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Twice:
    ...     of: float
    >>> twice = by_fields(lambda twice: 2 * twice.of, Twice)
    >>> twice(of=21.0)
    42.0
    >>> twice(off=21.0)
    Traceback (most recent call last):
        ...
    TypeError: <lambda>() takes no 'off'; did you mean of?
    """
    taken, make = tuple(signature(request).parameters), cast(Callable[..., Request], request)
    hints = get_type_hints(request)

    @wraps(question)
    def asked(*fields: P.args, **named: P.kwargs) -> Answer:
        first: Any = fields[0] if fields else None
        whole: Any = first
        if isinstance(request, type) and isinstance(first, request):
            return question(whole)
        unknown = [name for name in named if name not in taken]
        if unknown:
            near = get_close_matches(unknown[0], taken, 1, 0.5)
            meant = f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(taken)}"
            raise TypeError(f"{question.__name__}() takes no {unknown[0]!r}{meant}")
        given = signature(request).bind(*fields, **named).arguments
        return question(make(**{name: _read(name, v, hints) for name, v in given.items()}))

    # Only for `help` and completion: the fields, then the answer's own type.
    answers = signature(question).return_annotation
    asked.__signature__ = signature(request).replace(return_annotation=answers)  # type: ignore[attr-defined]
    asked.__doc__ = _doc(question, request)
    return asked


def _read(name: str, value: Any, hints: Mapping[str, Any]) -> Any:
    """A field as its request takes it: moments and places may be given as text."""
    hint = hints.get(name)
    parts = (hint, *get_args(hint))
    if isinstance(value, str) and Epoch in parts:
        from visviva.analysis.moments import moment

        return moment(value, name)[0]
    if Place in parts and get_origin(hint) is Sequence:
        from visviva.analysis.places import find_place

        many = (value,) if isinstance(value, str | Place) else value
        return tuple(find_place(one) if isinstance(one, str) else one for one in many)
    return value


def _doc(question: Callable[[Request], Answer], request: Callable[P, Request]) -> str:
    """What the question says, its parameters the fields of the request."""
    said, _, rest = cleandoc(question.__doc__ or "").partition("\n\n")
    _, _, fields = cleandoc(request.__doc__ or "").partition("Attributes\n----------\n")
    name = getattr(request, "__name__", "request")
    takes = f"Takes the fields below, or one `{name}` of them."
    read = "Moments and places may be text, as on the command line: ``2024-06-07``, ``Seoul``."
    parts = [said, f"{takes} {read}" if _TEXT.search(fields) else takes]
    return "\n\n".join([*parts, f"Parameters\n----------\n{fields}".strip(), rest]).strip()


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
