"""The map of the answer page: an equirectangular outline of land with ground tracks and places."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from visviva.assessment.answer import Assessment, GroundTrack
from visviva.core.message import localize
from visviva.core.numerals import number
from visviva.report.figures.margin import text_width

#: Width of the view box: a longitude of 360 degrees.
WIDTH = 1080.0
_SCALE = WIDTH / 360.0
#: Points of a track nearer than this to the last one drawn are left out; less than a unit of the
#: view box.
_FINEST_DEG = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A ground track as an SVG path."""

    path: str
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text and its anchor."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place with its label."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class Parallel:
    """A parallel that a target never leaves, with its label."""

    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Everything the map draws.

    `left`, `top`, `width` and `height` cut the view box to what is in use; `zoom` is the part of
    the whole width that it shows, `step` the degrees between the lines of the grid.
    """

    left: float
    width: float
    top: float
    height: float
    font: float
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    parallels: tuple[Parallel, ...]
    grid_x: tuple[float, ...]
    grid_y: tuple[float, ...]
    zoom: float
    step: int


def _x(longitude_deg: float) -> float:
    return (longitude_deg + 180.0) * _SCALE


def _y(latitude_deg: float) -> float:
    return (90.0 - latitude_deg) * _SCALE


@lru_cache(maxsize=1)
def land_path() -> str:
    """Outline of land as one SVG path in the map's view box.

    Examples
    --------
    >>> land_path().startswith("M")
    True
    """
    table = json.loads(
        files("visviva.core").joinpath("tables", "land_110m.json").read_text(encoding="utf-8")
    )
    return "".join(_ring(ring) for ring in table["rings"])


def _ring(ring: Sequence[int]) -> str:
    """One ring as relative steps.

    Rounding is to a tenth of a unit and does not add up along the ring.
    """
    points = [
        (round(10 * _x(lon / 10)), round(10 * _y(lat / 10)))
        for lon, lat in zip(ring[::2], ring[1::2], strict=True)
    ]
    steps, (px, py) = [], points[0]
    for x, y in points[1:-1]:
        if (x, y) != (px, py):
            steps.append(f"{(x - px) / 10:g} {(y - py) / 10:g}")
            px, py = x, y
    return f"M{points[0][0] / 10:g} {points[0][1] / 10:g}l{' '.join(steps)}z"


def track_path(track: GroundTrack, finest: float = _FINEST_DEG) -> str:
    """Ground track as an SVG path.

    Cut where it leaves one edge of the map and comes back on the other; an area is closed.

    Examples
    --------
    >>> line = GroundTrack("x", "orbit", (math.radians(179.0), math.radians(-179.0)), (0.0, 0.0))
    >>> track_path(line)
    'M1077 270L1080 270M0 270L3 270'
    """
    parts: list[str] = []
    before: tuple[float, float] | None = None
    points = list(zip(track.longitude, track.latitude, strict=True))
    if track.role in _RINGS:
        points += points[:1]
    last = len(points) - 1
    for k, (lon_rad, lat_rad) in enumerate(points):
        if not (math.isfinite(lon_rad) and math.isfinite(lat_rad)):
            before = None
            continue
        lon, lat = (math.degrees(lon_rad) + 180.0) % 360.0 - 180.0, math.degrees(lat_rad)
        if before is None:
            parts.append(f"M{_x(lon):.5g} {_y(lat):.5g}")
        elif k < last and max(abs(lon - before[0]), abs(lat - before[1])) < finest:
            continue
        elif abs(lon - before[0]) > 180.0:
            edge = math.copysign(180.0, before[0])
            turn = lon + 2.0 * edge
            share = (edge - before[0]) / (turn - before[0]) if turn != before[0] else 0.0
            cut = before[1] + share * (lat - before[1])
            parts.append(
                f"L{_x(edge):.5g} {_y(cut):.5g}M{_x(-edge):.5g} {_y(cut):.5g}L{_x(lon):.5g} "
                f"{_y(lat):.5g}"
            )
        else:
            parts.append(f"L{_x(lon):.5g} {_y(lat):.5g}")
        before = (lon, lat)
    return "".join(parts)


Box = tuple[float, float, float, float]
#: Roles of closed lines, and of those that a part of the world is enough for.
_RINGS: Final = frozenset({"area", "announced"})
_LOCAL: Final = _RINGS | {"ascent"}
#: Least width of a part, in degrees; the room left about it; its width over its height.
_LEAST_DEG: Final = 24.0
_ROOM: Final = 1.35
_SHAPE: Final = 1.6


def _part(assessment: Assessment) -> Box | None:
    """Left, top, right and bottom of the part of the world in use; None for the whole of it."""
    tracks = assessment.tracks
    if not tracks or any(t.role not in _LOCAL for t in tracks):
        return None
    corners = [(lon, lat) for t in tracks for lon, lat in zip(t.longitude, t.latitude, strict=True)]
    corners += [(p.longitude, p.latitude) for p in assessment.places]
    finite = [c for c in corners if math.isfinite(c[0]) and math.isfinite(c[1])]
    xs = [_x((math.degrees(lon) + 180.0) % 360.0 - 180.0) for lon, _ in finite]
    ys = [_y(math.degrees(lat)) for _, lat in finite]
    wide = max(
        _ROOM * (max(xs) - min(xs)), _ROOM * _SHAPE * (max(ys) - min(ys)), _LEAST_DEG * _SCALE
    )
    if wide > WIDTH / 3.0:
        return None
    left = min(max(0.0, 0.5 * (max(xs) + min(xs) - wide)), WIDTH - wide)
    high = wide / _SHAPE
    top = min(max(0.0, 0.5 * (max(ys) + min(ys) - high)), WIDTH / 2.0 - high)
    return left, top, left + wide, top + high


def _overlap(a: Box, b: Box) -> float:
    """Area that two boxes ``(left, top, right, bottom)`` share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _set_label(
    x: float, y: float, text: str, *, font: float, taken: list[Box], edges: Box
) -> Label:
    """Label beside a dot where it covers least of what is already there; its box joins `taken`."""
    wide, gap = text_width(text, 1.1 * font), 0.6 * font  # the labels are bold
    options: list[tuple[float, float, str]] = []
    for rise in (0.35, -0.6, 1.3, -1.6, 2.3):
        options += [(x + gap, y + rise * font, "start"), (x - gap, y + rise * font, "end")]
    options += [(x, y - 0.8 * font, "middle"), (x, y + 1.6 * font, "middle")]

    def box(option: tuple[float, float, str]) -> Box:
        ax, ay, anchor = option
        start = {"start": ax, "end": ax - wide, "middle": ax - wide / 2}[anchor]
        return start, ay - 0.85 * font, start + wide, ay + 0.25 * font

    def cost(option: tuple[float, float, str]) -> float:
        b = box(option)
        outside = (
            max(0.0, edges[0] - b[0])
            + max(0.0, b[2] - edges[2])
            + max(0.0, edges[1] - b[1])
            + max(0.0, b[3] - edges[3])
        )
        return sum(_overlap(b, other) for other in taken) + 1e3 * outside

    best = min(options, key=cost)
    taken.append(box(best))
    return Label(best[0], best[1], text, best[2])


