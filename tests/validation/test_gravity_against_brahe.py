"""Acceleration of EGM2008 against brahe's own evaluation of the same field.

Source: brahe 1.8, `GravityModel.compute_spherical_harmonics`. Expected: equal. Tolerance: 1e-13
m/s2, a few roundings of 9.8 m/s2, far below any effect on an orbit.
"""

import numpy as np
import pytest

from visviva.core.gravity import GravityField

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("degree", [2, 20, 70, 120])
def test_acceleration_agrees_to_rounding(degree):
    bh = pytest.importorskip("brahe")
    model = bh.GravityModel.from_model_type(bh.GravityModelType.EGM2008_120)
    rng = np.random.default_rng(1)
    r = rng.normal(size=(60, 3))
    r *= (6.5e6 + rng.uniform(0.0, 4e7, (60, 1)) ** 1.0) / np.linalg.norm(r, axis=1)[:, None]
    r[0], r[1] = [0.0, 0.0, 6.8e6], [1e-3, 0.0, -6.8e6]
    expected = np.array([model.compute_spherical_harmonics(x, degree, degree) for x in r])
    assert np.allclose(
        GravityField.egm2008().truncated(degree).acceleration(r), expected, rtol=0.0, atol=1e-13
    )
