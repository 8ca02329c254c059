"""The server that plays the providers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from played_server import Played, playing


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """Every provider, played; requests are told by a ledger of this test alone."""
    with playing() as played:
        for name in ("CELESTRAK", "SPACE_TRACK", "EOP", "SPACE_WEATHER", "GCAT"):
            monkeypatch.setenv(f"VISVIVA_{name}", played.address)
        monkeypatch.setenv("VISVIVA_CACHE", str(tmp_path / "cache"))
        yield played


@pytest.fixture
def close_sockets(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it makes every socket from then on fail the test."""

    def guard(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    def close() -> None:
        for name in ("socket", "create_connection", "getaddrinfo"):
            monkeypatch.setattr(f"socket.{name}", guard)

    return close
