"""The figures that a fit to a webcast may move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.flown.webcast import KICK_TIME
from visviva.launch.flown.webcast_values import Events, Figures

TAIL = 6.0  # s before cut-off in which the engines may be turned down


EDGES2 = (0.0, 0.22, 0.44, 0.64, 0.8, 0.92)  # of the second burn: finer where its load is high


# steps of throttle, knots of the turn and of the elevation
PIECES1, HOLDS, PIECES2, ELEVATIONS = 5, 6, len(EDGES2), 13


# of the second burn where no arriving flight gives it
_ARC = np.radians(np.linspace(35.0, 0.0, ELEVATIONS))


_PLAIN = (
    "thrust1",
    "impulse1",
    "mass1",
    "drag",
    "vertical_time",
    "lean",
    "load_max",
    "load_max2",
    "thrust2",
    "impulse2",
    "mass2",
)


@dataclass(frozen=True, slots=True)
class Free:
    """A free figure: prior mean and one standard deviation, SI."""

    name: str
    mean: float
    sigma: float


def free_figures(
    guess: Figures, events: Events, *, relative: dict[str, float] | None = None
) -> tuple[Free, ...]:
    """Priors of everything a fit may move.

    `relative` gives a fact's own spread (one sigma, as a share).
    """
    share = {
        "thrust1": 0.05,
        "impulse1": 0.003,
        "mass1": 0.02,
        "thrust2": 0.02,
        "impulse2": 0.003,
        "mass2": 0.08,
    }
    share |= relative or {}
    one = [
        Free(n, getattr(guess, n), share[n] * getattr(guess, n))
        for n in ("thrust1", "impulse1", "mass1")
    ]
    out = [
        *one,
        Free("drag", 1.0, 0.4),
        Free("vertical_time", guess.vertical_time, 2.0),
        Free("lean", guess.lean, np.radians(2.0)),
        Free("load_max", 40.0, 8.0),
        Free("meco", events.meco, 1.0),
    ]
    if events.throttle is not None:
        a, b = events.throttle
        out += [
            Free("bucket", 0.8, 0.1),
            Free("throttle_start", a, 1.0),
            Free("throttle_end", b, 2.0),
        ]
    out += [Free(f"throttle1.{k}", 1.0, 0.04 if k < PIECES1 - 1 else 0.15) for k in range(PIECES1)]
    out += [Free(f"hold.{k}", 0.0, 0.3) for k in range(HOLDS)]
    if events.ses is not None and events.seco is not None:
        out += [
            Free(n, getattr(guess, n), share[n] * getattr(guess, n))
            for n in ("thrust2", "impulse2", "mass2")
        ]
        out += [
            Free("load_max2", 40.0, 8.0),
            Free("ses", events.ses, 0.7),
            Free("seco", events.seco, 1.0),
        ]
        out += [Free(f"throttle2.{k}", 1.0, 0.1 if k else 0.02) for k in range(PIECES2)]
        knots = np.linspace(events.ses, events.seco, ELEVATIONS)
        start = np.interp(knots, *guess.elevation) if len(guess.elevation[0]) else _ARC
        out += [Free(f"elevation.{k}", float(x), np.radians(15.0)) for k, x in enumerate(start)]
    return tuple(out)


def put(x: Array, free: Sequence[Free], guess: Figures, events: Events) -> tuple[Figures, Events]:
    """Figures and events from a vector of free figures."""
    return figures_of({f.name: float(a) for f, a in zip(free, x, strict=True)}, guess, events)


def figures_of(v: dict[str, float], guess: Figures, events: Events) -> tuple[Figures, Events]:
    """Figures and events from named figures; what `v` does not name stays as in `guess`."""
    plain: dict[str, Any] = {n: v[n] for n in _PLAIN if n in v}
    new = replace(
        events,
        meco=v["meco"],
        ses=v.get("ses"),
        seco=v.get("seco"),
        throttle=(v["throttle_start"], v["throttle_end"]) if "bucket" in v else None,
    )
    after = new.throttle[1] if new.throttle else 60.0
    steps = [(0.0, v["throttle1.0"])]
    if new.throttle is not None:
        steps.append((new.throttle[0], v["bucket"]))
    edges = np.append(np.linspace(after, events.meco - TAIL, PIECES1 - 1), events.meco)
    steps += [(float(t), v[f"throttle1.{k}"]) for k, t in enumerate(edges[:-1], start=1)]
    knots = np.linspace(v["vertical_time"] + KICK_TIME, events.meco, HOLDS)
    figures = replace(guess, **plain, throttle1=tuple(steps), hold=(knots, _row(v, "hold", HOLDS)))
    if new.ses is not None and new.seco is not None:
        edges = new.ses + (new.seco - new.ses) * np.array(EDGES2)
        figures = replace(
            figures,
            throttle2=tuple(
                zip(edges.tolist(), _row(v, "throttle2", PIECES2).tolist(), strict=True)
            ),
            elevation=(
                np.linspace(new.ses, new.seco, ELEVATIONS),
                _row(v, "elevation", ELEVATIONS),
            ),
        )
    return figures, new


def _row(v: dict[str, float], name: str, count: int) -> Array:
    return np.array([v[f"{name}.{k}"] for k in range(count)])
