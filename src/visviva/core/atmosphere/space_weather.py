"""Solar flux and geomagnetic activity: a dated table as a value, and a reader of the CSSI format.

Limits: daily flux and three-hourly ap, from 1957. Predicted rows hold CelesTrak's own forecast:
daily for 45 days, then months of F10.7 alone, for which ap is a long-term mean and says so
(`observed` is False there).
"""

import gzip
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.atmosphere.space_weather_rows import (
    centred_mean,
    csv_rows,
    iso_day,
    text_rows,
    utc_mjd,
)
from visviva.core.fresh_tables import FreshTable, fresh_table
from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError

# Median daily ap of the observed rows 1957-2026 of the CSSI file: what months of flux alone are
# given.
QUIET_AP = 8.5


@dataclass(frozen=True, slots=True, eq=False)
class SpaceWeather:
    """Daily solar flux and three-hourly ap, by UTC day.

    Attributes
    ----------
    first_mjd : int
        Modified Julian day (UTC) of the first row; rows follow day by day.
    f107_obs, f107_adj : ndarray, shape (n,)
        10.7 cm flux in solar flux units, as observed and adjusted to 1 au.
    f107_mean_obs, f107_mean_adj : ndarray, shape (n,)
        81-day means centred on the day.
    ap : ndarray, shape (n, 8)
        Three-hourly ap.
    observed : ndarray of bool, shape (n,)
        False where the row is a forecast.
    source : str
    as_of : str
        Day of the last observed row, ISO.

    Raises
    ------
    InputError
        If columns differ in length, or hold a value that is not finite or is negative.

    Examples
    --------
    >>> weather = SpaceWeather.bundled()
    >>> f107, mean, ap = weather.indices(Epoch.parse("2024-05-11T06:00:00Z"))
    >>> float(ap[0]) > 200.0      # the storm of May 2024
    True
    """

    first_mjd: int
    f107_obs: Array
    f107_adj: Array
    f107_mean_obs: Array
    f107_mean_adj: Array
    ap: Array
    observed: NDArray[np.bool_]
    source: str
    as_of: str

    def __post_init__(self) -> None:
        n = len(self.f107_obs)
        columns = (self.f107_obs, self.f107_adj, self.f107_mean_obs, self.f107_mean_adj)
        if (
            n == 0
            or any(x.shape != (n,) for x in columns)
            or self.ap.shape != (n, 8)
            or self.observed.shape != (n,)
        ):
            raise InputError(
                "space weather columns of unequal length", advice="give one row for every day"
            )
        if not all(np.all(np.isfinite(x)) and np.all(x >= 0.0) for x in (*columns, self.ap)):
            raise InputError("space weather holds a value that is negative or not a number")
        for x in (*columns, self.ap, self.observed):
            x.flags.writeable = False

    @property
    def last_mjd(self) -> int:
        """Modified Julian day (UTC) of the last row."""
        return self.first_mjd + len(self.f107_obs) - 1

    @classmethod
    def bundled(cls) -> "SpaceWeather":
        """The table shipped with the package; `as_of` says how old it is."""
        return _bundled()

    @classmethod
    def default(cls) -> "SpaceWeather":
        """What is used where nothing is given: the fetched table, or what ships if it is newer.

        A table is fetched by ``visviva data update space-weather`` (`visviva.core.fresh_tables`).
        """
        shipped = cls.bundled()
        found = fresh_table("space-weather", shipped.as_of)
        return shipped if found is None else _fetched(*found)

    @classmethod
    def constant(cls, f107: float, ap: float, source: str = "constant, as given") -> "SpaceWeather":
        """The same flux and ap on every day from 1957 to 2100, for what-if runs."""
        first, days = 36112, 52_230
        flux = np.full(days, float(f107))
        return cls(
            first,
            flux,
            flux.copy(),
            flux.copy(),
            flux.copy(),
            np.full((days, 8), float(ap)),
            np.zeros(days, dtype=bool),
            source,
            "none",
        )

    def known_on(self, epoch: Epoch) -> "SpaceWeather":
        """What was known at `epoch`.

        Later days hold the last 81-day mean of the flux and the last 27 days' mean ap.

        Use it for a forecast made "as of" a past date; centred means are replaced by trailing ones
        where they would look ahead.

        Raises
        ------
        RangeError
            If fewer than 81 days of the table precede `epoch`.

        Examples
        --------
        >>> SpaceWeather.bundled().known_on(Epoch.parse("2012-04-13T00:00:00Z")).as_of
        '2012-04-13'
        """
        last = int(utc_mjd(epoch)) - self.first_mjd  # days before this one are complete
        if last < 81 or last > len(self.f107_obs):
            raise RangeError(
                f"no space weather is known for {epoch.iso(0)[:10]}: the table reaches from "
                f"{iso_day(self.first_mjd + 81)} to {iso_day(self.first_mjd + len(self.f107_obs))}",
                advice="give --as-of a day within it",
                first_mjd=self.first_mjd,
            )
        flux, adjusted, ap = self.f107_obs.copy(), self.f107_adj.copy(), self.ap.copy()
        flux[last:], adjusted[last:] = (
            flux[last - 81 : last].mean(),
            adjusted[last - 81 : last].mean(),
        )
        ap[last:] = ap[last - 27 : last].mean()
        observed = self.observed.copy()
        observed[last:] = False
        return SpaceWeather(
            self.first_mjd,
            flux,
            adjusted,
            centred_mean(flux),
            centred_mean(adjusted),
            ap,
            observed,
            f"{self.source}, as known on {epoch.iso(0)}",
            epoch.iso(0)[:10],
        )

    def indices(self, epoch: Epoch) -> tuple[Any, Any, Any]:
        """Drivers of NRLMSISE-00 at `epoch`.

        Parameters
        ----------
        epoch : Epoch
            Moments of shape S.

        Returns
        -------
        f107 : float or ndarray, shape S
            Observed flux of the day before.
        f107_mean : float or ndarray, shape S
            81-day mean of the observed flux centred on the day.
        ap : ndarray, shape (*S, 7)
            Daily ap; ap of now, 3, 6, 9 h before; means of 12-33 h and 36-57 h before.

        Raises
        ------
        RangeError
            If a moment lies outside the table, which `fields` bound.
        """
        mjd = np.asarray(utc_mjd(epoch))
        day = np.floor(mjd).astype(np.int64) - self.first_mjd
        if np.any(day < 3) or np.any(day >= len(self.f107_obs)):
            raise RangeError(
                f"space weather covers {iso_day(self.first_mjd + 3)} to {iso_day(self.last_mjd)}",
                advice="choose a date inside, or give SpaceWeather.constant(f107, ap)",
                first_mjd=self.first_mjd + 3,
                last_mjd=self.last_mjd,
            )
        flat = self.ap.reshape(-1)
        now = day * 8 + np.floor((mjd - np.floor(mjd)) * 8).astype(np.int64)
        back = [flat[now - k] for k in range(4)]
        early = np.mean([flat[now - k] for k in range(4, 12)], axis=0)
        older = np.mean([flat[now - k] for k in range(12, 20)], axis=0)
        ap = np.stack([self.ap[day].mean(axis=-1), *back, early, older], axis=-1)
        f107, mean = self.f107_obs[day - 1], self.f107_mean_obs[day]
        return (float(f107), float(mean), ap) if mjd.ndim == 0 else (f107, mean, ap)

    def is_observed(self, epoch: Epoch) -> Any:
        """Whether the row of `epoch` is observed, not forecast (bool, or array of shape S)."""
        day = np.floor(np.asarray(utc_mjd(epoch))).astype(np.int64) - self.first_mjd
        inside = (day >= 0) & (day < len(self.observed))
        found = inside & self.observed[np.clip(day, 0, len(self.observed) - 1)]
        return bool(found) if found.ndim == 0 else found


