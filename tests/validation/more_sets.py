"""More of what a history holds already: copies, near-duplicates, second fits of the same tracks.

Limits: a near-duplicate is carried by the secular rates of SGP4's theory and rounded as element
sets are; drag over its minutes is nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from visviva.core.time import Epoch
from visviva.orbit.gp import ElementSet
from visviva.orbit.sgp4 import Sgp4Catalogue, layout

TURN = 360.0


def carried(
    sets: Sequence[ElementSet],
    offsets: Sequence[float],
    noise: float = 0.0,
    rng: np.random.Generator | None = None,
) -> list[ElementSet]:
    """Each set told again `offsets` seconds later: the same orbit, its angles carried on.

    `noise` is the scatter of a second fit: 1 is half a metre of axis, 40 m along, 25 m across.
    """
    constants = Sgp4Catalogue.from_element_sets(sets).constants
    columns = (layout.MDOT, layout.ARGPDOT, layout.NODEDOT)
    out = []
    for e, c, offset in zip(sets, constants, offsets, strict=True):
        anomaly, perigee, node = np.degrees(c[list(columns)]) * offset / 60.0
        n = noise * rng.standard_normal(4) if rng is not None else np.zeros(4)
        out.append(
            replace(
                e,
                epoch_utc=(Epoch.parse(e.epoch_utc + "Z") + offset).iso(3)[:-1],
                mean_motion_rev_day=round(e.mean_motion_rev_day * (1.0 + 1e-7 * n[0]), 8),
                inclination_deg=round(e.inclination_deg + 2e-4 * n[1], 4),
                mean_anomaly_deg=round((e.mean_anomaly_deg + anomaly + 3e-4 * n[2]) % TURN, 4),
                arg_perigee_deg=round((e.arg_perigee_deg + perigee) % TURN, 4),
                raan_deg=round((e.raan_deg + node + 2e-4 * n[3]) % TURN, 4),
            )
        )
    return out


def told_again(sets: Sequence[ElementSet], seed: int) -> Iterator[tuple[str, list[ElementSet]]]:
    """Histories that hold the same observations, by name."""
    rng = np.random.default_rng(seed)
    own, count = list(sets), len(sets)
    yield "copies", [*own, *own]
    yield "shuffled", [own[i] for i in rng.permutation(count)]
    for offset in (1.0, 30.0, 180.0, 600.0, 2400.0):
        yield f"a twin {offset:.0f} s after each", [*own, *carried(own, [offset] * count)]
    some = carried(own, rng.uniform(61.0, 2400.0, count).tolist())
    yield "two of five twinned", [*own, *(e for e in some if rng.random() < 0.4)]
    fits = carried(own, rng.uniform(61.0, 2400.0, count).tolist(), 1.0, rng)
    yield "a second fit of each", [*own, *fits]
    third = carried(own, rng.uniform(61.0, 2400.0, count).tolist(), 1.0, rng)
    some = [e for e in third if rng.random() < 0.5]
    yield "three providers", [own[i] for i in rng.permutation(count)] + fits + some
    late = carried(own, rng.uniform(600.0, 21600.0, count).tolist(), 1.0, rng)
    yield "a second fit of each, 10 min to 6 h later", [*own, *late]
