"""Time-scale round trips, calendar and clock, over and across the leap seconds of 1972 to 2017."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visviva.core.earth_orientation import EarthOrientation
from visviva.core.time import Epoch, leap_seconds

moments = st.datetimes(datetime(1972, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
seconds_about_leaps = st.floats(-3.0, 3.0)
# First days after each of the 27 leap seconds since 1972 (IERS Bulletin C).
AFTER_LEAP = [
    (1972, 7),
    (1973, 1),
    (1974, 1),
    (1975, 1),
    (1976, 1),
    (1977, 1),
    (1978, 1),
    (1979, 1),
    (1980, 1),
    (1981, 7),
    (1982, 7),
    (1983, 7),
    (1985, 7),
    (1988, 1),
    (1990, 1),
    (1991, 1),
    (1992, 7),
    (1993, 7),
    (1994, 7),
    (1996, 1),
    (1997, 7),
    (1999, 1),
    (2006, 1),
    (2009, 1),
    (2012, 7),
    (2015, 7),
    (2017, 1),
]


@given(moments)
@example(datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))
def test_datetime_survives_to_the_microsecond(moment):
    assert Epoch.from_datetime(moment).to_datetime() == moment


@given(moments, st.sampled_from(["utc", "tai", "tt", "tdb"]))
def test_julian_dates_come_back_within_a_nanosecond(moment, scale):
    epoch = Epoch.from_datetime(moment)
    assert abs(Epoch.from_jd(*epoch.jd(scale), scale) - epoch) < 1e-9


@given(moments)
def test_ut1_comes_back_within_a_nanosecond(moment):
    epoch = Epoch.from_datetime(moment)
    dut1 = EarthOrientation.bundled().dut1(epoch)
    assert abs(Epoch.from_jd(*epoch.jd("ut1", dut1_s=dut1), "ut1", dut1_s=dut1) - epoch) < 1e-9


@pytest.mark.parametrize(("year", "month"), AFTER_LEAP)
@given(offset=seconds_about_leaps)
def test_iso_text_survives_every_leap_second(year, month, offset):
    after = Epoch.from_utc(year, month, 1)
    epoch = after + round(offset, 6)
    assert abs(Epoch.parse(epoch.iso(6)) - epoch) < 2e-9
    assert epoch.iso()[:4] == str(year if round(offset, 6) >= -5e-4 or month == 7 else year - 1)


@pytest.mark.parametrize(("year", "month"), AFTER_LEAP)
def test_each_leap_second_adds_one_to_tai_minus_utc(year, month):
    after = Epoch.from_utc(year, month, 1)
    assert leap_seconds(after) - leap_seconds(after - 1.5) == 1.0
    assert (after - 0.5).iso(1).endswith("23:59:60.5Z")


@given(moments, st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_seconds_add_and_subtract_as_numbers_do(moment, a, b):
    epoch = Epoch.from_datetime(moment)
    assert ((epoch + a) + b) - epoch == pytest.approx(a + b, abs=1e-6)
    assert (epoch + a) - a - epoch == pytest.approx(0.0, abs=1e-6)


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_an_offset_names_the_same_moment(moment, minutes):
    local = moment + timedelta(minutes=minutes)
    sign = "+" if minutes >= 0 else "-"
    text = f"{local:%Y-%m-%dT%H:%M:%S.%f}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    assert abs(Epoch.parse(text) - Epoch.from_datetime(moment)) < 1e-9


@given(st.floats(0.0, 86400.0), st.floats(-86400.0, 86400.0))
def test_seconds_of_day_stay_inside_the_day(second, extra):
    epoch = Epoch(np.array(60000.0), np.array(second)) + extra
    assert 0.0 <= epoch.second < 86400.0
