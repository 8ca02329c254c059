"""Kinds and checks: the engine needs nothing but their two files, and every sentence is whole."""

import re
import string
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import visviva
from visviva.assessment.evaluate import evaluate, in_order
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.registry import Registry
from visviva.assessment.run import assess
from visviva.assessment.sampling import SampledInputs
from visviva.assessment.study import load_study
from visviva.core.message import LANGUAGES, Texts, localize
from visviva.errors import (
    ConvergenceError,
    DataMissingError,
    FactError,
    InputError,
    StudyError,
    VisvivaError,
)
from visviva.launch.reasons import why

LAMP_KIND = '''
from pydantic import Field

from visviva.assessment.kind import Kind
from visviva.assessment.study_values import StudyFile, Table


class LampSection(Table):
    """A lamp in the night."""

    power_w: float = Field(gt=0.0, description="Power of the lamp.")


class LampStudy(StudyFile):
    lamp: LampSection


KIND = Kind(
    "lamp",
    LampStudy,
    ("bright-enough",),
    lambda loaded, catalogue, effort: loaded.study.lamp,
    section="lamp",
    alternatives=lambda lamp, catalogue: [("lamp.power_w", "500.0")],
)
'''
LAMP_CHECK = """
import numpy as np

from visviva.assessment.protocol import Check, Outcome

TEXTS = {
    "en": {
        "question": "Is it seen?",
        "summary": "A lamp of {power} W is {margin} W off.",
        "method": "eye",
    },
    "fr": {
        "question": "Est-elle vue ?",
        "summary": "Une lampe de {power} W est à {margin} W.",
        "method": "œil",
    },
    "ko": {
        "question": "보이는가?",
        "summary": "{power} W 전등은 {margin} W 차이다.",
        "method": "눈",
    },
}


def answer(lamp, drawn, found):
    margin = lamp.power_w - np.linspace(90.0, 110.0, drawn.n)
    return Outcome(
        "yes" if lamp.power_w > 90.0 else "no",
        {"power": (lamp.power_w, 0), "margin": (float(np.median(margin)), 0)},
        value=lamp.power_w,
        unit="W",
        margin=margin,
        margin_unit="W",
    )


CHECK = Check("bright-enough", answer, TEXTS, decides=True)
"""
LAMP_STUDY = """\
[study]
name = "lamp"
claim = "The lamp is seen"
said_by = "me"
said_on = 2026-01-01

[lamp]
power_w = {power}
"""


