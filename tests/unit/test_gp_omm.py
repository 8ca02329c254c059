"""OMM in its four forms as providers serve it, and as files arrive damaged."""

import gzip
import json
from pathlib import Path

import pytest

from visviva.errors import ElementSetError, InputError, PropagationError
from visviva.orbit.gp import (
    ElementSet,
    omm_csv,
    omm_json,
    omm_kvn,
    omm_xml,
    read_elements,
    to_satrec,
)

RECORD = {
    "OBJECT_NAME": "ISS (ZARYA)",
    "OBJECT_ID": "1998-067A",
    "EPOCH": "2024-06-06T04:41:45.862560",
    "MEAN_MOTION": 15.50123457,
    "ECCENTRICITY": 0.0005312,
    "INCLINATION": 51.6391,
    "RA_OF_ASC_NODE": 12.3456,
    "ARG_OF_PERICENTER": 321.9876,
    "MEAN_ANOMALY": 38.1234,
    "EPHEMERIS_TYPE": 0,
    "CLASSIFICATION_TYPE": "U",
    "NORAD_CAT_ID": 25544,
    "ELEMENT_SET_NO": 999,
    "REV_AT_EPOCH": 45623,
    "BSTAR": 0.00034473,
    "MEAN_MOTION_DOT": 0.00018289,
    "MEAN_MOTION_DDOT": 0,
}

KVN = """CCSDS_OMM_VERS = 2.0
COMMENT made for this test
CREATION_DATE = 2024-06-06T10:00:00
ORIGINATOR = TEST

OBJECT_NAME = ISS (ZARYA)
OBJECT_ID = 1998-067A
CENTER_NAME = EARTH
REF_FRAME = TEME
TIME_SYSTEM = UTC
MEAN_ELEMENT_THEORY = SGP4
EPOCH = 2024-06-06T04:41:45.862560
MEAN_MOTION = 15.50123457 [rev/day]
ECCENTRICITY = .0005312
INCLINATION = 51.6391 [deg]
RA_OF_ASC_NODE = 12.3456 [deg]
ARG_OF_PERICENTER = 321.9876 [deg]
MEAN_ANOMALY = 38.1234 [deg]
EPHEMERIS_TYPE = 0
CLASSIFICATION_TYPE = U
NORAD_CAT_ID = 25544
ELEMENT_SET_NO = 999
REV_AT_EPOCH = 45623
BSTAR = 0.34473E-3
MEAN_MOTION_DOT = .00018289
MEAN_MOTION_DDOT = 0
"""


def _json(**changes: object) -> str:
    return json.dumps([{**RECORD, **changes}])


def _one(text: str | bytes) -> ElementSet:
    (element_set,) = read_elements(text).elements
    return element_set


def _reason(text: str | bytes) -> str:
    with pytest.raises(ElementSetError) as caught:
        read_elements(text)
    return caught.value.line()


PLAIN = _one(_json())


def test_numbers_as_text_and_extra_keys_change_nothing() -> None:
    spaced = {k: str(v) for k, v in RECORD.items()} | {
        "SEMIMAJOR_AXIS": "6796.1",
        "RCS_SIZE": None,
        "GP_ID": "1",
    }
    spaced["NORAD_CAT_ID"] = "  25544 "
    assert _one(json.dumps(spaced)) == PLAIN
    assert _one(json.dumps([spaced], indent=2)) == PLAIN


def test_csv_as_celestrak_serves_it() -> None:
    header = ",".join(RECORD)
    row = ",".join(
        str(v).replace("0.", ".", 1) if isinstance(v, float) and v < 1 else str(v)
        for v in RECORD.values()
    )
    for text in (
        f"{header}\r\n{row}\r\n",
        f"\ufeff{header}\n{row}",
        f"# note\n\n{header}\n{row}\n\n",
    ):
        assert _one(text.encode()) == PLAIN


def test_kvn_with_units_comments_and_several_messages() -> None:
    result = read_elements(KVN + "\n" + KVN.replace("25544", "270438"))
    assert [e.catalog_number for e in result.elements] == [25544, 270438]
    first = result.elements[0]
    assert (first.originator, first.creation_date) == ("TEST", "2024-06-06T10:00:00")
    assert repr(to_satrec(first).sgp4_tsince(99.0)) == repr(to_satrec(PLAIN).sgp4_tsince(99.0))


def test_kvn_messages_without_version_lines_part_where_a_keyword_comes_again() -> None:
    bare = KVN.split("\n\n", 1)[1]
    assert len(read_elements(bare + bare).elements) == 2


