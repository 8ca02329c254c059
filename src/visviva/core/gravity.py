"""Spherical-harmonic gravity.

A frozen field bound to its GM, radius, tide system and frame, and its acceleration.

Limits: static fields only (no rates, no ocean tide); degree at most 360 (the recursion is checked
to 120); the acceleration is valid outside the sphere that holds the body. Coefficients are fully
normalised.
"""

import gzip
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.errors import FrameError, InputError, RangeError

TideSystem = Literal["tide_free", "zero_tide", "unknown"]
MAX_DEGREE = 360
_TIDES = {
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


def read_icgem(path: str | Path, *, frame: str, degree: int | None = None) -> GravityField:
    """Read a static field in the ICGEM ``.gfc`` format (plain or gzip).

    Parameters
    ----------
    path : str or Path
        The file; Fortran exponents (``D``) are understood.
    frame : str
        Body-fixed frame of the coefficients; the format does not state it, so the caller must.
    degree : int, optional
        Keep only this degree and order.

    Raises
    ------
    InputError
        If the header lacks GM, radius or degree, the normalisation is not full, the field varies in
        time (``gfct`` lines), or a line cannot be read.
    RangeError
        If `degree` exceeds what the file holds.

    Notes
    -----
    Format: Barthelmes & Förste (2011), "The ICGEM-format", GFZ Potsdam.
    """
    path = Path(path)
    try:
        head, c, s = _icgem_coefficients(path, degree)
    except (OSError, EOFError) as err:
        reason = getattr(err, "strerror", None) or "it is cut short"
        raise InputError(
            f"no field could be read ({reason})", advice="check the file", place=str(path)
        ) from err
    return GravityField(
        head.get("modelname", path.stem),
        _fortran(head["gm"]),
        _fortran(head["radius"]),
        c,
        s,
        len(c) - 1,
        _TIDES.get(head.get("tide_system", ""), "unknown"),  # type: ignore[arg-type]
        frame,
        f"ICGEM file {path.name}",
    )


def _icgem_coefficients(
    path: Path, degree: int | None
) -> tuple[dict[str, str], NDArray[np.float64], NDArray[np.float64]]:
    """Header, C and S; a file that ends before its last coefficient is refused."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="latin-1") as stream:
        head, rest = _icgem_header(stream, path)
        top = _icgem_degree(head["max_degree"], path)
        size = (top if degree is None else degree) + 1
        if size - 1 > top:
            raise RangeError(f"degree {degree} asked, the file holds {top}", place=str(path))
        c, s = np.full((size, size), np.nan), np.zeros((size, size))
        for number, line in rest:
            _icgem_line(line, c, s, f"{path}:{number}")
    # Zeros may be left out, degrees 0 and 1 often are; the last one of a whole file is there.
    if size > 2 and np.isnan(c[-1, -1]):
        found, due = int(np.sum(~np.isnan(c[2:]))), size * (size + 1) // 2 - 3
        raise InputError(
            f"{found:,} coefficients of degrees 2 to {size - 1} where {due:,} were expected, the "
            f"last (degree and order {size - 1}) is missing",
            advice="the file is cut short: fetch it again",
            place=str(path),
        )
    c[np.isnan(c)] = 0.0
    c[0, 0] = 1.0
    return head, c, s


def _icgem_degree(word: str, path: Path) -> int:
    top = int(word) if word.isdecimal() else MAX_DEGREE * 100
    if top > 50 * MAX_DEGREE:
        raise InputError(f"max_degree {word[:20]}", advice="a whole number", place=str(path))
    return top


def _icgem_header(stream: Any, path: Path) -> tuple[dict[str, str], Any]:
    lines = enumerate(stream, 1)
    head: dict[str, str] = {}
    for _, line in lines:
        words = line.split()
        if words and words[0] == "end_of_head":
            break
        if words and words[0].startswith("begin_of_head"):
            head.clear()
        elif len(words) >= 2:
            key = "gm" if words[0].endswith("gravity_constant") else words[0]
            head[key] = words[1]
    else:
        raise InputError("no end_of_head line", place=str(path), advice="give an ICGEM .gfc file")
    missing = [key for key in ("gm", "radius", "max_degree") if key not in head]
    if missing:
        raise InputError(
            f"the header lacks {', '.join(missing)}; expected earth_gravity_constant, radius and "
            f"max_degree, found {', '.join(sorted(head)[:8]) or 'nothing'}",
            place=str(path),
        )
    if head.get("norm", "fully_normalized") != "fully_normalized":
        raise InputError(
            f"norm {head['norm']}", place=str(path), advice="give fully normalised coefficients"
        )
    return head, lines


def _icgem_line(line: str, c: NDArray[np.float64], s: NDArray[np.float64], place: str) -> None:
    words = line.split()
    if not words or words[0] not in ("gfc", "gfct"):
        return
    if words[0] == "gfct":
        raise InputError(
            "coefficients that vary in time", place=place, advice="give a static field"
        )
    try:
        n, m, value_c, value_s = (
            int(words[1]),
            int(words[2]),
            _fortran(words[3]),
            _fortran(words[4]),
        )
    except (IndexError, ValueError) as err:
        raise InputError(f"cannot read {line.strip()[:60]!r}", place=place) from err
    if 0 <= m <= n < len(c):
        c[n, m], s[n, m] = value_c, value_s


def _fortran(word: str) -> float:
    return float(word.replace("D", "E").replace("d", "e"))