def _latitude_limit(tracks: Iterable[GroundTrack]) -> tuple[float, str] | None:
    """Highest latitude that the first target track reaches, in degrees, with its label."""
    for track in tracks:
        if track.role == "target" and track.latitude:
            return max(abs(math.degrees(v)) for v in track.latitude), track.label
    return None


def world_map(assessment: Assessment, *, font: float = 15.0, lang: str = "en") -> WorldMap | None:
    """Map of an assessment, or None where it has neither tracks nor places.

    Parameters
    ----------
    assessment : Assessment
    font : float
        Size of the labels in units of a map 1080 wide; larger for a narrow screen.
    lang : str
        Language of the numbers and of the tracks' labels.
    """
    if not assessment.tracks and not assessment.places:
        return None
    latitudes = [math.degrees(v) for t in assessment.tracks for v in t.latitude if math.isfinite(v)]
    latitudes += [math.degrees(p.latitude) for p in assessment.places]
    north, south = min(90.0, max(78.0, *latitudes) + 2.0), max(-90.0, min(-58.0, *latitudes) - 2.0)
    left, top, right, bottom = _part(assessment) or (0.0, _y(north), WIDTH, _y(south))
    zoom = (right - left) / WIDTH
    font *= zoom
    edge, near = 4.0 * zoom, 5.0 * zoom
    edges = (left + edge, top + edge, right - edge, bottom - edge)

    spots = [
        (
            _x((math.degrees(p.longitude) + 180.0) % 360.0 - 180.0),
            _y(math.degrees(p.latitude)),
            localize(p.name, lang) or p.label,
        )
        for p in assessment.places
    ]
    taken: list[Box] = [(x - near, y - near, x + near, y + near) for x, y, _ in spots]
    dots = tuple(
        Dot(x, y, _set_label(x, y, text, font=font, taken=taken, edges=edges))
        for x, y, text in spots
    )

    parallels: tuple[Parallel, ...] = ()
    if limit := _latitude_limit(assessment.tracks):
        degrees, _ = limit
        if 1.0 < degrees < 89.0:
            text = number(degrees, lang, decimals=1) + "°"
            # Each label stands outside the band of latitudes, or inside it where the map ends.
            above_north = _y(degrees) - 1.2 * font > edges[1]
            below_south = _y(-degrees) + 1.4 * font < edges[3]
            parallels = (
                Parallel(
                    _y(degrees),
                    Label(
                        10.0,
                        _y(degrees) + (-0.4 if above_north else 1.1) * font,
                        f"N {text}",
                        "start",
                    ),
                ),
                Parallel(
                    _y(-degrees),
                    Label(
                        10.0,
                        _y(-degrees) + (1.1 if below_south else -0.4) * font,
                        f"S {text}",
                        "start",
                    ),
                ),
            )
    step = next(s for s in (30, 10, 5) if (right - left) / _SCALE >= 3 * s or s == 5)
    return WorldMap(
        left=left,
        width=right - left,
        top=top,
        height=bottom - top,
        font=font,
        lines=tuple(
            Line(track_path(t, zoom * _FINEST_DEG), t.role, localize(t.label, lang))
            for t in assessment.tracks
            if t.longitude
        ),
        dots=dots,
        parallels=parallels,
        grid_x=tuple(_x(d) for d in range(step - 180, 180, step)),
        grid_y=tuple(_y(d) for d in range(step - 90, 90, step)),
        zoom=zoom,
        step=step,
    )
