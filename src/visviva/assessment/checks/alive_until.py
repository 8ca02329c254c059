"""Until when can it stay in orbit: held by its propellant, or left alone in the lunar field?

Limits: a held orbit ends with its propellant (how long it then lasts by itself is not counted); an
orbit left alone is flown at degree 50 to the claimed day for each argument of periselene of the
study at three nodes, and ends at the mean sphere. Failures of the craft are not physics.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from visviva.assessment.answer import IntervalPicture, verdict_of
from visviva.assessment.models.lunar_case import (
    YEAR,
    LunarCase,
    epoch_of,
    upkeep_years,
    year_of,
)
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.message import speaker
from visviva.core.uncertain import Interval

if TYPE_CHECKING:
    from visviva.moon.sweep import Survival

#: Degree of the field of the long flights, and nodes (degrees) that are flown: none is published.
DEGREE, NODES = 50, (0.0, 120.0, 240.0)

TEXTS = {
    "en": {
        "picture.title": "Periselene of each geometry, without upkeep",
        "picture.caption": "Each line runs from the lowest to the highest periselene until the "
        "day that is said, or until the fall (0 km), over the nodes; the dot is the middle one of "
        "their lowest.",
        "picture.x": "argument of periselene, degrees",
        "picture.y": "height, km",
        "column.argument": "Argument of periselene",
        "column.node": "Node",
        "column.lifetime": "Lifetime",
        "column.lowest": "Lowest height",
        "question": "Can it fly until the day that is said?",
        "summary.held": "Its propellant holds the last orbit until {year}, between {low} and "
        "{high}; {wanted} was said.",
        "summary.free": "Left alone, {alive} of {count} geometries are still in orbit on {wanted}; "
        "the lowest of them comes down to {lowest} km.",
        "method": "upkeep a year against the propellant left; left alone: GRGM660PRIM to degree "
        "50, Earth and Sun, over arguments of periselene and nodes",
    },
    "fr": {
        "picture.title": "Périsélène de chaque géométrie, sans maintien",
        "picture.caption": "Chaque trait va du périsélène le plus bas au plus haut jusqu’au jour "
        "dit, ou jusqu’à la chute (0 km), sur les nœuds\u202f; le point est la médiane de "
        "leurs plus bas.",
        "picture.x": "argument du périsélène, degrés",
        "picture.y": "altitude, km",
        "column.argument": "Argument du périsélène",
        "column.node": "Nœud",
        "column.lifetime": "Durée de vie",
        "column.lowest": "Altitude la plus basse",
        "question": "Peut-il voler jusqu’au jour dit\u202f?",
        "summary.held": "Ses ergols tiennent la dernière orbite jusqu’en {year}, entre {low} et "
        "{high}\u202f; {wanted} était dit.",
        "summary.free": "Laissé à lui-même, {alive} géométries sur {count} sont encore en orbite "
        "le {wanted}\u202f; la plus basse descend à {lowest} km.",
        "method": "maintien par an contre ergols restants\u202f; sans maintien\u202f: GRGM660PRIM "
        "au degré 50, Terre et Soleil, sur les arguments du périsélène et les nœuds",
    },
    "ko": {
        "picture.title": "궤도 유지 없는 각 기하의 근월점 고도",
        "picture.caption": "선은 말한 날까지(또는 추락, 0 km까지)의 최저에서 최고 "
        "근월점까지이며 승교점 전체에 걸친다. 점은 최저값의 중앙값이다.",
        "picture.x": "근월점 인수, 도",
        "picture.y": "고도, km",
        "column.argument": "근월점 인수",
        "column.node": "승교점",
        "column.lifetime": "수명",
        "column.lowest": "최저 고도",
        "question": "말한 날까지 날 수 있는가?",
        "summary.held": "추진제는 마지막 궤도를 {year}까지({low}~{high}) 유지한다. 주장은 "
        "{wanted}이다.",
        "summary.free": "그대로 두면 {count}가지 가운데 {alive}가지가 {wanted}에도 궤도에 있다. "
        "가장 낮은 것은 {lowest} km까지 내려온다.",
        "method": "연간 유지 비용과 남은 추진제; 그대로 둔 경우: GRGM660PRIM 50차, 지구와 태양, "
        "근월점 인수와 승교점별",
    },
}

say = speaker(TEXTS)


def answer(case: LunarCase, drawn: SampledInputs, found: Found) -> Outcome:
    """Decimal year until which it flies."""
    years = upkeep_years(case, drawn, found["insertion-delta-v"].known())
    return _free(case) if years is None else _held(case, years)


def _held(case: LunarCase, years: Array) -> Outcome:
    until = year_of(case.last.at) + years
    wanted = year_of(case.section.alive_until)
    ends = Interval.of_samples(until)
    margin = until - wanted
    return Outcome(
        verdict_of(float(np.mean(margin >= 0.0))),
        {
            "year": _month(float(np.median(until))),
            "low": _month(ends.low),
            "high": _month(ends.high),
            "wanted": case.section.alive_until.date().isoformat(),
        },
        variant="held",
        value=float(np.median(until)),
        unit="year",
        limit=wanted,
        limit_kind="at_least",
        samples=until,
        margin=margin,
        margin_unit="year",
    )


def _month(year: float) -> str:
    """Decimal year as year and month.

    >>> _month(2027.38)
    '2027-05'
    """
    return f"{int(year)}-{int(12.0 * (year % 1.0)) + 1:02d}"


def _free(case: LunarCase) -> Outcome:
    row, wanted = case.last, case.section.alive_until
    span = (wanted - row.at).total_seconds()
    angles = case.section.argument_deg[:1] if case.trial else case.section.argument_deg
    nodes = NODES[:1] if case.trial else NODES
    pairs = [(argument, node) for argument in angles for node in nodes]
    flown = _fly(case, span, pairs)
    alive = [found.seconds is None for found in flown]
    share = sum(alive) / len(alive)
    days = [(span if f.seconds is None else f.seconds) / 86400.0 for f in flown]
    typical = year_of(row.at) + float(np.median(days)) * 86400.0 / YEAR
    rows = tuple(
        {
            "argument_deg": argument,
            "node_deg": node,
            "lifetime_days": None if found.seconds is None else round(found.seconds / 86400.0, 1),
            "lowest_km": round(found.lowest / 1e3, 1),
        }
        for (argument, node), found in zip(pairs, flown, strict=True)
    )
    return Outcome(
        verdict_of(share),
        {
            "alive": (sum(alive), 0),
            "count": (len(alive), 0),
            "wanted": wanted.date().isoformat(),
            "lowest": (min(found.lowest for found in flown) / 1e3, 0),
        },
        variant="free",
        value=round(min(typical, year_of(wanted)), 3),
        unit="year",
        limit=year_of(wanted),
        limit_kind="at_least",
        probability=share,
        rows=rows,
        sources=(row.periselene_km.source,),
        pictures=_pictures(pairs, flown),
    )


def _pictures(
    pairs: Sequence[tuple[float, float]], flown: Sequence["Survival"]
) -> tuple[IntervalPicture, ...]:
    angles = sorted({argument for argument, _ in pairs})
    if len(angles) < 2:
        return ()
    title, caption, across, up = (say(f"picture.{name}") for name in ("title", "caption", "x", "y"))
    # One line for an argument: over its nodes, with the middle one of their lowest heights.
    of = {x: [f for (a, _), f in zip(pairs, flown, strict=True) if a == x] for x in angles}
    low, best, high = (
        tuple(round(float(pick([getattr(f, name) for f in of[x]])) / 1e3, 1) for x in angles)
        for pick, name in ((min, "lowest"), (np.median, "lowest"), (max, "highest"))
    )
    return (IntervalPicture(title, caption, across, up, tuple(angles), low, best, high),)


def _fly(
    case: LunarCase, span: float, pairs: Sequence[tuple[float, float]]
) -> "tuple[Survival, ...]":
    """How the geometries (argument and node in degrees) of the last orbit fare."""
    from visviva.moon.orbit import LunarForces
    from visviva.moon.sweep import SweptOrbit, sweep

    orbit = SweptOrbit(
        epoch_of(case.last.at),
        1e3 * case.last.periselene_km.value,
        1e3 * case.last.aposelene_km.value,
        math.radians(case.section.inclination_deg),
        span,
    )
    argument, node = np.radians(np.array(pairs, dtype=np.float64)).T
    return sweep(orbit, node, argument, LunarForces.bundled(DEGREE))


CHECK = Check("alive-until", answer, TEXTS, decides=True, after=("insertion-delta-v",))
