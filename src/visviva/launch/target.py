"""The orbit an ascent must reach, as conditions on the angular-momentum and eccentricity vectors.

Elements are singular where launches like to go (circular, equatorial); the two vectors are not.
What is not asked for stays free: node, argument of perigee, and always the place on the orbit.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError


@dataclass(frozen=True, slots=True)
class OrbitTarget:
    """Target elements: m and radians; the semi-major axis of a hyperbola is negative.

    `raan` and `argp` None where free, `raan` from the inertial x axis.

    Raises
    ------
    InputError
        If the orbit is neither an ellipse nor a hyperbola, or an angle is out of its range.
    """

    semi_major: float
    eccentricity: float
    inclination: float
    raan: float | None = None
    argp: float | None = None

    def __post_init__(self) -> None:
        ellipse = self.semi_major > 0 and 0 <= self.eccentricity < 1
        if not ellipse and not (self.semi_major < 0 and self.eccentricity > 1):
            raise InputError(
                f"a semi-major axis of {self.semi_major:g} m with an eccentricity of "
                f"{self.eccentricity:g}",
                advice="give a positive one with 0 to below 1, or a negative one with more than 1",
            )
        if not 0 <= self.inclination <= np.pi:
            raise InputError(
                f"an inclination of {np.degrees(self.inclination):g} deg",
                advice="give one from 0 to 180",
            )

    @property
    def parameter(self) -> float:
        """Semi-latus rectum, m."""
        return self.semi_major * (1.0 - self.eccentricity**2)

    @property
    def normal(self) -> Array | None:
        """Unit angular momentum, shape (3,), where the node is asked for."""
        if self.raan is None:
            return None
        si = np.sin(self.inclination)
        return np.array([np.sin(self.raan) * si, -np.cos(self.raan) * si, np.cos(self.inclination)])

    def heading(self, r0: Array, *, southward: bool = False) -> Array:
        """Horizontal inertial unit vector at `r0` in which the plane of the orbit is entered.

        Where the node is free it follows from the inclination; below the latitude of `r0` it is due
        east (or west).
        """
        up = r0 / np.linalg.norm(r0)
        if self.normal is not None:
            ahead = np.cross(self.normal, up)
            return np.asarray(ahead / np.linalg.norm(ahead))
        east = np.cross([0.0, 0.0, 1.0], up)
        east /= np.linalg.norm(east)
        north = np.cross(up, east)
        sine = np.clip(np.cos(self.inclination) / np.hypot(up[0], up[1]), -1.0, 1.0)
        cosine = np.sqrt(1.0 - sine**2) * (-1.0 if southward else 1.0)
        return np.asarray(sine * east + cosine * north)


def conditions(
    r: Any,
    v: Any,
    *,
    parameter: Any,
    eccentricity: Any,
    cos_inclination: Any,
    anomaly: Any,
    raan: Any = None,
    argp: Any = None,
    equatorial: bool = False,
) -> Any:
    """Conditions that vanish on the target orbit, n × 1, all of order one; units where GM = 1.

    Parameters
    ----------
    r, v : SX, 3 × 1
        Cut-off state.
    parameter : SX or float
        Semi-latus rectum.
    eccentricity, cos_inclination : SX or float
    anomaly : SX
        True anomaly at cut-off, an unknown of the program: with it the conditions stay regular down
        to e = 0.
    raan, argp : SX or float, optional
        Asked for where given; `argp` needs `raan`.
    equatorial : bool
        Over the equator, either way round: the inclination's cosine has no slope there, so the
        momentum is set upright.
    """
    # Here, not above: a study or a map of what flew needs the target and no optimiser.
    import casadi as ca

    h = ca.cross(r, v)
    radius = ca.sqrt(ca.dot(r, r))
    size = ca.sqrt(parameter)
    radial = parameter / radius - 1.0 - eccentricity * ca.cos(anomaly)
    along = ca.dot(r, v) / radius * size - eccentricity * ca.sin(anomaly)
    if equatorial:
        return ca.vertcat(ca.dot(h, h) / parameter - 1.0, h[0] / size, h[1] / size, radial, along)
    if raan is None:
        h2 = ca.dot(h, h)
        return ca.vertcat(h2 / parameter - 1.0, h[2] / size - cos_inclination, radial, along)
    si = ca.sqrt(1.0 - cos_inclination**2)
    normal = ca.vertcat(ca.sin(raan) * si, -ca.cos(raan) * si, cos_inclination)
    out = ca.vertcat(h / size - normal, radial, along)
    if argp is not None:
        # The place on the orbit fixes the perigee: r must lie at argp + anomaly from the node.
        node = ca.vertcat(ca.cos(raan), ca.sin(raan), 0.0)
        ahead = ca.cross(normal, node)
        angle = argp + anomaly
        out = ca.vertcat(
            out[:5],
            ca.dot(r, node) * ca.sin(angle) / radius - ca.dot(r, ahead) * ca.cos(angle) / radius,
        )
    return out


def reached(r: Array, v: Array, gm: float) -> OrbitTarget:
    """Osculating orbit of an inertial state; angles always given."""
    h = np.cross(r, v)
    radius = float(np.linalg.norm(r))
    ecc = np.cross(v, h) / gm - r / radius
    a = 1.0 / (2.0 / radius - float(v @ v) / gm)
    e = float(np.linalg.norm(ecc))
    node = np.array([-h[1], h[0], 0.0])
    raan = float(np.arctan2(node[1], node[0]) % (2 * np.pi))
    inclination = float(np.arctan2(np.hypot(h[0], h[1]), h[2]))
    along = np.cross(h, node)
    scale = np.linalg.norm(along) or 1.0
    argp = float(
        np.arctan2(ecc @ along / scale, ecc @ node / (np.linalg.norm(node) or 1.0)) % (2 * np.pi)
    )
    return OrbitTarget(float(a), e, inclination, raan, argp)
