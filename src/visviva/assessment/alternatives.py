"""What would change the verdict.

Every other site, vehicle and station of the catalogue, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from visviva.assessment.answer import Change, Said, Word
from visviva.assessment.case import Case, resolve
from visviva.assessment.models.payload import budget_lift, shifted
from visviva.assessment.sampling import budget_figures, draw, inputs_of
from visviva.assessment.study import LoadedStudy
from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError

if TYPE_CHECKING:
    from visviva.assessment.run import Result

#: Samples of each trial; enough to tell yes from no.
TRIAL_SAMPLES = 1000


def alternatives(case: Case, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Single settings to try: ``(path, value)``."""
    tries = [
        ("launch.site", name)
        for name in catalogue.names("site", active=True)
        if name != case.site.slug
    ]
    tries += [
        ("launch.vehicle", name)
        for name in catalogue.names("vehicle", active=True)
        if name != case.vehicle.slug
    ]
    if case.station is not None:
        tries += [
            ("target.station", name)
            for name in catalogue.names("station", active=True)
            if name != case.station.slug
        ]
    if case.ship is not None:
        tries += [
            ("spacecraft.name", name)
            for name in catalogue.names("ship", active=True)
            if name != case.ship.slug
        ]
    return tries


def changes_of(
    loaded: LoadedStudy,
    flown: Result,
    catalogue: Catalogue,
    seed: int,
    progress: Callable[[float], None],
) -> tuple[Change, ...]:
    """Every single change tried, the most helpful first.

    Trials are made by velocity budget; by what the budget is off the `flown` answer of the study
    itself, it is set right for every trial of the same launcher.
    """
    case = resolve(loaded, catalogue)
    tries = alternatives(case, catalogue)
    off = _spare(flown) - _spare(_tried(case, catalogue, seed, 0.0))
    found = []
    for k, (path, value) in enumerate(tries):
        progress(k / max(len(tries), 1))
        try:
            other = resolve(_trial(loaded, path, value), catalogue)
            result = _tried(other, catalogue, seed, 0.0 if path == "launch.vehicle" else off)
        except VisvivaError:
            continue  # a change that makes no mission at all is no answer to "what would change it"
        found.append(Change(path, value, result.verdict, result.probability, *_told(result)))
    rank = {"yes": 0, "marginal": 1, "unknown": 2, "no": 3}
    return tuple(sorted(found, key=lambda c: (rank[c.verdict], -c.probability, c.path, c.value)))


def _tried(case: Case, catalogue: Catalogue, seed: int, off: float) -> Result:
    """The answer by velocity budget, `off` m/s added to what the launcher has to spare."""
    from visviva.assessment.run import evaluate

    drawn = draw(inputs_of(case) | budget_figures(case), seed, TRIAL_SAMPLES)
    return evaluate(
        case, drawn, shifted(budget_lift(case, drawn, catalogue), off), with_payload=False
    )


def _spare(result: Result) -> float:
    return float(np.median(result.margins["lift"]))


def _trial(loaded: LoadedStudy, path: str, value: str) -> LoadedStudy:
    """The study with one setting more; another site comes with its own first pad."""
    other = loaded.with_settings(f"{path}={value}")
    if path != "launch.site" or other.study.launch.pad is None:
        return other
    launch = other.study.launch.model_copy(update={"pad": None})
    return replace(other, study=other.study.model_copy(update={"launch": launch}))


def _told(result: Result) -> tuple[str, int, Said]:
    """One line on what a trial did: the turn that is left, and the margin that decides it."""
    turned = next((f.value for f in result.findings if f.id == "plane-turn"), None)
    turn = f"{turned:.2f}° to turn" if turned else "no turn"
    margin = float(np.median(result.margins[result.deciding]))
    what = {"lift": "in the launcher", "turn-budget": "for the turn", "ship-budget": "in the ship"}[
        result.deciding
    ]
    verb = "to spare" if margin >= 0.0 else "short"
    ports = next((f for f in result.findings if f.id == "docking" and f.verdict != "yes"), None)
    tail = "; the docking units do not mate" if ports and result.verdict == "marginal" else ""
    words: dict[str, Word] = {
        "turn": (turned or 0.0, 2),
        "margin": (abs(margin), 0),
        "verb": "@ends.spare" if margin >= 0.0 else "@ends.short",
        "what": f"@where.{result.deciding}",
        "tail": "@change.ports" if tail else "",
    }
    said = Said("change.turn" if turned else "change.no_turn", words)
    return f"{turn}, {abs(margin):,.0f} m/s {verb} {what}{tail}", TRIAL_SAMPLES, said
