# mypy: disable-error-code="no-untyped-def"
"""Compiled flight of a capsule.

An eighth-order Dormand-Prince march over `_entry_forces`, and batches of flights.

Imported only by what flies. One right-hand side serves deorbit burn, coast, entry and parachutes;
`integrate` follows one of these to its end, `_return_kernel` strings three of them together.
"""

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.crew.entry._entry_forces import (
    AIR_SCALE,
    AREA,
    BANK_SHIFT,
    CD_SCALE,
    CL_SCALE,
    FLOW,
    MASS,
    THRUST,
    WIND_SCALE,
    Shape,
    World,
    air,
    geodetic,
    rates,
    wind_at,
)
from visviva.crew.entry._entry_step import ALTITUDE, MACH, SPEED, TIME, step, until_open

__all__ = [
    "AIR_SCALE",
    "ALTITUDE",
    "AREA",
    "BANK_SHIFT",
    "CD_SCALE",
    "CL_SCALE",
    "FLOW",
    "MACH",
    "MASS",
    "SPEED",
    "THRUST",
    "TIME",
    "WIND_SCALE",
    "Shape",
    "World",
]

# Columns of a parachute row.
KIND, VALUE, DRAG_AREA, FILL, DROPPED = range(5)
# How a march ended.
REACHED, SKIPPED, MISSED, TIMED_OUT, COLLAPSED = 1, 2, 3, 4, 5
# Columns of a summary.
(
    S_T,
    S_X,
    S_Y,
    S_Z,
    S_VX,
    S_VY,
    S_VZ,
    S_LOAD,
    S_LOAD_T,
    S_LOAD_ALT,
    S_HEAT,
    S_HEAT_T,
    S_DOSE,
    S_CHUTE_LOAD,
    S_MASS,
    S_LOWEST,
    S_STATUS,
    S_CHUTE_T,
) = range(18)
SUMMARY_COLUMNS = 18
MARK_COLUMNS = 7  # t and state


