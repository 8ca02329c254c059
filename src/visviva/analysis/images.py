"""When could a satellite photograph a place, and how sharply?

Limits: see `visviva.observe.imaging` and `visviva.observe.image_quality`; clouds and sun glint are
not in it. Cameras whose optics are not known answer with ranges that diffraction bounds.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.core.uncertain import Interval
from visviva.observe.image_quality import Edge, criteria_of, niirs_giqe5
from visviva.observe.imaging import Opportunities, find_opportunities
from visviva.observe.sensor import Camera
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.choose import by_object, named, usable
from visviva.orbit.gp.states import age_days
from visviva.orbit.sgp4 import Sgp4Catalogue


@dataclass(frozen=True, slots=True)
class ImagesRequest:
    """Objects, places, window, limits, and the camera where one is known."""

    source: ElementSource
    places: Sequence[Place]
    start: Epoch
    duration: float = 14.0 * DAY_S
    objects: tuple[str, ...] = ()
    camera: Camera | None = None
    max_off_nadir: float = math.radians(45.0)
    min_sun_elevation: float | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ImagesResult(Result):
    """Chances of a picture, the earliest first."""

    SCHEMA: ClassVar[str] = "visviva.images/1"
    ROWS: ClassVar[str] = "opportunities"
    request: ImagesRequest
    sets: tuple[ElementSet, ...]
    found: Opportunities

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a chance."""
        f, out = self.found, []
        times = (f.start + f.t).iso(1) if f.t.size else []
        for k, utc in enumerate(times):
            element_set = self.sets[int(f.object[k])]
            row = {
                "utc": str(utc),
                "object": element_set.name or str(element_set.catalog_number),
                "catalog_number": element_set.catalog_number,
                "site": self.request.places[int(f.site[k])].label,
                "off_nadir_deg": _degrees(f.look.off_nadir[k], 3),
                "incidence_deg": _degrees(f.look.incidence[k], 3),
                "azimuth_deg": _degrees(f.look.azimuth[k], 2),
                "range_km": round(float(f.look.range[k]) / 1e3, 2),
                "height_km": round(float(f.look.height[k]) / 1e3, 2),
                "side": "right" if f.look.side[k] > 0 else "left",
                "sun_elevation_deg": _degrees(f.sun_elevation[k], 3),
                "sun_azimuth_deg": _degrees(f.sun_azimuth[k], 3),
                "first_s": round(float(f.first[k] - f.t[k]), 1),
                "last_s": round(float(f.last[k] - f.t[k]), 1),
                "age_days": round(float(age_days(element_set, f.start + float(f.t[k]))), 2),
            }
            out.append(row | self._quality(k))
        return out

    def _quality(self, k: int) -> dict[str, Any]:
        """Ground sample distance and NIIRS of chance `k`; None where no camera is known."""
        camera = self.request.camera
        if camera is None:
            return {"gsd_m": None, "niirs": None}
        seen = self.found.look
        across, along = camera.gsd(float(seen.range[k]), float(seen.incidence[k]))
        elevation = float(seen.elevation[k])
        best = niirs_giqe5(across.low, Edge(rer=camera.rer.high, snr=camera.snr.high), elevation)
        worst = niirs_giqe5(across.high, Edge(rer=camera.rer.low, snr=camera.snr.low), elevation)
        return {
            "gsd_m": round(math.sqrt(_middle(across) * _middle(along)), 3),
            "interval_90_gsd_m": [round(across.low, 3), round(along.high, 3)],
            "gsd_across_m": [round(across.low, 3), round(across.high, 3)],
            "gsd_along_m": [round(along.low, 3), round(along.high, 3)],
            "niirs": round(0.5 * (best + worst), 2),
            "interval_90_niirs": [round(worst, 2), round(best, 2)],
        }

    def head(self) -> Mapping[str, Any]:
        """Window, limits, camera, and what could be told apart at the best chance."""
        rows = self.rows()
        rated = [row["niirs"] for row in rows if row["niirs"] is not None]
        return {
            "start_utc": self.request.start.iso(0),
            "end_utc": (self.request.start + self.request.duration).iso(0),
            "max_off_nadir_deg": round(math.degrees(self.request.max_off_nadir), 3),
            "camera": None if self.request.camera is None else self.request.camera.name,
            "count": len(rows),
            "best_niirs": max(rated, default=None),
            "criteria": list(criteria_of(max(rated))) if rated else [],
        }


def find_images(request: ImagesRequest) -> ImagesResult:
    """Every chance of a picture.

    Raises
    ------
    InputError, UnknownNameError, RangeError
        As the reading of element sets and `find_opportunities` raise them.
    """
    sets = load(request.source).elements
    if request.objects:
        sets = tuple(named(sets, request.objects))
    good, _ = usable(sets)
    middle = request.start + 0.5 * request.duration
    nearest = tuple(
        min(group, key=lambda e: abs(float(age_days(e, middle)))) for group in by_object(good)
    )
    found = find_opportunities(
        Sgp4Catalogue.from_element_sets(nearest),
        list(request.places),
        request.start,
        request.duration,
        max_off_nadir=request.max_off_nadir,
        min_sun_elevation=request.min_sun_elevation,
        threads=request.threads,
    )
    return ImagesResult(request, nearest, found)


def _middle(interval: Interval) -> float:
    return math.sqrt(interval.low * interval.high)


def _degrees(angle: Any, digits: int) -> float:
    return round(float(np.degrees(angle)), digits)
