"""Draws of an uncertain value: its percentiles, and its sign.

Oracle: the percentiles are the definition of the two-piece normal; a mass is never negative.
"""

import subprocess
import sys

import numpy as np
import pytest

from visviva.core.uncertain import LEAST_OF_LOW, Uncertain, stream


def _drawn(value: Uncertain, n: int = 200_000) -> np.ndarray:
    return value.sample(stream(1, "a"), n)


def test_a_positive_value_with_a_wide_low_side_draws_no_negative_one() -> None:
    """A dry mass of 1,300 (400 to 1,500) lies within 2.4 sigma of zero."""
    drawn = _drawn(Uncertain(1300.0, 400.0, 1500.0))
    assert drawn.min() == pytest.approx(LEAST_OF_LOW * 400.0) == 40.0
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx([400.0, 1500.0], rel=0.01)
    assert _drawn(Uncertain(-1300.0, -1500.0, -400.0)).max() == pytest.approx(-40.0)


def test_a_value_whose_interval_holds_zero_keeps_both_signs() -> None:
    drawn = _drawn(Uncertain(10.0, -90.0, 110.0))
    assert drawn.min() < -150.0
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx([-90.0, 110.0], abs=1.0)


def test_no_row_of_what_can_be_reached_prints_a_warning() -> None:
    """A stage of negative mass once asked for the logarithm of a negative number."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "visviva", "crew", "reach", "--csv"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
