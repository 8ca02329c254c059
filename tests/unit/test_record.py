"""What has flown: lists of flights by vehicle, and how often such a flight failed."""

import csv
from datetime import date

import pytest
from scipy.stats import beta

from visviva.data.catalogue import Catalogue
from visviva.data.record import (
    EXPERIENCE,
    Flight,
    _beta_quantiles,
    all_flights,
    experience,
    flights,
    flown,
    observed_failures,
    type_flights,
    vehicle_of,
)
from visviva.errors import InputError


def test_a_vehicle_is_found_by_the_name_that_gcat_gives_it() -> None:
    assert vehicle_of("Chang Zheng 3B", "G2") == "long-march-3b"
    assert vehicle_of("Soyuz-2-1B", "Fregat") == "soyuz-2.1b-fregat"
    assert vehicle_of("Soyuz-2-1B", "") == "soyuz-2.1b"
    assert vehicle_of("Soyuz-FG", "Fregat") is None
    assert vehicle_of("Sputnik 8K71PS") is None


def test_flights_before_a_day_are_those_before_it() -> None:
    everything = flights("electron")
    some = flights("electron", before=date(2021, 1, 1))
    assert 0 < len(some) < len(everything)
    assert all(f.day < date(2021, 1, 1) for f in some)
    assert list(everything) == sorted(everything, key=lambda f: (f.day, f.tag))


def test_a_variant_is_no_flight_of_its_sister_but_of_its_type() -> None:
    plain, fregat = flights("soyuz-2.1b"), flights("soyuz-2.1b-fregat")
    assert not {f.tag for f in plain} & {f.tag for f in fregat}
    assert {f.tag for f in plain} | {f.tag for f in fregat} <= {
        f.tag for f in type_flights("soyuz-2.1b")
    }


def test_what_flew_has_a_mass_and_a_dated_orbit_and_did_not_fail() -> None:
    found = flown("long-march-4c")
    assert found
    assert all(f.payload_kg and f.dated and not f.failed for f in found)
    masses = [f.payload_kg for f in found]
    assert masses == sorted(masses, reverse=True)  # type: ignore[type-var]


def test_a_flight_shows_what_is_lighter_or_lower_in_its_plane_and_nothing_else() -> None:
    flight = Flight("x", date(2020, 1, 1), "X", "", "kourou", False, 1000.0, 500.0, 510.0, 97.4)
    assert flight.demonstrates(1000.0, 500.0, 510.0, 97.4)
    assert flight.demonstrates(900.0, 480.0, 490.0, 97.6)
    assert not flight.demonstrates(1001.0, 500.0, 510.0, 97.4)
    assert not flight.demonstrates(900.0, 600.0, 600.0, 97.4)
    assert not flight.demonstrates(900.0, 500.0, 510.0, 51.6)


def test_the_experience_of_all_types_is_that_measured_and_falls() -> None:
    for number, share in EXPERIENCE:
        assert experience(number) == pytest.approx(share)
    shares = [experience(n) for n in range(1, 30)]
    assert shares == sorted(shares, reverse=True)
    with pytest.raises(InputError):
        experience(0)


def test_a_first_flight_fails_oftener_than_the_hundredth() -> None:
    new, old = observed_failures("chollima-1"), observed_failures("falcon-9")
    assert new.share > 5 * old.share
    assert old.flights > 300
    assert old.interval.low < old.share < old.interval.high
    first = observed_failures("falcon-9", flight_number=1, before=date(2000, 1, 1))
    assert (first.share, first.flights) == (pytest.approx(0.24), 0)


@pytest.mark.parametrize(("a", "b"), [(0.7, 350.0), (7.2, 22.8), (30.0, 2.0)])
def test_the_interval_of_a_share_is_that_of_a_beta_distribution(a: float, b: float) -> None:
    """Against scipy.stats.beta, to 2 % of each end."""
    expected = beta.ppf((0.05, 0.95), a, b)
    assert _beta_quantiles(a, b, (0.05, 0.95)) == pytest.approx(expected, rel=2e-2, abs=1e-4)


def test_an_own_failure_raises_the_share() -> None:
    before, after = (
        observed_failures("chollima-1", flight_number=2, before=date(2023, 8, 1)),
        observed_failures("chollima-1", flight_number=2, before=date(2023, 9, 1)),
    )
    assert after.failures == before.failures + 1
    assert after.share > 1.05 * before.share


def test_the_table_holds_the_flights_of_gcat(shared_data) -> None:  # type: ignore[no-untyped-def]
    """Against the list itself: as many flights, failures and dated orbits, no mass above GCAT's."""
    path = shared_data / "gcat" / "orbital_launches_1957-10_2025-11.csv"
    with path.open(encoding="utf-8") as file:
        rows = {
            r["Launch_Tag"].strip(): r
            for r in csv.DictReader(file)
            if not r["LaunchCode"].startswith("OE")
        }
    assert len(all_flights()) == len(rows)
    for flight in all_flights():
        row = rows[flight.tag]
        assert flight.failed == row["LaunchCode"].startswith("OF")
        if flight.payload_kg is not None:
            stated = [float(row["Payload_Mass"] or 0), 1e3 * float(row["OrbPay"] or 0)]
            assert flight.payload_kg <= max(stated) + 0.1
        if flight.dated:
            day = date.fromisoformat(row["Orbit_Canonical_Date"])
            assert abs((day - flight.day).days) <= 1


def test_first_flights_of_the_sample_fail_about_as_often_as_measured_on_the_whole() -> None:
    """24 % of first flights since 1990; the sample misses some of them, so within 8 points."""
    first = {}
    for flight in all_flights():
        first.setdefault(flight.gcat, flight)
    new = [f for f in first.values() if f.day.year >= 1990]
    assert len(new) > 100
    assert sum(f.failed for f in new) / len(new) == pytest.approx(0.24, abs=0.08)


def test_every_gcat_name_of_the_catalogue_is_in_the_record_or_newer() -> None:
    types = {f.gcat for f in all_flights()} | {f"{f.gcat} {f.variant}" for f in all_flights()}
    unknown = [
        name
        for entry in Catalogue.bundled().entries("vehicle")
        for name in entry.gcat
        if name not in types
    ]
    # in the kept-apart third, or only under their variant
    assert len(unknown) <= 12, unknown
