"""Files that visviva writes, read by others.

`sgp4.omm` and Skyfield must get the very orbit, to the last bit.

No tolerance: the figures are the shortest decimals of the same doubles, and a set of OMM arithmetic
means what `sgp4.omm` computes. (A set that came from a TLE differs there in the last bit of its
mean motion; see docs/formats.md.)
"""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from sgp4 import omm as sgp4_omm
from sgp4.api import Satrec

from visviva.export import export_elements
from visviva.orbit.gp import ElementSet, read_elements, to_satrec

SETS = [
    ElementSet(
        25544,
        "2025-04-07T12:29:36.890304",
        15.4932068,
        0.0004979,
        51.6365,
        297.0255,
        19.0825,
        341.0349,
        bstar=2.1806e-4,
        name="ISS (ZARYA)",
        object_id="1998-067A",
    ),
    ElementSet(
        339_999,
        "2024-06-06T04:41:45.862561",
        2.00563123456789,
        0.7123456789,
        63.4,
        12.3,
        270.1,
        10.5,
        bstar=-1.2e-4,
        mean_motion_dot=-1e-8,
        name="A, B & <C>",
        object_id="2024-001AB",
    ),
]


def _states(satrec: Satrec) -> str:
    return repr([satrec.sgp4_tsince(minutes) for minutes in (0.0, 99.0, -1440.0, 20_000.0)])


@pytest.mark.parametrize(
    ("suffix", "parse"), [(".csv", sgp4_omm.parse_csv), (".xml", sgp4_omm.parse_xml)]
)
def test_sgp4_reads_what_we_write(tmp_path: Path, suffix: str, parse: object) -> None:
    path = tmp_path / f"a{suffix}"
    export_elements(path, SETS)
    with path.open(encoding="utf-8") as stream:
        records = list(parse(stream))  # type: ignore[operator]
    assert [record["OBJECT_NAME"] for record in records] == [e.name for e in SETS]
    for record, e in zip(records, SETS, strict=True):
        theirs = Satrec()
        sgp4_omm.initialize(theirs, record)
        assert _states(theirs) == _states(to_satrec(e))


def test_skyfield_reads_what_we_write(tmp_path: Path) -> None:
    api = pytest.importorskip("skyfield.api")
    export_elements(tmp_path / "a.csv", SETS)
    export_elements(tmp_path / "a.tle", [replace(SETS[0], arithmetic="tle")])
    timescale = api.load.timescale(builtin=True)
    with (tmp_path / "a.csv").open(encoding="utf-8") as stream:
        for record, e in zip(csv.DictReader(stream), SETS, strict=True):
            assert _states(api.EarthSatellite.from_omm(timescale, record).model) == _states(
                to_satrec(e)
            )
    (e,) = read_elements(tmp_path / "a.tle").elements
    with (tmp_path / "a.tle").open("rb") as stream:
        from skyfield.iokit import parse_tle_file

        (satellite,) = parse_tle_file(stream, timescale)
    assert (satellite.name, _states(satellite.model)) == (e.name, _states(to_satrec(e)))


def test_states_in_gcrf_agree_with_skyfield() -> None:
    """Same SGP4, two chains of frames: measured 6 to 15 mm and 0.02 mm/s.

    Tolerance 5 cm and 0.1 mm/s, since the Earth.
    orientation of either side may be renewed.
    """
    api = pytest.importorskip("skyfield.api")
    import numpy as np

    from visviva.core.time import Epoch
    from visviva.orbit.gp import gp_state_gcrf

    timescale = api.load.timescale(builtin=True)
    satellite = api.EarthSatellite.from_satrec(to_satrec(SETS[0]), timescale)
    seconds = np.arange(0.0, 86_400.0, 3600.0)
    when = Epoch.parse("2025-04-08T00:00:00Z") + seconds
    r, v = gp_state_gcrf(SETS[0], when)
    theirs = satellite.at(timescale.utc(2025, 4, 8, 0, 0, seconds))
    assert np.linalg.norm(r - theirs.position.m.T, axis=1).max() < 0.05
    assert np.linalg.norm(v - theirs.velocity.m_per_s.T, axis=1).max() < 1e-4
