"""Gravity fields: binding, truncation, reading.

And acceleration where it is known in closed form.
"""

import gzip

import numpy as np
import pytest

from visviva.core.gravity import GravityField
from visviva.core.icgem import read_icgem
from visviva.errors import FrameError, InputError, RangeError

HEAD = """comment
begin_of_head ====
modelname TEST
earth_gravity_constant 0.3986004415D+15
radius 0.6378136300D+07
max_degree 2
norm fully_normalized
tide_system tide_free
end_of_head ====
"""
BODY = "gfc 0 0 1.0 0.0\ngfc 2 0 -0.484165D-03 0.0 0.0 0.0\ngfc 2 2 0.24d-05 -0.14d-05\n"


def test_egm2008_carries_what_belongs_to_it():
    field = GravityField.egm2008()
    assert (field.degree, field.order, field.gm, field.radius) == (
        120,
        120,
        3.986004415e14,
        6378136.3,
    )
    assert (field.tide_system, field.frame) == ("tide_free", "ITRF")
    assert "EGM2008" in field.source


def test_degree_zero_is_the_inverse_square():
    field = GravityField.egm2008().truncated(0)
    r = np.array([7e6, -1e6, 2e6])
    assert np.allclose(field.acceleration(r), -field.gm * r / np.linalg.norm(r) ** 3, rtol=1e-15)


def test_j2_term_agrees_with_its_closed_form():
    field = GravityField.egm2008().truncated(2, 0)
    r = np.array([[5e6, 3e6, 4e6], [7e6, 0.0, 0.0], [0.0, 0.0, 7e6]])
    j2 = -field.c[2, 0] * np.sqrt(5.0)
    d = np.linalg.norm(r, axis=-1)[:, None]
    z2 = (r[:, 2:] / d) ** 2
    factor = -1.5 * j2 * field.gm * field.radius**2 / d**5
    expected = -field.gm * r / d**3 + factor * r * np.concatenate(
        [1 - 5 * z2, 1 - 5 * z2, 3 - 5 * z2], axis=-1
    )
    assert np.allclose(field.acceleration(r), expected, rtol=1e-14, atol=1e-15)


def test_acceleration_is_the_gradient_of_a_harmonic_potential():
    field, h = GravityField.egm2008(), 20.0
    for r in ([6.6e6, 1e6, 5e5], [10.0, -20.0, 6.7e6], [-3e6, 4e6, -4.5e6]):
        jacobian = np.array(
            [
                (field.acceleration(r + h * e) - field.acceleration(r - h * e)) / (2 * h)
                for e in np.eye(3)
            ]
        )
        scale = np.abs(jacobian).max()
        assert abs(np.trace(jacobian)) < 1e-6 * scale
        assert np.allclose(jacobian, jacobian.T, atol=1e-6 * scale)


def test_pole_is_an_ordinary_place():
    field = GravityField.egm2008()
    at, beside = field.acceleration([[0.0, 0.0, 6.8e6], [1e-3, 1e-3, 6.8e6]])
    assert np.all(np.isfinite(at))
    assert np.allclose(at, beside, atol=1e-8)


def test_shapes_follow_the_positions():
    field = GravityField.egm2008().truncated(4)
    r = np.full((2, 3, 3), 5e6)
    assert field.acceleration(r).shape == (2, 3, 3)
    assert field.acceleration(r[0, 0]).shape == (3,)


def test_wrong_use_is_refused():
    field = GravityField.egm2008()
    with pytest.raises(RangeError):
        field.truncated(121)
    with pytest.raises(RangeError):
        field.truncated(10, 11)
    with pytest.raises(RangeError):
        field.acceleration([0.0, 0.0, 0.0])
    with pytest.raises(InputError):
        field.acceleration([1.0, 2.0])
    with pytest.raises(FrameError):
        field.in_frame("MOON_PA_DE421")
    with pytest.raises(ValueError, match="read-only"):
        field.c[2, 0] = 0.0


@pytest.mark.parametrize("zipped", [False, True])
def test_icgem_file_is_read_with_fortran_exponents(tmp_path, zipped):
    path = tmp_path / ("field.gfc.gz" if zipped else "field.gfc")
    text = HEAD + BODY
    path.write_bytes(gzip.compress(text.encode()) if zipped else text.encode())
    field = read_icgem(path, frame="ITRF")
    assert (field.gm, field.radius, field.degree, field.tide_system) == (
        3.986004415e14,
        6378136.3,
        2,
        "tide_free",
    )
    assert field.c[2, 0] == -0.484165e-3
    assert field.s[2, 2] == -0.14e-5
    assert read_icgem(path, frame="ITRF", degree=0).degree == 0
    with pytest.raises(RangeError):
        read_icgem(path, frame="ITRF", degree=3)


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("radius", "nothing") + BODY,
        HEAD.replace("fully_normalized", "unnormalized") + BODY,
        HEAD + BODY + "gfct 2 1 0.0 0.0\n",
        HEAD + BODY + "gfc 2 1 0.0\n",
        BODY,
    ],
    ids=["no radius", "norm", "time-varying", "short line", "no header"],
)
def test_icgem_file_that_cannot_be_used_is_refused(tmp_path, text):
    path = tmp_path / "field.gfc"
    path.write_text(text)
    with pytest.raises(InputError):
        read_icgem(path, frame="ITRF")


def test_lunar_field_is_read(shared_data):
    path = shared_data / "moon" / "GRGM660PRIM_120.gfc"
    if not path.is_file():
        pytest.skip(f"no lunar field at {path}")
    field = read_icgem(path, frame="MOON_PA_DE421")
    assert (field.degree, field.radius) == (120, 1738000.0)
    assert field.gm == pytest.approx(4.902799806931690e12)
    pull = np.linalg.norm(field.acceleration([1.838e6, 0.0, 0.0]))
    assert pull == pytest.approx(field.gm / 1.838e6**2, rel=1e-3)
