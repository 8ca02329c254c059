"""Element sets as the public serves them: every form is read whole, or says what it lacks."""

import gzip
import json
from pathlib import Path

import pytest
from sgp4.api import Satrec

from visviva.core.time import Epoch
from visviva.errors import ElementSetError
from visviva.orbit.gp import ElementSet, read_elements, to_satrec

ONE = "1 25544U 98067A   25096.03700594  .00015269  00000+0  28194-3 0  9999"
TWO = "2 25544  51.6369 304.3678 0004922  13.5339 346.5781 15.49280872503978"
NAME = "ISS (ZARYA)"
RECORD = {
    "OBJECT_NAME": NAME,
    "OBJECT_ID": "1998-067A",
    "EPOCH": "2025-04-06T00:53:17.313216",
    "MEAN_MOTION": 15.49280872,
    "ECCENTRICITY": 0.0004922,
    "INCLINATION": 51.6369,
    "RA_OF_ASC_NODE": 304.3678,
    "ARG_OF_PERICENTER": 13.5339,
    "MEAN_ANOMALY": 346.5781,
    "NORAD_CAT_ID": 25544,
    "BSTAR": 0.00028194,
    "MEAN_MOTION_DOT": 0.00015269,
    "MEAN_MOTION_DDOT": 0,
}
LIST = json.dumps([RECORD])
TLE = f"{NAME}\n{ONE}\n{TWO}\n"


def _one(text: str | bytes) -> ElementSet:
    (e,) = read_elements(text).elements
    return e


# --- one file, several forms


@pytest.mark.parametrize(
    "parts",
    [
        (LIST, LIST),
        (LIST, TLE),
        (TLE, LIST),
        (json.dumps(RECORD), json.dumps(RECORD), TLE),
        (LIST + TLE, LIST),
    ],
)
def test_lists_and_lines_that_follow_one_another_are_all_read(parts: tuple[str, ...]) -> None:
    text = "\n".join(parts)
    found = read_elements(text)
    assert not found.rejected
    assert len(found.elements) == sum(part.count("25544, ") + part.count(ONE) for part in parts)
    for e in found.elements:
        assert text.split("\n")[e.line - 1][:1] in ("[", "{", "1")


def test_every_form_may_follow_every_other() -> None:
    from visviva.orbit.gp import omm_csv, omm_json, omm_kvn, omm_xml, tle_write

    e = _one(TLE)
    texts = [w.write([e, e]) for w in (omm_json, omm_csv, omm_kvn, omm_xml, tle_write)]
    for first in texts:
        for second in texts:
            found = read_elements((first + second).encode())
            assert found.elements == (e,) * 4, first[:20] + second[:20]
            assert not found.rejected


def test_what_follows_and_is_no_set_is_told_with_its_line() -> None:
    found = read_elements(f"{LIST}\n\n{NAME}\n{ONE}\n")
    assert len(found.elements) == 1
    (cut,) = found.rejected
    assert (cut.line, cut.name) == (4, NAME)
    (other,) = read_elements(f"{LIST}\nthe end").rejected
    assert "what follows here was not read" in other.reason
    with pytest.raises(ElementSetError):
        read_elements(f"{LIST}\nthe end", strict=True)


def test_a_missing_comma_is_a_doubt() -> None:
    found = read_elements(f"[{LIST[1:-1]} {LIST[1:]}")
    assert len(found.elements) == 2
    assert [r.element_set for r in found.remarks] == [found.elements[1]]


def test_one_bad_record_costs_itself_alone() -> None:
    nan = LIST[:-1].replace("0.00028194", "NaN") + ", " + LIST[1:]
    found = read_elements(nan)
    assert len(found.elements) == 1
    assert "BSTAR is nan" in found.rejected[0].reason
    damaged = f'[{{"EPOCH": oops}}, {LIST[1:]}'
    found = read_elements(damaged)
    assert (len(found.elements), len(found.rejected)) == (1, 1)


# --- wrappers


@pytest.mark.parametrize(
    "told",
    [
        [{"tle0": f"0 {NAME}", "tle1": ONE, "tle2": TWO, "norad_cat_id": 25544}],
        {"totalItems": 1, "member": [{"name": NAME, "line1": ONE, "line2": TWO}]},
        {"info": {"satid": 25544, "satname": NAME}, "tle": f"{ONE}\r\n{TWO}"},
        {"tle": f"{NAME}\n{ONE}\n{TWO}"},
        {"data": {"sets": [{"NAME": NAME, "TLE_LINE1": ONE, "TLE_LINE2": TWO}]}},
        {key.lower(): value for key, value in RECORD.items()},
    ],
)
def test_records_are_taken_out_of_their_wrappers(told: object) -> None:
    e = _one(json.dumps(told))
    assert (e.name, e.catalog_number, e.bstar) == (NAME, 25544, 0.00028194)
    assert _one(json.dumps(told, indent=1)) == e


