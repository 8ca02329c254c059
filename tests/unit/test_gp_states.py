"""States and ages of element sets.

Shapes, errors that a program can act on, time across a leap second.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from visviva.core.frames import gcrf_to_itrf
from visviva.core.time import Epoch
from visviva.errors import ElementSetError, PropagationError
from visviva.orbit.gp import (
    ElementSet,
    age_days,
    as_columns,
    as_epochs,
    gp_state_gcrf,
    gp_state_itrf,
    gp_trajectory,
    is_stale,
    propagate_teme,
    read_elements,
    to_satrec,
)

ISS = ElementSet(
    25544,
    "2025-04-07T12:29:36.890304",
    15.4932068,
    0.0004979,
    51.6365,
    297.0255,
    19.0825,
    341.0349,
    bstar=2.1806e-4,
    name="ISS",
    arithmetic="tle",
)


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3)])
def test_states_have_the_shape_of_the_epochs(shape: tuple[int, ...]) -> None:
    when = ISS.epoch + np.linspace(0.0, 9000.0, int(np.prod(shape))).reshape(shape)
    for state in (propagate_teme, gp_state_gcrf, gp_state_itrf):
        r, v = state(ISS, when)
        assert r.shape == v.shape == (*shape, 3)
        assert np.all((np.linalg.norm(r, axis=-1) > 6.7e6) & (np.linalg.norm(r, axis=-1) < 6.9e6))
    first = Epoch(np.ravel(when.day)[0], np.ravel(when.second)[0])
    np.testing.assert_allclose(
        gp_state_gcrf(ISS, first)[0], np.reshape(gp_state_gcrf(ISS, when)[0], (-1, 3))[0], atol=1e-6
    )


def test_one_state_is_the_same_in_both_frames() -> None:
    when = ISS.epoch + np.array([0.0, 4000.0])
    r, v = gcrf_to_itrf(when, *gp_state_gcrf(ISS, when))
    np.testing.assert_allclose(r, gp_state_itrf(ISS, when)[0], atol=1e-6)
    np.testing.assert_allclose(v, gp_state_itrf(ISS, when)[1], atol=1e-8)


def test_at_its_epoch_the_state_is_sgp4s_own_to_the_bit() -> None:
    r, v = propagate_teme(ISS, ISS.epoch)
    code, r_km, v_km_s = to_satrec(ISS).sgp4_tsince(0.0)
    assert code == 0
    assert (r / 1e3).tolist() == pytest.approx(list(r_km), abs=1e-12)
    assert (v / 1e3).tolist() == pytest.approx(list(v_km_s), abs=1e-15)


def test_time_runs_in_si_seconds_across_a_leap_second() -> None:
    """2016-12-31 had 86401 s: one day of the clock is one second more of the orbit."""
    e = replace(ISS, epoch_utc="2016-12-31T12:00:00.000000", object_id="")
    r, _ = propagate_teme(e, Epoch.parse("2017-01-01T12:00:00Z"))
    _, r_km, _ = to_satrec(e).sgp4_tsince(86401.0 / 60.0)
    np.testing.assert_allclose(r / 1e3, r_km, atol=1e-6)


def test_a_decayed_object_stops_with_its_number_and_the_codes() -> None:
    falling = replace(ISS, mean_motion_rev_day=16.4, bstar=0.01)
    when = falling.epoch + np.array([[0.0, 600.0], [3600.0, 40 * 86400.0]])
    with pytest.raises(
        PropagationError, match="SGP4 stops for ISS at 2025-04-07T15:30:44Z"
    ) as caught:
        gp_state_gcrf(falling, when)
    assert caught.value.fields["catalog_number"] == 25544
    assert caught.value.fields["codes"].shape == (2, 2)
    assert (caught.value.fields["codes"] != 0).tolist() == [[False, False], [False, True]]


def test_a_trajectory_has_a_state_at_its_end() -> None:
    path = gp_trajectory(ISS, ISS.epoch, 1000.0, 300.0)
    assert path.t.tolist() == [0.0, 300.0, 600.0, 900.0, 1000.0]
    assert path.frame == "GCRF"
    assert gp_trajectory(ISS, ISS.epoch, 600.0, 300.0).t.tolist() == [0.0, 300.0, 600.0]


def test_ages_count_either_way_and_past_30_days_a_set_is_stale() -> None:
    when = ISS.epoch + np.array([-31.0, -29.0, 0.0, 29.9, 30.1]) * 86400.0
    np.testing.assert_allclose(age_days(ISS, when), [-31.0, -29.0, 0.0, 29.9, 30.1], atol=1e-12)
    assert is_stale(ISS, when).tolist() == [True, False, False, False, True]
    assert is_stale(ISS, ISS.epoch + 10 * 86400.0, tolerance_days=5.0) is True


def test_station_sets_are_stale_a_month_after_their_epoch(shared_data: Path) -> None:
    """Issue 2: an ISS or Tiangong set older than 30 days is flagged."""
    sets = read_elements(shared_data / "crew" / "stations.tle").elements
    assert {e.catalog_number for e in sets} == {25544, 48274}
    for e in sets:
        assert not is_stale(e, e.epoch + 29 * 86400.0)
        assert is_stale(e, e.epoch + 31 * 86400.0)


def test_epochs_of_many_sets_are_those_of_each() -> None:
    sets = [
        replace(ISS, epoch_utc=t)
        for t in ("1957-10-05T00:00:00", "2016-12-31T23:59:59.999999", "2056-02-29T12:00:00.5")
    ]
    many, columns = as_epochs(sets), as_columns(sets).epoch
    for i, e in enumerate(sets):
        assert abs(many[i] - e.epoch) < 1e-9
        assert abs(columns[i] - e.epoch) < 1e-6
    assert as_epochs([]).shape == (0,)


def test_a_record_made_by_hand_is_held_to_the_same_rules() -> None:
    with pytest.raises(ElementSetError, match="MEAN_MOTION is nan"):
        replace(ISS, mean_motion_rev_day=float("nan"))
    with pytest.raises(ElementSetError, match="NORAD_CAT_ID is -1"):
        replace(ISS, catalog_number=-1)
