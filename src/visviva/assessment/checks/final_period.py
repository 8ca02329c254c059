"""Period of the last orbit, and whether the periods that were stated fit their heights.

Limits: two bodies; the Moon's field changes a low orbit's period by under a minute.
"""

import numpy as np

from visviva.assessment.models.lunar_case import LunarCase, apsides, period
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.calendar import utc_text
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "column.period": "Period",
        "column.stated": "Stated",
        "question": "Do the periods fit the heights?",
        "summary": "The last orbit takes {hours} h; the first, {first} h.",
        "summary.no": "A stated period does not fit its heights: the first orbit takes {first} h, "
        "the last {hours} h.",
        "method": "Kepler's third law; a stated period fits where its range meets the computed one",
    },
    "fr": {
        "column.period": "Période",
        "column.stated": "Dite",
        "question": "Les périodes vont-elles avec les altitudes\u202f?",
        "summary": "La dernière orbite prend {hours} h\u202f; la première, {first} h.",
        "summary.no": "Une période dite ne va pas avec ses altitudes\u202f: la première orbite "
        "prend {first} h, la dernière {hours} h.",
        "method": "troisième loi de Kepler\u202f; une période dite convient si sa plage rencontre "
        "la plage calculée",
    },
    "ko": {
        "column.period": "주기",
        "column.stated": "발표값",
        "question": "주기가 고도와 맞는가?",
        "summary": "마지막 궤도의 주기는 {hours}시간, 첫 궤도는 {first}시간이다.",
        "summary.no": "발표된 주기가 고도와 맞지 않는다: 첫 궤도는 {first}시간, 마지막은 "
        "{hours}시간이다.",
        "method": "케플러 제3법칙; 발표된 주기의 범위가 계산 범위와 만나면 맞는 것으로 본다",
    },
}


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Period of the last orbit, h."""
    hours = [period(*apsides(drawn, k)) / 3600.0 for k in range(len(case.section.orbits))]
    fits, rows = True, []
    for row, own in zip(case.section.orbits, hours, strict=True):
        said, reach = row.stated_period_h, Interval.of_samples(own)
        if said is not None:
            fits = fits and said.low <= reach.high and said.high >= reach.low
        rows.append(
            {
                "utc": utc_text(row.at),
                "period_h": round(float(np.median(own)), 3),
                "stated_h": None if said is None else said.value,
            }
        )
    return Outcome(
        "yes" if fits else "no",
        {"hours": (float(np.median(hours[-1])), 2), "first": (float(np.median(hours[0])), 1)},
        variant="" if fits else "no",
        value=float(np.median(hours[-1])),
        unit="h",
        samples=hours[-1],
        rows=tuple(rows),
        sources=(case.last.periselene_km.source,),
    )


CHECK = Check("final-period", answer, TEXTS)
