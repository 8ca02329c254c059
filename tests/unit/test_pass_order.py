"""The order of passes: by rise, and by place and object where rounding alone tells rises apart."""

from dataclasses import replace
from typing import cast

import numpy as np

from unit.test_passes import DAY, PYONGYANG, START, catalogue
from visviva.analysis.pass_batches import Batch, in_order
from visviva.observe.passes.rows import Watched
from visviva.observe.passes.search import find_passes


def test_passes_that_rise_together_are_ordered_by_object_whatever_the_rounding() -> None:
    found = find_passes(catalogue(15.0, 60.0), PYONGYANG, START, DAY, 0.1).select([0, 0, 0, 1])
    noise = np.array([4e-11, 0.0, -6e-11, 0.0])  # as compiled code, plain code or another machine
    own = replace(found, object_index=np.array([0, 1, 2, 0], dtype=np.int32))
    noisy = replace(own, rise=own.rise + noise)
    watch = cast("Watched", None)  # no order depends on who is watched
    for some in (own, noisy):
        batches = [Batch(watch, some.select(part), ()) for part in ([3, 2], [1, 0])]
        ordered = in_order(batches).passes
        assert ordered.object_index.tolist() == [0, 1, 2, 0]
        assert np.all(np.diff(ordered.rise) > -1e-9)
