"""One event engine: every root of any scalar function along a path.

And the spans where conditions hold.

Limits: the function is smooth between a handful of kinks; a crossing and its return closer together
than `resolution` (default 1 ms) count as none. Times are found to `tolerance` (default 1 µs of the
path's clock).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.arrays import Array
from visviva.core.rotation_grid import RotationGrid
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.roots import Scalar, _values, find_roots

# rad of a circular orbit at the same radius between first samples: 21 a turn, each halved twice
_ANGLE = 0.3


class Path(Protocol):
    """Anything with an epoch that gives position and velocity.

    In m, m/s, GCRF at seconds since it.
    """

    @property
    def epoch0(self) -> Epoch:
        """Epoch from which seconds count."""

    def at(self, when: Any) -> tuple[Array, Array]:
        """Position and velocity, shapes ``(*S, 3)``."""


class Detector(Protocol):
    """A condition on a state: it holds where `value` is above zero."""

    @property
    def name(self) -> str:
        """Short name, used in events."""

    def value(self, epoch: Epoch, r: Array, v: Array) -> Array:
        """Smooth scalar at epochs of shape S and states of shape ``(*S, 3)``."""


@dataclass(frozen=True, slots=True)
class Event:
    """A moment at which a function crosses zero, or touches an extremum.

    Attributes
    ----------
    epoch : Epoch
    t : float
        Seconds since the path's epoch.
    name : str
        Name of the detector.
    direction : int
        1 where the condition begins to hold, -1 where it ends.
    """

    epoch: Epoch
    t: float
    name: str
    direction: int


@dataclass(frozen=True, slots=True, eq=False)
class StateFunction:
    """A path made of an epoch and a function ``t -> (r, v)`` (seconds; m and m/s in GCRF)."""

    epoch0: Epoch
    function: Callable[[Array], tuple[Array, Array]]

    def at(self, when: Any) -> tuple[Array, Array]:
        """Position and velocity at seconds since `epoch0`, or at an `Epoch`."""
        t = np.asarray(when - self.epoch0 if isinstance(when, Epoch) else when, dtype=np.float64)
        return self.function(t)


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Disjoint spans of time inside a window, in order; the algebra of conditions.

    Attributes
    ----------
    spans : ndarray, shape (n, 2)
        Start and end in seconds.
    window : (float, float)
        The window that was searched; a span that meets its edge is cut there, not known to begin or
        end.

    Examples
    --------
    >>> a = Intervals(np.array([[0.0, 4.0], [6.0, 8.0]]), (0.0, 10.0))
    >>> b = Intervals(np.array([[3.0, 7.0]]), (0.0, 10.0))
    >>> (a & b).spans.tolist(), (a | b).spans.tolist(), (~a).spans.tolist()
    ([[3.0, 4.0], [6.0, 7.0]], [[0.0, 8.0]], [[4.0, 6.0], [8.0, 10.0]])
    """

    spans: Array
    window: tuple[float, float]

    def __invert__(self) -> "Intervals":
        edges = np.concatenate([[self.window[0]], self.spans.ravel(), [self.window[1]]]).reshape(
            -1, 2
        )
        return Intervals(edges[edges[:, 1] > edges[:, 0]], self.window)

    def __and__(self, other: "Intervals") -> "Intervals":
        _same_window(self, other)
        low = np.maximum(self.spans[:, None, 0], other.spans[None, :, 0])
        high = np.minimum(self.spans[:, None, 1], other.spans[None, :, 1])
        both = np.stack([low[high > low], high[high > low]], axis=-1)
        return Intervals(both[np.argsort(both[:, 0])], self.window)

    def __or__(self, other: "Intervals") -> "Intervals":
        return ~(~self & ~other)

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def total(self) -> float:
        """Sum of the spans' lengths, s."""
        return float(np.sum(self.spans[:, 1] - self.spans[:, 0]))

    def contains(self, t: ArrayLike) -> Any:
        """Whether moments `t` (s) lie inside a span."""
        moments = np.asarray(t, dtype=np.float64)
        inside = np.searchsorted(self.spans[:, 0], moments, side="right") > np.searchsorted(
            self.spans[:, 1], moments, side="left"
        )
        return bool(inside) if moments.ndim == 0 else inside

    def cut(self) -> NDArray[np.bool_]:
        """For each span, whether its start and its end are edges of the window, shape (n, 2)."""
        return np.stack(
            [self.spans[:, 0] <= self.window[0], self.spans[:, 1] >= self.window[1]], axis=-1
        )


