"""What falls from the launch of a study: planned drops, or a failure at a second.

Limits: those of `visviva.analysis.failure`.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from visviva.analysis.dispersion import DispersionRequest, DispersionResult, follow_dispersion
from visviva.analysis.failure import FallenRequest, FallenResult, follow_fallen
from visviva.assessment.case import resolve
from visviva.assessment.models.failure_case import announced_ring
from visviva.assessment.models.failure_section import FailedLaunchStudy
from visviva.assessment.models.study_ascent import ascent_case
from visviva.assessment.study import load_study
from visviva.assessment.study_values import MissionStudy
from visviva.data.catalogue import Catalogue
from visviva.errors import StudyError


@dataclass(frozen=True, slots=True)
class StudyFallenRequest:
    """A study by name or path; `failed` False asks for the planned drops.

    `at` (s) and `mode` may be left out where the study states its failure.
    """

    study: str | Path
    failed: bool
    settings: tuple[str, ...] = ()
    at: float | None = None
    mode: str | None = None
    seed: int = 1
    samples: int = 2000
    population: Path | None = None


def study_fallen(request: StudyFallenRequest) -> FallenResult:
    """Fly the ascent of a study and follow what falls from it.

    Raises
    ------
    StudyError
        If the study launches nothing, or states no failure where none is given.
    VisvivaError
        As `visviva.analysis.failure.follow_fallen`.
    """
    return follow_fallen(_fallen_request(request))


def study_dispersion(
    request: StudyFallenRequest,
    *,
    ascents: int,
    tolerance: float | None = None,
    checkpoint: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> DispersionResult:
    """Fly the launch of a study many times, each ascent another, and follow what leaves it.

    Parameters
    ----------
    request : StudyFallenRequest
        Its samples are not used.
    ascents, tolerance, checkpoint, executor, progress
        As `visviva.analysis.dispersion.DispersionRequest` and `follow_dispersion` take them.
    """
    loaded = load_study(request.study, request.settings).study
    section = loaded.failure if isinstance(loaded, FailedLaunchStudy) else None
    asked = DispersionRequest(
        _fallen_request(request),
        ascents,
        tolerance,
        checkpoint,
        0.0 if section is None else section.at_tolerance_s,
    )
    return follow_dispersion(asked, executor=executor, progress=progress)


def _fallen_request(request: StudyFallenRequest) -> FallenRequest:
    """The question that a study and its overrides ask."""
    loaded = load_study(request.study, request.settings)
    study = loaded.study
    if not isinstance(study, MissionStudy):
        raise StudyError(
            f"{loaded.origin} launches nothing",
            advice="name a study with [launch] and [target]",
            place=loaded.origin,
        )
    section = study.failure if isinstance(study, FailedLaunchStudy) else None
    at, mode = request.at, request.mode
    if section is not None:
        at = section.at_s if at is None else at
        mode = section.mode if mode is None else mode
    if request.failed and (mode is None or at is None):
        raise StudyError(
            f"{loaded.origin} states no failure", advice="give --at SECONDS and --mode MODE"
        )
    return FallenRequest(
        case=ascent_case(resolve(loaded, Catalogue.bundled()), section),
        at=at if request.failed else None,
        mode=str(mode) if request.failed else "",
        seed=request.seed,
        samples=request.samples,
        population=request.population,
    )


def announced_of(
    request: StudyFallenRequest,
) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """Areas that the study says were announced: name and ring (rad)."""
    study = load_study(request.study, request.settings).study
    if not isinstance(study, FailedLaunchStudy):
        return ()
    rings = ((area.name, announced_ring(area)) for area in study.failure.announced)
    return tuple((name, ring) for name, ring in rings if ring)
