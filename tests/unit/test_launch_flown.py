"""Guided flights, stacks, posteriors and fits.

What they refuse, and that they find what was put in.
"""

from dataclasses import replace

import numpy as np
import pytest

from visviva.core.uncertain import Uncertain
from visviva.data.catalogue import Catalogue
from visviva.errors import ConvergenceError, InputError
from visviva.launch.flight.forward import Aero, Earth, Segment, fly, longitude, pad_state
from visviva.launch.flight.guided import Mode, Phase, Steering, fly_phases, ground_heading, world
from visviva.launch.flight.staged import Burn, Stack, fly_stack, impact
from visviva.launch.flown.family import HABITS, Habits, bundled_habits, next_flight
from visviva.launch.flown.fit import fit_webcast
from visviva.launch.flown.posterior import Observed, infer, to_figure
from visviva.launch.flown.predict import predict, time_to_apogee
from visviva.launch.flown.webcast import environment_of, figures_from_facts, fly_figures, phases_of
from visviva.launch.flown.webcast_values import Events, FlownMission

MISSION = FlownMission(np.radians(28.6), np.radians(28.6), 5600.0, 165e3, 250e3)
EVENTS = Events(166.0, 177.0, 513.0, (48.0, 60.0))


@pytest.fixture(scope="module")
def falcon():  # type: ignore[no-untyped-def]
    vehicle = Catalogue.bundled().vehicle("falcon-9-2017").build()
    return vehicle, figures_from_facts(vehicle, MISSION, EVENTS, 397.0, 549054.0)


