"""Picture of the chances of a picture: paths below the satellite, reach, places, areas, light."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.image_paths import ChancePath, chance_paths
from visviva.analysis.images import ImagesResult
from visviva.core.arrays import Array
from visviva.plot.earth import draw_area, draw_land, fill_ring, frame
from visviva.plot.launch import RED, new_picture, save_picture

DAY, DUSK, NIGHT = "#d1861b", "#7d5a9e", "#49566b"
#: Paths that a picture shows; more would hide the map.
MOST = 40


def draw_images(found: ImagesResult, path: Path, *, lang: str = "en") -> None:
    """The earliest chances on a map: path while in reach, ground within reach, place and Sun.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, axis = new_picture(1, 1, (9.2, 7.4), path)
    draw_land(axis)
    shown = chance_paths(found, MOST)
    centre = _centre(found)
    told: set[str] = set()
    spread = [_about(np.array([p.longitude_deg for p in found.request.places]), centre)]
    heights = [np.array([p.latitude_deg for p in found.request.places])]
    for area in found.request.areas:
        heights.append(np.degrees(np.concatenate([rings[0][:, 0] for rings in area.polygons])))
        lon = np.degrees(np.concatenate([rings[0][:, 1] for rings in area.polygons]))
        spread.append(_about(lon, centre))
        draw_area(axis, area, RED)
    for one in shown:
        x, y = _draw(axis, one, centre, told)
        spread.append(x)
        heights.append(y)
    for place in found.request.places:
        east = float(_about(np.array([place.longitude_deg]), centre)[0])
        axis.plot(east, place.latitude_deg, "^", color=RED, ms=8, zorder=6)
        if len(found.request.places) <= 20:
            axis.annotate(
                place.label,
                (east, place.latitude_deg),
                (6, 4),
                textcoords="offset points",
                fontsize=9,
            )
    x, y = np.concatenate(spread), np.concatenate(heights)
    room = 2.0
    frame(axis, x.min() - room, x.max() + room, y.min() - room, y.max() + room)
    count = sum(seen.chances.t.size for seen in found.seen)
    head = found.head()
    what = f"{count} chances of a picture within {head['max_off_nadir_deg']:g}° off nadir"
    if count > len(shown):
        what += f", the first {len(shown)} shown"
    axis.set_title(f"{what}\n{head['start_utc']} to {head['end_utc']}", fontsize=10)
    if told:
        figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=8)
    save_picture(figure, path, lang)


def _draw(axis: Any, one: ChancePath, centre: float, told: set[str]) -> tuple[Array, Array]:
    """Path, reach and moment of one chance; the points that the map must hold."""
    sun = one.row["sun_elevation_deg"]
    word, color = (
        ("Sun over 5°", DAY)
        if sun >= 5.0
        else ("Sun between -6° and 5°", DUSK)
        if sun >= -6.0
        else ("night", NIGHT)
    )
    x = _about(np.degrees(np.unwrap(one.longitude)), centre)
    y = np.degrees(one.latitude)
    axis.plot(x, y, color=color, lw=1.6, zorder=4, label=None if word in told else f"path, {word}")
    axis.annotate(
        "", (x[-1], y[-1]), (x[-2], y[-2]), arrowprops={"arrowstyle": "-|>", "color": color}
    )
    fill_ring(
        axis,
        one.reach_latitude,
        one.reach_longitude,
        color=color,
        alpha=0.06,
        lw=0.0,
        zorder=2,
        label=None if "reach" in told else "ground within reach",
    )
    now = int(np.argmin(np.abs(one.t)))
    target = float(_about(np.array([one.row["lon_deg"]]), centre)[0])
    axis.plot([x[now], target], [y[now], one.row["lat_deg"]], color=color, lw=0.7, ls=":", zorder=4)
    axis.annotate(
        f"{one.row['utc'][5:16].replace('T', ' ')}, {one.row['off_nadir_deg']:.0f}°",
        (x[now], y[now]),
        (3, 2),
        textcoords="offset points",
        fontsize=6.5,
        color=color,
        zorder=6,
    )
    told |= {word, "reach"}
    return np.append(x, target), np.append(y, one.row["lat_deg"])


def _centre(found: ImagesResult) -> float:
    """Longitude (degrees) about which the map lies."""
    lon = [p.longitude for p in found.request.places]
    for area in found.request.areas:
        lon += [x for rings in area.polygons for x in rings[0][:, 1].tolist()]
    return float(np.degrees(np.angle(np.mean(np.exp(1j * np.array(lon))))))


def _about(lon: Array, centre: float) -> Array:
    """Degrees moved by whole turns, so that their middle lies within half a turn of the centre."""
    if not lon.size:
        return lon
    turns = round((float(np.mean(lon)) - centre) / 360.0)
    return np.asarray(lon - 360.0 * turns)
