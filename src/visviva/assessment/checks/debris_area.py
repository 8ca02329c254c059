"""Does what was published of the pieces agree with where they come down?

Limits: a place that was said by distance and direction is a point with a tolerance; it agrees where
it lies within that tolerance of the area that holds 95 % of the falls, and may agree where it does
so of the one that holds 99.7 %, or where the method's own error of the range covers the rest: the
stages' figures and the second of staging are not in the spread of the falls.
"""

import numpy as np

from visviva.assessment.answer import Verdict
from visviva.assessment.models.failure_case import FailureCase, items_named, published_at
from visviva.assessment.models.failure_section import PublishedPlace
from visviva.assessment.models.failure_words import item_words
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
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
        "method": "distance of the published place from the density areas of the falls; the "
        "method’s own error is taken as a tenth of the range (an assumption)",
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
        "method": "distance du lieu publié aux zones de densité des chutes\u202f; l’erreur propre "
        "de la méthode est supposée d’un dixième de la distance",
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
        "method": "공개된 지점과 낙하 밀도 구역 사이의 거리. 방법 자체의 오차는 "
        "거리의 10분의 1로 가정",
    },
}


#: Error of a range that follows from an optimal ascent, as a share of it: the launcher's figures
#: are ranges, and the second of staging is not known. An assumption, told with the answer.
OWN_ERROR = 0.10


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
        elif min(far, near - OWN_ERROR * items[best].range / 1e3) <= place.tolerance_km:
            verdict = "marginal"
        out.append(
            Outcome(
                verdict,
                {
                    "name": place.name,
                    "item": item_words(items[best].name),
                    "gap": (near, 0),
                    "tolerance": (place.tolerance_km, 0),
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
    return Outcome("unknown", {"name": place.name}, "unknown", sources=(place.source,), part=str(k))


def _gap(area: HazardArea, latitude: float, longitude: float) -> float:
    """Distance from an area, km; zero inside."""
    return distance_to(area.polygon, latitude, longitude) / 1e3


CHECK = Check("debris-area", answer, TEXTS, decides=True, after=("fallen",))
