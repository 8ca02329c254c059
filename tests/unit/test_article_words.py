"""Names, dates and figures of an article: what a word means, and what only looks like one."""

from datetime import date

import pytest

from visviva.article.dates import dates
from visviva.article.dossier import (
    understand,
)
from visviva.article.entities import entities
from visviva.article.quantities import quantities


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Aucun vaisseau Soyouz n'a rejoint Tiangong, dit un expert de la base.", True),
        ("Le vaisseau Soyouz ne pourra en aucun cas rejoindre Tiangong un jour.", True),
        ("Le vaisseau Soyouz a rejoint Tiangong, dit un expert de la base.", False),
        ("The Soyuz spacecraft did not reach Tiangong, said an expert of the base.", True),
        ("소유즈 우주선은 톈궁에 도킹하지 못했다.", True),
        ("Корабль «Союз МС» не пристыковался к станции «Тяньгун».", True),
    ],
)
def test_denials_are_kept(text: str, denied: bool) -> None:
    assert understand(text, None).claims[0].said.negated is denied


def test_a_name_that_fits_two_facts_shows_both() -> None:
    (found,) = (e for e in entities("The Angara is late.") if e.kind == "vehicle")
    assert found.fact is None
    assert {"angara-1.2", "angara-a5"} <= set(found.candidates)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("к станции «Тяньгуном»", "tiangong"),
        ("с Байконура", "baikonur"),
        ("на космодроме Восточном", "vostochny"),
        ("보스토치니에서 발사", "vostochny"),
        ("톈궁으로 향했다", "tiangong"),
        ("소유즈 우주선은", "soyuz-ms"),
        ("la capsule Soyouz", "soyuz-ms"),
        ("Baïkonour", "baikonur"),
    ],
)
def test_cases_particles_and_spellings_lead_to_the_fact(text: str, slug: str) -> None:
    assert slug in [e.fact for e in entities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "мир во всём мире",
        "The alpha of the pack ran east",
        "la station de mer Jaune, en mai dernier",
        "the space station",
        "만리경-1-1호를",
        "Malligyong-2",
        "He met Alexander Victoria there",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert entities(text) == ()


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("en octobre prochain", "fr", "2023-10-01", "2023-10-31"),
        ("en mai dernier", "fr", "2023-05-01", "2023-05-31"),
        ("depuis le 16 décembre 2022", "fr", "2022-12-16", "2022-12-16"),
        ("le 1er janvier prochain", "fr", "2024-01-01", "2024-01-01"),
        ("지난 5월 31일", "ko", "2023-05-31", "2023-05-31"),
        ("오는 10월", "ko", "2023-10-01", "2023-10-31"),
        ("지난 12월", "ko", "2022-12-01", "2022-12-31"),
        ("в октябре", "ru", "2023-10-01", "2023-10-31"),
        ("21 ноября 2023 года", "ru", "2023-11-21", "2023-11-21"),
        ("last May", "en", "2023-05-01", "2023-05-31"),
        ("on May 31, 2023", "en", "2023-05-31", "2023-05-31"),
        ("in 2022", "en", "2022-01-01", "2022-12-31"),
        ("2023-09-13", "en", "2023-09-13", "2023-09-13"),
    ],
)
def test_a_date_is_taken_against_the_articles_own(
    text: str, language: str, first: str, last: str
) -> None:
    (found,) = dates(text, language, date(2023, 9, 15))
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en mer Jaune", "fr"),
        ("31 février 2023", "fr"),
        ("le mai de la fête", "fr"),
        ("un vol en mars", "fr"),
        ("It may march on", "en"),
        ("41년 만에", "ko"),
        ("13월", "ko"),
        ("май", "ru"),
        ("марта Ивановна", "ru"),
        ("Su-35 et Su-57", "fr"),
    ],
)
def test_words_that_look_like_dates_are_none(text: str, language: str) -> None:
    assert dates(text, language, date(2023, 9, 15)) == ()


def test_a_month_without_a_year_needs_the_articles_own_date() -> None:
    assert dates("en octobre prochain", "fr") == ()


@pytest.mark.parametrize(
    ("text", "language", "value", "half", "unit"),
    [
        ("5 500 kilomètres", "fr", 5.5e6, 5e4, "m"),
        ("1,5 tonne", "fr", 1500.0, 50.0, "kg"),
        ("5,500 km", "en", 5.5e6, 5e4, "m"),
        ("97.4 degrees", "en", 97.4, 0.05, "deg"),
        ("300kg", "ko", 300.0, 50.0, "kg"),
        ("5500 км", "ru", 5.5e6, 5e4, "m"),
    ],
)
def test_a_figure_keeps_the_precision_it_was_written_with(
    text: str, language: str, value: float, half: float, unit: str
) -> None:
    (found,) = quantities(text, language)
    assert (found.value, found.precision, found.unit) == pytest.approx((value, half, unit))


def test_speeds_are_no_distances() -> None:
    assert [q.unit for q in quantities("28 000 km/h", "fr")] == ["m/s"]
