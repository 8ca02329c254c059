"""A span of training is held against guests on record; other spans of a crew are not.

Oracle: training begun and lift-offs as the sources of `data/crewed/guest-training.toml` give them;
the lift-off days stand in GCAT's launch log.
"""

from datetime import date

import pytest

from visviva.article.dossier import understand
from visviva.article.rules.case import Check
from visviva.article.rules.training import DAYS_A_MONTH, MARGINAL_SHARE, Span, spans
from visviva.data.crewed_tables import guests
from visviva.data.record import all_flights

OWN = date(2025, 6, 1)
TRAINED = {
    "en": "The guest, a pilot, trained for {n} months before the Soyuz flight.",
    "fr": "L’invitée du Soyouz s’est entraînée pendant {n} mois comme cosmonaute.",
    "ko": "이 우주인은 소유스 비행을 위해 {n}개월 동안 훈련했다.",
    "ru": "Космонавт готовился к полёту на «Союзе» {n} месяцев.",
}


def _answers(text: str) -> list[Check]:
    found = [c.check for c in understand(text, OWN).claims]
    return [c for c in found if "training" in c.source]


@pytest.mark.parametrize("language", TRAINED)
def test_a_span_under_the_shortest_on_record_is_doubted_and_half_of_it_is_no(language: str) -> None:
    shortest = min((g.liftoff - g.begun[1]).days for g in guests()) / DAYS_A_MONTH
    assert 4.0 < shortest < 4.3, "1 June to 5 October 2021"
    verdicts = {}
    for months in (1, 3, 8, 30):
        (found,) = _answers(TRAINED[language].format(n=months))
        verdicts[months] = found.verdict
    assert verdicts == {1: "no", 3: "marginal", 8: "yes", 30: "yes"}
    assert 1 < MARGINAL_SHARE * shortest < 3


@pytest.mark.parametrize(
    "text",
    [
        "The crew of the Soyuz will return to Earth in six months.",
        "The cosmonauts stayed aboard the station for six months.",
        "Astronauts should fly around the Moon within two years.",
        "L’équipage du Soyouz sera relevé dans six mois.",
    ],
)
def test_a_stay_a_return_and_another_ship_are_no_training(text: str) -> None:
    assert _answers(text) == []


def test_spans_are_read_in_four_languages_and_ages_and_years_are_none() -> None:
    assert spans("через полтора года", "ru") == [Span(18.0, ahead=True)]
    assert spans("in just over a year", "en") == [Span(12.0, ahead=True)]
    assert spans("a 29 years old pilot, in 2007, two years ago", "en") == []
    assert spans("2023년 5월", "ko") == []


def test_every_guest_lifted_off_on_a_day_of_the_launch_log_from_baikonur() -> None:
    flown = {row.day for row in all_flights() if row.site == "baikonur"}
    assert {g.liftoff for g in guests()} <= flown
    assert all(g.begun[0] <= g.begun[1] < g.liftoff for g in guests())
