r"""Coefficients of the Gauss-Jackson (second-sum) method, in ordinate form, to any order.

With the forward shift :math:`E = e^{D}`, positions on a grid are
:math:`r = h^2 D^{-2} f` and the second sum is :math:`S = f / (4 \sinh^2(D/2))`; what remains,
:math:`D^{-2} - 1/(4\sinh^2 (D/2))`, is regular and is written on the last values of `f` by
interpolation. Velocities follow alike from the first sum. Worked in exact fractions.

Source: Berry and Healy (2004), "Implementation of Gauss-Jackson integration for orbit
propagation", J. Astronaut. Sci. 52; the operator form is Herrick (1972).
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import factorial

import numpy as np

from visviva.core.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class GaussJackson:
    """Weights of `f` at the nodes, each of shape (order + 1,), the newest node first.

    Attributes
    ----------
    predict : ndarray
        Position one step ahead, from nodes 0, -1, …
    correct : ndarray
        The same position, from nodes 1, 0, …
    start : ndarray
        Position at node 0, from nodes 0, -1, …
    speed : ndarray
        Velocity at node 0, from nodes 0, -1, …
    """

    predict: Array
    correct: Array
    start: Array
    speed: Array


@lru_cache(maxsize=4)
def gauss_jackson(order: int) -> GaussJackson:
    """Weights of the method whose interpolating polynomial has degree `order`.

    Examples
    --------
    >>> weights = gauss_jackson(8)
    >>> round(float(weights.predict.sum()) * 12)    # the second sum misses f / 12
    1
    """
    double = _regular_double(order)
    single = _regular_single(order)
    past = [Fraction(-k) for k in range(order + 1)]
    ahead = [Fraction(1 - k) for k in range(order + 1)]
    return GaussJackson(
        predict=_weights(double, past, Fraction(1)),
        correct=_weights(double, ahead, Fraction(1)),
        start=_weights(double, past, Fraction(0)),
        speed=_weights(single, past, Fraction(0)),
    )


def _regular_double(order: int) -> list[Fraction]:
    """Series in D of 1/D^2 - 1/(4 sinh^2(D/2))."""
    # 4 sinh^2(D/2) = D^2 (1 + D^2/12 + ...): divide, and drop the pole.
    series = [
        Fraction(2, factorial(k + 2)) if k % 2 == 0 else Fraction(0) for k in range(order + 3)
    ]
    inverse = _reciprocal(series)
    return [-inverse[k + 2] for k in range(order + 1)]


def _regular_single(order: int) -> list[Fraction]:
    """Series in D of 1/D - 1/(1 - e^-D)."""
    series = [Fraction((-1) ** k, factorial(k + 1)) for k in range(order + 2)]
    inverse = _reciprocal(series)
    return [-inverse[k + 1] for k in range(order + 1)]


def _reciprocal(series: list[Fraction]) -> list[Fraction]:
    out = [1 / series[0]]
    for n in range(1, len(series)):
        out.append(-sum((series[k] * out[n - k] for k in range(1, n + 1)), Fraction(0)) / series[0])
    return out


def _weights(operator: list[Fraction], nodes: list[Fraction], at: Fraction) -> Array:
    """Weights w with sum w_j p(x_j) = (operator p)(at) for every polynomial p of that degree."""
    size = len(nodes)
    rows = [[x**p for x in nodes] for p in range(size)]
    wanted = []
    for p in range(size):
        total = Fraction(0)
        for m in range(p + 1):
            total += operator[m] * Fraction(factorial(p), factorial(p - m)) * at ** (p - m)
        wanted.append(total)
    return np.array([float(w) for w in _solve(rows, wanted)])


def _solve(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Gaussian elimination in exact fractions."""
    size = len(right)
    table = [[*row, b] for row, b in zip(rows, right, strict=True)]
    for k in range(size):
        pivot = next(i for i in range(k, size) if table[i][k] != 0)
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [x / table[k][k] for x in table[k]]
        for i in range(size):
            if i != k and table[i][k] != 0:
                factor = table[i][k]
                table[i] = [a - factor * b for a, b in zip(table[i], table[k], strict=True)]
    return [row[-1] for row in table]
