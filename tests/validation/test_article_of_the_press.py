"""Reading a press article that nobody here wrote, against what a careful reader marks in it.

Oracle: the article read by hand (French, September 2023, read in place and not copied): its
sixteen checkable statements in order, with what is on record of each. Tolerance: none missed, none
beside, no other date.
"""

from datetime import date
from pathlib import Path

import pytest

from visviva.article.dossier import own_date_of, understand
from visviva.article.language import language_of
from visviva.article.reading import read_article

NAME = "atalayar-2023-09-15.fr.txt"
#: (kind, verdict before the studies run, study)
EXPECTED = [
    ("failure", "yes", "chollima-2023-05"),  # the repeated failures
    ("crew", "no", None),  # ahead of South Korea: one flew in April 2008
    ("orbit", "yes", "danuri"),  # Danuri about the Moon since 16 December 2022
    ("crew", None, "soyuz-solo"),
    ("crew", "yes", None),  # a little over a year of training
    ("docking", None, "soyuz-tiangong"),
    ("crew", None, "soyuz-tiangong"),  # some days aboard
    ("orbit", "yes", "chollima-2023-05"),  # tried in May and August 2023
    ("failure", "yes", "chollima-2023-05"),  # in both cases
    ("failure", "marginal", "chollima-2023-05"),  # stage separation: neither flight's cause as told
    ("debris", "marginal", "yellow-sea-debris"),  # what was raised is of May
    ("schedule", "no", "chollima-2023-11-notice"),  # not in October: 21 November
    ("distance", "yes", None),
    ("distance", "yes", None),
    ("launch", "yes", "vostochny-angara"),
    ("launch", "yes", "vostochny-soyuz-2"),
    ("launch", "yes", "vostochny-angara"),
]
DATES = {
    ("2023-09-13", "2023-09-13"),
    ("2022-12-16", "2022-12-16"),
    ("2023-05-01", "2023-05-31"),
    ("2023-08-01", "2023-08-31"),
    ("2023-10-01", "2023-10-31"),
}


@pytest.fixture
def article(shared_data: Path) -> str:
    path = shared_data / "articles" / NAME
    if not path.exists():
        pytest.skip("the press article is not at hand")
    return read_article(path)


def test_the_claims_of_the_article_come_out_as_read_by_hand(article: str) -> None:
    assert language_of(article) == "fr"
    own, origin = own_date_of(article, "fr", NAME)
    assert (own, origin) == (date(2023, 9, 15), "file name")
    found = understand(article, own)
    rows = [r for r in found.rows() if r["checkable"]]
    assert [(r["kind"], r["verdict"], r["study"]) for r in rows] == EXPECTED
    assert {(d.first, d.last) for d in found.dates} == DATES


def test_the_closed_station_is_a_veto_and_not_physics(article: str) -> None:
    found = understand(article, date(2023, 9, 15))
    (denied,) = (r for r in found.rows() if r["negated"] and r["study"] == "soyuz-iss")
    assert not denied["checkable"]
    assert "veto" in denied["why_not"]


def test_what_names_no_spaceflight_has_no_verdict(article: str) -> None:
    found = understand(article, date(2023, 9, 15))
    for place in ("Komsomolsk", "Vladivostok"):
        assert all(r["verdict"] is None for r in found.rows() if place in r["text"])
