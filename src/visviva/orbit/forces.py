"""What pulls and pushes a spacecraft near the Earth, as frozen values.

Force model, spacecraft, burns.

Limits: Earth-centred motion only; drag and solar pressure are those of a sphere (no attitude, no
lift, no Earth albedo); the shadow is that of a spherical Earth; the solid tide is of degree 2
without its frequency terms (good to about 5 % of the tide); ocean tides are left out.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from visviva.core.atmosphere.nrlmsise import Nrlmsise00
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.ephemeris import SunMoon, SunMoonTable
from visviva.core.gravity import GravityField
from visviva.core.time import Epoch
from visviva.errors import InputError

BurnFrame = Literal["gcrf", "rtn", "tnw"]


@dataclass(frozen=True, slots=True)
class Spacecraft:
    """A spacecraft as drag and sunlight see it.

    Attributes
    ----------
    mass : float
        kg, at the start.
    area : float
        Mean cross-section towards the air, m2.
    cd : float
        Drag coefficient; 2.2 is the customary value for a compact body (Vallado 2013, section
        8.6.2).
    cr : float
        Solar pressure coefficient, 1 absorbs, 2 reflects.
    sun_area : float, optional
        Mean cross-section towards the Sun, m2; default `area`.

    Raises
    ------
    InputError
        If the mass is not positive or another value is negative.
    """

    mass: float
    area: float = 0.0
    cd: float = 2.2
    cr: float = 1.3
    sun_area: float | None = None

    def __post_init__(self) -> None:
        values = (self.area, self.cd, self.cr, self.sun_area or 0.0)
        if not (self.mass > 0.0 and np.isfinite(self.mass)) or not all(
            x >= 0.0 and np.isfinite(x) for x in values
        ):
            raise InputError(
                f"a spacecraft of {self.mass:g} kg and {self.area:g} m2",
                advice="give mass > 0, the rest >= 0",
            )


@dataclass(frozen=True, slots=True)
class ForceModel:
    """The forces of a numerical propagation.

    Attributes
    ----------
    gravity : GravityField
        Field of the Earth, in ITRF. Default EGM2008 to degree and order 70.
    sun, moon : bool
        Attraction of these bodies.
    atmosphere : Nrlmsise00 or None
        Drag, if given.
    solar_pressure : bool
        With a conical shadow.
    solid_tide : bool
        Tide raised by Sun and Moon (whichever are on), Love number 0.30; needs a tide-free field.
    relativity : bool
        Schwarzschild term of the Earth.
    ephemeris : SunMoon
        Default: the bundled excerpt of DE440.
    orientation : EarthOrientation
        Default: the bundled series.

    Raises
    ------
    FrameError
        If the field belongs to another body's frame.
    InputError
        If the solid tide is asked for with a field that already holds its permanent part.

    Examples
    --------
    >>> ForceModel.conservative(20).gravity.degree
    20
    """

    gravity: GravityField = field(default_factory=lambda: GravityField.egm2008().truncated(70))
    sun: bool = True
    moon: bool = True
    atmosphere: Nrlmsise00 | None = None
    solar_pressure: bool = False
    solid_tide: bool = False
    relativity: bool = False
    ephemeris: SunMoon = field(default_factory=SunMoonTable.bundled)
    orientation: EarthOrientation = field(default_factory=EarthOrientation.default)

    def __post_init__(self) -> None:
        self.gravity.in_frame("ITRF")
        if self.solid_tide and self.gravity.tide_system != "tide_free":
            raise InputError(
                f"solid tide on top of a {self.gravity.tide_system} field",
                advice="use a tide-free field: the permanent tide would count twice",
            )

    @classmethod
    def two_body(cls) -> "ForceModel":
        """The central term of EGM2008 alone."""
        return cls(gravity=GravityField.egm2008().truncated(0), sun=False, moon=False)

    @classmethod
    def conservative(cls, degree: int = 70) -> "ForceModel":
        """Gravity to `degree` and order, Sun and Moon."""
        return cls(gravity=GravityField.egm2008().truncated(degree))

    @classmethod
    def full(cls, degree: int = 70, atmosphere: Nrlmsise00 | None = None) -> "ForceModel":
        """The conservative part, NRLMSISE-00 drag and solar pressure."""
        return replace(
            cls.conservative(degree), atmosphere=atmosphere or Nrlmsise00(), solar_pressure=True
        )

    @classmethod
    def precise(cls, atmosphere: Nrlmsise00 | None = None) -> "ForceModel":
        """Everything this model knows: degree 120, drag, solar pressure, solid tide, relativity."""
        return replace(cls.full(120, atmosphere), solid_tide=True, relativity=True)


@dataclass(frozen=True, slots=True)
class ImpulsiveBurn:
    """A change of velocity at one moment.

    Attributes
    ----------
    epoch : Epoch
    delta_v : (float, float, float)
        m/s along the axes of `frame`.
    frame : {"gcrf", "rtn", "tnw"}
        ``rtn``: radial, along-track, cross-track. ``tnw``: along velocity, W x T, cross-track.
    isp : float or None
        Specific impulse in s; given, the mass falls as the rocket equation says.
    name : str

    Examples
    --------
    >>> ImpulsiveBurn(Epoch.parse("2024-06-07T00:00:00Z"), (0.0, 1.5, 0.0)).frame
    'rtn'
    """

    epoch: Epoch
    delta_v: tuple[float, float, float]
    frame: BurnFrame = "rtn"
    isp: float | None = None
    name: str = "burn"

    def __post_init__(self) -> None:
        _check_burn(self.delta_v, self.frame, self.isp)


@dataclass(frozen=True, slots=True)
class FiniteBurn:
    """Constant thrust for a while, its direction held in `frame`.

    Attributes
    ----------
    start : Epoch
    duration : float
        s.
    thrust : float
        N.
    isp : float
        Specific impulse, s.
    direction : (float, float, float)
        Along the axes of `frame`; its length does not matter.
    frame : {"gcrf", "rtn", "tnw"}
    name : str
    """

    start: Epoch
    duration: float
    thrust: float
    isp: float
    direction: tuple[float, float, float]
    frame: BurnFrame = "tnw"
    name: str = "burn"

    def __post_init__(self) -> None:
        _check_burn(self.direction, self.frame, self.isp)
        if not (self.duration > 0.0 and self.thrust > 0.0):
            raise InputError(
                f"a burn of {self.thrust:g} N for {self.duration:g} s",
                advice="give both above zero",
            )
        if not any(self.direction):
            raise InputError("a burn without direction", advice="give a vector that is not zero")


def _check_burn(vector: tuple[float, float, float], frame: str, isp: float | None) -> None:
    if len(vector) != 3 or not np.all(np.isfinite(vector)):
        raise InputError(f"a burn along {vector}", advice="give three finite components")
    if frame not in ("gcrf", "rtn", "tnw"):
        raise InputError(f"burn frame {frame!r}", advice="use gcrf, rtn or tnw")
    if isp is not None and not isp > 0.0:
        raise InputError(f"a specific impulse of {isp:g} s", advice="give a positive one")
