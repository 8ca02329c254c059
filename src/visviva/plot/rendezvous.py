"""The relative motion of a rendezvous.

The whole way, the terminal transfer, and how far a missed burn stays away.
"""

from pathlib import Path

import numpy as np

from visviva.crew.rendezvous.plan import Plan
from visviva.crew.rendezvous.proximity import CORRIDOR
from visviva.errors import InputError
from visviva.plot.words import speak

_SUFFIXES = (".svg", ".png", ".pdf")
_PATH, _BURN, _SAFE = "#1f5a96", "#b3471d", "#b9c3cc"


def check_picture(file: Path) -> None:
    """Refuse a file whose suffix names no picture, before the work is done."""
    if file.suffix.casefold() not in _SUFFIXES:
        raise InputError(
            f"no picture is called {file.name!r}", advice="end it with .svg, .png or .pdf"
        )


def draw_plan(plan: Plan, file: Path, *, lang: str = "en") -> None:
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

    figure, (far, near, last) = plt.subplots(1, 3, figsize=(14.0, 4.6), layout="constrained")
    try:
        _far(far, plan)
        _near(near, plan)
        _last(last, plan)
        figure.suptitle(
            f"To dock at {plan.docking.iso(0)}: {plan.delta_v:.0f} m/s, "
            f"{'passively safe' if plan.safe else 'not passively safe'} "
            f"(nearest {plan.clearance:.0f} m, keep-out {plan.keep_out:.0f} m)",
            fontsize=11,
        )
        speak(figure, lang)
        figure.savefig(file, dpi=150)
    except OSError as err:
        raise InputError(
            f"the picture cannot be written ({err.strerror})", place=str(file)
        ) from err
    finally:
        plt.close(figure)


def _far(axes: object, plan: Plan) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    apart = _arc(plan.ship, plan.station)
    below = (
        np.linalg.norm(plan.ship[:, :3], axis=-1) - np.linalg.norm(plan.station[:, :3], axis=-1)
    ) / 1e3
    axes.plot(-np.degrees(apart), below, color=_PATH, lw=1.3)
    for burn in plan.burns:
        k = min(int(np.searchsorted(plan.t, burn.t)), len(plan.t) - 1)
        x, y = -np.degrees(apart[k]), below[k]
        axes.plot(x, y, "o", color=_BURN, ms=4)
        if burn.distance > 40e3:
            axes.annotate(
                f"{burn.name}, {burn.delta_v:.1f} m/s",
                (x, y),
                xytext=(-8, 10),
                fontsize=8,
                ha="right",
                textcoords="offset points",
                color=_BURN,
            )
    axes.axhline(0.0, color="0.6", lw=0.8)
    axes.plot(0.0, 0.0, "s", color="k", ms=5)
    axes.margins(y=0.18)
    axes.set_xlabel("ship ahead of the station, degrees of orbit")
    axes.set_ylabel("ship above the station, km")
    axes.set_title("from insertion", fontsize=10)


def _near(axes: object, plan: Plan) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    relative = plan.relative() / 1e3
    start = next(b.t for b in plan.burns if b.name == "coelliptic")
    last = plan.t >= start
    axes.plot(relative[last, 0], -relative[last, 2], color=_PATH, lw=1.3)
    for burn, offset in zip(
        [b for b in plan.burns if b.t >= start], ((0, 10), (4, -14), (-8, 6)), strict=False
    ):
        k = min(int(np.searchsorted(plan.t, burn.t)), len(plan.t) - 1)
        x, y = relative[k, 0], -relative[k, 2]
        axes.plot(x, y, "o", color=_BURN, ms=4)
        axes.annotate(
            f"{burn.name}, {burn.delta_v:.1f} m/s",
            (x, y),
            xytext=offset,
            fontsize=8,
            textcoords="offset points",
            color=_BURN,
            ha="right" if offset[0] < 0 else "left",
        )
    axes.plot(0.0, 0.0, "s", color="k", ms=5)
    axes.axhline(0.0, color="0.6", lw=0.8)
    axes.margins(0.12)
    _named(axes, "the last hour")


def _last(axes: object, plan: Plan) -> None:
    """The last two kilometres: keep-out sphere, hold point, corridor.

    And where the ship goes if nobody brakes.
    """
    from matplotlib.axes import Axes
    from matplotlib.patches import Circle, Wedge

    assert isinstance(axes, Axes)
    relative = plan.relative() / 1e3
    axes.add_patch(
        Circle((0.0, 0.0), plan.keep_out / 1e3, color=_SAFE, zorder=0, label="keep-out sphere")
    )
    half = float(np.degrees(CORRIDOR))
    axes.add_patch(
        Wedge(
            (0.0, 0.0), 0.4, 180.0 - half, 180.0 + half, color="#d9e7c8", zorder=1, label="corridor"
        )
    )
    axes.plot(relative[:, 0], -relative[:, 2], color=_PATH, lw=1.4, label="flown")
    if plan.missed is not None:
        axes.plot(
            plan.missed[:, 0] / 1e3,
            -plan.missed[:, 2] / 1e3,
            color=_BURN,
            lw=1.0,
            ls="--",
            label="no braking",
        )
    axes.plot(plan.hold[0] / 1e3, -plan.hold[2] / 1e3, "o", color=_BURN, ms=4)
    axes.plot(0.0, 0.0, "s", color="k", ms=5)
    axes.axhline(0.0, color="0.6", lw=0.8)
    axes.set_xlim(-1.6, 1.0)
    axes.set_ylim(-1.4, 1.0)
    axes.set_aspect("equal")
    axes.legend(fontsize=8, loc="lower left")
    _named(axes, "the last two kilometres")


def _named(axes: object, title: str) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    axes.set_xlabel("along the motion (V-bar), km")
    axes.set_ylabel("away from the Earth (R-bar), km")
    axes.set_title(title, fontsize=10)


def _arc(ship: np.ndarray, station: np.ndarray) -> np.ndarray:
    """Angle by which the station is ahead, unwrapped, rad."""
    h = np.cross(station[:, :3], station[:, 3:])
    h = h / np.linalg.norm(h, axis=-1, keepdims=True)
    sine = np.sum(np.cross(ship[:, :3], station[:, :3]) * h, axis=-1)
    angle = np.unwrap(np.arctan2(sine, np.sum(ship[:, :3] * station[:, :3], axis=-1)))
    return np.asarray(angle - 2.0 * np.pi * np.round(angle[-1] / (2.0 * np.pi)))
