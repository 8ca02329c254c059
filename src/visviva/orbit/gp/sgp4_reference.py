"""SGP4 through the `sgp4` package.

The reference path, and the values that any other SGP4 kernel starts from.

The TEME frame ends here: public functions give GCRF or ITRF, `propagate_teme` is for kernels and
tests.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.time import DAY_S, Epoch
from visviva.errors import PropagationError
from visviva.orbit.gp.record import ElementSet, epoch_day_and_fraction
from visviva.orbit.reasons import why

ORDINAL_TO_JD: Final = 1721424.5  # Julian date of the midnight before ordinal day 0
JD_1950: Final = 2433281.5  # SGP4 counts days from 1949-12-31
LARGEST_SGP4_NUMBER: Final = 339_999  # the `sgp4` package keeps numbers as five Alpha-5 characters

_MIN_PER_RAD: Final = 1440.0 / (2.0 * math.pi)  # rev/day over rad/min, as in SGP4.cpp
_DEG: Final = math.pi / 180.0

ERRORS: Final = {
    1: "the mean eccentricity left the range 0 to 1",
    2: "the mean motion became negative",
    3: "the perturbed eccentricity left the range 0 to 1",
    4: "the semi-latus rectum became negative",
    6: "the object has decayed",
}


@dataclass(frozen=True, slots=True)
class Sgp4Columns:
    """Element sets as arrays of SGP4's own variables.

    Bit-equal to the attributes of `sgp4.api.Satrec`.

    Attributes
    ----------
    catalog_number : ndarray of int64, shape (n,)
    epoch_jd, epoch_fraction : ndarray, shape (n,)
        UTC Julian date of the midnight before the epoch, and fraction of the day.
    bstar : ndarray, shape (n,)
        1/Earth radii.
    eccentricity : ndarray, shape (n,)
    arg_perigee, inclination, mean_anomaly, raan : ndarray, shape (n,)
        Radians.
    mean_motion : ndarray, shape (n,)
        Kozai mean motion in radians per minute.
    """

    catalog_number: NDArray[np.int64]
    epoch_jd: Array
    epoch_fraction: Array
    bstar: Array
    eccentricity: Array
    arg_perigee: Array
    inclination: Array
    mean_anomaly: Array
    mean_motion: Array
    raan: Array

    def __len__(self) -> int:
        return len(self.catalog_number)

    @property
    def epoch(self) -> Epoch:
        """Epochs of all sets, shape (n,).

        The fraction is of 86400 s, on a day with a leap second too.
        """
        return Epoch.from_jd(self.epoch_jd, 0.0, "utc") + self.epoch_fraction * DAY_S


def as_columns(elements: Sequence[ElementSet]) -> Sgp4Columns:
    """SGP4's variables of many element sets, in their order.

    Raises
    ------
    PropagationError
        If a set is of SGP4-XP (ephemeris type 4).
    """
    table = (
        np.array([_sgp4_values(e) for e in elements], dtype=np.float64)
        .reshape(len(elements), 11)
        .T.copy()
    )
    numbers = np.array([e.catalog_number for e in elements], dtype=np.int64)
    jd, fraction, bstar, _, _, ecco, argpo, inclo, mo, no_kozai, nodeo = table
    return Sgp4Columns(numbers, jd, fraction, bstar, ecco, argpo, inclo, mo, no_kozai, nodeo)


def to_satrec(element_set: ElementSet) -> Any:
    """`sgp4.api.Satrec` of one set (WGS 72, improved mode), with any catalogue number.

    `sgp4` refuses numbers above 339999; the number plays no part in the orbit, so such a set is
    given number 0. The result is bit-equal to `Satrec.twoline2rv` for a set read from a TLE, and to
    `sgp4.omm.initialize` for one read from an OMM.

    Examples
    --------
    >>> from visviva.orbit.gp.record import ElementSet
    >>> e = ElementSet(100_000_001, "2025-04-06T00:53:20.165232", 15.49280872, 0.0004922, 51.6369,
    ...     304.3678,
    ...                13.5339, 346.5781, bstar=2.8194e-4)
    >>> to_satrec(e).sgp4_tsince(0.0)[0]
    0
    """
    from sgp4.api import WGS72, Satrec

    jd, fraction, bstar, ndot, nddot, ecco, argpo, inclo, mo, no_kozai, nodeo = _sgp4_values(
        element_set
    )
    number = element_set.catalog_number if element_set.catalog_number <= LARGEST_SGP4_NUMBER else 0
    satrec = Satrec()
    days = (jd + fraction) - JD_1950
    if element_set.arithmetic == "omm":
        days = _omm_days(element_set.epoch_utc)
    satrec.sgp4init(
        WGS72, "i", number, days, bstar, ndot, nddot, ecco, argpo, inclo, mo, no_kozai, nodeo
    )
    satrec.jdsatepoch, satrec.jdsatepochF = jd, fraction
    satrec.classification = element_set.classification
    return satrec


def propagate_teme(element_set: ElementSet, epoch: Epoch) -> tuple[Array, Array]:
    """Position in m and velocity in m/s in TEME of date, shape ``epoch.shape + (3,)``.

    Time runs in SI seconds from the epoch of the set, across leap seconds too.

    Raises
    ------
    PropagationError
        If SGP4 reports an error at any epoch; `fields` hold `codes` (0 where all is well) and
        `catalog_number`.
    """
    satrec = to_satrec(element_set)
    days = np.asarray((epoch - element_set.epoch) / DAY_S, dtype=np.float64)
    whole = np.floor(days)
    codes, r_km, v_km_s = satrec.sgp4_array(
        np.ravel(satrec.jdsatepoch + whole), np.ravel(satrec.jdsatepochF + (days - whole))
    )
    if codes.any():
        raise _propagation_error(element_set, epoch, codes)
    return r_km.reshape((*days.shape, 3)) * 1e3, v_km_s.reshape((*days.shape, 3)) * 1e3


def _propagation_error(
    element_set: ElementSet, epoch: Epoch, codes: NDArray[np.uint8]
) -> PropagationError:
    first = int(np.argmax(codes != 0))
    moment = (
        epoch
        if epoch.shape == ()
        else Epoch(np.ravel(epoch.day)[first], np.ravel(epoch.second)[first])
    )
    code = int(codes[first])
    return PropagationError(
        why(
            "sgp4",
            label=element_set.label,
            when=str(moment.iso(0)),
            reason=why(f"sgp4.{code}") if code in ERRORS else f"error {code}",
        ),
        advice=f"stay nearer to the epoch of the set, {element_set.epoch_utc}Z",
        place=element_set.place or None,
        catalog_number=element_set.catalog_number,
        codes=codes.reshape(epoch.shape),
    )


# --- the arithmetic of the door


def _sgp4_values(e: ElementSet) -> tuple[float, ...]:
    """Epoch (two parts), bstar, ndot, nddot, ecco, argpo, inclo, mo, no_kozai.

    Nodeo as `sgp4` would hold them.
    """
    if e.is_xp:
        raise PropagationError(
            why("xp", label=e.label),
            advice="ask the provider for a set of plain SGP4",
            place=e.place or None,
        )
    ordinal, numerator, denominator = epoch_day_and_fraction(e.epoch_utc)
    angles = (
        e.arg_perigee_deg * _DEG,
        e.inclination_deg * _DEG,
        e.mean_anomaly_deg * _DEG,
        e.raan_deg * _DEG,
    )
    if e.arithmetic != "omm":
        jd, fraction = ordinal + ORDINAL_TO_JD, numerator / denominator
        bstar, nddot = e.bstar, e.mean_motion_ddot
        if e.arithmetic == "tle":
            bstar, nddot = implied_decimal(bstar), implied_decimal(nddot)
        ndot = e.mean_motion_dot / (_MIN_PER_RAD * 1440.0)
        nddot = nddot / (_MIN_PER_RAD * 1440.0 * 1440.0)
        no_kozai = e.mean_motion_rev_day / _MIN_PER_RAD
    else:
        jd, fraction = _split_days(_omm_days(e.epoch_utc))
        bstar = e.bstar
        ndot = e.mean_motion_dot / (1036800.0 / math.pi)
        nddot = e.mean_motion_ddot / (2985984000.0 / 2.0 / math.pi)
        no_kozai = e.mean_motion_rev_day / 720.0 * math.pi
    argpo, inclo, mo, nodeo = angles
    return jd, fraction, bstar, ndot, nddot, e.eccentricity, argpo, inclo, mo, no_kozai, nodeo


def implied_decimal(value: float) -> float:
    """A decimal of five figures as a TLE reader forms it.

    Mantissa times a power of ten, two roundings.

    >>> implied_decimal(3.4473e-4), implied_decimal(1.23456789e-4)
    (0.00034473, 0.000123456789)
    """
    if value == 0.0:
        return value
    text = f"{value:.4e}"
    if float(text) != value:
        return value
    mantissa, exponent = text.split("e")
    sign, digits = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
    return float(f"{sign}.{digits.replace('.', '')}") * 10.0 ** (int(exponent) + 1)


def _omm_days(epoch_utc: str) -> float:
    """Days since 1949-12-31 as one double, the form in which `sgp4.omm` hands the epoch over."""
    ordinal, numerator, denominator = epoch_day_and_fraction(epoch_utc)
    whole = ordinal - 711857  # date(1949, 12, 31).toordinal()
    seconds_scale = denominator // 86400
    return ((whole * denominator + numerator) / seconds_scale) / 86400.0


def _split_days(days: float) -> tuple[float, float]:
    """Whole Julian date and fraction as `Satrec.sgp4init` splits them.

    Eight decimals kept exact if it can tell.
    """
    fraction, whole = math.modf(days)
    if round(days * 1e8) == days * 1e8:
        fraction = round(fraction * 1e8) / 1e8
    return whole + JD_1950, fraction
