"""How the Earth is turned: polar motion, UT1 and the celestial pole, measured daily by the IERS.

Limits: values are those at 0 h UTC, joined by straight lines (as astropy and Skyfield do), which
leaves up to about 0.03 ms of UT1 (1 cm on the ground); tides inside a day are left out (up to about
3 cm). Past the last row polar motion and UT1 - TAI are held; before the first row polar motion and
UT1 - UTC are zero. Ask `covers` first where that matters. UT1 drifts off a held value by the excess
length of day: 1 ms a day is 0.5 m on the equator.
"""

import gzip
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.core.fresh_tables import FreshTable, fresh_table
from visviva.core.time import DAY_S, MJD_0, Epoch, leap_seconds
from visviva.errors import DataMissingError, InputError

ARCSECOND = np.pi / 648000.0
_MAS = ARCSECOND * 1e-3
_FINALS_START = 41684.0


@dataclass(frozen=True, slots=True, eq=False)
class EarthOrientation:
    """A table of Earth orientation parameters, one row a day at 0 h UTC.

    Attributes
    ----------
    mjd_utc : ndarray, shape (n,)
        Modified Julian dates, increasing.
    x_p, y_p : ndarray, shape (n,)
        Coordinates of the pole in the ITRF, rad.
    ut1_minus_utc : ndarray, shape (n,)
        UT1 - UTC, s.
    dx, dy : ndarray, shape (n,)
        Celestial pole offsets to IAU 2006/2000A, rad.
    source : str
        Series the rows came from.
    as_of : str
        Date of the last measured row, ISO; later rows are predictions.

    Raises
    ------
    InputError
        If columns differ in length, hold fewer than two rows, or dates do not increase.

    Examples
    --------
    >>> eop = EarthOrientation.bundled()
    >>> round(eop.dut1(Epoch.parse("2017-01-01T00:00:00Z")), 2)
    0.59
    """

    mjd_utc: NDArray[np.float64]
    x_p: NDArray[np.float64]
    y_p: NDArray[np.float64]
    ut1_minus_utc: NDArray[np.float64]
    dx: NDArray[np.float64]
    dy: NDArray[np.float64]
    source: str
    as_of: str
    tai_days: NDArray[np.float64] = field(init=False, repr=False)
    columns: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        columns = [
            np.asarray(c, dtype=np.float64)
            for c in (self.x_p, self.y_p, self.ut1_minus_utc, self.dx, self.dy)
        ]
        mjd = np.asarray(self.mjd_utc, dtype=np.float64)
        if mjd.ndim != 1 or mjd.size < 2 or any(c.shape != mjd.shape for c in columns):
            raise InputError(
                "Earth orientation columns of unequal length", advice="give at least two whole rows"
            )
        if not (np.all(np.diff(mjd) > 0) and all(np.all(np.isfinite(c)) for c in columns)):
            raise InputError(
                "Earth orientation with gaps or dates out of order",
                advice="sort and complete the rows",
            )
        # UT1 - TAI runs on smoothly through leap seconds, UT1 - UTC jumps: interpolate the former.
        leaps = leap_seconds(Epoch.from_jd(MJD_0, mjd, "utc"))
        columns[2] = columns[2] - leaps
        object.__setattr__(self, "tai_days", mjd + leaps / DAY_S)
        object.__setattr__(self, "columns", np.stack(columns, axis=-1))

    @classmethod
    @lru_cache(maxsize=1)
    def bundled(cls) -> "EarthOrientation":
        """The series inside `astropy_iers_data`.

        C04 from 1962, Bulletin A from 1973, then its predictions.
        """
        import astropy_iers_data

        rows, as_of = _read_finals(Path(astropy_iers_data.IERS_A_FILE))
        source = (
            "IERS EOP 20 C04 (1962-1972) and finals2000A, Bulletin A (from 1973), by "
            "astropy-iers-data"
        )
        return cls._of_rows(np.concatenate([_early_rows(), rows]), source, as_of)

    @classmethod
    def default(cls) -> "EarthOrientation":
        """What is used where nothing is given: the fetched series, or what ships if it is newer.

        A series is fetched by ``visviva data update eop`` (`visviva.core.fresh_tables`).
        """
        shipped = cls.bundled()
        found = fresh_table("eop", shipped.as_of)
        return shipped if found is None else _fetched(*found)

    @classmethod
    def from_finals(cls, path: str | Path) -> "EarthOrientation":
        """Read a ``finals2000A`` file of the IERS (Bulletin A columns), plain or ``.gz``.

        Raises
        ------
        DataMissingError
            If the file cannot be read.
        InputError
            If it holds no row of Earth orientation.
        """
        rows, as_of = _read_finals(Path(path))
        return cls._of_rows(rows, f"{Path(path).name}, Bulletin A columns", as_of)

    @classmethod
    def from_finals_text(cls, text: str, source: str) -> "EarthOrientation":
        """As `from_finals`, of the text itself, with the early rows of the series that ships."""
        rows, as_of = _finals_rows(text.splitlines(), Path(source))
        return cls._of_rows(np.concatenate([_early_rows(), rows]), source, as_of)

    @classmethod
    def _of_rows(cls, rows: NDArray[np.float64], source: str, as_of: str) -> "EarthOrientation":
        mjd, x_p, y_p, dut1, dx, dy = np.ascontiguousarray(rows.T)
        return cls(mjd, x_p, y_p, dut1, dx, dy, source, as_of)

    def between(self, first: Epoch, last: Epoch) -> "EarthOrientation":
        """The rows about a span of time: the same values inside it, in a table that travels.

        Outside of the span it is another table: the first and last rows are held there.
        """
        ends = [float(e.day + e.second / DAY_S) for e in (first, last)]
        low = max(int(np.searchsorted(self.tai_days, ends[0], side="right")) - 1, 0)
        high = int(np.searchsorted(self.tai_days, ends[1], side="left")) + 1
        low = min(low, len(self.tai_days) - 2)
        rows = slice(low, max(high, low + 2))
        return EarthOrientation(
            self.mjd_utc[rows],
            self.x_p[rows],
            self.y_p[rows],
            self.ut1_minus_utc[rows],
            self.dx[rows],
            self.dy[rows],
            self.source,
            self.as_of,
        )

    def covers(self, epoch: Epoch) -> Any:
        """Whether `epoch` lies inside the table (bool, or array of them)."""
        tai = epoch.day + epoch.second / DAY_S
        inside = (tai >= self.tai_days[0]) & (tai <= self.tai_days[-1])
        return bool(inside) if np.ndim(inside) == 0 else inside

    def parameters(self, epoch: Epoch) -> NDArray[np.float64]:
        """``x_p, y_p, UT1 - TAI, dX, dY`` (rad, rad, s, rad, rad), shape ``(*S, 5)``."""
        tai = epoch.day + epoch.second / DAY_S
        last = len(self.tai_days) - 2
        i = np.clip(np.searchsorted(self.tai_days, tai, side="right") - 1, 0, last)
        t0, t1 = self.tai_days[i], self.tai_days[i + 1]
        w = np.clip(((epoch.day - t0) + epoch.second / DAY_S) / (t1 - t0), 0.0, 1.0)[..., None]
        out: NDArray[np.float64] = self.columns[i] * (1.0 - w) + self.columns[i + 1] * w
        before = tai < self.tai_days[0]
        if np.any(before):
            fallback = np.zeros_like(out)
            fallback[..., 2] = -leap_seconds(epoch)
            out = np.where(before[..., None], fallback, out)
        return out

    def dut1(self, epoch: Epoch) -> Any:
        """UT1 - UTC in seconds at `epoch`, same shape."""
        value = self.parameters(epoch)[..., 2] + leap_seconds(epoch)
        return float(value) if np.ndim(value) == 0 else value

    def at(self, epoch: Epoch) -> tuple[Any, Any, Any, Any, Any]:
        """``x_p, y_p`` (rad), UT1 - UTC (s), ``dX, dY`` (rad) at `epoch`, each of its shape."""
        p = self.parameters(epoch)
        return p[..., 0], p[..., 1], p[..., 2] + leap_seconds(epoch), p[..., 3], p[..., 4]

    def ut1_jd(self, epoch: Epoch) -> tuple[Any, Any]:
        """Two-part Julian date on UT1."""
        return epoch.day + MJD_0, (epoch.second + self.parameters(epoch)[..., 2]) / DAY_S


