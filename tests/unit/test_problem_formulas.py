"""Formulas and relations of a stated problem: what they mean, and what is no formula."""

import pytest

from visviva.errors import InputError
from visviva.launch.problem.expression import parse_formula, parse_relation
from visviva.launch.problem.formula import evaluate
from visviva.launch.problem.json_reading import Range, read_range


def test_formulas_mean_what_they_mean_in_a_book():
    names = {"v": 3.0, "h": 1.0, "x": 2.0}
    for text, value in {
        "2 v^2 - -1": 19.0,
        "-x^2": -4.0,
        "2^3^2": 512.0,
        "1/2 x": 1.0,
        "2(h+1)x": 8.0,
        "x**-1": 0.5,
        "min(3, x, 5) + max(1, 2)": 4.0,
        "if(x < 1, 10, 20)": 20.0,
        "atan2(0, 1) + hypot(3, 4)": 5.0,
        "1e-3 x": 2e-3,
        ".5x": 1.0,
        "abs(-x) sqrt(4)": 4.0,
    }.items():
        assert float(evaluate(parse_formula(text, ""), names)) == pytest.approx(value), text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x +", "ends too early at column 4"),
        ("x + (y", "a bracket is not closed at column 7"),
        ("x $ y", "'$ y' is no part of a formula at column 3"),
        ("sin(x, y)", "sin takes 1 arguments"),
        ("(" * 100 + "x" + ")" * 100, "more than 60 brackets in each other"),
        ("x < y", "compares; a formula is wanted"),
        ("min(x < 1, 2)", "only as the first argument of if"),
        ("1e999", "is too large"),
        ("", "is no formula"),
        ("__import__('os').system('ls')", "is no part of a formula"),
        ("x.__class__", "is no part of a formula"),
        ("x" * 30000, "a formula of 30000 signs"),
    ],
)
def test_a_formula_outside_the_grammar_is_refused_where_it_leaves_it(text, said):
    with pytest.raises(InputError, match=r"f\.json") as caught:
        parse_formula(text, "f.json")
    assert said in str(caught.value)


def test_a_misspelt_name_is_told_its_nearest():
    with pytest.raises(InputError, match="did you mean height"):
        evaluate(parse_formula("2 heigth", ""), {"height": 1.0})


def test_a_long_sum_does_not_exhaust_the_stack():
    assert evaluate(parse_formula("+".join(["1"] * 5000), ""), {}) == 5000.0


def test_a_relation_keeps_its_terms():
    assert len(parse_relation("0 <= x + 1 <= 2", "").terms) == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, Range(3.0, 3.0)),
        ("free", Range.free()),
        ([1, None], Range(1.0, float("inf"))),
        ("free (<=961)", Range(float("-inf"), 961.0)),
        (">= 2 s", Range(2.0, float("inf"))),
    ],
)
def test_a_range_is_a_number_a_pair_or_words(value, expected):
    assert read_range(value, "") == expected
