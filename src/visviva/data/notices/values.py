"""What a published warning says: areas, windows, and where each stands in the text.

Limits: a notice is read as it is printed; nothing here judges whether a launch fits it.
"""

from dataclasses import dataclass, field
from typing import Literal

from visviva.core.time import Epoch

AreaKind = Literal[
    "launch-area",
    "stage-1",
    "stage-2",
    "stage-3",
    "fairing",
    "upper-stage",
    "upper-stage-reentry",
    "recovery",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class NoticeArea:
    """One area of a notice.

    Attributes
    ----------
    name : str
        Letter, number or label in the notice; else its place in the order.
    polygon : tuple of (float, float)
        Corners, geodetic latitude and longitude in radians, not closed; of a circle its corners on
        the ellipsoid.
    kind : AreaKind
        As the notice says; ``"unknown"`` where it does not.
    center, radius : tuple of float, float, optional
        Of a circle: radians, and metres.
    said : str
        The words around the area that gave its kind.
    """

    name: str
    polygon: tuple[tuple[float, float], ...]
    kind: AreaKind = "unknown"
    center: tuple[float, float] | None = None
    radius: float | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class DistanceClue:
    """An area known only by its distance from a named place, as press notices give it.

    Attributes
    ----------
    distance : float
        Metres.
    place : str
        Name as printed.
    direction : float or None
        Bearing from the place in radians, where a compass direction is said.
    within : str
        The province or country printed behind the place's name.
    """

    name: str
    distance: float
    place: str
    direction: float | None
    kind: AreaKind = "unknown"
    within: str = ""


@dataclass(frozen=True, slots=True)
class NoticeWindow:
    """A span of time in which the areas are closed."""

    start: Epoch
    end: Epoch
    alternate: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as read.

    Attributes
    ----------
    number : str
        Such as ``"NAVAREA IV 1177/22"``; empty where none is printed.
    areas, distances, windows : tuples
    warnings : tuple of str
        What was put right while reading, each with its place in the text.
    text : str
        The text that was read.
    """

    number: str
    areas: tuple[NoticeArea, ...]
    distances: tuple[DistanceClue, ...]
    windows: tuple[NoticeWindow, ...]
    warnings: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
