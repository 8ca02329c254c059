"""What samples say: a best value, an interval, a thinned set for a picture, and their sources."""

import numpy as np

from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.uncertain import Interval

#: Samples kept for a picture.
KEPT = 400


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