def test_xml_alone_in_an_ndm_with_prefixes_and_units() -> None:
    ndm = omm_xml.write([PLAIN, PLAIN])
    assert read_elements(ndm).elements == (PLAIN, PLAIN)
    bare = ndm[ndm.index("<omm") : ndm.index("</omm>") + 6]
    assert _one(bare) == PLAIN
    assert _one(bare.replace("<MEAN_MOTION>", '<MEAN_MOTION units="rev/day">')) == PLAIN
    assert _one(bare.replace("<omm", "<n:omm xmlns:n='x'").replace("</omm", "</n:omm")) == PLAIN
    assert "MEAN_MOTION is in rad/s" in _reason(
        bare.replace("<MEAN_MOTION>", '<MEAN_MOTION units="rad/s">')
    )


@pytest.mark.parametrize(
    "attack",
    [
        '<?xml version="1.0"?><!DOCTYPE ndm [<!ENTITY a "aaaa">]><ndm>&a;</ndm>',
        '<?xml version="1.0"?><!DOCTYPE ndm SYSTEM "file:///etc/passwd"><ndm></ndm>',
    ],
)
def test_xml_document_types_and_entities_are_refused(attack: str) -> None:
    assert "document type" in _reason(attack)


@pytest.mark.parametrize("number", [99999, 100000, 339999, 340000, 999_999_999])
@pytest.mark.parametrize("write", [omm_json.write, omm_csv.write, omm_xml.write, omm_kvn.write])
def test_catalogue_numbers_of_nine_digits_are_never_cut(number: int, write: object) -> None:
    assert _one(write([_one(_json(NORAD_CAT_ID=number))])).catalog_number == number  # type: ignore[operator]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ECCENTRICITY": 1.0}, "ECCENTRICITY is 1.0"),
        ({"ECCENTRICITY": "-0.1"}, "ECCENTRICITY is -0.1"),
        ({"MEAN_MOTION": -15.5}, "MEAN_MOTION is -15.5 rev/day"),
        ({"INCLINATION": 181}, "INCLINATION is 181.0 deg"),
        ({"BSTAR": 1e308}, "BSTAR is 1e+308"),
        ({"BSTAR": "1e999"}, "BSTAR is inf"),
        ({"BSTAR": 10**400}, "BSTAR is inf"),
        ({"MEAN_MOTION": 10**400}, "MEAN_MOTION is inf"),
        ({"BSTAR": "nan"}, "BSTAR is 'nan'"),
        ({"BSTAR": "1_0"}, "BSTAR is '1_0'"),
        ({"BSTAR": True}, "BSTAR is 'True'"),
        ({"EPOCH": "yesterday"}, "EPOCH is 'yesterday'"),
        ({"EPOCH": "2024-02-30T00:00:00"}, "no such day is in the calendar"),
        ({"EPOCH": "2024-02-28T24:00:00"}, "hours run to 23"),
        ({"EPOCH": "1950-02-28T00:00:00", "OBJECT_ID": ""}, "no satellite flew before"),
        ({"EPOCH": "1997-02-28T00:00:00"}, "before the launch year of OBJECT_ID 1998-067A"),
        ({"NORAD_CAT_ID": 1_000_000_000}, "catalogue numbers run from 0 to 999999999"),
        ({"NORAD_CAT_ID": -5}, "NORAD_CAT_ID is '-5'"),
        ({"NORAD_CAT_ID": 12.5}, "NORAD_CAT_ID is '12.5'"),
        ({"NORAD_CAT_ID": None}, "no NORAD_CAT_ID"),
        ({"MEAN_MOTION": None, "SEMI_MAJOR_AXIS": 6800}, "SGP4 starts from MEAN_MOTION"),
        ({"CENTER_NAME": "MOON"}, "only SGP4 about EARTH in TEME and UTC"),
        ({"REF_FRAME": "GCRF"}, "only SGP4 about EARTH in TEME and UTC"),
        ({"TIME_SYSTEM": "TAI"}, "only SGP4 about EARTH in TEME and UTC"),
        ({"MEAN_ELEMENT_THEORY": "DSST"}, "only SGP4 about EARTH in TEME and UTC"),
        ({"CLASSIFICATION_TYPE": "UU"}, "one letter"),
    ],
)
def test_a_figure_that_cannot_be_true_is_refused_by_name(
    changes: dict[str, object], said: str
) -> None:
    line = _reason(_json(**changes))
    assert said in line
    assert "\n" not in line


def test_a_tle_inside_the_record_must_tell_the_same_orbit() -> None:
    one = "1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999"
    two = "2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205"
    (inside,) = read_elements(f"{one}\n{two}\n").elements
    record = json.loads(omm_json.write([inside]))[0] | {"TLE_LINE1": one, "TLE_LINE2": two}
    assert _one(json.dumps(record)) == inside
    assert "one is forged" in _reason(json.dumps({**record, "RA_OF_ASC_NODE": 125.0}))
    assert "one is forged" in _reason(json.dumps({**record, "EPOCH": "2025-04-08T12:29:36.890304"}))
    assert "checksum" in _reason(json.dumps({**record, "TLE_LINE1": one[:-1] + "0"}))


