"""The catalogues are complete and agree with each other and with the templates."""

import re
import string
from importlib.resources import files

import pytest

from visviva.core.message import LANGUAGES
from visviva.errors import InputError
from visviva.report.messages import catalogue

ENGLISH = catalogue("en").own
#: Modules that name messages.
SOURCES = (
    *(
        "text.py",
        "basis.py",
        "localize.py",
        "markdown.py",
        "view.py",
        "sheet.py",
        "dossier_page.py",
    ),
    *("templates/sheet.html.j2", "templates/dossier.html.j2"),
)
#: Ids that a template or a module puts together from a part that varies.
_FAMILIES = (
    *(
        "verdict.",
        "verdict.sentence.",
        "how.",
        "column.",
        "map.role.",
        "deciding.limit.",
        "limit.",
        "unit.",
        "input.",
        "changes.",
        "inputs.",
        "word.",
        "sheet.title.",
        "dossier.purpose.",
        "dossier.method.",
    ),
)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_no_message_is_missing_or_left_over(lang: str) -> None:
    own = catalogue(lang).own
    assert not ENGLISH.keys() - own.keys()
    assert not own.keys() - ENGLISH.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_are_those_of_the_english_message(lang: str) -> None:
    own = catalogue(lang).own
    assert {k: placeholders(v) for k, v in own.items()} == {
        k: placeholders(v) for k, v in ENGLISH.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_empty(lang: str) -> None:
    assert all(text.strip() for text in catalogue(lang).own.values())


def test_french_puts_a_space_that_does_not_break_before_high_marks() -> None:
    assert not [text for text in catalogue("fr").own.values() if re.search(r" [:;?!»]", text)]


def test_every_message_that_a_template_names_exists() -> None:
    folder = files("visviva.report")
    text = "".join(
        folder.joinpath("templates", name).read_text() for name in ("page.html.j2", "parts.html.j2")
    )
    text += "".join(folder.joinpath(name).read_text() for name in SOURCES)
    named = {
        key for key in re.findall(r"""\bt\(["']([a-z_.0-9]+)["']""", text) if not key.endswith(".")
    }
    assert len(named) > 50
    assert not named - ENGLISH.keys()


def test_no_message_is_unused() -> None:
    folder = files("visviva.report")
    names = ("templates/page.html.j2", "templates/parts.html.j2", *SOURCES)
    text = "".join(folder.joinpath(*name.split("/")).read_text() for name in names)
    unused = [key for key in ENGLISH if f'"{key}"' not in text and f"'{key}'" not in text]
    assert not [key for key in unused if not key.startswith(_FAMILIES)]


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(InputError, match="en, fr, ko"):
        catalogue("de")


def test_a_column_without_a_message_is_spelled_from_its_key() -> None:
    assert catalogue("fr").column("strange_thing_km") == "Strange thing (km)"
    assert catalogue("fr").column("turn_cost_m_s") == "Coût du changement de plan (m/s)"


def test_a_spent_stage_is_said_by_its_name_in_every_language() -> None:
    assert (
        catalogue("fr").word("strap-ons burn-out") == "propulseurs d’appoint\u00a0: fin de poussée"
    )
    assert catalogue("ko").word("blok-a burn-out") == "blok-a 연소 종료"
    assert catalogue("fr").word("first burn-out") == "extinction du premier étage"
