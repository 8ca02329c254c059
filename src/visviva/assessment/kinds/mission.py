"""A study of a mission: a launcher from a site brings a spacecraft to a station or an orbit.

The kind of every study file that holds no other kind's table.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from visviva.assessment.answer import GroundTrack, Moment
from visviva.assessment.case import Case
from visviva.assessment.case import resolve as resolve_case
from visviva.assessment.evaluate import Evaluation, evaluate
from visviva.assessment.ground_tracks import ground_tracks
from visviva.assessment.kind import Kind
from visviva.assessment.models.mission_inputs import budget_figures, inputs_of, quick_figures
from visviva.assessment.protocol import Effort
from visviva.assessment.registry import Registry
from visviva.assessment.sampling import SampledInputs, sample_inputs
from visviva.assessment.study import with_settings
from visviva.assessment.study_values import LoadedStudy, MissionStudy
from visviva.core.message import MessageArgument, speaker
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.data.catalogue import Catalogue
from visviva.data.schema.craft import ShipFact
from visviva.data.schema.figure import Figure

TEXTS = {
    "en": {
        "progress": "flying the ascent",
        "change.turn": "{turn}° to turn, {margin} m/s {verb} {what}{tail}",
        "change.no-turn": "no turn, {margin} m/s {verb} {what}{tail}",
        "verb.spare": "to spare",
        "verb.short": "short",
        "where.lift": "in the launcher",
        "where.turn-budget": "for the turn",
        "where.ship-budget": "in the ship",
        "tail.none": "",
        "tail.ports": "; the docking units do not mate",
        "moment.claim": "the claim",
        "moment.liftoff": "lift-off of {vehicle}",
        "warning.recalled": "{count} figures of the facts used are recalled, not read in a "
        "source; visviva facts {names} names them.",
        "warning.blind": "Judged without the payloads of {vehicle} itself: the spread is that of "
        "others.",
        "warning.no-payload": "No published payload of {vehicle} is known: the spread is that of "
        "others.",
        "warning.tried": "What would change it is tried by velocity budget, set right by the one "
        "ascent that was flown where the launcher stays the same.",
        "warning.quick": "Quick answer by velocity budget: no ascent was flown, and the intervals "
        "are as wide as that budget is off flown answers.",
        "warning.pad": "The pad {pad} of the study belongs to another site: the pad {own} of "
        "{site} takes its place.",
        "oldest": "oldest figure used",
        "newest": "newest figure used",
    },
    "fr": {
        "progress": "calcul de l’ascension",
        "change.turn": "{turn}° à tourner, {margin} m/s {verb} {what}{tail}",
        "change.no-turn": "sans changement de plan, {margin} m/s {verb} {what}{tail}",
        "verb.spare": "en réserve",
        "verb.short": "manquants",
        "where.lift": "dans le lanceur",
        "where.turn-budget": "pour le changement de plan",
        "where.ship-budget": "dans le vaisseau",
        "tail.none": "",
        "tail.ports": "\u202f; les systèmes d’amarrage ne s’accouplent pas",
        "moment.claim": "l’affirmation",
        "moment.liftoff": "décollage de {vehicle}",
        "warning.recalled": "{count} chiffres des faits utilisés sont cités de mémoire, non lus "
        "dans une source\u00a0; visviva facts {names} les nomme.",
        "warning.blind": "Jugé sans les charges utiles de {vehicle} lui-même\u00a0: la dispersion "
        "est celle d’autres lanceurs.",
        "warning.no-payload": "Aucune charge utile publiée de {vehicle} n’est connue\u00a0: la "
        "dispersion est celle d’autres lanceurs.",
        "warning.tried": "Ce qui changerait la réponse est essayé par bilan de vitesse, recalé "
        "sur la seule ascension calculée là où le lanceur reste le même.",
        "warning.quick": "Réponse rapide par bilan de vitesse\u00a0: aucune ascension n’a été "
        "calculée, et les intervalles sont aussi larges que l’écart de ce bilan aux réponses "
        "calculées.",
        "warning.pad": "Le pas de tir {pad} de l’étude appartient à un autre site\u00a0: le pas de "
        "tir {own} de {site} prend sa place.",
        "oldest": "chiffre utilisé le plus ancien",
        "newest": "chiffre utilisé le plus récent",
    },
    "ko": {
        "progress": "상승 계산",
        "change.turn": "궤도면 {turn}° 변경, {what} {margin} m/s {verb}{tail}",
        "change.no-turn": "궤도면 변경 없음, {what} {margin} m/s {verb}{tail}",
        "verb.spare": "여유",
        "verb.short": "부족",
        "where.lift": "발사체",
        "where.turn-budget": "궤도면 변경",
        "where.ship-budget": "우주선",
        "tail.none": "",
        "tail.ports": "; 도킹 장치가 서로 맞지 않음",
        "moment.claim": "주장",
        "moment.liftoff": "{vehicle} 발사",
        "warning.recalled": "사용한 자료의 수치 {count}개는 출처에서 읽은 것이 아니라 기억에 따른 "
        "것이다. visviva facts {names} 참조.",
        "warning.blind": "{vehicle} 자체의 탑재량 없이 판단함: 폭은 다른 발사체들의 것이다.",
        "warning.no-payload": "{vehicle}의 공개된 탑재량이 알려져 있지 않음: 폭은 다른 발사체들의 "
        "것이다.",
        "warning.tried": "무엇이 바뀌면 답이 달라지는지는 속도 수지로 시험하며, 발사체가 같은 "
        "경우에는 계산한 한 번의 상승으로 보정한다.",
        "warning.quick": "속도 수지에 따른 빠른 답: 상승을 계산하지 않았고, 구간은 이 수지가 "
        "계산한 답과 벌어지는 만큼 넓다.",
        "warning.pad": "연구의 발사대 {pad}은(는) 다른 발사장의 것이다: {site}의 발사대 "
        "{own}이(가) 대신한다.",
        "oldest": "사용한 가장 오래된 수치",
        "newest": "사용한 가장 새로운 수치",
    },
}
say = speaker(TEXTS)
CHECKS = (
    "plane-turn",
    "turn-budget",
    "waiting",
    "lift",
    "ship-budget",
    "docking",
    "free-flight",
    "landing",
    "return-load",
    "corridors",
    "on-record",
    "success-chance",
    "open",
    "stated",
)


def resolve(loaded: LoadedStudy[MissionStudy], catalogue: Catalogue, effort: Effort) -> Case:
    """The facts that the study names, with its own figures in their place."""
    case = resolve_case(loaded, catalogue, effort)
    case.required("spacecraft", "mass_kg")
    return case


def inputs(case: Case) -> Mapping[str, Figure]:
    """Figures of the facts, and what the method itself adds to the spread."""
    if case.effort.quick:
        return inputs_of(case) | budget_figures(case) | quick_figures(case)
    from visviva.assessment.models.payload_flown import UNMODELLED, unmodelled_figure

    return inputs_of(case) | {UNMODELLED: unmodelled_figure(case)}


def overridden(case: Case, path: str) -> bool:
    """Whether the study states that figure itself."""
    role, _, rest = path.partition(".")
    if role == "target":
        return case.station is not None and rest in case.overrides["target"].figures
    return role in case.overrides and rest in case.overrides[role].figures


#: Sites that any launcher is tried from: those with the most launches in each part of the world.
MAJOR_SITES = (
    "baikonur",
    "cape-canaveral",
    "jiuquan",
    "kourou",
    "plesetsk",
    "sriharikota",
    "tanegashima",
    "vandenberg",
    "vostochny",
    "wenchang",
)
#: A launcher whose heaviest known payload is below this share of the mass is no other way.
NEAR_ENOUGH = 0.5


def alternatives(case: Case, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Other sites, launchers, stations and ships of the catalogue that are in use and near at hand.

    A site: one that the launcher flies from, one of its country, or one on land with flights to low
    orbit for many years. A launcher: one that flies from the site or is of the same country, and
    has lifted half the mass at least. A ship without seats is no other way for a crew.
    """
    active = {
        kind: [e for e in catalogue.entries(kind) if e.status == "active"]
        for kind in ("site", "vehicle", "station", "ship")
    }
    vehicle, own = case.vehicle, case.vehicle.country
    mass = case.required("spacecraft", "mass_kg").value
    found = [
        ("launch.site", e.slug)
        for e in active["site"]
        if e.slug in vehicle.sites or e.country == own or e.slug in MAJOR_SITES
    ]
    found += [
        ("launch.vehicle", e.slug)
        for e in active["vehicle"]
        if (case.site.slug in e.sites or e.country == own)
        and (not e.heaviest_kg or e.heaviest_kg >= NEAR_ENOUGH * mass)
    ]
    if case.station is not None:
        found += [("target.station", e.slug) for e in active["station"]]
    if case.ship is not None:
        ships = [catalogue.ship(e.slug) for e in active["ship"]]
        found += [("spacecraft.name", ship.slug) for ship in ships if _seats(case, ship)]
    taken = {case.site.slug, vehicle.slug}
    taken |= {fact.slug for fact in (case.station, case.craft) if fact is not None}
    return [(path, name) for path, name in found if name not in taken]


