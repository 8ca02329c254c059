"""The page in a real browser: every view, against the JSON of the same question.

No console error, no request to another address, no fault that axe finds. `make validate` looks at
the long article, the Moon and Korean too.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from page_in_browser import (
    BROWSER,
    BUILT,
    FLAGS,
    ISS,
    ROOT,
    WORK_MS,
    faults,
    outside,
    said,
    saved,
    serving,
    settled,
)

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (extra `dev`)"
)
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not BUILT, reason="the page is not built: `make web`"),
]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("store") / "s") as line:
        yield line


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        found = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Open]:
    """Opens the page at a place; at the end, nothing must have gone wrong on the way."""
    wrong: list[str] = []
    contexts = []

    def at(place: str = "", *, width: int = 1280, dark: bool = False, path: str = "") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            accept_downloads=True,
        )
        contexts.append(context)
        one = context.new_page()
        one.set_default_timeout(WORK_MS)
        one.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        one.on("pageerror", lambda e: wrong.append(str(e)))
        one.on("request", lambda r: wrong.append(r.url) if outside(r.url, address) else None)
        one.goto(address + path + place)
        one.wait_for_selector("h1")
        return one

    yield at
    for context in contexts:
        context.close()
    assert wrong == []


def test_the_first_page_lists_the_studies_and_their_verdicts_appear(page: Open) -> None:
    first = page()
    first.wait_for_selector(".studies li")
    assert first.locator(".studies li").count() == len(list(ROOT.glob("src/**/studies/*.toml")))
    first.wait_for_selector(".studies .chip .sign")
    assert faults(first) == []


def test_a_study_shows_what_its_json_says(page: Open, tmp_path: Path) -> None:
    view = settled(page("#/study/soyuz-iss"))
    same = said("assess", "soyuz-iss")
    view.wait_for_selector("[data-verdict]")
    assert view.get_attribute("[data-verdict]", "data-verdict") == same["verdict"]
    assert view.locator("h1").inner_text() == same["claim"]
    physical = [f for f in same["findings"] if f["physical"]]
    shown = view.locator(".findings .finding")
    assert shown.count() == len(physical)
    for k, finding in enumerate(physical):
        assert shown.nth(k).locator("h3").inner_text() == finding["question"]
        assert shown.nth(k).locator(".summary").inner_text() == finding["summary"]
    assert view.locator("table.inputs tbody tr").count() == len(same["inputs"])
    assert view.locator(".command").inner_text() == same["reproduce"]
    with saved(view, tmp_path) as kept:
        view.click("text=Save the answer as JSON")
    assert json.loads(kept[0].read_text(encoding="utf-8")) == same
    with saved(view, tmp_path) as kept:
        view.click("text=Save the report (HTML)")
    assert same["claim"] in kept[0].read_text(encoding="utf-8")
    # The flight: globe, flat map and clock, and every fact of them in a table.
    view.wait_for_selector("vv-globe[data-drawn]")
    view.wait_for_selector(".clock")
    view.wait_for_selector("svg.flat .track.ascent", state="attached")
    assert view.locator("svg.flat .track.ascent").count() == 1
    before = view.locator(".position").inner_text()
    view.locator(".clock input[type=range]").fill("400")
    assert view.locator(".now").inner_text() == "00:06:40"
    assert view.locator(".position").inner_text() != before
    # The station moves along its own orbit beside the launcher.
    assert view.locator("svg.flat .mover").count() == 2
    view.click("text=The flight, moment by moment")
    assert view.locator("vv-table table", has_text="Speed (m/s)").count() == 1
    assert faults(view) == []


def test_what_is_changed_is_answered_again_and_the_address_keeps_it(page: Open) -> None:
    view = settled(page("#/study/soyuz-tiangong"))
    view.wait_for_selector("[data-verdict=no]")
    view.select_option("select[name='launch.site']", "baikonur")
    view.click("text=Answer again")
    settled(view)
    view.wait_for_selector("table.inputs tr.overridden, .command:has-text('launch.site=baikonur')")
    assert "set=launch.site%3Dbaikonur" in view.url
    same = said("assess", "soyuz-tiangong", "--set", "launch.site=baikonur")
    assert view.get_attribute("[data-verdict]", "data-verdict") == same["verdict"]
    # The link alone gives the same view, also after a reload.
    view.reload()
    settled(view)
    view.wait_for_selector(".command:has-text('launch.site=baikonur')")
    assert view.locator("select[name='launch.site']").input_value() == "baikonur"


def test_a_question_is_cancelled_and_asked_again(page: Open) -> None:
    view = page("#/study/chollima-malligyong?set=study.name%3Dcancelled")
    view.click("text=Cancel")
    view.wait_for_selector("text=Cancelled.")
    view.click("text=Ask again")
    settled(view).wait_for_selector("[data-verdict]")


def test_an_edited_study_file_is_answered_and_its_faults_are_told(page: Open) -> None:
    view = settled(page("#/study/vostochny-soyuz-2"))
    view.wait_for_selector("[data-verdict]")
    view.click("text=Edit the study file")
    text = view.locator("textarea[name=toml]").input_value()
    view.fill("textarea[name=toml]", text.replace("[launch]", "[lunch]"))
    view.click("text=Answer this file")
    view.wait_for_selector(".told[role=alert]")
    assert "study.toml" in view.locator(".told[role=alert]").inner_text()
    view.goto(view.url.split("#")[0] + "#/study/vostochny-soyuz-2")
    settled(view)
    view.click("text=Edit the study file")
    view.fill("textarea[name=toml]", text.replace('name = "vostochny-soyuz-2"', 'name = "my-own"'))
    view.click("text=Answer this file")
    view.wait_for_selector("[data-study=my-own]")
    assert "#/study/-?toml=" in view.url
    assert "study.toml" in view.locator(".command").inner_text()


def test_a_reload_takes_the_same_job_up_again(page: Open) -> None:
    view = page("#/study/vostochny-soyuz-2?set=study.name%3Dresumed")
    view.wait_for_function("() => Object.keys(sessionStorage).some(k => k.startsWith('job '))")
    asked: list[str] = []
    view.on("request", lambda r: asked.append(r.post_data or "") if r.method == "POST" else None)
    view.reload()
    settled(view)
    view.wait_for_selector("[data-verdict]")
    assert not [text for text in asked if '"assess"' in text]


def test_the_keyboard_reaches_the_content_and_the_globe(page: Open) -> None:
    view = settled(page("#/study/soyuz-tiangong"))
    view.wait_for_selector("vv-globe[data-drawn]")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.className") == "skip"
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "main"
    view.focus("vv-globe button")
    before = view.locator(".globe canvas").screenshot()
    for _ in range(6):
        view.keyboard.press("Enter")
    view.wait_for_timeout(1000)
    assert view.locator(".globe canvas").screenshot() != before


@pytest.mark.slow
def test_the_shared_article_goes_from_paste_to_dossier(page: Open, shared_data: Path) -> None:
    article = shared_data / "articles" / "atalayar-2023-09-15.fr.txt"
    view = page()
    view.fill("textarea[name=text]", article.read_text(encoding="utf-8"))
    view.click("text=Read and check")
    view.wait_for_url("**/#/article/**")
    settled(view).wait_for_selector(".claims li")
    same = said("read", str(article))
    assert view.locator(".claims li").count() == len(same["claims"])
    assert view.locator(".claims .chip").count() == sum(bool(c["verdict"]) for c in same["claims"])
    assert faults(view) == []


def test_a_pasted_article_becomes_a_dossier(page: Open, tmp_path: Path) -> None:
    text = (
        "A Soyuz capsule could take a cosmonaut to the Chinese station Tiangong from Vostochny. "
        "The satellite Malligyong-1 was launched by a Chollima-1 rocket on 21 November 2023."
    )
    view = page()
    view.fill("textarea[name=text]", text)
    view.click("text=Read and check")
    view.wait_for_url("**/#/article/**")
    settled(view).wait_for_selector(".claims li")
    article = tmp_path / "article.txt"
    article.write_text(text)
    same = said("read", str(article))
    shown = view.locator(".claims li")
    assert shown.count() == len(same["claims"])
    for k, claim in enumerate(same["claims"]):
        assert shown.nth(k).locator("blockquote").inner_text() == claim["text"].strip()
        if claim["verdict"]:
            tone = f"tone-{claim['verdict']}"
            assert tone in (shown.nth(k).get_attribute("class") or "")
    assert faults(view) == []


def test_a_failed_launch_shows_where_its_pieces_come_down(page: Open, tmp_path: Path) -> None:
    view = page("#/launch")
    view.select_option("select[name=study]", "chollima-malligyong")
    view.select_option("select[name=mode]", "no-ignition")
    view.fill("input[name=at]", "146")
    view.click("text=Follow the pieces")
    settled(view)
    view.wait_for_selector("[data-casualties]")
    same = said(
        *("launch", "failure", "--study", "chollima-malligyong", "--at", "146"),
        *("--mode", "no-ignition", "--samples", "1000"),
    )
    with saved(view, tmp_path) as kept:
        view.locator("section[data-casualties] >> text=Save as CSV").click()
    lines = kept[0].read_text(encoding="utf-8").splitlines()
    names = [line.split(",")[0] for line in lines[1:]]
    assert names == ["unlit stack", "first stage"]
    assert len(names) == len(same["items"])
    assert view.locator("svg.flat .track.area").count() == 2 * len(same["items"])
    assert "at=146" in view.url
    assert faults(view) == []


def test_a_satellite_shows_heights_track_passes_and_chances_of_a_picture(
    page: Open, tmp_path: Path
) -> None:
    view = page("#/satellite")
    view.fill("textarea[name=text]", ISS)
    view.fill("input[name=site]", "39.04,125.71")
    view.fill("input[name=start]", "2019-12-10T00:00:00Z")
    view.fill("input[name=days]", "2")
    view.click("text=Show")
    view.wait_for_selector("[data-table=passes]")
    view.wait_for_selector("[data-table=images]")
    settled(view)
    file = tmp_path / "iss.3le"
    file.write_text(ISS)
    same = said(
        *("observe", "passes", str(file), "--site", "39.04,125.71"),
        *("--start", "2019-12-10T00:00:00Z", "--days", "2"),
    )
    assert view.get_attribute("[data-table=passes]", "data-rows") == str(len(same["passes"]))
    first = view.locator("[data-table=passes] tbody tr").first.inner_text()
    assert same["passes"][0]["rise_utc"] in first
    assert view.locator("svg.flat .track.orbit").count() == 1
    assert view.locator("svg.flat .reach").count() == 1
    assert faults(view) == []


@pytest.mark.slow
def test_the_moon_shows_the_road_in_two_frames_and_the_orbit(page: Open) -> None:
    view = page("#/moon?date=2022-08-04&road=direct&peri=100&apo=100&inc=90&days=10")
    view.wait_for_selector("[data-roads]")
    view.wait_for_selector("[data-lifetime]")
    settled(view)
    same = said("moon", "transfer", "--date", "2022-08-04", "--road", "direct")
    text = view.locator("[data-roads] tbody tr").first.inner_text()
    assert same["roads"][0]["arrival_utc"] in text
    assert view.locator("svg.frame").count() == 2
    assert faults(view) == []


@pytest.mark.parametrize("lang", ["fr", pytest.param("ko", marks=pytest.mark.slow)])
def test_the_page_speaks_the_language_of_its_address(page: Open, lang: str) -> None:
    view = settled(page(f"#/study/soyuz-tiangong?lang={lang}", dark=True, width=390))
    view.wait_for_selector("[data-verdict=no]")
    assert view.locator("html").get_attribute("lang") == lang
    same = said("assess", "soyuz-tiangong", "--lang", lang)
    assert view.locator("h1").inner_text() == same["claim"]
    assert faults(view) == []


@pytest.mark.parametrize("place", ["", "#/article", "#/launch", "#/satellite", "#/moon"])
def test_every_view_fits_a_telephone(page: Open, place: str) -> None:
    assert faults(page(place, width=360)) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("#/study/soyuz-iss?v=99", "newer version"),
        ("#/nowhere", "no such view"),
        ("#/study/", "No study is named"),
        (f"#/article/{'0' * 64}", "not in this browser"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(page: Open, place: str, words: str) -> None:
    view = page(place)
    view.wait_for_selector(f".told:has-text({json.dumps(words)})")
    assert faults(view) == []


def test_without_webgl_the_flat_map_serves(browser: Any, address: str) -> None:
    flat = browser.browser_type.launch(executable_path=BROWSER, args=[*FLAGS, "--disable-3d-apis"])
    try:
        view = flat.new_page(locale="en-GB")
        view.set_default_timeout(WORK_MS)
        wrong: list[str] = []
        view.on("pageerror", lambda e: wrong.append(str(e)))
        view.goto(address + "#/study/soyuz-tiangong")
        view.wait_for_selector("svg.flat .track.orbit")
        assert view.locator("vv-globe").count() == 0
        assert view.locator("text=This browser draws no globe").count() == 1
        assert wrong == []
    finally:
        flat.close()


def test_a_short_article_travels_in_its_link(page: Open) -> None:
    import base64

    text = "Ангара stands in Vostochny. 300 kg fly with Chollima-1."
    key = "t" + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    view = settled(page(f"#/article/{quote(key)}"))
    view.wait_for_selector(".claims li")
    assert "Chollima-1" in view.locator(".claims").inner_text()
