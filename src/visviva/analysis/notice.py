"""A published warning: which launch does it tell of, from where, on which heading?

Limits: the site is the one of the catalogue whose bearings fit the areas best; how much worse the
next ones fit is told. The inclination is that of a launcher that does not turn after its last area.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.notice_distances import PlacedClue, place_clues
from visviva.analysis.notice_passes import FirstPass, first_passes
from visviva.analysis.notice_vehicles import VehicleFit, rank_vehicles
from visviva.analysis.places import find_place
from visviva.core.result import Result
from visviva.data.catalogue import Catalogue
from visviva.data.notices.hints import OWN_NAME, is_exercise, named_sites
from visviva.data.notices.read import read_notice, read_notice_file
from visviva.data.notices.values import Notice, NoticeWindow
from visviva.data.notices.words import SAY
from visviva.data.population import bundled_population
from visviva.data.schema.site import SiteFact
from visviva.errors import InputError
from visviva.launch.hazard.areas import points_inside
from visviva.launch.hazard.corridor import Corridor, find_corridor
from visviva.launch.hazard.footprint import Pad

#: Windows whose starts slip by less than this from day to day do not slip, minutes.
NO_SLIP_MIN = 0.5
#: Share of an area in cells where people live (of a degree: coasts count) above which it is told.
OVER_LAND = 0.5


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """A notice by file or by text.

    Attributes
    ----------
    file : Path, optional
    text : str
        Where no file is given.
    year : int, optional
        For texts that name none.
    site : str, optional
        Try this site alone.
    observer : str, optional
        A place over which the first passes of the object are asked.
    """

    file: Path | None = None
    text: str = ""
    year: int | None = None
    site: str | None = None
    observer: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NoticeResult(Result):
    """A notice as read, and the launch that it tells of (None where no area is placed).

    `named` is then the site, where the notice names one.
    """

    SCHEMA: ClassVar[str] = "visviva.notice/1"
    ROWS: ClassVar[str] = "areas"
    notice: Notice
    corridor: Corridor | None
    vehicles: tuple[VehicleFit, ...] = ()
    passes: tuple[FirstPass, ...] = ()
    clues: tuple[PlacedClue, ...] = ()
    named: Pad | None = None

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Areas: name, kind, corners, range and bearing from the site."""
        if self.corridor is None or not self.notice.areas:
            return [_clue(placed) for placed in self.clues]
        return [
            {
                "name": area.name,
                "kind": role,
                "printed_kind": area.kind,
                "polygon": [[_degrees(lat), _degrees(lon)] for lat, lon in area.polygon],
                "radius_km": None if area.radius is None else area.radius / 1e3,
                "range_km": round(seen.range / 1e3, 1),
                "bearing_deg": round(math.degrees(seen.bearing), 2),
            }
            for area, role, seen in zip(
                self.notice.areas, self.corridor.roles, self.corridor.footprints, strict=True
            )
        ]

    def head(self) -> Mapping[str, Any]:
        """Number, windows, site, bearing, inclination, warnings."""
        return {
            "number": self.notice.number,
            "windows": [_window(w) for w in self.notice.windows],
            **slip_of(self.notice.windows),
            **_launch(self.corridor, self.named),
            "vehicles": [_vehicle(fit) for fit in self.vehicles],
            "first_passes": [p.row() for p in self.passes],
            "warnings": list(self.notice.warnings),
        }


