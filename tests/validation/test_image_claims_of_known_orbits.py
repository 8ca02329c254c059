"""Claims made up from histories of element sets: true ones are met, shifted ones refused.

Oracle, shared folder `manoeuvres`: daily element sets of Sentinel-3A and CryoSat-2 (public US
catalogue). A claim is a moment of a picture by the set nearest to it, within half a day, rounded to
a second and moved by up to ten; it is judged by one set alone that lies 5 to 12 days before or
after. None of them served to set a limit of the verdict. Expected: the true ones are "yes", the
same moved by 20 minutes or by a day are "no", where the truth itself has no chance there.
"""

import gzip
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.analysis.image_claim import ImageClaimRequest, check_image_claim
from visviva.analysis.places import find_place
from visviva.core.time import DAY_S, Epoch
from visviva.observe.imaging import find_opportunities, sun_at
from visviva.observe.look import look
from visviva.orbit.gp import read_elements
from visviva.orbit.gp.states import gp_state_itrf
from visviva.orbit.sgp4 import Sgp4Catalogue

LIMIT = math.radians(45.0)
CITIES = ("Pyongyang", "Seoul", "Rome", "White House", "Moscow", "Nairobi", "Santiago, CL", "Perth")


@pytest.fixture(scope="module", params=["Sentinel-3A", "CryoSat-2"])
def history(request: pytest.FixtureRequest, shared_data: Path) -> list[Any]:
    raw = gzip.decompress((shared_data / "manoeuvres" / f"{request.param}.tle.gz").read_bytes())
    return sorted(read_elements(raw.decode()).elements, key=lambda e: e.epoch_utc)


def truth_fits(near: Any, place: Any, at: Epoch, margin_s: float) -> bool:
    """Whether the truth puts the place within the limit and in light about a moment."""
    t = np.arange(-margin_s, margin_s + 1.0)
    seen = look(*gp_state_itrf(near, at + t), place.r_itrf())
    lit = math.degrees(float(sun_at(at + np.zeros(1), [place])[0][0])) > -1.0
    return lit and bool(np.any((seen.off_nadir <= LIMIT) & (seen.elevation > 0.0)))


def claims(history: list[Any], count: int) -> list[tuple[Any, Any, Any, Epoch]]:
    """Place, near set, far set and claimed second."""
    rng, out = np.random.default_rng(4), []
    epochs = Epoch.stack([e.epoch for e in history])
    days = np.asarray(epochs - epochs[0]) / DAY_S
    while len(out) < count:
        k = int(rng.integers(30, len(history) - 30))
        place = find_place(CITIES[int(rng.integers(len(CITIES)))])
        near = history[k]
        found = find_opportunities(
            Sgp4Catalogue.from_element_sets([near]),
            [place],
            near.epoch + -0.5 * DAY_S,
            DAY_S,
            max_off_nadir=math.radians(30.0),
            min_sun_elevation=math.radians(10.0),
            threads=1,
        )
        ages = np.abs(days - days[k])
        far = np.flatnonzero((ages > 5.0) & (ages < 12.0))
        if not found.t.size or not far.size:
            continue
        moment = near.epoch + -0.5 * DAY_S + float(found.t[0]) + float(rng.uniform(-10.0, 10.0))
        out.append((place, near, history[int(rng.choice(far))], Epoch.parse(moment.iso(0))))
    return out


def judged(place: Any, at: Epoch, element_set: Any) -> Any:
    return check_image_claim(ImageClaimRequest(place, at, (element_set,), max_off_nadir=LIMIT))


@pytest.mark.parametrize("count", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_true_claims_are_met_and_shifted_ones_refused(history: list[Any], count: int) -> None:
    true, wrong = 0, []
    for place, near, far, at in claims(history, count):
        found = judged(place, at, far)
        true += found.verdict == "yes"
        for shift in (1200.0, -1200.0, DAY_S, -DAY_S):
            moved = at + shift
            if truth_fits(near, place, moved, 4.0 * found.sigma + 15.0):
                continue
            wrong.append(judged(place, moved, far).verdict)
    assert true == count
    assert set(wrong) == {"no"}
    assert len(wrong) > 2 * count


@pytest.mark.slow
def test_the_error_told_holds_the_error_made(history: list[Any]) -> None:
    """Along the track, of the far set against the near one: 95 % within 2 sigma at the least."""
    inside = []
    for place, near, far, at in claims(history, 25):
        both = [judged(place, at, one) for one in (near, far)]
        inside.append(abs(both[0].offset - both[1].offset) <= 2.0 * both[1].sigma + 1.0)
    assert np.mean(inside) >= 0.95
