"""One general-perturbations element set: the record that OMM defines, as a value.

The figures are kept in the units of the record (degrees, revolutions per day) and not in SI: SGP4's
output depends on the last bit of each figure, and a trip through radians would change it. This
record *is* the door; `visviva.orbit.gp.sgp4_reference` converts at the other side, with the very
arithmetic of the `sgp4` package.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any, Final, Literal

from visviva.core.time import Epoch
from visviva.errors import ElementSetError, VisvivaError
from visviva.orbit.gp.plain_text import LONGEST_TEXT, plain_text

#: Which arithmetic turns the figures into SGP4's variables: a TLE and an OMM differ in the last
#: bit. The third is for a TLE whose drag figures begin with zeros (``.00345-2``): they are kept as
#: computed, not as decimals.
Arithmetic = Literal["omm", "tle", "tle-direct"]

MAX_CATALOG_NUMBER: Final = 999_999_999
SECONDS_A_DAY: Final = 86_400
FIRST_YEAR: Final = 1957
#: Mean motion of a circular orbit of one Earth radius: sqrt(GM / a^3) with WGS 72, Hoots & Roehrich
#: (1980).
MAX_MEAN_MOTION_REV_DAY: Final = 17.1
#: Drag term or rate that no element set has: a TLE's columns end at 1e9.
MOST_RATE: Final = 1e10

_EPOCH = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,18}))?", re.ASCII)
#: ``TLE`` and ``SGP/SGP4`` stand in the sample messages of CCSDS 502.0-B.
SGP4_XP: Final = 4  # ephemeris type
_THEORIES: Final = frozenset({"SGP4", "SGP/SGP4", "SGP4/SDP4", "SDP4", "SGP", "TLE", "SGP4-XP"})


@dataclass(frozen=True, slots=True)
class ElementSet:
    """Mean elements of one object at one epoch, as published.

    Mean elements of SGP4, frame TEME of date.

    Attributes
    ----------
    catalog_number : int
        NORAD catalogue number, 0 to 999,999,999.
    epoch_utc : str
        ISO 8601 calendar time in UTC without offset, every digit as published
        (``2024-06-06T04:41:45.862560``).
    mean_motion_rev_day : float
        Mean motion of Kozai in revolutions per day, over 0 and under that of an orbit inside the
        Earth.
    eccentricity : float
        0 <= e < 1.
    inclination_deg, raan_deg, arg_perigee_deg, mean_anomaly_deg : float
        Degrees; inclination from 0 to 180, the others from -360 to 360.
    bstar : float
        Drag term in inverse Earth radii.
    mean_motion_dot, mean_motion_ddot : float
        Half the first and a sixth of the second rate of mean motion, rev/day² and rev/day³ (SGP4
        ignores them).
    name, object_id : str
        Name and international designator (``1998-067A``), either may be empty.
    classification : str
        One letter, ``U`` for unclassified.
    ephemeris_type, element_set_no, rev_at_epoch : int
        As in the record; ephemeris type 4 marks SGP4-XP, which `sgp4` does not compute.
    center, ref_frame, time_system, theory : str
        Metadata of the record; only ``EARTH``, ``TEME``, ``UTC`` and the SGP4 family are accepted.
    originator, creation_date : str
        Header of the message, kept as read.
    arithmetic : {"omm", "tle", "tle-direct"}
        Arithmetic that turned, and shall turn, the figures into SGP4's variables.
    source, line : str, int
        Where the set was read; not compared.

    Raises
    ------
    ElementSetError
        If a figure cannot belong to an orbit round the Earth; the reason names the field and its
        limits.

    References
    ----------
    CCSDS 502.0-B-3 (2023), section 4; Hoots and Roehrich, Spacetrack Report 3 (1980).

    Examples
    --------
    >>> iss = ElementSet(25544, "2025-04-06T00:53:20.165232", 15.49280872, 0.0004922, 51.6369,
    ...     304.3678,
    ...                  13.5339, 346.5781, bstar=2.8194e-4, name="ISS")
    >>> iss.epoch.iso()
    '2025-04-06T00:53:20.165Z'
    >>> ElementSet(25544, "2025-04-06T00:53:20.165232", 15.49, 1.2, 51.6, 304.3, 13.5, 346.5)
    Traceback (most recent call last):
        ...
    visviva.errors.ElementSetError: ECCENTRICITY is 1.2; an orbit round the Earth has 0 <= e < 1
    """

    catalog_number: int
    epoch_utc: str
    mean_motion_rev_day: float
    eccentricity: float
    inclination_deg: float
    raan_deg: float
    arg_perigee_deg: float
    mean_anomaly_deg: float
    bstar: float = 0.0
    mean_motion_dot: float = 0.0
    mean_motion_ddot: float = 0.0
    name: str = ""
    object_id: str = ""
    classification: str = "U"
    ephemeris_type: int = 0
    element_set_no: int = 999
    rev_at_epoch: int = 0
    center: str = "EARTH"
    ref_frame: str = "TEME"
    time_system: str = "UTC"
    theory: str = "SGP4"
    originator: str = ""
    creation_date: str = ""
    arithmetic: Arithmetic = "omm"
    source: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        reason = _first_fault(self)
        if reason:
            raise ElementSetError(reason[0], advice=reason[1], place=_place(self.source, self.line))

    @property
    def epoch(self) -> Epoch:
        """Epoch of the elements."""
        return Epoch.parse(self.epoch_utc + "Z")

    @property
    def is_xp(self) -> bool:
        """Whether the set is of SGP4-XP, by its ephemeris type or its theory: not for SGP4."""
        return self.ephemeris_type == SGP4_XP or self.theory == "SGP4-XP"

    @property
    def label(self) -> str:
        """Name if there is one, else the catalogue number, for messages and tables."""
        return self.name or str(self.catalog_number)

    @property
    def place(self) -> str:
        """File and line of the set, or empty."""
        return _place(self.source, self.line) or ""


_SETTERS: Final = {f.name: getattr(ElementSet, f.name).__set__ for f in fields(ElementSet)}
_UNSET: Final = {f.name: f.default for f in fields(ElementSet) if f.default is not MISSING}


def unchecked_many(columns: Mapping[str, Iterable[Any]], count: int) -> list[ElementSet]:
    """Many sets at once, whose figures and texts the caller has checked.

    A tenth of the time that `ElementSet` takes with its checks.

    Parameters
    ----------
    columns : mapping
        Field to its values, `count` of them; a field that is missing keeps its default.
    count : int
    """
    made: list[ElementSet] = [object.__new__(ElementSet) for _ in range(count)]
    for name, put in _SETTERS.items():
        values = columns[name] if name in columns else repeat(_UNSET[name], count)
        deque(map(put, made, values), maxlen=0)
    return made


def give_name(made: ElementSet, name: str) -> ElementSet:
    """Put the name into a set of `unchecked_many` before anyone else holds it."""
    if len(name) > LONGEST_TEXT:
        raise ElementSetError(
            f"a text of over {LONGEST_TEXT} characters, {name[:20]!r}…", advice="names are shorter"
        )
    _SETTERS["name"](made, name)
    return made


def epoch_day_and_fraction(epoch_utc: str) -> tuple[int, int, int]:
    """Proleptic ordinal of the day, and the fraction of that day as an exact ratio of two integers.

    Raises
    ------
    ElementSetError
        If the text is no moment of the calendar.

    Examples
    --------
    >>> epoch_day_and_fraction("2024-06-06T12:00:00.0")
    (739043, 432000, 864000)
    """
    found = _EPOCH.fullmatch(epoch_utc)
    if not found:
        raise ElementSetError(
            f"EPOCH is {epoch_utc!r}", advice="write it like 2024-06-07T04:41:45.862560, in UTC"
        )
    day, hour, minute, second, digits = found.groups()
    h, m, s = int(hour), int(minute), int(second)
    if h > 23 or m > 59 or (s > 59 and not ((h, m, s) == (23, 59, 60) and _has_leap(day))):
        raise ElementSetError(
            f"EPOCH is {epoch_utc!r}",
            advice="hours run to 23, minutes and seconds to 59, to 60 in a leap second alone",
        )
    seconds = (h * 60 + m) * 60 + s
    if digits is None:
        return _ordinal(day), seconds, SECONDS_A_DAY
    scale = 10 ** len(digits)
    return _ordinal(day), seconds * scale + int(digits), SECONDS_A_DAY * scale


@lru_cache(maxsize=256)
def _has_leap(day: str) -> bool:
    """Whether UTC had a second 60 at the end of a day."""
    try:
        Epoch.parse(f"{day}T23:59:60Z")
    except VisvivaError:
        return False
    return True


@lru_cache(maxsize=4096)
def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError as err:
        raise ElementSetError(
            f"EPOCH is of {day!r}", advice="no such day is in the calendar"
        ) from err


def _place(source: str, line: int) -> str | None:
    if source and line:
        return f"{source}:{line}"
    return source or (f"line {line}" if line else None)


def _figures_hold(e: ElementSet) -> bool:
    """Whether no figure is out of its range: the quick answer for the many good sets."""
    return (
        0 <= e.catalog_number <= MAX_CATALOG_NUMBER
        and 0.0 <= e.eccentricity < 1.0
        and 0.0 < e.mean_motion_rev_day < MAX_MEAN_MOTION_REV_DAY
        and 0.0 <= e.inclination_deg <= 180.0
        and -360.0 <= e.raan_deg <= 360.0
        and -360.0 <= e.arg_perigee_deg <= 360.0
        and -360.0 <= e.mean_anomaly_deg <= 360.0
        and abs(e.bstar) + abs(e.mean_motion_dot) + abs(e.mean_motion_ddot) < MOST_RATE
    )


def _first_fault(e: ElementSet) -> tuple[str, str] | None:
    """Message and advice of the first figure that cannot be true, or None."""
    if _figures_hold(e):
        return _metadata_fault(e)
    if not 0 <= e.catalog_number <= MAX_CATALOG_NUMBER:
        return f"NORAD_CAT_ID is {e.catalog_number}", "catalogue numbers run from 0 to 999999999"
    if not 0.0 <= e.eccentricity < 1.0:
        return f"ECCENTRICITY is {e.eccentricity}", "an orbit round the Earth has 0 <= e < 1"
    if not 0.0 < e.mean_motion_rev_day < MAX_MEAN_MOTION_REV_DAY:
        return (
            f"MEAN_MOTION is {e.mean_motion_rev_day} rev/day",
            f"an orbit outside the Earth has more than 0 and less than {MAX_MEAN_MOTION_REV_DAY}",
        )
    if not 0.0 <= e.inclination_deg <= 180.0:
        return f"INCLINATION is {e.inclination_deg} deg", "inclinations run from 0 to 180"
    for key, angle in (
        ("RA_OF_ASC_NODE", e.raan_deg),
        ("ARG_OF_PERICENTER", e.arg_perigee_deg),
        ("MEAN_ANOMALY", e.mean_anomaly_deg),
    ):
        if not -360.0 <= angle <= 360.0:
            return f"{key} is {angle} deg", "angles run from 0 to 360"
    for key, rate in (
        ("BSTAR", e.bstar),
        ("MEAN_MOTION_DOT", e.mean_motion_dot),
        ("MEAN_MOTION_DDOT", e.mean_motion_ddot),
    ):
        if not abs(rate) < MOST_RATE:
            return f"{key} is {rate}", f"it must be a number below {MOST_RATE:g}"
    return _metadata_fault(e)


def _metadata_fault(e: ElementSet) -> tuple[str, str] | None:
    if (
        e.center != "EARTH"
        or e.ref_frame != "TEME"
        or e.time_system != "UTC"
        or e.theory not in _THEORIES
    ):
        return (
            f"the set is of {e.theory} about {e.center} in {e.ref_frame} and {e.time_system}",
            "only SGP4 about EARTH in TEME and UTC is read",
        )
    if min(e.ephemeris_type, e.element_set_no, e.rev_at_epoch) < 0:
        return "EPHEMERIS_TYPE, ELEMENT_SET_NO or REV_AT_EPOCH is negative", "counts begin at 0"
    if (
        len(e.classification) != 1
        or not e.classification.isascii()
        or not e.classification.isalpha()
    ):
        return f"CLASSIFICATION_TYPE is {e.classification!r}", "it is one letter: U, C or S"
    for text in (e.name, e.object_id, e.originator, e.creation_date):
        if len(text) > LONGEST_TEXT:
            return f"a text of over {LONGEST_TEXT} characters, {text[:20]!r}…", "names are shorter"
        if not text.isprintable() and plain_text(text) != " ".join(text.split(" ")).strip():
            return (
                f"the text {text!r} is not one line of plain characters",
                "remove what cannot be printed",
            )
    year = e.epoch_utc[:4]
    if len(e.epoch_utc) > 60:
        return f"EPOCH is {e.epoch_utc[:30]!r}…", "write it like 2024-06-07T04:41:45.862560, in UTC"
    if not (year.isdigit() and int(year) >= FIRST_YEAR):
        return f"EPOCH is {e.epoch_utc!r}", "no satellite flew before 1957-10-04"
    if e.object_id[4:5] == "-" and e.object_id[:4].isdigit() and int(e.object_id[:4]) > int(year):
        return (
            f"EPOCH {e.epoch_utc} is before the launch year of OBJECT_ID {e.object_id}",
            "one of the two belongs to another object",
        )
    try:
        epoch_day_and_fraction(e.epoch_utc)
    except ElementSetError as err:
        return err.message, err.advice or "check the epoch"
    return None
