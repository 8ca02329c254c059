"""One request, when the ledger allows it: its bytes, or why there are none.

Limits: nothing is followed, repeated or guessed; an answer is whole, at most 512 MB unpacked, or an
error.
"""

import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit

from visviva import __version__
from visviva.data.feeds.credentials import Secret, credentials
from visviva.data.feeds.ledger import BLOCKS, GOOD, open_ledger, pause_of, utc_of
from visviva.data.feeds.providers import Provider, checked
from visviva.errors import DataMissingError, MissingExtraError

#: Bytes of one answer, unpacked: the whole catalogue as JSON is some 20 MB.
MOST_BYTES: Final = 512 << 20
TIMEOUT_S: Final = 60.0
#: Seconds in which an answer must be whole: one that drips would hold the ledger from all others.
LONGEST_S: Final = 600.0
_AGENT: Final = f"visviva/{__version__} (orbit analysis; one request per query and interval)"
_WHY: Final = {
    301: "the address has moved",
    403: "this machine's address is blocked, perhaps for asking too often",
    401: "user name or password is wrong",
    404: "there is no such data",
    429: "asked too often",
    500: "the provider has a fault",
    503: "the provider is busy or closed for now",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider said.

    Attributes
    ----------
    address : str
    content : bytes
        Empty where nothing new was sent.
    refusal : str
        Why nothing was asked (too soon), or empty.
    unchanged : bool
        The provider said that nothing has changed (304).
    marks : tuple of str
        ETag and Last-Modified.
    """

    address: str
    content: bytes = b""
    refusal: str = ""
    unchanged: bool = False
    marks: tuple[str, str] = ("", "")


def fetch(
    provider: Provider, kind: str, value: str, *, retry: bool = False, held: bool = False
) -> Answer:
    """Ask a provider one thing, if its manners allow it now.

    Parameters
    ----------
    provider : Provider
    kind, value : str
        The query.
    retry : bool
        A person asks to try again after an error.
    held : bool
        The store has an earlier answer, so "nothing has changed" is one too.

    Raises
    ------
    DataMissingError
        If the answer has another status than 200 or 304, is cut or too large, or none came; the
        reason is said and nothing is tried again.
    InputError
        If the address is not https, or the ledger cannot be written.
    MissingExtraError
        Where httpx2 is not installed.
    """
    address = provider.address(kind, value)
    web = _web()
    secret = credentials(provider) if provider.login else None
    with open_ledger(provider) as ledger:
        refusal = ledger.refusal(provider, kind, address, retry=retry)
        if refusal:
            return Answer(address, refusal=refusal)
        asked = ledger.begin(address)
        headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip"}
        if held and asked.etag:
            headers["If-None-Match"] = asked.etag
        if held and asked.last_modified:
            headers["If-Modified-Since"] = asked.last_modified
        try:
            status, marks, content, after = _request(web, provider, address, headers, secret)
        except web.ConnectError as err:
            del ledger.queries[address]  # nobody was reached, so nobody was bothered
            ledger.save()
            raise _failed(provider, address, f"it cannot be reached ({err})") from err
        except (web.HTTPError, web.InvalidURL, OSError) as err:
            reason = str(err) or type(err).__name__
            raise _failed(provider, address, f"the answer broke off ({reason})") from err
        asked.status = status
        ledger.blocked = status if status in BLOCKS else 0
        ledger.pause_until = pause_of(after, time.time()) if status not in GOOD else 0.0
        if status == 200:  # `keep_marks` says so once the store has it
            asked.status, asked.etag, asked.last_modified = 0, "", ""
        ledger.save()
    if status not in GOOD:
        why = _WHY.get(status, "nothing to be read as data")
        if ledger.pause_until:
            why += f"; it asks to be left alone until {utc_of(ledger.pause_until)}"
        raise _failed(provider, address, f"it answered {status}: {why}")
    return Answer(address, content, unchanged=status == 304, marks=marks)


def keep_marks(provider: Provider, answer: Answer) -> None:
    """Write down that an answer was kept: only then may the next request say "if changed"."""
    with open_ledger(provider) as ledger:
        if answer.address in ledger.queries:
            asked = ledger.queries[answer.address]
            asked.status, (asked.etag, asked.last_modified) = 200, answer.marks
            ledger.save()


def _request(
    web: Any,
    provider: Provider,
    address: str,
    headers: Mapping[str, str],
    secret: Secret | None,
) -> tuple[int, tuple[str, str], bytes, str]:
    """Status, marks (ETag, Last-Modified), content and Retry-After of one request."""
    local = urlsplit(address).scheme == "http"
    method, body, target = "GET", None, address
    if secret is not None:  # Space-Track answers a query that is sent along with the login
        target = checked(provider.root() + provider.login)
        method, body = (
            "POST",
            {"identity": secret.user, "password": secret.password, "query": address},
        )
    with (
        web.Client(
            follow_redirects=False, timeout=TIMEOUT_S, trust_env=not local, verify=not local
        ) as client,
        client.stream(method, target, headers=headers, data=body) as answer,
    ):
        marks = (answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
        if answer.status_code != 200:
            return answer.status_code, marks, b"", answer.headers.get("retry-after", "")
        packed = answer.headers.get("content-encoding", "").lower() == "gzip"
        return 200, marks, _bounded(answer.iter_raw(), packed=packed), ""


def _bounded(chunks: Iterable[bytes], *, packed: bool) -> bytes:
    """All bytes, unpacked, as long as they are few enough; a cut gzip is an error."""
    unpack = zlib.decompressobj(wbits=31)
    begun = time.monotonic()
    kept: list[bytes] = []
    size = 0
    for chunk in chunks:
        try:
            plain = unpack.decompress(chunk, MOST_BYTES - size + 1) if packed else chunk
        except zlib.error as err:
            raise OSError(f"not the gzip that it says to be: {err}") from err
        size += len(plain)
        if size > MOST_BYTES:
            raise OSError(f"more than {MOST_BYTES >> 20} MB")
        kept.append(plain)
        if time.monotonic() - begun > LONGEST_S:
            raise OSError(f"not whole after {LONGEST_S:.0f} s")
    if packed and not unpack.eof:
        raise OSError("cut in the middle")
    return b"".join(kept)


def _failed(provider: Provider, address: str, reason: str) -> DataMissingError:
    return DataMissingError(
        f"{provider.name}: {reason}",
        advice="what the store has stands; nothing is asked again by itself",
        place=address,
    )


def _web() -> Any:
    try:
        return import_module("httpx2")
    except ImportError as err:
        raise MissingExtraError(
            "the network needs httpx2, which is not installed",
            advice="pip install 'visviva[store]'",
        ) from err