def read_cssi(path: str | Path) -> SpaceWeather:
    """Read a CSSI space weather file, text (``sw19571001.txt``) or CSV.

    ``SW-All.csv``, plain or gzip.

    Raises
    ------
    InputError
        If a row cannot be read, days are missing, or there is no observed row.

    Notes
    -----
    Format: Vallado & Kelso (2005), "Using EOP and space weather data for satellite operations", AAS
    05-406.
    """
    path = Path(path)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="ascii", errors="replace") as stream:
        text = stream.read()
    return from_cssi_text(text, f"CSSI space weather file {path.name}", str(path))


def from_cssi_text(text: str, source: str, place: str) -> SpaceWeather:
    """As `read_cssi`, of the text itself."""
    lines, path = text.splitlines(), Path(place)
    rows = (
        csv_rows(lines, path) if lines and lines[0].startswith("DATE,") else text_rows(lines, path)
    )
    return from_rows(rows, source, place)


def from_rows(
    rows: list[tuple[int, bool, list[float], list[float]]], source: str, place: str
) -> SpaceWeather:
    """Space weather from rows of ``(mjd, observed, 8 ap or none, [obs, adj, mean obs, mean adj])``.

    Rows of a month (the forecast beyond 45 days) are joined by straight lines to days.
    """
    if not any(observed for _, observed, _, _ in rows):
        raise InputError("no observed row", place=place, advice="give a CSSI space weather file")
    rows = sorted({row[0]: row for row in sorted(rows, key=lambda row: row[1])}.values())
    mjd = np.array([row[0] for row in rows])
    gap = np.diff(mjd)
    daily = np.array([bool(row[2]) for row in rows])
    if np.any(gap[daily[:-1] & daily[1:]] != 1):
        raise InputError("days are missing between observed rows", place=place)
    days = np.arange(mjd[0], mjd[-1] + 1)
    flux = np.array([row[3] for row in rows])
    columns = [np.interp(days, mjd, flux[:, k]) for k in range(4)]
    ap = np.full((len(days), 8), QUIET_AP)
    observed = np.zeros(len(days), dtype=bool)
    for day, seen, three_hourly, _ in rows:
        observed[day - days[0]] = seen
        if three_hourly:
            ap[day - days[0]] = three_hourly
    return SpaceWeather(
        int(days[0]),
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        ap,
        observed,
        source,
        iso_day(int(days[np.flatnonzero(observed)[-1]])),
    )


