"""One time type: `Epoch`, a moment on the continuous TAI scale.

UTC exists only in parse and format.

Limits: UTC before 1960 is read as if it had no offset from UT (as element sets of that time do); on
the few days of 1960 to 1971 that ended with a step of UTC below a second, text written is off by up
to that step; leap seconds are those known to the installed pyerfa; TDB carries its periodic terms
for the geocentre (2 µs).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from visviva.core.calendar import ISO, iso_text, less_offset, month_days, quiet
from visviva.core.iau import erfa
from visviva.errors import TimeError

Scale = Literal["utc", "tai", "tt", "tdb", "ut1"]
DAY_S = 86400.0
MJD_0 = 2400000.5
J2000_MJD = 51544.5
TT_MINUS_TAI_S = 32.184


@dataclass(frozen=True, slots=True, eq=False)
class Epoch:
    """A moment, or an array of moments, as TAI whole days and seconds of day.

    Build one with `parse`, `from_utc`, `from_datetime` or `from_jd`. Adding seconds gives a later
    epoch, subtracting two gives elapsed SI seconds (leap seconds counted).

    Attributes
    ----------
    day : ndarray of float64, shape S
        TAI modified Julian day number, whole.
    second : ndarray of float64, shape S
        Seconds since that day began, ``0 <= second < 86400`` (resolution about 1e-11 s).

    Examples
    --------
    >>> t = Epoch.parse("2016-12-31T23:59:60Z")
    >>> (t + 1.0).iso()
    '2017-01-01T00:00:00.000Z'
    >>> Epoch.parse("2017-01-01T00:00:00Z") - Epoch.parse("2016-12-31T00:00:00Z")
    86401.0
    """

    day: NDArray[np.float64]
    second: NDArray[np.float64]

    def __post_init__(self) -> None:
        day, second = np.broadcast_arrays(
            np.asarray(self.day, dtype=np.float64), np.asarray(self.second, dtype=np.float64)
        )
        whole = np.floor(day)
        second = second + (day - whole) * DAY_S
        carry = np.floor(second / DAY_S)
        second = second - carry * DAY_S
        if not (np.all(np.isfinite(second)) and np.all(np.isfinite(whole))):
            raise TimeError("a time that is not a number", advice="give finite days and seconds")
        # a day less than rounding can tell; "+ 0.0" below turns -0.0 into 0.0 for the hash
        late = second >= DAY_S
        object.__setattr__(self, "day", whole + carry + late)
        object.__setattr__(self, "second", np.where(late, 0.0, second + 0.0)[()])

    # --- in

    @classmethod
    def parse(cls, text: str) -> "Epoch":
        """Read one ISO 8601 time that carries its offset (``Z`` or ``+09:00``).

        Raises
        ------
        TimeError
            If `text` is not ISO 8601, names no moment of the calendar, or has no offset.
        """
        found = ISO.match(text)
        if not found:
            raise TimeError(
                f"{text!r} is not an ISO 8601 time", advice="write it like 2024-06-07T01:11:00Z"
            )
        *date_clock, second, offset = found.groups()
        if offset is None:
            raise TimeError(
                f"{text!r} does not say its offset from UTC",
                advice="end it with Z, or with an offset such as +09:00",
            )
        fields = tuple(int(v or 0) for v in date_clock)
        if offset[0] in "+-":
            fields = less_offset(fields, offset)
        year, month, day, hour, minute = fields
        return cls.from_utc(
            year, month, day, hour, minute, float((second or "0").replace(",", "."))
        )

    @classmethod
    def from_utc(
        cls,
        year: ArrayLike,
        month: ArrayLike = 1,
        day: ArrayLike = 1,
        hour: ArrayLike = 0,
        minute: ArrayLike = 0,
        second: ArrayLike = 0.0,
    ) -> "Epoch":
        """Epoch from UTC calendar fields, scalars or arrays that broadcast.

        Raises
        ------
        TimeError
            If the fields name no moment: a 13th month, or second 60 where UTC had no leap second.
        """
        y, mo, d = date = [np.asarray(v, dtype=np.intc) for v in (year, month, day)]
        h, m, s = np.asarray(hour), np.asarray(minute), np.asarray(second, dtype=np.float64)
        if not (
            np.all((y >= 1) & (y <= 9999) & (mo >= 1) & (mo <= 12))
            and np.all((d >= 1) & (d <= month_days(y, mo)))
        ):
            raise TimeError("not a day of the calendar", advice="check year, month and day")
        if not (np.all((h >= 0) & (h <= 23)) and np.all((m >= 0) & (m <= 59))):
            raise TimeError(
                "not a moment of the clock", advice="hours run from 0 to 23, minutes to 59"
            )
        if not np.all((s >= 0.0) & (s < 61.0)):
            raise TimeError(f"second {np.max(s):g} of a minute", advice="seconds run from 0 to 60")
        # Whole seconds stay whole: a day fraction would blur them by 1e-11 s.
        clock = h * 3600.0 + m * 60.0 + s
        _, mjd = erfa.cal2jd(*date)
        epoch = cls(mjd, clock + quiet(erfa.dat, *date, np.minimum(clock / DAY_S, 1.0)))
        if np.any(s >= 60.0) and np.any(
            (s >= 60.0)
            & (
                (h != 23)
                | (m != 59)
                | (leap_seconds(epoch + 1.0) - leap_seconds(epoch - 1.0) < 0.9)
            )
        ):
            raise TimeError(
                "second 60 where UTC had no leap second", advice="write second 0 of the next minute"
            )
        return epoch

    @classmethod
    def from_datetime(cls, moment: datetime) -> "Epoch":
        """Epoch from an aware `datetime`; a naive one is refused."""
        if moment.tzinfo is None or moment.utcoffset() is None:
            raise TimeError(
                f"the datetime {moment.isoformat()} is naive: it names no moment until its offset "
                "is known",
                advice="give it one, for example moment.replace(tzinfo=datetime.UTC)",
            )
        u = moment.astimezone(UTC)
        return cls.from_utc(
            u.year, u.month, u.day, u.hour, u.minute, u.second + u.microsecond * 1e-6
        )

    @classmethod
    def now(cls) -> "Epoch":
        """The machine's clock."""
        return cls.from_datetime(datetime.now(UTC))

    @classmethod
    def from_jd(
        cls,
        jd1: ArrayLike,
        jd2: ArrayLike = 0.0,
        scale: Scale = "tt",
        *,
        dut1_s: ArrayLike | None = None,
    ) -> "Epoch":
        """Epoch from a two-part Julian date on `scale`.

        UTC: quasi-Julian date of the SOFA library.

        Parameters
        ----------
        jd1, jd2 : float or ndarray
            Julian date in days; give the larger part first.
        scale : {"utc", "tai", "tt", "tdb", "ut1"}
        dut1_s : float or ndarray, optional
            UT1 - UTC in seconds, needed for ``"ut1"`` only.
        """
        a, b = np.asarray(jd1, dtype=np.float64), np.asarray(jd2, dtype=np.float64)
        # Whole days go to the first part: seconds added to a large second part would be lost below
        # a microsecond.
        whole_days = np.round(b)
        a, b = a + whole_days, b - whole_days
        if scale == "utc":
            a, b = quiet(erfa.utctai, a, b)
        elif scale == "tt":
            a, b = erfa.tttai(a, b)
        elif scale == "tdb":
            a, b = erfa.tttai(*erfa.tdbtt(a, b, _tdb_minus_tt(a, b)))
        elif scale == "ut1":
            a, b = quiet(erfa.utctai, *quiet(erfa.ut1utc, a, b, _need_dut1(dut1_s)))
        whole = np.floor(a - MJD_0)
        return cls(whole, ((a - MJD_0) - whole) * DAY_S + b * DAY_S)

    # --- out

    def jd(self, scale: Scale = "tt", *, dut1_s: ArrayLike | None = None) -> tuple[Any, Any]:
        """Two-part Julian date on `scale`, each part of the epoch's own shape.

        Raises
        ------
        TimeError
            If `scale` is ``"ut1"`` and `dut1_s` (UT1 - UTC, seconds) is not given.
        """
        a, b = self.day + MJD_0, self.second / DAY_S
        if scale == "utc":
            a, b = quiet(erfa.taiutc, a, b)
        elif scale == "tt":
            b = b + TT_MINUS_TAI_S / DAY_S
        elif scale == "tdb":
            b = b + TT_MINUS_TAI_S / DAY_S
            b = b + _tdb_minus_tt(a, b) / DAY_S
        elif scale == "ut1":
            a, b = quiet(erfa.utcut1, *quiet(erfa.taiutc, a, b), _need_dut1(dut1_s))
        return a, b

    def centuries_tt(self) -> Any:
        """Julian centuries of TT since J2000.0."""
        a, b = self.jd("tt")
        return ((a - (MJD_0 + J2000_MJD)) + b) / 36525.0

    def utc_fields(self, precision: int = 3) -> tuple[Any, Any, Any, Any]:
        """UTC year, month, day and ``hmsf``.

        Record of h, m, s, fraction, rounded to `precision` digits.
        """
        a, b = self.jd("utc")
        year, month, day, hmsf = quiet(erfa.d2dtf, b"UTC", precision, a, b)
        return year, month, day, hmsf

    def iso(self, precision: int = 3) -> Any:
        """ISO 8601 UTC text ending in ``Z``: one `str`, or an array of them."""
        year, month, day, hmsf = self.utc_fields(precision)
        if np.ndim(self.day) == 0:
            return iso_text(int(year), int(month), int(day), hmsf, precision)
        flat = zip(year.ravel(), month.ravel(), day.ravel(), hmsf.ravel(), strict=True)
        texts = [iso_text(int(y), int(m), int(d), f, precision) for y, m, d, f in flat]
        return np.array(texts).reshape(self.shape)

    def to_datetime(self) -> datetime:
        """Aware `datetime` in UTC of a scalar epoch, to the microsecond.

        A leap second becomes 59.999999.
        """
        year, month, day, hmsf = self.utc_fields(6)
        h, m, s, f = (int(hmsf[k]) for k in ("h", "m", "s", "f"))
        if s == 60:
            s, f = 59, 999999
        return datetime(int(year), int(month), int(day), h, m, s, f, tzinfo=UTC)

    # --- arithmetic

    def __add__(self, seconds: ArrayLike) -> "Epoch":
        return Epoch(self.day, self.second + np.asarray(seconds, dtype=np.float64))

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Epoch):
            return _scalar((self.day - other.day) * DAY_S + (self.second - other.second))
        return self + (-np.asarray(other, dtype=np.float64))

    def __eq__(self, other: object) -> Any:
        return _scalar(self - other == 0.0) if isinstance(other, Epoch) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.day.tobytes(), self.second.tobytes()))

    def __lt__(self, other: "Epoch") -> Any:
        return _scalar(self - other < 0.0)

    def __le__(self, other: "Epoch") -> Any:
        return _scalar(self - other <= 0.0)

    def __gt__(self, other: "Epoch") -> Any:
        return _scalar(self - other > 0.0)

    def __ge__(self, other: "Epoch") -> Any:
        return _scalar(self - other >= 0.0)

    # --- array

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array of moments, ``()`` for one."""
        return self.day.shape

    def __len__(self) -> int:
        return len(self.day)

    def __getitem__(self, index: Any) -> "Epoch":
        return Epoch(self.day[index], self.second[index])

    def __iter__(self) -> Iterator["Epoch"]:
        return (self[i] for i in range(len(self)))

    @classmethod
    def stack(cls, epochs: "list[Epoch]") -> "Epoch":
        """One epoch array from scalar epochs."""
        return cls(np.array([e.day for e in epochs]), np.array([e.second for e in epochs]))

    def __repr__(self) -> str:
        if self.shape == ():
            return f"Epoch({self.iso()!r})"
        return (
            f"Epoch({self.shape}, {self[(0,) * len(self.shape)].iso()} …)"
            if self.day.size
            else "Epoch(empty)"
        )


def leap_seconds(epoch: Epoch) -> Any:
    """TAI - UTC in seconds at `epoch`, same shape."""
    a, b = epoch.jd("utc")
    # A nanosecond ahead: midnight that rounding put just before itself belongs to the new day.
    year, month, day, fraction = quiet(erfa.jd2cal, a, b + 1e-9 / DAY_S)
    return quiet(erfa.dat, year, month, day, np.minimum(fraction, 1.0))


def _tdb_minus_tt(a: Any, b: Any) -> Any:
    """TDB - TT in seconds at the geocentre (Fairhead & Bretagnon 1990, as in SOFA)."""
    return erfa.dtdb(a, b, np.modf(np.asarray(b) + 0.5)[0], 0.0, 0.0, 0.0)


def _need_dut1(dut1_s: ArrayLike | None) -> NDArray[np.float64]:
    if dut1_s is None:
        raise TimeError(
            "UT1 follows the turning Earth and cannot be computed from a clock",
            advice="give dut1_s, for example EarthOrientation.bundled().dut1(epoch)",
        )
    return np.asarray(dut1_s, dtype=np.float64)


def _scalar(value: Any) -> Any:
    """A Python scalar out where scalars came in."""
    return value.item() if np.ndim(value) == 0 and hasattr(value, "item") else value
