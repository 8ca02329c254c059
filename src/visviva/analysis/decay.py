"""When an object comes down, from what was known at a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.track_history import HistoryRequest, TrackHistory, open_history
from visviva.core.result import Result
from visviva.core.tables_in_use import WEATHER
from visviva.track.decay.forecast import Decay, forecast_decay


@dataclass(frozen=True, slots=True)
class DecayRequest(HistoryRequest):
    """A history and the date whose knowledge counts, as `HistoryRequest` has them."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DecayResult(Result):
    """The forecast; one row.

    Attributes
    ----------
    opened : TrackHistory
    decay : Decay
    seed : int
    """

    SCHEMA: ClassVar[str] = "visviva.track.decay/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (WEATHER,)
    ROWS: ClassVar[str] = "forecasts"

    opened: TrackHistory
    decay: Decay
    seed: int

    def rows(self) -> list[dict[str, Any]]:
        """Object, date, decay with its interval, ballistic coefficient."""
        keys = self.head()
        return [
            {
                k: keys[k]
                for k in (
                    "catalog_number",
                    "as_of_utc",
                    "decay_utc",
                    "interval_90_utc",
                    "already_down",
                    "ballistic_coefficient_m2_kg",
                )
            }
        ]

    def head(self) -> Mapping[str, Any]:
        """The forecast and what the file held."""
        d = self.decay
        return {
            **self.opened.head(),
            "as_of_utc": d.as_of.iso(0),
            **decay_keys(d),
            "remaining_days": None if d.moment is None else round(float(np.median(d.days)), 2),
            "ballistic_coefficient_sigma": round(d.coefficient_sigma, 3),
            "beyond_horizon": round(float(np.mean(~np.isfinite(d.days))), 3),
            "set_used_utc": self.opened.history.epoch[d.set_used].iso(0),
            "seed": self.seed,
        }


def forecast(request: DecayRequest) -> DecayResult:
    """Forecast of the decay of an object.

    Raises
    ------
    InputError
        If the history is of no use, no set is as old as the date, or the orbit does not decay.
    """
    opened = open_history(
        request.source, request.wanted, as_of=request.as_of, least=2, name=request.name
    )
    found = forecast_decay(opened.history, request.as_of, seed=request.seed)
    return DecayResult(opened, found, request.seed)


def decay_keys(d: Decay) -> dict[str, Any]:
    """The forecast as plain values; a dossier says the same."""
    return {
        "decay_utc": None if d.moment is None else d.moment.iso(0),
        "interval_90_utc": [None if t is None else t.iso(0) for t in (d.earliest, d.latest)],
        "already_down": d.already_down,
        "chance_down": round(d.chance_down, 3),
        "ballistic_coefficient_m2_kg": float(f"{d.ballistic_coefficient:.5g}"),
    }
