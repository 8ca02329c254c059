"""Fixtures that many tests share, and the line that says what was skipped."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from skips import skip_line

# No test may depend on the speed of the machine, nor on luck: `make test` draws the same examples
# every time, `make validate` others each time and more of them (--hypothesis-profile=long).
settings.register_profile("visviva", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "long", deadline=None, derandomize=False, print_blob=True, max_examples=1000
)
settings.load_profile("visviva")


SHARED = Path(
    os.environ.get("VISVIVA_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data")
)


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
    """A store of its own for every test: none reads or writes the user's."""
    folder = tmp_path_factory.mktemp("store") / "store"
    monkeypatch.setenv("VISVIVA_STORE", str(folder))
    return folder
