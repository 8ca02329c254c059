"""How often twice `sigma_s` holds the error, on objects that chose no constant of it.

Truth: later element sets of the same object (Space-Track, read in place): an old set is carried to
the epoch of a newer one, the difference along the track taken as time. Constants were chosen on
CryoSat-2, Sentinel-3A, Fengyun-2F and odd catalogue numbers; here are Jason-2, Haiyang-2A and even
numbers. Asked: 90 to 98 % by class of orbit. Jason-2, which hardly burns, is held by up to 99.5 %:
its sets share an error that the flown orbit shows (test_passes_against_precise_orbits.py), and the
figure is for the flown orbit. Haiyang-2A burns more than the others: a single set of
it is held by 77 % only, with its own history as the command takes it by 94 %.
"""

from pathlib import Path

import numpy as np
import pytest

from visviva.observe.passes.timing_error import SURE, history_scale, mean_flux, time_sigma
from visviva.orbit.gp import ElementSet, as_columns, read_elements, to_satrec

RNG_SEED = 7


def errors_over_sigma(
    sets: list[ElementSet], first: int, count: int, *, history: bool, most_days: float = 30.0
) -> np.ndarray:
    """Errors against sigma of `count` sets from `first` on, each held against four later ones."""
    rng = np.random.default_rng(RNG_SEED)
    columns = as_columns(sets)
    days = np.asarray(columns.epoch - columns.epoch[0]) / 86400.0
    flux = mean_flux(columns.epoch)
    satrecs = [to_satrec(e) for e in sets]
    out = []
    for i in range(first, first + count):
        later = np.flatnonzero((days > days[i]) & (days < days[i] + most_days))
        if not later.size:
            continue
        scale = history_scale(sets[: i + 1]) if history else 1.0
        for j in rng.choice(later, min(4, later.size), replace=False):
            code, r, _ = satrecs[i].sgp4(satrecs[j].jdsatepoch, satrecs[j].jdsatepochF)
            _, r_new, v = satrecs[j].sgp4(satrecs[j].jdsatepoch, satrecs[j].jdsatepochF)
            if code:
                continue
            error = abs((np.array(r) - np.array(r_new)) @ np.array(v) / (np.array(v) @ v))
            sigma = time_sigma(
                days[j] - days[i],
                columns.mean_motion[i] / 60.0,
                columns.eccentricity[i],
                sets[i].mean_motion_dot * 4.0 * np.pi / 86400.0**2,
                flux=flux[i],
            )
            out.append(error / (sigma * scale))
    return np.array(out)


def history(shared_data: Path, name: str) -> list[ElementSet]:
    file = shared_data / f"manoeuvres/{name}.tle.gz"
    return sorted(read_elements(file).elements, key=lambda e: e.epoch_utc)


@pytest.mark.parametrize(
    ("name", "most", "alone"),
    [("Jason-2", 0.995, (0.90, 1.0)), ("Haiyang-2A", 0.98, (0.65, 0.9))],
)
def test_steered_satellites_with_their_history(
    shared_data: Path, name: str, most: float, alone: tuple[float, float]
) -> None:
    sets = history(shared_data, name)
    step = len(sets) // 12
    x, y = [], []
    for k in range(1, 11):
        x.append(errors_over_sigma(sets, k * step, 12, history=True))
        y.append(errors_over_sigma(sets, k * step, 12, history=False))
    assert 0.88 <= np.mean(np.concatenate(x) < SURE) <= most
    assert alone[0] <= np.mean(np.concatenate(y) < SURE) <= alone[1]


def test_objects_before_their_decay_of_even_numbers(shared_data: Path) -> None:
    groups: dict[int, list[ElementSet]] = {}
    for e in read_elements(shared_data / "decay/decay-elements.3le.gz").elements:
        if e.catalog_number % 2 == 0 and e.mean_motion_rev_day > 6.4:
            groups.setdefault(e.catalog_number, []).append(e)
    parts = []
    for sets in groups.values():
        ordered = sorted(sets, key=lambda e: e.epoch_utc)
        if len(ordered) > 4:
            parts.append(
                errors_over_sigma(ordered, 0, len(ordered) - 1, history=False, most_days=45.0)
            )
    share = np.mean(np.concatenate(parts) < SURE)
    assert 0.90 <= share <= 0.98
