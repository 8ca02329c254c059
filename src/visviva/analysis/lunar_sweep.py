"""How likely does an orbit about the Moon last, where its node and periselene are not known?

Limits: see `visviva.moon.sweep`. The share counts geometries drawn evenly; it is the chance of an
orbit only as far as nothing more is known of it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.lunar_forces import ForcesRequest, lunar_forces
from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.numerals import as_written
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError
from visviva.moon.orbit import MOST_DAYS
from visviva.moon.sweep import Survival, SweptOrbit, geometries, share_interval, sweep


@dataclass(frozen=True, slots=True)
class LunarSweepRequest(ForcesRequest):
    """An orbit by its heights (m) and tilt (rad), of which node and argument are drawn.

    Attributes
    ----------
    node, argument : (float, float)
        From, to (rad): narrower where more is known; equal ends fix it.
    count : int
        Geometries.
    workers : int, optional
        Threads; all cores otherwise.
    """

    periselene: float
    aposelene: float
    date: Epoch
    inclination: float = math.radians(90.0)
    node: tuple[float, float] = (0.0, 2.0 * math.pi)
    argument: tuple[float, float] = (0.0, 2.0 * math.pi)
    days: float = 365.0
    count: int = 100
    seed: int = 1
    workers: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LunarSweepResult(Result):
    """Every geometry with its lifetime, and the share that survives."""

    SCHEMA: ClassVar[str] = "visviva.lunar-sweep/1"
    ROWS: ClassVar[str] = "geometries"
    request: LunarSweepRequest
    found: tuple[Survival, ...]
    field: str

    @property
    def alive(self) -> int:
        """Geometries still in orbit at the end."""
        return sum(row.seconds is None for row in self.found)

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a geometry."""
        return [
            {
                "node_deg": round(math.degrees(row.node), 3),
                "argument_deg": round(math.degrees(row.argument), 3),
                "lifetime_days": None if row.seconds is None else round(row.seconds / 86400.0, 2),
                "lowest_km": round(row.lowest / 1e3, 2),
                "highest_periselene_km": round(row.highest / 1e3, 2),
            }
            for row in self.found
        ]

    def head(self) -> Mapping[str, Any]:
        """Share that survives with its 90 % interval, lifetimes in between, what was flown."""
        q, count = self.request, len(self.found)
        share = share_interval(self.alive, count)
        days = self.lifetimes()
        return {
            "days": q.days,
            "count": count,
            "alive": self.alive,
            "survives_share": self.alive / count,
            "interval_90_survives_share": [share.low, share.high],
            "lifetime_p10_days": _known(days, 0.10),
            "lifetime_p50_days": _known(days, 0.50),
            "lifetime_p90_days": _known(days, 0.90),
            "periselene_km": q.periselene / 1e3,
            "aposelene_km": q.aposelene / 1e3,
            "inclination_deg": math.degrees(q.inclination),
            "date_utc": q.date.iso(0),
            "degree": q.degree,
            "field": self.field,
            "seed": q.seed,
        }

    def lifetimes(self) -> Array:
        """Days to the surface, infinite where it survived."""
        return np.array(
            [math.inf if row.seconds is None else row.seconds / 86400.0 for row in self.found]
        )

    def still_up(self) -> tuple[Array, Array, Array, Array]:
        """Days, share still in orbit, and the ends of its 90 % interval: the survival curve."""
        days = np.sort(self.lifetimes())
        at = np.concatenate([[0.0], days[np.isfinite(days)], [self.request.days]])
        left = np.array([int(np.sum(days > t)) for t in at])
        ends = [share_interval(int(n), days.size) for n in left]
        low, high = (np.array([getattr(e, name) for e in ends]) for name in ("low", "high"))
        return at, left / days.size, low, high


def _known(days: Array, level: float) -> float | None:
    """A percentile of the lifetimes; None where so many survive that it lies past the end."""
    value = float(np.quantile(days, level, method="lower"))
    return round(value, 2) if math.isfinite(value) else None


def lunar_sweep(
    request: LunarSweepRequest, report: Callable[[int], None] | None = None
) -> LunarSweepResult:
    """Fly the geometries of an orbit whose node and argument of periselene are not known.

    Parameters
    ----------
    request : LunarSweepRequest
    report : callable, optional
        Called with the number of geometries that are done.

    Raises
    ------
    InputError, RangeError, FrameError, DataMissingError
        For a request that is no orbit, a field of another body or other axes, dates outside.

    Examples
    --------
    >>> start = Epoch.parse("2024-03-01T00:00:00Z")
    >>> found = lunar_sweep(LunarSweepRequest(100e3, 100e3, start, days=1.0, degree=4, count=3))
    >>> found.head()["survives_share"]
    1.0
    """
    _check(request)
    forces = lunar_forces(request, request.date, request.days)
    node, argument = geometries(request.count, request.seed)
    node, argument = (
        low + (high - low) * angle / (2.0 * np.pi)
        for (low, high), angle in ((request.node, node), (request.argument, argument))
    )
    orbit = SweptOrbit(
        request.date,
        request.periselene,
        request.aposelene,
        request.inclination,
        request.days * 86400.0,
    )
    found = sweep(orbit, node, argument, forces, workers=request.workers, report=report)
    return LunarSweepResult(request, found, forces.field.name)


def _check(request: LunarSweepRequest) -> None:
    if not (math.isfinite(request.days) and 0.0 < request.days <= MOST_DAYS):
        raise RangeError(
            why("days", days=as_written(request.days)), advice=f"give up to {MOST_DAYS:g}"
        )
    if not 0.0 <= request.inclination <= math.pi:
        raise RangeError(why("tilt"), advice="give one to the lunar equator")
    for name, (low, high) in (("node", request.node), ("argument", request.argument)):
        if not (math.isfinite(low) and low <= high <= low + 2.0 * math.pi + 1e-9):
            raise InputError(
                why(
                    f"range-{name}",
                    low=as_written(math.degrees(low)),
                    high=as_written(math.degrees(high)),
                ),
                advice="give the lower end first and at most one turn",
            )
