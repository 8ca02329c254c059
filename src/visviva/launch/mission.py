"""Where an ascent begins and where it must arrive."""

from dataclasses import dataclass

import numpy as np

from visviva.core.constants import EARTH_FLATTENING, EARTH_GM, EARTH_RADIUS
from visviva.errors import InputError
from visviva.launch.reasons import why
from visviva.launch.target import OrbitTarget

EQUATORIAL = 1.7e-4  # sine of the inclination below which an orbit counts as equatorial
LOWEST_PERIGEE = 120e3  # m: below it an orbit does not live one turn
# m: Hill's radius of the Earth, a (m / 3 M)^(1/3) = 1.497e9 m with a = 1.496e11 m and M / m =
# 332,946.
HIGHEST_APOGEE = 1.5e9
HIGHEST_C3 = 400e6  # m²/s²: nothing has left the Earth faster than at 160 km²/s² (New Horizons)


@dataclass(frozen=True, slots=True)
class Mission:
    """Where from and where to.

    Attributes
    ----------
    latitude : float
        Geodetic, of the pad, rad.
    perigee, apogee : float
        Over the equatorial radius, osculating at insertion, m.
    inclination : float
        rad.
    southward : bool
        Leave towards the descending node.
    turn : bool
        An inclination below the latitude may be reached by turning on the way.
    longitude : float
        Of the pad, rad; for the ground track alone.
    c3 : float, optional
        Square of the speed far away, m²/s², where the Earth is left; `perigee` and `apogee` then
        say nothing.
    """

    latitude: float
    perigee: float
    apogee: float
    inclination: float
    southward: bool = False
    turn: bool = False
    longitude: float = 0.0
    c3: float | None = None

    def __post_init__(self) -> None:
        if not abs(self.latitude) <= np.pi / 2:
            raise InputError(
                f"a latitude of {np.degrees(self.latitude):g} deg", advice="give one from -90 to 90"
            )
        if not self.perigee >= LOWEST_PERIGEE:
            raise InputError(
                why("air", height=f"{self.perigee / 1e3:g}"),
                advice=f"give one of {LOWEST_PERIGEE / 1e3:g} km or more",
                perigee_m=self.perigee,
            )
        if not self.apogee >= self.perigee:
            raise InputError(
                f"an apogee of {self.apogee / 1e3:g} km below the perigee of "
                f"{self.perigee / 1e3:g} km",
                advice="swap them",
            )
        if self.c3 is not None and not 0.0 <= self.c3 <= HIGHEST_C3:
            raise InputError(
                f"a C3 of {self.c3 / 1e6:g} km²/s²",
                advice=f"give one from 0 to {HIGHEST_C3 / 1e6:g}",
            )
        if not self.apogee <= HIGHEST_APOGEE:
            raise InputError(
                why("beyond", height=f"{self.apogee / 1e3:g}"),
                advice=f"give one of {HIGHEST_APOGEE / 1e3:,.0f} km or less",
                apogee_m=self.apogee,
            )
        _ = self.target  # refuses angles that are none
        lowest = self.lowest_inclination
        if not self.turn and min(self.inclination, np.pi - self.inclination) < lowest - 1e-4:
            raise InputError(
                why(
                    "below",
                    tilt=(float(np.degrees(self.inclination)), 2),
                    latitude=(float(np.degrees(self.latitude)), 2),
                    lowest=(float(np.degrees(lowest)), 2),
                ),
                advice="allow a turn, or give an inclination of the latitude or more",
                inclination_deg=float(np.degrees(self.inclination)),
                lowest_deg=float(np.degrees(lowest)),
            )

    @property
    def lowest_inclination(self) -> float:
        """Geocentric latitude of the pad, rad: planes pass through the centre of the Earth."""
        return float(np.arctan((1.0 - EARTH_FLATTENING) ** 2 * np.tan(abs(self.latitude))))

    @property
    def reachable_inclination(self) -> float:
        """The target's inclination, or the nearest of a plane that passes over the pad, rad."""
        low = self.lowest_inclination
        return float(np.clip(self.inclination, low, np.pi - low))

    @property
    def turn_angle(self) -> float:
        """By how much the target's plane must be turned from any that passes over the pad, rad."""
        return abs(self.inclination - self.reachable_inclination)

    @property
    def equatorial(self) -> bool:
        """Whether the target lies over the equator, to a hundredth of a degree."""
        return float(np.sin(self.inclination)) < EQUATORIAL

    @property
    def target(self) -> OrbitTarget:
        """The orbit, node and perigee free."""
        r_p, r_a = EARTH_RADIUS + self.perigee, EARTH_RADIUS + self.apogee
        if self.c3 is not None:
            energy = max(self.c3, 1e3)  # a parabola is told from no hyperbola near enough
            return OrbitTarget(-EARTH_GM / energy, 1.0 + r_p * energy / EARTH_GM, self.inclination)
        return OrbitTarget(0.5 * (r_p + r_a), (r_a - r_p) / (r_a + r_p), self.inclination)
