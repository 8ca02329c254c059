"""A study of a satellite's past: was it under control? Answered from a history of element sets.

The sets are those of the satellite's fact, or a file of the user's (`elements`), cut to a span.
"""

from pathlib import Path

import numpy as np

from visviva.assessment.answer import Assessment, Finding, Input, Moment, Said, Word, answer_of
from visviva.assessment.study import HistorySection, HistoryStudy, LoadedHistory
from visviva.core.time import Epoch
from visviva.core.uncertain import Interval, stream
from visviva.data.catalogue import Catalogue
from visviva.data.schema.craft import SatelliteFact
from visviva.errors import StudyError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.track.history import History, history_of
from visviva.track.identity import identify
from visviva.track.maneuvers.detect import Maneuver, find_maneuvers

METHOD = (
    "element sets cleaned and compared two-sided against drag predicted from space weather; a "
    "raise of the orbit "
    "cannot be natural, a lowering can (docs, track)"
)
SOURCES = ("element sets: see the inputs",)


def sets_of(
    section: HistorySection, fact: SatelliteFact, folder: Path | None, place: str
) -> History:
    """The element sets that the study names, in order, cut to its span."""
    if section.elements is not None:
        beside = folder / section.elements if folder is not None else Path(section.elements)
        found = list(read_elements(beside if beside.exists() else Path(section.elements)).elements)
    else:
        text = "".join(f"{fact.title}\n{row.line1}\n{row.line2}\n" for row in fact.element_sets)
        found = list(read_elements(text).elements) if text else []
    kept = [e for e in found if _inside(e, section)]
    if len(kept) < 3:
        raise StudyError(
            f"{len(kept)} element sets of {fact.title} in the span",
            advice="a history needs three or more",
            place=place,
        )
    return history_of(kept, fact.catalog_number)


def _inside(element: ElementSet, section: HistorySection) -> bool:
    after = section.since is None or bool(element.epoch >= Epoch.from_datetime(section.since))
    before = section.until is None or bool(element.epoch <= Epoch.from_datetime(section.until))
    return after and before


def assess_history(
    loaded: LoadedHistory, *, catalogue: Catalogue, reproduce: str, seed: int, samples: int
) -> Assessment:
    """Answer whether the satellite was under control over the span.

    Raises
    ------
    StudyError
        If there are fewer than three element sets in the span.
    """
    study = loaded.study
    fact = catalogue.satellite(study.history.satellite)
    history = sets_of(study.history, fact, loaded.folder, loaded.origin)
    burns = find_maneuvers(history)
    raises = [b for b in burns if b.delta_v[1] > 0.0]
    chance = 1.0 - float(np.prod([1.0 - b.confidence for b in raises])) if raises else 0.0
    findings = (
        _control(fact, history, raises, chance, seed, samples),
        *_largest(fact, raises),
        _orbit(fact, history),
    )
    dates = [str(when) for when in history.epoch.iso(0)]
    inputs = tuple(
        Input(
            f"history.{k}", when, "", None, None, _source(study, fact, when[:10]), when[:10], "read"
        )
        for k, when in enumerate(dates)
    )
    moments = tuple(Moment(b.time.iso(0), f"{b.purpose}, {b.size:.2f} m/s") for b in burns)
    s = study.study
    head = {"yes": "Yes", "marginal": "Marginal", "no": "No", "unknown": "Unknown"}[
        findings[0].verdict
    ]
    return Assessment(
        name=s.name,
        claim=s.claim,
        said_by=s.said_by,
        said_on=s.said_on.isoformat(),
        verdict=findings[0].verdict,
        probability=chance,
        sentence=f"{head}: {findings[0].summary}",
        deciding=findings[0].id,
        findings=findings,
        inputs=inputs,
        changes=(),
        reproduce=reproduce,
        seed=seed,
        samples=samples,
        notes=s.notes,
        timeline=moments,
        warnings=tuple(history.warnings),
        data_dates={"first element set": dates[0], "last element set": dates[-1]},
        said=findings[0].said,
        margin=findings[0].value,
        margin_unit="m/s",
        margin_interval_90=findings[0].interval_90,
        margin_samples=findings[0].samples,
    )


