"""Options that several commands of `visviva launch` share."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from visviva.cli.launch.inputs import drops_of, headings_of, orbit_of

if TYPE_CHECKING:
    from visviva.analysis.launch_inputs import TargetOrbit

import typer

VehicleOption = Annotated[
    str, typer.Option("--vehicle", help="Slug or name of a launcher, or a TOML file.")
]
SiteOption = Annotated[
    str, typer.Option("--site", help="Slug or name of a site, a TOML file, or LAT,LON in degrees.")
]
OrbitOption = Annotated[
    str | None,
    typer.Option(
        "--orbit", metavar="sso:H|gto|iss", help="An orbit by name, in place of the figures."
    ),
]
PerigeeOption = Annotated[
    float | None, typer.Option("--perigee-km", help="km over the equatorial radius, like 500.")
]
ApogeeOption = Annotated[
    float | None, typer.Option("--apogee-km", help="km over the equatorial radius, like 500.")
]
InclinationOption = Annotated[
    float | None, typer.Option("--inclination-deg", help="Of the orbit to the equator, 0 to 180.")
]
TurnFlag = Annotated[
    bool, typer.Option("--turn", help="Allow an inclination below the pad's latitude.")
]
SouthFlag = Annotated[bool, typer.Option("--southward", help="Leave towards the descending node.")]
CrewFlag = Annotated[bool, typer.Option("--crewed", help="Carry the escape tower.")]
HeadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--heading-deg",
        help="Heading over the ground when a stage is spent: STAGE=LOW:HIGH, or LOW:HIGH for "
        "those lit on the "
        "pad. Give it twice for a dog-leg.",
    ),
]
DropOption = Annotated[
    list[str] | None,
    typer.Option(
        "--drop-km",
        help="Keep where a stage (or the fairing) comes down within NAME=LOW:HIGH km of ground "
        "range, without air.",
    ),
]
WindOption = Annotated[
    Path | None,
    typer.Option(
        "--wind",
        help="CSV of the wind: altitude_m, east_m_s, north_m_s. The steering does not react to it.",
    ),
]


@dataclass(frozen=True, slots=True)
class Flight:
    """A launcher, a pad and an orbit, and how it may be flown there."""

    vehicle: VehicleOption
    site: SiteOption
    perigee_km: PerigeeOption = None
    apogee_km: ApogeeOption = None
    inclination_deg: InclinationOption = None
    orbit: OrbitOption = None
    turn: TurnFlag = False
    southward: SouthFlag = False
    crewed: CrewFlag = False
    heading_deg: HeadingOption = None
    drop_km: DropOption = None
    wind: WindOption = None

    @property
    def target(self) -> "TargetOrbit | str":
        """As `orbit_of`."""
        return orbit_of(self.orbit, self.perigee_km, self.apogee_km, self.inclination_deg)

    @property
    def manner(self) -> dict[str, Any]:
        """How it may be flown, as the requests of `visviva.analysis` name it."""
        return {
            "turn": self.turn,
            "southward": self.southward,
            "crewed": self.crewed,
            "headings": headings_of(self.heading_deg),
            "drops": drops_of(self.drop_km),
            "wind": self.wind,
        }

    @property
    def wind_word(self) -> str:
        """What a title says of the wind."""
        return "" if self.wind is None else f" in the wind of {self.wind.name}, unsteered"
