"""Can the ship land in its public zones on every day of the flight?

Limits: those of `visviva.analysis.free_flight`; the question is left out of quick answers.
"""

import math

from visviva.analysis.free_flight import FlightPlan, last_of, plan_free_flight
from visviva.assessment.answer import Moment, Verdict
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import plane_of
from visviva.assessment.models.free_flight import can_plan, free_flight_request
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import MessageArgument, speaker
from visviva.core.time import DAY_S, Epoch

TEXTS = {
    "en": {
        "question": "Can the ship land in its public zones on every day of the flight?",
        "summary": "In {days} days {ship} can land from {count} passes, {least} to {most} a day "
        "(into {zones}); {lit} of them end in daylight with the lift-off of {liftoff}.",
        "summary.undated": "In {days} days {ship} can land from {count} passes, {least} to {most} "
        "a day (into {zones}); {lit} of them end in daylight if it lifts off at {liftoff} (no "
        "date is named).",
        "summary.none": "No return of {ship} in {days} days ends in a zone: the nearest comes "
        "down {miss} km outside.",
        "summary.skipped": "Not flown here: the quick answer leaves it out, as does an orbit that "
        "the pad does not reach.",
        "method": "orbit with J2 alone, its plane over the pad at lift-off; one return of the "
        "ship's published burn and nominal load per pass, unguided, counted where it ends inside "
        "a zone; passes per whole day since lift-off. Drag is left out: moments hold for a ship "
        "that keeps its orbit",
        "method.skipped": "none",
        "since": "{days} d {clock}",
        "moment": "{event} ({since})",
        "moment.liftoff": "lift-off",
        "moment.liftoff.undated": "lift-off, at a date taken for the light alone: the claim names "
        "none",
        "moment.insertion": "insertion",
        "moment.day": "day {day}: first of {count} chances to land",
        "moment.deorbit": "deorbit burn of the last chance, {burn} m/s",
        "moment.landing": "landing, {zone}",
        "moment.end": "end of the free flight that the ship allows",
    },
    "fr": {
        "question": "Le vaisseau peut-il atterrir dans ses zones publiques chaque jour du "
        "vol\u202f?",
        "summary": "En {days} jours, {ship} peut atterrir depuis {count} passages, de {least} à "
        "{most} par jour (vers {zones})\u202f; {lit} d’entre eux finissent de jour avec le "
        "décollage du {liftoff}.",
        "summary.undated": "En {days} jours, {ship} peut atterrir depuis {count} passages, de "
        "{least} à {most} par jour (vers {zones})\u202f; {lit} d’entre eux finissent de jour si "
        "le décollage a lieu le {liftoff} (aucune date n’est donnée).",
        "summary.none": "Aucun retour de {ship} en {days} jours ne finit dans une zone\u00a0: le "
        "plus proche tombe {miss} km en dehors.",
        "summary.skipped": "Pas de vol calculé ici\u00a0: la réponse rapide l’omet, de même "
        "qu’une orbite que le pas de tir n’atteint pas.",
        "method": "orbite avec J2 seul, son plan au-dessus du pas de tir au décollage\u202f; par "
        "passage, un retour avec la poussée publiée et la charge nominale, non guidé, compté s’il "
        "finit dans une zone\u202f; passages par jour entier depuis le décollage. Traînée "
        "omise\u00a0: les instants valent pour un vaisseau qui tient son orbite",
        "method.skipped": "aucune",
        "since": "{days} j {clock}",
        "moment": "{event} ({since})",
        "moment.liftoff": "décollage",
        "moment.liftoff.undated": "décollage, à une date prise pour la seule lumière\u00a0: "
        "l’affirmation n’en donne pas",
        "moment.insertion": "mise en orbite",
        "moment.day": "jour {day}\u00a0: premier de {count} passages pour atterrir",
        "moment.deorbit": "freinage du dernier passage, {burn} m/s",
        "moment.landing": "atterrissage, {zone}",
        "moment.end": "fin du vol libre que permet le vaisseau",
    },
    "ko": {
        "question": "우주선이 비행 중 매일 공개된 착륙 구역에 내릴 수 있는가?",
        "summary": "{days}일 동안 {ship}은(는) {count}회의 통과에서 착륙할 수 있으며 하루 "
        "{least}~{most}회이다({zones}). {liftoff}에 발사하면 그중 {lit}회가 낮에 끝난다.",
        "summary.undated": "{days}일 동안 {ship}은(는) {count}회의 통과에서 착륙할 수 있으며 하루 "
        "{least}~{most}회이다({zones}). {liftoff}에 발사한다고 보면(주장에는 날짜가 없다) 그중 "
        "{lit}회가 낮에 끝난다.",
        "summary.none": "{days}일 동안 {ship}의 어떤 귀환도 착륙 구역에서 끝나지 않는다. 가장 "
        "가까운 것도 구역에서 {miss} km 벗어난다.",
        "summary.skipped": "여기서는 계산하지 않았다. 빠른 답에서는 생략하며, 발사대가 도달하지 "
        "못하는 궤도에서도 생략한다.",
        "method": "J2만 고려한 궤도, 발사 때 궤도면이 발사대 위에 있음; 통과마다 공개된 감속 "
        "분사와 공칭 하중으로 유도 없는 귀환을 하나씩 계산해 구역 안에 끝나는 것을 셈; 발사 뒤 "
        "하루 단위의 통과 횟수. 항력은 생략: 시각은 궤도를 유지하는 우주선에 대한 것",
        "method.skipped": "없음",
        "since": "{days}일 {clock}",
        "moment": "{event} ({since})",
        "moment.liftoff": "발사",
        "moment.liftoff.undated": "발사(주장에 날짜가 없어 햇빛만을 위해 잡은 날짜)",
        "moment.insertion": "궤도 투입",
        "moment.day": "{day}일째: 착륙 기회 {count}회 중 첫 번째",
        "moment.deorbit": "마지막 기회의 궤도 이탈 분사, {burn} m/s",
        "moment.landing": "착륙, {zone}",
        "moment.end": "우주선이 허용하는 단독 비행의 끝",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Passes per day from which a return ends in a zone; the flight plan goes to later checks."""
    if not can_plan(case):
        return None
    quick = case.effort.quick or case.effort.trial
    request = None if quick else free_flight_request(case, plane_of(case, drawn))
    if request is None:
        return Outcome("unknown", variant="skipped", method=say("method.skipped"))
    return landing(plan_free_flight(request))


def landing(plan: FlightPlan) -> Outcome:
    """What a flight plan says of its landings."""
    counts, chances = plan.passes_by_day, plan.in_order
    least, most = min(counts, default=0), max(counts, default=0)
    verdict: Verdict = "yes" if least > 0 else "marginal" if chances else "no"
    words: dict[str, MessageArgument] = {
        "ship": plan.ship.names,
        "days": (plan.days, 0 if plan.days.is_integer() else 1),
        "miss": (plan.nearest / 1e3, 0),
        "count": (len(plan.passes), 0),
        "zones": ", ".join(f"{zone.name} {len(found)}" for zone, found in plan.chances),
        "least": (least, 0),
        "most": (most, 0),
        "lit": (sum(one.light == "day" for one in plan.passes), 0),
        "liftoff": f"{plan.liftoff.iso(0)[:16].replace('T', ' ')} UTC",
    }
    return Outcome(
        verdict,
        words,
        "none" if not chances else "" if plan.dated else "undated",
        value=float(least),
        unit="/d",
        limit=1.0,
        limit_kind="at_least",
        sources=(plan.ship.landing.source,)
        if plan.ship.landing and plan.ship.landing.source
        else (),
        rows=_rows(plan),
        timeline=moments(plan),
        data=plan,
    )


def _rows(plan: FlightPlan) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "flight_time": since(plan.elapsed(one.landing)),
            "zone": zone.name,
            "deorbit_utc": one.ignition.iso(0),
            "landing_utc": one.landing.iso(0),
            "sun_deg": round(math.degrees(one.sun_elevation)),
            "miss_km": round(one.miss / 1e3),
        }
        for zone, one in plan.in_order
    )


def since(seconds: float) -> str:
    """Flight time as days and hours.

    >>> since(93784.0)
    '1 d 02:03'
    """
    minutes = int(seconds // 60.0)
    clock = f"{minutes % 1440 // 60:02d}:{minutes % 60:02d}"
    return say("since", days=(minutes // 1440, 0), clock=clock)


def moments(plan: FlightPlan) -> tuple[Moment, ...]:
    """The flight on a time-line: the first pass of each day that can land.

    And the landing from the last one.
    """
    named = say("moment.liftoff" if plan.dated else "moment.liftoff.undated")
    found = [
        Moment(plan.liftoff.iso(0), named),
        _moment(plan, plan.insertion, say("moment.insertion")),
    ]
    days = [int(plan.elapsed(one.landing) // DAY_S) for one in plan.passes]
    for k, (day, one) in enumerate(zip(days, plan.passes, strict=True)):
        if day not in days[:k]:
            first = say("moment.day", day=(day + 1, 0), count=(days.count(day), 0))
            found.append(_moment(plan, one.landing, first))
    if (last := last_of(plan.in_order)) is not None:
        burn = say("moment.deorbit", burn=(plan.braking.delta_v, 0))
        found += [
            _moment(plan, last[1].ignition, burn),
            _moment(plan, last[1].landing, say("moment.landing", zone=last[0].name)),
        ]
    found.append(_moment(plan, plan.liftoff + plan.days * DAY_S, say("moment.end")))
    return tuple(found)


def _moment(plan: FlightPlan, when: Epoch, event: str) -> Moment:
    return Moment(when.iso(0), say("moment", event=event, since=since(plan.elapsed(when))))


CHECK = Check("landing", answer, TEXTS, asked_by=("target.returns",))
