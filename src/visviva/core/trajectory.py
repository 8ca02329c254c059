"""A trajectory as a value: states over time that know their frame and their centre.

Limits: between states the path is a polynomial through two states on either side (degree 7), which
follows a LEO sampled every 60 s to less than a micrometre and every 300 s to less than a
centimetre; a burn or an impact between two states is smoothed over, so end one trajectory there and
begin another.
"""

from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.ephemeris import Ephemeris, SunMoonTable
from visviva.core.frames import gcrf_to_itrf, itrf_to_gcrf, itrf_to_teme, teme_to_gcrf, teme_to_itrf
from visviva.core.frames import gcrf_to_teme as _gcrf_to_teme
from visviva.core.time import Epoch
from visviva.errors import FrameError, InputError, RangeError

Frame = Literal["GCRF", "ITRF", "TEME", "ICRF-moon", "MOON-PA"]
CENTRES = {
    "GCRF": "earth",
    "ITRF": "earth",
    "TEME": "earth",
    "ICRF-moon": "moon",
    "MOON-PA": "moon",
}


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """Positions and velocities over time in one frame about one centre.

    Attributes
    ----------
    epoch0 : Epoch
        Scalar epoch from which `t` counts.
    t : ndarray, shape (n,)
        Seconds since `epoch0`, strictly increasing.
    r, v : ndarray, shape (n, 3)
        Positions (m) and velocities (m/s).
    frame : str
        ``GCRF``, ``ITRF``, ``TEME`` about the Earth; ``ICRF-moon`` (ICRF axes), ``MOON-PA`` (axes
        of the Moon) about the Moon.
    centre : {"earth", "moon"}, optional
        Filled in from the frame; given, it must agree with it.

    Raises
    ------
    FrameError
        If `frame` is not one of these, or `centre` is not its own.
    InputError
        If shapes disagree, a value is not finite, or times do not increase.

    Examples
    --------
    >>> t0 = Epoch.parse("2024-06-07T00:00:00Z")
    >>> line = Trajectory(t0, [0.0, 10.0], [[7e6, 0, 0], [7e6, 100, 0]], [[0, 10, 0], [0, 10, 0]],
    ...     "GCRF")
    >>> r, v = line.at(4.0)
    >>> round(float(r[1]), 6), line.centre
    (40.0, 'earth')
    """

    epoch0: Epoch
    t: Array
    r: Array
    v: Array
    frame: Frame
    centre: str = ""

    def __post_init__(self) -> None:
        for name in ("t", "r", "v"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))
        if self.frame not in CENTRES:
            raise FrameError(
                f"{self.frame!r} is no frame of a trajectory",
                advice="use one of " + ", ".join(CENTRES),
            )
        centre = self.centre or CENTRES[self.frame]
        if centre != CENTRES[self.frame]:
            raise FrameError(
                f"{self.frame} about the {self.centre}",
                advice=f"{self.frame} belongs to the {CENTRES[self.frame]}",
            )
        object.__setattr__(self, "centre", centre)
        n = self.t.size
        shapes = (self.epoch0.shape, self.t.shape, self.r.shape, self.v.shape)
        if n == 0 or shapes != ((), (n,), (n, 3), (n, 3)):
            raise InputError(
                "a trajectory of uneven shape",
                advice="give one epoch, t (n,), r (n, 3) and v (n, 3)",
            )
        if not all(np.all(np.isfinite(a)) for a in (self.t, self.r, self.v)) or np.any(
            np.diff(self.t) <= 0.0
        ):
            raise InputError(
                "a trajectory with gaps or times out of order",
                advice="give finite, increasing states",
            )

    @property
    def epochs(self) -> Epoch:
        """Epochs of the states, shape ``(n,)``."""
        return self.epoch0 + self.t

    @property
    def start(self) -> Epoch:
        """Epoch of the first state."""
        return self.epoch0 + float(self.t[0])

    @property
    def end(self) -> Epoch:
        """Epoch of the last state."""
        return self.epoch0 + float(self.t[-1])

    def __len__(self) -> int:
        return self.t.size

    def __getitem__(self, index: slice) -> Self:
        """A run of states, by slice."""
        if not isinstance(index, slice):
            raise InputError(
                "a trajectory is sliced, not indexed",
                advice="write trajectory[i : i + 1] or .at(t)",
            )
        return type(self)(self.epoch0, self.t[index], self.r[index], self.v[index], self.frame)

    def at(self, when: Epoch | ArrayLike, *, extrapolate: bool = False) -> tuple[Array, Array]:
        """Position and velocity, shapes ``(*S, 3)``, at an `Epoch` or at seconds since `epoch0`.

        Of shape S.

        Raises
        ------
        RangeError
            If a moment lies outside the states and `extrapolate` is not set; `fields` hold ``start,
            end, mask``.
        """
        t = np.asarray(when - self.epoch0 if isinstance(when, Epoch) else when, dtype=np.float64)
        slack = 1e-6  # s: two roads to the same moment may differ by the resolution of a double
        outside = ~((t >= self.t[0] - slack) & (t <= self.t[-1] + slack))
        if np.any(outside) and not extrapolate:
            raise RangeError(
                f"a moment outside the trajectory, {self.start.iso()} to {self.end.iso()}",
                advice="propagate further, or ask for extrapolation",
                start=self.start,
                end=self.end,
                mask=outside,
            )
        return _hermite(self.t, self.r, self.v, t)

    def between(self, first: Epoch | float, last: Epoch | float) -> Self:
        """The part from `first` to `last`: its states, and interpolated ones at both ends."""
        t0, t1 = (
            float(w - self.epoch0) if isinstance(w, Epoch) else float(w) for w in (first, last)
        )
        inner = self.t[(self.t > t0) & (self.t < t1)]
        t = np.concatenate([[t0], inner, [t1]])
        return type(self)(self.epoch0, t, *self.at(t), self.frame)

    def to_frame(
        self,
        frame: Frame,
        orientation: EarthOrientation | None = None,
        ephemeris: SunMoonTable | Ephemeris | None = None,
    ) -> Self:
        """The same path in another frame.

        Between Earth and Moon the Moon comes from `ephemeris` (default bundled).

        Raises
        ------
        FrameError
            If no road between the frames is known on this floor (``MOON-PA`` is turned in
            `visviva.moon`).
        RangeError
            If the ephemeris does not reach.
        """
        if frame == self.frame:
            return self
        if frame not in CENTRES or "MOON-PA" in (frame, self.frame):
            raise FrameError(
                f"no road from {self.frame} to {frame}", advice="go through GCRF or ICRF-moon"
            )
        when = self.epochs
        direct = {("TEME", "ITRF"): teme_to_itrf, ("ITRF", "TEME"): itrf_to_teme}.get(
            (self.frame, frame)
        )
        if direct:
            r, v = direct(when, self.r, self.v, orientation)
            return type(self)(self.epoch0, self.t, r, v, frame)
        r, v = self.r, self.v
        if self.frame == "ITRF":
            r, v = itrf_to_gcrf(when, r, v, orientation)
        elif self.frame == "TEME":
            r, v = teme_to_gcrf(when, r, v, orientation)
        elif self.frame == "ICRF-moon":
            r, v = _shifted(r, v, when, ephemeris, 1.0)
        if frame == "ITRF":
            r, v = gcrf_to_itrf(when, r, v, orientation)
        elif frame == "TEME":
            r, v = _gcrf_to_teme(when, r, v, orientation)
        elif frame == "ICRF-moon":
            r, v = _shifted(r, v, when, ephemeris, -1.0)
        return type(self)(self.epoch0, self.t, r, v, frame)

    def difference(self, other: "Trajectory") -> tuple[Array, Array]:
        """The path minus `other` at this one's states: positions and velocities, shapes ``(n, 3)``.

        Raises
        ------
        FrameError
            If the two are not in the same frame.
        RangeError
            If `other` does not cover all states.
        """
        if self.frame != other.frame:
            raise FrameError(
                f"a trajectory in {self.frame} minus one in {other.frame}",
                advice=f"turn one first: other.to_frame({self.frame!r})",
            )
        r, v = other.at(self.epochs)
        return self.r - r, self.v - v


