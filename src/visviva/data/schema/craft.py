"""What flies once in orbit: crewed ships, stations, satellites."""

from datetime import date
from math import radians
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, Field

from visviva.data.schema.common import Fact, Key, Section, Sourced
from visviva.data.schema.figure import (
    AltitudeKm,
    AreaM2,
    Days,
    Figure,
    HeightM,
    ImpulseS,
    InclinationDeg,
    LengthM,
    LoadG,
    MassKg,
    ShipKg,
    SpeedMS,
    StructureKg,
    ThrustN,
    TimeS,
    VolumeM3,
)
from visviva.data.schema.flight import CapsuleFact, InsertionFact, ProfileFact, ZoneFact
from visviva.errors import UnknownNameError

if TYPE_CHECKING:
    from visviva.crew.descent.landing import Zone
    from visviva.crew.entry.capsules import CapsuleFigures
    from visviva.crew.liftoff.phasing import PublishedProfile

Interface = Literal["probe-and-cone", "hybrid", "apas-androgynous", "chinese-androgynous", "idss"]


class DockingFact(Sourced):
    """The docking unit a ship carries; `mates_with` names the interfaces it can join."""

    interface: Interface
    side: Literal["active", "passive", "androgynous"]
    mates_with: tuple[Interface, ...] = Field(min_length=1)


class LandingFact(Section):
    """How a ship comes down."""

    descent_module_mass_kg: StructureKg | None = None
    descent_module_area_m2: AreaM2 | None = None
    landing_radius_km: AltitudeKm | None = None
    ballistic_undershoot_km: AltitudeKm | None = None
    nominal_load_g: LoadG | None = None
    ballistic_load_g: LoadG | None = None
    parachute_height_m: HeightM | None = None
    descent_rate_m_s: SpeedMS | None = None
    touchdown_speed_m_s: SpeedMS | None = None
    zones: tuple[ZoneFact, ...] = ()


class ShipFact(Fact):
    """A ship that flies to stations, or with a crew; one without seats has `crew_max` 0."""

    kind: Literal["ship"] = "ship"
    country: str
    crew_min: int = Field(ge=0, le=20)
    crew_max: int = Field(ge=0, le=20)
    mass_kg: ShipKg
    propellant_kg: MassKg | None = None
    isp_s: ImpulseS | None = None
    main_thrust_n: ThrustN | None = None
    delta_v_m_s: SpeedMS | None = None
    rendezvous_delta_v_m_s: SpeedMS | None = None
    deorbit_delta_v_m_s: SpeedMS | None = None
    reserve_delta_v_m_s: SpeedMS | None = None
    free_flight_days: Days | None = None
    docked_days: Days | None = None
    habitable_volume_m3: VolumeM3 | None = None
    max_height_m: LengthM | None = None
    max_diameter_m: LengthM | None = None
    docking: DockingFact | None = None
    landing: LandingFact | None = None
    insertion: InsertionFact | None = None
    profiles: tuple[ProfileFact, ...] = ()
    capsule: CapsuleFact | None = None
    launchers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def zones(self) -> "tuple[Zone, ...]":
        """Public landing zones, in the order of the fact."""
        return tuple(zone.build() for zone in (self.landing.zones if self.landing else ()))

    def capsule_figures(self) -> "CapsuleFigures":
        """The descent module as `crew` flies it.

        Raises
        ------
        UnknownNameError
            If the fact lacks a figure that an entry needs.
        """
        from visviva.crew.entry.capsules import CapsuleFigures

        landing, air = self.landing, self.capsule
        own = {
            "mass": landing and landing.descent_module_mass_kg,
            "area": landing and landing.descent_module_area_m2,
            "descent_rate": landing and landing.descent_rate_m_s,
            "nominal_load_g": landing and landing.nominal_load_g,
        }
        values = {name: figure.value for name, figure in own.items() if figure}
        if air is None or len(values) < len(own):
            missing = "capsule" if air is None else next(n for n in own if n not in values)
            raise UnknownNameError(
                f"no entry figures are known for {self.slug!r} ({missing})",
                advice="add [capsule] and [landing] to its fact, or fly the capsule as a stated "
                "case with `visviva crew entry`",
            )
        return CapsuleFigures(
            ship=self.slug,
            **values,
            cd=air.cd.value,
            lift_to_drag=air.lift_to_drag.value,
            nose_radius=air.nose_radius_m.value,
            drogue_altitude=air.drogue_altitude_m.value,
            drogue_area=air.drogue_area_m2.value,
            main_altitude=air.main_altitude_m.value,
            main_area=air.main_area_m2.value,
        )

    def published_profiles(self) -> "tuple[PublishedProfile, ...]":
        """Published ways to a station, as `crew` takes them."""
        from visviva.crew.liftoff.phasing import PublishedProfile

        return tuple(
            PublishedProfile(
                p.key,
                p.orbits,
                3600.0 * p.flight_time_h.value,
                radians(p.width_deg.value) if p.width_deg else None,
                p.source,
            )
            for p in self.profiles
        )


class PortFact(Sourced):
    """A port of a station and the interface it offers."""

    key: Key
    name: str
    interface: Interface
    side: Literal["active", "passive", "androgynous"]


class ElementSetFact(Sourced):
    """Element set as published, with the moment it belongs to.

    The orbit on one date, not today's.
    """

    epoch_utc: AwareDatetime
    line1: str = Field(min_length=69, max_length=69)
    line2: str = Field(min_length=69, max_length=69)


class OrbitFact(Section):
    """Where a body flies; heights above the mean radius or ellipsoid of the body it circles."""

    body: Literal["earth", "moon"] = "earth"
    inclination_deg: InclinationDeg
    perigee_km: AltitudeKm
    apogee_km: AltitudeKm


class StationFact(Fact):
    """A crewed station, of today, of the past or planned."""

    kind: Literal["station"] = "station"
    country: str
    catalog_number: int | None = Field(default=None, ge=1, le=999_999_999)
    decayed_on: date | None = None
    mass_kg: ShipKg | None = None
    orbit: OrbitFact
    element_sets: tuple[ElementSetFact, ...] = ()
    ports: tuple[PortFact, ...] = ()
    visitors: tuple[str, ...] = ()

    def accepts(self, ship: ShipFact) -> bool | None:
        """Whether a port of this station mates with the unit of `ship`.

        None where either is not known.
        """
        if ship.docking is None or not self.ports:
            return None
        return any(port.interface in ship.docking.mates_with for port in self.ports)


class SensorFact(Section):
    """A camera, as far as known."""

    key: Key
    name: str
    ground_sample_distance_m: LengthM | None = None
    swath_km: AltitudeKm | None = None


class SatelliteFact(Fact):
    """A satellite or a probe."""

    kind: Literal["satellite"] = "satellite"
    country: str
    catalog_number: int | None = Field(default=None, ge=1, le=999_999_999)
    designator: str = ""
    launched_utc: AwareDatetime | None = None
    injected_after_s: TimeS | None = None
    launch_vehicle: str = ""
    launch_site: str = ""
    mass_kg: MassKg | None = None
    propellant_kg: MassKg | None = None
    isp_s: ImpulseS | None = None
    orbit: OrbitFact | None = None
    transfer_days: Days | None = None
    element_sets: tuple[ElementSetFact, ...] = ()
    sensors: tuple[SensorFact, ...] = ()
    figures_of_note: dict[str, Figure] = Field(default_factory=dict)
    decayed_on: date | None = None
