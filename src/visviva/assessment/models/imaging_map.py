"""What the page of a study of pictures draws: paths, ground within reach, where the Sun stands.

Limits: paths by SGP4 from the nearest element set; the reach is a cone about the nadir.
"""

import math

import numpy as np

from visviva.assessment.answer import GroundTrack, Moment
from visviva.assessment.models.imaging_case import ImagingCase
from visviva.core.area import Area
from visviva.core.bodies import sun_position_gcrf
from visviva.core.frames import gcrf_to_itrf
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.message import speaker
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.observe.footprint import ground_circle
from visviva.observe.imaging_area import find_area_opportunities
from visviva.orbit.gp.states import gp_state_itrf
from visviva.orbit.sgp4 import Sgp4Catalogue

TEXTS = {
    "en": {
        "path": "{name}, path about {utc} UTC",
        "reach": "ground within {limit}° of the nadir",
        "sun": "Sun overhead, {utc} UTC",
        "area": "the region in question",
        "turn": "{name}, one revolution from {utc} UTC",
        "moment.claimed": "A picture of {place} is claimed",
        "moment.said": "The claim is made",
    },
    "fr": {
        "path": "{name}, trajet autour du {utc} UTC",
        "reach": "sol à moins de {limit}° du nadir",
        "sun": "Soleil au zénith, {utc} UTC",
        "area": "la région en question",
        "turn": "{name}, une révolution à partir de {utc} UTC",
        "moment.claimed": "Une image de {place} est revendiquée",
        "moment.said": "L’affirmation est faite",
    },
    "ko": {
        "path": "{name}, {utc} UTC 전후의 경로",
        "reach": "천저각 {limit}° 안의 지상",
        "sun": "태양 직하점, {utc} UTC",
        "area": "해당 지역",
        "turn": "{name}, {utc} UTC부터 한 바퀴",
        "moment.claimed": "{place} 촬영 주장 시각",
        "moment.said": "주장이 나온 날",
    },
}
say = speaker(TEXTS)
#: Length of a path before its moment, s, and how many chances of a region are drawn.
BEFORE, AFTER, CHANCES = 900.0, 300.0, 4


def imaging_map(case: ImagingCase) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """Paths and reach at the claimed seconds, or over the region, or of one revolution."""
    photographs = case.section.photographs
    if not photographs and case.section.area is None:
        return _revolution(case), ()
    tracks: list[GroundTrack] = []
    places: list[Place] = []
    for one in photographs:
        at = Epoch.from_datetime(one.at)
        tracks += _at(case, at)
        places += [Place.from_degrees(one.lat_deg, one.lon_deg, name=one.place), _sun(at)]
    if case.section.area is not None:
        ring, chances = _region(case)
        tracks.append(ring)
        for at in chances:
            tracks += _at(case, at)
        places += [_sun(at) for at in chances[:1]]
    return tuple(tracks), tuple(places)


def imaging_moments(case: ImagingCase) -> tuple[Moment, ...]:
    """Claimed seconds on the time-line, and when the claim was made."""
    moments = [
        Moment(Epoch.from_datetime(p.at).iso(0), say("moment.claimed", place=p.place))
        for p in case.section.photographs
    ]
    if not moments:
        return ()
    moments.append(Moment(case.said_on, say("moment.said")))
    return tuple(sorted(moments, key=lambda moment: moment.when))


def _at(case: ImagingCase, at: Epoch) -> list[GroundTrack]:
    """Path before and after a moment, and the ground within reach at it."""
    t = np.arange(-BEFORE, AFTER + 1.0, 20.0)
    r, _ = gp_state_itrf(case.nearest(at), at + np.append(t, 0.0))
    lat, lon, height = (np.asarray(x)[:-1] for x in itrf_to_geodetic(r))
    label = say("path", name=case.fact.names, utc=at.iso(0)[5:16].replace("T", " "))
    return [
        GroundTrack(
            label,
            "orbit",
            tuple(lon.tolist()),
            tuple(lat.tolist()),
            float(t[-1] - t[0]),
            float(height.mean()),
        ),
        _reach(case, r[-1]),
    ]


def _reach(case: ImagingCase, r_itrf: np.ndarray) -> GroundTrack:
    limit = case.section.max_off_nadir_deg
    lat, lon = ground_circle(r_itrf, math.radians(limit))
    return GroundTrack(
        say("reach", limit=(limit, 0)), "area", tuple(lon.tolist()), tuple(lat.tolist())
    )


def _sun(at: Epoch) -> Place:
    """Where the Sun stands overhead."""
    lat, lon, _ = itrf_to_geodetic(gcrf_to_itrf(at, sun_position_gcrf(at, apparent=True)))
    name = say("sun", utc=at.iso(0)[5:16].replace("T", " "))
    return Place(float(lat), float(lon), name=name)


def _region(case: ImagingCase) -> tuple[GroundTrack, list[Epoch]]:
    """Outline of the region, and the first chances of a picture of it by day."""
    section = case.section.area
    assert section is not None
    box = [
        (section.south_deg, section.west_deg),
        (section.south_deg, section.east_deg),
        (section.north_deg, section.east_deg),
        (section.north_deg, section.west_deg),
    ]
    area = Area.of_rings([box], "region")
    start = Epoch.from_datetime(section.start)
    found = find_area_opportunities(
        Sgp4Catalogue.from_element_sets([case.nearest(start)]),
        [area],
        start,
        min(section.days, 5.0) * DAY_S,
        max_off_nadir=math.radians(case.section.max_off_nadir_deg),
        min_sun_elevation=math.radians(case.section.min_sun_elevation_deg),
        threads=1,
    ).chances
    (ring, *_), *_ = area.polygons
    outline = GroundTrack(
        say("area"), "area", tuple(ring[:, 1].tolist()), tuple(ring[:, 0].tolist())
    )
    return outline, [start + float(t) for t in found.t[:CHANCES]]


def _revolution(case: ImagingCase) -> tuple[GroundTrack, ...]:
    """One revolution of the element set nearest to the claim, and its reach at the end."""
    if not case.sets:
        return ()
    begin = case.nearest(Epoch.parse(f"{case.said_on}T00:00:00Z"))
    period = DAY_S / begin.mean_motion_rev_day
    t = np.linspace(0.0, period, 181)
    r, _ = gp_state_itrf(begin, begin.epoch + t)
    lat, lon, _ = (np.asarray(x) for x in itrf_to_geodetic(r))
    utc = begin.epoch_utc[:16].replace("T", " ")
    return (
        GroundTrack(
            say("turn", name=case.fact.names, utc=utc),
            "orbit",
            tuple(lon.tolist()),
            tuple(lat.tolist()),
        ),
        _reach(case, r[-1]),
    )
