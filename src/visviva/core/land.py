"""Outline of the Earth's land for maps: Natural Earth 1:110m, public domain.

Limits: a tenth of a degree; no lakes, no islands under some 100 km.
"""

import json
from importlib.resources import files

import numpy as np

from visviva.core.arrays import Array


def land_rings() -> tuple[Array, ...]:
    """Rings of land, each (n, 2): longitude and latitude in degrees.

    Examples
    --------
    >>> rings = land_rings()
    >>> len(rings) > 100, rings[0].shape[1]
    (True, 2)
    """
    text = files("visviva.core").joinpath("tables", "land_110m.json").read_text(encoding="utf-8")
    return tuple(np.array(ring).reshape(-1, 2) / 10.0 for ring in json.loads(text)["rings"])
