"""What the fitted flights of a vehicle family say where its facts are silent: how it is throttled.

Published figures give thrust and masses to a per cent or worse, and nothing of throttling against load. The medians of
other flights' fits stand in; a flight is never predicted with its own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from visviva.errors import InputError
from visviva.launch.fit import Fitted
from visviva.launch.webcast import Events, Figures, FlownMission

TABLE = Path(__file__).parent / "tables" / "falcon_webcasts.json"


@dataclass(frozen=True, slots=True)
class Throttling:
    """One fitted flight, SI; None where its webcast says nothing.

    First-stage thrust in vacuum per lift-off mass (m/s²), share of it in the throttle-down, load limits of both
    stages (m/s²), second stage with fairing and without payload (kg).
    """

    flight: str
    thrust_per_mass: float
    bucket: float | None
    load_max: float | None
    load_max2: float | None
    upper_mass: float | None

    @classmethod
    def of_fit(cls, flight: str, fit: Fitted, mission: FlownMission) -> "Throttling":
        """What a fit says; a figure that the webcast narrowed by less than half stays unsaid."""
        said = {
            f.name: float(v)
            for f, v, s in zip(fit.free, fit.value, fit.sigma, strict=True)
            if s < 0.5 * f.sigma or f.name in ("thrust1", "mass1", "throttle1.0", "mass2")
        }
        upper = said["mass2"] - mission.payload if "mass2" in said else None
        push = said["thrust1"] * said["throttle1.0"] / said["mass1"]
        return cls(flight, push, said.get("bucket"), said.get("load_max"), said.get("load_max2"), upper)


@lru_cache(maxsize=1)
def bundled_throttling() -> tuple[Throttling, ...]:
    """Fits of the Falcon 9 webcasts of 2016 and 2017 (source named in the table)."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))["flights"]
    return tuple(Throttling(**row) for row in rows)


def with_family(figures: Figures, mission: FlownMission, events: Events, flights: Sequence[Throttling]) -> Figures:
    """Figures from facts, throttled as the median of `flights` is.

    Raises
    ------
    InputError
        If `flights` is empty.
    """
    if not flights:
        raise InputError("no flights to learn the throttling from", advice="give at least one")

    def median(name: str) -> float | None:
        values = [v for f in flights if (v := getattr(f, name)) is not None]
        return float(np.median(values)) if values else None

    full = (median("thrust_per_mass") or 0.0) * figures.mass1 / figures.thrust1
    steps: tuple[tuple[float, float], ...] = ((0.0, full),)
    if events.throttle is not None:
        steps = (*steps, (events.throttle[0], full * (median("bucket") or 0.8)), (events.throttle[1], full))
    upper = median("upper_mass")
    return replace(
        figures, throttle1=steps, load_max=median("load_max") or np.inf, load_max2=median("load_max2") or np.inf,
        mass2=figures.mass2 if upper is None else upper + mission.payload,
    )  # fmt: skip
