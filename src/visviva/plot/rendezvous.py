"""The relative motion of a rendezvous: the whole way, the terminal transfer, and how far a missed burn stays away."""

from pathlib import Path

import numpy as np

from visviva.crew.rendezvous import Plan
from visviva.errors import InputError

_SUFFIXES = (".svg", ".png", ".pdf")
_PATH, _BURN, _SAFE = "#1f5a96", "#b3471d", "#b9c3cc"


def check_picture(file: Path) -> None:
    """Refuse a file whose suffix names no picture, before the work is done."""
    if file.suffix.casefold() not in _SUFFIXES:
        raise InputError(f"no picture is called {file.name!r}", advice="end it with .svg, .png or .pdf")


def draw_plan(plan: Plan, file: Path) -> None:
    """Draw a plan: altitude and phase on the left, the last hour about the station on the right.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the folder cannot be written to.
    """
    check_picture(file)
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (far, near) = plt.subplots(1, 2, figsize=(11.0, 4.6), layout="constrained")
    try:
        _far(far, plan)
        _near(near, plan)
        figure.suptitle(
            f"To dock at {plan.docking.iso(0)}: {plan.delta_v:.0f} m/s, "
            f"{'passively safe' if plan.safe else 'not passively safe'} "
            f"(nearest {plan.clearance:.0f} m, keep-out {plan.keep_out:.0f} m)",
            fontsize=11,
        )
        figure.savefig(file, dpi=150)
    except OSError as err:
        raise InputError(f"the picture cannot be written ({err.strerror})", place=str(file)) from err
    finally:
        plt.close(figure)


def _far(axes: object, plan: Plan) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    apart = _arc(plan.ship, plan.station)
    below = (np.linalg.norm(plan.ship[:, :3], axis=-1) - np.linalg.norm(plan.station[:, :3], axis=-1)) / 1e3
    axes.plot(-np.degrees(apart), below, color=_PATH, lw=1.3)
    side = 1
    for burn in plan.burns:
        k = min(int(np.searchsorted(plan.t, burn.t)), len(plan.t) - 1)
        x, y = -np.degrees(apart[k]), below[k]
        axes.plot(x, y, "o", color=_BURN, ms=4)
        if burn.distance > 40e3:
            axes.annotate(
                f"{burn.name}\n{burn.delta_v:.1f} m/s", (x, y), xytext=(0, 14 * side), fontsize=8, ha="center",
                va="bottom" if side > 0 else "top", textcoords="offset points", color=_BURN,
            )  # fmt: skip
            side = -side
    axes.axhline(0.0, color="0.6", lw=0.8)
    axes.plot(0.0, 0.0, "s", color="k", ms=5)
    axes.margins(y=0.18)
    axes.set_xlabel("ship ahead of the station, degrees of orbit")
    axes.set_ylabel("ship above the station, km")
    axes.set_title("from insertion", fontsize=10)


def _near(axes: object, plan: Plan) -> None:
    from matplotlib.axes import Axes
    from matplotlib.patches import Circle

    assert isinstance(axes, Axes)
    relative = plan.relative() / 1e3
    start = next(b.t for b in plan.burns if b.name == "coelliptic")
    last = plan.t >= start
    axes.plot(relative[last, 0], -relative[last, 2], color=_PATH, lw=1.3)
    axes.add_patch(Circle((0.0, 0.0), plan.keep_out / 1e3, color=_SAFE, zorder=0))
    for burn in plan.burns:
        if burn.t >= start and burn.name != "final approach":
            k = min(int(np.searchsorted(plan.t, burn.t)), len(plan.t) - 1)
            x, y = relative[k, 0], -relative[k, 2]
            axes.plot(x, y, "o", color=_BURN, ms=4)
            axes.annotate(
                f"{burn.name}, {burn.delta_v:.1f} m/s", (x, y), xytext=(6, -12), fontsize=8,
                textcoords="offset points", color=_BURN,
            )  # fmt: skip
    axes.set_xlim(right=6.0)
    axes.plot(0.0, 0.0, "s", color="k", ms=5)
    axes.axhline(0.0, color="0.6", lw=0.8)
    axes.set_xlabel("along the motion (V-bar), km")
    axes.set_ylabel("away from the Earth (R-bar), km")
    axes.set_title("the last hour", fontsize=10)


def _arc(ship: np.ndarray, station: np.ndarray) -> np.ndarray:
    """Angle by which the station is ahead, unwrapped, rad."""
    h = np.cross(station[:, :3], station[:, 3:])
    h = h / np.linalg.norm(h, axis=-1, keepdims=True)
    sine = np.sum(np.cross(ship[:, :3], station[:, :3]) * h, axis=-1)
    angle = np.unwrap(np.arctan2(sine, np.sum(ship[:, :3] * station[:, :3], axis=-1)))
    return np.asarray(angle - 2.0 * np.pi * np.round(angle[-1] / (2.0 * np.pi)))
