"""Element sets as copying, packing and other programs leave them: read whole, or said why not."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from unit.test_gp_public_forms import NAME, ONE, TWO
from unit.test_gp_public_forms import RECORD as PUBLIC
from visviva.errors import InputError
from visviva.orbit.gp import read_elements
from visviva.orbit.gp.choose import sets_of_one, usable
from visviva.orbit.gp.tle_write import write

LINES = [NAME, ONE, TWO]
TLE = "\n".join(LINES) + "\n"
RECORD = {**PUBLIC, "OBJECT_NAME": "OTHER"}


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, TLE)
    return held.getvalue()


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, lambda _: _zip("a/iss.tle")]
)
def test_packed_files_are_unpacked(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(pack(TLE.encode()))
    (e,) = read_elements(tmp_path / "a").elements
    assert e.name == NAME


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip("a", "b"), "a zip of 2 files"),
        (_zip("a")[:60], "the zip file is damaged"),
        (lzma.compress(TLE.encode())[:-20], "the xz file is damaged"),
        (bz2.compress(TLE.encode())[:-20], "the bzip2 file is damaged"),
    ],
)
def test_a_packed_file_that_cannot_be_unpacked_says_why(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_elements(data)


@pytest.mark.parametrize(
    "value",
    [
        LINES,
        [LINES],
        [[ONE, TWO]],
        [TLE],
        {"25544": LINES},
        {"total": 1, "tles": LINES},
        {"status": "ok", "data": TLE},
    ],
)
def test_tle_lines_in_texts_of_json_are_read(value: object) -> None:
    (e,) = read_elements(json.dumps(value)).elements
    assert (e.catalog_number, e.mean_motion_rev_day) == (25544, 15.49280872)


def test_lines_and_records_in_one_list_are_all_read() -> None:
    found = read_elements(json.dumps([*LINES, RECORD, *LINES]))
    assert [e.name for e in found.elements] == [NAME, "OTHER", NAME]
    assert found.rejected == ()


def test_a_list_of_lines_that_is_cut_keeps_its_whole_sets() -> None:
    found = read_elements(json.dumps([*LINES, *LINES])[:-9])
    assert len(found.elements) == 1
    assert len(found.rejected) == 2


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"])
def test_dashes_of_typesetting_are_minus_signs_in_lines_and_stay_in_names(dash: str) -> None:
    (e,) = read_elements(f"SAT \u2013 2\n{ONE.replace('-', dash)}\n{TWO}\n").elements
    assert e.bstar == pytest.approx(2.8194e-4)
    assert e.name == "SAT \u2013 2"


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u2060", "\ufeff"])
def test_signs_without_a_width_are_passed_over_in_lines(sign: str) -> None:
    (e,) = read_elements(f"{NAME}\n{sign}{ONE}\n2{sign}{TWO[1:]}{sign}\n").elements
    assert e.catalog_number == 25544


def test_alpha_5_is_a_number_in_a_record_too() -> None:
    (e,) = read_elements(json.dumps([{**RECORD, "NORAD_CAT_ID": "T0438"}])).elements
    assert e.catalog_number == 270438


def test_a_set_whose_theory_alone_says_sgp4_xp_is_left_out_and_stays_marked_in_a_tle() -> None:
    xp = {**RECORD, "MEAN_ELEMENT_THEORY": "SGP4-XP", "EPHEMERIS_TYPE": 0}
    elements = read_elements(json.dumps([xp, RECORD])).elements
    good, other = usable(elements)
    assert [len(good), len(other)] == [1, 1]
    (again,) = read_elements(write(other)).elements
    assert again.is_xp
    with pytest.raises(InputError, match="SGP4-XP sets alone"):
        sets_of_one(other, "25544")


def test_objects_that_share_a_number_are_to_be_chosen_by_name() -> None:
    far = {**RECORD, "OBJECT_NAME": "FAR", "RA_OF_ASC_NODE": 10.0}
    with pytest.raises(InputError) as caught:
        sets_of_one(read_elements(json.dumps([RECORD, far])).elements, "25544")
    assert "NAME" in (caught.value.advice or "")
