"""Which sets of a history contradict the others, and which lie in another plane."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.sgp4 import Sgp4Catalogue, layout
from visviva.track.history_notes import count_of, say
from visviva.track.reasons import why

#: Where the sets are a mixture their scatter is no measure: it counts up to so many floors.
MIXED_FLOORS: Final = 100.0
#: More contradictions than this share mean that the file mixes two orbits under one number.
MIXED_SHARE: Final = 0.2
#: Steps between sets that no ordinary satellite makes: a turn of 2 deg (250 m/s in low orbit), 1 %
#: of mean motion.
PLANE_JUMP: Final = 0.035
MOTION_JUMP: Final = 0.01
#: Of a set whose neighbours are further apart than this only the plane is judged, days.
JUDGED_DAYS: Final = 10.0
#: Fits that lie nearer to each other are of the same tracks, days.
OWN_TRACKS_DAYS: Final = 0.26
_PLANE: Final = 3  # components of the orbit normal
MINUTES_A_DAY: Final = 1440.0
#: Least deviation worth dropping a set for: relative mean motion, eccentricity, plane (rad). About
#: twenty times the scatter of element sets of tracked objects.
_FLOOR: Final = (2e-5, 2e-4, 1e-3)


def _one_plane(
    keep: NDArray[np.int_], catalogue: Sgp4Catalogue, epoch: Epoch
) -> tuple[NDArray[np.int_], list[str]]:
    """The longest run of sets without a jump that no satellite makes, and a line if there is one.

    Raises
    ------
    InputError
        If the sets jump there and back: two orbits under one number.
    """
    c = catalogue.constants[keep]
    turned = np.abs(np.diff(c[:, layout.INCLO])) > PLANE_JUMP
    change = np.diff(np.log(c[:, layout.NO]))
    back = np.abs(change) > MOTION_JUMP
    swings = int(np.sum(np.diff(np.sign(change[back])) != 0)) if back.any() else 0
    if turned.sum() > 1 or swings > 2:
        raise InputError(
            why("jump", times=(max(int(turned.sum()), swings), 0)),
            advice="separate them first",
        )
    if not turned.any():
        return keep, []
    k = int(np.flatnonzero(turned)[0]) + 1
    left, kept = sorted((keep[:k], keep[k:]), key=len)
    date = epoch[keep[k]].iso(0)[:10]
    return kept, [say("jump", date=date, sets=count_of(len(left)))]


def without_odd(
    keep: NDArray[np.int_], days: Array, catalogue: Sgp4Catalogue, number: int
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Of the sets `keep` those that contradict no neighbours, and those that do.

    Raises
    ------
    InputError
        If so many do that the sets are of two orbits.
    """
    odd = contradictions(days[keep], catalogue.take(keep))
    if odd.mean() > MIXED_SHARE and odd.sum() > 1:
        raise InputError(
            why(
                "contradict",
                odd=(int(odd.sum()), 0),
                count=(len(keep), 0),
                number=str(number),
            ),
            advice="separate the objects first",
        )
    return keep[~odd], keep[odd]


def contradictions(days: Array, catalogue: Sgp4Catalogue) -> NDArray[np.bool_]:
    """Sets whose elements lie far off both neighbours while those agree with each other, mask (n,).

    Mean motion, eccentricity vector and plane of a set are held against the straight line between
    its neighbours; it is odd if one is off by more than `_FLOOR`, by 12 robust standard deviations
    of the whole history, and by four times the step between the neighbours themselves (a true
    change of orbit is such a step). Where the neighbours lie far apart in time the satellite may
    have gone up and come down between them: only the plane is judged there. Neighbours lie more
    than `OWN_TRACKS_DAYS` away: a nearer set is of the same tracks and as wrong as they are.
    """
    c = catalogue.constants
    odd = np.zeros(len(days), dtype=bool)
    before = np.searchsorted(days, days - OWN_TRACKS_DAYS) - 1
    after = np.searchsorted(days, days + OWN_TRACKS_DAYS, side="right")
    own = np.flatnonzero((before >= 0) & (after < len(days)))
    if not len(own):
        return odd
    a, b = before[own], after[own]
    long = days[b] - days[a]
    share = ((days[own] - days[a]) / long)[:, None]
    for channel, floor in zip(_channels(days, c), _FLOOR, strict=True):
        off = np.linalg.norm(channel[own] - channel[a] * (1 - share) - channel[b] * share, axis=1)
        step = np.linalg.norm(channel[b] - channel[a], axis=1)
        # of a mixture it is no measure
        scatter = np.minimum(12.0 * 1.4826 * np.median(off), MIXED_FLOORS * floor)
        limit = np.maximum(floor * np.maximum(1.0, long / 10.0), scatter)
        judged = (long < JUDGED_DAYS) | (channel.shape[1] == _PLANE)
        odd[own] |= judged & (off > limit) & (off > 4.0 * step)
    # Of two odd sets in a row the worse made the other look odd; keep both out only if each stands
    # alone.
    return odd


def _channels(days: Array, c: Array) -> tuple[Array, Array, Array]:
    """Log mean motion (n, 1), eccentricity vector less apsidal drift (n, 2).

    And the orbit normal less node drift (n, 3).
    """
    ref = len(days) // 2
    turn = (c[:, layout.ARGPDOT] + np.median(c[:, layout.ARGPDOT])) / 2.0
    perigee = (
        c[:, layout.ARGPO]
        - np.concatenate([[0.0], np.cumsum(_mean(turn) * np.diff(days))]) * MINUTES_A_DAY
    )
    ecc = c[:, layout.ECCO, None] * np.stack([np.cos(perigee), np.sin(perigee)], axis=1)
    drift = (
        np.concatenate([[0.0], np.cumsum(_mean(c[:, layout.NODEDOT]) * np.diff(days))])
        * MINUTES_A_DAY
    )
    node = c[:, layout.NODEO] - drift + drift[ref]
    sin_i = np.sin(c[:, layout.INCLO])
    normal = np.stack(
        [sin_i * np.sin(node), -sin_i * np.cos(node), np.cos(c[:, layout.INCLO])], axis=1
    )
    return np.log(c[:, layout.NO])[:, None], ecc, normal


def _mean(x: Array) -> Array:
    out: Array = 0.5 * (x[1:] + x[:-1])
    return out
