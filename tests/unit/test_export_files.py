"""No export leaves a half file, whatever stops it."""

import os
from pathlib import Path

import pytest

from visviva.errors import InputError
from visviva.export import atomic_write, check_writable
from visviva.export.files import pick


def test_a_file_appears_whole_under_its_name(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with atomic_write(target) as stream:
        stream.write("é\n")
        assert not target.exists()
    assert target.read_bytes() == "é\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("stop", [ValueError("x"), KeyboardInterrupt()])
def test_a_stopped_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, stop: BaseException
) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(type(stop)), atomic_write(target) as stream:  # noqa: PT012
        stream.write("new")
        raise stop
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with atomic_write(tmp_path / "link.txt") as stream:
        stream.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_new_file_has_the_permissions_the_user_asked_for(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.txt") as stream:
        stream.write("x")
    (tmp_path / "b.txt").write_text("x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_place_that_cannot_be_written_is_found_before_the_work(tmp_path: Path) -> None:
    assert check_writable(tmp_path / "a.txt") == tmp_path / "a.txt"
    assert not os.listdir(tmp_path)
    with pytest.raises(InputError, match="directory"):
        check_writable(tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        check_writable(tmp_path / "missing" / "a.txt")
    with (
        pytest.raises(InputError, match="cannot be written"),
        atomic_write(tmp_path / "missing" / "a.txt"),
    ):
        pass


def test_a_suffix_that_is_not_known_names_those_that_are() -> None:
    with pytest.raises(InputError, match=r"use one of \.csv \.json"):
        pick("a.xlsx", {".csv": 1, ".json": 2}, "a table")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_one_clear_line() -> None:
    with (
        pytest.raises(InputError, match="/dev/full: the file cannot be written"),
        atomic_write("/dev/full") as stream,
    ):
        stream.write("x" * 100_000)
