"""Passes from element sets or from an ephemeris (SP3, CCSDS OEM), whichever the source holds.

Limits: those of `visviva.observe.passes.along_path`; nothing is known past the ends of an
ephemeris, and its own error is not stated in the file, so that age and sigma are left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visviva.analysis.ephemeris import NamedPath, paths_of
from visviva.analysis.pass_batches import Batch
from visviva.analysis.passes import PassesRequest, Search, open_passes
from visviva.core.arrays import Array, BoolArray
from visviva.core.bodies import sun_position_gcrf
from visviva.core.frames import gcrf_to_itrf
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.observe.passes.along_path import passes_along, positions_at
from visviva.observe.passes.columns import Passes
from visviva.observe.shadow import edges_of, sunlit
from visviva.orbit.ephemeris_files import is_ephemeris
from visviva.orbit.gp import ReadResult


@dataclass(frozen=True, eq=False)
class PathWatch:
    """Objects of an ephemeris, sites and window; see `visviva.observe.passes.rows.Watched`."""

    paths: tuple[NamedPath, ...]
    sites: tuple[Place, ...]
    start: Epoch
    span: float

    @cached_property
    def labels(self) -> list[str]:
        """Names."""
        return [path.name for path in self.paths]

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """No ephemeris says a catalogue number."""
        return np.zeros(len(self.paths), dtype=np.int64)

    def age_and_sigma(self, passes: Passes) -> tuple[Array, Array]:
        """Not stated."""
        return np.full(len(passes), np.nan), np.full(len(passes), np.nan)

    def unknown(self, passes: Passes, sigma: Array) -> BoolArray:
        """An ephemeris is taken at its word."""
        return np.zeros(len(passes), dtype=bool)

    def shadow_changes(self, passes: Passes, k: int) -> list[float]:
        """When pass `k` enters or leaves the shadow, s from the start."""
        i = int(passes.object_index[k])

        def state(t: Array) -> BoolArray:
            moments = self.start + t
            sun = gcrf_to_itrf(moments, sun_position_gcrf(moments, apparent=True))
            return sunlit(self.positions_itrf(i, t), sun)

        return edges_of(state, float(passes.rise[k]), float(passes.set[k]))

    def positions_itrf(self, i: int, t: Array) -> Array:
        """Positions (n, 3) of object `i` at `t`, s from the start."""
        return positions_at(self.paths[i].pieces, self.start, t)


@dataclass(frozen=True, slots=True, eq=False)
class EphemerisSearch(Search):
    """A search along the paths of an ephemeris.

    Attributes
    ----------
    watch : PathWatch
    """

    watch: PathWatch

    @property
    def names(self) -> dict[str, str]:
        """Names of the objects by their place in the file."""
        return {str(i): label for i, label in enumerate(self.watch.labels)}

    def stopped_line(self, stopped: Sequence[tuple[int, float]]) -> tuple[str, ...]:
        """One line about paths that begin or end within the window, if there are any."""
        if not stopped:
            return ()
        i, _ = min(stopped, key=lambda pair: pair[1])
        path = self.watch.paths[i]
        more = f" and {len(stopped) - 1} more" if len(stopped) > 1 else ""
        return (
            f"the ephemeris of {path.name} reaches from {path.start.iso(0)} to "
            f"{path.end.iso(0)}{more}: no passes outside of it",
        )

    def batches(self, report: Callable[[float], None] | None = None) -> Iterator[Batch]:
        """All passes, in order of rise."""
        watch, parts = self.watch, []
        for i, path in enumerate(watch.paths):
            parts.append(
                passes_along(
                    path.pieces,
                    watch.sites,
                    watch.start,
                    watch.span,
                    self.request.min_elevation,
                    index=i,
                )
            )
            if report is not None:
                report(float(i + 1))
        whole = Passes.joined(parts)
        order = np.lexsort((whole.object_index, whole.site_index, whole.rise))
        end = watch.start + watch.span
        short = tuple(
            (i, max(0.0, float(path.end - watch.start)))
            for i, path in enumerate(watch.paths)
            if float(path.end - end) < 0.0 or float(path.start - watch.start) > 0.0
        )
        yield Batch(watch, whole.select(order), short)


def open_search(request: PassesRequest) -> Search:
    """A search that is ready to run, through element sets or along an ephemeris.

    Raises
    ------
    InputError
        If the window, the least elevation or a place makes no sense, or the file cannot be read.
    ElementSetError
        If nothing is a good element set.
    UnknownNameError
        If an object asked for is not there.

    Examples
    --------
    >>> from visviva.orbit.gp import ElementSet
    >>> iss = ElementSet(25544, "2019-12-09T16:38:29.4", 15.50103472, 0.0007417, 51.6439, 211.2001,
    ...     17.6667, 85.6398, bstar=3.8792e-5)
    >>> open_search(PassesRequest([iss], [Place.parse("39.04,125.71")],
    ...     Epoch.parse("2019-12-10T00:00:00Z"), 86400.0)).objects
    1
    """
    source = request.source
    if not isinstance(source, str | bytes) and not hasattr(source, "read_bytes"):
        return open_passes(request)
    if not is_ephemeris(source):  # type: ignore[arg-type]
        return open_passes(request)
    if not request.sites:
        raise InputError("no site", advice="give at least one place")
    paths = paths_of(source, request.objects, name=request.name)  # type: ignore[arg-type]
    watch = PathWatch(paths, tuple(request.sites), request.start, request.duration)
    label = request.name or str(source)
    notes = tuple(dict.fromkeys(f"{p.name}: {p.note}" for p in paths if p.note))
    return EphemerisSearch(
        request=request,
        read=ReadResult((), (), "ephemeris", label),
        watch=watch,
        sets=(),
        refused=(),
        notes=notes,
        cautions=(),
    )