@njit(cache=True, error_model="numpy")
# One compiled loop: its pieces share too many arrays to be called apart without a cost.
def integrate(  # noqa: C901
    y0,
    t0,
    craft,
    shape,
    world,
    chutes,
    tab,
    floor,
    interface,
    h_max,
    air_step,
    t_max,
    rising,
    store,
):
    """Follow one flight until it comes down through `floor` (m), or something else ends it.

    Parameters
    ----------
    y0 : ndarray (6,)
        Earth-fixed position and velocity.
    chutes : ndarray (n, 5)
        In order of opening.
    interface : float
        Altitude in m above which there is no entry: rising back through it is a skip, and a lowest
        point above it a miss. Not watched with `rising`: an abort may begin below it and fly over
        it.
    h_max, air_step : float
        Longest step, and the longest below 150 km, s.
    t_max : float
        Clock at which to stop.
    store : bool
        Keep every accepted step.

    Returns
    -------
    rows : ndarray (n, 11)
        t, state, load, mass, chute drag area, descending flag; empty without `store`.
    marks : ndarray (chutes, 7)
        t and state at each opening; NaN where it did not open.
    summary : ndarray (18,)
    """
    size = 512 if store else 1
    rows = np.empty((size, 11))
    marks = np.full((chutes.shape[0], MARK_COLUMNS), np.nan)
    out = np.zeros(SUMMARY_COLUMNS)
    out[S_CHUTE_T] = np.nan
    y, new, k = y0.copy(), np.empty(6), np.empty((13, 6))
    first = np.empty(6)
    t, h, mass = t0, 0.5, craft[MASS]
    n_open, opened, base, target = 0, 0.0, 0.0, 0.0
    altitude, density, speed, mach, load = rates(t, y, mass, craft, shape, world, 0.0, k[0])
    lowest, highest, been_below = altitude, altitude, altitude < interface
    heat = np.sqrt(density) * speed**3
    status, n = 0, 0
    out[S_LOAD], out[S_LOAD_T], out[S_LOAD_ALT] = load, t, altitude
    out[S_HEAT], out[S_HEAT_T] = heat, t
    if store:
        rows[0, 0], rows[0, 1:7], rows[0, 7], rows[0, 8], rows[0, 9], rows[0, 10] = (
            t,
            y,
            load,
            mass,
            0.0,
            0.0,
        )
        n = 1
    while status == 0:
        filling = n_open > 0 and t < opened + chutes[n_open - 1, FILL]
        chute = target
        h_now = min(h, h_max, t_max - t)
        if altitude < 150e3:
            h_now = min(h_now, air_step)
        if filling:
            # drag area grows with the square of the time; constant over each short step
            h_now = min(h_now, 0.1 * chutes[n_open - 1, FILL] + 1e-3)
            part = min(1.0, (t + 0.5 * h_now - opened) / chutes[n_open - 1, FILL])
            chute = base + (target - base) * part * part
        first[:] = k[0]
        if filling or n_open > 0:
            rates(t, y, mass, craft, shape, world, chute, k[0])
        err, seen = step(t, h_now, y, k, new, mass, craft, shape, world, chute, tab)
        if not err < 1.0:
            h = h_now * (max(0.2, 0.9 * err**-0.125) if err < 1e30 else 0.1)
            k[0] = first
            if h < 1e-7:
                status = COLLAPSED
            continue
        end_altitude, _, end_speed, end_mach, _ = seen
        # what happens inside this step: a parachute, the floor
        which = -1
        if n_open < chutes.shape[0]:
            c = chutes[n_open]
            if until_open(
                c[KIND], c[VALUE], t + h_now, end_altitude, end_speed, end_mach
            ) <= 0.0 and (c[KIND] == TIME or end_altitude < altitude):
                which = 0
        if which < 0 and end_altitude < floor and end_altitude < altitude:
            which = 1
        grown = h_now * (min(5.0, 0.9 * err**-0.125) if err > 0.0 else 5.0)
        if which >= 0:
            start_slope = k[0].copy()
            # regula falsi (Illinois) between the ends of the step
            low, high = 0.0, h_now
            if which == 0:
                c = chutes[n_open]
                gap_low = max(until_open(c[KIND], c[VALUE], t, altitude, speed, mach), 1e-12)
                gap_high = until_open(
                    c[KIND], c[VALUE], t + h_now, end_altitude, end_speed, end_mach
                )
            else:
                gap_low, gap_high = max(altitude - floor, 1e-12), end_altitude - floor
            side = 0
            for _ in range(60):
                mid = (low * gap_high - high * gap_low) / (gap_high - gap_low)
                if not low < mid < high:
                    mid = 0.5 * (low + high)
                k[0] = start_slope
                err, seen = step(t, mid, y, k, new, mass, craft, shape, world, chute, tab)
                if which == 0:
                    gap = until_open(c[KIND], c[VALUE], t + mid, seen[0], seen[2], seen[3])
                else:
                    gap = seen[0] - floor
                if gap > 0.0:
                    low, gap_low = mid, gap
                    if side == 1:
                        gap_high *= 0.5
                    side = 1
                else:
                    high, gap_high = mid, gap
                    if side == -1:
                        gap_low *= 0.5
                    side = -1
                if high - low < 1e-7 or abs(gap) < 1e-6:
                    if abs(gap) < 1e-6:
                        high = mid
                    break
            k[0] = start_slope
            err, seen = step(t, high, y, k, new, mass, craft, shape, world, chute, tab)
            h_now = high
        t += h_now
        mass -= craft[FLOW] * h_now
        h = max(grown, 1e-4)
        before = altitude
        y[:] = new
        k[0] = k[12]
        heat_before = heat
        altitude, density, speed, mach, load = seen
        heat = np.sqrt(density) * speed**3
        out[S_DOSE] += 0.5 * (heat + heat_before) * h_now
        if heat > out[S_HEAT]:
            out[S_HEAT], out[S_HEAT_T] = heat, t
        if n_open == 0:
            if load > out[S_LOAD]:
                out[S_LOAD], out[S_LOAD_T], out[S_LOAD_ALT] = load, t, altitude
        elif load > out[S_CHUTE_LOAD]:
            out[S_CHUTE_LOAD] = load
        if store:
            if n + 1 >= size:
                bigger = np.empty((2 * size, 11))
                bigger[:size] = rows
                rows, size = bigger, 2 * size
            rows[n, 0], rows[n, 1:7], rows[n, 7], rows[n, 8], rows[n, 9] = t, y, load, mass, chute
            rows[n, 10] = 0.0
            n += 1
        if altitude > highest and not been_below:
            # the ship may still climb when it begins: no miss in that
            highest, lowest = altitude, altitude
        lowest = min(lowest, altitude)
        if which == 0:
            marks[n_open, 0] = t
            marks[n_open, 1:] = y
            base, target, opened = target, chutes[n_open, DRAG_AREA], t
            mass -= chutes[n_open, DROPPED]
            if n_open == 0:
                out[S_CHUTE_T] = t
            n_open += 1
            h = min(h, 0.05)
            rates(t, y, mass, craft, shape, world, base, k[0])
            continue
        if which == 1:
            status = REACHED
            break
        if t >= t_max - 1e-9:
            status = TIMED_OUT
            break
        if not rising:
            if altitude < interface:
                been_below = True
            elif been_below and altitude > before:
                status = SKIPPED
                break
            elif not been_below and altitude > lowest + 500.0 and highest > lowest + 500.0:
                status = MISSED
                break
        if n_open > 0 and n_open == chutes.shape[0] and t > opened + chutes[n_open - 1, FILL] + 4.0:
            # under the last canopy the descent is steady: no need to follow its stiff approach to
            # the end
            steady, status = _descend(
                y, t, mass, craft, world, target + craft[AREA], floor, rows, n, store, t_max
            )
            t = steady[0]
            if store:
                rows, n = steady[1], steady[2]
            altitude = floor
            break
    out[S_T] = t
    out[S_X : S_VZ + 1] = y
    out[S_MASS], out[S_LOWEST], out[S_STATUS] = mass, lowest, status
    return rows[:n], marks, out


