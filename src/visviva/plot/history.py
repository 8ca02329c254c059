"""Pictures of a satellite's past and end: height with burns, and the chance to be down by a day."""

from pathlib import Path
from typing import Any

import numpy as np

from visviva.analysis.decay import DecayResult
from visviva.analysis.maneuvers import ManeuversResult
from visviva.core.constants import EARTH_RADIUS
from visviva.plot.launch import BLUE, RED, new_picture, save_picture

#: Colour of an interval.
WASH = "#e9b44c"
#: Ratio of burns' sizes from which their axis is logarithmic.
WIDE = 30.0


def draw_burns(found: ManeuversResult, path: Path, *, lang: str = "en") -> None:
    """Mean height by element sets above, each burn with its 90 % intervals below.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, (above, below) = new_picture(2, 1, (9.6, 6.4), path, sharex=True)
    head = found.head()
    _heights(above, found)
    for burn in found.rows():
        start, end = map(_time, burn["interval_90_utc"])
        sure = 0.25 + 0.75 * float(burn["confidence"])
        for axis in (above, below):
            axis.axvspan(start, end, color=WASH, alpha=0.35 * sure, lw=0)
        when, size = _time(burn["time_utc"]), float(burn["delta_v_m_s"])
        above.axvline(when, color=RED, lw=0.8, alpha=sure)
        low, high = burn["interval_90_delta_v_m_s"]
        below.vlines(when, 1e-9, size, color=RED, lw=2.0, alpha=sure)
        below.errorbar(
            when,
            size,
            yerr=[[max(0.0, size - low)], [max(0.0, high - size)]],
            color=RED,
            marker="o",
            ms=4,
            capsize=3,
            alpha=sure,
        )
    sizes = [float(burn["delta_v_m_s"]) for burn in found.rows()]
    if sizes and max(sizes) > WIDE * min(sizes) > 0.0:
        below.set_yscale("log")
        below.set_ylim(bottom=0.3 * min(sizes))
    else:
        below.set_ylim(bottom=0.0)
    below.set(ylabel="velocity change, m/s", xlabel="UTC")
    below.grid(color="0.9", lw=0.6)
    above.set_title(f"{head['name']}: {len(found.maneuvers)} burns in {head['sets']} element sets")
    figure.supxlabel(
        "shaded: 90 % interval of the time; bars: 90 % interval of the size; faint: less sure",
        fontsize=8,
    )
    save_picture(figure, path, lang)


def draw_decay(found: DecayResult, path: Path, *, lang: str = "en") -> None:
    """Mean height up to the day of the forecast, and the chance to be down by each day after it.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    figure, (above, below) = new_picture(2, 1, (9.6, 6.4), path)
    head = found.head()
    _heights(above, found)
    as_of = _time(head["as_of_utc"])
    above.axvline(as_of, color=RED, lw=1.0, label="forecast made")
    above.legend(loc="best", frameon=False, fontsize=8)
    days = np.asarray(found.decay.days, dtype=float)
    down = np.sort(days[np.isfinite(days)])
    title = f"{head['name']}, as of {head['as_of_utc'][:10]}"
    if len(down):
        share = np.arange(1, len(down) + 1) / len(days)
        when = as_of + (down * 86400.0).astype("timedelta64[s]")
        below.step(when, 100.0 * share, where="post", color=BLUE, lw=1.6)
        earliest, latest = head["interval_90_utc"]
        if earliest and latest:
            below.axvspan(_time(earliest), _time(latest), color=WASH, alpha=0.3, lw=0)
        if head["decay_utc"]:
            below.axvline(_time(head["decay_utc"]), color=RED, lw=1.0)
            title += f": down about {head['decay_utc'][:16].replace('T', ' ')} UTC"
            if earliest and latest:
                title += f"\n90 % interval {earliest[:10]} to {latest[:10]}"
    else:
        below.text(0.5, 0.5, "no sample comes down", ha="center", transform=below.transAxes)
    below.tick_params(axis="x", labelrotation=20)
    below.set(ylabel="chance to be down, %", xlabel="UTC", ylim=(0.0, 102.0))
    above.set_title(title)
    save_picture(figure, path, lang)


def _heights(axis: Any, found: ManeuversResult | DecayResult) -> None:
    """Mean height over the equator's radius by the sets of a history."""
    history = found.opened.history
    times = np.array([_time(str(when)) for when in history.epoch.iso(0)])
    axis.plot(times, (history.semi_major_axis - EARTH_RADIUS) / 1e3, ".-", color=BLUE, lw=0.8, ms=3)
    axis.set(ylabel="mean height, km")
    axis.grid(color="0.9", lw=0.6)
    axis.ticklabel_format(axis="y", useOffset=False)
    axis.tick_params(axis="x", labelrotation=20)


def _time(iso: str) -> np.datetime64:
    return np.datetime64(iso.removesuffix("Z"), "s")
