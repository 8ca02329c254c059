"""The compiled fits of long histories answer as the plain ones of short histories do."""

import numpy as np
import pytest

from visviva.track.maneuvers import fit


@pytest.fixture
def channel():
    """Days, longitude and rate of 200 sets with noise, a step and sets far off."""
    rng = np.random.default_rng(3)
    t = np.cumsum(rng.uniform(0.2, 1.8, 200))
    y = 90.0 + np.cumsum(rng.normal(size=200) * 1e-6) + 4e-5 * (np.arange(200) > 90)
    x = np.concatenate([[0.0], np.cumsum(0.5 * (y[1:] + y[:-1]) * np.diff(t))])
    x, y = x + 2e-5 * rng.normal(size=200), y + 1e-5 * rng.normal(size=200)
    y[40], x[150] = y[40] + 1e-3, x[150] - 1e-3
    return t, x, y


def both_ways(monkeypatch, ask):
    """The plain answer and the compiled one."""
    monkeypatch.setattr(fit, "COMPILED_SETS", 10**9)
    plain = ask()
    monkeypatch.setattr(fit, "COMPILED_SETS", 1)
    return plain, ask()


@pytest.mark.parametrize(("half", "order"), [(3, 1), (5, 1), (8, 2), (24, 2)])
def test_kinks_agree_at_every_gap(monkeypatch, channel, half, order):
    plain, fast = both_ways(monkeypatch, lambda: fit.fit_kinks(*channel, 2e-5, 1e-5, half, order))
    for a, b in zip(plain, fast, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-8, atol=1e-12)


def test_kinks_agree_for_every_moment_and_span(monkeypatch, channel):
    moments, spans = np.tile(np.linspace(88.0, 93.0, 20), 5), np.repeat([0.0, *fit.SPANS], 20)
    gaps = np.full(100, int(np.searchsorted(channel[0], 90.0)))
    plain, fast = both_ways(
        monkeypatch,
        lambda: fit.fit_kinks(*channel, 2e-5, 1e-5, 8, 2, gaps, moments, spans),
    )
    for a, b in zip(plain, fast, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-8, atol=1e-12)


def test_steps_of_a_level_agree(monkeypatch, channel):
    t, _, y = channel
    plain, fast = both_ways(monkeypatch, lambda: fit.fit_steps(t, y, 1e-5, 8, 2))
    for a, b in zip(plain, fast, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-8, atol=1e-12)


def test_noise_agrees(channel):
    plain, fast = (fit.noise_of_pair(*channel, fast=fast) for fast in (False, True))
    np.testing.assert_allclose(fast, plain, rtol=1e-10)
