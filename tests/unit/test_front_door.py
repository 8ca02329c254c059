"""`import visviva` opens the door: few names, none imported before it is used."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import visviva
from visviva.front import by_fields


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import visviva; "
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["visviva"]


def test_there_are_few_names_and_each_opens() -> None:
    names = [name for name in visviva.__all__ if not name.startswith("__")]
    assert len(names) <= 40
    assert set(names) == set(visviva._DOORS)
    for name in names:
        found = getattr(visviva, name)
        assert found.__doc__, name
        assert name in dir(visviva)


def test_no_name_is_that_of_a_package() -> None:
    packages = {info.name for info in pkgutil.iter_modules(visviva.__path__)}
    assert not packages & set(visviva.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="asses"):
        visviva.__getattr__("asses")


def test_a_question_takes_its_fields_or_its_request() -> None:
    from visviva.analysis.decay import DecayRequest

    taken: list[DecayRequest] = []
    ask = by_fields(taken.append, DecayRequest)
    ask("a.tle", seed=2)
    ask(DecayRequest("a.tle", seed=2))
    assert taken[0] == taken[1]


def test_a_study_is_assessed_by_name_by_path_and_by_value(tmp_path: Path) -> None:
    quick = {"samples": 200, "ascent": False, "alternatives": False}
    named = visviva.assess("soyuz-iss", **quick)
    loaded = visviva.assess(visviva.load_study("soyuz-iss"), **quick)
    assert named.verdict == loaded.verdict
    assert named.probability == loaded.probability
    other = visviva.assess("soyuz-iss", settings=("target.station=tiangong",), **quick)
    assert other.verdict == "no"


def test_facts_are_found_by_alias_and_kind() -> None:
    assert visviva.facts("soyuz-ms").slug == "soyuz-ms"
    with pytest.raises(visviva.VisvivaError):
        visviva.facts("soyuz-ms", "site")


def test_moments_and_places_may_be_text_as_on_the_command_line() -> None:
    from visviva.analysis.passes import PassesRequest

    taken: list[PassesRequest] = []
    ask = by_fields(taken.append, PassesRequest)
    start = visviva.Epoch.parse("2024-01-05T00:00:00Z")
    place = visviva.Place.parse("39.02,125.75")
    ask("a.tle", (place,), start)
    ask("a.tle", ["39.02,125.75"], "2024-01-05")
    ask("a.tle", sites="39.02,125.75", start="2024-01-05T09:00:00+09:00")
    assert taken[0] == taken[1] == taken[2]
    with pytest.raises(visviva.VisvivaError, match="start"):
        ask("a.tle", [place], "soon")
    with pytest.raises(visviva.VisvivaError, match="Atlantis"):
        ask("a.tle", ["Atlantis"], start)


def test_a_field_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(TypeError, match="takes no 'durations'; did you mean duration"):
        visviva.find_passes("a.tle", durations=3.0)
    with pytest.raises(AttributeError) as caught:
        visviva.__getattr__("find_pases")
    assert caught.value.name == "find_pases"
    assert caught.value.obj is visviva, "Python itself then suggests the nearest name"
