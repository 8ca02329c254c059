"""Where the satellite flies and what it could reach in each chance of a picture, for maps.

Limits: see `visviva.observe.footprint`; the reach is a cone of the greatest off-nadir angle at the
moment of the chance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.analysis.images import ImagesResult
from visviva.core.arrays import Array
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.time import Epoch
from visviva.errors import PropagationError
from visviva.observe.footprint import ground_circle
from visviva.orbit.gp.states import gp_state_itrf


@dataclass(frozen=True, slots=True, eq=False)
class ChancePath:
    """A chance with its path; angles in rad, `t` in s after `epoch0`.

    Attributes
    ----------
    row : dict
        As in `ImagesResult.rows`.
    epoch0 : Epoch
        Moment of the chance.
    t, latitude, longitude, height : ndarray
        Points below the satellite while the place is within reach.
    reach_latitude, reach_longitude : ndarray
        Outline of the ground within reach at the moment.
    """

    row: dict[str, Any]
    epoch0: Epoch
    t: Array
    latitude: Array
    longitude: Array
    height: Array
    reach_latitude: Array
    reach_longitude: Array


def chance_paths(found: ImagesResult, most: int | None = None) -> list[ChancePath]:
    """Paths of the chances, the first `most` in order of time."""
    sets = {e.catalog_number: e for e in found.sets}
    out = []
    for row in found.rows()[:most]:
        moment = Epoch.parse(str(row["utc"]))
        span = max(row["last_s"] - row["first_s"], 1.0)
        t = np.linspace(row["first_s"], row["first_s"] + span, max(5, int(span / 10.0)))
        try:
            r, _ = gp_state_itrf(sets[row["catalog_number"]], moment + np.append(t, 0.0))
        except PropagationError:  # it decays within the chance
            continue
        lat, lon, height = (np.asarray(x)[:-1] for x in itrf_to_geodetic(r))
        reach = ground_circle(r[-1], found.request.max_off_nadir)
        out.append(ChancePath(dict(row), moment, t, lat, lon, height, *reach))
    return out
