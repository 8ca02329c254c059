"""Where kinds and checks are found: by the name of their file, when they are first asked for.

A check ``turn-budget`` is ``checks/turn_budget.py`` with a value `CHECK`; a kind ``history`` is
``kinds/history.py`` with a value `KIND`. Further packages laid out the same way can be named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from visviva.assessment.kind import Kind
from visviva.assessment.protocol import Check
from visviva.assessment.study_values import SHARED
from visviva.errors import StudyError, VisvivaError

PACKAGES = ("visviva.assessment",)
MISSION = "mission"


@dataclass(frozen=True, slots=True)
class Registry:
    """Kinds and checks of some packages; the first that has a name gives it.

    Examples
    --------
    >>> Registry().check("docking").id
    'docking'
    >>> Registry().kind_of({"study": {}, "history": {}}).name
    'history'
    """

    packages: tuple[str, ...] = PACKAGES

    def check(self, name: str) -> Check:
        """The check of a name.

        Raises
        ------
        VisvivaError
            If no package has it.
        """
        found = self._module("checks", name)
        if found is None:
            raise VisvivaError(
                f"no check is called {name!r}",
                advice=f"a check is a file checks/{name.replace('-', '_')}.py",
            )
        check: Check = found.CHECK
        return check

    def kind(self, name: str) -> Kind:
        """The kind of a name.

        Raises
        ------
        VisvivaError
            If no package has it.
        """
        found = self._module("kinds", name)
        if found is None:
            raise VisvivaError(
                f"no kind of study is called {name!r}", advice="a kind is a file in kinds/"
            )
        kind: Kind = found.KIND
        return kind

    def kinds(self) -> tuple[Kind, ...]:
        """Every kind, the mission first.

        Raises
        ------
        VisvivaError
            If two of them claim one table.
        """
        names = [
            module.name.replace("_", "-")
            for package in self.packages
            for module in iter_modules(import_module(f"{package}.kinds").__path__)
            if not module.name.startswith("_")
        ]
        found = [self.kind(name) for name in sorted(set(names), key=lambda n: (n != MISSION, n))]
        owners: dict[str, str] = {}
        for kind in found:
            if kind.section in SHARED or kind.section in owners:
                other = owners.get(kind.section, "every kind")
                raise VisvivaError(
                    f"the kinds {other} and {kind.name} both claim the table [{kind.section}]",
                    advice="give each kind a table of its own",
                )
            owners[kind.section] = kind.name
        return tuple(found)

    def kind_of(self, tables: Mapping[str, object], place: str = "") -> Kind:
        """The kind of a study file with these tables; a mission where none owns one.

        Raises
        ------
        StudyError
            If the tables of two kinds stand in one file.
        """
        if not set(tables) - set(SHARED):
            return self.kind(MISSION)
        owners = [kind for kind in self.kinds() if kind.section and kind.section in tables]
        if len(owners) > 1:
            both = " and ".join(f"[{kind.section}]" for kind in owners)
            names = " and ".join(kind.name for kind in owners)
            raise StudyError(
                f"{both} in one file: {names} are two kinds of study",
                advice="write a file for each",
                place=place or None,
            )
        return owners[0] if owners else self.kind(MISSION)

    def sections(self) -> tuple[str, ...]:
        """Every table that a study file of some kind may hold."""
        return tuple(
            dict.fromkeys(name for kind in self.kinds() for name in kind.model.model_fields)
        )

    def _module(self, folder: str, name: str) -> ModuleType | None:
        for package in self.packages:
            path = f"{package}.{folder}.{name.replace('-', '_')}"
            if find_spec(path) is not None:
                return import_module(path)
        return None
