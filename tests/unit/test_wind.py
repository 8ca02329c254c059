"""A wind from a file, and what is refused as none."""

from pathlib import Path

import numpy as np
import pytest

from visviva.core.atmosphere.wind import read_wind
from visviva.errors import InputError


def _file(folder: Path, rows: str) -> Path:
    path = folder / "wind.csv"
    path.write_text("north_m_s,altitude_m,east_m_s\n" + rows, encoding="utf-8")
    return path


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    wind = read_wind(_file(tmp_path, "1,0,10\n2,5000,20\n"))
    np.testing.assert_array_equal(
        [wind.altitude, wind.east, wind.north], [[0, 5000], [10, 20], [1, 2]]
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1,5000,2\n1,0,2\n", "do not rise"),
        ("0,0,0\n0,9000,4000\n", "more than 500 m/s"),
        ("0,0,nan\n", "not finite"),
    ],
)
def test_what_is_no_wind_is_refused_with_its_file(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_wind(_file(tmp_path, rows))
    assert "wind.csv" in str(caught.value.place)
