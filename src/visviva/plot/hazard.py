"""Map of what falls and of what was announced, with coast, pad and the way of the impact point."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.failure import FallenResult
from visviva.analysis.notice import NoticeResult
from visviva.plot.earth import draw_land, fill_ring, frame
from visviva.plot.launch import new_picture, save_picture

#: Colours that stay apart for every kind of colour vision (Okabe and Ito 2008).
COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f")
Ring = Sequence[tuple[float, float]]


def draw_fallen(
    found: FallenResult, announced: Sequence[tuple[str, Ring]], path: Path, *, lang: str = "en"
) -> None:
    """Areas of 50, 97 and 99.7 % of every piece, announced areas dashed, pad and impact point.

    Parameters
    ----------
    found : FallenResult
    announced : sequence of (str, ring)
        Names and corners (rad).
    path : Path
        Its suffix picks the format.
    """
    figure, axis = new_picture(1, 1, (7.2, 8.2), path)
    draw_land(axis)
    seen = [p for item in found.items for area in item.areas for p in area.polygon]
    for k, item in enumerate(found.items):
        color = COLORS[k % len(COLORS)]
        for area, shade in zip(reversed(item.areas), (0.25, 0.0, 0.35, 0.55), strict=False):
            if shade:
                lat, lon = (np.array([p[j] for p in area.polygon]) for j in (0, 1))
                fill_ring(axis, lat, lon, color=color, alpha=shade, lw=0.0, zorder=3)
        if item.areas:
            axis.plot([], [], "s", color=color, alpha=0.7, ms=8, label=item.name)
    seen += _announced(axis, announced)
    points = found.head()["instantaneous_impact"]
    pad = (found.ascent.latitude, found.ascent.longitude)
    seen.append(pad)
    middle = math.degrees(pad[1])
    limits = _limits(seen, middle)
    if points:
        way = [middle + (p["lon_deg"] - middle + 180.0) % 360.0 - 180.0 for p in points]
        lats = [p["lat_deg"] for p in points]
        label = "impact point on the way up"
        axis.plot(way, lats, color="0.35", lw=1.0, zorder=4, label=label)
    axis.plot(middle, math.degrees(pad[0]), "^", color="black", ms=8, zorder=6, label="pad")
    frame(axis, *limits)
    mode = found.request.mode
    title = f"failure: {mode} at {found.request.at:g} s" if mode else "planned drops"
    axis.set_title(f"{found.ascent.vehicle.name}, {title}: areas of 50, 95 and 99.7 %")
    _legend(figure)
    save_picture(figure, path, lang)


def draw_notice(found: NoticeResult, path: Path, *, lang: str = "en") -> None:
    """Announced areas by name, the site, and its bearing."""
    figure, axis = new_picture(1, 1, (7.2, 8.2), path)
    draw_land(axis)
    corridor = found.corridor
    roles = corridor.roles if corridor is not None else ()
    seen: list[tuple[float, float]] = []
    kinds = sorted(set(roles))
    for area, role in zip(found.notice.areas, roles, strict=False):
        color = COLORS[kinds.index(role) % len(COLORS)]
        lat, lon = (np.array([p[j] for p in area.polygon]) for j in (0, 1))
        fill_ring(axis, lat, lon, color=color, alpha=0.5, lw=0.0, zorder=3)
        axis.annotate(
            area.name,
            (math.degrees(float(lon.mean())), math.degrees(float(lat.mean()))),
            ha="center",
            zorder=7,
        )
        seen += list(area.polygon)
    for kind in kinds:
        color = COLORS[kinds.index(kind) % len(COLORS)]
        axis.plot([], [], "s", color=color, alpha=0.7, ms=8, label=kind)
    if corridor is not None:
        pad = corridor.pad
        middle = math.degrees(pad.longitude)
        seen.append((pad.latitude, pad.longitude))
        _way(axis, found)
        axis.plot(middle, math.degrees(pad.latitude), "^", color="black", ms=8, label=pad.name)
        frame(axis, *_limits(seen, middle))
    axis.set_title(found.notice.number or "announced areas")
    _legend(figure)
    save_picture(figure, path, lang)


def _way(axis: Any, found: NoticeResult) -> None:
    """The first leg, as far as the farthest area."""
    from visviva.core.geodesy import geodesic_direct

    corridor = found.corridor
    assert corridor is not None
    far = max(f.range + f.along for f in corridor.footprints)
    steps = np.linspace(0.0, min(far, 6000e3), 60)
    lat, lon, _ = geodesic_direct(
        corridor.pad.latitude, corridor.pad.longitude, corridor.bearing, steps
    )
    lon = np.unwrap(np.concatenate([[corridor.pad.longitude], lon]))[1:]
    label = f"bearing {math.degrees(corridor.bearing):.0f}°"
    axis.plot(np.degrees(lon), np.degrees(lat), color="0.35", lw=1.0, zorder=4, label=label)


def _announced(axis: Any, announced: Sequence[tuple[str, Ring]]) -> list[tuple[float, float]]:
    seen: list[tuple[float, float]] = []
    for k, (name, ring) in enumerate(announced):
        lat, lon = (np.degrees([*(p[j] for p in ring), ring[0][j]]) for j in (0, 1))
        label = "announced" if k == 0 else None
        axis.plot(np.unwrap(lon, period=360.0), lat, "k--", lw=1.1, zorder=5, label=label)
        side = (float(lon.max()), float(lat.mean()))
        axis.annotate(name, side, xytext=(4, -4), textcoords="offset points", zorder=7)
        seen += [(float(a), float(b)) for a, b in ring]
    return seen


def _limits(
    seen: Sequence[tuple[float, float]], middle: float
) -> tuple[float, float, float, float]:
    """West, east, south, north of everything that is drawn, degrees, with a margin."""
    lat = np.degrees([p[0] for p in seen])
    lon = np.degrees([p[1] for p in seen])
    lon = middle + (lon - middle + 180.0) % 360.0 - 180.0
    width = max(float(np.ptp(lon)), float(np.ptp(lat)), 4.0)
    x, y = 0.5 * (lon.min() + lon.max()), 0.5 * (lat.min() + lat.max())
    half_x = max(0.5 * float(np.ptp(lon)) + 0.12 * width, 0.3 * width)
    half_y = max(0.5 * float(np.ptp(lat)) + 0.12 * width, 0.3 * width)
    return x - half_x, x + half_x, y - half_y, y + half_y


def _legend(figure: Any) -> None:
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8)
