"""The shipped studies answer as physics says, and answers move the way they should."""

import dataclasses
from functools import lru_cache

import pytest

from visviva.assessment.answer import Assessment
from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.errors import StudyError


@lru_cache(maxsize=32)
def answer(
    name: str, *settings: str, alternatives: bool = False, ascent: bool = False
) -> Assessment:
    return assess(
        load_study(name, settings), samples=1000, alternatives=alternatives, ascent=ascent
    )


@pytest.mark.parametrize("ascent", [True, False], ids=["flown", "quick"])
@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("soyuz-tiangong", "no"),
        ("soyuz-iss", "yes"),
        ("shenzhou-tiangong", "yes"),
        # Physics alone leaves it marginal (87 %); the catalogued object settles it.
        ("chollima-malligyong", "yes"),
        ("vostochny-soyuz-2", "marginal"),
        ("vostochny-angara", "marginal"),
    ],
)
def test_shipped_studies_give_their_verdicts(name: str, verdict: str, ascent: bool) -> None:
    if not ascent and name in ("chollima-malligyong", "vostochny-angara"):
        pytest.skip(
            "too near the line, or stages known as ranges only: the quick budget is no witness"
        )
    found = answer(name, ascent=ascent).verdict
    # A quick answer is as wide as its budget is off: near the line it is marginal, never contrary.
    assert found == verdict if ascent else found in (verdict, "marginal")


@pytest.mark.parametrize(
    "ascent", [pytest.param(True, marks=pytest.mark.slow), False], ids=["flown", "quick"]
)
def test_a_flight_around_the_earth_is_possible(ascent: bool) -> None:
    """Flown in `make validate`: one whole flown answer of it stands in test_free_flight always."""
    found = answer("soyuz-solo", ascent=ascent).verdict
    assert found == "yes" if ascent else found in ("yes", "marginal")


def test_the_flown_ascent_and_the_quick_budget_agree_within_their_intervals() -> None:
    flown, quick = (
        next(f for f in answer("soyuz-iss", ascent=way).findings if f.id == "lift")
        for way in (True, False)
    )
    assert flown.interval_90 is not None
    assert quick.interval_90 is not None
    assert quick.value in flown.interval_90
    assert flown.value in quick.interval_90
    assert "optimal ascent" in flown.method


def test_a_pad_offers_less_the_further_its_corridors_lean_back() -> None:
    rows = next(f for f in answer("vostochny-angara").findings if f.id == "corridors").detail
    assert [row["corridor"] for row in rows] == ["51", "63", "72", "83", "98"]
    payloads = [row["payload_kg"] for row in rows]
    assert payloads == sorted(payloads, reverse=True)


def test_a_blind_study_does_not_fit_on_the_flight_it_judges() -> None:
    assert not [i for i in answer("chollima-malligyong").inputs if "payloads" in i.path]


def test_soyuz_tiangong_says_by_how_much_and_compares_four_ways_to_pay() -> None:
    found = answer("soyuz-tiangong")
    turn = next(f for f in found.findings if f.id == "plane-turn")
    pay = next(f for f in found.findings if f.id == "turn-budget")
    assert turn.value == pytest.approx(10.41, abs=0.02)
    assert found.deciding == "turn-budget"
    assert len(pay.detail) == 4
    assert pay.value is not None
    assert pay.value < -800.0
    assert found.probability == 0.0
    assert any(f.id == "waiting" and "never the inclination" in f.summary for f in found.findings)
    assert len(found.decisive_inputs) >= 2


def test_malligyong_1_was_alive_because_its_orbit_rose() -> None:
    # Oracle: raised in June 2024 near 01:11 UTC on the 7th by about 1.3 m/s (figures of the issue's
    # own analysis).
    found = assess(load_study("malligyong-alive"))
    burn = next(f for f in found.findings if f.id == "burn")
    assert found.verdict == "yes"
    assert burn.value == pytest.approx(1.3, abs=0.1)
    assert "2024-06-07T01:" in burn.summary


def test_a_history_without_a_span_of_sets_is_refused() -> None:
    with pytest.raises(StudyError, match="three or more"):
        assess(load_study("malligyong-alive", ("history.since=2030-01-01T00:00:00Z",)))


def test_docking_ports_are_a_finding_of_their_own() -> None:
    fits = {
        n: next(f for f in answer(n).findings if f.id == "docking")
        for n in ("soyuz-tiangong", "soyuz-iss")
    }
    assert fits["soyuz-tiangong"].verdict == "marginal"
    assert fits["soyuz-iss"].verdict == "yes"


def test_vetoes_are_stated_outside_physics() -> None:
    outside = [f for f in answer("soyuz-iss").findings if not f.physical]
    assert outside
    assert all(f.verdict == "unknown" for f in outside)


def test_consumables_stay_open_in_the_solo_flight_and_a_quick_answer_leaves_out_the_landing() -> (
    None
):
    quick = {f.id: f.verdict for f in answer("soyuz-solo").findings}
    assert sum(name.startswith("open-") for name in quick) == 1
    assert quick["landing"] == "unknown"
    assert "return-load" not in quick


def test_other_sites_and_stations_that_change_the_verdict_come_first() -> None:
    changes = answer("soyuz-tiangong", alternatives=True).changes
    tried = {(c.path, c.value) for c in changes}
    assert ("launch.site", "jiuquan") in tried
    assert ("target.station", "iss") in tried
    ranks = [("yes", "marginal", "unknown", "no").index(c.verdict) for c in changes]
    assert ranks == sorted(ranks)


def test_a_setting_overrides_and_the_page_will_say_so() -> None:
    found = answer("soyuz-tiangong", "launch.site=jiuquan", "spacecraft.mass_kg=6800")
    assert next(f for f in found.findings if f.id == "plane-turn").value == 0.0
    assert found.probability > 0.9
    assert [i.path for i in found.inputs if i.overridden] == ["spacecraft.mass_kg"]
    assert "--set launch.site=jiuquan" in found.reproduce


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly_the_same() -> None:
    study = load_study("soyuz-iss")
    first, again, other = (
        assess(study, seed=s, alternatives=False, ascent=False) for s in (1, 1, 2)
    )
    assert dataclasses.asdict(first) == dataclasses.asdict(again)
    assert other.probability == pytest.approx(first.probability, abs=0.03)
    assert other.probability != first.probability


def test_a_heavier_ship_is_never_more_likely_to_fly() -> None:
    chances = [
        answer("soyuz-iss", f"spacecraft.mass_kg={m}").probability or 0.0
        for m in (6000, 7000, 7500, 8000, 9000)
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.99
    assert chances[-1] < 0.05


def test_enough_propellant_in_the_ship_makes_it_possible() -> None:
    found = answer("soyuz-tiangong", "spacecraft.reserve_delta_v_m_s=1600")
    assert next(f for f in found.findings if f.id == "turn-budget").verdict == "yes"
