"""First and second derivatives of a transcription, put together node by node.

The nonlinear part of a phase is one small function called at every collocation point; what is
linear in the states (the collocation polynomials) is a constant matrix; what is left (joints,
targets, the goal) is a handful of expressions. Each part is differentiated alone and its nonzeros
are added into place, so that the time to build does not grow with the mesh.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import casadi as ca
import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nonlinear part of a phase.

    Attributes
    ----------
    symbols : tuple of SX
        State, control, the node's own figures, statics, parameters: what `value` depends on.
    value : SX, n × 1
        Added to the rows of one node.
    figures : ndarray, shape (k, N)
        Constants of each node: its fraction of the phase, the width of its interval.
    states, controls, rows : ndarray of int, shapes (N, nx), (N, nu), (N, n)
        Where each node reads its unknowns and adds its value.
    statics : ndarray of int
        Where the statics stand among the unknowns.
    """

    symbols: tuple[Any, Any, Any, Any, Any]
    value: Any
    figures: Array
    states: Indices
    controls: Indices
    rows: Indices
    statics: Indices


@dataclass(frozen=True, slots=True)
class Parts:
    """A program in parts: ``g = linear @ w + nodes + rest``.

    Attributes
    ----------
    unknowns, parameters : SX, columns
    goal : SX
        Minimised.
    linear : tuple of ndarray
        Rows, columns and values of the constant part of the constraints.
    nodes : sequence of Nodes
    rest : SX, column
        Every other term of the constraints,
    rest_rows : ndarray of int
        and the row it is added to.
    constraints : int
        How many.
    """

    unknowns: Any
    parameters: Any
    goal: Any
    linear: tuple[Indices, Indices, Array]
    nodes: Sequence[Nodes]
    rest: Any
    rest_rows: Indices
    constraints: int


def assemble(parts: Parts) -> tuple[dict[str, Any], dict[str, Any]]:
    """The program for `casadi.nlpsol`, and its derivatives as nlpsol's options ``grad_f, jac_g.

    Hess_lag``.

    Returns
    -------
    nlp : dict
        ``x, p, f, g``, MX.
    derivatives : dict of casadi.Function
    """
    w, p = ca.MX.sym("x", parts.unknowns.numel()), ca.MX.sym("p", parts.parameters.numel())
    lam_f, lam_g = ca.MX.sym("lam_f"), ca.MX.sym("lam_g", parts.constraints)
    rest = _differentiate_rest(parts)
    (goal, others), slope = rest["value"](w, p), rest["slope"](w, p)
    g = _constraints(parts, others, w, p)
    derivatives = {
        "grad_f": ca.Function("nlp_grad_f", [w, p], [goal, slope], ["x", "p"], ["f", "grad_f_x"]),
        "jac_g": ca.Function(
            "nlp_jac_g", [w, p], [g, _jacobian(parts, rest, w, p)], ["x", "p"], ["g", "jac_g_x"]
        ),
        "hess_lag": _hessian(parts, rest, w, p, lam_f, lam_g),
    }
    return {"x": w, "p": p, "f": goal, "g": g}, derivatives


def _differentiate_rest(parts: Parts) -> dict[str, Any]:
    """The few expressions outside the nodes.

    Value, slope of the goal, nonzeros of Jacobian and Hessian.
    """
    x, p, e = parts.unknowns, parts.parameters, parts.rest
    lam_f, lam = ca.SX.sym("lam_f"), ca.SX.sym("lam", e.numel())
    jacobian = ca.jacobian(e, x)
    hessian = ca.triu(ca.hessian(lam_f * parts.goal + ca.dot(lam, e), x)[0])
    return {
        "value": _function("rest", [x, p], [parts.goal, e]),
        "slope": _function("slope", [x, p], [ca.gradient(parts.goal, x)]),
        "jacobian": _function("rest_jacobian", [x, p], [_nonzeros(jacobian)]),
        "hessian": _function("rest_hessian", [x, p, lam_f, lam], [_nonzeros(hessian)]),
        "jacobian_at": _places(jacobian),
        "hessian_at": _places(hessian),
    }


def _constraints(parts: Parts, others: Any, w: Any, p: Any) -> Any:
    rows, columns, values = parts.linear
    terms, places = [others], [parts.rest_rows]
    for nodes in parts.nodes:
        f = _function("node", nodes.symbols, [nodes.value])
        terms.append(ca.vec(_at_nodes(f, nodes, w, p)))
        places.append(nodes.rows.ravel())
    place = np.concatenate(places)
    constant = ca.DM.triplet(
        _list(rows), _list(columns), ca.DM(values), parts.constraints, w.numel()
    )
    spread = ca.DM.triplet(
        _list(place), list(range(place.size)), ca.DM.ones(place.size), parts.constraints, place.size
    )
    return ca.mtimes(constant, w) + ca.mtimes(spread, ca.vertcat(*terms))


