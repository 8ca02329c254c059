"""What a release says of what it stands on: bounds, tried versions, a bill of materials."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
USED = [Requirement(line) for line in PROJECT["dependencies"]] + [
    Requirement(line)
    for name in ("launch", "plot", "store", "web", "mcp")
    for line in PROJECT["optional-dependencies"][name]
    if not line.startswith("visviva[")  # an extra that brings another one
]
#: Tables of a date, not programs: a newer one is only newer.
DATED = {"astropy-iers-data"}


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if "==" in line and not line.startswith("#")]
    return {name.lower().replace("_", "-"): version for name, version in pairs}


@pytest.mark.parametrize("need", USED, ids=lambda need: need.name)
def test_a_package_has_both_bounds_and_the_tried_version_lies_within(need: Requirement) -> None:
    operators = {spec.operator for spec in need.specifier}
    assert need.name in DATED or {">=", "<"} <= operators, str(need)
    tried = pinned().get(need.name.lower())
    assert tried is not None, f"constraints.txt does not say which {need.name} is tried"
    assert need.specifier.contains(tried), f"{need} was tried with {tried}"


def test_no_file_of_the_project_names_a_registry() -> None:
    for name in ("pyproject.toml", "constraints.txt", "Makefile", "scripts/try_release.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|index-url", text), name


def test_the_bill_of_materials_names_every_package_once() -> None:
    spec = importlib.util.spec_from_file_location("release", ROOT / "scripts" / "try_release.py")
    assert spec is not None
    assert spec.loader is not None
    release = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(release)
    rows = [["numpy", "2.4.6", "BSD-3-Clause"], ["visviva", "0.1.0", ""], ["x", "1", "a" * 500]]
    bill = json.loads(json.dumps(release.bill_of_materials(rows, "3.11")))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "visviva"
    assert [part["purl"] for part in bill["components"]] == ["pkg:pypi/numpy@2.4.6", "pkg:pypi/x@1"]
    assert bill["components"][1]["licenses"] == []
