"""The many good sets of a catalogue at once: columns, checksums and figures as arrays.

A pair of lines that is plain and right in every column is read here; any other pair (Alpha-5, a
blank inside a number, a figure out of range, a wrong checksum) is left to `tle.parse_pair`, which
names what is wrong. Both give the same bits: a decimal of at most 15 digits over a power of ten is
the correctly rounded quotient of two exact doubles, which is what reading the decimal gives.
"""

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from visviva.orbit.gp.record import MAX_MEAN_MOTION_REV_DAY, ElementSet, unchecked_many

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LENGTH: Final = 69
PIVOT_YEAR: Final = 57  # two-digit years 57 to 99 are of the 20th century
#: Pairs that are worked on at once: bounds the memory of a large file.
CHUNK: Final = 1 << 15

_DIGIT, _BLANK, _SIGN, _POINT, _LETTER, _ANY = 1, 2, 4, 8, 16, 32
#: What each column may hold: 9 a digit or blank, 0 a digit, S a sign or blank, Z such or a zero,
#: L a letter or blank, X anything that prints.
_FIELDS_1: Final = "#_99999L_XXXXXXXX_99999.00000000_Z.00000000_S99999S0_S99999S0_9_99990"
_FIELDS_2: Final = "#_99999_999.0000_999.0000_9999999_999.0000_999.0000_99.00000000999990"
_NEEDS: Final = {
    "#": _DIGIT,
    "_": _BLANK,
    "9": _DIGIT | _BLANK,
    "0": _DIGIT,
    ".": _POINT,
    "S": _SIGN | _BLANK,
    "Z": _SIGN | _BLANK | _DIGIT,
    "L": _LETTER | _BLANK,
    "X": _ANY,
}
#: Columns (from 0) in which no blank may follow a digit: a number is one word.
_WORDS_1: Final = ((2, 7), (18, 20), (20, 23), (64, 68))
_WORDS_2: Final = ((2, 7), (8, 11), (17, 20), (34, 37), (43, 46), (52, 54), (63, 68))


def _classes() -> Bytes:
    table = np.zeros(256, dtype=np.uint8)
    table[32:127] |= _ANY
    table[48:58] |= _DIGIT
    table[65:91] |= _LETTER
    table[ord(" ")] |= _BLANK
    table[[ord("+"), ord("-")]] |= _SIGN
    table[ord(".")] |= _POINT
    return table


_CLASS: Final = _classes()
_NEED_1, _NEED_2 = (
    np.array([_NEEDS[c] for c in fields], dtype=np.uint8) for fields in (_FIELDS_1, _FIELDS_2)
)
_VALUE: Final = np.array([c - 48 if 48 <= c < 58 else 0 for c in range(256)], dtype=np.uint8)
_WEIGHT: Final = np.array(
    [c - 48 if 48 <= c < 58 else int(c == ord("-")) for c in range(256)], dtype=np.uint8
)


def sound_pairs(
    text: str, source: str, first: int, object_id: Callable[[str], str]
) -> Iterator[tuple[int, ElementSet]]:
    """Index of line 1 (from 0) and the set, still without its name, of each pair that is right.

    Parameters
    ----------
    text : str
        Lines that end in a newline.
    source : str
        File, for the sets.
    first : int
        Number of the first line in the file.
    object_id : callable
        Of the designator's columns.
    """
    data = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.concatenate([np.flatnonzero(data == 10), [len(data)]])
    starts = np.concatenate([[0], ends[:-1] + 1])
    whole = ends - starts == LENGTH
    at = np.flatnonzero(whole[:-1] & whole[1:])
    at = at[(data[starts[at]] == ord("1")) & (data[starts[at + 1]] == ord("2"))]
    span = np.arange(LENGTH)
    for k in range(0, len(at), CHUNK):
        here = at[k : k + CHUNK]
        one = data[starts[here][:, None] + span]
        two = data[starts[here + 1][:, None] + span]
        keep = _right(one, _NEED_1, _WORDS_1) & _right(two, _NEED_2, _WORDS_2)
        keep &= (one[:, 2:7] == two[:, 2:7]).all(axis=1)
        yield from _sets(one[keep], two[keep], here[keep], source, first, object_id)