def _jacobian(parts: Parts, rest: Mapping[str, Any], w: Any, p: Any) -> Any:
    rows, columns, values = parts.linear
    e_rows, e_columns = rest["jacobian_at"]
    terms = [ca.MX(ca.DM(values)), rest["jacobian"](w, p)]
    at = [(rows, columns), (parts.rest_rows[e_rows], e_columns)]
    for nodes in parts.nodes:
        slope = ca.jacobian(nodes.value, ca.vertcat(*nodes.symbols[:2], nodes.symbols[3]))
        f = _function("node_jacobian", nodes.symbols, [_nonzeros(slope)])
        terms.append(ca.vec(_at_nodes(f, nodes, w, p)))
        i, j = _places(slope)
        at.append((nodes.rows[:, i].ravel(), _unknowns(nodes)[:, j].ravel()))
    return _added(terms, at, (parts.constraints, w.numel()))


def _hessian(parts: Parts, rest: Mapping[str, Any], w: Any, p: Any, lam_f: Any, lam_g: Any) -> Any:
    terms = [rest["hessian"](w, p, lam_f, lam_g[_list(parts.rest_rows)])]
    at = [rest["hessian_at"]]
    for nodes in parts.nodes:
        lam = ca.SX.sym("lam", nodes.value.numel())
        local = ca.vertcat(*nodes.symbols[:2], nodes.symbols[3])
        curve = ca.triu(ca.hessian(ca.dot(lam, nodes.value), local)[0])
        f = _function("node_hessian", [*nodes.symbols, lam], [_nonzeros(curve)])
        weights = ca.reshape(lam_g[_list(nodes.rows)], nodes.rows.shape[1], nodes.rows.shape[0])
        terms.append(ca.vec(_at_nodes(f, nodes, w, p, weights)))
        i, j = _places(curve)
        a, b = _unknowns(nodes)[:, i].ravel(), _unknowns(nodes)[:, j].ravel()
        at.append((np.minimum(a, b), np.maximum(a, b)))
    matrix = _added(terms, at, (w.numel(), w.numel()))
    names = ["x", "p", "lam_f", "lam_g"]
    return ca.Function("nlp_hess_l", [w, p, lam_f, lam_g], [matrix], names, ["triu_hess_gamma_x_x"])


def _at_nodes(f: Any, nodes: Nodes, w: Any, p: Any, *more: Any) -> Any:
    """`f` at every node of a phase, one column each."""
    count = nodes.figures.shape[1]
    x, u = (
        ca.reshape(w[_list(index)], index.shape[1], count) if index.size else ca.MX(0, count)
        for index in (nodes.states, nodes.controls)
    )
    shared = (w[_list(nodes.statics)], p[: nodes.symbols[4].numel()])
    # Statics and parameters are the same at every node.
    return f.map("at_nodes", "serial", count, [3, 4], [])(
        x, u, ca.DM(nodes.figures), *shared, *more
    )


def _unknowns(nodes: Nodes) -> Indices:
    """Index among all unknowns of each node's state, control and the statics, shape (N, n)."""
    statics = np.tile(nodes.statics, (nodes.figures.shape[1], 1))
    return np.hstack([nodes.states, nodes.controls, statics]).astype(np.intp)


def _added(terms: Sequence[Any], at: Sequence[Any], shape: tuple[int, int]) -> Any:
    """Sparse matrix of `shape` in which every entry of `terms` is added at its row and column."""
    rows, columns = (np.concatenate([place[k] for place in at]) for k in (0, 1))
    cells, of = np.unique(columns * shape[0] + rows, return_inverse=True)
    pattern = ca.Sparsity.triplet(*shape, _list(cells % shape[0]), _list(cells // shape[0]))
    gather = ca.DM.triplet(
        _list(of), list(range(of.size)), ca.DM.ones(of.size), cells.size, of.size
    )
    return ca.MX(pattern, ca.mtimes(gather, ca.vertcat(*terms)))


def _function(name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
    return ca.Function(name, list(inputs), list(outputs))


def _nonzeros(matrix: Any) -> Any:
    """Structural nonzeros of an SX matrix as a dense column."""
    return ca.vertcat(ca.SX(0, 1), *matrix.nonzeros())


def _places(matrix: Any) -> tuple[Indices, Indices]:
    """Row and column of each structural nonzero."""
    rows, columns = matrix.sparsity().get_triplet()
    return np.array(rows, np.intp), np.array(columns, np.intp)


def _list(index: Indices) -> list[int]:
    out: list[int] = index.ravel().tolist()
    return out
