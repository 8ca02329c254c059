"""The integrators' coefficients are those of SciPy's DOP853, digit for digit."""

import numpy as np
from scipy.integrate import DOP853

from visviva.core.kernels.dormand_prince import tableau


def test_coefficients_are_those_of_scipy() -> None:
    ours = tableau()
    for mine, theirs in (
        (ours.a, DOP853.A[:12, :12]),
        (ours.b, DOP853.B),
        (ours.c, DOP853.C[:12]),
        (ours.e3, DOP853.E3),
        (ours.e5, DOP853.E5),
    ):
        np.testing.assert_array_equal(mine, theirs)
