"""Legs of a vehicle: what burns when, and what a bad vehicle is refused for."""

from dataclasses import replace

import pytest

from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.mission import Mission
from visviva.launch.schedule import best_figures, legs
from visviva.launch.vehicle import Fairing, Stage, Vehicle, check_vehicle

BOOSTER = Stage("booster", 3800.0, 39600.0, 1.0213e6, 320.2, 1.8, count=4, ignition="liftoff")
CORE = Stage("core", 6550.0, 90100.0, 9.9018e5, 320.6, 1.95, ignition="liftoff")
UPPER = Stage("upper", 2355.0, 22890.0, 2.979e5, 359.0)
ROCKET = Vehicle("rocket", "test", (BOOSTER, CORE, UPPER), Fairing(1700.0, 4.1), drag_diameter=3.0)


def plan(vehicle, **more):
    return legs(
        vehicle,
        best_figures(vehicle),
        7000.0,
        1700.0,
        0.0,
        load_max=None,
        payload_guess=7000.0,
        **more,
    )


def test_boosters_and_core_burn_together_and_leave_one_after_the_other():
    first, second, third = plan(ROCKET)
    assert first.name == "booster + core"
    assert first.duration == pytest.approx(BOOSTER.burn_time)
    assert first.dropped == pytest.approx(4 * 3800.0)
    assert first.duration + second.duration == pytest.approx(CORE.burn_time)
    assert third.mass == pytest.approx(UPPER.gross_mass + 7000.0 + 1700.0)
    assert third.flow * third.duration == pytest.approx(UPPER.propellant_mass)


def test_mass_is_conserved_over_all_legs():
    flown = plan(ROCKET)
    burnt = sum(leg.flow * leg.duration + leg.dropped for leg in flown[:-1])
    assert flown[0].mass - burnt == pytest.approx(flown[-1].mass)


def test_strap_ons_lit_in_flight_burn_beside_the_core_when_the_first_ones_are_spent():
    late = replace(BOOSTER, name="late", count=2, ignition="sequence")
    first, second, third, last = plan(
        replace(ROCKET, stages=(BOOSTER, late, replace(CORE, propellant_mass=120e3), UPPER))
    )
    assert (first.name, second.name, third.name) == ("booster + core", "late + core", "core")
    assert first.duration == pytest.approx(second.duration) == pytest.approx(BOOSTER.burn_time)
    assert second.thrust == pytest.approx(2 * BOOSTER.thrust_vacuum + CORE.thrust_vacuum)
    assert (first.dropped, second.dropped) == (pytest.approx(4 * 3800.0), pytest.approx(2 * 3800.0))
    assert last.mass == pytest.approx(UPPER.gross_mass + 7000.0 + 1700.0)


def test_throttle_steps_stretch_the_burn():
    throttled = replace(
        ROCKET, stages=(BOOSTER, replace(CORE, throttle=((0.0, 1.0), (40.0, 0.5))), UPPER)
    )
    flown = plan(throttled)
    core_end = sum(leg.duration for leg in flown[:-1])
    assert core_end == pytest.approx(40.0 + 2.0 * (CORE.burn_time - 40.0))
    assert flown[1].thrust == pytest.approx(4 * BOOSTER.thrust_vacuum + 0.5 * CORE.thrust_vacuum)


def test_residual_propellant_is_dropped_with_the_stage():
    kept = replace(ROCKET, stages=(replace(BOOSTER, residual_fraction=0.01), CORE, UPPER))
    assert plan(kept)[0].dropped == pytest.approx(4 * (3800.0 + 396.0))


def test_load_limit_splits_the_leg_at_the_limit():
    limit = 3.0 * STANDARD_GRAVITY
    flown = legs(
        ROCKET, best_figures(ROCKET), 3000.0, 1700.0, 0.0, load_max=limit, payload_guess=3000.0
    )
    full, held = flown[-2:]
    # boosters and core as well
    assert [bool(leg.acceleration) for leg in flown] == [False, True, False, False, True]
    assert full.thrust / (full.mass - full.flow * full.duration) == pytest.approx(limit)
    assert held.acceleration == limit
    assert float(held.duration) > (held.mass - UPPER.dry_mass - 4700.0) / held.flow


