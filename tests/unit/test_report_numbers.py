"""Numbers as text in three languages."""

import math

import pytest

from visviva.core.numerals import decimals_for, number
from visviva.report.numbers import plain, probability, split_unit


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (1411.7, "en", "1,412"),
        (1411.7, "fr", "1\u202f412"),
        (1411.7, "ko", "1,412"),
        (-3.25, "fr", "−3,25"),
        (10.41, "en", "10.41"),
        (0.0, "en", "0"),
        (-0.0, "en", "0"),
        (100.0, "en", "100"),
        (1000000.0, "en", "1,000,000"),
        (2.5e-9, "fr", "2,5 × 10⁻⁹"),
        (math.inf, "en", "∞"),
        (math.nan, "en", "–"),
    ],
)
def test_a_number_follows_the_marks_of_its_language(value: float, lang: str, text: str) -> None:
    assert number(value, lang) == text


def test_a_spread_decides_how_many_digits_are_shown() -> None:
    assert number(-1.53217, decimals=decimals_for(0.0, 0.19)) == "−1.53"
    assert number(1411.7, decimals=decimals_for(0.0, 35.0)) == "1,412"


def test_a_value_that_rounds_to_zero_has_no_sign() -> None:
    assert number(-0.0004, decimals=2) == "0.00"


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_share_of_samples_is_certain(share: float) -> None:
    text = probability(share, 4000)
    assert text.startswith("<" if share == 0.0 else ">")
    assert "0.1" in text or "99.9" in text


def test_fewer_samples_claim_less() -> None:
    assert probability(0.0, 100).startswith("< 3")


def test_cells_of_every_kind_become_text() -> None:
    assert plain(True) == "✓"
    assert plain({"low": 1.5, "high": None}) == "low: 1.5; high: –"
    assert plain(["a", 2]) == "a, 2"


@pytest.mark.parametrize(
    ("key", "stem", "unit"),
    [
        ("turn_cost_m_s", "turn_cost", "m/s"),
        ("node_drift_deg_per_day", "node_drift", "°/d"),
        ("perigee_km", "perigee", "km"),
        ("site", "site", ""),
        ("ballistic_coefficient_m2_kg", "ballistic_coefficient", "m²/kg"),
    ],
)
def test_a_key_gives_up_its_unit(key: str, stem: str, unit: str) -> None:
    assert split_unit(key) == (stem, unit)
