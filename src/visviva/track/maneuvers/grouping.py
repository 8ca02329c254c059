"""Burns that belong together: campaigns, and how many burns there were at least.

Limits: one burn along the track turns the eccentricity vector by twice its share of the speed,
wherever it was; where the vector turned clearly otherwise there were two burns or more (or one
well off the track, which is rare). More than two are never proved by one gap.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from visviva.core.time import Epoch
from visviva.orbit.sgp4 import layout
from visviva.track.history import History
from visviva.track.history_doubts import MINUTES_A_DAY

#: Burns nearer than this belong to one campaign, s.
CAMPAIGN_S: Final = 5.0 * 86400.0
#: A burn known to lie between two sets further apart than this may have been several, s.
UNRESOLVED_S: Final = 3.0 * 86400.0
#: The vector's own scatter as a burn (share of speed), and what is not modelled of its motion.
_ECCENTRICITY_SIGMA: Final = 1e-5
_SHARE: Final = 0.15
_CLEAR: Final = 4.0


@dataclass(frozen=True, slots=True)
class Campaign:
    """Burns within days of each other, or between two sets that are days apart.

    Attributes
    ----------
    first, last : Epoch
        Within which all of it lies.
    least_burns : int
        There were at least as many.
    total : float
        Length of the sum of their velocity changes, negative where it lowers the orbit, m/s.
    """

    first: Epoch
    last: Epoch
    least_burns: int
    total: float


@dataclass(frozen=True, slots=True)
class Member:
    """What a campaign must know of one burn, or of several in one gap."""

    earliest: Epoch
    latest: Epoch
    in_track: float
    cross_track: float
    least_burns: int


def campaigns_of(members: list[Member]) -> list[Campaign | None]:
    """The campaign of each burn, in order of time; None for one that stands alone."""
    groups: list[list[int]] = []
    for k, m in enumerate(members):
        if groups and float(m.earliest - members[groups[-1][-1]].latest) < CAMPAIGN_S:
            groups[-1].append(k)
        else:
            groups.append([k])
    out: list[Campaign | None] = []
    for group in groups:
        own = [members[k] for k in group]
        first, last = (
            min((m.earliest for m in own), key=_key),
            max((m.latest for m in own), key=_key),
        )
        unresolved = any(
            float(m.latest - m.earliest) > UNRESOLVED_S or m.least_burns > 1 for m in own
        )
        if len(own) == 1 and not unresolved:
            out.append(None)
            continue
        along = sum(m.in_track for m in own)
        across = sum(abs(m.cross_track) for m in own)
        total = float(np.copysign(np.hypot(along, across), along))
        out += [Campaign(first, last, sum(m.least_burns for m in own), total)] * len(own)
    return out


def _key(epoch: Epoch) -> tuple[float, float]:
    return float(epoch.day), float(epoch.second)


def least_burns_in(history: History, gap: int, in_track: float, speed: float) -> int:
    """1, or 2 where the eccentricity vector did not turn as one burn along the track turns it.

    Both vectors are taken from the frozen point (zonal harmonics J2 and J3), round which they
    turn with the drift of perigee: in that frame their difference is that of the burn, whenever it
    was in the gap.
    """
    c = history.catalogue.constants[gap : gap + 2]
    axis = history.semi_major_axis[gap : gap + 2]
    frozen = (
        0.5 * abs(layout.J3_OVER_J2) * layout.RADIUS_KM * 1e3 / axis * np.sin(c[:, layout.INCLO])
    )
    vector = c[:, layout.ECCO] * np.exp(1j * c[:, layout.ARGPO]) - 1j * frozen
    turn = float(np.mean(c[:, layout.ARGPDOT])) * MINUTES_A_DAY
    days = float(history.days[gap + 1] - history.days[gap])
    change = abs(vector[1] * np.exp(-1j * turn * days) - vector[0])
    one = 2.0 * abs(in_track) / speed
    spread = float(np.hypot(_ECCENTRICITY_SIGMA, _SHARE * one)) * np.sqrt(1.0 + days / 10.0)
    return 2 if abs(change - one) > _CLEAR * spread else 1
