"""Studies of failed launches and of warnings, against figures worked by hand."""

from pathlib import Path

import pytest

from visviva.assessment.run import assess
from visviva.assessment.study import load_study
from visviva.errors import StudyError

WINDOW = """
[study]
name = "w"
claim = "It flew within its window"
said_by = "nobody"
said_on = 2023-01-01

[notice]
site = "sohae"
flown_at = 2023-11-21T13:42:28Z

[[notice.windows]]
start = {start}
end = {end}
"""


def findings(name: str | Path, *settings: str) -> dict[str, object]:
    answer = assess(load_study(name, settings), ascent=False)
    return {"": answer, **{f.id: f for f in answer.findings}}


def test_the_warning_of_november_2023_opened_after_the_flight() -> None:
    """15:00:00 less 13:42:28 is 77.53 minutes; 31 October to 21 November are 21 days."""
    found = findings("chollima-2023-11-notice")
    assert found[""].verdict == "no"
    assert found["notice-window"].value == pytest.approx(-77.533, abs=1e-3)
    assert found["announced-days"].value == 21.0
    corridor = found["notice-corridor"]
    assert corridor.interval_90.low < 97.4 < corridor.interval_90.high


@pytest.mark.parametrize(
    ("start", "end", "verdict", "minutes"),
    [
        ("2023-11-21T13:00:00Z", "2023-11-21T14:00:00Z", "yes", 17.533),
        ("2023-11-21T22:00:00+09:00", "2023-11-21T22:40:00+09:00", "no", -2.467),
    ],
)
def test_windows_keep_their_offset(
    tmp_path: Path, start: str, end: str, verdict: str, minutes: float
) -> None:
    path = tmp_path / "w.toml"
    path.write_text(WINDOW.format(start=start, end=end))
    found = findings(path)
    assert found[""].verdict == verdict
    assert found["notice-window"].value == pytest.approx(minutes, abs=1e-3)


def test_a_window_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(WINDOW.format(start="2023-11-21T14:00:00Z", end="2023-11-21T13:00:00Z"))
    with pytest.raises(StudyError, match="ends before it starts"):
        assess(path, ascent=False)


def test_the_stack_of_may_2023_falls_where_a_part_was_found() -> None:
    """Found about 200 km west of Eocheong island, to 30 km (Joint Chiefs of Staff, 2023-05-31).

    The corridor is that of the announced areas, the place is not used.
    """
    found = findings("chollima-2023-05")
    assert found["debris-area-0"].verdict == "yes"
    assert found["debris-area-0"].value < 30.0
    assert found["announced-areas-A"].verdict == "yes"
    assert {t.role for t in found[""].tracks} == {"area", "announced"}
    assert len(found[""].tracks) == 5  # three announced, two simulated
    moved = findings("chollima-2023-05", "failure.published=" + FAR)
    assert moved["debris-area-0"].verdict == "no"


FAR = (
    '[{name = "elsewhere", item = "unlit stack", lat_deg = 37.5, lon_deg = 131.0, '
    'tolerance_km = 30.0, source = "made up"}]'
)


def test_the_satellite_of_august_2023_is_not_in_the_yellow_sea() -> None:
    found = findings("yellow-sea-debris")
    assert found["debris-area-0"].verdict == "yes"
    assert found["debris-area-1"].verdict == "no"
    assert found["debris-area-1"].value > 1000.0
    assert found[""].verdict == "no"


def test_the_stage_that_failed_in_may_2024_is_the_first() -> None:
    found = findings("chollima-2024-05")
    assert found[""].verdict == "yes"
    late = findings("chollima-2024-05", "failure.at_s=150")
    assert late["failure-stage"].verdict == "marginal"
    assert findings("chollima-2024-05", "failure.at_s=250")["failure-stage"].verdict == "no"


def test_what_is_only_recalled_stays_open() -> None:
    study = load_study("chollima-2023-08").study
    assert any("outside the announced areas" in str(q) for q in study.study.open_questions)
    assert all(p.how_known == "read" for p in study.failure.published)


def test_corners_of_an_area_are_held_to_97_percent() -> None:
    areas = (
        '[{name = "wide", item = "first", source = "made up", polygon_deg = '
        "[[35.0, 122.5], [36.6, 122.5], [36.6, 124.5], [35.0, 124.5]]}, "
        '{name = "narrow", item = "first", source = "made up", polygon_deg = '
        "[[35.0, 120.5], [36.6, 120.5], [36.6, 121.0], [35.0, 121.0]]}]"
    )
    found = findings("chollima-2023-05", f"failure.announced={areas}")
    assert found["announced-areas-wide"].verdict == "yes"
    assert found["announced-areas-wide"].value > 97.0
    assert found["announced-areas-narrow"].verdict == "no"
