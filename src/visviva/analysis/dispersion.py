"""Where do the stages come down when every ascent differs?

Limits: those of `visviva.launch.hazard.dispersion`.
"""

import math
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from visviva.analysis.failure import FallenRequest, FallenResult, result_of
from visviva.analysis.flown_ascent import fly_ascent
from visviva.analysis.flown_words import SAY
from visviva.errors import InputError
from visviva.launch.hazard.dispersion import disperse
from visviva.launch.hazard.dispersion_plan import AscentSpread, plan_dispersion

#: Most flights that may be asked.
MOST = 10_000_000
#: What is taken for granted, told with every answer.
ASSUMPTIONS = (SAY("every"), SAY("steering"))


@dataclass(frozen=True, slots=True)
class DispersionRequest:
    """A launch by `fallen` (its samples are not used), and how many ascents are flown.

    Attributes
    ----------
    fallen : FallenRequest
        With mode ``destruct`` and a second, fragments fall from the failure; else planned drops.
    ascents : int
    tolerance : float, optional
        Share at which 90 % intervals are narrow enough to stop.
    checkpoint : Path, optional
    at_sigma : float
        Standard deviation of the second of the failure, s.
    spread : AscentSpread
    """

    fallen: FallenRequest
    ascents: int = 100_000
    tolerance: float | None = None
    checkpoint: Path | None = None
    at_sigma: float = 0.0
    spread: AscentSpread = field(default_factory=AscentSpread)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DispersionResult(FallenResult):
    """Areas of many ascents; how many were flown, and how well the areas are known."""

    SCHEMA: ClassVar[str] = "visviva.dispersion/1"
    ROWS: ClassVar[str] = "areas"
    ascents: int = 0
    relative_error: float = 0.0
    settled: bool = False

    def head(self) -> Mapping[str, Any]:
        """As `FallenResult`, with the number of ascents and the error."""
        return {
            **FallenResult.head(self),
            "ascents": self.ascents,
            # One chunk alone has no spread between chunks.
            "relative_error_90": None if math.isinf(self.relative_error) else self.relative_error,
            "settled": self.settled,
            "assumptions": list(ASSUMPTIONS),
        }


def follow_dispersion(
    request: DispersionRequest,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> DispersionResult:
    """Fly the planned ascent, then as many that differ, and follow what leaves them.

    Parameters
    ----------
    request : DispersionRequest
    executor : concurrent.futures.Executor, optional
        Where chunks are flown; threads on all cores by default.
    progress : callable, optional
        Of flights done and asked.

    Raises
    ------
    InputError
        If the number of ascents or the tolerance cannot be, or the mode is another.
    ConvergenceError
        If no ascent is found.
    """
    if not 1 <= request.ascents <= MOST:
        raise InputError(f"{request.ascents} ascents", advice=f"give 1 to {MOST:,}")
    if request.tolerance is not None and not 0.0 < request.tolerance < 1.0:
        raise InputError(
            f"a tolerance of {request.tolerance:g}", advice="give a share such as 0.01"
        )
    mode, at = request.fallen.mode, request.fallen.at
    if mode not in ("", "destruct"):
        raise InputError(
            f"full ascents with {mode}", advice="full ascents know planned drops and destruct"
        )
    if mode and at is None:
        raise InputError("a failure without its second", advice="give --at SECONDS")
    ascent = fly_ascent(request.fallen.case)
    fails = (at, request.at_sigma) if mode and at is not None else None
    plan = plan_dispersion(ascent, seed=request.fallen.seed, spread=request.spread, fails=fails)
    found = disperse(
        plan,
        request.ascents,
        tolerance=request.tolerance,
        checkpoint=request.checkpoint,
        executor=executor,
        progress=progress,
    )
    asked = replace(request.fallen, samples=found.ascents)
    base = result_of(ascent, asked, found.fallen)
    return DispersionResult(
        request=asked,
        ascent=ascent,
        items=base.items,
        ascents=found.ascents,
        relative_error=found.relative_error,
        settled=found.settled,
    )
