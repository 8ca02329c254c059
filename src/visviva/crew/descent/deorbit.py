"""The return of a ship from its orbit: braking burn, coast, entry, lifting or ballistic.

Limits: the burn is against the inertial velocity at constant thrust; the whole ship coasts to the
entry interface with a drag coefficient of 2.2 (Vallado 2013, section 8.6.2), as if the modules
parted there; the lifting regime flies a bank angle of constant size with one reversal, not the
guidance of the ship.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import STANDARD_GRAVITY
from visviva.crew.descent.reasons import why
from visviva.crew.entry.aero import Aerodynamics, Bank
from visviva.crew.entry.fly import INTERFACE, LONGEST, EntryFlight, apsides, fly_entry
from visviva.crew.entry.model import Capsule, Dispersion, Earth, chute_rows, shape, tableau, world
from visviva.errors import InputError

SHIP_CD = 2.2
# s after the interface: a reversal earlier or later turns nothing
_EARLIEST, _LATEST = 120.0, 480.0
ROLL_RATE = np.radians(15.0)  # rad/s, of a reversal: takes seconds, so its size hardly matters


@dataclass(frozen=True, slots=True)
class Braking:
    """A braking burn and the ship that makes it.

    Attributes
    ----------
    mass : float
        Of the whole ship at ignition, kg.
    thrust, isp : float
        N, s.
    delta_v : float
        m/s, against the inertial velocity.
    area : float
        Of the ship towards the air, m².
    """

    mass: float
    thrust: float
    isp: float
    delta_v: float
    area: float = 3.8

    def __post_init__(self) -> None:
        figures = (self.mass, self.thrust, self.isp, self.delta_v, self.area)
        if not all(np.isfinite(x) and x > 0.0 for x in figures):
            raise InputError(
                "a braking burn with a figure that is not above zero",
                advice="check mass, thrust, isp",
            )

    @property
    def flow(self) -> float:
        """Propellant flow, kg/s."""
        return self.thrust / (self.isp * STANDARD_GRAVITY)

    @property
    def propellant(self) -> float:
        """Propellant burnt, kg (rocket equation)."""
        return self.mass * (1.0 - float(np.exp(-self.delta_v / (self.isp * STANDARD_GRAVITY))))

    @property
    def duration(self) -> float:
        """Length of the burn, s."""
        return self.propellant / self.flow

    def row(self) -> Array:
        """As the kernel reads a burning ship."""
        return np.array([self.mass, self.area, 1.0, 1.0, 0.0, 1.0, 1.0, self.thrust, self.flow])


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A ship at the entry interface.

    Attributes
    ----------
    t : float
        s after ignition.
    r_itrf, v_itrf : ndarray (3,)
    path_angle : float
        Of the inertial velocity, below zero, rad.
    inertial_speed : float
    perigee : float
        Of the orbit after the burn, over the equatorial radius, m.
    """

    t: float
    r_itrf: Array
    v_itrf: Array
    path_angle: float
    inertial_speed: float
    perigee: float


@dataclass(frozen=True, slots=True, eq=False)
class ReturnFlight:
    """A whole return: seconds count from ignition, those of `entry` from the interface."""

    braking: Braking
    arrival: Arrival
    entry: EntryFlight
    bank: Bank

    @property
    def duration(self) -> float:
        """From ignition to landing, s."""
        return self.arrival.t + float(self.entry.t[-1])

    @property
    def landing(self) -> tuple[float, float]:
        """Latitude and longitude, rad."""
        return float(self.entry.latitude[-1]), float(self.entry.longitude[-1])


