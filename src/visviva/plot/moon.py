"""Pictures of the Moon: the road there in two frames, and how an orbit's heights fare."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.lunar_orbit import LunarOrbitResult
from visviva.analysis.lunar_path import LunarPath, lunar_path
from visviva.analysis.lunar_transfer import LunarTransferResult
from visviva.errors import InputError
from visviva.plot.launch import BLUE, new_picture, save_picture

#: Colour of each road.
COLOURS = {"direct": "#b3471d", "phasing": "#7a4a00", "ballistic": BLUE}
_GREY = "0.6"


def draw_roads(found: LunarTransferResult, path: Path, *, lang: str = "en") -> None:
    """Roads about the Earth (left) and in the frame that turns with the Moon (right).

    Raises
    ------
    InputError
        If no road was found, the suffix is no picture's, or the file cannot be written.
    """
    flown = [
        (str(row["road"]), road)
        for row, road in zip(found.roads, found.flown, strict=True)
        if road is not None and row["road"] != "phasing"
    ] or [
        (str(row["road"]), road)
        for row, road in zip(found.roads, found.flown, strict=True)
        if road is not None
    ]
    if not flown:
        raise InputError("no road was found that could be drawn", advice="try another day")
    figure, (still, turning) = new_picture(1, 2, (12.0, 6.0), path)
    for name, road in flown:
        way = lunar_path(road)
        label = f"{name}: {road.days:.1f} days, insertion {road.loi:,.0f} m/s"
        _still(still, way, COLOURS[name], label)
        _turning(turning, way, COLOURS[name])
    still.set_title("About the Earth (axes of GCRF)", fontsize=10)
    turning.set_title("Turning with the Moon, which stays on the right", fontsize=10)
    for axis in (still, turning):
        axis.set_aspect("equal", adjustable="datalim")
        axis.set_xlabel("thousand km")
        axis.grid(alpha=0.3)
    still.legend(loc="best", fontsize=8)
    figure.suptitle(f"Roads to the Moon from {found.request.date.iso(0)[:10]}", fontsize=11)
    save_picture(figure, path, lang)


def _still(axis: Any, way: LunarPath, colour: str, label: str) -> None:
    r, moon = way.inertial / 1e6, way.moon / 1e6
    axis.plot(moon[:, 0], moon[:, 1], color=_GREY, lw=0.8)
    axis.plot(r[:, 0], r[:, 1], color=colour, lw=1.2, label=label)
    axis.plot(moon[-1, 0], moon[-1, 1], "o", color=_GREY, ms=6)
    axis.plot(0.0, 0.0, "o", color="k", ms=5)
    axis.annotate("Earth", (0.0, 0.0), xytext=(6, 6), textcoords="offset points", fontsize=8)
    axis.annotate(
        "Moon at arrival",
        tuple(moon[-1, :2]),
        xytext=(6, -12),
        textcoords="offset points",
        fontsize=8,
    )


def _turning(axis: Any, way: LunarPath, colour: str) -> None:
    r = way.turning / 1e6
    axis.plot(r[:, 0], r[:, 1], color=colour, lw=1.2)
    far = float(np.linalg.norm(way.moon[-1])) / 1e6
    axis.plot(far, 0.0, "o", color=_GREY, ms=6)
    axis.plot(0.0, 0.0, "o", color="k", ms=5)


def draw_heights(found: LunarOrbitResult, path: Path, *, lang: str = "en") -> None:
    """Height of every periselene over the days, with the surface.

    Raises
    ------
    InputError
        If the flight passed no periselene, or the file cannot be written.
    """
    life = found.life
    if not life.times.size:
        raise InputError(
            "the flight passed no periselene that could be drawn", advice="fly more --days"
        )
    figure, (high, track) = new_picture(2, 1, (9.0, 7.0), path)
    high.plot(life.times / 86400.0, life.periselene / 1e3, color=BLUE, lw=1.0)
    high.axhline(0.0, color="k", lw=0.8)
    high.set_xlabel("days")
    high.set_ylabel("periselene, km over 1,737.4 km")
    end = (
        "survives"
        if life.seconds is None
        else f"meets the surface on day {life.seconds / 86400.0:.1f}"
    )
    upkeep = "" if life.upkeep is None else f"; holding it costs about {life.upkeep:.0f} m/s a year"
    high.set_title(f"Without upkeep it {end}{upkeep}", fontsize=10)
    high.grid(alpha=0.3)
    rows = found.ground_track()
    track.plot(rows["longitude_deg"], rows["latitude_deg"], ".", ms=2, color=BLUE)
    track.set(xlim=(-180, 180), ylim=(-90, 90), xlabel="longitude, deg", ylabel="latitude, deg")
    track.set_title("Ground track of the first two days, selenographic", fontsize=10)
    track.grid(alpha=0.3)
    save_picture(figure, path, lang)
