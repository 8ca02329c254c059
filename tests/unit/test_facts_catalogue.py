"""Finding a fact: slugs, aliases in any script, near misses, paths."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visviva.data.catalogue import BUNDLED, Catalogue, fold, nearest, read_kind
from visviva.data.catalogue_index import INDEX, read_head, write_index
from visviva.errors import FactError, UnknownNameError

CATALOGUE = Catalogue.bundled()


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("vostochny", "vostochny"),
        ("Vostotchny", "vostochny"),
        ("космодром Восточный", "vostochny"),
        ("보스토치니 우주기지", "vostochny"),
        ("Baïkonour", "baikonur"),
        ("BAIKONOUR", "baikonur"),
        ("서해위성발사장", "sohae"),
        ("酒泉卫星发射中心", "jiuquan"),
        ("Cape Canaveral", "cape-canaveral"),
        ("Soyouz MS", "soyuz-ms"),
        ("soyuz_2.1A", "soyuz-2.1a"),
        ("Союз-2.1а", "soyuz-2.1a"),
        ("Soyouz-2.1b Fregat", "soyuz-2.1b-fregat"),
        ("천리마 1호", "chollima-1"),
        ("천리마-1형", "chollima-1"),
        ("만리경 1호", "malligyong-1"),
        ("누리호", "nuri"),
        ("CZ-2F", "long-march-2f"),
        ("Station spatiale internationale", "iss"),
        ("station spatiale chinoise", "tiangong"),
        ("  KPLO ", "danuri"),
    ],
)
def test_a_fact_is_found_by_its_name_in_any_script(spelling: str, slug: str) -> None:
    assert CATALOGUE.find(spelling).slug == slug


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("site", "vostochni", "vostochny"),
        ("site", "vostochnij", "vostochny"),
        ("site", "baikonurr", "baikonur"),
        ("vehicle", "soyuz-2.1", "soyuz-2.1a"),
        ("vehicle", "falcon9", "falcon-9"),
        ("ship", "soyuz-mss", "soyuz-ms"),
        ("station", "tiangon", "tiangong"),
    ],
)
def test_an_unknown_name_tells_the_nearest_spelling(kind, wrong: str, right: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownNameError) as caught:
        CATALOGUE.get(kind, wrong)
    assert right in caught.value.fields["nearest"]
    assert right in caught.value.line()
    assert "\n" not in caught.value.line()


def test_a_name_of_another_kind_is_pointed_out() -> None:
    with pytest.raises(UnknownNameError, match=r"tiangong \(a station\)"):
        CATALOGUE.site("tiangong")


def test_a_name_like_nothing_lists_what_is_known() -> None:
    with pytest.raises(UnknownNameError, match=r"known: .*iss, mir.* tiangong"):
        CATALOGUE.station("qqqqqq")


def test_a_very_long_name_makes_a_short_error() -> None:
    with pytest.raises(UnknownNameError) as caught:
        CATALOGUE.site("x" * 10_000)
    assert len(caught.value.line()) < 500


def test_only_the_file_asked_for_is_checked(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "good.toml").write_bytes((BUNDLED / "sites" / "naro.toml").read_bytes())
    (folder / "bad.toml").write_text(
        'slug = "bad"\nnames = { en = "Bad" }\npads = 3\n', encoding="utf-8"
    )
    own = Catalogue(tmp_path)
    assert own.site("naro").slug == "naro"
    with pytest.raises(FactError):
        own.site("bad")


def test_a_path_is_read_as_a_file_and_checked_for_its_kind(tmp_path: Path) -> None:
    copy = tmp_path / "my rocket.toml"
    copy.write_bytes((BUNDLED / "vehicles" / "nuri.toml").read_bytes())
    assert CATALOGUE.vehicle(str(copy)).slug == "nuri"
    assert CATALOGUE.find(copy).slug == "nuri"
    with pytest.raises(FactError, match="this is a vehicle, a site was asked for"):
        CATALOGUE.site(str(copy))


def test_the_bundled_index_is_that_of_its_files() -> None:
    stored = json.loads((BUNDLED / INDEX).read_text(encoding="utf-8"))
    files = sorted(str(p.relative_to(BUNDLED)) for p in BUNDLED.rglob("*.toml"))
    advice = "run python -m visviva.data.catalogue_index"
    assert sorted(stored) == files, advice
    for name, row in stored.items():
        size = (BUNDLED / name).stat().st_size
        assert row == {"size": size, **read_head(BUNDLED / name)}, advice


def test_a_file_that_the_index_does_not_know_is_read_itself(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    for slug in ("naro", "kourou"):
        (folder / f"{slug}.toml").write_bytes((BUNDLED / "sites" / f"{slug}.toml").read_bytes())
    write_index(tmp_path)
    text = (folder / "naro.toml").read_text(encoding="utf-8")
    (folder / "naro.toml").write_text(
        text.replace('en = "Naro Space Center"', 'en = "Goheung pad"')
    )
    (folder / "mahia.toml").write_bytes((BUNDLED / "sites" / "mahia.toml").read_bytes())
    own = Catalogue(tmp_path)
    assert own.names("site") == ("kourou", "mahia", "naro")
    assert own.site("Goheung pad").slug == "naro"


def test_only_what_is_in_use_is_listed_where_that_is_asked() -> None:
    every, active = CATALOGUE.names("site"), CATALOGUE.names("site", active=True)
    assert set(active) < set(every)
    assert "hammaguir" not in active
    assert "hammaguir" in every


def test_aliases_lead_to_slugs() -> None:
    aliases = CATALOGUE.aliases("site")
    assert aliases["Baïkonour"] == "baikonur"
    assert set(aliases.values()) <= set(CATALOGUE.names("site"))


@pytest.mark.parametrize("name", ["site", "Sites", "VEHICLE", "satellites"])
def test_a_kind_is_known_in_singular_and_plural(name: str) -> None:
    assert read_kind(name) in fold(name)


def test_an_unknown_kind_lists_the_kinds() -> None:
    with pytest.raises(UnknownNameError, match="site, vehicle, ship, station, satellite"):
        read_kind("planet")


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=60))
def test_any_text_is_a_known_name_or_one_clear_error(name: str) -> None:
    said = ""
    try:
        slug = CATALOGUE.find(name).slug
    except (UnknownNameError, FactError) as err:
        slug, said = None, err.line()
    assert slug in CATALOGUE.names() or 0 < len(said) < 1000
    assert "\n" not in said


@given(st.sampled_from(CATALOGUE.names()), st.data())
def test_one_wrong_letter_still_finds_the_slug(slug: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(slug) - 1))
    wrong = slug[:place] + "#" + slug[place + 1 :]
    spellings = {s: s for s in CATALOGUE.names()}
    if len(slug) > 4:
        assert slug in nearest(wrong, spellings, 5)
