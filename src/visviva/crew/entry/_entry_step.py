# mypy: disable-error-code="no-untyped-def"
"""One step of the eighth-order Dormand-Prince march over `_entry_forces`, compiled."""

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.crew.entry._entry_forces import (
    FLOW,
    rates,
)

# What can open a parachute, each on its way down.
ALTITUDE, SPEED, MACH, TIME = 0.0, 1.0, 2.0, 3.0


@njit(cache=True, error_model="numpy")
def step(t, h, y, k, new, mass, craft, shape, world, chute, tab):
    """One Dormand-Prince 8(5,3) step into `new`; error norm, and what `rates` says at its end."""
    a, b, c, e3, e5, tolerance = tab
    work = np.empty(6)
    flow = craft[FLOW]
    for i in range(1, 12):
        for m in range(6):
            total = 0.0
            for j in range(i):
                total += a[i, j] * k[j, m]
            work[m] = y[m] + h * total
        rates(t + c[i] * h, work, mass - flow * c[i] * h, craft, shape, world, chute, k[i])
    for m in range(6):
        total = 0.0
        for j in range(12):
            total += b[j] * k[j, m]
        new[m] = y[m] + h * total
    seen = rates(t + h, new, mass - flow * h, craft, shape, world, chute, k[12])
    n5 = 0.0
    n3 = 0.0
    for m in range(6):
        scale = tolerance * (1e3 if m < 3 else 1.0) + tolerance * max(abs(y[m]), abs(new[m]))
        f5 = 0.0
        f3 = 0.0
        for j in range(13):
            f5 += k[j, m] * e5[j]
            f3 += k[j, m] * e3[j]
        n5 += (f5 / scale) ** 2
        n3 += (f3 / scale) ** 2
    err = 0.0
    if n5 > 0.0 or n3 > 0.0:
        err = abs(h) * n5 / np.sqrt((n5 + 0.01 * n3) * 6.0)
    return err, seen


@njit(cache=True, error_model="numpy")
def until_open(kind, value, t, altitude, speed, mach):
    """How far the quantity that opens a parachute still is above its value; zero or less opens."""
    if kind == ALTITUDE:
        return altitude - value
    if kind == SPEED:
        return speed - value
    if kind == MACH:
        return mach - value
    return value - t
