"""Evidence of an answer: the same bytes each time, no path of the machine, run again."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from visviva.cli.main import main
from visviva.data.catalogue import BUNDLED

STUDY = "malligyong-alive"


def unpacked(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "answer.zip"
    assert main(["assess", STUDY, "--report", str(path)]) == 0
    return path


@pytest.fixture
def evidence(written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of its own of what was written once."""
    capsys.readouterr()
    return Path(shutil.copy(written, tmp_path / "answer.zip"))


def repacked(path: Path, name: str, text: str) -> Path:
    files = {**unpacked(path), name: text}
    with zipfile.ZipFile(path, "w") as archive:
        for key, value in files.items():
            archive.writestr(key, value)
    return path


def test_two_runs_give_the_same_bytes_and_the_answer_of_the_command(
    evidence: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.zip"
    assert main(["assess", STUDY, "--json", "--report", str(again)]) == 0
    assert again.read_bytes() == evidence.read_bytes()
    files = unpacked(again)
    assert json.loads(files["answer.json"]) == json.loads(capsys.readouterr().out)
    assert set(files) == {
        "README.txt",
        "answer.html",
        "answer.json",
        "evidence.json",
        "study.toml",
        "facts/satellites/malligyong-1.toml",
    }
    manifest = json.loads(files["evidence.json"])
    assert manifest["schema"] == "visviva.evidence/1"
    assert len(manifest["element_sets"]) >= 3
    assert all(len(row["sha256"]) == 64 and row["source"] for row in manifest["element_sets"])


def test_it_is_answered_again_and_compared(
    evidence: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(evidence)]) == 0
    assert "the same answer again" in capsys.readouterr().out


def test_an_answer_that_was_changed_is_told(
    evidence: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = unpacked(evidence)["answer.json"]
    repacked(evidence, "answer.json", answer.replace('"verdict": "yes"', '"verdict": "no"', 1))
    assert main(["check", str(evidence)]) == 1
    assert "answer.json: is not the file that was written" in capsys.readouterr().out
    # and where the hash was changed along with it, the figures tell
    manifest = json.loads(unpacked(evidence)["evidence.json"])
    manifest["files"] = {}
    repacked(evidence, "evidence.json", json.dumps(manifest))
    assert main(["check", str(evidence), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [p["message"] for p in problems] == ['"no" in the evidence, "yes" now']


@pytest.mark.parametrize(
    ("name", "text"), [("evidence.json", "{"), ("evidence.json", "[]"), ("evidence.json", "{}")]
)
def test_what_is_no_evidence_is_refused_in_one_line(
    evidence: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    assert main(["check", str(repacked(evidence, name, text))]) == 2
    error = capsys.readouterr().err
    assert error.startswith("visviva: ")
    assert "Traceback" not in error
    evidence.write_text("no archive")
    assert main(["check", str(evidence)]) == 2


def test_files_of_ones_own_travel_without_their_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rocket, site = tmp_path / "rocket.toml", tmp_path / "pad.toml"
    shutil.copy(BUNDLED / "vehicles" / "soyuz-2.1a.toml", rocket)
    shutil.copy(BUNDLED / "sites" / "baikonur.toml", site)
    assert main(["new", "study", str(tmp_path / "claim.toml"), "--like", "soyuz-solo"]) == 0
    claim = tmp_path / "claim.toml"
    claim.write_text(claim.read_text().replace('"soyuz-2.1a"', f'"{rocket}"'))
    path = tmp_path / "out.zip"
    words = ["assess", str(claim), "--quick", "--set", f"launch.site={site}"]
    assert main([*words, "--report", str(path)]) == 0
    files = unpacked(path)
    assert {"rocket.toml", "pad.toml", "study.toml"} <= set(files)
    for name, text in files.items():
        assert str(tmp_path) not in text, name
        assert not re.search(r"/(tmp|home|root|work)/", text), name
    assert "visviva assess study.toml --set launch.site=pad.toml" in files["README.txt"]
    capsys.readouterr()
    assert main(["check", str(path)]) == 0


@pytest.mark.parametrize("suffix", ["html", "md", "json"])
def test_no_report_holds_a_path_of_the_machine(tmp_path: Path, suffix: str) -> None:
    main(["new", "study", str(tmp_path / "claim.toml"), "--like", STUDY])
    report = tmp_path / f"out.{suffix}"
    assert main(["assess", str(tmp_path / "claim.toml"), "--report", str(report)]) == 0
    assert "visviva assess claim.toml" in report.read_text()
    assert str(tmp_path) not in report.read_text()


@pytest.mark.parametrize(("lang", "word"), [("en", "Verdict: Yes"), ("fr", "Oui"), ("ko", "판정")])
def test_the_word_to_the_reader_is_in_the_language_asked(
    tmp_path: Path, lang: str, word: str
) -> None:
    path = tmp_path / "a.zip"
    assert main(["assess", STUDY, "--lang", lang, "--report", str(path)]) == 0
    files = unpacked(path)
    assert word in files["README.txt"]
    assert f'<html lang="{lang}">' in files["answer.html"]
