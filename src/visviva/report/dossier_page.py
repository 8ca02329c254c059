"""The dossier of an object: identity, burns and decay from its history of element sets.

On one page, as of a date.

Limits: each part has those of its own module (`visviva.track`); a part that its module refuses
stays open on the page, with the reason. The page is in English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np

import visviva
from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather import SpaceWeather
from visviva.core.constants import EARTH_RADIUS
from visviva.core.time import DAY_S, Epoch
from visviva.errors import VisvivaError
from visviva.orbit.sgp4 import layout
from visviva.report.figures.time_chart import Chart, Series, clock_text, time_chart
from visviva.report.page import NARROW, WIDE, _environment
from visviva.track.decay.forecast import Decay, forecast_decay
from visviva.track.history import History
from visviva.track.identity import SIDEREAL_RATE, Identity, identify
from visviva.track.maneuvers.detect import Maneuver, find_maneuvers

T = TypeVar("T")
_KINDS: Final = {
    "SSO": "Sun-synchronous orbit",
    "LEO": "low orbit",
    "VLEO": "very low orbit",
    "MEO": "medium orbit",
    "GEO": "geostationary orbit",
    "GSO": "geosynchronous orbit",
    "GTO": "transfer orbit",
    "HEO": "high eccentric orbit",
}
SHOWN_BURNS: Final = 40
#: Burns of at least this confidence count in the sentence.
SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that could not be told, and why."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """What a history tells by a date.

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
    """

    history: History
    as_of: Epoch
    identity: Identity | None
    maneuvers: tuple[Maneuver, ...] | None
    decay: Decay | None
    open: tuple[OpenPart, ...]
    weather_as_of: str
    seed: int


def build_dossier(history: History, as_of: Epoch | None = None, *, seed: int = 1) -> Dossier:
    """Identity, burns and decay of a history, with nothing known after `as_of`.

    Default: the last epoch.

    Raises
    ------
    InputError
        If no set is as old as `as_of`.
    """
    when = as_of if as_of is not None else history.epoch[-1]
    known = history.before(when)
    weather = SpaceWeather.bundled()
    past = weather.known_on(when)
    open_parts: list[OpenPart] = []

    def attempt(part: str, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except VisvivaError as err:
            open_parts.append(OpenPart(part, err.line()))
            return None

    identity = attempt("identity", lambda: identify(known))
    burns = attempt("maneuvers", lambda: find_maneuvers(known, weather=past))
    decay = attempt("decay", lambda: forecast_decay(known, when, weather=weather, seed=seed))
    return Dossier(known, when, identity, burns, decay, tuple(open_parts), past.as_of, seed)


def sure_burns(dossier: Dossier) -> tuple[Maneuver, ...]:
    """Burns that are more likely than not."""
    return tuple(m for m in dossier.maneuvers or () if m.confidence >= SURE)


def sentence(dossier: Dossier) -> str:
    """The dossier in two or three sentences."""
    h, found = dossier.history, dossier.identity
    parts = []
    if found is not None:
        kind = _KINDS.get(
            "SSO" if found.sun_synchronous else found.orbit_class, f"{found.orbit_class} orbit"
        )
        node = (
            f", ascending node at {clock_text(found.local_time)} local time"
            if found.sun_synchronous
            else ""
        )
        parts.append(
            f"{h.name} keeps a {kind} of {_km(found.perigee)} × {_km(found.apogee)} km at "
            f"{np.degrees(found.inclination):.2f}°{node}."
        )
    burns = sure_burns(dossier)
    span = f"{h.epoch[0].iso(0)[:10]} and {h.epoch[-1].iso(0)[:10]}"
    if burns:
        largest = max(burns, key=lambda m: m.size)
        many = "One burn is" if len(burns) == 1 else f"{len(burns)} burns are"
        parts.append(
            f"{many} seen between {span}, the largest {speed_text(largest.size)} m/s about "
            f"{largest.time.iso(0)[:10]}: "
            "it was under control then."
        )
    elif dossier.maneuvers is not None:
        parts.append(f"No burn is seen between {span}.")
    if dossier.decay is not None:
        parts.append(_decay_sentence(dossier.decay))
    return " ".join(parts) or "Nothing can be told from these element sets."


def _km(metres: float) -> str:
    return f"{metres / 1e3:,.0f}".replace(",", "\u202f")


def _decay_sentence(d: Decay) -> str:
    if d.moment is None:
        early = "" if d.earliest is None else f", at the earliest about {d.earliest.iso(0)[:7]}"
        return f"Left alone it stays up for more than thirty years{early}."
    late = "later than thirty years" if d.latest is None else d.latest.iso(0)[:10]
    early = "now" if d.earliest is None else d.earliest.iso(0)[:10]
    return f"Left alone it comes down about {d.moment.iso(0)[:10]} (90 %: {early} to {late})."


def closure(dossier: Dossier) -> Array:
    """Miss of the repeat cycle at the equator set by set, m, east positive."""
    h, cycle = dossier.history, dossier.identity.repeat if dossier.identity else None
    if cycle is None:
        return np.full(len(h), np.nan)
    draconic = (h.constant(layout.MDOT) + h.constant(layout.ARGPDOT)) * 1440.0
    q = draconic / (SIDEREAL_RATE - h.node_rate)
    out: Array = -(cycle.days - cycle.revolutions / q) * 2.0 * np.pi * EARTH_RADIUS
    return out


def pictures(dossier: Dossier, width: float) -> dict[str, Chart | None]:
    """Charts of one width: heights with burns, node, closure, decay."""
    h, found = dossier.history, dossier.identity
    start = h.epoch[0]
    burns = [
        (
            float(m.time - start) / DAY_S,
            m.purpose.replace(" ", "-"),
            f"{m.time.iso(0)[:16]}Z {speed_text(m.size)} m/s",
        )
        for m in sure_burns(dossier)
    ]
    out: dict[str, Chart | None] = dict.fromkeys(("heights", "node", "closure", "decay"))
    if found is not None:
        days, perigee, apogee = found.heights.T
        out["heights"] = time_chart(
            start,
            [Series(days, apogee / 1e3, "apogee"), Series(days, perigee / 1e3, "perigee")],
            width=width,
            title="Perigee and apogee height over time, with burns",
            unit="km",
            marks=burns,
        )
        local = _unwrapped(found.local_times) if found.sun_synchronous else found.local_times
        out["node"] = time_chart(
            start,
            [Series(days, local, "node", found.sun_synchronous)],
            width=width,
            clock=True,
            height=210.0,
            title="Mean local solar time of the ascending node",
            unit="local time",
        )
        if found.repeat is not None:
            out["closure"] = time_chart(
                start,
                [Series(days, closure(dossier) / 1e3, "closure")],
                width=width,
                height=210.0,
                marks=burns,
                reach=(0.0, 0.0),
                title="By how much the ground track misses itself after one cycle",
                unit="km east",
            )
    if dossier.decay is not None:
        out["decay"] = _decay_chart(dossier.decay, width)
    return out


def _decay_chart(d: Decay, width: float) -> Chart | None:
    """Share of the forecasts that are down, over time; the 90 % interval as a band."""
    days = np.sort(d.days[np.isfinite(d.days)])
    if days.size < 0.05 * d.days.size:
        return None
    share = 100.0 * np.arange(1, days.size + 1) / d.days.size
    end = float(days[-1]) * 1.03 + 0.1
    ends = [float(np.quantile(d.days, q, method="nearest")) for q in (0.05, 0.5, 0.95)]
    x = np.concatenate([[0.0], np.repeat(days, 2), [end]])
    y = np.concatenate([[0.0], np.repeat(np.concatenate([[0.0], share]), 2)[1:-1], [share[-1]]])
    band = (ends[0], min(ends[2], end))
    marks = [(ends[1], "median", "median")] if np.isfinite(ends[1]) else []
    return time_chart(
        d.as_of,
        [Series(x, y, "share")],
        width=width,
        height=210.0,
        marks=marks,
        band=band,
        span=(0.0, end),
        reach=(0.0, 100.0),
        title="Share of the forecasts that have come down, by date",
        unit="% down",
    )


def _unwrapped(hours: Array) -> Array:
    """Hours of a clock about their median, without jumps over midnight."""
    x = np.exp(1j * hours * np.pi / 12.0)
    middle = float(np.angle(np.median(x.real) + 1j * np.median(x.imag))) * 12.0 / np.pi % 24.0
    out: Array = middle + np.mod(hours - middle + 12.0, 24.0) - 12.0
    return out


@dataclass(frozen=True, slots=True)
class BurnRow:
    """A burn ready to be shown."""

    time: str
    spread: str
    size: str
    interval: str
    parts: str
    purpose: str
    confidence: str


def speed_text(value: float, digits: int = 2) -> str:
    """A speed to so many digits, never with an exponent.

    Examples
    --------
    >>> speed_text(110.4), speed_text(0.00123), speed_text(0.0)
    ('110', '0.0012', '0')
    """
    if value == 0.0 or not np.isfinite(value):
        return "0" if value == 0.0 else "–"
    places = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
    return f"{value:.{min(places, 6)}f}"


def _spread(seconds: float) -> str:
    return f"± {seconds / 3600.0:.1f} h" if seconds < 2 * DAY_S else f"± {seconds / DAY_S:.1f} d"


def burn_rows(dossier: Dossier) -> list[BurnRow]:
    """The largest burns in order of time."""
    burns = sorted(dossier.maneuvers or (), key=lambda m: -m.size * m.confidence)[:SHOWN_BURNS]
    return [
        BurnRow(
            m.time.iso(0)[:16].replace("T", " "),
            _spread(float(m.latest - m.earliest) / 2.0),
            speed_text(m.size, 3),
            " to ".join(speed_text(v, 3) for v in m.size_interval),
            " / ".join(f"{v:+.3f}".replace("-", "−") for v in m.delta_v),
            m.purpose,
            f"{100 * m.confidence:.0f} %",
        )
        for m in sorted(burns, key=lambda m: float(m.time - dossier.history.epoch[0]))
    ]


def render_dossier(
    dossier: Dossier, *, source: str = "", fingerprint: str = "", reproduce: str = ""
) -> str:
    """The page as HTML text: one document, inline style and pictures, nothing loaded, no script.

    Parameters
    ----------
    dossier : Dossier
    source : str
        File that the sets were read from.
    fingerprint : str
        SHA-256 of that file, so that a reader knows it is the same.
    reproduce : str
        The command that makes the page again.
    """
    shown: dict[str, Any] = {
        "d": dossier,
        "h": dossier.history,
        "version": visviva.__version__,
        "sentence": sentence(dossier),
        "wide": pictures(dossier, WIDE),
        "narrow": pictures(dossier, NARROW),
        "burns": burn_rows(dossier),
        "sure": len(sure_burns(dossier)),
        "clock": clock_text,
        "degrees": lambda x: float(np.degrees(x)),
        "span_days": float(dossier.history.days[-1]),
        "beyond": float(np.mean(~np.isfinite(dossier.decay.days)))
        if dossier.decay is not None
        else 0.0,
        "reasons": {p.part: p.reason for p in dossier.open},
        "source": source,
        "fingerprint": fingerprint,
        "reproduce": reproduce,
    }
    return _environment().get_template("dossier.html.j2").render(**shown)
