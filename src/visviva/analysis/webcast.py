"""A flown two-stage mission fitted to its webcast, or predicted without it.

Limits: those of `visviva.launch.flown.fit` and `visviva.launch.flown.predict`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.flown_words import SAY
from visviva.core.arrays import Array
from visviva.core.result import Result
from visviva.data.catalogue import Catalogue
from visviva.data.webcasts import read_webcast
from visviva.errors import InputError
from visviva.launch.flown.family import bundled_habits
from visviva.launch.flown.fit import Fitted, fit_webcast
from visviva.launch.flown.predict import Predicted, predict
from visviva.launch.flown.webcast import figures_from_facts
from visviva.launch.flown.webcast_values import Events, FlownMission

#: Share of the speeds of a webcast within the 90 % band below which the prediction is doubted.
DOUBTFUL_SHARE = 0.5
#: Difference of speed, per cent, past which a webcast is not of the vehicle that was named.
OTHER_VEHICLE_PERCENT = 10.0
Seen = tuple[Array, Array, Array]

__all__ = ["Events", "FittedWebcast", "PredictedWebcast", "WebcastRequest", "reconstruct"]


@dataclass(frozen=True, slots=True)
class WebcastRequest:
    """A flown mission.

    Attributes
    ----------
    vehicle : str
        A two-stage vehicle of the catalogue, or a fact file.
    latitude, inclination : float
        Of the pad and of the orbit, rad.
    payload : float
        kg.
    events : Events
        Moments of the flight, s.
    file : Path, optional
        The webcast; needed to fit.
    perigee, apogee : float
        Of the orbit at the last cut-off, m.
    southward : bool
    predicted : bool
        Predict from facts, events and other flights; the webcast is then only compared.
    without : str
        Part of the name of bundled flights not to learn from.
    """

    vehicle: str
    latitude: float
    inclination: float
    payload: float
    events: Events
    file: Path | None = None
    perigee: float = 185e3
    apogee: float = 185e3
    southward: bool = False
    predicted: bool = False
    without: str = ""

    def __post_init__(self) -> None:
        if self.file is None and not self.predicted:
            raise InputError("no webcast to fit", advice="give a CSV file, or --predict")
        if not 100e3 <= self.perigee <= self.apogee <= 1.5e9:
            raise InputError(
                f"no orbit of {self.perigee / 1e3:g} × {self.apogee / 1e3:g} km",
                advice="100 km <= perigee <= apogee <= 1.5 million km",
            )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FittedWebcast(Result):
    """Figures of a flight with their spread; rows are the figures."""

    SCHEMA: ClassVar[str] = "visviva.launch.flown.webcast/1"
    ROWS: ClassVar[str] = "figures"

    vehicle: str
    fit: Fitted
    seen: Seen

    @property
    def drawn(self) -> tuple[Any, None]:
        """Track, and no band."""
        return self.fit.track, None

    @property
    def warnings(self) -> tuple[str, ...]:
        """None."""
        return ()

    @property
    def sentence(self) -> str:
        """How well it fits."""
        speed, height = (float(self.fit.rms[0]), 1), (float(self.fit.rms[1]) / 1e3, 2)
        return SAY("residuals", speed=speed, height=height)

    def rows(self) -> list[dict[str, Any]]:
        """Figure, value, spread, and what was expected of it."""
        return [
            {
                "figure": f.name,
                "value": float(v),
                "sigma": float(s),
                "prior": f.mean,
                "prior_sigma": f.sigma,
            }
            for f, v, s in zip(self.fit.free, self.fit.value, self.fit.sigma, strict=True)
        ]

    def head(self) -> dict[str, Any]:
        """Residuals and correlations."""
        fit = self.fit
        return {
            "vehicle": self.vehicle,
            "speed_rms_m_s": fit.rms[0],
            "altitude_rms_km": fit.rms[1] / 1e3,
            "speed_largest_m_s": float(abs(fit.speed_residual).max()),
            "altitude_largest_km": float(abs(fit.altitude_residual).max()) / 1e3,
            "correlation": fit.correlation.tolist(),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PredictedWebcast(Result):
    """A flight with its 90 % band; rows are moments of it.

    `beside` says how far a webcast is from it, where one is given.
    """

    SCHEMA: ClassVar[str] = "visviva.launch.webcast_prediction/1"
    ROWS: ClassVar[str] = "flight"

    vehicle: str
    found: Predicted
    learnt_from: tuple[str, ...]
    beside: dict[str, float]

    @property
    def drawn(self) -> tuple[Any, Predicted]:
        """Track and band."""
        return self.found.track, self.found

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why the webcast may be of another vehicle."""
        if not self.beside:
            return ()
        off, inside = self.beside["speed_largest_percent"], self.beside["speed_inside_share"]
        if inside >= DOUBTFUL_SHARE and off < OTHER_VEHICLE_PERCENT:
            return ()
        share = (100.0 * inside, 0)
        return (SAY("outside", inside=share, off=(off, 1), vehicle=self.vehicle),)

    @property
    def sentence(self) -> str:
        """How it was predicted, and how well it meets the webcast."""
        said = SAY("predicted", count=str(len(self.learnt_from)))
        if not self.beside:
            return said
        b = self.beside
        return SAY(
            "beside",
            said=said,
            speed=(b["speed_largest_percent"], 1),
            height=(b["altitude_largest_km"], 1),
            speeds=(100.0 * b["speed_inside_share"], 0),
            heights=(100.0 * b["altitude_inside_share"], 0),
        )

    def rows(self) -> list[dict[str, Any]]:
        """Speed and altitude with their band, every 20 s and at the end."""
        return _band_rows(self.found)

    def head(self) -> dict[str, Any]:
        """What was learnt from, and what the webcast says of it."""
        return {
            "vehicle": self.vehicle,
            "level": 0.9,
            "learnt_from": list(self.learnt_from),
            **self.beside,
            "warnings": list(self.warnings),
        }


