"""Was a satellite over a place, in daylight, at the second at which a picture is claimed?

What a match does not prove comes first: it says nothing about the camera, nor whether a picture was
taken or sent. It says that the satellite could have looked there at that second; how often a random
second would have fitted is told beside it.

A time at which a picture was received is not the time at which it was taken: such a claim cannot be
told, and the last chances before it are named.

Limits: the satellite follows its nearest element set; the error in time grows with the set's age,
and where it is a good part of the time between chances the answer is "cannot be told". A burn
between the set and the claim is not in it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

import numpy as np

from visviva.analysis.elements import ElementSource, load
from visviva.analysis.image_claim_reasons import reason as because
from visviva.analysis.reasons import why
from visviva.analysis.where_words import SAY
from visviva.core.arrays import Array
from visviva.core.local_time import local_iso
from visviva.core.numerals import span_text
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION, WEATHER
from visviva.core.time import DAY_S, Epoch
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import zoned
from visviva.errors import InputError, PropagationError
from visviva.observe.imaging import Opportunities, find_opportunities, sun_at
from visviva.observe.look import Look, look
from visviva.observe.passes.timing_error import set_sigma
from visviva.orbit.gp import ElementSet
from visviva.orbit.gp.choose import sets_of_one
from visviva.orbit.gp.states import age_days, gp_state_itrf
from visviva.orbit.sgp4 import Sgp4Catalogue

#: Lowest Sun at which a place counts as lit for a picture, rad.
DAYLIGHT = math.radians(5.0)
#: A claim fits where at least this share of the times that the elements allow fits it.
FITS, FITS_NOT = 0.10, 0.005
#: Beyond this error in time a second cannot be told from another, s.
MOST_SIGMA = 300.0
#: Beyond this many open seconds a claim is held against whole chances, not against seconds.
OPEN_S = 600.0
#: Days on either side over which the chance of luck is counted.
LUCK_DAYS = 5.0


@dataclass(frozen=True, slots=True)
class ImageClaimRequest:
    """A claim: a place, a second, and the elements of the satellite.

    Attributes
    ----------
    place : Place
    at : Epoch
    source : element sets
    object : str, optional
        Which object of the source; needed where it holds several.
    max_off_nadir : float
        rad, greatest angle at which it could look.
    within : float
        s after `at` for which the claim leaves the moment open: 60 where it says no seconds.
    received : bool
        The time is one of reception.
    launched, decayed : Epoch, optional
        Before and after which the satellite was not in orbit; None: as its fact says, if any.
    """

    place: Place
    at: Epoch
    source: ElementSource
    object: str | None = None
    max_off_nadir: float = math.radians(45.0)
    within: float = 0.0
    received: bool = False
    launched: Epoch | None = None
    decayed: Epoch | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ImageClaimResult(Result):
    """What the elements say about the claim."""

    SCHEMA: ClassVar[str] = "visviva.image-claim/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION, WEATHER)
    ROWS: ClassVar[str] = "sets"
    request: ImageClaimRequest
    element_set: ElementSet
    verdict: Literal["yes", "no", "unknown"]
    reason: str
    closest: Epoch
    offset: float
    sigma: float
    share: float
    at_closest: Look
    sun_elevation: float
    sun_azimuth: float
    luck: float
    last_chance: Epoch | None = None
    notes: tuple[str, ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The element set that was used."""
        return [
            {
                "catalog_number": self.element_set.catalog_number,
                "object": self.element_set.name or str(self.element_set.catalog_number),
                "epoch_utc": self.element_set.epoch_utc,
                "age_days": round(abs(float(age_days(self.element_set, self.request.at))), 3),
            }
        ]

    def head(self) -> Mapping[str, Any]:
        """Verdict, moment, geometry, Sun, chance by luck."""
        seen = self.at_closest
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "place": self.request.place.label,
            "lat_deg": round(self.request.place.latitude_deg, 6),
            "lon_deg": round(self.request.place.longitude_deg, 6),
            "claimed_utc": self.request.at.iso(0),
            "local_time": local_iso(self.request.at, self.request.place.zone),
            "within_s": self.request.within,
            "said": "received" if self.request.received else "taken",
            "closest_utc": self.closest.iso(1),
            "offset_s": round(self.offset, 1),
            "sigma_s": round(self.sigma, 1),
            "share_within": round(self.share, 4),
            "off_nadir_deg": round(math.degrees(float(seen.off_nadir)), 2),
            "elevation_deg": round(math.degrees(float(seen.elevation)), 2),
            "azimuth_deg": round(math.degrees(float(seen.azimuth)), 2),
            "range_km": round(float(seen.range) / 1e3, 1),
            "max_off_nadir_deg": round(math.degrees(self.request.max_off_nadir), 3),
            "sun_elevation_deg": round(math.degrees(self.sun_elevation), 2),
            "sun_azimuth_deg": round(math.degrees(self.sun_azimuth), 2),
            "chance_by_luck": round(self.luck, 6),
            "last_chance_utc": None if self.last_chance is None else self.last_chance.iso(0),
            "notes": list(self.notes),
            "age_days": round(abs(float(age_days(self.element_set, self.request.at))), 3),
        }


