"""Who can pay for the turn?

Limits: impulsive burns; a finite burn costs a few per cent more.
"""

import math

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import (
    insertion_heights,
    mass_of,
    plane_of,
    target_radius,
    turn_of,
    turns_itself,
)
from visviva.assessment.models.payload import LauncherPerformance
from visviva.assessment.models.plane_change_options import best_option, plane_change_options
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs, of_samples, sources_of
from visviva.core.arrays import Array
from visviva.core.message import speaker
from visviva.core.numerals import as_written

TEXTS = {
    "en": {
        "question": "Who can pay for the turn?",
        "summary": "On the best way to pay ({best}), the turn costs {need} m/s and there are "
        "{have} m/s: {short} m/s {ends}. A launcher that turned alone would lift {left} kg ({low} "
        "to {high}) where the ship has {mass} kg.",
        "sentence": "{site} starts at {start}° and {target} flies at {wanted}°. On the best way to "
        "pay ({best}), turning by {turn}° costs {need} m/s; there are {have} m/s: {enough}."
        "{quick}",
        "method": "a launcher that turns alone is flown so; else impulsive turn at 200 km "
        "(2 v sin ½Δi); combined with the climb (cosine rule); "
        "split; three-burn detour minimised over its far radius and split (Rider 1961). "
        "Impulsive: finite burns cost a few per cent more",
        "way.launcher": "the launcher's last stage turns",
        "way.ship": "the ship turns as it climbs to its target",
        "way.split": "each spends its margin, the launcher first",
        "way.detour": "a turn high on an elliptic detour, paid by both",
        "ends.short": "short",
        "ends.spare": "to spare",
        "ends.enough": "enough",
        "ends.little": "too little",
        "target": "the target orbit",
        "quick": " Quick answer by velocity budget: no ascent was flown.",
        "flown": "",
    },
    "fr": {
        "question": "Qui peut payer le changement de plan\u202f?",
        "summary": "Par la meilleure voie ({best}), le changement de plan coûte {need} m/s et il y "
        "a {have} m/s\u00a0: {short} m/s {ends}. Un lanceur qui "
        "tournerait seul emporterait {left} kg ({low} à {high}), alors que le vaisseau pèse "
        "{mass} kg.",
        "sentence": "Départ de {site} à {start}°\u202f; {target} vole à {wanted}°. Par la "
        "meilleure voie ({best}), tourner de {turn}° coûte {need} m/s\u202f; il y a {have} "
        "m/s\u00a0: {enough}.{quick}",
        "method": "rotation impulsionnelle à 200 km (2 v sin ½Δi)\u202f; combinée à la montée "
        "(loi des cosinus)\u202f; partagée\u202f; détour à trois impulsions minimisé sur son "
        "rayon lointain et partagé (Rider 1961). Impulsions\u00a0: des poussées finies coûtent "
        "quelques pour cent de plus",
        "way.launcher": "le dernier étage du lanceur tourne",
        "way.ship": "le vaisseau tourne en montant vers sa cible",
        "way.split": "chacun dépense sa marge, le lanceur d’abord",
        "way.detour": "un virage en haut d’un détour elliptique, payé par les deux",
        "ends.short": "manquants",
        "ends.spare": "en réserve",
        "ends.enough": "assez",
        "ends.little": "trop peu",
        "target": "l’orbite visée",
        "quick": " Réponse rapide par bilan de vitesse\u00a0: aucune ascension n’a été calculée.",
        "flown": "",
    },
    "ko": {
        "question": "궤도면 변경 비용을 무엇이 감당할 수 있는가?",
        "summary": "가장 나은 방법({best})으로 궤도면 변경에는 {need} m/s가 들고, 쓸 수 있는 것은 "
        "{have} m/s로 {short} m/s {ends}이다. 발사체 혼자 바꾸면 "
        "{left} kg({low}~{high})을 올리는데 우주선은 {mass} kg이다.",
        "sentence": "{site}에서는 {start}°에서 시작하고 {target}은(는) {wanted}°로 난다. "
        "가장 나은 방법({best})으로 {turn}°를 바꾸는 데 {need} m/s가 들고, 쓸 수 있는 것은 {have} "
        "m/s이다: {enough}.{quick}",
        "method": "200 km에서의 순간 궤도면 변경(2 v sin ½Δi); 상승과 결합(코사인 법칙); 분담; 먼 "
        "반지름과 분담을 최적화한 3회 분사 우회(Rider 1961). 순간 분사이며, 유한 분사는 몇 퍼센트 "
        "더 든다",
        "way.launcher": "발사체 마지막 단이 궤도면을 바꿈",
        "way.ship": "우주선이 목표로 올라가며 궤도면을 바꿈",
        "way.split": "발사체부터 시작해 각자 여유를 모두 씀",
        "way.detour": "타원 우회 궤도의 높은 곳에서 바꾸고 둘이 함께 부담",
        "ends.short": "부족",
        "ends.spare": "여유",
        "ends.enough": "충분함",
        "ends.little": "모자람",
        "target": "목표 궤도",
        "quick": " 속도 수지에 따른 빠른 답: 상승을 계산하지 않았다.",
        "flown": "",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """The best way to pay for the plane change that is left; asked only where one is left.

    And where the ship can turn itself: a launcher that must turn alone is flown so by `lift`.
    """
    plane = plane_of(case, drawn)
    if not plane.plane_change > 0.0 or not turns_itself(case):
        return None
    lifted, ship = found["lift"], found.get("ship-budget")
    reserve = ship.margin if ship is not None else None
    ways = plane_change_options(
        turn_of(plane, drawn),
        lifted.known().margin,
        np.zeros(drawn.n) if reserve is None else reserve,
        target_radius(case),
    )
    best = best_option(ways)
    margin, interval = of_samples(best.margin)
    rows = []
    for way in ways:
        value, spread = of_samples(way.margin)
        rows.append(
            {
                "way": say(f"way.{way.key}"),
                "need_m_s": round(way.need),
                "have_m_s": round(float(np.median(way.have))),
                "margin_m_s": round(value),
                "margin_low_m_s": round(spread.low),
                "margin_high_m_s": round(spread.high),
                "probability": round(way.probability, 4),
            }
        )
    left, left_spread = of_samples(_payload_after(case, drawn, lifted))
    start, wanted = (
        math.degrees(plane.start_inclination),
        case.orbit_figure("inclination_deg").value,
    )
    return Outcome(
        verdict_of(best.probability),
        {
            "site": case.site.names,
            "start": (start, 2),
            "target": case.station.names if case.station else say("target"),
            "wanted": as_written(wanted),
            "turn": (abs(wanted - start), 2),
            "need": (best.need, 0),
            "quick": say("quick" if case.effort.quick else "flown"),
            "best": say(f"way.{best.key}"),
            "have": (float(np.median(best.have)), 0),
            "short": (abs(margin), 0),
            "ends": say("ends.short" if margin < 0 else "ends.spare"),
            "enough": say("ends.enough" if margin >= 0 else "ends.little"),
            "left": (left, 0),
            "low": (left_spread.low, 0),
            "high": (left_spread.high, 0),
            "mass": (float(np.median(mass_of(case, drawn))), 0),
        },
        value=margin,
        unit="m/s",
        interval_90=interval,
        limit=0.0,
        limit_kind="at_least",
        samples=best.margin,
        margin=best.margin,
        rows=tuple(rows),
        sources=sources_of(drawn, "spacecraft.", "vehicle.payloads"),
    )


def _payload_after(case: Case, drawn: SampledInputs, lifted: Outcome) -> Array:
    """Payload of a launcher that makes the whole turn itself, kg."""
    if case.effort.trial:
        return mass_of(case, drawn)
    start = plane_of(case, drawn).start_inclination
    perigee, apogee = insertion_heights(case, drawn)
    wanted = math.radians(case.orbit_figure("inclination_deg").value)
    performance: LauncherPerformance = lifted.known().launcher
    return performance.capability(start, perigee, apogee, wanted).payload().samples


CHECK = Check("turn-budget", answer, TEXTS, decides=True, after=("lift", "ship-budget"))
