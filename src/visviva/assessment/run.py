"""From a study to an assessment: resolve, sample, check, decide, and try what would change it."""

import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from visviva.assessment.alternatives import try_alternatives
from visviva.assessment.answer import Assessment, Change, Input
from visviva.assessment.evaluate import Evaluation, evaluate
from visviva.assessment.kind import Kind
from visviva.assessment.protocol import Effort
from visviva.assessment.registry import PACKAGES, Registry
from visviva.assessment.sampling import SampledInputs, kept, sample_inputs, variance_share
from visviva.assessment.study import load_study
from visviva.assessment.study_values import LoadedStudy
from visviva.core.message import Message
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure, unit_of

SAMPLES = 4000


def assess(
    study: LoadedStudy[Any] | str | Path,
    *,
    catalogue: Catalogue | None = None,
    seed: int = 1,
    samples: int = SAMPLES,
    alternatives: bool = True,
    ascent: bool = True,
    progress: Callable[[str, float], None] | None = None,
    packages: tuple[str, ...] = PACKAGES,
) -> Assessment:
    """Answer a study.

    Parameters
    ----------
    study : LoadedStudy, str or Path
        A study as loaded, the name of a shipped one, or the path of a file.
    catalogue : Catalogue, optional
        Facts; those that ship with the program by default.
    seed : int
        Of every random stream; the same seed gives the same answer.
    samples : int
    alternatives : bool
        Also try what would change the verdict: other sites, vehicles and stations.
    ascent : bool
        Fly the optimal ascent; False: the quicker velocity budget.
    progress : callable, optional
        Told what is being done and the share done, 0 to 1.
    packages : tuple of str
        Packages in which kinds and checks are looked for, where `study` is a name or a path.

    Returns
    -------
    Assessment

    Raises
    ------
    StudyError, FactError, UnknownNameError
        With the place in the study file.

    Examples
    --------
    >>> assess("soyuz-tiangong", alternatives=False).verdict
    'no'
    """
    loaded = study if isinstance(study, LoadedStudy) else load_study(study, packages=packages)
    tell = progress or (lambda label, share: None)
    catalogue = catalogue or Catalogue.bundled()
    registry = Registry(loaded.packages)
    kind = registry.kind(loaded.kind)
    checks = [registry.check(name) for name in kind.checks]
    tell("reading the facts", 0.0)
    case = kind.resolve(loaded, catalogue, Effort(quick=not ascent))
    drawn = sample_inputs(kind.inputs(case), seed, samples)
    tell(kind.progress, 0.1)
    evaluation = evaluate(checks, case, drawn, lambda share: tell(kind.progress, 0.1 + 0.2 * share))
    changes: tuple[Change, ...] = ()
    if alternatives:
        changes = try_alternatives(
            kind,
            checks,
            loaded,
            case,
            evaluation,
            catalogue=catalogue,
            seed=seed,
            progress=lambda share: tell("trying what would change it", 0.3 + 0.7 * share),
        )
    tell("done", 1.0)
    return _assembled(kind, loaded, case, drawn, evaluation, changes=changes, quick=not ascent)


def verdict_of(question: tuple[str, int, bool]) -> tuple[str, float | None]:
    """Verdict and probability of one shipped study: what a worker is asked.

    Parameters
    ----------
    question : (str, int, bool)
        Name of the study, seed, and whether the ascent is flown.

    Examples
    --------
    >>> verdict_of(("soyuz-tiangong", 1, False))[0]
    'no'
    """
    name, seed, ascent = question
    found = assess(name, seed=seed, alternatives=False, ascent=ascent)
    return found.verdict, found.probability


def _assembled(
    kind: Kind,
    loaded: LoadedStudy[Any],
    case: Any,
    drawn: SampledInputs,
    evaluation: Evaluation,
    *,
    changes: tuple[Change, ...],
    quick: bool,
) -> Assessment:
    about, decision = loaded.study.study, evaluation.decision
    margin = decision.margin
    shares = {} if margin is None else variance_share(drawn.samples, margin)
    tracks, places = kind.maps(case, evaluation)
    brought = tuple(m for o in evaluation.outcomes.values() for m in o.timeline)
    inputs = tuple(
        replace(
            input_of(path, figure, kind.overridden(case, path), shares.get(path, 0.0)),
            label=label_of(kind, path),
        )
        for path, figure in drawn.figures.items()
    )
    return Assessment(
        name=about.name,
        claim=about.claim,
        said_by=about.said_by,
        said_on=about.said_on.isoformat(),
        verdict=decision.verdict,
        probability=decision.probability,
        sentence=decision.sentence,
        headline=decision.headline,
        deciding=decision.deciding,
        findings=evaluation.findings,
        inputs=inputs + kind.records(case),
        changes=tuple(replace(change, label=label_of(kind, change.path)) for change in changes),
        reproduce=_command(loaded, drawn.seed, drawn.n, quick=quick),
        seed=drawn.seed,
        samples=drawn.n,
        margin=None if margin is None else float(np.median(margin)),
        margin_unit=decision.margin_unit,
        margin_interval_90=None if margin is None else Interval.of_samples(margin),
        margin_samples=() if margin is None else kept(margin),
        tracks=tracks + tuple(t for o in evaluation.outcomes.values() for t in o.tracks),
        places=places + tuple(p for o in evaluation.outcomes.values() for p in o.places),
        timeline=brought or kind.timeline(case, evaluation),
        notes=about.notes,
        warnings=kind.warnings(case, evaluation, bool(changes)),
        data_dates=kind.data_dates(case, drawn),
    )


def label_of(kind: Kind, path: str) -> str:
    """What a dotted path means, where the kind says so itself: its text ``input.<path>``."""
    key = f"input.{path}"
    return Message(kind.texts, key) if key in kind.texts.get("en", {}) else ""


def input_of(path: str, figure: Figure, overridden: bool, variance_share: float = 0.0) -> Input:
    """A figure as a row of the inputs table."""
    spread = figure.kind != "exact"
    return Input(
        path,
        figure.value,
        unit_of(path),
        figure.low if spread else None,
        figure.high if spread else None,
        figure.source,
        figure.as_of.isoformat(),
        figure.how_known,
        overridden,
        variance_share,
    )


def _command(loaded: LoadedStudy[Any], seed: int, samples: int, *, quick: bool) -> str:
    words = ["visviva", "assess", loaded.origin]
    for setting in loaded.settings:
        words += ["--set", setting]
    words += ["--seed", str(seed)]
    if quick:
        words.append("--quick")
    if samples != SAMPLES:
        words += ["--samples", str(samples)]
    return shlex.join(words)
