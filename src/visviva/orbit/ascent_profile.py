"""What a launch window and a free flight need to know of an ascent.

How long it takes, how far it flies, and how it comes into a target plane; `launch` builds the value
(`visviva.launch.ascent_profile`), whoever plans a crewed flight receives it.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class AscentProfile:
    """Ascent as it crosses into a plane; distances in m, positive on the side of the orbit normal.

    At lift-off the pad must be ``per_velocity * v + per_sine * sin(heading - azimuth)`` from the
    plane, where v is the pad's own velocity across it.

    Attributes
    ----------
    duration : float
        Lift-off to insertion, s.
    downrange : float
        Angle flown about the Earth's centre, rad, inertial.
    per_velocity, per_sine : float
        s and m.
    free_per_velocity : float
        The same coefficient of an ascent that steers from the ground on, whose azimuth does not
        matter, s.
    steers_from : float
        When the last stage begins to steer, s.
    """

    duration: float
    downrange: float
    per_velocity: float
    per_sine: float
    free_per_velocity: float
    steers_from: float

    def offset(self, across: float, heading: float, azimuth: float | None) -> float:
        """Distance of the pad from the plane at lift-off, m.

        Parameters
        ----------
        across : float
            Velocity of the pad across the plane, m/s.
        heading : float
            Azimuth of the plane at the pad, rad.
        azimuth : float or None
            Launch azimuth of the lower stages, rad; None where none is known: then the best for
            each plane.
        """
        if azimuth is None:
            return self.free_per_velocity * across
        return self.per_velocity * across + self.per_sine * float(np.sin(heading - azimuth))

    def azimuth_for(self, offset: float, across: float, heading: float) -> float:
        """Launch azimuth that a flown lift-off at `offset` metres from the plane tells, rad."""
        return heading - float(np.arcsin((offset - self.per_velocity * across) / self.per_sine))