def check_image_claim(request: ImageClaimRequest) -> ImageClaimResult:
    """Hold a claimed picture against the orbit.

    Raises
    ------
    InputError, UnknownNameError
        If the source holds no set of the object, or several objects and none is named.
    RangeError
        If the off-nadir limit is none.
    PropagationError
        If the nearest set gives no state at that time.
    """
    if not 0.0 <= request.within <= DAY_S:
        raise InputError(
            f"a claim open for {request.within:g} s", advice="give 0 to 86400 s after the time"
        )
    place, city = zoned(request.place)
    request = replace(request, place=place)
    sets = sets_of_one(load(request.source).elements, request.object)
    nearest = min(sets, key=lambda e: abs(float(age_days(e, request.at))))
    sigma = set_sigma(nearest, request.at)
    t, seen = _around(nearest, request)
    if request.within > OPEN_S:
        k, share, verdict, reason = _within_hours(nearest, request, sigma, t, seen)
    else:
        k, share = int(np.argmin(seen.range)), _share(t, seen, sigma, request)
    offset = float(t[k])
    closest = request.at + offset
    at_closest = Look(*(np.asarray(getattr(seen, n))[k] for n in Look.__dataclass_fields__))
    judged = closest if request.within > OPEN_S else request.at
    sun_elevation, sun_azimuth = (
        float(x[0]) for x in sun_at(judged + np.zeros(1), [request.place])
    )
    if request.within <= OPEN_S:
        verdict, reason = _verdict(share, sigma, sun_elevation)
    last = None
    if request.received:
        last = _last_chance(nearest, request)
        verdict, reason = "unknown", because("reception")
    launched, decayed = _life(nearest, request)
    if launched is not None and request.at < launched:
        verdict, reason = "no", because("later", utc=launched.iso(0))
    elif decayed is not None and request.at > decayed:
        verdict, reason = "no", because("fallen", day=decayed.iso(0)[:10])
    return ImageClaimResult(
        request=request,
        element_set=nearest,
        verdict=verdict,
        reason=reason,
        closest=closest,
        offset=offset,
        sigma=sigma,
        share=share,
        at_closest=at_closest,
        sun_elevation=sun_elevation,
        sun_azimuth=sun_azimuth,
        luck=_luck(nearest, request, sigma),
        last_chance=last,
        notes=(SAY("zone-of", place=place.label, city=city),) if city else (),
    )


def _around(element_set: ElementSet, request: ImageClaimRequest) -> tuple[Array, Look]:
    """Geometry for half a revolution on either side of the claimed second, a step a second."""
    half = 0.5 * DAY_S / element_set.mean_motion_rev_day
    t = np.arange(-math.ceil(half), math.ceil(half + request.within) + 1.0)
    try:
        r, v = gp_state_itrf(element_set, request.at + t)
    except PropagationError as err:
        raise PropagationError(
            why(
                "no-place",
                day=element_set.epoch_utc[:10],
                when=str(request.at.iso(0)),
                reason=err.sentence,
            ),
            advice="give elements nearer to that day",
        ) from err
    return t, look(r, v, request.place.r_itrf())


def _share(t: Array, seen: Look, sigma: float, request: ImageClaimRequest) -> float:
    """Share of the times, spread as the elements allow, at which the place is within the limit.

    A satellite that is late by s seconds is at the claimed second where its elements put it s
    seconds before. A claim that leaves some seconds open fits where one of them does.
    """
    fits = (seen.off_nadir <= request.max_off_nadir) & (seen.elevation > 0.0)
    if request.within > 0.0:
        count = np.concatenate([[0], np.cumsum(fits)])
        last = np.minimum(np.arange(t.size) + math.ceil(request.within), t.size - 1) + 1
        fits = count[last] > count[:-1]
    weight = np.exp(-0.5 * (t / max(sigma, 0.5)) ** 2)
    return float(np.sum(weight * fits) / np.sum(weight))


