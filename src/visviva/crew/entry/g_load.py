"""What the load of a return is for the people inside.

Peak and time above levels, beside loads that were borne.

Limits: the load is taken chest to back (+Gx), as capsule couches are laid; spinal and lateral
loads, the shock of landing and the strength of the person are not judged. The references are loads
flown or tested, not a medical limit.
"""

from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY

LEVELS_G = (3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """A load that people have borne chest to back: `peak_g`, who, and where it is written."""

    peak_g: float
    who: str
    source: str


#: In rising order.
REFERENCES = (
    Reference(
        5.0, "crews of Soyuz on a nominal return, every time", "CSA, Soyuz MS-11 timeline: 4 to 5 g"
    ),
    Reference(
        6.0,
        "most of 77 untrained people of 22 to 88 years, in a centrifuge",
        "Blue et al., Aviation, Space and Environmental Medicine (2012): +Gx runs to 6.0 g",
    ),
    Reference(
        9.0,
        "Soyuz crews on ballistic returns, after months in orbit",
        "Soyuz TMA-1 and TMA-10: 8 to 9 g (flightglobal 48254; spacenewsarchives)",
    ),
)


@dataclass(frozen=True, slots=True)
class LoadVerdict:
    """How a history of load compares.

    Peak, seconds above each level of `LEVELS_G`, and the least reference over it.
    """

    peak_g: float
    seconds_above_g: dict[float, float]
    borne_by: Reference | None

    @property
    def sentence(self) -> str:
        """One line for a person."""
        if self.borne_by is None:
            top = REFERENCES[-1]
            return f"{self.peak_g:.1f} g: above the {top.peak_g:g} g that {top.who} have borne"
        return (
            f"{self.peak_g:.1f} g: within the {self.borne_by.peak_g:g} g borne by "
            f"{self.borne_by.who}"
        )


def judge_load(t: Array, load: Array) -> LoadVerdict:
    """Compare a sensed load (m/s², at times `t` s, before any parachute) with `REFERENCES`.

    Examples
    --------
    >>> judge_load(np.array([0.0, 10.0, 20.0]), 9.80665 * np.array([0.0, 4.5, 0.0])).sentence
    '4.5 g: within the 5 g borne by crews of Soyuz on a nominal return, every time'
    """
    fine = np.arange(float(t[0]), float(t[-1]), 0.1)
    g = np.interp(fine, t, load) / STANDARD_GRAVITY
    peak = float(np.max(load) / STANDARD_GRAVITY)
    above = {level: round(float(np.sum(g > level)) * 0.1, 1) for level in LEVELS_G}
    return LoadVerdict(peak, above, next((r for r in REFERENCES if peak <= r.peak_g), None))
