"""Launchers: stages, fairing, escape tower, drag, published payloads.

`VehicleFact.build` makes the frozen value.
"""

from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Literal

from pydantic import Field, model_validator

from visviva.core.constants import STANDARD_GRAVITY
from visviva.data.schema.common import Fact, Key, Section, Sourced, path_part
from visviva.data.schema.figure import (
    AltitudeKm,
    AreaM2,
    Figure,
    HeatFlux,
    ImpulseS,
    InclinationDeg,
    LengthM,
    LoadG,
    Percent,
    PressureKpa,
    StructureKg,
    ThrustKn,
    TimeS,
)
from visviva.errors import FactError, InputError
from visviva.launch.vehicle import Fairing, Stage, Vehicle

# Pa, standard atmosphere (ISO 2533): what a sea-level thrust is quoted at
STANDARD_PRESSURE = 101325.0


class StageFact(Section):
    """One stage, or one unit of `count` equal ones; every figure is of one unit.

    `throttle`: steps ``[seconds since its ignition, fraction of full thrust]``. `residual_percent`:
    share of the propellant that cannot be burnt. Thrust at sea level, or the nozzle exit area,
    gives the loss in air.
    """

    key: Key
    name: str
    role: Literal["strap-on", "core", "stage", "upper"] = "stage"
    count: int = Field(default=1, ge=1, le=50)
    ignition: Literal["liftoff", "sequence"] = "sequence"
    dry_mass_kg: StructureKg
    propellant_mass_kg: StructureKg
    thrust_vacuum_kn: ThrustKn
    isp_vacuum_s: ImpulseS
    thrust_sea_level_kn: ThrustKn | None = None
    isp_sea_level_s: ImpulseS | None = None
    nozzle_exit_area_m2: AreaM2 | None = None
    burn_time_s: TimeS | None = None
    residual_percent: Percent | None = None
    diameter_m: LengthM | None = None
    length_m: LengthM | None = None
    throttle: tuple[tuple[float, float], ...] = ()
    throttle_min: float = Field(default=1.0, gt=0.0, le=1.0)
    restarts: int = Field(default=0, ge=0)
    engine: str = ""
    propellant: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "StageFact":
        if (
            self.thrust_sea_level_kn
            and self.thrust_sea_level_kn.value > self.thrust_vacuum_kn.value
        ):
            raise ValueError("more thrust at sea level than in vacuum")
        if any(not 0.0 <= fraction <= 1.0 or t < 0.0 for t, fraction in self.throttle):
            raise ValueError("a throttle step is [seconds >= 0, fraction from 0 to 1]")
        seconds = [t for t, _ in self.throttle]
        if not all(map(isfinite, seconds)) or seconds != sorted(set(seconds)):
            raise ValueError("the seconds of the throttle steps must rise")
        return self


class FairingFact(Section):
    """What covers the payload until the air is thin."""

    mass_kg: StructureKg
    diameter_m: LengthM
    jettison_heat_flux_w_m2: HeatFlux | None = None
    jettison_time_s: TimeS | None = None


class EscapeTowerFact(Section):
    """Launch escape system of a crewed flight, dropped on the way up."""

    mass_kg: StructureKg
    jettison_time_s: TimeS | None = None


class DragFact(Sourced):
    """Drag coefficient by Mach number, rows ``[mach, cd]``, on the area of `diameter_m`."""

    diameter_m: LengthM
    table: tuple[tuple[float, float], ...] = ()

    @model_validator(mode="after")
    def _rising(self) -> "DragFact":
        machs = [mach for mach, _ in self.table]
        if machs != sorted(set(machs)):
            raise ValueError("the Mach numbers must rise")
        if any(
            not (isfinite(mach) and mach >= 0.0 and isfinite(cd) and cd >= 0.0)
            for mach, cd in self.table
        ):
            raise ValueError("a row of drag is [Mach number, coefficient], both zero or more")
        return self


class PayloadRow(Sourced):
    """A payload that was flown or published, for an orbit from a site.

    A flown one says when: it is a lower bound of what the launcher lifts, and counts for flights
    after that day alone.
    """

    site: str
    perigee_km: AltitudeKm
    apogee_km: AltitudeKm
    inclination_deg: InclinationDeg
    payload_kg: StructureKg
    type: Literal["flown", "published"]
    flown_on: date | None = None
    vehicle: str = ""
    calibrates: bool = True
    crewed: bool = False


