"""Whether a ship can leave when its owner says: a claimed lift-off against the computed windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.core.constants import EARTH_GM, EARTH_RATE
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.liftoff.window import TWO_PI, Window
from visviva.crew.words import SAY
from visviva.errors import InputError
from visviva.orbit.gp import ElementSet
from visviva.orbit.transfer import plane_change


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claimed lift-off time says.

    Attributes
    ----------
    window : Window
        The nearest.
    late : float
        Claimed less computed, s.
    plane_error : float
        Angle by which the orbit would miss the station's plane, rad.
    turn_cost : float
        To turn it at the speed of the station, m/s.
    possible : bool
    reason : str
    """

    window: Window
    late: float
    plane_error: float
    turn_cost: float
    possible: bool
    reason: str


def check_claimed_liftoff(
    claimed: Epoch,
    found: Sequence[Window],
    element_set: ElementSet,
    pad: Place,
    delta_v_margin: float,
) -> Claim:
    """Whether a ship with `delta_v_margin` m/s for plane errors can leave at `claimed`.

    Raises
    ------
    InputError
        If there is no window to compare with.
    """
    if not found:
        raise InputError("no window within the span", advice="look over more days")
    near = min(found, key=lambda w: abs(claimed - w.liftoff))
    late = float(claimed - near.liftoff)
    motion = TWO_PI * element_set.mean_motion_rev_day / DAY_S
    speed = (EARTH_GM * motion) ** (1.0 / 3.0)
    # Launched late by dt, the orbit has its node EARTH_RATE * dt too far east: the planes meet at
    # sin i times that.
    tilt = np.radians(element_set.inclination_deg)
    error = 2.0 * np.arcsin(min(1.0, abs(np.sin(tilt) * np.sin(0.5 * EARTH_RATE * late))))
    inside = max(0.0, abs(late) - 3.0 * near.sigma) / max(abs(late), 1e-9)
    cost = float(plane_change(speed, error))
    surplus = float(plane_change(speed, error * inside))
    side = SAY("after" if late > 0 else "before")
    angle = float(np.degrees(near.phase_to_close))
    if surplus > delta_v_margin:
        reason = SAY(
            "off-plane",
            late=(abs(late), 0),
            side=side,
            error=(float(np.degrees(error)), 2),
            cost=(cost, 0),
            spare=(delta_v_margin, 0),
        )
    elif not near.profiles:
        reason = SAY("no-profile", angle=(angle, 0))
    else:
        reason = SAY(
            "fits",
            late=(abs(late), 0),
            side=side,
            sigma=(near.sigma, 0),
            angle=(angle, 1),
            profile=str(near.profile),
        )
    return Claim(
        near, late, float(error), cost, surplus <= delta_v_margin and bool(near.profiles), reason
    )
