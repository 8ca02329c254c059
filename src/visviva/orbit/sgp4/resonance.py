"""The slow motion of resonant orbits.

Longitude and mean motion in steps of 720 min from the epoch, as the theory says.

States at the steps depend on the epoch alone, not on the times asked for, so any order of times
gives equal results.
"""

import math

import numpy as np

from visviva.core.kernels.jit import njit
from visviva.orbit.sgp4 import layout as lay

FASX2, FASX4, FASX6 = 0.13130908, 2.8843198, 0.37448087
G22, G32, G44, G52, G54 = 5.7686396, 0.95240898, 1.8014998, 1.0508330, 4.4108898


@njit(cache=True, error_model="numpy")
def derivatives(c, at, longitude, motion):  # type: ignore[no-untyped-def]
    """Rates of longitude and motion, and of the rate of motion, at `at` minutes from the epoch."""
    speed = motion + c[lay.XFACT]
    if c[lay.IREZ] == 1.0:
        a2, a4, a6 = longitude - FASX2, 2.0 * (longitude - FASX4), 3.0 * (longitude - FASX6)
        d1, d2, d3 = c[lay.DEL1], c[lay.DEL2], c[lay.DEL3]
        pull = d1 * math.sin(a2) + d2 * math.sin(a4) + d3 * math.sin(a6)
        change = d1 * math.cos(a2) + 2.0 * d2 * math.cos(a4) + 3.0 * d3 * math.cos(a6)
        return speed, pull, change * speed
    w = c[lay.ARGPO] + c[lay.ARGPDOT] * at
    pull = 0.0
    change = 0.0
    for k, (kw, kl, phase) in enumerate(
        (
            (2.0, 1.0, G22),
            (0.0, 1.0, G22),
            (1.0, 1.0, G32),
            (-1.0, 1.0, G32),
            (2.0, 2.0, G44),
            (0.0, 2.0, G44),
            (1.0, 1.0, G52),
            (-1.0, 1.0, G52),
            (1.0, 2.0, G54),
            (-1.0, 2.0, G54),
        )
    ):
        angle = kw * w + kl * longitude - phase
        amplitude = c[lay.D2201 + k]
        pull += amplitude * math.sin(angle)
        change += kl * amplitude * math.cos(angle)
    return speed, pull, change * speed


@njit(cache=True, error_model="numpy")
def steps(c, count, step):  # type: ignore[no-untyped-def]
    """Table (count, 5) of longitude, motion and their three rates at 0, 1.

    … steps of `step` minutes (±720).
    """
    table = np.empty((count, 5))
    longitude, motion = c[lay.XLAMO], c[lay.NO]
    half = 0.5 * step * step
    for k in range(count):
        speed, pull, change = derivatives(c, k * step, longitude, motion)
        table[k, 0], table[k, 1], table[k, 2], table[k, 3], table[k, 4] = (
            longitude,
            motion,
            speed,
            pull,
            change,
        )
        longitude = longitude + speed * step + pull * half
        motion = motion + pull * step + change * half
    return table


@njit(cache=True, error_model="numpy")
def from_step(longitude, motion, speed, pull, change, dt):  # type: ignore[no-untyped-def]
    """Longitude and motion `dt` minutes after a step."""
    return (
        longitude + speed * dt + pull * dt * dt * 0.5,
        motion + pull * dt + change * dt * dt * 0.5,
    )


@njit(cache=True, error_model="numpy")
def at_time(c, t):  # type: ignore[no-untyped-def]
    """Longitude and motion at t minutes from the epoch, walking the steps without a table."""
    step = lay.STEP if t >= 0.0 else -lay.STEP
    half = 0.5 * step * step
    longitude, motion = c[lay.XLAMO], c[lay.NO]
    count = int(abs(t) / lay.STEP)
    for k in range(count):
        speed, pull, change = derivatives(c, k * step, longitude, motion)
        longitude, motion = (
            longitude + speed * step + pull * half,
            motion + pull * step + change * half,
        )
    speed, pull, change = derivatives(c, count * step, longitude, motion)
    return from_step(longitude, motion, speed, pull, change, t - count * step)
