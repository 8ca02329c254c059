"""A study file is read whole or refused in one line that names the place."""

from datetime import date
from pathlib import Path

import pytest

from visviva.assessment.case import resolve
from visviva.assessment.study import load_study, study_names, study_schema
from visviva.core.message import localize
from visviva.data.catalogue import Catalogue
from visviva.errors import StudyError, UnknownNameError, VisvivaError

GOOD = """\
[study]
name = "mine"
claim = "It flies"
said_by = "me"
said_on = 2026-01-01

[launch]
site = "baikonur"
vehicle = "soyuz-2.1a"

[spacecraft]
name = "soyuz-ms"

[target]
station = "iss"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_four_first_studies_ship() -> None:
    assert {"soyuz-tiangong", "soyuz-iss", "soyuz-solo", "shenzhou-tiangong"} <= set(study_names())


def test_a_users_file_is_read(tmp_path: Path) -> None:
    loaded = load_study(written(tmp_path, GOOD))
    assert loaded.study.study.said_on == date(2026, 1, 1)
    assert resolve(loaded, Catalogue.bundled()).station is not None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'site = "baikonur"',
            'site = "vostocnyj"',
            r":8: no site is called 'vostocnyj'; did you mean .*vostochny",
        ),
        (
            'vehicle = "soyuz-2.1a"',
            'vehicle = "soyus-2.1a"',
            r"mine\.toml:9: .*did you mean soyuz-2\.1a",
        ),
        ('name = "soyuz-ms"', 'name = "soyuz-mz"', r"mine\.toml:12: .*did you mean soyuz-ms"),
        ('station = "iss"', 'station = "isss"', r"mine\.toml:15: .*did you mean iss"),
        ('site = "baikonur"\n', "", r"mine\.toml:7: launch\.site: missing"),
        ('name = "soyuz-ms"', 'name = "soyuz-ms"\nmass_kg = -5', r"mine\.toml:13: mass_kg is -5"),
        (
            'name = "soyuz-ms"',
            'name = "soyuz-ms"\nmass_t = 7',
            r"mine\.toml:13: soyuz-ms has no figure 'mass_t'",
        ),
        (
            'name = "soyuz-ms"',
            'name = "soyuz-ms"\nmass_kg = "heavy"',
            r"mass_kg: 'heavy' is not a number",
        ),
        ('station = "iss"', "perigee_km = 500", r"perigee_km, apogee_km and inclination_deg"),
        (
            'station = "iss"',
            "perigee_km = 500\napogee_km = 400\ninclination_deg = 51.6",
            "perigee_km 500 is above",
        ),
        (
            'station = "iss"',
            'station = "iss"\nperigee_km = -4',
            r"mine\.toml:16: target\.perigee_km",
        ),
        (
            'site = "baikonur"',
            'site = "baikonur"\ndate = 2026-01-01T00:00:00',
            r":9: launch\.date: .*without offset",
        ),
        ("said_on = 2026-01-01", "said_on = 2026-13-01", r"mine\.toml:5: broken TOML"),
        ("[target]", "[traget]", r"mine\.toml:14: traget: unknown field.*did you mean target"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(VisvivaError, match=words) as caught:
        resolve(load_study(path), Catalogue.bundled())
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.line()


def test_a_folder_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="directory"):
        load_study(tmp_path)
    with pytest.raises(StudyError, match="empty"):
        load_study(written(tmp_path, " \n"))
    with pytest.raises(StudyError, match="no such file"):
        load_study(tmp_path / "absent.toml")


def test_an_unknown_study_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean soyuz-tiangong"):
        load_study("soyuz-tiangon")


def test_settings_reach_any_path_and_keep_numbers_numbers() -> None:
    loaded = load_study(
        "soyuz-tiangong",
        ("launch.site=jiuquan", "spacecraft.mass_kg=6800", "target.inclination_deg=43"),
    )
    case = resolve(loaded, Catalogue.bundled())
    assert case.site.slug == "jiuquan"
    assert case.required("spacecraft", "mass_kg").value == 6800.0
    assert case.orbit_figure("inclination_deg").value == 43.0


def test_settings_reach_into_a_vehicle() -> None:
    loaded = load_study("soyuz-tiangong", ("vehicle.stages.blok-i.dry_mass_kg=2000",))
    assert (
        resolve(loaded, Catalogue.bundled()).required("vehicle", "stages.blok-i.dry_mass_kg").value
        == 2000.0
    )


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("launch.site", "not a setting"),
        ("lunch.site=x", "did you mean launch"),
        ("launch.pod=x", r"launch\.pod: unknown field"),
        ("spacecraft.mass_kg=-1", "mass_kg is -1"),
        ("vehicle.stages.blok-z.dry_mass_kg=1", "has no figure"),
    ],
)
def test_a_bad_setting_is_named(setting: str, words: str) -> None:
    with pytest.raises(VisvivaError, match=words) as caught:
        resolve(load_study("soyuz-tiangong", (setting,)), Catalogue.bundled())
    assert caught.value.place == f"--set {setting}" or setting in str(caught.value)


def test_an_old_name_of_a_path_is_answered_with_the_new_one(tmp_path: Path) -> None:
    words = r"model\.nuisance_m_s was renamed to model\.unmodelled_delta_v_m_s"
    with pytest.raises(StudyError, match=words):
        load_study("soyuz-tiangong", ("model.nuisance_m_s=3",))
    path = written(tmp_path, GOOD + "[model]\nnuisance_m_s = 3\n")
    with pytest.raises(StudyError, match=r"mine\.toml:17: " + words):
        load_study(path)
    with pytest.raises(StudyError, match=r"offers was renamed to launch\.payload_by_corridor"):
        load_study("soyuz-tiangong", ("launch.offers=true",))


CLAIM = 'claim = "It flies"'


def test_a_claim_may_be_given_in_several_languages(tmp_path: Path) -> None:
    text = GOOD.replace(CLAIM, 'claim = {en = "It {flies}", ko = "난다"}')
    claim = load_study(written(tmp_path, text)).study.study.claim
    assert claim == "It {flies}"
    assert localize(claim, "ko") == "난다"
    assert localize(claim, "fr") == "It {flies}"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ('{fr = "Ça vole"}', "English .en. is missing"),
        ('{en = "It flies", de = "Es fliegt"}', "language 'de' is not one of en, fr, ko"),
        ('{en = "It flies", fr = " "}', r"the text \(fr\) is empty"),
        ("5", "give a text, or a table"),
        ('""', r"the text \(en\) is empty"),
    ],
)
def test_a_slip_in_the_languages_of_a_claim_is_named(
    tmp_path: Path, claim: str, words: str
) -> None:
    with pytest.raises(StudyError, match=r"mine\.toml:3: study\.claim: " + words):
        load_study(written(tmp_path, GOOD.replace(CLAIM, f"claim = {claim}")))


def test_facts_of_the_user_are_found_beside_the_study(tmp_path: Path) -> None:
    import visviva.data.catalogue as place

    bundled = place.BUNDLED / "sites" / "jiuquan.toml"
    (tmp_path / "my-site.toml").write_text(bundled.read_text(encoding="utf-8"), encoding="utf-8")
    loaded = load_study(written(tmp_path, GOOD.replace('"baikonur"', '"my-site.toml"')))
    assert resolve(loaded, Catalogue.bundled()).site.slug == "jiuquan"


def test_the_schema_covers_every_section() -> None:
    sections = study_schema()["$defs"]
    assert set(sections["MissionStudy"]["properties"]) >= {
        "study",
        "launch",
        "spacecraft",
        "target",
    }
    assert set(sections["HistoryStudy"]["properties"]) == {"study", "history"}
