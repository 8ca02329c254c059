"""Warnings are read in every printed form, slips are told, and what cannot be read is shown."""

import math

import pytest

from visviva.analysis.notice import NoticeRequest, place_notice
from visviva.analysis.notice_distances import place_clues
from visviva.data.notices.areas import find_areas
from visviva.data.notices.clean import plain_text
from visviva.data.notices.coordinates import find_coordinates
from visviva.data.notices.distances import find_distances
from visviva.data.notices.read import read_notice
from visviva.data.notices.rings import ordered_ring
from visviva.data.notices.windows import find_windows
from visviva.errors import InputError


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("28-39.92N 080-38.33W", 28 + 39.92 / 60, -(80 + 38.33 / 60)),
        ("N4204E10033", 42 + 4 / 60, 100 + 33 / 60),
        ("N420430E1003330", 42 + 4.5 / 60, 100 + 33.5 / 60),
        ("123000N 1451530E", 12.5, 145 + 15.5 / 60),
        ("3604N 12430E", 36 + 4 / 60, 124.5),
        ("29-02-00N, 120-29-30W", 29 + 2 / 60, -(120 + 29.5 / 60)),
        ("36°04'30\"N 124°30'E", 36.075, 124.5),
        ("36.5N 124.25E", 36.5, 124.25),
        ("05-10S/052-46W", -(5 + 10 / 60), -(52 + 46 / 60)),
        ("28-39N\n080-38W", 28.65, -(80 + 38 / 60)),
    ],
)
def test_every_printed_form_of_a_coordinate_is_read(text: str, lat: float, lon: float) -> None:
    (found,) = find_coordinates(text)
    assert math.degrees(found.latitude) == pytest.approx(lat, abs=1e-9)
    assert math.degrees(found.longitude) == pytest.approx(lon, abs=1e-9)


