"""Chollima-1 of November 2023.

What reaching its orbit at T+705 s with the announced drop zones says of it.

Source: KCNA 22 November 2023 (T+705 s), The Space Review 4753 (493 x 512 km, 97.4 deg), notices of
2023 as distances (../shared/data/launch/warnings: centres to 80 km). Asked: the orbit reached, the
dog-leg's price with an interval, upper-stage figures as a posterior.
"""

from math import radians
from pathlib import Path

import numpy as np
import pytest

from validation.flown_scenes import chollima1_2023
from visviva.launch.flown.dogleg import price
from visviva.launch.flown.posterior import Posterior, infer


def check(posterior: Posterior) -> None:
    says = dict(zip([o.name for o in posterior.observed], posterior.predicted.T, strict=True))
    assert np.all(np.abs(says["time"] - 705.0) < 5.0)
    assert np.all(np.abs(says["inclination"] - radians(97.4)) < radians(0.3))
    assert np.all(np.abs(says["speed error"]) < 20.0)
    assert np.all(np.abs(says["altitude"] - 507e3) < 40e3)
    for k in range(3):
        for prior, column in zip(posterior.prior, posterior.samples.T, strict=True):
            if prior.kind == "uniform":
                assert column.min() >= prior.low, k
                assert column.max() <= prior.high, k


def figures(posterior: Posterior, k: int) -> dict[str, float]:
    return dict(zip(posterior.names, posterior.samples[k].tolist(), strict=True))


def test_a_stack_within_the_ranges_reaches_the_orbit_by_the_announced_zones(
    shared_data: Path,
) -> None:
    flight, prior, observed = chollima1_2023(shared_data)
    posterior = infer(prior, observed, flight.says, draws=3, seed=1, kept_min=1)
    check(posterior)
    kg, speed = price(flight, figures(posterior, 0))
    # a plane turned by some 25 degrees and back, at 3 to 6 km/s, partly while climbing
    assert 200.0 < speed < 2000.0
    assert kg > 100.0


@pytest.mark.slow
def test_the_upper_stages_are_a_posterior(shared_data: Path) -> None:
    flight, prior, observed = chollima1_2023(shared_data)
    posterior = infer(prior, observed, flight.says, draws=20, seed=1)
    check(posterior)
    assert len(posterior.samples) >= 7
