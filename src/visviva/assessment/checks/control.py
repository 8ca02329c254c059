"""Was the orbit raised against drag? Dead satellites only sink.

Limits: a satellite that is alive need not move; no raise seen says nothing.
"""

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.models.history_case import SOURCES, HistoryCase, purpose_of
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.uncertain import stream

TEXTS = {
    "en": {
        "question": "Was the orbit raised against drag?",
        "summary": "{name} raised its orbit {count} times in {days} days, by {value} m/s in all: "
        "only a satellite that obeys does that.",
        "summary.none": "No raise of the orbit of {name} is seen in {sets} element sets over "
        "{days} days; a satellite that is alive need not move.",
        "method": "element sets cleaned and compared two-sided against drag predicted from space "
        "weather; a raise of the orbit cannot be natural, a lowering can (docs, track)",
    },
    "fr": {
        "question": "L’orbite a-t-elle été relevée contre la traînée\u202f?",
        "summary": "{name} a relevé son orbite {count} fois en {days} jours, de {value} m/s en "
        "tout\u00a0: seul un satellite qui obéit fait cela.",
        "summary.none": "Aucun relèvement de l’orbite de {name} n’apparaît dans {sets} jeux "
        "d’éléments sur {days} jours\u202f; un satellite vivant n’est pas tenu de bouger.",
        "method": "jeux d’éléments nettoyés et comparés des deux côtés à la traînée prédite par "
        "la météo spatiale\u202f; un relèvement de l’orbite ne peut être naturel, un abaissement "
        "le peut (docs, track)",
    },
    "ko": {
        "question": "궤도가 항력을 거슬러 높아졌는가?",
        "summary": "{name}은(는) {days}일 동안 {count}번, 모두 {value} m/s만큼 궤도를 높였다. "
        "명령을 따르는 위성만이 그렇게 한다.",
        "summary.none": "{days}일간의 궤도 요소 {sets}개에서 {name}의 궤도 상승은 보이지 않는다. "
        "살아 있는 위성이라도 움직일 필요는 없다.",
        "method": "정리한 궤도 요소를 우주 기상으로 예측한 항력과 양방향으로 비교; 궤도 상승은 "
        "자연적일 수 없고 하강은 자연적일 수 있음(docs, track)",
    },
}
say = speaker(TEXTS)


def answer(case: HistoryCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Chance that at least one raise is real, and what the raises come to, m/s."""
    raises = case.raises
    chance = 1.0 - float(np.prod([1.0 - b.confidence for b in raises])) if raises else None
    gained = np.zeros(drawn.n)
    rng = stream(drawn.seed, "history.raises")
    for burn in raises:
        gained += rng.normal(burn.delta_v[1], burn.sigma[1], drawn.n) * (
            rng.random(drawn.n) < burn.confidence
        )
    value = float(np.median(gained))
    return Outcome(
        "unknown" if chance is None else verdict_of(chance),
        {
            "name": case.fact.names,
            "count": (len(raises), 0),
            "days": (float(case.history.days[-1]), 0),
            "value": (value, 1),
            "sets": (len(case.history), 0),
        },
        "" if raises else "none",
        value=value,
        unit="m/s",
        limit=0.0,
        limit_kind="at_least",
        samples=gained,
        margin=gained if raises else None,
        probability=chance,
        sources=SOURCES,
        rows=tuple(
            {
                "utc": b.time.iso(0),
                "earliest_utc": b.earliest.iso(0),
                "latest_utc": b.latest.iso(0),
                "delta_v_m_s": round(b.size, 2),
                "purpose": purpose_of(b),
                "confidence": round(b.confidence, 2),
            }
            for b in raises
        ),
    )


CHECK = Check("control", answer, TEXTS, decides=True)