def place_notice(request: NoticeRequest, *, catalogue: Catalogue | None = None) -> NoticeResult:
    """Read a notice and find the launch behind it.

    Parameters
    ----------
    request : NoticeRequest
    catalogue : Catalogue, optional
        Whose sites are tried; those that ship by default.

    Raises
    ------
    InputError
        If the notice cannot be read; the message shows where.

    Examples
    --------
    >>> area = "N3457E12043-N3416E12000-N3220E12400-N3321E12400"
    >>> text = f"A0665/13 {area} B) 1306110925 C) 1306111009"
    >>> place_notice(NoticeRequest(text=text, site="jiuquan")).to_dict()["bearing_deg"]
    105.5
    """
    if request.file is not None:
        notice = read_notice_file(request.file, year=request.year)
    else:
        notice = read_notice(request.text, year=request.year)
    facts = catalogue or Catalogue.bundled()
    sites = [facts.site(request.site)] if request.site else list(facts.facts("site"))
    known = [site for site in sites if isinstance(site, SiteFact)]
    named = named_sites(notice.text, known)
    if not notice.areas:
        return _by_distances(notice, known, named, asked=request.site is not None)
    pads = [replace(pad_of(site), named=named.get(site.slug, 0.0)) for site in known]
    corridor = find_corridor(
        [area.polygon for area in notice.areas], pads, [area.kind for area in notice.areas]
    )
    exercise = is_exercise(notice.text)
    if exercise:
        corridor = replace(corridor, orbital=False)
        told = SAY("exercise", word=exercise.lower())
        notice = replace(notice, warnings=(*notice.warnings, told))
    vehicles = rank_vehicles(corridor, [a.name for a in notice.areas], year=_year(notice))
    passes: tuple[FirstPass, ...] = ()
    if request.observer is not None:
        if not notice.windows:
            raise InputError("the notice names no window", advice="leave --observer out")
        passes = first_passes(corridor, notice.windows[0].start, find_place(request.observer))
    return NoticeResult(_told_of_land(notice, corridor), corridor, vehicles, passes)


def _by_distances(
    notice: Notice, sites: Sequence[SiteFact], named: Mapping[str, float], *, asked: bool
) -> NoticeResult:
    """A notice without corners: what can be placed, and the site only where it is named."""
    clues = place_clues(notice.distances, notice.text)
    placed = [clue for clue in clues if clue.center is not None]
    unknown = [clue.clue for clue in clues if clue.center is None]
    told = tuple(
        SAY(
            "no-direction" if clue.direction is None else "no-place",
            distance=(clue.distance / 1e3, 0),
            place=clue.place,
        )
        for clue in unknown
    )
    notice = replace(notice, warnings=(*notice.warnings, *told))
    least = OWN_NAME if any(w >= OWN_NAME for w in named.values()) or len(placed) < 2 else 0.0
    likely = [s for s in sites if asked or (s.slug in named and named[s.slug] >= least)]
    if not placed or not likely:
        only = pad_of(likely[0]) if len(likely) == 1 else None
        return NoticeResult(notice, None, clues=clues, named=only)
    kinds = [clue.clue.kind for clue in placed]
    corridor = find_corridor([c.ring for c in placed], [pad_of(site) for site in likely], kinds)
    return NoticeResult(notice, corridor, clues=clues)


def _year(notice: Notice) -> int | None:
    return int(notice.windows[0].start.iso(0)[:4]) if notice.windows else None


def _told_of_land(notice: Notice, corridor: Corridor) -> Notice:
    """The notice with a warning for each area, but the one about the pad, over inhabited land."""
    people = bundled_population()
    told = []
    for area, role in zip(notice.areas, corridor.roles, strict=True):
        lat, lon = points_inside(area.polygon)
        share = float(np.mean(people.density_at(lat, lon) > 0.0))
        if role != "launch-area" and share > OVER_LAND:
            told.append(SAY("inhabited", name=area.name, share=(100.0 * share, 0)))
    return replace(notice, warnings=(*notice.warnings, *told))


def pad_of(site: SiteFact) -> Pad:
    """A site's default pad with the inclinations that its corridors name, or its orbits had."""
    latitude, longitude, _ = site.location()
    bands = [c.inclination_deg for c in site.corridors if c.inclination_deg is not None]
    record = site.flown
    if record is not None and record.usual_deg is not None:
        bands.append(record.usual_deg)
    return Pad(
        slug=site.slug,
        name=site.title,
        latitude=latitude,
        longitude=longitude,
        flown=tuple((math.radians(low), math.radians(high)) for low, high in bands),
        headings=tuple(
            (math.radians(c.azimuth_deg[0]), math.radians(c.azimuth_deg[1]))
            for c in site.corridors
            if c.azimuth_deg is not None
        ),
        launches=None if record is None else record.launches,
        moves=any(word in site.country for word in ("at sea", "air launch")),
    )


