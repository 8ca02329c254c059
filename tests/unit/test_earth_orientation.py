"""`EarthOrientation`: leap seconds, ends of the table, files read and refused."""

import gzip

import numpy as np
import pytest

from visviva.core.earth_orientation import ARCSECOND, EarthOrientation
from visviva.core.time import MJD_0, Epoch, leap_seconds
from visviva.errors import DataMissingError, InputError

# Two rows of the IERS file itself, 2025-01-08 and 2026-05-23.
ROW = (
    "25 1 8 60683.00 I  0.137044 0.000027  0.305531 0.000025  I 0.0429268 0.0000088  0.5359 "
    "0.0066  I     0.309"
    "    0.336    -0.176    0.196  0.137046  0.305476  0.0429511     0.262    -0.166  \n"
)


@pytest.fixture(scope="module")
def eop():
    return EarthOrientation.bundled()


def test_ut1_runs_smoothly_through_a_leap_second(eop):
    epochs = Epoch.parse("2016-12-31T23:59:58Z") + np.arange(4.0)
    assert np.diff(eop.dut1(epochs)) == pytest.approx([0.0, 0.0, 1.0], abs=1e-6)
    assert np.all(np.abs(np.diff(eop.parameters(epochs)[:, 2])) < 1e-6)


def test_rows_are_returned_as_they_stand(eop):
    i = int(np.searchsorted(eop.mjd_utc, 60683.0))
    x, y, dut1, dx, dy = eop.at(Epoch.from_jd(2400000.5, 60683.0, "utc"))
    assert dut1 == pytest.approx(0.0429268, abs=2e-4)
    assert [x, y, dx, dy] == pytest.approx([eop.x_p[i], eop.y_p[i], eop.dx[i], eop.dy[i]], rel=1e-9)
    assert x == pytest.approx(0.137044 * ARCSECOND, abs=1e-9)


def test_past_the_last_row_values_are_held_and_the_flag_says_so(eop):
    late = Epoch.parse("2200-01-01T00:00:00Z")
    assert not eop.covers(late)
    assert eop.at(late)[0] == eop.x_p[-1]
    assert eop.parameters(late)[2] == eop.columns[-1, 2]


def test_before_the_first_row_the_pole_is_zero_and_ut1_is_utc(eop):
    early = Epoch.parse("1957-10-04T19:28:34Z")
    assert not eop.covers(early)
    assert [float(v) for v in eop.at(early)] == [0.0] * 5


def test_covers_answers_for_arrays(eop):
    epochs = Epoch.stack([Epoch.parse(f"{y}-01-01T00:00:00Z") for y in (1950, 1969, 2024, 2100)])
    assert eop.covers(epochs).tolist() == [False, True, True, False]


def test_a_finals_file_reads_plain_and_compressed(tmp_path):
    rows = ROW + ROW.replace("60683", "60684") + "26 1 9 60685.00" + " " * 170 + "\n"
    (tmp_path / "finals.txt").write_text(rows)
    with gzip.open(tmp_path / "finals.txt.gz", "wt") as stream:
        stream.write(rows)
    for name in ("finals.txt", "finals.txt.gz"):
        table = EarthOrientation.from_finals(tmp_path / name)
        assert table.mjd_utc.tolist() == [60683.0, 60684.0]
        assert table.as_of == "2025-01-09"
        assert name in table.source


@pytest.mark.parametrize(
    "text", ["", "no Earth here\n" * 3, ROW.replace("0.305531", "0.3o5531") * 2, ROW]
)
def test_a_file_that_is_no_finals_file_is_refused_with_its_place(tmp_path, text):
    path = tmp_path / "broken.txt"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        EarthOrientation.from_finals(path)
    assert str(path) in caught.value.line()


def test_a_missing_file_or_a_directory_is_missing_data(tmp_path):
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(DataMissingError):
            EarthOrientation.from_finals(path)


def test_columns_out_of_order_or_uneven_are_refused():
    z = np.zeros(2)
    with pytest.raises(InputError, match="out of order"):
        EarthOrientation(np.array([60001.0, 60000.0]), z, z, z, z, z, "made up", "2024-01-01")
    with pytest.raises(InputError, match="unequal length"):
        EarthOrientation(
            np.array([60000.0, 60001.0]), z, z, z, z, np.zeros(3), "made up", "2024-01-01"
        )


def test_ut1_runs_smoothly_through_every_leap_second() -> None:
    # UT1 - TAI drifts by milliseconds a day; a wrong leap second anywhere in the table is a jump of
    # one second. From 1972, when UTC began to step by whole seconds.
    table = EarthOrientation.bundled()
    whole = table.mjd_utc >= 41317.0
    ut1_minus_tai = table.columns[whole, 2]
    assert np.max(np.abs(np.diff(ut1_minus_tai))) < 0.005
    moments = Epoch.from_jd(MJD_0, table.mjd_utc[whole], "utc")
    assert np.max(np.abs(ut1_minus_tai + leap_seconds(moments))) < 0.95
    assert np.max(np.abs(table.dut1(moments) - table.ut1_minus_utc[whole])) < 1e-9
