"""Tables of a webcast: any order of columns, units in the header, repeated and missing rows.

Nonsense in one line.
"""

from pathlib import Path

import numpy as np
import pytest

from visviva.data.webcasts import read_webcast
from visviva.errors import InputError

ROWS = [(0.0, 0.0, 0.0), (1.0, 2.5, 0.001), (2.0, 5.0, 0.004)]


def written(folder: Path, text: str) -> Path:
    file = folder / "flight.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("t_s,speed_m_s,altitude_km", "{0},{1},{2}"),
        ("altitude_km,t_s,speed_m_s", "{2},{0},{1}"),
        ("Time (s);Velocity (km/h);Altitude (m)", "{0};{3};{4}"),
        ("frame,time,velocity,stage,altitude", "7,{0},{1},2,{2}"),
        ("\ufefft_s\tspeed_km_h\talt_ft", "{0}\t{3}\t{5}"),
    ],
)
def test_columns_are_found_by_name_and_scaled_by_unit(
    tmp_path: Path, header: str, row: str
) -> None:
    lines = [row.format(t, v, h, v * 3.6, h * 1e3, h * 1e3 / 0.3048) for t, v, h in ROWS]
    t, speed, altitude = read_webcast(written(tmp_path, "\n".join([header, *lines])))
    assert t.tolist() == [0.0, 1.0, 2.0]
    assert speed == pytest.approx([0.0, 2.5, 5.0])
    assert altitude == pytest.approx([0.0, 1.0, 4.0])


def test_rows_are_sorted_repeated_times_made_one_and_gaps_left_out(tmp_path: Path) -> None:
    rows = (
        "3,30,0.3",
        "1,10,0.1",
        "1,12,0.1",
        "1,500,0.1",
        "2,,0.2",
        "4,nan,0.4",
        "",
        "# end",
        "5,50",
        "6,60,0.6",
    )
    t, speed, _ = read_webcast(written(tmp_path, "\n".join(["t_s,speed_m_s,altitude_km", *rows])))
    assert t.tolist() == [1.0, 3.0, 6.0]
    assert speed.tolist() == [12.0, 30.0, 60.0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "empty"),
        ("hello\nworld\n", "no column of time or speed or altitude"),
        ("0,0,0\n1,2,3\n", "no column"),
        ("t_s,speed_m_s\n0,0\n", "no column of altitude"),
        ("t_s,speed_m_s,altitude_km\n0,fast,0\n", "row 2: 'fast' is no number"),
        (
            "t_s,speed_furlong_fortnight,altitude_km\n0,0,0\n",
            "no unit 'furlong_fortnight' of speed",
        ),
        ("t_s,speed_m_s,altitude_km\n", "0 rows"),
        ("t_s,speed_m_s,altitude_km\n0,0,0\n1,28000,0\n", "is no ascent"),
        ("t_s,speed_m_s,altitude_km\n0,0,0\n1,10,165000\n", "is no ascent"),
        ("t_s,speed_m_s,altitude_km\n0,-70,0\n1,10,16\n", "is no ascent"),
    ],
)
def test_nonsense_is_refused_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as err:
        read_webcast(written(tmp_path, text))
    assert "\n" not in err.value.line()


def test_a_picture_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(np.random.default_rng(1).bytes(400))
    for file in (picture, tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(InputError):
            read_webcast(file)
