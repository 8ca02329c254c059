"""Published payloads, each foretold without itself, and without its whole launcher.

And asked about: what is published, times a factor above or below 1, is a claim whose truth is known
on either side, which a flight is not.
"""

from collections.abc import Callable, Sequence
from math import erf, exp, log, sqrt

import numpy as np

from visviva.core.uncertain import Z95
from visviva.data.catalogue import Catalogue
from visviva.launch.calibration import Calibration
from visviva.launch.unmodelled import unmodelled_delta_v_of


def left_out(rows: Sequence[Calibration], catalogue: Catalogue) -> str:
    """The section of the page: errors and coverage, row by row and launcher by launcher left out.

    What a row leaves differs from what the others say is lost; the last stage turns that velocity
    into mass: m' = (dry + m) exp(dv / c) - dry (Tsiolkovsky), c such that a metre a second is the
    payload that the row's own ascent gives for it.
    """
    several = [r for r in rows if sum(o.vehicle == r.vehicle for o in rows) > 1]
    head = "| | rows | median error | bias | inside the 90 % interval |\n" + "| --- " * 5 + "|"
    lines = [
        line("a row left out", several, rows, catalogue, lambda row, other: other is not row),
        line(
            "a launcher left out",
            rows,
            rows,
            catalogue,
            lambda row, other: other.vehicle != row.vehicle,
        ),
    ]
    asked = "\nAsked: 5 % and 10 % of median error, and 85 to 95 % inside."
    return "\n".join(["## Published payloads, unseen\n", head, *lines, asked])


def line(
    name: str,
    pool: Sequence[Calibration],
    rows: Sequence[Calibration],
    catalogue: Catalogue,
    kept: Callable[[Calibration, Calibration], bool],
) -> str:
    errors, inside = [], []
    for row in pool:
        error, held = foretold(row, [other for other in rows if kept(row, other)], catalogue)
        errors.append(error)
        inside.append(held)
    if not errors:
        return f"| {name} | 0 | – | – | – |"
    return (
        f"| {name} | {len(errors)} | {100 * np.median(np.abs(errors)):.1f} % | "
        f"{100 * np.median(errors):+.1f} % | {100 * np.mean(inside):.0f} % |"
    )


def foretold(
    row: Calibration, others: Sequence[Calibration], catalogue: Catalogue
) -> tuple[float, bool]:
    """Relative error of the payload foretold from other rows, and whether its interval holds it."""
    vehicle = catalogue.vehicle(row.vehicle).build()
    fit = unmodelled_delta_v_of(vehicle, others)
    last = vehicle.stages[-1]
    dry = last.count * last.dry_mass + vehicle.adapter_mass
    speed = (dry + row.payload) / row.payload_rate
    payload = (dry + row.payload) * exp((row.unmodelled_delta_v - fit.mean) / speed) - dry
    return payload / row.payload - 1.0, abs(row.unmodelled_delta_v - fit.mean) <= Z95 * fit.sigma


#: What is asked of a published payload: it is lifted up to 1, and not beyond.
FACTORS = (0.7, 0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2, 1.3)


def either_side(rows: Sequence[Calibration], catalogue: Catalogue) -> list[tuple[float, float]]:
    """Probability and truth of claims about published payloads, each fitted without itself.

    The last stage turns mass into velocity, as in `foretold`.
    """
    found = []
    for row in rows:
        vehicle = catalogue.vehicle(row.vehicle).build()
        fit = unmodelled_delta_v_of(vehicle, [other for other in rows if other is not row])
        last = vehicle.stages[-1]
        dry = last.count * last.dry_mass + vehicle.adapter_mass
        speed = (dry + row.payload) / row.payload_rate
        for factor in FACTORS:
            heavier = speed * log((dry + factor * row.payload) / (dry + row.payload))
            score = (row.unmodelled_delta_v - heavier - fit.mean) / fit.sigma
            found.append((0.5 * (1.0 + erf(score / sqrt(2.0))), float(factor < 1.0)))
    return found
