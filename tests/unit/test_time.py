"""`Epoch`: reading, writing, arithmetic, refusals."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from visviva.core.time import Epoch, leap_seconds
from visviva.errors import TimeError


def test_leap_second_is_a_moment_of_its_own():
    last = Epoch.parse("2016-12-31T23:59:60Z")
    assert last.iso() == "2016-12-31T23:59:60.000Z"
    assert Epoch.parse("2017-01-01T00:00:00Z") - last == 1.0
    assert last - Epoch.parse("2016-12-31T23:59:59Z") == 1.0


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2017-01-01T08:59:59+09:00", "2016-12-31T23:59:59.000Z"),
        ("2017-01-01T08:59:60+09:00", "2016-12-31T23:59:60.000Z"),
        ("2017-01-01T09:00:00+0900", "2017-01-01T00:00:00.000Z"),
        ("2016-12-31T18:29:59.5-05:30", "2016-12-31T23:59:59.500Z"),
        ("2024-02-29T23:00:00-02:00", "2024-03-01T01:00:00.000Z"),
    ],
)
def test_offsets_shift_the_calendar_even_across_a_leap_second(local, utc):
    assert Epoch.parse(local).iso() == utc


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-06-07T01:11:00", "does not say its offset"),
        ("7 June 2024", "not an ISO 8601 time"),
        ("", "not an ISO 8601 time"),
        ("2024-13-01T00:00:00Z", "not a day of the calendar"),
        ("2024-02-30T00:00:00+01:00", "not a day of the calendar"),
        ("2023-02-29T00:00:00Z", "not a day of the calendar"),
        ("2024-06-07T25:00:00Z", "not a moment of the clock"),
        ("2024-06-07T24:00:00Z", "not a moment of the clock"),
        ("0000-01-01T00:00:00Z", "not a day of the calendar"),
        ("2024-06-07T01:11:75Z", "second 75 of a minute"),
        ("2015-12-31T23:59:60Z", "no leap second"),
        ("2016-12-31T12:00:60Z", "no leap second"),
        ("2024-06-07T01:11:00+25:00", "no clock is"),
    ],
)
def test_times_that_are_no_times_are_refused_with_the_reason(text, reason):
    with pytest.raises(TimeError, match=reason) as caught:
        Epoch.parse(text)
    assert caught.value.advice
    assert "\n" not in caught.value.line()


def test_a_naive_datetime_is_refused_and_an_aware_one_read():
    with pytest.raises(TimeError, match="naive"):
        Epoch.from_datetime(datetime(2024, 6, 7, 1, 11))
    korean = datetime(2024, 6, 7, 10, 11, tzinfo=timezone(timedelta(hours=9)))
    assert Epoch.from_datetime(korean).to_datetime() == datetime(2024, 6, 7, 1, 11, tzinfo=UTC)


def test_known_offsets_between_scales():
    epoch = Epoch.parse("2024-06-07T00:00:00Z")
    tai, tt = epoch.jd("tai"), epoch.jd("tt")
    assert (tt[0] - tai[0]) + (tt[1] - tai[1]) == pytest.approx(32.184 / 86400, abs=1e-15)
    assert leap_seconds(epoch) == 37.0
    assert leap_seconds(Epoch.parse("1972-01-01T00:00:00Z")) == 10.0


def test_ut1_needs_the_turning_earth():
    with pytest.raises(TimeError, match="turning Earth"):
        Epoch.parse("2024-06-07T00:00:00Z").jd("ut1")


def test_arrays_keep_their_shape_and_scalars_stay_scalar():
    epoch = Epoch.parse("2024-06-07T00:00:00Z") + np.arange(6.0).reshape(2, 3)
    assert epoch.shape == (2, 3)
    assert epoch.iso(0)[1, 2] == "2024-06-07T00:00:05Z"
    assert epoch[1, 2] - epoch[0, 0] == 5.0
    assert np.all((epoch > epoch[0, 0]) == (np.arange(6).reshape(2, 3) > 0))
    assert Epoch.stack(list(epoch[0])).shape == (3,)


def test_a_sliver_before_midnight_stays_inside_its_day():
    epoch = Epoch(np.array(60000.0), np.array(-1e-17))
    assert 0.0 <= epoch.second < 86400.0
    assert epoch == Epoch(np.array(60000.0), np.array(0.0))
    assert hash(Epoch(np.array(1.0), np.array(-0.0))) == hash(Epoch(np.array(1.0), np.array(0.0)))


def test_not_a_number_is_no_time():
    with pytest.raises(TimeError, match="not a number"):
        Epoch.parse("2024-06-07T00:00:00Z") + float("nan")


def test_years_before_leap_seconds_are_readable():
    sputnik = Epoch.parse("1957-10-04T19:28:34Z")
    assert sputnik.iso(0) == "1957-10-04T19:28:34Z"
    assert leap_seconds(sputnik) == 0.0
