"""Where does what falls come down, by the best ascent and the stated failure?

Limits: those of `visviva.analysis.failure`.
"""

import math

from visviva.analysis.failure import FallenResult, follow_fallen
from visviva.assessment.models.failure_case import FailureCase
from visviva.assessment.models.failure_words import item_words
from visviva.assessment.models.fallen_tracks import fallen_tracks
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "column.name": "piece",
        "column.pieces": "number",
        "column.lat": "latitude",
        "column.lon": "longitude",
        "column.range": "range",
        "column.t": "falls after",
        "column.casualty_expectation": "expected casualties",
        "question": "Where does it come down?",
        "summary.failed": "{mode} {at} s after lift-off: the {item} falls about {range} km from "
        "the pad, at {lat}° N, {lon}° E.",
        "summary.planned": "Planned flight: the {item} falls about {range} km from the pad, at "
        "{lat}° N, {lon}° E.",
        "summary.none": "Nothing comes down within two hours.",
        "method": "best ascent of the stages as known, {samples} seeded falls for each kind of "
        "piece under drag and wind; spreads of state, bodies and fragments are assumptions",
        "mode.thrust-loss": "Loss of thrust",
        "mode.partial-thrust": "Weak thrust",
        "mode.no-ignition": "No ignition",
        "mode.wrong-ignition": "Thrust aside",
        "mode.no-separation": "No separation",
        "mode.destruct": "Break-up",
        "mode.fairing-stuck": "Fairing kept",
    },
    "fr": {
        "column.name": "pièce",
        "column.pieces": "nombre",
        "column.lat": "latitude",
        "column.lon": "longitude",
        "column.range": "distance",
        "column.t": "chute après",
        "column.casualty_expectation": "victimes attendues",
        "question": "Où cela retombe-t-il\u202f?",
        "summary.failed": "{mode} {at} s après le décollage\u00a0: «\u00a0{item}\u00a0» retombe à "
        "environ {range} km du pas de tir, à {lat}° N, {lon}° E.",
        "summary.planned": "Vol prévu\u00a0: «\u00a0{item}\u00a0» retombe à environ {range} km du "
        "pas de tir, à {lat}° N, {lon}° E.",
        "summary.none": "Rien ne retombe en deux heures.",
        "method": "meilleure ascension des étages tels que connus, {samples} chutes tirées par "
        "sorte de pièce avec traînée et vent\u202f; dispersions de l’état, des corps et des "
        "fragments supposées",
        "mode.thrust-loss": "Perte de poussée",
        "mode.partial-thrust": "Poussée faible",
        "mode.no-ignition": "Pas d’allumage",
        "mode.wrong-ignition": "Poussée de travers",
        "mode.no-separation": "Pas de séparation",
        "mode.destruct": "Rupture",
        "mode.fairing-stuck": "Coiffe retenue",
    },
    "ko": {
        "column.name": "조각",
        "column.pieces": "개수",
        "column.lat": "위도",
        "column.lon": "경도",
        "column.range": "거리",
        "column.t": "낙하 시각",
        "column.casualty_expectation": "기대 사상자",
        "question": "어디에 떨어지는가?",
        "summary.failed": "발사 {at}초 뒤 {mode}: {item}은(는) 발사대에서 약 {range} km, 북위 "
        "{lat}°, 동경 {lon}°에 떨어진다.",
        "summary.planned": "계획된 비행: {item}은(는) 발사대에서 약 {range} km, 북위 {lat}°, 동경 "
        "{lon}°에 떨어진다.",
        "summary.none": "두 시간 안에 떨어지는 것이 없다.",
        "method": "알려진 단들의 최적 상승, 파편 종류마다 항력과 바람 아래 낙하 {samples}회; "
        "상태와 물체와 파편의 폭은 가정이다",
        "mode.thrust-loss": "추력 상실",
        "mode.partial-thrust": "추력 부족",
        "mode.no-ignition": "점화 실패",
        "mode.wrong-ignition": "비스듬한 추력",
        "mode.no-separation": "분리 실패",
        "mode.destruct": "파괴",
        "mode.fairing-stuck": "덮개 미분리",
    },
}
say = speaker(TEXTS)


def answer(case: FailureCase, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Distance over the ground of the first piece, km, with every piece as a row."""
    if case.case.effort.trial:
        return None
    result = follow_fallen(case.request)
    first = result.items[0]
    words = {"samples": (float(case.request.samples), 0)}
    if not first.areas:
        return Outcome("unknown", words, "none", data=result)
    lat, lon = (math.degrees(x) for x in first.areas[0].center)
    spread = first.areas[1].semi_major / 2.448 * 1.645 / 1e3
    away = first.range / 1e3
    mode = case.section.mode
    return Outcome(
        "yes",
        {
            **words,
            "mode": say(f"mode.{mode}") if mode else "",
            "at": (case.request.at or 0.0, 0),
            "item": item_words(first.name),
            "range": (away, 0),
            "lat": (lat, 1),
            "lon": (lon, 1),
        },
        "failed" if mode else "planned",
        value=away,
        unit="km",
        interval_90=Interval(away - spread, away + spread),
        rows=_rows(result),
        tracks=fallen_tracks(result),
        data=result,
    )


def _rows(result: FallenResult) -> tuple[dict[str, object], ...]:
    keys = ("name", "pieces", "lat_deg", "lon_deg", "range_km", "t_s", "casualty_expectation")
    rows = result.head()["items"]
    return tuple(
        {key: row[key] for key in keys} | {"name": item_words(row["name"])} for row in rows
    )


CHECK = Check("fallen", answer, TEXTS)
