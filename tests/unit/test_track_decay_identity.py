"""Averaged drag, luni-solar pull, futures of the Sun; local times, repeat cycles, eclipses."""

from dataclasses import replace

import numpy as np
import pytest

from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.bodies import moon_position_gcrf, sun_position_gcrf
from visviva.core.constants import EARTH_GM, EARTH_RADIUS, MOON_GM, SUN_GM
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet
from visviva.track.decay.activity_scenarios import activity_scenarios, density_table
from visviva.track.decay.forecast import STEERED_SIGMA, forecast_decay, was_raised
from visviva.track.history import history_of
from visviva.track.identity import SIDEREAL_RATE, identify, local_time_of_node, repeat_cycle

START = Epoch.parse("2015-01-01T00:00:00Z")


def _sinking(rate: float, count: int = 10, motion: float = 15.50) -> list[ElementSet]:
    return [
        ElementSet(
            90002,
            (START + 5.0 * k * 86400.0).iso(6)[:-1],
            motion + rate * k,
            0.0008,
            51.6,
            (300.0 - 25.0 * k) % 360.0,
            90.0,
            0.0,
        )
        for k in range(count)
    ]


def test_a_faster_sinking_orbit_comes_down_earlier() -> None:
    slow = forecast_decay(history_of(_sinking(0.002)))
    fast = forecast_decay(history_of(_sinking(0.006)))
    assert slow.moment is not None
    assert fast.moment is not None
    assert fast.moment < slow.moment
    assert fast.ballistic_coefficient == pytest.approx(3.0 * slow.ballistic_coefficient, rel=0.1)


def test_the_seed_decides_and_nothing_else() -> None:
    h = history_of(_sinking(0.004))
    assert np.array_equal(forecast_decay(h, seed=3).days, forecast_decay(h, seed=3).days)
    assert not np.array_equal(forecast_decay(h, seed=3).days, forecast_decay(h, seed=4).days)


def test_the_number_of_cores_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    h = history_of(_sinking(0.004))
    found = []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        found.append(forecast_decay(h, members=20).days)
    assert np.array_equal(found[0], found[1])


def test_an_orbit_that_outlasts_every_future_has_no_date() -> None:
    found = forecast_decay(history_of(_sinking(1e-6, motion=14.2)), members=20)
    assert found.moment is None
    assert np.all(np.isinf(found.days))


def test_more_scatter_of_drag_widens_the_interval() -> None:
    h = history_of(_sinking(0.004))
    narrow, wide = (forecast_decay(h, model_sigma=s).days for s in (0.0, 0.3))
    assert np.ptp(np.quantile(wide, [0.05, 0.95])) > np.ptp(np.quantile(narrow, [0.05, 0.95]))


def test_an_orbit_that_rises_is_refused() -> None:
    with pytest.raises(InputError, match="does not sink"):
        forecast_decay(history_of(_sinking(-0.002)))


def test_futures_read_nothing_after_their_date() -> None:
    weather = SpaceWeather.bundled()
    last = 57000
    cut = last - weather.first_mjd + 1
    flux = weather.f107_obs.copy()
    flux[cut:] = 250.0
    changed = SpaceWeather(
        weather.first_mjd,
        flux,
        flux.copy(),
        weather.f107_mean_obs.copy(),
        weather.f107_mean_adj.copy(),
        weather.ap.copy(),
        weather.observed.copy(),
        "changed",
        "later",
    )
    a = activity_scenarios(weather, last, 500, 20, np.random.default_rng(1))
    b = activity_scenarios(changed, last, 500, 20, np.random.default_rng(1))
    assert np.array_equal(a[0], b[0])
    assert np.array_equal(a[1], b[1])
    assert a[0].shape == (20, 500)


def test_the_table_is_denser_lower_and_under_an_active_sun() -> None:
    table = density_table(0.9, 8.0e5)
    assert np.all(np.diff(table.values, axis=0) < 0.0)
    assert np.all(table.values[40, -1] > table.values[40, 0])


def test_the_luni_solar_average_matches_the_pull_summed_round_the_orbit() -> None:
    """Quadrupole average against the mean torque of the full tidal force.

    Within the octupole, 6 % at the Moon.
    """
    from visviva.track.decay._kernel import third_body

    a, e, i, w, node = 2.4e7, 0.7, 0.5, 1.0, 2.0
    along = np.array([np.cos(node), np.sin(node), 0.0])
    across = np.array([-np.sin(node) * np.cos(i), np.cos(node) * np.cos(i), np.sin(i)])
    p = np.cos(w) * along + np.sin(w) * across
    normal = np.cross(along, across)
    q = np.cross(normal, p)
    anomaly = 2.0 * np.pi * (np.arange(720) + 0.5) / 720
    r = a * (
        (np.cos(anomaly) - e)[:, None] * p + (np.sqrt(1 - e * e) * np.sin(anomaly))[:, None] * q
    )
    weight = (1.0 - e * np.cos(anomaly)) / 720
    for body, gm, tolerance in (
        (sun_position_gcrf(START), SUN_GM, 1e-3),
        (moon_position_gcrf(START), MOON_GM, 0.25),
    ):
        away = body - r
        force = gm * (
            away / np.linalg.norm(away, axis=1, keepdims=True) ** 3
            - body / np.linalg.norm(body) ** 3
        )
        torque = (weight[:, None] * np.cross(r, force)).sum(axis=0) / np.sqrt(EARTH_GM * a)
        dh, de = np.zeros(3), np.zeros(3)
        third_body(np.sqrt(1 - e * e) * normal, e * p, a, body, gm, dh, de)
        assert np.linalg.norm(dh - torque) < tolerance * np.linalg.norm(torque)
        # h2 + e2 stays 1
        assert abs(np.dot(dh, np.sqrt(1 - e * e) * normal) + np.dot(de, e * p)) < 1e-18


