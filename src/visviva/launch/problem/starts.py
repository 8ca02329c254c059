"""Where the search for an optimum begins: nobody draws a guess.

Lines between the ends and short flights are tried.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import isfinite

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.problem.json_reading import Range
from visviva.launch.problem.mesh import runge_kutta_step
from visviva.launch.problem.model_values import Arc, Course, Model, Scales

_SHARES = (1.0, 0.5, 0.0, 0.8)  # of the way from a control's low to its high limit
_POINTS = 60
_MOST = 15


def ends_of(model: Model) -> tuple[Array, Array]:
    """Start and end of each state as far as they are stated.

    The middle of a range, the start where an end is free.
    """
    states = model.statement.states
    first, last = model.statement.phases[0], model.statement.phases[-1]
    x0 = np.array([first.start[s].within(first.bounds[s]).middle for s in states])
    xf = np.array(
        [_middle_or(last.end[s].low, last.end[s].high, x0[k]) for k, s in enumerate(states)]
    )
    extra = np.zeros(model.size - len(states))
    return np.concatenate([x0, extra]), np.concatenate([xf, extra])


def _middle_or(low: float, high: float, other: float) -> float:
    if isfinite(low) and isfinite(high):
        return 0.5 * (low + high)
    return min(max(other, low), high)


def parameters_of(model: Model) -> Array:
    """Middle of each parameter's range."""
    return np.array([r.middle for r in model.statement.parameters.values()])


def starts(model: Model) -> Iterator[tuple[str, Course]]:
    """Courses to start from, each with a word for it, the likeliest first."""
    spans = _durations(model)
    count = 0
    for span in spans:
        times = _times(model, span)
        for share in _SHARES[:2]:
            yield f"flown at {share:.0%} of the control for {span:.4g}", flown(model, times, share)
        yield f"straight between the ends in {span:.4g}", straight(model, times)
        count += 3
        if count >= _MOST:
            return
    for share in _SHARES[2:]:
        yield (
            f"flown at {share:.0%} of the control for {spans[0]:.4g}",
            flown(model, _times(model, spans[0]), share),
        )


def straight(model: Model, times: Array) -> Course:
    """States on straight lines from start to end over all phases, controls half-way."""
    x0, xf = ends_of(model)
    whole = times[-1] - times[0]
    pieces = []
    for k, arc in enumerate(model.arcs):
        s = np.linspace(0.0, 1.0, 21)
        share = ((times[k] - times[0]) + s * (times[k + 1] - times[k])) / whole
        x = x0 + share[:, None] * (xf - x0)
        pieces.append((s, x, np.tile(_controls(arc, 0.5), (s.size, 1))))
    return Course(tuple(pieces), times, parameters_of(model))


def flown(model: Model, times: Array, share: float) -> Course:
    """States flown from the start with every control held, in coarse steps."""
    x, p = ends_of(model)[0], parameters_of(model)
    away = 1e3 * np.maximum(np.abs(np.vstack(ends_of(model))).max(axis=0), 1.0)
    pieces = []
    for k, arc in enumerate(model.arcs):
        if k > 0:
            x = np.asarray(arc.jump(x, p)).ravel()
        u = _controls(arc, share)
        bounds = [
            *arc.phase.bounds.values(),
            *[Range.free()] * (model.size - len(arc.phase.bounds)),
        ]
        low = np.maximum([r.low for r in bounds], -away)
        high = np.minimum([r.high for r in bounds], away)
        s = np.linspace(0.0, 1.0, _POINTS + 1)
        t = times[k] + s * (times[k + 1] - times[k])
        rows = [x]
        for now, then in pairwise(t):
            x = np.clip(np.nan_to_num(_step(arc, x, u, now, then - now, p), nan=0.0), low, high)
            rows.append(x)
        pieces.append((s, np.array(rows), np.tile(u, (s.size, 1))))
    return Course(tuple(pieces), times, p)


def _step(arc: Arc, x: Array, u: Array, t: float, h: float, p: Array) -> Array:
    """The state a time `h` later with the controls held; not finite where the flight runs away."""
    with np.errstate(all="ignore"):
        return runge_kutta_step(lambda t, x: np.asarray(arc.rates(x, u, t, p)).ravel(), t, x, h)