def test_epochs_with_z_a_blank_or_a_day_of_year_are_the_same_moment() -> None:
    for text in (
        "2024-06-06T04:41:45.862560Z",
        "2024-06-06 04:41:45.862560",
        "2024-158T04:41:45.862560",
    ):
        assert _one(_json(EPOCH=text)) == PLAIN


def test_a_cut_file_gives_its_whole_records_and_reports_the_cut() -> None:
    sets = [_one(_json(NORAD_CAT_ID=n)) for n in (1, 2, 3)]
    for write in (omm_json.write, omm_csv.write, omm_xml.write, omm_kvn.write):
        text = write(sets)
        result = read_elements(text[: len(text) - len(text) // 5])
        assert [e.catalog_number for e in result.elements] == [1, 2], write
        assert len(result.rejected) == 1, write
        assert result.rejected[0].line > 1
        with pytest.raises(ElementSetError):
            read_elements(text[: len(text) - len(text) // 5], strict=True)


def test_one_bad_record_among_good_ones_is_reported_with_its_line() -> None:
    bad = {**RECORD, "ECCENTRICITY": 2.0, "OBJECT_NAME": "BAD"}
    text = "[\n" + ",\n".join(json.dumps(r) for r in (RECORD, bad, RECORD)) + "\n]"
    result = read_elements(text)
    assert len(result.elements) == 2
    assert [(r.line, r.name) for r in result.rejected] == [(3, "BAD")]
    assert result.elements[1].line == 4
    assert result.duplicates == 1


def test_files_are_told_apart_by_content_and_unpacked(tmp_path: Path) -> None:
    for form, write in (("json", omm_json), ("csv", omm_csv), ("xml", omm_xml), ("kvn", omm_kvn)):
        path = tmp_path / "data.txt"
        path.write_bytes(gzip.compress(write.write([PLAIN]).encode()))
        result = read_elements(path)
        assert (result.format, result.elements, result.source) == (form, (PLAIN,), str(path))
        assert result.elements[0].place.startswith(str(path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"  \n \n", "the file is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "this is a web page"),
        (b"<html><head></head></html>", "this is a web page"),
        (bytes(range(256)) * 4, "this is a binary file"),
        (b"No GP data found", "no element set in it; it begins 'No GP data found'"),
        (b"[]", "no element set in it"),
        (b"{}", "no EPOCH, MEAN_MOTION"),
        (b"[1, 2]", "1 stands where a record belongs"),
        (b"<ndm></ndm>", "no element set in it"),
        (b"NORAD_CAT_ID,EPOCH\n5,2024-01-01T00:00:00\n", "the header has no MEAN_MOTION"),
    ],
)
def test_what_is_not_element_sets_is_called_by_its_name(content: bytes, said: str) -> None:
    assert said in _reason(content)


def test_places_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a directory"):
        read_elements(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_elements(tmp_path / "none.json")
    with pytest.raises(InputError, match="gzip file is damaged"):
        read_elements(gzip.compress(b"x" * 1000)[:-9])
    with pytest.raises(InputError):
        read_elements("a\0b")


def test_sgp4_xp_is_read_but_not_flown() -> None:
    for change in ({"EPHEMERIS_TYPE": 4}, {"MEAN_ELEMENT_THEORY": "SGP4-XP"}):
        with pytest.raises(PropagationError, match="SGP4-XP"):
            to_satrec(_one(_json(**change)))


def test_records_one_a_line_are_read_like_a_list() -> None:
    result = read_elements("\n".join(json.dumps({**RECORD, "NORAD_CAT_ID": n}) for n in (1, 2)))
    assert [(e.catalog_number, e.line) for e in result.elements] == [(1, 1), (2, 2)]


def test_records_of_tle_lines_are_held_to_the_rules_of_tle() -> None:
    one = "1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999"
    two = "2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205"
    e = _one(json.dumps({"name": "ISS", "line1": one, "line2": two}))
    assert (e.name, e.catalog_number, e.arithmetic) == ("ISS", 25544, "tle")
    assert _one(f"label,line1,line2\n#A,{one},{two}\n").name == "#A"
    assert "checksum" in _reason(json.dumps({"line1": one[:-1] + "0", "line2": two}))


@pytest.mark.parametrize(
    "name", ["ISS\nBSTAR = 1", "ISS\u2028X", "A\x01B", "half \ud800 character", "#1", "a  b"]
)
def test_a_name_cannot_smuggle_lines_or_break_a_file(name: str, tmp_path: Path) -> None:
    e = _one(json.dumps([{**RECORD, "OBJECT_NAME": name}]))
    assert e.name.isprintable()
    for write in (omm_json.write, omm_csv.write, omm_xml.write, omm_kvn.write):
        (tmp_path / "a").write_text(write([e]), encoding="utf-8")
        assert read_elements(tmp_path / "a").elements == (e,)
    from dataclasses import replace

    with pytest.raises(ElementSetError, match="not one line"):
        replace(e, name="ISS\nBSTAR = 1")
