# mypy: disable-error-code="no-untyped-def"
"""Compiled returns: a braking burn, the coast to the air, and the entry, one or many."""

import numpy as np
from numba import prange

from visviva.core.kernels.jit import njit
from visviva.crew.entry._entry_forces import (
    FLOW,
    MASS,
    THRUST,
)
from visviva.crew.entry._entry_kernel import (
    REACHED,
    S_MASS,
    S_STATUS,
    S_T,
    S_VZ,
    S_X,
    SUMMARY_COLUMNS,
    integrate,
)


@njit(cache=True, error_model="numpy")
def fly_home(
    y0,
    ship,
    capsule,
    burn_s,
    shape,
    bare,
    world,
    chutes,
    none,
    tab,
    floor,
    interface,
    air_step,
    longest,
):
    """Burn against the velocity, coast to `interface`, enter to `floor`.

    Nothing is kept but summaries.

    Returns
    -------
    at_interface : ndarray (18,), landed : ndarray (18,)
        Summaries of the coast and of the entry; the entry's is NaN where the coast did not arrive.
    """
    landed = np.full(SUMMARY_COLUMNS, np.nan)
    _, _, after = integrate(
        y0, 0.0, ship, bare, world, none, tab, 0.0, 0.0, 60.0, 60.0, burn_s, True, False
    )
    coasting = ship.copy()
    coasting[THRUST], coasting[FLOW], coasting[MASS] = 0.0, 0.0, after[S_MASS]
    _, _, there = integrate(
        after[S_X : S_VZ + 1].copy(),
        after[S_T],
        coasting,
        bare,
        world,
        none,
        tab,
        interface,
        interface,
        120.0,
        60.0,
        longest,
        False,
        False,
    )
    if there[S_STATUS] != REACHED:
        return there, landed
    _, _, landed = integrate(
        there[S_X : S_VZ + 1].copy(),
        0.0,
        capsule,
        shape,
        world,
        chutes,
        tab,
        floor,
        interface,
        60.0,
        air_step,
        longest,
        False,
        False,
    )
    return there, landed


@njit(cache=True, parallel=True)
def fly_home_batch(
    y0,
    ships,
    capsules,
    burns,
    shape,
    bare,
    world,
    chutes,
    none,
    tab,
    floor,
    interface,
    air_step,
    longest,
):
    """`fly_home` for every row of `y0` (n, 6), `ships` and `capsules` (n, 9).

    And of `burns` (n,) and `chutes` (n, m, 5).
    """
    n = y0.shape[0]
    there, landed = np.empty((n, SUMMARY_COLUMNS)), np.empty((n, SUMMARY_COLUMNS))
    for i in prange(n):
        there[i], landed[i] = fly_home(
            y0[i],
            ships[i],
            capsules[i],
            burns[i],
            shape,
            bare,
            world,
            chutes[i],
            none,
            tab,
            floor,
            interface,
            air_step,
            longest,
        )
    return there, landed
