"""Aborts of an ascent: let go of the capsule at any second and follow it down.

The ascent comes as values (times, Earth-fixed positions and velocities), from whatever flew it.
Limits: the capsule leaves with the state of the ascent at that second, plus an escape impulse where
one is given; its separation and the turn to heat shield first take no time; the ballistic regime is
flown unless a bank is given; ground at one altitude. Early aborts by an escape tower need its
impulse: without one, what falls from the first seconds is a lower bound.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.atmosphere.wind import Wind
from visviva.core.constants import EARTH_RADIUS
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.numerals import as_written
from visviva.crew.entry.aero import Bank
from visviva.crew.entry.fly import INTERFACE, Capsule, EntryFlight, apsides, fly_entry
from visviva.crew.reasons import why
from visviva.errors import InputError, PropagationError, RangeError

_LONGEST = 5400.0  # s: within one revolution everything that is not in orbit is down


@dataclass(frozen=True, slots=True, eq=False)
class AscentPath:
    """A flown ascent: times (s after lift-off, rising), Earth-fixed `r_itrf` m and `v_itrf` m/s.

    Shapes (n,), (n, 3).

    Raises
    ------
    InputError
        If the arrays do not fit together, or a value is not finite.
    """

    t: Array
    r_itrf: Array
    v_itrf: Array

    def __post_init__(self) -> None:
        t, r, v = (np.asarray(x, dtype=np.float64) for x in (self.t, self.r_itrf, self.v_itrf))
        if t.ndim != 1 or t.size < 2 or r.shape != (t.size, 3) or v.shape != r.shape:
            raise InputError(
                "an ascent of unequal arrays", advice="give t (n,), positions and velocities (n, 3)"
            )
        if not all(np.all(np.isfinite(x)) for x in (t, r, v)) or not np.all(np.diff(t) >= 0.0):
            raise InputError(
                "an ascent with times that fall, or values that are not numbers",
                advice="sort it by time",
            )
        keep = np.append(np.diff(t) > 0.0, True)
        for name, x in (("t", t[keep]), ("r_itrf", r[keep]), ("v_itrf", v[keep])):
            object.__setattr__(self, name, x)

    @classmethod
    def from_inertial(
        cls,
        t: ArrayLike,
        r: ArrayLike,
        v: ArrayLike,
        longitude: float = 0.0,
        rate: float = 7.292115e-5,
    ) -> "AscentPath":
        """From states in inertial axes that were the Earth-fixed ones at t = 0.

        Turned east by `longitude` (rad).
        """
        clock, r0, v0 = (np.asarray(x, dtype=np.float64) for x in (t, r, v))
        angle = longitude - rate * clock
        c, s = np.cos(angle), np.sin(angle)

        def turn(x: Array) -> Array:
            return np.stack(
                [c * x[:, 0] - s * x[:, 1], s * x[:, 0] + c * x[:, 1], x[:, 2]], axis=-1
            )

        r_fixed = turn(r0)
        return cls(clock, r_fixed, turn(v0) - np.cross([0.0, 0.0, rate], r_fixed))

    def at(self, t: float) -> tuple[Array, Array]:
        """State at `t`, by a cubic through the states on either side.

        Raises
        ------
        RangeError
            If `t` is outside the ascent.
        """
        if not self.t[0] <= t <= self.t[-1]:
            raise RangeError(
                why(
                    "abort",
                    at=as_written(t),
                    first=as_written(float(self.t[0])),
                    last=as_written(float(self.t[-1])),
                ),
                advice="give a second of the ascent",
            )
        i = int(np.clip(np.searchsorted(self.t, t, side="right") - 1, 0, self.t.size - 2))
        h = self.t[i + 1] - self.t[i]
        s = (t - self.t[i]) / h
        r0, r1, v0, v1 = (
            self.r_itrf[i],
            self.r_itrf[i + 1],
            self.v_itrf[i] * h,
            self.v_itrf[i + 1] * h,
        )
        r = (
            (1 + 2 * s) * (1 - s) ** 2 * r0
            + s * (1 - s) ** 2 * v0
            + s * s * (3 - 2 * s) * r1
            + s * s * (s - 1) * v1
        )
        v = (
            (6 * s * s - 6 * s) * (r0 - r1)
            + (3 * s * s - 4 * s + 1) * v0
            + (3 * s * s - 2 * s) * v1
        )
        return r, v / h


@dataclass(frozen=True, slots=True, eq=False)
class Abort:
    """One abort.

    Attributes
    ----------
    t : float
        s after lift-off.
    altitude, speed : float
        At that second, m; m/s over the turning ground.
    outcome : str
        ``landed``, ``orbit`` (the capsule does not come down within one revolution), or
        ``not flown``.
    reason : str
        Why an abort of an envelope was not flown.
    apogee : float
        Highest altitude reached, m.
    peak_g : float
        Before the first parachute.
    range : float
        Of the landing from the launch pad over the ground, m.
    latitude, longitude : float
        Of the landing, rad.
    landing_t : float
        s after lift-off.
    flight : EntryFlight or None
    """

    t: float
    altitude: float
    speed: float
    outcome: str
    apogee: float = np.nan
    peak_g: float = np.nan
    range: float = np.nan
    latitude: float = np.nan
    longitude: float = np.nan
    landing_t: float = np.nan
    flight: EntryFlight | None = field(default=None, repr=False)
    reason: str = ""


def abort(
    path: AscentPath,
    t: float,
    capsule: Capsule,
    *,
    bank: Bank | None = None,
    escape_delta_v: float = 0.0,
    wind: Wind | None = None,
    ground: float = 0.0,
) -> Abort:
    """Leave the ascent at `t` seconds and come down.

    Parameters
    ----------
    path : AscentPath
    t : float
        s after lift-off.
    capsule : Capsule
    bank : Bank, optional
        On the clock of the abort. None: ballistic, whatever lift the capsule has.
    escape_delta_v : float
        Impulse of the escape system, half along the flight and half up (45 degrees between), m/s.

    Raises
    ------
    RangeError
        If `t` is outside the ascent.
    """
    r, v = path.at(t)
    lat, lon, height = (float(x) for x in itrf_to_geodetic(r))
    speed = float(np.linalg.norm(v))
    if escape_delta_v > 0.0:
        up = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        aim = up + (v / speed if speed > 1.0 else 0.0)
        v = v + escape_delta_v * aim / np.linalg.norm(aim)
    perigee, _ = apsides(r, v)
    if perigee > INTERFACE:
        return Abort(t, height, speed, "orbit", apogee=height)
    body = (
        capsule
        if bank is not None
        else Capsule(
            capsule.name,
            capsule.mass,
            capsule.aero.with_lift_to_drag(0.0),
            capsule.nose_radius,
            capsule.parachutes,
        )
    )
    try:
        flight = fly_entry(
            r,
            v,
            body,
            bank,
            wind=wind,
            ground=min(ground, height - 1.0),
            may_rise=True,
            longest=_LONGEST,
        )
    except PropagationError as err:
        if "longest_s" not in err.fields:
            raise
        # still up after one revolution: its perigee only grazes the air
        return Abort(t, height, speed, "orbit", apogee=height)
    return Abort(
        t,
        height,
        speed,
        "landed",
        float(flight.altitude.max()),
        flight.peak_g,
        _ground_range(path.r_itrf[0], flight.r_itrf[-1]),
        float(flight.latitude[-1]),
        float(flight.longitude[-1]),
        t + float(flight.t[-1]),
        flight,
    )


def envelope(
    path: AscentPath,
    capsule: Capsule,
    *,
    step: float = 10.0,
    bank: Bank | None = None,
    escape_delta_v: float = 0.0,
    wind: Wind | None = None,
    ground: float = 0.0,
) -> tuple[Abort, ...]:
    """Aborts every `step` seconds of the ascent, its last second included.

    The first is at the first step. One that finds no way down is ``not flown``, with its reason.

    Raises
    ------
    InputError
        If the step is not above zero.
    """
    if not step > 0.0:
        raise InputError(f"an envelope every {step:g} s", advice="give a step above zero")
    times = [*np.arange(path.t[0] + step, path.t[-1] - 1e-6, step), path.t[-1]]
    options: dict[str, Any] = {
        "bank": bank,
        "escape_delta_v": escape_delta_v,
        "wind": wind,
        "ground": ground,
    }
    found = []
    for t in times:
        try:
            found.append(abort(path, float(t), capsule, **options))
        except (InputError, PropagationError) as err:
            # one abort without a way down must not cost the others theirs
            r, v = path.at(float(t))
            height, speed = float(itrf_to_geodetic(r)[2]), float(np.linalg.norm(v))
            found.append(Abort(float(t), height, speed, "not flown", reason=err.message))
    return tuple(found)


def worst(aborts: tuple[Abort, ...]) -> Abort:
    """The abort of the highest load among those that land."""
    landed = [a for a in aborts if a.outcome == "landed"]
    if not landed:
        raise InputError("no abort of the envelope lands", advice="begin the envelope earlier")
    return max(landed, key=lambda a: a.peak_g)


def _ground_range(pad: Array, end: Array) -> float:
    angle = float(np.arctan2(np.linalg.norm(np.cross(pad, end)), pad @ end))
    return angle * (EARTH_RADIUS - 7e3)
