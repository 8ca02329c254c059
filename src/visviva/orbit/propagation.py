"""What a numerical propagation gives back, and the checks of what it is asked."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError, PropagationError
from visviva.orbit.forces import FiniteBurn, ForceModel, ImpulsiveBurn, Spacecraft
from visviva.orbit.reasons import why

GROUND_RADIUS = 6.3e6  # m: below every point of the ellipsoid


@dataclass(frozen=True, slots=True, eq=False)
class Propagation:
    """A propagated orbit: smooth arcs, joined at burns.

    Attributes
    ----------
    arcs : tuple of Trajectory
        In GCRF, in order of time; a new arc begins at each burn's start and end.
    masses : tuple of ndarray
        Mass in kg at the states of each arc.
    events : tuple
        Terminal event that ended it (`visviva.orbit.events.Event`), if any.
    evaluations : int
        Calls of the force model.
    """

    arcs: tuple[Trajectory, ...]
    masses: tuple[Array, ...]
    events: tuple[Any, ...]
    evaluations: int

    @property
    def start(self) -> Epoch:
        """Earliest moment covered."""
        return self.arcs[0].start

    @property
    def end(self) -> Epoch:
        """Latest moment covered."""
        return self.arcs[-1].end

    @property
    def epoch0(self) -> Epoch:
        """Epoch from which seconds count."""
        return self.arcs[0].epoch0

    @property
    def frame(self) -> str:
        """Frame of all arcs."""
        return self.arcs[0].frame

    @property
    def trajectory(self) -> Trajectory:
        """The one arc of a propagation without burns.

        Raises
        ------
        InputError
            If burns cut it into several arcs.
        """
        if len(self.arcs) > 1:
            raise InputError(
                "burns cut this propagation into arcs", advice="use .arcs, or .at(epoch)"
            )
        return self.arcs[0]

    def at(self, when: Epoch | ArrayLike) -> tuple[Array, Array]:
        """Position and velocity, shapes ``(*S, 3)``, at an `Epoch` or at seconds since `epoch0`.

        At the very moment of an impulsive burn the state is the one after it.

        Raises
        ------
        RangeError
            If a moment lies outside the arcs.
        """
        t = np.asarray(when - self.epoch0 if isinstance(when, Epoch) else when, dtype=np.float64)
        if len(self.arcs) == 1:
            return self.arcs[0].at(t)
        which = self._which(t)
        r, v = np.empty((*t.shape, 3)), np.empty((*t.shape, 3))
        for i in np.unique(which):
            r[which == i], v[which == i] = self.arcs[i].at(t[which == i])
        return r, v

    def mass_at(self, when: Epoch | ArrayLike) -> Any:
        """Mass in kg at an `Epoch` or at seconds since `epoch0`."""
        t = np.asarray(when - self.epoch0 if isinstance(when, Epoch) else when, dtype=np.float64)
        which, out = self._which(t), np.empty(t.shape)
        for i in np.unique(which):
            out[which == i] = np.interp(t[which == i], self.arcs[i].t, self.masses[i])
        return float(out) if out.ndim == 0 else out

    def _which(self, t: Array) -> NDArray[np.intp]:
        return np.searchsorted([arc.t[0] for arc in self.arcs[1:]], t, side="right")


def _checked(
    epoch: Epoch,
    r: Any,
    v: Any,
    duration: float,
    forces: ForceModel,
    craft: Spacecraft | None,
    burns: Any,
) -> Any:
    r, v = np.asarray(r, dtype=np.float64), np.asarray(v, dtype=np.float64)
    if epoch.shape != () or r.shape != (3,) or v.shape != (3,):
        raise InputError(
            "numerical propagation takes one epoch and one state",
            advice="give vectors of shape (3,)",
        )
    if (
        not (np.all(np.isfinite(r)) and np.all(np.isfinite(v)) and np.isfinite(duration))
        or duration == 0.0
    ):
        raise InputError(
            "a state or a duration that is zero or not a number",
            advice="give finite metres and seconds",
        )
    needs = forces.atmosphere is not None or forces.solar_pressure or burns
    if craft is None and needs:
        raise InputError(
            "drag, solar pressure and burns need a spacecraft", advice="give Spacecraft(mass, area)"
        )
    if burns and duration < 0.0:
        raise InputError(
            "burns on a propagation back in time", advice="propagate forward, or leave them out"
        )
    if np.linalg.norm(r) < GROUND_RADIUS:
        raise PropagationError(why("inside"), advice="check units: metres in GCRF")
    craft = Spacecraft(1.0) if craft is None else craft
    spent = sum(
        b.thrust * b.duration / (b.isp * STANDARD_GRAVITY)
        for b in burns
        if isinstance(b, FiniteBurn)
    )
    if spent >= craft.mass:
        raise InputError(
            f"the burns need {spent:.0f} kg of a spacecraft of {craft.mass:g} kg",
            advice="shorten them",
        )
    return np.concatenate([r, v, [craft.mass]]), craft


def _plan(
    epoch: Epoch, duration: float, burns: Any
) -> list[tuple[float, ImpulsiveBurn | FiniteBurn | None]]:
    """Legs ``(end, burn)``: a finite burn acts during its leg.

    An impulsive one at the end of it.
    """
    legs: list[tuple[float, ImpulsiveBurn | FiniteBurn | None]] = []
    t = 0.0
    for burn in sorted(
        burns, key=lambda b: (b.epoch if isinstance(b, ImpulsiveBurn) else b.start) - epoch
    ):
        start = float((burn.epoch if isinstance(burn, ImpulsiveBurn) else burn.start) - epoch)
        if start < t - 1e-9 or start > duration:
            raise InputError(
                f"burn {burn.name!r} at {start:.3f} s overlaps another or lies outside the "
                "propagation",
                advice=f"burns lie between 0 and {duration:g} s and do not overlap",
            )
        start = max(start, t)
        if isinstance(burn, ImpulsiveBurn):
            legs.append((start, burn))
            t = start
        else:
            legs.append((start, None))
            t = min(start + burn.duration, duration)
            legs.append((t, burn))
    legs.append((duration, None))
    return legs
