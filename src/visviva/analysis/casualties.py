"""How many people would an uncontrolled re-entry hurt, on average?

Limits: see `visviva.launch.hazard.casualty`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from visviva.core.result import Result
from visviva.data.population import bundled_population, read_population
from visviva.launch.hazard.casualty import COLLECTIVE, Population, reentry_casualties


@dataclass(frozen=True, slots=True)
class CasualtiesRequest:
    """Inclination (rad) and casualty area (m2) of a re-entry; a grid or a density (people/m2).

    `step` (rad) asks for a table of every inclination from 0 to 180 degrees instead of one.
    """

    area: float
    inclination: float | None = None
    population: Path | None = None
    density: float | None = None
    step: float = math.radians(1.0)


@dataclass(frozen=True, slots=True, repr=False)
class CasualtiesResult(Result):
    """Expected casualties by inclination."""

    SCHEMA: ClassVar[str] = "visviva.casualties/1"
    request: CasualtiesRequest
    source: str
    inclinations: tuple[float, ...]
    expectations: tuple[float, ...]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row an inclination."""
        return [
            {
                "inclination_deg": round(math.degrees(i), 6),
                "casualty_expectation": e,
                "limit": COLLECTIVE,
                "within": e <= COLLECTIVE,
            }
            for i, e in zip(self.inclinations, self.expectations, strict=True)
        ]

    def head(self) -> Mapping[str, Any]:
        """The figure where one inclination was asked, with the limit of 14 CFR 450.101."""
        one = self.request.inclination is not None
        return {
            "casualty_expectation": self.expectations[0] if one else None,
            "limit": COLLECTIVE,
            "area_m2": self.request.area,
            "population": self.source,
        }


def expect_casualties(request: CasualtiesRequest) -> CasualtiesResult:
    """Expected casualties of an uncontrolled re-entry.

    Raises
    ------
    InputError, RangeError
        If a figure or the grid is none.

    Examples
    --------
    >>> found = expect_casualties(CasualtiesRequest(area=10.0, inclination=math.radians(51.6)))
    >>> 1.6e-4 < found.expectations[0] < 1.9e-4
    True
    """
    people: Population | float
    if request.density is not None:
        people, source = request.density, f"uniform, {request.density * 1e6:g} people a km2"
    elif request.population is not None:
        people = read_population(request.population)
        source = people.source
    else:
        people = bundled_population()
        source = people.source
    tilts: tuple[float, ...]
    if request.inclination is not None:
        tilts = (request.inclination,)
    else:
        count = max(1, round(math.pi / request.step))
        tilts = tuple(math.pi * k / count for k in range(count + 1))
    expected = tuple(reentry_casualties(tilt, request.area, people) for tilt in tilts)
    return CasualtiesResult(request, source, tilts, expected)
