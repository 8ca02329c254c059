"""When could a satellite photograph a place or an area, and how sharply?

Limits: see `visviva.observe.imaging` and `visviva.observe.image_quality`; clouds and sun glint are
not in it. Cameras whose optics are not known answer with ranges that diffraction bounds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.analysis.pass_batches import vague_sights
from visviva.analysis.places import zones_of
from visviva.analysis.reasons import why
from visviva.core.area import Area
from visviva.core.arrays import Array
from visviva.core.local_time import local_of
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION
from visviva.core.time import DAY_S, Epoch
from visviva.core.uncertain import Interval
from visviva.errors import InputError
from visviva.observe.footprint import swath
from visviva.observe.image_quality import Edge, criteria_of, niirs_giqe4, niirs_giqe5
from visviva.observe.imaging import Opportunities, find_opportunities
from visviva.observe.imaging_area import find_area_opportunities
from visviva.observe.look import Look
from visviva.observe.passes.timing_error import SURE, sets_sigma
from visviva.observe.sensor import Camera
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.choose import by_object, named, usable
from visviva.orbit.gp.states import age_days
from visviva.orbit.sgp4 import Sgp4Catalogue


@dataclass(frozen=True, slots=True)
class ImagesRequest:
    """Objects, places or areas, window, limits, and the camera where one is known."""

    source: ElementSource
    places: Sequence[Place]
    start: Epoch
    duration: float = 14.0 * DAY_S
    objects: tuple[str, ...] = ()
    camera: Camera | None = None
    max_off_nadir: float = math.radians(45.0)
    min_sun_elevation: float | None = None
    threads: int | None = None
    areas: Sequence[Area] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Chances of one kind: what is looked at, where, in which zone, and how much of it is reached.

    Attributes
    ----------
    chances : Opportunities
    names, zones : tuple of str
        By index `site` of the chances.
    latitude, longitude : ndarray
        Of the point looked at, by chance, rad.
    share : ndarray or None
        Part of the area within reach in that pass; None for places.
    """

    chances: Opportunities
    names: tuple[str, ...]
    zones: tuple[str, ...]
    latitude: Array
    longitude: Array
    share: Array | None = None

    def zone(self, k: int) -> str:
        """Time zone of chance `k`."""
        return self.zones[int(self.chances.site[k])]


