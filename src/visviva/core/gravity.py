"""Spherical-harmonic gravity.

A frozen field bound to its GM, radius, tide system and frame, and its acceleration.

Limits: static fields only (no rates, no ocean tide); degree at most 360 (the recursion is checked
to 120); the acceleration is valid outside the sphere that holds the body. Coefficients are fully
normalised.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.errors import FrameError, InputError, RangeError

TideSystem = Literal["tide_free", "zero_tide", "unknown"]
MAX_DEGREE = 360
TIDES = {
    "tide_free": "tide_free",
    "tide-free": "tide_free",
    "zero_tide": "zero_tide",
    "zero-tide": "zero_tide",
}


@dataclass(frozen=True, slots=True, eq=False)
class GravityField:
    """A gravity field in fully normalised spherical harmonics.

    Attributes
    ----------
    name : str
        Name of the model.
    gm : float
        Gravitational parameter in m3 s-2 that belongs to these coefficients.
    radius : float
        Reference radius in m that belongs to these coefficients (not the body's own radius).
    c, s : ndarray, shape (degree + 1, degree + 1)
        Normalised coefficients ``c[n, m]``, ``s[n, m]``; ``c[0, 0]`` is 1.
    order : int
        Highest order used, at most the degree.
    tide_system : {"tide_free", "zero_tide", "unknown"}
        Whether C20 holds the permanent part of the solid tide.
    frame : str
        Body-fixed frame in which the coefficients turn: "ITRF", or a lunar frame such as
        "MOON_PA_DE421".
    source : str
        Where the coefficients come from.

    Raises
    ------
    InputError
        If the arrays do not fit each other, GM or radius is not positive, or a coefficient is not
        finite.

    Examples
    --------
    >>> field = GravityField.egm2008().truncated(2, 0)
    >>> field.degree, field.order, field.frame
    (2, 0, 'ITRF')
    >>> float(-field.c[2, 0] * 5**0.5).__round__(10)   # J2
    0.0010826262
    """

    name: str
    gm: float
    radius: float
    c: NDArray[np.float64]
    s: NDArray[np.float64]
    order: int
    tide_system: TideSystem
    frame: str
    source: str

    def __post_init__(self) -> None:
        c, s = np.array(self.c, dtype=np.float64), np.array(self.s, dtype=np.float64)
        if c.ndim != 2 or c.shape[0] != c.shape[1] or c.shape != s.shape:
            raise InputError(
                f"coefficient arrays of shapes {c.shape} and {s.shape}",
                advice="give two square ones",
            )
        if not (
            self.gm > 0.0
            and self.radius > 0.0
            and math.isfinite(self.gm)
            and math.isfinite(self.radius)
        ):
            raise InputError(
                f"a gravity field with GM {self.gm:g} and radius {self.radius:g}",
                advice="both in SI, > 0",
            )
        if not (np.all(np.isfinite(c)) and np.all(np.isfinite(s))):
            raise InputError(f"the field {self.name} holds a coefficient that is not a number")
        if not 0 <= self.order < len(c) or len(c) - 1 > MAX_DEGREE:
            raise RangeError(
                f"degree {len(c) - 1} and order {self.order}",
                advice=f"order <= degree <= {MAX_DEGREE}",
            )
        c.flags.writeable = s.flags.writeable = False
        object.__setattr__(self, "c", c)
        object.__setattr__(self, "s", s)

    @property
    def degree(self) -> int:
        """Highest degree of the field."""
        return len(self.c) - 1

    @classmethod
    def egm2008(cls) -> "GravityField":
        """EGM2008 to degree and order 120, tide-free, as shipped (Pavlis et al. 2012)."""
        return _bundled("egm2008_120.npz")

    @classmethod
    def grgm660prim(cls) -> "GravityField":
        """Lunar field GRGM660PRIM to degree and order 120, tide-free, as shipped.

        NASA GSFC from GRAIL's primary mission (Lemoine et al. 2013), in the principal axes of
        DE421: refused with any others.
        """
        return _bundled("grgm660prim_120.npz")

    @classmethod
    def point(
        cls, gm: float, radius: float, frame: str, source: str = "point mass"
    ) -> "GravityField":
        """A point mass as a field of degree 0."""
        return cls(
            "point mass", gm, radius, np.ones((1, 1)), np.zeros((1, 1)), 0, "unknown", frame, source
        )

    def truncated(self, degree: int, order: int | None = None) -> "GravityField":
        """The same field cut to `degree` and `order` (default: the degree).

        Raises
        ------
        RangeError
            If the field does not reach that degree or the order exceeds the degree.
        """
        order = degree if order is None else order
        if not 0 <= order <= degree or degree > self.degree:
            raise RangeError(
                f"degree {degree}, order {order} of {self.name}",
                advice=f"0 <= order <= degree <= {self.degree}",
            )
        size = degree + 1
        keep = np.arange(size) <= order
        c, s = self.c[:size, :size] * keep, self.s[:size, :size] * keep
        return replace(self, c=c, s=s, order=min(order, degree))

    def in_frame(self, frame: str) -> "GravityField":
        """The field itself if it belongs to `frame`.

        Raises
        ------
        FrameError
            If it belongs to another one: a field means nothing in a frame it was not made for.
        """
        if frame != self.frame:
            raise FrameError(
                f"{self.name} belongs to {self.frame}, not to {frame}",
                advice="rotate the position first",
            )
        return self

    def acceleration(self, r_fixed: ArrayLike) -> Any:
        """Acceleration in m s-2 at body-fixed positions, poles included.

        Parameters
        ----------
        r_fixed : array_like, shape (..., 3)
            Position in m in the field's own frame.

        Returns
        -------
        ndarray, shape (..., 3)

        Raises
        ------
        RangeError
            If a position is the centre itself or not finite.

        Notes
        -----
        Pines (1973) in fully normalised form, Lundberg & Schutz (1988), recursion I of table 3: no
        singularity at the poles, stable in degree.

        Examples
        --------
        >>> field = GravityField.egm2008()
        >>> round(float(field.acceleration([0.0, 0.0, 6.9e6])[2]), 3)
        -8.349
        """
        from visviva.core.kernels.gravity import accelerations, pines_tables

        r = np.asarray(r_fixed, dtype=np.float64)
        if r.shape[-1:] != (3,):
            raise InputError(
                f"positions of shape {r.shape}", advice="the last axis holds x, y, z in metres"
            )
        if not np.all(np.isfinite(r)) or np.any(np.sum(r * r, axis=-1) == 0.0):
            raise RangeError(
                "gravity asked at the centre of the body, or at no place",
                advice="give finite positions",
            )
        flat = np.ascontiguousarray(r.reshape(-1, 3))
        return accelerations(flat, self.gm, self.radius, *pines_tables(self)).reshape(r.shape)


@lru_cache(maxsize=4)
def _bundled(name: str) -> GravityField:
    with (
        resources.files("visviva.core.tables").joinpath(name).open("rb") as stream,
        np.load(stream) as z,
    ):
        degree = int(z["degree"])
        c, s = np.zeros((degree + 1, degree + 1)), np.zeros((degree + 1, degree + 1))
        lower = np.tril_indices(degree + 1)
        c[lower], s[lower] = z["c"], z["s"]
        return GravityField(
            str(z["name"]),
            float(z["gm"]),
            float(z["radius"]),
            c,
            s,
            degree,
            str(z["tide_system"]),  # type: ignore[arg-type]
            str(z["frame"]),
            str(z["source"]),
        )
