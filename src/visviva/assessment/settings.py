"""Settings on top of a study file: ``path=value``, as `--set` gives them."""

import tomllib
from collections.abc import Sequence
from typing import Any

from visviva.core.read import check_values
from visviva.data.catalogue import nearest
from visviva.errors import StudyError, one_line

#: Paths that were called otherwise once: what they are called now, and what to know of them.
RENAMED = {
    "model.nuisance_m_s": (
        "model.unmodelled_delta_v_m_s",
        "it follows from the launcher's published payloads and is not set by hand",
    ),
    "launch.offers": ("launch.payload_by_corridor", "write the new name; it means the same"),
}


def parts_of(setting: str) -> tuple[str, str, str]:
    """Section, key and value of a setting; the rest of the path after the section is one key.

    Raises
    ------
    StudyError
        If it is not of the form ``section.key=value``, or was renamed.

    Examples
    --------
    >>> parts_of("vehicle.stages.blok-i.dry_mass_kg=2000")
    ('vehicle', 'stages.blok-i.dry_mass_kg', '2000')
    """
    path, equals, value = setting.partition("=")
    parts = [p.strip().strip('"') for p in path.split(".")]
    if not equals or len(parts) < 2 or not all(parts):
        raise StudyError(
            "not a setting",
            advice="write it like launch.site=jiuquan or spacecraft.mass_kg=6800",
            place=f"--set {setting}",
        )
    refuse_renamed(".".join(parts), f"--set {setting}")
    return parts[0], ".".join(parts[1:]), value.strip()


def refuse_renamed(path: str, place: str) -> None:
    """Refuse a path by its old name, with its new one."""
    if path in RENAMED:
        name, advice = RENAMED[path]
        raise StudyError(f"{path} was renamed to {name}", advice=advice, place=place)


def apply(raw: dict[str, Any], setting: str, sections: Sequence[str]) -> None:
    """Set one dotted path of a raw study in place.

    Raises
    ------
    StudyError
        If no kind of study has such a section.
    """
    section, key, value = parts_of(setting)
    if section not in sections:
        near = nearest(section, {s: s for s in sections})
        advice = f"did you mean {near[0]}?" if near else "sections are " + ", ".join(sections)
        raise StudyError(f"no section {section!r}", advice=advice, place=f"--set {setting}")
    table, parts = raw.setdefault(section, {}), key.split(".")
    while len(parts) > 1 and isinstance(table.get(parts[0]), dict):
        table, parts = table[parts[0]], parts[1:]
    # Past the tables that the file has, the rest of the path is one key: a figure of a fact.
    table[".".join(parts)] = value_of(value)


def value_of(text: str) -> Any:
    """A value as TOML reads it, else as text.

    Examples
    --------
    >>> value_of("6800"), value_of("jiuquan"), value_of("true")
    (6800, 'jiuquan', True)
    """
    try:
        value = tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return text
    except (RecursionError, ValueError) as err:
        raise StudyError(
            "a value nested too deep or a number of too many digits",
            advice="give a figure in its unit",
            place=f"--set …={one_line(text, 60)}",
        ) from err
    check_values(value, place=f"--set …={one_line(text, 60)}", error=StudyError)
    return value
