"""Compiled kernels on disk never answer for another source, and never end a run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import visviva
from visviva.core.kernels import cache

CALLEE = """
from visviva.core.kernels.jit import njit


@njit(inline="always")
def gain(x):
    return 2.0 * x
"""
CALLER = """
from visviva.core.kernels.callee import gain
from visviva.core.kernels.jit import njit


@njit(cache=True)
def answer(x):
    return gain(x) + 1.0
"""
ASK = "from visviva.core.kernels.caller import answer; print(answer(3.0))"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the ground floor of the package, to be edited."""
    package = Path(visviva.__file__).parent
    copy = tmp_path / "src" / "visviva"
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(package / "core", copy / "core", ignore=leave)
    for name in ("__init__.py", "errors.py"):
        shutil.copy(package / name, copy / name)
    (copy / "core" / "kernels" / "callee.py").write_text(CALLEE)
    (copy / "core" / "kernels" / "caller.py").write_text(CALLER)
    return copy


def answer(tree: Path, store: Path) -> tuple[float, str]:
    """Answer of the compiled kernel in a run of its own, and what it said on stderr."""
    places = {"PYTHONPATH": str(tree.parent), "VISVIVA_CACHE": str(store)}
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout), run.stderr


def kept(store: Path) -> list[Path]:
    return sorted(store.rglob("*.bin"))


def test_an_edited_callee_is_not_answered_by_old_code(tree: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before, said = answer(tree, store)
    assert "compiling for this machine" in said
    again, said = answer(tree, store)
    assert (again, said) == (before, "")
    (tree / "core" / "kernels" / "callee.py").write_text(CALLEE.replace("2.0", "5.0"))
    after, _ = answer(tree, store)
    assert (before, after) == (7.0, 16.0)


@pytest.mark.parametrize("fault", [pytest.param("cut", marks=pytest.mark.slow), "empty", "flipped"])
def test_a_damaged_file_is_dropped_with_one_note(tree: Path, tmp_path: Path, fault: str) -> None:
    store = tmp_path / "store"
    before, _ = answer(tree, store)
    for path in kept(store):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes({"empty": b"", "cut": bytes(data[:100]), "flipped": bytes(data)}[fault])
    after, said = answer(tree, store)
    assert after == before
    assert said.count("damaged compiled code") == 1
    assert "Traceback" not in said
    assert answer(tree, store) == (before, "")


def test_a_folder_that_cannot_be_used_is_passed_by_with_one_note(
    tree: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    store.write_text("a file, not a folder")
    got, said = answer(tree, store)
    assert got == 7.0
    assert said.count("\n") == 1
    assert "set VISVIVA_CACHE" in said


def test_the_key_covers_the_constants_that_a_kernel_froze() -> None:
    names = {path.name for path in cache.sources("visviva.track.decay._kernel")}
    assert {"_kernel.py", "constants.py", "jit.py"} <= names


def test_old_versions_are_swept(tmp_path: Path) -> None:
    for k in range(cache.KEPT_VERSIONS + 3):
        (tmp_path / f"core.air-{k:020d}").mkdir()
        os.utime(tmp_path / f"core.air-{k:020d}", (k, k))
    other = tmp_path / "core.airs-1"
    other.mkdir()
    cache._sweep(tmp_path / "core.air-00000000000000000000")
    left = sorted(path.name for path in tmp_path.glob("core.air-*"))
    assert left == [f"core.air-{k:020d}" for k in range(3, cache.KEPT_VERSIONS + 3)]
    assert other.is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of files on this system")
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert not cache._ours(tmp_path)
    tmp_path.chmod(0o700)
    assert cache._ours(tmp_path)
