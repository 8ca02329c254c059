"""Options that several commands of `visviva launch` share."""

from pathlib import Path
from typing import Annotated

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


def _picture(path: Path | None) -> Path | None:
    """Refuse a picture that cannot be written before the work."""
    if path is None:
        return None
    from visviva.plot.launch import check_picture

    return check_picture(path)


PictureOption = Annotated[
    Path | None,
    typer.Option("--export", help="Write a picture (.svg, .png, .pdf).", callback=_picture),
]