def packed(weather: SpaceWeather, source: str) -> bytes:
    """Bytes of a table as it ships and is kept: tenths of a flux unit, halves of an ap, packed."""
    flux = np.stack(
        [weather.f107_obs, weather.f107_adj, weather.f107_mean_obs, weather.f107_mean_adj]
    )
    steps = np.diff(np.round(flux * 10.0).astype(np.int32), axis=1, prepend=0)
    sink = io.BytesIO()
    np.savez_compressed(
        sink,
        first_mjd=weather.first_mjd,
        flux_tenths=steps.astype(np.int16),
        ap_halves=np.round(2.0 * weather.ap).astype(np.int16),
        observed=weather.observed,
        as_of=weather.as_of,
        source=source,
    )
    return sink.getvalue()


def _unpacked(stream: Any) -> SpaceWeather:
    z = np.load(stream)
    flux = np.cumsum(z["flux_tenths"], axis=1, dtype=np.int64) / 10.0  # stored as differences
    return SpaceWeather(
        int(z["first_mjd"]),
        flux[0],
        flux[1],
        flux[2],
        flux[3],
        z["ap_halves"] / 2.0,
        z["observed"].astype(bool),
        str(z["source"]),
        str(z["as_of"]),
    )


@lru_cache(maxsize=1)
def _bundled() -> SpaceWeather:
    with resources.files("visviva.core.tables").joinpath("space_weather.npz").open("rb") as stream:
        return _unpacked(stream)


@lru_cache(maxsize=1)
def _fetched(table: FreshTable, content: bytes) -> SpaceWeather:
    try:
        return _unpacked(io.BytesIO(content))
    except (OSError, ValueError, KeyError, InputError) as err:
        table.passed_by(str(err))
        return SpaceWeather.bundled()
