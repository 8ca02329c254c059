"""From a study to an assessment: resolve, draw, check, decide, and try what would change it."""

import math
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from visviva.assessment.answer import (
    Answer,
    Assessment,
    Change,
    Finding,
    Moment,
    Said,
    Word,
    answer_of,
)
from visviva.assessment.case import Case, input_of, resolve
from visviva.assessment.checks import landing as flight
from visviva.assessment.checks import mission as check
from visviva.assessment.checks.corridors import offers
from visviva.assessment.flight_plan import FlightPlan
from visviva.assessment.ground_tracks import picture_of
from visviva.assessment.models.launch_plane import Reach, reach
from visviva.assessment.models.payload import Lift, ascent_lift, budget_lift, nuisance_figure
from visviva.assessment.models.turn_budget import WAYS, best_option, options
from visviva.assessment.sampling import Draw, budget_figures, draw, influence, inputs_of
from visviva.assessment.study import LoadedHistory, LoadedStudy
from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.core.time import Epoch
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.transfer import circular_speed, hohmann, plane_change

SAMPLES = 4000
#: Findings whose answers make the verdict; the others inform.
DECIDING = ("lift", "turn-budget", "ship-budget", "docking")
_ORDER: tuple[Answer, ...] = ("no", "marginal", "unknown", "yes")


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks of one case give, before it becomes an answer page."""

    findings: tuple[Finding, ...]
    verdict: Answer
    probability: float
    deciding: str
    margins: dict[str, Array]
    reached: Reach
    lift: Lift
    plan: FlightPlan | None = None


def evaluate(
    case: Case, drawn: Draw, lift: Lift, *, with_payload: bool = True, with_plan: bool = False
) -> Result:
    """Run every check that the case calls for.

    Parameters
    ----------
    case : Case
    drawn : Draw
    lift : Lift
        What the launcher can do, from these samples.
    with_payload : bool
        Also compute payloads in kg (slower); the verdict does not need them.
    with_plan : bool
        Also fly a free flight home (slower); it informs, and does not decide.
    """
    wanted = drawn.samples["target.inclination_deg"]
    latitude = drawn.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    wanted_deg, stated_deg = (
        case.orbit_figure("inclination_deg").value,
        case.loaded.study.launch.inclination_deg,
    )
    reached = reach(case.site, latitude, wanted_deg, stated_deg, case.pad.key)
    start = np.full(drawn.n, reached.start_inclination)
    turn = np.abs(np.radians(wanted) - start) if reached.turn > 0.0 else np.zeros(drawn.n)
    mass = _mass(case, drawn)
    perigee, apogee = _insertion(case, drawn)
    first = lift.capability(reached.start_inclination, perigee, apogee, None)
    spare = first.spare(mass)
    margins: dict[str, Array] = {"lift": spare}
    payload = first.payload() if with_payload else mass + np.sign(spare)
    cost = float(np.median(plane_change(circular_speed(EARTH_RADIUS + PARKING_HEIGHT), turn)))
    rows: list[Finding] = []
    reserve, parts = _reserve(case, drawn)
    if reached.turn > 0.0:
        found = options(
            turn, spare, np.zeros(drawn.n) if reserve is None else reserve, _target_radius(case)
        )
        target = math.radians(wanted_deg)
        after = (
            lift.capability(reached.start_inclination, perigee, apogee, target).payload()
            if with_payload
            else mass
        )
        pay = check.paying(found, after, mass, drawn)
        margins["turn-budget"] = best_option(found).margin
        rows += [
            check.plane(case, reached, turn, cost, pay.verdict, drawn),
            pay,
            check.waiting(case),
        ]
    else:
        rows.append(check.plane(case, reached, turn, cost, "yes", drawn))
    heights = f"{np.median(perigee) / 1e3:.0f} × {np.median(apogee) / 1e3:.0f} km"
    orbit = f"{heights}, {math.degrees(reached.start_inclination):.1f}°"
    rows.append(check.lifting(case, lift, first.method or lift.method, payload, mass, orbit, drawn))
    if reserve is not None:
        rows.append(check.ship_budget(case, reserve, parts, drawn))
        margins["ship-budget"] = reserve
    if (fits := check.docking(case)) is not None:
        rows.append(fits)
    days = case.figure("spacecraft", "free_flight_days")
    if case.loaded.study.target.returns and days is not None:
        rows.append(check.free_flight(case, days))
    plan, homeward = (
        flight.planned(case, reached) if with_plan else (None, flight.findings_of(case, None))
    )
    rows += homeward
    if case.loaded.study.launch.offers and with_payload:
        rows.append(offers(case, lift, latitude, perigee, apogee))
    rows += check.open_questions(case) + check.stated(case)
    return replace(_decided(tuple(rows), margins, reached, lift), plan=plan)


def _decided(
    rows: tuple[Finding, ...], margins: dict[str, Array], reached: Reach, lift: Lift
) -> Result:
    """Verdict and probability over all findings that decide.

    The least probable one is named as deciding.
    """
    joint = np.all([m >= 0.0 for m in margins.values()], axis=0)
    probability = float(np.mean(joint))
    counted = [f for f in rows if f.id in DECIDING and f.verdict != "unknown"]
    verdict = min([answer_of(probability), *(f.verdict for f in counted)], key=_ORDER.index)
    present = [name for name in ("turn-budget", "lift", "ship-budget") if name in margins]
    deciding = min(present, key=lambda name: float(np.mean(margins[name] >= 0.0)))
    return Result(rows, verdict, probability, deciding, margins, reached, lift)


def _mass(case: Case, drawn: Draw) -> Array:
    case.required("spacecraft", "mass_kg")
    return drawn.samples["spacecraft.mass_kg"]


def _insertion(case: Case, drawn: Draw) -> tuple[Array, Array]:
    """Orbit the launcher delivers to, m.

    The parking orbit for a ship bound for a station, else the target.
    """
    if case.station is not None and case.figure("spacecraft", "delta_v_m_s") is not None:
        height = np.full(drawn.n, PARKING_HEIGHT)
        return height, height
    low, high = drawn.samples["target.perigee_km"] * 1e3, drawn.samples["target.apogee_km"] * 1e3
    return np.minimum(low, high), np.maximum(low, high)


def _target_radius(case: Case) -> float:
    return EARTH_RADIUS + 500.0 * (
        case.orbit_figure("perigee_km").value + case.orbit_figure("apogee_km").value
    )


def _reserve(case: Case, drawn: Draw) -> tuple[Array | None, list[tuple[str, float]]]:
    """What the ship keeps after rendezvous and deorbit, m/s, and the parts of that sum."""
    stated = drawn.of("spacecraft", "reserve_delta_v_m_s")
    if stated is not None and "reserve_delta_v_m_s" in case.overrides["spacecraft"].figures:
        return stated, [("reserve as stated", float(np.median(stated)))]
    whole = drawn.of("spacecraft", "delta_v_m_s")
    if whole is None:
        return (
            (stated, [("reserve as published", float(np.median(stated)))])
            if stated is not None
            else (None, [])
        )
    parts = [("tanks", float(np.median(whole)))]
    left = whole
    if case.station is not None:
        meeting = drawn.of("spacecraft", "rendezvous_delta_v_m_s")
        if meeting is None:
            climb = hohmann(EARTH_RADIUS + PARKING_HEIGHT, _target_radius(case)).delta_v
            meeting = np.full(drawn.n, climb)
        left = left - meeting
        parts.append(("rendezvous", float(np.median(meeting))))
    home = drawn.of("spacecraft", "deorbit_delta_v_m_s")
    if home is not None:
        left = left - home
        parts.append(("deorbit", float(np.median(home))))
    return left, parts


def assess(
    loaded: LoadedStudy | LoadedHistory,
    *,
    catalogue: Catalogue | None = None,
    seed: int = 1,
    samples: int = SAMPLES,
    explore: bool = True,
    ascent: bool = True,
    progress: Callable[[str, float], None] | None = None,
) -> Assessment:
    """Answer a study.

    Parameters
    ----------
    loaded : LoadedStudy
    catalogue : Catalogue, optional
        Facts; those that ship with the program by default.
    seed : int
        Of every random stream; the same seed gives the same answer.
    samples : int
    explore : bool
        Also try the other sites, vehicles and stations of the catalogue.
    ascent : bool
        Fly the optimal ascent; False: the quicker velocity budget.
    progress : callable, optional
        Told what is being done and the share done, 0 to 1.

    Returns
    -------
    Assessment

    Raises
    ------
    StudyError, FactError, UnknownNameError
        With the place in the study file.

    Examples
    --------
    >>> from visviva.assessment.study import load_study
    >>> assess(load_study("soyuz-tiangong"), explore=False).verdict
    'no'
    """
    from visviva.assessment.alternatives import changes_of

    tell = progress or (lambda label, share: None)
    catalogue = catalogue or Catalogue.bundled()
    if isinstance(loaded, LoadedHistory):
        from visviva.assessment.checks.satellite_control import assess_history

        tell("comparing the element sets", 0.2)
        command = _command(loaded, seed, samples, quick=False)
        return assess_history(
            loaded, catalogue=catalogue, reproduce=command, seed=seed, samples=samples
        )
    tell("reading the facts", 0.0)
    case = resolve(loaded, catalogue)
    case.required("spacecraft", "mass_kg")
    method = {"model.nuisance_m_s": nuisance_figure(case)} if ascent else {}
    drawn = draw(inputs_of(case) | budget_figures(case) | method, seed, samples)
    tell("flying the ascent", 0.1)
    lift = (ascent_lift if ascent else budget_lift)(case, drawn, catalogue)
    result = evaluate(case, drawn, lift, with_plan=ascent)
    changes = (
        changes_of(
            loaded,
            result,
            catalogue,
            seed,
            lambda share: tell("trying what would change it", 0.3 + 0.7 * share),
        )
        if explore
        else ()
    )
    tell("done", 1.0)
    return _assembled(case, drawn, result, changes, seed)


def _assembled(
    case: Case, drawn: Draw, result: Result, changes: tuple[Change, ...], seed: int
) -> Assessment:
    study = case.loaded.study.study
    margin = result.margins[result.deciding]
    shares = influence(drawn.samples, margin)
    tracks, places = picture_of(case, result.reached)
    inputs = tuple(
        input_of(key, figure, _is_overridden(case, key), shares.get(key, 0.0))
        for key, figure in drawn.figures.items()
    )
    deciding = next(f for f in result.findings if f.id == result.deciding)
    sentence, said = _sentence(result, deciding, case)
    reproduce = _command(
        case.loaded, seed, drawn.n, quick="model.nuisance_m_s" not in drawn.figures
    )
    return Assessment(
        name=study.name,
        claim=study.claim,
        said_by=study.said_by,
        said_on=study.said_on.isoformat(),
        verdict=result.verdict,
        probability=result.probability,
        sentence=sentence,
        said=said,
        deciding=result.deciding,
        findings=result.findings,
        inputs=inputs,
        changes=changes,
        reproduce=reproduce,
        seed=seed,
        samples=drawn.n,
        margin=float(np.median(margin)),
        margin_unit="m/s",
        margin_interval_90=Interval.of_samples(margin),
        margin_samples=check.kept(margin),
        tracks=tracks,
        places=places,
        timeline=_timeline(case, result.plan),
        notes=study.notes,
        warnings=_warnings(case, tried=bool(changes)),
        data_dates=_dates(drawn),
    )


def _sentence(result: Result, deciding: Finding, case: Case) -> tuple[str, Said | None]:
    """The verdict in one sentence, and the same for other languages."""
    head = {"yes": "Yes", "marginal": "Marginal", "no": "No", "unknown": "Unknown"}[result.verdict]
    if deciding.id == "turn-budget" and deciding.verdict == result.verdict:
        text, said = _turn_sentence(result, deciding, case)
        return f"{head}: {text}", said
    doubts = [
        f
        for f in result.findings
        if f.id in DECIDING and f.verdict == result.verdict and f.id != deciding.id
    ]
    told = doubts[0] if deciding.verdict != result.verdict and doubts else deciding
    return f"{head}: {told.summary}", told.said


def _turn_sentence(result: Result, deciding: Finding, case: Case) -> tuple[str, Said]:
    """The whole of a turn's arithmetic in one sentence."""
    start, wanted = (
        math.degrees(result.reached.start_inclination),
        case.orbit_figure("inclination_deg").value,
    )
    target = case.station.title if case.station else "the target orbit"
    cheapest = min(row["need_m_s"] for row in deciding.detail)
    best = max(deciding.detail, key=lambda row: row["margin_m_s"])
    enough = best["margin_m_s"] >= 0
    turn, have, way = abs(wanted - start), best["have_m_s"], best["way"]
    text = (
        f"{case.site.title} starts at {start:.2f}° and {target} flies at {wanted:.2f}°. Turning "
        f"by {turn:.2f}° costs "
        f"{cheapest:,} m/s at the least; there are {have:,} m/s to pay with ({way}): "
        f"{'enough' if enough else 'too little'}."
    )
    key = next(key for key, label in WAYS.items() if label == way)
    words: dict[str, Word] = {
        "site": case.site.names,
        "start": (start, 2),
        "wanted": (wanted, 2),
        "turn": (turn, 2),
        "cost": (cheapest, 0),
        "target": case.station.names if case.station else "@target.orbit",
        "have": (have, 0),
        "way": f"@way.{key}",
        "ends": "@ends.enough" if enough else "@ends.little",
    }
    return text, Said("sentence.turn-budget", words)


