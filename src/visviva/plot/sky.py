"""Sky chart: visible passes as they cross a place's sky, with light, shadow and the Sun."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.visible import SkyPath, VisibleResult
from visviva.core.local_time import local_of
from visviva.plot.launch import new_picture, save_picture

LIT, DARK = "#f2b632", "#6f7d92"
#: Passes that a chart shows; more would hide one another.
MOST = 6


def draw_sky(found: VisibleResult, path: Path, *, lang: str = "en") -> None:
    """The brightest passes (or the highest), looking up: north above, east on the left.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, axis = new_picture(1, 1, (8.4, 9.0), path, subplot_kw={"projection": "polar"})
    axis.set_theta_zero_location("N")
    axis.set_theta_direction(1)  # as seen looking up: east is left of north
    axis.set_facecolor("#16233b")
    axis.set(ylim=(0.0, 90.0), yticks=[0, 30, 60, 90])
    axis.set_yticklabels(["90°", "60°", "30°", ""], color="0.75", fontsize=8)
    axis.set_xticks(np.radians(np.arange(0, 360, 45)), ["N", "NE", "E", "SE", "S", "SW", "W", "NW"])
    axis.grid(color="0.4", lw=0.5)
    shown = sorted(found.paths, key=_rank)[:MOST]
    shown.sort(key=lambda one: str(one.row["utc"]))
    told: set[str] = set()
    for number, one in enumerate(shown, 1):
        _draw(axis, number, one, told)
    lines = [_line(number, one, found) for number, one in enumerate(shown, 1)]
    head = found.head()
    title = (
        f"Visible passes over {head['site']}, {head['start_utc'][:10]} to {head['end_utc'][:10]}"
    )
    if len(found.paths) > len(shown):
        title += f"\nthe {len(shown)} brightest or highest of {len(found.paths)}"
    axis.set_title(title, fontsize=11)
    if told:
        figure.legend(
            loc="outside upper center",
            ncols=3,
            facecolor="#16233b",
            labelcolor="0.9",
            fontsize=8,
            framealpha=1.0,
        )
    figure.supxlabel("\n".join(lines) or "no visible pass in the window", fontsize=8)
    save_picture(figure, path, lang)


def _rank(one: SkyPath) -> tuple[float, float]:
    magnitude = one.row["magnitude"]
    return (0.0 if magnitude is None else float(magnitude), -float(one.row["elevation_deg"]))


def _draw(axis: Any, number: int, one: SkyPath, told: set[str]) -> None:
    """One pass: lit and dark parts, its start, shadow crossings, best moment, and the Sun."""
    azimuth, low = np.unwrap(one.azimuth), 90.0 - np.degrees(one.elevation)

    def label(word: str) -> str | None:
        known = word in told
        told.add(word)
        return None if known else word

    dark = np.where(one.sunlit, np.nan, low)
    if np.any(~one.sunlit):
        axis.plot(azimuth, dark, color=DARK, lw=1.2, ls=":", label=label("in the Earth's shadow"))
    lit = np.where(one.sunlit, low, np.nan)
    axis.plot(azimuth, lit, color=LIT, lw=1.8, label=label("lit by the Sun"))
    middle = len(low) // 2
    axis.annotate(
        "",
        (azimuth[middle + 1], low[middle + 1]),
        (azimuth[middle], low[middle]),
        arrowprops={"arrowstyle": "-|>", "color": LIT if one.sunlit[middle] else DARK},
    )
    edges = np.flatnonzero(np.diff(one.sunlit.astype(int)))
    for k in edges:
        axis.plot(azimuth[k], low[k], "x", color="white", ms=7, label=label("edge of the shadow"))
        axis.annotate(
            str(one.epochs[int(k)].iso(0))[11:19],
            (azimuth[k], low[k]),
            (5, -9),
            textcoords="offset points",
            color="0.85",
            fontsize=6.5,
        )
    iso = np.asarray(one.epochs.iso(0))
    best = int(np.flatnonzero(iso == one.row["utc"])[0])
    axis.plot(
        azimuth[best], low[best], "o", color="white", ms=4.5, label=label("brightest or highest")
    )
    axis.annotate(
        str(number),
        (azimuth[best], low[best]),
        (5, 4),
        textcoords="offset points",
        color="white",
        fontsize=10,
        weight="bold",
    )
    axis.plot(
        one.sun_azimuth[best],
        89.0,
        "*",
        color="#e05d2b",
        ms=9,
        clip_on=False,
        label=label("where the Sun is, below the horizon"),
    )


def _line(number: int, one: SkyPath, found: VisibleResult) -> str:
    row = one.row
    local = local_of(str(row["utc"]), found.request.place.zone)
    clock = "" if local is None else f" ({local[5:19].replace('T', ' ')} local)"
    bright = "" if row["magnitude"] is None else f", magnitude {row['magnitude']:.1f}"
    shadow = (
        ", enters the shadow"
        if row["enters_shadow"]
        else ", leaves the shadow"
        if row["leaves_shadow"]
        else ""
    )
    return (
        f"{number}  {row['object']}  {str(row['utc']).replace('T', ' ')}{clock}, "
        f"{row['elevation_deg']:.0f}° high{bright}{shadow}"
    )
