"""States of element sets in GCRF and ITRF, and how old a set is; TEME stays behind this door.

No state is given past the end of an element set: see `visviva.orbit.gp.validity`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.frames import teme_to_gcrf, teme_to_itrf
from visviva.core.time import DAY_S, Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import PropagationError
from visviva.orbit.gp.record import ElementSet
from visviva.orbit.gp.sgp4_reference import propagate_teme, to_satrec
from visviva.orbit.gp.validity import span_of
from visviva.orbit.reasons import why

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
        If the set is no orbit any more, or not yet, at any of the epochs: SGP4 reports an error
        there or somewhere between there and the epoch of the set.

    Examples
    --------
    >>> e = ElementSet(25544, "2025-04-06T00:53:17.313216", 15.49280872, 0.0004922, 51.6369,
    ...     304.3678,
    ...                13.5339, 346.5781, bstar=2.8194e-4)
    >>> r, v = gp_state_gcrf(e, e.epoch)
    >>> round(float(np.linalg.norm(r)) / 1e3), round(float(np.linalg.norm(v)))
    (6794, 7664)
    """
    return teme_to_gcrf(epoch, *_states_teme(element_set, epoch), orientation)  # type: ignore[no-any-return]


def gp_state_itrf(
    element_set: ElementSet, epoch: Epoch, orientation: EarthOrientation | None = None
) -> tuple[Array, Array]:
    """Position (m) and velocity (m/s, as seen on the turning Earth) in ITRF by SGP4.

    Shapes ``(*S, 3)``.

    Raises
    ------
    PropagationError
        If the set is no orbit any more, or not yet, at any of the epochs.
    """
    return teme_to_itrf(epoch, *_states_teme(element_set, epoch), orientation)  # type: ignore[no-any-return]


def valid_interval(element_set: ElementSet, earliest: Epoch, latest: Epoch) -> tuple[Any, Any]:
    """First and last moment at which a set is an orbit; None where no end lies in what is asked.

    Examples
    --------
    >>> e = ElementSet(55897, "2025-02-27T02:58:39.77", 15.92146194, 0.0014449, 98.5849, 110.9278,
    ...     269.2407, 90.7207, bstar=0.044853)
    >>> valid_interval(e, e.epoch, e.epoch + 30 * 86400.0)[1].iso(0)[:16]
    '2025-02-28T02:03'
    """
    epoch = element_set.epoch
    span = float((earliest - epoch) / 60.0), float((latest - epoch) / 60.0)
    first, last = _span(element_set, *span)
    return tuple(None if not np.isfinite(m) else epoch + 60.0 * m for m in (first, last))  # type: ignore[return-value]


def _states_teme(element_set: ElementSet, epoch: Epoch) -> tuple[Array, Array]:
    """States in TEME, refused outside of the span in which the set is an orbit."""
    minutes = np.asarray((epoch - element_set.epoch) / 60.0, dtype=np.float64)
    if minutes.size:
        first, last = _span(element_set, float(minutes.min()), float(minutes.max()))
        if not (minutes.min() >= first and minutes.max() <= last):
            raise _ended(element_set, minutes, last if minutes.max() > last else first)
    return propagate_teme(element_set, epoch)


def _span(element_set: ElementSet, earliest: float, latest: float) -> tuple[float, float]:
    """First and last minute from the epoch, as `span_of`."""
    satrec = to_satrec(element_set)

    def states(t: Array) -> tuple[Array, Array, NDArray[np.uint8]]:
        codes, r, v = satrec.sgp4_array(
            np.full(t.size, satrec.jdsatepoch), satrec.jdsatepochF + t / 1440.0
        )
        return r * 1e3, v * 1e3, codes

    axis = satrec.a * satrec.radiusearthkm * 1e3
    return span_of(states, axis, satrec.method == "d", max(-earliest, 0.0), max(latest, 0.0))


def _ended(element_set: ElementSet, minutes: Array, end: float) -> PropagationError:
    moment = element_set.epoch + 60.0 * end
    outside = (minutes > end) if end > 0.0 else (minutes < end)
    return PropagationError(
        why(
            "sgp4-after" if end > 0.0 else "sgp4-before",
            label=element_set.label,
            when=str(moment.iso(0)),
        ),
        advice=f"stay nearer to the epoch of the set, {element_set.epoch_utc}Z",
        place=element_set.place or None,
        catalog_number=element_set.catalog_number,
        codes=np.where(outside, 6, 0).astype(np.uint8),
        end=moment,
    )


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
