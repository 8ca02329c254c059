"""Nodes along each orbit: how many, when, and which of them a site may need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.bodies import sun_position_gcrf
from visviva.core.constants import TABLE
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.frames import gcrf_to_teme, gmst82
from visviva.core.geodesy import geodetic_to_itrf
from visviva.core.kernels.speed import at_speed
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.orbit.sgp4 import Sgp4Catalogue
from visviva.orbit.sgp4.catalogue import PLAIN_STATE_S

WGS72_GM = TABLE["WGS72_GM"].value
TURN = 2.0 * np.pi
# a longer window is searched in pieces: one clock per orbit serves that long
SEGMENT = 16.0 * DAY_S
LONGEST_STEP = 3600.0  # s: the Earth turns 15 degrees under the polynomial's intervals at most
KNOT = 10800.0  # s, spacing of the rows of `earth_turning`
PRUNED_SITES = 4  # with more sites nearly every node is needed by one of them
PRUNED_E = 0.02
NEAR_ENOUGH = 1e-3  # rad: the window's ends are rounded outward by a whole node
DEEP = TURN / (225.0 * 60.0)  # rad/s: slower is deep space in SGP4


def nodes_per_turn(e: Array, n: Array) -> NDArray[np.int64]:
    """Nodes per revolution for eccentricity `e` and mean motion `n` (rad/s).

    Measured on the catalogue of 2024-05-13 (tests/validation/test_passes_against_sgp4.py): the
    polynomial then follows SGP4 within 1 m (99 % of objects) and 3 m (all).
    """
    base = np.where(n < DEEP, 24.0, 18.0) + 45.0 * e
    return np.ceil(np.maximum(base, TURN / n * (1.0 + e) / LONGEST_STEP)).astype(np.int64)


def earth_turning(start: Epoch, span: float, orientation: EarthOrientation) -> Array:
    """Rows (k, 7): time (s from `start`), angle of TEME (rad, unwrapped), pole x and y (rad).

    And the unit vector to the Sun (TEME).
    """
    t = np.arange(-KNOT * 12.0, span + KNOT * 13.0, KNOT)
    epoch = start + t
    angle = np.unwrap(gmst82(epoch, orientation), period=TURN)
    # three hours turn the Earth by 45 degrees: unwrap cannot lose a turn
    x_p, y_p, *_ = orientation.at(epoch)
    sun = gcrf_to_teme(epoch, sun_position_gcrf(epoch, apparent=True), orientation=orientation)
    sun = sun / np.linalg.norm(sun, axis=-1, keepdims=True)
    return np.ascontiguousarray(np.column_stack([t, angle, x_p, y_p, sun]))


def site_table(sites: Sequence[Place], min_elevation: float) -> Array:
    """Rows as `_pass_kernels.scan` wants them."""
    lat, lon, height = (np.array(c) for c in zip(*(s.geodetic for s in sites), strict=True))
    p = geodetic_to_itrf(lat, lon, height)
    up = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
    sine = np.full(len(lat), np.sin(min_elevation))
    turned = np.stack([np.sin(lon), np.cos(lon), np.cos(lat), np.sin(lat)], axis=-1)
    out = np.column_stack([p, up, sine, turned, np.linalg.norm(p, axis=-1)])
    return np.ascontiguousarray(out)


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """Nodes of a run of n objects, and what the prune needs to know.

    Attributes
    ----------
    since_epoch : ndarray, shape (n,)
        Seconds from each object's epoch to the start of the window.
    orbits : ndarray, shape (n, 6)
        Time at which the mean anomaly is ``m0``, 1/n, eccentricity, step in eccentric anomaly, m0,
        quadratic term.
    first, sizes : ndarray of int64, shape (n,)
        First node and number of nodes (none where SGP4 refuses the object on every day of the
        window).
    prune : bool
        Whether the geometry is asked which nodes are needed.
    direction : ndarray, shape (n, d, 4)
        Argument of latitude and unit normal, a day apart.
    margin, reach : ndarray, shapes (n,), (n, k)
        Angles, see `_node_kernels.mark_needed`.
    """

    since_epoch: Array
    orbits: Array
    first: NDArray[np.int64]
    sizes: NDArray[np.int64]
    prune: bool
    direction: Array
    margin: Array
    reach: Array


def schedule(
    catalogue: Sgp4Catalogue, start: Epoch, span: float, table: Array, alive: Array
) -> Schedule:
    """Place the nodes of every object on the window.

    `alive` (n, 2) is from when to when each is an orbit, s from `start`.
    """
    from visviva.observe.passes._node_kernels import LEFT, STENCIL

    elements = catalogue.elements
    since = np.asarray(start - catalogue.epoch, dtype=np.float64)
    n, e = elements[:, 7] / 60.0, elements[:, 3]
    days = max(int(np.ceil(span / DAY_S)), 2)
    anchors, sound = _anchors(catalogue, since, days)
    t = np.arange(days + 1) * DAY_S
    sound &= (alive[:, :1] <= t) & (t <= alive[:, 1:])
    orbits = _clocks(anchors, sound, n, e, TURN / nodes_per_turn(e, n), span)
    low, high = _coordinates(orbits, span)
    first = np.floor(low).astype(np.int64) - LEFT - 1
    last = np.ceil(high).astype(np.int64) + STENCIL - LEFT
    sizes = np.where(sound.any(axis=1), last - first + 1, 0)
    return Schedule(
        since,
        orbits,
        first,
        sizes,
        table.shape[0] <= PRUNED_SITES,
        *_prune_data(anchors, sound, e, n, table),
    )


def _anchors(catalogue: Sgp4Catalogue, since: Array, days: int) -> tuple[Array, NDArray[np.bool_]]:
    """Once a day: osculating mean anomaly, argument of latitude, unit normal (n, days + 1, 5).

    And which are sound.
    """
    t: Array = np.arange(days + 1, dtype=np.float64) * DAY_S
    r, v, error = states_at(catalogue, since, t)
    sound = error == 0
    with np.errstate(all="ignore"):
        h = np.cross(r, v)
        normal = h / np.linalg.norm(h, axis=-1, keepdims=True)
        distance = np.linalg.norm(r, axis=-1)
        energy = 0.5 * np.sum(v * v, axis=-1) - WGS72_GM / distance
        a = -0.5 * WGS72_GM / energy
        e_sin = np.sum(r * v, axis=-1) / np.sqrt(WGS72_GM * a)
        anomaly = np.arctan2(e_sin, 1.0 - distance / a)
        mean = anomaly - e_sin
        line = np.stack([-normal[..., 1], normal[..., 0]], axis=-1)
        line = line / np.linalg.norm(line, axis=-1, keepdims=True)
        flat = ~np.isfinite(line[..., 0])
        line[flat] = (1.0, 0.0)
        ahead = np.stack(
            [
                -normal[..., 2] * line[..., 1],
                normal[..., 2] * line[..., 0],
                normal[..., 0] * line[..., 1] - normal[..., 1] * line[..., 0],
            ],
            axis=-1,
        )
        u = np.arctan2(np.sum(r * ahead, axis=-1), np.sum(r[..., :2] * line, axis=-1))
    out = np.concatenate([mean[..., None], u[..., None], normal], axis=-1)
    sound &= np.all(np.isfinite(out), axis=-1)
    return out, sound


def states_at(
    catalogue: Sgp4Catalogue, since: Array, t: Array
) -> tuple[Array, Array, NDArray[np.uint8]]:
    """TEME states (n, m, 3) of every object at the times `t`.

    In m, at `t` in s from the start of the window.
    """
    from visviva.observe.passes import _node_kernels as kernels

    n, m = len(catalogue), t.size
    r, v, error = np.empty((n, m, 3)), np.empty((n, m, 3)), np.empty((n, m), dtype=np.uint8)
    seconds = PLAIN_STATE_S * n * max(m, 64)
    at_speed(kernels.states, seconds=seconds)(catalogue.constants, since, t, r, v, error)
    return r, v, error


def _unwrapped(angle: Array, n: Array) -> Array:
    """Angles of successive days without their jumps, where the motion is about `n` (rad/s)."""
    expected = n[:, None] * DAY_S
    jump = np.diff(angle, axis=1)
    jump = jump + TURN * np.round((expected - jump) / TURN)
    return np.concatenate([angle[:, :1], angle[:, :1] + np.cumsum(jump, axis=1)], axis=1)


def _clocks(
    anchors: Array, sound: NDArray[np.bool_], n: Array, e: Array, step: Array, span: float
) -> Array:
    """Mean anomaly as a function of time.

    A parabola through the daily anchors (nearly circular orbits need none).
    """
    count = len(n)
    orbits = np.zeros((count, 6))
    orbits[:, 1], orbits[:, 3] = 1.0 / n, step
    eccentric = e >= 0.005
    orbits[eccentric, 2] = e[eccentric]
    days = anchors.shape[1]
    t = np.arange(days) * DAY_S - 0.5 * span
    for i in np.flatnonzero(eccentric & sound.any(axis=1)):
        k = np.flatnonzero(sound[i])
        if k.size < max(3, days - 1) and k.size < days:
            k = k[: int(np.argmax(np.diff(k, append=k[-1] + 2) > 1)) + 1]
        mean = _unwrapped(anchors[i : i + 1, k[0] : k[-1] + 1, 0], n[i : i + 1])[0][k - k[0]]
        if k.size >= 4:
            quadratic, rate, middle = np.polyfit(t[k], mean, 2)
        elif k.size >= 2:
            (rate, middle), quadratic = np.polyfit(t[k], mean, 1), 0.0
        else:
            quadratic, rate, middle = 0.0, n[i], mean[0] - n[i] * t[k[0]]
        if not 0.8 * n[i] < rate < 1.25 * n[i] or abs(quadratic) * span > 0.1 * rate:
            quadratic, rate = 0.0, n[i]
        orbits[i, 0], orbits[i, 1], orbits[i, 4] = 0.5 * span, 1.0 / rate, middle
        orbits[i, 5] = -quadratic / rate**3
    return orbits


def _coordinates(orbits: Array, span: float) -> tuple[Array, Array]:
    """Node coordinates that hold the window, generously rounded outward."""
    t0, inverse, e, step, m0, quadratic = orbits.T
    out = []
    for t, outward in ((0.0, -1.0), (span, 1.0)):
        y = (t - t0) / inverse
        y = y - quadratic / inverse * y * y
        mean = y + m0
        # |E - M| <= e: a few steps of Newton from there settle it
        anomaly = mean + e * np.sin(mean)
        for _ in range(30):
            move = (anomaly - e * np.sin(anomaly) - mean) / (1.0 - e * np.cos(anomaly)) * 0.9
            anomaly = anomaly - move
            if np.all(np.abs(move) < NEAR_ENOUGH):
                break
        out.append(anomaly / step + outward)
    return out[0], out[1]


def _prune_data(
    anchors: Array, sound: NDArray[np.bool_], e: Array, n: Array, table: Array
) -> tuple[Array, Array, Array]:
    """Argument of latitude and normal by day; the angle they may be off by.

    The widest angle of a pass.
    """
    u = _unwrapped(anchors[:, :, 1], n)
    bend = np.abs(np.diff(u, n=2, axis=1)).max(axis=1) / 8.0 if u.shape[1] > 2 else np.zeros(len(n))
    # mean for true anomaly at both ends (2e each), short-period terms of J2, the vertical's lean
    margin = 4.0 * e + 0.02 + bend
    # a slow satellite goes along with the turning site for hours: the prune knows fast ones alone
    fast = (e < PRUNED_E) & (n >= DEEP)
    margin = np.where(fast & sound.all(axis=1) & (bend < 0.2), margin, -1.0)
    a = np.cbrt(WGS72_GM / n**2)
    radius = (a * (1.0 + e) + 3e4)[:, None]
    elevation = np.arcsin(table[None, :, 6]) - 0.0045
    ratio = table[None, :, 11] * np.cos(elevation) / radius
    reach = np.where(ratio < 1.0, np.arccos(np.minimum(ratio, 1.0)) - elevation, np.pi)
    direction = np.concatenate([u[..., None], anchors[:, :, 2:5]], axis=-1)
    return np.ascontiguousarray(direction), margin, np.ascontiguousarray(np.maximum(reach, 0.0))
