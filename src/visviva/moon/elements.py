"""Orbits about the Moon by heights and angles to the lunar equator.

Heights are over the mean radius of 1,737.4 km; the node counts from the ascending node of the
lunar equator on the ICRF equator, at the epoch.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.moon.orientation import MoonOrientation
from visviva.orbit.elements import Elements, elements_to_state, state_to_elements


def lunar_state(
    epoch: Epoch,
    *,
    periselene: float,
    aposelene: float,
    inclination: float,
    node: float,
    argument: float,
    anomaly: float = 0.0,
    gm: float,
    orientation: MoonOrientation,
) -> tuple[Array, Array]:
    """State (m, m/s; Moon-centred, ICRF axes) of an orbit by its heights (m) and angles (rad).

    Raises
    ------
    InputError
        If the periselene is below the surface or above the aposelene.
    """
    if not math.isfinite(periselene) or periselene < 0.0:
        raise InputError(
            f"a periselene of {periselene / 1e3:g} km",
            advice="give a height over the Moon's mean surface",
        )
    if not periselene <= aposelene < 6e7:
        raise InputError(
            f"an aposelene of {aposelene / 1e3:g} km over a periselene of {periselene / 1e3:g} km",
            advice="give one at least as high, below 60,000 km",
        )
    axis = MOON_RADIUS + 0.5 * (periselene + aposelene)
    elements = Elements(
        semi_major_axis=axis,
        eccentricity=0.5 * (aposelene - periselene) / axis,
        inclination=inclination,
        raan=node,
        argument_of_perigee=argument,
        true_anomaly=anomaly,
        gm=gm,
    )
    r, v = elements_to_state(elements)
    axes = orientation.equator_axes(epoch)
    return r @ axes, v @ axes


def lunar_elements(
    epoch: Epoch, r_icrf: ArrayLike, v_icrf: ArrayLike, *, gm: float, orientation: MoonOrientation
) -> Elements:
    """Osculating elements to the lunar equator of `epoch`, of one state or many (..., 3)."""
    axes = orientation.equator_axes(epoch)
    return state_to_elements(np.asarray(r_icrf) @ axes.T, np.asarray(v_icrf) @ axes.T, gm)
