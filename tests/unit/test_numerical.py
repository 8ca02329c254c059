"""The numerical propagator against closed forms, itself, and SciPy's integrator."""

from dataclasses import replace

import numpy as np
import pytest

from visviva.core.atmosphere.nrlmsise import Nrlmsise00
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_RADIUS, STANDARD_GRAVITY
from visviva.core.gravity import GravityField
from visviva.core.time import Epoch
from visviva.errors import FrameError, InputError, PropagationError, RangeError
from visviva.orbit.detectors import Apsis, Height, Node, Shadow
from visviva.orbit.elements import Elements, elements_to_state, state_to_elements
from visviva.orbit.forces import FiniteBurn, ForceModel, ImpulsiveBurn, Spacecraft
from visviva.orbit.numerical import propagate_numerical
from visviva.orbit.two_body import propagate_two_body

T0 = Epoch.parse("2024-05-10T12:00:00Z")
LEO = elements_to_state(Elements(6878137.0, 0.001, np.radians(97.4), 0.5, 1.0, 0.2))
CRAFT = Spacecraft(500.0, 5.0, 2.2, 1.3)
GM = GravityField.egm2008().gm


def test_the_central_term_alone_is_two_body_motion():
    orbit = propagate_numerical(T0, *LEO, 20_000.0, ForceModel.two_body())
    r, v = orbit.at(np.linspace(0.0, 20_000.0, 50))
    expected_r, expected_v = propagate_two_body(*LEO, np.linspace(0.0, 20_000.0, 50), GM)
    assert np.allclose(r, expected_r, atol=2e-3)
    assert np.allclose(v, expected_v, atol=2e-6)


def test_there_and_back_returns_to_the_start():
    model = replace(ForceModel.conservative(36), solid_tide=True, relativity=True)
    out = propagate_numerical(T0, *LEO, 43_200.0, model)
    r, v = out.at(43_200.0)
    back = propagate_numerical(out.end, r, v, -43_200.0, model)
    r, v = back.at(T0)
    assert np.linalg.norm(r - LEO[0]) < 5e-3
    assert np.linalg.norm(v - LEO[1]) < 5e-6


def test_drag_there_and_back_returns_to_the_start():
    model = ForceModel.full(12)
    out = propagate_numerical(T0, *LEO, 20_000.0, model, CRAFT)
    back = propagate_numerical(out.end, *out.at(20_000.0), -20_000.0, model, CRAFT)
    # The density is read along two predicted paths that differ: agreement is that of the
    # interpolation of density.
    assert np.linalg.norm(back.at(T0)[0] - LEO[0]) < 0.5


def test_dense_output_is_as_good_as_the_steps():
    orbit = propagate_numerical(T0, *LEO, 6000.0, ForceModel.conservative(20))
    fine = propagate_numerical(T0, *LEO, 6000.0, ForceModel.conservative(20), max_step=5.0)
    t = np.linspace(0.0, 6000.0, 777)
    assert np.max(np.linalg.norm(orbit.at(t)[0] - fine.at(t)[0], axis=-1)) < 1e-3


def test_short_arcs_interpolate_too():
    orbit = propagate_numerical(T0, *LEO, 90.0, ForceModel.conservative(20))
    fine = propagate_numerical(T0, *LEO, 90.0, ForceModel.conservative(20), max_step=1.0)
    assert np.allclose(orbit.at(41.0)[0], fine.at(41.0)[0], atol=1e-4)


def test_the_march_agrees_with_scipy_dop853():
    from scipy.integrate import solve_ivp

    from visviva.orbit import _force_kernel as kernel
    from visviva.orbit._tables import NO_AIR, Tables

    model = replace(ForceModel.conservative(8), solid_tide=True, relativity=True)
    tables = Tables.spanning(T0, 0.0, 3000.0, model, CRAFT)
    rest = (
        tables.k,
        tables.rotation.table,
        tables.bodies,
        *tables.field,
        NO_AIR.knots,
        NO_AIR.pieces,
    )

    def rhs(t, y):
        return np.concatenate(
            [y[3:6], kernel.accelerations(np.array([t]), y[None], *rest)[0], [0.0]]
        )

    start = np.concatenate([*LEO, [CRAFT.mass]])
    scipy = solve_ivp(
        rhs, (0.0, 3000.0), start, method="DOP853", rtol=1e-13, atol=1e-9, max_step=60.0
    )
    ours = propagate_numerical(T0, *LEO, 3000.0, model, CRAFT)
    assert np.linalg.norm(ours.at(3000.0)[0] - scipy.y[:3, -1]) < 1e-4