@pytest.fixture
def lamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, ...]]:
    """A package with a made-up kind and its one check, found by its name alone."""
    for folder, name, text in (
        ("kinds", "lamp", LAMP_KIND),
        ("checks", "bright_enough", LAMP_CHECK),
    ):
        place = tmp_path / "night_lamps" / folder
        place.mkdir(parents=True)
        (place / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield ("visviva.assessment", "night_lamps")
    for name in [n for n in sys.modules if n.split(".")[0] == "night_lamps"]:
        del sys.modules[name]


def study(folder: Path, power: str) -> Path:
    path = folder / "lamp.toml"
    path.write_text(LAMP_STUDY.replace("{power}", power), encoding="utf-8")
    return path


def test_a_made_up_kind_needs_two_files_and_no_other_edit(
    lamp: tuple[str, ...], tmp_path: Path
) -> None:
    found = assess(study(tmp_path, "105.0"), packages=lamp, samples=1000)
    assert found.verdict == "marginal"
    assert found.probability == pytest.approx(0.75, abs=0.01)
    assert (found.deciding, found.margin_unit) == ("bright-enough", "W")
    assert found.sentence == "Marginal: A lamp of 105 W is 5 W off."
    assert found.headline.localize("ko") == "105 W 전등은 5 W 차이다."  # type: ignore[attr-defined]
    assert [(c.path, c.value, c.verdict) for c in found.changes] == [
        ("lamp.power_w", "500.0", "yes")
    ]


def test_a_slip_in_the_table_of_a_made_up_kind_is_named(
    lamp: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(StudyError, match=r"lamp\.toml:8: lamp\.power_w"):
        load_study(study(tmp_path, "-1.0"), packages=lamp)
    with pytest.raises(StudyError, match=r"lamp\.pover_w: unknown field"):
        load_study(study(tmp_path, "5.0"), ("lamp.pover_w=3",), packages=lamp)


def test_two_kinds_in_one_file_are_refused_by_name(lamp: tuple[str, ...], tmp_path: Path) -> None:
    path = study(tmp_path, "5.0")
    path.write_text(path.read_text() + '[history]\nsatellite = "malligyong-1"\n')
    with pytest.raises(StudyError, match=r"\[history\] and \[lamp\].*history and lamp"):
        load_study(path, packages=lamp)


def test_two_kinds_that_claim_one_table_are_named(lamp: tuple[str, ...], tmp_path: Path) -> None:
    other = LAMP_KIND.replace('"lamp",\n    LampStudy', '"torch",\n    LampStudy')
    (tmp_path / "night_lamps" / "kinds" / "torch.py").write_text(other, encoding="utf-8")
    with pytest.raises(VisvivaError, match=r"lamp and torch both claim the table \[lamp\]"):
        Registry(lamp).kinds()


def test_every_check_that_a_kind_names_exists() -> None:
    registry = Registry()
    missing = []
    for kind in registry.kinds():
        for name in kind.checks:
            try:
                assert registry.check(name).id == name
            except VisvivaError:
                missing.append(f"{kind.name}: {name}")
    assert not missing


def test_a_kind_that_names_an_unknown_check_is_told_so(
    lamp: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(VisvivaError, match="no check is called 'dark-enough'"):
        Registry(lamp).check("dark-enough")


def sentences() -> Iterator[tuple[str, Texts]]:
    """Every set of sentences of the program, wherever it lies."""
    home = Path(visviva.__file__).parent
    for path in sorted(home.rglob("*.py")):
        if re.search(r"^TEXTS\b", path.read_text(encoding="utf-8"), re.MULTILINE):
            parts = path.relative_to(home).with_suffix("").parts
            loaded = import_module(".".join(("visviva", *parts)))
            yield loaded.__name__, loaded.TEXTS


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_stands_in_every_language_with_the_same_holes() -> None:
    wrong = []
    for name, texts in sentences():
        for lang in LANGUAGES:
            if texts.get(lang, {}).keys() != texts["en"].keys():
                keys = texts.get(lang, {}).keys() ^ texts["en"].keys()
                wrong.append(f"{name}: {lang} and en differ in {sorted(keys)}")
                continue
            wrong += [
                f"{name}: {key} in {lang} has other holes"
                for key, text in texts["en"].items()
                if holes(text) != holes(texts[lang][key])
            ]
    assert not wrong


def test_french_puts_a_space_that_does_not_break_before_high_marks() -> None:
    wrong = [
        f"{name}: {key}"
        for name, texts in sentences()
        for key, text in texts["fr"].items()
        if re.search(r" [:;?!»]", text)
    ]
    assert not wrong


def test_every_check_has_a_question() -> None:
    registry = Registry()
    for kind in registry.kinds():
        for name in kind.checks:
            texts = registry.check(name).texts["en"]
            assert "question" in texts
            assert "{" not in texts["question"] or "question.plain" in texts or name == "stated"


def check(name: str, outcome: Outcome | VisvivaError, **more: Any) -> Check:
    def answer(case: Any, drawn: SampledInputs, found: Found) -> Outcome:
        if isinstance(outcome, VisvivaError):
            raise outcome
        return outcome

    texts = {"en": {"question": f"{name}?", "summary": f"{name}.", "method": "none"}}
    return Check(name, answer, texts, **more)


NOTHING = SampledInputs(4, 1, {}, {})


def test_a_failure_in_a_check_is_unknown_with_its_reason() -> None:
    lost = check("lost", ConvergenceError("no ascent was found"), decides=True)
    found = evaluate([lost, check("sure", Outcome("yes"), decides=True)], None, NOTHING)
    assert [f.verdict for f in found.findings] == ["unknown", "yes"]
    assert found.findings[0].summary == "Not answered: no ascent was found."
    assert (found.decision.verdict, found.decision.probability) == ("unknown", None)


@pytest.mark.parametrize("kind", [*VisvivaError.__subclasses__(), *InputError.__subclasses__()])
@pytest.mark.parametrize("lang", ["fr", "ko"])
def test_a_failure_without_words_of_its_own_is_said_by_its_kind(kind: Any, lang: str) -> None:
    if issubclass(kind, StudyError | FactError | DataMissingError):
        pytest.skip("it stops the answer, and no page is written")
    found = evaluate([check("lost", kind("no ascent was found"), decides=True)], None, NOTHING)
    said = localize(found.findings[0].summary, lang)
    assert not re.search("[A-Za-z]{3} (was|found)", said)
    assert "ascent" not in said
    assert localize(found.findings[0].method, lang) != found.findings[0].method


def test_a_failure_with_words_of_its_own_is_said_in_them() -> None:
    lost = ConvergenceError(why("not-verified", distance=(1.5, 1), speed=(2.0, 1)), advice="try")
    found = evaluate([check("lost", lost, decides=True)], None, NOTHING).findings[0]
    assert found.summary == (
        "Not answered: the optimum is not confirmed by integration: 1.5 km and 2.0 m/s apart at "
        "insertion."
    )
    assert "1,5 km et 2,0 m/s d’écart" in localize(found.summary, "fr")
    assert "1.5 km" in localize(found.summary, "ko")


def test_a_question_that_could_not_be_asked_keeps_no_empty_braces() -> None:
    registry = Registry()
    for kind in registry.kinds():
        for name in kind.checks:
            known = registry.check(name)

            def fails(*_: Any) -> Outcome:
                raise ConvergenceError("lost")

            found = evaluate(
                [replace(known, answer=fails, after=(), asked_by=())], None, NOTHING
            ).findings[0]
            for lang in LANGUAGES:
                said = localize(found.question, lang)
                assert "{" not in said, name
                assert lang == "en" or said != found.question, name


def test_a_fault_of_the_users_file_stops_the_answer() -> None:
    with pytest.raises(StudyError):
        evaluate([check("wrong", StudyError("no mass is given"))], None, NOTHING)


def test_a_question_that_the_study_does_not_ask_is_not_put() -> None:
    asks = check(
        "late",
        VisvivaError("never to be run"),
        asked_by=("launch.payload_by_corridor", "launch.pad"),
    )
    for wanted, findings in ((False, 0), (True, 1)):
        launch = SimpleNamespace(payload_by_corridor=wanted, pad=None)
        case = SimpleNamespace(loaded=SimpleNamespace(study=SimpleNamespace(launch=launch)))
        assert len(evaluate([check("sure", Outcome("yes")), asks], case, NOTHING).findings) == (
            1 + findings
        )


def test_every_field_that_asks_a_question_is_one_of_the_study() -> None:
    registry = Registry()
    for kind in registry.kinds():
        for name in kind.checks:
            for path in registry.check(name).asked_by:
                table, field = path.split(".")
                annotation = kind.model.model_fields[table].annotation
                assert field in getattr(annotation, "model_fields", {}), path


def test_checks_run_after_those_they_need_and_are_shown_as_the_kind_lists_them() -> None:
    late = check("late", Outcome("yes"), after=("early",))
    early = check("early", Outcome("no"))
    assert [c.id for c in in_order([late, early])] == ["early", "late"]
    assert [f.id for f in evaluate([late, early], None, NOTHING).findings] == ["late", "early"]


def test_a_circle_of_needs_and_a_need_of_nothing_are_named() -> None:
    a, b = (check(x, Outcome("yes"), after=(y,)) for x, y in (("a", "b"), ("b", "a")))
    with pytest.raises(VisvivaError, match="a → b → a"):
        in_order([a, b])
    with pytest.raises(VisvivaError, match="'a' comes after 'b'"):
        in_order([a])
