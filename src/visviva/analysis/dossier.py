"""All that a history tells by a date: identity, burns, decay.

Limits: each part has those of its own module (`visviva.track`); a part that its module refuses
stays open, with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, TypeVar

import numpy as np

from visviva.analysis.decay import decay_keys
from visviva.analysis.dossier_sentences import sentence
from visviva.analysis.identity import identity_keys
from visviva.analysis.maneuvers import maneuver_keys
from visviva.analysis.track_history import HistoryRequest, open_history
from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_RADIUS
from visviva.core.message import Message
from visviva.core.result import Result
from visviva.core.tables_in_use import WEATHER
from visviva.core.time import Epoch
from visviva.errors import VisvivaError
from visviva.orbit.sgp4 import layout
from visviva.track.decay.forecast import Decay, forecast_decay
from visviva.track.history import History
from visviva.track.identity import SIDEREAL_RATE, Identity, identify
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver

T = TypeVar("T")
#: Burns of at least this confidence count in the summary.
SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class DossierRequest(HistoryRequest):
    """A history and the date whose knowledge counts, as `HistoryRequest` has them."""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that could not be told, and why.

    `reason` is the error's line; `sentence` is the same as a message of several languages, where
    the error has one.
    """

    part: str
    reason: str
    sentence: str = ""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Dossier(Result):
    """What a history tells by a date; rows are its burns.

    Attributes
    ----------
    history : History
        The sets known by `as_of`.
    as_of : Epoch
    identity : Identity or None
    maneuvers : tuple of Maneuver or None
    decay : Decay or None
    open : tuple of OpenPart
        Parts that stay open.
    weather_as_of : str
        Date of the last row of space weather that was used.
    seed : int
    closure : ndarray, shape (n,)
        Miss of the repeat cycle at the equator set by set, m, east positive; NaN without a cycle.
    rejected_count : int
        Sets of the file that were refused.
    """

    SCHEMA: ClassVar[str] = "visviva.track.dossier/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (WEATHER,)
    ROWS: ClassVar[str] = "maneuvers"

    history: History
    as_of: Epoch
    identity: Identity | None
    maneuvers: tuple[Maneuver, ...] | None
    decay: Decay | None
    open: tuple[OpenPart, ...]
    weather_as_of: str
    seed: int
    closure: Array
    rejected_count: int = field(default=0, kw_only=True)

    @property
    def sure_burns(self) -> tuple[Maneuver, ...]:
        """Burns that are more likely than not."""
        return tuple(m for m in self.maneuvers or () if m.confidence >= SURE)

    @property
    def summary(self) -> Message:
        """The dossier in two or three sentences."""
        return sentence(
            self.history,
            identity=self.identity,
            burns=None if self.maneuvers is None else self.sure_burns,
            decay=self.decay,
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row a burn, in order of time."""
        return [maneuver_keys(m) for m in self.maneuvers or ()]

    def head(self) -> Mapping[str, Any]:
        """Everything but the burns."""
        h = self.history
        return {
            "catalog_number": h.catalog_number,
            "name": h.name,
            "as_of_utc": self.as_of.iso(0),
            "sets": len(h),
            "first_epoch_utc": h.epoch[0].iso(),
            "last_epoch_utc": h.epoch[-1].iso(),
            "summary": self.summary,
            "identity": None if self.identity is None else identity_keys(self.identity),
            "decay": None if self.decay is None else decay_keys(self.decay),
            "open": [{"part": p.part, "reason": p.reason} for p in self.open],
            "warnings": list(h.warnings),
            "rejected_count": self.rejected_count,
            "space_weather_as_of": self.weather_as_of,
            "seed": self.seed,
        }


def compile_dossier(request: DossierRequest) -> Dossier:
    """Identity, burns and decay of one object, with nothing known after the date.

    Raises
    ------
    InputError
        If the history is of no use, or no set is as old as the date.
    """
    opened = open_history(request.source, request.wanted, as_of=request.as_of, name=request.name)
    return build_dossier(
        opened.history, request.as_of, seed=request.seed, rejected=len(opened.read.rejected)
    )


def build_dossier(
    history: History, as_of: Epoch | None = None, *, seed: int = 1, rejected: int = 0
) -> Dossier:
    """Identity, burns and decay of a history, with nothing known after `as_of`.

    Default: the last epoch.

    Raises
    ------
    InputError
        If no set is as old as `as_of`.
    """
    when = as_of if as_of is not None else history.epoch[-1]
    known = history.before(when)
    weather = SpaceWeather.default()
    past = weather.known_on(when)
    open_parts: list[OpenPart] = []

    def attempt(part: str, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except VisvivaError as err:
            open_parts.append(OpenPart(part, err.line(), err.sentence or err.line()))
            return None

    identity = attempt("identity", lambda: identify(known))
    burns = attempt("maneuvers", lambda: find_maneuvers(known, weather=past))
    decay = attempt("decay", lambda: forecast_decay(known, when, weather=weather, seed=seed))
    return Dossier(
        known,
        when,
        identity,
        burns,
        decay,
        tuple(open_parts),
        past.as_of,
        seed,
        _closure(known, identity),
        rejected_count=rejected,
    )


def _closure(h: History, identity: Identity | None) -> Array:
    """Miss of the repeat cycle at the equator set by set, m, east positive."""
    cycle = identity.repeat if identity else None
    if cycle is None:
        return np.full(len(h), np.nan)
    draconic = (h.constant(layout.MDOT) + h.constant(layout.ARGPDOT)) * 1440.0
    q = draconic / (SIDEREAL_RATE - h.node_rate)
    out: Array = -(cycle.days - cycle.revolutions / q) * 2.0 * np.pi * EARTH_RADIUS
    return out
