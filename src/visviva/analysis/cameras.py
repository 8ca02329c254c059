"""A camera by name: its own fact, that of its satellite, or a TOML file.

A file is a camera's fact (`visviva new camera`), or a table `[camera]` with `name`, `aperture_m`,
and either `focal_length_m` with `pixel_um`, or neither: then diffraction alone bounds what it tells
apart. Every figure may be a range `{ low = …, high = … }`.
"""

from pathlib import Path
from typing import Any

from visviva.core.read import parse_toml, read_text
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.data.catalogue_read import parse_fact
from visviva.data.schema.camera import CameraFact
from visviva.errors import InputError, UnknownNameError
from visviva.observe.sensor import Camera


def camera_of(name: str) -> Camera:
    """The camera that a name or a file means.

    Raises
    ------
    InputError
        If the file is no camera, or the satellite is not known or none of its cameras is.

    Examples
    --------
    >>> camera_of("malligyong-1").aperture.high
    0.3
    >>> round(camera_of("sentinel-2-msi").gsd_nadir(786e3).high, 1)
    10.6
    """
    if name.casefold().endswith(".toml"):
        return _read(Path(name))
    catalogue = Catalogue.bundled()
    try:
        return catalogue.camera(name).camera()
    except UnknownNameError as unknown:
        cameras = [fact for fact in catalogue.facts("camera") if isinstance(fact, CameraFact)]
        try:
            satellite = catalogue.satellite(name).slug
        except UnknownNameError:
            known = ", ".join(fact.slug for fact in cameras)
            raise UnknownNameError(
                f"no camera is called {name!r}",
                advice=f"known: {known}; or give a TOML file (`visviva new camera`)",
            ) from unknown
        found = [fact for fact in cameras if satellite in fact.satellites]
        if not found:
            raise UnknownNameError(
                f"no camera of {name!r} is known",
                advice="give a TOML file of one (`visviva new camera`)",
            ) from unknown
        return found[0].camera()


def _read(path: Path) -> Camera:
    text = read_text(path)
    raw = parse_toml(text, place=str(path))
    if raw.get("kind") == "camera":
        fact = parse_fact(raw, text, str(path), "camera")
        assert isinstance(fact, CameraFact)
        return fact.camera()
    table = raw.get("camera", raw)
    if not isinstance(table, dict) or "aperture_m" not in table:
        raise InputError("no aperture_m", advice="give [camera] aperture_m", place=str(path))
    known = {"name", "aperture_m", "focal_length_m", "pixel_um", "pixels_across", "rer", "snr"}
    if unknown := sorted(set(table) - known):
        raise InputError(
            f"no field {unknown[0]!r} of a camera",
            advice="fields are " + ", ".join(sorted(known)),
            place=str(path),
        )
    focal, pixel = (_interval(table, key, path) for key in ("focal_length_m", "pixel_um"))
    ifov = None
    if focal is not None and pixel is not None:
        ifov = Interval(pixel.low * 1e-6 / focal.high, pixel.high * 1e-6 / focal.low)
    half = None
    if ifov is not None and "pixels_across" in table:
        half = 0.5 * float(table["pixels_across"]) * ifov.low
    extra = {
        key: found for key in ("rer", "snr") if (found := _interval(table, key, path)) is not None
    }
    aperture = _interval(table, "aperture_m", path)
    assert aperture is not None
    return Camera(str(table.get("name", path.stem)), aperture, ifov, half, **extra)


def _interval(table: dict[str, Any], key: str, path: Path) -> Interval | None:
    value = table.get(key)
    if value is None:
        return None
    low, high = (value.get("low"), value.get("high")) if isinstance(value, dict) else (value, value)
    numbers = [x for x in (low, high) if isinstance(x, int | float) and not isinstance(x, bool)]
    if len(numbers) != 2 or not 0.0 < numbers[0] <= numbers[1]:
        raise InputError(
            f"{key}: {value!r} is no figure over 0",
            advice="give a number or { low = …, high = … }",
            place=str(path),
        )
    return Interval(float(numbers[0]), float(numbers[1]))
