"""Pictures of an ascent and of a payload map."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from visviva.errors import InputError

FORMATS = (".svg", ".png", ".pdf")


def _figure(rows: int, columns: int, size: tuple[float, float], path: Path) -> tuple[Any, Any]:
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"cannot draw a {path.suffix or 'file without suffix'}", advice="use " + ", ".join(FORMATS))
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, columns)


def draw_flight(flight: Any, title: str, path: Path) -> None:
    """Altitude, speed, acceleration, dynamic pressure, heat flux and ground track of a flight."""
    figure, axes = _figure(3, 2, (9.0, 8.0), path)
    s = flight.series
    panels = (
        ("altitude", 1e3, "altitude, km", False),
        ("speed", 1.0, "speed over the ground, m/s", False),
        ("acceleration", 9.80665, "axial load, g", False),
        ("dynamic_pressure", 1e3, "dynamic pressure, kPa", False),
        ("heat_flux", 1.0, "heat flux, W/m²", True),
    )
    for axis, (key, unit, label, logarithmic) in zip(axes.flat, panels, strict=False):
        axis.plot(s["t"], s[key] / unit, color="#20457c", lw=1.4)
        for event in flight.events[1:-1]:
            axis.axvline(event.t, color="0.8", lw=0.7, zorder=0)
        axis.set(xlabel="time after lift-off, s", ylabel=label)
        if logarithmic:
            axis.set_yscale("log")
            axis.set_ylim(1.0, None)
    track = axes.flat[5]
    lon = np.degrees(np.unwrap(s["longitude"]))
    track.plot(lon, np.degrees(s["latitude"]), color="#20457c", lw=1.4)
    for event in flight.events:
        k = int(np.argmin(np.abs(s["t"] - event.t)))
        track.plot(lon[k], np.degrees(s["latitude"][k]), "o", ms=3.5, color="#b3392b")
    track.set(xlabel="longitude, deg", ylabel="latitude, deg")
    figure.suptitle(title)
    figure.savefig(path)


def draw_map(
    altitudes_km: Sequence[float], inclinations_deg: Sequence[float], payload_kg: Sequence[Sequence[float | None]],
    title: str, path: Path,
) -> None:  # fmt: skip
    """Contours of payload over inclination and altitude; one row or one column becomes a line."""
    figure, axis = _figure(1, 1, (7.0, 4.8), path)
    z = np.array([[np.nan if v is None else v for v in row] for row in payload_kg], dtype=float)
    if min(z.shape) < 2:
        along, label = (inclinations_deg, "inclination, deg") if z.shape[0] > 1 else (altitudes_km, "altitude, km")
        axis.plot(along, z.ravel() / 1e3, "o-", color="#20457c", ms=3.5)
        axis.set(xlabel=label, ylabel="payload, t")
    else:
        drawn = axis.contour(inclinations_deg, altitudes_km, z.T / 1e3, levels=12, cmap="viridis")
        axis.clabel(drawn, fmt="%.3g t", fontsize=8)
        axis.set(xlabel="inclination, deg", ylabel="altitude of the circular orbit, km")
    axis.set_title(title)
    figure.savefig(path)


def draw_problem(series: Mapping[str, Any], events: Sequence[float], title: str, path: Path) -> None:
    """Every column of a solved problem over time, with lines where its phases end."""
    from textwrap import fill

    from visviva.export.files import atomic_write

    clock, _, *names = series  # time and phase come first
    columns = min(3, max(1, len(names)))
    rows = -(-len(names) // columns)
    figure, axes = _figure(rows, columns, (3.6 * columns, 2.4 * rows + 0.8), path)
    flat = np.atleast_1d(axes).ravel()
    for axis, name in zip(flat, names, strict=False):
        for k in np.unique(series["phase"]):
            of = series["phase"] == k
            axis.plot(series[clock][of], series[name][of], color="#20457c", lw=1.4)
        for t in events[1:-1]:
            axis.axvline(t, color="0.8", lw=0.7, zorder=0)
        axis.set(xlabel=clock, ylabel=name)
    for axis in flat[len(names) :]:
        axis.set_visible(False)
    figure.suptitle("\n".join(fill(line, 40 * columns) for line in title.splitlines()), fontsize=10)
    with atomic_write(path, "wb") as stream:
        figure.savefig(stream, format=path.suffix[1:].lower(), dpi=150)
