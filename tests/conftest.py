"""Fixtures that many tests share, and the line that says what was skipped."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings

from sharing import scheduler
from skips import skip_line

# No test may depend on the speed of the machine, nor on luck: `make test` draws the same examples
# every time, `make validate` others each time and more of them (--hypothesis-profile=long).
settings.register_profile(
    "visviva", deadline=None, derandomize=True, print_blob=True, max_examples=50
)
settings.register_profile(
    "long", deadline=None, derandomize=False, print_blob=True, max_examples=1000
)
settings.load_profile("visviva")


SHARED = Path(
    os.environ.get("VISVIVA_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests that share what is dear go to one worker."""
    return scheduler(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line how many tests were skipped, and why."""
    reasons = [
        report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        for report in terminalreporter.stats.get("skipped", ())
    ]
    line = skip_line(reasons, str(SHARED))
    if line is not None:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real data beside the repository; tests that need it skip where it is absent."""
    folder = SHARED
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}: set VISVIVA_SHARED to its folder")
    return folder


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own for every test: none reads or writes the user's.

    Its folder is not made: thousands of tests need none.
    """
    folder = tmp_path_factory.getbasetemp() / "stores" / uuid4().hex
    monkeypatch.setenv("VISVIVA_STORE", str(folder))
    return folder