def brake(
    r_itrf: ArrayLike, v_itrf: ArrayLike, braking: Braking, *, interface: float = INTERFACE
) -> Arrival:
    """Burn and coast to the entry interface.

    Parameters
    ----------
    r_itrf, v_itrf : array_like, shape (3,)
        At ignition, m and m/s.

    Raises
    ------
    InputError
        If the ship never comes down to the interface; says by how much, and about what is missing
        in m/s.
    """
    from visviva.crew.entry import _entry_kernel as kernel

    y0 = np.concatenate(
        [np.asarray(r_itrf, dtype=np.float64), np.asarray(v_itrf, dtype=np.float64)]
    )
    earth = Earth()
    env, tab, none = world(earth), tableau(1e-9), chute_rows(())
    bare = shape(Aerodynamics.constant(braking.area, SHIP_CD))
    ship = braking.row()
    _, _, after = kernel.integrate(
        y0, 0.0, ship, bare, env, none, tab, 0.0, 0.0, 60.0, 60.0, braking.duration, True, False
    )
    ship[kernel.MASS], ship[kernel.THRUST], ship[kernel.FLOW] = after[kernel.S_MASS], 0.0, 0.0
    state = after[kernel.S_X : kernel.S_VZ + 1].copy()
    perigee, _ = apsides(state[:3], state[3:])
    _, _, there = kernel.integrate(
        state,
        after[kernel.S_T],
        ship,
        bare,
        env,
        none,
        tab,
        interface,
        interface,
        120.0,
        60.0,
        LONGEST,
        False,
        False,
    )
    if int(there[kernel.S_STATUS]) != kernel.REACHED:
        low = float(there[kernel.S_LOWEST])
        speed, radius = float(np.linalg.norm(y0[3:])), float(np.linalg.norm(y0[:3]))
        more = max(0.0, low - interface) * speed / (4.0 * radius)
        raise InputError(
            why(
                "too-high",
                burn=(braking.delta_v, 0),
                interface=(interface / 1e3, 0),
                lowest=(low / 1e3, 0),
                missing=((low - interface) / 1e3, 0),
            ),
            advice=f"burn at least {more:.0f} m/s more",
            lowest_km=low / 1e3,
            missing_km=(low - interface) / 1e3,
            more_m_s=more,
        )
    end = there[kernel.S_X : kernel.S_VZ + 1].copy()
    r, v = end[:3], end[3:] + np.cross([0.0, 0.0, earth.rate], end[:3])
    speed = float(np.linalg.norm(v))
    angle = float(np.arcsin(r @ v / (np.linalg.norm(r) * speed)))
    return Arrival(float(there[kernel.S_T]), end[:3], end[3:], angle, speed, perigee)


def fly_return(
    r_itrf: ArrayLike,
    v_itrf: ArrayLike,
    braking: Braking,
    capsule: Capsule,
    bank: Bank,
    *,
    wind: Wind | None = None,
    dispersion: Dispersion | None = None,
    ground: float = 0.0,
) -> ReturnFlight:
    """Burn, coast and enter; `bank` counts from the interface.

    Raises as `brake` and `fly_entry` do.
    """
    arrival = brake(r_itrf, v_itrf, braking)
    flight = fly_entry(
        arrival.r_itrf,
        arrival.v_itrf,
        capsule,
        bank,
        wind=wind,
        dispersion=dispersion,
        ground=ground,
    )
    return ReturnFlight(braking, arrival, flight, bank)


def steady_bank(angle: float, reversal: float | None = None) -> Bank:
    """Bank of constant size (rad), rolled through lift-up to the other side at `reversal` (s)."""
    if reversal is None or abs(angle) < 1e-6:
        return Bank.constant(angle)
    return Bank(
        np.array([0.0, reversal, reversal + 2.0 * abs(angle) / ROLL_RATE]),
        np.array([angle, angle, -angle]),
    )


def lifting_bank(arrival: Arrival, capsule: Capsule, load_g: float) -> Bank:
    """The steady bank whose peak load is the ship's nominal one.

    Reversed once so that no cross-range is left.

    Parameters
    ----------
    arrival : Arrival
    capsule : Capsule
        With its lift.
    load_g : float
        Nominal peak load as published for the ship.

    Raises
    ------
    InputError
        If lift up already gives more, or lift sideways less.
    """
    from scipy.optimize import brentq

    normal = np.cross(arrival.r_itrf, arrival.v_itrf)
    normal /= np.linalg.norm(normal)

    def fly(angle: float, when: float | None) -> EntryFlight:
        return fly_entry(arrival.r_itrf, arrival.v_itrf, capsule, steady_bank(angle, when))

    def excess(angle: float, when: float | None) -> float:
        return fly(angle, when).peak_g - load_g

    def across(when: float, angle: float) -> float:
        return float(fly(angle, when).r_itrf[-1] @ normal)

    low, high = excess(0.0, None), excess(np.pi / 2, None)
    if low > 0.0 or high < 0.0:
        raise InputError(
            f"no bank angle gives {load_g:g} g: lift up gives {low + load_g:.1f} g, sideways "
            f"{high + load_g:.1f} g",
            advice="give a nominal load between the two",
        )
    angle, when = 0.0, None
    # the reversal passes through lift-up, which changes the load a little: settle both
    for _ in range(3):
        if excess(np.pi / 2, when) < 0.0:
            break
        angle = float(brentq(excess, 0.0, np.pi / 2, args=(when,), xtol=1e-4))
        if across(_EARLIEST, angle) * across(_LATEST, angle) > 0.0:
            break
        when = float(brentq(across, _EARLIEST, _LATEST, args=(angle,), xtol=0.05))
    return steady_bank(angle, when)
