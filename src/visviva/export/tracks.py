"""Ground tracks as values, and their cutting at the antimeridian (RFC 7946, section 3.1.9)."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.earth_orientation import EarthOrientation
from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class GroundTrack:
    """The path of the point below an object.

    Attributes
    ----------
    name : str
    epoch0 : Epoch
        Scalar epoch from which `t` counts.
    t : ndarray, shape (n,)
        Seconds.
    longitude, latitude : ndarray, shape (n,)
        Radians, geodetic; longitudes may run past ±pi, they are brought back when they are written.
    height : ndarray, shape (n,)
        Metres above the ellipsoid.
    properties : dict
        More to say about it, as plain values.
    between : tuple of Epoch, optional
        From when to when it may be, where `t` is not known: files then tell these two moments, and
        none of each place (CZML, which cannot do without, has `t` all the same).

    Raises
    ------
    InputError
        If the arrays differ in shape, are shorter than two points, or hold a value that is not
        finite.
    """

    name: str
    epoch0: Epoch
    t: Array
    longitude: Array
    latitude: Array
    height: Array
    properties: dict[str, Any] = field(default_factory=dict)
    between: tuple[Epoch, Epoch] | None = None

    def __post_init__(self) -> None:
        columns = [
            np.asarray(getattr(self, k), dtype=np.float64)
            for k in ("t", "longitude", "latitude", "height")
        ]
        for key, column in zip(("t", "longitude", "latitude", "height"), columns, strict=True):
            object.__setattr__(self, key, column)
        if len({c.shape for c in columns}) != 1 or columns[0].ndim != 1 or columns[0].size < 2:
            raise InputError(
                f"the track of {self.name} has uneven columns", advice="give two points or more"
            )
        if not all(np.all(np.isfinite(c)) for c in columns) or np.any(np.diff(self.t) <= 0.0):
            raise InputError(
                f"the track of {self.name} has gaps", advice="give finite points, times increasing"
            )
        if np.any(np.abs(self.latitude) > np.pi / 2 + 1e-12):
            raise InputError(
                f"the track of {self.name} has a latitude past a pole", advice="give radians"
            )


def ground_track(
    trajectory: Trajectory,
    name: str,
    step_s: float | None = None,
    orientation: EarthOrientation | None = None,
    properties: dict[str, Any] | None = None,
) -> GroundTrack:
    """The ground track of a trajectory about the Earth.

    At its own states or every `step_s` seconds.
    """
    if step_s is not None:
        span = float(trajectory.t[-1] - trajectory.t[0])
        t = trajectory.t[0] + np.minimum(
            np.arange(int(np.ceil(span / step_s - 1e-9)) + 1) * step_s, span
        )
        trajectory = Trajectory(trajectory.epoch0, t, *trajectory.at(t), trajectory.frame)
    turned = trajectory.to_frame("ITRF", orientation)
    lat, lon, height = itrf_to_geodetic(turned.r)
    return GroundTrack(name, turned.epoch0, turned.t, lon, lat, height, properties or {})


def cut_at_antimeridian(t: Array, longitude: Array, latitude: Array, height: Array) -> list[Array]:
    """Pieces of a line that never cross 180 degrees of longitude.

    Parameters
    ----------
    t, longitude, latitude, height : ndarray, shape (n,)
        Longitudes and latitudes in radians; between two points the shorter way round is meant.

    Returns
    -------
    list of ndarray, shape (m, 4)
        Columns as given, longitudes in [-pi, pi]; pieces meet at the same latitude on either side.

    Examples
    --------
    >>> pieces = cut_at_antimeridian(np.array([0.0, 1.0]), np.radians([179.0, -179.0]),
    ...     np.zeros(2), np.zeros(2))
    >>> [np.degrees(p[:, 1]).round(6).tolist() for p in pieces]
    [[179.0, 180.0], [-180.0, -179.0]]
    """
    unwrapped = np.unwrap(longitude)
    table = np.stack([t, unwrapped, latitude, height], axis=1)
    sheet = np.floor((unwrapped + np.pi) / (2.0 * np.pi))  # which turn of the globe a point lies on
    pieces: list[Array] = []
    rows: list[Array] = [table[0]]
    for i in range(1, len(table)):
        here, there = sheet[i - 1], sheet[i]
        while here != there:
            step = 1.0 if there > here else -1.0
            edge = (2.0 * here + step) * np.pi
            share = (edge - table[i - 1, 1]) / (table[i, 1] - table[i - 1, 1])
            crossing = table[i - 1] + share * (table[i] - table[i - 1])
            crossing[1] = edge
            pieces.append(_wrapped([*rows, crossing], here))
            rows = [crossing]
            here += step
        rows.append(table[i])
    pieces.append(_wrapped(rows, sheet[-1]))
    return [piece for piece in pieces if len(piece) > 1]


def _wrapped(rows: list[Array], sheet: float) -> Array:
    piece = np.array(rows)
    piece[:, 1] = np.clip(piece[:, 1] - 2.0 * np.pi * sheet, -np.pi, np.pi)
    same = np.all(np.diff(piece[:, 1:3], axis=0) == 0.0, axis=1)
    keep: Array = piece[np.concatenate([[True], ~same])]
    return keep
