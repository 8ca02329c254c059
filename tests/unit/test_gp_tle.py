"""TLE as archives hold them: what is read, what is refused and why, what is written."""

from dataclasses import replace

import pytest
from sgp4.io import fix_checksum

from visviva.errors import ElementSetError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.gp import tle_write as tle_module

ONE = "1 25544U 98067A   25097.52056586  .00011719  00000-0  21806-3 0  9999"
TWO = "2 25544  51.6365 297.0255 0004979  19.0825 341.0349 15.49320680504205"


def _read_one(one: str = ONE, two: str = TWO, name: str = "ISS") -> ElementSet:
    (element_set,) = read_elements(f"{name}\n{fix_checksum(one)}\n{fix_checksum(two)}\n").elements
    return element_set


def _reason(text: str) -> str:
    with pytest.raises(ElementSetError) as caught:
        read_elements(text)
    assert "\n" not in caught.value.line()
    return caught.value.line()


def test_every_column_arrives_in_its_field() -> None:
    e = _read_one()
    assert (e.catalog_number, e.classification, e.object_id, e.name) == (
        25544,
        "U",
        "1998-067A",
        "ISS",
    )
    assert e.epoch_utc == "2025-04-07T12:29:36.890304"
    assert (e.mean_motion_dot, e.mean_motion_ddot, e.bstar) == (0.00011719, 0.0, 0.21806e-3)
    assert (e.inclination_deg, e.raan_deg, e.eccentricity) == (51.6365, 297.0255, 0.0004979)
    assert (e.arg_perigee_deg, e.mean_anomaly_deg, e.mean_motion_rev_day) == (
        19.0825,
        341.0349,
        15.4932068,
    )
    assert (e.rev_at_epoch, e.element_set_no, e.ephemeris_type) == (50420, 999, 0)


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("00005", 5),
        ("    5", 5),
        ("5    ", 5),
        ("   11", 11),
        ("11   ", 11),
        ("T0438", 270438),
        ("Z9999", 339999),
        ("A0000", 100000),
    ],
)
def test_catalogue_numbers_padded_or_alpha5(field: str, number: int) -> None:
    assert _read_one(f"1 {field}{ONE[7:]}", f"2 {field}{TWO[7:]}").catalog_number == number


@pytest.mark.parametrize("letter", ["I", "O"])
def test_alpha5_has_no_letters_that_look_like_digits(letter: str) -> None:
    text = (
        f"{fix_checksum(f'1 {letter}0438{ONE[7:]}')}\n{fix_checksum(f'2 {letter}0438{TWO[7:]}')}\n"
    )
    assert _reason(text)


@pytest.mark.parametrize(
    ("year", "full"), [("57", 1957), ("99", 1999), ("00", 2000), ("56", 2056), (" 4", 2004)]
)
def test_two_digit_years_turn_at_57(year: str, full: int) -> None:
    assert _read_one(ONE[:9] + " " * 8 + ONE[17] + year + ONE[20:]).epoch_utc.startswith(str(full))


def test_plus_signs_and_zero_padding_are_read() -> None:
    e = _read_one(ONE.replace(" .00011719", "+.00002934"), TWO.replace(" 51.6365", "097.3210"))
    assert (e.mean_motion_dot, e.inclination_deg) == (0.00002934, 97.321)


@pytest.mark.parametrize(
    "name", ["0 VANGUARD 1", "VANGUARD 1", "  VANGUARD 1   ", "0 VANGUARD 1\t"]
)
def test_names_with_and_without_the_zero(name: str) -> None:
    assert _read_one(name=name).name == "VANGUARD 1"


@pytest.mark.parametrize("name", ["1 KUNS-PF", "2 KUNS-PF", "1", "2001 X", "1998-067NK"])
def test_a_name_that_looks_like_a_line_stays_a_name(name: str) -> None:
    assert _read_one(name=name).name == name


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "  \n", "\t\r\n", "\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_endings_marks_and_blank_lines(ending: str, encoding: str) -> None:
    text = ending.join(["# note", "ISS", ONE, TWO, ONE, TWO])
    result = read_elements(text.encode(encoding))
    assert [e.name for e in result.elements] == ["ISS", ""]
    assert result.duplicates == 1


