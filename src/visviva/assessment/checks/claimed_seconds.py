"""Was the satellite over each place, in daylight, at the second at which a picture is claimed?

Limits: a match in time says nothing about the camera, nor that a picture was taken or sent.
"""

import math

from visviva.analysis.image_claim import ImageClaimRequest, check_image_claim
from visviva.assessment.answer import Verdict
from visviva.assessment.models.imaging_case import ImagingCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.place import Place
from visviva.core.time import Epoch

TEXTS = {
    "en": {
        "question": "Was it over each place, in daylight, at the claimed second?",
        "summary": "{name} was within {limit}° of the nadir of {fits} of {count} places, in "
        "daylight, at the claimed second (off by {least} to {most} s, elements {age} days away); a "
        "random second fits one of them with a chance of {luck} %. That says nothing about the "
        "camera, nor that a picture was taken.",
        "method": "SGP4 from the nearest element set, spread by its age; off-nadir from the "
        "ellipsoid's normal; the Sun at the claimed second; chance by luck from every pass within "
        "five days",
    },
    "fr": {
        "question": "Était-il au-dessus de chaque lieu, de jour, à la seconde dite\u202f?",
        "summary": "{name} était à moins de {limit}° du nadir de {fits} lieux sur {count}, de "
        "jour, à la seconde dite (écart de {least} à {most} s, éléments à {age} jours)\u202f; une "
        "seconde prise au hasard convient à l’un d’eux avec une chance de {luck} %. Cela ne dit "
        "rien de la caméra, ni qu’une image ait été prise.",
        "method": "SGP4 depuis le jeu d’éléments le plus proche, étalé selon son âge\u202f; angle "
        "au nadir depuis la normale de l’ellipsoïde\u202f; Soleil à la seconde dite\u202f; chance "
        "au hasard d’après tous les passages à cinq jours près",
    },
    "ko": {
        "question": "주장된 초에 낮 동안 각 장소 위에 있었는가?",
        "summary": "{name}은(는) 주장된 초에 {count}곳 중 {fits}곳에서 낮 동안 천저각 {limit}° "
        "안에 있었다(차이 {least}~{most}초, 궤도 요소는 {age}일 떨어짐). 임의의 초가 그중 하나에 "
        "맞을 확률은 {luck}%이다. 카메라나 실제 촬영 여부에 대해서는 아무것도 말하지 않는다.",
        "method": "가장 가까운 궤도 요소에서 SGP4로, 요소의 나이에 따른 오차를 두고 계산; "
        "타원체 법선 기준 천저각; 주장된 초의 태양; 앞뒤 닷새의 모든 통과로 우연의 확률 계산",
    },
}


def answer(case: ImagingCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Hold every claimed second against the orbit."""
    photographs = case.section.photographs
    if not photographs:
        return None
    results = [
        check_image_claim(
            ImageClaimRequest(
                place=Place.from_degrees(p.lat_deg, p.lon_deg, name=p.place),
                at=Epoch.from_datetime(p.at),
                source=case.sets,
                max_off_nadir=math.radians(case.section.max_off_nadir_deg),
            )
        )
        for p in photographs
    ]
    heads = [r.head() for r in results]
    verdicts = [r.verdict for r in results]
    verdict: Verdict = "yes"
    if set(verdicts) != {"yes"}:
        verdict = "no" if "no" in verdicts else "unknown"
    offsets = sorted(abs(r.offset) for r in results)
    return Outcome(
        verdict,
        {
            "name": case.fact.names,
            "limit": (case.section.max_off_nadir_deg, 0),
            "fits": (verdicts.count("yes"), 0),
            "count": (len(results), 0),
            "least": (offsets[0], 0),
            "most": (offsets[-1], 0),
            "age": (max(h["age_days"] for h in heads), 0),
            "luck": (100.0 * max(r.luck for r in results), 2),
        },
        value=offsets[-1],
        unit="s",
        # One element set is late or early for all of them alike: the least share is the joint one.
        probability=min(r.share for r in results),
        rows=tuple(
            {
                "place": h["place"],
                "claimed_utc": h["claimed_utc"],
                "verdict": h["verdict"],
                "offset_s": h["offset_s"],
                "sigma_s": h["sigma_s"],
                "off_nadir_deg": h["off_nadir_deg"],
                "sun_elevation_deg": h["sun_elevation_deg"],
            }
            for h in heads
        ),
        sources=tuple(dict.fromkeys(p.source for p in photographs if p.source)),
    )


CHECK = Check("claimed-seconds", answer, TEXTS, decides=True)