def _source(study: HistoryStudy, fact: SatelliteFact, day: str) -> str:
    if study.history.elements is not None:
        return study.history.elements
    return next(
        (r.source for r in fact.element_sets if r.as_of.isoformat() == day), "public catalogue"
    )


def _control(
    fact: SatelliteFact,
    history: History,
    raises: list[Maneuver],
    chance: float,
    seed: int,
    samples: int,
) -> Finding:
    """Was the orbit raised against drag? Dead satellites only sink."""
    gained = np.zeros(samples)
    rng = stream(seed, "history.raises")
    for burn in raises:
        gained += rng.normal(burn.delta_v[1], burn.sigma[1], samples) * (
            rng.random(samples) < burn.confidence
        )
    value = float(np.median(gained))
    days = float(history.days[-1])
    words: dict[str, Word] = {
        "name": fact.names,
        "count": (len(raises), 0),
        "days": (days, 0),
        "value": (value, 1),
        "sets": (len(history), 0),
    }
    if raises:
        summary = (
            f"{fact.title} raised its orbit {len(raises)} times in {days:.0f} days, by "
            f"{value:.1f} m/s in all: only a "
            "satellite that obeys does that."
        )
    else:
        summary = (
            f"No raise of the orbit of {fact.title} is seen in {len(history)} element sets over "
            f"{days:.0f} days; a "
            "satellite that is alive need not move."
        )
    verdict = answer_of(chance) if raises else "unknown"
    rows = tuple(
        {
            "utc": b.time.iso(0),
            "earliest_utc": b.earliest.iso(0),
            "latest_utc": b.latest.iso(0),
            "delta_v_m_s": round(b.size, 2),
            "purpose": b.purpose,
            "confidence": round(b.confidence, 2),
        }
        for b in raises
    )
    thinned = tuple(float(x) for x in gained[:: max(1, samples // 400)])
    return Finding(
        "control",
        "Was the orbit raised against drag?",
        verdict,
        value,
        "m/s",
        summary,
        METHOD,
        Interval.of_samples(gained),
        0.0,
        "at_least",
        SOURCES,
        True,
        rows,
        thinned,
        Said("finding.control.summary" + ("" if raises else ".none"), words),
    )


def _largest(fact: SatelliteFact, raises: list[Maneuver]) -> tuple[Finding, ...]:
    """The burn whose moment is known best."""
    if not raises:
        return ()
    best = min(raises, key=lambda b: float(b.latest - b.earliest))
    others = ", ".join(epoch.iso(0)[11:16] for epoch, _ in best.candidates[1:4])
    low, high = best.size_interval
    summary = (
        f"{fact.title} burned {best.size:.2f} m/s near {best.time.iso(0)}; "
        f"other moments that stay possible: {others or '–'}."
    )
    return (
        Finding(
            "burn",
            "When did it move, and by how much?",
            "yes",
            best.size,
            "m/s",
            summary,
            METHOD,
            Interval(low, high),
            sources=SOURCES,
            said=Said(
                "finding.burn.summary",
                {
                    "name": fact.names,
                    "size": (best.size, 2),
                    "when": best.time.iso(0),
                    "others": others or "–",
                },
            ),
        ),
    )


def _orbit(fact: SatelliteFact, history: History) -> Finding:
    found = identify(history)
    hours = found.local_time
    clock = f"{int(hours):02d}:{int(hours % 1 * 60):02d}"
    kind = "Sun-synchronous" if found.sun_synchronous else "not Sun-synchronous"
    return Finding(
        "identity",
        "What orbit does it keep?",
        "yes",
        float(np.degrees(found.inclination)),
        "deg",
        f"{fact.title} flies {kind}, ascending node at {clock} local time.",
        "mean elements (docs, track)",
        sources=SOURCES,
        said=Said(
            "finding.identity.summary",
            {
                "name": fact.names,
                "kind": "@orbit.synchronous" if found.sun_synchronous else "@orbit.other",
                "clock": clock,
            },
        ),
    )
