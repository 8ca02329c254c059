"""Picture of a ground track on a map of the world."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.where import WhereResult
from visviva.export.tracks import cut_at_antimeridian
from visviva.plot.earth import draw_land, frame_world
from visviva.plot.launch import BLUE, RED, new_picture, save_picture

_NIGHT = "#8b96a5"


def draw_ground_track(found: WhereResult, path: Path, *, lang: str = "en") -> None:
    """Ground track in light and in shadow, its beginning and its end, and the site.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, axis = new_picture(1, 1, (9.6, 5.2), path)
    draw_land(axis)
    lon = (np.degrees(found.view.longitude) + 180.0) % 360.0 - 180.0
    lat = np.degrees(found.view.latitude)
    _lines(axis, found)
    ends = found.trajectory.epochs[np.array([0, -1])].iso(0)
    axis.plot(lon[0], lat[0], "o", color=BLUE, ms=6, label=f"begins {ends[0]}")
    axis.plot(lon[-1], lat[-1], "s", color=BLUE, ms=5, label=f"ends {ends[1]}")
    place = found.request.place
    if place is not None:
        axis.plot(place.longitude_deg, place.latitude_deg, "^", color=RED, ms=7, label=place.label)
    frame_world(axis)
    axis.set_title(f"Ground track of {found.label}")
    axis.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=3, frameon=False, fontsize=8)
    save_picture(figure, path, lang)


def _lines(axis: Any, found: WhereResult) -> None:
    """The track by runs of light and shadow, each up to the first point of the next."""
    seen = found.view
    edges = [0, *(np.flatnonzero(np.diff(seen.sunlit)) + 1).tolist(), len(seen.sunlit)]
    told: set[bool] = set()
    for a, b in pairwise(edges):
        lit = bool(seen.sunlit[a])
        run = slice(a, b + 1)
        columns = (found.trajectory.t, seen.longitude, seen.latitude, seen.altitude)
        for piece in cut_at_antimeridian(*(column[run] for column in columns)):
            axis.plot(
                *np.degrees(piece[:, 1:3].T),
                color=BLUE if lit else _NIGHT,
                lw=1.2,
                label=None if lit in told else ("sunlit" if lit else "in the Earth's shadow"),
            )
            told.add(lit)
