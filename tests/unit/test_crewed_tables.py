"""Tables of crewed flights: their figures, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from visviva.data.catalogue import Catalogue
from visviva.data.crewed_tables import (
    flown_liftoffs,
    load_references,
    radio_sites,
    read_table,
)
from visviva.errors import FactError

LIFTOFF = """
[[liftoffs]]
flight = "Soyuz MS-17"
ship = "soyuz-ms"
vehicle = "soyuz-2.1a"
site = "baikonur"
liftoff_utc = 2020-10-14T05:45:04Z
elements_utc = 2020-10-13T02:14:36Z
offset_deg = 0.25667
heading_deg = 62.3194
latitude_deg = 45.8039
radius_m = 6367208
phase_deg = 2.766
inclination_deg = 51.6446
mean_motion_rev_day = 15.49299
source = "energia.ru 2020-10-14"
as_of = 2020-10-13
how_known = "read"
"""


def test_seventeen_liftoffs_of_three_launchers_are_known() -> None:
    rows = flown_liftoffs()
    assert [sum(r.vehicle == v for r in rows) for v in ("soyuz-fg", "soyuz-2.1a")] == [8, 7]
    assert sum(r.vehicle == "long-march-2f" for r in rows) == 2
    ms17 = next(r for r in rows if r.flight == "Soyuz MS-17")
    assert ms17.liftoff_utc == "2020-10-14T05:45:04Z"
    assert np.degrees(ms17.offset) == pytest.approx(0.25646)
    assert np.degrees(ms17.heading) == pytest.approx(62.3194)
    assert ms17.mean_motion * 86400.0 / (2.0 * np.pi) == pytest.approx(15.49299)


def test_loads_stand_in_rising_order() -> None:
    assert [r.peak_g for r in load_references()] == [5.0, 6.0, 9.0]


def test_radio_sites_are_those_of_a_country() -> None:
    assert {p.name for p in radio_sites("China")} >= {"Kashgar", "Sanya"}
    assert radio_sites("Atlantis") == ()


def test_a_ship_hands_over_its_capsule_and_its_profiles() -> None:
    ship = Catalogue.bundled().ship("soyuz-ms")
    capsule = ship.capsule_figures()
    assert (capsule.mass, capsule.area, capsule.descent_rate) == (2900.0, 3.80, 7.2)
    assert (capsule.cd, capsule.lift_to_drag, capsule.nominal_load_g) == (1.30, 0.25, 4.5)
    assert (capsule.drogue_altitude, capsule.main_altitude) == (10.8e3, 7.75e3)
    assert (capsule.drogue_area, capsule.main_area, capsule.nose_radius) == (24.0, 1000.0, 2.2)
    assert [
        (p.name, p.orbits, p.flight_time / 3600.0, round(np.degrees(p.width or 0.0), 6))
        for p in ship.published_profiles()
    ] == [("2-orbit", 2, 3.1, 6.0), ("4-orbit", 4, 5.72, 22.0), ("34-orbit", 34, 50.6, 150.0)]


@pytest.mark.parametrize(
    ("broken", "line", "why"),
    [
        (LIFTOFF.replace("15.49299", "155.0"), 15, "less than or equal|less than"),
        (LIFTOFF.replace('how_known = "read"', ""), 2, "how_known"),
        (LIFTOFF.replace("heading_deg", "heading"), 10, "unknown field"),
        (LIFTOFF.replace("05:45:04Z", "05:45:04"), 7, "offset"),
    ],
)
def test_a_broken_row_is_refused_by_its_line(
    tmp_path: Path, broken: str, line: int, why: str
) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(FactError, match=why) as caught:
        read_table(path)
    assert caught.value.place == f"{path}:{line}"