def test_load_limit_holds_for_a_core_that_outlives_its_boosters():
    limit = 2.5 * STANDARD_GRAVITY
    free, held = (
        legs(ROCKET, best_figures(ROCKET), 3000.0, 1700.0, 0.0, load_max=g, payload_guess=3000.0)
        for g in (None, limit)
    )
    core = [leg for leg in held if leg.name.startswith("core")]
    assert [bool(leg.acceleration) for leg in core] == [False, True]
    assert core[-1].event == "core burn-out"
    assert sum(leg.dropped for leg in held) == pytest.approx(sum(leg.dropped for leg in free))
    upper = next(leg for leg in held if leg.name == "upper")
    assert upper.mass == pytest.approx(free[-1].mass)  # the same propellant is burnt, only later


def test_a_load_limit_below_the_load_at_lift_off_is_refused_with_the_load():
    with pytest.raises(
        InputError, match=r"booster \+ core would start at 1\.7 g, above the limit of 1\.5 g"
    ):
        legs(
            ROCKET,
            best_figures(ROCKET),
            3e3,
            1.7e3,
            0.0,
            load_max=1.5 * STANDARD_GRAVITY,
            payload_guess=3e3,
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"stages": (UPPER, CORE)}, "never lights 'upper'"),
        (
            {"stages": (replace(CORE, throttle=((0.0, 1.0), (50.0, 0.0))), UPPER)},
            "never burns its propellant",
        ),
    ],
)
def test_a_burn_order_that_cannot_be_flown_is_refused(change, message):
    vehicle = replace(ROCKET, **change)
    with pytest.raises(InputError, match=message):
        plan(vehicle)


def test_a_rocket_too_weak_to_rise_is_refused_with_its_ratio():
    weak = replace(ROCKET, stages=(replace(CORE, propellant_mass=200e3), UPPER))
    with pytest.raises(InputError, match=r"thrust-to-weight ratio of 0\.\d+"):
        check_vehicle(weak)


@pytest.mark.parametrize(
    ("perigee", "apogee", "inclination", "message"),
    [
        (80e3, 300e3, 0.95, "perigee of 80 km is inside the air"),
        (300e3, 200e3, 0.95, "apogee of 200 km below"),
        (300e3, float("inf"), 0.95, "apogee of inf km is beyond what the Earth holds"),
        (300e3, 5e9, 0.95, "give one of 1,500,000 km or less"),
        (300e3, 300e3, 0.5, "below the pad's latitude: from 51.88 deg"),
    ],
)
def test_an_impossible_orbit_is_refused_with_the_figure(perigee, apogee, inclination, message):
    with pytest.raises(InputError, match=message):
        Mission(0.90549, perigee, apogee, inclination)


def test_a_turn_lifts_the_limit_of_latitude():
    assert Mission(0.90549, 300e3, 300e3, 0.72, turn=True).inclination == 0.72


def test_strap_ons_leave_where_the_core_is_the_last_stage():
    alone = replace(ROCKET, stages=(BOOSTER, CORE))

    def last_burn(usable, empty, exhaust):
        return usable

    first, second = plan(alone, last_burn=last_burn)
    assert (first.event, second.event) == ("booster burn-out", "insertion")
    assert first.dropped == pytest.approx(4 * 3800.0)
    assert second.mass == pytest.approx(first.mass - first.flow * first.duration - 4 * 3800.0)


def test_a_core_that_is_spent_first_stays_until_its_strap_ons_are_spent():
    short = replace(CORE, propellant_mass=30e3)
    first, second, last = plan(replace(ROCKET, stages=(BOOSTER, short, UPPER)))
    assert (first.event, second.event) == ("core burn-out", "booster burn-out")
    assert first.dropped == 0.0
    assert second.dropped == pytest.approx(4 * 3800.0 + 6550.0)
    assert last.mass == pytest.approx(UPPER.gross_mass + 7000.0 + 1700.0)


def test_every_stage_leaves_the_same_share_of_its_propellant():
    flown, whole = plan(ROCKET, unburnt=0.02), plan(ROCKET)
    assert [leg.duration for leg in flown] == pytest.approx([0.98 * leg.duration for leg in whole])
    assert flown[0].dropped == pytest.approx(4 * (3800.0 + 0.02 * 39600.0))
    assert flown[-1].mass == pytest.approx(whole[-1].mass)


def test_strap_ons_stand_beside_the_core_until_they_leave():
    assert [leg.beside for leg in plan(ROCKET)] == [(0,), (), ()]
