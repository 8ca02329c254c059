"""Pictures of an ascent and of a payload map."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

import numpy as np

FORMATS = (".svg", ".png", ".pdf")
BLUE, RED = "#20457c", "#b3392b"
#: Width of a panel of a flight's picture over its height.
PANEL = 1.8


def check_picture(path: Path | None) -> Path | None:
    """Refuse before the work a picture of another format, or one that cannot be written.

    Also an option's callback.
    """
    if path is None:
        return None
    from visviva.export.files import check_writable, pick

    pick(path, dict.fromkeys(FORMATS), "a picture")
    check_writable(path)
    return path


def new_picture(
    rows: int, columns: int, size: tuple[float, float], path: Path, **options: Any
) -> tuple[Any, Any]:
    """A figure of so many inches with its axes, for a `path` that can be written.

    `options` of its subplots.
    """
    check_picture(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, columns, **options)


def save_picture(figure: Any, path: Path, lang: str = "en") -> None:
    """Write a picture whole or not at all, its words in a language; the suffix picks the format."""
    from visviva.export.files import atomic_write
    from visviva.plot.words import speak

    speak(figure, lang)
    with atomic_write(path, "wb") as stream:
        figure.savefig(stream, format=path.suffix[1:].lower(), dpi=150)


def draw_flight(flight: Any, title: str, path: Path, *, lang: str = "en") -> None:
    """Altitude, speed, load, dynamic pressure, heat flux and ground track.

    Numbers name the events below.
    """
    figure, axes = new_picture(3, 2, (9.0, 8.6), path)
    s = flight.series
    panels = (
        ("altitude", 1e3, "altitude, km", False),
        ("speed", 1.0, "speed over the ground, m/s", False),
        ("acceleration", 9.80665, "axial load, g", False),
        ("dynamic_pressure", 1e3, "dynamic pressure, kPa", False),
        ("heat_flux", 1.0, "heat flux, W/m²", True),
    )
    for axis, (key, unit, label, logarithmic) in zip(axes.flat, panels, strict=False):
        axis.plot(s["t"], s[key] / unit, color=BLUE, lw=1.4)
        for event in flight.events[1:-1]:
            axis.axvline(event.t, color="0.8", lw=0.7, zorder=0)
        axis.set(xlabel="time after lift-off, s", ylabel=label)
        if logarithmic:
            axis.set_yscale("log")
            axis.set_ylim(1.0, None)
    _number_events(axes.flat[0], flight.events, float(s["t"][-1]))
    _track(axes.flat[5], s, flight.events)
    figure.suptitle(title)
    # Blanks that do not break keep number, name and time of an event on one line.
    names = (
        f"{k} {event.name} ({event.t:.0f} s)".replace(" ", "\u00a0")
        for k, event in enumerate(flight.events, 1)
    )
    key = ",  ".join(names)
    figure.supxlabel(fill(key, 118), fontsize=8)
    save_picture(figure, path, lang)


def _track(axis: Any, series: Mapping[str, Any], events: Sequence[Any]) -> None:
    """Ground track over the land, as a map that is as wide as it is high on the ground."""
    from visviva.plot.earth import draw_land, frame

    lat, lon = np.degrees(series["latitude"]), np.degrees(np.unwrap(series["longitude"]))
    draw_land(axis)
    axis.plot(lon, lat, color=BLUE, lw=1.4)
    for event in events:
        k = int(np.argmin(np.abs(series["t"] - event.t)))
        axis.plot(lon[k], lat[k], "o", ms=3.5, color=RED)
    middle, centre = 0.5 * (lat.min() + lat.max()), 0.5 * (lon.min() + lon.max())
    narrow = max(float(np.cos(np.radians(middle))), 0.1)
    high = 1.15 * max(float(np.ptp(lat)), float(np.ptp(lon)) * narrow / PANEL, 1.0)
    wide = PANEL * high / narrow
    frame(axis, centre - 0.5 * wide, centre + 0.5 * wide, middle - 0.5 * high, middle + 0.5 * high)


def _number_events(axis: Any, events: Sequence[Any], end: float) -> None:
    """Write the number of each event over its time.

    Those too near to be told apart share a place: ``3-5``.
    """
    groups: list[tuple[float, int, int]] = []
    for k, event in enumerate(events, 1):
        if groups and event.t - groups[-1][0] < 0.05 * end:
            groups[-1] = (groups[-1][0], groups[-1][1], k)
        else:
            groups.append((event.t, k, k))
    for t, first, last in groups:
        text = str(first) if first == last else f"{first}-{last}"
        axis.annotate(
            text,
            (t, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            fontsize=7,
            color=RED,
        )


def draw_map(
    altitudes_km: Sequence[float],
    inclinations_deg: Sequence[float],
    payload_kg: Sequence[Sequence[float | None]],
    title: str,
    path: Path,
    *,
    lang: str = "en",
) -> None:
    """Contours of payload over inclination and altitude; one row or one column becomes a line.

    Orbits without an answer get a cross, so that a gap does not look like an empty page.
    """
    figure, axis = new_picture(1, 1, (7.0, 4.8), path)
    z = np.array([[np.nan if v is None else v for v in row] for row in payload_kg], dtype=float)
    top = np.nanmax(z) if np.isfinite(z).any() else 0.0
    size, unit = (1e3, "t") if top >= 2000.0 else (1.0, "kg")
    if min(z.shape) < 2:
        along, label = (
            (inclinations_deg, "inclination, deg")
            if z.shape[0] > 1
            else (altitudes_km, "altitude, km")
        )
        held = f"{altitudes_km[0]:g} km" if z.shape[0] > 1 else f"{inclinations_deg[0]:g} deg"
        axis.plot(along, z.ravel() / size, "o-", color=BLUE, ms=3.5)
        gaps = [a for a, v in zip(along, z.ravel(), strict=True) if np.isnan(v)]
        axis.plot(gaps, np.zeros(len(gaps)), "x", color=RED, ms=5, clip_on=False, label="no answer")
        axis.set(xlabel=label, ylabel=f"payload, {unit}")
        title = f"{title}, {held}"
    else:
        _contours(axis, inclinations_deg, altitudes_km, z.T / size, unit)
        axis.set(xlabel="inclination, deg", ylabel="altitude of the circular orbit, km")
        title = f"{title}: payload, {unit}"
    if np.isnan(z).any():
        figure.legend(loc="outside lower right", fontsize=8, frameon=False)
    axis.set_title(title)
    save_picture(figure, path, lang)


def _contours(axis: Any, x: Sequence[float], y: Sequence[float], z: Any, unit: str) -> None:
    """Filled bands and labelled lines of payload over the cells that have four answers.

    Dots and figures where none has.
    """
    solved = np.isfinite(z)
    cells = solved[1:, 1:] & solved[1:, :-1] & solved[:-1, 1:] & solved[:-1, :-1]
    if cells.any() and np.nanmax(z) > np.nanmin(z):
        filled = axis.contourf(x, y, z, levels=12, cmap="Blues", alpha=0.55)
        axis.figure.colorbar(filled, ax=axis, label=f"payload, {unit}")
        drawn = axis.contour(x, y, z, levels=12, colors=BLUE, linewidths=1.2)
        axis.clabel(drawn, fmt=f"%.4g {unit}", fontsize=8)
    gaps, answers = np.argwhere(~solved), np.argwhere(solved)
    alone = np.array(
        [not cells[max(i - 1, 0) : i + 1, max(j - 1, 0) : j + 1].any() for i, j in answers],
        dtype=bool,
    )
    for i, j in answers[alone]:
        axis.plot(x[j], y[i], "o", color=BLUE, ms=3.5, clip_on=False)
        axis.annotate(
            f"{z[i, j]:.3g} {unit}",
            (x[j], y[i]),
            xytext=(0, 5),
            textcoords="offset points",
            ha="left" if j == 0 else "right" if j == len(x) - 1 else "center",
            fontsize=8,
        )
    if len(gaps):
        axis.plot(
            [x[j] for _, j in gaps],
            [y[i] for i, _ in gaps],
            "x",
            color=RED,
            ms=5,
            clip_on=False,
            label="no answer",
        )
    # Room beyond the outermost orbits: labels and crosses there are not cut.
    for span, limit in ((x, axis.set_xlim), (y, axis.set_ylim)):
        if span[-1] > span[0]:
            room = 0.04 * (span[-1] - span[0])
            limit(span[0] - room, span[-1] + room)


def draw_problem(
    series: Mapping[str, Any], events: Sequence[float], title: str, path: Path, *, lang: str = "en"
) -> None:
    """Every column of a solved problem over time, with lines where its phases end."""
    clock, _, *names = series  # time and phase come first
    columns = min(3, max(1, len(names)))
    rows = -(-len(names) // columns)
    figure, axes = new_picture(rows, columns, (3.6 * columns, 2.4 * rows + 0.8), path)
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
    save_picture(figure, path, lang)
