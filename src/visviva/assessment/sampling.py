"""Seeded samples of a case's inputs, and what they say of an answer: value, interval, shares."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.core.uncertain import Interval, stream
from visviva.data.schema.figure import Figure

#: Streams that keep the name an input once had, so that a new name does not change an answer.
STREAMS = {"model.unmodelled_delta_v_m_s": "model.nuisance_m_s"}
#: Samples kept for a picture.
KEPT = 400


@dataclass(frozen=True, slots=True)
class SampledInputs:
    """Samples by key ``"role.path"``, each of shape ``(n,)``, in the unit of the field.

    And the figures behind them.
    """

    n: int
    seed: int
    figures: Mapping[str, Figure]
    samples: Mapping[str, Array]

    def of(self, role: str, path: str) -> Array | None:
        """Samples of one figure, or None where the case has no such figure."""
        return self.samples.get(f"{role}.{path}")

    def best(self, role: str, path: str) -> float | None:
        """Best value of one figure, or None."""
        figure = self.figures.get(f"{role}.{path}")
        return None if figure is None else figure.value


def sample_inputs(figures: Mapping[str, Figure], seed: int, n: int) -> SampledInputs:
    """Sample every figure from its own stream, so that one more input changes no other."""
    samples = {
        key: figure.uncertain().sample(stream(seed, STREAMS.get(key, key)), n)
        for key, figure in figures.items()
    }
    return SampledInputs(n, seed, figures, samples)


#: A squared correlation below this over the number of samples is chance (about four standard errors
#: of r).
NOISE = 16.0


def variance_share(samples: Mapping[str, Array], margin: Array) -> dict[str, float]:
    """Share of the variance of `margin` that each input explains.

    Squared correlation, scaled to sum to one at most.

    Linear and one input at a time: interactions are not seen, which for these budgets leaves a few
    per cent.
    """
    spread = margin.std()
    if not spread > 0.0:
        return {}
    shares = {}
    for key, values in samples.items():
        if values.std() > 0.0:
            r = float(np.corrcoef(values, margin)[0, 1])
            if r * r > NOISE / len(margin):
                shares[key] = r * r
    total = sum(shares.values())
    scale = 1.0 / total if total > 1.0 else 1.0
    return {key: share * scale for key, share in shares.items()}


def kept(samples: Array) -> tuple[float, ...]:
    """Evenly thinned samples for a picture."""
    step = max(1, len(samples) // KEPT)
    return tuple(float(x) for x in samples[::step])


def of_samples(samples: Array) -> tuple[float, Interval]:
    """Median and central 90 % interval."""
    return float(np.median(samples)), Interval.of_samples(samples)


def sources_of(drawn: SampledInputs, *prefixes: str) -> tuple[str, ...]:
    """Distinct sources of the figures whose keys start with one of `prefixes`."""
    return tuple(
        dict.fromkeys(f.source for key, f in drawn.figures.items() if key.startswith(prefixes))
    )
