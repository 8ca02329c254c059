"""What a crewed flight needs beside the ship: zones, profiles, the capsule, and what flew before.

Rows about ships are part of a ship's fact; the tables of `data/crewed` hold what belongs to no one
ship: flown lift-offs, loads that people have borne, radio stations.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import AwareDatetime, Field

from visviva.data.schema.common import Key, Section, Sourced
from visviva.data.schema.figure import (
    AltitudeKm,
    AngleDeg,
    AreaM2,
    Figure,
    HeightM,
    Hours,
    HowKnown,
    LatitudeDeg,
    LengthM,
    LongitudeDeg,
    MetresUp,
    Number,
    Strict,
)

if TYPE_CHECKING:
    from visviva.crew.descent.landing import Zone

_Degrees = Annotated[float, Field(ge=-360.0, le=360.0)]


class ZoneFact(Section):
    """A public landing zone: a recovery area about a centre."""

    key: Key
    name: str
    country: str = ""
    lat_deg: LatitudeDeg
    lon_deg: LongitudeDeg
    radius_km: AltitudeKm
    ground_m: HeightM | None = None

    def build(self) -> "Zone":
        """The zone as `crew` takes it; ground at 0 m where the fact gives none."""
        from visviva.core.place import Place
        from visviva.crew.descent.landing import Zone

        ground = self.ground_m.value if self.ground_m else 0.0
        center = Place.from_degrees(self.lat_deg.value, self.lon_deg.value, ground, self.name)
        return Zone(center, 1e3 * self.radius_km.value)


class InsertionFact(Section):
    """Orbit in which the launcher leaves the ship; heights over the equatorial radius."""

    perigee_km: AltitudeKm
    apogee_km: AltitudeKm


class ProfileFact(Sourced):
    """A way to the station: revolutions as operators count them, flight time, width of phase.

    ``width_deg`` is the published width of the phase that it takes; without one, what flies.
    """

    key: Key
    orbits: int = Field(ge=0, le=200)
    flight_time_h: Hours
    width_deg: AngleDeg | None = None


class CapsuleFact(Section):
    """The descent module in the air.

    Mass, area, loads and descent rate stand under ``landing``. Drag and lift are those of the
    shape, the same for the lifting and the ballistic regime.
    """

    cd: Number
    lift_to_drag: Number
    nose_radius_m: LengthM
    drogue_altitude_m: MetresUp
    drogue_area_m2: AreaM2
    main_altitude_m: MetresUp
    main_area_m2: AreaM2


class LiftoffRow(Strict):
    """A flown lift-off as measured against its station's mean plane."""

    flight: str
    ship: str
    vehicle: str
    site: str
    liftoff_utc: AwareDatetime
    elements_utc: AwareDatetime
    offset_deg: _Degrees
    heading_deg: _Degrees
    latitude_deg: _Degrees
    radius_m: float = Field(gt=6.3e6, lt=6.4e6)
    phase_deg: _Degrees
    inclination_deg: _Degrees
    mean_motion_rev_day: float = Field(gt=10.0, lt=17.0)
    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class LoadReferenceRow(Strict):
    """A load that people have borne chest to back, g."""

    peak_g: float = Field(gt=0.0, le=50.0)
    who: str
    who_fr: str | None = None
    who_ko: str | None = None
    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class RadioSiteRow(Strict):
    """A ground station that talks to crewed ships."""

    name: str
    country: str
    lat_deg: float = Field(ge=-90.0, le=90.0)
    lon_deg: float = Field(ge=-180.0, le=180.0)
    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class GuestRow(Strict):
    """A guest of a crewed ship: when the training began at the earliest and latest, and ended."""

    name: str
    begun: tuple[date, date]
    liftoff: date
    source: str = Field(min_length=3)
    as_of: date
    how_known: HowKnown


class CrewedTables(Strict):
    """The tables of `data/crewed`, one list each."""

    liftoffs: tuple[LiftoffRow, ...] = ()
    references: tuple[LoadReferenceRow, ...] = ()
    stations: tuple[RadioSiteRow, ...] = ()
    guests: tuple[GuestRow, ...] = ()


__all__ = ["CapsuleFact", "CrewedTables", "Figure", "InsertionFact", "ProfileFact", "ZoneFact"]
