"""Derivatives put together node by node are those of the whole program.

Oracle: CasADi's own algorithmic differentiation of the same program written as one graph. Tolerance
1e-9 of the largest entry: both are exact but for rounding.
"""

import casadi as ca
import numpy as np
import pytest

from visviva.launch.optimal.assembly import Parts, assemble
from visviva.launch.optimal.collocation import Transcription


@pytest.fixture
def program() -> Transcription:
    """Two phases with a static, a parameter, a held control, a path limit and a target.

    Every kind of term.
    """
    p = Transcription()
    tf, gain = p.static("tf", 0.5, 3.0), p.parameter("gain")

    def rhs(x, u, t):
        return ca.vertcat(ca.sin(x[1]) + u[0] * t, gain * x[0] * x[1] ** 2 - u[1] * tf)

    def path(x, u, t):
        return ca.vertcat(ca.dot(u, u) * x[0], tf * t), [-1.0, -np.inf], [1.0, 9.0]

    box = ([-5.0, -5.0], [5.0, 5.0])
    x = p.phase(
        "up",
        ca.vertcat(tf**2, 0.3),
        (0.0, tf),
        rhs,
        state_bounds=box,
        control_bounds=box,
        path=path,
        intervals=[0.0, 0.2, 1.0],
        degree=3,
        held=[True, False],
    )
    x = p.phase(
        "on", x, (tf, 2 * tf), rhs, state_bounds=box, control_bounds=box, intervals=2, degree=2
    )
    p.constrain(ca.vertcat(x[0] * x[1], x[1] - tf), [0.0, -np.inf], [0.0, 1.0])
    p.constrain(ca.exp(x[0]), -1.0, 1.0)
    return p


def _parts(p: Transcription) -> Parts:
    rows, columns, values = (np.concatenate(c) for c in zip(*p.linear, strict=True))
    goal = p.static_symbols[0] ** 3 + p.w[-1][0] ** 2
    return Parts(
        ca.vertcat(*p.w),
        ca.vertcat(*p.parameters.values()),
        goal,
        (rows, columns, values),
        tuple(p.nodes),
        ca.vertcat(*p.rest),
        np.concatenate(p.rest_rows),
        len(p.g_low),
    )


def test_assembled_derivatives_are_those_of_the_whole_graph(program: Transcription) -> None:
    nlp, ours = assemble(_parts(program))
    x, p, f, g = (nlp[k] for k in "xpfg")
    lam_f, lam_g = ca.MX.sym("lf"), ca.MX.sym("lg", g.numel())
    curve = ca.triu(ca.hessian(lam_f * f + ca.dot(lam_g, g), x)[0])
    whole = ca.Function(
        "whole", [x, p, lam_f, lam_g], [ca.gradient(f, x), ca.jacobian(g, x), curve]
    )
    rng = np.random.default_rng(7)
    for _ in range(3):
        w, q, a, b = (
            rng.normal(size=x.numel()),
            rng.normal(size=1),
            rng.normal(),
            rng.normal(size=g.numel()),
        )
        expected = [np.array(m.full()) for m in whole(w, q, a, b)]
        slope, steep, bent = (
            ours["grad_f"](w, q)[1],
            ours["jac_g"](w, q)[1],
            ours["hess_lag"](w, q, a, b),
        )
        for one, other in zip((slope, steep, bent), expected, strict=True):
            np.testing.assert_allclose(one.full(), other, rtol=0, atol=1e-9 * np.abs(other).max())


def test_a_held_control_is_one_unknown_of_each_interval(program: Transcription) -> None:
    controls = program.layouts[0].controls
    assert [len(set(column)) for column in controls.T] == [2, 6]
    assert set(controls[:3, 0]) == {controls[0, 0]}
    assert not set(controls[:, 0]) & set(controls[:, 1])