@njit(cache=True, error_model="numpy")
def _descend(y, t, mass, craft, world, drag_area, floor, rows, n, store, t_max):
    """Steady descent under a canopy to `floor`: weight balances drag, the wind carries."""
    size = rows.shape[0]
    while True:
        altitude, s, c = geodetic(y[0], y[1], y[2], world.radius, world.flattening)
        left = altitude - floor
        if left <= 1e-6 or t > t_max:
            break
        step = min(50.0, left)
        middle = altitude - 0.5 * step
        density, _ = air(middle, world)
        d = np.sqrt(y[0] ** 2 + y[1] ** 2 + y[2] ** 2)
        weight = mass * (world.gm / d**2 - world.rate**2 * d * c * c)
        sink = np.sqrt(2.0 * weight / (density * craft[AIR_SCALE] * drag_area))
        east, north = wind_at(middle, craft[WIND_SCALE], world)
        dt = step / sink
        p = np.sqrt(y[0] ** 2 + y[1] ** 2)
        co, so = y[0] / p, y[1] / p
        vx = -so * east - s * co * north - c * co * sink
        vy = co * east - s * so * north - c * so * sink
        vz = c * north - s * sink
        y[0] += vx * dt
        y[1] += vy * dt
        y[2] += vz * dt
        y[3], y[4], y[5] = vx, vy, vz
        t += dt
        if store:
            if n + 1 >= size:
                bigger = np.empty((2 * size, 11))
                bigger[:size] = rows
                rows, size = bigger, 2 * size
            rows[n, 0], rows[n, 1:7], rows[n, 7], rows[n, 8], rows[n, 9] = (
                t,
                y,
                weight / mass,
                mass,
                drag_area,
            )
            rows[n, 10] = 1.0
            n += 1
    return (t, rows, n), REACHED
