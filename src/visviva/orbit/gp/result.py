"""What reading element sets gives.

Those that were read, and those that were refused, each with its place.
"""

from collections import Counter
from dataclasses import dataclass

from visviva.orbit.gp.record import ElementSet


@dataclass(frozen=True, slots=True)
class Rejected:
    """One set that was not read.

    Attributes
    ----------
    line : int
        Line of the file where the set begins.
    reason : str
        What is wrong with it, in words.
    name : str
        Name or number of the object, as far as it could be read.
    claimed : ElementSet or None
        What the set claims, where its columns could be read all the same (a TLE that fails its
        checksum).
    """

    line: int
    reason: str
    name: str = ""
    claimed: ElementSet | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A set that was read with a doubt about its text.

    Attributes
    ----------
    line : int
        Line of the file where the set begins.
    reason : str
        What makes it doubtful, in words.
    element_set : ElementSet
        As it was read.
    """

    line: int
    reason: str
    element_set: ElementSet


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a text goes on in another form.

    Attributes
    ----------
    offset : int
        Characters of the text before it.
    line : int
        Line of the file where it begins.
    """

    offset: int
    line: int


#: What a reader gives, in file order.
Item = ElementSet | Rejected | Remark | Rest


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that a file held.

    Attributes
    ----------
    elements : tuple of ElementSet
        In file order, duplicates kept.
    rejected : tuple of Rejected
    format : str
        ``tle``, ``json``, ``csv``, ``xml`` or ``kvn``: what the content turned out to be; of a file
        that goes on in another form, the first.
    source : str
        File, or empty.
    remarks : tuple of Remark
        Sets of `elements` that were read with a doubt about their text.
    """

    elements: tuple[ElementSet, ...]
    rejected: tuple[Rejected, ...]
    format: str
    source: str = ""
    remarks: tuple[Remark, ...] = ()

    def __len__(self) -> int:
        return len(self.elements)

    @property
    def span_utc(self) -> tuple[str, str] | None:
        """Earliest and latest epoch as text, or None of nothing."""
        if not self.elements:
            return None
        epochs = [e.epoch_utc for e in self.elements]
        return min(epochs), max(epochs)

    @property
    def duplicates(self) -> int:
        """How many sets repeat an earlier one.

        Same object, same epoch, same figures (names may differ).
        """
        return len(self.elements) - len({_figures(e) for e in self.elements})

    @property
    def conflicts(self) -> tuple[tuple[int, str], ...]:
        """Object and epoch of sets that share both and differ in their figures."""
        pairs = Counter(figures[:2] for figures in {_figures(e) for e in self.elements})
        return tuple(pair for pair, count in sorted(pairs.items()) if count > 1)

    def latest(self) -> tuple[ElementSet, ...]:
        """The set of latest epoch of each object, ordered by catalogue number.

        Of equals, the later in the file. Objects that share a number stay apart; see
        `visviva.orbit.gp.choose`.
        """
        from visviva.orbit.gp.choose import by_object

        newest = [
            max(reversed(sets), key=lambda e: e.epoch_utc) for sets in by_object(self.elements)
        ]
        return tuple(sorted(newest, key=lambda e: e.catalog_number))


def _figures(e: ElementSet) -> tuple[int, str, tuple[float, ...]]:
    """Object, epoch and the figures that make the orbit."""
    return (
        e.catalog_number,
        e.epoch_utc,
        (
            e.mean_motion_rev_day,
            e.eccentricity,
            e.inclination_deg,
            e.raan_deg,
            e.arg_perigee_deg,
            e.mean_anomaly_deg,
            e.bstar,
        ),
    )
