"""An orbit about the Moon: where is it later, how long does it last, what does it cost to hold?

Limits: see `visviva.moon.orbit` and `visviva.moon.lifetime`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.lunar_forces import ForcesRequest, lunar_forces
from visviva.analysis.lunar_views import coverage_of, coverage_row, held_of, held_row, seen_row
from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.constants import MOON_RADIUS
from visviva.core.ephemeris import SunMoonTable
from visviva.core.numerals import as_written
from visviva.core.result import Result
from visviva.core.time import Epoch
from visviva.data.states import States, jd_tdb_of, read_states, read_times
from visviva.errors import InputError, RangeError
from visviva.moon.coverage import LunarCoverage
from visviva.moon.elements import lunar_elements, lunar_state
from visviva.moon.lifetime import Held, Lifetime, lifetime_of
from visviva.moon.orbit import MOST_DAYS, LunarForces, LunarOrbit, propagate_lunar
from visviva.moon.orientation import MoonOrientation
from visviva.moon.sight import MOST_SAMPLES, STEP, Sight, ground_points, sight_of

#: Rows that are given where no times are asked for.
ROWS = 49
#: Days of a ground track that is drawn or written.
TRACK_DAYS = 2.0


@dataclass(frozen=True, slots=True)
class LunarOrbitRequest(ForcesRequest):
    """An orbit by a file of states, or by heights (m) and angles (rad) at `date`.

    Attributes
    ----------
    states : Path, optional
        Its first state begins the flight.
    fit : int
        Fit the start to this many first states, and tell how the rest is met; 0 does not.
    days : float
    at : Path, optional
        CSV with JDTDB of the states wanted.
    tolerance : float
        m.
    off_nadir : float, optional
        Half angle (rad) of the cone about the nadir whose coverage of the surface is told.
    band, band_middle : float, optional
        m: how long heights stay within `band` of `band_middle` (half way between the apsides of the
        start otherwise), and what it costs to hold them there.
    """

    states: Path | None = None
    center: str | None = None
    fit: int = 0
    periselene: float | None = None
    aposelene: float | None = None
    inclination: float = math.radians(90.0)
    node: float = 0.0
    argument: float = 0.0
    anomaly: float = 0.0
    date: Epoch | None = None
    days: float = 30.0
    at: Path | None = None
    tolerance: float = 1.0
    off_nadir: float | None = None
    band: float | None = None
    band_middle: float | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LunarOrbitResult(Result):
    """States, lifetime and upkeep of an orbit about the Moon."""

    SCHEMA: ClassVar[str] = "visviva.lunar-orbit/1"
    ROWS: ClassVar[str] = "states"
    orbit: LunarOrbit
    jd_tdb: Array
    r_icrf: Array
    v_icrf: Array
    life: Lifetime
    elements: Mapping[str, float]
    said: Mapping[str, Any]
    epoch: Epoch
    axes: MoonOrientation
    bodies: SunMoonTable
    coverage: LunarCoverage | None = None
    held: Held | None = None

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """States, Moon-centred in ICRF axes."""
        return [
            state_row(jd, r, v)
            for jd, r, v in zip(self.jd_tdb, self.r_icrf, self.v_icrf, strict=True)
        ]

    def head(self) -> Mapping[str, Any]:
        """Lifetime, heights at every periselene, upkeep, elements at the start."""
        life = self.life
        return {
            "lifetime_days": None if life.seconds is None else life.seconds / 86400.0,
            "leaves_moon_days": None if life.leaves is None else life.leaves / 86400.0,
            "lowest_km": life.lowest / 1e3,
            "upkeep_m_s_year": life.upkeep,
            **held_row(self.held),
            **seen_row(self.sight()),
            "elements": dict(self.elements),
            "periselene_km": [float(h) / 1e3 for h in life.periselene],
            "periselene_days": [float(t) / 86400.0 for t in life.times],
            "coverage": None if self.coverage is None else coverage_row(self.coverage),
            **self.said,
        }

    def sight(self) -> Sight:
        """How much of the flight Sun and Earth are in sight."""
        count = int(min(abs(self.orbit.span) / STEP + 2.0, MOST_SAMPLES))
        t = np.linspace(0.0, self.orbit.span, count)
        return sight_of(self.epoch, t, self.orbit.at(t)[0], self.bodies)

    def ground_track(self, days: float = TRACK_DAYS, step: float = 60.0) -> dict[str, Array]:
        """Selenographic points below the first days of the flight: columns with UTC and degrees."""
        span = np.sign(self.orbit.span) * min(abs(self.orbit.span), days * 86400.0)
        t = np.linspace(0.0, span, int(abs(span) / step) + 2)
        r = self.orbit.at(t)[0]
        latitude, longitude = ground_points(self.epoch, t, r, self.axes)
        return {
            "seconds": t,
            "latitude_deg": np.degrees(latitude),
            "longitude_deg": np.degrees(longitude),
            "height_km": (np.linalg.norm(r, axis=-1) - MOON_RADIUS) / 1e3,
        }


def state_row(jd: float, r: Array, v: Array) -> dict[str, float]:
    """One state as the JSON rows carry it: a Julian date of TDB, km and km/s."""
    x, y, z = (float(c) / 1e3 for c in r)
    vx, vy, vz = (float(c) / 1e3 for c in v)
    return {
        "tdb": float(jd),
        "x_km": x,
        "y_km": y,
        "z_km": z,
        "vx_km_s": vx,
        "vy_km_s": vy,
        "vz_km_s": vz,
    }


def lunar_orbit(request: LunarOrbitRequest) -> LunarOrbitResult:
    """Fly an orbit about the Moon.

    Raises
    ------
    InputError, RangeError, FrameError, DataMissingError
        For a request that is no orbit, a field of another body or other axes, dates outside.

    Examples
    --------
    >>> start = Epoch.parse("2024-03-01T00:00:00Z")
    >>> found = lunar_orbit(LunarOrbitRequest(periselene=100e3, aposelene=100e3, date=start,
    ...     days=2.0, degree=10))
    >>> found.to_dict()["lifetime_days"] is None
    True
    """
    days = request.days
    if not (math.isfinite(days) and 0.0 < abs(days) <= MOST_DAYS):
        raise RangeError(why("days", days=as_written(days)), advice=f"give up to {MOST_DAYS:g}")
    if not 0.0 <= request.inclination <= math.pi:
        raise RangeError(why("tilt"), advice="give one to the lunar equator")
    known = None if request.states is None else _known(request)
    epoch = _epoch(request, known)
    forces = lunar_forces(request, epoch, days)
    r, v = _start(request, known, forces, epoch)
    said: dict[str, Any] = {}
    if request.fit and known is not None:
        r, v, said = _fitted(known, request, forces)
    orbit = propagate_lunar(epoch, r, v, days * 86400.0, forces=forces, tolerance=request.tolerance)
    jd, t = _times(request, epoch, orbit)
    at_r, at_v = orbit.at(t)
    life = lifetime_of(orbit, forces.field.gm)
    said |= {"method": orbit.method, "field": forces.field.name, "degree": forces.field.degree}
    elements = _named_elements(epoch, r, v, forces)
    return LunarOrbitResult(
        orbit,
        jd,
        at_r,
        at_v,
        life,
        elements,
        said,
        epoch,
        forces.orientation,
        forces.bodies,
        coverage_of(epoch, orbit, forces.orientation, request.off_nadir),
        held_of(orbit, forces.field.gm, request.band, request.band_middle),
    )


def _known(request: LunarOrbitRequest) -> States:
    assert request.states is not None
    known = read_states(request.states, center=request.center)
    if known.center not in (None, "moon"):
        raise InputError(
            f"states about {known.center}, where a lunar orbit is asked for",
            advice="`visviva moon coast` takes other centres",
            place=str(request.states),
        )
    return known


def _epoch(request: LunarOrbitRequest, known: States | None) -> Epoch:
    if known is not None:
        return known.start
    if request.date is None:
        raise InputError("no date of the orbit", advice="give --date")
    return request.date


def _start(
    request: LunarOrbitRequest, known: States | None, forces: LunarForces, epoch: Epoch
) -> tuple[Array, Array]:
    if known is not None:
        return known.r_icrf[0], known.v_icrf[0]
    if request.periselene is None or request.aposelene is None:
        raise InputError(
            "no orbit", advice="give --states FILE, or --periselene-km and --aposelene-km"
        )
    return lunar_state(
        epoch,
        periselene=request.periselene,
        aposelene=request.aposelene,
        inclination=request.inclination,
        node=request.node,
        argument=request.argument,
        anomaly=request.anomaly,
        gm=forces.field.gm,
        orientation=forces.orientation,
    )


def _times(request: LunarOrbitRequest, epoch: Epoch, orbit: LunarOrbit) -> tuple[Array, Array]:
    start = jd_tdb_of(epoch)
    if request.at is None:
        t = np.linspace(0.0, orbit.span, ROWS)
        return start + t / 86400.0, t
    jd = read_times(request.at)
    return jd, np.clip((jd - start) * 86400.0, *_edges((jd - start) * 86400.0, orbit))


def _edges(t: Array, orbit: LunarOrbit) -> tuple[float, float]:
    """Ends of the flight; a Julian date rounds by 40 µs, which is forgiven."""
    low, high = sorted((0.0, orbit.span))
    if np.any(t < low - 1e-3) or np.any(t > high + 1e-3):
        raise RangeError(
            why(
                "outside-flight",
                first=(float(t.min()) / 86400.0, 3),
                last=(float(t.max()) / 86400.0, 3),
                span=(orbit.span / 86400.0, 3),
            ),
            advice="ask within --days",
        )
    return low, high


def _fitted(
    known: States, request: LunarOrbitRequest, forces: LunarForces
) -> tuple[Array, Array, dict[str, Any]]:
    """Start fitted to the first states by least squares, and how the others are met."""
    from scipy.optimize import least_squares

    n, t = request.fit, known.seconds
    if not 3 <= n <= t.size:
        raise RangeError(why("fit", count=(float(n), 0)), advice=f"give 3 to {t.size}")
    first = np.concatenate([known.r_icrf[0], known.v_icrf[0]])
    scale = np.array([1.0, 1.0, 1.0, 1e-3, 1e-3, 1e-3])

    def off(x: Array, upto: int) -> Array:
        y = first + scale * x
        orbit = propagate_lunar(known.start, y[:3], y[3:], float(t[upto - 1]), forces=forces)
        return np.asarray((orbit.at(t[:upto])[0] - known.r_icrf[:upto]).ravel())

    found = least_squares(off, np.zeros(6), args=(n,), method="lm", diff_step=1e-2, x_scale=1.0)
    y = first + scale * found.x
    misses = np.linalg.norm(off(found.x, t.size).reshape(-1, 3), axis=1)
    said = {
        "fitted_states": n,
        "fit_rms_m": float(np.sqrt(np.mean(misses[:n] ** 2))),
        "predicted_rms_m": float(np.sqrt(np.mean(misses[n:] ** 2))) if n < t.size else None,
    }
    return y[:3], y[3:], said


def _named_elements(epoch: Epoch, r: Array, v: Array, forces: LunarForces) -> dict[str, float]:
    e = lunar_elements(epoch, r, v, gm=forces.field.gm, orientation=forces.orientation)
    out = {
        "periselene_km": (float(e.perigee_radius) - MOON_RADIUS) / 1e3,
        "inclination_deg": math.degrees(float(e.inclination)),
        "node_deg": _turned(float(e.raan)),
        "argument_deg": _turned(float(e.argument_of_perigee)),
    }
    if float(e.eccentricity) < 1.0:
        out["aposelene_km"] = (float(e.apogee_radius) - MOON_RADIUS) / 1e3
        out["period_h"] = float(e.period) / 3600.0
    return out


def _turned(angle: float) -> float:
    """Degrees from 0 to 360; what lies within a billionth below a whole turn is none."""
    return round(math.degrees(angle), 9) % 360.0
