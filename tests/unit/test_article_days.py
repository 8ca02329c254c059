"""Which day of an article is that of a flight, and which of something else.

Oracles: the record of launches (GCAT) and the calendar; each sentence is made for one rule.
"""

from datetime import date

import pytest

from visviva.article.dates import dates
from visviva.article.dossier import understand

OWN = date(2025, 6, 2)


def _rows(text: str, own: date = OWN) -> list[tuple[str | None, str]]:
    found = understand(text, own).rows()
    return [(r["verdict"], str(r["finding"])) for r in found if r["checkable"]]


def test_an_hour_without_a_day_is_of_the_flight_told_before() -> None:
    text = (
        "A Vega rocket flew from Kourou on 13 February 2012. It was a fine day. "
        "The rocket left the pad at 10:00 GMT."
    )
    assert [v for v, _ in _rows(text)] == ["yes", "yes"]


def test_a_failure_after_a_flight_is_of_its_day() -> None:
    text = "The H3 rocket left Tanegashima on 7 March 2023. The rocket failed after five minutes."
    assert [v for v, _ in _rows(text)] == ["yes", "yes"]


def test_the_day_of_a_contract_is_no_flights() -> None:
    text = "Electron is a rocket of many launches, says a contract signed on 28 February 2023."
    assert _rows(text) == []


def test_flights_after_an_articles_day_are_no_evidence() -> None:
    (row,) = _rows("The rocket flew from Kourou this year, a Vega.", date(2021, 5, 2))
    assert "2021-04-29" in row[1]
    assert "2021-08" not in row[1]


def test_a_stages_flights_are_not_those_of_its_launcher() -> None:
    text = "The rocket is a Falcon 9. Its first stage flew once in 2017 and twice in 2019."
    assert _rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "H3 flew on 7 March 2023: was it a success? The rocket fell into the sea.",
        "Half a success for the H3 rocket on 7 March 2023, which flew and fell.",
    ],
)
def test_a_success_that_is_asked_for_is_none(text: str) -> None:
    assert "no" not in [v for v, _ in _rows(text)]


def test_a_change_of_height_is_no_height() -> None:
    ((verdict, _),) = _rows("The orbit of the ISS was raised by 2.9 km to 418 km above the Earth.")
    assert verdict == "yes"


def test_what_missed_its_orbit_denies_no_height() -> None:
    text = "The satellites were not launched into their geostationary orbit 36,000 km high."
    assert [v for v, _ in _rows(text)] == ["yes"]


def test_what_could_be_has_not_been() -> None:
    (found,) = dates("The launch could be delayed to Oct. 28, they say.", "en", date(2021, 9, 29))
    assert found.first == "2021-10-28"


@pytest.mark.parametrize(
    ("text", "language", "span"),
    [
        ("It flew in late May 2024.", "en", ("2024-05-19", "2024-05-31")),
        ("Elle a volé fin avril 2024.", "fr", ("2024-04-19", "2024-04-30")),
        ("Она летала в начале мая 2024 года.", "ru", ("2024-05-01", "2024-05-12")),
        ("2024년 5월 초 발사됐다.", "ko", ("2024-05-01", "2024-05-12")),
    ],
)
def test_a_part_of_a_month_is_no_whole_month(
    text: str, language: str, span: tuple[str, str]
) -> None:
    (found,) = dates(text, language, OWN)
    assert (found.first, found.last) == span


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("It will fly at 6:36 a.m. Friday, they say.", "en", "2025-06-06"),
        ("С 1995 года её строят, а в мае 2025 года был пуск.", "ru", "2025-05-01"),
        ("Ракета ушла 20 мая, а 22 мая — вторая.", "ru", "2025-05-22"),
    ],
)
def test_a_day_is_not_another_ones(text: str, language: str, day: str) -> None:
    assert dates(text, language, OWN)[-1].first == day


def test_a_start_of_many_years_gives_its_year_to_no_month() -> None:
    days = dates("Since 1995 it was built, and in May it flew from Kourou.", "en", OWN)
    assert [d.first for d in days] == ["1995-01-01", "2025-05-01"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It flew last week.", "en"),
        ("Elle a volé la semaine dernière.", "fr"),
        ("지난주 발사됐다.", "ko"),
        ("Она стартовала на прошлой неделе.", "ru"),
    ],
)
def test_last_week_is_monday_to_sunday(text: str, language: str) -> None:
    (found,) = dates(text, language, date(2017, 6, 26))
    assert (found.first, found.last) == ("2017-06-19", "2017-06-25")


def test_this_day_is_that_of_the_story_and_not_of_an_aside() -> None:
    text = "위성이 20일 오후 발사됐다. 위성은 지난 8일 도착했다. 이날 오후 로켓이 떠났다."
    assert [d.first for d in dates(text, "ko", date(2020, 7, 21))][-1] == "2020-07-20"


def test_a_bare_day_of_what_will_fly_is_ahead() -> None:
    (found,) = dates("위성이 14일 오후 로켓에 실려 발사된다.", "ko", date(2020, 7, 13))
    assert found.first == "2020-07-14"


def test_a_region_that_only_qualifies_is_no_site() -> None:
    text = "LauncherOne lofted seven satellites on 13 January 2022 for the California-based firm."
    assert [v for v, _ in _rows(text)] == ["yes"]
