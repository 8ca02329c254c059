"""What the page draws of an answer, as plain values: finished sentences, degrees and kilometres.

The words and pictures are those of `visviva.report`; nothing is computed here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from visviva.analysis.dossier import Dossier
from visviva.analysis.failure import FallenResult
from visviva.analysis.flown_path import flown_path
from visviva.assessment.answer import Assessment, GroundTrack
from visviva.assessment.models.failure_words import item_words
from visviva.core.message import localize as said
from visviva.core.place import Place
from visviva.core.time import DAY_S
from visviva.report.fragments import limit_svg, margin_svg
from visviva.report.localize import localize
from visviva.report.messages import catalogue
from visviva.report.view import Line
from visviva.web.flight_words import event_words

#: Points of the decay fan.
FAN = 60


def plain(value: Any) -> Any:
    """Values of a page as JSON holds them; a text that stays as it was written says so."""
    if isinstance(value, Line):
        return {"text": value.text, "quoted": value.quoted}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def study_view(answer: Assessment, lang: str) -> dict[str, Any]:
    """Page of an assessment: words, margin picture, flat map, scene of the globe."""
    page = localize(answer, lang)
    shown = {name: plain(getattr(page, name)) for name in page.__dataclass_fields__ if name != "t"}
    shown["margin_svg"] = {size: margin_svg(page, size) for size in ("wide", "narrow")}
    for name in ("findings", "outside"):
        for seen, drawn in zip(shown[name], getattr(page, name), strict=True):
            seen["svg"] = limit_svg(page, drawn)
    del shown["pictures"]
    shown["labels"] = {
        key: page.t(key, step=30) if key == "map.caption" else page.t(key)
        for key in ("margin.caption", "margin.caption.no_samples", "map.caption", "footer.coast")
    }
    return {
        "page": shown,
        "scene": {
            "lines": [line_of(track, lang) for track in answer.tracks],
            "places": [place_of(place, lang) for place in answer.places],
            "movers": [mover_of(track, lang) for track in answer.tracks if track.duration > 0.0],
        },
    }


def named_by(study: Any) -> dict[str, Any]:
    """What a study names that the page may change: path and value; nothing where it has none."""
    out: dict[str, Any] = {}
    for table, keys in (
        ("launch", ("site", "vehicle")),
        ("spacecraft", ("name", "mass_kg")),
        ("target", ("station",)),
    ):
        section = getattr(study, table, None)
        if section is not None:
            out |= {f"{table}.{key}": getattr(section, key, None) for key in keys}
    return out


def line_of(track: GroundTrack, lang: str) -> dict[str, Any]:
    """A ground track for map and globe, degrees; points that are not finite cut it."""
    points = [
        [round(math.degrees(lon), 4), round(math.degrees(lat), 4)]
        for lon, lat in zip(track.longitude, track.latitude, strict=True)
        if math.isfinite(lon) and math.isfinite(lat)
    ]
    if track.role in ("area", "announced") and points:
        points.append(points[0])
    return {"label": said(track.label, lang), "role": track.role, "points": points}


def mover_of(track: GroundTrack, lang: str) -> dict[str, Any]:
    """What moves along a track: seconds, longitude, latitude (degrees), height (km).

    Examples
    --------
    >>> mover_of(GroundTrack("x", "orbit", (0.0, 0.1), (0.0, 0.0), 60.0, 5e5), "en")["samples"]
    [[0.0, 0.0, 0.0, 500.0], [60.0, 5.7296, 0.0, 500.0]]
    """
    step = track.duration / max(1, len(track.longitude) - 1)
    return {
        "label": said(track.label, lang),
        "samples": [
            [
                round(k * step, 2),
                round(math.degrees(lon), 4),
                round(math.degrees(lat), 4),
                round(track.height / 1e3, 1),
            ]
            for k, (lon, lat) in enumerate(zip(track.longitude, track.latitude, strict=True))
        ],
    }


def place_of(place: Place, lang: str) -> dict[str, Any]:
    """A place for map and globe."""
    return {
        "label": said(place.name, lang) or place.label,
        "lat_deg": math.degrees(place.latitude),
        "lon_deg": math.degrees(place.longitude),
    }


def flight_view(found: FallenResult, lang: str) -> dict[str, Any]:
    """Path of a launch with times and heights, and the areas where its pieces come down."""
    path = flown_path(found.ascent)
    return {
        "path": path.to_dict(),
        "items": {item.name: said(item_words(item.name), lang) for item in found.items},
        "events": [
            {"t_s": round(t, 1), "label": said(event_words(name), lang)}
            for name, t in found.ascent.events
        ],
        "columns": headings([*path.rows()[:1], *found.rows()[:1]], lang),
        "pad": {
            "lat_deg": math.degrees(found.ascent.latitude),
            "lon_deg": math.degrees(found.ascent.longitude),
        },
    }


def headings(rows: Sequence[Mapping[str, Any]], lang: str) -> dict[str, str]:
    """Headings of a table's columns, by key."""
    words = catalogue(lang)
    return {key: words.column(key) for row in rows for key in row}


def dossier_view(found: Dossier, lang: str) -> dict[str, Any]:
    """Heights and node against time, and the fan of the decay, as series."""
    out: dict[str, Any] = {
        "columns": headings(found.rows()[:1], lang),
        "summary": found.summary.localize(lang),
    }
    start = found.history.epoch[0]
    seconds = _unix(start)
    if found.identity is not None:
        days, perigee, apogee = found.identity.heights.T
        out["heights"] = {
            "unix_s": [seconds + float(d) * DAY_S for d in days],
            "perigee_km": [round(float(h) / 1e3, 4) for h in perigee],
            "apogee_km": [round(float(h) / 1e3, 4) for h in apogee],
        }
    out["burns"] = [
        {
            "unix_s": seconds + float(m.time - start),
            "delta_v_m_s": float(m.size),
            "confidence": float(m.confidence),
        }
        for m in found.sure_burns
    ]
    if found.decay is not None:
        when = _unix(found.decay.as_of)
        ends = sorted(float(d) for d in found.decay.days if math.isfinite(d))
        count = found.decay.days.size
        picked = sorted(
            {round(k * (len(ends) - 1) / (FAN - 1)) for k in range(FAN)} if ends else ()
        )
        out["decay"] = {
            "unix_s": [when + ends[k] * DAY_S for k in picked],
            "share_down": [(k + 1) / count for k in picked],
        }
    return out


def _unix(epoch: Any) -> float:
    from datetime import datetime

    return datetime.fromisoformat(epoch.iso(3)).timestamp()
