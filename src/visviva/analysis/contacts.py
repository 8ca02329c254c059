"""How long can a list of ground stations hear a satellite, and how long does none?

Limits: a contact is the satellite over the least elevation; no terrain, no refraction.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from visviva.analysis.elements import ElementSource
from visviva.analysis.passes import PassesRequest, open_passes
from visviva.core.arrays import Array
from visviva.core.place import Place
from visviva.core.result import Result
from visviva.core.tables_in_use import ORIENTATION
from visviva.core.time import DAY_S, Epoch
from visviva.observe.sites import read_sites


@dataclass(frozen=True, slots=True)
class ContactsRequest:
    """Objects, stations (a file, or places), window, least elevation (rad)."""

    source: ElementSource
    start: Epoch
    stations: Path | tuple[Place, ...]
    duration: float = 7.0 * DAY_S
    objects: tuple[str, ...] = ()
    min_elevation: float = math.radians(5.0)


@dataclass(frozen=True, slots=True, repr=False)
class ContactsResult(Result):
    """Contact time and gaps, station by station, and of all together."""

    SCHEMA: ClassVar[str] = "visviva.contacts/1"
    STANDS_ON: ClassVar[tuple[str, ...]] = (ORIENTATION,)
    ROWS: ClassVar[str] = "stations"
    request: ContactsRequest
    names: tuple[str, ...]
    spans: tuple[Array, ...]
    notes: tuple[str, ...]
    objects: tuple[tuple[str, ...], ...] = ()

    def contacts(self) -> Sequence[Mapping[str, Any]]:
        """One row a contact, in order of time within each station."""
        out = []
        for name, spans, objects in zip(self.names, self.spans, self.objects, strict=True):
            order = np.argsort(spans[:, 0], kind="stable")
            for k in order:
                first, last = (self.request.start + float(t) for t in spans[k])
                out.append(
                    {
                        "station": name,
                        "object": objects[k],
                        "start_utc": first.iso(0),
                        "end_utc": last.iso(0),
                        "contact_s": round(float(spans[k, 1] - spans[k, 0]), 1),
                    }
                )
        return out

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row a station, the stations together last."""
        together = _merged(np.concatenate(self.spans))
        out = [
            self._row(name, _merged(span))
            for name, span in zip(self.names, self.spans, strict=True)
        ]
        return [*out, self._row("all together", together)] if len(self.names) > 1 else out

    def _row(self, name: str, spans: Array) -> dict[str, Any]:
        length = self.request.duration
        edges = np.concatenate([[0.0], spans.ravel(), [length]]).reshape(-1, 2)
        gaps = edges[:, 1] - edges[:, 0]
        total = float(np.sum(spans[:, 1] - spans[:, 0])) if spans.size else 0.0
        return {
            "name": name,
            "contact_s_per_day": round(total / (length / DAY_S), 1),
            "contacts": len(spans),
            "longest_gap_s": round(float(np.max(gaps)), 1),
        }

    def head(self) -> Mapping[str, Any]:
        """Window and least elevation."""
        return {
            "start_utc": self.request.start.iso(0),
            "end_utc": (self.request.start + self.request.duration).iso(0),
            "min_elevation_deg": round(math.degrees(self.request.min_elevation), 3),
            "notes": list(self.notes),
        }


def find_contacts(request: ContactsRequest) -> ContactsResult:
    """Contact time per day and longest gap of each station.

    Raises
    ------
    InputError
        If the stations or the element sets cannot be read.
    """
    places = (
        tuple(read_sites(request.stations))
        if isinstance(request.stations, Path)
        else request.stations
    )
    search = open_passes(
        PassesRequest(
            source=request.source,
            sites=places,
            start=request.start,
            duration=request.duration,
            min_elevation=request.min_elevation,
            objects=request.objects,
        )
    )
    found: list[list[Array]] = [[] for _ in places]
    objects: list[list[str]] = [[] for _ in places]
    for batch in search.batches():
        p = batch.passes
        for k in range(len(p)):
            found[int(p.site_index[k])].append(np.array([p.rise[k], p.set[k]]))
            objects[int(p.site_index[k])].append(batch.watch.labels[int(p.object_index[k])])
    spans = tuple(np.stack(rows) if rows else np.empty((0, 2)) for rows in found)
    notes = (*search.notes, *search.cautions)
    return ContactsResult(
        request, tuple(p.label for p in places), spans, notes, tuple(map(tuple, objects))
    )


def _merged(spans: Array) -> Array:
    """Spans in order, overlaps joined."""
    out: list[list[float]] = []
    for low, high in sorted((float(a), float(b)) for a, b in spans):
        if out and low <= out[-1][1]:
            out[-1][1] = max(out[-1][1], high)
        else:
            out.append([low, high])
    return np.array(out).reshape(-1, 2)
