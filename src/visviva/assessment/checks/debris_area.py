"""Does what was published of the pieces agree with where they come down?

Limits: a place that was said by distance and direction is a point with a tolerance; it agrees where
it lies within that tolerance of the area that holds 95 % of the falls, and may agree where it does
so of the one that holds 99.7 %, or where the method's own error of the range covers the rest
(`visviva.analysis.drop_error`: the band that a plan holds it in, or what other launchers show).
Across the track it covers what the band of planned headings leaves open.
"""

import math

import numpy as np

from visviva.analysis.drop_error import DropError
from visviva.analysis.failure import FallenItem
from visviva.assessment.answer import Verdict
from visviva.assessment.models.failure_case import FailureCase, items_named, published_at
from visviva.assessment.models.failure_section import PublishedPlace
from visviva.assessment.models.failure_words import item_words
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.geodesy import geodesic_inverse
from visviva.core.message import MessageArgument, speaker
from visviva.core.place import Place
from visviva.launch.hazard.areas import HazardArea, distance_to

TEXTS = {
    "en": {
        "question": "Could it have come down where it was said to?",
        "summary.yes": "{name} lies {gap} km from the area that holds 95 % of the falls of "
        "{item}, within the {tolerance} km to which it is known.",
        "summary.marginal": "{name} lies {gap} km from the area that holds 95 % of the "
        "falls of {item}: more than the {tolerance} km to which it is known, less than the error "
        "of the method.",
        "summary.no": "{name} lies {gap} km from the area that holds 95 % of the falls of "
        "{item}, and is known to {tolerance} km.",
        "summary.unknown": "{name}: no such piece comes down.",
        "method": "distance of the published place from the density areas of the falls; the range "
        "itself may be {low} to {high} times as long: {basis}; the planned headings leave "
        "{across} km aside open",
        "plan": "the band in which the study plans that drop",
        "record": "90 % of what {vehicles} other launchers show, announced or found against an "
        "ascent that nothing plans",
        "none": "too few launchers tell of such a piece",
    },
    "fr": {
        "question": "Cela a-t-il pu retomber où on l’a dit\u202f?",
        "summary.yes": "{name} est à {gap} km de la zone de 95 % des chutes de "
        "«\u00a0{item}\u00a0», dans les {tolerance} km auxquels ce lieu est connu.",
        "summary.marginal": "{name} est à {gap} km de la zone de 95 % des chutes de "
        "«\u00a0{item}\u00a0»\u00a0: plus que les {tolerance} km auxquels il est "
        "connu, moins que l’erreur de la méthode.",
        "summary.no": "{name} est à {gap} km de la zone de 95 % des chutes de "
        "«\u00a0{item}\u00a0», et ce lieu est connu à {tolerance} km près.",
        "summary.unknown": "{name}\u00a0: aucune pièce de ce nom ne retombe.",
        "method": "distance du lieu publié aux zones de densité des chutes\u202f; la distance "
        "elle-même peut être de {low} à {high} fois aussi longue\u00a0: {basis}\u202f; "
        "les caps prévus laissent {across} km de côté",
        "plan": "la bande où l’étude prévoit cette chute",
        "record": "90\u00a0% de ce que montrent {vehicles} autres lanceurs, zones annoncées ou "
        "pièces retrouvées face à une ascension que rien ne planifie",
        "none": "trop peu de lanceurs renseignent sur une telle pièce",
    },
    "ko": {
        "question": "말한 곳에 떨어질 수 있었는가?",
        "summary.yes": "{name}은(는) {item}의 낙하 95 %를 담는 구역에서 {gap} km 떨어져 "
        "있으며, 알려진 정밀도 {tolerance} km 안이다.",
        "summary.marginal": "{name}은(는) {item}의 낙하 95 %를 담는 구역에서 {gap} km "
        "떨어져 있다. 알려진 정밀도 {tolerance} km보다 멀지만 방법의 오차보다는 가깝다.",
        "summary.no": "{name}은(는) {item}의 낙하 95 %를 담는 구역에서 {gap} km 떨어져 "
        "있으며, 알려진 정밀도는 {tolerance} km이다.",
        "summary.unknown": "{name}: 그런 조각은 떨어지지 않는다.",
        "method": "공개된 지점과 낙하 밀도 구역 사이의 거리. 거리 자체는 {low}배에서 "
        "{high}배일 수 있다: {basis}. 계획한 방위각은 옆으로 {across} km를 열어 둔다",
        "plan": "연구가 그 낙하를 계획한 범위",
        "record": "다른 발사체 {vehicles}종의 예고 구역이나 발견 지점을 계획 없는 상승과 견준 90 %",
        "none": "그런 조각을 말해 주는 발사체가 너무 적다",
    },
}


