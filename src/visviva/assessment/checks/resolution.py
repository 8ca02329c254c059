"""How sharp can the pictures be, by what bounds the optics?

Limits: diffraction alone; a real camera is worse by its focus, its motion and its detector.
"""

import numpy as np

from visviva.assessment.answer import verdict_of
from visviva.assessment.models.imaging_case import ImagingCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.uncertain import Interval
from visviva.observe.image_quality import Edge, niirs_giqe5
from visviva.observe.sensor import RER, SNR, WAVELENGTH

TEXTS = {
    "en": {
        "question": "Can pictures of that size of optics be as sharp as is said?",
        "summary": "From {height} km an aperture of {low_aperture} to {high_aperture} m samples "
        "{low} to {high} m straight down; {claimed} m were said. A trained reader would rate such "
        "pictures {worst} to {best} on the NIIRS scale.",
        "method": "Rayleigh's angle 1.22 λ/D at 550 nm over the samples per width; NIIRS by GIQE 5 "
        "with an edge response of 0.25 to 0.5 and a signal to noise of 20 to 100",
    },
    "fr": {
        "question": "Des optiques de cette taille peuvent-elles être aussi fines qu’on le "
        "dit\u202f?",
        "summary": "De {height} km, une ouverture de {low_aperture} à {high_aperture} m "
        "échantillonne {low} à {high} m au nadir\u202f; {claimed} m étaient dits. Un lecteur formé "
        "noterait de telles images {worst} à {best} sur l’échelle NIIRS.",
        "method": "angle de Rayleigh 1,22 λ/D à 550 nm divisé par les échantillons par "
        "largeur\u202f; NIIRS par GIQE 5 avec une réponse de contour de 0,25 à 0,5 et un rapport "
        "signal sur bruit de 20 à 100",
    },
    "ko": {
        "question": "그 크기의 광학계가 말한 만큼 선명할 수 있는가?",
        "summary": "{height} km에서 구경 {low_aperture}~{high_aperture} m은(는) 바로 아래를 "
        "{low}~{high} m 간격으로 찍는다. 주장은 {claimed} m이다. 훈련된 판독자는 이런 사진을 "
        "NIIRS {worst}~{best}로 매길 것이다.",
        "method": "550 nm에서 레일리 각 1.22 λ/D을 폭당 표본 수로 나눔; 경계 응답 0.25~0.5, "
        "신호 대 잡음비 20~100으로 GIQE 5에 따른 NIIRS",
    },
}


def answer(case: ImagingCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Ground sample distance straight down that diffraction allows, m."""
    wanted = case.section.resolution
    if wanted is None:
        return None
    aperture = drawn.samples["imaging.aperture_m"]
    per_width = drawn.samples["imaging.samples_per_width"]
    sample = 1.22 * WAVELENGTH / aperture / per_width * wanted.height_km * 1e3
    interval = Interval.of_samples(sample)
    margin = wanted.claimed_m - sample
    best = niirs_giqe5(interval.low, Edge(rer=RER.high, snr=SNR.high))
    worst = niirs_giqe5(interval.high, Edge(rer=RER.low, snr=SNR.low))
    ends = Interval.of_samples(aperture)
    return Outcome(
        verdict_of(float(np.mean(margin >= 0.0))),
        {
            "height": (wanted.height_km, 0),
            "low_aperture": (ends.low, 2),
            "high_aperture": (ends.high, 2),
            "low": (interval.low, 1),
            "high": (interval.high, 1),
            "claimed": (wanted.claimed_m, 1),
            "worst": (worst, 1),
            "best": (best, 1),
        },
        value=float(np.median(sample)),
        unit="m",
        limit=wanted.claimed_m,
        limit_kind="at_most",
        samples=sample,
        margin=margin,
        margin_unit="m",
        sources=(wanted.aperture_m.source,),
    )


CHECK = Check("resolution", answer, TEXTS, decides=True)
