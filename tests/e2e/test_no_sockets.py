"""No command reaches for the network but those that say so: the system's own record of calls."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from help_examples import all_examples, fill

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(
    STRACE is None, reason="no strace here: apt install strace, to see that no command calls out"
)
#: Commands that are made to call out, or to listen.
MAY = ("data get", "data update", "watch", "web", "mcp", "check my", "new ")
#: One form of each command; the second example of a page calls the same code.
FIRST = {" ".join(words[:2]): words for words in reversed(all_examples())}
QUICK = ("facts", "launch casualties", "observe passes", "track identity", "data status")


def sockets(words: list[str], folder: Path) -> list[str]:
    """Lines in which the run, or a process it began, opened a socket of the Internet."""
    log = folder / "calls.log"
    command = [STRACE, "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", str(log)]
    subprocess.run(
        [*command, sys.executable, "-m", "visviva", *words],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=1200,
    )
    return [line for line in log.read_text("utf-8", "replace").splitlines() if "AF_INET" in line]


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    fill(folder)
    return folder


def test_the_record_sees_a_socket(tmp_path: Path) -> None:
    log = tmp_path / "calls.log"
    asked = "import socket; socket.socket(socket.AF_INET)"
    trace = [str(STRACE), "-f", "-qq", "-e", "trace=socket", "-o", str(log)]
    subprocess.run([*trace, sys.executable, "-c", asked], check=True)
    assert "AF_INET" in log.read_text()


@pytest.mark.parametrize("name", QUICK)
def test_a_quick_command_opens_no_socket(name: str, made_folder: Path) -> None:
    words = next(w for key, w in FIRST.items() if key.startswith(name))
    assert sockets(words, made_folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in FIRST if not n.startswith(MAY)])
def test_no_command_opens_a_socket(name: str, made_folder: Path) -> None:
    assert sockets(FIRST[name], made_folder) == []
