"""Can the launcher lift the spacecraft to its first orbit?

Limits: those of `visviva.assessment.models.payload`, which says how payload is computed.
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.analysis.launch_route import Price, Route
from visviva.assessment.answer import Verdict, verdict_of
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import (
    delivered_deg,
    insertion_heights,
    mass_of,
    orbit_words,
    plane_of,
)
from visviva.assessment.models.launch_plane import LaunchPlane
from visviva.assessment.models.payload import LauncherPerformance, Payload
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs, sources_of
from visviva.core.arrays import Array
from visviva.core.message import Message, speaker
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "question": "Can {vehicle} lift {ship} to its first orbit?",
        "question.plain": "Can the launcher lift the spacecraft to its first orbit?",
        "summary": "{vehicle} lifts {payload} kg ({low} to {high}) to {orbit}{way}; {ship} has "
        "{need} kg.{quick}",
        "summary.short": "{vehicle} lifts only {payload} kg ({low} to {high}) to {orbit}{way}; "
        "{ship} has {need} kg.{quick}",
        "summary.none": "{vehicle} does not reach {orbit}{way}: {least}{missing} m/s are missing "
        "even with nothing on top; {ship} has {need} kg.{quick}",
        "spacecraft": "the spacecraft",
        "nothing": "",
        "least": "at least ",
        "way.dogleg": " by a dog-leg, {first}° then {then}°{price}",
        "way.declared": " by the dog-leg that its site declares, {first}° then {then}°{price}",
        "way.turn": " with a turn of {turn}° on the way{price}",
        "price": " ({cost} m/s; straight{where}, {straight} kg)",
        "price.plane": " into {tilt}°",
        "quick": " Quick answer by velocity budget: no ascent was flown.",
    },
    "fr": {
        "question": "{vehicle} peut-il placer {ship} sur sa première orbite\u202f?",
        "question.plain": "Le lanceur peut-il placer le vaisseau sur sa première orbite\u202f?",
        "summary": "{vehicle} emporte {payload} kg ({low} à {high}) vers {orbit}{way}\u202f; "
        "{ship} pèse {need} kg.{quick}",
        "summary.short": "{vehicle} n’emporte que {payload} kg ({low} à {high}) vers {orbit}{way}"
        "\u202f; {ship} pèse {need} kg.{quick}",
        "summary.none": "{vehicle} n’atteint pas {orbit}{way}\u00a0: il manque {least}{missing} "
        "m/s même à vide\u202f; {ship} pèse {need} kg.{quick}",
        "spacecraft": "le vaisseau",
        "nothing": "",
        "least": "au moins ",
        "way.dogleg": " par une trajectoire coudée, {first}° puis {then}°{price}",
        "way.declared": " par la trajectoire coudée que son site déclare, {first}° puis "
        "{then}°{price}",
        "way.turn": " avec un changement de plan de {turn}° en route{price}",
        "price": " ({cost} m/s\u202f; tout droit{where}, {straight} kg)",
        "price.plane": " à {tilt}°",
        "quick": " Réponse rapide par bilan de vitesse\u00a0: aucune ascension n’a été calculée.",
    },
    "ko": {
        "question": "{vehicle}이(가) {ship}을(를) 첫 궤도에 올릴 수 있는가?",
        "question.plain": "발사체가 우주선을 첫 궤도에 올릴 수 있는가?",
        "summary": "{vehicle}은(는) {orbit}에{way} {payload} kg({low}~{high})을 올린다. {ship}의 "
        "질량은 {need} kg이다.{quick}",
        "summary.short": "{vehicle}은(는) {orbit}에{way} {payload} kg({low}~{high})만 올린다. "
        "{ship}의 질량은 {need} kg이다.{quick}",
        "summary.none": "{vehicle}은(는) {orbit}에{way} 닿지 못한다: 빈 채로도 {least}{missing} "
        "m/s가 모자란다. {ship}의 질량은 {need} kg이다.{quick}",
        "spacecraft": "우주선",
        "nothing": "",
        "least": "적어도 ",
        "way.dogleg": " 도그레그로(처음 {first}°, 그다음 {then}°){price}",
        "way.declared": " 발사장이 제시한 도그레그로(처음 {first}°, 그다음 {then}°){price}",
        "way.turn": " 도중에 궤도면을 {turn}° 바꾸어{price}",
        "price": "({cost} m/s; 곧바로{where} 가면 {straight} kg)",
        "price.plane": " {tilt}°로",
        "quick": " 속도 수지에 따른 빠른 답: 상승을 계산하지 않았다.",
    },
}
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class Lifted:
    """For later checks: the sampled launcher, its plane, the way to it, and its price.

    `margin` is what the launcher keeps, m/s, ``(n,)``; `route` None where nothing was delivered.
    """

    launcher: LauncherPerformance
    plane: LaunchPlane
    margin: Array
    route: Route
    price: Price | None


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome:
    """Payload to the first orbit against the mass on top; the margin in m/s.

    A craft without an engine of its own is delivered to its target, any turn included. A trial
    needs no payload in kg, which takes longer than the margin: it takes the margin's sign.
    """
    plane = plane_of(case, drawn)
    mass = mass_of(case, drawn)
    perigee, apogee = insertion_heights(case, drawn)
    launcher = launcher_performance(case, drawn)
    tilt = delivered_deg(case, plane)
    turned = abs(math.radians(tilt) - plane.start_inclination) > 1e-9
    target = math.radians(tilt) if turned else None
    first = launcher.capability(plane.start_inclination, perigee, apogee, target)
    if case.effort.trial:
        margin = first.delta_v_margin(mass)
        lifted, price = Payload(mass + np.sign(margin), float(np.median(mass))), None
    else:
        lifted = first.payload()
        margin = first.delta_v_margin(mass)
        bent = first.route.bent and lifted.missing is None
        price = first.price() if bent else None
    need = float(np.median(mass))
    verdict = verdict_of(float(np.mean(margin >= 0.0)))
    interval = Interval.of_samples(lifted.samples)
    return Outcome(
        verdict,
        {
            "vehicle": case.vehicle.names,
            "ship": case.craft.names if case.craft else say("spacecraft"),
            "orbit": orbit_words(perigee, apogee, tilt),
            "payload": (lifted.best, 0),
            "low": (interval.low, 0),
            "high": (interval.high, 0),
            "need": (need, 0),
            "missing": (lifted.missing or 0.0, 0),
            "least": say("least" if lifted.at_least else "nothing"),
            "way": _way(first.route, tilt, price),
            "quick": say("quick" if case.effort.quick else "nothing"),
        },
        _variant(verdict, lifted),
        value=lifted.best,
        unit="kg",
        interval_90=interval,
        limit=need,
        limit_kind="at_least",
        samples=lifted.samples,
        margin=margin,
        sources=(
            *launcher.calibrated_on,
            *sources_of(drawn, "vehicle.stages", "spacecraft.mass_kg"),
        ),
        method=first.method_of(mass) or launcher.method,
        data=Lifted(launcher, plane, margin, first.route, price),
    )


def _variant(verdict: Verdict, lifted: Payload) -> str:
    """Which summary: what is missing, too little, or what is lifted."""
    if lifted.missing is not None:
        return "none"
    return "short" if verdict == "no" else ""


def _way(route: Route, tilt: float, price: Price | None) -> Message:
    """What the way adds to the sentence: nothing where it is straight."""
    if not route.bent:
        return say("nothing")
    start = math.degrees(route.start_inclination)
    cost = say("nothing")
    if price is not None and price.straight_payload is not None:
        cost = say(
            "price",
            cost=(price.delta_v, 0),
            straight=(price.straight_payload, 0),
            where=say("price.plane", tilt=(start, 1)) if route.turn else say("nothing"),
        )
    if route.turn:
        return say("way.turn", turn=(abs(tilt - start), 1), price=cost)
    first, then = route.heading_deg[0], route.heading_deg[-1]
    key = "way.declared" if route.kind == "declared" else "way.dogleg"
    return say(key, first=(first, 0), then=(then, 0), price=cost)


def launcher_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher of a case: by optimal ascent, or by velocity budget in a quick answer."""
    if case.effort.quick:
        from visviva.assessment.models.payload_budget import budget_performance

        return budget_performance(case, drawn)
    from visviva.assessment.models.payload_flown import flown_performance

    return flown_performance(case, drawn)


CHECK = Check("lift", answer, TEXTS, decides=True)
