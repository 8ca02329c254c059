"""Truth of the shared sets for burns and decays, and how a result is scored against it."""

import csv
import gzip
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from visviva.core.time import Epoch, leap_seconds
from visviva.orbit.gp import read_elements
from visviva.track.history import History, history_of

LOW = {"Jason-2": "ja2man", "CryoSat-2": "cs2man", "Haiyang-2A": "h2aman", "Sentinel-3A": "s3aman"}
GEO = "Fengyun-2F"
_MJD0 = datetime(1858, 11, 17)


@dataclass(frozen=True)
class Burn:
    """One burn of a log: middle (UTC, modified Julian day) and size radial, along, cross, m/s."""

    time: float
    delta_v: tuple[float, float, float]


@dataclass(frozen=True)
class Event:
    """Logged burns less than a day apart; without burns where the log gives times alone."""

    start: float
    end: float
    burns: tuple[Burn, ...]

    @property
    def size(self) -> float:
        return (
            float(np.linalg.norm(np.sum([b.delta_v for b in self.burns], axis=0)))
            if self.burns
            else float("nan")
        )

    @property
    def centre(self) -> float:
        weights = np.array([np.linalg.norm(b.delta_v) for b in self.burns])
        return float(np.dot(weights, [b.time for b in self.burns]) / weights.sum())


def mjd(epoch: Epoch) -> float:
    """UTC modified Julian day."""
    return float(epoch.day + (epoch.second - leap_seconds(epoch)) / 86400.0)


def history(folder: Path, name: str) -> History:
    return history_of(read_elements(folder / "manoeuvres" / f"{name}.tle.gz").elements)


def events(folder: Path, name: str, within: History) -> list[Event]:
    """Logged events at least a day inside the history, merged within a day."""
    path = folder / "manoeuvres"
    logged = (
        _fengyun(path / "manFY2F.txt.fy.gz") if name == GEO else _ids(path / f"{LOW[name]}.txt.gz")
    )
    merged: list[Event] = []
    for e in sorted(logged, key=lambda e: e.start):
        if merged and e.start - merged[-1].end <= 1.0:
            last = merged.pop()
            merged.append(Event(last.start, max(last.end, e.end), last.burns + e.burns))
        else:
            merged.append(e)
    first, last_day = mjd(within.epoch[0]), mjd(within.epoch[-1])
    return [e for e in merged if first + 1.0 < e.start < last_day - 1.0]


def _ids(path: Path) -> list[Event]:
    """International DORIS Service: start, end, count, then 15 columns a burn."""
    out = []
    with gzip.open(path, "rt") as stream:
        for line in stream:
            w = line.split()
            burns = []
            for k in range(int(w[10])):
                b = w[11 + 15 * k : 26 + 15 * k]
                burns.append(Burn(_day(*b[:5]), (float(b[6]), float(b[7]), float(b[8]))))
            out.append(Event(_day(*w[1:5]), _day(*w[5:9]), tuple(burns)))
    return out


def _fengyun(path: Path) -> list[Event]:
    """Clock times marked CST are China Standard Time, eight hours ahead of UTC."""
    out = []
    with gzip.open(path, "rt") as stream:
        for line in stream:
            found = re.findall(r'"([\d-]+T[\d:]+) CST"', line)
            if len(found) == 2:
                a, b = (
                    (datetime.fromisoformat(t) - timedelta(hours=8) - _MJD0).total_seconds()
                    / 86400.0
                    for t in found
                )
                out.append(Event(a, b, ()))
    return out


def _day(year: str, doy: str, hour: str, minute: str, second: str = "0") -> float:
    start = (datetime(int(year), 1, 1) - _MJD0).days
    return start + int(doy) - 1 + int(hour) / 24.0 + int(minute) / 1440.0 + float(second) / 86400.0


@dataclass(frozen=True)
class Score:
    """Events found, false alarms, events missed.

    Which events were found, and the moments of the false alarms.
    """

    found: int
    false: int
    missed: int
    hit: tuple[bool, ...]
    alarms: tuple[float, ...]

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def f1(self) -> float:
        return 2.0 * self.found / max(1, 2 * self.found + self.false + self.missed)


def score(times: list[float], truth: list[Event], tolerance_days: float) -> Score:
    """Times merged within a day, each event claiming the nearest free one within the tolerance.

    A time within an event of several burns is no false alarm.
    """
    groups: list[list[float]] = []
    for t in sorted(times):
        if groups and t - groups[-1][-1] <= 1.0:
            groups[-1].append(t)
        else:
            groups.append([t])
    centres = [float(np.mean(g)) for g in groups]
    used: set[int] = set()
    hit = []
    for e in truth:
        near = [
            (abs(float(np.clip(t, e.start, e.end)) - t), k)
            for k, t in enumerate(centres)
            if k not in used and e.start - tolerance_days <= t <= e.end + tolerance_days
        ]
        if near:
            used.add(min(near)[1])
        hit.append(bool(near))
    alarms = tuple(
        t
        for k, t in enumerate(centres)
        if k not in used and not any(e.start <= t <= e.end for e in truth)
    )
    return Score(sum(hit), len(alarms), len(hit) - sum(hit), tuple(hit), alarms)


def decays(folder: Path) -> dict[int, tuple[str, Epoch]]:
    """Name and decay (noon of the day) by catalogue number."""
    with (folder / "decay" / "decay-truth.csv").open() as stream:
        return {
            int(r["norad_cat_id"]): (r["name"], Epoch.parse(r["decay_date_utc"] + "T12:00:00Z"))
            for r in csv.DictReader(stream)
        }
