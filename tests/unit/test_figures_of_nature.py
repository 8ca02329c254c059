"""Figures that are not anybody's choice, against those who fixed them: IAU, WGS, the normal curve.

Oracles: `erfa` (IAU SOFA's own definitions), `sgp4.earth_gravity` (WGS 72 as the reference SGP4
has it), `scipy.stats`, and figures worked out here. Tolerance: the last digit that the figure has.
The second test goes over the whole house: a figure that is called like one of these is that figure,
in whichever module it stands, so that a new one is held from its first day.
"""

import json
import math
import re
from importlib import import_module
from pathlib import Path

import erfa
import pytest
from scipy.stats import norm
from sgp4.earth_gravity import wgs72

LEDGER = Path(__file__).resolve().parents[1] / "golden" / "figures.json"
#: Equatorial radius and flattening of WGS 84, by its definition.
A84, F84 = 6378137.0, 1.0 / 298.257223563
#: Module, name, true value, relative tolerance.
FIGURES = [
    ("core.time", "MJD_0", erfa.DJM0, 0.0),
    ("observe.passes.rows", "_EPOCH_1970_JD", erfa.DJM0 + 40587.0, 0.0),
    ("moon.lifetime", "YEAR", erfa.DJY * 86400.0, 0.0),
    # erfa has the year of 1900, 0.5 s longer than that of 2000.
    ("orbit.elements", "TROPICAL_YEAR_S", erfa.DTY * 86400.0, 1e-7),
    ("track.identity", "SUN_RATE", 2.0 * math.pi / erfa.DTY, 1e-7),
    # Against the moving equinox (IAU 1982), as a node and a longitude are compared.
    ("track.identity", "SIDEREAL_RATE", 2.0 * math.pi * 1.00273790935, 1e-10),
    ("core.uncertain", "Z95", norm.ppf(0.95), 1e-12),
    ("launch.hazard.dispersion", "Z90", norm.ppf(0.95), 1e-4),
    ("track.maneuvers.fit", "TO_SIGMA", 1.0 / norm.ppf(0.75), 1e-4),
    ("orbit.sgp4.layout", "J2", wgs72.j2, 0.0),
    ("orbit.sgp4.layout", "J3", wgs72.j3, 0.0),
    ("orbit.sgp4.layout", "J4", wgs72.j4, 0.0),
    ("orbit.sgp4.layout", "XKE", wgs72.xke, 1e-15),
    ("orbit.sgp4.layout", "RADIUS_KM", wgs72.radiusearthkm, 0.0),
    ("track.conjunctions._sieve_kernels", "GM", wgs72.mu * 1e9, 0.0),
    ("orbit.gp.sgp4_reference", "_MIN_PER_RAD", 1440.0 / (2.0 * math.pi), 1e-15),
    ("orbit.sgp4.vectormath", "TAN_PI_8", math.sqrt(2.0) - 1.0, 1e-15),
    ("observe.passes._row_kernels", "EARTH_SQUARE", A84**2, 0.0),
    ("observe.passes._row_kernels", "POLAR_STRETCH", 1.0 / (1.0 - F84), 1e-15),
    # US Standard Atmosphere 1976, table 2: the radius that gives g0 at 45.5425° north.
    ("core.atmosphere.us76", "EFFECTIVE_RADIUS", 6356766.0, 0.0),
    # The same: density at sea level by the ideal gas, 101,325 Pa, 288.15 K, 28.9644 g/mol.
    ("crew.entry.heating", "SEA_LEVEL_DENSITY", 101325.0 * 28.9644e-3 / 8.31432 / 288.15, 1e-4),
    # Love number of GRGM660PRIM, which the shipped field is cut from (Lemoine et al. 2013).
    ("moon.orbit", "LOVE_NUMBER", 0.02427, 0.0),
    # Voice from a Soyuz under its parachute: 121.75 MHz.
    ("crew.entry.blackout", "LINK_HZ", 121.75e6, 0.0),
    # Sphere about the station that no ship enters before it is told to: 200 m.
    ("crew.rendezvous.proximity", "KEEP_OUT", 200.0, 0.0),
]
#: What a name says, wherever it stands: pattern, true value, relative tolerance.
BY_NAME = [
    (r"_?J2000(_JD)?", erfa.DJ00, 0.0),
    (r"J2000_MJD", erfa.DJ00 - erfa.DJM0, 0.0),
    (r"ORDINAL_TO_JD", 1721424.5, 0.0),
    (r"Z90|Z95|_?SIGMAS", norm.ppf(0.95), 1e-3),
    (r"TO_SIGMA", 1.0 / norm.ppf(0.75), 1e-4),
    (r"_?MEAN_RADIUS", A84 * (1.0 - F84 / 3.0), 1e-7),
    (r"EARTH_RATE", 7.2921159e-5, 1e-6),
]


@pytest.mark.parametrize(
    ("module", "name", "true", "tolerance"), FIGURES, ids=[f"{m}-{n}" for m, n, *_ in FIGURES]
)
def test_a_figure_is_what_its_source_says(
    module: str, name: str, true: float, tolerance: float
) -> None:
    stated = getattr(import_module(f"visviva.{module}"), name)
    assert math.isclose(float(stated), true, rel_tol=max(tolerance, 1e-16))


def test_a_figure_is_what_its_name_says_in_every_module() -> None:
    wrong = []
    for module, figures in json.loads(LEDGER.read_text(encoding="utf-8")).items():
        for name, stated in figures.items():
            for pattern, true, tolerance in BY_NAME:
                if re.fullmatch(pattern, name) and isinstance(stated, float):
                    value = float(getattr(_module(module), name))
                    if not math.isclose(value, true, rel_tol=max(tolerance, 1e-12)):
                        wrong.append(f"{module}: {name} is {value}, not {true}")
    assert not wrong


def _module(file: str) -> object:
    return import_module("visviva." + file.removesuffix(".py").replace("/", "."))
