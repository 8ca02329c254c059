"""How often can the satellite look at a region by day?

Limits: every place within the off-nadir limit counts as seen; clouds and the time to turn do not.
"""

import math

import numpy as np

from visviva.assessment.models.imaging_case import ImagingCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.time import DAY_S, Epoch
from visviva.observe.coverage import cover
from visviva.orbit.sgp4 import Sgp4Catalogue

TEXTS = {
    "en": {
        "question": "Does it look at the region as often as is said?",
        "summary": "{name} can look at a place there by day every {mean} hours on average and "
        "leaves it unseen for up to {longest} hours; {limit} hours were said.",
        "method": "SGP4 from the nearest element set, a moment every 20 s over {days} days; a "
        "place is seen within {off}° of the nadir with the Sun over {sun}°",
    },
    "fr": {
        "question": "Regarde-t-il la région aussi souvent qu’on le dit\u202f?",
        "summary": "{name} peut regarder un lieu de jour toutes les {mean} heures en moyenne et le "
        "laisse sans vue jusqu’à {longest} heures\u202f; {limit} heures étaient dites.",
        "method": "SGP4 depuis le jeu d’éléments le plus proche, un instant toutes les 20 s sur "
        "{days} jours\u202f; un lieu est vu à moins de {off}° du nadir, le Soleil au-dessus de "
        "{sun}°",
    },
    "ko": {
        "question": "말한 만큼 자주 그 지역을 볼 수 있는가?",
        "summary": "{name}은(는) 그곳의 한 지점을 낮에 평균 {mean}시간마다 볼 수 있고, 길게는 "
        "{longest}시간 동안 보지 못한다. 주장은 {limit}시간이다.",
        "method": "가장 가까운 궤도 요소에서 SGP4로 {days}일 동안 20초마다 계산; 천저각 {off}° "
        "안, 태양 고도 {sun}° 위일 때 본 것으로 함",
    },
}


def answer(case: ImagingCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Longest gap between looks by day over the region, h."""
    area = case.section.area
    if area is None:
        return None
    start = Epoch.from_datetime(area.start)
    gaps = cover(
        Sgp4Catalogue.from_element_sets([case.nearest(start + 0.5 * area.days * DAY_S)]),
        start,
        area.days * DAY_S,
        max_off_nadir=math.radians(case.section.max_off_nadir_deg),
        cell=math.radians(1.0),
        south=math.radians(area.south_deg),
        north=math.radians(area.north_deg),
        min_sun_elevation=math.radians(case.section.min_sun_elevation_deg),
    )
    lon = np.degrees(gaps.longitude)
    inside = (lon >= area.west_deg) & (lon <= area.east_deg)
    longest = gaps.longest[inside] / 3600.0
    mean = float(np.nanmean(gaps.mean[inside])) / 3600.0
    worst = math.inf if np.any(np.isnan(longest)) else float(np.max(longest))
    return Outcome(
        "yes" if worst <= area.every_h else "no",
        {
            "name": case.fact.names,
            "mean": (mean, 0),
            "longest": (worst, 0),
            "limit": (area.every_h, 0),
            "days": (area.days, 0),
            "off": (case.section.max_off_nadir_deg, 0),
            "sun": (case.section.min_sun_elevation_deg, 0),
        },
        value=worst,
        unit="h",
        limit=area.every_h,
        limit_kind="at_most",
        probability=1.0 if worst <= area.every_h else 0.0,
        sources=tuple(dict.fromkeys(row.source for row in case.fact.element_sets)),
    )


CHECK = Check("revisit", answer, TEXTS, decides=True)
