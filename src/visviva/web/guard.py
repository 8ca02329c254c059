"""What every request passes: only this machine's pages, bounded bodies, closed headers."""

import json
from typing import Any, Final
from urllib.parse import urlsplit

#: Names that mean this machine.
HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
#: Longest body of a question and of an upload, bytes.
BODY, UPLOAD = 1_000_000, 16_000_000
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self' data: blob:",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def host_name(host: str) -> str:
    """A host header without its port, in lower case.

    Examples
    --------
    >>> host_name("LocalHost:8000"), host_name("[::1]:80"), host_name("evil.example")
    ('localhost', '[::1]', 'evil.example')
    """
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


class Guard:
    """ASGI middleware.

    Refuses a host that is not this machine (a page elsewhere whose name was made to point here), a
    request from another page's script, and a body longer than its route reads.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        closed = _closed(send)
        refusal = _refusal(headers)
        most = UPLOAD if scope["path"] == "/api/uploads" else BODY
        length = headers.get("content-length", "0")
        if refusal is None and (not length.isdigit() or int(length) > most):
            refusal = (413, f"more than {most / 1e6:g} MB")
        if refusal is not None:
            await _refuse(closed, *refusal)
            return
        if scope["method"] in {"GET", "HEAD", "DELETE"}:
            await self.app(scope, receive, closed)
            return
        body = await _whole(receive, most)
        if body is None:
            await _refuse(closed, 413, f"more than {most / 1e6:g} MB")
            return
        await self.app(scope, _given(body, receive), closed)


def _refusal(headers: dict[str, str]) -> tuple[int, str] | None:
    host = headers.get("host", "")
    if host_name(host) not in HOSTS:
        return 403, "this page is for this machine alone"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.strip().lower():
        return 403, "asked by another page"
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return 403, "asked by another page"
    return None


async def _whole(receive: Any, most: int) -> bytes | None:
    """The body, or None where it is longer than `most` or its sender has left."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _given(body: bytes, receive: Any) -> Any:
    """A `receive` that gives the body that was read already, then what else comes."""
    pending = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:
        return pending.pop() if pending else await receive()

    return again


def _closed(send: Any) -> Any:
    """A `send` that adds the headers."""

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message.get("headers", ())}
            extra = [
                (name.lower().encode(), value.encode())
                for name, value in HEADERS.items()
                if name.lower().encode() not in known
            ]
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await send(message)

    return sending


async def _refuse(send: Any, status: int, text: str) -> None:
    body = json.dumps({"error": text}).encode()
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
