"""A file that somebody else wrote is read, or refused with one line that names the place."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visviva.core.bounds import within
from visviva.core.read import csv_rows, parse_json, parse_toml, read_text
from visviva.errors import FactError, InputError


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x = 1\0\0", "zero bytes"),
        (b"a\nb\xff\n", ":2: not text"),
        (b"x" * 300, "more than"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(FactError, match=said):
        read_text(tmp_path / "a.txt", most=200, error=FactError)


def test_a_file_of_two_gigabytes_of_nothing_is_refused_at_once(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(2 << 30)
    with pytest.raises(InputError, match="more than 67 MB"):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["missing", "", "a\0b", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        read_text(tmp_path / name if name else name)


def test_a_mark_of_utf8_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfname")
    assert read_text(tmp_path / "a.txt") == "name"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nx = " + "9" * 5000, "a:2: .*digits"),
        ("a = 1\nx = " + "9" * 30, "a:2: x is a whole number"),
        ("x = " + "[" * 100_000, "nested too deep"),
        ("x = " + "[" * 80 + "]" * 80, "nested too deep"),
        ("a = 1\nb = ?", "a:2: broken TOML"),
    ],
)
def test_toml_that_no_program_should_take_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_toml(text, place="a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[1,\n{"a": ' + "9" * 5000 + "}]", "a:2: .*digits"),
        ("[" * 100_000, "nested too deep"),
        ("[NaN]", "NaN is no number"),
        ('{"a": 1,\n}', "a:2: broken JSON"),
    ],
)
def test_json_that_no_program_should_take_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_json(text, place="a")


def test_a_cell_without_end_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"a:2: broken CSV: a cell of more than 131,072"):
        list(csv_rows(["a,b", "1," + "9" * 200_000], place="a"))


@given(st.text(), st.sampled_from([parse_toml, parse_json]))
def test_any_text_is_read_or_refused(text: str, parse: object) -> None:
    with suppress(InputError):
        parse(text, place="a")  # type: ignore[operator]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, 11.0])
def test_a_figure_out_of_bounds_is_refused(value: float) -> None:
    with pytest.raises(InputError, match="give 0 to 10 days"):
        within(value, 0.0, 10.0, "a span", "days")
