"""Pictures of a crew's way: lift-off windows before, the return and its landing area after."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.analysis.deorbit import DeorbitResult
from visviva.analysis.window import WindowResult
from visviva.core.constants import STANDARD_GRAVITY
from visviva.core.geodesy import geodesic_direct
from visviva.export.tracks import cut_at_antimeridian
from visviva.plot.earth import draw_land, frame, frame_world
from visviva.plot.launch import BLUE, RED, new_picture, save_picture

GREY: Final = "0.45"
#: Names of windows that stand in the picture.
NAMED: Final = 12
_KM: Final = 1e-3


def draw_windows(found: WindowResult, path: Path, *, lang: str = "en") -> None:
    """How far the pad lies off the station's plane over the span, and the station's ground track.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, (top, world) = new_picture(2, 1, (9.6, 8.2), path, height_ratios=(1.0, 1.45))
    seconds, angle = found.pad_angles()
    start = found.request.start.to_datetime()
    times = [start + timedelta(seconds=float(s)) for s in seconds]
    top.plot(times, np.degrees(angle), color=BLUE, lw=1.4)
    top.axhline(0.0, color="0.4", lw=0.8)
    for number, window in enumerate(found.windows, 1):
        moment = window.liftoff.to_datetime()
        fits = bool(window.profiles)
        top.axvline(moment, color=RED if fits else GREY, lw=1.1, ls="-" if fits else ":")
        if number <= NAMED:
            text = f"{moment:%d %H:%M:%S} {'north' if window.northbound else 'south'}"
            top.annotate(
                text,
                (moment, 0.98),
                xycoords=("data", "axes fraction"),
                rotation=90,
                va="top",
                ha="right",
                fontsize=7,
            )
    if found.request.claimed is not None:
        top.axvline(found.request.claimed.to_datetime(), color="#c07f1a", lw=1.4, label="claimed")
        top.legend(fontsize=8)
    top.set(ylabel="pad off the station's plane, degrees", xlabel="UTC")
    top.tick_params(axis="x", labelsize=7, rotation=20)
    top.grid(color="0.88", lw=0.5)
    head = found.head()
    top.set_title(
        f"{head['spacecraft']} on {head['vehicle']} from {head['site']} {head['pad']} to "
        f"{head['station']}: red where a flight plan fits",
        fontsize=10,
    )
    _station(world, found)
    save_picture(figure, path, lang)


def _station(axis: Any, found: WindowResult) -> None:
    """The station's track about the first lift-off, and the pad."""
    draw_land(axis)
    epoch, t, lat, lon = found.station_track()
    for piece in cut_at_antimeridian(t, lon, lat, 0.0 * t):
        axis.plot(*np.degrees(piece[:, 1:3].T), color=BLUE, lw=1.2)
    middle = int(np.argmin(np.abs(t)))
    axis.plot(
        np.degrees(lon[middle]), np.degrees(lat[middle]), "o", color=BLUE, label="station then"
    )
    pad = found.pad
    axis.plot(pad.longitude_deg, pad.latitude_deg, "^", color=RED, ms=7, label="pad")
    frame_world(axis)
    axis.set_title(f"The station's ground track about {epoch.iso(0)}", fontsize=9)
    axis.legend(loc="lower left", fontsize=8)


def draw_return(found: DeorbitResult, path: Path, *, lang: str = "en") -> None:
    """Height and load of both regimes, and where they come down in the zone.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, axes = new_picture(1, 3, (14.0, 4.9), path, width_ratios=(1.0, 1.0, 1.1))
    height, load, ground = axes
    colours = dict(zip(found.flights, (BLUE, RED), strict=False))
    for name, flight in found.flights.items():
        entry, colour = flight.entry, colours[name]
        t = entry.t - entry.t[0]
        height.plot(entry.airspeed, entry.altitude * _KM, color=colour, lw=1.4, label=name)
        load.plot(
            t,
            entry.load / STANDARD_GRAVITY,
            color=colour,
            lw=1.4,
            label=f"{name}: {entry.peak_g:.1f} g",
        )
        ground.plot(np.degrees(entry.longitude), np.degrees(entry.latitude), color=colour, lw=1.2)
        lat, lon = np.degrees(flight.landing)
        ground.plot(lon, lat, "o", color=colour, ms=5, label=f"{name} landing")
    height.set(xlabel="speed through the air, m/s", ylabel="height, km")
    load.set(xlabel="time after 100 km, s", ylabel="load, g")
    for axis in (height, load):
        axis.grid(color="0.88", lw=0.5)
        axis.legend(fontsize=8)
    _zone(ground, found)
    first = found.search.opportunities[0]
    figure.suptitle(
        f"{found.spacecraft}: first of {len(found.search.opportunities)} returns, ignition "
        f"{first.ignition.iso(0)}, landing {first.landing.iso(0)}",
        fontsize=11,
    )
    save_picture(figure, path, lang)


def _zone(axis: Any, found: DeorbitResult) -> None:
    """The public zone, and the landing area of unguided returns where it was asked for."""
    draw_land(axis)
    zone = found.search.zone
    turn = np.linspace(0.0, 2.0 * np.pi, 181)
    here = zone.center.latitude, zone.center.longitude
    lat, lon, _ = geodesic_direct(*here, turn, np.full(turn.shape, zone.radius))
    axis.plot(
        np.degrees(lon),
        np.degrees(lat),
        color="0.3",
        lw=1.0,
        ls="--",
        label="zone",
    )
    if found.area is not None:
        lat, lon = np.degrees(found.area.latitude), np.degrees(found.area.longitude)
        axis.plot(lon, lat, ".", color="#2f8f6b", ms=2, alpha=0.5, label="unguided returns")
    far = max(2.2 * zone.radius * _KM, 400.0) / 111.2
    wide = far / max(0.2, np.cos(zone.center.latitude))
    lat, lon = zone.center.latitude_deg, zone.center.longitude_deg
    frame(axis, lon - wide, lon + wide, lat - far, lat + far)
    axis.legend(loc="upper left", fontsize=7)
