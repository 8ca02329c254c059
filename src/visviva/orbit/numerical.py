"""Numerical propagation in GCRF: any `ForceModel`, burns, dense output, terminal events.

Limits: Earth-centred, from the ground up to the distance where the Earth no longer leads (about 1e6
km). Measured agreement with satkit, brahe and with precise orbits is in
docs/numerical-propagation.md.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather_rows import utc_seconds
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import PropagationError
from visviva.orbit.forces import FiniteBurn, ForceModel, ImpulsiveBurn, Spacecraft
from visviva.orbit.propagation import GROUND_RADIUS, Propagation, _checked, _plan
from visviva.orbit.reasons import why

_STEPS_A_TURN = 50.0  # at least, so that dense output keeps the integrator's accuracy
# steps over one wave of the highest harmonic: fewer, and the error estimate does not see it
_STEPS_A_WAVE = 1.35
_LONGEST_ARC = 21600.0  # s between two readings of the air's density
_SLIVER = 2.0  # s: no segment is shorter, for the sake of interpolation
_DRIFT = 3e3  # m between predicted and flown path beyond which density is read again


@dataclass(frozen=True, slots=True)
class Options:
    """How finely to integrate."""

    rtol: float
    atol: float
    max_step: float
    turn: float
    floor_radius: float
    max_steps: int


def propagate_numerical(
    epoch: Epoch,
    r_gcrf: ArrayLike,
    v_gcrf: ArrayLike,
    duration: float,
    forces: ForceModel | None = None,
    spacecraft: Spacecraft | None = None,
    *,
    burns: tuple[ImpulsiveBurn | FiniteBurn, ...] = (),
    events: tuple[Any, ...] = (),
    rtol: float = 1e-13,
    atol: float = 0.0,
    max_step: float = np.inf,
    max_steps: int = 5_000_000,
) -> Propagation:
    """Propagate one state numerically.

    Parameters
    ----------
    epoch : Epoch
        Scalar epoch of the state.
    r_gcrf, v_gcrf : array_like, shape (3,)
        m and m/s.
    duration : float
        s, negative to go back in time (burns are then refused).
    forces : ForceModel, optional
        Default: EGM2008 70 x 70, Sun and Moon.
    spacecraft : Spacecraft, optional
        Needed by drag, solar pressure and burns.
    burns : tuple of ImpulsiveBurn or FiniteBurn
        In any order; finite burns must not overlap.
    events : tuple of detectors
        Terminal conditions of `visviva.orbit.detectors`: the propagation ends where one first
        changes sign.
    rtol, atol : float
        Local error allowed per step: ``atol + rtol r`` metres, velocity in proportion.
    max_step : float
        Longest step, s.
    max_steps : int
        Steps allowed in one arc.

    Returns
    -------
    Propagation

    Raises
    ------
    InputError
        If a value is missing, not finite or contradictory.
    PropagationError
        If the orbit comes below the ground before a terminal event ends it, or steps run out.
    RangeError
        If a table (ephemeris, space weather) does not reach.

    Examples
    --------
    >>> t0 = Epoch.parse("2024-06-07T00:00:00Z")
    >>> orbit = propagate_numerical(t0, [7e6, 0, 0], [0, 0, 7546.0], 600.0,
    ...     ForceModel.conservative(8))
    >>> r, v = orbit.at(t0 + 300.0)
    >>> r.shape
    (3,)
    """
    from visviva.orbit._tables import Tables

    forces = ForceModel() if forces is None else forces
    state, craft = _checked(epoch, r_gcrf, v_gcrf, duration, forces, spacecraft, burns)
    turn = 2.0 * np.pi / max(_STEPS_A_TURN, _STEPS_A_WAVE * forces.gravity.degree)
    options = Options(rtol, atol, max_step, turn, GROUND_RADIUS, max_steps)
    tables = Tables.spanning(epoch, min(0.0, duration), max(0.0, duration), forces, craft)
    run = _Run(tables, options, events, [], [], [])
    y, t, ended = state, 0.0, False
    for stop, burn in _plan(epoch, duration, burns):
        k = _thrust(tables, burn) if isinstance(burn, FiniteBurn) else tables.k
        if stop != t:
            y, ended = run.arc(t, stop, y, k)
            t = stop
        if ended:
            break
        if isinstance(burn, ImpulsiveBurn):
            y = _impulse(y, burn)
    return run.result(epoch)


@dataclass(slots=True)
class _Run:
    """Arcs gathered so far."""

    tables: Any
    options: Options
    events: tuple[Any, ...]
    arcs: list[tuple[Array, Array]]
    found: list[Any]
    calls: list[int]

    def arc(self, t0: float, t1: float, y: Array, k: Array) -> tuple[Array, bool]:
        """One smooth arc; True where a terminal event ended it."""
        ts, ys = [np.array([t0])], [y[None]]
        t, h = t0, 30.0
        # eight steps at least: interpolation between states leans on four of them
        options = replace(self.options, max_step=min(self.options.max_step, abs(t1 - t0) / 8.0))
        while t != t1:
            end = self._segment_end(t, t1, y)
            part_t, part_y, h, status = self._segment(t, end, y, h, k, options)
            ended = None
            if self.events:
                ended, part_t, part_y = self._terminal(ts[-1][-4:-1], ys[-1][-4:-1], part_t, part_y)
            ts.append(part_t[1:])
            ys.append(part_y[1:])
            if ended is None and status:
                _refuse(status, self.tables.epoch + float(part_t[-1]), self.events)
            y, t = part_y[-1], float(part_t[-1])
            if ended is not None:
                self.found.append(ended)
                break
        all_t, all_y = np.concatenate(ts), np.concatenate(ys)
        keep = _evenly(all_t)
        self.arcs.append((all_t[keep], all_y[keep]))
        return y, bool(self.found)

    def _segment_end(self, t: float, t1: float, y: Array) -> float:
        """End of the next segment: density is read once a turn.

        And drivers jump at midnight and every three hours.
        """
        sign = np.sign(t1 - t)
        radius = float(np.linalg.norm(y[:3]))
        turn = min(2.0 * np.pi * np.sqrt(radius**3 / self.tables.k[0]), _LONGEST_ARC)
        if not self.tables.drags:
            return float(t + sign * turn) if self.events and abs(t1 - t) > 1.2 * turn else t1
        slot = 10800.0 if self.tables.atmosphere.storm_time else 86400.0
        inside = _utc_second(self.tables.epoch + t) % slot
        left = slot - inside if sign > 0 else inside
        if left < _SLIVER:
            left += slot
        length = left / np.ceil(left / turn)
        return t1 if abs(t1 - t) < length + _SLIVER else float(t + sign * length)

    def _segment(self, t: float, end: float, y: Array, h: float, k: Array, options: Options) -> Any:
        from visviva.orbit import _tables

        if not self.tables.drags:
            part_t, part_y, h, status, calls = self.tables.integrate(
                t, end, y, h, k, _tables.NO_AIR, options
            )
            self.calls.append(calls)
            return part_t, part_y, h, status
        path_t, path_y = self.tables.predict(t, end, y, options)
        # corrector passes: needed only where drag or thrust bends the path by kilometres
        for _ in range(4):
            air = _tables.Air.along(self.tables, path_t, path_y[:, :3])
            part_t, part_y, h_new, status, calls = self.tables.integrate(
                t, end, y, h, k, air, options
            )
            self.calls.append(calls)
            if status or np.linalg.norm(part_y[-1, :3] - path_y[-1, :3]) < _DRIFT:
                break
            path_t, path_y = part_t, part_y
        return part_t, part_y, h_new, status

    def _terminal(self, old_t: Array, old_y: Array, t: Array, y: Array) -> tuple[Any, Array, Array]:
        """The first terminal event of a segment.

        A few older states help to interpolate, and the segment cut there.
        """
        from visviva.orbit.events import first_event

        all_t, all_y = np.concatenate([old_t, t]), np.concatenate([old_y, y])
        order = slice(None) if t[-1] > t[0] else slice(None, None, -1)
        keep = _evenly(all_t[order])
        ordered = all_y[order][keep]
        path = Trajectory(
            self.tables.epoch, all_t[order][keep], ordered[:, :3], ordered[:, 3:6], "GCRF"
        )
        event = first_event(self.events, path, t[0], t[-1])
        if event is None:
            return None, t, y
        sign = np.sign(t[-1] - t[0])
        before = sign * (event.t - t) > 1e-6
        before[0] = True
        r, v = path.at(event.t)
        mass = np.interp(event.t, path.t, ordered[:, 6])
        end = max(event.t, t[0] + 2e-6) if sign > 0 else min(event.t, t[0] - 2e-6)
        return (
            event,
            np.append(t[before], end),
            np.vstack([y[before], np.concatenate([r, v, [mass]])]),
        )

    def result(self, epoch: Epoch) -> Propagation:
        """All arcs as trajectories in order of time."""
        arcs, masses = [], []
        for t, y in self.arcs:
            order = slice(None) if t[-1] > t[0] else slice(None, None, -1)
            arcs.append(Trajectory(epoch, t[order], y[order, :3], y[order, 3:6], "GCRF"))
            masses.append(y[order, 6])
        return Propagation(tuple(arcs), tuple(masses), tuple(self.found), sum(self.calls))


def _evenly(t: Array) -> NDArray[np.bool_]:
    """Which states to keep so that no gap is below a twentieth of the gap beside it.

    Interpolation through states of very uneven spacing magnifies their rounding; the two ends
    always stay.
    """
    kept = np.arange(t.size)
    while kept.size > 2:
        gap = np.abs(np.diff(t[kept]))
        close = np.minimum(gap[1:], gap[:-1]) < 0.05 * np.maximum(gap[1:], gap[:-1])
        close[1:] &= ~close[:-1]
        if not np.any(close):
            break
        kept = np.delete(kept, 1 + np.flatnonzero(close))
    mask = np.zeros(t.size, dtype=bool)
    mask[kept] = True
    return mask


def _refuse(status: int, when: Epoch, events: Any) -> None:
    if status == 1:
        raise PropagationError(
            why("below-ground", when=when.iso(0)),
            advice="end it with a terminal event, such as a height of 0"
            if not events
            else "check the terminal events",
        )
    reason = why("steps" if status == 2 else "small-step", when=when.iso(0))
    raise PropagationError(reason, advice="loosen rtol, or raise max_steps")


def _utc_second(epoch: Epoch) -> float:
    return float(utc_seconds(epoch) % 86400.0)


def _axes(y: Array, frame: str) -> Array:
    """Columns are the axes of a burn frame in GCRF."""
    r, v = y[:3], y[3:6]
    w = np.cross(r, v)
    w /= np.linalg.norm(w)
    if frame == "gcrf":
        return np.eye(3)
    first = r / np.linalg.norm(r) if frame == "rtn" else v / np.linalg.norm(v)
    return np.stack([first, np.cross(w, first), w], axis=-1)


def _impulse(y: Array, burn: ImpulsiveBurn) -> Array:
    out = y.copy()
    out[3:6] += _axes(y, burn.frame) @ np.asarray(burn.delta_v)
    if burn.isp is not None:
        out[6] *= np.exp(-np.linalg.norm(burn.delta_v) / (burn.isp * STANDARD_GRAVITY))
    return out


def _thrust(tables: Any, burn: FiniteBurn) -> Array:
    unit = np.asarray(burn.direction, dtype=np.float64)
    unit = unit / np.linalg.norm(unit)
    frame = {"gcrf": 0.0, "rtn": 1.0, "tnw": 2.0}[burn.frame]
    k: Array = tables.with_thrust(
        burn.thrust, burn.thrust / (burn.isp * STANDARD_GRAVITY), frame, unit
    )
    return k