def _right(block: Bytes, need: Bytes, words: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    """Rows whose columns hold what they may and whose digits sum to their last."""
    kind = _CLASS[block]
    good = np.asarray((kind & need).all(axis=1))
    digit, blank = kind & _DIGIT != 0, kind & _BLANK != 0
    for low, high in words:
        good &= ~(digit[:, low : high - 1] & blank[:, low + 1 : high]).any(axis=1)
    sums = _WEIGHT[block[:, : LENGTH - 1]].sum(axis=1, dtype=np.int64) % 10
    good &= sums == _VALUE[block[:, LENGTH - 1]]
    return good


def _whole(digits: Bytes, low: int, high: int) -> Ints:
    """The digits of some columns as a whole number; blanks count as zeros."""
    out = np.zeros(len(digits), dtype=np.int64)
    for column in range(low, high):
        out = out * 10 + digits[:, column]
    return out


def _decimal(digits: Bytes, low: int, point: int, high: int) -> Floats:
    """A decimal with its point in column `point`, correctly rounded."""
    scale = 10 ** (high - point - 1)
    exact = _whole(digits, low, point) * scale + _whole(digits, point + 1, high)
    out: Floats = exact / float(scale)
    return out


def _implied(block: Bytes, digits: Bytes, low: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Figures of eight columns with an implied point, and which of them begin with no zero.

    Those are the same as a decimal and as a TLE reader computes them.
    """
    mantissa = _whole(digits, low + 1, low + 6)
    power = _whole(digits, low + 7, low + 8)
    power = np.where(block[:, low + 6] == ord("-"), -power, power) - 5
    # a negative power is a division by an exact double: one rounding, as in reading the decimal
    size = np.where(power < 0, mantissa / 10.0 ** np.abs(power), mantissa * 10.0 ** np.abs(power))
    signed: Floats = np.where(block[:, low] == ord("-"), -size, size)
    return signed, (digits[:, low + 1] != 0) | (mantissa == 0)


def _sets(
    one: Bytes, two: Bytes, at: Ints, source: str, line: int, object_id: Callable[[str], str]
) -> Iterator[tuple[int, ElementSet]]:
    first, second = _VALUE[one], _VALUE[two]
    ndot = _decimal(first, 33, 34, 43)
    nddot, plain_nddot = _implied(one, first, 44)
    bstar, plain_bstar = _implied(one, first, 53)
    year, day = _whole(first, 18, 20), _whole(first, 20, 23)
    columns = {
        "mean_motion_rev_day": _decimal(second, 52, 54, 63),
        "eccentricity": _whole(second, 26, 33) / 1e7,
        "inclination_deg": _decimal(second, 8, 11, 16),
        "raan_deg": _decimal(second, 17, 20, 25),
        "arg_perigee_deg": _decimal(second, 34, 37, 42),
        "mean_anomaly_deg": _decimal(second, 43, 46, 51),
        "bstar": bstar,
        "mean_motion_dot": np.where(one[:, 33] == ord("-"), -ndot, ndot),
        "mean_motion_ddot": nddot,
        "catalog_number": _whole(first, 2, 7),
        "ephemeris_type": _whole(first, 62, 63),
        "element_set_no": _whole(first, 64, 68),
        "rev_at_epoch": _whole(second, 63, 68),
    }
    motion = columns["mean_motion_rev_day"]
    fit = plain_nddot & plain_bstar & (first[:, 33] == 0)
    fit &= (motion > 0.0) & (motion < MAX_MEAN_MOTION_REV_DAY)
    fit &= columns["inclination_deg"] <= 180.0
    for key in ("raan_deg", "arg_perigee_deg", "mean_anomaly_deg"):
        fit &= columns[key] <= 360.0
    fit &= (day >= 1) & (day <= 365 + (year % 4 == 0))  # 1957 to 2056: 2000 was a leap year
    epochs = _epochs(year, np.where(fit, day, 1), _whole(first, 24, 32))
    designators = [object_id(text) for text in _texts(one)]
    letters = one[:, 7].tobytes().decode("ascii", "replace").replace(" ", "U")
    made = unchecked_many(
        {
            **{key: values.tolist() for key, values in columns.items()},
            "epoch_utc": epochs,
            "object_id": designators,
            "classification": letters,
            "arithmetic": repeat("tle"),
            "source": repeat(source),
            "line": (at + line).tolist(),
        },
        len(at),
    )
    for k, e, good in zip(at.tolist(), made, fit.tolist(), strict=True):
        launched = e.object_id
        # launched after its epoch: told elsewhere, in words
        if good and not (launched[4:5] == "-" and launched[:4] > e.epoch_utc[:4]):
            yield k, e


def _epochs(year: Ints, day: Ints, fraction: Ints) -> list[str]:
    """ISO texts; eight decimals of a day are whole steps of 864 microseconds."""
    full = np.where(year >= PIVOT_YEAR, year + 1900, year + 2000) - 1970
    days = full.astype("datetime64[Y]").astype("datetime64[D]") + (day - 1)
    moments = days.astype("datetime64[us]") + (fraction * 864).astype("timedelta64[us]")
    out: list[str] = np.datetime_as_string(moments, unit="us").tolist()
    return out


def _texts(one: Bytes) -> list[str]:
    """International designators as they stand in their columns."""
    joined = one[:, 9:17].tobytes().decode("ascii", "replace")
    return [joined[k : k + 8] for k in range(0, len(joined), 8)]
