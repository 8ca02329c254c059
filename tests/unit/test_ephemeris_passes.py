"""SP3 and OEM as ephemerides: passes and places are those of the elements they were made from."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.ephemeris_passes import open_search
from visviva.analysis.ephemeris_where import where_from
from visviva.analysis.passes import PassesRequest
from visviva.analysis.where import WhereRequest
from visviva.cli.main import main
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.errors import InputError, PropagationError, UnknownNameError
from visviva.export import export_elements
from visviva.orbit.gp import ElementSet

ISS = ElementSet(
    25544,
    "2019-12-09T16:38:29.363424",
    15.50103472,
    0.0007417,
    51.6439,
    211.2001,
    17.6667,
    85.6398,
    bstar=3.8792e-5,
    name="ISS (ZARYA)",
    object_id="1998-067A",
)
TOWN = Place.from_degrees(39.04, 125.71, 30.0)
START = Epoch.parse("2019-12-10T00:00:00Z")
DAY = 86400.0


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The set, and its day as an OEM in two frames, each written by the command line."""
    folder = tmp_path_factory.mktemp("ephemeris")
    elements = folder / "iss.json"
    export_elements(elements, [ISS])
    out = {"elements": elements}
    for frame in ("gcrf", "itrf"):
        out[frame] = folder / f"{frame}.oem"
        words = ["observe", "where", str(elements), "--start", "2019-12-10", "--days", "1"]
        words += ["--step-s", "30", "--frame", frame, "--export", str(out[frame]), "--csv"]
        assert main(words) == 0
    return out


def rows(path: Path, **changes: object) -> list[dict[str, object]]:
    request = PassesRequest(path, [TOWN], START, DAY, **changes)  # type: ignore[arg-type]
    (batch,) = open_search(request).batches()
    return batch.rows()


@pytest.mark.parametrize("frame", ["gcrf", "itrf"])
def test_passes_along_an_ephemeris_are_those_of_its_elements(
    files: dict[str, Path], frame: str
) -> None:
    theirs, ours = rows(files["elements"]), rows(files[frame])
    assert len(ours) == len(theirs) > 3
    for a, b in zip(theirs, ours, strict=True):
        for key in ("rise_utc", "peak_utc", "set_utc"):
            assert abs(float(Epoch.parse(str(a[key])) - Epoch.parse(str(b[key])))) < 0.02, key
        for key in ("peak_elevation_deg", "azimuth_rise_deg", "azimuth_set_deg"):
            # 0.02 s of a pass through the zenith turn the azimuth by hundredths of a degree
            assert b[key] == pytest.approx(a[key], abs=0.02), key
        assert (a["sunlit"], a["visible"], a["twilight"]) == (
            b["sunlit"],
            b["visible"],
            b["twilight"],
        )
        assert len(a["shadow_changes_utc"]) == len(b["shadow_changes_utc"])  # type: ignore[arg-type]
        assert b["age_days"] is None
        assert b["sigma_s"] is None
        assert b["catalog_number"] is None
        assert set(a) == set(b)


def test_places_along_an_ephemeris_are_those_of_its_elements(files: dict[str, Path]) -> None:
    window = START + 600.0, 3000.0, 17.0, TOWN
    theirs = where_from(WhereRequest(files["elements"], *window)).rows()
    ours = where_from(WhereRequest(files["gcrf"], *window)).rows()
    assert len(ours) == len(theirs)
    assert set(ours[0]) == set(theirs[0])
    for key, close in (("lat_deg", 1e-4), ("altitude_km", 0.01), ("range_km", 0.02)):
        difference = [abs(float(a[key]) - float(b[key])) for a, b in zip(ours, theirs, strict=True)]
        assert max(difference) < close, key


def test_nothing_is_told_past_the_ends_of_an_ephemeris(files: dict[str, Path]) -> None:
    request = PassesRequest(files["gcrf"], [TOWN], START - DAY, 4 * DAY)
    search = open_search(request)
    (batch,) = search.batches()
    assert all(0.0 <= t - DAY <= DAY for t in batch.passes.rise)
    assert "the ephemeris of ISS (ZARYA) reaches from" in search.stopped_line(batch.stopped)[0]
    found = where_from(WhereRequest(files["gcrf"], START - 600.0, 1200.0))
    assert found.rows()[0]["utc"] == "2019-12-10T00:00:00.000Z"
    assert len(found.rows()) == 11
    assert any("no row outside of it" in line for line in found.warnings)
    with pytest.raises(PropagationError, match="not into the window"):
        where_from(WhereRequest(files["gcrf"], START + 10 * DAY))


def test_an_object_is_chosen_by_name_or_identifier(files: dict[str, Path], tmp_path: Path) -> None:
    one = files["gcrf"].read_text()
    both = tmp_path / "two.oem"
    other = one[one.index("META_START") :].replace("ISS (ZARYA)", "OTHER")
    both.write_text(one + other.replace("1998-067A", "2024-001B"))
    assert {r["object"] for r in rows(both)} == {"ISS (ZARYA)", "OTHER"}
    assert {r["object"] for r in rows(both, objects=("2024-001b",))} == {"OTHER"}
    with pytest.raises(UnknownNameError, match="no object 'MIR'"):
        rows(both, objects=("MIR",))
    with pytest.raises(InputError, match="choose one with --object"):
        where_from(WhereRequest(both, START))


@pytest.mark.parametrize(
    "suffix", ["csv", "parquet", "ics", "geojson", "kml", "czml", "oem", "json"]
)
def test_the_command_writes_every_form_of_an_ephemeris(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    words = ["observe", "passes", str(files["itrf"]), "--site", "39.04,125.71"]
    words += ["--start", "2019-12-10", "--days", "1"]
    if suffix == "json":
        assert main([*words, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert len(found["passes"]) > 3
        assert found["passes"][0]["sigma_s"] is None
        return
    target = tmp_path / f"out.{suffix}"
    assert main([*words, "--export", str(target)]) == 0
    assert target.stat().st_size > 200
    if suffix == "csv":
        with target.open() as stream:
            table = list(csv.DictReader(stream))
        assert table[0]["sigma_s"] == ""
        assert table[0]["object"] == "ISS (ZARYA)"


def test_a_gap_of_the_file_cuts_the_pass(files: dict[str, Path], tmp_path: Path) -> None:
    whole = rows(files["itrf"])
    high = max(range(len(whole)), key=lambda k: float(str(whole[k]["peak_elevation_deg"])))
    peak = Epoch.parse(str(whole[high]["peak_utc"]))
    lines = files["itrf"].read_text().split("\n")
    kept = []
    for line in lines:
        stamp = line.split(" ")[0]
        near = stamp[:4] == "2019" and abs(float(Epoch.parse(stamp + "Z") - peak)) < 75.0
        kept += [] if near else [line]
    (tmp_path / "gap.oem").write_text("\n".join(kept))
    cut = rows(tmp_path / "gap.oem")
    assert len(cut) == len(whole) + 1
    assert cut[high]["cut_at_end"]
    assert cut[high + 1]["cut_at_start"]
    assert np.isclose(float(Epoch.parse(str(cut[high]["set_utc"])) - peak), -75.0, atol=31.0)
