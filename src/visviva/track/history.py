"""One object's history of element sets.

Sorted, merged, rid of sets that contradict their neighbours.

Limits: a set is dropped only where its neighbours agree with each other far better than with it, so
the first and the last set are never judged, nor two forged sets in a row. Sets less than three
hours apart are one observation, told by the first of them: a burn between them is seen later.
What was dropped, and why, stays in `History.dropped`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.core.time import DAY_S, Epoch
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp import ElementSet, Sgp4Columns, as_columns
from visviva.orbit.gp.choose import by_object, number_of
from visviva.orbit.sgp4 import Sgp4Catalogue, layout
from visviva.track.history_doubts import MINUTES_A_DAY, _one_plane
from visviva.track.history_notes import count_of, say
from visviva.track.history_observations import tell_apart
from visviva.track.reasons import why

LONG_GAP_DAYS: Final = 60.0
LEAST_SETS: Final = 3
#: A second object may make up this share of a file and be set aside; more is two histories in one
#: file.
STRAY_SHARE: Final = 0.1
#: A set whose highest point lies lower is of nothing in orbit, m: the last sets before a fall tell
#: of 120 to 150 km.
LEAST_APOGEE: Final = 100e3


@dataclass(frozen=True, slots=True)
class Dropped:
    """A set left out of the history.

    Attributes
    ----------
    element_set : ElementSet
    reason : str
    """

    element_set: ElementSet
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Element sets of one object in order of time, ready for analysis.

    Attributes
    ----------
    sets : tuple of ElementSet
        n of them, epochs strictly rising.
    epoch : Epoch, shape (n,)
    days : ndarray, shape (n,)
        SI days since the first epoch.
    catalogue : Sgp4Catalogue
        The same sets, ready to propagate.
    dropped : tuple of Dropped
    warnings : tuple of str
        One line each: strays, gaps, order.
    """

    sets: tuple[ElementSet, ...]
    epoch: Epoch
    days: Array
    catalogue: Sgp4Catalogue
    dropped: tuple[Dropped, ...]
    warnings: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.sets)

    @property
    def catalog_number(self) -> int:
        """Catalogue number of the object."""
        return self.sets[-1].catalog_number

    @property
    def name(self) -> str:
        """Latest name, or the number."""
        return next((e.name for e in reversed(self.sets) if e.name), str(self.catalog_number))

    def constant(self, column: int) -> Array:
        """A column of SGP4's constants (see `visviva.orbit.sgp4.layout`), shape (n,)."""
        values: Array = self.catalogue.constants[:, column]
        return values

    @property
    def semi_major_axis(self) -> Array:
        """Brouwer mean semi-major axis, m, shape (n,)."""
        return layout.RADIUS_KM * 1e3 * (layout.XKE / self.constant(layout.NO)) ** (2.0 / 3.0)

    @property
    def eccentricity(self) -> Array:
        """Mean eccentricity, shape (n,)."""
        return self.constant(layout.ECCO)

    @property
    def inclination(self) -> Array:
        """Mean inclination, rad, shape (n,)."""
        return self.constant(layout.INCLO)

    @property
    def node(self) -> Array:
        """Mean right ascension of the ascending node in TEME, rad, 0 to 2 pi, shape (n,)."""
        return np.mod(self.constant(layout.NODEO), 2.0 * np.pi)

    @property
    def node_rate(self) -> Array:
        """Secular rate of the node, rad/day, shape (n,)."""
        return self.constant(layout.NODEDOT) * MINUTES_A_DAY

    @property
    def is_deep(self) -> bool:
        """Whether most sets are served by the deep-space theory (225 minutes and more)."""
        return bool(np.median(self.catalogue.is_deep) > 0.5)

    def take(self, where: Any) -> "History":
        """The part that a slice or a mask selects; warnings stay."""
        index = np.arange(len(self))[where]
        return History(
            tuple(self.sets[i] for i in index),
            self.epoch[index],
            self.days[index] - self.days[index[0]],
            self.catalogue.take(index),
            self.dropped,
            self.warnings,
        )

    def before(self, moment: Epoch) -> "History":
        """The sets whose epoch is not after `moment`.

        Raises
        ------
        InputError
            If no set is that old.
        """
        known = np.asarray(self.epoch - moment) <= 0.0
        if not known.any():
            raise InputError(
                f"no element set of {self.name} is as old as {moment.iso(0)}",
                advice=f"the first is of {self.epoch[0].iso(0)}",
            )
        return self if known.all() else self.take(known)


