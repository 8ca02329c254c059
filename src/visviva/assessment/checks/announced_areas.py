"""Do the announced areas hold what falls?

Limits: 14 CFR 450.133 asks that areas closed to ships hold the debris of a normal flight at 97 %.
Where only the centre of an area is known, within a circle, it is asked whether the fall may lie in
an area so centred: the distance of the centres is held against what the centre is known to.
"""

import numpy as np

from visviva.analysis.failure import FallenItem, FallenResult
from visviva.assessment.answer import Verdict
from visviva.assessment.models.failure_case import FailureCase, announced_ring, items_named
from visviva.assessment.models.failure_section import AnnouncedArea
from visviva.assessment.models.failure_words import item_words
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.geodesy import geodesic_inverse
from visviva.launch.hazard.areas import share_inside

#: Share of the debris of a normal flight that an area must hold (14 CFR 450.133).
HELD = 0.97

TEXTS = {
    "en": {
        "question": "Do the announced areas hold what falls?",
        "summary.polygon": "Area {name} holds {share} % of the falls of {item}; 97 % are asked.",
        "summary.center": "The {item} falls {gap} km from where the centre of area {name} is taken "
        "to be; that centre is known to {known} km.",
        "summary.center-held": "The {item} falls {gap} km from where the centre of area {name} is "
        "taken to be; that centre is known to {known} km. What decides it: {held}.",
        "summary.unknown": "Area {name}: its piece had not been dropped.",
        "method": "share of the falls inside the area (14 CFR 450.133: 97 %), or distance of "
        "centres where its corners are not known",
    },
    "fr": {
        "question": "Les zones annoncées contiennent-elles ce qui retombe\u202f?",
        "summary.polygon": "La zone {name} contient {share} % des chutes de «\u00a0{item}\u00a0"
        "»\u202f; 97 % sont demandés.",
        "summary.center": "«\u00a0{item}\u00a0» retombe à {gap} km du centre supposé de la zone "
        "{name}\u202f; ce centre est connu à {known} km.",
        "summary.center-held": "«\u00a0{item}\u00a0» retombe à {gap} km du centre supposé de la "
        "zone {name}\u202f; ce centre est connu à {known} km. Ce qui en décide\u00a0: {held}.",
        "summary.unknown": "Zone {name}\u00a0: sa pièce n’avait pas été larguée.",
        "method": "part des chutes dans la zone (14 CFR 450.133\u00a0: 97 %), ou distance des "
        "centres quand ses coins ne sont pas connus",
    },
    "ko": {
        "question": "예고 구역이 떨어지는 것을 담는가?",
        "summary.polygon": "구역 {name}은(는) {item}의 낙하 {share} %를 담는다. 요구는 97 %이다.",
        "summary.center": "{item}은(는) 구역 {name}의 추정 중심에서 {gap} km에 떨어진다. 그 중심은 "
        "{known} km까지 알려져 있다.",
        "summary.center-held": "{item}은(는) 구역 {name}의 추정 중심에서 {gap} km에 떨어진다. 그 "
        "중심은 {known} km까지 알려져 있다. 이를 정하는 것: {held}.",
        "summary.unknown": "구역 {name}: 해당 조각은 아직 분리되지 않았다.",
        "method": "구역 안 낙하의 비율(14 CFR 450.133: 97 %), 꼭짓점을 모르면 중심 사이 거리",
    },
}


def answer(case: FailureCase, drawn: SampledInputs, found: Found) -> tuple[Outcome, ...]:
    """One outcome for each announced area."""
    if "fallen" not in found or found["fallen"].data is None:
        return ()
    return tuple(against_area(area, found["fallen"].data) for area in case.section.announced)


def against_area(area: AnnouncedArea, fallen: FallenResult) -> Outcome:
    """What falls held against one area that was announced."""
    items = items_named(fallen, area.item)
    if not items:
        words = {"name": area.name}
        return Outcome("unknown", words, "unknown", part=area.name, sources=(area.source,))
    return _by_corners(area, items[0]) if area.polygon_deg else _by_center(area, items[0])


def _by_corners(area: AnnouncedArea, item: FallenItem) -> Outcome:
    falls = item.fallen.falls
    share = share_inside(announced_ring(area), falls.latitude, falls.longitude)
    verdict: Verdict = "yes" if share >= HELD else "marginal" if share >= 0.5 else "no"
    return Outcome(
        verdict,
        {"name": area.name, "item": item_words(item.name), "share": (100.0 * share, 0)},
        "polygon",
        value=100.0 * share,
        unit="%",
        limit=100.0 * HELD,
        limit_kind="at_least",
        sources=(area.source,),
        part=area.name,
    )


def _by_center(area: AnnouncedArea, item: FallenItem) -> Outcome:
    lat, lon = item.areas[0].center
    away, _, _ = geodesic_inverse(
        np.radians(area.lat_deg or 0.0), np.radians(area.lon_deg or 0.0), lat, lon
    )
    gap = float(away) / 1e3
    known = area.uncertainty_km
    verdict: Verdict = "yes" if gap <= known else "marginal" if gap <= 2.0 * known else "no"
    return Outcome(
        verdict,
        {
            "name": area.name,
            "item": item_words(item.name),
            "gap": (gap, 0),
            "known": (known, 0),
            "held": area.held_by or "",
        },
        "center-held" if area.held_by else "center",
        value=gap,
        unit="km",
        limit=known,
        limit_kind="at_most",
        sources=(area.source,),
        part=area.name,
    )


CHECK = Check("announced-areas", answer, TEXTS, after=("fallen",))
