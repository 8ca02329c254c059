"""A table of burns is no finer than they are known; JSON and CSV keep every figure."""

from typing import Any

import pytest

from visviva.cli.track.burns import burn_row
from visviva.core.told_times import NO_CLOCK_S, NO_DAY_S, told_time

ROW: dict[str, Any] = {
    "time_utc": "2024-02-24T21:33:19Z",
    "interval_90_utc": ["2024-02-10T12:24:42Z", "2024-03-10T06:41:56Z"],
    "delta_v_m_s": 2.27623,
    "interval_90_delta_v_m_s": [2.08506, 2.46695],
    "in_track_m_s": -2.27623,
    "cross_track_m_s": None,
    "cross_track_either_m_s": [0.4012],
    "confidence": 0.968,
    "purpose": "raise",
    "campaign": {"least_burns": 2},
}


def test_a_burn_of_two_weeks_has_days_and_no_minute() -> None:
    shown = burn_row(ROW, "en")
    assert shown["time UTC"] == "2024-02-10 – 2024-03-10"
    assert shown["±"] == "14 d"
    assert (shown["m/s"], shown["in-track"], shown["cross"]) == ("2.28", "−2.28", "±0.40")
    assert shown["burns"] == "≥2"


@pytest.mark.parametrize(("hours", "clock"), [(11.9, True), (12.1, False)])
def test_the_clock_is_told_to_half_a_day(hours: float, clock: bool) -> None:
    from visviva.core.time import Epoch

    middle = Epoch.parse(ROW["time_utc"])
    ends = [(middle + sign * 3600.0 * hours).iso(0) for sign in (-1.0, 1.0)]
    shown = burn_row({**ROW, "interval_90_utc": ends}, "en")
    assert (shown["time UTC"] == "2024-02-24 21:33") is clock
    assert NO_CLOCK_S == 43200.0


def test_a_sharp_burn_has_more_figures_and_french_its_comma() -> None:
    sharp = {**ROW, "interval_90_delta_v_m_s": [2.27523, 2.27723], "campaign": None}
    shown = burn_row(sharp, "fr")
    assert (shown["m/s"], shown["sure"], shown["burns"]) == ("2,2762", "0,97", "1")
    assert shown["purpose"] == "relever"


def test_a_fall_years_away_has_no_day() -> None:
    when = "2032-11-20T14:56:00Z"
    assert told_time(when, NO_DAY_S * 1.01) == "2032-11"
    assert told_time(when, NO_DAY_S * 0.99) == "2032-11-20"
    assert NO_DAY_S == 0.5 * 365.25 * 86400.0