# --- lines of hobby observers


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "1 42680U 16049E   17213.96418438 0.00000218  00000-0  80444-4 0  9992",
            "2 42680  98.3668 218.4259 0018140 186.3838 173.7123 14.41455213 48482",
        ),
        (
            "1 45110U 20007A   23232.80903846 0.00110000  00000-0  32750-2 0    04",
            "2 45110  69.9913 111.5649 0009740 159.9373 200.0626 15.34502222    06",
        ),
    ],
)
def test_a_zero_before_the_point_of_the_first_rate_changes_nothing(one: str, two: str) -> None:
    e = _one(f"{one}\n{two}\n")
    assert e.mean_motion_dot == float(one[33:43])
    theirs, ours = Satrec.twoline2rv(one, two), to_satrec(e)
    assert repr(ours.sgp4_tsince(720.0)) == repr(theirs.sgp4_tsince(720.0))


def test_lines_without_checksums_are_taken_with_a_doubt() -> None:
    found = read_elements(f"{ONE[:68]}\n{TWO[:68]}\n")
    assert found.elements == (_one(f"{ONE}\n{TWO}\n"),)
    (remark,) = found.remarks
    assert remark.line == 1
    assert "no checksums" in remark.reason
    with pytest.raises(ElementSetError, match="no checksums"):
        read_elements(f"{ONE[:68]}\n{TWO[:68]}\n", strict=True)
    with pytest.raises(ElementSetError, match="it was cut"):
        read_elements(f"{ONE[:68]}\n{TWO}\n")


def test_no_break_spaces_are_blanks() -> None:
    assert _one(TLE.replace("1 25544", "1\u00a025544").encode()) == _one(TLE)
    assert _one(TLE.replace("1 25544", "1\u00a025544").encode("latin-1")) == _one(TLE)


def test_ends_of_lines_marks_and_gzip_change_nothing() -> None:
    plain = _one(TLE)
    for data in (
        TLE.replace("\n", "\r\n").encode(),
        TLE.encode("utf-8-sig"),
        TLE.encode("utf-16"),
        gzip.compress(TLE.encode()),
        (TLE + "\x1a").encode(),
    ):
        assert _one(data) == plain
    assert len(read_elements(2 * TLE.encode("utf-8-sig")).elements) == 2


@pytest.mark.parametrize(
    ("day", "epoch"),
    [("24366.50000000", "2024-12-31T12:00:00.000000"), ("25001.00000000", "2025-01-01T00:00:00.0")],
)
def test_first_and_last_days_of_years(day: str, epoch: str) -> None:
    from sgp4.io import fix_checksum

    e = _one(f"{fix_checksum(ONE[:18] + day + ONE[32:68])}\n{TWO}\n")
    assert e.epoch == Epoch.parse(epoch + "Z")


def test_days_that_no_calendar_has() -> None:
    from sgp4.io import fix_checksum

    late, none = (
        fix_checksum(ONE[:18] + d + ONE[32:68]) for d in ("25366.25000000", "25000.25000000")
    )
    found = read_elements(f"{late}\n{TWO}\n")
    assert found.elements[0].epoch_utc == "2026-01-01T06:00:00.000000"
    assert "day 366" in found.remarks[0].reason
    with pytest.raises(ElementSetError, match="day 0 of its year"):
        read_elements(f"{none}\n{TWO}\n")
    with pytest.raises(ElementSetError, match="the days of 2025 run from 1 to 365"):
        read_elements(json.dumps({**RECORD, "EPOCH": "2025-366T00:00:00"}))
    assert _one(json.dumps({**RECORD, "EPOCH": "2024-366T00:00:00"})).epoch_utc[:10] == "2024-12-31"


# --- OMM as the standard's samples write it


@pytest.mark.parametrize("theory", ["TLE", "SGP/SGP4", "SGP4", "sgp4"])
@pytest.mark.parametrize("frame", ["TEME", "TEMEOFDATE", "TEME of date"])
def test_names_of_theory_and_frame_of_the_samples(theory: str, frame: str) -> None:
    told = {**RECORD, "MEAN_ELEMENT_THEORY": theory, "REF_FRAME": frame}
    assert _one(json.dumps(told)).ref_frame == "TEME"


