"""Is the satellite bound to the Moon after its first burn?

Limits: the energy of two bodies; an aposelene beyond half the Moon's Hill radius is not called
bound, for there the Earth takes part.
"""

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.models.lunar_case import LunarCase, apsides
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.constants import MOON_GM

#: Hill radius of the Moon, m: 384,400 km by the cube root of a third of 1/81.3.
HILL_RADIUS = 61.5e6

TEXTS = {
    "en": {
        "question": "Is it bound to the Moon after the first burn?",
        "summary": "In {low} × {high} km the energy is {c3} km²/s² (C3; below zero is bound), and "
        "the aposelene lies at {share} % of the Hill radius.",
        "method": "C3 = -μ/a; stable orbits end near half the Hill radius of 61,500 km",
    },
    "fr": {
        "question": "Est-il lié à la Lune après la première manœuvre\u202f?",
        "summary": "Sur {low} × {high} km, l’énergie est de {c3} km²/s² (C3\u202f; lié sous zéro), "
        "et l’aposélène est à {share} % du rayon de Hill.",
        "method": "C3 = -μ/a\u202f; les orbites stables finissent vers la moitié du rayon de Hill "
        "de 61\u202f500 km",
    },
    "ko": {
        "question": "첫 분사 뒤 달에 속박되었는가?",
        "summary": "{low} × {high} km 궤도에서 에너지(C3)는 {c3} km²/s²이고(0보다 작으면 속박), "
        "원월점은 힐 반지름의 {share} %에 있다.",
        "method": "C3 = -μ/a; 안정한 궤도는 힐 반지름 61,500 km의 절반쯤에서 끝난다",
    },
}


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """C3 about the Moon in the first orbit, km2/s2."""
    low, high = apsides(drawn, 0)
    c3 = -2e-6 * MOON_GM / (low + high)
    edge = -2e-6 * MOON_GM / (low + 0.5 * HILL_RADIUS)
    margin = edge - c3
    row = case.section.orbits[0]
    return Outcome(
        verdict_of(float(np.mean(margin >= 0.0))),
        {
            "low": (row.periselene_km.value, 0),
            "high": (row.aposelene_km.value, 0),
            "c3": (float(np.median(c3)), 3),
            "share": (100.0 * float(np.median(high)) / HILL_RADIUS, 0),
        },
        value=float(np.median(c3)),
        unit="km²/s²",
        limit=float(np.median(edge)),
        limit_kind="at_most",
        samples=c3,
        margin=margin,
        margin_unit="km²/s²",
        sources=(row.periselene_km.source,),
    )


CHECK = Check("arrival-bound", answer, TEXTS, decides=True)
