"""Can the pad reach the target's plane without a turn?

Limits: a northbound or southbound launch on a round Earth; the site's corridors as published.
"""

import math

from visviva.assessment.case import Case
from visviva.assessment.checks.lift import Lifted
from visviva.assessment.models.first_orbit import plane_of, turn_cost, turn_of
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs, of_samples, sources_of
from visviva.core.constants import EARTH_RADIUS
from visviva.core.message import speaker
from visviva.core.numerals import as_written
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.transfer import circular_speed

TEXTS = {
    "en": {
        "question": "Can the pad reach the target's plane without a turn?",
        "question.turned": "Can the target's plane be reached, with a turn on the way?",
        "summary": "{site} ({latitude}° of latitude) starts at {start}°; the target flies at "
        "{wanted}°: {turn}° to turn, {cost} m/s at 200 km.",
        "summary.flown": "{site} ({latitude}° of latitude) starts at {start}°; the target flies at "
        "{wanted}°: {turn}° to turn, {cost} m/s where it is cheapest, flown so.",
        "summary.none": "{site} reaches {wanted}° without a turn: {corridor}.",
        "summary.dogleg": "{site} reaches {wanted}° {corridor}. It costs {cost} m/s.",
        "summary.dogleg-free": "{site} reaches {wanted}° {corridor}.",
        "method": "a launch cannot start below the pad's latitude; the site's corridors; cos i = "
        "cos φ sin az",
        "way.start": "start at {start}° ({corridor})",
        "way.east": "due east, if it were allowed",
    },
    "fr": {
        "question": "Le pas de tir atteint-il le plan de la cible sans changement de plan\u202f?",
        "question.turned": "Le plan de la cible peut-il être atteint, avec un changement de plan "
        "en route\u202f?",
        "summary": "Depuis {site} ({latitude}° de latitude), le départ se fait à {start}°\u202f; "
        "la cible vole à {wanted}°\u00a0: {turn}° à tourner, {cost} m/s à 200 km.",
        "summary.flown": "Depuis {site} ({latitude}° de latitude), le départ se fait à "
        "{start}°\u202f; la cible vole à {wanted}°\u00a0: {turn}° à tourner, {cost} m/s là où "
        "c’est le moins cher, calculé ainsi.",
        "summary.none": "Depuis {site}, {wanted}° sont atteints sans changement de plan\u00a0: "
        "{corridor}.",
        "summary.dogleg": "Depuis {site}, {wanted}° sont atteints {corridor}. Cela coûte {cost} "
        "m/s.",
        "summary.dogleg-free": "Depuis {site}, {wanted}° sont atteints {corridor}.",
        "method": "un lancement ne peut partir sous la latitude du pas de tir\u202f; couloirs du "
        "site\u202f; cos i = cos φ sin az",
        "way.start": "départ à {start}° ({corridor})",
        "way.east": "plein est, si c’était permis",
    },
    "ko": {
        "question": "발사대에서 궤도면을 바꾸지 않고 목표 궤도면에 도달할 수 있는가?",
        "question.turned": "도중에 궤도면을 바꾸어 목표 궤도면에 도달할 수 있는가?",
        "summary": "{site}(위도 {latitude}°)에서는 {start}°에서 시작하고 목표는 {wanted}°로 난다: "
        "{turn}° 변경, 200 km에서 {cost} m/s.",
        "summary.flown": "{site}(위도 {latitude}°)에서는 {start}°에서 시작하고 목표는 {wanted}°로 "
        "난다: {turn}° 변경, 가장 싼 곳에서 {cost} m/s(그렇게 계산함).",
        "summary.none": "{site}에서는 궤도면을 바꾸지 않고 {wanted}°에 이른다: {corridor}.",
        "summary.dogleg": "{site}에서는 {wanted}°에 이른다: {corridor}. 비용은 {cost} m/s이다.",
        "summary.dogleg-free": "{site}에서는 {wanted}°에 이른다: {corridor}.",
        "method": "발사는 발사대의 위도보다 낮은 경사각에서 시작할 수 없다; 발사장의 회랑; cos i "
        "= cos φ sin az",
        "way.start": "{start}°에서 시작({corridor})",
        "way.east": "허용된다면 정동쪽",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome:
    """Plane change that is left, in degrees; what it costs stands in the summary.

    A turn that can be paid for does not stand against the claim: the verdict is that of the budget.
    """
    plane = plane_of(case, drawn)
    turn = turn_of(plane, drawn)
    lifted = found["lift"].known() if "lift" in found and found["lift"].data else None
    variant, cost = _variant(plane.plane_change > 0.0, lifted, turn_cost(turn))
    paid = found["lift"].verdict if plane.plane_change > 0.0 and "lift" in found else "yes"
    value, interval = of_samples(turn * (180.0 / math.pi))
    start = math.degrees(plane.start_inclination)
    due_east = math.degrees(plane.due_east_change)
    latitude = drawn.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    rows = [
        {
            "way": say("way.start", start=(start, 2), corridor=plane.corridor),
            "turn_deg": round(value, 2),
            "turn_cost_m_s": round(cost),
        }
    ]
    if due_east + 1e-6 < value:
        speed = float(circular_speed(EARTH_RADIUS + PARKING_HEIGHT))
        rows.append(
            {
                "way": say("way.east"),
                "turn_deg": round(due_east, 2),
                "turn_cost_m_s": round(2.0 * speed * math.sin(0.5 * plane.due_east_change)),
            }
        )
    verdict = found["turn-budget"].verdict if "turn-budget" in found else paid
    # A turn that may be paid for is no limit that was missed.
    turned = plane.plane_change > 0.0 and verdict != "no"
    return Outcome(
        verdict,
        {
            "site": case.site.names,
            "latitude": (abs(latitude), 2),
            "start": (start, 2),
            "wanted": as_written(case.orbit_figure("inclination_deg").value),
            "turn": (value, 2),
            "cost": (cost, 0),
            "corridor": plane.corridor,
        },
        variant,
        value=value,
        unit="deg",
        interval_90=interval,
        limit=None if turned else 0.0,
        limit_kind="at_most",
        question=say("question.turned") if turned else None,
        rows=tuple(rows),
        sources=(plane.source, *sources_of(drawn, "target.inclination_deg", "site.")),
        data=plane,
    )


def _variant(turned: bool, lifted: Lifted | None, impulsive: float) -> tuple[str, float]:
    """Which summary, and what the way costs, m/s: as flown where it was, else by an impulse."""
    price = None if lifted is None else lifted.price
    if turned:
        return ("", impulsive) if price is None else ("flown", price.delta_v)
    if lifted is None or not lifted.route.bent:
        return "none", 0.0
    return ("dogleg-free", 0.0) if price is None else ("dogleg", price.delta_v)


CHECK = Check("plane-turn", answer, TEXTS, after=("turn-budget", "lift"))
