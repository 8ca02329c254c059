"""A kernel is the same function plain and compiled."""

import numpy as np
import pytest

from visviva.core.atmosphere.us76 import kernel_tables, us76
from visviva.core.kernels.air import us76 as plain_air
from visviva.core.kernels.compiled import compiled, is_kernel
from visviva.launch.flight import _forward_kernel as _flight_kernel
from visviva.launch.flight.forward import Aero, Segment, fly, pad_state


@pytest.mark.parametrize(
    "altitude", [-6e3, 0.0, 11e3, 50e3, 86e3, 120e3, 999e3, 1.1e6, float("nan")]
)
def test_air_is_that_of_the_standard_at_both_speeds(altitude: float) -> None:
    tables = kernel_tables()
    fast = compiled("visviva.core.kernels.air").us76
    np.testing.assert_allclose(fast(altitude, tables), plain_air(altitude, tables), rtol=1e-14)
    if -5e3 <= altitude < 1e6:
        air = us76(altitude)
        np.testing.assert_allclose(
            plain_air(altitude, tables), [air.density, air.pressure], rtol=1e-12
        )


def test_kernels_of_other_modules_are_compiled_with_their_callers() -> None:
    fast = compiled("visviva.launch.flight._forward_kernel")
    assert is_kernel(vars(_flight_kernel)["us76"])
    assert fast.us76 is compiled("visviva.core.kernels.air").us76


def test_a_flight_is_the_same_plain_and_compiled() -> None:
    """Rounding moves the step sizes at the corners of the air's layers.

    Some millimetres after five minutes.
    """
    r0, v0 = pad_state(0.8, 0.1)
    up = r0 / np.linalg.norm(r0)
    burn = Segment(
        "burn",
        0.0,
        100.0,
        2e5,
        1e3,
        3e6,
        1.0,
        steering=((0.0, 100.0, np.array([up, [0.0, 0.3, 0.0]])),),
    )
    coast = Segment("coast", 100.0, 300.0, 1e5)
    aero = Aero(10.0, np.array([0.0, 1.0, 5.0]), np.array([0.3, 0.5, 0.2]))
    plain, fast = (fly(r0, v0, [burn, coast], aero=aero, fast=f) for f in (False, True))
    np.testing.assert_allclose(fast.r[-1], plain.r[-1], rtol=0, atol=1e-2)
    np.testing.assert_allclose(fast.v[-1], plain.v[-1], rtol=0, atol=1e-4)
