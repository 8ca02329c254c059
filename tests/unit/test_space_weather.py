"""Space weather as a value, and NRLMSISE-00 driven by it."""

import numpy as np
import pytest

from visviva.core.atmosphere.nrlmsise import Nrlmsise00
from visviva.core.atmosphere.space_weather import SpaceWeather, read_cssi
from visviva.core.time import Epoch
from visviva.errors import InputError, RangeError

HALLOWEEN = Epoch.parse("2003-10-30T21:30:00Z")


def test_bundled_table_is_dated_and_names_its_source():
    weather = SpaceWeather.bundled()
    assert weather.as_of >= "2026-01-01"
    assert weather.as_of in weather.source
    assert weather.is_observed(HALLOWEEN)
    assert not weather.is_observed(Epoch.parse("2035-01-01T00:00:00Z"))


def test_indices_of_the_halloween_storm():
    # CSSI rows of 2003-10-29 and 30: observed flux 291.7 on the 29th; ap 400 in the slot 21-24 h of
    # the 30th
    f107, mean, ap = SpaceWeather.bundled().indices(HALLOWEEN)
    assert f107 == 291.7
    assert 100.0 < mean < 200.0
    assert ap[1] == 400.0
    assert ap.shape == (7,)


def test_indices_follow_the_clock_of_utc():
    weather = SpaceWeather.bundled()
    midnight = Epoch.parse("2003-10-30T00:00:00Z")
    before, after = weather.indices(midnight - 1e-3), weather.indices(midnight + 1e-3)
    assert before[0] != after[0]
    assert weather.indices(midnight + np.array([0.0, 10.0]))[2].shape == (2, 7)


def test_a_date_outside_the_table_is_refused():
    with pytest.raises(RangeError):
        SpaceWeather.bundled().indices(Epoch.parse("1957-10-01T00:00:00Z"))
    with pytest.raises(RangeError):
        SpaceWeather.bundled().indices(Epoch.parse("2099-10-01T00:00:00Z"))


def test_a_forecast_as_of_a_past_date_does_not_look_ahead():
    weather = SpaceWeather.bundled()
    known = weather.known_on(HALLOWEEN)
    day = int(HALLOWEEN.day) - weather.first_mjd
    assert np.array_equal(known.ap[:day], weather.ap[:day])
    assert np.all(known.f107_obs[day:] == weather.f107_obs[day - 81 : day].mean())
    assert known.as_of == "2003-10-30"
    assert not np.any(known.observed[day:])


def test_text_and_csv_of_one_source_agree(shared_data):
    path = shared_data / "spaceweather" / "sw19571001.txt.gz"
    if not path.is_file():
        pytest.skip(f"no space weather at {path}")
    text, table = read_cssi(path), SpaceWeather.bundled()
    n = 24_000  # days to 2023: what both hold as final
    for name in ("f107_obs", "f107_adj", "f107_mean_obs", "f107_mean_adj", "ap"):
        assert np.array_equal(getattr(text, name)[:n], getattr(table, name)[:n]), name
    assert text.as_of > table.as_of or text.as_of == table.as_of


def test_damaged_rows_are_refused_with_their_line(tmp_path):
    path = tmp_path / "sw.csv"
    head = (
        "DATE,AP1,AP2,AP3,AP4,AP5,AP6,AP7,AP8,F10.7_OBS,F10.7_ADJ,F10.7_DATA_TYPE,"
        "F10.7_OBS_CENTER81,F10.7_ADJ_CENTER81"
    )
    path.write_text(head + "\n2020-01-01,1,1,1,1,1,1,1,1,70.0,x,OBS,70.0,70.0\n")
    with pytest.raises(InputError, match=r"sw\.csv:2"):
        read_cssi(path)
    row = "2020-01-{:02d},1,1,1,1,1,1,1,1,70.0,70.0,OBS,70.0,70.0\n"
    path.write_text(head + "\n" + row.format(1) + row.format(3))
    with pytest.raises(InputError, match="missing"):
        read_cssi(path)


def test_density_agrees_with_pymsis_called_directly():
    import pymsis

    weather = SpaceWeather.bundled()
    when = HALLOWEEN + np.array([0.0, 3600.0])
    lat, lon, height = np.array([0.3, -1.0]), np.array([2.0, -2.0]), np.array([400e3, 700e3])
    f107, mean, ap = weather.indices(when)
    direct = pymsis.calculate(
        np.array(["2003-10-30T21:30:00", "2003-10-30T22:30:00"], dtype="datetime64[ms]"),
        np.degrees(lon),
        np.degrees(lat),
        height / 1e3,
        f107,
        mean,
        ap,
        version=0,
        geomagnetic_activity=-1,
    )
    air = Nrlmsise00()
    assert np.allclose(air.density(when, lat, lon, height), direct[:, 0], rtol=1e-6)
    assert np.allclose(air.temperature(when, lat, lon, height), direct[:, 10], rtol=1e-6)
    assert np.allclose(air.composition(when, lat, lon, height)["O"], direct[:, 3], rtol=1e-6)


def test_density_has_the_shape_of_its_arguments():
    air = Nrlmsise00(SpaceWeather.constant(150.0, 4.0))
    assert isinstance(air.density(HALLOWEEN, 0.0, 0.0, 400e3), float)
    assert air.density(HALLOWEEN, np.zeros((2, 1)), 0.0, np.full(3, 400e3)).shape == (2, 3)
    with pytest.raises(RangeError):
        air.density(HALLOWEEN, 0.0, 0.0, 1e7)
    with pytest.raises(RangeError):
        air.density(HALLOWEEN, 91.0, 0.0, 4e5)


def test_storms_and_solar_maxima_swell_the_air():
    quiet = Nrlmsise00(SpaceWeather.constant(70.0, 3.0)).density(HALLOWEEN, 0.0, 0.0, 500e3)
    active = Nrlmsise00(SpaceWeather.constant(220.0, 3.0)).density(HALLOWEEN, 0.0, 0.0, 500e3)
    storm = Nrlmsise00(SpaceWeather.constant(70.0, 200.0)).density(HALLOWEEN, 0.0, 0.0, 500e3)
    assert active > 5 * quiet
    assert storm > 1.5 * quiet
