"""The Earth's shadow against brahe's conical model.

An independent Rust code after Montenbruck & Gill.

brahe takes the Earth's radius as 6378136.3 m and we as 6378137 m: 0.7 m of the 40 km wide penumbra,
2e-5 of the disc, grazing ones more. Asked: 1e-3 of the Sun's disc on LEO, MEO and GEO orbits. The
point right under the Sun is left out: there brahe 1.8 says dark.
"""

import numpy as np
import pytest

from visviva.core.bodies import shadow_fraction, sun_position_gcrf
from visviva.core.time import Epoch

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("radius", [6.7e6, 7.2e6, 2.6e7, 4.2164e7])
def test_part_of_the_sun_hidden_is_that_of_brahe(radius):
    brahe = pytest.importorskip("brahe")
    r_sun = sun_position_gcrf(Epoch.parse("2024-03-20T12:00:00Z"))
    away = -r_sun / np.linalg.norm(r_sun)
    side = np.cross(away, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    edge = np.arcsin(6378137.0 / radius)
    angles = np.concatenate([np.linspace(-3.0, 3.0, 97), edge + np.linspace(-0.01, 0.01, 401)])
    r = radius * (np.cos(angles)[:, None] * away + np.sin(angles)[:, None] * side)
    theirs = np.array([brahe.eclipse_conical(x, r_sun) for x in r])  # part of the Sun that is seen
    assert np.max(np.abs((1.0 - theirs) - shadow_fraction(r, r_sun))) < 1e-3
    assert np.count_nonzero((theirs > 0) & (theirs < 1)) > 5