def test_half_the_step_moves_a_flight_by_metres(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    env = environment_of(vehicle)
    flights = [
        fly_figures(figures, MISSION, replace(EVENTS, ses=None, seco=None), env, h)
        for h in (2.0, 1.0, 0.5)
    ]
    ends = np.array([f.r[-1] for f in flights])
    assert np.linalg.norm(ends[1] - ends[2]) < 20.0
    assert np.linalg.norm(ends[0] - ends[2]) < 80.0


@pytest.mark.parametrize("flights", [(), bundled_habits()], ids=["facts", "family"])
def test_a_predicted_mission_arrives_at_its_orbit_inside_its_band(falcon, flights) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    found = predict(vehicle, MISSION, EVENTS, figures, flights)
    assert found.track.altitude[-1] == pytest.approx(165e3, abs=2e3)
    assert np.linalg.norm(found.track.v[-1]) == pytest.approx(MISSION.cutoff_speed, abs=20.0)
    speed, altitude = found.band([60.0, 165.0, 300.0, 512.0])
    assert np.all(speed > 0)
    assert altitude[0] < 2e3 < altitude[2]
    assert altitude[3] < 5e3


def test_the_second_stage_starts_along_the_first_ones_path(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    found = predict(vehicle, MISSION, EVENTS, figures)
    climb = np.einsum("ij,ij->i", found.track.r, found.track.v) / np.linalg.norm(
        found.track.r, axis=1
    )
    k = int(np.searchsorted(found.track.t, found.events.meco - 1e-3))
    path = np.arcsin(climb[k] / found.track.speed[k])
    assert found.figures.elevation[1][0] == pytest.approx(path, abs=np.radians(8.0))


def test_without_times_of_the_second_burn_there_is_a_prediction_all_the_same(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    found = predict(vehicle, MISSION, Events(166.0, apogee=285.0), figures, bundled_habits())
    assert 166.0 < found.events.ses < 190.0  # type: ignore[operator]
    assert found.track.altitude[-1] == pytest.approx(165e3, abs=3e3)


@pytest.mark.slow
def test_an_orbit_out_of_reach_is_refused(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    with pytest.raises(ConvergenceError, match="orbit"):
        predict(vehicle, replace(MISSION, perigee=9e6, apogee=9e6), EVENTS, figures)


def test_a_payload_beyond_the_vehicle_is_refused(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, _ = falcon
    heavy = replace(MISSION, payload=90e3)
    figures = figures_from_facts(vehicle, heavy, EVENTS, 397.0, 549054.0)
    with pytest.raises((InputError, ConvergenceError), match="orbit"):
        predict(vehicle, heavy, EVENTS, figures)


def test_a_plane_that_the_pad_does_not_reach_is_refused() -> None:
    with pytest.raises(InputError, match="one plane"):
        FlownMission(np.radians(45.0), np.radians(28.6), 1000.0)


def test_a_free_fall_has_its_apogee_where_the_flown_one_has() -> None:
    ball = Earth(radius=6371e3, flattening=0.0, zonals=(0.0, 0.0, 0.0))
    r, v = pad_state(0.7, 0.0, 80e3, ball)
    v = v + 1200.0 * r / np.linalg.norm(r) + np.array([0.0, 1500.0, 0.0])
    flown = fly(r, v, [Segment("fall", 100.0, 300.0, 1.0)], earth=ball, ground=0.0)
    climb = np.einsum("ij,ij->i", flown.r, flown.v)
    k = int(np.argmax(climb < 0.0))
    top = np.interp(0.0, -climb[k - 1 : k + 1], flown.t[k - 1 : k + 1])
    assert time_to_apogee(r, v) == pytest.approx(top - 100.0, abs=0.5)
    assert time_to_apogee(r, -v) == 0.0


def test_the_load_limit_holds(falcon) -> None:  # type: ignore[no-untyped-def]
    _, figures = falcon
    limited = phases_of(replace(figures, load_max=37.0, load_max2=40.0), EVENTS, 10.0)
    for p in limited:
        left = p.mass - p.mass_flow * (p.end - p.start)
        assert (
            p.thrust / (0.5 * (p.mass + left)) < 40.0 * 1.002
            if p.start > 170
            else p.thrust / p.mass < 37.0 * 1.06
        )


def test_events_out_of_order_and_halves_of_burns_are_refused() -> None:
    with pytest.raises(InputError, match="not in order"):
        Events(160.0, 150.0, 500.0)
    with pytest.raises(InputError, match="one end"):
        Events(160.0, seco=500.0)
    with pytest.raises(InputError, match="apogee"):
        Events(160.0, apogee=150.0)
    for late in (np.nan, np.inf, 1e5):
        with pytest.raises(InputError, match="not a time"):
            Events(late)


def test_a_phase_that_burns_all_its_mass_is_refused() -> None:
    phase = Phase(0.0, 10.0, 100.0, 20.0, 1e5, 0.0, 1.0, Mode.VERTICAL)
    with pytest.raises(InputError, match="burns more"):
        fly_phases(0.0, [phase], Steering(*np.zeros((3, 2))), 0.0, world(Aero(0.0)))


def test_a_fit_finds_the_figures_that_flew(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    events = Events(150.0)
    truth = replace(figures, throttle1=((0.0, 0.95),), load_max=37.0, lean=np.radians(2.0))
    track = fly_figures(truth, MISSION, events, environment_of(vehicle))
    t = np.arange(0.0, 152.0, 0.5)
    rng = np.random.default_rng(5)
    speed, altitude = track.at(t)
    speed, altitude = speed + rng.normal(0, 1.0, t.size), altitude + rng.normal(0, 50.0, t.size)
    fit = fit_webcast(t, speed, altitude, vehicle, MISSION, events, figures)
    assert fit.rms[0] < 3.0
    assert fit.rms[1] < 150.0
    v = {f.name: x for f, x in zip(fit.free, fit.value, strict=True)}
    push = v["thrust1"] * v["throttle1.0"] / v["mass1"]
    assert push == pytest.approx(0.95 * figures.thrust1 / figures.mass1, rel=0.02)
    assert (
        pytest.approx(
            v["load_max"], abs=3 * fit.sigma[[f.name for f in fit.free].index("load_max")] + 0.3
        )
        == 37.0
    )
    with pytest.raises(InputError):
        fit.interval("thrust9")


def test_a_fit_without_data_is_refused(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    with pytest.raises(InputError, match="before cut-off"):
        fit_webcast([1.0, 2.0], [0.0, 0.0], [0.0, 0.0], vehicle, MISSION, Events(150.0), figures)
    with pytest.raises(InputError, match="rise"):
        fit_webcast([1.0, 1.0], [0.0, 0.0], [0.0, 0.0], vehicle, MISSION, Events(150.0), figures)


def test_the_next_flight_is_the_median_of_the_others_with_the_spread_of_so_few() -> None:
    rows = [
        Habits("a", {"push": 0.97, "kink": 0.1}),
        Habits("b", {"push": 1.0, "kink": 0.2}),
        Habits("c", {"push": 1.03}),
    ]
    push = next_flight("push", rows)
    assert push.mean == pytest.approx(1.0)
    assert push.sigma > 0.03
    assert next_flight("kink", rows).mean == 0.0
    assert next_flight("drag", rows).sigma == HABITS["drag"][1]
    assert next_flight("push", [*rows, Habits("d", {"push": 1.0})]).sigma < push.sigma


def test_the_bundled_flights_say_nothing_that_is_not_asked() -> None:
    assert len(bundled_habits()) == 5
    for flight in bundled_habits():
        assert set(flight.values) <= set(HABITS)
        assert 0.97 < flight.values["push"] < 1.03


def test_headings_of_polar_and_equatorial_orbits() -> None:
    assert ground_heading(0.0, 0.0, 7800.0) == pytest.approx(np.pi / 2)
    assert np.degrees(
        ground_heading(np.radians(39.66), np.radians(97.4), 7600.0, southward=True)
    ) == pytest.approx(192.3, abs=0.3)


def test_a_fall_without_air_meets_the_flown_coast() -> None:
    ball = Earth(radius=6371e3, flattening=0.0, zonals=(0.0, 0.0, 0.0))
    r, v = pad_state(0.7, 0.0, 80e3, ball)
    v = v + 1200.0 * r / np.linalg.norm(r) + np.array([0.0, 1500.0, 0.0])
    found = impact(r, v, 100.0, radius=6371e3)
    assert found is not None
    flown = fly(r, v, [Segment("fall", 100.0, 900.0, 1.0)], earth=ball, ground=0.0)
    assert flown.landed
    lat, lon, t = found
    assert t == pytest.approx(flown.t[-1], abs=1e-3)
    assert lat == pytest.approx(np.arcsin(flown.r[-1, 2] / 6371e3), abs=1e-6)
    assert lon == pytest.approx(float(longitude(flown.r[-1], t)), abs=1e-6)
    assert impact(r, v * 20.0, 0.0) is None


def test_a_stage_lit_too_early_is_refused() -> None:
    first = Burn(1000.0, 9000.0, 9000.0, 200e3, 250.0, 0.0, 0.0)
    second = Burn(200.0, 1000.0, 1000.0, 20e3, 290.0, 0.0, 50.0)
    stack = Stack((first, second), 50.0, 0.0, 0.0, 0.0, 0.05)
    with pytest.raises(InputError, match="too early"):
        fly_stack(stack, 0.5, world(Aero(0.0)), 1.0)
    good = fly_stack(
        replace(stack, burns=(first, replace(second, start=first.end))), 0.5, world(Aero(0.0)), 1.0
    )
    assert good.track.mass[-1] == pytest.approx(250.0)


def test_the_posterior_of_a_linear_model_is_the_exact_one() -> None:
    prior = {"x": Uncertain(0.0, -1.6448536, 1.6448536)}
    seen = [Observed("y", 1.0, 1.0)]
    out = infer(prior, seen, lambda f: np.array([f["x"]]), draws=400, seed=3, misfit_max=9.0)
    assert out.samples.mean() == pytest.approx(0.5, abs=0.12)
    assert out.samples.std() == pytest.approx(np.sqrt(0.5), abs=0.1)
    again = infer(prior, seen, lambda f: np.array([f["x"]]), draws=400, seed=3, misfit_max=9.0)
    assert np.array_equal(out.samples, again.samples)
    assert out.interval("x").low < out.median("x") < out.interval("x").high


def test_what_no_draw_can_meet_is_an_error() -> None:
    prior = {"x": Uncertain(0.5, 0.0, 1.0, "uniform")}
    with pytest.raises(ConvergenceError, match="draws meet"):
        infer(prior, [Observed("y", 50.0, 1.0)], lambda f: np.array([f["x"]]), draws=6, seed=0)
    assert to_figure(9.0, prior["x"]) <= 1.0
