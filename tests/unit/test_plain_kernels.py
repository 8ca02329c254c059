"""Kernels run as plain Python give what compiled ones give, and only where that is allowed."""

from pathlib import Path

import numpy as np
import pytest
from sgp4.api import Satrec

from visviva.core.kernels.cache import folder
from visviva.core.kernels.jit import njit
from visviva.core.kernels.speed import FIRST_SECONDS, PLAIN_SECONDS, at_speed, small_work
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.observe.passes.columns import Passes
from visviva.observe.passes.search import find_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

# Verification cases of SGP4 (Vallado et al., AIAA 2006-6753): one near the Earth with drag, one
# of half a day, one of a day, as the package `sgp4` ships them.
LINES = (
    (
        "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985",
        "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774",
    ),
    (
        "1 08195U 75081A   06176.33215444  .00000099  00000-0  11873-3 0   813",
        "2 08195  64.1586 279.0717 6877146 264.7651  20.2257  2.00491383225656",
    ),
    (
        "1 28626U 05008A   06176.46683397 -.00000205  00000-0  10000-3 0  2190",
        "2 28626   0.0019 286.9433 0000335  13.7918  55.6504  1.00270176  4891",
    ),
)


@njit()
def inverse(x: float) -> float:
    return 1.0 / x


def catalogue() -> Sgp4Catalogue:
    return Sgp4Catalogue.from_satrecs([Satrec.twoline2rv(*pair) for pair in LINES])


def passes() -> Passes:
    start, sites = (
        Epoch.parse("2006-06-26T00:00:00Z"),
        [Place.parse("39,125.7"), Place.parse("0,0")],
    )
    return find_passes(catalogue(), sites, start, 2 * 86400.0, 0.1745, threads=1)


def test_plain_sgp4_agrees_with_the_compiled_one_to_a_micrometre() -> None:
    jd, days = 2453912.5, np.linspace(-3.0, 30.0, 150)
    compiled = catalogue().states_teme(jd, days)
    with small_work():
        plain = catalogue().states_teme(jd, days)
    # Rounding of an angle of 2,000 rad times 42,000 km, with and without fused products.
    np.testing.assert_allclose(plain.r_teme, compiled.r_teme, rtol=0, atol=1e-4)
    np.testing.assert_allclose(plain.v_teme, compiled.v_teme, rtol=0, atol=1e-7)
    assert (plain.error == compiled.error).all()


def test_plain_passes_are_the_compiled_ones_to_a_microsecond() -> None:
    compiled = passes()
    with small_work():
        plain = passes()
    assert len(plain) == len(compiled) > 0
    for name in ("rise", "peak", "set"):
        np.testing.assert_allclose(getattr(plain, name), getattr(compiled, name), rtol=0, atol=1e-6)
    assert (plain.sunlit_peak == compiled.sunlit_peak).all()
    assert (plain.object_index == compiled.object_index).all()


def test_work_over_the_allowance_is_compiled_and_so_is_all_after_it() -> None:
    with small_work(1.0):
        assert at_speed(inverse, seconds=0.5) is not inverse
        assert at_speed(inverse, seconds=0.6) is inverse
        assert at_speed(inverse, seconds=0.1) is inverse


def test_outside_an_allowance_nothing_changes() -> None:
    assert at_speed(inverse, seconds=0.0) is inverse


def test_what_plain_python_refuses_is_compiled() -> None:
    kernel = njit(error_model="numpy")(inverse.py_func)
    with small_work():
        assert at_speed(kernel, seconds=0.0)(2.0) == 0.5
        assert at_speed(kernel, seconds=0.0)(0.0) == np.inf


def test_middle_sized_work_is_plain_only_until_something_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISVIVA_CACHE", str(tmp_path))
    folder.cache_clear()
    kernel = njit(cache=True, error_model="numpy")(inverse.py_func)
    middle = 0.5 * (PLAIN_SECONDS + FIRST_SECONDS)
    try:
        with small_work():
            assert at_speed(kernel, seconds=middle) is not kernel  # nothing lies on the disk
            assert at_speed(kernel, seconds=FIRST_SECONDS) is kernel
        monkeypatch.setenv("VISVIVA_COMPILE", "1")
        with small_work():
            assert at_speed(kernel, seconds=0.0) is kernel
        monkeypatch.delenv("VISVIVA_COMPILE")
        assert kernel(2.0) == 0.5  # compiles, and keeps it
        with small_work():
            assert at_speed(kernel, seconds=PLAIN_SECONDS / 2.0) is not kernel
            assert at_speed(kernel, seconds=middle) is kernel
    finally:
        folder.cache_clear()
