"""Picture of the aborts of an ascent: load and reach by the second of the abort, and landings."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.abort import AbortResult
from visviva.plot.earth import draw_land
from visviva.plot.launch import BLUE, RED, new_picture, save_picture

#: Degrees left around the places of landing, and the least of them shown.
ROOM, LEAST = 0.15, 3.0


def draw_aborts(found: AbortResult, path: Path, *, lang: str = "en") -> None:
    """Peak load, apogee and range by the second of the abort; the landings on a map.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, axes = new_picture(2, 2, (10.6, 7.2), path)
    rows = [row for row in found.rows() if row["outcome"] == "landed"]
    at = [row["abort_t_s"] for row in rows]
    panels = (
        ("peak_g", "highest load, g"),
        ("apogee_km", "highest point, km"),
        ("range_km", "landing from the pad, km"),
    )
    for axis, (key, label) in zip(axes.flat, panels, strict=False):
        axis.plot(at, [row[key] for row in rows], ".-", color=BLUE, lw=1.2)
        axis.set(xlabel="abort, s after lift-off", ylabel=label)
        axis.set_ylim(bottom=0.0)
        axis.grid(color="0.9", lw=0.6)
    if rows and found.worst is not None and found.worst.outcome == "landed":
        worst = found.worst
        axes.flat[0].plot(worst.t, worst.peak_g, "o", color=RED)
        axes.flat[0].set_title(f"highest {worst.peak_g:.1f} g at {worst.t:.0f} s", fontsize=10)
    _landings(axes.flat[3], rows)
    left = [row for row in found.rows() if row["outcome"] != "landed"]
    note = f"; {len(left)} of {len(left) + len(rows)} aborts do not come down" if left else ""
    figure.suptitle(
        f"{found.spacecraft} on {found.vehicle} from {found.site}: leaving the ascent{note}",
        fontsize=11,
    )
    save_picture(figure, path, lang)


def _landings(axis: Any, rows: list[dict[str, Any]]) -> None:
    """Where each abort comes down, from early to late."""
    draw_land(axis)
    axis.set(xlabel="longitude, degrees east", ylabel="latitude, degrees north")
    if not rows:
        return
    lat = np.array([row["lat_deg"] for row in rows])
    lon = np.degrees(np.unwrap(np.radians([row["lon_deg"] for row in rows])))
    axis.plot(lon, lat, "-", color="0.6", lw=0.8)
    seen = axis.scatter(lon, lat, c=[row["abort_t_s"] for row in rows], s=18, zorder=3)
    axis.figure.colorbar(seen, ax=axis, label="abort, s")
    for values, limit in ((lon, axis.set_xlim), (lat, axis.set_ylim)):
        middle = 0.5 * (values.min() + values.max())
        half = max(LEAST, (0.5 + ROOM) * np.ptp(values))
        limit(middle - half, middle + half)
    axis.set_title("where it comes down", fontsize=10)
