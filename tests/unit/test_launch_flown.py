"""Guided flights, stacks, posteriors and fits: what they refuse, and that they find what was put in."""

from dataclasses import replace

import numpy as np
import pytest

from visviva.core.uncertain import Uncertain
from visviva.data.catalogue import Catalogue
from visviva.errors import ConvergenceError, InputError
from visviva.launch.family import Throttling, bundled_throttling, with_family
from visviva.launch.fit import fit_webcast
from visviva.launch.flight import Aero, Earth, Segment, fly, longitude, pad_state
from visviva.launch.guided import Mode, Phase, Steering, fly_phases, ground_heading, world
from visviva.launch.posterior import Observed, infer, to_figure
from visviva.launch.stack import Burn, Stack, fly_stack, impact
from visviva.launch.webcast import (
    Events,
    FlownMission,
    environment_of,
    figures_from_facts,
    fly_figures,
    fly_mission,
    phases_of,
)

MISSION = FlownMission(np.radians(28.6), np.radians(28.6), 5600.0, 165e3, 250e3)
EVENTS = Events(166.0, 177.0, 513.0, (48.0, 60.0))


@pytest.fixture(scope="module")
def falcon():  # type: ignore[no-untyped-def]
    vehicle = Catalogue.bundled().vehicle("falcon-9").build()
    return vehicle, figures_from_facts(vehicle, MISSION, EVENTS, (162.0, 397.0), 549054.0)


def test_half_the_step_moves_a_flight_by_metres(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    env = environment_of(vehicle)
    flights = [fly_figures(figures, MISSION, replace(EVENTS, ses=None, seco=None), env, h) for h in (2.0, 1.0, 0.5)]
    ends = np.array([f.r[-1] for f in flights])
    assert np.linalg.norm(ends[1] - ends[2]) < 20.0
    assert np.linalg.norm(ends[0] - ends[2]) < 80.0


def test_a_mission_arrives_at_its_orbit(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    flown = fly_mission(vehicle, MISSION, EVENTS, figures=figures, lean=np.radians(2.0))
    assert flown.track.altitude[-1] == pytest.approx(165e3, abs=500.0)
    assert np.linalg.norm(flown.track.v[-1]) == pytest.approx(MISSION.cutoff_speed, abs=2.0)


def test_the_load_limit_holds(falcon) -> None:  # type: ignore[no-untyped-def]
    _, figures = falcon
    limited = phases_of(replace(figures, load_max=37.0, load_max2=40.0), EVENTS, 10.0)
    for p in limited:
        left = p.mass - p.mass_flow * (p.end - p.start)
        assert p.thrust / (0.5 * (p.mass + left)) < 40.0 * 1.002 if p.start > 170 else p.thrust / p.mass < 37.0 * 1.06


def test_events_out_of_order_and_halves_of_burns_are_refused() -> None:
    with pytest.raises(InputError, match="not in order"):
        Events(160.0, 150.0, 500.0)
    with pytest.raises(InputError, match="one end"):
        Events(160.0, ses=170.0)


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
    assert pytest.approx(v["load_max"], abs=3 * fit.sigma[[f.name for f in fit.free].index("load_max")] + 0.3) == 37.0
    with pytest.raises(InputError):
        fit.interval("thrust9")


def test_a_fit_without_data_is_refused(falcon) -> None:  # type: ignore[no-untyped-def]
    vehicle, figures = falcon
    with pytest.raises(InputError, match="before cut-off"):
        fit_webcast([1.0, 2.0], [0.0, 0.0], [0.0, 0.0], vehicle, MISSION, Events(150.0), figures)


def test_the_family_gives_medians_and_needs_a_flight(falcon) -> None:  # type: ignore[no-untyped-def]
    _, figures = falcon
    rows = [Throttling("a", 13.0, 0.8, 36.0, None, None), Throttling("b", 14.0, None, 38.0, None, None)]
    out = with_family(figures, MISSION, EVENTS, rows)
    assert out.throttle1[0][1] * out.thrust1 / out.mass1 == pytest.approx(13.5)
    assert out.load_max == 37.0
    assert out.load_max2 == np.inf
    assert len(bundled_throttling()) == 5
    with pytest.raises(InputError):
        with_family(figures, MISSION, EVENTS, [])


def test_headings_of_polar_and_equatorial_orbits() -> None:
    assert ground_heading(0.0, 0.0, 7800.0) == pytest.approx(np.pi / 2)
    assert np.degrees(ground_heading(np.radians(39.66), np.radians(97.4), 7600.0, southward=True)) == pytest.approx(
        192.3, abs=0.3
    )


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
    good = fly_stack(replace(stack, burns=(first, replace(second, start=first.end))), 0.5, world(Aero(0.0)), 1.0)
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
