"""When the plasma of an entry stops radio: an estimate from the ionisation behind a normal shock.

The air behind the shock is in chemical equilibrium: oxygen and nitrogen dissociate (Lighthill's
ideal dissociating gas), and atoms give nitric-oxide ions, or at the speed of a return from the Moon
their own. Radio stops while the plasma frequency there passes that of the link and the air is dense
enough to make a shock layer (Knudsen number below 0.01). Limits: this is the stagnation region; in
the wake, where antennas are, electrons are fewer and live longer. Good to some tens of seconds;
higher frequencies, antennas aft and relay satellites shorten it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import BOLTZMANN, GAS_CONSTANT
from visviva.crew.entry.fly import EntryFlight

# VHF voice, a typical aeronautical frequency; higher links are stopped for less long
LINK_HZ = 121.75e6
KNUDSEN = 0.01
_MOLECULE = 3.65e-10  # m, effective diameter of US 1976
_M_N, _M_O, _M_E = 14.0067e-3, 15.9994e-3, 5.48579909e-7  # kg/mol
_AVOGADRO = 6.02214076e23
# Ideal dissociating gas: characteristic density (kg/m³) and temperature (K) of O2 and N2, Vincenti
# and Kruger (1965), table IV-1; mass fractions of air.
_DISSOCIATION = ((1.5e5, 59_500.0, 2 * _M_O, 0.2330), (1.3e5, 113_000.0, 2 * _M_N, 0.7670))
_EV = 11_604.518  # K
_PLASMA = 80.616  # s⁻² m³: square of the plasma frequency per electron density


@dataclass(frozen=True, slots=True)
class Blackout:
    """Start and end on the clock of the flight, s; None where radio is never stopped."""

    start: float | None
    end: float | None
    link_hz: float

    def as_keys(self) -> dict[str, Any]:
        """As JSON carries it."""
        if self.start is None or self.end is None:
            return {"start_s": None, "end_s": None, "link_mhz": self.link_hz / 1e6}
        return {
            "start_s": round(self.start, 1),
            "end_s": round(self.end, 1),
            "link_mhz": self.link_hz / 1e6,
            "basis": "equilibrium ionisation behind a normal shock; good to some tens of seconds",
        }


def electron_density(density: Array, speed: Array) -> Array:
    """Electrons per m³ behind a normal shock in equilibrium air, for free-stream kg/m³ and m/s.

    Above 1.5 km/s.

    Source: strong-shock jump conditions; Lighthill, J. Fluid Mech. 2 (1957) 1; law of mass action
    for ions.
    """
    rho, v = np.asarray(density, dtype=np.float64), np.asarray(speed, dtype=np.float64)
    ratio = np.full_like(rho, 0.1)
    temperature = np.full_like(rho, 3000.0)
    for _ in range(12):
        behind = rho / ratio
        wanted = 0.5 * v * v * (1.0 - ratio**2)
        temperature = _temperature(behind, wanted)
        pressure = rho * v * v * (1.0 - ratio)
        gas = sum(
            w * (1.0 + _dissociated(i, behind, temperature)) / m
            for i, (_, _, m, w) in enumerate(_DISSOCIATION)
        )
        ratio = 0.5 * (
            ratio + np.clip(rho * GAS_CONSTANT * temperature * gas / pressure, 0.02, 0.3)
        )
    behind = rho / ratio
    atoms = [
        w * behind * _dissociated(i, behind, temperature) / (0.5 * m) * _AVOGADRO
        for i, (_, _, m, w) in enumerate(_DISSOCIATION)
    ]
    return _electrons(atoms[0], atoms[1], temperature)


def blackout(flight: EntryFlight, link_hz: float = LINK_HZ) -> Blackout:
    """When the link at `link_hz` is stopped, for a capsule whose size is the root of its area."""
    fast = (flight.airspeed > 1500.0) & (flight.density > 0.0)
    if flight.openings:
        fast &= flight.t < flight.openings[0][1]
    if not np.any(fast):
        return Blackout(None, None, link_hz)
    rho, v, t = flight.density[fast], flight.airspeed[fast], flight.t[fast]
    number = rho / 28.9644e-3 * _AVOGADRO
    path = 1.0 / (np.sqrt(2.0) * np.pi * _MOLECULE**2 * number)
    dense = path / np.sqrt(flight.capsule.aero.area) < KNUDSEN
    stopped = dense & (_PLASMA * electron_density(rho, v) > link_hz**2)
    if not np.any(stopped):
        return Blackout(None, None, link_hz)
    return Blackout(float(t[stopped][0]), float(t[stopped][-1]), link_hz)


def _dissociated(i: int, density: Array, temperature: Array) -> Array:
    """Mass fraction of molecule `i` that is atoms: ``a² / (1 - a) = rho_d / rho exp(-T_d / T)``."""
    rho_d, t_d, _, share = _DISSOCIATION[i]
    k = rho_d / (share * density) * np.exp(-t_d / temperature)
    out: Array = 2.0 * k / (k + np.sqrt(k * k + 4.0 * k) + 1e-300)
    return out


def _temperature(density: Array, enthalpy: Array) -> Array:
    """Temperature (K) at which the mixture of `density` has `enthalpy` (J/kg), by bisection."""
    low, high = np.full_like(density, 200.0), np.full_like(density, 40_000.0)
    for _ in range(40):
        middle = 0.5 * (low + high)
        total = np.zeros_like(density)
        for i, (_, t_d, m, share) in enumerate(_DISSOCIATION):
            a = _dissociated(i, density, middle)
            total += share * GAS_CONSTANT / m * ((4.0 + a) * middle + a * t_d)
        over = total > enthalpy
        high, low = np.where(over, middle, high), np.where(over, low, middle)
    return 0.5 * (low + high)


def _electrons(oxygen: Array, nitrogen: Array, t: Array) -> Array:
    """Electron density from atoms per m³.

    ``n_e² = K n_N n_O + S_N n_N + S_O n_O`` (neutral plasma).
    """
    planck = 6.62607015e-34
    thermal = (2.0 * np.pi * _M_E / _AVOGADRO * BOLTZMANN * t / planck**2) ** 1.5
    # N + O -> NO+ + e: 9.264 eV to ionise NO less 6.497 eV of its bond; rotation 2.87 K, vibration
    # 3371 K; weights 4, 9
    masses = (_M_E * (_M_N + _M_O) / (_M_N * _M_O)) ** 1.5
    molecule = (t / 2.87) / (1.0 - np.exp(-3371.0 / t))
    nitric = 2.0 * masses * molecule / 36.0 * np.exp(-(9.264 - 6.497) * _EV / t)
    # Saha: weights of ion over atom 9/4 for N (14.534 eV), 4/9 for O (13.618 eV)
    own_n = 2.0 * thermal * 9.0 / 4.0 * np.exp(-14.534 * _EV / t)
    own_o = 2.0 * thermal * 4.0 / 9.0 * np.exp(-13.618 * _EV / t)
    squared = nitric * nitrogen * oxygen + own_n * nitrogen + own_o * oxygen
    total = nitrogen + oxygen
    out: Array = np.minimum(np.sqrt(squared), total)
    return out
