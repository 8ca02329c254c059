"""Would waiting bring the plane over the pad?

Limits: secular rates of J2, first order.
"""

import math

from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import plane_of, target_radius
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.constants import EARTH_RADIUS
from visviva.core.message import speaker
from visviva.core.time import DAY_S
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.elements import j2_rates

TEXTS = {
    "en": {
        "question": "Would waiting bring the plane over the pad?",
        "summary": "No: the Earth's flattening turns the node of the target by {target}° a day "
        "(of a 200 km parking orbit in the same tilt by {parked}°), but never the inclination.",
        "method": "secular J2 rates, first order (Kozai 1959); the inclination has none",
        "orbit.target": "target",
        "orbit.parking": "parking, 200 km, same tilt",
    },
    "fr": {
        "question": "Attendre amènerait-il le plan au-dessus du pas de tir\u202f?",
        "summary": "Non\u00a0: l’aplatissement de la Terre fait tourner le nœud de la cible de "
        "{target}° par jour (celui d’une orbite d’attente à 200 km, de même inclinaison, de "
        "{parked}°), mais jamais l’inclinaison.",
        "method": "dérives séculaires dues à J2, premier ordre (Kozai 1959)\u202f; l’inclinaison "
        "n’en a pas",
        "orbit.target": "cible",
        "orbit.parking": "attente, 200 km, même inclinaison",
    },
    "ko": {
        "question": "기다리면 궤도면이 발사대 위로 오는가?",
        "summary": "아니다: 지구의 편평도는 목표의 교점을 하루 {target}°(같은 경사의 200 km 대기 "
        "궤도는 {parked}°) 돌리지만 경사각은 결코 바꾸지 않는다.",
        "method": "J2에 의한 장기 변화율, 1차(Kozai 1959); 경사각에는 장기 변화가 없다",
        "orbit.target": "목표",
        "orbit.parking": "대기 궤도, 200 km, 같은 경사",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Drift of the node, which never changes the inclination; asked only where a turn is left."""
    if not plane_of(case, drawn).plane_change > 0.0:
        return None
    tilt = math.radians(case.orbit_figure("inclination_deg").value)
    target = _drift(target_radius(case), tilt)
    parked = _drift(EARTH_RADIUS + PARKING_HEIGHT, tilt)
    return Outcome(
        "no",
        {"target": (target, 2), "parked": (parked, 2)},
        value=0.0,
        unit="deg/day",
        rows=(
            {"orbit": say("orbit.target"), "node_drift_deg_per_day": round(target, 3)},
            {"orbit": say("orbit.parking"), "node_drift_deg_per_day": round(parked, 3)},
        ),
        sources=("IERS Conventions 2010 (J2)",),
    )


def _drift(radius: float, tilt: float) -> float:
    """Drift of the node of a circular orbit, deg/day."""
    return math.degrees(float(j2_rates(radius, 0.0, tilt).raan)) * DAY_S


CHECK = Check("waiting", answer, TEXTS)
