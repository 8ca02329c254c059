"""Reading and converting against the `sgp4` package itself, bit by bit.

No tolerance, because nothing may change.
"""

from pathlib import Path

import numpy as np
import pytest
from sgp4 import omm as sgp4_omm
from sgp4.api import Satrec

from visviva.core.geodesy import itrf_to_geodetic
from visviva.core.time import Epoch
from visviva.orbit.gp import ElementSet, as_columns, gp_state_itrf, read_elements, to_satrec
from visviva.orbit.gp.omm import number_text, to_record

ATTRIBUTES = (
    "jdsatepoch",
    "jdsatepochF",
    "bstar",
    "ndot",
    "nddot",
    "ecco",
    "argpo",
    "inclo",
    "mo",
    "no_kozai",
    "nodeo",
    "satnum",
    "elnum",
    "revnum",
    "intldesg",
    "classification",
    "ephtype",
)
NUMBERS = ATTRIBUTES[:12]


def _lines(path: Path) -> list[str]:
    import gzip

    return (
        gzip.open(path, "rt").read().splitlines()
        if path.suffix == ".gz"
        else path.read_text().splitlines()
    )


def _same(ours: Satrec, theirs: Satrec, minutes: float) -> bool:
    """Same code and, bit for bit, same state (a state that is not a number equals itself)."""
    return repr(ours.sgp4_tsince(minutes)) == repr(theirs.sgp4_tsince(minutes))


def test_a_whole_catalogue_is_read_without_one_changed_number(shared_data: Path) -> None:
    path = shared_data / "catalogue" / "catalogue-2024-05-13.3le.gz"
    result = read_elements(path)
    assert len(result.elements) == 26_104
    assert not result.rejected
    lines = _lines(path)
    columns = as_columns(result.elements)
    for i, e in enumerate(result.elements):
        theirs, ours = Satrec.twoline2rv(lines[e.line - 1], lines[e.line]), to_satrec(e)
        for name in NUMBERS:
            assert getattr(ours, name) == getattr(theirs, name), (e.label, name)
        assert _same(ours, theirs, 1234.5), e.label
        assert (columns.epoch_jd[i], columns.epoch_fraction[i]) == (
            theirs.jdsatepoch,
            theirs.jdsatepochF,
        )
        assert (columns.mean_motion[i], columns.bstar[i]) == (theirs.no_kozai, theirs.bstar)
        assert (e.element_set_no, e.rev_at_epoch) == (theirs.elnum, theirs.revnum)


def test_an_omm_gives_the_states_of_sgp4s_own_omm_reader() -> None:
    record = {
        "OBJECT_NAME": "ISS (ZARYA)",
        "OBJECT_ID": "1998-067A",
        "EPOCH": "2024-06-06T04:41:45.862559",
        "MEAN_MOTION": "15.50123457",
        "ECCENTRICITY": ".0005312",
        "INCLINATION": "51.6391",
        "RA_OF_ASC_NODE": "12.3456",
        "ARG_OF_PERICENTER": "321.9876",
        "MEAN_ANOMALY": "38.1234",
        "EPHEMERIS_TYPE": "0",
        "CLASSIFICATION_TYPE": "U",
        "NORAD_CAT_ID": "25544",
        "ELEMENT_SET_NO": "999",
        "REV_AT_EPOCH": "45623",
        "BSTAR": ".34473E-3",
        "MEAN_MOTION_DOT": ".00018289",
        "MEAN_MOTION_DDOT": "0",
    }
    import json

    theirs = Satrec()
    sgp4_omm.initialize(theirs, record)
    ours = to_satrec(read_elements(json.dumps([record])).elements[0])
    assert all(getattr(ours, name) == getattr(theirs, name) for name in NUMBERS)
    assert all(_same(ours, theirs, minutes) for minutes in np.linspace(-5000, 5000, 101))


def test_every_number_of_a_catalogue_as_omm_agrees_with_sgp4s_own_omm_reader(
    shared_data: Path,
) -> None:
    from dataclasses import replace

    result = read_elements(shared_data / "catalogue" / "catalogue-2024-05-13.3le.gz")
    for e in result.elements[::50]:
        as_omm = replace(e, arithmetic="omm")
        record = {key: number_text(value) for key, value in to_record(as_omm).items()}
        theirs, ours = Satrec(), to_satrec(as_omm)
        sgp4_omm.initialize(theirs, record)
        assert all(getattr(ours, name) == getattr(theirs, name) for name in NUMBERS), e.label
        assert _same(ours, theirs, 777.0)


@pytest.mark.parametrize("number", [99_999, 100_000, 339_999, 340_000, 799_501_234, 999_999_999])
def test_a_catalogue_number_of_any_length_leaves_the_orbit_alone(number: int) -> None:
    figures = ("2024-06-06T04:41:45.862560", 2.00563, 0.7123456, 63.4, 12.3, 270.1, 10.5, 1.2e-4)
    plain, long = ElementSet(5, *figures), ElementSet(number, *figures)
    assert long.catalog_number == number
    assert as_columns([long]).catalog_number[0] == number
    assert all(
        _same(to_satrec(plain), to_satrec(long), minutes) for minutes in (0.0, 1440.0, 20_000.0)
    )


def test_malligyong_1_lies_where_an_outside_contest_says(shared_data: Path) -> None:
    """DIVEROSINT 2024: over 31.4519 N, 100.6058 W at 506 km.

    The answer is printed to 1e-4 deg and 1 km.
    """
    sets = read_elements(shared_data / "nk" / "malligyong-1.3le").elements
    (e,) = [e for e in sets if e.epoch_utc == "2024-06-06T04:41:45.620160"]  # 24158.19566690
    r, _ = gp_state_itrf(e, Epoch.parse("2024-06-07T05:01:07Z"))
    lat, lon, height = itrf_to_geodetic(r)
    assert np.degrees(lat) == pytest.approx(31.4519, abs=1e-4)
    assert np.degrees(lon) == pytest.approx(-100.6058, abs=1e-4)
    assert height == pytest.approx(506e3, abs=0.5e3)
