"""States of element sets in GCRF and ITRF, and how old a set is; TEME stays behind this door."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.frames import teme_to_gcrf, teme_to_itrf
from visviva.core.time import DAY_S, Epoch
from visviva.core.trajectory import Trajectory
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.sgp4_reference import propagate_teme

#: Past this age an element set of a low orbit says little about where along its orbit the object
#: is.
STALE_DAYS: Final = 30.0


def gp_state_gcrf(
    element_set: ElementSet, epoch: Epoch, orientation: EarthOrientation | None = None
) -> tuple[Array, Array]:
    """Position (m) and velocity (m/s) in GCRF by SGP4, shapes ``(*S, 3)`` for epochs of shape S.

    Raises
    ------
    PropagationError
        If SGP4 reports an error, such as decay, at any of the epochs.

    Examples
    --------
    >>> e = ElementSet(25544, "2025-04-06T00:53:17.313216", 15.49280872, 0.0004922, 51.6369,
    ...     304.3678,
    ...                13.5339, 346.5781, bstar=2.8194e-4)
    >>> r, v = gp_state_gcrf(e, e.epoch)
    >>> round(float(np.linalg.norm(r)) / 1e3), round(float(np.linalg.norm(v)))
    (6794, 7664)
    """
    return teme_to_gcrf(epoch, *propagate_teme(element_set, epoch), orientation)  # type: ignore[no-any-return]


def gp_state_itrf(
    element_set: ElementSet, epoch: Epoch, orientation: EarthOrientation | None = None
) -> tuple[Array, Array]:
    """Position (m) and velocity (m/s, as seen on the turning Earth) in ITRF by SGP4.

    Shapes ``(*S, 3)``.

    Raises
    ------
    PropagationError
        If SGP4 reports an error, such as decay, at any of the epochs.
    """
    return teme_to_itrf(epoch, *propagate_teme(element_set, epoch), orientation)  # type: ignore[no-any-return]


def gp_trajectory(
    element_set: ElementSet,
    start: Epoch,
    duration_s: float,
    step_s: float = 60.0,
    orientation: EarthOrientation | None = None,
) -> Trajectory:
    """Trajectory in GCRF by SGP4, a state every `step_s` seconds and one at the end."""
    count = max(1, int(np.ceil(duration_s / step_s - 1e-9)))
    t = np.minimum(np.arange(count + 1) * step_s, duration_s)
    return Trajectory(start, t, *gp_state_gcrf(element_set, start + t, orientation), "GCRF")


def as_epochs(elements: Sequence[ElementSet]) -> Epoch:
    """Epochs of many sets as one array, shape (n,)."""
    fields = np.array(
        [[float(part) for part in re.split("[-T:]", e.epoch_utc)] for e in elements]
    ).reshape(-1, 6)
    year, month, day, hour, minute, second = fields.T
    return Epoch.from_utc(year, month, day, hour, minute, second)


def age_days(element_set: ElementSet, at: Epoch) -> Any:
    """Days from the epoch of the set to `at` (negative before it), of the shape of `at`."""
    return (at - element_set.epoch) / DAY_S


def is_stale(element_set: ElementSet, at: Epoch, tolerance_days: float = STALE_DAYS) -> Any:
    """Whether `at` lies more than `tolerance_days` from the epoch of the set, before or after.

    Examples
    --------
    >>> e = ElementSet(25544, "2025-04-06T00:53:17.3", 15.49280872, 0.0004922, 51.6369, 304.3678,
    ...     13.5339, 346.5781)
    >>> is_stale(e, Epoch.parse("2025-05-20T00:00:00Z")), is_stale(e,
    ...     Epoch.parse("2025-04-20T00:00:00Z"))
    (True, False)
    """
    stale = np.abs(np.asarray(age_days(element_set, at))) > tolerance_days
    return bool(stale) if stale.ndim == 0 else stale
