"""Rows of a space weather table: read from the CSSI file and from CelesTrak's CSV."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.iau import erfa
from visviva.core.time import Epoch, leap_seconds
from visviva.errors import InputError


def text_rows(lines: list[str], path: Path) -> list[tuple[int, bool, list[float], list[float]]]:
    """Day, whether observed, fluxes and Ap of each line of the CSSI text file."""
    rows, section = [], ""
    for number, line in enumerate(lines, 1):
        if line.startswith("BEGIN "):
            section = line[6:].strip()
        elif line.startswith("END "):
            section = ""
        elif section and line[:4].isdigit():
            try:
                ap = (
                    [float(line[k : k + 4]) for k in range(46, 78, 4)]
                    if line[46:50].strip()
                    else []
                )
                adj, mean_adj, obs, mean_obs = (
                    float(line[a:b]) for a, b in ((92, 98), (101, 107), (113, 119), (119, 125))
                )
                day = _mjd(line[:4], line[5:7], line[8:10])
            except ValueError as err:
                raise InputError(f"cannot read {line[:40]!r}", place=f"{path}:{number}") from err
            monthly = section.startswith("MONTHLY")
            rows.append(
                (day, section == "OBSERVED", [] if monthly else ap, [obs, adj, mean_obs, mean_adj])
            )
    return rows


def csv_rows(lines: list[str], path: Path) -> list[tuple[int, bool, list[float], list[float]]]:
    """As `text_rows`, of the CSV file."""
    names = lines[0].split(",")
    column = {name: k for k, name in enumerate(names)}
    ap_columns = [column[f"AP{k}"] for k in range(1, 9)]
    flux = [
        column[k] for k in ("F10.7_OBS", "F10.7_ADJ", "F10.7_OBS_CENTER81", "F10.7_ADJ_CENTER81")
    ]
    rows = []
    for number, line in enumerate(lines[1:], 2):
        words = line.split(",")
        try:
            ap = [float(words[k]) for k in ap_columns] if words[ap_columns[0]] else []
            values = [float(words[k]) for k in flux]
            kind = words[column["F10.7_DATA_TYPE"]]
            rows.append((_mjd(*words[0].split("-")), kind in ("OBS", "INT"), ap, values))
        except (ValueError, IndexError) as err:
            raise InputError(f"cannot read {line[:40]!r}", place=f"{path}:{number}") from err
    return rows


def centred_mean(flux: Array) -> Array:
    """Mean of 81 days about each day, the ends continued."""
    padded = np.pad(flux, 40, mode="edge")
    total = np.cumsum(np.concatenate([[0.0], padded]))
    mean: Array = (total[81:] - total[:-81]) / 81.0
    return mean


def utc_seconds(epoch: Epoch) -> Any:
    """Seconds of UTC since 0 h of the epoch's TAI day, of its shape.

    A leap second counts as the second after it.

    Within a day of a leap second this may be a second off, of no weight in air that changes over
    hours.
    """
    starts, offsets = _leap_table()
    offset = offsets[np.maximum(np.searchsorted(starts, epoch.day, side="right") - 1, 0)]
    if np.any(epoch.day < starts[0]):  # before 1972 UTC drifted: ask the library
        offset = leap_seconds(epoch)
    return epoch.second - offset


@lru_cache(maxsize=1)
def _leap_table() -> tuple[Array, Array]:
    """Days (MJD) from which TAI - UTC held, and its values in s, from 1972."""
    rows = [row for row in erfa.leap_seconds.get() if row["year"] >= 1972]
    days = [_mjd(str(row["year"]), str(row["month"]), "1") for row in rows]
    return np.array(days, dtype=np.float64), np.array(
        [row["tai_utc"] for row in rows], dtype=np.float64
    )


def utc_mjd(epoch: Epoch) -> Any:
    """Modified Julian date on UTC."""
    return epoch.day + utc_seconds(epoch) / 86400.0


def _mjd(year: str, month: str, day: str) -> int:
    return int(
        (
            np.datetime64(f"{int(year):04d}-{int(month):02d}-{int(day):02d}")
            - np.datetime64("1858-11-17")
        ).astype(int)
    )


def iso_day(mjd: int) -> str:
    """The day of a modified Julian date, ``YYYY-MM-DD``."""
    return str(np.datetime64("1858-11-17") + np.timedelta64(mjd, "D"))
