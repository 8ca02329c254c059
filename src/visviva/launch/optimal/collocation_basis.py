"""What a transcription stands on: Radau points, control polynomials, the layout of unknowns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import casadi as ca
import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array

Indices = NDArray[np.intp]


@lru_cache(maxsize=16)
def radau(degree: int) -> tuple[Array, Array]:
    """Radau points with 0 in front, shape ``(degree + 1,)``.

    And the derivatives ``l_i'(tau_j)`` as ``[j, i]``.
    """
    tau = np.array([0.0, *ca.collocation_points(degree, "radau")])
    slopes = np.zeros((degree + 1, degree + 1))
    for i in range(degree + 1):
        others = [k for k in range(degree + 1) if k != i]
        basis = np.poly(tau[others]) / np.prod(tau[i] - tau[others])
        slopes[:, i] = np.polyval(np.polyder(basis), tau)
    return tau, slopes


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one phase lives in the vector of unknowns.

    Attributes
    ----------
    name : str
    nodes : ndarray of float, shape (K * d,)
        Fractions of the phase's duration at its collocation points.
    states, controls : ndarray of int, shape (K * d, n)
        Indices into the unknowns.
    edges : ndarray of float, shape (K + 1,)
        Fractions of the phase's duration at which its intervals begin and end.
    """

    name: str
    intervals: int
    degree: int
    nodes: Array
    states: NDArray[np.intp]
    controls: NDArray[np.intp]
    edges: Array


def control_polynomials(layout: Layout, w: Array) -> Array:
    """Controls of a phase as polynomials of the fraction 0..1 of each interval.

    Parameters
    ----------
    layout : Layout
    w : ndarray, shape (n,)
        Unknowns.

    Returns
    -------
    ndarray, shape (K, d, m)
        Coefficients by interval, power and control, scaled as the unknowns are.
    """
    tau, _ = radau(layout.degree)
    powers = np.linalg.inv(np.vander(tau[1:], increasing=True))
    return np.asarray(powers @ w[layout.controls].reshape(layout.intervals, layout.degree, -1))


def steering(
    layout: Layout, w: Array, start: float, end: float
) -> list[tuple[float, float, Array]]:
    """Thrust direction of a phase from `start` to `end` (s).

    Per interval its ends and its polynomial.
    """
    edges = start + (end - start) * layout.edges
    return list(zip(edges[:-1], edges[1:], control_polynomials(layout, w), strict=True))


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum: unknowns, multipliers and how the solver got there.

    Attributes
    ----------
    w : ndarray, shape (n,)
        Unknowns, scaled.
    objective : float
    multipliers : tuple of ndarray
        Of bounds and constraints; feed them to a warm start.
    iterations : int
    seconds : float
        Wall time of the solve.
    residual : float
        Largest violation of a constraint, scaled.
    status : str
        IPOPT's own word.
    sensitivity : ndarray
        By how much the minimum falls for a unit more of each parameter, in the order of
        `Solver.parameter_names`: the whole optimum moves along, so one solve prices every figure.
    """

    w: Array
    objective: float
    multipliers: tuple[Array, Array]
    iterations: int
    seconds: float
    residual: float
    status: str
    sensitivity: Array


def control_order(count: int, degree: int, held: NDArray[np.bool_]) -> tuple[Indices, Indices]:
    """Number of each node's controls.

    Count, m, where a held one is that of its interval's first node.

    The second array says where each number first stands in the raveled first one.
    """
    node = np.arange(count)[:, None]
    source = np.where(held, node // degree * degree, node) * len(held) + np.arange(len(held))
    first, order = np.unique(source, return_inverse=True)
    return order.reshape(source.shape).astype(np.intp), first


def joined(blocks: Sequence[tuple[Indices, Indices, Array]]) -> tuple[Indices, Indices, Array]:
    """Blocks of a sparse matrix (rows, columns, values) one after the other."""
    rows, columns, values = (np.concatenate(column) for column in zip(*blocks, strict=True))
    return rows, columns, values
