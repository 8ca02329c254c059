"""How far a figure, a way or a reason of an article reaches before it is called wrong.

Oracles: the way on the ellipsoid (GeographicLib, held in `test_geodesy`), the record of launches.
"""

from datetime import date

from visviva.article.dossier import understand
from visviva.article.rules.case import Check


def _check(text: str) -> Check:
    (found,) = (c.check for c in understand(text, date(2025, 6, 1)).claims if c.check.checkable)
    return found


def test_a_reason_why_two_do_not_fit_is_no_docking() -> None:
    """ "No" of the pair would call the true reason false."""
    found = understand(
        "A Soyuz cannot dock with China's Tiangong, engineers say. "
        "The two use different docking hardware, and nobody plans to change it.",
        date(2025, 6, 1),
    )
    assert [c.check.checkable for c in found.claims] == [True, False]


def test_of_several_flights_only_those_that_failed_are_told_to_have_failed() -> None:
    said = _check("The H3 flew from Tanegashima in 2023 and 2024.").finding
    assert "it failed on 2023-03-07" in said
    many = _check("The Electron rocket flew from Mahia in 2018 and 2019.").finding
    assert "…" in many, "more days than are listed"
