"""Picture of a flight beside its webcast.

Speed and altitude, and the gap between them with the 90 % band.
"""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.plot.launch import BLUE, RED, new_picture, save_picture

BAND = "#c9d6ea"


def draw_webcast(
    track: Any, predicted: Any, seen: Any, title: str, path: Path, *, lang: str = "en"
) -> None:
    """Draw a fitted or predicted `track`.

    `predicted` gives its band, `seen` is (t, speed, altitude) or None.
    """
    rows = 2 if seen is not None else 1
    figure, axes = new_picture(
        rows, 2, (9.0, 6.4 if rows == 2 else 3.8), path, squeeze=False, sharex=True
    )
    t = np.append(np.arange(0.0, track.t[-1], 1.0), track.t[-1])
    lines, wide = track.at(t), None if predicted is None else predicted.band(t)
    for k, (label, unit) in enumerate((("speed over the ground, m/s", 1.0), ("altitude, km", 1e3))):
        axis = axes[0, k]
        if wide is not None:
            low, high = (lines[k] - wide[k]) / unit, (lines[k] + wide[k]) / unit
            axis.fill_between(t, np.maximum(low, 0.0), high, color=BAND, lw=0, label="90 % band")
        axis.plot(
            t,
            lines[k] / unit,
            color=BLUE,
            lw=1.4,
            label="fitted" if predicted is None else "predicted",
        )
        axis.set(ylabel=label)
        if seen is not None:
            _gap(
                axis,
                axes[1, k],
                (t, lines[k], None if wide is None else wide[k]),
                seen[0],
                seen[k + 1],
                unit,
            )
        axis.legend(frameon=False, loc="lower right" if k else "upper left")
    for axis in axes[-1]:
        axis.set(xlabel="time after lift-off, s")
    figure.suptitle(title)
    save_picture(figure, path, lang)


def _gap(above: Any, below: Any, flown: Any, seen_t: Any, seen: Any, unit: float) -> None:
    """Webcast over the flight, and what the flight exceeds it by."""
    t, line, wide = flown
    inside = seen_t <= t[-1]
    above.plot(seen_t[inside], seen[inside] / unit, ".", ms=2.0, color=RED, label="webcast")
    if wide is not None:
        below.fill_between(t, -wide / unit, wide / unit, color=BAND, lw=0)
    below.axhline(0.0, color="0.6", lw=0.7)
    below.plot(
        seen_t[inside],
        (np.interp(seen_t[inside], t, line) - seen[inside]) / unit,
        color=BLUE,
        lw=1.0,
    )
    below.set(ylabel="less webcast, " + ("m/s" if unit == 1.0 else "km"))
