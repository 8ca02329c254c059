"""Passes over a place: a time-line of them all, and the highest as they cross the sky."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from visviva.core.arrays import Array
from visviva.plot.launch import BLUE, check_picture, new_picture, save_picture

#: Lines of the time-line; more would not be told apart.
MOST_LINES: Final = 40
#: Passes on the sky chart, the highest.
MOST_PATHS: Final = 8
#: Passes that a picture holds.
MOST: Final = 20_000
VISIBLE, DARK = "#d99a12", "#9aa5b4"


class PassPicture:
    """Collects the passes of a search as they come, and draws them at the end.

    Parameters
    ----------
    path : Path
        Its suffix picks the format.
    head : mapping
        Of the search: `start_utc`, `end_utc`, `min_elevation_deg`.
    lang : {"en", "fr", "ko"}
    """

    def __init__(self, path: Path, head: Mapping[str, Any], *, lang: str = "en") -> None:
        check_picture(path)
        self.path, self.head, self.lang = path, head, lang
        self.rows: list[dict[str, Any]] = []
        self.count = 0

    def __enter__(self) -> "PassPicture":
        return self

    def write(self, batch: Any) -> None:
        """Take the passes of one batch."""
        for row in batch.rows(shadow=False):
            self.count += 1
            if len(self.rows) < MOST:
                self.rows.append(row)

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is None:
            draw_passes(self.rows, self.head, self.path, count=self.count, lang=self.lang)


def draw_passes(
    rows: Sequence[Mapping[str, Any]],
    head: Mapping[str, Any],
    path: Path,
    *,
    count: int,
    lang: str = "en",
) -> None:
    """One line an object and place, and a sky chart of the highest.

    A path over the sky is drawn through the rise, the highest point and the setting of its row.

    Raises
    ------
    InputError
        If the suffix is no picture's, or the file cannot be written.
    """
    lines = list(dict.fromkeys((row["object"], row["site"]) for row in rows))[:MOST_LINES]
    size = (13.0, max(5.4, 2.0 + 0.3 * len(lines)))
    figure, axes = new_picture(1, 2, size, path, width_ratios=(1.6, 1.0))
    _timeline(axes[0], rows, lines, head)
    spec = axes[1].get_subplotspec()
    axes[1].remove()
    sky = figure.add_subplot(spec, projection="polar")
    _sky(sky, rows, np.radians(float(head["min_elevation_deg"])))
    more = "" if count <= len(rows) else f", the first {len(rows)} drawn"
    figure.suptitle(
        f"{count} passes above {head['min_elevation_deg']:g}°{more}, "
        f"{head['start_utc'][:16]}Z to {head['end_utc'][:16]}Z",
        fontsize=11,
    )
    save_picture(figure, path, lang)


def _timeline(
    axis: Any,
    rows: Sequence[Mapping[str, Any]],
    lines: Sequence[tuple[str, str]],
    head: Mapping[str, Any],
) -> None:
    where = {line: k for k, line in enumerate(lines)}
    told: set[str] = set()
    for row in rows:
        k = where.get((row["object"], row["site"]))
        if k is None:
            continue
        begin, end = (_time(row[a] or row[b]) for a, b in _ENDS)
        word, colour = _light(row)
        high = 0.15 + 0.7 * float(row["peak_elevation_deg"]) / 90.0
        axis.broken_barh(
            [(begin, end - begin)],
            (k + 0.4 - high, high),
            color=colour,
            edgecolor=colour,
            lw=1.0,
            label=None if word in told else word,
        )
        told.add(word)
    sites = {site for _, site in lines}
    names = [thing if len(sites) == 1 else f"{thing}, {site}" for thing, site in lines]
    axis.set_yticks(range(len(lines)), names, fontsize=8)
    axis.set_ylim(max(len(lines), 1) - 0.4, -0.6)
    axis.set_xlim(_time(head["start_utc"]), _time(head["end_utc"]))
    axis.set_xlabel("UTC; a bar is as tall as the pass is high")
    axis.tick_params(axis="x", labelsize=7, rotation=25)
    axis.grid(axis="x", color="0.88", lw=0.5)
    if told:
        axis.legend(fontsize=8, loc="upper right")


_ENDS: Final = (("rise_utc", "first_utc"), ("set_utc", "last_utc"))


def _light(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["visible"]:
        return "to be seen", VISIBLE
    return ("lit", BLUE) if row["sunlit"] else ("in shadow", DARK)


def _sky(axis: Any, rows: Sequence[Mapping[str, Any]], least: float) -> None:
    """The highest passes, looking up: north above, east on the left."""
    axis.set_theta_zero_location("N")
    axis.set_theta_direction(1)
    axis.set(ylim=(0.0, 90.0), yticks=[30, 60])
    axis.set_yticklabels(["60°", "30°"], fontsize=7, color="0.4")
    axis.set_xticks(np.radians([0, 90, 180, 270]), ["N", "E", "S", "W"])
    # Without moments a pass is not known well enough to be drawn over the sky.
    known = [row for row in rows if row["peak_utc"]]
    best = sorted(known, key=lambda row: -float(row["peak_elevation_deg"]))[:MOST_PATHS]
    for row in sorted(best, key=lambda row: str(row["peak_utc"])):
        azimuth, elevation = _path(row, least)
        _, colour = _light(row)
        axis.plot(azimuth, 90.0 - np.degrees(elevation), color=colour, lw=1.5)
        axis.plot(azimuth[0], 90.0 - np.degrees(elevation[0]), "o", color=colour, ms=3)
        middle = len(azimuth) // 2
        axis.annotate(
            str(row["peak_utc"])[8:16].replace("T", " "),
            (azimuth[middle], 90.0 - np.degrees(elevation[middle])),
            fontsize=7,
            ha="center",
            va="bottom",
        )
    axis.set_title("the highest; a dot where each rises", fontsize=9)


def _path(row: Mapping[str, Any], least: float) -> tuple[Array, Array]:
    """Azimuth and elevation through three directions, rad: a parabola of unit vectors."""
    ends = [
        _direction(float(row["azimuth_rise_deg"]), least),
        _direction(float(row["azimuth_peak_deg"]), np.radians(float(row["peak_elevation_deg"]))),
        _direction(float(row["azimuth_set_deg"]), least),
    ]
    u = np.linspace(0.0, 1.0, 41)[:, None]
    weights = (2.0 * (u - 0.5) * (u - 1.0), 4.0 * u * (1.0 - u), 2.0 * u * (u - 0.5))
    v = sum((w * end for w, end in zip(weights, ends, strict=True)), np.zeros((41, 3)))
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    return np.arctan2(v[:, 0], v[:, 1]), np.arcsin(v[:, 2])


def _direction(azimuth_deg: float, elevation: float) -> Array:
    azimuth = np.radians(azimuth_deg)
    flat = np.cos(elevation)
    return np.array([flat * np.sin(azimuth), flat * np.cos(azimuth), np.sin(elevation)])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.rstrip("Z"))