def _is_overridden(case: Case, key: str) -> bool:
    role, _, path = key.partition(".")
    if role == "target":
        return case.station is not None and path in case.overrides["target"].figures
    return role in case.overrides and path in case.overrides[role].figures


def _command(loaded: LoadedStudy | LoadedHistory, seed: int, samples: int, *, quick: bool) -> str:
    words = ["visviva", "assess", loaded.origin]
    for setting in loaded.settings:
        words += ["--set", setting]
    words += ["--seed", str(seed)]
    if quick:
        words.append("--quick")
    if samples != SAMPLES:
        words += ["--samples", str(samples)]
    return shlex.join(words)


def _timeline(case: Case, plan: FlightPlan | None) -> tuple[Moment, ...]:
    """The flight as planned; else the claim and the launch it names, where it names one."""
    study, launch = case.loaded.study.study, case.loaded.study.launch
    if plan is not None:
        return flight.moments(plan)
    if launch.date is None:
        return ()
    when = Epoch.from_datetime(launch.date).iso(0)
    moments = (
        Moment(study.said_on.isoformat(), "the claim"),
        Moment(when, f"lift-off of {case.vehicle.title}"),
    )
    return tuple(sorted(moments, key=lambda moment: moment.when))


def _dates(drawn: Draw) -> dict[str, str]:
    """How old the figures are."""
    days = sorted(
        figure.as_of for key, figure in drawn.figures.items() if not key.startswith("model.")
    )
    return {"oldest figure used": days[0].isoformat(), "newest figure used": days[-1].isoformat()}


def _warnings(case: Case, *, tried: bool) -> tuple[str, ...]:
    found = []
    facts = [case.site, case.vehicle, case.craft, case.station]
    recalled = sum(
        1 for fact in facts if fact for _, f in fact.figures() if f.how_known == "recalled"
    )
    if recalled:
        found.append(
            f"{recalled} figures of the facts used are recalled, not read in a source: see the "
            "inputs."
        )
    if case.loaded.study.launch.blind:
        found.append(
            f"Judged without the payloads of {case.vehicle.title} itself: the spread is that of "
            "others."
        )
    elif not case.calibrating:
        found.append(
            f"No published payload of {case.vehicle.title} is known: the spread is that of others."
        )
    if tried:
        found.append(
            "What would change it is tried by velocity budget, set right by the one ascent that "
            "was flown where the "
            "launcher stays the same."
        )
    return tuple(found)
