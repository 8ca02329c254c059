"""The server that plays the providers."""

from collections.abc import Iterator
from pathlib import Path

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
