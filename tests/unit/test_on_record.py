"""What is on record stands beside physics; it settles what it shows and nothing else."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from visviva.assessment.answer import Verdict
from visviva.assessment.decide import decide
from visviva.assessment.protocol import Check, Outcome
from visviva.assessment.run import assess
from visviva.assessment.study import load_study, with_settings

TEXTS = {"en": {"question": "?", "summary": "said of {what}"}}


def one(name: str, verdict: Verdict, *, decides: bool = True, **more: Any) -> Any:
    check = Check(name, lambda case, drawn, found: None, TEXTS, decides=decides)
    return name, Outcome(verdict, {"what": name}, **more), check


DOUBT = np.array([1.0, -1.0, 1.0, 1.0])
RECORD = one("record", "yes", decides=False, settles=("lift",))


def test_a_record_settles_what_physics_doubts_and_tells_its_probability_all_the_same() -> None:
    found = decide([one("lift", "marginal", margin=DOUBT), RECORD])
    assert (found.verdict, found.probability, found.deciding) == ("yes", 0.75, "lift")
    assert found.headline == "said of record"


def test_a_record_leaves_other_doubts_as_they_are() -> None:
    docking = one("docking", "marginal")
    found = decide([one("lift", "no", margin=-np.ones(4)), docking, RECORD])
    assert found.verdict == "marginal"
    assert found.headline == "said of docking"
    assert decide([docking, RECORD]).verdict == "marginal"


def test_without_a_record_or_with_one_that_knows_nothing_physics_decides() -> None:
    silent = one("record", "unknown", decides=False, settles=("lift",))
    assert decide([one("lift", "marginal", margin=DOUBT), silent]).verdict == "marginal"
    assert decide([one("lift", "marginal", margin=DOUBT)]).verdict == "marginal"


def findings(study: str, *settings: str) -> dict[str, Any]:
    answer = assess(
        with_settings(load_study(study), *settings), ascent=False, alternatives=False, samples=1000
    )
    return {finding.id: finding for finding in answer.findings} | {"answer": answer}


def test_the_satellite_that_is_catalogued_is_on_record() -> None:
    found = findings("chollima-malligyong")
    assert found["on-record"].verdict == "yes"
    assert "58400" in found["on-record"].summary
    assert found["answer"].verdict == "yes"


def test_the_same_satellite_elsewhere_is_not() -> None:
    found = findings("chollima-malligyong", "target.perigee_km=1493", "target.apogee_km=1512")
    assert found["on-record"].verdict == "unknown"


def test_a_failure_share_stands_apart_from_the_verdict() -> None:
    found = findings("chollima-malligyong")
    share = found["success-chance"]
    assert share.unit == "%"
    assert share.interval_90.low < share.value < share.interval_90.high
    assert share.value == pytest.approx(11.0, abs=4.0)


def test_a_ship_that_left_from_there_into_that_plane_is_on_record() -> None:
    """Oracle: lift-offs of Shenzhou-15 and -21 in `data/crewed/liftoffs.toml`."""
    found = findings("shenzhou-tiangong")
    assert found["on-record"].verdict == "yes"
    assert "2 lift-offs at hand, the last Shenzhou-21 of 2025-10-31" in found["on-record"].summary
    assert found["answer"].verdict == "yes"
    assert found["answer"].probability < 0.9, "physics alone is told all the same"


@pytest.mark.parametrize(
    "settings",
    [
        ("spacecraft.mass_kg=9000",),
        ("launch.site=wenchang",),
        ("launch.vehicle=long-march-2d",),
        ("target.station=iss",),
        ("spacecraft.name=soyuz-ms",),
        ("launch.blind=true",),
    ],
)
def test_another_mass_site_launcher_plane_or_ship_is_not(settings: tuple[str, ...]) -> None:
    """Nor is anything that a blind study asks."""
    assert findings("shenzhou-tiangong", *settings)["on-record"].verdict != "yes"


def test_the_flight_that_the_claim_is_about_is_no_evidence() -> None:
    found = findings("shenzhou-tiangong", "launch.date=2025-10-31T15:44:46Z")
    assert "Shenzhou-15, 2022-11-29" in found["on-record"].summary


def test_a_launcher_with_changed_figures_has_not_flown() -> None:
    changed = findings("soyuz-iss", "vehicle.stages.blok-i.propellant_mass_kg=12000")
    assert changed["on-record"].verdict == "unknown"
    assert "changes figures of Soyuz-2.1a" in changed["on-record"].summary
    assert findings("soyuz-iss")["on-record"].verdict == "yes"


def test_a_launcher_of_ones_own_that_bears_a_known_name_has_not_flown(tmp_path: Path) -> None:
    from visviva.data.catalogue import Catalogue

    own = tmp_path / "mine.toml"
    text = (Catalogue.bundled().folder / "vehicles" / "soyuz-2.1a.toml").read_text("utf-8")
    own.write_text(text.replace("value = 39600", "value = 39500"), encoding="utf-8")
    assert own.read_text("utf-8") != text
    changed = findings("soyuz-iss", f"launch.vehicle={own}")
    assert changed["on-record"].verdict == "unknown"
