"""The site of the manual asks no other address."""

from pathlib import Path

from scripts.build_docs import close, outside


def test_addresses_of_scripts_are_blanked_and_those_of_pages_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('x="https://unpkg.com/a@1/a.js";y="http://www.w3.org/2000/svg"')
    (tmp_path / "a.html").write_text('<a href="https://example.org">source</a>')
    assert outside(tmp_path) == ["a.js: https://unpkg.com/a@1/a.js"]
    assert close(tmp_path) == 1
    assert outside(tmp_path) == []
    (tmp_path / "b.html").write_text('<link rel="stylesheet" href="https://fonts.example/x.css">')
    assert len(outside(tmp_path)) == 1


def test_the_reference_names_every_question_of_the_front_door() -> None:
    import visviva

    page = (Path(__file__).resolve().parents[2] / "docs" / "reference.md").read_text()
    for name, (module, attribute, *_) in visviva._DOORS.items():
        assert f"::: {module}\n" in page + "\n" or f"::: {module}.{attribute}" in page, name