def _verdict(share: float, sigma: float, sun: float) -> tuple[Literal["yes", "no", "unknown"], str]:
    if sigma > MOST_SIGMA:
        return (
            "unknown",
            because("open-second", span=span_text(sigma)),
        )
    if share <= FITS_NOT:
        return "no", because("off")
    if sun < 0.0:
        return "no", because("dark")
    if share < FITS:
        return "unknown", because("edge")
    if sun < DAYLIGHT:
        return "unknown", because("low-sun")
    return "yes", because("fits")


def _within_hours(
    element_set: ElementSet, request: ImageClaimRequest, sigma: float, t: Array, seen: Look
) -> tuple[int, float, Literal["yes", "no", "unknown"], str]:
    """A claim that leaves hours open: row of its best chance by day, share, verdict, reason.

    The share is 1 where a chance lies inside, a half where the error of time decides, else 0.
    """
    slack = 3.0 * sigma
    start = request.at - slack
    found = _chances(element_set, request, start, request.within + 2.0 * slack)
    moments = found.t - slack
    inside = (moments >= 0.0) & (moments <= request.within)
    open_rows = np.flatnonzero((t >= 0.0) & (t <= request.within))
    if not moments.size:
        k = int(open_rows[np.argmin(seen.range[open_rows])])
        if sigma > MOST_SIGMA:
            return k, 0.0, "unknown", because("open", span=span_text(sigma))
        return k, 0.0, "no", because("no-chance")
    off = np.where(inside, found.look.off_nadir, found.look.off_nadir + math.pi)
    best = int(np.argmin(off))
    k = int(np.argmin(np.abs(t - float(moments[best]))))
    when = (request.at + float(moments[best])).iso(0)
    if not inside[best]:
        return k, 0.5, "unknown", because("edge-chance", utc=when)
    if sigma > MOST_SIGMA:
        return k, 0.5, "unknown", because("open", span=span_text(sigma))
    many = int(np.count_nonzero(inside))
    if many == 1:
        return k, 1.0, "yes", because("one-chance", utc=when)
    return k, 1.0, "yes", because("chances", count=str(many), utc=when)


def _life(element_set: ElementSet, request: ImageClaimRequest) -> tuple[Epoch | None, Epoch | None]:
    """When the satellite was launched and when it had fallen, as far as is known."""
    launched, decayed = request.launched, request.decayed
    for entry in Catalogue.bundled().facts("satellite"):
        number = getattr(entry, "catalog_number", None)
        if number is None or number != element_set.catalog_number:
            continue
        moment, day = getattr(entry, "launched_utc", None), getattr(entry, "decayed_on", None)
        if launched is None and moment is not None:
            launched = Epoch.from_datetime(moment)
        if decayed is None and day is not None:
            decayed = Epoch.parse(f"{day.isoformat()}T00:00:00Z") + DAY_S
    return launched, decayed


def _chances(
    element_set: ElementSet, request: ImageClaimRequest, start: Epoch, span: float
) -> Opportunities:
    """Chances of a picture of the place by day."""
    return find_opportunities(
        Sgp4Catalogue.from_element_sets([element_set]),
        [request.place],
        start,
        span,
        max_off_nadir=request.max_off_nadir,
        min_sun_elevation=DAYLIGHT,
        threads=1,
    )


def _last_chance(element_set: ElementSet, request: ImageClaimRequest) -> Epoch | None:
    """The last chance of a picture in daylight in the days before a time of reception."""
    start = request.at - LUCK_DAYS * DAY_S
    found = _chances(element_set, request, start, LUCK_DAYS * DAY_S)
    return None if not found.t.size else start + float(found.t[-1])


def _luck(element_set: ElementSet, request: ImageClaimRequest, sigma: float) -> float:
    """Share of the seconds of the days around that would have fitted as well."""
    start = request.at - LUCK_DAYS * DAY_S
    span = 2.0 * LUCK_DAYS * DAY_S
    found = _chances(element_set, request, start, span)
    # A random second fits where it lies within a span, or so near that the error could reach it.
    slack = 1.28 * sigma
    reached, total = -math.inf, 0.0
    for first, last in sorted(zip(found.first.tolist(), found.last.tolist(), strict=True)):
        low, high = max(first - slack - request.within, reached, 0.0), min(last + slack, span)
        total += max(0.0, high - low)
        reached = max(reached, high)
    return float(min(1.0, total / span))
