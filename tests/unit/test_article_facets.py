"""Several claims of one sentence, days told from others, towns, and flights told in unusual words.

Oracles: the record of launches (GCAT), GeoNames and the way on the ellipsoid, the calendar.
"""

from datetime import date

import pytest

from visviva.article.dates import dates
from visviva.article.dossier import understand
from visviva.article.towns import towns_named

OWN = date(2025, 6, 1)


def _rows(text: str) -> list[tuple[str | None, str | None]]:
    return [(r["verdict"], r["study"]) for r in understand(text, OWN).rows() if r["checkable"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vega, which first flew on 13 February 2012, can lift 1,500 kg to 700 km.",
            [(None, "vega-1500-kg-700-km"), ("yes", None)],
        ),
        (
            "Tiangong circles at 390 km, inclined by 41.5 degrees, once every 92 minutes.",
            [("yes", None)] * 3,
        ),
        (
            "Alpha lifts 1,170 kg to 200 km or 745 kg to a 500 km Sun-synchronous orbit.",
            [(None, "alpha-1170-kg-200-km"), (None, "alpha-745-kg-sso-500-km")],
        ),
        (
            "La Station vole à 400 km d'altitude et fait le tour du globe en 92 minutes.",
            [("yes", None)],
        ),
    ],
)
def test_every_figure_of_a_sentence_is_a_claim(
    text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert _rows(text) == expected


def test_a_piece_that_names_what_nobody_knows_is_not_that_of_its_clause() -> None:
    said = "The rocket Vega flew on 13 February 2012, and the lander Gryphon left on 3 March 2012."
    assert _rows(said) == [("yes", None)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("It flew on 3 May 2024. The next day it docked.", "en", "2024-05-04"),
        ("It flew on 3 May 2024, two days later it docked.", "en", "2024-05-05"),
        ("Tir réussi le 3 mai 2024. La veille, un essai.", "fr", "2024-05-02"),
        ("Запуск был 3 мая 2024 года. Через два дня стыковка.", "ru", "2024-05-05"),
        ("2024년 5월 3일 발사됐다. 이틀 뒤 도킹했다.", "ko", "2024-05-05"),
        ("A rocket fell three days ago, they said of it.", "en", "2025-05-29"),
        ("Elle a décollé il y a deux jours de la base.", "fr", "2025-05-30"),
    ],
)
def test_a_day_is_reckoned_from_the_one_told_before(text: str, language: str, found: str) -> None:
    days = dates(text, language, OWN)
    assert (days[-1].first, days[-1].last) == (found, found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The day before the launch it rained over the sea.", "en"),
        ("La veille du tir, il pleuvait.", "fr"),
        ("Hours earlier it rained.", "en"),
        ("It will fly on 3 July 2025. It had rained the day before.", "en"),
        ("It lasted two days. Days later it rained.", "en"),
    ],
)
def test_a_day_that_another_deed_tells_is_none(text: str, language: str) -> None:
    assert [d for d in dates(text, language, OWN) if d.first < "2025-07-01"] == []


def test_two_weeks_later_is_no_single_day() -> None:
    days = dates("It flew on 3 May 2024. Two weeks later it fell.", "en", OWN)
    assert (days[-1].first, days[-1].last) == ("2024-05-14", "2024-05-20")


def test_a_year_told_from_another_is_that_of_its_day() -> None:
    days = dates("In 2021 it failed. The next year, on 21 June, it flew.", "en", OWN)
    assert days[-1].first == "2022-06-21"


def test_a_flight_in_unusual_words_is_found_where_the_record_agrees() -> None:
    assert _rows("On 13 February 2012 the rocket Vega graced the sky for all of Europe.") == [
        ("yes", None)
    ]
    assert _rows("On 14 March 2012 the rocket Vega graced the sky for all of Europe.") == []
    assert _rows("The contract for the rocket Vega was signed on 13 February 2012 in Paris.") == []


def test_a_frequent_launcher_agrees_with_no_day_by_chance() -> None:
    assert _rows("On 3 May 2024 Falcon 9 amused the crowd of the fair.") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kiruna lies 950 km north of Stockholm, say the people of the north.", "yes"),
        ("Esrange se trouve à 40 km à l'est de Kiruna, dit le guide de la base.", "yes"),
        ("SaxaVord is 417 km north of Aberdeen, say the people of the isles.", "yes"),
        ("SaxaVord is 900 km north of Aberdeen, say the people of the isles.", "no"),
    ],
)
def test_a_town_is_a_place_where_a_way_is_told(text: str, verdict: str) -> None:
    assert _rows(text) == [(verdict, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The rocket Vega flew 300 km and the star Orion shone over the sea of stars.",
        "Nice people of Reading ran 30 km with Mr Lincoln and the Union of Berlin.",
    ],
)
def test_a_towns_name_is_none_without_a_word_of_place(text: str) -> None:
    assert [e.text for e in understand(text, OWN).names if e.towns] == []


def test_a_small_town_is_never_the_reason_of_a_no() -> None:
    assert _rows("Taiki lies 900 km south of Tokyo, say the people of the north.") == []


def test_towns_of_one_name_are_all_told_the_largest_first() -> None:
    people = [t.people for t in towns_named("aberdeen")]
    assert len(people) > 2
    assert people == sorted(people, reverse=True)


def _checked(text: str) -> list[tuple[str | None, str | None]]:
    rows = understand(text, date(2022, 9, 25)).rows()
    return [(r["verdict"], r["study"]) for r in rows if r["checkable"]]


def test_a_load_told_again_in_other_units_is_one_load() -> None:
    told = "The Delta IV Heavy can loft 62,540 pounds (28,370 kilograms) to low Earth orbit."
    assert _checked(told) == [(None, "delta-iv-heavy-28367.7-kg-200-km")]
    compared = "The rocket can loft 62,540 pounds to low Earth orbit, more than the Falcon Heavy."
    assert _checked(compared) == []


def test_an_orbit_on_the_way_is_not_that_of_the_station() -> None:
    text = (
        "It carried supplies for the International Space Station. "
        "The spacecraft was placed in an initial orbit of 284 km."
    )
    assert all(verdict != "no" for verdict, _ in _checked(text))
