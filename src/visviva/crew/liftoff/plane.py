"""The plane a station flies in, freed of its short ripples.

And how a pad on the turning Earth stands to it.

The osculating plane of a low orbit swings by 0.02 degrees twice a revolution (J2), worth a quarter
of a minute of lift-off time; a ship that arrives hours later meets the mean plane. It is the mean
of SGP4's planes over one revolution, sampled once a day and joined by splines of node and
inclination.

Limits: SGP4's node is good to about 0.01 degrees near its epoch; a station that changes its height
by a kilometre turns its node 0.0025 degrees a day more or less than foretold.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RATE
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.gp import ElementSet, gp_state_gcrf

_SAMPLES = 24


@dataclass(frozen=True, slots=True, eq=False)
class MeanPlane:
    """Node and inclination of a station's mean plane, rad in GCRF, at seconds since `epoch0`."""

    element_set: ElementSet
    epoch0: Epoch
    seconds: Array
    node: Array
    tilt: Array

    @classmethod
    def of(cls, element_set: ElementSet, start: Epoch, days: float) -> "MeanPlane":
        """Mean planes from half a day before `start` to half a day after `start` plus `days`.

        Raises
        ------
        PropagationError
            If SGP4 does not reach that far.
        """
        knots = np.arange(-0.5, days + 1.5) * DAY_S
        period = DAY_S / element_set.mean_motion_rev_day
        phases = (np.arange(_SAMPLES) - 0.5 * (_SAMPLES - 1)) / _SAMPLES * period
        r, v = gp_state_gcrf(element_set, start + (knots[:, None] + phases).ravel())
        h = np.cross(r, v)
        h = (
            (h / np.linalg.norm(h, axis=-1, keepdims=True))
            .reshape(len(knots), _SAMPLES, 3)
            .mean(axis=1)
        )
        h = h / np.linalg.norm(h, axis=-1, keepdims=True)
        node = np.unwrap(np.arctan2(h[:, 0], -h[:, 1]))
        return cls(element_set, start, knots, node, np.arccos(h[:, 2]))

    def normal(self, epoch: Epoch) -> Array:
        """Unit normal at the epochs, shape ``(*S, 3)``."""
        t = np.asarray(epoch - self.epoch0)
        node, tilt = np.interp(t, self.seconds, self.node), np.interp(t, self.seconds, self.tilt)
        return np.stack(
            [np.sin(tilt) * np.sin(node), -np.sin(tilt) * np.cos(node), np.cos(tilt)], axis=-1
        )


@dataclass(frozen=True, slots=True, eq=False)
class PadPlaneGeometry:
    """How a pad stands to a plane at some moments; every field of the shape of the epochs.

    Attributes
    ----------
    offset : ndarray
        Angle of the pad from the plane, rad, positive on the side of the normal.
    across : ndarray
        Velocity of the pad across the plane, m/s, same sign.
    heading : ndarray
        Azimuth in which the plane passes the pad's meridian, rad from north by east.
    radius : ndarray
        Of the pad, m.
    """

    offset: Any
    across: Any
    heading: Any
    radius: Any

    @property
    def northbound(self) -> Any:
        """Whether the plane passes the pad on its way north."""
        return np.cos(self.heading) > 0.0


def pad_plane_geometry(pad: Place, normal: ArrayLike, epoch: Epoch) -> PadPlaneGeometry:
    """Where `pad` stands to planes with these normals, shape ``(*S, 3)`` or (3,).

    Examples
    --------
    >>> now = Epoch.parse("2024-01-01T00:00:00Z")
    >>> here = pad_plane_geometry(Place(0.8, 1.1), [0.0, 0.0, 1.0], now)
    >>> # 0.8 rad from the equator, always
    >>> round(float(here.offset), 2), round(float(here.across))
    (0.8, 0)
    """
    h = np.asarray(normal, dtype=np.float64)
    r, pole = pad.r_and_pole_gcrf(epoch)  # the pole is 0.1 degrees from that of GCRF: 13 s of lead
    radius = np.linalg.norm(r, axis=-1)
    up = r / radius[..., None]
    east = np.cross(pole, up)
    east = east / np.linalg.norm(east, axis=-1, keepdims=True)
    north = np.cross(up, east)
    along = np.cross(h, up)
    ground = EARTH_RATE * np.cross(pole, r)
    return PadPlaneGeometry(
        np.arcsin(np.sum(up * h, axis=-1)),
        np.sum(ground * h, axis=-1),
        np.arctan2(np.sum(along * east, axis=-1), np.sum(along * north, axis=-1)),
        radius,
    )


def osculating_normal(element_set: ElementSet, epoch: Epoch) -> Array:
    """Unit normal of SGP4's plane of the moment, shape ``(*S, 3)``."""
    h = np.cross(*gp_state_gcrf(element_set, epoch))
    out: Array = h / np.linalg.norm(h, axis=-1, keepdims=True)
    return out


def phase_angle(element_set: ElementSet, pad: Place, epoch: Epoch) -> Any:
    """Angle along its orbit by which the station is behind the pad, rad, negative where ahead.

    From -pi (not itself) to pi.
    """
    r, v = gp_state_gcrf(element_set, epoch)
    h = np.cross(r, v)
    h = h / np.linalg.norm(h, axis=-1, keepdims=True)
    place = pad.r_gcrf(epoch)
    return np.arctan2(np.sum(np.cross(r, place) * h, axis=-1), np.sum(r * place, axis=-1))
