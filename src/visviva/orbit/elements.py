"""Classical elements and back, secular J2 rates, sun-synchronous and repeat conditions.

Limits: elements are osculating and two-body; rates are first order in J2 (Kozai 1959) and hold for
closed orbits that stay above the ground.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_J2, EARTH_RADIUS
from visviva.errors import RangeError
from visviva.orbit.reasons import why

TROPICAL_YEAR_S = 365.242190402 * 86400.0  # mean tropical year, IERS Conventions 2010
TWO_PI = 2.0 * np.pi


@dataclass(frozen=True, slots=True)
class Elements:
    """Classical elements, scalars or arrays that broadcast; metres and radians.

    Attributes
    ----------
    semi_major_axis : float or ndarray
        m; negative for a hyperbola.
    eccentricity, inclination, raan, argument_of_perigee, true_anomaly : float or ndarray
        Angles in ``[0, 2 pi)``, inclination in ``[0, pi]``. For a circular orbit the argument of
        perigee is zero and the true anomaly counts from the node; for an equatorial one the node is
        the x axis.
    gm : float
        Of the centre, m³/s².
    """

    semi_major_axis: Any
    eccentricity: Any
    inclination: Any
    raan: Any = 0.0
    argument_of_perigee: Any = 0.0
    true_anomaly: Any = 0.0
    gm: float = EARTH_GM

    def __post_init__(self) -> None:
        if np.any(np.asarray(self.eccentricity) < 0.0):
            raise RangeError(why("negative-e"), advice="give zero or more")
        if np.any(np.asarray(self.semi_major_axis) * (1.0 - np.asarray(self.eccentricity)) <= 0.0):
            raise RangeError(
                why("a-and-e"),
                advice="give a > 0 with e < 1, or a < 0 with e > 1",
            )

    @classmethod
    def from_apsides(
        cls, perigee_height: ArrayLike, apogee_height: ArrayLike, inclination: ArrayLike = 0.0
    ) -> "Elements":
        """Elements of an Earth orbit from heights over the equatorial radius, m.

        >>> Elements.from_apsides(200e3, 200e3).eccentricity
        0.0
        """
        low, high = np.asarray(perigee_height, float), np.asarray(apogee_height, float)
        if np.any(low > high):
            raise RangeError(why("apsides"), advice="exchange the two")
        a = EARTH_RADIUS + 0.5 * (low + high)
        e = 0.5 * (high - low) / a
        return cls(_scalar(a), _scalar(e), inclination)

    @property
    def mean_motion(self) -> Any:
        """rad/s (closed orbits)."""
        return np.sqrt(self.gm / np.asarray(self.semi_major_axis) ** 3)

    @property
    def period(self) -> Any:
        """Time of one revolution about the centre, s (closed orbits)."""
        return TWO_PI / self.mean_motion

    @property
    def perigee_radius(self) -> Any:
        """M."""
        return self.semi_major_axis * (1.0 - np.asarray(self.eccentricity))

    @property
    def apogee_radius(self) -> Any:
        """M (closed orbits)."""
        return self.semi_major_axis * (1.0 + np.asarray(self.eccentricity))

    @property
    def parameter(self) -> Any:
        """Semi-latus rectum, m."""
        return self.semi_major_axis * (1.0 - np.asarray(self.eccentricity) ** 2)


def elements_to_state(elements: Elements) -> tuple[Array, Array]:
    """Position and velocity, each ``(..., 3)``, in the inertial frame of the elements (m, m/s).

    Source: Vallado, Fundamentals of Astrodynamics and Applications (2013), algorithm 10.

    Examples
    --------
    >>> r, v = elements_to_state(Elements(7.0e6, 0.0, 0.0))
    >>> [float(x) for x in r]
    [7000000.0, 0.0, 0.0]
    """
    e, i, node, w, nu, p = np.broadcast_arrays(
        *(
            np.asarray(x, float)
            for x in (
                elements.eccentricity,
                elements.inclination,
                elements.raan,
                elements.argument_of_perigee,
                elements.true_anomaly,
                elements.parameter,
            )
        )
    )
    distance = p / (1.0 + e * np.cos(nu))
    speed = np.sqrt(elements.gm / p)
    cn, sn, ci, si = np.cos(node), np.sin(node), np.cos(i), np.sin(i)
    cw, sw = np.cos(w), np.sin(w)
    to_perigee = np.stack([cn * cw - sn * sw * ci, sn * cw + cn * sw * ci, sw * si], -1)
    to_side = np.stack([-cn * sw - sn * cw * ci, -sn * sw + cn * cw * ci, cw * si], -1)
    x, y = (distance * np.cos(nu))[..., None], (distance * np.sin(nu))[..., None]
    r = x * to_perigee + y * to_side
    v = (-speed * np.sin(nu))[..., None] * to_perigee + (speed * (e + np.cos(nu)))[
        ..., None
    ] * to_side
    return r, v


def state_to_elements(r: Array, v: Array, gm: float = EARTH_GM) -> Elements:
    """Osculating elements of inertial states ``r``, ``v`` of shape ``(..., 3)`` (m, m/s).

    Source: Vallado (2013), algorithm 9; angles by two-argument arctangent, so that no quadrant is
    guessed.

    Raises
    ------
    RangeError
        For a rectilinear or a parabolic orbit.
    """
    r, v = np.asarray(r, float), np.asarray(v, float)
    distance = np.linalg.norm(r, axis=-1)
    h = np.cross(r, v)
    h_norm = np.linalg.norm(h, axis=-1)
    energy = 0.5 * np.sum(v * v, -1) - gm / distance
    if np.any(h_norm < 1e-9 * distance * np.sqrt(gm / distance)) or np.any(
        np.abs(energy) * distance < 1e-10 * gm
    ):
        raise RangeError(
            why("no-elements"),
            advice="use the state itself",
        )
    e_vector = np.cross(v, h) / gm - r / distance[..., None]
    e = np.linalg.norm(e_vector, axis=-1)
    h_hat = h / h_norm[..., None]
    sin_i = np.hypot(h_hat[..., 0], h_hat[..., 1])
    inclination = np.arctan2(sin_i, h_hat[..., 2])
    flat = sin_i < 1e-11
    node_hat = (
        np.stack([-h_hat[..., 1], h_hat[..., 0], np.zeros_like(sin_i)], -1)
        / np.where(flat, 1.0, sin_i)[..., None]
    )
    node_hat = np.where(flat[..., None], np.array([1.0, 0.0, 0.0]), node_hat)
    raan = np.where(flat, 0.0, np.arctan2(node_hat[..., 1], node_hat[..., 0]))
    side = np.cross(h_hat, node_hat)
    circular = e < 1e-11
    w = np.where(
        circular, 0.0, np.arctan2(np.sum(e_vector * side, -1), np.sum(e_vector * node_hat, -1))
    )
    u = np.arctan2(np.sum(r * side, -1), np.sum(r * node_hat, -1))
    a = -0.5 * gm / energy
    node, perigee, anomaly = (_scalar(x % TWO_PI) for x in (raan, w, u - w))
    return Elements(_scalar(a), _scalar(e), _scalar(inclination), node, perigee, anomaly, gm)


def mean_from_true(true_anomaly: ArrayLike, eccentricity: ArrayLike) -> Any:
    """Mean anomaly from true anomaly of a closed orbit, rad (same revolution)."""
    nu, e = np.asarray(true_anomaly, float), np.asarray(eccentricity, float)
    half = np.arctan2(np.sqrt(1.0 - e) * np.sin(0.5 * nu), np.sqrt(1.0 + e) * np.cos(0.5 * nu))
    ecc = 2.0 * half
    return _scalar((ecc - e * np.sin(ecc)) % TWO_PI)


def true_from_mean(mean_anomaly: ArrayLike, eccentricity: ArrayLike) -> Any:
    """True anomaly from mean anomaly of a closed orbit, rad.

    By Newton's iteration on Kepler's equation.

    Examples
    --------
    >>> round(true_from_mean(1.0, 0.1), 12)
    1.1794692627

    Raises
    ------
    RangeError
        If the orbit is not closed.
    """
    m, e = np.broadcast_arrays(
        np.asarray(mean_anomaly, float) % TWO_PI, np.asarray(eccentricity, float)
    )
    if np.any((e < 0.0) | (e >= 1.0)):
        raise RangeError(why("kepler-closed"), advice="check the eccentricity")
    ecc = np.where(e < 0.8, m + e * np.sin(m), np.pi)
    for _ in range(60):
        step = (ecc - e * np.sin(ecc) - m) / (1.0 - e * np.cos(ecc))
        ecc = ecc - step
        if np.all(np.abs(step) < 1e-14):
            break
    nu = 2.0 * np.arctan2(
        np.sqrt(1.0 + e) * np.sin(0.5 * ecc), np.sqrt(1.0 - e) * np.cos(0.5 * ecc)
    )
    return _scalar(nu % TWO_PI)


@dataclass(frozen=True, slots=True)
class SecularRates:
    """Mean drift of an Earth orbit under J2, rad/s.

    Node, perigee, mean anomaly (Keplerian motion included).
    """

    raan: Any
    argument_of_perigee: Any
    mean_anomaly: Any

    @property
    def nodal_period(self) -> Any:
        """Time from one ascending node to the next, s."""
        return TWO_PI / (self.argument_of_perigee + self.mean_anomaly)


def j2_rates(
    semi_major_axis: ArrayLike, eccentricity: ArrayLike, inclination: ArrayLike
) -> SecularRates:
    """First-order secular J2 rates (Kozai 1959; Vallado 2013, eqs. 9-37, 9-39, 9-41).

    Inclination, eccentricity and semi-major axis have no secular J2 rate: waiting never changes a
    plane's tilt.

    Examples
    --------
    >>> rates = j2_rates(6378137.0 + 390e3, 0.0, np.radians(41.47))
    >>> round(float(np.degrees(rates.raan) * 86400.0), 2)
    -6.07
    """
    a, e, i = (np.asarray(x, float) for x in (semi_major_axis, eccentricity, inclination))
    n = np.sqrt(EARTH_GM / a**3)
    factor = 1.5 * EARTH_J2 * (EARTH_RADIUS / (a * (1.0 - e**2))) ** 2 * n
    raan = -factor * np.cos(i)
    perigee = factor * (2.0 - 2.5 * np.sin(i) ** 2)
    mean = n + factor * np.sqrt(1.0 - e**2) * (1.0 - 1.5 * np.sin(i) ** 2)
    return SecularRates(_scalar(raan), _scalar(perigee), _scalar(mean))


def sun_synchronous_inclination(semi_major_axis: ArrayLike, eccentricity: ArrayLike = 0.0) -> Any:
    """Inclination at which the node follows the mean Sun, rad.

    Raises
    ------
    RangeError
        If the orbit is too high for any (above about 5,975 km).

    Examples
    --------
    >>> round(float(np.degrees(sun_synchronous_inclination(6378137.0 + 500e3))), 2)
    97.4
    """
    a, e = np.asarray(semi_major_axis, float), np.asarray(eccentricity, float)
    equatorial = (
        -1.5 * EARTH_J2 * (EARTH_RADIUS / (a * (1.0 - e**2))) ** 2 * np.sqrt(EARTH_GM / a**3)
    )
    cosine = (TWO_PI / TROPICAL_YEAR_S) / equatorial
    if np.any(np.abs(cosine) > 1.0):
        raise RangeError(why("not-sun-synchronous"), advice="stay below about 5,975 km")
    return _scalar(np.arccos(cosine))


def launch_azimuth(latitude: ArrayLike, inclination: ArrayLike, *, northbound: bool = True) -> Any:
    """Azimuth, from north to east.

    At which an inertial plane of `inclination` passes over `latitude`, rad.

    Source: spherical trigonometry, cos i = cos(lat) sin(az).

    Raises
    ------
    RangeError
        If the plane never reaches that latitude.

    Examples
    --------
    >>> round(float(np.degrees(launch_azimuth(np.radians(45.9), np.radians(51.6)))), 1)
    63.2
    """
    lat, i = np.asarray(latitude, float), np.asarray(inclination, float)
    sine = np.cos(i) / np.cos(lat)
    if np.any(np.abs(sine) > 1.0 + 1e-12):
        raise RangeError(
            why(
                "never-over",
                tilt=(float(np.degrees(np.min(i))), 2),
                latitude=(float(np.degrees(np.max(np.abs(lat)))), 2),
            ),
            advice="raise the inclination or turn the plane in orbit",
        )
    azimuth = np.arcsin(np.clip(sine, -1.0, 1.0))
    return _scalar((azimuth if northbound else np.pi - azimuth) % TWO_PI)


def _scalar(value: Any) -> Any:
    return value.item() if np.ndim(value) == 0 and hasattr(value, "item") else value