def _controls(arc: Arc, share: float) -> Array:
    """Each control at `share` of its range; between -1 and 1 where it has no limit."""
    out = []
    for r in arc.phase.controls.values():
        low = r.low if isfinite(r.low) else (r.high - 1.0 if isfinite(r.high) else -1.0)
        high = r.high if isfinite(r.high) else low + (2.0 if low == -1.0 else 1.0)
        out.append(low + share * (high - low))
    return np.array(out)


def _times(model: Model, span: float) -> Array:
    """Ends of the phases: as stated, and the rest spread so that all takes `span`."""
    statement = model.statement
    first = statement.begin.middle
    count = len(statement.phases)
    out = [first]
    for k, phase in enumerate(statement.phases):
        r = phase.finish
        even = first + span * (k + 1) / count
        end = r.middle if isfinite(r.low) and isfinite(r.high) else min(max(even, r.low), r.high)
        out.append(end if end > out[-1] else out[-1] + span / count)
    return np.array(out)


def _durations(model: Model) -> list[float]:
    """How long the flight may take.

    As stated, or multiples of the time in which the states cross their range.
    """
    statement = model.statement
    last = statement.phases[-1].finish
    if isfinite(last.low) and isfinite(last.high):
        return [last.middle - statement.begin.middle]
    crossed = [_crossings(model, share) for share in _SHARES]
    # A distance that a flight covers in a thousandth of another's time says little about how long
    # it takes, nor does a time far from what most flights need.
    likely = [t for times in crossed for t in times if t > 1e-3 * times[-1]]
    centre = float(np.median(np.log(likely))) if likely else 0.0
    likely.sort(key=lambda t: abs(np.log(t) - centre))
    distinct: list[float] = []
    for time in [*likely, *(t for times in crossed for t in times)]:
        if all(abs(np.log(time / other)) > 1.0 for other in distinct):
            distinct.append(time)
    base = distinct[:4] or [1.0]
    spans = [base[0] * 3.0, *base, base[0] * 0.4, base[0] * 10.0]
    low, high = (max(side - statement.begin.middle, 1e-9) for side in (last.low, last.high))
    return list(dict.fromkeys(min(max(span, low), high) for span in spans))


def _crossings(model: Model, share: float) -> list[float]:
    """Times in which a flight with held controls changes its states from one end to the other."""
    x0, xf = ends_of(model)
    x, p, arc = x0, parameters_of(model), model.arcs[0]
    u = _controls(arc, share)
    distance = np.abs(xf - x0)
    if not distance.any():
        # No state has to go anywhere: take the time in which one changes by its own size.
        distance = np.where(np.abs(x0) > 0, np.abs(x0), 1.0)
    distance[len(model.statement.states) :] = 0.0
    first = t = model.statement.begin.middle
    h, waiting = 1e-9, distance > 0
    out: list[float] = []
    for _ in range(200):
        nearer = _step(arc, x, u, t, h, p)
        if not np.all(np.isfinite(nearer)) or not waiting.any():
            break
        t, x = t + h, nearer
        there = waiting & (np.abs(x - x0) >= distance)
        if there.any():
            out.append(t - first)
            waiting &= ~there
        h *= 1.3
    return out


def scales_of(model: Model, course: Course, goal: float = 0.0) -> Scales:
    """Sizes seen on a course and in the stated ends."""
    x0, xf = ends_of(model)
    largest = np.max([np.abs(x).max(axis=0) for _, x, _ in course.pieces], axis=0)
    x = np.maximum.reduce([np.abs(x0), np.abs(xf), largest])
    controls = []
    for arc, (_, _, u) in zip(model.arcs, course.pieces, strict=True):
        limits = [
            [abs(side) for side in (r.low, r.high) if isfinite(side)]
            for r in arc.phase.controls.values()
        ]
        seen = np.abs(u).max(axis=0)
        controls.append(
            np.array([max(one) if one else float(v) for one, v in zip(limits, seen, strict=True)])
        )
    span = float(np.abs(course.times).max())
    return Scales(
        _sized(x),
        tuple(_sized(u) for u in controls),
        span or 1.0,
        _sized(np.abs(course.p)),
        abs(goal) or 1.0,
    )


def _sized(sizes: Array) -> Array:
    """Sizes rounded to a power of two, and 1 where nothing was seen.

    Rounding keeps stated figures exact.
    """
    good = np.where(np.isfinite(sizes) & (sizes > 1e-12), sizes, 1.0)
    return np.asarray(2.0 ** np.round(np.log2(good)))