def test_local_time_at_noon_of_the_mean_sun() -> None:
    """On 2024-06-21 the mean Sun is at 6 h of right ascension, give or take minutes."""
    t = Epoch.stack([Epoch.parse("2024-06-21T00:00:00Z")])
    hours = local_time_of_node(t, np.array([np.pi / 2.0]))
    assert hours[0] == pytest.approx(12.0, abs=0.1)


@pytest.mark.parametrize(("revolutions", "days"), [(385, 27), (76, 5), (15, 1), (233, 16)])
def test_an_exact_repeat_cycle_is_found(revolutions: int, days: int) -> None:
    nodal_day = SIDEREAL_RATE - 2.0 * np.pi / 365.2422
    found = repeat_cycle(revolutions / days * nodal_day * (1.0 + 1e-9), nodal_day)
    assert (found.revolutions, found.days) == (revolutions, days)
    assert abs(found.miss) < 2.0


def test_a_dawn_orbit_has_one_season_of_short_eclipses_and_a_noon_orbit_darkness_all_year() -> None:
    def year(local: float) -> ElementSet:
        node = (local - 12.0) * 15.0 + 280.46
        return ElementSet(1, "2024-01-01T00:00:00", 14.57, 0.001, 98.2, node % 360.0, 90.0, 0.0)

    dawn, noon = (identify(history_of([year(h)], least=1)) for h in (6.0, 12.0))
    assert noon.eclipses[0].longest > 30.0 * 60.0
    assert float(noon.eclipses[0].end - noon.eclipses[0].start) > 360 * 86400.0
    assert max(s.longest for s in dawn.eclipses) < 25.0 * 60.0
    assert sum(float(s.end - s.start) for s in dawn.eclipses) < 200 * 86400.0
    assert dawn.perigee == pytest.approx(dawn.heights[-1, 1])
    assert dawn.apogee + EARTH_RADIUS > dawn.perigee


def test_asked_after_the_fall_the_answer_is_already_down_with_the_whole_interval() -> None:
    """The sets say the same end whenever they are asked; the days still to go turn negative."""
    h = history_of(_sinking(0.03, motion=15.9))
    last = h.epoch[-1]
    before = forecast_decay(h, last + 3600.0)
    assert before.moment is not None
    assert not before.already_down
    assert before.chance_down == 0.0
    after = forecast_decay(h, before.moment + 200.0 * 86400.0)
    assert after.already_down
    assert after.chance_down == 1.0
    assert after.moment is not None
    assert after.earliest is not None
    assert after.latest is not None
    assert after.earliest < after.moment < after.latest < after.as_of
    assert np.all(after.days < 0.0)
    # later it is known what the Sun did meanwhile: the ends agree within the scatter of before
    assert before.latest is not None
    assert abs(after.moment - before.moment) < float(before.latest - before.moment) * 1.5


def test_an_object_that_was_raised_is_known_less_well() -> None:
    """Debris of the same drag keeps a narrower interval: what was steered turns when it is not."""
    sets = _sinking(0.004, count=12)
    still = history_of(sets)
    raised = history_of([*sets[:6], *_shifted(sets[6:], -0.03)])  # by 8 km, after the sixth set
    assert not was_raised(still)
    assert was_raised(raised)
    narrow = forecast_decay(still)
    wide = forecast_decay(raised)
    assert wide.coefficient_sigma**2 >= narrow.coefficient_sigma**2 + 0.9 * STEERED_SIGMA**2


def _shifted(sets: list[ElementSet], motion: float) -> list[ElementSet]:
    return [replace(e, mean_motion_rev_day=e.mean_motion_rev_day + motion) for e in sets]


def test_near_duplicates_and_order_do_not_move_a_decay() -> None:
    sets = _sinking(0.004)
    again = [replace(e, epoch_utc=(e.epoch + 20.0).iso(6)[:-1]) for e in sets]
    plain = forecast_decay(history_of(sets))
    mixed = forecast_decay(history_of([*reversed(sets), *again]), history_of(sets).epoch[-1] + 60.0)
    assert plain.moment is not None
    assert mixed.moment is not None
    assert plain.earliest is not None
    assert plain.latest is not None
    assert plain.earliest < mixed.moment < plain.latest
    assert mixed.ballistic_coefficient == pytest.approx(plain.ballistic_coefficient, rel=0.02)


def test_fewer_sets_of_one_object_agree_with_all_of_them() -> None:
    sets = _sinking(0.004, count=16)
    whole, thin = forecast_decay(history_of(sets)), forecast_decay(history_of(sets[::-2]))
    assert whole.moment is not None
    assert thin.earliest is not None
    assert thin.latest is not None
    assert thin.earliest < whole.moment < thin.latest
