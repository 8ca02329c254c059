"""What the tables of a provider are made into, checked, before they are kept.

Limits: a table is taken whole or not at all; one that is older than the one that is kept is
refused, so that a mirror that lags cannot take an answer back.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from visviva.core.atmosphere.space_weather import from_cssi_text, packed
from visviva.core.earth_orientation import EarthOrientation
from visviva.data.gcat import launches_of, satellites_of
from visviva.errors import DataMissingError, InputError

#: Rows of Earth orientation below which an answer was cut: IERS sends decades of them.
LEAST_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Table:
    """A table, ready to be kept.

    Attributes
    ----------
    name : str
    file : str
        Name of its file.
    content : bytes
    as_of : str
        Day, ISO.
    rows : int
    """

    name: str
    file: str
    content: bytes
    as_of: str
    rows: int


def table_of(kind: str, content: bytes, address: str) -> Table:
    """The table in an answer.

    Raises
    ------
    DataMissingError
        If the answer is no such table; what was kept stands.
    """
    if b"\0" in content[:4096]:
        raise DataMissingError(f"the answer is no text, so no table of {kind}", place=address)
    text = content.decode("utf-8-sig", "replace")
    if text.lstrip()[:1] == "<":
        raise DataMissingError(f"a web page came in place of the table of {kind}", place=address)
    try:
        return _MAKERS[kind](text, address)
    except (InputError, ValueError, KeyError, IndexError) as err:
        reason = f"no column {err}" if isinstance(err, KeyError) else getattr(err, "message", err)
        raise DataMissingError(
            f"the answer is no table of {kind}: {reason}", place=address
        ) from err


def _orientation(text: str, address: str) -> Table:
    read = EarthOrientation.from_finals_text(text, address)
    if len(text.splitlines()) < LEAST_DAYS:  # of the answer: what is read has early rows of ours
        raise InputError("fewer rows than a month has; it was cut")
    return Table("eop", "finals2000A.all.gz", _gz(text), read.as_of, len(read.mjd_utc))


def _weather(text: str, address: str) -> Table:
    read = from_cssi_text(text, address, address)
    content = packed(read, f"CSSI space weather, {address}, observed to {read.as_of}")
    return Table("space-weather", "space_weather.npz", content, read.as_of, len(read.f107_obs))


def _launches(text: str, address: str) -> Table:
    found = launches_of(text)
    return Table("launches", "launch.tsv.gz", _gz(text), found.as_of, len(found.rows))


def _satellites(text: str, address: str) -> Table:
    found = satellites_of(text)
    return Table("satellites", "satcat.tsv.gz", _gz(text), found.as_of, len(found.rows))


def _gz(text: str) -> bytes:
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


_MAKERS: Final[dict[str, Callable[[str, str], Table]]] = {
    "eop": _orientation,
    "space-weather": _weather,
    "launches": _launches,
    "satellites": _satellites,
}
