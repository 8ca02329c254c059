r"""A camera on a satellite: what its optics and its detector make of the ground.

Limits: a frame or line camera that looks along its boresight; diffraction by a round clear
aperture, :math:`1.22 \lambda R / D` on the plane across the line of sight (Rayleigh 1879). Figures
that are not known are ranges, and what follows from them is one too.
"""

import math
from dataclasses import dataclass

from visviva.core.uncertain import Interval
from visviva.errors import InputError

#: Middle of visible light, m.
WAVELENGTH = 550e-9
#: Edge response and noise of cameras of which they are not known: an assumption, as a range; no
#: source was read for it.
RER, SNR = Interval(0.25, 0.5), Interval(20.0, 100.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera by what is known of it.

    Attributes
    ----------
    name : str
    ifov : Interval or None
        Angle of one detector element, rad; None where only the aperture bounds it.
    aperture : Interval
        m, clear diameter.
    half_field : float or None
        Half angle of view across the track, rad.
    rer, snr : Interval
    """

    name: str
    aperture: Interval
    ifov: Interval | None = None
    half_field: float | None = None
    rer: Interval = RER
    snr: Interval = SNR

    def __post_init__(self) -> None:
        if not 0.0 < self.aperture.low <= self.aperture.high < 20.0:
            raise InputError(
                f"an aperture of {self.aperture.low:g} to {self.aperture.high:g} m",
                advice="give a clear diameter over 0, in metres",
            )
        if self.ifov is not None and not 0.0 < self.ifov.low <= self.ifov.high < 0.1:
            raise InputError(
                f"a detector element of {self.ifov.low:g} to {self.ifov.high:g} rad",
                advice="pixel pitch over focal length, both over 0",
            )
        if self.half_field is not None and not 0.0 < self.half_field < math.radians(60.0):
            raise InputError(
                f"a half angle of view of {math.degrees(self.half_field):g}°",
                advice="a camera wider than its own limb sees sky: give under 60°",
            )

    @classmethod
    def of_pixels(
        cls,
        *,
        name: str,
        focal_length: float,
        pixel: float,
        aperture: float,
        pixels_across: int | None = None,
    ) -> "Camera":
        """A camera whose figures are known, m.

        Examples
        --------
        >>> camera = Camera.of_pixels(name="c", focal_length=5.0, pixel=7e-6, aperture=0.5)
        >>> round(camera.gsd_nadir(500e3).low, 2)
        0.7
        """
        if not focal_length > 0.0 or not pixel > 0.0:
            raise InputError(
                f"a focal length of {focal_length:g} m and pixels of {pixel:g} m",
                advice="give both over 0",
            )
        angle = pixel / focal_length
        half = None if pixels_across is None else 0.5 * pixels_across * angle
        return cls(name, Interval(aperture, aperture), Interval(angle, angle), half)

    def angle(self) -> Interval:
        """Angle that the camera tells apart, rad: the detector's or diffraction's, the larger.

        Where the detector is not known, diffraction alone bounds it: half of Rayleigh's angle is
        the finest sampling that makes sense.
        """
        fine = 0.61 * WAVELENGTH / self.aperture.high
        coarse = 0.61 * WAVELENGTH / self.aperture.low
        if self.ifov is None:
            return Interval(fine, coarse)
        return Interval(max(self.ifov.low, fine), max(self.ifov.high, fine))

    def gsd_nadir(self, height: float) -> Interval:
        """Ground sample distance straight down from `height`, m."""
        angle = self.angle()
        return Interval(height * angle.low, height * angle.high)

    def gsd(self, slant: float, incidence: float) -> tuple[Interval, Interval]:
        """Ground sample distance across the look and along it, m."""
        angle = self.angle()
        across = Interval(slant * angle.low, slant * angle.high)
        stretch = 1.0 / math.cos(incidence)
        return across, Interval(across.low * stretch, across.high * stretch)
