"""Vehicles that fit a warning, the warning that an ascent would have, first passes, and maps."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

from visviva.analysis.notice import NoticeRequest, NoticeResult, place_notice
from visviva.assessment.study_fallen import StudyFallenRequest, announced_of, study_fallen
from visviva.cli.main import main
from visviva.core.time import Epoch
from visviva.data.drop_ranges import simulated_drops
from visviva.errors import InputError
from visviva.export.notice_text import notice_text
from visviva.launch.hazard.areas import share_inside
from visviva.plot.hazard_files import write_fallen, write_notice

STATION = """NAVAREA IV 501/23.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 252330Z TO 260010Z AUG, ALTERNATE
262308Z TO 262348Z, 272245Z TO 272325Z AND 282223Z TO 282303Z AUG IN AREAS BOUND BY:
A. 28-38N 080-38W, 28-58N 080-10W, 28-50N 079-58W, 28-28N 080-30W.
B. 31-30N 077-40W, 33-40N 075-10W, 33-10N 074-20W, 30-55N 076-50W.
2. CANCEL THIS MSG 290003Z AUG 23.
"""


def _station(**more: str) -> NoticeResult:
    return place_notice(NoticeRequest(text=STATION, **more))


def test_vehicles_are_ranked_with_what_falls_where() -> None:
    vehicles = _station().to_dict()["vehicles"]
    assert vehicles[0]["vehicle"] == "falcon-9"
    scores = [v["score"] for v in vehicles]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.001
    stage = next(d for d in vehicles[0]["drops"] if d["area"] == "B")
    assert stage["area_range_km"][0] < stage["area_range_km"][1]


def test_each_vehicle_fits_the_areas_of_its_own_drops() -> None:
    """A consistency of the ranking, not a test of the simulation: areas made about the drops."""
    from visviva.analysis.notice_vehicles import rank_vehicles
    from visviva.launch.hazard.corridor import Corridor
    from visviva.launch.hazard.footprint import Footprint, Pad

    right = tried = 0
    for site in ("jiuquan", "sriharikota", "tanegashima", "kourou", "sohae", "plesetsk"):
        for drops in simulated_drops(site):
            items = drops.items
            if not items:
                continue
            prints = tuple(
                Footprint(away, math.pi, 0.03, 0.05 * away, 0.03 * away, False)
                for _, away, _ in items
            )
            band = (1.65, 1.75) if drops.orbit == "sso" else (0.3, 1.2)
            roles = tuple("fairing" if name == "fairing" else "unknown" for name, _, _ in items)
            pad = Pad(site, site, 0.6, 2.0)
            corridor = Corridor(pad, 3.0, 0.01, 1.0, band, roles, prints, 0.0, True, 0.0, ())
            year = drops.last.year
            found = rank_vehicles(corridor, [str(k) for k in range(len(items))], year=year)
            tried += 1
            right += drops.vehicle in [fit.drops_of.vehicle for fit in found[:3]]
    assert tried > 20
    assert right >= 0.8 * tried


def test_first_passes_come_in_order_within_a_day() -> None:
    passes = _station(observer="Tokyo").to_dict()["first_passes"]
    times = [p["peak_utc"] for p in passes]
    assert times == sorted(times)
    assert all("2023-08-25T23:30:00Z" < t < "2023-08-26T23:30:00Z" for t in times)
    assert all(a["sigma_s"] < b["sigma_s"] for a, b in pairwise(passes))
    # The plane lies where the pad is: seen from beside the pad, the first pass comes early.
    home = _station(observer="28.5,-80.6").to_dict()["first_passes"]
    assert home


def test_passes_without_a_window_are_refused() -> None:
    with pytest.raises(InputError, match="no window"):
        place_notice(
            NoticeRequest(text="28-38N 080-38W, 28-58N 080-10W, 28-28N 080-30W", observer="0,0")
        )


def test_a_warning_made_from_an_ascent_holds_its_falls_when_it_is_read() -> None:
    """There and back: 97 % of each piece's falls in the rectangle that is read again."""
    found = study_fallen(StudyFallenRequest("chollima-2023-08", failed=False, samples=400))
    start, end = Epoch.parse("2023-08-23T15:00:00Z"), Epoch.parse("2023-08-30T15:00:00Z")
    text = notice_text(found, start, end)
    read = place_notice(NoticeRequest(text=text))
    assert [w.start.iso(0) for w in read.notice.windows] == ["2023-08-23T15:00:00Z"]
    assert [a.kind for a in read.notice.areas] == ["stage-1", "fairing", "stage-2"]
    assert read.corridor is not None
    assert read.corridor.pad.slug == "sohae"
    for item, area in zip(found.items, read.notice.areas, strict=True):
        falls = item.fallen.falls
        assert share_inside(area.polygon, falls.latitude, falls.longitude) >= 0.97
    with pytest.raises(InputError, match="ends before it starts"):
        notice_text(found, end, start)


def test_maps_and_areas_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = StudyFallenRequest("chollima-2023-08", failed=False, samples=200)
    found = study_fallen(request)
    announced = announced_of(request)
    assert [name for name, _ in announced] == ["A", "B", "C"]
    write_fallen(tmp_path / "drops.png", found, announced)
    write_notice(tmp_path / "warning.svg", _station())
    write_notice(tmp_path / "warning.geojson", _station())
    assert (tmp_path / "drops.png").read_bytes()[:4] == b"\x89PNG"
    assert b"<svg" in (tmp_path / "warning.svg").read_bytes()[:600]
    with pytest.raises(InputError, match="no form"):
        write_notice(tmp_path / "warning.doc", _station())
    text = tmp_path / "w.txt"
    text.write_text(STATION)
    assert main(["launch", "notice", str(text), "--observer", "Tokyo"]) == 0
    assert "falcon-9" in capsys.readouterr().out


def test_areas_told_by_distances_are_placed_where_their_places_are_known() -> None:
    words = (
        "A rocket from {site}: stage 2 falls 820 km E of Manila; 33 nautical miles from Nowhere Cay"
    )
    named, unnamed = (
        place_notice(NoticeRequest(text=words.format(site=site))).to_dict()
        for site in ("Sohae", "the north")
    )
    assert named["site"]["slug"] == "sohae"
    assert unnamed["site"] is None
    assert named["bearing_deg"] == pytest.approx(171.0, abs=2.0)
    placed, other = named["areas"]
    assert placed["center"] == pytest.approx([14.45, 128.6], abs=0.2)
    assert len(placed["polygon"]) == 36
    assert other["polygon"] == []
    assert other["distance_km"] == pytest.approx(61.1)
