"""A coast towards the Moon against the flown Artemis I.

Oracle: `moon/artemis1_outbound.csv` of the shared data (JPL Horizons, about the barycentre of Earth
and Moon). From 18 November 01:03 TDB, one day: 15 km asked, 13.4 km reached by another program with
the same bodies; the ship trimmed its course on the way, which no coast knows.
"""

from pathlib import Path

import pytest

from visviva.analysis.lunar_coast import LunarCoastRequest, lunar_coast
from visviva.errors import InputError


@pytest.fixture
def from_second_state(shared_data: Path, tmp_path: Path) -> Path:
    lines = (shared_data / "moon" / "artemis1_outbound.csv").read_text().splitlines()
    first = next(k for k, line in enumerate(lines) if line[:1].isdigit())
    path = tmp_path / "coast.csv"
    path.write_text("\n".join(["# center: emb", lines[first - 1], *lines[first + 1 :]]) + "\n")
    return path


def test_artemis_is_met_within_15_km_after_a_day(from_second_state: Path) -> None:
    found = lunar_coast(LunarCoastRequest(states=from_second_state, days=1.0))
    misses = {round(row["tdb"] - 2459901.54375, 3): row["miss_km"] for row in found.rows()}
    assert misses[1.0] < 15.0
    assert misses[0.5] < 12.0


def test_states_without_a_centre_are_refused(shared_data: Path) -> None:
    path = shared_data / "moon" / "artemis1_outbound.csv"
    with pytest.raises(InputError, match="name no centre"):
        lunar_coast(LunarCoastRequest(states=path, days=1.0))


def test_the_wrong_centre_is_hundreds_of_kilometres_off_after_a_day(
    from_second_state: Path,
) -> None:
    """Reading the barycentre as the Earth: 600 km after a day (2,200 after two, shared README)."""
    found = lunar_coast(LunarCoastRequest(states=from_second_state, days=1.0, center="earth"))
    last = [row["miss_km"] for row in found.rows() if row["miss_km"] is not None][-1]
    assert last > 400.0
