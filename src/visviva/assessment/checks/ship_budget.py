"""Does the ship's own propellant suffice for the flight and the way home?

Limits: published burns against published tanks; no corrections, no reserve beyond the figures.
"""

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import target_radius
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs, of_samples, sources_of
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.message import speaker
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.transfer import hohmann

TEXTS = {
    "en": {
        "question": "Does the ship's own propellant suffice for the flight and the way home?",
        "summary": "{ship} keeps {value} m/s ({low} to {high}).",
        "summary.rendezvous": "{ship} keeps {value} m/s ({low} to {high}) after rendezvous.",
        "summary.deorbit": "{ship} keeps {value} m/s ({low} to {high}) after deorbit.",
        "summary.rendezvous-deorbit": "{ship} keeps {value} m/s ({low} to {high}) after "
        "rendezvous and deorbit.",
        "method": "sum of published burns against the ship's tanks",
        "ship": "the ship",
        "item.tanks": "tanks",
        "item.rendezvous": "rendezvous",
        "item.deorbit": "deorbit",
        "item.stated": "reserve as stated",
        "item.published": "reserve as published",
    },
    "fr": {
        "question": "Les ergols du vaisseau suffisent-ils pour le vol et le retour\u202f?",
        "summary": "Il reste à {ship} {value} m/s ({low} à {high}).",
        "summary.rendezvous": "Il reste à {ship} {value} m/s ({low} à {high}) après le "
        "rendez-vous.",
        "summary.deorbit": "Il reste à {ship} {value} m/s ({low} à {high}) après la désorbitation.",
        "summary.rendezvous-deorbit": "Il reste à {ship} {value} m/s ({low} à {high}) après le "
        "rendez-vous et la désorbitation.",
        "method": "somme des manœuvres publiées face aux réservoirs du vaisseau",
        "ship": "le vaisseau",
        "item.tanks": "réservoirs",
        "item.rendezvous": "rendez-vous",
        "item.deorbit": "désorbitation",
        "item.stated": "réserve telle que donnée",
        "item.published": "réserve telle que publiée",
    },
    "ko": {
        "question": "우주선의 추진제가 비행과 귀환에 충분한가?",
        "summary": "{ship}에는 {value} m/s({low}~{high})가 남는다.",
        "summary.rendezvous": "{ship}에는 랑데부 뒤 {value} m/s({low}~{high})가 남는다.",
        "summary.deorbit": "{ship}에는 궤도 이탈 뒤 {value} m/s({low}~{high})가 남는다.",
        "summary.rendezvous-deorbit": "{ship}에는 랑데부와 궤도 이탈 뒤 {value} "
        "m/s({low}~{high})가 남는다.",
        "method": "공개된 분사량의 합과 우주선 탱크의 비교",
        "ship": "우주선",
        "item.tanks": "탱크",
        "item.rendezvous": "랑데부",
        "item.deorbit": "궤도 이탈",
        "item.stated": "제시된 예비량",
        "item.published": "공개된 예비량",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """What the ship keeps after rendezvous and deorbit, m/s; None where its tanks are not known."""
    reserve, parts = _reserve(case, drawn)
    if reserve is None:
        return None
    value, interval = of_samples(reserve)
    return Outcome(
        verdict_of(float(np.mean(reserve >= 0.0))),
        {
            "ship": case.craft.names if case.craft else say("ship"),
            "value": (value, 0),
            "low": (interval.low, 0),
            "high": (interval.high, 0),
        },
        "-".join(name for name, _ in parts if name in ("rendezvous", "deorbit")),
        value=value,
        unit="m/s",
        limit=0.0,
        limit_kind="at_least",
        samples=reserve,
        margin=reserve,
        rows=tuple(
            {"item": say(f"item.{name}"), "delta_v_m_s": round(amount)} for name, amount in parts
        ),
        sources=sources_of(drawn, "spacecraft."),
    )


def _reserve(case: Case, drawn: SampledInputs) -> tuple[Array | None, list[tuple[str, float]]]:
    """What the ship keeps after rendezvous and deorbit, m/s, and the parts of that sum."""
    stated = drawn.of("spacecraft", "reserve_delta_v_m_s")
    if stated is not None and "reserve_delta_v_m_s" in case.overrides["spacecraft"].figures:
        return stated, [("stated", float(np.median(stated)))]
    whole = drawn.of("spacecraft", "delta_v_m_s")
    if whole is None:
        return stated, [] if stated is None else [("published", float(np.median(stated)))]
    parts = [("tanks", float(np.median(whole)))]
    left = whole
    if case.station is not None:
        meeting = drawn.of("spacecraft", "rendezvous_delta_v_m_s")
        if meeting is None:
            climb = hohmann(EARTH_RADIUS + PARKING_HEIGHT, target_radius(case)).delta_v
            meeting = np.full(drawn.n, climb)
        left = left - meeting
        parts.append(("rendezvous", float(np.median(meeting))))
    home = drawn.of("spacecraft", "deorbit_delta_v_m_s")
    if home is not None:
        left = left - home
        parts.append(("deorbit", float(np.median(home))))
    return left, parts


CHECK = Check("ship-budget", answer, TEXTS, decides=True)
