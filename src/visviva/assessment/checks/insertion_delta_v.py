"""What the burns cost, from the arrival to the last orbit.

Limits: impulsive burns in one plane; see `visviva.assessment.models.lunar_case`.
"""

import numpy as np

from visviva.assessment.models.lunar_case import LunarCase, ledger
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.calendar import utc_text

TEXTS = {
    "en": {
        "column.periselene": "Periselene",
        "column.aposelene": "Aposelene",
        "column.propellant": "Propellant left",
        "question": "What do the burns at the Moon cost?",
        "summary": "The first burn takes {first} m/s, all {count} burns {total} m/s.",
        "method": "vis viva at the apsides, the cheaper order of the burns, no gravity losses",
    },
    "fr": {
        "column.periselene": "Périsélène",
        "column.aposelene": "Aposélène",
        "column.propellant": "Ergols restants",
        "question": "Que coûtent les manœuvres à la Lune\u202f?",
        "summary": "La première manœuvre prend {first} m/s, les {count} ensemble {total} m/s.",
        "method": "vis viva aux apsides, l’ordre le moins cher, sans pertes par gravité",
    },
    "ko": {
        "column.periselene": "근월점",
        "column.aposelene": "원월점",
        "column.propellant": "남은 추진제",
        "question": "달에서의 분사 비용은 얼마인가?",
        "summary": "첫 분사는 {first} m/s, 모두 {count}회의 합은 {total} m/s이다.",
        "method": "근점과 원점의 활력 방정식, 더 싼 순서, 중력 손실 없음",
    },
}


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Sum of the burns, m/s."""
    book = ledger(case, drawn)
    total = np.sum(book.burns, axis=0)
    rows = tuple(
        {
            "utc": utc_text(row.at),
            "periselene_km": row.periselene_km.value,
            "aposelene_km": row.aposelene_km.value,
            "delta_v_m_s": round(float(np.median(burn)), 1),
            "propellant_kg": round(float(np.median(left)), 1),
        }
        for row, burn, left in zip(case.section.orbits, book.burns, book.left, strict=True)
    )
    return Outcome(
        "yes",
        {
            "first": (float(np.median(book.burns[0])), 0),
            "total": (float(np.median(total)), 0),
            "count": (len(book.burns), 0),
        },
        value=float(np.median(total)),
        unit="m/s",
        samples=total,
        rows=rows,
        sources=(case.section.arrival_c3_km2_s2.source,),
        data=book,
    )


CHECK = Check("insertion-delta-v", answer, TEXTS)