def test_a_day_past_the_end_of_its_year_counts_on() -> None:
    assert (
        _read_one(ONE.replace("25097.52056586", "19366.82137887")).epoch_utc
        == "2020-01-01T19:42:47.134368"
    )


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (ONE[:-1] + "8", TWO, "line 1 fails its checksum: it says 8, the figures sum to 9"),
        (ONE, TWO[:-1] + "0", "line 2 fails its checksum: it says 0, the figures sum to 5"),
        (
            ONE,
            fix_checksum(TWO.replace("25544", "25545")),
            "line 1 is of object 25544, line 2 of object 25545",
        ),
        (ONE[:60], TWO, "line 1 has 60 of 69 columns: it was cut"),
        (ONE, TWO[:68], "line 2 has 68 of 69 columns: it was cut"),
        (fix_checksum(ONE.replace("25097.", "25000.")), TWO, "day 0 of its year"),
        (fix_checksum(ONE.replace("25097.", "25367.")), TWO, "day 367 of its year"),
        (ONE, fix_checksum(TWO.replace(" 51.6365", "181.0000")), "INCLINATION is 181.0 deg"),
        (ONE, fix_checksum(TWO.replace("297.0255", "360.1000")), "RA_OF_ASC_NODE is 360.1 deg"),
        (
            ONE,
            fix_checksum(TWO.replace("15.49320680", " 0.00000000")),
            "MEAN_MOTION is 0.0 rev/day",
        ),
        (
            ONE,
            fix_checksum(TWO.replace("15.49320680", "18.49320680")),
            "MEAN_MOTION is 18.4932068 rev/day",
        ),
        (
            ONE,
            fix_checksum(TWO.replace("15.49320680", "-5.49320680")),
            "line 2 has '-' in column 53",
        ),
        (
            fix_checksum(ONE.replace("25097.52056586", "25097,52056586")),
            TWO,
            "line 1 has ',' in column 24",
        ),
        (
            fix_checksum(ONE.replace("98067A", "26067A")),
            TWO,
            "before the launch year of OBJECT_ID 2026-067A",
        ),
        (ONE + "9", TWO, "line 1 runs past column 69"),
        (ONE, "", "the file ends before line 2"),
        ("", TWO, "line 2 has no line 1 before it"),
        (ONE, ONE, "line 1 has no line 2 after it"),
    ],
)
def test_a_forged_or_damaged_set_is_refused_with_its_reason(one: str, two: str, said: str) -> None:
    assert said in _reason(f"ISS\n{one}\n{two}\n".replace("\n\n", "\n"))


def test_good_sets_among_bad_ones_are_read_and_the_rest_reported_with_lines() -> None:
    text = "\n".join(
        ["A", ONE, TWO, "B", ONE[:-1] + "0", TWO, "C", ONE, TWO, "D", ONE[:-1] + "1", TWO, ONE]
    )
    result = read_elements(text)
    assert [e.name for e in result.elements] == ["A", "C"]
    assert [(r.line, r.name) for r in result.rejected] == [(5, "B"), (11, "D"), (13, "")]
    with pytest.raises(ElementSetError, match="line 5: line 1 fails its checksum"):
        read_elements(text, strict=True)


def test_what_was_read_is_written_back_to_the_letter() -> None:
    text = f"ISS\n{ONE}\n{TWO}\n"
    assert tle_module.write(read_elements(text).elements) == text
    assert tle_module.write(read_elements(text).elements, names=False) == f"{ONE}\n{TWO}\n"


def test_a_number_that_does_not_fit_is_refused_or_written_in_alpha5_by_choice() -> None:
    e = replace(_read_one(), catalog_number=270438)
    with pytest.raises(
        ElementSetError, match=r"object 270438 does not fit a TLE: .*Alpha-5 to write it as T0438"
    ):
        tle_module.write([e])
    text = tle_module.write([e], use_alpha5=True)
    assert text.splitlines()[1].startswith("1 T0438U")
    assert read_elements(text).elements[0] == e
    with pytest.raises(ElementSetError, match=r"no five-character form; export OMM"):
        tle_module.write([replace(e, catalog_number=340_000)], use_alpha5=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"inclination_deg": 51.63651}, "INCLINATION 51.63651 has more than 4 decimals"),
        ({"epoch_utc": "2025-04-07T12:29:36.890305"}, "EPOCH .* has more than eight decimals"),
        ({"bstar": 1.23456e-4}, "BSTAR 0.000123456 has more than five digits"),
        ({"rev_at_epoch": 123456}, "REV_AT_EPOCH 123456 has more than 5 digits"),
        ({"mean_motion_dot": 1.5}, "MEAN_MOTION_DOT 1.5 is outside"),
        ({"raan_deg": -12.5}, "RA_OF_ASC_NODE -12.5 is outside"),
        ({"epoch_utc": "2057-01-01T00:00:00"}, "its epoch lies in 2057"),
        ({"object_id": "1998-067ABCD"}, "OBJECT_ID '1998-067ABCD' is longer"),
    ],
)
def test_a_figure_that_does_not_fit_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ElementSetError, match=said):
        tle_module.write([replace(_read_one(), **change)])  # type: ignore[arg-type]


def test_rounding_is_done_where_it_is_allowed() -> None:
    e = replace(
        _read_one(),
        inclination_deg=51.63651,
        epoch_utc="2025-04-07T12:29:36.890999",
        bstar=9.999996e-5,
        rev_at_epoch=123456,
        mean_motion_ddot=1e-16,
    )
    back = read_elements(tle_module.write([e], rounding="allow")).elements[0]
    assert (back.inclination_deg, back.bstar, back.rev_at_epoch) == (51.6365, 1e-4, 23456)
    assert back.epoch_utc == "2025-04-07T12:29:36.891168"
    assert back.mean_motion_ddot == 0.0


def test_a_name_like_a_line_and_an_empty_name_survive_the_way_out_and_in() -> None:
    for name in ("", "1 KUNS-PF", "0", "#1", "0 A", "{A}"):
        e = replace(_read_one(), name=name)
        assert read_elements(tle_module.write([e, e])).elements[1].name == name
