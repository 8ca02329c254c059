"""A two-stage mission predicted from facts, published event times and the habits of other flights.

With its band.

Nothing of the flight's own webcast enters. The unknowns are the habits of `family`, the pitch-over
and the end of the steering law; the data are the orbit that must be reached at the second cut-off
and, where published, the apogee of the spent first stage. The second stage starts along the first
one's path (the nose does not jump at staging), which closes the problem: pitch-over and steering
follow from the arrival, no optimum is assumed. Mode of the posterior by least squares, band by
Laplace: the inverse of the Gauss-Newton matrix, carried to speed and altitude by their derivatives.

Limits: those of `webcast`. Without the times of the second burn its start is taken some 11 s after
the first cut-off and its end is free. The call of Max-Q is not used: it lags the peak by 1 to 6 s,
and a second is 2.5 % of speed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM
from visviva.core.uncertain import Z95
from visviva.errors import ConvergenceError, InputError
from visviva.launch.flight.guided import Track
from visviva.launch.flown.family import HABITS, Habits, climb_angle, next_flight, wave
from visviva.launch.flown.fit import central_differences
from visviva.launch.flown.fit_figures import ELEVATIONS, PIECES1, PIECES2, Free, figures_of
from visviva.launch.flown.webcast import environment_of, fly_figures
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission
from visviva.launch.vehicle import Vehicle

LEAN = Free("lean", np.radians(2.0), np.radians(1.5))
# s from first cut-off to second ignition where neither is published
STAGING = Free("delay", 11.0, 1.5)
BURN = Free("burn", 380.0, 60.0)  # s, where the second cut-off is not published
# m, m/s, m/s: how well height, climb and speed of the orbit at cut-off are known
ARRIVAL = (1e3, 10.0, 8.0)
# s: how well a free fall gives it; a boost-back burn tilts the path
APOGEE, APOGEE_BOOSTBACK = 2.0, 15.0
FAR = 4.0  # standard deviations: a mission that needs more is not this vehicle's
OWN = (1.0, 100.0)  # m/s, m: what the model itself is good for
_STEEPEST = 1.45  # rad, of the thrust at the second ignition
DIFFERENCE = 0.02  # standard deviations, of the derivatives that make the band


@dataclass(frozen=True, slots=True)
class Predicted:
    """A predicted flight.

    Attributes
    ----------
    track : Track
    figures : Figures
    events : Events
        Within the published second.
    free : tuple of Free
        Prior of each unknown.
    value, sigma : ndarray (n,)
        Its posterior.
    t : ndarray (m,)
        Times of the spread, s.
    speed_sigma, altitude_sigma : ndarray (m,)
        One standard deviation, m/s and m.
    """

    track: Track
    figures: Figures
    events: Events
    free: tuple[Free, ...]
    value: Array
    sigma: Array
    t: Array
    speed_sigma: Array
    altitude_sigma: Array

    def band(self, t: ArrayLike) -> tuple[Array, Array]:
        """Half widths of the 90 % band of speed (m/s) and altitude.

        In m at `t`, the model's own error within.
        """
        t = np.asarray(t, dtype=np.float64)
        return (
            Z95 * np.hypot(np.interp(t, self.t, self.speed_sigma), OWN[0]),
            Z95 * np.hypot(np.interp(t, self.t, self.altitude_sigma), OWN[1]),
        )


@dataclass(frozen=True, slots=True)
class _Problem:
    """What a prediction knows; its unknowns `z` are whitened.

    In standard deviations from the means of `free`.
    """

    free: tuple[Free, ...]
    guess: Figures
    mission: FlownMission
    events: Events
    env: tuple[Any, float]

    @property
    def mean(self) -> Array:
        """Prior means of the unknowns."""
        return np.array([f.mean for f in self.free])

    @property
    def sigma(self) -> Array:
        """Prior standard deviations of the unknowns."""
        return np.array([f.sigma for f in self.free])

    @property
    def data_count(self) -> int:
        """How many things must be met."""
        return 3 if self.events.apogee is None else 4

    def place(self, z: Array) -> tuple[Figures, Events]:
        """Figures and events of a set of unknowns.

        Flies the first stage to know how steep it ends.
        """
        h = {f.name: float(a) for f, a in zip(self.free, self.mean + self.sigma * z, strict=True)}
        e, guess = self.events, self.guess
        meco = e.meco + h["meco"]
        ses = e.ses + h["ses"] if e.ses is not None else meco + h["delay"]
        seco = e.seco + h["seco"] if e.seco is not None else ses + h["burn"]
        v = {n: h[n] for n in ("drag", "load_max", "load_max2", "vertical_time")} | {
            "meco": meco,
            "ses": ses,
            "seco": seco,
            "lean": max(h["lean"], 1e-4),
            "throttle1.0": h["push"],
            "thrust2": guess.thrust2 * h["push2"],
            "impulse2": guess.impulse2 * h["impulse2"],
            "mass2": (guess.mass2 - self.mission.payload) * h["upper"] + self.mission.payload,
            "throttle2.0": 1.0,
        }
        v |= {f"throttle1.{k}": h["push"] * h[f"thrust.{k}"] for k in range(1, PIECES1)}
        v |= {f"throttle2.{k}": h[f"thrust2.{k}"] for k in range(1, PIECES2)}
        v |= {n: a for n, a in h.items() if n.startswith("hold.")}
        if e.throttle is not None:
            v["bucket"] = h["push"] * h["bucket"]
            v["throttle_start"] = e.throttle[0] + h["throttle_start"]
            v["throttle_end"] = e.throttle[1] + h["throttle_end"]
        level = dict.fromkeys((f"elevation.{k}" for k in range(ELEVATIONS)), 0.0)
        figures, events = figures_of(v | level, guess, e)
        first = fly_figures(
            figures, self.mission, replace(events, ses=None, seco=None), self.env, 2.0
        )
        start = float(np.clip(climb_angle(first, meco - 0.01) + h["kink"], -_STEEPEST, _STEEPEST))
        knots = np.linspace(ses, seco, ELEVATIONS)
        return replace(
            figures, elevation=(knots, wave(h, start, h["end"])), fairing_time=ses + 45.0
        ), events

    def fly(self, z: Array, step: float = 2.0) -> tuple[Track, Figures, Events]:
        """The flight of a set of unknowns, sampled every `step` seconds."""
        figures, events = self.place(z)
        return fly_figures(figures, self.mission, events, self.env, step), figures, events

    def residual(self, z: Array) -> Array:
        """Misfits, then the unknowns themselves; a thousand where the unknowns cannot fly."""
        try:
            track, _, placed = self.fly(z)
            return np.concatenate([self.data(track, placed), z])
        except InputError:
            return np.concatenate([np.full(self.data_count, 1e3), z])

    def data(self, track: Track, events: Events) -> Array:
        """Misfits of what must be met, in standard deviations."""
        r, v = track.r[-1], track.v[-1]
        out = [
            (track.altitude[-1] - self.mission.perigee) / ARRIVAL[0],
            float(r @ v) / float(np.linalg.norm(r)) / ARRIVAL[1],
            (float(np.linalg.norm(v)) - self.mission.cutoff_speed) / ARRIVAL[2],
        ]
        if events.apogee is not None:
            k = int(np.searchsorted(track.t, events.meco - 1e-3))
            spread = APOGEE_BOOSTBACK if events.boostback else APOGEE
            out.append(
                (track.t[k] + time_to_apogee(track.r[k], track.v[k]) - events.apogee) / spread
            )
        return np.asarray(np.clip(out, -1e4, 1e4), dtype=np.float64)


def time_to_apogee(r: Array, v: Array) -> float:
    """Time (s) from a climbing state (m, m/s) to the apogee of its free orbit without air.

    0 where it falls.

    Examples
    --------
    >>> round(time_to_apogee(np.array([6.4e6, 0.0, 0.0]), np.array([100.0, 0.0, 0.0])), 1)
    10.3
    """
    distance = float(np.linalg.norm(r))
    climb = float(r @ v) / distance
    if climb <= 0.0:
        return 0.0
    energy = float(v @ v) / 2.0 - EARTH_GM / distance
    if energy >= 0.0:
        raise InputError("the first stage does not come back", advice="check thrusts and masses")
    a = -EARTH_GM / (2.0 * energy)
    e_cos, e_sin = 1.0 - distance / a, float(r @ v) / np.sqrt(EARTH_GM * a)
    anomaly = np.arctan2(e_sin, e_cos)
    return float((np.pi - anomaly + e_sin) * np.sqrt(a**3 / EARTH_GM))


def predict(
    vehicle: Vehicle,
    mission: FlownMission,
    events: Events,
    figures: Figures,
    flights: Sequence[Habits] = (),
    *,
    step: float = 2.0,
) -> Predicted:
    """Predict a mission, and how sure that is.

    Parameters
    ----------
    vehicle : Vehicle
        For drag.
    mission : FlownMission
        With the orbit at the second stage's cut-off, at perigee.
    events : Events
        In whole seconds.
    figures : Figures
        From `figures_from_facts`, of the vehicle of the flight's date.
    flights : sequence of Habits
        Other flights of the family; none: facts alone.
    step : float
        Of the band, s.

    Raises
    ------
    ConvergenceError
        If no set of figures brings the mission to its orbit.
    InputError
        If only figures far from what is known do.
    """
    free = _unknowns(mission, events, flights)
    problem = _Problem(free, figures, mission, events, environment_of(vehicle))
    z = _mode(problem)
    track, flown, placed = problem.fly(z, 1.0)
    t = np.append(np.arange(0.0, track.t[-1], step), track.t[-1])
    jac = central_differences(problem.residual, z, DIFFERENCE)
    covariance = np.linalg.inv(jac.T @ jac)
    lines = central_differences(lambda z: np.concatenate(problem.fly(z)[0].at(t)), z, DIFFERENCE)
    spread = np.sqrt(np.einsum("ij,jk,ik->i", lines, covariance, lines))
    return Predicted(
        track,
        flown,
        placed,
        free,
        problem.mean + problem.sigma * z,
        problem.sigma * np.sqrt(np.diag(covariance)),
        t,
        spread[: len(t)],
        spread[len(t) :],
    )


def _mode(problem: _Problem) -> Array:
    """Whitened unknowns of the smallest misfit.

    Refused where they bring the mission to no orbit or are far-fetched.
    """
    from scipy.optimize import least_squares

    free = problem.free
    lean, best = next(k for k, f in enumerate(free) if f.name == "lean"), None
    for start in (0.0, -1.0, 1.2):
        z0 = np.zeros(len(free))
        z0[lean] = start
        found = least_squares(problem.residual, z0, diff_step=1e-3, max_nfev=60)
        best = found if best is None or found.cost < best.cost else best
        if best.cost < len(free):
            break
    assert best is not None
    misfit = float(np.max(np.abs(best.fun[: problem.data_count])))
    if misfit > 5.0:
        raise ConvergenceError(
            "no set of figures brings this mission to its orbit",
            advice="check orbit, payload and event times",
            tried=3,
            misfit=misfit,
        )
    z = np.asarray(best.x, dtype=np.float64)
    if problem.fly(z)[0].altitude.min() < -500.0:
        raise InputError(
            "the mission that meets these events flies into the ground", advice="check event times"
        )
    worst = int(np.argmax(np.abs(z)))
    if abs(z[worst]) > FAR:
        raise InputError(
            f"to reach its orbit this mission needs {free[worst].name} {abs(z[worst]):.0f} "
            "standard deviations "
            "from what is known",
            advice="check payload, orbit, event times and vehicle",
        )
    return z


def _unknowns(mission: FlownMission, events: Events, flights: Sequence[Habits]) -> tuple[Free, ...]:
    absent = set() if events.throttle is not None else {"bucket", "throttle_start", "throttle_end"}
    absent |= {n for n in ("ses", "seco") if getattr(events, n) is None}
    # A direct climb to a high orbit ends nose down, a parking orbit level: the prior is as wide as
    # both.
    out = [next_flight(n, flights) for n in HABITS if n not in absent]
    out += [LEAN, Free("end", 0.0 if mission.perigee < 400e3 else -0.5, 0.6)]
    out += [STAGING] * (events.ses is None) + [BURN] * (events.seco is None)
    return tuple(out)
