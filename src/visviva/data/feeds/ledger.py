"""What was asked of whom and when, for all processes of a user: nobody is asked twice too soon.

Limits: the ledger is one user's on one machine; another user, or another machine behind the same
address, is not known here. A clock that was set back makes it wait, never ask.
"""

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from visviva.core.kernels.cache import cache_root
from visviva.core.read import parse_json, read_text
from visviva.data.feeds.providers import HOUR_S, Provider
from visviva.data.store_files import locked, write_whole
from visviva.errors import InputError

#: Statuses after which a query may be asked again by itself, once its interval is over.
GOOD: Final = (200, 304)
#: Statuses that concern the machine or the address, so all queries of the provider.
BLOCKS: Final = (301, 302, 307, 308, 401, 403, 429)
#: A longer pause than this is taken for a slip of the provider's or of this machine's clock, s.
LONGEST_PAUSE_S: Final = 60.0 * 86400.0


@dataclass(slots=True)
class Asked:
    """The latest request of one query: when, the answer's status (0: none came), its marks."""

    unix_s: float
    status: int = 0
    etag: str = ""
    last_modified: str = ""


@dataclass(slots=True)
class Ledger:
    """Requests of one provider.

    Attributes
    ----------
    path : Path
    queries : dict of str to Asked
    recent : list of float
        Times of all requests of the last hour.
    blocked : int
        Status that closed the provider until a person asks to try again; 0 if none did.
    pause_until : float
        Unix time until which the provider asked for no request (``Retry-After``).
    """

    path: Path
    queries: dict[str, Asked] = field(default_factory=dict)
    recent: list[float] = field(default_factory=list)
    blocked: int = 0
    pause_until: float = 0.0

    def refusal(self, provider: Provider, kind: str, address: str, *, retry: bool) -> str:
        """Why a query may not be asked now; empty if it may."""
        now = time.time()
        last = self.queries.get(address)
        interval = provider.interval(kind)
        if last is not None and abs(now - last.unix_s) < interval:
            asked = f"{provider.name} was asked this at {utc_of(last.unix_s)}"
            if math.isinf(interval):
                kept = last.status in GOOD or not retry
                return f"{asked}, and allows it once" if kept else ""
            return f"{asked}; the next request is allowed from {utc_of(last.unix_s + interval)}"
        if now < self.pause_until < now + LONGEST_PAUSE_S:
            return f"{provider.name} asked to be left alone until {utc_of(self.pause_until)}"
        if self.blocked and not retry:
            return f"{provider.name} answered {self.blocked} before; --retry asks it again"
        if last is not None and last.status and last.status not in GOOD and not retry:
            return f"{provider.name} answered {last.status} to this before; --retry asks it again"
        for limit, span, word in (
            (provider.per_minute, 60.0, "minute"),
            (provider.per_hour, HOUR_S, "hour"),
        ):
            if limit and sum(abs(now - t) < span for t in self.recent) >= limit:
                return f"{provider.name} allows {limit} requests a {word}"
        return ""

    def begin(self, address: str) -> Asked:
        """Write down a request before it is sent: one that is killed counts as well."""
        now = time.time()
        last = self.queries.get(address)
        marks = (last.etag, last.last_modified) if last is not None else ("", "")
        self.recent = [t for t in self.recent if abs(now - t) < HOUR_S] + [now]
        self.queries[address] = Asked(now, 0, *marks)
        self.save()
        return self.queries[address]

    def save(self) -> None:
        """Bring the ledger to the disk.

        Raises
        ------
        InputError
            If its folder cannot be written.
        """
        raw = {
            "version": 1,
            "blocked": self.blocked,
            "pause_until": self.pause_until,
            "recent": self.recent,
            "queries": {key: asdict(asked) for key, asked in self.queries.items()},
        }
        try:
            write_whole(self.path, json.dumps(raw, indent=0).encode())
        except OSError as err:
            raise _unusable(self.path, err.strerror or str(err)) from err


def ledger_root() -> Path:
    """Folder of the ledgers, in the user's cache (``VISVIVA_CACHE``)."""
    return cache_root().parent / "feeds"


@contextmanager
def open_ledger(provider: Provider) -> Iterator[Ledger]:
    """The ledger of a provider, held until the answer is there: two processes take turns.

    Raises
    ------
    InputError
        If the cache cannot be written, or the ledger is damaged: nothing is asked then.
    """
    path = ledger_root() / f"{provider.keeper}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".lock").open("a").close()
    except OSError as err:
        raise _unusable(path, err.strerror or str(err)) from err
    with locked(path.with_suffix(".lock")):
        yield _read(path)


def _read(path: Path) -> Ledger:
    if not path.exists():
        return Ledger(path)
    try:
        raw: Any = parse_json(read_text(path), place=str(path))
        queries = {str(k): Asked(**v) for k, v in raw["queries"].items()}
        recent = [float(t) for t in raw["recent"]]
        pause = float(raw.get("pause_until", 0.0))
        return Ledger(path, queries, recent, int(raw["blocked"]), pause)
    except (InputError, KeyError, TypeError, ValueError, AttributeError) as err:
        raise InputError(
            "the ledger of requests is damaged, so nothing is asked",
            advice="delete it; then wait two hours before you ask again",
            place=str(path),
        ) from err


def _unusable(path: Path, reason: str) -> InputError:
    return InputError(
        f"the ledger of requests cannot be written ({reason}), so nothing is asked",
        advice="set VISVIVA_CACHE to a folder of your own",
        place=str(path),
    )


def pause_of(header: str, now: float) -> float:
    """Unix time until which a ``Retry-After`` asks to wait; 0 where it says nothing.

    Examples
    --------
    >>> pause_of("120", 1000.0), pause_of("Thu, 01 Jan 1970 00:20:00 GMT", 1000.0)
    (1120.0, 1200.0)
    >>> pause_of("soon", 1000.0)
    0.0
    """
    if header.strip().isdecimal() and len(header.strip()) < 10:
        return now + float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp())
    except (TypeError, ValueError, OverflowError):
        return 0.0


def utc_of(unix_s: float) -> str:
    """A Unix time as text."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(unix_s))
