"""Conditions on a state, ready for the event engine: elevation, shadow, node, apsis and their kin.

Limits: elevation is geometric (no refraction) from a point on the WGS 84 ellipsoid; the shadow is
that of a spherical Earth of the equatorial radius without atmosphere; the Sun is seen without light
time (20 arcseconds). A detector is a frozen value whose condition holds where `value` is above
zero; ``a & b``, ``a | b`` and ``~a`` combine.

>>> site = Place.from_degrees(39.0425, 125.71)
>>> (Elevation(site, np.radians(10.0)) & ~Shadow()).name
'(elevation and not shadow)'
"""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS, SUN_RADIUS
from visviva.core.ephemeris import SunMoon, SunMoonTable
from visviva.core.frames import gcrf_to_itrf
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.place import Place
from visviva.core.rotation_grid import RotationGrid
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.events import Intervals


class Condition:
    """What all detectors share: combination by ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: Any) -> "Both":
        return Both((self, other))

    def __or__(self, other: Any) -> "Either":
        return Either((self, other))

    def __invert__(self) -> "Not":
        return Not((self,))


@dataclass(frozen=True, slots=True)
class Both(Condition):
    """Holds where all parts hold."""

    parts: tuple[Any, ...]

    @property
    def name(self) -> str:
        """Names of the parts joined."""
        return "(" + " and ".join(p.name for p in self.parts) + ")"

    @staticmethod
    def combine(*found: Intervals) -> Intervals:
        """Intersection of the parts' spans."""
        out = found[0]
        for other in found[1:]:
            out = out & other
        return out


@dataclass(frozen=True, slots=True)
class Either(Condition):
    """Holds where any part holds."""

    parts: tuple[Any, ...]

    @property
    def name(self) -> str:
        """Names of the parts joined."""
        return "(" + " or ".join(p.name for p in self.parts) + ")"

    @staticmethod
    def combine(*found: Intervals) -> Intervals:
        """Union of the parts' spans."""
        out = found[0]
        for other in found[1:]:
            out = out | other
        return out


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """Holds where its one part does not."""

    parts: tuple[Any]

    @property
    def name(self) -> str:
        """Name of the part denied."""
        return f"not {self.parts[0].name}"

    @staticmethod
    def combine(*found: Intervals) -> Intervals:
        """Complement within the window."""
        return ~found[0]


@dataclass(frozen=True, slots=True)
class Elevation(Condition):
    """Above `minimum` elevation (rad) as seen from a site."""

    site: Place
    minimum: float = 0.0
    name: str = "elevation"
    grid: RotationGrid | None = None

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Sine of the elevation less that of the minimum."""
        line = _to_itrf(epoch, r, self.grid) - self.site.r_itrf()
        sine = line @ self.site.up_itrf() / np.linalg.norm(line, axis=-1)
        return np.asarray(sine - np.sin(self.minimum))


@dataclass(frozen=True, slots=True)
class Range(Condition):
    """Within `maximum` metres of a site."""

    site: Place
    maximum: float
    name: str = "range"
    grid: RotationGrid | None = None

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """One less the range in units of the maximum."""
        line = _to_itrf(epoch, r, self.grid) - self.site.r_itrf()
        return np.asarray(1.0 - np.linalg.norm(line, axis=-1) / self.maximum)


@dataclass(frozen=True, slots=True)
class OffNadir(Condition):
    """The site lies within `maximum` rad of the satellite's nadir.

    The geocentric one and above its horizon.
    """

    site: Place
    maximum: float
    name: str = "off-nadir"
    grid: RotationGrid | None = None

    def __post_init__(self) -> None:
        if not 0.0 < self.maximum < np.pi / 2:
            raise InputError(
                f"an off-nadir angle of {self.maximum:g} rad", advice="give one between 0 and pi/2"
            )

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Cosine of the off-nadir angle less that of the maximum.

        Or the sine of the elevation if that is less.
        """
        r_itrf = _to_itrf(epoch, r, self.grid)
        line = r_itrf - self.site.r_itrf()
        distance = np.linalg.norm(line, axis=-1)
        cosine = np.sum(line * r_itrf, axis=-1) / (distance * np.linalg.norm(r_itrf, axis=-1))
        return np.asarray(
            np.minimum(cosine - np.cos(self.maximum), line @ self.site.up_itrf() / distance)
        )


