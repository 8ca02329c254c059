"""Ascents of the calibration ahead of its tables, by groups of neighbours, on any executor.

Within a group each ascent starts from the one before it, so a group is one chunk whoever flies it,
and the answers do not depend on how many workers there are.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.calibrate_cache import Kept, asked_once
from benchmarks.calibrate_claims import Claim
from benchmarks.calibrate_history import Neighbours, claim_key, from_row, group_of, spare_of
from visviva.core.sweep import sweep
from visviva.core.sweep_pools import open_pool
from visviva.data.catalogue import Catalogue
from visviva.launch.calibration import Calibration


def fly_group(claims: tuple[Claim, ...]) -> dict[str, list[str]]:
    """Answers of one group, as the cache keeps them."""
    catalogue, neighbours = Catalogue.bundled(), Neighbours()
    rows = [
        {"key": claim_key(one), **asked_once(lambda: spare_of(one, catalogue, neighbours))}  # noqa: B023
        for one in claims
    ]
    return {"row": [json.dumps(row) for row in rows]}


def fly_ahead(
    claims: Sequence[Claim],
    catalogue: Catalogue,
    rows: Sequence[Calibration],
    kept: Kept,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    checkpoint: Path | None = None,
) -> int:
    """Fly every claim that is not kept yet, and keep it; how many were flown."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim_key(claim) not in kept and from_row(claim, rows, catalogue) is None:
            groups.setdefault(repr(group_of(claim)), []).append(claim)
    chunks = [tuple(group) for group in groups.values()]
    key = hashlib.sha256(repr(chunks).encode()).hexdigest()[:16]
    flown = 0
    with open_pool(workers, cluster) as executor:
        for columns in sweep(fly_group, chunks, executor=executor, checkpoint=checkpoint, key=key):
            for text in columns["row"]:
                kept.put(json.loads(text))
                flown += 1
    return flown
