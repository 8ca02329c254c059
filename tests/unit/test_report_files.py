"""A report is written whole or not at all, and a bad path is found before the work."""

import os
from pathlib import Path

import pytest

from visviva.errors import InputError
from visviva.report.files import ensure_writable, write_page


def test_a_page_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "answer page.html"
    write_page(path, "one")
    write_page(path, "둘")
    assert path.read_text(encoding="utf-8") == "둘"
    assert list(tmp_path.iterdir()) == [path]


def test_checking_a_path_writes_nothing(tmp_path: Path) -> None:
    ensure_writable(tmp_path / "a.html")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["missing/a.html", "file/a.html", ".", "dir", ""])
def test_a_path_that_cannot_be_written_is_refused_with_advice(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    (tmp_path / "dir").mkdir()
    with pytest.raises(InputError) as caught:
        ensure_writable(name)
    assert caught.value.advice
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="permission"):
            ensure_writable(tmp_path / "a.html")
    finally:
        tmp_path.chmod(0o700)


def test_a_name_too_long_is_an_error_of_input_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_page(tmp_path / ("a" * 300), "x")
    assert not list(tmp_path.iterdir())
