"""Passes as rows with units in their names: what JSON, CSV and Parquet carry."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array, BoolArray
from visviva.core.frames import teme_to_itrf
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch, leap_seconds
from visviva.observe.light import is_dark, twilight
from visviva.observe.passes.columns import Passes
from visviva.observe.passes.timing_error import QUIET_FLUX, SURE, time_sigma
from visviva.observe.shadow import shadow_changes
from visviva.orbit.sgp4 import Sgp4Catalogue

CSV_COLUMNS = (
    "object",
    "catalog_number",
    "site",
    "rise_utc",
    "peak_utc",
    "set_utc",
    "duration_s",
    "peak_elevation_deg",
    "azimuth_rise_deg",
    "azimuth_peak_deg",
    "azimuth_set_deg",
    "range_peak_km",
    "sunlit",
    "sunlit_rise",
    "sunlit_set",
    "sun_elevation_deg",
    "twilight",
    "visible",
    "cut_at_start",
    "cut_at_end",
    "age_days",
    "sigma_s",
    "first_utc",
    "last_utc",
)
_EPOCH_1970_JD = 2440587.5
DEGREE = 180.0 / np.pi


class Watched(Protocol):
    """Objects, sites and window of a search, from element sets or from an ephemeris."""

    @property
    def labels(self) -> list[str]:
        """A name for each object."""

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Catalogue numbers; 0 where there is none."""

    @property
    def sites(self) -> tuple[Place, ...]:
        """Places that look."""

    @property
    def start(self) -> Epoch:
        """Start of the window."""

    @property
    def span(self) -> float:
        """Its length, s."""

    def age_and_sigma(self, passes: Passes) -> tuple[Array, Array]:
        """Age of the elements at each peak, days, and its error of time, s; NaN where unknown."""

    def unknown(self, passes: Passes, sigma: Array) -> BoolArray:
        """Passes whose time is unknown by more than they last."""

    def shadow_changes(self, passes: Passes, k: int) -> list[float]:
        """When pass `k` enters or leaves the shadow, s from the start."""

    def positions_itrf(self, i: int, t: Array) -> Array:
        """Positions (n, 3) of object `i` at `t`, s from the start."""


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """What was asked: objects, sites and window, with what it takes to name and to date each pass.

    Attributes
    ----------
    catalogue : Sgp4Catalogue
        Element sets of n objects.
    labels : list of str
        A name for each.
    numbers : ndarray of int, shape (n,)
        Catalogue numbers.
    since_epoch : ndarray, shape (n,)
        Seconds from each epoch to `start`.
    mean_motion_dot : ndarray, shape (n,)
        rad/s².
    sites : tuple of Place
    start : Epoch
    span : float
        Seconds.
    flux : ndarray, shape (n,), optional
        Mean solar flux F10.7 about each epoch; a quiet Sun where not given.
    scale : ndarray, shape (n,), optional
        What each object's history says of its timing error, a factor.
    """

    catalogue: Sgp4Catalogue
    labels: list[str]
    numbers: NDArray[np.int64]
    since_epoch: NDArray[np.float64]
    mean_motion_dot: NDArray[np.float64]
    sites: tuple[Place, ...]
    start: Epoch
    span: float
    flux: Array | None = None
    scale: Array | None = None

    def age_and_sigma(self, passes: Passes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Age of the elements at each peak, days.

        Negative before the epoch, and its error of time, s.
        """
        i = passes.object_index
        age = (self.since_epoch[i] + passes.peak) / DAY_S
        elements = self.catalogue.elements
        sigma = time_sigma(
            age,
            elements[:, 7] / 60.0,
            elements[:, 3],
            self.mean_motion_dot,
            flux=QUIET_FLUX if self.flux is None else self.flux,
            which=i,
        )
        return age, np.asarray(sigma if self.scale is None else sigma * self.scale[i])

    def unknown(self, passes: Passes, sigma: Array) -> BoolArray:
        """Passes whose time is unknown by more than they last: they get no seconds."""
        cut = passes.cut_at_start | passes.cut_at_end
        out: BoolArray = (SURE * sigma > passes.set - passes.rise) & ~cut
        return out

    def shadow_changes(self, passes: Passes, k: int) -> list[float]:
        """When pass `k` enters or leaves the shadow, s from the start."""
        i = int(passes.object_index[k])
        one = self.catalogue.take(slice(i, i + 1))
        ends = float(passes.rise[k]), float(passes.set[k])
        return shadow_changes(one, self.start, *ends, _flags(passes, k))

    def positions_itrf(self, i: int, t: Array) -> Array:
        """Positions (n, 3) of object `i` at `t`, s from the start."""
        one = self.catalogue.take(slice(i, i + 1))
        jd, fr = one.elements[0, 0], one.elements[0, 1]
        r_teme = one.positions_teme(jd, fr + (self.since_epoch[i] + t) / DAY_S).r_teme[0]
        return np.asarray(teme_to_itrf(self.start + t, r_teme))


def _flags(passes: Passes, k: int) -> tuple[bool, bool, bool]:
    """Whether a pass is lit at rise, peak and set."""
    return bool(passes.sunlit_rise[k]), bool(passes.sunlit_peak[k]), bool(passes.sunlit_set[k])


def utc_stamps(start: Epoch, t: NDArray[np.float64]) -> NDArray[np.datetime64]:
    """UTC to the microsecond of times in s from `start`."""
    ends = start + np.array([0.0, float(t.max()) if t.size else 0.0])
    leaps = leap_seconds(ends)
    if leaps[0] != leaps[1]:
        jd, fraction = (start + t).jd("utc")
    else:
        jd, fraction = start.jd("utc")
    days = np.floor(np.asarray(jd) - _EPOCH_1970_JD)
    rest = (np.asarray(jd) - _EPOCH_1970_JD - days + fraction) * DAY_S
    seconds = np.asarray(rest + (0.0 if leaps[0] != leaps[1] else t))
    seconds *= 1e6
    micro = np.rint(seconds, out=seconds).astype(np.int64)
    micro += (days * DAY_S * 1e6).astype(np.int64)
    out: NDArray[np.datetime64] = micro.view("datetime64[us]")
    return out


def columns(passes: Passes, watch: Watched) -> dict[str, NDArray[Any]]:
    """Columns for a table of many passes: numbers and times only, names are looked up by number."""
    age, sigma = watch.age_and_sigma(passes)
    degrees = {
        "peak_elevation_deg": passes.peak_elevation,
        "azimuth_rise_deg": passes.azimuth_rise,
        "azimuth_peak_deg": passes.azimuth_peak,
        "azimuth_set_deg": passes.azimuth_set,
    }
    sky = is_dark(passes.sun_elevation)
    vague = watch.unknown(passes, sigma)
    blurred = bool(vague.any())
    slack = SURE * np.nan_to_num(sigma)
    times = {
        f"{name}_utc": np.where(vague, np.datetime64("NaT"), utc_stamps(watch.start, t))
        if blurred
        else utc_stamps(watch.start, t)
        for name, t in (("rise", passes.rise), ("peak", passes.peak), ("set", passes.set))
    }
    return {
        "catalog_number": watch.numbers[passes.object_index].astype(np.int32),
        "site_index": passes.site_index.astype(np.int16 if len(watch.sites) < 32_000 else np.int32),
        **times,
        **{name: (DEGREE * angle).astype(np.float32) for name, angle in degrees.items()},
        "range_peak_km": (passes.range_peak / 1e3).astype(np.float32),
        "sunlit": passes.sunlit_peak,
        "sun_elevation_deg": (DEGREE * passes.sun_elevation).astype(np.float32),
        "visible": passes.sunlit_peak & sky,
        "cut_at_start": passes.cut_at_start,
        "cut_at_end": passes.cut_at_end,
        "age_days": age.astype(np.float32),
        "sigma_s": sigma.astype(np.float32),
        "first_utc": utc_stamps(watch.start, passes.rise - slack),
        "last_utc": utc_stamps(watch.start, passes.set + slack),
    }


def rows(passes: Passes, watch: Watched, *, shadow: bool = True) -> list[dict[str, Any]]:
    """One dict for each pass, plain values.

    Where the time is unknown by more than the pass lasts, rise, peak and set are None beside
    `first_utc` and `last_utc`, which hold it all the same. With `shadow`, the times of entering or
    leaving the Earth's shadow.
    """
    age, sigma = watch.age_and_sigma(passes)
    start = watch.start
    times = [
        (start + t).iso() if len(passes) else []
        for t in (
            passes.rise,
            passes.peak,
            passes.set,
            passes.rise - SURE * np.nan_to_num(sigma),
            passes.set + SURE * np.nan_to_num(sigma),
        )
    ]
    vague = watch.unknown(passes, sigma)
    states = twilight(passes.sun_elevation)
    dark = is_dark(passes.sun_elevation)
    degrees = [
        np.round(np.degrees(a), 4)
        for a in (
            passes.peak_elevation,
            passes.azimuth_rise,
            passes.azimuth_peak,
            passes.azimuth_set,
            passes.sun_elevation,
        )
    ]
    out = []
    for k in range(len(passes)):
        i = int(passes.object_index[k])
        flags = _flags(passes, k)
        row: dict[str, Any] = {
            "object": watch.labels[i],
            "catalog_number": int(watch.numbers[i]) or None,
            "site": watch.sites[int(passes.site_index[k])].label,
            "rise_utc": None if vague[k] else str(times[0][k]),
            "peak_utc": None if vague[k] else str(times[1][k]),
            "set_utc": None if vague[k] else str(times[2][k]),
            "duration_s": round(float(passes.set[k] - passes.rise[k]), 3),
            "peak_elevation_deg": float(degrees[0][k]),
            "azimuth_rise_deg": float(degrees[1][k]),
            "azimuth_peak_deg": float(degrees[2][k]),
            "azimuth_set_deg": float(degrees[3][k]),
            "range_peak_km": round(float(passes.range_peak[k]) / 1e3, 3),
            "sunlit": flags[1],
            "sunlit_rise": flags[0],
            "sunlit_set": flags[2],
            "sun_elevation_deg": float(degrees[4][k]),
            "twilight": str(states[k]),
            "visible": bool(flags[1] and dark[k]),
            "cut_at_start": bool(passes.cut_at_start[k]),
            "cut_at_end": bool(passes.cut_at_end[k]),
            "age_days": None if np.isnan(age[k]) else round(float(age[k]), 4),
            "sigma_s": None if np.isnan(sigma[k]) else float(f"{sigma[k]:.3g}"),
            "first_utc": str(times[3][k]),
            "last_utc": str(times[4][k]),
        }
        if shadow and vague[k]:
            row["shadow_changes_utc"] = []
        elif shadow:
            changes = watch.shadow_changes(passes, k)
            row["shadow_changes_utc"] = [(start + t).iso() for t in changes]
        out.append(row)
    return out
