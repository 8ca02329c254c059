"""What launchers left unspent when they flew: floors under what they can, by flight.

A flight that brought a mass to an orbit lost, of the velocity that its stages have by the facts, no
more than the optimal ascent with that mass leaves. Near its own orbit that binds closely, far from
it loosely. The flights of the record are flown once for the table that ships
(``scripts/make_flown_floors.py``).

Limits: masses and orbits are those of `visviva.data.record`; of like flights only the one that
left least is kept, and none that left far more than published payloads say is lost.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from math import erfc, hypot, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np

from visviva.core.arrays import Array

TABLE = Path(__file__).parent / "tables" / "flown_floors.json"
#: Standard deviation of what one orbit's losses say of another's, m/s; and of like orbits from one
#: site, where the model's own errors are the same.
BETWEEN_ORBITS, LIKE_ORBITS = 70.0, 20.0
#: Orbits are alike within these: perigee and apogee, km (or a share of the apogee), inclination.
LIKE_KM, LIKE_SHARE, LIKE_DEG = 60.0, 0.05, 1.0
#: Share of the record's masses and orbits that are not what flew. Many are estimates:
#: four of 447 flights are refused where makers tell of less (docs, calibration).
MISTOLD = 0.01
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Reached:
    """An orbit from a site: heights in km over the equatorial radius, inclination in deg."""

    site: str
    perigee_km: float
    apogee_km: float
    inclination_deg: float

    def like(self, other: "Reached") -> bool:
        """Whether both leave one site for orbits that are nearly the same.

        Examples
        --------
        >>> Reached("naro", 550, 550, 97.6).like(Reached("naro", 540, 552, 97.5))
        True
        """
        far = max(LIKE_KM, LIKE_SHARE * max(self.apogee_km, other.apogee_km))
        return (
            self.site == other.site
            and abs(self.perigee_km - other.perigee_km) <= LIKE_KM
            and abs(self.apogee_km - other.apogee_km) <= far
            and abs(self.inclination_deg - other.inclination_deg) <= LIKE_DEG
        )


@dataclass(frozen=True, slots=True)
class FlownFloor:
    """A flight, and the velocity that it left.

    Attributes
    ----------
    vehicle : str
    day : date
    reached : Reached
    payload : float
        kg.
    left : float
        Velocity that the optimal ascent with that payload leaves, m/s.
    rates : dict of str to float
        m/s of it per unit of each stage figure, by ``"stage key/figure"``.
    """

    vehicle: str
    day: date
    reached: Reached
    payload: float
    left: float
    rates: dict[str, float] = field(default_factory=dict)

    def scatter(self, asked: Reached) -> float:
        """How well it says what is lost on the way to another orbit: standard deviation, m/s."""
        return LIKE_ORBITS if self.reached.like(asked) else BETWEEN_ORBITS


@lru_cache(maxsize=1)
def bundled_floors() -> tuple[FlownFloor, ...]:
    """Floors of the record's flights, as they ship."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))["flights"]
    return tuple(
        FlownFloor(
            row["vehicle"],
            date.fromisoformat(row["day"]),
            Reached(row["site"], *row["orbit"]),
            row["payload"],
            row["left"],
            row["rates"],
        )
        for row in rows
    )


def floors_of(vehicle: str, *, but: date | None = None) -> tuple[FlownFloor, ...]:
    """Floors of a launcher, without the flight of the day `but`: no claim proves itself."""
    return tuple(
        f
        for f in bundled_floors()
        if f.vehicle == vehicle and (but is None or abs(f.day - but) > timedelta(days=1))
    )


def most_telling(
    floors: Sequence[FlownFloor], asked: Reached, mean: float, sigma: float
) -> FlownFloor | None:
    """The flight that says most of what is lost on the way to an orbit; None where none does.

    `mean` and `sigma` are what is known without flights, m/s. A flight that would need so little
    that a mistake in the record is likelier says nothing.

    Examples
    --------
    >>> asked = Reached("naro", 550, 550, 97.6)
    >>> near = FlownFloor("nuri", date(2023, 5, 25), asked, 504.0, 520.0)
    >>> far = FlownFloor("nuri", date(2022, 6, 21), Reached("naro", 200, 200, 80), 1500.0, 540.0)
    >>> most_telling([far, near], asked, 480.0, 100.0).payload
    504.0
    """
    scores = [((f.left - mean) / hypot(sigma, f.scatter(asked)), k) for k, f in enumerate(floors)]
    likely = [(score, k) for score, k in scores if doubt(below(score)) < 0.5]
    return floors[min(likely)[1]] if likely else None


def doubt(chance: float) -> float:
    """Probability that the record is mistaken of a flight that had this chance to be possible."""
    return MISTOLD / (MISTOLD + (1.0 - MISTOLD) * chance)


def below(score: float) -> float:
    """Probability that a standard normal is below `score`."""
    return 0.5 * erfc(-score / sqrt(2.0))


def under_floor(
    drawn: Array, noise: Array, most: Array, *, mean: float, sigma: float, scatter: float
) -> Array:
    """Samples of what is lost, given that a flight lost at most `most` but for a scatter; m/s.

    With n ~ N(mean, sigma) and e ~ N(0, scatter), samples of n given n + e <= most: their sum is
    a normal that is cut off, and n follows it by its share of the variance. Samples move with
    what was drawn, and none moves where the flight says nothing; as many stay as the record is
    to be doubted.

    Parameters
    ----------
    drawn : ndarray of shape (n,)
        Samples of n.
    noise : ndarray of shape (n, 2)
        Standard normals.
    most : ndarray of shape (n,)
    mean, sigma, scatter : float

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> n, z = 100.0 + 50.0 * rng.standard_normal(4000), rng.standard_normal((4000, 2))
    >>> told = under_floor(n, z, np.full(4000, 60.0), mean=100.0, sigma=50.0, scatter=1.0)
    >>> round(float(np.mean(told <= 65.0)), 2)
    0.97
    """
    if sigma <= 0.0:
        return drawn
    both = drawn + scatter * noise[:, 0]
    width = hypot(sigma, scatter)
    top = np.array([below((m - mean) / width) for m in most])
    rank = np.array([below((b - mean) / width) for b in both])
    held = np.clip(top * rank, 1e-300, 1.0 - 1e-16)
    cut = mean + width * np.array([_NORMAL.inv_cdf(p) for p in held])
    mistold = np.array([below(z) for z in noise[:, 1]]) < doubt(float(np.mean(top)))
    moved = np.where((top > 1.0 - 1e-12) | mistold, both, cut)
    return np.asarray(drawn + (sigma / width) ** 2 * (moved - both))
