"""`visviva web`: its first line, its ports, its ends, and what it says where a thing is missing."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from visviva.cli.main import main
from visviva.web import serve

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(*words: str, **more: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}
    command = [sys.executable, "-m", "visviva", "web", "--workers", "1", *words]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        # A shell ignores Ctrl-C for what it starts in the background, and hands that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            yield line, server
        finally:
            server.kill()


def get(address: str, path: str) -> Any:
    with urllib.request.urlopen(address + path, timeout=60) as found:
        return json.loads(found.read())


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "stopped")],
)
def test_the_address_stands_alone_on_the_first_line_and_a_signal_ends_it(
    number: signal.Signals, code: int, said: str
) -> None:
    with served("--no-browser") as (line, server):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", line)
        assert get(line.strip(), "api/version")["name"] == "visviva"
        time.sleep(5.5)  # longer than a run may take without a word
        server.send_signal(number)
        out, err = server.communicate(timeout=60)
        assert (server.returncode, out) == (code, "")
        assert f"visviva: {said}" in err
        assert "still at work" not in err
        assert "Traceback" not in err


def test_a_port_in_use_is_said_in_one_line_and_without_a_port_a_free_one_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["web", "--no-browser", "--port", str(port)]) == 2
        err = capsys.readouterr().err
        assert f"visviva: port {port} cannot be used" in err
        assert "give another --port, or none for a free one" in err
    with serve.listen(None) as first, serve.listen(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"


def test_where_no_browser_opens_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(serve.webbrowser, "open", lambda address: False)
    serve.open_browser("http://127.0.0.1:1/", said.append)
    for _ in range(100):
        if said:
            break
        time.sleep(0.02)
    assert said == ["no browser was found; open http://127.0.0.1:1/ in one"]


def test_without_the_built_page_it_says_how_to_build_it_and_answers_programs(
    tmp_path: Path,
) -> None:
    assert serve.assets(tmp_path) is None
    assert "`make web`" in serve.unbuilt()


def test_a_page_that_is_not_there_says_so_where_it_would_be() -> None:
    from fastapi.testclient import TestClient

    from unit.web_targets import echoes
    from visviva.web.app import create_app
    from visviva.web.jobs import Jobs

    app = create_app(jobs=Jobs(1, target=echoes), prepare=False, unbuilt=serve.unbuilt())
    with TestClient(app, base_url="http://127.0.0.1") as client:
        found = client.get("/")
        assert (found.status_code, found.json()["error"]) == (404, serve.unbuilt())
        assert client.get("/openapi.json").status_code == 200
