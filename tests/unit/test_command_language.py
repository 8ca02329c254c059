"""Every command answers in the language asked for; what programs read never changes."""

import json
import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from help_examples import leaves, tle
from visviva.cli.headings import known
from visviva.cli.main import COMMANDS, load, main
from visviva.cli.table import heading

WORDS = (
    "visviva.cli.sentences.ascent",
    "visviva.cli.sentences.common",
    "visviva.cli.sentences.crew",
    "visviva.cli.sentences.files",
    "visviva.cli.sentences.launch",
    "visviva.cli.sentences.moon",
    "visviva.cli.sentences.observe",
    "visviva.cli.sentences.track",
    "visviva.analysis.conjunctions_words",
    "visviva.analysis.flown_words",
    "visviva.analysis.where_words",
    "visviva.crew.words",
    "visviva.observe.niirs_words",
    "visviva.analysis.image_claim_reasons",
    "visviva.analysis.moments_words",
)
WARNING = (
    "NAVAREA XI 23-0775 YELLOW SEA. HAZARDOUS OPERATIONS, ROCKET LAUNCHING, "
    "211500Z TO 301500Z NOV 2023 IN AREAS BOUND BY\n"
    "A. 36-04N 123-38E, 36-04N 124-16E, 35-05N 124-12E, 35-05N 123-34E."
)

ENGLISH = r"\b(the|of|and|with|from|not|is|are|this|that|sets?|see|tell|kept|change|good)\b"


def holders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_language(name: str) -> None:
    for path, command in leaves(load(name), name):
        assert "lang" in {param.name for param in command.params}, path


@pytest.mark.parametrize("module", WORDS)
@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_every_sentence_has_its_twins_with_the_same_values(module: str, lang: str) -> None:
    texts = import_module(module).TEXTS
    assert texts[lang].keys() == texts["en"].keys()
    for key, template in texts[lang].items():
        assert holders(template) == holders(texts["en"][key]), key


def test_a_language_that_is_not_spoken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["observe", "niirs", "--gsd-m", "1", "--rer", "1", "--snr", "50", "--lang", "de"]) == 2
    )
    assert capsys.readouterr().err == "visviva: no language 'de'; use one of en, fr, ko\n"


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", ("zone", "distance (km)", "étage")), ("ko", ("구역", "거리", "1단"))]
)
def test_a_warning_is_read_out_in_the_language(
    lang: str, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "w.txt"
    file.write_text(WARNING, encoding="utf-8")
    assert main(["launch", "notice", str(file), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words), said
    assert not any(word in said for word in ("Closed", "without", "range", "bearing"))


def test_json_is_the_same_in_every_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "w.txt"
    file.write_text(WARNING, encoding="utf-8")
    found = []
    for lang in ("en", "fr", "ko"):
        assert main(["launch", "notice", str(file), "--json", "--lang", lang]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_headings_of_the_keys_that_are_promised_are_known(lang: str) -> None:
    keys = (
        "verdict probability rise_utc peak_elevation_deg vehicle site inclination_deg perigee_km "
        "apogee_km payload_kg needed_kg turn_deg tca_utc miss_km name t_s altitude_km downrange_km "
        "speed_m_s days farthest_km c3_km2_s2 object chance"
    )
    assert [key for key in keys.split() if not known(heading(key), lang)] == []


@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_files_warnings_and_criteria_leave_no_english(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.3le").write_text(tle(1, "A", 330.5) + tle(2, "B", 290.5), "utf-8")
    for words in (
        ["data", "import", "s.3le"],
        ["track", "conjunctions", "s.3le", "--days", "0.1"],
        ["observe", "niirs", "--gsd-m", "0.5", "--rer", "0.35", "--snr", "50"],
        ["new", "study", "claim.toml"],
        ["check", "claim.toml"],
    ):
        assert main([*words, "--lang", lang]) in (0, 1)
    told = capsys.readouterr()
    said = re.sub(r"/\S+", "", told.out + told.err)  # folders are no words
    lines = [line for line in said.splitlines() if re.search(ENGLISH, line)]
    assert lines == []


@pytest.mark.parametrize(
    ("lang", "one"), [("en", "1 pass of"), ("fr", "1 passage de"), ("ko", "통과 1회")]
)
def test_one_pass_is_no_plural(
    lang: str, one: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.3le"
    file.write_text(tle(1, "A", 330.5), "utf-8")
    window = ["--start", "2023-11-26T00:00:00Z", "--days", "0.45", "--site", "40,10"]
    assert main(["observe", "passes", str(file), *window, "--lang", lang]) == 0
    assert one in capsys.readouterr().out.splitlines()[0]
