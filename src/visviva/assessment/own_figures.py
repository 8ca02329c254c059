"""Figures that a study puts in place of a fact's: within their field's range, and not far off it.

Limits: only masses, thrusts, impulses and burn times are held against the fact; a height or a
velocity may well be another one.
"""

from visviva.data.schema.common import Fact
from visviva.data.schema.figure import Figure, unit_of
from visviva.errors import FactError, StudyError

#: A figure this many times more or less than the fact's is taken for a slip of the unit.
FAR_OFF = 8.0
#: A thousand times below the lightest catalogued satellite, and beyond the heaviest thing lifted.
LEAST_KG, MOST_KG = 1e-3, 1e6
#: Units in which such a slip is looked for.
HELD_UNITS = ("kg", "kN", "N", "s")


def check_own_figure(fact: Fact | None, path: str, figure: Figure, place: str) -> None:
    """Refuse a figure outside its field's range, or so far off the fact's that it must be a slip.

    Raises
    ------
    StudyError
        With what it was probably meant to be.
    """
    if fact is None:
        _check_mass(path, figure, place)
        return
    try:
        fact.check_range(path, figure)
    except FactError as err:
        raise StudyError(err.message, advice=_meant(fact, path, figure), place=place) from err
    known = _known(fact, path)
    if known is None or unit_of(path) not in HELD_UNITS or not figure.value > 0.0:
        return
    if figure.kind != "exact":
        # Whoever gives a spread has thought of the figure.
        return
    low, high = min(known.low, known.value), max(known.high, known.value)
    if low / FAR_OFF <= figure.value <= high * FAR_OFF:
        return
    unit = unit_of(path)
    raise StudyError(
        f"{path} is {figure.value:,g} {unit}, and the fact of {fact.slug} has {known.value:,g}",
        advice=_meant(fact, path, figure),
        place=place,
    )


def _check_mass(path: str, figure: Figure, place: str) -> None:
    """A craft without a fact still has a mass that something can weigh."""
    if path == "mass_kg" and not LEAST_KG <= figure.value <= MOST_KG:
        raise StudyError(
            f"mass_kg is {figure.value:g}",
            advice=f"give one from {LEAST_KG:g} to {MOST_KG:,.0f} kg",
            place=place,
        )


def _known(fact: Fact, path: str) -> Figure | None:
    try:
        found = fact.figure(path)
    except FactError:
        return None
    return found if found.value > 0.0 else None


def _meant(fact: Fact, path: str, figure: Figure) -> str:
    """The power of ten that brings a figure next to the fact's."""
    known = _known(fact, path)
    other = "where it is meant, give it with its spread: {value = …, low = …, high = …}"
    if known is None or not figure.value > 0.0:
        return "correct the figure"
    near = [
        figure.value * factor
        for factor in (1e3, 1e-3, 10.0, 0.1, 100.0, 0.01)
        if known.value / 2.0 <= figure.value * factor <= known.value * 2.0
    ]
    return f"did you mean {near[0]:,g}?" if near else other