def _early_rows() -> NDArray[np.float64]:
    """Rows of the years before Bulletin A, which no file of it holds."""
    import astropy_iers_data

    return _read_c04(Path(astropy_iers_data.IERS_B_FILE), before=_FINALS_START)


@lru_cache(maxsize=1)
def _fetched(table: FreshTable, content: bytes) -> EarthOrientation:
    try:
        text = gzip.decompress(content).decode("ascii", "replace")
        return EarthOrientation.from_finals_text(text, table.source)
    except (OSError, InputError) as err:
        table.passed_by(str(err))
        return EarthOrientation.bundled()


def _open_text(path: Path) -> list[str]:
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="ascii", errors="replace") as stream:
                return stream.readlines()
        return path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError as err:
        raise DataMissingError(
            f"no Earth orientation could be read ({err.strerror or err})",
            advice="give a finals2000A file of the IERS",
            place=str(path),
        ) from err


# Columns of a finals2000A row (IERS readme.finals2000A), Bulletin A: MJD, x, y, UT1 - UTC, dX, dY;
# factors to SI.
_COLUMNS = ((7, 15), (18, 27), (37, 46), (58, 68), (97, 106), (116, 125))
_FACTORS = (1.0, ARCSECOND, ARCSECOND, 1.0, _MAS, _MAS)


