"""Tables as smooth CasADi expressions.

Twice differentiable, so that an optimiser with exact Hessians likes them.
"""

from functools import lru_cache
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.core.atmosphere.us76 import HEAT_RATIO, us76

_KM = 1e3
_TOP = 400e3  # above it the air is held: at 400 km it is 4e-12 kg/m³


@lru_cache(maxsize=1)
def _air_terms() -> tuple[float, Array, Array, Array]:
    """Lowest knot, inner knots (units of 100 km).

    Of ln density and ln sound speed a cubic and its jumps at the knots.

    The jumps are those of the third derivative, over six.
    """
    # Knots stand close where the standard's temperature has its corners (11, 20, 32, 47, 51, 71,
    # 86, 91, 110 km).
    knots = np.array(
        [
            -1.0,
            3.0,
            7.0,
            9.5,
            11.0,
            12.5,
            16.0,
            19.0,
            21.0,
            26.0,
            31.0,
            33.5,
            40.0,
            46.0,
            49.0,
            52.0,
            58.0,
            65.0,
            70.0,
            73.0,
            79.0,
            85.0,
            88.0,
            92.0,
            98.0,
            105.0,
            109.0,
            113.0,
            120.0,
            132.0,
            150.0,
            180.0,
            230.0,
            300.0,
            410.0,
        ]
    )
    air = us76(knots * _KM)
    x = knots / 100.0
    s = x - x[0]
    # The first and the last inner knot are none (their jumps are left out), so that there are as
    # many terms as values.
    inner = x[2:-2]
    basis = np.hstack([s[:, None] ** np.arange(4), np.maximum(x[:, None] - inner, 0.0) ** 3])
    density, sound = np.linalg.solve(
        basis, np.column_stack([np.log(air.density), np.log(air.sound_speed)])
    ).T
    return x[0], inner, density, sound


def air(altitude: Any) -> tuple[Any, Any, Any]:
    """Natural logarithm of density, pressure (Pa) and sound speed.

    In m/s for the last; US 1976 air at `altitude` (SX, m).

    Within 0.6 % of the standard up to 300 km and 2 % above: its kinks are rounded over 5 km.
    """
    log_density, log_sound = _air_function()(altitude)
    pressure = ca.exp(log_density + 2 * log_sound) / HEAT_RATIO
    return log_density, pressure, ca.exp(log_sound)


@lru_cache(maxsize=1)
def _air_function() -> Any:
    """Logarithms of density and sound speed by altitude (m), built once."""
    lowest, inner, density, sound = _air_terms()
    altitude = ca.SX.sym("altitude")
    x = ca.fmin(altitude, _TOP) / 1e5
    s = x - lowest
    past = ca.fmax(x - ca.DM(inner), 0.0)
    cubes = past * past * past

    def spline(terms: Array) -> Any:
        base = terms[0] + s * (terms[1] + s * (terms[2] + s * terms[3]))
        return base + ca.dot(ca.DM(terms[4:]), cubes)

    return ca.Function("air", [altitude], [spline(density), spline(sound)])


def rounded(x: Any, knots: Array, values: Array, width: float = 0.04) -> Any:
    """The line through ``(knots, values)`` with its corners rounded over `width`.

    Held beyond the ends.
    """
    slopes = (
        np.concatenate([[0.0], np.diff(values) / np.diff(knots), [0.0]])
        if len(knots) > 1
        else np.zeros(2)
    )
    out: Any = float(values[0])
    for knot, bend in zip(knots, np.diff(slopes), strict=True):
        d = x - float(knot)
        out = out + float(bend) * 0.5 * (d + ca.sqrt(d * d + width * width))
    return out
