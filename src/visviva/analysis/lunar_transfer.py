"""Roads from the Earth to the Moon: what do they cost, how long do they take, how far do they go?

Limits: see `visviva.moon.transfer`. Phasing loops keep the burn of the direct road, split in equal
parts of energy over perigee passages of two-body loops; the Moon's pull on the loops is left out.
Where a search finds nothing, the road is told as unknown with the reason.
"""

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ClassVar

from visviva.analysis.lunar_launchers import launcher_and_site, lunar_launchers
from visviva.analysis.reasons import why
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, STANDARD_GRAVITY
from visviva.core.numerals import as_written
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.errors import InputError, PropagationError, RangeError
from visviva.moon.transfer import BALLISTIC_DAYS, DAY, Goal, Road, find_ballistic, find_direct

ROADS = ("direct", "phasing", "ballistic")
_NUMBERS = (
    "c3_km2_s2",
    "tli_m_s",
    "corrections_m_s",
    "loi_m_s",
    "days",
    "farthest_km",
    "propellant_kg",
    "departure_utc",
    "arrival_utc",
    "arrival_c3_km2_s2",
    "parking_inclination_deg",
    "loops",
)
#: Most loops about the Earth before the last burn.
MOST_LOOPS = 6


@dataclass(frozen=True, slots=True)
class LunarTransferRequest:
    """Roads that leave the parking orbit within 24 h from `date`.

    Attributes
    ----------
    date : Epoch
    roads : tuple of {"direct", "phasing", "ballistic"}
    periselene, aposelene, parking : float
        Heights, m.
    inclination : float
        To the lunar equator, rad.
    loops : int
        Of the phasing road.
    ballistic_days : (float, float)
        Shortest and longest ballistic flight to look for.
    mass, isp : float
        kg at departure and s, for the propellant of corrections and insertion.
    most_inclination : float
        Most that the parking orbit may be inclined to the equator, rad.
    launchers : tuple of str
        ``NAME`` or ``NAME@SITE``, whose payload to the C3 of every road is flown.
    """

    date: Epoch
    roads: tuple[str, ...] = ROADS
    periselene: float = 100e3
    aposelene: float = 100e3
    inclination: float = math.radians(90.0)
    parking: float = 200e3
    loops: int = 3
    ballistic_days: tuple[float, float] = BALLISTIC_DAYS
    mass: float = 1000.0
    isp: float = 320.0
    most_inclination: float = math.pi
    launchers: tuple[str, ...] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class LunarTransferResult(Result):
    """Roads side by side; `flown` holds the flight of each, None where nothing was found."""

    SCHEMA: ClassVar[str] = "visviva.lunar-transfer/1"
    ROWS: ClassVar[str] = "roads"
    request: LunarTransferRequest
    roads: tuple[Mapping[str, Any], ...]
    flown: tuple[Road | None, ...] = ()
    launchers: tuple[Mapping[str, Any], ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row for each road."""
        return self.roads

    def head(self) -> Mapping[str, Any]:
        """The orbit asked for, and for which craft the propellant is."""
        q = self.request
        return {
            "date_utc": q.date.iso(0),
            "target": {
                "periselene_km": q.periselene / 1e3,
                "aposelene_km": q.aposelene / 1e3,
                "inclination_deg": math.degrees(q.inclination),
            },
            "parking_km": q.parking / 1e3,
            "mass_kg": q.mass,
            "isp_s": q.isp,
            "most_inclination_deg": math.degrees(q.most_inclination),
            "launchers": [dict(row) for row in self.launchers],
        }


def lunar_transfer(request: LunarTransferRequest) -> LunarTransferResult:
    """Find the roads that are asked for.

    Raises
    ------
    InputError, RangeError, DataMissingError
        For a road of no known name, an orbit that is none, a date outside the ephemeris.
    """
    _check(request)
    for text in request.launchers:
        launcher_and_site(text)
    names = [name for name in ROADS if name in request.roads]
    # The flights leave the interpreter's lock: roads are searched side by side.
    pool = ThreadPoolExecutor(max(1, len(names)))
    try:
        found = list(pool.map(_row, names, [request] * len(names)))
    finally:  # an interrupt does not wait for a search
        pool.shutdown(wait=False, cancel_futures=True)
    rows = tuple(row for row, _ in found)
    sent = lunar_launchers(rows, request.launchers, request.parking, request.mass)
    return LunarTransferResult(request, rows, tuple(road for _, road in found), sent)


def _check(request: LunarTransferRequest) -> None:
    for name in request.roads:
        if name not in ROADS:
            raise InputError(f"no road is called {name!r}", advice=f"give {', '.join(ROADS)}")
    if not 0.0 <= request.inclination <= math.pi:
        raise RangeError(why("tilt"), advice="give one to the lunar equator")
    if not 1 <= request.loops <= MOST_LOOPS:
        raise RangeError(
            why("loops", count=(float(request.loops), 0)), advice=f"give 1 to {MOST_LOOPS}"
        )
    if not (request.mass > 0.0 and 50.0 <= request.isp <= 5000.0):
        raise RangeError(
            why("thruster", mass=as_written(request.mass), impulse=as_written(request.isp)),
            advice="give a mass and 50 to 5000 s",
        )
    if not 150e3 <= request.parking <= 2000e3:
        raise RangeError(
            why("parking", km=as_written(request.parking / 1e3)), advice="give 150 to 2000 km"
        )
    if not 0.0 < request.most_inclination <= math.pi:
        raise RangeError(
            why("parking-tilt", angle=as_written(math.degrees(request.most_inclination))),
            advice="give more than 0 and up to 180°",
        )
    low, high = request.ballistic_days
    if not 60.0 <= low < high <= 170.0:
        raise RangeError(
            why("ballistic", low=as_written(low), high=as_written(high)),
            advice="give two of 60 to 170",
        )


def _row(name: str, request: LunarTransferRequest) -> tuple[dict[str, Any], Road | None]:
    goal = Goal(
        request.periselene,
        request.aposelene,
        request.inclination,
        request.parking,
        request.most_inclination,
    )
    before = 0.0
    try:
        if name == "ballistic":
            days = request.ballistic_days
            road = find_ballistic(request.date, goal, days=days, seed=request.seed)
        else:
            before = _loop_days(request) if name == "phasing" else 0.0
            road = find_direct(request.date + before * DAY, goal, seed=request.seed)
    except PropagationError as err:
        return _unknown(name, err), None
    return _told(name, road, before, request), road


def loop_periods(parking: float, apogee: float, loops: int) -> list[float]:
    """Periods (s) of loops whose energy grows in equal steps up to that of a road to `apogee`, m.

    Radii in m.

    Examples
    --------
    >>> [round(t / 3600.0, 1) for t in loop_periods(6578e3, 384400e3, 3)]
    [2.2, 4.0, 10.2]
    """
    low, high = -0.5 * EARTH_GM / parking, -EARTH_GM / (parking + apogee)
    steps = [low + (high - low) * (k + 1) / (loops + 1) for k in range(loops)]
    return [2.0 * math.pi * EARTH_GM / (-2.0 * e) ** 1.5 for e in steps]


def _loop_days(request: LunarTransferRequest) -> float:
    radius = EARTH_RADIUS + request.parking
    return sum(loop_periods(radius, 384400e3, request.loops)) / DAY


def _told(name: str, road: Road, before: float, request: LunarTransferRequest) -> dict[str, Any]:
    # One flight without a seam: nothing is left to correct but errors of navigation.
    corrections = 0.0
    used = request.mass * -math.expm1(-(corrections + road.loi) / (request.isp * STANDARD_GRAVITY))
    return {
        "road": name,
        "c3_km2_s2": road.c3 / 1e6,
        "tli_m_s": road.tli,
        "corrections_m_s": corrections,
        "loi_m_s": road.loi,
        "days": road.days + before,
        "farthest_km": road.farthest / 1e3,
        "propellant_kg": used,
        "departure_utc": (road.departure - before * DAY).iso(0),
        "arrival_utc": road.arrival.iso(0),
        "arrival_c3_km2_s2": road.c3_moon / 1e6,
        "parking_inclination_deg": math.degrees(road.inclination),
        "loops": request.loops if name == "phasing" else 0,
        "verdict": "yes",
        "reason": None,
    }


def _unknown(name: str, err: PropagationError) -> dict[str, Any]:
    blank = dict.fromkeys(_NUMBERS)
    return {"road": name, **blank, "verdict": "unknown", "reason": err.message}
