"""A camera in orbit: what is known of its optics and its detector, each figure with its spread."""

import math
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import model_validator

from visviva.data.schema.common import Fact
from visviva.data.schema.figure import Figure, LengthM, _bounded

if TYPE_CHECKING:
    from visviva.core.uncertain import Interval
    from visviva.observe.sensor import Camera

ApertureM = Annotated[Figure, _bounded(1e-3, 20.0, "m", "the field is in metres")]
FocalM = Annotated[Figure, _bounded(1e-3, 500.0, "m", "the field is in metres")]
PixelUm = Annotated[Figure, _bounded(0.1, 1000.0, "µm", "the field is in micrometres")]
HeightKm = Annotated[Figure, _bounded(80.0, 4.5e4, "km", "the field is in kilometres")]
SwathKm = Annotated[Figure, _bounded(1e-3, 5000.0, "km", "the field is in kilometres")]
Response = Annotated[Figure, _bounded(1e-3, 2.0, "")]
Ratio = Annotated[Figure, _bounded(1e-3, 1e6, "")]


class CameraFact(Fact):
    """A camera.

    Its sampling is known by `focal_length_m` and `pixel_um`, or by `sample_m` straight down from
    `height_km`; where it is neither, diffraction by the aperture bounds it. `swath_km` is the width
    of a picture from `height_km`. `rer` and `snr` say how sharp and how noisy; without them the
    ranges of `visviva.observe.sensor` stand in, an assumption.
    """

    kind: Literal["camera"] = "camera"
    satellites: tuple[str, ...] = ()
    aperture_m: ApertureM
    focal_length_m: FocalM | None = None
    pixel_um: PixelUm | None = None
    sample_m: LengthM | None = None
    height_km: HeightKm | None = None
    swath_km: SwathKm | None = None
    rer: Response | None = None
    snr: Ratio | None = None

    @model_validator(mode="after")
    def _agrees(self) -> "CameraFact":
        if (self.focal_length_m is None) != (self.pixel_um is None):
            raise ValueError("focal_length_m and pixel_um go together")
        wide = self.sample_m is not None or self.swath_km is not None
        if wide and self.height_km is None:
            raise ValueError("sample_m and swath_km need height_km, the height they are from")
        return self

    def camera(self) -> "Camera":
        """The camera as `observe` takes it.

        Raises
        ------
        InputError
            If its field of view is wider than its own limb.
        """
        from visviva.core.uncertain import Interval
        from visviva.observe.sensor import RER, SNR, Camera

        ifov = None
        if self.focal_length_m is not None and self.pixel_um is not None:
            focal, pixel = self.focal_length_m, self.pixel_um
            ifov = Interval(1e-6 * pixel.low / focal.high, 1e-6 * pixel.high / focal.low)
        elif self.sample_m is not None and self.height_km is not None:
            sample, height = self.sample_m, self.height_km
            ifov = Interval(sample.low / (1e3 * height.high), sample.high / (1e3 * height.low))
        half = None
        if self.swath_km is not None and self.height_km is not None:
            half = math.atan(0.5 * self.swath_km.value / self.height_km.value)
        return Camera(
            self.title,
            _interval(self.aperture_m),
            ifov,
            half,
            RER if self.rer is None else _interval(self.rer),
            SNR if self.snr is None else _interval(self.snr),
        )


def _interval(figure: Figure) -> "Interval":
    from visviva.core.uncertain import Interval

    return Interval(figure.low, figure.high)
