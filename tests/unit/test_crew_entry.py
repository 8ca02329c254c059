"""The entry model: its kernel against SciPy, its parachutes, its refusals."""

import numpy as np
import pytest

from visviva.core.atmosphere.us76 import us76
from visviva.core.atmosphere.wind import Wind
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.fly import Capsule, Dispersion, Earth, entry_state, fly_entry
from visviva.crew.entry.parachute import Parachute, descent_rate, drag_area_for
from visviva.errors import InputError, PropagationError

BODY = Capsule("ball", 2900.0, Aerodynamics.constant(3.8, 1.3))
LIFTING = Capsule("lifting", 2900.0, Aerodynamics.constant(3.8, 1.3, lift_to_drag=0.25))


def _state(
    fpa_deg: float = -1.6, speed: float = 7900.0, altitude: float = 120e3
) -> tuple[np.ndarray, np.ndarray]:
    return entry_state(0.7, 1.1, altitude, speed, np.radians(fpa_deg), np.radians(60.0))


def test_kernel_agrees_with_scipy_on_plainly_written_forces() -> None:
    from scipy.integrate import solve_ivp

    from visviva.core.geodesy import itrf_to_geodetic

    earth = Earth()
    spin = np.array([0.0, 0.0, earth.rate])
    bank = np.radians(50.0)

    def slope(_: float, y: np.ndarray) -> np.ndarray:
        r, v = y[:3], y[3:]
        d = np.linalg.norm(r)
        k = 1.5 * earth.j2 * (earth.radius / d) ** 2
        s2 = 5.0 * (r[2] / d) ** 2
        g = -earth.gm / d**3 * r * np.array([1 + k * (1 - s2), 1 + k * (1 - s2), 1 + k * (3 - s2)])
        air = us76(float(itrf_to_geodetic(r)[2]))
        speed = np.linalg.norm(v)
        right = np.cross(v, r) / np.linalg.norm(np.cross(v, r))
        up = np.cross(right, v / speed)
        push = 0.5 * air.density * speed**2 * 3.8 * 1.3 / 2900.0
        a = g - 2 * np.cross(spin, v) - np.cross(spin, np.cross(spin, r))
        a += push * (-v / speed + 0.25 * (np.cos(bank) * up + np.sin(bank) * right))
        return np.concatenate([v, a])

    r0, v0 = _state()
    flight = fly_entry(r0, v0, LIFTING, Bank.constant(bank))
    end = 300.0
    peer = solve_ivp(
        slope, (0.0, end), np.concatenate([r0, v0]), method="DOP853", rtol=1e-11, atol=1e-6
    ).y[:, -1]
    i = int(np.argmin(np.abs(flight.t - end)))
    dt = flight.t[i] - end
    mine = flight.r_itrf[i] - flight.v_itrf[i] * dt
    assert np.linalg.norm(mine - peer[:3]) < 1.0 + 20.0 * dt**2


def test_lift_up_flies_further_and_softer_than_ballistic() -> None:
    r, v = _state()
    lifting, falling = (
        fly_entry(r, v, LIFTING, Bank.constant(np.radians(60.0))),
        fly_entry(r, v, BODY),
    )
    assert lifting.peak_g < 0.6 * falling.peak_g
    assert lifting.t[-1] > falling.t[-1]


def test_bank_to_the_right_lands_to_the_right() -> None:
    r, v = _state()
    ends = [
        fly_entry(r, v, LIFTING, Bank.constant(np.radians(b))).r_itrf[-1] for b in (50.0, -50.0)
    ]
    right = np.cross(v, r)
    assert ends[0] @ right > ends[1] @ right


def test_parachutes_open_in_order_and_set_the_descent() -> None:
    area = drag_area_for(2900.0, 7.2)
    chutes = (
        Parachute("drogue", "altitude", 10.8e3, 20.0),
        Parachute("main", "altitude", 7.5e3, area, fill=4.0),
    )
    capsule = Capsule("soyuz", 2900.0, BODY.aero, None, chutes)
    flight = fly_entry(*_state(), capsule)
    assert [n for n, _ in flight.openings] == ["drogue", "main"]
    assert flight.at(flight.openings[0][1], "altitude") == pytest.approx(10.8e3, abs=1.0)
    assert flight.speed[-1] == pytest.approx(7.2, rel=0.01)
    assert flight.peak_g == pytest.approx(fly_entry(*_state(), BODY).peak_g, rel=1e-3)


