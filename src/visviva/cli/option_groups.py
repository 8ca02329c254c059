"""Options that go together, stated once: a dataclass of them in place of the same dozen lines.

A command takes a group as one argument and is decorated with `grouped`; the command line shows the
group's options where the argument stands, and the function receives one value::

    @grouped
    def images(sets: ElementSets, window: Window, *, camera: CameraOption = None) -> None: ...
"""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from visviva.cli.language import current
from visviva.cli.options import (
    PICTURES,
    ElementsArgument,
    ElementsOption,
    ObjectsOption,
    Source,
    StartOption,
    elements_source,
    moment,
    one_form,
)
from visviva.cli.output import CsvFlag, ExportOption, JsonFlag, OfflineFlag, remark


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose arguments that are dataclasses of options are shown option by option."""
    shown: list[inspect.Parameter] = []
    groups: dict[str, tuple[Any, tuple[str, ...]]] = {}
    for argument in inspect.signature(command, eval_str=True).parameters.values():
        group: Any = argument.annotation
        if not is_dataclass(group):
            shown.append(argument.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        hints = get_type_hints(group, include_extras=True)
        groups[argument.name] = (group, tuple(f.name for f in fields(group)))
        shown += [_option(f, hints[f.name]) for f in fields(group)]

    def run(**given: Any) -> None:
        for argument, (group, names) in groups.items():
            given[argument] = group(**{name: given.pop(name) for name in names})
        command(**given)

    run.__name__, run.__qualname__ = command.__name__, command.__qualname__
    run.__module__, run.__doc__ = command.__module__, command.__doc__
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in shown}
    return run


def _option(field: "Field[Any]", hint: Any) -> inspect.Parameter:
    default = inspect.Parameter.empty if field.default is MISSING else field.default
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(field.name, kind, default=default, annotation=hint)


@dataclass(frozen=True, slots=True)
class ElementSets:
    """Where element sets come from, which objects of them, and from when on."""

    file: ElementsArgument = None
    elements: ElementsOption = None
    objects: ObjectsOption = None
    start: StartOption = "now"

    @property
    def source(self) -> Source:
        """As `elements_source`."""
        return elements_source(self.file, self.elements, self.objects)

    def when(self) -> Any:
        """Begin of the window; what was understood of it is noted on stderr."""
        when, said = moment(self.start, "--start")
        assert when is not None
        if said:
            remark(said)
        return when


@dataclass(frozen=True, slots=True)
class Output:
    """In which form a result is printed, and where it is written."""

    as_json: JsonFlag = False
    as_csv: CsvFlag = False
    export: ExportOption = None
    offline: OfflineFlag = False

    def check(self, exporter: "Exporter") -> None:
        """Refuse two forms, and a file that cannot be written, before the work."""
        one_form(as_json=self.as_json, as_csv=self.as_csv)
        exporter.check(self.export)


@dataclass(frozen=True, slots=True)
class Exporter:
    """Who writes a result to a file, and who draws it; named, since each is imported when asked.

    Attributes
    ----------
    files, picture : str
        ``package.module:function``; the module of `files` says in `FORMS` which suffixes it takes.

    Examples
    --------
    >>> contacts = Exporter(
    ...     "visviva.export.contacts:export_contacts", "visviva.plot.contacts:draw_contacts"
    ... )
    >>> from visviva.errors import InputError
    >>> try:
    ...     contacts.check(Path("a.docx"))
    ... except InputError as refused:
    ...     print(refused.message)
    contacts cannot be written as .docx
    """

    files: str
    picture: str

    def check(self, path: Path | None) -> None:
        """Refuse a suffix or a place that will not do, before the work."""
        if path is not None:
            import_module(self.files.partition(":")[0]).FORMS.check(path)

    def write(self, path: Path | None, found: Any) -> None:
        """The result into a file or a picture, by its suffix; nothing where there is no path."""
        if path is None:
            return
        if path.suffix.lower() in PICTURES:
            _named(self.picture)(found, path, lang=current())
        else:
            _named(self.files)(path, found)


def _named(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)  # type: ignore[no-any-return]
