"""What the fitted flights of a vehicle family say where its facts are silent.

How it is throttled, turned and staged.

Each fitted flight gives one value of every habit, as a share of what facts say. A flight not yet
seen gets their median, and the spread of the next draw from so few (Student's t), never less than a
single fit is good for. Where fewer than two flights say something, the spread of the facts stands.
A flight is never predicted with its own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from visviva.core.arrays import Array
from visviva.core.uncertain import Z95
from visviva.launch.flight.guided import Track
from visviva.launch.flown.fit import Fitted
from visviva.launch.flown.fit_figures import ELEVATIONS, HOLDS, PIECES1, PIECES2, Free
from visviva.launch.flown.webcast_values import Events, Figures, FlownMission

TABLE = Path(__file__).parents[1] / "tables" / "falcon_webcasts.json"

# Habit: what facts say (mean, one standard deviation), and the least spread that other flights may
# claim.
HABITS: dict[str, tuple[float, float, float]] = {
    "push": (1.0, 0.02, 0.004),  # lift-off thrust per mass over that of facts
    # first stage's thrust over that at lift-off
    **{f"thrust.{k}": (1.0, 0.04, 0.01) for k in range(1, PIECES1)},
    # share of gravity's turning taken back
    **{f"hold.{k}": (0.0, 0.3, 0.08) for k in range(HOLDS)},
    "drag": (1.0, 0.4, 0.1),
    "load_max": (40.0, 8.0, 0.3),  # m/s²
    "vertical_time": (8.0, 2.0, 1.0),  # s
    "meco": (0.0, 0.5, 0.3),  # s after the published whole second, as all times here
    "bucket": (0.8, 0.1, 0.02),  # throttle-down over lift-off thrust
    "throttle_start": (0.0, 0.7, 0.4),
    "throttle_end": (0.0, 0.7, 0.4),
    "upper": (1.0, 0.04, 0.035),  # second stage without payload over that of facts
    "push2": (1.0, 0.03, 0.01),
    **{f"thrust2.{k}": (1.0, 0.05, 0.01) for k in range(1, PIECES2)},
    "impulse2": (1.0, 0.005, 0.003),
    "load_max2": (45.0, 8.0, 2.0),
    "ses": (0.0, 0.5, 0.3),
    "seco": (0.0, 0.5, 0.3),
    # elevation at ignition less climb angle at cut-off over the ground, rad
    "kink": (0.0, 0.1, 0.02),
    # half and whole wave of the elevation about a linear-tangent law, rad
    "bend.1": (0.0, 0.15, 0.05),
    "bend.2": (0.0, 0.08, 0.03),
}
# no reason for a sign: other flights give their spread only
_CENTRED = ("kink", "bend.1", "bend.2")


@dataclass(frozen=True, slots=True)
class Habits:
    """One fitted flight: values by name as in `HABITS`.

    A name is missing where its webcast says nothing.
    """

    flight: str
    values: dict[str, float]


def climb_angle(track: Track, t: float) -> float:
    """Climb rate over ground speed, as an angle, rad."""
    r = np.linalg.norm(track.r, axis=1)
    climb = np.einsum("ij,ij->i", track.r, track.v) / r
    return float(np.arcsin(np.interp(t, track.t, climb) / np.interp(t, track.t, track.speed)))


def wave(habit: dict[str, float], start: float, end: float) -> Array:
    """Elevations at the knots of the second burn.

    Linear tangent from `start` (rad) to the tangent `end`, bent.
    """
    s = np.linspace(0.0, 1.0, ELEVATIONS)
    line = np.arctan(np.tan(start) + (end - np.tan(start)) * s)
    return np.asarray(
        line + habit["bend.1"] * np.sin(np.pi * s) + habit["bend.2"] * np.sin(2 * np.pi * s)
    )


def habits_of(
    flight: str, fit: Fitted, guess: Figures, events: Events, mission: FlownMission
) -> Habits:
    """What a fit says, over the figures from facts (`guess`) and the published `events`.

    A load limit that the webcast narrowed by less than half stays unsaid.
    """
    from scipy.optimize import least_squares

    v = {f.name: float(x) for f, x in zip(fit.free, fit.value, strict=True)}
    narrowed = {f.name for f, s in zip(fit.free, fit.sigma, strict=True) if s < 0.5 * f.sigma}
    out = {"push": v["thrust1"] * v["throttle1.0"] / v["mass1"] * guess.mass1 / guess.thrust1}
    out |= {f"thrust.{k}": v[f"throttle1.{k}"] / v["throttle1.0"] for k in range(1, PIECES1)}
    out |= {n: v[n] for n in ("drag", "vertical_time", *(f"hold.{k}" for k in range(HOLDS)))}
    out |= {n: v[n] for n in ("load_max", "load_max2") if n in narrowed}
    out["meco"] = v["meco"] - events.meco
    if events.throttle is not None:
        out["bucket"] = v["bucket"] / v["throttle1.0"]
        out["throttle_start"] = v["throttle_start"] - events.throttle[0]
        out["throttle_end"] = v["throttle_end"] - events.throttle[1]
    if events.ses is None or events.seco is None:
        return Habits(flight, out)
    out |= {"ses": v["ses"] - events.ses, "seco": v["seco"] - events.seco}
    out["upper"] = (v["mass2"] - mission.payload) / (guess.mass2 - mission.payload)
    out["push2"] = v["thrust2"] * v["throttle2.0"] / guess.thrust2
    out |= {f"thrust2.{k}": v[f"throttle2.{k}"] / v["throttle2.0"] for k in range(1, PIECES2)}
    out["impulse2"] = v["impulse2"] / guess.impulse2
    flown = np.array([v[f"elevation.{k}"] for k in range(ELEVATIONS)])

    def gap(z: Array) -> Array:
        bends = {"bend.1": float(z[2]), "bend.2": float(z[3])}
        return np.concatenate([(wave(bends, float(z[0]), float(z[1])) - flown) / 0.03, z[2:] / 0.1])

    z = least_squares(gap, [flown[0], np.tan(flown[-1]), 0.0, 0.0]).x
    out |= {
        "kink": float(z[0]) - climb_angle(fit.track, v["meco"]),
        "bend.1": float(z[2]),
        "bend.2": float(z[3]),
    }
    return Habits(flight, out)


@lru_cache(maxsize=1)
def bundled_habits() -> tuple[Habits, ...]:
    """Fits of the Falcon 9 webcasts of 2016 and 2017 (source named in the table)."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))["flights"]
    return tuple(Habits(row["flight"], row["values"]) for row in rows)


def next_flight(name: str, flights: Sequence[Habits]) -> Free:
    """Prior of a habit in a flight not seen: median of the others and the spread of the next draw.

    Examples
    --------
    >>> next_flight("push", [])
    Free(name='push', mean=1.0, sigma=0.02)
    >>> round(next_flight("push", [Habits("a", {"push": 0.99}), Habits("b", {"push": 1.01})]).mean,
    ...     3)
    1.0
    """
    from scipy.special import stdtrit

    mean, sigma, least = HABITS[name]
    said = np.array([f.values[name] for f in flights if name in f.values])
    n = len(said)
    if n < 2:
        return Free(name, mean, sigma)
    next_draw = said.std(ddof=1) * np.sqrt(1.0 + 1.0 / n) * stdtrit(n - 1, 0.95) / Z95
    return Free(
        name,
        mean if name in _CENTRED else float(np.median(said)),
        float(np.hypot(next_draw, least)),
    )
