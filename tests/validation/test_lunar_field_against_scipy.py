"""The lunar field's harmonics against SciPy's, and what must be conserved while they turn.

Oracle: `scipy.special.sph_harm_y` (another implementation, orthonormal by definition). A slip of
1/sqrt(2) on orders 1 and above lived for years in a public tool: orthonormality finds it, and so
does a second potential. Tolerances are rounding: 1e-12 of a harmonic, 1e-11 of the acceleration to
degree 120 (scipy's recursion loses two digits there).
"""

import math

import numpy as np
import pytest
from scipy.special import sph_harm_y

from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.ephemeris import SunMoonTable, tdb_seconds
from visviva.core.gravity import GravityField
from visviva.core.time import Epoch
from visviva.moon.orbit import LunarForces, propagate_lunar
from visviva.moon.orientation import DE421_AXES, MoonOrientation

START = Epoch.parse("2024-03-01T00:00:00Z")
#: Pairs of degree and order, with S after C: all to degree 4, and some high ones.
PAIRS = [(n, m, k) for n in range(1, 5) for m in range(n + 1) for k in (0, 1) if k == 0 or m > 0]
PAIRS += [(50, 1, 0), (50, 50, 1), (100, 1, 1), (100, 51, 0), (119, 118, 0), (120, 120, 1)]


def directions(order: int) -> tuple[Array, Array]:
    """Points of a product rule that is exact for products of degree `order`, and their weights."""
    u, weights = np.polynomial.legendre.leggauss(order + 1)
    lon = 2.0 * np.pi * np.arange(2 * order + 2) / (2 * order + 2)
    u, lon = (x.ravel() for x in np.meshgrid(u, lon, indexing="ij"))
    s = np.sqrt(1.0 - u**2)
    points = np.stack([s * np.cos(lon), s * np.sin(lon), u], axis=-1)
    return points, np.repeat(weights, 2 * order + 2) / (2.0 * (2 * order + 2))


def harmonic(n: int, m: int, sine: int, points: Array) -> Array:
    """One harmonic as the kernel has it: the radial pull of a field of that one coefficient."""
    c, s = np.zeros((n + 1, n + 1)), np.zeros((n + 1, n + 1))
    (s if sine else c)[n, m] = 1.0
    c[0, 0] = 0.0 if n else 1.0
    field = GravityField("one", 1.0, 1.0, c, s, n, "unknown", "made", "test")
    pull = np.sum(field.acceleration(points) * points, axis=-1)
    # The kernel's central term is C00, which is left out here.
    return np.asarray(-pull / (n + 1.0))


def test_the_harmonics_are_orthonormal() -> None:
    points, weights = directions(121)
    values = np.stack([harmonic(*pair, points) for pair in PAIRS])
    gram = (values * weights) @ values.T
    assert np.abs(gram - np.eye(len(PAIRS))).max() < 1e-11


def potential(field: GravityField, r: Array) -> Array:
    """The potential by SciPy's harmonics, m2/s2, at body-fixed `r` of shape (n, 3)."""
    far = np.linalg.norm(r, axis=-1)
    polar, lon = np.arccos(r[:, 2] / far), np.arctan2(r[:, 1], r[:, 0])
    total = np.zeros(far.shape)
    for n in range(field.degree + 1):
        m = np.arange(n + 1)[:, None]
        y = math.sqrt(4.0 * math.pi) * sph_harm_y(n, m, polar, lon) * (-1.0) ** m
        y = y * np.where(m == 0, 1.0, math.sqrt(2.0))
        c, s = field.c[n, : n + 1, None], field.s[n, : n + 1, None]
        total += (field.radius / far) ** n * np.sum(c * y.real + s * y.imag, axis=0)
    return np.asarray(field.gm / far * total)


@pytest.mark.parametrize("degree", [2, 50, 120])
def test_the_pull_of_the_lunar_field_is_the_gradient_of_scipys_potential(degree: int) -> None:
    field = GravityField.grgm660prim().truncated(degree)
    rng = np.random.default_rng(1)
    r = rng.normal(size=(12, 3))
    r *= (MOON_RADIUS + 60e3) / np.linalg.norm(r, axis=-1, keepdims=True)
    step, found = 20.0, field.acceleration(r)
    for axis in range(3):
        move = step * np.eye(3)[axis]
        slope = (
            8.0 * (potential(field, r + move) - potential(field, r - move))
            - (potential(field, r + 2.0 * move) - potential(field, r - 2.0 * move))
        ) / (12.0 * step)
        # Fourth order in steps of 20 m: 1e-9 m/s2 where single terms of the field pull 1e-5.
        assert np.abs(slope - found[:, axis]).max() < 2e-9


def test_energy_is_kept_in_the_frame_that_turns_with_the_field() -> None:
    """Jacobi's integral, v2/2 - w.(r x v) - U, of a month at degree 50 in evenly turning axes."""
    rate, start = 2.6617e-6, float(tdb_seconds(START)) - 86400.0
    span = 40.0 * 86400.0
    # Pole along z of ICRF: phi and theta zero, psi growing evenly over one long interval.
    middle = 0.5 * rate * span
    turning = np.array([[[0.0, 0.0], [0.0, 0.0], [middle, middle]]])
    axes = MoonOrientation(turning, start, span, "made", DE421_AXES)
    field = GravityField.grgm660prim().truncated(50)
    forces = LunarForces(
        field, axes, SunMoonTable.bundled(), earth=False, sun=False, love_number=0.0
    )
    radius = MOON_RADIUS + 100e3
    speed = math.sqrt(field.gm / radius)
    tilt = math.radians(75.0)
    v0 = speed * np.array([0.0, math.cos(tilt), math.sin(tilt)])
    flight = propagate_lunar(
        START, np.array([radius, 0.0, 0.0]), v0, 30.0 * 86400.0, forces=forces, tolerance=1e-2
    )
    t = np.linspace(0.0, flight.span, 60)
    r, v = flight.at(t)
    fixed = np.einsum("nij,nj->ni", axes.icrf_to_pa(START + t), r)
    moment = r[:, 0] * v[:, 1] - r[:, 1] * v[:, 0]
    kept = 0.5 * np.sum(v**2, axis=-1) - rate * moment - potential(field, fixed)
    assert float(np.ptp(kept)) < 2e-10 * abs(float(kept[0]))