def _read_finals(path: Path) -> tuple[NDArray[np.float64], str]:
    """Rows (mjd, x_p, y_p, UT1 - UTC, dX, dY) of Bulletin A.

    And the date of the last measured row.
    """
    return _finals_rows(_open_text(path), path)


def _finals_rows(text: list[str], path: Path) -> tuple[NDArray[np.float64], str]:
    # The tail of the file is dates without a prediction yet: no UT1 there.
    lines = [(k, line) for k, line in enumerate(text, start=1) if line[58:68].strip()]
    if len(lines) < 2:
        raise InputError(
            "no Earth orientation in the file", advice="give a finals2000A file", place=str(path)
        )
    letters = (
        np.array([line[:126].ljust(126) for _, line in lines], dtype="S126")
        .view("S1")
        .reshape(len(lines), 126)
    )
    rows = np.empty((len(lines), 6))
    for k, (first, last) in enumerate(_COLUMNS):
        texts = np.ascontiguousarray(letters[:, first:last]).view(f"S{last - first}").ravel()
        if k >= 4:  # pole offsets are not predicted: blank is none
            texts = np.where(np.strings.strip(texts) == b"", b"0", texts)
        rows[:, k] = _floats(texts, path, [n for n, _ in lines]) * _FACTORS[k]
    measured = letters[:, 57] == b"I"
    last_day = float(rows[measured, 0].max()) if np.any(measured) else float(rows[0, 0])
    return rows, Epoch.from_jd(MJD_0, last_day, "utc").iso()[:10]


def _floats(texts: NDArray[np.bytes_], path: Path, numbers: list[int]) -> NDArray[np.float64]:
    try:
        return texts.astype(np.float64)
    except ValueError:
        for text, number in zip(texts.tolist(), numbers, strict=True):
            try:
                float(text)
            except ValueError as err:
                raise InputError(
                    "not a row of finals2000A",
                    advice="give the IERS file as it comes",
                    place=f"{path}:{number}",
                ) from err
        raise


def _read_c04(path: Path, before: float) -> NDArray[np.float64]:
    """Rows of an IERS C04 series earlier than the MJD `before`."""
    rows: list[tuple[float, ...]] = []
    for line in _open_text(path):
        if line.startswith("#"):
            continue
        _, _, _, _, mjd, x, y, dut1, dx, dy = (float(v) for v in line.split()[:10])
        if mjd >= before:
            break
        rows.append((mjd, x * ARCSECOND, y * ARCSECOND, dut1, dx * ARCSECOND, dy * ARCSECOND))
    return np.array(rows)