def test_density_along_the_path_is_that_of_the_model():
    """What the compiled force reads, against the model asked at the same places.

    Rms below 0.5 %, as stated.
    """
    from visviva.core import geodesy
    from visviva.orbit import _force_terms as kernel
    from visviva.orbit._tables import Air, Tables
    from visviva.orbit.numerical import Options
    from visviva.orbit.propagation import GROUND_RADIUS

    for height in (250e3, 500e3, 900e3):
        state = elements_to_state(
            Elements(EARTH_RADIUS + height, 0.002, np.radians(97.4), 0.5, 1.0, 0.2)
        )
        tables = Tables.spanning(T0, 0.0, 6000.0, ForceModel.full(70), CRAFT)
        options = Options(1e-13, 0.0, np.inf, 0.07, GROUND_RADIUS, 10_000)
        t, y = tables.predict(0.0, 5600.0, np.concatenate([*state, [500.0]]), options)
        air = Air.along(tables, t, y[:, :3])
        flown = propagate_numerical(T0, *state, 5600.0, ForceModel.full(70), CRAFT)
        when = np.linspace(0.0, 5600.0, 1000)
        r = tables.rotation.to_itrf(T0 + when, flown.at(when)[0])
        # drivers step every three hours: 12:00 + 5600 s stays in one slot
        truth = tables.atmosphere.density(T0 + when, *geodesy.itrf_to_geodetic(r))
        read = np.array(
            [
                np.exp(
                    kernel._log_density(s, kernel.height_along_radius(*x), air.knots, air.pieces)
                )
                for s, x in zip(when, r, strict=True)
            ]
        )
        assert np.sqrt(np.mean((read / truth - 1.0) ** 2)) < 5e-3


def test_drag_and_sunlight_do_what_they_must():
    conservative = propagate_numerical(T0, *LEO, 43_200.0, ForceModel.conservative(20))
    dragged = propagate_numerical(
        T0, *LEO, 43_200.0, replace(ForceModel.full(20), solar_pressure=False), CRAFT
    )
    t = np.linspace(40_000.0, 43_200.0, 300)

    def mean_axis(orbit):
        r, v = orbit.at(t)
        return np.mean(state_to_elements(r, v).semi_major_axis)

    assert mean_axis(dragged) < mean_axis(conservative) - 10.0
    bright = replace(ForceModel.conservative(20), solar_pressure=True)
    pushed = propagate_numerical(T0, *LEO, 43_200.0, bright, CRAFT)
    assert 0.1 < np.linalg.norm(pushed.at(43_200.0)[0] - conservative.at(43_200.0)[0]) < 1e3


def test_an_impulse_follows_the_rocket_equation():
    burn = ImpulsiveBurn(T0 + 1000.0, (0.0, 50.0, 0.0), "rtn", isp=300.0)
    orbit = propagate_numerical(T0, *LEO, 2000.0, ForceModel.two_body(), CRAFT, burns=(burn,))
    before, after = orbit.arcs[0].at(1000.0)[1], orbit.at(1000.0)[1]
    assert np.linalg.norm(after - before) == pytest.approx(50.0, abs=1e-6)
    assert orbit.mass_at(1500.0) == pytest.approx(
        500.0 * np.exp(-50.0 / (300.0 * STANDARD_GRAVITY))
    )
    assert len(orbit.arcs) == 2
    with pytest.raises(InputError):
        _ = orbit.trajectory


def test_a_short_finite_burn_is_nearly_an_impulse():
    thrust, isp, time = 1000.0, 300.0, 10.0
    burn = FiniteBurn(T0 + 995.0, time, thrust, isp, (1.0, 0.0, 0.0), "tnw")
    finite = propagate_numerical(T0, *LEO, 3000.0, ForceModel.two_body(), CRAFT, burns=(burn,))
    spent = thrust * time / (isp * STANDARD_GRAVITY)
    assert finite.mass_at(2000.0) == pytest.approx(500.0 - spent, abs=1e-9)
    dv = isp * STANDARD_GRAVITY * np.log(500.0 / (500.0 - spent))
    impulse = ImpulsiveBurn(T0 + 1000.0, (dv, 0.0, 0.0), "tnw")
    sharp = propagate_numerical(T0, *LEO, 3000.0, ForceModel.two_body(), CRAFT, burns=(impulse,))
    assert np.linalg.norm(finite.at(3000.0)[0] - sharp.at(3000.0)[0]) < 20.0
    assert len(finite.arcs) == 3


def test_a_terminal_event_ends_the_run():
    orbit = propagate_numerical(T0, *LEO, 20_000.0, ForceModel.conservative(8), events=(Node(),))
    assert len(orbit.events) == 1
    assert orbit.end - T0 == pytest.approx(orbit.events[0].t)
    assert abs(orbit.at(orbit.end)[0][2]) < 0.1


def test_a_fall_ends_on_the_ground():
    start = elements_to_state(Elements(6_500_000.0, 0.03, 0.9, 0.0, 0.0, 3.0))
    with pytest.raises(PropagationError):
        propagate_numerical(T0, *start, 6000.0, ForceModel.conservative(8))
    fall = propagate_numerical(
        T0, *start, 6000.0, ForceModel.conservative(8), events=(Height(0.0),)
    )
    assert fall.events[0].name == "height"
    assert fall.end - T0 < 6000.0


