"""The sets around a chain of burns and the burns tried in it."""

from copy import copy
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dtrtri

from visviva.core.arrays import Array

Ints = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class JointStep:
    """One burn of a fit of several.

    Attributes
    ----------
    day : float
        Moment, days since the first set.
    rate : float
        Step of the rate, rad/day.
    score : float
        Root of what it explains, in units of the scatter.
    sigma_day, sigma_rate : float
        Standard deviations, the others being fitted too.
    next_correlation : float
        Correlation of its size with that of the next burn of the same fit; 0 for the last.
    between : tuple of float, optional
        Days of the sets between which there were two burns at least: `rate` is their sum, and the
        orbits before and after meet outside, at `meet`.
    meet : float
        As `day` where the burn is one.
    """

    day: float
    rate: float
    score: float
    sigma_day: float
    sigma_rate: float
    next_correlation: float
    between: tuple[float, float] | None = None
    meet: float = float("nan")


class Burn(NamedTuple):
    """Gap in which a burn lies, and its moment, days after the gap's begin; None: to be fitted.

    `several`: no one burn in the gap brings the orbits of before and after together.
    """

    gap: int
    wait: float | None = None
    several: bool = False


@dataclass(slots=True)
class Window:
    """Sets of one window (`deep`: of a high orbit), what is left out, and what was put in."""

    t: Array
    x: Array
    y: Array
    noise: "Scatter"
    shadow: tuple[float, float]
    least: float
    left_out: NDArray[np.bool_]
    deep: bool = False
    burns: list[Burn] = field(default_factory=list)  # gap, moment
    white: Array = field(default_factory=lambda: np.zeros((0, 0)))
    pick: Ints = field(default_factory=lambda: np.zeros(0, dtype=int))
    _rows: Array = field(default_factory=lambda: np.zeros((0, 0)))
    _whole: Array = field(default_factory=lambda: np.zeros((0, 0)))

    def __post_init__(self) -> None:
        self._whole = self.noise.covariance(self.t)
        self.leave_out([])

    def beside(self, sets: Ints, burns: "list[Burn]") -> "Window":
        """The same window with these sets left out too, and other burns."""
        out = copy(self)
        out.left_out, out.burns = self.left_out.copy(), burns
        out.leave_out(sets)
        return out

    def leave_out(self, sets: "list[int] | Ints") -> None:
        """Leave sets out, and whiten what is left anew: every row that a fit may ask for."""
        self.left_out[sets] = True
        known = np.flatnonzero(~self.left_out)
        self.pick = np.concatenate([known, len(self.t) + known])
        self.white, failed = dtrtri(
            np.linalg.cholesky(self._whole[np.ix_(self.pick, self.pick)]), lower=1
        )
        if failed:  # a scatter of nothing
            raise np.linalg.LinAlgError("the scatter of a window has no inverse")
        tau = self.t - self.t.mean()
        one, zero = np.ones_like(tau), np.zeros_like(tau)
        after = np.triu(np.ones((len(tau), len(tau))), 1)
        x = np.vstack([self.x, one, tau, tau**2, after * (self.t - self.t[:, None]), after])
        y = np.vstack([self.y, zero, one, 2.0 * tau, after, np.zeros_like(after)])
        self._rows = np.hstack([x, y])[:, self.pick] @ self.white.T

    def pairs(self, gaps: Ints) -> tuple[Array, Array]:
        """Whitened rows (m, 2k) of a step of the rate after each gap, and of one of longitude."""
        kinks = 4 + np.asarray(gaps)
        return self._rows[kinks], self._rows[kinks + len(self.t)]

    def data(self) -> Array:
        """What the fit is held to, in units of its scatter, (2k,): both channels of known sets."""
        out: Array = self._rows[0]
        return out

    def columns(self, burns: "list[Burn]") -> Array:
        """Columns of a parabola and of the burns, two for a free moment, one for a fixed one."""
        rows = [*self._rows[1:4]]
        for b in burns:
            kink, shift = self._rows[4 + b.gap], self._rows[4 + b.gap + len(self.t)]
            rows += [kink, shift] if b.wait is None else [kink - b.wait * shift]
        return np.array(rows).T

    def cost(self, burns: "list[Burn]") -> float:
        """Sum of squares that a parabola and the burns leave."""
        a, data = self.columns(burns), self.data()
        left = data - a @ np.linalg.lstsq(a, data, rcond=None)[0]
        return float(left @ left)

    def ends(self, gap: int) -> tuple[float, float]:
        """Days of the set before a gap and of the next one that is not left out."""
        known = np.flatnonzero(~self.left_out)
        return float(self.t[gap]), float(self.t[known[known > gap][0]])


@dataclass(frozen=True, slots=True)
class Scatter:
    """What else moves the channels: noise of longitude and rate, and a rate that wanders.

    Attributes
    ----------
    longitude, rate : float
        Standard deviations of a set, rad and rad/day.
    wander : float
        Of the change of the rate in a day by drag that is not modelled, rad/day.
    """

    longitude: float
    rate: float
    wander: float

    def covariance(self, t: Array) -> Array:
        """Of longitudes and rates at `t`, (2n, 2n): white noise, and a random walk of the rate."""
        u = t - t[0]
        least, most = np.minimum(u[:, None], u), np.maximum(u[:, None], u)
        q = self.wander**2
        xx = q * least**2 * (3.0 * most - least) / 6.0
        xy = q * np.where(u[:, None] < u, u[:, None] ** 2 / 2.0, u * (u[:, None] - u / 2.0))
        yy = q * least
        out: Array = np.block([[xx, xy], [xy.T, yy]])
        n = len(t)
        out[np.arange(n), np.arange(n)] += self.longitude**2
        out[np.arange(n, 2 * n), np.arange(n, 2 * n)] += self.rate**2
        return out
