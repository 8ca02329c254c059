"""Warnings in the styles in which they are printed: areas, windows, site are those meant.

Oracle: `notices.toml`, texts written for this test after the forms of NAVAREA, HYDROPAC, HYDROLANT,
HYDROARC and NOTAM warnings; what each means is stated beside it. In a list of corners "c" is a
circle and "s" a strip about a line of three places.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from visviva.analysis.notice import NoticeRequest, place_notice

NOTICES = tomllib.loads(Path(__file__).with_name("notices.toml").read_text("utf-8"))["notice"]


@pytest.mark.parametrize("row", NOTICES, ids=[row["name"] for row in NOTICES])
def test_a_warning_is_read_as_it_was_meant(row: dict[str, Any]) -> None:
    found = place_notice(NoticeRequest(text=row["text"])).to_dict()
    corners = ["c" if a["radius_km"] else len(a["polygon"]) for a in found["areas"]]
    assert corners == [6 if n == "s" else n for n in row["corners"]]
    windows = found["windows"]
    assert len(windows) == row["windows"]
    assert windows[0]["start_utc"][:16] == row["first"]
    assert windows[-1]["end_utc"][:16] == row["last"]
    if "site" in row:
        assert found["site"]["slug"] == row["site"]
    if "fixed" in row:
        assert found["fixed_plane"] is row["fixed"]
        assert found["window_shift_min_per_day"] == pytest.approx(row["shift"], abs=1.0)
    if "bearing" in row:
        assert found["bearing_deg"] == pytest.approx(row["bearing"], abs=2.0)
    if "kinds" in row:
        assert [a["kind"] for a in found["areas"]] == row["kinds"]
    if "orbital" in row:
        assert found["orbital"] is row["orbital"]