def _shifted(
    r: Any, v: Any, when: Epoch, ephemeris: SunMoonTable | Ephemeris | None, sign: float
) -> tuple[Array, Array]:
    table = SunMoonTable.bundled() if ephemeris is None else ephemeris
    r_moon, v_moon = table.moon_state(when)
    return r + sign * r_moon, v + sign * v_moon


def _hermite(t: Array, r: Array, v: Array, at: Array) -> tuple[Array, Array]:
    """Hermite interpolation on the four states about each moment (fewer where there are fewer)."""
    width = min(4, t.size)
    first = np.clip(np.searchsorted(t, at, side="right") - width // 2, 0, t.size - width)
    # Times are counted from the nearest window in units of its length, so that products of them
    # stay near one.
    origin, scale = t[first], np.maximum(t[first + width - 1] - t[first], 1e-300)
    if width == 1:
        scale = np.ones_like(origin)
    x = (at - origin) / scale
    nodes = [(t[first + j] - origin) / scale for j in range(width)]
    position = np.zeros((*at.shape, 3))
    velocity = np.zeros((*at.shape, 3))
    for j in range(width):
        others = [m for m in range(width) if m != j]
        lagrange = np.ones_like(x)
        slope = np.zeros_like(x)  # d lagrange / dx
        slope_at_node = np.zeros_like(x)
        for m in others:
            gap = nodes[j] - nodes[m]
            slope = slope * (x - nodes[m]) / gap + lagrange / gap
            lagrange = lagrange * (x - nodes[m]) / gap
            slope_at_node = slope_at_node + 1.0 / gap
        u = x - nodes[j]
        square, square_slope = lagrange**2, 2.0 * lagrange * slope
        h = (1.0 - 2.0 * slope_at_node * u) * square
        dh = -2.0 * slope_at_node * square + (1.0 - 2.0 * slope_at_node * u) * square_slope
        k, dk = u * square, square + u * square_slope
        rj, vj = r[first + j], v[first + j] * scale[..., None]
        position += h[..., None] * rj + k[..., None] * vj
        velocity += (dh[..., None] * rj + dk[..., None] * vj) / scale[..., None]
    return position, velocity