def reconstruct(request: WebcastRequest) -> FittedWebcast | PredictedWebcast:
    """Fit a mission to its webcast, or predict it without.

    Raises
    ------
    VisvivaError
        If the vehicle has not two stages with a burn time, the file is no webcast, or no flight
        fits.
    """
    fact = Catalogue.bundled().vehicle(request.vehicle)
    launcher = fact.build()
    mission = FlownMission(
        request.latitude,
        request.inclination,
        request.payload,
        request.perigee,
        request.apogee,
        request.southward,
    )
    burn = fact.stages[-1].burn_time_s
    if len(fact.stages) != 2 or burn is None:
        raise InputError(
            f"{request.vehicle} has not two stages with a burn time",
            advice="give burn_time_s in its facts",
        )
    liftoff = fact.liftoff_mass_kg.value if fact.liftoff_mass_kg else None
    events = request.events
    guess = figures_from_facts(launcher, mission, events, burn.value, liftoff)
    seen = None if request.file is None else read_webcast(request.file)
    if not request.predicted and seen is not None:
        fit = fit_webcast(*seen, launcher, mission, events, guess)
        return FittedWebcast(launcher.name, fit, seen)
    known = bundled_habits()
    word = request.without.lower()
    flights = [h for h in known if not word or word not in h.flight.lower()]
    if word and len(flights) == len(known):
        names = ", ".join(h.flight for h in known)
        raise InputError(
            f"--without {request.without!r} names no flight that is learnt from",
            advice=f"they are {names}",
        )
    flights = flights if launcher.family == "falcon" else []
    found = predict(launcher, mission, events, guess, flights)
    beside = {} if seen is None else _beside(found, seen, events)
    return PredictedWebcast(launcher.name, found, tuple(f.flight for f in flights), beside)


def _band_rows(found: Predicted) -> list[dict[str, float]]:
    """Speed and altitude of a prediction with its 90 % band, every 20 s and at the end."""
    t = np.append(np.arange(20.0, found.track.t[-1], 20.0), found.track.t[-1])
    (v, h), (dv, dh) = found.track.at(t), found.band(t)
    return [
        {
            "t_s": float(a),
            "speed_m_s": float(b),
            "speed_low_m_s": float(b - c),
            "speed_high_m_s": float(b + c),
            "altitude_km": float(d) / 1e3,
            "altitude_low_km": float(d - e) / 1e3,
            "altitude_high_km": float(d + e) / 1e3,
        }
        for a, b, c, d, e in zip(t, v, dv, h, dh, strict=True)
    ]


def _beside(found: Predicted, seen: Seen, events: Events) -> dict[str, float]:
    """How far a webcast, from T+60 s to its cut-off, is from the prediction.

    And how much of it the band holds.
    """
    cutoff = found.events.meco
    if found.events.seco is not None and events.ses is not None and seen[0][-1] >= cutoff:
        cutoff = found.events.seco
    inside = (seen[0] >= 60.0) & (seen[0] <= cutoff)
    if not inside.any():
        raise InputError(
            "no data between T+60 s and cut-off", advice="leave the file out, or check its clock"
        )
    t, speed, altitude = (a[inside] for a in seen)
    (v, h), (dv, dh) = found.track.at(t), found.band(t)
    return {
        "speed_largest_percent": float(100 * np.max(np.abs(v / speed - 1.0))),
        "altitude_largest_km": float(np.max(np.abs(h - altitude))) / 1e3,
        "speed_inside_share": float(np.mean(np.abs(v - speed) <= dv)),
        "altitude_inside_share": float(np.mean(np.abs(h - altitude) <= dh)),
    }
