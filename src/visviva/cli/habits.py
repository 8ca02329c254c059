"""What every command does without saying so itself.

`--offline` and `--lang` are understood, values of options complete on Tab, no number is infinite,
and a run that takes long says so.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from inspect import Parameter, Signature
from math import isfinite
from typing import Annotated, Any, Final

import typer

from visviva.cli.language import spoken
from visviva.cli.output import LangOption, OfflineFlag, check_language
from visviva.cli.patience import while_waiting
from visviva.errors import InputError, VisvivaError

#: The kind of fact that completes an option of this name; the first argument of `facts` takes any.
FACTS: Final = {
    "vehicle": "vehicle",
    "site": "site",
    "spacecraft": "ship",
    "station": "station",
    "camera": "satellite",
}
#: Closed sets of words, by option.
WORDS: Final = {
    "lang": ("en", "fr", "ko"),
    "mode": (
        "thrust-loss",
        "partial-thrust",
        "no-ignition",
        "wrong-ignition",
        "no-separation",
        "destruct",
        "fairing-stuck",
    ),
    "orbit": ("sso:500", "gto", "iss"),
    "road": ("direct", "phasing", "ballistic"),
    "regime": ("lifting", "ballistic"),
    "center": ("earth", "moon", "emb"),
}
#: Arguments, by command, that are completed from a list.
ARGUMENTS: Final = {
    ("assess", "study"): "study",
    ("facts", "name"): "fact",
    ("new", "kind"): "kind",
}


def add_habits(command: Any, path: str) -> None:
    """Give a command what every command has."""
    names = {param.name for param in command.params}
    added = "offline" not in names
    if added:
        # Such a command never reaches for the network: the word is taken, and nothing changes.
        command.params.append(_parameter("offline", OfflineFlag, False))
    speaks = "lang" in names
    if not speaks:
        command.params.append(_parameter("lang", LangOption, "en"))
    for param in command.params:
        _add_completion(param, path)
    written = {param.name: param.opts[0] for param in command.params}
    plain = command.callback

    @wraps(plain)
    def guarded(*words: Any, **options: Any) -> Any:
        if added:
            options.pop("offline", None)
        lang = check_language(options["lang"] if speaks else options.pop("lang", "en"))
        for name, value in options.items():
            for one in value if isinstance(value, list | tuple) else (value,):
                if isinstance(one, float) and not isfinite(one):
                    raise InputError(
                        f"{written.get(name, name)} is {one}", advice="give a finite number"
                    )
        with spoken(lang), while_waiting():
            return plain(*words, **options)

    command.callback = guarded


def _add_completion(param: Any, path: str) -> None:
    """Complete the values of one option or argument, where there is a list of them."""
    name = param.name
    if (path, name) in ARGUMENTS:
        source = _names(ARGUMENTS[path, name])
    elif param.param_type_name != "option":
        return
    elif name in WORDS:
        source = _fixed(WORDS[name])
    elif name == "study":
        source = _names("study")
    elif name in FACTS:
        source = _names(FACTS[name])
    else:
        return

    def complete(incomplete: str) -> list[str]:
        return [word for word in source() if word.startswith(incomplete)]

    twin = _parameter("word", Annotated[str, typer.Option(autocompletion=complete)], "")
    param._custom_shell_complete = twin._custom_shell_complete


def _parameter(name: str, declared: Any, default: Any) -> Any:
    """A parameter as Typer makes it, whatever its version, of a declaration."""

    def holder(**values: Any) -> None:
        """Never called."""

    holder.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=declared)]
    )
    holder.__annotations__ = {name: declared}
    app = typer.Typer(add_completion=False)
    app.command()(holder)
    return next(p for p in typer.main.get_command(app).params if p.name == name)


def _fixed(words: tuple[str, ...]) -> Callable[[], Iterable[str]]:
    return lambda: words


def _names(kind: str) -> Callable[[], Iterable[str]]:
    """Names of studies or facts, read when Tab is pressed and not before."""

    def read() -> Iterator[str]:
        try:
            yield from sorted(_listed(kind))
        except VisvivaError:  # a list that cannot be read completes nothing
            return

    return read


def _listed(kind: Any) -> list[str]:
    if kind == "kind":
        return ["study", "vehicle", "site", "ship"]
    if kind == "study":
        from visviva.assessment.study import study_names

        return list(study_names())
    from visviva.data.catalogue import Catalogue

    return list(Catalogue.bundled().names(None if kind == "fact" else kind))
