"""Published payloads, each foretold without itself, and without its whole launcher."""

from collections.abc import Sequence

import numpy as np

from visviva.analysis.launch_inputs import spreads_of
from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError
from visviva.launch.performance import Calibration, payload


def left_out(rows: Sequence[Calibration], catalogue: Catalogue, count: int, seed: int) -> str:
    """The section of the page: errors and coverage, row by row and launcher by launcher left out.

    `count` rows at most are drawn for each, since every one is an ascent.
    """
    rng = np.random.default_rng(seed)
    several = [r for r in rows if sum(o.vehicle == r.vehicle for o in rows) > 1]
    parts = []
    for name, pool, kept in (
        ("a row left out", several, lambda row, other: other is not row),
        ("a launcher left out", list(rows), lambda row, other: other.vehicle != row.vehicle),
    ):
        picked = rng.permutation(len(pool))[: count or len(pool)]
        errors, inside = [], []
        for k in picked:
            row = pool[int(k)]
            try:
                found = foretold(row, [o for o in rows if kept(row, o)], catalogue)
            except VisvivaError:
                continue
            errors.append(found[0] / row.payload - 1.0)
            inside.append(found[1] <= row.payload <= found[2])
        if errors:
            parts.append(
                f"| {name} | {len(errors)} of {len(picked)} | "
                f"{100 * np.median(np.abs(errors)):.1f} % | {100 * np.median(errors):+.1f} % | "
                f"{100 * np.mean(inside):.0f} % |"
            )
    head = "| | rows | median error | bias | inside the 90 % interval |\n" + "| --- " * 5 + "|"
    return (
        "## Published payloads, unseen\n\n"
        + "\n".join([head, *parts])
        + "\n\nAsked: 5 % and 10 %, and 85 to 95 % inside."
    )


def foretold(
    row: Calibration, others: Sequence[Calibration], catalogue: Catalogue
) -> tuple[float, float, float]:
    """Payload and 90 % interval, kg, from the other rows."""
    fact = catalogue.vehicle(row.vehicle)
    found = payload(
        fact.build(),
        row.latitude,
        0.0,
        row.perigee,
        row.apogee,
        row.inclination,
        turn=True,
        calibrations=others,
        spreads=spreads_of(fact),
    )
    return found.payload, found.interval.low, found.interval.high
