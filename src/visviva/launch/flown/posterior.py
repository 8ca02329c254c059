"""Figures of a launcher as a posterior: facts' ranges for a prior, what a flight showed for data.

Randomised maximum likelihood (Kitanidis 1995; Oliver, He and Reynolds 1996): each sample draws a
prior point and perturbed data, and fits the one to the other; exact where the model is linear,
close where it is smooth. Uniform ranges stay hard limits: a figure is the image of a standard
normal. Samples that do not meet the data are dropped and counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.uncertain import Z95, Interval, Uncertain, stream
from visviva.errors import ConvergenceError, InputError


@dataclass(frozen=True, slots=True)
class Observed:
    """An observed figure and its standard deviation, in the unit of the model's."""

    name: str
    value: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """Samples of the free figures and of what the model says with them.

    Attributes
    ----------
    names : tuple of str
    prior : tuple of Uncertain
    samples : ndarray (n, k)
    observed : tuple of Observed
    predicted : ndarray (n, m)
    tried : int
        Draws made; those that did not meet the data are not among the samples.
    """

    names: tuple[str, ...]
    prior: tuple[Uncertain, ...]
    samples: Array
    observed: tuple[Observed, ...]
    predicted: Array
    tried: int

    def median(self, name: str) -> float:
        """Posterior median of a figure."""
        return float(np.median(self.samples[:, self.names.index(name)]))

    def interval(self, name: str, level: float = 0.9) -> Interval:
        """Central interval of a figure."""
        return Interval.of_samples(self.samples[:, self.names.index(name)], level)

    def band(self, name: str, level: float = 0.9) -> Interval:
        """Central interval of what the model says of an observed figure."""
        k = [o.name for o in self.observed].index(name)
        return Interval.of_samples(self.predicted[:, k], level)


def to_figure(z: Any, prior: Uncertain) -> float:
    """A standard normal as a draw from `prior`.

    Examples
    --------
    >>> to_figure(0.0, Uncertain(1.5, 1.0, 2.0, "uniform"))
    1.5
    """
    from scipy.special import ndtr

    if prior.kind == "exact" or prior.low == prior.high:
        return prior.value
    if prior.kind == "uniform":
        return float(prior.low + (prior.high - prior.low) * ndtr(z))
    return float(
        prior.value + z / Z95 * (prior.value - prior.low if z < 0 else prior.high - prior.value)
    )


def infer(
    prior: dict[str, Uncertain],
    observed: Sequence[Observed],
    model: Callable[[dict[str, float]], Array],
    *,
    draws: int = 40,
    seed: int = 0,
    misfit_max: float = 2.5,
    kept_min: int = 5,
    progress: Callable[[int], None] | None = None,
) -> Posterior:
    """Sample the posterior of `prior` given `observed`.

    Parameters
    ----------
    prior : dict of Uncertain
        By figure.
    observed : sequence of Observed
    model : callable
        Figures to what is observed, in the order of `observed`; raises InputError where the figures
        cannot fly.
    draws : int
        Draws made.
    seed : int
    misfit_max : float
        Largest root mean square misfit of a kept sample, in standard deviations.
    kept_min : int
        Fewest samples that make a posterior.

    Raises
    ------
    ConvergenceError
        If fewer than `kept_min` draws meet the data.
    """
    from scipy.optimize import least_squares

    names = tuple(prior)
    mean, sigma = np.array([o.value for o in observed]), np.array([o.sigma for o in observed])
    kept, said = [], []

    def figures(z: Array) -> dict[str, float]:
        return {n: to_figure(float(a), prior[n]) for n, a in zip(names, z, strict=True)}

    for k in range(draws):
        rng = stream(seed, f"draw {k}")
        z0, noise = rng.standard_normal(len(names)), rng.standard_normal(len(observed))

        def residual(z: Array, z0: Array = z0, noise: Array = noise) -> Array:
            try:
                data = (model(figures(z)) - mean) / sigma - noise
            except InputError:
                data = np.full(len(mean), 1e3)
            return np.concatenate([np.clip(data, -1e4, 1e4), z - z0])

        out = least_squares(
            residual, z0, diff_step=np.full(len(names), 1e-4), max_nfev=40, x_scale=1.0
        )
        if progress is not None:
            progress(k)
        try:
            data = model(figures(out.x))
        except InputError:
            continue
        if (
            np.sqrt(np.mean(((data - mean) / sigma) ** 2)) <= misfit_max
            and np.max(np.abs(out.x)) < 5.0
        ):
            kept.append([figures(out.x)[n] for n in names])
            said.append(data)
    if len(kept) < kept_min:
        raise ConvergenceError(
            f"{len(kept)} of {draws} draws meet what was seen",
            advice="the facts' ranges may not hold the flight",
            tried=draws,
        )
    return Posterior(
        names, tuple(prior.values()), np.array(kept), tuple(observed), np.array(said), draws
    )
