"""The page's own words: the same keys and placeholders in every language, all of them used."""

import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"
WORDS = {
    lang: json.loads((WEB / "messages" / f"{lang}.json").read_text(encoding="utf-8"))
    for lang in ("en", "fr", "ko")
}


@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_every_message_is_there_with_the_same_placeholders(lang: str) -> None:
    english, own = WORDS["en"], WORDS[lang]
    assert own.keys() == english.keys()
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", own[key])) == set(re.findall(r"\{\w+\}", text)), key


def test_every_message_that_a_script_names_exists_and_every_message_is_named() -> None:
    scripts = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((WEB / "src").rglob("*.ts"))
    )
    named = set(re.findall(r'\bt\("([\w.-]+)"', scripts))
    assert named <= WORDS["en"].keys(), named - WORDS["en"].keys()
    stems = set(re.findall(r"\bt\(`([\w.]+\.)\$\{", scripts))
    unnamed = {key for key in WORDS["en"] if key not in named and not key.startswith(tuple(stems))}
    assert not unnamed


def test_no_file_of_the_page_names_another_address() -> None:
    for path in sorted(WEB.rglob("*")):
        if "node_modules" in path.parts or not path.is_file():
            continue
        found = re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org"}, path.name
