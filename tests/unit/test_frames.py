"""Frames: shapes, spins, the grid's span, refusals."""

import numpy as np
import pytest
from numba import njit

from visviva.core import frames
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.kernels import frames as kernels_frames
from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError

T0 = Epoch.parse("2024-06-07T01:11:00Z")


def test_shapes_follow_the_epoch_and_vectors_broadcast():
    epochs = T0 + np.arange(6.0).reshape(2, 3)
    assert frames.gcrf_to_itrf_matrix(T0).shape == (3, 3)
    assert frames.gcrf_to_itrf_matrix(epochs).shape == (2, 3, 3, 3)
    assert frames.gcrf_to_itrf(epochs, [7e6, 0.0, 0.0]).shape == (2, 3, 3)
    assert frames.gcrf_to_itrf(T0, np.zeros((5, 3)), np.ones((5, 3)))[1].shape == (5, 3)
    assert frames.teme_to_gcrf(T0, np.ones(3)).shape == (3,)
    assert np.shape(frames.gmst82(epochs)) == (2, 3)
    assert np.shape(frames.earth_rotation_angle(T0)) == ()


def test_a_place_on_the_ground_moves_with_the_spin_of_the_earth():
    r_itrf = np.array([6378137.0, 0.0, 0.0])
    r, v = frames.itrf_to_gcrf(T0, r_itrf, np.zeros(3))
    assert np.linalg.norm(v) == pytest.approx(6378137.0 * 7.2921151467e-5, rel=1e-9)
    step = 0.5
    moved = frames.itrf_to_gcrf(T0 + step, r_itrf) - frames.itrf_to_gcrf(T0 - step, r_itrf)
    # 5e-5 m/s: the drift of the pole, which the velocity leaves out; (omega step)**2 / 6 of the
    # difference quotient
    assert moved / (2 * step) == pytest.approx(v, abs=2e-4)
    assert np.dot(r, v) == pytest.approx(0.0, abs=1e-3 * np.linalg.norm(r))


def test_every_road_between_two_frames_gives_the_same_answer():
    r, v = np.array([5e6, 4e6, 3e6]), np.array([-4e3, 5e3, 2e3])
    there = frames.gcrf_to_itrf(T0, *frames.teme_to_gcrf(T0, r, v))
    straight = frames.teme_to_itrf(T0, r, v)
    assert there[0] == pytest.approx(straight[0], abs=1e-7)
    assert there[1] == pytest.approx(straight[1], abs=1e-10)


def test_many_epochs_on_a_short_span_are_turned_as_each_alone():
    epochs = T0 + np.random.default_rng(1).uniform(0.0, 10 * 86400.0, (60, 50))
    together = frames.gcrf_to_itrf_matrix(epochs)
    alone = np.stack([frames.gcrf_to_itrf_matrix(e) for e in epochs[::20, 7]])
    assert np.max(np.abs(together[::20, 7] - alone)) * 7e6 < 1e-6


def test_pef_is_itrf_without_polar_motion():
    r = np.array([5e6, 4e6, 3e6])
    pef = frames.teme_to_pef(T0, r)
    turned = frames.rotate(frames.pef_to_itrf_matrix(T0), pef)
    assert turned == pytest.approx(frames.teme_to_itrf(T0, r), abs=1e-8)
    assert 0.1 < np.linalg.norm(turned - pef) < 30.0


def test_the_orientation_given_is_the_one_used():
    z, mjd = np.zeros(2), np.array([60000.0, 61000.0])
    still = EarthOrientation(mjd, z, z, z, z, z, "no polar motion", "2024-01-01")
    apart = frames.gcrf_to_itrf(T0, [7e6, 0.0, 0.0]) - frames.gcrf_to_itrf(
        T0, [7e6, 0.0, 0.0], orientation=still
    )
    assert 1.0 < np.linalg.norm(apart) < 100.0


def test_grid_holds_one_moment_and_refuses_those_outside():
    grid = frames.RotationGrid.spanning(T0, T0)
    assert grid.matrices(T0).shape == (3, 3)
    with pytest.raises(RangeError, match="outside the rotation grid") as caught:
        grid.matrices(T0 + np.array([0.0, 1e6]))
    assert caught.value.fields["mask"].tolist() == [False, True]


def test_grid_asked_wrongly_says_so():
    with pytest.raises(InputError, match="ends before it starts"):
        frames.RotationGrid.spanning(T0, T0 - 1.0)
    with pytest.raises(InputError, match="grid step"):
        frames.RotationGrid.spanning(T0, T0 + 1.0, step=7000.0)


def test_grid_turns_vectors_as_its_matrices_do():
    epochs = T0 + np.linspace(0.0, 86400.0, 7)
    grid = frames.RotationGrid.spanning(T0, T0 + 86400.0)
    r = np.arange(21.0).reshape(7, 3) * 1e6
    turned = grid.to_itrf(epochs, r)
    assert turned == pytest.approx(frames.rotate(grid.matrices(epochs), r), abs=1e-7)
    assert grid.to_gcrf(epochs, turned) == pytest.approx(r, abs=1e-7)
    assert grid.to_itrf(T0, r).shape == (7, 3)
    assert grid.to_itrf(T0, r[1]).shape == (3,)


def test_scalar_kernel_serves_a_compiled_caller():
    @njit
    def first_row(table, step, tau):
        return kernels_frames.gcrf_to_itrf_at(table, step, tau)[:3]

    grid = frames.RotationGrid.spanning(T0, T0 + 86400.0)
    row = first_row(grid.table, grid.step, float(grid.seconds(T0 + 500.0)))
    assert row == pytest.approx(grid.matrices(T0 + 500.0)[0], abs=1e-15)
