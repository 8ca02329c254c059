"""Wind by altitude, as flights up and down meet it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visviva.core.arrays import Array
from visviva.core.columns import read_table
from visviva.errors import InputError

#: m/s: the fastest jet streams and the winds of the thermosphere stay well below it.
FASTEST = 500.0


@dataclass(frozen=True, slots=True, eq=False)
class Wind:
    """Wind by altitude: the air's own motion over the ground.

    Linear between rows and held beyond the ends.

    Attributes
    ----------
    altitude, east, north : ndarray (n,)
        m (rising), m/s, m/s. A wind from the west has a positive `east`.
    """

    altitude: Array
    east: Array
    north: Array

    def __post_init__(self) -> None:
        columns = [
            np.atleast_1d(np.asarray(x, dtype=np.float64))
            for x in (self.altitude, self.east, self.north)
        ]
        if len({c.shape for c in columns}) != 1 or not all(np.all(np.isfinite(c)) for c in columns):
            raise InputError(
                "a wind of unequal or unreadable columns",
                advice="give altitude, east and north a row",
            )
        if not np.all(np.diff(columns[0]) > 0.0):
            raise InputError("altitudes of the wind that do not rise", advice="sort its rows")
        if columns[1].size and float(np.hypot(columns[1], columns[2]).max()) > FASTEST:
            raise InputError(f"a wind of more than {FASTEST:g} m/s", advice="check its unit")
        for name, column in zip(("altitude", "east", "north"), columns, strict=True):
            object.__setattr__(self, name, column)

    @classmethod
    def still(cls) -> "Wind":
        """No wind."""
        return cls(np.zeros(1), np.zeros(1), np.zeros(1))


def read_wind(path: Path) -> Wind:
    """A wind from CSV with the columns ``altitude_m, east_m_s, north_m_s``, in any order.

    Raises
    ------
    InputError
        If the file cannot be read or is no wind; the place names the line.
    """
    columns = read_table(path, [["altitude_m"], ["east_m_s"], ["north_m_s"]])
    try:
        return Wind(*columns)
    except InputError as err:
        raise InputError(err.message, advice=err.advice, place=str(path)) from None
