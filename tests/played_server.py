"""A server on this machine that plays CelesTrak, Space-Track, the IERS and GCAT on bad days.

Figures of CelesTrak's form (OMM in JSON); nothing here leaves 127.0.0.1. `python played_server.py`
plays until it is stopped and prints its address, for the documentation.
"""

import gzip
import json
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from visviva.data.feeds.ledger import ledger_root


def omm(number: int, epoch: str = "2026-11-28T12:00:00.000000") -> dict[str, Any]:
    return {
        "OBJECT_NAME": f"OBJECT {number}",
        "OBJECT_ID": "2026-123A",
        "EPOCH": epoch,
        "MEAN_MOTION": 15.49,
        "ECCENTRICITY": 0.0005,
        "INCLINATION": 51.6369,
        "RA_OF_ASC_NODE": 304.3678,
        "ARG_OF_PERICENTER": 13.5339,
        "MEAN_ANOMALY": 346.5781,
        "EPHEMERIS_TYPE": 0,
        "CLASSIFICATION_TYPE": "U",
        "NORAD_CAT_ID": number,
        "ELEMENT_SET_NO": 999,
        "REV_AT_EPOCH": 1,
        "BSTAR": 0.00028,
        "MEAN_MOTION_DOT": 0.0001,
        "MEAN_MOTION_DDOT": 0,
    }


class Played(ThreadingHTTPServer):
    """What the server plays next, and what it was asked."""

    mode: str = "ok"
    #: Epoch of the element sets that it sends.
    epoch: str = "2026-11-28T12:00:00.000000"
    #: Its Retry-After.
    after: str = ""
    asked: list[tuple[str, dict[str, str], str]]
    #: Tables by their path.
    files: dict[str, bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Played
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(body).get("query", [""])[0]
        self._answer(int(urlsplit(query).path.split("/NORAD_CAT_ID/")[1].split("/")[0]), body)

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        asked = parse_qs(path.query)
        if path.path in self.server.files:
            self._answer(0, "", self.server.files[path.path])
            return
        self._answer(int(asked["CATNR"][0]) if "CATNR" in asked else 48274, "")

    def _answer(self, number: int, body: str, file: bytes = b"") -> None:
        mode = self.server.mode
        self.server.asked.append((self.path, dict(self.headers), body))
        data = file or json.dumps([omm(number, self.server.epoch)]).encode()
        mark = f'"{zlib.crc32(file):x}"' if file else '"one"'
        if mode in ("slow", "late"):
            time.sleep(0.5 if mode == "slow" else 3.0)
        if mode.isdigit():
            after = {"Retry-After": self.server.after} if self.server.after else {}
            self._send(int(mode), b"<html>no</html>", {"Location": "/elsewhere"} | after)
        elif self.headers.get("If-None-Match") == mark:
            self._send(304, b"", {})
        elif mode == "html":
            self._send(200, b"<!DOCTYPE html><html><body>Down</body></html>", {})
        elif mode == "picture":
            self._send(200, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {"Content-Type": "image/png"})
        elif mode == "other":
            self._send(200, json.dumps([omm(number + 1, self.server.epoch)]).encode(), {})
        elif mode == "drip":
            self._drip(data)
        elif mode == "none":
            self._send(200, b"No GP data found", {})
        elif mode == "cut":
            self._send(200, data[: len(data) // 2], {"Content-Length": str(len(data))})
        elif mode in ("gzip", "bomb", "gzip-cut"):
            packed = gzip.compress(data if mode != "bomb" else b" " * (8 << 20))
            packed = packed[:-20] if mode == "gzip-cut" else packed
            self._send(200, packed, {"Content-Encoding": "gzip"})
        else:
            self._send(200, data, {"ETag": mark, "Last-Modified": "x"})

    def _drip(self, data: bytes) -> None:
        """An answer that comes byte by byte, and never whole."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):
            for k in range(40):
                self.wfile.write(data[k : k + 1])
                self.wfile.flush()
                time.sleep(0.1)

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(key, value)
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):  # one that was not waited for
            self.wfile.write(data)
        self.close_connection = True

    def log_message(self, *words: Any) -> None: ...


def later(provider: str = "celestrak", seconds: float = 7300.0) -> None:
    """Let that much time pass, in the ledger."""
    path = ledger_root() / f"{provider}.json"
    raw = json.loads(path.read_text())
    for asked in raw["queries"].values():
        asked["unix_s"] -= seconds
    raw["recent"] = [t - seconds for t in raw["recent"]]
    path.write_text(json.dumps(raw))


@contextmanager
def playing() -> Iterator[Played]:
    """The server, and nothing of it afterwards."""
    played = Played(("127.0.0.1", 0), _Handler)
    played.asked, played.files = [], {}
    threading.Thread(target=played.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield played
    finally:
        played.shutdown()
        played.server_close()


if __name__ == "__main__":
    with playing() as server:
        print(server.address, flush=True)
        sys.stdin.read()
