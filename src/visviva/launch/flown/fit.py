"""Figures of a launcher fitted to a webcast.

Thrust, flow, masses, throttle and steering, with their posterior.

Facts are the prior (a normal of the fact's own spread), the webcast's speed and altitude the data;
the best figures are the mode of the posterior (Levenberg-Marquardt on whitened parameters), their
spread is Laplace's: the inverse of the Gauss-Newton matrix there. Data are thinned to where their
errors no longer know of each other, and the spread is widened by the misfit where that is larger
than the stated noise.

Limits: speed and altitude say what thrust per mass is, not either alone: mass and thrust of one
stage are told apart by the prior only, and their correlation is given for that reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.uncertain import Z95, Interval
from visviva.errors import ConvergenceError, InputError
from visviva.launch.flight.guided import Track
from visviva.launch.flown.first_guess import sound_data, start_from_data
from visviva.launch.flown.fit_figures import Free, free_figures, put
from visviva.launch.flown.webcast import environment_of, fly_figures, phases_of
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission
from visviva.launch.vehicle import Vehicle

# m/s, m: rounding to 1 km/h and 0.1 to 1 km, and half a second of the clock
SPEED_NOISE, ALTITUDE_NOISE = 3.0, 300.0
THIN = 4.0  # s between data used
# a launcher's nose does not wander: spread of the second differences of its elevation
BEND = np.radians(3.0)
# m/s, m rms: what is left where vehicle, events or units are not those of the webcast
WRONG = (100.0, 10e3)
AFTER = 3.0  # s past the last cut-off that are used
SHORTEST = 60.0  # s of a second burn that say something of it


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fit.

    Attributes
    ----------
    free : tuple of Free
    value, sigma : ndarray (n,)
        Posterior mode and standard deviation.
    correlation : ndarray (n, n)
    figures : Figures
    events : Events
        With the fitted parts of a second.
    track : Track
    speed_residual, altitude_residual : ndarray (m,)
        Model less webcast, m/s and m, at `t`.
    """

    free: tuple[Free, ...]
    value: Array
    sigma: Array
    correlation: Array
    figures: Figures
    events: Events
    track: Track
    t: Array
    speed_residual: Array
    altitude_residual: Array

    def interval(self, name: str) -> Interval:
        """Central 90 % interval of a figure, in its unit."""
        k = next((k for k, f in enumerate(self.free) if f.name == name), None)
        if k is None:
            raise InputError(
                f"no fitted figure is called {name!r}", advice=", ".join(f.name for f in self.free)
            )
        return Interval(
            float(self.value[k] - Z95 * self.sigma[k]), float(self.value[k] + Z95 * self.sigma[k])
        )

    @property
    def rms(self) -> tuple[float, float]:
        """Root mean square of the residuals, m/s and m."""
        return float(np.sqrt(np.mean(self.speed_residual**2))), float(
            np.sqrt(np.mean(self.altitude_residual**2))
        )


def fit_webcast(
    t: ArrayLike,
    speed: ArrayLike,
    altitude: ArrayLike,
    vehicle: Vehicle,
    mission: FlownMission,
    events: Events,
    guess: Figures,
    *,
    relative: dict[str, float] | None = None,
    start: float = 10.0,
) -> Fitted:
    """Fit the figures of a two-stage flight to its webcast.

    Parameters
    ----------
    t, speed, altitude : array_like, shape (n,)
        s after lift-off, Earth-relative m/s, m.
    vehicle : Vehicle
        For drag.
    mission : FlownMission
        For pad, heading.
    events : Events
        To within half a second. With SES alone the second stage is taken to burn to the end of the
        data.
    guess : Figures
        From facts (`figures_from_facts`).
    relative : dict, optional
        Prior spread of single figures as a share.
    start : float
        Data before this time are left out, s.

    Returns
    -------
    Fitted

    Raises
    ------
    InputError
        If there are too few data, or no flight of this vehicle comes near them.
    """
    when, fast, high, events = _used(t, speed, altitude, events, start)
    keep = _kept(when, events)
    env = environment_of(vehicle)
    guess = start_from_data(when, fast, high, guess, mission, events, env)
    free = free_figures(guess, events, relative=relative)
    mean, sigma = np.array([f.mean for f in free]), np.array([f.sigma for f in free])
    bend = [k for k, f in enumerate(free) if f.name.startswith("elevation.")]

    def model(z: Array) -> tuple[Array, Array]:
        figures, new = put(mean + sigma * z, free, guess, events)
        return fly_figures(figures, mission, new, env, 2.0, 2.0 * AFTER).at(when)

    def residual(z: Array) -> Array:
        try:
            v, h = model(z)
        except InputError:
            return np.full(2 * len(keep) + max(len(bend) - 2, 0) + len(z), 1e4)
        return np.concatenate(
            [
                (v[keep] - fast[keep]) / SPEED_NOISE,
                (h[keep] - high[keep]) / ALTITUDE_NOISE,
                np.diff((sigma * z)[bend], 2) / BEND,
                z,
            ]
        )

    z = _mode(residual, free, guess, events)
    data = residual(z)[: 2 * len(keep)]
    jac = central_differences(residual, z, 1e-3)
    jac[: 2 * len(keep)] /= max(1.0, float(np.sqrt(np.mean(data**2))))
    covariance = np.linalg.inv(jac.T @ jac)
    if not np.all(np.diag(covariance) > 0.0):  # also refuses not-a-number
        raise ConvergenceError(
            "the flight does not determine the figures",
            advice="give more of it, or check its units",
        )
    spread = np.sqrt(np.diag(covariance))
    figures, new = put(mean + sigma * z, free, guess, events)
    track = fly_figures(figures, mission, new, env)
    powered = when <= _last(events) - 1.0
    when, fast, high = when[powered], fast[powered], high[powered]
    v, h = track.at(when)
    fitted = Fitted(
        free,
        mean + sigma * z,
        sigma * spread,
        covariance / np.outer(spread, spread),
        figures,
        new,
        track,
        when,
        v - fast,
        h - high,
    )
    if fitted.rms[0] > WRONG[0] or fitted.rms[1] > WRONG[1]:
        raise InputError(
            f"no flight of {vehicle.name} meets this webcast: {fitted.rms[0]:.0f} m/s and "
            f"{fitted.rms[1] / 1e3:.1f} km "
            "rms are left",
            advice="check units, event times, pad and payload",
        )
    return fitted


