"""A coast between the Earth and the Moon from a state on file: where does it lead?

Limits: Earth to degree 8, Moon and Sun as points, no sunlight and no burns; about the Moon a low
orbit is better flown by `visviva.analysis.lunar_orbit`. The flown Artemis I is met within 15 km
after a day; small burns of a flown ship are not in it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.lunar_orbit import state_row
from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, MOON_GM
from visviva.core.ephemeris import SunMoonTable
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.data.states import jd_tdb_of, read_states, read_times
from visviva.errors import InputError, RangeError
from visviva.orbit.forces import ForceModel
from visviva.orbit.numerical import propagate_numerical

#: Share of the way from the Earth to the Moon at which their common centre of mass lies.
BARYCENTRE = MOON_GM / (EARTH_GM + MOON_GM)
ROWS = 25


@dataclass(frozen=True, slots=True)
class LunarCoastRequest:
    """States on file, of which the first begins the coast; `center` stands over the file's own."""

    states: Path
    days: float
    center: str | None = None
    at: Path | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LunarCoastResult(Result):
    """States of a coast about the centre of the file, ICRF axes."""

    SCHEMA: ClassVar[str] = "visviva.lunar-coast/1"
    ROWS: ClassVar[str] = "states"
    center: str
    jd_tdb: Array
    r_icrf: Array
    v_icrf: Array
    misses: Array

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """States; where the file has one at the same time, by how far it is missed."""
        return [
            {**state_row(jd, r, v), "miss_km": None if math.isnan(miss) else float(miss) / 1e3}
            for jd, r, v, miss in zip(
                self.jd_tdb, self.r_icrf, self.v_icrf, self.misses, strict=True
            )
        ]

    def head(self) -> Mapping[str, Any]:
        """Centre and axes of the states."""
        return {"center": self.center, "axes": "ICRF"}


def lunar_coast(request: LunarCoastRequest) -> LunarCoastResult:
    """Coast from the first state of a file.

    Raises
    ------
    InputError
        If no centre is named: a state about the barycentre taken for one about the Earth is
        thousands of kilometres off.
    RangeError
        If the span is none.
    """
    known = read_states(request.states, center=request.center)
    if known.center is None:
        raise InputError(
            "the states name no centre",
            advice="write `# center: earth`, moon or emb into the file, or give --center",
            place=str(request.states),
        )
    if not (math.isfinite(request.days) and 0.0 < abs(request.days) <= 400.0):
        raise RangeError(f"{request.days:g} days", advice="give up to 400")
    start, span = known.start, request.days * 86400.0
    jd = _wanted(request, known.jd_tdb, start)
    t = (jd - jd_tdb_of(start)) * 86400.0
    shift_r, shift_v = center_state(known.center, start)
    flight = propagate_numerical(
        start,
        known.r_icrf[0] + shift_r,
        known.v_icrf[0] + shift_v,
        span,
        ForceModel.conservative(8),
        rtol=1e-12,
    )
    low, high = sorted((0.0, span))
    moments = start + np.clip(t, low, high)
    r, v = flight.at(moments)
    off_r, off_v = center_state(known.center, moments)
    r, v = r - off_r, v - off_v
    misses = np.full(jd.size, np.nan)
    for k, when in enumerate(jd):
        same = np.flatnonzero(np.abs(known.jd_tdb - when) < 1e-8)
        if same.size:
            misses[k] = np.linalg.norm(r[k] - known.r_icrf[same[0]])
    return LunarCoastResult(known.center, jd, r, v, misses)


def center_state(center: str, epoch: Epoch) -> tuple[Any, Any]:
    """Position and velocity of a centre as seen from the Earth, GCRF, m and m/s."""
    shape = (*epoch.shape, 3)
    if center == "earth":
        return np.zeros(shape), np.zeros(shape)
    r, v = SunMoonTable.bundled().moon_state(epoch)
    share = BARYCENTRE if center == "emb" else 1.0
    return share * r, share * v


def _wanted(request: LunarCoastRequest, known: Array, start: Epoch) -> Array:
    first = jd_tdb_of(start)
    last = first + request.days
    if request.at is not None:
        jd = read_times(request.at)
        if np.any(jd < min(first, last) - 1e-8) or np.any(jd > max(first, last) + 1e-8):
            raise RangeError(why("outside-coast"), advice="ask within --days")
        return jd
    inside = known[(known >= min(first, last) - 1e-8) & (known <= max(first, last) + 1e-8)]
    return np.unique(np.concatenate([np.linspace(first, last, ROWS), inside]))
