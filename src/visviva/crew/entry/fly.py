"""Entry of a capsule from a state to the ground.

One 3-DoF model for every capsule, forward in time.

WGS 84 Earth with J2, turning; US 1976 air that turns with it, and wind; drag and lift by Mach
number, lift turned by a bank history; parachutes. Axes are Earth-fixed, integrated by a compiled
Dormand-Prince 8(5,3).

Limits: a point mass at trim; the pole is fixed and the Earth turns evenly (over an hour,
millimetres); air is the mean day of US 1976, so density at 60 to 90 km may be off by 20 % on a
given day; the ground is at a stated altitude.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.kernels.speed import at_speed
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.flight import (
    INTERFACE,
    EntryEvent,
    EntryFlight,
    Skip,
    flight_of,
    highest_load,
)
from visviva.crew.entry.model import (
    Capsule,
    Dispersion,
    Earth,
    chute_rows,
    craft_row,
    shape,
    tableau,
    world,
)
from visviva.crew.entry.state import apsides, entry_state
from visviva.crew.reasons import why
from visviva.errors import InputError, PropagationError

__all__ = [
    "INTERFACE",
    "LONGEST",
    "Capsule",
    "Dispersion",
    "Earth",
    "EntryEvent",
    "EntryFlight",
    "Skip",
    "apsides",
    "entry_state",
    "fly_entry",
]

LONGEST = 14400.0  # s: no return from a low orbit takes four hours
#: m: a skip that rises higher is a new orbit, which Sun and Moon have time to change.
HIGHEST_SKIP = 20e6
PLAIN_FLIGHT_S = 0.15  # one entry in plain Python, s, measured: what `at_speed` is told
_FINE_S = 0.05


def fly_entry(
    r_itrf: ArrayLike,
    v_itrf: ArrayLike,
    capsule: Capsule,
    bank: Bank | None = None,
    *,
    wind: Wind | None = None,
    earth: Earth | None = None,
    dispersion: Dispersion | None = None,
    interface: float = INTERFACE,
    ground: float = 0.0,
    may_rise: bool = False,
    may_skip: bool = False,
    longest: float = LONGEST,
    tolerance: float = 1e-9,
) -> EntryFlight:
    """Fly a capsule from an Earth-fixed state to the ground.

    Parameters
    ----------
    r_itrf, v_itrf : array_like, shape (3,)
        m, m/s.
    capsule : Capsule
    bank : Bank, optional
        On the clock of the state; default lift up.
    wind : Wind, optional
    earth : Earth, optional
    dispersion : Dispersion, optional
    interface : float
        Altitude of the entry interface, m.
    ground : float
        Altitude of the ground, m.
    may_rise : bool
        The flight may climb through the interface (an abort); otherwise that is a skip and is
        refused.
    may_skip : bool
        The flight may leave the air and come back (Chang'e 5, Orion), up to `HIGHEST_SKIP`;
        otherwise that is refused too.
    longest : float
        Give up after so many seconds.

    Raises
    ------
    InputError
        If the flight skips out, or never comes down to the interface; `fields` say by how much.
    PropagationError
        If the ground is not reached in `longest` seconds.
    """
    from visviva.crew.entry import _entry_kernel as kernel

    earth, bank, factors = earth or Earth(), bank or Bank(), dispersion or Dispersion()
    fixed = (
        craft_row(capsule, factors),
        shape(capsule.aero, bank),
        world(earth, wind),
    )
    steps = tableau(tolerance)
    y0, chutes = _state(r_itrf, v_itrf), chute_rows(capsule.parachutes)

    def flown(rising: bool, seconds: float) -> tuple[EntryFlight, int]:
        rows, marks, out = at_speed(kernel.integrate, seconds=PLAIN_FLIGHT_S)(
            y0,
            0.0,
            *fixed,
            chutes,
            steps,
            float(ground),
            float(interface),
            30.0,
            2.0,
            float(seconds),
            rising,
            True,
        )
        peak = _peak_between_steps(rows, marks, fixed, steps)
        flight = flight_of(rows, marks, peak, capsule, earth, wind, factors)
        return flight, int(out[kernel.S_STATUS])

    flight, status = flown(bool(may_rise), longest)
    if status == kernel.SKIPPED and may_skip:
        apogee = apsides(flight.r_itrf[-1], flight.v_itrf[-1], earth)[1]
        if apogee is not None and apogee < HIGHEST_SKIP:
            period = 2.0 * np.pi * np.sqrt((earth.radius + apogee) ** 3 / earth.gm)
            flight, status = flown(True, longest + 2.0 * period)
            longest = longest + 2.0 * period
    _refuse(status, flight, interface, longest)
    return flight


def _peak_between_steps(
    rows: Array, marks: Array, fixed: tuple[Any, ...], steps: Any
) -> tuple[float, float] | None:
    """Highest load (m/s²) before the first parachute and its time, flown again in fine steps."""
    from visviva.crew.entry import _entry_kernel as kernel

    until = marks[0, 0] if len(marks) and np.isfinite(marks[0, 0]) else np.inf
    before = rows[rows[:, 0] <= until]
    i = int(np.argmax(before[:, 7]))
    if not 0 < i < len(before) - 1:
        return None
    low, high = before[i - 1], before[i + 1]
    none = np.empty((0, 5))
    fine, _, _ = at_speed(kernel.integrate, seconds=0.1 * PLAIN_FLIGHT_S)(
        low[1:7].copy(),
        low[0],
        *fixed,
        none,
        steps,
        -1e6,
        1e9,
        _FINE_S,
        _FINE_S,
        high[0],
        True,
        True,
    )
    return highest_load(fine[:, 0], fine[:, 7], np.inf)


def _refuse(status: int, flight: EntryFlight, interface: float, longest: float) -> None:
    """Raise where the flight did not reach the ground, saying by how much it failed."""
    if status == 1:
        return
    km, lowest = interface / 1e3, float(flight.altitude.min()) / 1e3
    if status == 2:
        _, apogee = apsides(flight.r_itrf[-1], flight.v_itrf[-1], flight.earth)
        where = "an escape" if apogee is None else f"an apogee of {apogee / 1e3:.0f} km"
        raise InputError(
            f"skips out: down to {lowest:.1f} km, then up through {km:.0f} km at "
            f"{flight.t[-1]:.0f} s with "
            f"{flight.inertial_speed[-1]:.0f} m/s, to {where}",
            advice="bank further from lift-up, or enter steeper",
            lowest_km=lowest,
            exit_speed_m_s=float(flight.inertial_speed[-1]),
            apogee_km=None if apogee is None else apogee / 1e3,
        )
    if status == 3:
        raise InputError(
            why("never-reaches", km=(km, 0), lowest=(lowest, 1), missing=(lowest - km, 1)),
            advice="brake harder or enter steeper",
            lowest_km=lowest,
            missing_km=lowest - km,
        )
    if status == 4:
        raise PropagationError(
            why("still-up", seconds=(longest, 0), km=(float(flight.altitude[-1]) / 1e3, 1)),
            advice="this is no entry: follow it as an orbit",
            longest_s=longest,
        )
    raise PropagationError(
        why("step", seconds=(float(flight.t[-1]), 1)), advice="check the figures of the capsule"
    )


def _state(r: ArrayLike, v: ArrayLike) -> Array:
    y = np.concatenate(
        [np.asarray(r, dtype=np.float64).ravel(), np.asarray(v, dtype=np.float64).ravel()]
    )
    if y.shape != (6,) or not np.all(np.isfinite(y)):
        raise InputError(
            "an entry begins from one finite state",
            advice="give position and velocity of shape (3,)",
        )
    return y
