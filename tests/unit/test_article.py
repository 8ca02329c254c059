"""Reading an article: its language, names, dates and claims, and what can be checked of them."""

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from tests.unit.article_cases import CASES as SHORT
from tests.unit.article_cases import Case
from tests.unit.article_later import LATER
from tests.unit.article_press_eighth import PRESS_EIGHTH
from tests.unit.article_press_eleventh import PRESS_ELEVENTH
from tests.unit.article_press_fifth import PRESS_FIFTH
from tests.unit.article_press_first import PRESS_FIRST
from tests.unit.article_press_fourth import PRESS_FOURTH
from tests.unit.article_press_ninth import PRESS_NINTH
from tests.unit.article_press_second import PRESS_SECOND
from tests.unit.article_press_seventh import PRESS_SEVENTH
from tests.unit.article_press_sixth import PRESS_SIXTH
from tests.unit.article_press_tenth import PRESS_TENTH
from tests.unit.article_press_third import PRESS_THIRD
from tests.unit.article_press_thirteenth import PRESS_THIRTEENTH
from tests.unit.article_press_twelfth import PRESS_TWELFTH
from tests.unit.article_world import WORLD

from visviva.article.dossier import (
    ArticleRequest,
    ArticleResult,
    own_date_of,
    read,
    understand,
)
from visviva.article.language import language_of, sentences
from visviva.article.reading import article_text
from visviva.article.rules.events import events
from visviva.article.study_files import study_files
from visviva.assessment.study import load_study
from visviva.cli.main import main
from visviva.data.catalogue import Catalogue
from visviva.errors import InputError
from visviva.report.article_page import render_article

#: Articles of the tests: short ones, and ones on the programmes of the world.
CASES = (
    SHORT
    | WORLD
    | LATER
    | PRESS_FIRST
    | PRESS_SECOND
    | PRESS_THIRD
    | PRESS_FOURTH
    | PRESS_FIFTH
    | PRESS_SIXTH
    | PRESS_SEVENTH
    | PRESS_EIGHTH
    | PRESS_NINTH
    | PRESS_TENTH
    | PRESS_THIRTEENTH
    | PRESS_TWELFTH
    | PRESS_ELEVENTH
)


@lru_cache(maxsize=256)
def understood(text: str, own: date) -> ArticleResult:
    """An article, read once for all tests."""
    return understand(text, own)


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture
def found(case: Case) -> ArticleResult:
    return understood(case.text, case.own)


def test_the_language_is_that_of_the_text(case: Case) -> None:
    assert language_of(case.text) == case.language


def test_every_checkable_claim_is_found_and_none_beside(case: Case, found: ArticleResult) -> None:
    rows = [r for r in found.rows() if r["checkable"]]
    assert len(rows) == len(case.claims), [r["text"] for r in rows]
    for row, (piece, kind, verdict, study) in zip(rows, case.claims, strict=True):
        assert piece in row["text"]
        assert (row["kind"], row["verdict"], row["study"]) == (kind, verdict, study)


def test_no_date_is_false_and_none_is_missed(case: Case, found: ArticleResult) -> None:
    assert tuple((d.first, d.last) for d in found.dates) == case.dates


def test_spans_give_back_their_text(found: ArticleResult) -> None:
    for item in (*found.names, *found.dates, *(c.said for c in found.claims)):
        assert found.text[item.start : item.end] == item.text
    starts = [c.said.start for c in found.claims]
    assert starts == sorted(starts), "the article's own order"


def test_a_claim_without_a_check_says_why(found: ArticleResult) -> None:
    for row in found.rows():
        assert row["checkable"] or row["why_not"]


def test_links_lead_to_facts_and_studies(found: ArticleResult) -> None:
    slugs = set(Catalogue.bundled().names())
    for e in found.names:
        known = e.kind in ("place", "country", "agency") or e.fact in slugs or e.candidates
        assert known or e.kind == "vehicle", "a launcher that is no fact"
    for text in study_files(found).values():
        assert 'said_by.en = "the article"' in text


