"""Physical and defining constants, each with its unit, standard uncertainty and source.

Plain numbers for arithmetic are the module's upper-case names; `TABLE` holds the same values with
their pedigree.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant: `value` in `unit`, one standard deviation `sigma`.

    0 where exact by definition, `source`.
    """

    value: float
    unit: str
    sigma: float
    source: str


TABLE = MappingProxyType(
    {
        "SPEED_OF_LIGHT": Constant(299792458.0, "m s-1", 0.0, "SI 2019, exact"),
        "GRAVITATION": Constant(6.67430e-11, "m3 kg-1 s-2", 1.5e-15, "CODATA 2022"),
        "BOLTZMANN": Constant(1.380649e-23, "J K-1", 0.0, "SI 2019, exact"),
        "STEFAN_BOLTZMANN": Constant(5.670374419e-8, "W m-2 K-4", 0.0, "CODATA 2022, exact"),
        "GAS_CONSTANT": Constant(8.31446261815324, "J mol-1 K-1", 0.0, "SI 2019, exact"),
        "STANDARD_GRAVITY": Constant(9.80665, "m s-2", 0.0, "CGPM 1901, exact"),
        "ASTRONOMICAL_UNIT": Constant(149597870700.0, "m", 0.0, "IAU 2012 B2, exact"),
        "EARTH_GM": Constant(
            3.986004418e14, "m3 s-2", 8e5, "IERS Conventions 2010, table 1.1 (TCG)"
        ),
        "EARTH_RADIUS": Constant(6378137.0, "m", 0.0, "WGS 84, NGA.STND.0036 v1.0.0, defining"),
        "EARTH_FLATTENING": Constant(
            1 / 298.257223563, "1", 0.0, "WGS 84, NGA.STND.0036 v1.0.0, defining"
        ),
        "EARTH_RATE": Constant(7.292115e-5, "rad s-1", 1.5e-12, "WGS 84, NGA.STND.0036 v1.0.0"),
        "EARTH_J2": Constant(
            1.0826359e-3, "1", 1e-10, "IERS Conventions 2010, table 1.1 (zero tide)"
        ),
        "SUN_GM": Constant(
            1.3271244004127942e20, "m3 s-2", 1e10, "JPL DE440 header (Park et al. 2021)"
        ),
        "SUN_RADIUS": Constant(6.957e8, "m", 0.0, "IAU 2015 B3, nominal"),
        "SOLAR_IRRADIANCE": Constant(
            1361.0, "W m-2", 0.5, "IAU 2015 B3, nominal; Kopp & Lean 2011"
        ),
        "MOON_GM": Constant(
            4.902800118457549e12, "m3 s-2", 1e5, "JPL DE440 header (Park et al. 2021)"
        ),
        "MOON_RADIUS": Constant(1737400.0, "m", 1e3, "IAU WGCCRE 2015"),
        "WGS72_GM": Constant(
            3.986008e14, "m3 s-2", 0.0, "WGS 72, Vallado et al. 2006: belongs to SGP4 alone"
        ),
        "WGS72_RADIUS": Constant(
            6378135.0, "m", 0.0, "WGS 72, Vallado et al. 2006: belongs to SGP4 alone"
        ),
    }
)

SPEED_OF_LIGHT = TABLE["SPEED_OF_LIGHT"].value
BOLTZMANN = TABLE["BOLTZMANN"].value
STEFAN_BOLTZMANN = TABLE["STEFAN_BOLTZMANN"].value
GAS_CONSTANT = TABLE["GAS_CONSTANT"].value
STANDARD_GRAVITY = TABLE["STANDARD_GRAVITY"].value
ASTRONOMICAL_UNIT = TABLE["ASTRONOMICAL_UNIT"].value
EARTH_GM = TABLE["EARTH_GM"].value
EARTH_RADIUS = TABLE["EARTH_RADIUS"].value
EARTH_FLATTENING = TABLE["EARTH_FLATTENING"].value
EARTH_RATE = TABLE["EARTH_RATE"].value
EARTH_J2 = TABLE["EARTH_J2"].value
SUN_GM = TABLE["SUN_GM"].value
SUN_RADIUS = TABLE["SUN_RADIUS"].value
SOLAR_IRRADIANCE = TABLE["SOLAR_IRRADIANCE"].value
MOON_GM = TABLE["MOON_GM"].value
MOON_RADIUS = TABLE["MOON_RADIUS"].value