say = speaker(TEXTS)


def answer(case: FailureCase, drawn: SampledInputs, found: Found) -> tuple[Outcome, ...]:
    """One outcome for each published place: km from the nearest area of 95 %."""
    if "fallen" not in found:
        return ()
    result = found["fallen"].data
    if result is None:
        return tuple(_missing(k, p) for k, p in enumerate(case.section.published))
    out = []
    for k, place in enumerate(case.section.published):
        items = items_named(result, place.item)
        if not items:
            out.append(_missing(k, place))
            continue
        lat, lon = published_at(place)
        gaps = [[_gap(area, lat, lon) for area in (i.areas[1], i.areas[3])] for i in items]
        best = int(np.argmin([g[0] for g in gaps]))
        near, far = gaps[best]
        verdict: Verdict = "no"
        if near <= place.tolerance_km:
            verdict = "yes"
        elif min(far, _beyond_error(case, items[best], near, lat, lon)) <= place.tolerance_km:
            verdict = "marginal"
        out.append(
            Outcome(
                verdict,
                {
                    "name": place.name,
                    "item": item_words(items[best].name),
                    "gap": (near, 0),
                    "tolerance": (place.tolerance_km, 0),
                    **_basis(items[best].error),
                },
                verdict,
                value=near,
                unit="km",
                limit=place.tolerance_km,
                limit_kind="at_most",
                sources=(place.source,),
                places=(Place(lat, lon, name=place.name),),
                part=str(k),
            )
        )
    return tuple(out)


def _missing(k: int, place: PublishedPlace) -> Outcome:
    words = {"name": place.name, **_basis(None)}
    return Outcome("unknown", words, "unknown", sources=(place.source,), part=str(k))


def _basis(error: DropError | None) -> dict[str, MessageArgument]:
    """Words of the method's own error."""
    if error is None:
        return {"low": (1.0, 2), "high": (1.0, 2), "basis": say("none"), "across": (0.0, 0)}
    basis = say("plan") if error.planned else say("record", vehicles=(error.vehicles, 0))
    across = (error.across / 1e3, 0)
    return {"low": (error.low, 2), "high": (error.high, 2), "basis": basis, "across": across}


def _beyond_error(
    case: FailureCase, item: FallenItem, near: float, latitude: float, longitude: float
) -> float:
    """What is left of a gap (km) when the range is moved as far as its error allows."""
    if item.error is None:
        return near
    pad = case.request.case.launch.place
    away, _, _ = geodesic_inverse(pad.latitude, pad.longitude, latitude, longitude)
    short = (float(away) - item.range) / 1e3
    along = min(abs(short), near)
    reach = (item.error.high - 1.0 if short > 0.0 else 1.0 - item.error.low) * item.range / 1e3
    aside = max(math.sqrt(near**2 - along**2) - item.error.across / 1e3, 0.0)
    return math.hypot(aside, max(along - reach, 0.0))


def _gap(area: HazardArea, latitude: float, longitude: float) -> float:
    """Distance from an area, km; zero inside."""
    return distance_to(area.polygon, latitude, longitude) / 1e3


CHECK = Check("debris-area", answer, TEXTS, decides=True, after=("fallen",))