@dataclass(frozen=True, slots=True)
class Shadow(Condition):
    """In the Earth's umbra, or in its umbra or penumbra."""

    kind: Literal["umbra", "penumbra"] = "umbra"
    name: str = "shadow"
    ephemeris: SunMoon = field(default_factory=SunMoonTable.bundled)

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Angle by which the discs overlap beyond what the kind asks for, rad.

        The Earth's disc less (umbra) or with (penumbra) the Sun's, less the angle between their
        centres.
        """
        sun = self.ephemeris.sun(epoch) - r
        d, radius = np.linalg.norm(sun, axis=-1), np.linalg.norm(r, axis=-1)
        cross = np.linalg.norm(np.cross(sun, -r), axis=-1)
        apart = np.arctan2(cross, -np.sum(sun * r, axis=-1))
        earth = np.arcsin(np.minimum(EARTH_RADIUS / radius, 1.0))
        disc = np.arcsin(SUN_RADIUS / d)
        return np.asarray(earth - apart + (disc if self.kind == "penumbra" else -disc))


@dataclass(frozen=True, slots=True)
class SunElevation(Condition):
    """The Sun stands above `minimum` rad at a site.

    At night: ``~SunElevation(site, radians(-6))``.
    """

    site: Place
    minimum: float = 0.0
    name: str = "sun elevation"
    ephemeris: SunMoon = field(default_factory=SunMoonTable.bundled)
    grid: RotationGrid | None = None

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Sine of the Sun's geocentric elevation less that of the minimum."""
        sun = _to_itrf(epoch, self.ephemeris.sun(epoch), self.grid)
        return np.asarray(
            sun @ self.site.up_itrf() / np.linalg.norm(sun, axis=-1) - np.sin(self.minimum)
        )


@dataclass(frozen=True, slots=True)
class Node(Condition):
    """North of the equator: events are node crossings, direction 1 the ascending ones."""

    frame: Literal["gcrf", "itrf"] = "gcrf"
    name: str = "node"
    grid: RotationGrid | None = None

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Sine of the geocentric latitude, of the GCRF pole or of the Earth's own."""
        z = r if self.frame == "gcrf" else _to_itrf(epoch, r, self.grid)
        return np.asarray(z[..., 2] / np.linalg.norm(r, axis=-1))


@dataclass(frozen=True, slots=True)
class Apsis(Condition):
    """Moving away from the Earth: events are perigees (direction 1) and apogees (direction -1)."""

    name: str = "apsis"

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Sine of the flight path angle."""
        return np.asarray(
            np.sum(r * v, axis=-1) / (np.linalg.norm(r, axis=-1) * np.linalg.norm(v, axis=-1))
        )


@dataclass(frozen=True, slots=True)
class Height(Condition):
    """Above `minimum` metres over the ellipsoid; use 0 as a terminal event for impact."""

    minimum: float = 0.0
    name: str = "height"
    grid: RotationGrid | None = None

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Height less the minimum, in units of the Earth's radius."""
        height = itrf_to_geodetic(_to_itrf(epoch, r, self.grid))[2]
        return np.asarray((height - self.minimum) / EARTH_RADIUS)


@dataclass(frozen=True, slots=True)
class Function(Condition):
    """Any condition of your own: holds where ``function(epoch, r, v)`` is above zero."""

    function: Any
    name: str = "condition"

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """The function itself."""
        return np.asarray(self.function(epoch, r, v), dtype=np.float64)


def _to_itrf(epoch: Epoch, r: Array, grid: RotationGrid | None) -> Array:
    """GCRF to ITRF by the grid that the event engine fills in, else by the full series."""
    return np.asarray(gcrf_to_itrf(epoch, r)) if grid is None else grid.to_itrf(epoch, r)
