"""Can the launcher lift the spacecraft to its first orbit?

Limits: those of `visviva.assessment.models.payload`, which says how payload is computed.
"""

import math
from dataclasses import dataclass

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import insertion_heights, mass_of, orbit_words, plane_of
from visviva.assessment.models.launch_plane import LaunchPlane
from visviva.assessment.models.payload import LauncherPerformance, launcher_performance
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.samples import of_samples, sources_of
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.message import speaker

TEXTS = {
    "en": {
        "question": "Can {vehicle} lift {ship} to its first orbit?",
        "question.plain": "Can the launcher lift the spacecraft to its first orbit?",
        "summary": "{vehicle} lifts {payload} kg ({low} to {high}) to {orbit}; {ship} has {need} "
        "kg.",
        "summary.none": "{vehicle} reaches {orbit} with nothing on top; {ship} has {need} kg.",
        "spacecraft": "the spacecraft",
    },
    "fr": {
        "question": "{vehicle} peut-il placer {ship} sur sa première orbite\u202f?",
        "question.plain": "Le lanceur peut-il placer le vaisseau sur sa première orbite\u202f?",
        "summary": "{vehicle} emporte {payload} kg ({low} à {high}) vers {orbit}\u202f; {ship} "
        "pèse {need} kg.",
        "summary.none": "{vehicle} n’atteint {orbit} qu’à vide\u202f; {ship} pèse {need} kg.",
        "spacecraft": "le vaisseau",
    },
    "ko": {
        "question": "{vehicle}이(가) {ship}을(를) 첫 궤도에 올릴 수 있는가?",
        "question.plain": "발사체가 우주선을 첫 궤도에 올릴 수 있는가?",
        "summary": "{vehicle}은(는) {orbit}에 {payload} kg({low}~{high})을 올린다. {ship}의 "
        "질량은 {need} kg이다.",
        "summary.none": "{vehicle}은(는) 빈 채로만 {orbit}에 닿는다. {ship}의 질량은 {need} "
        "kg이다.",
        "spacecraft": "우주선",
    },
}
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class Lifted:
    """For later checks: the sampled launcher, its plane, and what it keeps, m/s, ``(n,)``."""

    launcher: LauncherPerformance
    plane: LaunchPlane
    margin: Array


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome:
    """Payload to the first orbit against the mass on top; the margin in m/s.

    A trial needs no payload in kg, which takes longer than the margin: it takes the margin's sign.
    """
    plane = plane_of(case, drawn)
    mass = mass_of(case, drawn)
    perigee, apogee = insertion_heights(case, drawn)
    launcher = launcher_performance(case, drawn)
    first = launcher.capability(plane.start_inclination, perigee, apogee, None)
    margin = first.delta_v_margin(mass)
    payload = mass + np.sign(margin) if case.effort.trial else first.payload()
    value, interval = of_samples(payload)
    need = float(np.median(mass))
    return Outcome(
        verdict_of(float(np.mean(payload >= mass))),
        {
            "vehicle": case.vehicle.names,
            "ship": case.craft.names if case.craft else say("spacecraft"),
            "orbit": orbit_words(perigee, apogee, math.degrees(plane.start_inclination)),
            "payload": (value, 0),
            "low": (interval.low, 0),
            "high": (interval.high, 0),
            "need": (need, 0),
        },
        "none" if value == 0.0 else "",
        value=value,
        unit="kg",
        interval_90=interval,
        limit=need,
        limit_kind="at_least",
        samples=payload,
        margin=margin,
        sources=(
            *launcher.calibrated_on,
            *sources_of(drawn, "vehicle.stages", "spacecraft.mass_kg"),
        ),
        method=first.method or launcher.method,
        data=Lifted(launcher, plane, margin),
    )


CHECK = Check("lift", answer, TEXTS, decides=True)
