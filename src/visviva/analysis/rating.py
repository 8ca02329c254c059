"""How well a picture could be read: NIIRS by GIQE 4 or 5, with the criteria in words.

Limits: see `visviva.observe.image_quality`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from visviva.core.result import Result
from visviva.errors import InputError
from visviva.observe.image_quality import Edge, criteria_of, niirs_giqe4, niirs_giqe5


@dataclass(frozen=True, slots=True)
class RatingRequest:
    """Sampling (m), edge and noise of a picture, and the sensor's elevation (rad)."""

    gsd: float
    rer: float
    snr: float
    overshoot: float = 1.0
    noise_gain: float = 1.0
    elevation: float = 0.5 * math.pi
    version: int = 5


@dataclass(frozen=True, slots=True, repr=False)
class RatingResult(Result):
    """A rating with what a trained reader could tell apart."""

    SCHEMA: ClassVar[str] = "visviva.niirs/1"
    niirs: float
    version: int

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row."""
        return [{"niirs": round(self.niirs, 4), "giqe": self.version}]

    def head(self) -> Mapping[str, Any]:
        """Rating and criteria."""
        return {
            "niirs": round(self.niirs, 4),
            "giqe": self.version,
            "criteria": list(criteria_of(self.niirs)),
        }


def rate(request: RatingRequest) -> RatingResult:
    """Rate a picture.

    Raises
    ------
    InputError, RangeError
        If a figure is none, or the version is not 4 or 5.

    Examples
    --------
    >>> round(rate(RatingRequest(gsd=0.52832, rer=0.35, snr=50.0)).niirs, 2)
    5.02
    """
    if request.version not in (4, 5):
        raise InputError(f"no GIQE version {request.version}", advice="use 4 or 5")
    edge = Edge(
        rer=request.rer,
        snr=request.snr,
        overshoot=request.overshoot,
        noise_gain=request.noise_gain,
    )
    equation = niirs_giqe5 if request.version == 5 else niirs_giqe4
    return RatingResult(equation(request.gsd, edge, request.elevation), request.version)
