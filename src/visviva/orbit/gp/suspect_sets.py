"""What betrays a forged set whose checksum is right.

Its orbit plane, beside those of the object's other sets.

Planes turn slowly and predictably, and to turn one costs more than nearly any satellite carries: a
degree in a low orbit is 130 m/s. A set whose plane does not follow from its neighbours is of
another object, or made up.

Limits: neighbours more than 30 days away say nothing; a true large turn (a spaceplane, a transfer
orbit that is being raised and turned) is reported too, so this is a doubt and not a refusal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.errors import PropagationError
from visviva.orbit.gp.record import ElementSet, epoch_day_and_fraction
from visviva.orbit.gp.result import Rejected
from visviva.orbit.gp.sgp4_reference import to_satrec

#: Off the predicted plane by more than this is a doubt, degrees: about ten times what element sets
#: of tracked objects scatter, and 130 m/s in a low orbit.
PLANE_LIMIT_DEG: Final = 1.0
#: Growth of the limit with the days between two sets: drag on the node of a decaying object,
#: lunisolar pull.
PLANE_LIMIT_DEG_PER_DAY: Final = 0.05
NEIGHBOUR_DAYS: Final = 30.0
#: Share of the change of node rate that may be missing from the mean of both ends.
RATE_SHARE: Final = 0.25
#: Beyond two days a revolution the Moon turns the plane faster than this rule allows for.
LEAST_MEAN_MOTION_REV_DAY: Final = 0.5


@dataclass(frozen=True, slots=True)
class SuspectSet:
    """A set that its object's other sets contradict.

    Attributes
    ----------
    element_set : ElementSet
    off_plane_deg : float
        Angle between its orbit plane and the one that its nearest neighbour predicts.
    reason : str
    """

    element_set: ElementSet
    off_plane_deg: float
    reason: str


def find_suspect_sets(elements: Iterable[ElementSet]) -> tuple[SuspectSet, ...]:
    """Sets whose plane is not where the other sets of the same object put it.

    Ordered by number and epoch.

    With two sets that contradict each other and no third to decide, both are doubted.
    """
    by_object: dict[int, list[ElementSet]] = {}
    for e in elements:
        if e.mean_motion_rev_day >= LEAST_MEAN_MOTION_REV_DAY:
            by_object.setdefault(e.catalog_number, []).append(e)
    found: list[SuspectSet] = []
    for number in sorted(by_object):
        if len(by_object[number]) > 1:
            found += _of_one_object(sorted(set(by_object[number]), key=lambda e: e.epoch_utc))
    return tuple(found)


def with_plane(rejected: Sequence[Rejected], good: Sequence[ElementSet]) -> tuple[Rejected, ...]:
    """Rejected sets, whose reasons also say where good sets of the same object put its plane."""
    numbers = {r.claimed.catalog_number for r in rejected if r.claimed is not None}
    known: dict[int, list[ElementSet]] = {}
    for e in good:
        if e.catalog_number in numbers:
            known.setdefault(e.catalog_number, []).append(e)
    return tuple(_with_plane(r, known) for r in rejected)


def _with_plane(r: Rejected, known: dict[int, list[ElementSet]]) -> Rejected:
    if r.claimed is None or r.claimed.mean_motion_rev_day < LEAST_MEAN_MOTION_REV_DAY:
        return r
    others = known.get(r.claimed.catalog_number, [])
    if not others:
        return r
    day = _day(r.claimed)
    nearest = min(others, key=lambda e: abs(_day(e) - day))
    planes = _planes([nearest, r.claimed])
    here, there = np.array([0]), np.array([1])
    angle, (limit, near) = float(_off_plane(planes, here, there)[0]), _limits(planes, here, there)
    if not near[0] or angle <= limit[0]:
        return r
    return replace(r, reason=f"{r.reason}; besides, {_reason(r.claimed, angle)}")


def _day(e: ElementSet) -> float:
    ordinal, numerator, denominator = epoch_day_and_fraction(e.epoch_utc)
    return ordinal + numerator / denominator


def off_plane_deg(first: ElementSet, second: ElementSet) -> float:
    """Angle in degrees between the plane of `second` and the one `first` predicts for its epoch.

    Mean SGP4 node rates.

    Examples
    --------
    >>> from dataclasses import replace
    >>> e = ElementSet(25544, "2025-04-06T00:53:17.3", 15.49280872, 0.0004922, 51.6369, 304.3678,
    ...     13.5339, 346.5781)
    >>> later = replace(e, epoch_utc="2025-04-07T00:53:17.3", raan_deg=304.3678 - 4.99)
    >>> round(off_plane_deg(e, later), 1), round(off_plane_deg(e, replace(later, raan_deg=310.0)),
    ...     1)
    (0.0, 8.3)
    """
    return float(_off_plane(_planes([first, second]), np.array([0]), np.array([1]))[0])


def _of_one_object(sets: Sequence[ElementSet]) -> list[SuspectSet]:
    planes = _planes(sets)
    count = len(sets)
    if count == 1:
        return []
    first = np.arange(count - 1)
    steps = _off_plane(planes, first, first + 1)
    limits, near = _limits(planes, first, first + 1)
    broken = (steps > limits) & near
    if not broken.any():
        return []
    doubted: dict[int, float] = {}
    for i in np.flatnonzero(broken).tolist():
        for here, other in ((i, i + 1), (i + 1, i)):
            if _contradicted(planes, here, other, count):
                doubted[here] = max(doubted.get(here, 0.0), float(steps[i]))
    return [
        SuspectSet(sets[i], angle, _reason(sets[i], angle)) for i, angle in sorted(doubted.items())
    ]


def _contradicted(planes: NDArray[np.float64], here: int, other: int, count: int) -> bool:
    """Whether the set `here` is the odd one of a contradicting pair.

    Its own side cannot speak for it.
    """
    beyond = here + (here - other)  # the neighbour on the side away from `other`
    return not (0 <= beyond < count and _agree(planes, here, beyond))


def _agree(planes: NDArray[np.float64], i: int, j: int) -> bool:
    a, b = np.array([min(i, j)]), np.array([max(i, j)])
    limit, near = _limits(planes, a, b)
    return bool(near[0] and _off_plane(planes, a, b)[0] <= limit[0])


def _planes(sets: Sequence[ElementSet]) -> NDArray[np.float64]:
    """Rows of days, inclination, node (rad) and its rate (rad/day)."""
    rows = []
    for e in sets:
        try:
            rate = to_satrec(e).nodedot * 1440.0
        except PropagationError:
            rate = 0.0
        rows.append((_day(e), np.radians(e.inclination_deg), np.radians(e.raan_deg), rate))
    return np.array(rows, dtype=np.float64)


def _off_plane(
    planes: NDArray[np.float64], a: NDArray[np.int_], b: NDArray[np.int_]
) -> NDArray[np.float64]:
    days, inclination, node, rate = planes.T
    ahead = node[a] + 0.5 * (rate[a] + rate[b]) * (days[b] - days[a])
    cosine = np.cos(inclination[a]) * np.cos(inclination[b]) + np.sin(inclination[a]) * np.sin(
        inclination[b]
    ) * np.cos(node[b] - ahead)
    angle: NDArray[np.float64] = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle


def _limits(
    planes: NDArray[np.float64], a: NDArray[np.int_], b: NDArray[np.int_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    gap = np.abs(planes[b, 0] - planes[a, 0])
    # Where the orbit changes between the two (decay, raising), the mean of the two node rates is
    # only a guess.
    bent = np.degrees(np.abs(planes[b, 3] - planes[a, 3])) * gap * RATE_SHARE
    return PLANE_LIMIT_DEG + PLANE_LIMIT_DEG_PER_DAY * gap + bent, gap <= NEIGHBOUR_DAYS


def _reason(e: ElementSet, angle: float) -> str:
    return (
        f"its orbit plane lies {angle:.1f} deg off the one that the nearest other set of object "
        f"{e.catalog_number} "
        "predicts"
    )
