"""Which ground stations had the satellite in view at a burn, and how often that happens by luck.

Limits: a station in view is no proof that it commanded anything, and burns are mostly loaded hours
ahead. The chance says how often, over the day before and after, a station would have been as near
to a view by luck alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.errors import PropagationError
from visviva.orbit.gp import ElementSet, gp_state_itrf

LEAST_ELEVATION: Final = float(np.radians(5.0))
#: A view this long before or after a burn still counts as beside it.
BESIDE_S: Final = 15.0 * 60.0
_STEP_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class StationView:
    """A station that had the satellite in view beside a burn.

    Attributes
    ----------
    name : str
    elevation : float
        Highest within a quarter of an hour of the burn, rad.
    minutes : float
        From the burn to that moment, negative before it.
    chance : float
        Share of all moments of the two days about the burn that have a view beside them as well.
    """

    name: str
    elevation: float
    minutes: float
    chance: float


def stations_in_view(
    element_set: ElementSet, moment: Epoch, stations: Sequence[Place]
) -> tuple[StationView, ...]:
    """Stations with a view within a quarter of an hour of `moment`, by a set of before the burn.

    Highest first.
    """
    offsets = np.arange(-DAY_S, DAY_S + 1.0, _STEP_S)
    try:
        r_itrf, _ = gp_state_itrf(element_set, moment + offsets)
    except PropagationError:
        return ()
    beside = np.abs(offsets) <= BESIDE_S
    reach = int(BESIDE_S / _STEP_S)
    out = []
    for place in stations:
        elevation = np.asarray(azimuth_elevation_range(place.geodetic, r_itrf)[1])
        seen = elevation >= LEAST_ELEVATION
        if not seen[beside].any():
            continue
        best = int(np.argmax(np.where(beside, elevation, -np.inf)))
        near = np.convolve(seen, np.ones(2 * reach + 1), mode="same") > 0.5
        out.append(
            StationView(
                place.label, float(elevation[best]), float(offsets[best] / 60.0), float(near.mean())
            )
        )
    return tuple(sorted(out, key=lambda s: -s.elevation))


def any_chance(element_set: ElementSet, moment: Epoch, stations: Sequence[Place]) -> float:
    """Share of the two days about `moment` that have any station's view beside them."""
    offsets = np.arange(-DAY_S, DAY_S + 1.0, _STEP_S)
    try:
        r_itrf, _ = gp_state_itrf(element_set, moment + offsets)
    except PropagationError:
        return float("nan")
    seen = np.zeros(len(offsets), dtype=bool)
    for place in stations:
        elevation = np.asarray(azimuth_elevation_range(place.geodetic, r_itrf)[1])
        seen |= elevation >= LEAST_ELEVATION
    reach = int(BESIDE_S / _STEP_S)
    return float((np.convolve(seen, np.ones(2 * reach + 1), mode="same") > 0.5).mean())
