"""How far off a computed range may be, by the plan that holds it or by the record of others.

A piece that leaves before, or with, a stage whose drop is planned in a band comes from a flight
that the band holds: it is as far off as the band is wide. What leaves later, and every fairing
whose drop is not planned, is as far off as those of other launchers were found to be
(`visviva.data.drops_on_record`).

Across the track a flight may be anywhere in the band of headings in which the stage that was spent
last is planned: the best ascent lies at one end of it.

Limits: strap-ons have no interval; headings that nothing plans are those of the best ascent.
"""

import math
from dataclasses import dataclass

from visviva.analysis.flown_ascent import AscentCase
from visviva.core.constants import EARTH_RADIUS
from visviva.data.drops_on_record import Kind, range_error
from visviva.launch.hazard.ascent import FlownAscent
from visviva.launch.vehicle import Vehicle

#: A piece that leaves so soon after a planned stage (s) leaves with it.
WITH = 1.0


@dataclass(frozen=True, slots=True)
class DropError:
    """True range over computed range at 90 %; `vehicles` is 0 where a plan holds it.

    `across` is how far aside (m) a piece may fall within the planned headings.
    """

    low: float
    high: float
    vehicles: int
    across: float = 0.0

    @property
    def planned(self) -> bool:
        """Whether a planned band, not the record, says it."""
        return self.vehicles == 0


def drop_error(
    case: AscentCase, ascent: FlownAscent, name: str, from_t: float, away: float
) -> DropError | None:
    """Error of the range of a piece that leaves at `from_t` s.

    Parameters
    ----------
    case : AscentCase
    ascent : FlownAscent
        Of that case.
    name : str
        Of the piece.
    from_t : float
        s after lift-off.
    away : float
        Range at which it falls, m.

    Returns
    -------
    DropError or None
        None for strap-ons whose drop is not planned: too few launchers tell of them.
    """
    kind = _kind(ascent.vehicle, name)
    across = _across(case, ascent, from_t, away)
    for band in sorted(case.drops, key=lambda band: _leaves(ascent, band.name)):
        held = kind == "stage" and from_t <= _leaves(ascent, band.name) + WITH
        if held or band.name == name:
            half = (band.high - band.low) / (band.high + band.low)
            return DropError(1.0 - half, 1.0 + half, 0, across)
    found = range_error(kind, without=case.launch.fact.slug)
    return None if found is None else DropError(found.low, found.high, found.vehicles, across)


def _across(case: AscentCase, ascent: FlownAscent, from_t: float, away: float) -> float:
    """Width of the last planned band of headings times the way from there to the ground, m."""
    spent = [h for h in case.headings if h.stage and _leaves(ascent, h.stage) <= from_t + WITH]
    if not spent:
        return 0.0
    last = max(spent, key=lambda h: _leaves(ascent, str(h.stage)))
    r, _, _ = ascent.state(min(from_t, ascent.insertion))
    flown = math.acos(
        min(
            float(r @ ascent.r[0]) / math.dist(r, (0, 0, 0)) / math.dist(ascent.r[0], (0, 0, 0)),
            1.0,
        )
    )
    return max(away - EARTH_RADIUS * flown, 0.0) * (last.high - last.low)


def _leaves(ascent: FlownAscent, name: str) -> float:
    t = ascent.time_of(name) if name == "fairing" else ascent.time_of(f"{name} burn-out")
    return -1.0 if t is None else t


def _kind(vehicle: Vehicle, name: str) -> Kind:
    if name == "fairing":
        return "fairing"
    ground = [s for s in vehicle.stages if s.ignition == "liftoff"]
    longest = max(s.burn_time for s in ground)
    beside = {s.name for s in ground if s.burn_time < longest}
    return "strap-on" if name in beside else "stage"
