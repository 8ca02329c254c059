"""`visviva crew abort`: the launch pillar's ascent, left at a second and over its whole length."""

import json

import pytest

from visviva.cli.main import main

pytestmark = pytest.mark.slow


def test_abort_at_one_second(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crew", "abort", "--vehicle", "soyuz-fg", "--at", "123", "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["schema"] == "visviva.crew.descent.abort/1"
    assert {"name", "t_s", "altitude_km", "speed_m_s", "g"} <= set(out["events"][0])
    assert {"lat_deg", "lon_deg", "range_km", "t_s"} <= set(out["landing"])
    assert 40.0 < out["aborts"][0]["altitude_km"] < 60.0
    assert 5.0 < out["peak_g"] < 9.0


def test_envelope_grows_worse_with_speed_and_ends_in_orbit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A ballistic fall from above the air at half of orbital speed is steep.

    Its load passes 12 g.
    """
    assert main(["crew", "abort", "--vehicle", "soyuz-fg", "--step", "40", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["aborts"]
    assert rows[-1]["outcome"] == "orbit"
    landed = [r for r in rows if r["outcome"] == "landed"]
    assert max(r["peak_g"] for r in landed) > 12.0
    ranges = [r["range_km"] for r in landed]
    assert ranges == sorted(ranges)


def test_a_second_after_insertion_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crew", "abort", "--vehicle", "soyuz-fg", "--at", "4000"]) == 2
    assert "give a second of the ascent" in capsys.readouterr().err
