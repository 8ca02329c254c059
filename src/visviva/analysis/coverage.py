"""How often does a constellation see a place, anywhere?

Limits: see `visviva.observe.coverage`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.core.area import Area
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError
from visviva.observe.coverage import Coverage, cover
from visviva.orbit.gp.choose import by_object, named, usable
from visviva.orbit.gp.states import age_days
from visviva.orbit.sgp4 import Sgp4Catalogue


@dataclass(frozen=True, slots=True)
class CoverageRequest:
    """Objects, window, half angle of view (rad), grid (rad), daylight (rad), areas.

    Without `cell` it is 5 degrees, or a twentieth of the areas' height.
    """

    source: ElementSource
    start: Epoch
    duration: float = 7.0 * DAY_S
    objects: tuple[str, ...] = ()
    max_off_nadir: float = math.radians(45.0)
    cell: float | None = None
    south: float = -0.5 * math.pi
    north: float = 0.5 * math.pi
    min_sun_elevation: float | None = None
    step: float = 20.0
    areas: Sequence[Area] = ()
    swath: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class CoverageResult(Result):
    """Gaps between visits, cell by cell."""

    SCHEMA: ClassVar[str] = "visviva.coverage/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION,)
    ROWS: ClassVar[str] = "cells"
    request: CoverageRequest
    objects: int
    found: Coverage

    @property
    def cell_asked(self) -> float:
        """Height of a row as asked for, by which the cells of a row are counted, rad."""
        return _cell(self.request)

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a cell; null where it was seen less than twice."""
        f = self.found
        names = {"mean_s": f.mean, "max_s": f.longest, "p50_s": f.p50, "p90_s": f.p90}
        columns = {name: [_number(x) for x in values] for name, values in names.items()}
        return [
            {
                "lat_deg": round(math.degrees(float(f.latitude[k])), 4),
                "lon_deg": round(math.degrees(float(f.longitude[k])), 4),
                "visits": int(f.seen[k]),
                **{name: values[k] for name, values in columns.items()},
            }
            for k in range(f.latitude.size)
        ]

    def head(self) -> Mapping[str, Any]:
        """Window, objects, and gaps over the whole grid, weighted by area."""
        f = self.found
        weight = np.cos(f.latitude)
        seen = np.isfinite(f.mean)
        share = float(np.sum(weight[f.seen > 0]) / np.sum(weight))
        mean = float(np.average(f.mean[seen], weights=weight[seen])) if np.any(seen) else None
        return {
            "start_utc": self.request.start.iso(0),
            "end_utc": (self.request.start + self.request.duration).iso(0),
            "objects": self.objects,
            "max_off_nadir_deg": round(math.degrees(self.request.max_off_nadir), 3),
            "swath_km": round(self.request.swath / 1e3, 3),
            "step_s": f.step,
            "cell_deg": round(math.degrees(f.cell), 4),
            "areas": [
                {"name": area.name, "polygons": [rings[0] for rings in area.rings_deg()]}
                for area in self.request.areas
            ],
            "share_seen": round(share, 4),
            "mean_s": None if mean is None else round(mean, 1),
            "max_s": _number(float(np.nanmax(f.longest))) if np.any(seen) else None,
        }


def find_coverage(
    request: CoverageRequest, report: Callable[[float], None] | None = None
) -> CoverageResult:
    """Gaps between visits on a grid; `report` takes the share of the work done so far.

    Raises
    ------
    InputError, RangeError
        If no element set is usable, or the grid makes no sense.
    """
    sets = list(load(request.source).elements)
    if request.objects:
        sets = named(sets, request.objects)
    good, _ = usable(sets)
    middle = request.start + 0.5 * request.duration
    nearest = [
        min(group, key=lambda e: abs(float(age_days(e, middle)))) for group in by_object(good)
    ]
    if not nearest:
        raise InputError("no element set is usable", advice="give SGP4 sets")
    found = cover(
        Sgp4Catalogue.from_element_sets(nearest),
        request.start,
        request.duration,
        max_off_nadir=request.max_off_nadir,
        cell=_cell(request),
        south=request.south,
        north=request.north,
        min_sun_elevation=request.min_sun_elevation,
        step=request.step,
        swath=request.swath,
        areas=request.areas,
        report=report,
    )
    return CoverageResult(request, len(nearest), found)


def _cell(request: CoverageRequest) -> float:
    """Height of a row of cells, rad."""
    if request.cell is not None:
        return request.cell
    if not request.areas:
        return math.radians(5.0)
    height = max(a.north for a in request.areas) - min(a.south for a in request.areas)
    return min(max(height / 20.0, math.radians(0.05)), math.radians(5.0))


def _number(value: float) -> float | None:
    return round(float(value), 1) if math.isfinite(value) else None
