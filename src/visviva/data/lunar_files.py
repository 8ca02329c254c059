"""Lunar files of a user: fields as tables of spherical harmonics, and angles of the Moon's axes.

A table (``.tab``, NASA's planetary archive, SHADR) begins with a line of reference radius (km), GM
(km3/s2), its sigma, degree, order, whether normalised, longitude and latitude of reference; each
line after holds degree, order, C, S and their sigmas. Angles are a CSV with ``JDTDB,phi_rad,
theta_rad,psi_rad`` on an even grid and a comment ``# axes: NAME``.
"""

import math
import re
from pathlib import Path

import numpy as np

from visviva.core.columns import read_table
from visviva.core.gravity import GravityField
from visviva.core.read import read_text
from visviva.errors import InputError, RangeError
from visviva.moon.orientation import MoonOrientation

_AXES = re.compile(r"^#\s*axes\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_COLUMNS = (("JDTDB",), ("phi_rad",), ("theta_rad",), ("psi_rad",))
#: Widest spacing of angles, s: quintic splines of six-hourly angles are good to a centimetre.
WIDEST = 6.0 * 3600.0
_J2000_JD = 2451545.0


def read_sha(path: Path, *, frame: str, degree: int | None = None) -> GravityField:
    """A field from a table of spherical harmonics.

    Parameters
    ----------
    path : Path
    frame : str
        Axes of the coefficients; the table does not state them.
    degree : int, optional
        Read so far only.

    Raises
    ------
    InputError
        If there is no such file, the first line is no header, the coefficients are not normalised,
        or some are missing.
    RangeError
        If `degree` exceeds what the table holds.
    """
    try:
        with path.open(encoding="latin-1") as stream:
            head = _numbers(stream.readline(), 6, f"{path}:1", "radius, GM, sigma, degree, order")
            top = int(head[3])
            if int(head[5]) != 1:
                raise InputError(
                    f"normalisation {head[5]:g} where 1 (full) was expected", place=f"{path}:1"
                )
            wanted = top if degree is None else degree
            if not 0 <= wanted <= top:
                raise RangeError(f"degree {wanted}", advice=f"the table holds degrees 0 to {top}")
            c, s = np.zeros((wanted + 1, wanted + 1)), np.zeros((wanted + 1, wanted + 1))
            seen = np.zeros(c.shape, dtype=bool)
            for number, line in enumerate(stream, 2):
                if not line.strip():
                    continue
                n, m, value_c, value_s = _numbers(line, 4, f"{path}:{number}", "n, m, C, S")[:4]
                if int(n) > wanted:
                    break
                if not 0 <= m <= n:
                    raise InputError(
                        f"order {m:g} of degree {n:g}",
                        advice="orders run from 0 to the degree",
                        place=f"{path}:{number}",
                    )
                c[int(n), int(m)], s[int(n), int(m)] = value_c, value_s
                seen[int(n), int(m)] = True
    except OSError as err:
        raise InputError(
            f"no field could be read ({err.strerror})", advice="check its name", place=str(path)
        ) from err
    count, due = int(np.sum(seen[1:])), (wanted + 1) * (wanted + 2) // 2 - 1
    if count < due:
        raise InputError(
            f"{count} coefficients to degree {wanted} where {due} were expected",
            advice="the file is cut short: fetch it again",
            place=str(path),
        )
    c[0, 0] = 1.0
    return GravityField(
        path.stem,
        head[1] * 1e9,
        head[0] * 1e3,
        c,
        s,
        wanted,
        "unknown",
        frame,
        f"table {path.name}",
    )


def _numbers(line: str, count: int, place: str, names: str) -> list[float]:
    words = [word for word in re.split(r"[,\s]+", line.strip()) if word]
    try:
        found = [float(word.replace("D", "E").replace("d", "e")) for word in words]
    except ValueError:
        found = []
    if len(found) < count or not all(math.isfinite(x) for x in found[:count]):
        raise InputError(
            f"{line.strip()[:50]!r} where {names} were expected",
            advice="give a table of spherical harmonics (SHADR)",
            place=place,
        )
    return found


def read_axes(path: Path) -> MoonOrientation:
    """Angles of the Moon's principal axes from a file.

    Raises
    ------
    InputError
        If the file is not there, names no axes, lacks columns, or its times are not evenly spaced
        or too far apart.
    """
    from scipy.interpolate import make_interp_spline

    found = _AXES.search(read_text(path))
    if found is None:
        raise InputError(
            "the angles do not say whose axes they are",
            advice="write a line such as `# axes: MOON_PA_DE430`",
            place=str(path),
        )
    jd, *columns = read_table(path, _COLUMNS)
    steps = np.diff(jd) * 86400.0
    if jd.size < 8 or not 0.0 < steps.min() <= steps.max() < steps.min() + 0.01:
        raise InputError(
            "the times of the angles are not evenly spaced, or fewer than eight",
            advice="give one row every hour or so",
            place=str(path),
        )
    step = (jd[-1] - jd[0]) * 86400.0 / (jd.size - 1)
    if step > WIDEST:
        raise InputError(
            f"angles {step / 3600.0:.1f} h apart",
            advice=f"give them at most {WIDEST / 3600.0:g} h apart",
            place=str(path),
        )
    angles = np.unwrap(np.stack(columns, axis=-1), axis=0)
    places = np.arange(jd.size, dtype=np.float64)
    # Six samples of a spline piece of degree five are the piece: turned into Chebyshev's basis.
    spline = make_interp_spline(places, angles, k=5)
    nodes = np.cos(np.pi * (np.arange(6) + 0.5) / 6)
    values = spline(places[:-1, None] + 0.5 * (nodes + 1.0))
    fitted = np.polynomial.chebyshev.chebfit(
        nodes, values.transpose(1, 0, 2).reshape(6, -1), 5
    ).reshape(6, jd.size - 1, 3)
    return MoonOrientation(
        np.ascontiguousarray(fitted.transpose(1, 2, 0)),
        (float(jd[0]) - _J2000_JD) * 86400.0,
        step,
        f"file {path.name}",
        found.group(1).upper(),
    )
