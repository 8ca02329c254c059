"""A payload row in a user's own launcher file is what its losses are fitted on."""

from pathlib import Path

import pytest

from visviva.analysis.payload import calibrations_for
from visviva.data.catalogue import Catalogue
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import UnknownNameError
from visviva.launch.calibration import bundled_calibrations
from visviva.launch.unmodelled import unmodelled_delta_v_of

ROCKET = """
kind = "vehicle"
slug = "my-rocket"
country = "nowhere"
family = "mine"
names = { en = "My rocket" }
[defaults]
source = "made up"
as_of = 2024-05-01
how_known = "derived"
spread = "3%"
[[stages]]
key = "first"
name = "first stage"
ignition = "liftoff"
dry_mass_kg = { value = 950 }
propellant_mass_kg = { value = 9250 }
thrust_vacuum_kn = { value = 224 }
thrust_sea_level_kn = { value = 190 }
isp_vacuum_s = { value = 311 }
[[stages]]
key = "second"
name = "second stage"
dry_mass_kg = { value = 250 }
propellant_mass_kg = { value = 2050 }
thrust_vacuum_kn = { value = 25.8 }
isp_vacuum_s = { value = 343 }
[[payloads]]
site = "mahia"
perigee_km = { value = 300 }
apogee_km = { value = 300 }
inclination_deg = { value = 45 }
payload_kg = { value = 200 }
type = "published"
"""


def own(folder: Path, text: str) -> VehicleFact:
    path = folder / "my-rocket.toml"
    path.write_text(text, encoding="utf-8")
    return Catalogue.bundled().vehicle(str(path))


def test_the_losses_of_an_own_launcher_are_fitted_on_its_own_payload(tmp_path: Path) -> None:
    fact = own(tmp_path, ROCKET)
    rows = calibrations_for(fact)
    assert [c.payload for c in rows if c.vehicle == "my-rocket"] == [200.0]
    assert "of this vehicle" in unmodelled_delta_v_of(fact.build(), rows).basis


def test_a_payload_row_from_an_unknown_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        calibrations_for(own(tmp_path, ROCKET.replace('"mahia"', '"mahja"')))


def test_a_bundled_launcher_keeps_its_fitted_rows() -> None:
    assert calibrations_for(Catalogue.bundled().vehicle("soyuz-2.1b")) == bundled_calibrations()
