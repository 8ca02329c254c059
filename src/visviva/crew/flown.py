"""Flown lift-offs, measured against the station's mean plane: what tells the azimuth a launcher holds.

Each row is a lift-off time and what `visviva.crew.plane` makes of the element set nearest to it: how far the pad stood
from the mean plane, how fast it crossed it, which way the plane ran, how much phase was left at insertion.

Limits: lift-off times to the second are of general reference where no press text read here gives the second; element
sets within 5 days of the lift-off, from the public US catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.core.constants import EARTH_RATE
from visviva.core.time import DAY_S, Epoch
from visviva.crew.climb import Kernel
from visviva.crew.phasing import drift_of_node
from visviva.crew.plane import MeanPlane, Pad, behind, stand
from visviva.crew.window import UNKNOWN_SPREAD_S, Launcher, gap_at_insertion
from visviva.orbit.gp import ElementSet

#: Least spread of a lift-off told by flown ones, s: seconds of lift-off times read from general reference.
LEAST_SPREAD_S = 4.0


@dataclass(frozen=True, slots=True)
class Flown:
    """One lift-off.

    Attributes
    ----------
    flight, ship, site, liftoff_utc, elements_utc, source : str
    offset : float
        Pad from the station's mean plane at lift-off, m, positive on the side of the normal.
    across : float
        Velocity of the pad across the plane, m/s.
    heading : float
        Azimuth of the plane at the pad, rad.
    phase : float
        Angle by which the station was behind the pad, rad.
    inclination, mean_motion : float
        Of the station, rad and rad/s.
    """

    flight: str
    ship: str
    site: str
    liftoff_utc: str
    elements_utc: str
    offset: float
    across: float
    heading: float
    phase: float
    inclination: float
    mean_motion: float
    source: str

    def azimuth(self, kernel: Kernel) -> float:
        """Launch azimuth that this lift-off tells, rad."""
        gap = gap_at_insertion(self.phase, kernel, self.mean_motion)
        drift = float(drift_of_node(gap, self.inclination, self.mean_motion)) / EARTH_RATE
        return kernel.azimuth_for(self.offset - self.across * drift, self.across, self.heading)


def measure(flight: str, ship: str, site: str, element_set: ElementSet, pad: Pad, liftoff: Epoch, source: str) -> Flown:
    """A flown lift-off from an element set of its station."""
    plane = MeanPlane.of(element_set, liftoff - 0.25 * DAY_S, 1.0)
    here = stand(pad, plane.normal(liftoff), liftoff)
    return Flown(
        flight, ship, site, liftoff.iso(0), element_set.epoch.iso(0), float(here.offset * here.radius),
        float(here.across), float(here.heading), float(behind(element_set, pad, liftoff)),
        float(np.radians(element_set.inclination_deg)), 2.0 * np.pi * element_set.mean_motion_rev_day / DAY_S, source,
    )  # fmt: skip


def _row(
    flight: str, ship: str, site: str, liftoff: str, elements: str, offset_m: float, across_m_s: float,
    heading_deg: float, phase_deg: float, inclination_deg: float, rev_day: float, source: str,
) -> Flown:  # fmt: skip
    heading, phase, tilt = (float(np.radians(x)) for x in (heading_deg, phase_deg, inclination_deg))
    motion = 2.0 * np.pi * rev_day / DAY_S
    return Flown(
        flight, ship, site, liftoff, elements, offset_m, across_m_s, heading, phase, tilt, motion, source
    )  # fmt: skip


FLOWN: tuple[Flown, ...] = (
    _row(
        "Soyuz MS-16",
        "soyuz-ms",
        "baikonur",
        "2020-04-09T08:05:06Z",
        "2020-04-10T11:56:58Z",
        28062,
        -150.31,
        62.3292,
        -7.817,
        51.6442,
        15.48680,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-17",
        "soyuz-ms",
        "baikonur",
        "2020-10-14T05:45:04Z",
        "2020-10-13T02:14:36Z",
        28524,
        -150.36,
        62.3194,
        2.766,
        51.6446,
        15.49299,
        "energia.ru 2020-10-14 (minute); lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-18",
        "soyuz-ms",
        "baikonur",
        "2021-04-09T07:42:41Z",
        "2021-04-08T00:55:33Z",
        28293,
        -150.36,
        62.3192,
        3.255,
        51.6464,
        15.48873,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-20",
        "soyuz-ms",
        "baikonur",
        "2021-12-08T07:38:15Z",
        "2021-12-06T09:35:01Z",
        27500,
        -150.25,
        62.3422,
        -14.163,
        51.6435,
        15.48947,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-21",
        "soyuz-ms",
        "baikonur",
        "2022-03-18T15:55:18Z",
        "2022-03-19T01:18:32Z",
        28966,
        -150.38,
        62.3152,
        2.220,
        51.6427,
        15.49469,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-22",
        "soyuz-ms",
        "baikonur",
        "2022-09-21T13:54:49Z",
        "2022-09-23T20:15:49Z",
        29145,
        -150.39,
        62.3123,
        3.741,
        51.6423,
        15.50239,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Soyuz MS-27",
        "soyuz-ms",
        "baikonur",
        "2025-04-08T05:47:15Z",
        "2025-04-07T12:29:37Z",
        29645,
        -150.37,
        62.3163,
        3.739,
        51.6365,
        15.49321,
        "lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Shenzhou-15",
        "shenzhou",
        "jiuquan",
        "2022-11-29T15:08:17Z",
        "2022-12-04T05:56:00Z",
        21869,
        58.05,
        99.4975,
        -0.940,
        41.4771,
        15.59273,
        "leonarddavid.com (minute); lift-off to the second: general reference; element set: public US catalogue",
    ),
    _row(
        "Shenzhou-21",
        "shenzhou",
        "jiuquan",
        "2025-10-31T15:44:46Z",
        "2025-11-02T04:13:14Z",
        22175,
        57.80,
        99.4565,
        7.862,
        41.4666,
        15.60215,
        "space.com 2025-10-31 (minute); lift-off to the second: general reference; element set: public US catalogue",
    ),
)


def launcher(
    ship: str, site: str, kernel: Kernel, *, without: str | None = None, rows: Sequence[Flown] = FLOWN
) -> Launcher:
    """The launcher of a ship at a site, its azimuth told by every flown lift-off but `without`.

    A side (northbound, southbound) that was never flown has no azimuth: the best for each plane is taken.
    """
    told: dict[bool, list[float]] = {True: [], False: []}
    per_second = 1.0
    for row in rows:
        if (row.ship, row.site) == (ship, site) and row.flight != without:
            told[bool(np.cos(row.heading) > 0.0)].append(row.azimuth(kernel))
            per_second = abs(row.across)
    north, south = (float(np.mean(told[side])) if told[side] else None for side in (True, False))
    scatter = [a - float(np.mean(side)) for side in told.values() if side for a in side]
    if not scatter:
        return Launcher(kernel, north, south, UNKNOWN_SPREAD_S)
    spread = float(np.std(scatter)) * abs(kernel.per_sine) / per_second
    return Launcher(kernel, north, south, max(spread, LEAST_SPREAD_S))
