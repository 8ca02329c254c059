"""Gravity fields of others: ICGEM files (`.gfc`) as `GravityField`."""

import gzip
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.core.gravity import MAX_DEGREE, TIDES, GravityField
from visviva.errors import InputError, RangeError

#: A file that lacks a smaller share than this has lost lines; one that lacks more leaves zeros out.
MOST_LOST = 0.1


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
        _of_header(head, "gm", path),
        _of_header(head, "radius", path),
        c,
        s,
        len(c) - 1,
        TIDES.get(head.get("tide_system", ""), "unknown"),  # type: ignore[arg-type]
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
    _refuse_holes(c, path)
    c[np.isnan(c)] = 0.0
    c[0, 0] = 1.0
    return head, c, s


def _refuse_holes(c: NDArray[np.float64], path: Path) -> None:
    """A file that holds nearly all coefficients leaves no zeros out: the others were lost."""
    orders, degrees = np.triu_indices(len(c))
    lost = (degrees >= 2) & np.isnan(c[degrees, orders])
    if not lost.any() or np.mean(lost) > MOST_LOST:
        return
    first = min(zip(degrees[lost].tolist(), orders[lost].tolist(), strict=True))
    raise InputError(
        f"{int(np.sum(lost)):,} coefficients are missing within the file, the first of degree "
        f"{first[0]} and order {first[1]}",
        advice="lines were lost: fetch it again",
        place=str(path),
    )


def _icgem_degree(word: str, path: Path) -> int:
    if not word.isdecimal() or len(word) > 9 or int(word) > 50 * MAX_DEGREE:
        raise InputError(f"max_degree {word[:20]}", advice="a whole number", place=str(path))
    return int(word)


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
    if not (math.isfinite(value_c) and math.isfinite(value_s)):
        raise InputError(f"{line.strip()[:60]!r} holds no number", place=place)
    if 0 <= m <= n < len(c):
        c[n, m], s[n, m] = value_c, value_s


def _of_header(head: dict[str, str], key: str, path: Path) -> float:
    try:
        return _fortran(head[key])
    except ValueError as err:
        raise InputError(
            f"{key} {head[key][:20]!r} in the header is no number",
            place=str(path),
            advice="give an ICGEM .gfc file",
        ) from err


def _fortran(word: str) -> float:
    return float(word.replace("D", "E").replace("d", "e"))
