r"""Image quality: ground sample distance, and NIIRS by the General Image Quality Equation.

Limits: NIIRS is a figure for trained readers of visible pictures; it says what such a reader could
tell apart, not what a given picture shows. GIQE 4 was fitted to pictures of NIIRS 2 to 7, relative
edge responses of 0.2 to 1.3 and noise gains over signal of up to 1; GIQE 5 to about the same.

Sources: GIQE 4: Leachtenauer, Malila, Irvine, Colburn and Salvaggio (1997), Applied Optics 36,
8322, eq. 4, whose last factor is printed 0.344 (code that circulates has 0.334, a slip: at
G/SNR = 0.5 it moves the rating by 0.005). GIQE 5: NGA, General Image Quality Equation version 5.0
(16 September 2015), and Griffith (2020), Applied Optics 59, 9978. Criteria: Civil NIIRS reference
guide (Imagery Resolution Assessments and Reporting Standards Committee, 1996).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from visviva.core.numerals import as_written
from visviva.errors import InputError, RangeError
from visviva.observe.niirs_words import criteria
from visviva.observe.reasons import why

INCH = 0.0254


@dataclass(frozen=True, slots=True)
class Edge:
    """How sharply a system draws an edge and how much noise lies on it.

    Attributes
    ----------
    rer : float
        Relative edge response, geometric mean, 0 to 1.3.
    snr : float
        Signal to noise, over 0.
    overshoot : float
        Edge height overshoot of sharpened pictures (GIQE 4), 1 where not sharpened.
    noise_gain : float
        Of the sharpening (GIQE 4), 1 where not sharpened.
    """

    rer: float
    snr: float
    overshoot: float = 1.0
    noise_gain: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 < self.rer <= 2.0:
            raise RangeError(
                why("rer", value=as_written(self.rer)), advice="give one over 0, up to 2"
            )
        if not (0.0 < self.snr < math.inf):
            raise RangeError(why("snr", value=as_written(self.snr)), advice="give one over 0")
        if not 0.0 < self.overshoot < 10.0:
            raise RangeError(
                why("overshoot", value=as_written(self.overshoot)), advice="about 1 to 2"
            )
        if not 0.0 <= self.noise_gain < 1000.0:
            raise RangeError(
                why("noise", value=as_written(self.noise_gain)), advice="give 1 or more"
            )


def niirs_giqe5(gsd: float, edge: Edge, elevation: float = 0.5 * math.pi) -> float:
    r"""NIIRS by GIQE 5.

    :math:`9.57 - 3.32 \log GSD + 3.32 (1 - e^{-1.9/SNR}) \log RER - 2 \log^4 RER - 1.8/SNR`, GSD in
    inches, weighted by elevation as :math:`GSD / \sin^{1/4} E`.

    Parameters
    ----------
    gsd : float
        Ground sample distance in the image plane, geometric mean, m.
    edge : Edge
    elevation : float
        Of the sensor as seen from the ground, rad.

    Examples
    --------
    >>> round(niirs_giqe5(0.52832, Edge(rer=0.35, snr=50.0)), 2)
    5.02
    """
    _check(gsd, elevation)
    inches = gsd / math.sin(elevation) ** 0.25 / INCH
    sharp = math.log10(edge.rer)
    return (
        9.57
        - 3.32 * math.log10(inches)
        + 3.32 * (1.0 - math.exp(-1.9 / edge.snr)) * sharp
        - 2.0 * sharp**4
        - 1.8 / edge.snr
    )


def niirs_giqe4(gsd: float, edge: Edge, elevation: float = 0.5 * math.pi) -> float:
    r"""NIIRS by GIQE 4.

    :math:`10.251 - a \log GSD + b \log RER - 0.656 H - 0.344\,G/SNR`, with a = 3.32 and b = 1.559
    from RER 0.9 on, else 3.16 and 2.817; GSD in inches on the ground,
    :math:`GSD / \sqrt{\sin E}`.

    Examples
    --------
    >>> round(niirs_giqe4(0.5, Edge(rer=0.9, snr=50.0)), 2)
    5.22
    """
    _check(gsd, elevation)
    inches = gsd / math.sqrt(math.sin(elevation)) / INCH
    a, b = (3.32, 1.559) if edge.rer >= 0.9 else (3.16, 2.817)
    return (
        10.251
        - a * math.log10(inches)
        + b * math.log10(edge.rer)
        - 0.656 * edge.overshoot
        - 0.344 * edge.noise_gain / edge.snr
    )


def criteria_of(niirs: float) -> Sequence[str]:
    """What a reader can tell apart at a rating: the criteria of the whole number below it."""
    level = max(0, min(9, math.floor(niirs)))
    return criteria(level)


def _check(gsd: float, elevation: float) -> None:
    if not 0.0 < gsd < 1e5:
        raise InputError(f"a ground sample distance of {gsd:g} m", advice="give one over 0")
    if not 0.0 < elevation <= 0.5 * math.pi + 1e-12:
        raise RangeError(
            why("high", angle=as_written(math.degrees(elevation))),
            advice="give over 0 to 90 degrees",
        )
