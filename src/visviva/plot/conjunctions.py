"""Geometry of close approaches: where the other one passes, how near, when and how fast."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.analysis.conjunctions_table import CAVEAT, ConjunctionsResult
from visviva.plot.launch import BLUE, RED, new_picture, save_picture

#: Approaches that a picture shows, the nearest first.
MOST: Final = 5_000
#: Approaches that are named.
NAMED: Final = 5
#: Uncertainty of a position that no element set states, km: what the picture shades.
ELEMENT_SET_KM: Final = 1.0


def draw_conjunctions(found: ConjunctionsResult, path: Path, *, lang: str = "en") -> None:
    """Three views: seen along the track, seen from above, and the distance over the window.

    The primary stands at the origin (radial, in-track and cross-track axes of its own orbit); a
    point is where the other one is at the closest approach, its colour the relative speed.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    rows = found.nearest(MOST)
    figure, axes = new_picture(1, 3, (13.0, 4.9), path, width_ratios=(1.0, 1.0, 1.5))
    within = found.request.within / 1e3
    radial, along, cross, miss, speed = (
        np.array([row[name] for row in rows], dtype=float)
        for name in ("radial_km", "in_track_km", "cross_track_km", "miss_km", "speed_km_s")
    )
    style = {"c": speed, "cmap": "viridis", "s": 16, "lw": 0, "vmin": 0.0, "vmax": 15.5}
    for axis, (x, label) in zip(
        axes[:2], ((cross, "cross-track, km"), (along, "in-track, km")), strict=True
    ):
        _circles(axis, within)
        axis.scatter(x, radial, **style)
        axis.set(xlabel=label, ylabel="radial (up), km", aspect="equal")
        axis.set_xlim(-1.05 * within, 1.05 * within)
        axis.set_ylim(-1.05 * within, 1.05 * within)
    times = [np.datetime64(row["tca_utc"].rstrip("Z")) for row in rows]
    axis = axes[2]
    points = axis.scatter(np.array(times, dtype="datetime64[ms]"), miss, **style)
    axis.axhspan(0.0, min(ELEMENT_SET_KM, within), color="0.92", zorder=0)
    head = found.head()
    axis.set_xlim(*(np.datetime64(head[key].rstrip("Z")) for key in ("start_utc", "end_utc")))
    axis.set_ylim(0.0, 1.02 * within)
    axis.set(xlabel="UTC", ylabel="closest distance, km")
    axis.tick_params(axis="x", labelsize=7, rotation=30)
    named = [row for row in rows if not row["comoving"]][:NAMED]
    for number, row in enumerate(named, 1):
        place = (np.datetime64(row["tca_utc"].rstrip("Z")), row["miss_km"])
        axis.annotate(str(number), place, (4, 2), textcoords="offset points", color=RED)
    if rows:
        figure.colorbar(points, ax=axis, label="relative speed, km/s")
    figure.suptitle(_title(found, head), fontsize=11)
    figure.supxlabel(_names(named, sum(row["comoving"] for row in rows)), fontsize=7.5)
    save_picture(figure, path, lang)


def _circles(axis: Any, within: float) -> None:
    """The searched distance, and the one inside which an element set does not tell."""
    turn = np.linspace(0.0, 2.0 * np.pi, 181)
    axis.plot(within * np.cos(turn), within * np.sin(turn), color="0.6", lw=0.8)
    inner = min(ELEMENT_SET_KM, within)
    axis.fill(inner * np.cos(turn), inner * np.sin(turn), color="0.92", zorder=0)
    axis.plot(0.0, 0.0, "+", color=BLUE, ms=9)


def _title(found: ConjunctionsResult, head: Mapping[str, Any]) -> str:
    whose = "all pairs" if found.primary is None else found.sets[found.primary].label
    shown = "" if head["count"] <= MOST else f", the {MOST} nearest drawn"
    return (
        f"{head['count']} approaches within {head['within_km']:g} km, {whose} of "
        f"{head['objects']} objects{shown}"
    )


def _names(named: list[dict[str, Any]], together: int) -> str:
    """The nearest by name, how many move together, and what a distance is worth."""
    lines = [
        f"{number}  {row['primary_name'] or row['primary']} – "
        f"{row['secondary_name'] or row['secondary']}: {row['miss_km']:.2f} km, "
        f"{row['speed_km_s']:.2f} km/s, {row['tca_utc'][:16]}Z"
        for number, row in enumerate(named, 1)
    ]
    if together:
        lines.append(f"{together} more move together for a while; the table names them")
    caveat = CAVEAT[0].upper() + CAVEAT[1:] + "."
    half = caveat.index(";") + 1
    return "\n".join([*lines, caveat[:half], caveat[half:].strip()])