class VehicleFact(Fact):
    """A launcher. `stages` in burn order, strap-ons before their core."""

    kind: Literal["vehicle"] = "vehicle"
    country: str
    family: str
    stages: tuple[StageFact, ...] = Field(min_length=1)
    fairing: FairingFact | None = None
    escape_tower: EscapeTowerFact | None = None
    adapter_mass_kg: StructureKg | None = None
    drag: DragFact | None = None
    axial_load_max_g: LoadG | None = None
    dynamic_pressure_max_kpa: PressureKpa | None = None
    liftoff_mass_kg: StructureKg | None = None
    sites: tuple[str, ...] = ()
    payloads: tuple[PayloadRow, ...] = ()

    @model_validator(mode="after")
    def _stands_on_a_burning_stage(self) -> "VehicleFact":
        keys = [stage.key for stage in self.stages]
        if len(set(keys)) != len(keys):
            raise ValueError("two stages have the same key")
        if not any(stage.ignition == "liftoff" for stage in self.stages):
            raise ValueError('no stage burns on the pad: give one ignition = "liftoff"')
        return self

    def build(self, values: Mapping[str, float] | None = None, *, crewed: bool = False) -> Vehicle:
        """The launcher as the frozen value that physics uses, SI units.

        Parameters
        ----------
        values : mapping of str to float, optional
            Figures to put in place of the best ones, by dotted path, in the unit of the field:
            ``{"stages.blok-i.dry_mass_kg": 2450.0}``. A stage may be named by key or by number.
            Paths that belong to the fact but not to the launcher (payload rows) are ignored.
        crewed : bool
            Add the escape tower to what is dropped with the fairing (it goes earlier in truth, so
            the payload comes out a little low).

        Returns
        -------
        visviva.launch.vehicle.Vehicle

        Raises
        ------
        FactError
            If a path names no figure of this fact, or the values make no launcher.
        """
        given = {self._canonical(path): value for path, value in (values or {}).items()}

        def best(path: str, figure: Figure | None, default: float = 0.0) -> float:
            return given.get(path, figure.value if figure else default)

        try:
            return Vehicle(
                name=self.slug,
                family=self.family,
                stages=tuple(_stage(stage, given) for stage in self.stages),
                fairing=self._fairing(best, crewed),
                adapter_mass=best("adapter_mass_kg", self.adapter_mass_kg),
                drag_diameter=best("drag.diameter_m", self.drag.diameter_m)
                if self.drag
                else self._widest(),
                mach=tuple(mach for mach, _ in self.drag.table) if self.drag else (),
                drag_coefficient=tuple(cd for _, cd in self.drag.table) if self.drag else (),
                axial_load_max=(
                    best("axial_load_max_g", self.axial_load_max_g) * STANDARD_GRAVITY
                    if self.axial_load_max_g
                    else None
                ),
                dynamic_pressure_max=(
                    best("dynamic_pressure_max_kpa", self.dynamic_pressure_max_kpa) * 1e3
                    if self.dynamic_pressure_max_kpa
                    else None
                ),
            )
        except InputError as err:
            raise FactError(err.message, advice=err.advice, place=self.slug) from err

    def _canonical(self, path: str) -> str:
        head, _, rest = path.partition(".")
        number, _, tail = rest.partition(".")
        if head == "stages" and number.isdigit() and int(number) < len(self.stages):
            path = f"stages.{path_part(self.stages[int(number)].key)}.{tail}"
        self.figure(path)
        return path

    def _fairing(self, best: Callable[[str, Figure | None], float], crewed: bool) -> Fairing | None:
        tower = (
            best("escape_tower.mass_kg", self.escape_tower.mass_kg)
            if crewed and self.escape_tower
            else 0.0
        )
        if self.fairing is None:
            return Fairing(tower, self._widest()) if tower else None
        mass = best("fairing.mass_kg", self.fairing.mass_kg) + tower
        diameter = best("fairing.diameter_m", self.fairing.diameter_m)
        flux = self.fairing.jettison_heat_flux_w_m2
        if flux is None:
            return Fairing(mass, diameter)
        return Fairing(mass, diameter, best("fairing.jettison_heat_flux_w_m2", flux))

    def _widest(self) -> float:
        return max((s.diameter_m.value for s in self.stages if s.diameter_m), default=0.0)


def _stage(fact: StageFact, given: Mapping[str, float]) -> Stage:
    """A stage in SI, with the figures of `given` in place of its own."""

    def best(name: str, default: float = 0.0) -> float:
        figure = getattr(fact, name)
        return given.get(
            f"stages.{path_part(fact.key)}.{name}", figure.value if figure else default
        )

    vacuum = best("thrust_vacuum_kn") * 1e3
    if fact.nozzle_exit_area_m2:
        area = best("nozzle_exit_area_m2")
    elif fact.thrust_sea_level_kn:
        # F(p) = F_vac - p A: the two published thrusts give the exit area (Sutton and Biblarz, eq.
        # 2-14).
        area = (vacuum - best("thrust_sea_level_kn") * 1e3) / STANDARD_PRESSURE
        if area < 0.0:
            raise FactError(
                f"stage {fact.key}: more thrust at sea level than in vacuum",
                advice="check both thrusts",
            )
    else:
        area = 0.0
    return Stage(
        name=fact.key,
        dry_mass=best("dry_mass_kg"),
        propellant_mass=best("propellant_mass_kg"),
        thrust_vacuum=vacuum,
        specific_impulse_vacuum=best("isp_vacuum_s"),
        nozzle_exit_area=area,
        count=fact.count,
        ignition=fact.ignition,
        throttle=fact.throttle,
        throttle_min=fact.throttle_min,
        restarts=fact.restarts,
        residual_fraction=best("residual_percent") / 100.0,
        diameter=best("diameter_m"),
    )
