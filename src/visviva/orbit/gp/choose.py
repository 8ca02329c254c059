"""Which element sets of a file are meant: by number, Alpha-5 or name, object by object.

Limits: objects are told apart by catalogue number; where sets under one number carry several names
at the same time, or are in several places at one moment, or the number is a placeholder, by name
and by orbit as well.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from visviva.core.time import DAY_S
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.sgp4_reference import as_columns
from visviva.orbit.gp.tle_format import catalog_number

#: Numbers that publishers give to objects without one.
PLACEHOLDERS: Final = frozenset({0, 99_999})
#: Two sets are of one orbit where planes differ by less than this, and places along it by less
#: than `SAME_PHASE_DEG` and as much more as `PHASE_DEG_DAY` for the time between them, both carried
#: to one moment. Sets of one tracked object agree to hundredths of a degree; objects of one launch
#: that share a placeholder lie degrees apart.
SAME_PLANE_DEG: Final = 0.5
SAME_PHASE_DEG: Final = 1.0
PHASE_DEG_DAY: Final = 8.0
#: Past this many days between two sets the place along the orbit is no longer compared.
PHASE_DAYS: Final = 2.0
_ALPHA5 = re.compile(r"[A-HJ-NP-Z]\d{4}", re.ASCII)
_ADVICE: Final = "give a catalogue number or a name of the file"


def number_of(text: str) -> int | None:
    """Catalogue number that a text says, in digits or as Alpha-5; None where it says none.

    Examples
    --------
    >>> number_of("25544"), number_of(" t0438 "), number_of("ISS")
    (25544, 270438, None)
    """
    key = text.strip().upper()
    if key.isascii() and key.isdigit() and len(key) <= 9:
        return int(key)
    return catalog_number(key) if _ALPHA5.fullmatch(key) else None


def matching(elements: Sequence[ElementSet], text: str) -> list[int]:
    """Places of the sets that a text names: by number, by name or designator, by part of a name."""
    key, number = text.strip().upper(), number_of(text)
    picks = [k for k, e in enumerate(elements) if number is not None and e.catalog_number == number]
    picks = picks or [
        k for k, e in enumerate(elements) if key and key in (e.name.upper(), e.object_id.upper())
    ]
    return picks or [k for k, e in enumerate(elements) if key and key in e.name.upper()]


def named(elements: Sequence[ElementSet], wanted: Iterable[str]) -> list[ElementSet]:
    """The sets of the objects named, in their order.

    Raises
    ------
    UnknownNameError
        If a text names no object of the file; `fields["nearest"]` has the nearest names.
    """
    kept: set[int] = set()
    for text in wanted:
        picks = matching(elements, text)
        if not picks:
            raise unknown(elements, text)
        kept.update(picks)
    return [elements[k] for k in sorted(kept)]


def one_named(elements: Sequence[ElementSet], text: str) -> int:
    """Place of the one set that a text names, where each object has one set.

    Raises
    ------
    UnknownNameError
        If none is, or several are.
    """
    picks = matching(elements, text)
    if not picks:
        raise unknown(elements, text)
    if len(picks) > 1:
        some = ", ".join(f"{elements[k].catalog_number} {elements[k].name}" for k in picks[:3])
        raise UnknownNameError(
            f"{text!r} names {len(picks)} objects ({some} …)", advice="give a catalogue number"
        )
    return picks[0]


def unknown(elements: Sequence[ElementSet], text: str) -> UnknownNameError:
    """The error for a text that names no object, with the nearest names."""
    names = sorted({e.name for e in elements if e.name})
    near = get_close_matches(text.strip().upper(), names, n=3, cutoff=0.5)
    advice = "did you mean " + " or ".join(near) if near else _ADVICE
    return UnknownNameError(f"no object {text!r} in the file", advice=advice, nearest=near)


def usable(
    elements: Sequence[ElementSet], *, strict: bool = False
) -> tuple[list[ElementSet], list[ElementSet]]:
    """The sets that SGP4 can use, and those of SGP4-XP, which it cannot.

    Raises
    ------
    InputError
        With `strict`, if there is one of SGP4-XP.
    """
    good = [e for e in elements if not e.is_xp]
    other = [e for e in elements if e.is_xp]
    if strict and other:
        e = other[0]
        raise InputError(
            f"{e.label} is an SGP4-XP set", advice="give SGP4 sets", place=e.place or None
        )
    return good, other


def none_usable(other: Sequence[ElementSet], source: str = "") -> InputError:
    """The error for sets of which SGP4 can use none; `other` are those of SGP4-XP."""
    return InputError(
        "SGP4-XP sets alone, of a theory that is not published"
        if other
        else "no element set that SGP4 can use",
        advice="give SGP4 sets (OMM or TLE) of the satellite",
        place=source or None,
    )


def sets_of_one(
    elements: Sequence[ElementSet],
    wanted: str | None = None,
    *,
    strict: bool = False,
    source: str = "",
) -> list[ElementSet]:
    """The usable sets of the one object of a source, or of that asked for, in order of epoch.

    Raises
    ------
    InputError
        If there is no set that SGP4 can use, or there are several objects and none is chosen.
    UnknownNameError
        If the object asked for is not there.
    """
    chosen = elements if wanted is None else named(elements, [wanted])
    good, other = usable(chosen, strict=strict)
    if not good:
        raise none_usable(other, source)
    groups = by_object(good)
    if len(groups) > 1:
        some = ", ".join(sets[-1].label for sets in groups[:3])
        more = " …" if len(groups) > 3 else ""
        alone = len({sets[0].catalog_number for sets in groups}) == len(groups)
        what = "NUMBER" if alone else "NAME: they share a number"
        raise InputError(
            f"{len(groups)} objects ({some}{more})", advice=f"choose one with --object {what}"
        )
    return sorted(groups[0], key=lambda e: e.epoch_utc)


def by_object(elements: Sequence[ElementSet]) -> list[list[ElementSet]]:
    """Sets grouped by object, objects and sets in the order of the file.

    A catalogue number is an object, except where its sets carry several names at the same time, or
    are of one moment and of several orbits, or the number is a placeholder: then sets are of one
    object if they carry one name and lie on one orbit.

    Examples
    --------
    >>> a = ElementSet(99999, "2026-01-01T12:00:00", 15.2, 0.001, 97.4, 100.0, 90.0, 0.0, name="A")
    >>> b = ElementSet(99999, "2026-01-01T12:00:00", 15.2, 0.001, 97.4, 100.0, 90.0, 60.0, name="B")
    >>> [len(group) for group in by_object([a, b, a])]
    [2, 1]
    """
    groups: dict[int, list[ElementSet]] = {}
    for e in elements:
        groups.setdefault(e.catalog_number, []).append(e)
    out: list[list[ElementSet]] = []
    for number, sets in groups.items():
        if len(sets) > 1 and (
            number in PLACEHOLDERS or _names_at_once(sets) or _places_at_once(sets)
        ):
            out += _apart(sets, by_name=number in PLACEHOLDERS)
        else:
            out.append(sets)
    return out


def _names_at_once(sets: Sequence[ElementSet]) -> bool:
    """Whether several names occur over the same time: a renamed object has one after the other."""
    spans: dict[str, tuple[str, str]] = {}
    for e in sets:
        if e.name:
            first, last = spans.get(e.name.upper(), (e.epoch_utc, e.epoch_utc))
            spans[e.name.upper()] = min(first, e.epoch_utc), max(last, e.epoch_utc)
    ordered = sorted(spans.values())
    return any(b[0] <= a[1] for a, b in pairwise(ordered))


def _places_at_once(sets: Sequence[ElementSet]) -> bool:
    """Whether two sets of one moment lie on two orbits: no object is in two places."""
    ordered = sorted(sets, key=lambda e: e.epoch_utc)
    return any(
        a.epoch_utc == b.epoch_utc and not _one_orbit(a, b, 0.0) for a, b in pairwise(ordered)
    )


def _apart(sets: Sequence[ElementSet], *, by_name: bool) -> list[list[ElementSet]]:
    """Sets of one number split into objects: each joins the object whose latest set it continues.

    With `by_name` two names are two objects; a set without a name may continue any.
    """
    order = sorted(range(len(sets)), key=lambda k: sets[k].epoch_utc)
    epochs = as_columns(sets).epoch
    objects: list[list[int]] = []
    for k in order:
        for members in objects:
            last = members[-1]
            days = float((epochs[k] - epochs[last]) / DAY_S)
            one, two = sets[last], sets[k]
            if by_name and one.name and two.name and one.name.upper() != two.name.upper():
                continue
            if _one_orbit(one, two, days):
                members.append(k)
                break
        else:
            objects.append([k])
    return [[sets[k] for k in sorted(members)] for members in sorted(objects, key=min)]


def _one_orbit(a: ElementSet, b: ElementSet, days: float) -> bool:
    """Whether b may be the object of a, that many days later."""
    if abs(a.inclination_deg - b.inclination_deg) > SAME_PLANE_DEG:
        return False
    if days > PHASE_DAYS:
        return True
    turns = 0.5 * (a.mean_motion_rev_day + b.mean_motion_rev_day) * days
    phase = _turned(
        b.arg_perigee_deg
        + b.mean_anomaly_deg
        - a.arg_perigee_deg
        - a.mean_anomaly_deg
        - 360.0 * turns
    )
    node = _turned(b.raan_deg - a.raan_deg)
    return (
        abs(node) < SAME_PLANE_DEG + 8.0 * days
        and abs(phase) < SAME_PHASE_DEG + PHASE_DEG_DAY * days
    )


def _turned(degrees: float) -> float:
    """An angle from -180 to 180."""
    return (degrees + 180.0) % 360.0 - 180.0
