"""How far a computed range of a spent stage or fairing is from where it was said or found to fall.

The table holds places with their sources, beside the range that the best ascent of the catalogue's
launcher gives when nothing plans it (`scripts/measure_drop_ranges.py`). The ratio of both is taken
as log-normal from launcher to launcher; the launcher of a question never measures itself.

Limits: a dozen launchers, most known from one flight; a place is the middle of an announced area
or where a piece was found, and carries the scatter of that flight; two launchers alone tell of
strap-ons, too few for an interval. Sources and what is only recalled stand in the table.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Kind = Literal["stage", "fairing", "strap-on"]
KINDS: tuple[Kind, ...] = ("stage", "fairing", "strap-on")
#: Fewest launchers from which an interval is taken.
FEWEST = 4
TABLE = Path(__file__).with_name("tables") / "drops_on_record.csv"


@dataclass(frozen=True, slots=True)
class DropOnRecord:
    """A piece with its range on record and as simulated, m.

    Attributes
    ----------
    vehicle, item : str
    kind : Kind
    range, known : float
        From the pad, and how well that place is known.
    half : float or None
        Half the length of the announced area along the track.
    simulated, scatter : float
        Median and standard deviation of the falls from an unplanned ascent.
    source : str
    """

    vehicle: str
    item: str
    kind: Kind
    range: float
    known: float
    half: float | None
    simulated: float
    scatter: float
    source: str

    @property
    def ratio(self) -> float:
        """Range on record over the simulated one."""
        return self.range / self.simulated


@dataclass(frozen=True, slots=True)
class RangeError:
    """Range on record over a simulated one: 90 % interval and middle.

    `vehicles` and `places` say from how many.
    """

    low: float
    middle: float
    high: float
    vehicles: int
    places: int


@lru_cache(maxsize=1)
def drops_on_record() -> tuple[DropOnRecord, ...]:
    """Every place of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return tuple(
        DropOnRecord(
            row["vehicle"],
            row["item"],
            KINDS[KINDS.index(row["kind"])],
            1e3 * float(row["range_km"]),
            1e3 * float(row["known_km"]),
            1e3 * float(row["half_km"]) if row["half_km"] else None,
            1e3 * float(row["simulated_km"]),
            1e3 * float(row["scatter_km"]),
            row["source"],
        )
        for row in rows
    )


def range_error(kind: Kind, *, without: str = "") -> RangeError | None:
    """Error of a simulated range, from every launcher but `without` (a slug).

    Each launcher counts once, however many places tell of it; the interval is that of one more
    place of one more launcher (Student's t with one degree less than launchers).

    Returns
    -------
    RangeError or None
        None where fewer than `FEWEST` launchers tell of it.

    Examples
    --------
    >>> error = range_error("stage")
    >>> error.low < 1.0 < error.high
    True
    >>> range_error("strap-on") is None
    True
    """
    here = [d for d in drops_on_record() if d.kind == kind and d.vehicle != without]
    grouped: dict[str, list[float]] = {}
    for drop in here:
        grouped.setdefault(drop.vehicle, []).append(math.log(drop.ratio))
    n = len(grouped)
    if n < FEWEST:
        return None
    middle = _mean([_mean(some) for some in grouped.values()])
    spread = [_mean([(x - middle) ** 2 for x in some]) for some in grouped.values()]
    sigma = math.sqrt(sum(spread) / (n - 1) * (1.0 + 1.0 / n))
    # Here, not above: the table is also read where no interval is asked.
    from scipy.special import stdtrit

    reach = float(stdtrit(n - 1, 0.95)) * sigma
    low, high = math.exp(middle - reach), math.exp(middle + reach)
    return RangeError(low, math.exp(middle), high, n, len(here))


def left_out(kind: Kind) -> tuple[int, int]:
    """Places inside the 90 % of the other launchers, and places that have such an interval."""
    inside = asked = 0
    for drop in drops_on_record():
        error = range_error(kind, without=drop.vehicle) if drop.kind == kind else None
        if error is not None:
            asked += 1
            inside += error.low <= drop.ratio <= error.high
    return inside, asked


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