@dataclass(frozen=True, slots=True, repr=False)
class ImagesResult(Result):
    """Chances of a picture, the earliest first."""

    SCHEMA: ClassVar[str] = "visviva.images/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION,)
    ROWS: ClassVar[str] = "opportunities"
    request: ImagesRequest
    sets: tuple[ElementSet, ...]
    seen: tuple[Seen, ...]
    notes: tuple[str, ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a chance."""
        keyed: list[tuple[float, dict[str, Any]]] = []
        for seen in self.seen:
            f = seen.chances
            moments = f.start + f.t
            fine, whole = (np.atleast_1d(moments.iso(n)) if f.t.size else () for n in (1, 0))
            epochs = Epoch.stack([e.epoch for e in self.sets])
            age = np.asarray(moments - epochs[f.object]) / DAY_S if f.t.size else np.zeros(0)
            sigma = sets_sigma(self.sets, age, f.object)
            for k, (utc, second) in enumerate(zip(fine, whole, strict=True)):
                told = {"utc": str(utc), "local_time": local_of(str(second), seen.zone(k))}
                row = told | self._row(seen, k) | {"age_days": round(float(age[k]), 2)}
                row["sigma_s"] = float(f"{sigma[k]:.3g}")
                keyed.append((float(f.t[k]), row | self._quality(f.look, k)))
        return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]

    def _row(self, seen: Seen, k: int) -> dict[str, Any]:
        f = seen.chances
        element_set = self.sets[int(f.object[k])]
        return {
            "object": element_set.name or str(element_set.catalog_number),
            "catalog_number": element_set.catalog_number,
            "site": seen.names[int(f.site[k])],
            "lat_deg": _degrees(seen.latitude[k], 4),
            "lon_deg": _degrees(seen.longitude[k], 4),
            "share_in_reach": None if seen.share is None else round(float(seen.share[k]), 3),
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
        }

    def _quality(self, seen: Look, k: int) -> dict[str, Any]:
        """Ground sample distance and NIIRS of chance `k`; None where no camera is known."""
        camera = self.request.camera
        if camera is None:
            return {"gsd_m": None, "swath_km": None, "niirs": None}
        across, along = camera.gsd(float(seen.range[k]), float(seen.incidence[k]))
        elevation = float(seen.elevation[k])
        five = _ratings(niirs_giqe5, camera, across, elevation)
        four = _ratings(niirs_giqe4, camera, across, elevation)
        return {
            "gsd_m": round(math.sqrt(_middle(across) * _middle(along)), 3),
            "interval_90_gsd_m": [round(across.low, 3), round(along.high, 3)],
            "gsd_across_m": [round(across.low, 3), round(across.high, 3)],
            "gsd_along_m": [round(along.low, 3), round(along.high, 3)],
            "swath_km": self._swath(seen, k),
            "niirs": round(0.5 * sum(five), 2),
            "interval_90_niirs": [round(x, 2) for x in five],
            "niirs_giqe4": round(0.5 * sum(four), 2),
            "interval_90_niirs_giqe4": [round(x, 2) for x in four],
        }

    def _swath(self, seen: Look, k: int) -> float | None:
        """Width of the picture on the ground across the look, km; None where it is not known."""
        camera = self.request.camera
        if camera is None or camera.half_field is None:
            return None
        wide = swath(float(seen.off_nadir[k]), camera.half_field, float(seen.height[k]))
        return round(wide / 1e3, 2)

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
            "areas": [
                {"name": area.name, "polygons": [rings[0] for rings in area.rings_deg()]}
                for area in self.request.areas
            ],
            "notes": list(self.notes),
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
    if not nearest:
        raise InputError(why("unusable"), advice="give SGP4 sets")
    catalogue = Sgp4Catalogue.from_element_sets(nearest)
    limits: dict[str, Any] = {
        "max_off_nadir": request.max_off_nadir,
        "min_sun_elevation": request.min_sun_elevation,
        "threads": request.threads,
    }
    seen: list[Seen] = []
    notes: list[str] = []
    if request.places:
        places = list(request.places)
        chances = find_opportunities(catalogue, places, request.start, request.duration, **limits)
        zones, notes = zones_of(places)
        lat, lon = (
            np.array([getattr(places[int(k)], name) for k in chances.site])
            for name in ("latitude", "longitude")
        )
        names = tuple(place.label for place in places)
        seen.append(Seen(chances, names, zones, lat, lon))
    if request.areas:
        areas = list(request.areas)
        over = find_area_opportunities(catalogue, areas, request.start, request.duration, **limits)
        names = tuple(area.name for area in areas)
        seen.append(
            Seen(over.chances, names, ("",) * len(areas), over.latitude, over.longitude, over.share)
        )
    return ImagesResult(request, nearest, tuple(seen), (*notes, *_unknown(nearest, seen)))


def _unknown(sets: Sequence[ElementSet], seen: Sequence[Seen]) -> tuple[str, ...]:
    """A line about the chances whose time is unknown by more than they last, if there are any."""
    count, worst = 0, 0.0
    epochs = Epoch.stack([e.epoch for e in sets])
    for f in (one.chances for one in seen):
        if not f.t.size:
            continue
        age = np.asarray(f.start + f.t - epochs[f.object]) / DAY_S
        sigma = sets_sigma(sets, age, f.object)
        vague = SURE * sigma > f.last - f.first
        count += int(vague.sum())
        worst = max(worst, float(sigma[vague].max(initial=0.0)))
    return vague_sights(count, worst)


def _ratings(
    rating: Callable[[float, Edge, float], float], camera: Camera, gsd: Interval, elevation: float
) -> list[float]:
    """Worst and best rating of a camera's range."""
    worst = rating(gsd.high, Edge(rer=camera.rer.low, snr=camera.snr.low), elevation)
    best = rating(gsd.low, Edge(rer=camera.rer.high, snr=camera.snr.high), elevation)
    return [worst, best]


def _middle(interval: Interval) -> float:
    return math.sqrt(interval.low * interval.high)


def _degrees(angle: Any, digits: int) -> float:
    return round(math.degrees(float(angle)), digits)
