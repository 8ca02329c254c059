"""Ephemerides as they are packed, joined and damaged: known by their beginning, faults by line."""

import bz2
import gzip
from collections.abc import Callable

import pytest

from visviva.errors import InputError
from visviva.orbit.ephemeris_files import is_ephemeris, read_ephemeris


def oem(name: str = "A") -> str:
    return (
        "CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2024-06-07T00:00:00\nORIGINATOR = EXAMPLE\n"
        f"META_START\nOBJECT_NAME = {name}\nOBJECT_ID = 2024-001A\nCENTER_NAME = EARTH\n"
        "REF_FRAME = GCRF\nTIME_SYSTEM = UTC\nMETA_STOP\n"
        "2024-06-07T00:00:00 7000.0 0.0 0.0 0.0 7.5 0.0\n"
        "2024-06-07T00:01:00 6985.0 450.0 0.0 -0.5 7.48 0.0\n"
    )


@pytest.mark.parametrize(
    "served",
    [
        str.encode,
        lambda text: gzip.compress(text.encode()),
        lambda text: bz2.compress(text.encode()),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    ],
)
def test_an_ephemeris_is_known_however_it_is_served(served: Callable[[str], bytes]) -> None:
    data = served(oem())
    assert is_ephemeris(data)
    assert [path.name for path in read_ephemeris(data)] == ["A"]


def test_a_damaged_pack_is_no_ephemeris() -> None:
    assert not is_ephemeris(bz2.compress(oem().encode())[:20])


def test_one_message_may_follow_another_and_the_same_one_counts_once() -> None:
    found = read_ephemeris(oem("A") + oem("B") + oem("A"))
    assert [path.name for path in found] == ["A", "B"]


@pytest.mark.parametrize("figure", ["nan", "inf"])
def test_a_figure_that_is_not_finite_is_named_by_its_line(figure: str) -> None:
    with pytest.raises(InputError, match="no finite number") as caught:
        read_ephemeris(oem().replace("6985.0", figure))
    assert caught.value.place == "line 12"
