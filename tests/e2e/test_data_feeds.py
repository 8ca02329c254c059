"""The door to the network against a server on this machine that plays its worst days.

Figures of CelesTrak's form (OMM in JSON); nothing here leaves 127.0.0.1.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from played_server import Played, later
from visviva.cli.main import main
from visviva.core.kernels.cache import cache_root
from visviva.core.time import Epoch
from visviva.data.feeds import fetch as fetching
from visviva.data.feeds.ledger import ledger_root
from visviva.data.store import Store

pytest.importorskip("httpx2")


def ran(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main(["data", *words, "--json"]) == code
    told = capsys.readouterr()
    if code:
        assert told.err.startswith("visviva: ")
        assert told.err.count("\n") == 1
        return told.err
    return json.loads(told.out)["sets"]


def test_the_two_commands_of_the_how_to_lead_from_nothing_to_passes_over_a_town(
    server: Played, tmp_path: Path
) -> None:
    """As they stand on the page, in a shell, with an element set of today from the server."""
    page = (Path(__file__).parents[2] / "docs" / "how-to-data.md").read_text(encoding="utf-8")
    lines = re.findall(
        r"^\$ (visviva .*)$", page.split("```console")[1].split("```")[0], re.MULTILINE
    )
    server.epoch = Epoch.now().iso(6)[:-1]
    env = {k: v for k, v in os.environ.items() if k != "VISVIVA_CACHE"}  # compiled code lies there
    env |= {"XDG_CACHE_HOME": str(tmp_path / "cache"), "COLUMNS": "80", "PYTHONWARNINGS": "error"}
    env["NUMBA_CACHE_DIR"] = str(cache_root().parent)
    told = [
        subprocess.run(
            [sys.executable, "-m", *shlex.split(line)],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        for line in lines
    ]
    assert [run.returncode for run in told] == [0, 0], told
    assert "CATNR=25544" in told[0].stdout
    assert re.search(r"^\d+ pass(es)? of OBJECT 25544 over Toulouse", told[1].stdout)
    assert re.search(r"^\d\d-\d\d \d\d:\d\d:\d\d ", told[1].stdout, re.MULTILINE)
    assert "1 set from the store, newest" in told[1].stderr
    assert re.search(r"stands on Earth orientation of \S+ \(age \d+ d\)", told[1].stderr)
    assert max(map(len, "".join(run.stdout for run in told).splitlines())) <= 80
    assert len(server.asked) == 1
    assert "visviva/" in server.asked[0][1]["User-Agent"]


def test_nobody_is_asked_twice_within_the_interval_and_then_only_if_changed(
    server: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "get", "270438")
    (row,) = ran(capsys, "get", "270438", "--retry")
    assert (row["outcome"], row["element_sets"]) == ("too soon", 1)
    assert "the next request is allowed from" in row["reason"]
    assert len(server.asked) == 1
    later(seconds=7100.0)
    assert ran(capsys, "update")[0]["outcome"] == "too soon"
    later(seconds=200.0)
    assert ran(capsys, "update", "celestrak")[0]["outcome"] == "unchanged"
    assert [a[1].get("If-None-Match") for a in server.asked] == [None, '"one"']
    assert Store().history(270438)[0].name == "OBJECT 270438"


def test_another_store_is_filled_though_the_provider_has_nothing_newer(
    server: Played,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran(capsys, "get", "25544")
    later()
    monkeypatch.setenv("VISVIVA_STORE", str(tmp_path / "other"))
    assert ran(capsys, "get", "25544")[0]["outcome"] == "new"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("301", "it answered 301: the address has moved"),
        ("401", "it answered 401: user name or password is wrong"),
        ("403", "it answered 403: this machine's address is blocked"),
        ("404", "it answered 404: there is no such data"),
        ("500", "it answered 500: the provider has a fault"),
        ("html", "this is a web page"),
        ("picture", "sent no element sets"),
        ("late", "the answer broke off"),
        ("none", "it says 'No GP data found'"),
        ("cut", "the answer broke off"),
        ("gzip-cut", "cut in the middle"),
        ("bomb", "more than 1 MB"),
    ],
)
def test_a_bad_answer_is_said_and_harms_nothing(
    server: Played,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    said: str,
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(fetching, "TIMEOUT_S", 1.5)
    ran(capsys, "get", "25544")
    later()
    server.mode = mode
    path = ledger_root() / "celestrak.json"
    path.write_text(path.read_text().replace('\\"one\\"', ""))  # ask for the whole answer
    err = ran(capsys, "get", "25544", code=3)
    assert said in err
    assert "the store has it as of 2026-11-28T12:00:00Z" in err
    assert len(server.asked) == 2
    assert len(Store().history(25544)) == 1
    ran(capsys, "get", "25544")
    assert len(server.asked) == 2  # too soon
    later()
    server.mode = "ok"
    (row,) = ran(capsys, "get", "25544")
    if mode.isdigit():
        assert "--retry asks it again" in row["reason"]
        assert len(server.asked) == 2
        if mode in ("301", "401", "403"):
            assert f"answered {mode} before" in ran(capsys, "get", "48274", code=3)
        (row,) = ran(capsys, "get", "25544", "--retry")
    assert row["outcome"] == "unchanged"
    assert len(server.asked) == 3


def test_gzip_is_unpacked(server: Played, capsys: pytest.CaptureFixture[str]) -> None:
    server.mode = "gzip"
    assert ran(capsys, "get", "999999999")[0]["new"] == 1


def test_two_processes_at_once_ask_once(server: Played) -> None:
    server.mode = "slow"
    line = [sys.executable, "-m", "visviva", "data", "get", "25544"]
    runs = [subprocess.Popen(line, env={**os.environ}, stdout=-3, stderr=-3) for _ in range(3)]
    assert sorted(run.wait(60) for run in runs) in ([0, 0, 0], [0, 0, 3], [0, 3, 3])
    assert len(server.asked) == 1


def test_space_track_gets_its_account_and_nothing_else_does(
    server: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETRC", "/nonexistent")
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.setitem(sys.modules, "keyring", None)
    words = ["get", "25544", "--provider", "space-track", "--history"]
    assert "wants an account" in ran(capsys, *words, code=3)
    monkeypatch.setenv("VISVIVA_SPACE_TRACK_USER", "someone@example.org")
    monkeypatch.setenv("VISVIVA_SPACE_TRACK_PASSWORD", "hunter2")
    assert ran(capsys, *words)[0]["outcome"] == "new"
    assert "password=hunter2" in server.asked[0][2]
    later("space-track", 1e9)
    assert "allows it once" in ran(capsys, *words)[0]["reason"]
    assert len(server.asked) == 1
    for folder in (Store().root, ledger_root()):
        for path in folder.rglob("*"):
            assert not path.is_file() or b"hunter2" not in path.read_bytes()


class _Keyring:
    """What the desktop would hold."""

    @staticmethod
    def get_credential(host: str, user: str | None) -> Any:
        assert (host, user) == ("127.0.0.1", None)
        return type("Credential", (), {"username": "k@example.org", "password": "correct-horse"})


@pytest.mark.parametrize(
    ("way", "password"),
    [("environment", "hunter2"), ("netrc", "open-sesame"), ("keyring", "correct-horse")],
)
def test_an_account_is_found_in_three_places_and_kept_or_told_in_none(
    server: Played,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    way: str,
    password: str,
) -> None:
    """Answered, refused, cut: no file of store, cache or ledger, no line, no log holds it."""
    caplog.set_level(0)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setitem(sys.modules, "keyring", _Keyring if way == "keyring" else None)
    if way == "environment":
        monkeypatch.setenv("VISVIVA_SPACE_TRACK_USER", "e@example.org")
        monkeypatch.setenv("VISVIVA_SPACE_TRACK_PASSWORD", password)
    if way == "netrc":
        (tmp_path / "netrc").write_text(
            f"machine 127.0.0.1 login n@example.org password {password}"
        )
    said = ""
    for mode, code in (("401", 3), ("cut", 3), ("html", 3), ("ok", 0)):
        server.mode = mode
        line = ["data", "get", "25544", "--provider", "space-track", "--retry"]
        assert main(line) == code, mode
        said += "".join(capfd.readouterr())
        later("space-track", 4000.0)
    assert f"password={password}" in server.asked[0][2]
    assert password not in said + caplog.text
    if way != "netrc":
        for path in tmp_path.parent.rglob("*"):
            assert not path.is_file() or password.encode() not in path.read_bytes(), path


def test_no_more_than_the_requests_of_a_minute(
    server: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISVIVA_SPACE_TRACK_USER", "a")
    monkeypatch.setenv("VISVIVA_SPACE_TRACK_PASSWORD", "b")
    numbers = [str(n) for n in range(1, 31)]
    err = ran(capsys, "get", *numbers, "--provider", "space-track", code=3)
    assert "space-track allows 29 requests a minute" in err
    assert len(server.asked) == 29
    assert Store().history(29)


def test_offline_never_opens_a_socket(
    server: Played, capsys: pytest.CaptureFixture[str], close_sockets: Callable[[], None]
) -> None:
    ran(capsys, "get", "25544")
    later()
    close_sockets()
    assert ran(capsys, "get", "25544", "--offline")[0]["outcome"] == "offline"
    assert ran(capsys, "update", "--offline")[0]["outcome"] == "offline"
    assert "--offline touches no network" in ran(capsys, "get", "5", "--offline", code=3)
    ran(capsys, "status", "--offline")


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"VISVIVA_CELESTRAK": "http://example.org"}, "not an https address"),
        ({"VISVIVA_CELESTRAK": "ftp://127.0.0.1"}, "not an https address"),
        ({"VISVIVA_CACHE": "/dev/null/x"}, "so nothing is asked"),
    ],
)
def test_what_is_not_in_order_is_refused_before_anything_is_asked(
    server: Played,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    said: str,
) -> None:
    for key, value in variables.items():
        monkeypatch.setenv(key, value)
    assert said in ran(capsys, "get", "25544", code=2)
    assert not server.asked


def test_a_damaged_ledger_asks_nobody(server: Played, capsys: pytest.CaptureFixture[str]) -> None:
    ledger_root().mkdir(parents=True)
    (ledger_root() / "celestrak.json").write_text('{"queries": 3')
    assert "ledger of requests is damaged" in ran(capsys, "get", "25544", code=2)
    assert not server.asked


def test_a_server_that_is_not_there_is_no_request(
    server: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISVIVA_CELESTRAK", "http://127.0.0.1:9")
    for _ in range(2):
        assert "it cannot be reached" in ran(capsys, "get", "25544", code=3)
    assert "nothing of celestrak" in ran(capsys, "update", "celestrak", code=3)
    assert "no provider 'nasa'" in ran(capsys, "update", "nasa", code=2)


@pytest.mark.parametrize("after", ["90000", "Fri, 01 Jan 2100 00:00:00 GMT", "soon", ""])
def test_a_pause_that_a_provider_asks_for_is_kept_though_a_person_asks_again(
    server: Played, capsys: pytest.CaptureFixture[str], after: str
) -> None:
    server.mode, server.after = "503", after
    said = ran(capsys, "get", "25544", code=3)
    assert "busy or closed" in said
    assert ("left alone until" in said) is (after not in ("soon", ""))
    server.mode = "ok"
    later(seconds=7300.0)
    if after == "90000":
        said = ran(capsys, "get", "25544", "--retry", code=3)
        assert "asked to be left alone until" in said
        assert len(server.asked) == 1
    else:  # a pause of decades is a slip, and none is none
        assert ran(capsys, "get", "25544", "--retry")[0]["outcome"] == "new"


def test_an_answer_that_drips_ends_and_lets_others_ask(
    server: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LONGEST_S", 0.3)
    server.mode = "drip"
    assert "not whole after" in ran(capsys, "get", "25544", code=3)


def test_what_came_in_place_of_what_was_asked_is_told(
    server: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    server.mode = "other"
    (row,) = ran(capsys, "get", "25544")
    assert row["reason"] == "object 25544 was asked for, and 25545 came"
    server.mode, server.epoch = "ok", "2090-01-01T00:00:00"
    (row,) = ran(capsys, "get", "58400")
    assert "days ahead of this machine’s clock" in row["reason"]
    words = ["observe", "where", "--object", "58400", "--start", "2090-01-01", "--days", "0.001"]
    assert main([*words, "--csv"]) == 0
    assert "days ahead" in capsys.readouterr().err