def _same_window(a: Intervals, b: Intervals) -> None:
    if a.window != b.window:
        raise InputError(
            f"intervals of windows {a.window} and {b.window}",
            advice="search the same window for both",
        )


# --- roots of a function of time


# --- along a path


def sample_times(
    path: Path, t0: float, t1: float, angle: float = _ANGLE, gm: float = 3.986004418e14
) -> Array:
    """Times from `t0` to `t1` spaced by `angle` radians of the circular orbit at the local radius.

    Dense at perigee, sparse at apogee, so that a fast perigee passage of a highly eccentric orbit
    is seen; never farther apart than 600 s, because the Earth turns below however slow the
    satellite is.
    """
    if not t1 > t0:
        raise InputError(f"a window from {t0:g} s to {t1:g} s", advice="let it end after it starts")
    grid = np.linspace(t0, t1, int(max(33, (t1 - t0) / 300.0)) + 1)
    radius = np.linalg.norm(path.at(grid)[0], axis=-1)
    rate = np.maximum(np.sqrt(gm / radius**3) / angle, 1.0 / 600.0)
    # the radius between two coarse samples may be much smaller: refine where the rate changes
    for _ in range(3):
        jump = np.abs(np.diff(np.log(rate))) > 0.3
        if not np.any(jump):
            break
        extra = 0.5 * (grid[:-1] + grid[1:])[jump]
        grid = np.sort(np.concatenate([grid, extra]))
        radius = np.linalg.norm(path.at(grid)[0], axis=-1)
        rate = np.maximum(np.sqrt(gm / radius**3) / angle, 1.0 / 600.0)
    count = np.concatenate([[0.0], np.cumsum(np.diff(grid) * np.maximum(rate[1:], rate[:-1]))])
    n = max(8, int(np.ceil(count[-1])))
    times = np.interp(np.linspace(0.0, count[-1], n + 1), count, grid)
    times[0], times[-1] = t0, t1
    return times


def function_of(detector: Detector, path: Path) -> Scalar:
    """The detector's scalar as a function of seconds along `path`."""

    def g(t: Array) -> Array:
        return np.asarray(detector.value(path.epoch0 + t, *path.at(t)), dtype=np.float64)

    return g


def find_events(
    detector: Any, path: Path, start: Epoch | float, end: Epoch | float, *, tolerance: float = 1e-6
) -> list[Event]:
    """Every crossing of one detector along a path, in order.

    Parameters
    ----------
    detector : Detector
        A simple one, or a combination by ``&``, ``|``, ``~``.
    path : Path
        A `Trajectory` in GCRF, a `Propagation`, or a `StateFunction`.
    start, end : Epoch or float
        Window, as epochs or as seconds since the path's epoch.
    tolerance : float
        s.

    Raises
    ------
    InputError
        If the window is empty, or the path is not in GCRF.

    Examples
    --------
    >>> from visviva.orbit.detectors import Node
    >>> from visviva.orbit.two_body import propagate_two_body
    >>> path = StateFunction(
    ...     Epoch.parse("2024-06-07T00:00:00Z"),
    ...     lambda t: propagate_two_body([7e6, 0.0, 0.0], [0.0, 0.0, 7546.0], t),
    ... )
    >>> [(round(e.t), e.direction) for e in find_events(Node(), path, 10.0, 6000.0)]
    [(2914, -1), (5828, 1)]
    """
    found = holds(detector, path, start, end, tolerance=tolerance)
    events = []
    for (begin, finish), (cut_begin, cut_finish) in zip(found.spans, found.cut(), strict=True):
        if not cut_begin:
            events.append(_event(detector, path, begin, 1))
        if not cut_finish:
            events.append(_event(detector, path, finish, -1))
    return sorted(events, key=lambda e: e.t)


