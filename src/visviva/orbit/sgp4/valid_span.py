"""From when to when each element set of a catalogue is an orbit.

The rule is that of `visviva.orbit.gp.validity`; here bounds on the series first clear the many
objects that cannot end within the time asked.
"""

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array, BoolArray
from visviva.orbit.gp.validity import MOST_RISE, NEAR_SURFACE, States, span_of
from visviva.orbit.sgp4 import layout as lay
from visviva.orbit.sgp4.catalogue import Sgp4Catalogue

#: Room for long- and short-period terms in radius (Earth radii) and eccentricity.
_PERIODIC = 0.006
_LEAST_E = -0.001  # below it SGP4 gives code 1


def valid_span(catalogue: Sgp4Catalogue, earliest: Array, latest: Array) -> tuple[Array, Array]:
    """First and last moment at which each object is an orbit, seconds from its epoch.

    Parameters
    ----------
    catalogue : Sgp4Catalogue
        n objects.
    earliest, latest : ndarray, shape (n,)
        From when to when it is asked, seconds from each epoch. What is found does not depend on
        them, only how far is looked.

    Returns
    -------
    first, last : ndarray, shape (n,)
        Minus and plus infinity where no end was found within what was asked.

    Examples
    --------
    >>> columns = dict(epoch_jd=2460468.5, epoch_fr=0.0, bstar=0.04, ecco=1e-3, argpo=0.0,
    ...     inclo=1.7, mo=0.0, no_kozai=0.0695, nodeo=0.0)
    >>> first, last = valid_span(Sgp4Catalogue.from_columns(columns), np.array([0.0]),
    ...     np.array([86400.0 * 30]))
    >>> bool(first[0] == -np.inf), bool(0.0 < last[0] < 10 * 86400.0)
    (True, True)
    """
    before = np.maximum(-np.asarray(earliest, dtype=np.float64), 0.0) / 60.0
    after = np.maximum(np.asarray(latest, dtype=np.float64), 0.0) / 60.0
    first = np.full(len(catalogue), -np.inf)
    last = np.full(len(catalogue), np.inf)
    for i in np.flatnonzero(~_cleared(catalogue.constants, np.maximum(before, after))):
        c = catalogue.constants[i]
        axis = float(c[lay.AO] * lay.METRES)
        a, b = span_of(_states(c), axis, bool(c[lay.METHOD]), float(before[i]), float(after[i]))
        first[i], last[i] = 60.0 * a, 60.0 * b
    return first, last


def _states(c: Array) -> States:
    """The kernel for one object."""
    from visviva.orbit.sgp4.kernel import fill, new_work

    work = new_work()

    def states(t: Array) -> tuple[Array, Array, NDArray[np.uint8]]:
        r, v, code = np.empty((t.size, 3)), np.empty((t.size, 3)), np.empty(t.size, dtype=np.uint8)
        fill(c, np.ascontiguousarray(t), r, v, code, work)
        return r, v, code

    return states


def _cleared(c: Array, t: Array) -> BoolArray:
    """Objects whose series, by the sums of its terms' sizes, cannot fail within t minutes (n,)."""
    size = np.abs(c)
    drop = t * (
        size[:, lay.CC1] + t * (size[:, lay.D2] + t * (size[:, lay.D3] + t * size[:, lay.D4]))
    )
    spread = size[:, lay.BSTAR] * (t * size[:, lay.CC4] + 2.0 * size[:, lay.CC5])
    # the terms of Sun and Moon: the secular rate, and periodic ones at their largest
    spread += t * size[:, lay.DEDT] + 0.25 * size[:, [lay.SE2, lay.SE3, lay.EE2, lay.E3]].sum(
        axis=1
    )
    e = c[:, lay.ECCO]
    lowest = c[:, lay.AO] * (1.0 - np.minimum(drop, 1.0)) ** 2 * (1.0 - e - spread)
    out: BoolArray = (
        (lowest - 2.0 * _PERIODIC > NEAR_SURFACE)
        & ((1.0 + drop) ** 2 < 0.97 * MOST_RISE)
        & (e - spread > _LEAST_E)
    )
    return out