def _seats(case: Case, other: ShipFact) -> bool:
    return case.ship is None or bool(other.crew_max) == bool(case.ship.crew_max)


def trials(case: Case, flown: Evaluation, seed: int) -> Callable[[str, str], Case]:
    """Cases to try, by velocity budget.

    By what the budget is off the `flown` answer of the study itself, it is set right for every
    trial of the same launcher.
    """
    from visviva.assessment.alternatives import TRIAL_SAMPLES

    trial = Effort(quick=True, trial=True)
    own = replace(case, effort=trial)
    checks = [Registry(case.loaded.packages).check(name) for name in CHECKS]
    quick = evaluate(checks, own, sample_inputs(inputs(own), seed, TRIAL_SAMPLES))
    offset = _launcher_margin(flown) - _launcher_margin(quick)

    def case_of(path: str, value: str) -> Case:
        other = resolve(with_settings(case.loaded, f"{path}={value}"), case.catalogue, trial)
        return replace(other, delta_v_offset=0.0 if path == "launch.vehicle" else offset)

    return case_of


def _launcher_margin(evaluation: Evaluation) -> float:
    margin = evaluation.margin("lift")
    return 0.0 if margin is None else float(np.median(margin))


def change_summary(case: Case, evaluation: Evaluation) -> str:
    """One line on what a trial did: the turn that is left, and the margin that decides it."""
    decision = evaluation.decision
    if not decision.deciding:
        return decision.headline
    turn = evaluation.outcomes["plane-turn"].value or 0.0
    margin = 0.0 if decision.margin is None else float(np.median(decision.margin))
    ports = evaluation.outcomes.get("docking")
    misfit = ports is not None and ports.verdict != "yes" and decision.verdict == "marginal"
    words: dict[str, MessageArgument] = {
        "turn": (turn, 2),
        "margin": (abs(margin), 0),
        "verb": say("verb.spare" if margin >= 0.0 else "verb.short"),
        "what": say(f"where.{decision.deciding}"),
        "tail": say("tail.ports" if misfit else "tail.none"),
    }
    return say("change.turn" if turn else "change.no-turn", **words)


