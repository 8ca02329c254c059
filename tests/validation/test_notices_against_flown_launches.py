"""Published warnings against the launches that flew: site, bearing and inclination.

Oracle: `launch/warnings/warnings.json` of the shared data (IMO circulars, NGA, NOTAM texts as the
press printed them; what flew is public record). Tolerances as asked of the method: 2° of bearing,
2.5° of inclination; the North Korean launcher turned after its last area, so its inclination is not
in its areas and is left out.
"""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from visviva.analysis.notice import NoticeRequest, place_notice

#: Geodetic facts of the flown launches: bearing over the ground from the README's derived figures,
#: inclination of the orbit that was reached (Galaxy 31/32: geostationary transfer from the Cape).
FLOWN = {
    "dprk-2016-02-kms4": ("sohae", 180.06, None),
    "dprk-2012-12-kms3-2": ("sohae", 179.8, None),
    "shenzhou10-2013": ("jiuquan", 104.0, 42.8),
    "navarea4-1177-22": ("cape-canaveral", 91.8, 28.6),
}


@pytest.fixture(scope="module")
def warnings(shared_data: Path) -> dict[str, Any]:
    rows = json.loads((shared_data / "launch" / "warnings" / "warnings.json").read_text())
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("name", sorted(FLOWN))
def test_the_launch_behind_a_warning_is_found(warnings: dict[str, Any], name: str) -> None:
    row = warnings[name]
    slug, bearing, inclination = FLOWN[name]
    found = place_notice(NoticeRequest(text=f"{row['text']}\n{row['window']}")).to_dict()
    assert found["orbital"]
    assert found["site"]["slug"] == slug
    assert found["bearing_deg"] == pytest.approx(bearing, abs=2.0)
    if inclination is not None:
        assert found["inclination_deg"] == pytest.approx(inclination, abs=2.5)


def test_rings_are_those_of_the_record(warnings: dict[str, Any]) -> None:
    """Corners as the shared data lists them in order round the area, to the last printed digit."""
    row = warnings["dprk-2016-02-kms4"]
    found = place_notice(NoticeRequest(text=f"{row['text']}\n{row['window']}")).to_dict()
    for area, truth in zip(found["areas"], row["areas"], strict=True):
        read = {(round(lat, 4), round(lon, 4)) for lat, lon in area["polygon"]}
        assert read == {(round(lat, 4), round(lon, 4)) for lat, lon in truth["lat_lon"]}
    assert [a["kind"] for a in found["areas"]] == ["stage-1", "fairing", "stage-2"]
    assert "put in order" in found["warnings"][0]


def test_announced_distances_are_kept_where_no_corner_is_known(warnings: dict[str, Any]) -> None:
    row = warnings["dprk-2023-chollima1"]
    text = f"{row['text']}\n{row['window']['nov2023']}"
    found = place_notice(NoticeRequest(text=text)).to_dict()
    assert found["site"] is None
    assert found["areas"][0]["place"] == "Taean"
    assert math.isclose(found["areas"][0]["distance_km"], 253.0)
