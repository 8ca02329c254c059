"""Velocity left with a mass on top, beside a payload that is flown already.

An ascent found from the heaviest payload's may be a poorer one, or none, for a mass well below it:
then it is looked for anew, and the better is kept.
"""

import numpy as np

from visviva.analysis.lift import FlownPayload, LiftQuestion, find_margin
from visviva.analysis.payload_spread import spare_of_payload
from visviva.core.arrays import Array
from visviva.errors import ConvergenceError
from visviva.launch.performance import MarginResult

#: How far below what the rocket equation says from the heaviest payload a margin may lie, as a
#: share of it and m/s at least, before it is looked for again.
SHORT_SHARE, SHORT = 0.4, 50.0
#: Share of the samples from which a margin is plain enough not to be looked for again.
PLAIN = 0.95


def margin_beside(
    asked: LiftQuestion, mass: float, lift: FlownPayload | None
) -> tuple[MarginResult, Array]:
    """Velocity left with `mass` kg, flown so, and samples of it, m/s, shape ``(n,)``.

    Parameters
    ----------
    asked : LiftQuestion
    mass : float
        kg.
    lift : FlownPayload, optional
        The heaviest payload there, whose ascent is where to begin.

    Raises
    ------
    ConvergenceError
        If no ascent with that mass is found.
    """
    if lift is None:
        return find_margin(asked, mass)
    try:
        near = find_margin(asked, mass, start=lift.found.optimum)
    except ConvergenceError:
        if mass > lift.found.optimum.payload:
            # Too heavy for any ascent: a search from nothing takes longest where there is none.
            raise
        return find_margin(asked, mass)
    expected = _expected(asked, mass, lift)
    short = near[0].margin < expected - max(SHORT, SHORT_SHARE * abs(expected))
    if not short or float(np.mean(near[1] >= 0.0)) > PLAIN:
        return near
    try:
        anew = find_margin(asked, mass)
    except ConvergenceError:
        return near
    return max(near, anew, key=lambda found: found[0].margin)


def _expected(asked: LiftQuestion, mass: float, lift: FlownPayload) -> float:
    """The margin by the rocket equation from the heaviest payload, m/s."""
    best = float(lift.found.optimum.payload)
    slope = lift.found.rates["unmodelled_delta_v"]
    samples, on_top = np.array([best]), np.array([mass])
    return float(spare_of_payload(asked.case.vehicle, best, slope, samples, on_top)[0])