def _mode(
    residual: Callable[[Array], Array], free: Sequence[Free], guess: Figures, events: Events
) -> Array:
    """Whitened figures of the smallest misfit, from those of the priors' means."""
    from scipy.optimize import least_squares

    small = np.full(len(free), 1e-4)
    out = least_squares(residual, np.zeros(len(free)), diff_step=small, max_nfev=60)
    out = _felt_limits(out, residual, small, free, guess, events)
    # A glitch of the display must not bend the flight: the last pass bounds its pull (soft L1).
    return np.asarray(
        least_squares(residual, out.x, diff_step=small, max_nfev=40, loss="soft_l1", f_scale=3.0).x,
        dtype=np.float64,
    )


def _felt_limits(
    out: Any, residual: Any, small: Array, free: Sequence[Free], guess: Figures, events: Events
) -> Any:
    """A load limit that no phase reaches pulls nothing.

    Try each such limit just below the highest load flown.
    """
    from scipy.optimize import least_squares

    mean, sigma = np.array([f.mean for f in free]), np.array([f.sigma for f in free])
    figures, new = put(mean + sigma * out.x, free, guess, events)
    z = out.x.copy()
    for name, second in (("load_max", False), ("load_max2", True)):
        k = next((k for k, f in enumerate(free) if f.name == name), None)
        ends = [
            p
            for p in phases_of(figures, new, 1.0)
            if p.thrust > 0.0 and (p.start >= new.meco) == second
        ]
        highest = max((p.thrust / p.end_mass for p in ends), default=0.0)
        if k is not None and 0.0 < highest < mean[k] + sigma[k] * z[k]:
            z[k] = (0.96 * highest - mean[k]) / sigma[k]
    if np.array_equal(z, out.x):
        return out
    felt = least_squares(residual, z, diff_step=small, max_nfev=30)
    return felt if felt.cost < out.cost else out


def _kept(t: Array, events: Events) -> NDArray[np.intp]:
    """Data apart enough to err alone, and closer ones about the cut-offs.

    Both sides of a corner tell its time.
    """
    apart = np.searchsorted(t, np.append(np.arange(t[0], t[-1], THIN), t[-1]))
    corners = [e for e in (events.meco, events.seco) if e is not None]
    near = np.flatnonzero(np.min([np.abs(t - e) for e in corners], axis=0) < AFTER)
    return np.union1d(apart, near[::2]).astype(np.intp)


def _last(events: Events) -> float:
    return events.seco if events.seco is not None else events.meco


def _used(
    t: ArrayLike, speed: ArrayLike, altitude: ArrayLike, events: Events, start: float
) -> tuple[Array, Array, Array, Events]:
    """Data of the powered flight and just after it, without glitches, and the events they reach."""
    t, speed, altitude = (np.asarray(a, dtype=np.float64) for a in (t, speed, altitude))
    if not t.shape == speed.shape == altitude.shape or t.ndim != 1 or np.any(np.diff(t) <= 0.0):
        raise InputError("times do not rise one by one", advice="give one row a time, in order")
    if events.ses is not None and events.seco is None:
        burning = t[-1] > events.ses + SHORTEST
        events = replace(
            events,
            ses=events.ses if burning else None,
            seco=float(t[-1]) + 1.0 if burning else None,
        )
    inside = (t >= start) & (t <= _last(events) + AFTER)
    if inside.sum() < 50:
        raise InputError(
            f"{int(inside.sum())} data before cut-off", advice="give a webcast of a sample a second"
        )
    t, speed, altitude = t[inside], speed[inside], altitude[inside]
    sound = sound_data(t, speed, altitude)
    return t[sound], speed[sound], altitude[sound], events


def central_differences(function: Callable[[Array], Array], z: Array, step: float) -> Array:
    """Derivatives of `function` (m,) by every element of `z` (n,), as (m, n).

    Examples
    --------
    >>> central_differences(lambda z: z**2, np.array([1.0, 3.0]), 0.5).tolist()
    [[2.0, 0.0], [0.0, 6.0]]
    """
    return np.column_stack(
        [(function(z + step * e) - function(z - step * e)) / (2 * step) for e in np.eye(len(z))]
    )
