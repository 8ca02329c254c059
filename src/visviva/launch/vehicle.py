"""A launcher as a frozen value: stages, fairing, limits.

Filled by `visviva.data`, or by hand in a notebook.
"""

from dataclasses import dataclass, field
from typing import Literal

from visviva.core.constants import STANDARD_GRAVITY
from visviva.errors import InputError
from visviva.launch.reasons import why

Ignition = Literal["liftoff", "sequence"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, or one group of `count` equal units that burn together.

    Attributes
    ----------
    name : str
    dry_mass, propellant_mass : float
        Of one unit, kg; propellant is what the stage carries, residuals included.
    thrust_vacuum : float
        Of one unit at full throttle in vacuum, N.
    specific_impulse_vacuum : float
        s.
    nozzle_exit_area : float
        Sum of exit areas of one unit, m²; thrust at ambient pressure p is ``thrust_vacuum - p *
        area``.
    count : int
        Equal units.
    ignition : {"liftoff", "sequence"}
        ``liftoff``: burns from the ground (strap-ons beside their core); ``sequence``: when the
        stage listed before it is spent (beside the core, if that is listed after it).
    throttle : tuple of (float, float)
        Steps ``(seconds since its ignition, fraction)``; empty means full thrust throughout.
    throttle_min : float
        Lowest fraction to which the engines can be turned down (1: fixed).
    restarts : int
        How often it can be lit again after a coast.
    residual_fraction : float
        Share of the propellant that cannot be burnt.
    diameter : float
        m.

    Raises
    ------
    InputError
        If a mass, a thrust or an impulse cannot be that of a stage.
    """

    name: str
    dry_mass: float
    propellant_mass: float
    thrust_vacuum: float
    specific_impulse_vacuum: float
    nozzle_exit_area: float = 0.0
    count: int = 1
    ignition: Ignition = "sequence"
    throttle: tuple[tuple[float, float], ...] = ()
    throttle_min: float = 1.0
    restarts: int = 0
    residual_fraction: float = 0.0
    diameter: float = 0.0

    def __post_init__(self) -> None:
        for name in ("dry_mass", "propellant_mass", "thrust_vacuum", "specific_impulse_vacuum"):
            if not getattr(self, name) > 0:
                raise InputError(
                    f"stage {self.name!r}: {name} is {getattr(self, name)}",
                    advice="give a positive figure",
                )
        if not self.dry_mass < self.gross_mass:
            raise InputError(
                f"stage {self.name!r} is heavier dry than full", advice="check its masses"
            )
        if self.count < 1:
            raise InputError(
                f"stage {self.name!r}: count is {self.count}", advice="give one unit or more"
            )

    @property
    def gross_mass(self) -> float:
        """Dry mass and propellant of one unit, kg."""
        return self.dry_mass + self.propellant_mass

    @property
    def mass_flow(self) -> float:
        """Propellant flow of one unit at full throttle, kg/s."""
        return self.thrust_vacuum / (self.specific_impulse_vacuum * STANDARD_GRAVITY)

    @property
    def burn_time(self) -> float:
        """Time to burn the usable propellant at full throttle, s."""
        return self.propellant_mass * (1.0 - self.residual_fraction) / self.mass_flow


@dataclass(frozen=True, slots=True)
class Fairing:
    """What covers the payload until the air is thin.

    `mass` in kg, dropped below `heat_flux_limit` W/m².
    """

    mass: float
    diameter: float
    heat_flux_limit: float = 1135.0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A launcher: stages in burn order.

    Strap-ons and core both ``ignition="liftoff"``, fairing, limits.

    Attributes
    ----------
    name, family : str
        Slug, and the slug that groups vehicles of one design bureau for shared loss figures.
    stages : tuple of Stage
    fairing : Fairing or None
    adapter_mass : float
        Between last stage and payload, kg; not payload.
    drag_diameter : float
        Diameter of the reference area for drag, m.
    mach, drag_coefficient : tuple of float
        Drag coefficient by Mach number, linear between.
    axial_load_max : float or None
        Highest axial acceleration, m/s².
    dynamic_pressure_max : float or None
        Highest dynamic pressure on the way up, Pa; None: see
        `visviva.launch.optimal.aerodynamics.pressure_limit`.
    """

    name: str
    family: str
    stages: tuple[Stage, ...]
    fairing: Fairing | None = None
    adapter_mass: float = 0.0
    drag_diameter: float = 0.0
    mach: tuple[float, ...] = field(default=())
    drag_coefficient: tuple[float, ...] = field(default=())
    axial_load_max: float | None = None
    dynamic_pressure_max: float | None = None

    def __post_init__(self) -> None:
        if not self.stages:
            raise InputError(f"vehicle {self.name!r} has no stages", advice="give at least one")
        if not any(s.ignition == "liftoff" for s in self.stages):
            raise InputError(
                f"vehicle {self.name!r} lights no stage on the pad",
                advice='give one stage ignition = "liftoff"',
            )

    @property
    def liftoff_mass(self) -> float:
        """Mass on the pad without payload, kg."""
        fairing = self.fairing.mass if self.fairing else 0.0
        return sum(s.count * s.gross_mass for s in self.stages) + fairing + self.adapter_mass


def check_vehicle(vehicle: Vehicle, payload: float = 0.0) -> None:
    """Refuse a vehicle that does not leave the pad.

    Raises
    ------
    InputError
        With the thrust-to-weight ratio at lift-off, if it is 1 or less.
    """
    push = sum(
        s.count
        * (s.thrust_vacuum - 101325.0 * s.nozzle_exit_area)
        * (s.throttle[0][1] if _low_start(s.throttle) else 1.0)
        for s in vehicle.stages
        if s.ignition == "liftoff"
    )
    ratio = push / ((vehicle.liftoff_mass + payload) * STANDARD_GRAVITY)
    if ratio <= 1.0:
        raise InputError(
            why("weak", vehicle=vehicle.name, ratio=(ratio, 3)),
            advice="it must be above 1: check thrusts and masses",
            thrust_to_weight=ratio,
        )


def _low_start(throttle: tuple[tuple[float, float], ...]) -> bool:
    return bool(throttle) and throttle[0][0] <= 0.0
