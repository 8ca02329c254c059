"""An optimum as the guess of another program of the same launcher: other arcs, another plan."""

from collections.abc import Mapping

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.mission import EQUATORIAL
from visviva.launch.optimal.arcs import LENGTH, SPEED
from visviva.launch.optimal.gravity_turn import Flight
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import STATICS, Program, build
from visviva.launch.optimal.start import fill

#: Where in a neighbouring leg the fairing leaves at first, as a share of it from the shared end.
INSIDE = 0.1


def resampled(
    best: Optimum, *, wish: Mapping[str, float] | None = None, leg: int | None = None
) -> tuple[Program, Array]:
    """Program and start vector that follow the flight of `best`.

    Parameters
    ----------
    best : Optimum
    wish : mapping of str to float, optional
        The unknowns of another plan (`visviva.launch.optimal.plan`) to begin with.
    leg : int, optional
        Another leg in which the fairing leaves.
    """
    old = best.program
    statics = np.array([old.solver.value(best.solution, name) for name in STATICS])
    for name, value in (wish or {}).items():
        statics[STATICS.index(name)] = value
    to = old.fairing_leg if leg is None else leg
    if to != old.fairing_leg:
        statics[STATICS.index("fairing_share")] = 1.0 - INSIDE if to < old.fairing_leg else INSIDE
    program = build(
        best.vehicle,
        best.mission.latitude,
        old.constraints,
        payload=old.shape,
        fairing_leg=to,
        equatorial=bool(np.sin(statics[STATICS.index("tilt")]) < EQUATORIAL),
        escape=best.mission.c3 is not None,
    )
    return program, fill(program, statics, best.parameters, _flight(best))


def _flight(best: Optimum) -> Flight:
    """The ascent of `best` at its nodes."""
    w, t, parts = best.solution.w, 0.0, []
    for row, layout in zip(best.schedule, best.program.solver.program.layouts, strict=True):
        x = w[layout.states]
        r = x[:, :3]
        aims = (
            w[layout.controls] if layout.controls.size else r / np.linalg.norm(r, axis=1)[:, None]
        )
        parts.append(np.column_stack([t + row[0] * layout.nodes, x, aims]))
        t += float(row[0])
    table = np.vstack(parts)
    # An arc of no length has all of its nodes at one time.
    table = table[np.concatenate([[True], np.diff(table[:, 0]) > 1e-9])]
    return Flight(table[:, 0], table[:, 1:4] * LENGTH, table[:, 4:7] * SPEED, table[:, 7:10])
