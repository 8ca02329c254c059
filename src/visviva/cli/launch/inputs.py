"""What options of `visviva launch` say, as values: orbits, headings, drop zones, ranges."""

from math import isfinite, radians
from typing import TYPE_CHECKING

from visviva.errors import InputError

if TYPE_CHECKING:
    from visviva.analysis.launch_inputs import DropZone, Heading, TargetOrbit


def orbit_of(
    orbit: str | None,
    perigee_km: float | None,
    apogee_km: float | None,
    inclination_deg: float | None,
) -> "TargetOrbit | str":
    """Orbit given by its name or by three figures.

    Raises
    ------
    InputError
        If both are given, or neither whole.
    """
    from visviva.analysis.launch_inputs import TargetOrbit

    figures = (perigee_km, apogee_km, inclination_deg)
    if orbit is not None:
        if any(f is not None for f in figures):
            raise InputError(
                "an orbit given by name and by figures", advice="give --orbit alone, or the figures"
            )
        return orbit
    if perigee_km is None or apogee_km is None or inclination_deg is None:
        raise InputError(
            "no orbit",
            advice="give --orbit sso:H, gto or iss, or --perigee-km, --apogee-km and "
            "--inclination-deg",
        )
    return TargetOrbit(perigee_km * 1e3, apogee_km * 1e3, radians(inclination_deg))


def headings_of(texts: list[str] | None) -> "tuple[Heading, ...]":
    """``196``, ``190:200`` or ``second=165`` as headings.

    Raises
    ------
    InputError
        If a text is none of these.
    """
    return tuple(_heading(text) for text in texts or ())


def _heading(text: str) -> "Heading":
    from visviva.analysis.launch_inputs import Heading

    head, sign, tail = text.rpartition("=")
    try:
        parts = [float(p) for p in tail.split(":")]
    except ValueError as err:
        raise InputError(f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH") from err
    if (
        len(parts) not in (1, 2)
        or not 0 <= parts[-1] - parts[0] < 180
        or not all(abs(p) <= 360 for p in parts)
    ):
        raise InputError(
            f"--heading-deg {text!r}", advice="give one figure, or LOW:HIGH less than 180 apart"
        )
    return Heading(radians(parts[0]), radians(parts[-1]), head if sign else None)


def drops_of(texts: list[str] | None) -> "tuple[DropZone, ...]":
    """``first=600:900`` as the name of what falls and its ground range.

    Raises
    ------
    InputError
        If a text is not of that form.
    """
    return tuple(_drop(text) for text in texts or ())


def _drop(text: str) -> "DropZone":
    from visviva.analysis.launch_inputs import DropZone

    name, _, band = text.partition("=")
    try:
        low, high = (float(p) * 1e3 for p in band.split(":"))
    except ValueError as err:
        raise InputError(
            f"--drop-km {text!r}", advice="write NAME=LOW:HIGH in km, like first=600:900"
        ) from err
    return DropZone(name, low, high)


def range_of(text: str) -> tuple[float, ...]:
    """``LOW:HIGH:COUNT`` as figures.

    >>> range_of("200:400:3")
    (200.0, 300.0, 400.0)
    """
    try:
        low, high, count = (float(p) for p in text.split(":"))
    except ValueError as err:
        raise InputError(
            f"{text!r} is not a range", advice="write LOW:HIGH:COUNT, like 200:1000:9"
        ) from err
    if not (
        isfinite(low)
        and isfinite(high)
        and high >= low
        and 1 <= count <= 1000
        and count == int(count)
    ):
        raise InputError(
            f"{text!r} is not a range", advice="write LOW:HIGH:COUNT with COUNT from 1 to 1000"
        )
    steps = max(int(count) - 1, 1)
    return tuple(low + k * (high - low) / steps for k in range(int(count)))
