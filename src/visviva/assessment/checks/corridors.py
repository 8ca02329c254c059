"""What does the pad offer: the payload of one launcher to each of the site's corridors.

Limits: the middle of each corridor, entered no lower than the pad's latitude.
"""

import math
from typing import Any

from visviva.analysis.launch_route import bands_deg
from visviva.assessment.answer import IntervalPicture
from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import insertion_heights, orbit_words
from visviva.assessment.models.payload import LauncherPerformance
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker
from visviva.core.uncertain import Interval

TEXTS = {
    "en": {
        "question": "What does the pad offer, corridor by corridor?",
        "summary": "From {site}, {vehicle} lifts {least} kg ({least_deg}°) to {best} kg "
        "({best_deg}°) to {orbit}, by corridor.",
        "summary.none": "{site} has no known corridor.",
        "picture.title": "Payload (kg) by inclination (°)",
        "picture.caption": "Payload to each corridor with its 90 % interval.",
        "picture.x": "Inclination (°)",
        "picture.y": "Payload (kg)",
    },
    "fr": {
        "question": "Qu’offre le pas de tir, couloir par couloir\u202f?",
        "summary": "Depuis {site}, {vehicle} emporte de {least} kg ({least_deg}°) à {best} kg "
        "({best_deg}°) vers {orbit}, selon le couloir.",
        "summary.none": "{site} n’a pas de couloir connu.",
        "picture.title": "Charge utile (kg) selon l’inclinaison (°)",
        "picture.caption": "Charge utile vers chaque couloir, avec son intervalle à 90 %.",
        "picture.x": "Inclinaison (°)",
        "picture.y": "Charge utile (kg)",
    },
    "ko": {
        "question": "발사대는 회랑마다 무엇을 제공하는가?",
        "summary": "{site}에서 {vehicle}은(는) 회랑에 따라 {orbit}에 {least} kg({least_deg}°)에서 "
        "{best} kg({best_deg}°)까지 올린다.",
        "summary.none": "{site}에는 알려진 회랑이 없다.",
        "picture.title": "경사각(°)별 탑재량(kg)",
        "picture.caption": "회랑별 탑재량과 90 % 구간.",
        "picture.x": "경사각(°)",
        "picture.y": "탑재량(kg)",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Payload to the middle of every corridor, at the heights of the study's orbit."""
    if case.effort.trial:
        return None
    launcher: LauncherPerformance = found["lift"].known().launcher
    rows, sources = payload_by_corridor(case, drawn, launcher)
    perigee, apogee = insertion_heights(case, drawn)
    words: dict[str, Any] = {"site": case.site.names, "vehicle": case.vehicle.names}
    if not rows:
        return Outcome("unknown", words, "none", method=launcher.method)
    least, best = min(rows, key=lambda r: r["payload_kg"]), max(rows, key=lambda r: r["payload_kg"])
    words |= {
        "orbit": orbit_words(perigee, apogee),
        "least": (least["payload_kg"], 0),
        "least_deg": (least["inclination_deg"], 1),
        "best": (best["payload_kg"], 0),
        "best_deg": (best["inclination_deg"], 1),
    }
    return Outcome(
        "yes",
        words,
        method=launcher.method,
        sources=sources,
        rows=tuple(rows),
        pictures=_pictures(rows),
    )


def payload_by_corridor(
    case: Case, drawn: SampledInputs, launcher: LauncherPerformance
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """One row per corridor, the lowest inclination first, and their sources."""
    latitude = drawn.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    perigee, apogee = insertion_heights(case, drawn)
    floor = abs(latitude)
    bands = sorted(bands_deg(case.site, latitude, case.pad.key), key=lambda band: band[:2])
    rows: list[dict[str, Any]] = []
    for low, high, corridor in bands:
        # A corridor that begins below the pad's latitude is entered at the latitude, the lowest a
        # launch can start at.
        tilt = min(max(0.5 * (low + high), floor), 180.0 - floor)
        lifted = launcher.capability(math.radians(tilt), perigee, apogee, None).payload()
        interval = Interval.of_samples(lifted.samples)
        rows.append(
            {
                "corridor": corridor.key,
                "inclination_deg": round(tilt, 2),
                "payload_kg": round(lifted.best),
                "payload_low_kg": round(interval.low),
                "payload_high_kg": round(interval.high),
            }
        )
    return rows, tuple(dict.fromkeys(c.source for _, _, c in bands))


def _pictures(rows: list[dict[str, Any]]) -> tuple[IntervalPicture, ...]:
    if len(rows) < 2:
        return ()
    tilts, best, low, high = (
        tuple(float(row[key]) for row in rows)
        for key in ("inclination_deg", "payload_kg", "payload_low_kg", "payload_high_kg")
    )
    title, caption, across, up = (say(f"picture.{name}") for name in ("title", "caption", "x", "y"))
    return (IntervalPicture(title, caption, across, up, tilts, low, best, high),)


CHECK = Check("corridors", answer, TEXTS, after=("lift",), asked_by=("launch.payload_by_corridor",))
