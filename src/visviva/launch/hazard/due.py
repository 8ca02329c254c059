"""What should have been lit, or have separated, at a second of an ascent.

Limits: a stage is taken to be lit when the one below it burns out; restarts stand in the events.
"""

import math

from visviva.errors import RangeError
from visviva.launch.hazard.ascent import TOLD, FlownAscent
from visviva.launch.reasons import why


def due_stage(ascent: FlownAscent, at: float, mode: str) -> tuple[int, float]:
    """Stage that should have been lit, or have left its spent one, last before `at`, and when.

    Parameters
    ----------
    ascent : FlownAscent
    at : float
        s after lift-off.
    mode : str
        ``no-ignition`` or ``no-separation``.

    Raises
    ------
    RangeError
        If no stage is to be lit, or to leave, before `at`.
    """
    restart = _restart(ascent, at) if mode == "no-ignition" else None
    if restart is not None:
        return ascent.spent(restart), restart
    k = ascent.spent(at + TOLD)
    if k < 0 or k + 1 >= len(ascent.vehicle.stages):
        first = min(t for name, t in ascent.events if name.endswith("burn-out"))
        raise RangeError(
            why("no-stage-yet", mode=mode, at=f"{at:g}"),
            advice=f"give {math.ceil(10.0 * first) / 10.0:g} s or later",
        )
    t = ascent.time_of(f"{ascent.vehicle.stages[k].name} burn-out")
    assert t is not None
    return k, t


def _restart(ascent: FlownAscent, at: float) -> float | None:
    """Restart of a stage that was due last before `at`; within a coast, the next; else none."""
    restarts = [t for name, t in ascent.events if name.startswith("ignition")]
    due = [t for t in restarts if t <= at + TOLD]
    if due:
        return max(due)
    ahead = min((t for t in restarts if t > at), default=None)
    if ahead is None:
        return None
    times = [at, *(float(t) for t in ascent.t if at < t < ahead)]
    return ahead if all(ascent.flow(t) <= 0.0 for t in times) else None
