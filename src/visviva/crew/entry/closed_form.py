"""Closed form of a ballistic entry, to be set beside the numerical one.

Limits: constant path angle, no gravity, exponential air: good for steep entries (30 degrees and
more), off by half for shallow ones. It is here to show by how much; nothing else of visviva uses
it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.constants import STANDARD_GRAVITY
from visviva.crew.entry.aero import Aerodynamics
from visviva.crew.entry.fly import Capsule, Earth, entry_state, fly_entry
from visviva.errors import InputError

#: Of an exponential atmosphere for the Earth (NASA Earth fact sheet: 8.5 km; 1.217 kg/m³).
SCALE_HEIGHT, SURFACE_DENSITY = 8500.0, 1.217


def allen_eggers_peak_g(
    speed: ArrayLike, path_angle: ArrayLike, scale_height: float = SCALE_HEIGHT
) -> np.float64:
    """Peak load of a ballistic entry in standard gravities: ``v² sin(gamma) / (2 e H g0)``.

    Parameters
    ----------
    speed, path_angle : array_like
        m/s and rad (negative on the way down) at entry.
    scale_height : float
        m.

    References
    ----------
    Allen and Eggers, NACA TN 4047 (1957).

    Examples
    --------
    >>> round(float(allen_eggers_peak_g(7000.0, np.radians(-30.0))), 1)
    54.1
    """
    v, angle = np.asarray(speed, dtype=np.float64), np.asarray(path_angle, dtype=np.float64)
    if not (np.all(angle < 0.0) and scale_height > 0.0 and np.all(np.isfinite(v + angle))):
        raise InputError(
            "the closed form needs a finite speed and a path that goes down",
            advice="give a negative path angle",
        )
    return np.float64(v**2 * np.sin(-angle) / (2.0 * math.e * scale_height * STANDARD_GRAVITY))


def numerical_peak_g(
    speed: float,
    path_angle: float,
    altitude: float,
    ballistic_coefficient: float,
    scale_height: float = SCALE_HEIGHT,
    surface_density: float = SURFACE_DENSITY,
) -> float:
    """Peak load of the same entry integrated, in the closed form's own world.

    A still sphere with exponential air.

    Parameters
    ----------
    speed, path_angle, altitude : float
        m/s, rad, m at entry.
    ballistic_coefficient : float
        ``m / (CD A)``, kg/m².
    """
    earth = Earth.still_sphere(scale_height, surface_density)
    r, v = entry_state(0.0, 0.0, altitude, speed, path_angle, np.pi / 2, earth=earth)
    body = Capsule("check", ballistic_coefficient, Aerodynamics.constant(1.0, 1.0))
    return fly_entry(r, v, body, earth=earth).peak_g


@dataclass(frozen=True, slots=True)
class ClosedFormRow:
    """One row of a check of the closed form.

    Figures in SI, and the stated error in percent (or None).
    """

    name: str
    speed: float
    path_angle: float
    altitude: float
    ballistic_coefficient: float
    stated_percent: float | None


def check_rows(raw: Mapping[str, Any], place: str) -> tuple[ClosedFormRow, ...]:
    """Rows of a table of a case file with ``columns`` and ``rows``.

    Raises `InputError` naming `place` and the row.
    """
    columns, rows = raw["columns"], raw["rows"]
    needed = ("v_m_s", "fpa_deg", "entry_alt_km", "ballistic_coeff_kg_m2")
    missing = [c for c in needed if c not in columns]
    if missing:
        raise InputError(
            f"no column {missing[0]!r}", advice="name the columns " + ", ".join(needed), place=place
        )
    out = []
    for number, row in enumerate(rows, 1):
        cells = dict(zip(columns, row, strict=False))
        try:
            v, fpa, km, beta = (float(cells[c]) for c in needed)
            stated = cells.get("closed_form_error_percent")
            out.append(
                ClosedFormRow(
                    str(cells.get("case", number)),
                    v,
                    float(np.radians(fpa)),
                    km * 1e3,
                    beta,
                    None if stated is None else float(stated),
                )
            )
        except (KeyError, TypeError, ValueError):
            raise InputError(
                f"row {number} does not fit the columns", advice="give one cell each", place=place
            ) from None
    return tuple(out)
