"""Pictures of orbits about the Moon: which geometries last, what of the surface is seen."""

from pathlib import Path

import numpy as np

from visviva.analysis.lunar_orbit import LunarOrbitResult
from visviva.analysis.lunar_sweep import LunarSweepResult
from visviva.errors import InputError
from visviva.plot.launch import BLUE, RED, new_picture, save_picture


def draw_sweep(found: LunarSweepResult, path: Path, *, lang: str = "en") -> None:
    """Lifetimes over node and argument (left), share still in orbit by the day (right).

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, (where, when) = new_picture(1, 2, (11.0, 5.2), path)
    rows = found.rows()
    node = np.array([row["node_deg"] for row in rows])
    argument = np.array([row["argument_deg"] for row in rows])
    days = found.lifetimes()
    up = ~np.isfinite(days)
    where.plot(node[up], argument[up], "o", ms=6, color=BLUE, label=f"survives ({up.sum()})")
    if np.any(~up):
        dots = where.scatter(
            node[~up],
            argument[~up],
            c=days[~up],
            cmap="autumn",
            vmin=0.0,
            vmax=found.request.days,
            marker="X",
            edgecolors="0.3",
            linewidths=0.4,
            s=52,
            label=f"falls ({(~up).sum()})",
        )
        figure.colorbar(dots, ax=where, label="days to the surface", shrink=0.85)
    where.set(xlabel="node, deg", ylabel="argument of periselene, deg")
    where.set_title("Each geometry", fontsize=10)
    where.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, fontsize=8)
    at, share, low, high = found.still_up()
    when.fill_between(at, 100.0 * low, 100.0 * high, step="post", color=BLUE, alpha=0.18, lw=0)
    when.step(at, 100.0 * share, where="post", color=BLUE)
    when.set(
        xlabel="days", ylabel="still in orbit, %", ylim=(0.0, 102.0), xlim=(0.0, found.request.days)
    )
    when.set_title("Share still in orbit (band: 90 % interval)", fontsize=10)
    for axis in (where, when):
        axis.grid(alpha=0.3)
    head = found.head()
    figure.suptitle(
        f"{head['periselene_km']:g} × {head['aposelene_km']:g} km at {head['inclination_deg']:g}° "
        f"about the Moon from {head['date_utc'][:10]}, without upkeep "
        f"({head['field']} to degree {head['degree']})",
        fontsize=11,
    )
    save_picture(figure, path, lang)


def draw_lunar_coverage(found: LunarOrbitResult, path: Path, *, lang: str = "en") -> None:
    """Day on which each part of the surface was first seen, and the growth of the share.

    Raises
    ------
    InputError
        If no coverage was asked for, or the file cannot be written.
    """
    if found.coverage is None:
        raise InputError("no coverage was asked for", advice="give --max-off-nadir-deg")
    seen = found.coverage
    figure, (chart, curve) = new_picture(
        2, 1, (9.0, 8.0), path, gridspec_kw={"height_ratios": [2.2, 1.0]}
    )
    first = np.where(seen.first_day >= 0, seen.first_day + 1.0, np.nan)
    image = chart.imshow(
        first,
        origin="lower",
        extent=(-180.0, 180.0, -90.0, 90.0),
        cmap="viridis_r",
        vmin=0.0,
        vmax=max(1.0, seen.days),
        interpolation="nearest",
        aspect="auto",
    )
    figure.colorbar(image, ax=chart, label="first seen on day", shrink=0.9)
    chart.set(xlabel="longitude, deg", ylabel="latitude, deg")
    chart.set_title(
        f"Seen within {np.degrees(seen.off_nadir):g}° of the nadir in {seen.days:g} days: "
        f"{100.0 * seen.share:.1f} % of the Moon (white: not seen)",
        fontsize=10,
    )
    days, share = seen.growth()
    curve.plot([0.0, *days], [0.0, *(100.0 * share)], color=RED)
    curve.set(xlabel="days", ylabel="seen, % of the surface", xlim=(0.0, seen.days), ylim=(0, 102))
    curve.grid(alpha=0.3)
    save_picture(figure, path, lang)
