"""Lift-off times for a station's plane, and whether a claimed one fits.

A window is the moment at which the pad stands where the ascent (`AscentProfile`) needs it: off
the plane by what the steering takes back. Two more things move it: the ship's lower orbit turns
faster than the station's, so it is sent into a plane a little to the east (by 7/3 of the node's
turn while the ship closes its phase); and the azimuth that the launcher holds, which is read off
flown launches (`visviva.crew.liftoff.flown`).

Limits: as those of `plane` and `launch.ascent_profile`; wind, drag and the spread of
engines are in the flown azimuths only as far as they repeat. Measured: docs/crew-window.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.liftoff.phasing import Profile, drift_of_node, fitting
from visviva.crew.liftoff.plane import MeanPlane, osculating_normal, pad_plane_geometry, phase_angle
from visviva.crew.reasons import why
from visviva.errors import InputError, RangeError
from visviva.orbit.ascent_profile import AscentProfile
from visviva.orbit.gp import ElementSet, age_days

TWO_PI = 2.0 * np.pi
#: Oldest set that a window may be computed from: beyond it reboosts of a kilometre or two have
#: moved the node by more than the spread of flown lift-offs, and the phase is anyone's guess.
OLDEST_DAYS = 30.0
#: What a day of age adds to the spread of a lift-off, s (a height change of one kilometre,
#: `plane`).
AGE_S_PER_DAY = 0.6
#: What a lead is made of.
PARTS = (
    "steering at least effort",
    "azimuth held by the lower stages",
    "node of the ship's lower orbit",
    "plane of the moment against the mean one",
)
_STEP = 600.0
#: Spread of a lift-off where no launch tells the azimuth, s: between azimuths held and steering
#: from the ground.
UNKNOWN_SPREAD_S = 60.0
_ALMOST_A_LAP = np.radians(300.0)
_ITERATIONS = 8


@dataclass(frozen=True, slots=True)
class Launcher:
    """A launcher on its pad: its ascent, and the azimuth its lower stages hold each way.

    None: not known.
    """

    ascent: AscentProfile
    azimuth_north: float | None = None
    azimuth_south: float | None = None
    spread_s: float = 10.0

    def azimuth(self, northbound: bool) -> float | None:
        """The azimuth held on that side, rad."""
        return self.azimuth_north if northbound else self.azimuth_south


@dataclass(frozen=True, slots=True)
class Window:
    """One lift-off time.

    Attributes
    ----------
    liftoff, crossing : Epoch
        Lift-off, and when the pad crosses the station's plane of the moment.
    liftoff_lead : float
        Crossing less lift-off, s; negative where the rocket leaves after the crossing.
    northbound : bool
    plane_offset : float
        Angle of the pad from the station's plane of the moment, rad, without sign.
    phase : float
        By how far the station is behind the pad, rad; negative where ahead.
    phase_to_close : float
        Angle from ship to station at insertion, rad in [0, 2 pi): what the rendezvous has to close.
    profiles : tuple of Profile
        Those whose range holds the to_close, quickest first.
    sigma : float
        Spread of the lift-off, s (one standard deviation).
    known : bool
        Whether flown launches tell the azimuth; if not, the best for this plane is taken.
    age_days : float
        Lift-off less epoch of the set.
    parts : tuple of (str, float)
        What the lead is made of, s.
    """

    liftoff: Epoch
    crossing: Epoch
    liftoff_lead: float
    northbound: bool
    plane_offset: float
    phase: float
    phase_to_close: float
    profiles: tuple[Profile, ...]
    sigma: float
    known: bool
    age_days: float
    parts: tuple[tuple[str, float], ...]

    @property
    def profile(self) -> str | None:
        """Name of the quickest profile that the phase allows."""
        return self.profiles[0].name if self.profiles else None


def phase_to_close(phase: Any, ascent: AscentProfile, mean_motion: float) -> Any:
    """Angle from ship to station when the ship is left in orbit, rad in [0, 2 pi).

    What the station flies meanwhile, less what the rocket flies, less how far the station was
    behind.
    """
    return (mean_motion * ascent.duration - ascent.downrange - phase) % TWO_PI


def windows(
    element_set: ElementSet,
    pad: Place,
    launcher: Launcher,
    profiles: Sequence[Profile],
    start: Epoch,
    days: float,
) -> tuple[Window, ...]:
    """Every lift-off time within `days` of `start`, in order of time.

    Raises
    ------
    RangeError
        If the set is older than `OLDEST_DAYS` at the start, or the plane never passes over the pad.
    InputError
        If `days` is not above zero.
    """
    if not (np.isfinite(days) and 0.0 < days <= 400.0):
        raise InputError(f"{days:g} days of windows", advice="give more than zero and up to 400")
    _check_age(element_set, start)
    plane = MeanPlane.of(element_set, start, days)
    _check_latitude(element_set, pad)
    grid = np.arange(0.0, days * DAY_S + 2.0 * _STEP, _STEP) - _STEP
    moments = start + grid
    offset = pad_plane_geometry(pad, plane.normal(moments), moments).offset
    first = np.flatnonzero(np.sign(offset[1:]) != np.sign(offset[:-1]))
    share = offset[first] / (offset[first] - offset[first + 1])
    crossed = _solve(plane, pad, grid[first] + share * _STEP, np.zeros(len(first)))
    found = _liftoffs(plane, pad, launcher, profiles, crossed) if len(crossed) else ()
    return tuple(w for w in found if 0.0 <= w.liftoff - start < days * DAY_S)


def _solve(plane: MeanPlane, pad: Place, t: Array, wanted: Array) -> Array:
    """When the pad stands `wanted` rad from the mean plane, by Newton from `t`, shape (n,)."""
    for _ in range(_ITERATIONS):
        here = pad_plane_geometry(pad, plane.normal(plane.epoch0 + t), plane.epoch0 + t)
        step = (here.offset - wanted) * here.radius / here.across
        t = t - np.clip(step, -600.0, 600.0)
        if np.max(np.abs(step), initial=0.0) < 1e-3:
            break
    return t


def _liftoffs(
    plane: MeanPlane, pad: Place, launcher: Launcher, profiles: Sequence[Profile], crossed: Array
) -> tuple[Window, ...]:
    """Windows that belong to these crossings of the mean plane, s since the plane's epoch, shape.

    N,.
    """
    sets, ascent, start = plane.element_set, launcher.ascent, plane.epoch0
    motion, tilt = (
        TWO_PI * sets.mean_motion_rev_day / DAY_S,
        float(np.radians(sets.inclination_deg)),
    )
    north = np.asarray(
        pad_plane_geometry(pad, plane.normal(start + crossed), start + crossed).northbound
    )
    azimuths = [launcher.azimuth(bool(side)) for side in north]
    t, drift = crossed, np.zeros(len(crossed))
    # heading and phase are those of the lift-off, minutes from the crossing
    for _ in range(4 * _ITERATIONS):
        # A plane whose node lies east by what drifts away later is met as much later: the pad
        # stands to it as it stood `drift` seconds ago to the station's.
        here = pad_plane_geometry(pad, plane.normal(start + (t - drift)), start + (t - drift))
        held = np.array(
            [
                ascent.offset(float(v), float(h), a)
                for v, h, a in zip(here.across, here.heading, azimuths, strict=True)
            ]
        )
        free = ascent.free_per_velocity * here.across
        to_close = phase_to_close(phase_angle(sets, pad, start + t), ascent, motion)
        # A station just behind the ship is a lap away or nothing: nothing, unless a profile closes
        # the lap.
        lap = np.array([bool(fitting(profiles, float(g))) for g in to_close])
        wanted = np.where((to_close > _ALMOST_A_LAP) & ~lap, to_close - TWO_PI, to_close)
        before, drift = drift, drift_of_node(wanted, tilt, motion) / EARTH_RATE
        step = (here.offset * here.radius - held) / here.across + before - drift
        t = t - np.clip(step, -600.0, 600.0)
        if np.max(np.abs(step)) < 1e-2:
            break
    liftoff = start + t
    crossing, offset = _osculating_crossing(sets, pad, liftoff)
    phase = phase_angle(sets, pad, liftoff)
    to_close = phase_to_close(phase, ascent, motion)
    lead = np.asarray(crossing - liftoff)
    # An ascent may have less room than the plane leaves; what is told apart here sums to the lead
    # by construction.
    parts = np.stack([-free / here.across, -(held - free) / here.across, -drift])
    rest = lead - parts.sum(axis=0)
    age = np.asarray(age_days(sets, liftoff))
    told = np.array([UNKNOWN_SPREAD_S if a is None else launcher.spread_s for a in azimuths])
    sigma = np.hypot(told, AGE_S_PER_DAY * age)
    return tuple(
        Window(
            liftoff[k],
            crossing[k],
            float(lead[k]),
            bool(north[k]),
            float(abs(offset[k])),
            float(phase[k]),
            float(to_close[k]),
            fitting(profiles, float(to_close[k])),
            float(sigma[k]),
            azimuths[k] is not None,
            float(age[k]),
            tuple((name, float(x)) for name, x in zip(PARTS, (*parts[:, k], rest[k]), strict=True)),
        )
        for k in range(len(t))
    )


def _osculating_crossing(sets: ElementSet, pad: Place, liftoff: Epoch) -> tuple[Epoch, Array]:
    """When the pad crosses the plane of the moment, and its angle from that plane at lift-off."""
    at = pad_plane_geometry(pad, osculating_normal(sets, liftoff), liftoff)
    crossing = liftoff
    for _ in range(_ITERATIONS):
        here = pad_plane_geometry(pad, osculating_normal(sets, crossing), crossing)
        step = here.offset * here.radius / here.across
        crossing = crossing - np.clip(step, -600.0, 600.0)
        if np.max(np.abs(step), initial=0.0) < 1e-2:
            break
    return crossing, np.asarray(at.offset)


def _check_age(sets: ElementSet, start: Epoch) -> None:
    age = float(age_days(sets, start))
    if abs(age) > OLDEST_DAYS:
        raise RangeError(
            why(
                "old-set" if age > 0 else "young-set",
                label=sets.label,
                when=str(sets.epoch.iso(0)),
                age=(abs(age), 0),
                more=(abs(age) - OLDEST_DAYS, 0),
                most=(OLDEST_DAYS, 0),
            ),
            advice="give a set nearer to the launch",
        )


def _check_latitude(sets: ElementSet, pad: Place) -> None:
    tilt = np.radians(min(sets.inclination_deg, 180.0 - sets.inclination_deg))
    x, _, z = geodetic_to_itrf(pad.latitude, 0.0, pad.altitude)
    latitude = abs(float(np.arctan2(z, x)))
    if latitude > tilt:
        raise RangeError(
            why(
                "latitude",
                latitude=(float(np.degrees(latitude)), 2),
                beyond=(float(np.degrees(latitude - tilt)), 2),
                label=sets.label,
            ),
            advice="every launch from there needs a turn in orbit: see `visviva crew reach`",
        )
