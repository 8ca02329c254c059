"""Tables are whole at 80 columns, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from visviva.cli.output import print_table, say

PASS = {
    "object": "ISS (ZARYA)",
    "rise_utc": "2024-06-07T01:02:03.456Z",
    "set_utc": "2024-06-07T01:08:03.456Z",
    "peak_elevation_deg": 58.6895,
    "age_days": -0.4,
    "long_name_of_a_sky": "astronomical",
    "sigma_s": 0.126,
    "verdict": "yes",
}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.text("ab 한é", max_size=60),
            "delta_v_m_s": st.floats(allow_nan=False, allow_infinity=False) | st.none(),
            "note_of_it": st.text("xyz ", max_size=200),
        }
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_times_and_figures_are_never_broken(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([PASS, PASS])
    got = capsys.readouterr()
    assert all(len(line) <= 80 for line in got.out.splitlines())
    assert got.out.count("2024-06-07 01:02:03") == 2
    assert got.out.count("58.6895") == 2


def test_what_has_no_room_is_named_and_the_verdict_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table([PASS, PASS])
    got = capsys.readouterr()
    assert "verdict" in got.out
    assert "left out for want of room: " in got.err
    assert "sigma (s)" in got.err


def test_in_a_very_narrow_window_each_record_is_a_block(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_table([PASS, PASS])
    got = capsys.readouterr()
    assert got.out.count("sigma (s)") == 2
    assert "2024-06-07 01:02:03" in got.out
    assert all(len(line) <= 40 for line in got.out.splitlines())


@given(ROWS, st.integers(30, 200))
def test_no_line_is_wider_than_the_window(rows: list[dict[str, object]], width: int) -> None:
    import contextlib
    import io
    import os
    from unittest import mock

    out = io.StringIO()
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(width)}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        print_table(rows, title="a title")
    assert all(cell_len(line.rstrip()) <= width for line in out.getvalue().splitlines())


def test_a_pipe_without_columns_is_wide(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    print_table([PASS, PASS])
    got = capsys.readouterr()
    assert got.err == ""
    assert "sigma (s)" in got.out


def test_a_title_and_a_sentence_fold_at_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_table([{"a": 1.0}], title="leaving at 120 s: within the 9 g borne by crews on returns")
    say("claimed lift-off possible: 3 s after the computed lift-off, which suits the profile")
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 40
    assert "\nprofile" in out
    monkeypatch.delenv("COLUMNS")
    say("one line " * 30)
    assert capsys.readouterr().out.count("\n") == 1


def test_a_table_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([])
    assert capsys.readouterr().out == "none found\n"
