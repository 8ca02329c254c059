"""Which vehicles of the catalogue drop their stages where a warning closes the sea?

Each vehicle on record from the site is held against the areas on the way up: every area is given to
one simulated drop, and what is left over on either side counts against the vehicle.

Limits: those of `visviva.data.drop_ranges`; a first stage that flies back or lands is not known to
the table. How far off a range may be is what other launchers show
(`visviva.data.drops_on_record`); the other weights are a judgement, told with the answer. Of 456
made warnings, whose drops were moved by the error of a launcher other than their own, 57 % ranked
theirs first and 88 % among the first three (15 and 43 % by chance). The score is a share among the
vehicles tried, no probability that the launcher is among them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from visviva.core.uncertain import Z95
from visviva.data.drop_ranges import SimulatedDrops, simulated_drops
from visviva.data.drops_on_record import Kind, range_error
from visviva.launch.hazard.corridor import Corridor

#: Most that one area counts, and what is left over counts.
MOST, LEFT_AREA, LEFT_ITEM = 9.0, 6.0, 1.5
#: A plane or a year that the vehicle did not fly; gain by the logarithm of its flights.
OTHER_PLANE, OTHER_YEARS, BY_FLIGHTS = 4.0, 6.0, 1.0
#: Years before the first and after the last flight on record in which a vehicle may fly.
YEARS_AROUND = 2
#: Vehicles that are told, and areas that are looked at.
TOLD, MOST_AREAS = 5, 12
#: Which drops an area of a printed or inferred kind may be given to.
_STAGE = {"stage-1": 0, "stage-2": 1, "stage-3": 2}


@dataclass(frozen=True, slots=True)
class VehicleFit:
    """A vehicle with how well its drops fit: `score` (0 to 1 among those tried), `misfit`.

    `drops` holds area (None: nowhere), item, simulated range and the area's nearest and farthest
    range, m.
    """

    drops_of: SimulatedDrops
    misfit: float
    score: float
    drops: tuple[tuple[str | None, str, float, tuple[float, float] | None], ...]


def rank_vehicles(
    corridor: Corridor, names: Sequence[str], *, year: int | None = None
) -> tuple[VehicleFit, ...]:
    """Vehicles on record from the corridor's site, the best first; at most `TOLD`.

    Parameters
    ----------
    corridor : Corridor
    names : sequence of str
        Of its areas.
    year : int, optional
        Of the notice: vehicles of other years count less.
    """
    # More than a dozen areas belong to several launches: the nearest are looked at.
    areas = [
        (name, max(f.range - f.along, 0.0), f.range + f.along, role)
        for name, f, role in zip(names, corridor.footprints, corridor.roles, strict=True)
        if role not in ("launch-area", "upper-stage-reentry", "recovery")
    ]
    areas = sorted(areas, key=lambda area: area[1])[:MOST_AREAS]
    if not areas or corridor.orbital is False:
        return ()
    best: dict[str, VehicleFit] = {}
    for drops in simulated_drops(corridor.pad.slug):
        misfit, pairs = _misfit(areas, drops)
        misfit += _off_record(corridor, drops, year)
        fit = VehicleFit(drops, misfit, 0.0, pairs)
        if drops.vehicle not in best or misfit < best[drops.vehicle].misfit:
            best[drops.vehicle] = fit
    fits = sorted(best.values(), key=lambda f: f.misfit)
    if not fits:
        return ()
    weights = [math.exp(-0.5 * (f.misfit - fits[0].misfit)) for f in fits]
    total = sum(weights)
    return tuple(
        VehicleFit(f.drops_of, f.misfit, w / total, f.drops)
        for f, w in zip(fits[:TOLD], weights, strict=False)
    )


Area = tuple[str, float, float, str]


def _misfit(
    areas: Sequence[Area], drops: SimulatedDrops
) -> tuple[float, tuple[tuple[str | None, str, float, tuple[float, float] | None], ...]]:
    """Best way to give areas to items, each item at most one area."""
    items = drops.items

    # By hand: a dozen areas and five items need no library, which takes longer to load.
    @cache
    def best_from(i: int, used: frozenset[int]) -> tuple[float, tuple[int | None, ...]]:
        if i == len(items):
            return LEFT_AREA * (len(areas) - len(used)), ()
        cost, rest = best_from(i + 1, used)
        found: tuple[float, tuple[int | None, ...]] = (LEFT_ITEM + cost, (None, *rest))
        for k in range(len(areas)):
            if k not in used:
                cost, rest = best_from(i + 1, used | {k})
                cost += _gap(areas[k], items[i], drops.vehicle)
                found = min(found, (cost, (k, *rest)), key=lambda pair: pair[0])
        return found

    best, chosen = best_from(0, frozenset())
    pairs = tuple(
        (
            None if k is None else areas[k][0],
            item[0],
            item[1],
            None if k is None else (areas[k][1], areas[k][2]),
        )
        for item, k in zip(items, chosen, strict=True)
    )
    return best, pairs


@cache
def _range_sigma(kind: Kind, vehicle: str) -> float:
    """Standard deviation of a simulated range as a share of it, from the other launchers."""
    # Of strap-ons too few launchers tell; fairings are as badly known.
    error = range_error(kind, without=vehicle) or range_error("fairing", without=vehicle)
    assert error is not None
    return math.log(error.high / error.low) / (2.0 * Z95)


def _gap(area: Area, item: tuple[str, float, float], vehicle: str) -> float:
    """Squared distance of an item's range from an area, in standard deviations."""
    name, away, sigma = item
    kind: Kind = "fairing" if name == "fairing" else "strap-on" if name == "boosters" else "stage"
    spread = math.hypot(sigma, _range_sigma(kind, vehicle) * away)
    gap = max(area[1] - away, away - area[2], 0.0) / spread
    other = (area[3] == "fairing") != (name == "fairing") and area[3] in ("fairing", *_STAGE)
    return min(gap * gap, MOST) + (1.0 if other else 0.0)


def _off_record(corridor: Corridor, drops: SimulatedDrops, year: int | None) -> float:
    """What plane, years and number of flights on record say."""
    low, high = (math.degrees(x) for x in corridor.inclination_90)
    other = high < 88.0 if drops.orbit == "sso" else low > 92.0
    turns = abs(math.degrees(corridor.turn)) > 4.0
    total = OTHER_PLANE if other and not turns else 0.0
    if year is not None:
        first, last = _span(drops.first, drops.last)
        total += 0.0 if first <= year <= last else OTHER_YEARS
    return total - BY_FLIGHTS * math.log(drops.flights)


def _span(first: date, last: date) -> tuple[int, int]:
    return first.year - YEARS_AROUND, last.year + YEARS_AROUND
