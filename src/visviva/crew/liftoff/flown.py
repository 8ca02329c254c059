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

        >>> row = FLOWN[0]
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


def _row(
    flight: str,
    ship: str,
    vehicle: str,
    site: str,
    liftoff: str,
    elements: str,
    offset_deg: float,
    heading_deg: float,
    latitude_deg: float,
    radius_m: float,
    phase_deg: float,
    inclination_deg: float,
    rev_day: float,
    source: str,
) -> Flown:
    offset, heading, latitude, phase, tilt = (
        float(np.radians(x))
        for x in (offset_deg, heading_deg, latitude_deg, phase_deg, inclination_deg)
    )
    motion = 2.0 * np.pi * rev_day / DAY_S
    return Flown(
        flight,
        ship,
        vehicle,
        site,
        liftoff,
        elements,
        offset,
        heading,
        latitude,
        radius_m,
        phase,
        tilt,
        motion,
        source,
    )


_SET = "; element set: public US catalogue"
_RECALLED = "lift-off to the second: general reference" + _SET
# fmt: off
FLOWN: tuple[Flown, ...] = (
    _row("Soyuz TMA-09M", "soyuz-ms", "soyuz-fg", "baikonur",
         "2013-05-28T20:31:24Z", "2013-05-29T20:56:03Z",
         0.23215, 62.2160, 45.7280, 6367236, -18.549, 51.6485, 15.50581,
         "nasaspaceflight.com 2013/05 (minute); " + _RECALLED),
    _row("Soyuz TMA-12M", "soyuz-ms", "soyuz-fg", "baikonur",
         "2014-03-25T21:17:23Z", "2014-03-25T04:21:52Z",
         0.23710, 62.2004, 45.7280, 6367236, -9.298, 51.6505, 15.51017,
         "spacepolicyonline (minute); " + _RECALLED),
    _row("Soyuz MS-01", "soyuz-ms", "soyuz-fg", "baikonur",
         "2016-07-07T01:36:40Z", "2016-07-06T13:40:24Z",
         0.04716, 62.6366, 45.7280, 6367236, 63.750, 51.6437, 15.54721,
         "spaceflights.news (minute); " + _RECALLED),
    _row("Soyuz MS-03", "soyuz-ms", "soyuz-fg", "baikonur",
         "2016-11-17T20:20:13Z", "2016-11-21T20:21:08Z",
         0.09449, 62.5272, 45.7280, 6367236, 131.930, 51.6455, 15.53696,
         _RECALLED),
    _row("Soyuz MS-09", "soyuz-ms", "soyuz-fg", "baikonur",
         "2018-06-06T11:12:41Z", "2018-06-06T22:12:30Z",
         0.02748, 62.6837, 45.7280, 6367236, 35.788, 51.6425, 15.54142,
         _RECALLED),
    _row("Soyuz MS-11", "soyuz-ms", "soyuz-fg", "baikonur",
         "2018-12-03T11:31:53Z", "2018-12-02T07:51:07Z",
         0.24897, 62.1993, 45.7280, 6367236, -4.344, 51.6401, 15.54045,
         _RECALLED),
    _row("Soyuz MS-12", "soyuz-ms", "soyuz-fg", "baikonur",
         "2019-03-14T19:14:08Z", "2019-03-13T14:02:12Z",
         0.24193, 62.2126, 45.7280, 6367236, -15.613, 51.6411, 15.52801,
         _RECALLED),
    _row("Soyuz MS-13", "soyuz-ms", "soyuz-fg", "baikonur",
         "2019-07-20T16:28:20Z", "2019-07-22T13:25:13Z",
         0.24147, 62.2102, 45.7280, 6367236, -16.690, 51.6424, 15.50995,
         _RECALLED),
    _row("Soyuz MS-16", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2020-04-09T08:05:06Z", "2020-04-10T11:56:58Z",
         0.25252, 62.3292, 45.8039, 6367208, -7.817, 51.6442, 15.48680,
         _RECALLED),
    _row("Soyuz MS-17", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2020-10-14T05:45:04Z", "2020-10-13T02:14:36Z",
         0.25667, 62.3194, 45.8039, 6367208, 2.766, 51.6446, 15.49299,
         "energia.ru 2020-10-14 (minute); " + _RECALLED),
    _row("Soyuz MS-18", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2021-04-09T07:42:41Z", "2021-04-08T00:55:33Z",
         0.25459, 62.3192, 45.8039, 6367208, 3.255, 51.6464, 15.48873,
         _RECALLED),
    _row("Soyuz MS-20", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2021-12-08T07:38:15Z", "2021-12-06T09:35:01Z",
         0.24746, 62.3422, 45.8039, 6367208, -14.163, 51.6435, 15.48947,
         _RECALLED),
    _row("Soyuz MS-21", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2022-03-18T15:55:18Z", "2022-03-19T01:18:32Z",
         0.26065, 62.3152, 45.8039, 6367208, 2.220, 51.6427, 15.49469,
         _RECALLED),
    _row("Soyuz MS-22", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2022-09-21T13:54:49Z", "2022-09-23T20:15:49Z",
         0.26226, 62.3123, 45.8039, 6367208, 3.741, 51.6423, 15.50239,
         _RECALLED),
    _row("Soyuz MS-27", "soyuz-ms", "soyuz-2.1a", "baikonur",
         "2025-04-08T05:47:15Z", "2025-04-07T12:29:37Z",
         0.26677, 62.3163, 45.8039, 6367208, 3.739, 51.6365, 15.49321,
         _RECALLED),
    _row("Shenzhou-15", "shenzhou", "long-march-2f", "jiuquan",
         "2022-11-29T15:08:17Z", "2022-12-04T05:56:00Z",
         0.19670, 99.4975, 40.7677, 6369992, -0.940, 41.4771, 15.59273,
         "leonarddavid.com (minute); " + _RECALLED),
    _row("Shenzhou-21", "shenzhou", "long-march-2f", "jiuquan",
         "2025-10-31T15:44:46Z", "2025-11-02T04:13:14Z",
         0.19945, 99.4565, 40.7677, 6369992, 7.862, 41.4666, 15.60215,
         "space.com 2025-10-31 (minute); " + _RECALLED),
)
# fmt: on


def launcher(
    ship: str,
    site: str,
    ascent: AscentProfile,
    *,
    vehicle: str | None = None,
    without: str | None = None,
    rows: Sequence[Flown] = FLOWN,
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
