"""Flown lift-offs, measured against the station's mean plane.

What tells the azimuth a launcher holds.

Each row is a lift-off time and what `visviva.crew.liftoff.plane` makes of the element set nearest
to it: how far the pad stood from the mean plane, how fast it crossed it, which way the plane ran,
how much phase was left at insertion.

Limits: lift-off times to the second are of general reference where no press text read here gives
the second; element sets within 5 days of the lift-off, from the public US catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.core.constants import EARTH_RATE
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.dynamics import turned
from visviva.crew.liftoff.phasing import drift_of_node
from visviva.crew.liftoff.plane import MeanPlane, pad_plane_geometry, phase_angle
from visviva.crew.liftoff.window import UNKNOWN_SPREAD_S, Launcher, phase_to_close
from visviva.orbit.ascent_profile import AscentProfile
from visviva.orbit.gp import ElementSet

#: Least spread of a lift-off told by flown ones, s: seconds of lift-off times read from general
#: reference.
LEAST_SPREAD_S = 4.0


@dataclass(frozen=True, slots=True)
class Flown:
    """One lift-off.

    Attributes
    ----------
    flight, ship, vehicle, site, liftoff_utc, elements_utc, source : str
    offset : float
        Angle of the pad from the station's mean plane at lift-off, rad, positive on the side of the
        normal.
    heading : float
        Azimuth of the plane at the pad, rad.
    latitude, radius : float
        Of the pad about the Earth's centre, rad and m.
    phase : float
        Angle by which the station was behind the pad, rad.
    inclination, mean_motion : float
        Of the station, rad and rad/s.
    """

    flight: str
    ship: str
    vehicle: str
    site: str
    liftoff_utc: str
    elements_utc: str
    offset: float
    heading: float
    latitude: float
    radius: float
    phase: float
    inclination: float
    mean_motion: float
    source: str

    def azimuth(self, ascent: AscentProfile) -> float:
        """Launch azimuth that this lift-off tells, rad."""
        to_close = phase_to_close(self.phase, ascent, self.mean_motion)
        offset, across, heading = self.against_plane(
            float(drift_of_node(to_close, self.inclination, self.mean_motion))
        )
        return ascent.azimuth_for(offset, across, heading)

    def against_plane(self, east: float) -> tuple[float, float, float]:
        """Offset (m), velocity across (m/s) and heading.

        In rad against a plane whose node lies `east` rad farther.

        >>> sphere = 0.8, 6367e3, 0.0, 0.9, 1.13e-3
        >>> row = Flown("a", "b", "c", "d", "", "", 0.004, 1.1, *sphere, "made up")
        >>> round(row.against_plane(0.0)[2] - row.heading, 12)
        0.0
        """
        c, s = np.cos(self.latitude), np.sin(self.latitude)
        up, east_axis, north = (
            np.array([c, 0.0, s]),
            np.array([0.0, 1.0, 0.0]),
            np.array([-s, 0.0, c]),
        )
        along = np.sin(self.heading) * east_axis + np.cos(self.heading) * north
        pole = np.array([0.0, 0.0, 1.0])
        h = turned(np.sin(self.offset) * up + np.cos(self.offset) * np.cross(up, along), pole, east)
        along = np.cross(h, up)
        across = EARTH_RATE * self.radius * c * float(h @ east_axis)
        return (
            self.radius * float(np.arcsin(h @ up)),
            across,
            float(np.arctan2(along @ east_axis, along @ north)),
        )


def measure(
    flight: str,
    ship: str,
    vehicle: str,
    site: str,
    element_set: ElementSet,
    pad: Place,
    liftoff: Epoch,
    source: str,
) -> Flown:
    """A flown lift-off from an element set of its station."""
    plane = MeanPlane.of(element_set, liftoff - 0.25 * DAY_S, 1.0)
    here = pad_plane_geometry(pad, plane.normal(liftoff), liftoff)
    place, pole = pad.r_and_pole_gcrf(liftoff)
    return Flown(
        flight,
        ship,
        vehicle,
        site,
        liftoff.iso(0),
        element_set.epoch.iso(0),
        float(here.offset),
        float(here.heading),
        float(np.arcsin(place @ pole / here.radius)),
        float(here.radius),
        float(phase_angle(element_set, pad, liftoff)),
        float(np.radians(element_set.inclination_deg)),
        2.0 * np.pi * element_set.mean_motion_rev_day / DAY_S,
        source,
    )


def launcher(
    ship: str,
    site: str,
    ascent: AscentProfile,
    *,
    vehicle: str | None = None,
    rows: Sequence[Flown],
    without: str | None = None,
) -> Launcher:
    """The launcher of a ship at a site, its azimuth told by every flown lift-off but `without`.

    Launches of `vehicle` count alone where there are any, else those of every launcher of that ship
    and site. A side (northbound, southbound) that was never flown has no azimuth: the best for each
    plane is taken.
    """
    here = [f for f in rows if (f.ship, f.site) == (ship, site) and f.flight != without]
    mine = [f for f in here if f.vehicle == vehicle] or here
    told: dict[bool, list[float]] = {True: [], False: []}
    for row in mine:
        told[bool(np.cos(row.heading) > 0.0)].append(row.azimuth(ascent))
    north, south = (float(np.mean(told[side])) if told[side] else None for side in (True, False))
    scatter = [a - float(np.mean(side)) for side in told.values() if side for a in side]
    if not scatter:
        return Launcher(ascent, north, south, UNKNOWN_SPREAD_S)
    across = abs(mine[0].against_plane(0.0)[1])
    spread = float(np.std(scatter)) * abs(ascent.per_sine) / across
    return Launcher(ascent, north, south, max(spread, LEAST_SPREAD_S))
