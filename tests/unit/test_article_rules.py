"""How far a figure, a way or a reason of an article reaches before it is called wrong.

Oracles: the way on the ellipsoid (GeographicLib, held in `test_geodesy`), the record of launches.
"""

from datetime import date
from itertools import pairwise
from statistics import median

import numpy as np
import pytest

from visviva.article.dossier import understand
from visviva.article.number_words import word_values
from visviva.article.quantities import ROUGH_SHARE, ROUND_SHARE, quantities
from visviva.article.rules.case import Check
from visviva.article.rules.distance import SITE_TOWN_M, SITE_TOWN_SHARE
from visviva.core.geodesy import geodesic_inverse
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import names_of_places, place_at


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


#: Sites that are named for a city of the gazetteer, with that city as the gazetteer writes it.
NAMED_FOR = {
    "wenchang": "Wenchang",
    "shahroud": "Shahrud",
    "xichang": "Xichang",
    "semnan": "Semnan",
    "taiyuan": "Taiyuan",
    "jiuquan": "Jiuquan",
}


def _from_town_m(site: str, town: str) -> float:
    lat, lon, _ = Catalogue.bundled().site(site).location()
    places = [place_at(k) for name, k in names_of_places() if name.lower() == town.lower()]
    ways = [
        float(geodesic_inverse(lat, lon, np.radians(p.lat_deg), np.radians(p.lon_deg))[0])
        for p in places
    ]
    return min(ways)


def test_a_town_is_as_far_from_its_site_as_half_of_the_towns_are() -> None:
    """To one digit, the grain at which the constant is given."""
    ways = [_from_town_m(site, town) for site, town in NAMED_FOR.items()]
    assert round(median(ways), -4) == SITE_TOWN_M


@pytest.mark.parametrize(
    ("km", "verdict"),
    [(696, "yes"), (696 + 46, "marginal"), (696 + 54, "no"), (696 - 46, "marginal")],
)
def test_a_long_way_is_marginal_up_to_the_way_to_a_town(km: int, verdict: str) -> None:
    """696 km on the ellipsoid: three times its room is 42 km, so only the town is left."""
    assert _check(f"Baikonur lies {km} km from Tashkent.").verdict == verdict


@pytest.mark.parametrize(("km", "verdict"), [(298 + 28, "marginal"), (298 + 32, "no")])
def test_on_a_short_way_a_town_excuses_a_tenth(km: int, verdict: str) -> None:
    """298 km on the ellipsoid: a tenth is 30 km, three times its room 18."""
    assert _check(f"Sriharikota lies {km} km from Bengaluru.").verdict == verdict


def test_a_rough_figure_is_as_coarse_as_the_coarsest_one_of_two_digits() -> None:
    (found,) = quantities("about 415 km", "en")
    assert found.precision == pytest.approx(0.5 * (11 - 10) / 10 * 415e3)
    assert (11 - 10) / 10 == SITE_TOWN_SHARE == 2.0 * ROUGH_SHARE


def test_a_round_number_reaches_half_way_to_the_next_one() -> None:
    rounds = [v for word, v in word_values("fr").items() if word.endswith("aine de")]
    tens = sorted(v for v in rounds if v <= 60 and v != 12)
    widest = max(0.5 * (after - one) / one for one, after in pairwise(tens))
    assert tens == [10, 15, 20, 30, 40, 50, 60]
    assert widest == ROUND_SHARE
    (found,) = quantities("une vingtaine de kilomètres", "fr")
    assert found.precision == pytest.approx(5e3)
