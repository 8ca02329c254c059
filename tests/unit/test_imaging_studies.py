"""Studies of pictures answer as the orbit and the optics say, in every language."""

from functools import lru_cache

import pytest

from visviva.assessment.answer import Assessment
from visviva.assessment.run import assess, load_study
from visviva.errors import StudyError
from visviva.report.localize import localize


@lru_cache(maxsize=8)
def shipped(name: str) -> Assessment:
    return assess(load_study(name))


def test_the_claimed_seconds_of_november_2023_fit() -> None:
    found = shipped("malligyong-camera")
    (finding,) = (f for f in found.findings if f.id == "claimed-seconds")
    assert found.verdict == "yes"
    assert [row["verdict"] for row in finding.detail] == ["yes"] * 4


def test_a_claim_moved_by_twenty_minutes_does_not_fit(tmp_path: object) -> None:
    from importlib.resources import files
    from pathlib import Path

    text = (files("visviva.assessment") / "studies" / "malligyong-camera.toml").read_text("utf-8")
    path = Path(str(tmp_path)) / "moved.toml"
    path.write_text(text.replace("23:36:25", "23:56:25"))
    assert assess(load_study(path)).verdict == "no"


def test_one_satellite_does_not_see_the_peninsula_every_day() -> None:
    found = shipped("malligyong-revisit")
    assert found.verdict == "no"
    (finding,) = (f for f in found.findings if f.id == "revisit")
    assert finding.value is not None
    assert finding.value > 24.0


def test_a_wider_limit_of_the_claim_is_never_harder_to_meet() -> None:
    strict, loose = (
        assess(load_study("malligyong-resolution", (f"imaging.resolution.claimed_m={m}",)))
        for m in (0.5, 2.5)
    )
    assert strict.probability is not None
    assert loose.probability is not None
    assert strict.probability < loose.probability
    assert (strict.verdict, loose.verdict) == ("no", "yes")


@pytest.mark.parametrize("lang", ["en", "fr", "ko"])
@pytest.mark.parametrize("name", ["malligyong-camera", "malligyong-resolution"])
def test_the_answer_is_said_in_every_language(name: str, lang: str) -> None:
    assert localize(shipped(name), lang).sentence.text


def test_a_study_that_claims_nothing_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "empty.toml"
    path.write_text(
        '[study]\nname = "e"\nclaim = "It sees"\nsaid_by = "me"\nsaid_on = 2024-01-01\n'
        '[imaging]\nsatellite = "malligyong-1"\n'
    )
    with pytest.raises(StudyError, match="claims nothing"):
        assess(load_study(path))


@pytest.mark.parametrize("lang", ["en", "fr", "ko"])
@pytest.mark.parametrize(
    "name", ["malligyong-camera", "malligyong-revisit", "malligyong-resolution"]
)
def test_the_page_draws_path_and_footprint(name: str, lang: str) -> None:
    pictures = localize(shipped(name), lang).pictures
    assert pictures is not None
    assert pictures.map is not None
    assert {"orbit", "area"} <= {line.role for line in pictures.map.lines}


def test_the_page_of_claimed_seconds_draws_the_sun_and_the_seconds() -> None:
    found = shipped("malligyong-camera")
    suns = [place for place in found.places if "Sun overhead" in place.name]
    assert len(suns) == 4
    # November: the Sun stands 20 to 22 degrees south, and for each place within 80 degrees of it
    assert all(-22.0 < place.latitude_deg < -20.0 for place in suns)
    assert len(found.timeline) == 5