def slip_of(windows: Sequence[NoticeWindow]) -> dict[str, Any]:
    """By how much windows slip from day to day, and whether that shows a plane fixed in space.

    A launch into a given plane leaves some four minutes earlier each day, more where the plane
    drifts to the west; one that waits for nothing keeps its hours.
    """
    starts = sorted({w.start for w in windows})
    slips = []
    for a, b in pairwise(starts):
        days = (b - a) / 86400.0
        whole = round(days)
        if whole >= 1 and abs(days - whole) < 0.1:
            slips.append((days - whole) * 1440.0 / whole)
    if not slips:
        return {"fixed_plane": None, "window_shift_min_per_day": None}
    slips.sort()
    middle = slips[len(slips) // 2]
    even = max(abs(s - middle) for s in slips) < max(3.0, 0.3 * abs(middle))
    return {
        "fixed_plane": bool(middle < -NO_SLIP_MIN) if even else None,
        "window_shift_min_per_day": round(middle, 2),
    }


def _site(pad: Pad) -> dict[str, Any]:
    return {
        "slug": pad.slug,
        "name": pad.name,
        "lat_deg": _degrees(pad.latitude),
        "lon_deg": _degrees(pad.longitude),
    }


def _launch(corridor: Corridor | None, named: Pad | None) -> dict[str, Any]:
    """The launch; of a notice without areas on the map the site alone, where it names one."""
    if corridor is None:
        site = None if named is None else _site(named)
        return {"orbital": None, "site": site, "bearing_deg": None, "inclination_deg": None}
    pad = corridor.pad
    low, high = (round(math.degrees(x), 1) for x in corridor.inclination_90)
    spread = 1.645 * math.degrees(corridor.bearing_sigma)
    bearing = math.degrees(corridor.bearing)
    return {
        "orbital": corridor.orbital,
        "site": _site(pad),
        "other_sites": [
            {"slug": slug, "worse_by": round(worse, 1)} for slug, worse in corridor.runner_up
        ],
        "bearing_deg": round(bearing, 1),
        "interval_90_bearing_deg": [round(bearing - spread, 1), round(bearing + spread, 1)],
        "turn_deg": round(math.degrees(corridor.turn), 1),
        "inclination_deg": round(math.degrees(corridor.inclination), 1),
        "interval_90_inclination_deg": [low, high],
    }


def _clue(placed: PlacedClue) -> dict[str, Any]:
    """A distance as printed; `polygon` is the circle in which the middle of the area lies."""
    clue, center = placed.clue, placed.center
    return {
        "name": clue.name,
        "kind": clue.kind,
        "polygon": [[_degrees(lat), _degrees(lon)] for lat, lon in placed.ring],
        "center": None if center is None else [_degrees(x) for x in center],
        "place": clue.place,
        "distance_km": round(clue.distance / 1e3, 1),
        "direction_deg": _degrees(clue.direction),
    }


def _vehicle(fit: VehicleFit) -> dict[str, Any]:
    drops = fit.drops_of
    return {
        "vehicle": drops.vehicle,
        "score": round(fit.score, 3),
        "misfit": round(fit.misfit, 2),
        "orbit": drops.orbit,
        "flights_from_site": drops.flights,
        "drops": [
            {
                "item": item,
                "range_km": round(away / 1e3, 1),
                "area": area,
                "area_range_km": None if span is None else [round(x / 1e3, 1) for x in span],
            }
            for area, item, away, span in fit.drops
        ],
    }


def _window(window: NoticeWindow) -> dict[str, Any]:
    return {
        "start_utc": window.start.iso(0),
        "end_utc": window.end.iso(0),
        "alternate": window.alternate,
    }


def _degrees(angle: float | None) -> float | None:
    return None if angle is None else round(math.degrees(angle), 6)