def test_wind_carries_what_hangs_under_a_canopy() -> None:
    capsule = Capsule("c", 2900.0, BODY.aero, None, (Parachute("main", "altitude", 8e3, 900.0),))
    wind = Wind(np.array([0.0, 8e3, 9e3]), np.array([10.0, 10.0, 0.0]), np.zeros(3))
    still, blown = fly_entry(*_state(), capsule), fly_entry(*_state(), capsule, wind=wind)
    hanging = blown.t[-1] - blown.openings[0][1]
    drift = np.linalg.norm(blown.r_itrf[-1] - still.r_itrf[-1])
    assert drift == pytest.approx(10.0 * hanging, rel=0.05)


def test_steady_descent_is_the_closed_form() -> None:
    assert descent_rate(2900.0, drag_area_for(2900.0, 7.2), 1.225) == pytest.approx(7.2)


def test_thicker_air_stops_higher() -> None:
    r, v = _state()
    thick, thin = (fly_entry(r, v, BODY, dispersion=Dispersion(density=k)) for k in (1.3, 0.7))
    assert thick.at(thick.peak_time, "altitude") > thin.at(thin.peak_time, "altitude") + 2000.0


def test_a_skip_says_where_it_would_go() -> None:
    r, v = _state(-5.3, 11100.0)
    with pytest.raises(
        InputError, match=r"skips out: down to .* km, then up through 100 km .* apogee of"
    ) as caught:
        fly_entry(r, v, Capsule("c", 5500.0, Aerodynamics.constant(12.0, 1.25, lift_to_drag=0.35)))
    assert caught.value.fields["lowest_km"] < 100.0


def test_an_orbit_that_stays_up_says_by_how_much() -> None:
    r, v = entry_state(0.0, 0.0, 200e3, 7800.0, np.radians(-0.1), 1.0)
    with pytest.raises(
        InputError, match=r"never reaches 100 km: the lowest point is .* km too high"
    ) as caught:
        fly_entry(r, v, BODY)
    assert caught.value.fields["missing_km"] > 0.0


def test_a_circular_orbit_never_enters() -> None:
    r, v = entry_state(0.0, 0.0, 900e3, 7400.0, 0.0, 1.0)
    with pytest.raises((InputError, PropagationError)):
        fly_entry(r, v, BODY)


@pytest.mark.parametrize(
    "change",
    [
        {"speed": 7.9},
        {"speed": 79e3},
        {"path_angle": np.nan},
        {"altitude": None},
        {"latitude": 2.0},
    ],
)
def test_impossible_states_are_refused(change: dict[str, float | None]) -> None:
    figures: dict[str, float | None] = {
        "latitude": 0.5,
        "longitude": 0.0,
        "altitude": 120e3,
        "speed": 7900.0,
        "path_angle": -0.03,
        "azimuth": 1.0,
    }
    if change == {"speed": 7.9}:
        r, v = entry_state(0.5, 0.0, 120e3, 7.9, -0.03, 1.0)
        assert fly_entry(r, v, BODY).t[-1] > 0.0  # slow is allowed: it only falls
        return
    with pytest.raises(InputError):
        entry_state(**(figures | change))  # type: ignore[arg-type]


def test_relative_and_inertial_speeds_differ_by_the_turning_earth() -> None:
    r, v = entry_state(0.0, 0.0, 120e3, 7900.0, 0.0, np.pi / 2, inertial=True)
    _, w = entry_state(0.0, 0.0, 120e3, 7900.0, 0.0, np.pi / 2, inertial=False)
    assert np.linalg.norm(w - v) == pytest.approx(Earth().rate * np.linalg.norm(r), rel=1e-9)
