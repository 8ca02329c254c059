"""Launch sites: pads with coordinates, and the directions a site may use, uses and has used.

Three figures that are often taken for one another: `corridors` (bands of azimuth or inclination
that somebody published), `flown` (inclinations of the orbits reached from here, by a launch list)
and `doglegs` (headings of flights that turned on the way up).
"""

import math
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from visviva.core.place import Place
from visviva.data.schema.common import Fact, Key, Section, Sourced
from visviva.data.schema.figure import (
    Figure,
    HeightM,
    InclinationDeg,
    LatitudeDeg,
    LongitudeDeg,
    TimeS,
)
from visviva.errors import UnknownNameError


class Pad(Section):
    """One launch pad, WGS 84 geodetic coordinates."""

    key: Key
    name: str
    lat_deg: LatitudeDeg
    lon_deg: LongitudeDeg
    height_m: HeightM | None = None
    vehicles: tuple[str, ...] = ()
    crewed: bool = False


class Corridor(Sourced):
    """A band of inclinations, or of launch azimuths.

    Clockwise from north, that the site uses or allows.

    ``status``: ``allowed`` by rule, ``used`` by flights, ``claimed`` by a notice or a statement.
    An azimuth band may run through north: ``[-10.5, 93.5]``.
    """

    key: Key
    inclination_deg: tuple[float, float] | None = None
    azimuth_deg: tuple[float, float] | None = None
    status: Literal["allowed", "used", "claimed"] = "used"
    pads: tuple[str, ...] = ()
    crewed: bool = False

    @model_validator(mode="after")
    def _one_band_in_order(self) -> "Corridor":
        if (self.inclination_deg is None) == (self.azimuth_deg is None):
            raise ValueError("give either inclination_deg or azimuth_deg, as [low, high]")
        low, high = self.inclination_deg or self.azimuth_deg or (0.0, 0.0)
        if not low <= high:
            raise ValueError(
                f"the corridor runs from {low:g} to {high:g}: give the lower end first"
            )
        if self.inclination_deg and not 0.0 <= low <= high <= 180.0:
            raise ValueError("an inclination lies in 0 to 180 deg")
        if self.azimuth_deg and not -360.0 <= low <= high <= 360.0:
            raise ValueError("an azimuth lies in -360 to 360 deg")
        return self


class FlownInclinations(Sourced):
    """Inclinations of the low orbits reached from a site, degrees, by a list of launches.

    `inclination_deg` is lowest and highest ever, `usual_deg` the 5th and 95th percentile,
    `since_2000_deg` lowest and highest since 2000. An orbit is the satellite's: a kick stage may
    have turned it, so a value below the latitude of the pad is a plane change, not an azimuth.
    """

    launches: int = Field(ge=0)
    first: date | None = None
    last: date | None = None
    gcat_sites: tuple[str, ...] = ()
    low_orbits: int = Field(default=0, ge=0)
    inclination_deg: tuple[float, float] | None = None
    usual_deg: tuple[float, float] | None = None
    since_2000_deg: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _bands_in_order(self) -> "FlownInclinations":
        for band in (self.inclination_deg, self.usual_deg, self.since_2000_deg):
            if band is not None and not 0.0 <= band[0] <= band[1] <= 180.0:
                raise ValueError("a band of inclinations is [low, high] within 0 to 180 deg")
        return self


class Dogleg(Sourced):
    """A turn in flight: the heading at first, the heading after it, clockwise from north.

    `inclination_deg` is that of the orbit it led to; `pads` and `vehicles` are those that flew it.
    """

    key: Key
    first_azimuth_deg: Figure
    turned_azimuth_deg: Figure
    inclination_deg: InclinationDeg | None = None
    turn_time_s: TimeS | None = None
    pads: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()


class SiteFact(Fact):
    """A launch site."""

    kind: Literal["site"] = "site"
    country: str
    pads: tuple[Pad, ...] = Field(min_length=1)
    corridors: tuple[Corridor, ...] = ()
    flown: FlownInclinations | None = None
    doglegs: tuple[Dogleg, ...] = ()

    def pad(self, key: str | None = None) -> Pad:
        """The pad named `key`; without one, the first, which is the one that counts by default."""
        if key is None:
            return self.pads[0]
        for pad in self.pads:
            if key.casefold() in (pad.key.casefold(), pad.name.casefold()):
                return pad
        known = ", ".join(p.key for p in self.pads)
        raise UnknownNameError(
            f"{self.slug} has no pad {key!r}", advice=f"its pads are {known}", nearest=known
        )

    def pad_for(self, vehicle: str, key: str | None = None) -> Pad:
        """The pad named `key`; without one, the first that lists the vehicle, else the first."""
        if key is not None:
            return self.pad(key)
        return next((p for p in self.pads if vehicle in p.vehicles), self.pads[0])

    def place(self, key: str | None = None) -> Place:
        """A pad as a `Place` under the site's title; altitude 0 where the fact gives none."""
        return Place(*self.location(key), self.title)

    def location(self, key: str | None = None) -> tuple[float, float, float]:
        """Geodetic latitude and longitude in rad, height in m.

        0 where the fact gives none of a pad.
        """
        pad = self.pad(key)
        height = pad.height_m.value if pad.height_m else 0.0
        return math.radians(pad.lat_deg.value), math.radians(pad.lon_deg.value), height
