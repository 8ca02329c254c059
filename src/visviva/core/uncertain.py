"""Values with a spread: an interval beside a best value, and seeded samples drawn from it."""

from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from visviva.errors import InputError

Kind = Literal["exact", "normal", "uniform"]
# 95th percentile of the standard normal: half width of a central 90 % over its sigma
Z95 = 1.6448536269514722
#: A draw of a positive value is at least this share of its low end.
LEAST_OF_LOW = 0.1


def stream(seed: int, name: str) -> np.random.Generator:
    """Random stream of one named input, the same whatever else is drawn and by how many workers.

    Parameters
    ----------
    seed : int
        Seed of the run, zero or more.
    name : str
        Name of the input, such as ``"vehicle.stages.0.dry_mass"``.

    Returns
    -------
    numpy.random.Generator

    Raises
    ------
    InputError
        If `seed` is negative.

    Examples
    --------
    >>> stream(1, "mass").random() == stream(1, "mass").random()
    True
    """
    if seed < 0:
        raise InputError(f"the seed is {seed}", advice="give a whole number of zero or more")
    return np.random.default_rng(np.random.SeedSequence([seed, crc32(name.encode())]))


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval that holds the true value with probability `level`."""

    low: float
    high: float
    level: float = 0.9

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InputError(
                f"an interval from {self.low} to {self.high}", advice="give the lower end first"
            )

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @classmethod
    def of_samples(cls, samples: NDArray[np.float64], level: float = 0.9) -> "Interval":
        """Central interval of `samples` (shape ``(n,)``) at `level`."""
        tail = (1.0 - level) / 2.0
        low, high = np.quantile(samples, [tail, 1.0 - tail])
        return cls(float(low), float(high), level)


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A best value with its spread, in the unit of whoever holds it.

    Attributes
    ----------
    value : float
        Best value.
    low, high : float
        ``normal``: 5th and 95th percentile of a two-piece normal about `value`;
        ``uniform``: hard limits; ``exact``: both equal `value`.
    kind : {"exact", "normal", "uniform"}
        Shape of the spread.

    Raises
    ------
    InputError
        If `value` lies outside ``[low, high]``.

    Examples
    --------
    >>> Uncertain.about(100.0, 5.0).high
    105.0
    """

    value: float
    low: float
    high: float
    kind: Kind = "normal"

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise InputError(
                f"a best value of {self.value} outside its own spread [{self.low}, {self.high}]",
                advice="give low <= value <= high",
            )

    @classmethod
    def exact(cls, value: float) -> "Uncertain":
        """A value without spread."""
        return cls(value, value, value, "exact")

    @classmethod
    def about(cls, value: float, half_width: float, kind: Kind = "normal") -> "Uncertain":
        """A value with a symmetric 90 % half width (normal) or hard half width (uniform)."""
        return cls(value, value - half_width, value + half_width, kind)

    def interval(self) -> Interval:
        """Central 90 % interval."""
        if self.kind == "uniform":
            margin = 0.05 * (self.high - self.low)
            return Interval(self.low + margin, self.high - margin)
        return Interval(self.low, self.high)

    def sample(self, rng: np.random.Generator, n: int) -> NDArray[np.float64]:
        """Draw `n` values, shape ``(n,)``.

        Where both ends have one sign every draw has it: a mass is never negative.
        """
        if self.kind == "exact" or self.low == self.high:
            return np.full(n, self.value)
        if self.kind == "uniform":
            return rng.uniform(self.low, self.high, n)
        z = rng.standard_normal(n)
        drawn = self.value + z / Z95 * np.where(
            z < 0, self.value - self.low, self.high - self.value
        )
        if self.low > 0.0:
            return np.maximum(drawn, LEAST_OF_LOW * self.low)
        return np.minimum(drawn, LEAST_OF_LOW * self.high) if self.high < 0.0 else drawn

    def scaled(self, factor: float) -> "Uncertain":
        """The same spread in another unit; `factor` must be positive."""
        if factor <= 0:
            raise InputError(f"a unit factor of {factor}", advice="give a positive factor")
        return Uncertain(self.value * factor, self.low * factor, self.high * factor, self.kind)
