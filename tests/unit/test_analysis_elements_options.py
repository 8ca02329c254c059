"""Shared options mean one thing everywhere, and objects are chosen by number, Alpha-5 or name."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import visviva
from visviva.cli.options import Source, elements_source, moment, window_seconds
from visviva.errors import InputError, UnknownNameError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.gp.choose import by_object, matching, named, number_of, one_named

ONE = ElementSet(25544, "2024-06-06T00:00:00", 15.5, 0.001, 51.6, 10.0, 0.0, 0.0, name="ISS")


def test_a_number_is_digits_or_alpha5() -> None:
    assert number_of("A0000") == 100_000
    assert number_of("Z9999") == 339_999
    assert number_of("123456789") == 123_456_789
    assert number_of("I0000") is None
    assert number_of("") is None
    assert number_of("٢٥") is None


def test_objects_are_found_by_number_alpha5_name_and_part_of_a_name() -> None:
    sets = [ONE, replace(ONE, catalog_number=270_438, name="STARLINK-1"), replace(ONE, name="iss")]
    assert matching(sets, "25544") == [0, 2]
    assert matching(sets, "T0438") == [1]
    assert matching(sets, "iss") == [0, 2]
    assert matching(sets, "star") == [1]
    assert [e.name for e in named(sets, ["star", "25544"])] == ["ISS", "STARLINK-1", "iss"]
    with pytest.raises(UnknownNameError, match="did you mean STARLINK-1"):
        named(sets, ["starlinc-1"])
    with pytest.raises(UnknownNameError, match="names 2 objects"):
        one_named(sets, "iss")


def test_objects_under_a_placeholder_number_stay_apart(shared_data: Path) -> None:
    """Six cubes of one launch share number 99999 in this public case; none may vanish."""
    read = read_elements(shared_data / "public-cases/orbit/F05_shared_number.tle")
    groups = by_object(read.elements)
    assert len(groups) == 12
    assert all(len(group) == 1 for group in groups)


def test_a_placeholder_without_names_is_split_by_orbit() -> None:
    bare = replace(ONE, catalog_number=0, name="")
    later = replace(bare, epoch_utc="2024-06-06T12:00:00", mean_anomaly_deg=270.0, raan_deg=7.5)
    other = replace(bare, inclination_deg=97.0)
    assert [len(g) for g in by_object([bare, other, later])] == [2, 1]


@pytest.mark.parametrize("number", [0, 99_999, 90_001, 12_345])
@pytest.mark.parametrize("apart", [{"mean_anomaly_deg": 5.0}, {"raan_deg": 20.0}])
@pytest.mark.parametrize("names", [("", "", ""), ("TBA", "TBA", "TBA"), ("A", "B", "C")])
def test_no_object_is_in_two_places_at_one_moment(number, apart, names) -> None:
    key, step = next(iter(apart.items()))
    sets = [
        replace(ONE, catalog_number=number, name=name, **{key: (k * step) % 360.0})
        for k, name in enumerate(names)
    ]
    assert [len(group) for group in by_object(sets)] == [1, 1, 1]


def test_two_solutions_of_one_moment_are_one_object() -> None:
    near = replace(ONE, mean_anomaly_deg=ONE.mean_anomaly_deg + 0.05)
    assert [len(group) for group in by_object([ONE, near, ONE])] == [3]


def test_a_renamed_object_and_two_spellings_at_once_are_one_object() -> None:
    renamed = [replace(ONE, name="OBJECT A"), replace(ONE, epoch_utc="2024-07-01T00:00:00")]
    assert len(by_object(renamed)) == 1
    spelled = [ONE, replace(ONE, name="ISS (ZARYA)")]
    assert len(by_object(spelled)) == 1
    two = [ONE, replace(ONE, name="DEB", inclination_deg=97.0)]
    assert len(by_object(two)) == 2


def test_a_time_is_a_date_now_an_offset_or_nothing() -> None:
    when, said = moment("2024-06-07", "--start")
    assert when is not None
    assert when.iso(0) == "2024-06-07T00:00:00Z"
    assert "2024-06-07T00:00:00Z" in said
    later, _ = moment("now+6h", "--start")
    now, _ = moment("now", "--start")
    assert later is not None
    assert now is not None
    assert abs((later - now) - 21600.0) <= 2.0
    assert moment(None, "--start") == (None, "")
    zoned, said = moment("2024-06-07T09:00:00+09:00", "--start")
    assert zoned is not None
    assert (zoned.iso(0), said) == ("2024-06-07T00:00:00Z", "")
    with pytest.raises(InputError, match=r"--as-of: .*offset"):
        moment("2024-06-07T00:00:00", "--as-of")


@pytest.mark.parametrize("days", [0.0, -1.0, float("nan"), float("inf")])
def test_a_window_is_longer_than_nothing(days: float) -> None:
    with pytest.raises(InputError, match="--days"):
        window_seconds(days)


def test_element_sets_come_from_one_place() -> None:
    path = Path("a.tle")
    assert elements_source(path, None) == elements_source(None, path) == Source(path, "a.tle")
    with pytest.raises(InputError, match="twice"):
        elements_source(path, path)
    with pytest.raises(InputError, match="no element sets"):
        elements_source(None, None)


def test_these_commands_only_parse_and_print() -> None:
    """No physics, no pillar: each calls one function of `analysis`."""
    root = Path(visviva.__file__).parent / "cli"
    files = [*root.glob("observe/*.py"), *root.glob("track/*.py"), root / "data.py"]
    pillars = re.compile(r"visviva\.(launch|track|observe|crew|moon|orbit)\b")
    for path in files:
        for line in path.read_text().splitlines():
            if re.match(r"\s*(from|import) ", line):
                assert not pillars.search(line), f"{path.name}: {line}"