def test_a_slip_of_the_pen_is_read_and_told() -> None:
    text = "28-10.00N 120-29W.00, 28-20.00N 120-29.00W, 28-20.00N 120-40.00W"
    areas, told = find_areas(text)
    assert math.degrees(areas[0].polygon[0][1]) == pytest.approx(-(120 + 29 / 60))
    assert "slip of the pen" in told[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("95-00N 120-00E", "latitude of 95"),
        ("35-00N 190-00E", "longitude of 190"),
        ("35-61N 120-00E", "60 minutes"),
        ("35-10N 120-00E, 35-20N", "half a coordinate"),
    ],
)
def test_a_coordinate_that_is_none_is_refused_with_its_text(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        find_coordinates(text)


def test_four_corners_printed_crosswise_are_put_in_order() -> None:
    corners = [(0.0, 0.0), (0.0, 0.1), (0.1, 0.0), (0.1, 0.1)]
    ring, crossed = ordered_ring(corners, name="A")
    assert crossed
    assert ring == ((0.0, 0.0), (0.0, 0.1), (0.1, 0.1), (0.1, 0.0))
    assert ordered_ring(ring, name="A") == (ring, False)


def test_a_ring_of_five_that_crosses_itself_is_refused() -> None:
    star = [(0.0, 0.0), (0.1, 0.03), (0.0, 0.06), (0.07, -0.01), (0.07, 0.07)]
    with pytest.raises(InputError, match="crosses itself"):
        ordered_ring(star, name="A")


def test_a_ring_over_the_antimeridian_is_whole() -> None:
    text = "10-00N 179-00E, 10-00N 179-00W, 12-00N 179-00W, 12-00N 179-00E"
    (area,), told = find_areas(text)
    assert len(area.polygon) == 4
    assert not told


def test_circles_are_read_with_their_radius() -> None:
    (area,), _ = find_areas("WITHIN 25 NAUTICAL MILES OF 39-40.0N 124-42.0E")
    assert area.radius == pytest.approx(46300.0)
    assert area.center is not None
    assert len(area.polygon) == 36


def test_areas_part_at_labels_words_and_page_breaks() -> None:
    text = (
        "AREAS BOUND BY: A. 28-40N 080-38W, 28-40N 079-44W,\nPage 1 of 2\n28-28N 079-40W "
        "B. 27-51N 073-56W, 28-37N 073-55W, 28-40N 071-21W. 2. CANCEL THIS MSG 181954Z NOV 22."
    )
    notice = read_notice("NAVAREA IV 1/22 121606Z TO 121854Z NOV " + text)
    assert [(a.name, len(a.polygon)) for a in notice.areas] == [("A", 3), ("B", 3)]


def test_distances_from_named_places_are_kept() -> None:
    clue, other = find_distances(
        "C (stage 2) 820 km E of Manila; also 33 nautical miles from Camarines Norte"
    )
    assert (clue.place, clue.distance, clue.kind) == ("Manila", 820e3, "stage-2")
    assert clue.direction == pytest.approx(math.pi / 2)
    assert other.place == "Camarines Norte"
    assert other.distance == pytest.approx(33 * 1852.0)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("121606Z TO 121854Z NOV 22", [("2022-11-12T16:06:00Z", "2022-11-12T18:54:00Z")]),
        (
            "312200Z DEC TO 010300Z JAN 23",
            [("2022-12-31T22:00:00Z", "2023-01-01T03:00:00Z")],
        ),
        (
            "2230Z TO 0330Z DAILY 08 THRU 09 FEB 2016",
            [
                ("2016-02-08T22:30:00Z", "2016-02-09T03:30:00Z"),
                ("2016-02-09T22:30:00Z", "2016-02-10T03:30:00Z"),
            ],
        ),
        ("B) 1306110925 C) 1306111007", [("2013-06-11T09:25:00Z", "2013-06-11T10:07:00Z")]),
        ("2012-12-10 07:00-12:00 KST", [("2012-12-09T22:00:00Z", "2012-12-10T03:00:00Z")]),
        (
            "2023-05-30 15:00 UTC to 2023-06-10 15:00 UTC",
            [("2023-05-30T15:00:00Z", "2023-06-10T15:00:00Z")],
        ),
    ],
)
def test_windows_are_read_in_every_printed_form(text: str, spans: list[tuple[str, str]]) -> None:
    assert [(w.start.iso(0), w.end.iso(0)) for w in find_windows(text)] == spans


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2023-06-10 15:00 UTC to 2023-06-01 15:00 UTC", "ends before it starts"),
        ("121606Z TO 121854Z NOV", "names no year"),
        ("321606Z TO 321854Z NOV 22", "no such time"),
    ],
)
def test_a_window_that_is_none_is_refused(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        find_windows(text)


@pytest.mark.parametrize("text", ["", "   \n", "no coordinates here"])
def test_a_text_without_areas_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_notice(text)


def test_an_area_over_inhabited_land_is_told_of() -> None:
    from visviva.analysis.notice import NoticeRequest, place_notice

    text = "A0001/23 {area} B) 2306110925 C) 2306111009"
    land = "N3457E11043-N3416E11000-N3220E11400-N3321E11400"
    sea = "N1457E12743-N1416E12700-N1220E13100-N1321E13100"
    told = [place_notice(NoticeRequest(text=text.format(area=a))).to_dict() for a in (land, sea)]
    assert any("inhabited land" in w for w in told[0]["warnings"])
    assert not any("inhabited land" in w for w in told[1]["warnings"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A. 28-39N 080-38W,\n28-40N 079-44W,\n95-28N 079-40W", "line 3"),
        ("A. 28-39N 080-38W,\n28-40N 079-44W,\n28-28N", "line 3"),
        ("ROCKET\n\nA. 28-39N 080-38W, 28-40N 079-44W", "line 3"),
        ("28-39N 080-38W\n2306-10 321606Z TO 321854Z NOV 22", "line"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_notice(text)
    assert str(caught.value.place).startswith(place)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A. 28-39N O80-38W, 28-40N 079-44W, 28-20N 079-44W", "letter O"),
        ("28.39.92N 080.38.33W, 28-40N 079-44W, 28-20N 079-44W", "slip of the pen"),
        ("080-38W 28-39N; 079-44W 28-40N; 079-44W 28-20N", "longitude before"),
        (
            "LAUNCH PAD 28-33N 080-34W. A. 28-39N 080-38W, 28-40N 079-44W, 28-20N 079-44W",
            "place of",
        ),
    ],
)
def test_more_slips_are_read_and_told(text: str, word: str) -> None:
    areas, told = find_areas(plain_text(text)[0])
    assert len(areas) == 1
    assert any(word in t for t in (*told, *plain_text(text)[1]))


def test_korean_and_japanese_corners_are_read() -> None:
    text = (
        "북위 36도 45분 동경 123도 10분, 北緯36度45分 東経123度50分, 북위 35도 50분 동경 123도 40분"
    )
    (area,), _ = find_areas(plain_text(text)[0])
    assert math.degrees(area.polygon[0][0]) == pytest.approx(36.75)
    assert math.degrees(area.polygon[1][1]) == pytest.approx(123 + 50 / 60)


@pytest.mark.parametrize(
    ("text", "count", "last"),
    [
        ("B) 2505172330 C) 2506170130 D) DAILY 2330-0130", 31, "2025-06-17T01:30:00Z"),
        ("B) 2511100500 C) 2511181000 D) MON-FRI 0500-1000", 7, "2025-11-18T10:00:00Z"),
        ("B) 2511112340 C) 2511130415 D) 11 2340-12 0415, 12 2340-13 0415", 2, None),
        ("B) 2511110000 C) 2511132359 D) 0000-0300 AND 1800-2359", 6, None),
        ("B) 2511110000 C) 2511132359 D) 11 0100-0200 0900-1000, 13 0100-0200", 3, None),
    ],
)
def test_part_d_of_a_notam_says_days_and_hours(text: str, count: int, last: str | None) -> None:
    windows = find_windows(text)
    assert len(windows) == count
    assert last is None or windows[-1].end.iso(0) == last


def test_a_day_that_goes_back_within_a_month_is_no_window_of_a_month() -> None:
    with pytest.raises(InputError, match="ends before it starts"):
        find_windows("NAVAREA IV 99/25 021200Z TO 011600Z FEB 25")


AREA = "IN AREA BOUND BY 28-40N 070-38W, 28-40N 069-44W, 28-28N 069-40W."


def test_other_warnings_of_a_text_are_told() -> None:
    one = f"NAVAREA IV 1/25. ROCKET LAUNCHING 101000Z TO 101200Z JAN 25 {AREA}"
    two = f"NAVAREA IV 2/25. ROCKET LAUNCHING 122000Z TO 122200Z JAN 25 {AREA}"
    (told,) = read_notice(f"{one}\n{two}").warnings
    assert "different launches" in told
    assert "NAVAREA IV 1/25, NAVAREA IV 2/25" in told
    assert not read_notice(f"{one}\n{two.replace('122', '102')}").warnings
    (told,) = read_notice(f"{one} CANCELLED BY NAVAREA IV 9/25.").warnings
    assert told == "the notice is cancelled by NAVAREA IV 9/25"
    with pytest.raises(InputError, match="cancels NAVAREA IV 91/25 and warns of no area"):
        read_notice("NAVAREA IV 99/25. CANCEL NAVAREA IV 91/25.")


def test_a_zone_that_may_be_several_is_told() -> None:
    (told,) = read_notice(f"ROCKET 1000 TO 1200 LOCAL TIME 10 JAN 2025 {AREA}").warnings
    assert "'LOCAL TIME'" in told


@pytest.mark.parametrize(
    ("text", "place", "kind", "bearing_deg"),
    [
        ("1단 추진체가 태안 서쪽 253㎞", "태안", "stage-1", 270.0),
        ("페어링은 진도에서 서쪽으로 약 284km", "진도", "fairing", 270.0),
        ("2段目は石垣島の北東約120キロ", "石垣島", "stage-2", 45.0),
        (
            "fairing 284 km west of Jindo, second stage 820 km east of Manila",
            "Manila",
            "stage-2",
            90,
        ),
    ],
)
def test_distances_are_read_in_three_languages(
    text: str, place: str, kind: str, bearing_deg: float
) -> None:
    clue = find_distances(text)[-1]
    assert (clue.place, clue.kind) == (place, kind)
    assert clue.direction == pytest.approx(math.radians(bearing_deg))


def test_a_town_of_a_province_is_not_sought_in_another_country() -> None:
    burgos, puerto = place_clues(
        find_distances(
            "71 NM west of Burgos, Ilocos Norte; 30 NM south of Puerto Princesa, Palawan"
        ),
        "Philippine Space Agency",
    )
    assert burgos.center is None
    assert puerto.center is not None


def test_the_site_of_distances_is_that_of_the_country_named() -> None:
    text = "북한: 1단은 태안 서쪽 253㎞, 페어링은 진도 서쪽 284㎞. 2023년 5월 31일 0시부터 6시까지"
    found = place_notice(NoticeRequest(text=text)).to_dict()
    assert found["site"]["slug"] == "sohae"
    assert [a["kind"] for a in found["areas"]] == ["stage-1", "fairing"]
    alone = "33 nautical miles from Mauban. Long March 7A from Wenchang."
    assert place_notice(NoticeRequest(text=alone)).to_dict()["site"]["slug"] == "wenchang"
