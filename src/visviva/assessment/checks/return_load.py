"""Does the return stay within what people have borne?

Limits: held against loads flown, chest to back, not against a medical limit.
"""

from visviva.analysis.free_flight import FlightPlan
from visviva.assessment.answer import Verdict
from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.crew.descent.deorbit import ReturnFlight
from visviva.crew.descent.landing import beyond
from visviva.crew.entry.g_load import judge_flight
from visviva.data.crewed_tables import load_references

TEXTS = {
    "en": {
        "question": "Does the return stay within what people have borne?",
        "summary": "Braking by {burn} m/s brings {ship} down with {lifting} g on lift, with "
        "{ballistic} g on the ballistic fallback, which lands {short} km short; crews have borne "
        "{limit} g.",
        "method": "point mass at trim in the standard air of 1976, from a burn that leaves a "
        "perigee of {perigee} km; lifting: a steady bank of the ship's nominal load, reversed "
        "once; ballistic: no lift. Held against loads flown, chest to back, not against a medical "
        "limit",
        "regime.lifting": "lifting",
        "regime.ballistic": "ballistic",
    },
    "fr": {
        "question": "Le retour reste-t-il dans ce que des équipages ont supporté\u202f?",
        "summary": "Un freinage de {burn} m/s ramène {ship} sous {lifting} g avec portance, sous "
        "{ballistic} g en secours balistique, qui tombe {short} km trop court\u202f; des "
        "équipages ont supporté {limit} g.",
        "method": "point matériel à l’équilibre dans l’atmosphère standard de 1976, après une "
        "poussée qui laisse un périgée de {perigee} km\u202f; avec portance\u00a0: inclinaison "
        "constante pour la charge nominale, inversée une fois\u202f; balistique\u00a0: sans "
        "portance. Comparé à des charges vécues, poitrine vers dos, non à une limite médicale",
        "regime.lifting": "avec portance",
        "regime.ballistic": "balistique",
    },
    "ko": {
        "question": "귀환 하중이 사람이 견뎌 낸 범위 안에 있는가?",
        "summary": "{burn} m/s 감속으로 {ship}은(는) 양력 귀환 때 {lifting} g, 예비 수단인 탄도 "
        "귀환 때 {ballistic} g를 받는다. 탄도 귀환은 {short} km 못 미쳐 내린다. 승무원이 견뎌 낸 "
        "하중은 {limit} g이다.",
        "method": "1976년 표준 대기에서 트림 상태의 질점, 근지점 {perigee} km를 남기는 분사에서 "
        "출발; 양력 귀환: 공칭 하중의 일정한 뱅크각, 한 번 반전; 탄도 귀환: 양력 없음. 의학적 "
        "한계가 아니라 실제로 겪은 가슴에서 등 방향 하중과 비교",
        "regime.lifting": "양력",
        "regime.ballistic": "탄도",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Peak loads of the returns that the flight plan flew; asked only where one was flown."""
    landed = found.get("landing")
    plan: FlightPlan | None = None if landed is None else landed.data
    return None if plan is None else return_load(plan)


def return_load(plan: FlightPlan) -> Outcome:
    """What a flight plan says of its loads."""
    references = load_references()
    top = references[-1]
    lifting, ballistic = plan.lifting.entry.peak_g, plan.ballistic.entry.peak_g
    short = -beyond(plan.lifting, plan.ballistic) / 1e3
    verdict: Verdict = "no"
    if lifting <= top.peak_g:
        verdict = "yes" if ballistic <= top.peak_g else "marginal"
    return Outcome(
        verdict,
        {
            "burn": (plan.braking.delta_v, 0),
            "ship": plan.ship.names,
            "lifting": (lifting, 1),
            "ballistic": (ballistic, 1),
            "short": (short, 0),
            "limit": (top.peak_g, 0),
            "perigee": (plan.lifting.arrival.perigee / 1e3, 0),
        },
        value=round(ballistic, 1),
        unit="g",
        limit=top.peak_g,
        limit_kind="at_most",
        sources=tuple(r.source for r in references),
        rows=(
            _load_row("lifting", plan.lifting, 0.0),
            _load_row("ballistic", plan.ballistic, short),
        ),
    )


def _load_row(regime: str, flight: ReturnFlight, short: float) -> dict[str, object]:
    entry = flight.entry
    above = judge_flight(entry, load_references()).seconds_above_g
    return {
        "regime": say(f"regime.{regime}"),
        "peak_load_g": round(entry.peak_g, 1),
        "above_4_g_s": round(above[4.0]),
        "above_8_g_s": round(above[8.0]),
        "short_km": round(short),
        "burn_to_landing_min": round(flight.duration / 60.0),
    }


CHECK = Check("return-load", answer, TEXTS, after=("landing",), asked_by=("target.returns",))
