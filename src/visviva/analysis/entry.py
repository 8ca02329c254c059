"""Stated entries flown: events, loads, heat and landing beside what a report says came out.

A case that does not come down says so by its name and costs no other case its answer. Limits:
those of `visviva.crew.entry.fly`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.entry_rows import event_row, heating_keys, place_keys
from visviva.core.result import Result
from visviva.crew.entry.blackout import blackout
from visviva.crew.entry.closed_form import (
    SCALE_HEIGHT,
    SURFACE_DENSITY,
    ClosedFormRow,
    allen_eggers_peak_g,
    numerical_peak_g,
)
from visviva.crew.entry.flight import INTERFACE, EntryEvent, EntryFlight
from visviva.crew.entry.g_load import judge_flight
from visviva.crew.entry.stated_cases import EntryCase, read_cases, stated_mach
from visviva.data.crewed_tables import load_references
from visviva.errors import VisvivaError


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """A file of stated entries, and which of them; all without a name."""

    file: Path
    case: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FlownEntry(Result):
    """One stated entry, flown."""

    SCHEMA: ClassVar[str] = "visviva.crew.entry.fly/1"
    ROWS: ClassVar[str] = "events"

    case: EntryCase
    flight: EntryFlight

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken because the case does not say it, and what is doubtful."""
        return self.case.notes

    def rows(self) -> list[dict[str, Any]]:
        """Moments of the flight in order of time."""
        return [event_row(e) for e in _events(self.case, self.flight)]

    def head(self) -> dict[str, Any]:
        """Peak load, landing, heat, blackout, and what was stated."""
        flight = self.flight
        last = flight.event("landing", flight.t[-1])
        landing: dict[str, Any] = {
            **place_keys(last),
            "t_s": round(last.t, 2),
            "speed_m_s": round(last.speed, 2),
        }
        if self.case.start is not None:
            landing["utc"] = (self.case.start + last.t).iso(0)
        verdict = judge_flight(flight, load_references())
        return {
            "case": self.case.name,
            "peak_g": round(flight.peak_g, 4),
            "peak_g_t_s": round(flight.peak_time, 2),
            "landing": landing,
            "skips": [
                {
                    "leaves_s": round(s.leaves, 1),
                    "returns_s": round(s.returns, 1),
                    "apogee_km": round(s.top / 1e3, 2),
                }
                for s in flight.skips()
            ],
            "load": {
                "seconds_above_g": {f"{k:g}": v for k, v in verdict.seconds_above_g.items()},
                "for_people": verdict.sentence,
            },
            "heating": heating_keys(flight),
            "blackout": blackout(flight).as_keys(),
            "stated": _stated(self.case, flight),
            "notes": list(self.case.notes),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CheckedForm(Result):
    """The closed form of Allen and Eggers beside numerical integration, row by row."""

    SCHEMA: ClassVar[str] = "visviva.crew.closed-form/1"
    ROWS: ClassVar[str] = "checks"

    name: str
    forms: tuple[ClosedFormRow, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What both share."""
        return (
            "closed form and integration share an exponential air: scale height "
            f"{SCALE_HEIGHT / 1e3:g} km, {SURFACE_DENSITY:g} kg/m³ at the ground, on a sphere "
            "that does not turn",
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row a stated row."""
        out = []
        for row in self.forms:
            closed = float(allen_eggers_peak_g(row.speed, row.path_angle))
            numerical = numerical_peak_g(
                row.speed, row.path_angle, row.altitude, row.ballistic_coefficient
            )
            out.append(
                {
                    "case": row.name,
                    "closed_form_g": round(closed, 3),
                    "numerical_g": round(numerical, 3),
                    "error_percent": round(100.0 * (closed / numerical - 1.0), 2),
                    "stated_percent": row.stated_percent,
                }
            )
        return out

    def head(self) -> dict[str, Any]:
        """Name and notes."""
        return {"case": self.name, "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class FailedEntry:
    """A case without an answer, and why."""

    name: str
    error: VisvivaError


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EntryResult(Result):
    """Every case of a file: flown, checked, or failed with its reason."""

    SCHEMA: ClassVar[str] = "visviva.crew.entries/1"

    done: tuple[FlownEntry | CheckedForm, ...]
    failed: tuple[FailedEntry, ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Events of all cases; of one case alone, its own rows."""
        if len(self.done) == 1 and not self.failed:
            return self.done[0].rows()
        return [
            {"case": one.case.name, **row}
            for one in self.done
            if isinstance(one, FlownEntry)
            for row in one.rows()
        ]

    def head(self) -> dict[str, Any]:
        """The cases, whole, and what has no answer."""
        return {
            "cases": [one.to_dict() for one in self.done],
            "failed": [{"case": f.name, "reason": f.error.message} for f in self.failed],
        }

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: of one case its own, of several a list of them."""
        if len(self.done) == 1 and not self.failed:
            return self.done[0].to_dict()
        return Result.to_dict(self)


def fly_entries(request: EntryRequest) -> EntryResult:
    """Fly one case of a file, or all of them.

    Raises
    ------
    VisvivaError
        If the file or a case of it cannot be read, or no case comes down.
    """
    cases = read_cases(request.file)
    names = [cases.select(request.case)] if request.case else [*cases.entries, *cases.checks]
    # a case that cannot be read is a fault of the file, and told before anything is flown
    read = [cases.check(n) if n in cases.checks else cases.entry(n) for n in names]
    done: list[FlownEntry | CheckedForm] = []
    failed: list[FailedEntry] = []
    for name, case in zip(names, read, strict=True):
        if not isinstance(case, EntryCase):
            done.append(CheckedForm(name, case))
            continue
        try:
            done.append(FlownEntry(case, case.fly()))
        except VisvivaError as err:
            failed.append(FailedEntry(name, _placed(err, f"{request.file}: {name}")))
    if failed and not done:
        raise failed[0].error
    return EntryResult(tuple(done), tuple(failed))


def _placed(err: VisvivaError, place: str) -> VisvivaError:
    """The same error at the case's place."""
    if err.place is not None:
        return err
    return type(err)(err.message, advice=err.advice, place=place, **err.fields)


def _events(case: EntryCase, flight: EntryFlight) -> list[EntryEvent]:
    """Moments of the flight in order of time."""
    found = [("start", 0.0)]
    if flight.altitude[0] > INTERFACE and (t := flight.time_at_altitude(INTERFACE)) is not None:
        found.append(("entry interface, 100 km", t))
    flux = np.sqrt(flight.density) * flight.airspeed**3
    found.append(("peak heating", float(flight.t[int(np.argmax(flux))])))
    found.append(("peak load", flight.peak_time))
    for mach in sorted({m for k in case.stated if (m := stated_mach(k))}, reverse=True):
        if (t := flight.time_at_mach(mach)) is not None:
            found.append((f"Mach {mach:g}", t))
    for skip in flight.skips():
        found += [
            ("leaves the air, 100 km", skip.leaves),
            ("top of the skip", skip.top_time),
            ("entry interface again, 100 km", skip.returns),
        ]
    found += flight.openings
    found.append(("landing", float(flight.t[-1])))
    return [flight.event(name, t) for name, t in sorted(found, key=lambda e: e[1])]


def _stated(case: EntryCase, flight: EntryFlight) -> list[dict[str, Any]]:
    """What the case says came out, beside what came out here."""
    rows: list[dict[str, Any]] = []
    for key, value in case.stated.items():
        mine = _computed(key, case, flight)
        if mine is not None:
            rows.append(
                {
                    "figure": key,
                    "stated": value,
                    "computed": round(mine, 4),
                    "off_percent": round(100.0 * (mine - value) / value, 2) if value else None,
                }
            )
    if case.flight is not None:
        t, altitude, speed = case.flight
        inside = t <= flight.t[-1]
        off = (flight.at(t[inside], "altitude") - altitude[inside]) / 1e3
        rows.append(_rms("altitude against flight, rms km", off))
        if speed.size:
            mine_v = np.interp(t[inside], flight.t, flight.inertial_speed)
            rows.append(_rms("inertial speed against flight, rms m/s", mine_v - speed[inside]))
    return rows


def _rms(name: str, off: Any) -> dict[str, Any]:
    return {
        "figure": name,
        "stated": None,
        "computed": round(float(np.sqrt(np.mean(off**2))), 3),
        "off_percent": None,
    }


def _computed(key: str, case: EntryCase, flight: EntryFlight) -> float | None:
    if key == "peak_g":
        return flight.peak_g
    mach = stated_mach(key)
    if mach is not None:
        t = flight.time_at_mach(mach)
        if t is None:
            return None
        return t if key.endswith("time_s") else float(flight.at(t, "altitude")) / 1e3
    if key == "drogue_time_s":
        # opened by a Mach number the case names, or by the first parachute it describes
        machs = [m for k in case.stated if (m := stated_mach(k))]
        return (
            flight.openings[0][1]
            if flight.openings
            else flight.time_at_mach(machs[0])
            if machs
            else None
        )
    heat = heating_keys(flight).get("sutton_graves")
    if heat is None:
        return None
    return float(heat["peak_w_cm2"] if key == "peak_heat_W_cm2" else heat["load_j_cm2"])
