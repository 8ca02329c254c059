"""A user's own launcher and its payload rows; equatorial orbits.

Pictures and ranges refused before the work.
"""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from visviva.cli.main import main

OWN = """
kind = "vehicle"
slug = "mine"
country = "Nowhere"
family = "mine"
names = { en = "Mine" }

[[stages]]
key = "first"
name = "first"
ignition = "liftoff"
source = "made up for this test"
as_of = 2026-01-01
how_known = "recalled"
spread = "2%"
dry_mass_kg = { value = 6000 }
propellant_mass_kg = { value = 94000 }
thrust_vacuum_kn = { value = 1700 }
isp_vacuum_s = { value = 310 }
diameter_m = { value = 2.5 }

[[stages]]
key = "second"
name = "second"
source = "made up for this test"
as_of = 2026-01-01
how_known = "recalled"
spread = "2%"
dry_mass_kg = { value = 1500 }
propellant_mass_kg = { value = 18000 }
thrust_vacuum_kn = { value = 250 }
isp_vacuum_s = { value = 340 }
diameter_m = { value = 2.5 }

[[payloads]]
site = "kourou"
type = "published"
source = "made up for this test"
as_of = 2026-01-01
how_known = "recalled"
perigee_km = { value = 200, spread = 1 }
apogee_km = { value = 200, spread = 1 }
inclination_deg = { value = 6, spread = 0.1 }
payload_kg = { value = 2500, spread = "1%" }
"""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def launch(*words: str) -> Done:
    """The command, run in this process."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["launch", *words])
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def payload(
    own: str, *words: str, inclination: str = "6", site: str = "kourou"
) -> dict[str, object]:
    orbit = ("--perigee-km", "200", "--apogee-km", "200", "--inclination-deg", inclination)
    done = launch("payload", "--vehicle", own, "--site", site, *orbit, "--json", *words)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_its_own_published_payload_is_what_it_is_fitted_on(own: str) -> None:
    found = payload(own)
    # The row is weighed against the losses of other launchers, by its own spread.
    assert found["payload_kg"] == pytest.approx(2500.0, abs=5.0)
    assert found["calibrated_on"][0]["payload_kg"] == 2500.0  # type: ignore[index]


def test_an_equatorial_orbit_is_reached_with_a_turn_and_from_the_equator(own: str) -> None:
    tilted = payload(own)
    turned = payload(own, "--turn", inclination="0")
    assert turned["insertion"]["inclination_deg"] == pytest.approx(0.0, abs=0.02)  # type: ignore[index]
    assert turned["payload_kg"] < tilted["payload_kg"]  # type: ignore[operator]
    # Below the pad's latitude there is no other way: the flag need not be given.
    assert payload(own, inclination="0")["payload_kg"] == turned["payload_kg"]
    level = payload(own, inclination="0", site="0,0")
    assert level["payload_kg"] > tilted["payload_kg"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--export", "nowhere/x.svg"), "nowhere"),
        (("--altitude-km", "200:200:1e9"), "COUNT from 1 to 1000"),
        (("--altitude-km", "200:inf:2"), "is not a range"),
    ],
)
def test_a_map_that_cannot_be_is_refused_in_one_line(
    own: str, words: tuple[str, ...], message: str
) -> None:
    done = launch("map", "--vehicle", own, "--site", "kourou", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
