"""An ascent flown with a ship on top, left at any second: loads, range, landing.

Limits: the ascent is the optimal one, a kilometre or two lower than a flown one at staging; the
ground is taken at sea level;
those of `visviva.crew.descent.abort`.
"""

from dataclasses import dataclass
from math import radians
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.entry_rows import event_row
from visviva.analysis.payload import calibrations_for
from visviva.analysis.places import find_place
from visviva.core.atmosphere.wind import read_wind
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.crew.descent.abort import Abort, AscentPath, abort, envelope, worst
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.g_load import judge_flight
from visviva.crew.words import SAY
from visviva.data.catalogue import Catalogue
from visviva.data.crewed_tables import load_references
from visviva.errors import InputError
from visviva.launch.mission import Mission
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.performance import flown_with
from visviva.launch.unmodelled import unmodelled_delta_v_of

#: Most aborts of one envelope.
MOST_ABORTS = 2000


@dataclass(frozen=True, slots=True)
class AbortRequest:
    """Ascent, ship, and when it is left.

    Attributes
    ----------
    vehicle, spacecraft : str
        Slugs, names, or fact files.
    site : str or Place
        Name of a site, ``LAT,LON`` in degrees, or a place.
    perigee, apogee : float
        Over the equatorial radius, m.
    inclination : float
        rad.
    at : float, optional
        One second of the ascent; without one, every `step` seconds of it.
    step : float
        s.
    bank : float, optional
        Steady bank, rad; None comes down ballistically.
    escape_delta_v : float
        Impulse of the escape system, m/s.
    wind : Path, optional
        CSV of the wind.
    """

    vehicle: str = "soyuz-2.1a"
    site: str | Place = "baikonur"
    spacecraft: str = "soyuz-ms"
    perigee: float = 200e3
    apogee: float = 242e3
    inclination: float = radians(51.64)
    at: float | None = None
    step: float = 20.0
    bank: float | None = None
    escape_delta_v: float = 0.0
    wind: Path | None = None

    def __post_init__(self) -> None:
        if self.bank is not None and not abs(self.bank) <= np.pi:
            raise InputError(
                f"a bank of {np.degrees(self.bank):g} deg", advice="give an angle from -180 to 180"
            )
        if not 0.0 <= self.escape_delta_v <= 1000.0:
            raise InputError(
                f"an escape impulse of {self.escape_delta_v:g} m/s", advice="give 0 to 1000 m/s"
            )
        if not 0.0 < self.step < 1e5:
            raise InputError(f"a step of {self.step:g} s", advice="give seconds above zero")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AbortResult(Result):
    """Aborts of one ascent, and the worst of them in full.

    Attributes
    ----------
    request : AbortRequest
    vehicle, spacecraft, site : str
    path : AscentPath
    aborts : tuple of Abort
    worst : Abort or None
        Of the highest load; the one abort asked for; None where none comes down.
    notes : tuple of str
    """

    SCHEMA: ClassVar[str] = "visviva.crew.descent.abort/1"
    ROWS: ClassVar[str] = "aborts"

    request: AbortRequest
    vehicle: str
    spacecraft: str
    site: str
    path: AscentPath
    aborts: tuple[Abort, ...]
    worst: Abort | None
    notes: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row an abort."""
        return [_row(a) for a in self.aborts]

    def head(self) -> dict[str, Any]:
        """The ascent, and the worst abort with its events."""
        out: dict[str, Any] = {
            "vehicle": self.vehicle,
            "site": self.site,
            "spacecraft": self.spacecraft,
            "ascent_s": round(float(self.path.t[-1]), 2),
            "notes": list(self.notes),
        }
        one = self.worst
        if one is None or one.flight is None:
            return out
        flight, row = one.flight, _row(one)
        top = float(flight.t[int(np.argmax(flight.altitude))])
        found = [
            ("abort", 0.0),
            ("apogee", top),
            ("peak load", flight.peak_time),
            *flight.openings,
            ("landing", float(flight.t[-1])),
        ]
        events = [event_row(flight.event(n, t)) for n, t in sorted(found, key=lambda e: e[1])]
        out["events"] = [{**e, "t_s": round(e["t_s"] + one.t, 2)} for e in events]
        out["peak_g"] = round(one.peak_g, 3)
        out["landing"] = {k: row[k] for k in ("lat_deg", "lon_deg", "range_km", "t_s")}
        out["load"] = {"for_people": judge_flight(flight, load_references()).sentence}
        if len(self.aborts) > 1:
            out["worst"] = row
        return out


def fly_aborts(request: AbortRequest) -> AbortResult:
    """Fly the ascent, leave it, come down.

    An abort that finds no way down keeps its row, with the reason as its outcome.

    Raises
    ------
    VisvivaError
        If a name is not known, the ascent is not found, or the one abort asked for fails.
    """
    ship = Catalogue.bundled().ship(request.spacecraft)
    capsule = ship.capsule_figures().capsule(lifting=request.bank is not None)
    path, vehicle, site = fly_ascent(request, ship.mass_kg.value)
    options: dict[str, Any] = {
        "bank": None if request.bank is None else Bank.constant(request.bank),
        "escape_delta_v": request.escape_delta_v,
        "wind": None if request.wind is None else read_wind(request.wind),
    }
    if request.at is None:
        if path.t[-1] / request.step > MOST_ABORTS:
            raise InputError(
                f"{path.t[-1] / request.step:.0f} aborts of one ascent",
                advice=f"give a longer step: at most {MOST_ABORTS} are flown",
            )
        aborts = envelope(path, capsule, step=request.step, **options)
    else:
        aborts = (abort(path, request.at, capsule, **options),)
    landed = [a for a in aborts if a.outcome == "landed"]
    return AbortResult(
        request=request,
        vehicle=vehicle,
        spacecraft=ship.slug,
        site=site,
        path=path,
        aborts=aborts,
        worst=worst(aborts) if landed else None,
        notes=_notes(request, aborts),
    )


def fly_ascent(request: AbortRequest, payload: float) -> tuple[AscentPath, str, str]:
    """Optimal ascent with `payload` kg on top, title of the vehicle and name of the site."""
    fact = Catalogue.bundled().vehicle(request.vehicle)
    launcher = fact.build(crewed=True)
    place = request.site if isinstance(request.site, Place) else find_place(request.site)
    mission = Mission(
        place.latitude,
        request.perigee,
        request.apogee,
        request.inclination,
        longitude=place.longitude,
    )
    lost = unmodelled_delta_v_of(launcher, calibrations_for(fact)).mean
    record = verify_by_integration(
        flown_with(launcher, mission, payload, unmodelled=lost)[0]
    ).record
    path = AscentPath.from_inertial(record.t, record.r, record.v, place.longitude)
    return path, fact.title, request.site if isinstance(request.site, str) else place.label


def _notes(request: AbortRequest, aborts: tuple[Abort, ...]) -> tuple[str, ...]:
    if request.bank is None:
        notes = [SAY("ballistic")]
    else:
        notes = [SAY("lifting", bank=f"{np.degrees(request.bank):g}")]
    if not request.escape_delta_v:
        notes.append(SAY("no-escape"))
    failed = [a for a in aborts if a.outcome == "not flown"]
    notes += [SAY("abort-failed", t=f"{a.t:g}", reason=a.reason) for a in failed[:3]]
    if len(failed) > 3:
        notes.append(SAY("aborts-failed", count=(len(failed) - 3, 0)))
    return tuple(notes)


def _row(a: Abort) -> dict[str, Any]:
    """One abort as tables and JSON show it."""
    down = a.outcome == "landed"

    def shown(value: float, digits: int) -> float | None:
        return round(value, digits) if down else None

    return {
        "abort_t_s": round(a.t, 2),
        "altitude_km": round(a.altitude / 1e3, 2),
        "speed_m_s": round(a.speed, 1),
        "outcome": a.outcome,
        "apogee_km": None if np.isnan(a.apogee) else round(a.apogee / 1e3, 1),
        "peak_g": shown(a.peak_g, 2),
        "range_km": shown(a.range / 1e3, 1),
        "lat_deg": shown(float(np.degrees(a.latitude)), 3),
        "lon_deg": shown(float(np.degrees(a.longitude)), 3),
        "t_s": shown(a.landing_t, 1),
        "flight_s": shown(a.landing_t - a.t, 1),
    }