def maps(case: Case, evaluation: Evaluation) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """First orbit and target, and the site."""
    plane = evaluation.outcomes["plane-turn"].data
    return ((), ()) if plane is None else ground_tracks(case, plane)


def timeline(case: Case, evaluation: Evaluation) -> tuple[Moment, ...]:
    """The claim and the launch it names, where it names one."""
    study, launch = case.loaded.study.study, case.loaded.study.launch
    if launch.date is None:
        return ()
    when = Epoch.from_datetime(launch.date).iso(0)
    moments = (
        Moment(study.said_on.isoformat(), say("moment.claim")),
        Moment(when, say("moment.liftoff", vehicle=case.vehicle.names)),
    )
    return tuple(sorted(moments, key=lambda moment: moment.when))


def warnings(case: Case, evaluation: Evaluation, tried: bool) -> tuple[str, ...]:
    """Figures from memory, launchers without a payload of their own, how changes were tried."""
    found = []
    facts = [f for f in (case.site, case.vehicle, case.craft, case.station) if f is not None]
    recalled = {
        fact.slug: sum(1 for _, f in fact.figures() if f.how_known == "recalled") for fact in facts
    }
    if any(recalled.values()):
        names = "|".join(slug for slug, count in recalled.items() if count)
        found.append(say("warning.recalled", count=(sum(recalled.values()), 0), names=names))
    if case.effort.quick:
        found.append(say("warning.quick"))
    pad = _dropped_pad(case)
    if pad is not None:
        found.append(say("warning.pad", pad=pad, own=case.pad.key, site=case.site.names))
    if case.loaded.study.launch.blind:
        found.append(say("warning.blind", vehicle=case.vehicle.names))
    elif not case.calibrating:
        found.append(say("warning.no-payload", vehicle=case.vehicle.names))
    if tried:
        found.append(say("warning.tried"))
    return tuple(found)


def _dropped_pad(case: Case) -> str | None:
    """The pad that the file names, where a site set on top of it took it away."""
    if case.loaded.study.launch.pad is not None or not case.loaded.text:
        return None
    pad = tomllib.loads(case.loaded.text).get("launch", {}).get("pad")
    return None if pad is None else str(pad)


def data_dates(case: Case, drawn: SampledInputs) -> Mapping[str, str]:
    """How old the figures are."""
    days = sorted(
        figure.as_of for key, figure in drawn.figures.items() if not key.startswith("model.")
    )
    return {say("oldest"): days[0].isoformat(), say("newest"): days[-1].isoformat()}


KIND = Kind(
    "mission",
    MissionStudy,
    CHECKS,
    resolve,
    texts=TEXTS,
    inputs=inputs,
    overridden=overridden,
    alternatives=alternatives,
    trials=trials,
    change_summary=change_summary,
    maps=maps,
    timeline=timeline,
    warnings=warnings,
    data_dates=data_dates,
    progress=say("progress"),
)
