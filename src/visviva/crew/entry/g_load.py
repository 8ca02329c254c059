"""What the load of a return is for the people inside.

Peak and time above levels, beside loads that were borne.

Limits: the load is taken chest to back (+Gx), as capsule couches are laid; spinal and lateral
loads, the shock of landing and the strength of the person are not judged. The references are loads
flown or tested, not a medical limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY
from visviva.crew.entry.flight import EntryFlight
from visviva.crew.words import SAY

LEVELS_G = (3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """A load that people have borne chest to back: `peak_g`, who, and where it is written."""

    peak_g: float
    who: str
    source: str
    who_fr: str | None = None
    who_ko: str | None = None

    @property
    def people(self) -> dict[str, str]:
        """Who bore it, by language."""
        return {"en": self.who, "fr": self.who_fr or self.who, "ko": self.who_ko or self.who}


@dataclass(frozen=True, slots=True)
class LoadVerdict:
    """How a history of load compares.

    Peak, seconds above each level of `LEVELS_G`, the least reference over it, and the highest of
    all.
    """

    peak_g: float
    seconds_above_g: dict[float, float]
    borne_by: Reference | None
    highest: Reference | None = None

    @property
    def sentence(self) -> str:
        """One line for a person."""
        peak = (self.peak_g, 1)
        if self.borne_by is not None:
            by = self.borne_by
            return SAY("borne", peak=peak, most=f"{by.peak_g:g}", who=by.people)
        top = self.highest
        if top is None:
            return SAY("unmatched", peak=peak)
        return SAY("above", peak=peak, most=f"{top.peak_g:g}", who=top.people)


def judge_load(t: Array, load: Array, references: Sequence[Reference]) -> LoadVerdict:
    """Compare a sensed load (m/s², at times `t` s, before any parachute) with loads people bore.

    `references` stand in rising order (`visviva.data.crewed_tables.load_references`).

    Examples
    --------
    >>> known = (Reference(5.0, "crews of Soyuz on a nominal return", "CSA"),)
    >>> judge_load(np.array([0.0, 10.0, 20.0]), 9.80665 * np.array([0.0, 4.5, 0.0]), known).sentence
    '4.5 g: within the 5 g borne by crews of Soyuz on a nominal return'
    """
    fine = np.arange(float(t[0]), float(t[-1]), 0.1)
    g = np.interp(fine, t, load) / STANDARD_GRAVITY
    peak = float(np.max(load) / STANDARD_GRAVITY)
    highest = references[-1] if references else None
    above = {level: round(float(np.sum(g > level)) * 0.1, 1) for level in LEVELS_G}
    borne_by = next((r for r in references if peak <= r.peak_g), None)
    return LoadVerdict(peak, above, borne_by, highest)


def judge_flight(flight: EntryFlight, references: Sequence[Reference]) -> LoadVerdict:
    """`judge_load` of a flown entry before its first parachute; the peak is the flight's own."""
    before = flight.t <= (flight.openings[0][1] if flight.openings else np.inf)
    found = judge_load(flight.t[before], flight.load[before], references)
    peak = flight.peak_g
    borne_by = next((r for r in references if peak <= r.peak_g), None)
    return replace(found, peak_g=peak, borne_by=borne_by)
