"""Which passes can be seen with the naked eye: a dark sky, a lit satellite, how bright.

Limits: the sky counts as dark with the Sun six degrees down; the satellite shines as a diffuse
sphere of its standard magnitude (at 1,000 km, half lit: the convention of McCants' lists), so a
sighting scatters by a magnitude; extinction is 0.25 magnitudes an air mass (Schaefer 1998, a clear
site at sea level). Without a standard magnitude passes are told without one.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource
from visviva.analysis.pass_batches import vague_sights
from visviva.analysis.passes import PassesRequest, PassSearch, open_passes
from visviva.analysis.places import zones_of
from visviva.core.arrays import Array
from visviva.core.frames import teme_to_itrf
from visviva.core.local_time import local_of
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION, WEATHER
from visviva.core.time import DAY_S, Epoch
from visviva.observe.light import is_dark
from visviva.observe.sky import SkyView, sky_view

#: Magnitudes that the air takes away each air mass.
EXTINCTION = 0.25
_STEP_S = 5.0


@dataclass(frozen=True, slots=True)
class VisibleRequest:
    """Objects, a place, a window; `standard_magnitude` at 1,000 km, half lit."""

    source: ElementSource
    place: Place
    start: Epoch
    duration: float = 7.0 * DAY_S
    objects: tuple[str, ...] = ()
    min_elevation: float = math.radians(10.0)
    standard_magnitude: float | None = None
    faintest: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SkyPath:
    """A visible pass across the sky, arrays of shape (n,): rad.

    `seen` where it is lit, the sky dark and the satellite over the horizon; `row` its figures;
    `vague` where its time is unknown by more than it lasts.
    """

    row: Mapping[str, Any]
    epochs: Epoch
    azimuth: Array
    elevation: Array
    sunlit: Any
    seen: Any
    sun_azimuth: Array
    vague: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class VisibleResult(Result):
    """Visible passes, each at its brightest (or highest, where no magnitude is known)."""

    SCHEMA: ClassVar[str] = "visviva.visible/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION, WEATHER)
    ROWS: ClassVar[str] = "visible"
    request: VisibleRequest
    paths: tuple[SkyPath, ...]
    notes: tuple[str, ...]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a pass."""
        return [path.row for path in self.paths]

    def head(self) -> Mapping[str, Any]:
        """Place, window, and the convention of the magnitude."""
        return {
            "site": self.request.place.label,
            "zone": self.request.place.zone if "/" in self.request.place.zone else None,
            "start_utc": self.request.start.iso(0),
            "end_utc": (self.request.start + self.request.duration).iso(0),
            "standard_magnitude": self.request.standard_magnitude,
            "convention": "1,000 km, phase angle 90 degrees; extinction 0.25 an air mass",
            "notes": list(self.notes),
        }


def find_visible(request: VisibleRequest) -> VisibleResult:
    """Every pass that the naked eye can see.

    Raises
    ------
    InputError
        If the element sets cannot be read.
    """
    (zone,), said = zones_of([request.place])
    request = replace(request, place=replace(request.place, zone=zone))
    search = open_passes(
        PassesRequest(
            source=request.source,
            sites=(request.place,),
            start=request.start,
            duration=request.duration,
            min_elevation=request.min_elevation,
            objects=request.objects,
        )
    )
    paths = sorted(_visible(search, request), key=lambda path: str(path.row["utc"]))
    vague = [path.row["sigma_s"] for path in paths if path.vague]
    unsure = vague_sights(len(vague), max(vague, default=0.0))
    return VisibleResult(request, tuple(paths), (*search.notes, *search.cautions, *said, *unsure))


def air_mass(elevation: Array) -> Array:
    """Air masses on the way to an elevation (rad): Kasten and Young (1989).

    Examples
    --------
    >>> round(float(air_mass(np.array(math.pi / 2))), 3)
    1.0
    """
    degrees = np.degrees(np.maximum(elevation, 0.0))
    return np.asarray(
        1.0 / (np.sin(np.radians(degrees)) + 0.50572 * (degrees + 6.07995) ** -1.6364)
    )


def _visible(search: PassSearch, request: VisibleRequest) -> Iterator[SkyPath]:
    for batch in search.batches():
        p, watch = batch.passes, search.watch
        maybe = np.flatnonzero(
            (p.sunlit_rise | p.sunlit_peak | p.sunlit_set)
            & (np.asarray(p.sun_elevation) < math.radians(3.0))
        )
        _, sigma = watch.age_and_sigma(p)
        unsure = watch.unknown(p, sigma)
        for k in maybe:
            number = int(p.object_index[k])
            one = watch.catalogue.take(slice(number, number + 1))
            t = np.linspace(p.rise[k], p.set[k], max(3, int((p.set[k] - p.rise[k]) / _STEP_S) + 1))
            path = _at_best(watch.labels[number], one, p.start, t, request)
            if path is not None:
                row = {**path.row, "sigma_s": float(f"{sigma[k]:.3g}")}
                yield replace(path, row=row, vague=bool(unsure[k]))


def _at_best(
    label: str, one: Any, start: Epoch, t: Array, request: VisibleRequest
) -> SkyPath | None:
    moments = start + t
    jd, fr = moments.jd("utc")
    states = one.states_teme(jd, fr)
    if np.any(states.error):
        return None
    r, v = teme_to_itrf(moments, states.r_teme[0], states.v_teme[0])
    view = sky_view(moments, r, v, request.place)
    assert view.elevation is not None
    assert view.azimuth is not None
    seen = view.sunlit & is_dark(view.sun_elevation) & (view.elevation > 0.0)
    if not np.any(seen):
        return None
    bright = _brightness(view, request)
    score = np.where(seen, -view.elevation if bright is None else bright, np.inf)
    best = int(np.argmin(score))
    if bright is not None and request.faintest is not None and bright[best] > request.faintest:
        return None
    lit_span = np.flatnonzero(seen)
    dark_before = bool(np.any(~view.sunlit[: lit_span[0]]))
    dark_after = bool(np.any(~view.sunlit[lit_span[-1] :]))
    iso = moments.iso(0)
    row = {
        "utc": str(iso[best]),
        "local_time": local_of(str(iso[best]), request.place.zone),
        "magnitude": None if bright is None else round(float(bright[best]), 2),
        "object": label,
        "elevation_deg": round(math.degrees(float(view.elevation[best])), 2),
        "azimuth_deg": round(math.degrees(float(view.azimuth[best])), 2),
        "sun_elevation_deg": round(math.degrees(float(view.sun_elevation[best])), 2),
        "first_utc": str(iso[lit_span[0]]),
        "last_utc": str(iso[lit_span[-1]]),
        "leaves_shadow": dark_before,
        "enters_shadow": dark_after,
        "rise_utc": str(iso[0]),
        "set_utc": str(iso[-1]),
    }
    return SkyPath(row, moments, view.azimuth, view.elevation, view.sunlit, seen, view.sun_azimuth)


def _brightness(view: SkyView, request: VisibleRequest) -> Array | None:
    if request.standard_magnitude is None:
        return None
    plain = view.magnitude(request.standard_magnitude)
    assert plain is not None
    assert view.elevation is not None
    return np.asarray(plain + EXTINCTION * air_mass(view.elevation))
