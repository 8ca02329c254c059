"""What a pad offers: the payload of one launcher to each of the site's corridors."""

import math
from typing import Any

import numpy as np

from visviva.assessment.answer import Finding, Said
from visviva.assessment.case import Case
from visviva.assessment.models.launch_plane import bands_deg
from visviva.assessment.models.payload import Lift
from visviva.core.arrays import Array
from visviva.core.uncertain import Interval


def offers(case: Case, lift: Lift, latitude_deg: float, perigee: Array, apogee: Array) -> Finding:
    """Payload to the middle of every corridor, at the heights of the study's orbit (m).

    Corridors that begin below the pad's latitude are entered at the latitude, the lowest a launch
    can start at.
    """
    floor = abs(latitude_deg)
    bands = sorted(bands_deg(case.site, latitude_deg, case.pad.key), key=lambda band: band[:2])
    rows: list[dict[str, Any]] = []
    for low, high, corridor in bands:
        tilt = min(max(0.5 * (low + high), floor), 180.0 - floor)
        samples = lift.capability(math.radians(tilt), perigee, apogee, None).payload()
        interval = Interval.of_samples(samples)
        rows.append(
            {
                "corridor": corridor.key,
                "inclination_deg": round(tilt, 2),
                "payload_kg": round(float(np.median(samples))),
                "payload_low_kg": round(interval.low),
                "payload_high_kg": round(interval.high),
            }
        )
    summary, said = _told(
        case, rows, f"{np.median(perigee) / 1e3:.0f} × {np.median(apogee) / 1e3:.0f} km"
    )
    return Finding(
        "corridors",
        "What does the pad offer, corridor by corridor?",
        "yes" if rows else "unknown",
        None,
        "",
        summary,
        lift.method,
        sources=tuple(dict.fromkeys(c.source for _, _, c in bands)),
        detail=tuple(rows),
        said=said,
    )


def _told(case: Case, rows: list[dict[str, Any]], orbit: str) -> tuple[str, Said | None]:
    if not rows:
        return f"{case.site.title} has no known corridor.", None
    least, best = min(rows, key=lambda r: r["payload_kg"]), max(rows, key=lambda r: r["payload_kg"])
    text = (
        f"From {case.site.title}, {case.vehicle.title} lifts {least['payload_kg']:,} kg "
        f"({least['inclination_deg']:.1f}°) to {best['payload_kg']:,} kg "
        f"({best['inclination_deg']:.1f}°) to {orbit}, "
        "by corridor."
    )
    said = Said(
        "finding.corridors.summary",
        {
            "site": case.site.names,
            "vehicle": case.vehicle.names,
            "orbit": orbit,
            "least": (least["payload_kg"], 0),
            "least_deg": (least["inclination_deg"], 1),
            "best": (best["payload_kg"], 0),
            "best_deg": (best["inclination_deg"], 1),
        },
    )
    return text, said
