"""Is there propellant for all the burns and the upkeep between them?

Limits: one specific impulse; attitude control is in the upkeep; see the ledger of
`visviva.assessment.models.lunar_case`.
"""

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.models.lunar_case import Ledger, LunarCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs

TEXTS = {
    "en": {
        "question": "Does the propellant last for the burns?",
        "summary": "{left} kg are left after the last burn, of {full} kg.",
        "summary.said": "{left} kg are left after the last burn, of {full} kg; {said} kg were "
        "stated.",
        "method": "rocket equation at one specific impulse, burn by burn, with corrections and "
        "upkeep; where the rest was stated, later burns are counted from it",
    },
    "fr": {
        "question": "Les ergols suffisent-ils aux manœuvres\u202f?",
        "summary": "Il reste {left} kg après la dernière manœuvre, sur {full} kg.",
        "summary.said": "Il reste {left} kg après la dernière manœuvre, sur {full} kg\u202f; "
        "{said} kg étaient dits.",
        "method": "équation de la fusée à une seule impulsion spécifique, manœuvre par manœuvre, "
        "avec corrections et maintien\u202f; où le reste a été dit, la suite part de lui",
    },
    "ko": {
        "question": "추진제가 분사에 충분한가?",
        "summary": "{full} kg 가운데 마지막 분사 뒤 {left} kg이 남는다.",
        "summary.said": "{full} kg 가운데 마지막 분사 뒤 {left} kg이 남는다. 발표값은 "
        "{said} kg이다.",
        "method": "하나의 비추력으로 분사마다 로켓 방정식, 수정과 유지 포함; 잔량이 발표된 "
        "곳에서는 그 값에서 이어 계산",
    },
}


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Propellant after the last burn, kg."""
    book: Ledger = found["insertion-delta-v"].known()
    left, said = book.left[-1], case.last.propellant_left_kg
    words = {
        "left": (float(np.median(left)), 0),
        "full": (case.figures["moon.propellant_kg"].value, 0),
    }
    if said is not None:
        words["said"] = (said.value, 0)
    return Outcome(
        verdict_of(float(np.mean(left >= 0.0))),
        words,
        variant="" if said is None else "said",
        value=float(np.median(left)),
        unit="kg",
        limit=0.0,
        limit_kind="at_least",
        samples=left,
        margin=left,
        margin_unit="kg",
        sources=tuple({case.figures[f"moon.{n}"].source for n in ("propellant_kg", "isp_s")}),
    )


CHECK = Check("propellant-left", answer, TEXTS, decides=True, after=("insertion-delta-v",))
