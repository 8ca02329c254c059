"""What the four OMM forms share.

The table of fields, from a record of text to an `ElementSet` and back.

Reference: CCSDS 502.0-B-3, Orbit Data Messages (2023), table 4-1 to 4-3; NDM/XML: CCSDS 505.0-B.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from visviva.errors import ElementSetError
from visviva.orbit.gp.plain_text import plain_text
from visviva.orbit.gp.record import ElementSet, epoch_day_and_fraction
from visviva.orbit.gp.sgp4_reference import LARGEST_SGP4_NUMBER
from visviva.orbit.gp.tle_format import catalog_number

VERSION: Final = "2.0"

#: Our own user-defined parameter: the set came from a TLE, whose arithmetic differs in the last
#: bit.
ARITHMETIC_KEY: Final = "USER_DEFINED_SGP4_ARITHMETIC"

#: keyword -> attribute; in the order of the standard.
HEADER: Final = {"CREATION_DATE": "creation_date", "ORIGINATOR": "originator"}
METADATA: Final = {
    "OBJECT_NAME": "name",
    "OBJECT_ID": "object_id",
    "CENTER_NAME": "center",
    "REF_FRAME": "ref_frame",
    "TIME_SYSTEM": "time_system",
    "MEAN_ELEMENT_THEORY": "theory",
}
MEAN_ELEMENTS: Final = {
    "EPOCH": "epoch_utc",
    "MEAN_MOTION": "mean_motion_rev_day",
    "ECCENTRICITY": "eccentricity",
    "INCLINATION": "inclination_deg",
    "RA_OF_ASC_NODE": "raan_deg",
    "ARG_OF_PERICENTER": "arg_perigee_deg",
    "MEAN_ANOMALY": "mean_anomaly_deg",
}
TLE_PARAMETERS: Final = {
    "EPHEMERIS_TYPE": "ephemeris_type",
    "CLASSIFICATION_TYPE": "classification",
    "NORAD_CAT_ID": "catalog_number",
    "ELEMENT_SET_NO": "element_set_no",
    "REV_AT_EPOCH": "rev_at_epoch",
    "BSTAR": "bstar",
    "MEAN_MOTION_DOT": "mean_motion_dot",
    "MEAN_MOTION_DDOT": "mean_motion_ddot",
}
FIELDS: Final = {**HEADER, **METADATA, **MEAN_ELEMENTS, **TLE_PARAMETERS}
REQUIRED: Final = (*MEAN_ELEMENTS, "NORAD_CAT_ID", "BSTAR")
NUMBERS: Final = (
    *[k for k in MEAN_ELEMENTS if k != "EPOCH"],
    "BSTAR",
    "MEAN_MOTION_DOT",
    "MEAN_MOTION_DDOT",
)
COUNTS: Final = ("EPHEMERIS_TYPE", "NORAD_CAT_ID", "ELEMENT_SET_NO", "REV_AT_EPOCH")

_NUMBER_KEYS: Final = frozenset(NUMBERS)
_COUNT_KEYS: Final = frozenset(COUNTS)
#: Keyword, attribute, whether it is a number, whether it is a count.
_PLAN: Final = tuple((k, a, k in _NUMBER_KEYS, k in _COUNT_KEYS) for k, a in FIELDS.items())
_UPPER_KEYS: Final = frozenset(
    {"CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "MEAN_ELEMENT_THEORY", "CLASSIFICATION_TYPE"}
)

#: Units as KVN brackets and XML attributes write them; another unit is refused, none is taken as
#: these.
UNITS: Final = {
    "MEAN_MOTION": "rev/day",
    "INCLINATION": "deg",
    "RA_OF_ASC_NODE": "deg",
    "ARG_OF_PERICENTER": "deg",
    "MEAN_ANOMALY": "deg",
    "BSTAR": "1/ER",
    "MEAN_MOTION_DOT": "rev/day**2",
    "MEAN_MOTION_DDOT": "rev/day**3",
}

#: Where records of TLE lines keep them, and their names.
LINE_KEYS: Final = (
    ("TLE_LINE1", "TLE_LINE2"),
    ("LINE1", "LINE2"),
    ("TLE1", "TLE2"),
    ("TLE_1", "TLE_2"),
    ("LINE_1", "LINE_2"),
)
NAME_KEYS: Final = ("OBJECT_NAME", "TLE_LINE0", "TLE0", "LABEL", "NAME", "SATNAME", "LINE0")

_TEME_OF_DATE = re.compile(r"TEME[ _-]?OF[ _-]?DATE", re.I)
#: A double has at most 767 significant digits.
LONGEST_NUMBER: Final = 800
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_is_number = _NUMBER.fullmatch
_COUNT = re.compile(r"\d{1,12}(\.0*)?", re.ASCII)
_ALPHA5 = re.compile(r"[A-HJ-NP-Z]\d{4}", re.ASCII)
_CALENDAR = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|\+00:00)?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})[T ](\d\d:\d\d:\d\d(?:\.\d+)?)Z?", re.ASCII)


def from_record(
    record: Mapping[str, Any],
    source: str = "",
    line: int = 0,
    *,
    remarks: list[str] | None = None,
) -> ElementSet:
    """Element set of one record of keyword to text or number.

    Keywords that are not known are passed over; `remarks` as for `tle.parse_pair`.

    Raises
    ------
    ElementSetError
        If a required keyword is missing, or a value is not what its keyword means.
    """
    lines = _lines_only(record)
    if lines is not None:
        return parse_lines(record, lines, source, line, remarks)
    try:
        values: dict[str, Any] = {}
        for key, attribute, number, count in _PLAN:
            raw = record.get(key)
            if raw is None:
                continue
            kind = type(raw)
            if kind is str:
                text = raw.strip()
                if number and len(text) <= LONGEST_NUMBER and _is_number(text):
                    values[attribute] = float(text)
                elif text:
                    values[attribute] = _value(key, text)
            elif (kind is float and number) or (kind is int and count and 0 <= raw < 10**12):
                values[attribute] = raw
            else:
                text = _text(record, key)
                if text:
                    values[attribute] = _value(key, text)
        missing = [key for key in REQUIRED if FIELDS[key] not in values]
        if missing:
            raise ElementSetError("no " + ", ".join(missing), advice=_why_missing(record))
        _check_lines(record, values)
        arithmetic = _text(record, ARITHMETIC_KEY).lower()
        if arithmetic in ("tle", "tle-direct"):
            values["arithmetic"] = arithmetic
        return ElementSet(**values, source=source, line=line)
    except ElementSetError as err:
        if err.place is not None or not (source or line):
            raise
        place = f"{source}:{line}" if source and line else (source or f"line {line}")
        raise ElementSetError(err.message, advice=err.advice, place=place) from err


def to_record(e: ElementSet) -> dict[str, Any]:
    """Keyword to value of one set, in the order of the standard.

    Empty header fields are left out.
    """
    record = {key: getattr(e, attribute) for key, attribute in FIELDS.items()}
    for key in HEADER:
        if not record[key]:
            del record[key]
    if e.arithmetic != "omm":
        record[ARITHMETIC_KEY] = e.arithmetic.upper()
    return record


def number_text(value: object) -> str:
    """Shortest decimal that reads back as the same double; other values as they print.

    >>> number_text(15.49257630), number_text(2.934e-05), number_text("EARTH")
    ('15.4925763', '2.934e-05', 'EARTH')
    """
    return repr(value) if isinstance(value, float) else str(value)


def ordered_columns(elements: Iterable[ElementSet]) -> list[str]:
    """Keywords that at least one of the sets fills, in the order of the standard."""
    present = {key for e in elements for key in to_record(e)}
    return [key for key in (*FIELDS, ARITHMETIC_KEY) if key in present]


def check_unit(key: str, unit: str | None) -> None:
    """Refuse a unit other than the one of the standard."""
    if unit and key in UNITS and unit.strip().lower() != UNITS[key].lower():
        raise ElementSetError(
            f"{key} is in {unit.strip()}", advice=f"the standard asks for {UNITS[key]}"
        )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None or isinstance(value, (dict, list)):
        return ""
    return value.strip() if isinstance(value, str) else number_text(value)


def _value(key: str, text: str) -> Any:
    if key in _NUMBER_KEYS:
        if len(text) > LONGEST_NUMBER or not _is_number(text):
            raise ElementSetError(
                f"{key} is {text[:40]!r}", advice="it must be a finite decimal number"
            )
        return float(text)
    if key in _COUNT_KEYS:
        if key == "NORAD_CAT_ID" and _ALPHA5.fullmatch(text):
            return catalog_number(text)
        if not _COUNT.fullmatch(text):
            raise ElementSetError(
                f"{key} is {text[:40]!r}", advice="it must be a whole number from 0"
            )
        return int(text.partition(".")[0])
    if key == "EPOCH":
        return calendar_text(text)
    return _upper(text) if key in _UPPER_KEYS else plain_text(text)


@lru_cache(maxsize=256)
def _upper(text: str) -> str:
    """A word of the metadata, of which a catalogue has few; names of TEME of date as ``TEME``."""
    return "TEME" if _TEME_OF_DATE.fullmatch(text) else plain_text(text).upper()


def calendar_text(text: str) -> str:
    """Epoch as ISO calendar text without offset.

    Day-of-year dates and a closing ``Z`` are understood.

    >>> calendar_text("2024-158T04:41:45.862560Z")
    '2024-06-06T04:41:45.862560'
    """
    found = _CALENDAR.fullmatch(text)
    if found:
        return f"{found[1]}T{found[2]}"
    found = _DAY_OF_YEAR.fullmatch(text)
    if not found:
        raise ElementSetError(
            f"EPOCH is {text[:40]!r}", advice="write it like 2024-06-07T04:41:45.862560, in UTC"
        )
    from calendar import isleap
    from datetime import date, timedelta

    day, year = int(found[2]), int(found[1])
    length = 366 if isleap(year) else 365
    if not 1 <= day <= length or not 1 <= year <= 9998:
        raise ElementSetError(
            f"EPOCH is {text[:40]!r}", advice=f"the days of {year} run from 1 to {length}"
        )
    return f"{(date(year, 1, 1) + timedelta(days=day - 1)).isoformat()}T{found[3]}"


def _lines_only(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """The two TLE lines of a record that has no figures of its own, as some services send it."""
    if type(record.get("MEAN_MOTION")) is float or _text(record, "MEAN_MOTION"):
        return None
    for one, two in LINE_KEYS:
        if _text(record, one) and _text(record, two):
            return one, two
    return None


def parse_lines(
    record: Mapping[str, Any],
    keys: tuple[str, str],
    source: str,
    line: int,
    remarks: list[str] | None = None,
) -> ElementSet:
    """Element set of the TLE lines inside a record."""
    from visviva.orbit.gp.tle import parse_pair

    name = next((t for t in (_text(record, key) for key in NAME_KEYS) if t), "")
    one, two = (_text(record, key) for key in keys)
    return parse_pair(one, two, name, source, line, remarks=remarks)


def _why_missing(record: Mapping[str, Any]) -> str:
    if _text(record, "SEMI_MAJOR_AXIS") and not _text(record, "MEAN_MOTION"):
        return "a semi-major axis belongs to another theory; SGP4 starts from MEAN_MOTION"
    if _text(record, "BTERM") and not _text(record, "BSTAR"):
        return "BTERM belongs to SGP4-XP; SGP4 starts from BSTAR"
    return "an element set for SGP4 has them all"


def _check_lines(record: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Hold a record to the TLE that Space-Track sends inside it: they must tell the same orbit."""
    if "TLE_LINE1" not in record:
        return
    one, two = _text(record, "TLE_LINE1"), _text(record, "TLE_LINE2")
    if not (one and two) or values["catalog_number"] > LARGEST_SGP4_NUMBER:
        return  # a number past Alpha-5 leaves no honest TLE to compare with
    from visviva.orbit.gp.tle import parse_pair

    try:
        inside = parse_pair(one, two)
    except ElementSetError as err:
        raise ElementSetError(
            f"the TLE inside the record is bad: {err.message}", advice=err.advice
        ) from err
    for key in (
        "MEAN_MOTION",
        "ECCENTRICITY",
        "INCLINATION",
        "RA_OF_ASC_NODE",
        "ARG_OF_PERICENTER",
        "MEAN_ANOMALY",
    ):
        said, told = values[FIELDS[key]], getattr(inside, FIELDS[key])
        if abs(said - told) > _LAST_PLACE[key]:
            raise ElementSetError(
                f"{key} is {said}, the TLE inside the record says {told}", advice="one is forged"
            )
    if abs(_days(values["epoch_utc"]) - _days(inside.epoch_utc)) > 1.1e-8:
        raise ElementSetError(
            f"EPOCH is {values['epoch_utc']}, the TLE inside the record says {inside.epoch_utc}",
            advice="one is forged",
        )


#: One unit of the last column of a TLE: what rounding may move, and no more.
_LAST_PLACE: Final = {
    "MEAN_MOTION": 1.1e-8,
    "ECCENTRICITY": 1.1e-7,
    "INCLINATION": 1.1e-4,
    "RA_OF_ASC_NODE": 1.1e-4,
    "ARG_OF_PERICENTER": 1.1e-4,
    "MEAN_ANOMALY": 1.1e-4,
}


def _days(epoch_utc: str) -> float:
    ordinal, numerator, denominator = epoch_day_and_fraction(epoch_utc)
    return ordinal - 711857 + numerator / denominator
