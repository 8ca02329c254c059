"""The page of measured figures holds every benchmark that `python -m benchmarks` knows.

And none that failed.
"""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "benchmarks_program", ROOT / "benchmarks" / "__main__.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_benchmark_stands_on_the_page_beside_what_was_asked(program: ModuleType) -> None:
    page = program.kept()
    assert list(page) == [section.name for section in program.SECTIONS]
    for section in program.SECTIONS:
        body = page[section.name]
        assert body.startswith(f"## {section.title}\n\n**Asked:** {section.asked}.")
        assert "Failed:" not in body
        assert len(re.findall(r"\d", body)) > 20


def test_every_benchmark_has_its_program(program: ModuleType) -> None:
    for section in program.SECTIONS:
        words = section.words
        path = f"{words[1].replace('.', '/')}.py" if words[0] == "-m" else words[0]
        assert (ROOT / path).is_file()
    names = {section.name for section in program.SECTIONS}
    assert all(set(group) <= names for group in program.GROUPS.values())