def holds(
    detector: Any, path: Path, start: Epoch | float, end: Epoch | float, *, tolerance: float = 1e-6
) -> Intervals:
    """The spans of the window in which a condition holds, cut at its edges where already under way.

    Arguments as for `find_events`.

    Examples
    --------
    >>> from visviva.orbit.detectors import Function
    >>> path = StateFunction(Epoch.parse("2024-06-07T00:00:00Z"), lambda t: (np.full((*np.shape(t),
    ...     3), 7e6),) * 2)
    >>> east = Function(lambda epoch, r, v: np.sin(epoch - path.epoch0))
    >>> holds(east, path, 0.5, 4.0).spans.round(4).tolist()
    [[0.5, 3.1416]]
    >>> holds(~east, path, 0.5, 4.0).spans.round(4).tolist()
    [[3.1416, 4.0]]
    """
    _need_gcrf(path)
    t0, t1 = _seconds(path, start), _seconds(path, end)
    samples = sample_times(path, t0, t1)
    if _wants_grid(detector):
        detector = _with_grid(detector, RotationGrid.spanning(path.epoch0 + t0, path.epoch0 + t1))
    return _holds(detector, path, samples, tolerance)


def _wants_grid(detector: Any) -> bool:
    parts = getattr(detector, "parts", ())
    return any(_wants_grid(part) for part in parts) or (
        not parts and getattr(detector, "grid", 0) is None
    )


def _with_grid(detector: Any, grid: RotationGrid) -> Any:
    """The detector with the Earth's rotation tabulated once over the window."""
    if getattr(detector, "parts", ()):
        return replace(detector, parts=tuple(_with_grid(part, grid) for part in detector.parts))
    return replace(detector, grid=grid) if getattr(detector, "grid", 0) is None else detector


def _holds(detector: Any, path: Path, samples: Array, tolerance: float) -> Intervals:
    combine = getattr(detector, "combine", None)
    if combine is not None:
        return combine(*(_holds(part, path, samples, tolerance) for part in detector.parts))  # type: ignore[no-any-return]
    g = function_of(detector, path)
    roots, directions = find_roots(g, samples, tolerance=tolerance)
    window = (float(samples[0]), float(samples[-1]))
    if roots.size:
        begins, ends = directions[0] < 0, directions[-1] > 0
    # one sign throughout; an edge may sit right on a root, so ask where the function is largest
    else:
        values = _values(g, samples)
        begins = ends = bool(values[np.argmax(np.abs(values))] > 0.0)
    edges = np.concatenate([[window[0]] if begins else [], roots, [window[1]] if ends else []])
    return Intervals(edges.reshape(-1, 2), window)


def first_event(detectors: tuple[Any, ...], path: Path, start: float, end: float) -> Event | None:
    """The event of any of `detectors` that comes first from `start` towards `end`.

    In s, either way, or None.
    """
    low, high = min(start, end), max(start, end)
    found = [e for d in detectors for e in find_events(d, path, low, high)]
    return min(found, key=lambda e: abs(e.t - start)) if found else None


def _event(detector: Any, path: Path, t: float, direction: int) -> Event:
    return Event(path.epoch0 + float(t), float(t), detector.name, direction)


def _seconds(path: Path, when: Epoch | float) -> float:
    return float(when - path.epoch0) if isinstance(when, Epoch) else float(when)


def _need_gcrf(path: Path) -> None:
    frame = getattr(path, "frame", "GCRF")
    if frame != "GCRF":
        raise InputError(
            f"events along a path in {frame}", advice="turn it first: path.to_frame('GCRF')"
        )