def test_other_theories_and_frames_are_refused() -> None:
    for change in ({"MEAN_ELEMENT_THEORY": "DSST"}, {"REF_FRAME": "TEMEOFEPOCH"}):
        with pytest.raises(ElementSetError, match="only SGP4 about EARTH in TEME"):
            read_elements(json.dumps({**RECORD, **change}))


def test_an_epoch_in_a_leap_second_is_a_moment_of_its_own() -> None:
    e = _one(json.dumps({**RECORD, "EPOCH": "2016-12-31T23:59:60.500000"}))
    assert e.epoch - Epoch.parse("2016-12-31T23:59:59.5Z") == pytest.approx(1.0)
    assert Epoch.parse("2017-01-01T00:00:00.5Z") - e.epoch == pytest.approx(1.0)
    assert to_satrec(e).sgp4_tsince(0.0)[0] == 0
    with pytest.raises(ElementSetError, match="leap second"):
        read_elements(json.dumps({**RECORD, "EPOCH": "2024-12-31T23:59:60.500000"}))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("comma", [False, True])
def test_tables_of_any_separator(sign: str, comma: bool) -> None:
    if sign == "," and comma:
        return
    cells = [
        str(v).replace(".", ",") if comma and isinstance(v, float) else str(v)
        for v in RECORD.values()
    ]
    assert _one(f"{sign.join(RECORD)}\n{sign.join(cells)}\n") == _one(LIST)


def test_a_quote_that_is_never_closed_spoils_its_own_row_alone() -> None:
    head, row = ",".join(RECORD), ",".join(map(str, RECORD.values()))
    found = read_elements(f"{head}\n{row.replace('ISS', chr(34) + 'ISS')}\n{row}\n{row}\n")
    assert len(found.elements) + len(found.rejected) == 3
    assert len(found.elements) >= 2


# --- nothing usable


def test_a_file_of_nothing_usable_names_three_reasons_and_how_many_more() -> None:
    bad = [{**RECORD, "ECCENTRICITY": 1.5 + k} for k in range(7)]
    with pytest.raises(ElementSetError) as caught:
        read_elements(json.dumps(bad))
    line = caught.value.line()
    assert [f"ECCENTRICITY is {1.5 + k}" in line for k in range(4)] == [True] * 3 + [False]
    assert "4 more" in line
    assert len(caught.value.fields["rejected"]) == 7


def test_an_ephemeris_is_called_by_its_name() -> None:
    for text in ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2024-01-01T00:00:00\n", "#cP2024  1  1\n"):
        with pytest.raises(ElementSetError, match="ephemeris"):
            read_elements(text)


# --- hostile input


@pytest.mark.parametrize(
    "figure", ["9" * 5000, "-" + "9" * 5000, "1" * 5000 + ".5", '"' + "1" * 5000 + '"', "1e999"]
)
@pytest.mark.parametrize("key", ["NORAD_CAT_ID", "MEAN_MOTION", "BSTAR", "REV_AT_EPOCH"])
def test_thousands_of_digits_cost_their_record_alone(figure: str, key: str) -> None:
    bad = json.dumps({**RECORD, key: 0}).replace(f'"{key}": 0', f'"{key}": {figure}')
    found = read_elements(f"[{bad}, {LIST[1:]}")
    assert (len(found.elements), len(found.rejected)) == (1, 1)
    assert len(found.rejected[0].reason) < 300


def test_deep_nesting_costs_its_record_alone() -> None:
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    found = read_elements(f"[{LIST[1:-1]}, {deep}, {LIST[1:]}")
    assert (len(found.elements), len(found.rejected)) == (2, 1)


def test_a_name_of_a_megabyte_is_refused_in_few_words() -> None:
    for text in (
        json.dumps([{**RECORD, "OBJECT_NAME": "x" * 1_000_000}]),
        "x" * 1_000_000 + f"\n{ONE}\n{TWO}\n",
    ):
        with pytest.raises(ElementSetError) as caught:
            read_elements(text)
        assert len(caught.value.line()) < 300


def test_two_gigabytes_of_zeros_are_not_read_to_their_end(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.tle"
    with zeros.open("wb") as stream:
        stream.write(TLE.encode())
        stream.truncate(2 << 30)
    read = 0

    class Counted:
        def __init__(self) -> None:
            self.stream = zeros.open("rb")

        def read(self, size: int = -1) -> bytes:
            nonlocal read
            piece = self.stream.read(size)
            read += len(piece)
            return piece

    from visviva.orbit.gp import door

    with pytest.raises(ElementSetError, match="binary"):
        door._whole(Counted(), "zeros")  # type: ignore[arg-type]
    assert read <= door.PIECE
    with pytest.raises(ElementSetError, match="binary"):
        read_elements(zeros)
