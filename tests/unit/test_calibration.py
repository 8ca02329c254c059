"""The claims that the catalogue is asked, and what a margin and a record make of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count, pairwise
from math import degrees

import pytest

from benchmarks.calibrate import reliability, runs_of
from benchmarks.calibrate_cache import Kept, asked_once
from benchmarks.calibrate_claims import Claim, history, impossible, sample
from benchmarks.calibrate_history import Answered, chance, from_row, shown_before, verdict
from visviva.data.catalogue import Catalogue
from visviva.data.record import flown
from visviva.errors import ConvergenceError
from visviva.launch.calibration import Calibration, bundled_calibrations

CATALOGUE = Catalogue.bundled()


def test_flights_are_those_of_the_record_once_each() -> None:
    claims = history(CATALOGUE)
    keys = {(c.vehicle, c.site, round(c.mass), *c.orbit, c.day) for c in claims}
    assert len(keys) == len(claims) > 400
    assert all(c.mass > 0.0 and c.orbit[1] > 0.0 for c in claims)
    assert sample(claims, 20, 1) == sample(claims, 20, 1)
    assert len(sample(claims, 0, 1)) == len(claims)


def test_impossible_claims_are_of_five_kinds_and_half_of_the_heavy_ones_are_near() -> None:
    claims = impossible(CATALOGUE, 200, 1)
    kinds = {kind: sum(c.kind == kind for c in claims) for kind in {c.kind for c in claims}}
    assert len(claims) == 200
    assert sorted(kinds.values()) == [20, 20, 20, 60, 80]
    for claim in claims:
        if claim.kind.startswith("too heavy"):
            heavier = [
                f.payload_kg or 0.0
                for f in flown(claim.vehicle)
                if f.demonstrates(0.0, *claim.orbit)
            ]
            assert claim.mass >= 1.15 * max(heavier, default=0.0)


@pytest.mark.parametrize("cap", [None, 100.0, 400.0])
def test_more_velocity_left_is_never_less_likely(cap: float | None) -> None:
    flight = None if cap is None else (cap, 70.0)
    chances = [
        chance(delta_v_margin, 300.0, 100.0, flight) for delta_v_margin in range(-500, 1500, 20)
    ]
    assert all(b >= a - 1e-9 for a, b in pairwise(chances))
    assert chances[0] < 1e-6
    assert chances[-1] > 0.99
    assert chance(300.0, 300.0, 100.0) == pytest.approx(0.5)


def test_what_flew_with_less_left_makes_a_claim_likelier() -> None:
    assert chance(300.0, 300.0, 100.0, (250.0, 70.0)) > chance(300.0, 300.0, 100.0)


def test_a_flight_that_would_need_a_wonder_is_doubted_rather_than_believed() -> None:
    assert chance(300.0, 300.0, 100.0, (-400.0, 20.0)) < 0.6


def test_a_heavier_claim_is_priced_from_the_published_payload_of_its_own_plane() -> None:
    rows = [c for c in bundled_calibrations() if c.vehicle == "electron"]
    polar = [c for c in rows if round(degrees(c.inclination)) == 80 and c.perigee == 500e3]
    claim = Claim(
        "electron", "mahia", 262.0, (500.0, 500.0, 80.0), date(2025, 1, 1), "too heavy, 1.2 times"
    )
    found = from_row(claim, rows, CATALOGUE)
    assert found is not None
    assert found.inclination == polar[0].inclination
    assert found.unmodelled_delta_v < polar[0].unmodelled_delta_v - 200.0


def test_a_flight_is_shown_before_only_by_an_earlier_one() -> None:
    flight = flown("long-march-4c", site="taiyuan")[0]
    orbit = (flight.perigee_km, flight.apogee_km, flight.inclination_deg)
    assert None not in orbit
    mass = flight.payload_kg or 0.0
    later = Claim("long-march-4c", "taiyuan", mass, orbit, date(2100, 1, 1))  # type: ignore[arg-type]
    earlier = Claim("long-march-4c", "taiyuan", mass, orbit, flight.day)  # type: ignore[arg-type]
    assert shown_before(later)
    assert not shown_before(earlier)


def test_a_verdict_of_no_probability_is_unknown() -> None:
    assert [verdict(p) for p in (None, 0.01, 0.5, 0.99)] == ["unknown", "no", "marginal", "yes"]


def test_tables_count_what_they_are_given() -> None:
    claim = Claim("electron", "mahia", 100.0, (500.0, 500.0, 97.4), date(2020, 1, 1))
    found = [Answered(claim, 100.0, p, p) for p in (0.99, 0.99, 0.5, 0.01)]
    assert "| (a) physics alone | 100.0 % | 50.0 % | 25.0 % | 25.0 % | 75.0 % |" in runs_of(found)
    text = reliability([(0.99, 1.0), (0.99, 1.0), (0.01, 0.0)])
    assert "Brier score of 3 claims: 0.000." in text


def test_a_kept_answer_and_a_kept_refusal_are_not_computed_again(tmp_path) -> None:  # type: ignore[no-untyped-def]
    row = Calibration("a", "b", 1.0, 2.0, 3.0, 4.0, 5.0, True, 6.0)

    def refuse() -> Calibration:
        raise ConvergenceError("no start converged")

    kept = Kept(tmp_path / "cache.jsonl")
    assert kept.get("one", lambda: row) == row
    with pytest.raises(ConvergenceError, match="no start"):
        kept.get("two", refuse)
    again = Kept(tmp_path / "cache.jsonl")
    assert again.get("one", refuse) == row
    with pytest.raises(ConvergenceError, match="no start"):
        again.get("two", lambda: row)


@pytest.mark.parametrize("where", ["in the main thread", "in threads, as a cluster has it"])
def test_an_ascent_that_does_not_end_is_given_up_and_its_neighbours_are_not(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.calibrate_cache.PATIENCE_S", 0.3)

    def endless() -> Calibration:
        for _ in count():
            pass
        raise AssertionError

    def refused() -> Calibration:
        raise ConvergenceError("no ascent")

    works = (endless, refused, endless, refused)
    if where == "in the main thread":
        found = [asked_once(work) for work in works]
    else:
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(asked_once, works))
    assert [row["error"] for row in found] == ["no answer in 0.3 s", "no ascent"] * 2