def test_a_kept_study_file_loads_with_the_names_of_the_claim(tmp_path: Path) -> None:
    said = understand(CASES["en-dragon"].text, CASES["en-dragon"].own)
    (name, text), *rest = study_files(said).items()
    assert not rest
    (tmp_path / name).write_text(text, encoding="utf-8")
    study = load_study(tmp_path / name).study
    assert study.spacecraft.name == "crew-dragon"
    assert study.target.station == "iss"
    assert study.study.said_on == date(2024, 2, 1)


def test_a_denied_claim_is_judged_as_denied() -> None:
    yes = understand("Vostochny lies 5,500 km east of Moscow and the sea.", None).claims[0]
    no = understand("Vostochny is not 5,500 km east of Moscow and the sea.", None).claims[0]
    assert (yes.check.verdict, no.check.verdict) == ("yes", "no")


def test_the_article_is_found_in_a_saved_page() -> None:
    page = (
        "<!doctype html><html><head><title>x</title></head><body><nav>Menu Moscow</nav>"
        "<article><h1>A rocket</h1><p>It flew &amp; fell.</p><script>var a=1;</script></article>"
        "<footer>Contact</footer></body></html>"
    )
    assert article_text(page.encode()) == "A rocket\nIt flew & fell."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x89PNG\x00\x01" * 50, "zero bytes"),
        (b"a" * 20_000_000, "more than"),
        (b"caf\xe9 et caf\xc3\xa9 au lait de la base", "encoding"),
        (b"<html><body><nav>Menu of the site</nav></body></html>", "without an article"),
        (b"Der Start der Rakete ist nicht gelungen und die Stufe fiel.", "language"),
        ("ロケットが打ち上げられました。衛星は軌道に入った".encode(), "language"),
        (b"zxcvb qwrt plmk zzzz wwww kkkk", "language"),
    ],
)
def test_bad_input_is_one_clear_line(
    data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(data)
    assert main(["read", str(file)]) == 2
    err = capsys.readouterr().err.strip()
    assert words in err
    assert "\n" not in err


def test_a_missing_file_and_a_wrong_date_are_refused(tmp_path: Path) -> None:
    assert main(["read", str(tmp_path / "none.txt")]) == 2
    assert main(["read", str(tmp_path / "none.txt"), "--date", "yesterday"]) == 2
    assert main(["read", str(tmp_path / "none.txt"), "--report", "a.pdf"]) == 2


def test_the_own_date_is_the_dateline_else_the_files_name() -> None:
    assert own_date_of("2 March 2024\nA rocket flew on 1 May 2023.", "en")[0] == date(2024, 3, 2)
    said = "A long sentence about a rocket which flew on 1 May 2023 over the sea and the land."
    assert own_date_of(said, "en", "news-2024-01-02.txt")[0] == date(2024, 1, 2)
    assert own_date_of(said, "en")[0] == date(2023, 5, 1)


def test_sentences_cover_the_text_in_order() -> None:
    text = "M. Dupont parle. La fusée vole !\nUn titre\nFin."
    assert [s.text for s in sentences(text)] == [
        "M. Dupont parle.",
        "La fusée vole !",
        "Un titre",
        "Fin.",
    ]


def test_every_event_has_a_source_and_three_languages() -> None:
    for event in events():
        assert event["source"]
        assert event["how_known"] in ("read", "recalled", "derived")
        assert all(event[lang] for lang in ("en", "fr", "ko"))


def test_json_is_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(CASES["fr-danuri"].text, encoding="utf-8")
    assert main(["read", str(file), "--json", "--lang", "fr"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["language"] == "fr"
    assert {"text", "fact", "kind", "start", "end"} <= set(said["entities"][0])
    assert {
        "text",
        "start",
        "end",
        "kind",
        "checkable",
        "why_not",
        "negated",
        "verdict",
        "study",
        "finding",
    } <= set(said["claims"][0])
    assert "17 décembre" in said["claims"][0]["finding"]


@pytest.mark.slow
def test_the_studies_give_their_verdicts(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(CASES["ru-tiangong"].text, encoding="utf-8")
    (claim,) = (c for c in read(ArticleRequest(file)).claims if c.check.checkable)
    # the study says no, and the sentence denies the docking
    assert (claim.said.negated, claim.check.verdict) == (True, "yes")


@pytest.mark.parametrize("lang", ["en", "fr", "ko"])
def test_the_page_is_escaped_in_every_language(lang: str) -> None:
    said = understand("A <script>x</script> rocket of Soyuz is at Vostochny and the base.", None)
    page = render_article(said, lang=lang)
    assert "<script>" not in page
    assert f'lang="{lang}"' in page


@pytest.mark.parametrize("lang", ["en", "fr", "ko"])
def test_the_page_is_of_the_answer_pages_family(lang: str) -> None:
    from visviva.report.messages import catalogue

    said = understand(CASES["ru-tiangong"].text, None)
    page = render_article(said, lang=lang)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert "default-src 'none'" in page
    assert catalogue(lang)("footer.made", version="0.1.0") in page
    # what is loaded: nothing; where it points: only to its own parts and to quoted sources
    assert not re.search(r"<(?:script|link|img|iframe)\b|url\(|@import", page)
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))
    assert page.count("<q ") == len(said.claims)


PAGE = """<html><body><div id="cookie-banner"><p>We use cookies for the Falcon 9 of pages.</p></div>
<nav><a>Vega</a></nav><div class="content"><h1>Electron lost</h1>
<p>The Electron failed on 19 September 2023 after lifting off from Mahia.</p>
<table><tr><td>11 April 2024</td><td>Angara A5</td><td>Vostochny</td></tr></table>
<div class="related-posts"><a>A Soyuz cannot dock with Tiangong</a></div></div>
<section class="comments"><p>A Dragon should dock with Tiangong!</p></section></body></html>"""


def test_a_page_is_read_without_what_stands_beside_its_article() -> None:
    text = article_text(PAGE.encode())
    assert text.splitlines() == [
        "Electron lost",
        "The Electron failed on 19 September 2023 after lifting off from Mahia.",
        "11 April 2024 – Angara A5 – Vostochny",
    ]


def test_a_page_of_cookies_alone_holds_no_article() -> None:
    page = b"<html><body><div class='cookie'>We use cookies, as all do.</div></body></html>"
    with pytest.raises(InputError, match="a page without an article"):
        article_text(page)


def test_a_page_whose_classes_say_too_much_is_still_read() -> None:
    told = "The rocket left the pad and flew well over the sea that day, they said. " * 4
    page = f"<html><body><div class='social'><p>{told}</p></div></body></html>"
    assert told.strip() in article_text(page.encode())


@pytest.mark.parametrize(
    "text",
    [
        "El cohete despegó ayer de Kourou con dos satélites y los puso en órbita, según ellos.",
        "Il razzo è partito ieri da Kourou con due satelliti e la base non ha detto nulla.",
    ],
)
def test_a_neighbour_of_french_is_not_read_as_french(text: str) -> None:
    with pytest.raises(InputError):
        language_of(text)


def test_a_study_of_an_undated_article_says_that_its_day_is_that_of_the_reading(
    tmp_path: Path,
) -> None:
    text = (
        "Electron can carry 300 kg to low Earth orbit. A Soyuz spacecraft could dock with Tiangong."
    )
    files = study_files(understand(text, None))
    assert len(files) == 2
    for name, body in files.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
        study = load_study(tmp_path / name).study.study
        assert "tells no date" in str(study.said_by)
        assert 'source = "' not in body.split("[launch]")[0], "of the shipped claim"