def history_of(
    elements: Sequence[ElementSet], wanted: str | int | None = None, *, least: int = LEAST_SETS
) -> History:
    """One object's history from element sets in any order.

    Parameters
    ----------
    elements : sequence of ElementSet
    wanted : str or int, optional
        Catalogue number or name, where the sets are of several objects.
    least : int
        Fewest sets that will do.

    Raises
    ------
    InputError
        If the sets are of several objects and none is chosen, or mix two orbits under one number,
        or are too few.
    UnknownNameError
        If no set is of the object asked for.

    Examples
    --------
    >>> e = ElementSet(7, "2024-06-06T00:00:00", 15.2, 0.001, 97.4, 10.0, 0.0, 0.0)
    >>> from dataclasses import replace
    >>> sets = [replace(e, epoch_utc=f"2024-06-0{d}T00:00:00", raan_deg=4.0 + d) for d in (8, 6, 7)]
    >>> history_of(sets).days.round(3).tolist()
    [0.0, 1.0, 2.0]
    """
    own, warnings = _one_object(elements, wanted)
    low = [e for e in own if _apogee(e) < LEAST_APOGEE]
    own = [e for e in own if _apogee(e) >= LEAST_APOGEE]
    if low:
        warnings.append(say("low", sets=count_of(len(low)), height=(LEAST_APOGEE / 1e3, 0)))
    ordered = all(a.epoch_utc <= b.epoch_utc for a, b in pairwise(own))
    if not ordered:
        warnings.append(say("unsorted"))
    sets = sorted(own, key=lambda e: e.epoch_utc)
    if not sets:
        _enough(sets, least)
    columns = as_columns(sets)
    catalogue = _catalogue(columns)
    epoch = columns.epoch
    days = np.asarray(epoch - epoch[0]) / DAY_S
    told = tell_apart(sets, days, catalogue)
    dropped = tuple(
        Dropped(sets[i], reason)
        for reason, places in (
            ("superseded by a later set of the same epoch", told.superseded),
            ("tells again what a set shortly before it told", told.again),
            ("contradicts the sets before and after it, which agree", told.odd),
        )
        for i in places
    ) + tuple(Dropped(e, "lies wholly in the air, where nothing stays in orbit") for e in low)
    _enough(told.keep, least)
    keep, note = _one_plane(told.keep, catalogue, epoch)
    warnings += note
    if len(told.odd):
        warnings.append(say("odd", sets=count_of(len(told.odd))))
    warnings += _gap_warnings(days[keep], epoch[keep])
    return History(
        tuple(sets[i] for i in keep),
        epoch[keep],
        days[keep] - days[keep[0]],
        catalogue.take(keep),
        dropped,
        tuple(warnings),
    )


def _apogee(e: ElementSet) -> float:
    """Height of the highest point over the equator's radius, m."""
    motion = 2.0 * np.pi * e.mean_motion_rev_day / DAY_S
    axis = float((EARTH_GM / motion**2) ** (1.0 / 3.0))
    return axis * (1.0 + e.eccentricity) - EARTH_RADIUS


def _gap_warnings(days: Array, epoch: Epoch) -> list[str]:
    """One line of the gaps longer than `LONG_GAP_DAYS`.

    The longest by its dates, the rest by their number.
    """
    gaps = np.diff(days)
    long = int((gaps > LONG_GAP_DAYS).sum())
    if not long:
        return []
    k = int(np.argmax(gaps))
    return [
        say(
            "gap.more" if long > 1 else "gap",
            first=epoch[k].iso(0)[:10],
            last=epoch[k + 1].iso(0)[:10],
            days=(float(gaps[k]), 0),
            more=(long - 1, 0),
            long=(LONG_GAP_DAYS, 0),
        )
    ]


def _one_object(
    elements: Sequence[ElementSet], wanted: str | int | None
) -> tuple[list[ElementSet], list[str]]:
    if wanted is not None:
        text = str(wanted).strip()
        number = number_of(text)
        own = [
            e
            for e in elements
            if e.name.strip().upper() == text.upper() or e.catalog_number == number
        ]
        if not own:
            raise UnknownNameError(
                f"no element set of {text!r}",
                advice="give a catalogue number or a name in the file",
            )
        groups = by_object(own)
        if len({sets[0].catalog_number for sets in groups}) > 1:
            raise InputError(
                f"the name {text!r} belongs to several objects",
                advice="give the catalogue number",
            )
        if len(groups) > 1:
            raise InputError(
                f"{own[0].catalog_number} is shared by {_shown(groups)}",
                advice="choose one by its name with --object NAME",
            )
        return own, []
    groups = sorted(by_object(elements), key=len, reverse=True)
    if len(groups) > 1:
        strays = sum(len(sets) for sets in groups[1:])
        if strays > STRAY_SHARE * len(elements):
            raise InputError(
                f"the file holds {_shown(groups)}",
                advice="choose one with --object NUMBER",
                objects=tuple(sets[0].catalog_number for sets in groups),
            )
        others = ", ".join(str(sets[0].catalog_number) for sets in groups[1:4])
        return list(groups[0]), [say("strays", sets=count_of(strays), others=others)]
    return list(elements), []


def _shown(groups: Sequence[Sequence[ElementSet]]) -> str:
    """So many objects, the first four by number (by name, where the number is shared)."""
    numbers = Counter(sets[0].catalog_number for sets in groups)
    shown = ", ".join(
        f"{sets[0].label if numbers[sets[0].catalog_number] > 1 else sets[0].catalog_number} "
        f"({count_of(len(sets))})"
        for sets in groups[:4]
    )
    more = f" and {len(groups) - 4} more" if len(groups) > 4 else ""
    return f"{len(groups)} objects: {shown}{more}"


def _enough(sets: Sequence[Any] | NDArray[Any], least: int) -> None:
    if len(sets) < least:
        raise InputError(
            why(
                "too-few.one" if len(sets) == 1 else "too-few.many",
                count=(len(sets), 0),
                least=(least, 0),
            ),
            advice="give a longer history",
        )


def _catalogue(c: Sgp4Columns) -> Sgp4Catalogue:
    return Sgp4Catalogue.from_columns(
        {
            "epoch_jd": c.epoch_jd,
            "epoch_fr": c.epoch_fraction,
            "bstar": c.bstar,
            "ecco": c.eccentricity,
            "argpo": c.arg_perigee,
            "inclo": c.inclination,
            "mo": c.mean_anomaly,
            "no_kozai": c.mean_motion,
            "nodeo": c.raan,
        }
    )