def test_backward_terminal_events_are_the_last_before_the_start():
    orbit = propagate_numerical(T0, *LEO, -20_000.0, ForceModel.conservative(8), events=(Apsis(),))
    assert orbit.end - T0 == 0.0
    assert -6000.0 < orbit.events[0].t < 0.0


def test_very_low_orbits_reread_the_air():
    air = Nrlmsise00(SpaceWeather.constant(150.0, 10.0))
    start = elements_to_state(Elements(EARTH_RADIUS + 165e3, 0.0005, 0.9, 0.0, 0.0, 0.0))
    model = replace(ForceModel.conservative(8), atmosphere=air)
    orbit = propagate_numerical(
        T0, *start, 5 * 86400.0, model, Spacecraft(500.0, 5.0), events=(Height(90e3),)
    )
    assert orbit.events
    assert 0.1 * 86400.0 < orbit.end - T0 < 3 * 86400.0


def test_what_cannot_be_propagated_is_refused():
    with pytest.raises(InputError, match="spacecraft"):
        propagate_numerical(T0, *LEO, 100.0, ForceModel.full(8))
    with pytest.raises(InputError):
        propagate_numerical(T0, *LEO, 0.0, ForceModel.two_body())
    with pytest.raises(PropagationError, match="inside the Earth"):
        propagate_numerical(T0, LEO[0] / 1e3, LEO[1] / 1e3, 100.0, ForceModel.two_body())
    late = ImpulsiveBurn(T0 + 1e6, (1.0, 0.0, 0.0))
    with pytest.raises(InputError, match="overlap"):
        propagate_numerical(T0, *LEO, 100.0, ForceModel.two_body(), CRAFT, burns=(late,))
    with pytest.raises(RangeError):
        propagate_numerical(
            Epoch.parse("2070-01-01T00:00:00Z"), *LEO, 100.0, ForceModel.conservative(8)
        )
    with pytest.raises(FrameError):
        ForceModel(gravity=GravityField.point(4.9e12, 1.738e6, "MOON_PA_DE421"))
    with pytest.raises(InputError):
        ForceModel(gravity=GravityField.point(GM, 6.4e6, "ITRF"), solid_tide=True)
    with pytest.raises(InputError):
        Spacecraft(0.0)


def test_sunlight_fades_through_the_penumbra_where_the_shadow_detector_says():
    from visviva.core.constants import ASTRONOMICAL_UNIT, SUN_RADIUS
    from visviva.orbit._force_terms import lit_fraction

    class Sun:
        def sun(self, epoch):
            return np.broadcast_to([-ASTRONOMICAL_UNIT, 0.0, 0.0], (*epoch.shape, 3))

    y = np.linspace(6.2e6, 6.6e6, 400)
    r = np.stack([np.full_like(y, 7e6), y, np.zeros_like(y)], axis=-1)
    lit = np.array(
        [lit_fraction(*x, -ASTRONOMICAL_UNIT, 0.0, 0.0, SUN_RADIUS, EARTH_RADIUS) for x in r]
    )
    epochs = T0 + np.zeros(400)
    umbra = Shadow("umbra", ephemeris=Sun()).value(epochs, r, r) > 0.0
    penumbra = Shadow("penumbra", ephemeris=Sun()).value(epochs, r, r) > 0.0
    assert np.array_equal(lit == 0.0, umbra)
    assert np.array_equal(lit < 1.0, penumbra)
    assert np.all(np.diff(lit) >= 0.0)
    assert 0 < np.count_nonzero(umbra) < np.count_nonzero(penumbra) < 400


def test_the_node_of_a_j2_orbit_drifts_at_the_secular_rate():
    from visviva.orbit.elements import j2_rates

    field = GravityField.egm2008().truncated(2, 0)
    model = ForceModel(gravity=field, sun=False, moon=False)
    days, el = 5, Elements(7_178e3, 0.002, 1.0, 0.5, 1.0, 0.2)
    orbit = propagate_numerical(T0, *elements_to_state(el), days * 86400.0, model)
    t = np.linspace(0.0, days * 86400.0, 20_001)
    got = state_to_elements(*orbit.at(t))
    slope = np.polyfit(t, np.unwrap(got.raan), 1)[0]
    # Kozai's rate is of first order in J2 and of mean elements: a share of J2 itself, about 0.3 %
    expected = j2_rates(
        np.mean(got.semi_major_axis), np.mean(got.eccentricity), np.mean(got.inclination)
    ).raan
    assert slope == pytest.approx(expected, rel=5e-3)


def test_two_burns_that_need_more_than_there_is_are_refused():
    burn = FiniteBurn(T0, 1000.0, 2000.0, 300.0, (1.0, 0.0, 0.0))
    with pytest.raises(InputError, match="kg"):
        propagate_numerical(T0, *LEO, 3000.0, ForceModel.two_body(), CRAFT, burns=(burn,))
