"""Everything that is wrong with a file of one's own, at once: `visviva check FILE`.

A study, a fact (vehicle, site, ship, station, satellite) or a file of element sets.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from visviva.core.result import Result
from visviva.errors import VisvivaError

_LINE = re.compile(r":(\d+)(?::\d+)?$")


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A file to be checked.

    Attributes
    ----------
    file : Path
    """

    file: Path


@dataclass(frozen=True, slots=True, repr=False)
class CheckResult(Result):
    """What a file is, and all that is wrong with it.

    Attributes
    ----------
    file : str
    kind : str
        ``study``, ``fact`` or ``element sets``.
    problems : tuple of dict
        ``line``, ``path``, ``message``, ``advice``; empty where the file is good.
    """

    SCHEMA: ClassVar[str] = "visviva.check/1"
    ROWS: ClassVar[str] = "problems"

    file: str
    kind: str
    problems: tuple[dict[str, Any], ...]

    def head(self) -> dict[str, Any]:
        """File, kind, and whether it is good."""
        return {"file": self.file, "kind": self.kind, "good": not self.problems}

    def rows(self) -> tuple[dict[str, Any], ...]:
        """The problems."""
        return self.problems


def check_file(request: CheckRequest) -> CheckResult:
    """Read a file as what it is, and list every problem with its line.

    Raises
    ------
    InputError
        If there is no such file.
    """
    from visviva.data.catalogue_read import read_toml

    path = request.file
    if path.suffix.lower() != ".toml":
        return _elements(path)
    try:
        raw, _ = read_toml(path)
    except VisvivaError as err:
        if not path.is_file():
            raise
        return CheckResult(str(path), "TOML", _problems(err))
    kind = "study" if "study" in raw else "fact"
    try:
        _read(path, kind)
    except VisvivaError as err:
        return CheckResult(str(path), kind, _problems(err))
    return CheckResult(str(path), kind, ())


def _read(path: Path, kind: str) -> None:
    if kind == "study":
        from visviva.assessment.study import load_study

        load_study(path)
        return
    from visviva.data.catalogue import read_fact

    read_fact(path)


def _problems(err: VisvivaError) -> tuple[dict[str, Any], ...]:
    """All that an error knows: every fault of a schema, or the one fault that it is."""
    listed = err.fields.get("problems")
    if listed:
        return tuple(sorted(listed, key=lambda problem: problem["line"] or 0))
    found = _LINE.search(err.place or "")
    line = int(found[1]) if found else None
    return ({"line": line, "path": None, "message": err.message, "advice": err.advice},)


def _elements(path: Path) -> CheckResult:
    from visviva.orbit.gp import read_elements

    try:
        rejected = read_elements(path).rejected
    except VisvivaError as err:
        if not path.is_file():
            raise
        rejected = err.fields.get("rejected", ())
        if not rejected:
            return CheckResult(str(path), "element sets", _problems(err))
    problems = tuple(
        {"line": bad.line, "path": bad.name, "message": bad.reason, "advice": None}
        for bad in rejected
    )
    return CheckResult(str(path), "element sets", problems)
