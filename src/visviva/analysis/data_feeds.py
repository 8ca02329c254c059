"""Current element sets and tables from their publishers, politely, into the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from visviva.analysis.data_store import MOST_AHEAD_DAYS, age_said
from visviva.core.fresh_tables import FreshTable, fresh_tables
from visviva.core.result import Result
from visviva.core.time import DAY_S, Epoch
from visviva.data.feeds.fetch import fetch, keep_marks
from visviva.data.feeds.providers import (
    CELESTRAK,
    GROUPS,
    PROVIDERS,
    Provider,
    provider_named,
)
from visviva.data.feeds.tables import table_of
from visviva.data.store import Store
from visviva.data.store_files import Commit
from visviva.data.table_folder import keep_table
from visviva.errors import DataMissingError, ElementSetError, InputError
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.gp.choose import number_of


@dataclass(frozen=True, slots=True)
class GetRequest:
    """What to get.

    Attributes
    ----------
    wanted : tuple of str
        Catalogue numbers, names or groups; with `update`, names of providers or nothing for all.
    provider : str
        Whom to ask.
    history : bool
        Every set there ever was (Space-Track), in place of the newest.
    offline : bool
        Touch no network: say what the store has.
    retry : bool
        A person asks to try again after an error.
    """

    wanted: tuple[str, ...]
    provider: str = CELESTRAK.name
    history: bool = False
    offline: bool = False
    retry: bool = False


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class GetResult(Result):
    """What came, by query.

    Attributes
    ----------
    answers : tuple of dict
    store : str
    notes : tuple of str
    """

    SCHEMA: ClassVar[str] = "visviva.data.get/1"
    ROWS: ClassVar[str] = "sets"

    answers: tuple[dict[str, Any], ...]
    store: str
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """One row a query: name, outcome, as_of_utc, age_days, source, counts, reason."""
        return [dict(row) for row in self.answers]

    def head(self) -> Mapping[str, Any]:
        """Folder of the store, and what it had to say."""
        return {"store": self.store, "notes": list(self.notes)}


def get_elements(request: GetRequest) -> GetResult:
    """Get element sets of objects or groups, unless they were asked for too short a time ago.

    Raises
    ------
    DataMissingError
        If there are none, here or there, or the provider's answer cannot be used; what the store
        has stays as it is, and its age is said.
    InputError
        If the provider is not known, or has no such query.
    """
    provider = provider_named(request.provider)
    if provider.of_tables:
        raise InputError(
            f"{provider.name} has tables, no element sets",
            advice=f"visviva data update {provider.name}",
        )
    queries = [(provider, *_query(provider, text, request.history)) for text in request.wanted]
    return _all(queries, request)


def update_elements(request: GetRequest) -> GetResult:
    """Ask again for everything that was got from the providers named, or from all of them.

    A table (Earth orientation, space weather, GCAT) that is named is got also the first time; with
    nothing named, what was got before is renewed.

    Raises
    ------
    DataMissingError
        As `get_elements`; also if nothing was ever got.
    """
    asked = [provider_named(name).name for name in request.wanted] or list(PROVIDERS)
    held = fresh_tables()
    kinds = [
        (PROVIDERS[name], kind)
        for name in asked
        for kind, _ in PROVIDERS[name].paths
        if PROVIDERS[name].of_tables and (name in request.wanted or kind in held)
    ]
    queries = []
    for name in dict.fromkeys(c.name for c in Store().manifest().commits):
        who, _, query = name.partition(" ")
        kind, _, value = query.partition("=")
        if who in asked and kind in dict(PROVIDERS[who].paths) and kind != "HISTORY":
            queries.append((PROVIDERS[who], kind, value))
    if not queries and not kinds:
        raise DataMissingError(
            f"nothing of {' or '.join(asked)} is in the store",
            advice="get it first: visviva data get 25544, or visviva data update eop",
        )
    return _all(queries, request, kinds)


def _query(provider: Provider, text: str, history: bool) -> tuple[str, str]:
    """Kind and value of the query that a text means: number, station by its fact, group, name."""
    number = number_of(text)
    if number is None:
        number = _station(text)
    if number is not None:
        return "HISTORY" if history else "CATNR", str(number)
    if history or provider is not CELESTRAK:
        raise InputError(
            f"{text!r} is no catalogue number", advice=f"{provider.name} is asked by number"
        )
    return ("GROUP" if text in GROUPS else "NAME"), text


def _station(text: str) -> int | None:
    """Catalogue number of a station that the facts know by this name."""
    from visviva.data.catalogue import Catalogue
    from visviva.errors import UnknownNameError

    try:
        return Catalogue.bundled().station(text).catalog_number
    except UnknownNameError:
        return None


def _all(
    queries: list[tuple[Provider, str, str]],
    request: GetRequest,
    tables: Sequence[tuple[Provider, str]] = (),
) -> GetResult:
    store = Store()
    rows = [_one(store, *query, request) for query in queries]
    rows += [_table(provider, kind, request) for provider, kind in tables]
    return GetResult(tuple(rows), str(store.root), tuple(store.notes))


def _table(provider: Provider, kind: str, request: GetRequest) -> dict[str, Any]:
    """Renew one table; what is kept stands where that fails, and its age is said."""
    held = fresh_tables().get(kind)
    if request.offline:
        if held is None:
            raise DataMissingError(
                f"no table of {kind} was ever got, and --offline touches no network",
                advice="leave --offline out; until then the table that ships is used",
            )
        return _table_row(provider, held, "offline", "the network was not touched")
    try:
        answer = fetch(provider, kind, kind, retry=request.retry, held=held is not None)
        if answer.refusal and held is None:
            raise DataMissingError(answer.refusal, advice="the table that ships is used")
        if held is not None and (answer.refusal or answer.unchanged):
            outcome = "too soon" if answer.refusal else "unchanged"
            reason = answer.refusal or f"{provider.name} has nothing newer"
            return _table_row(provider, held, outcome, reason)
        made = table_of(kind, answer.content, answer.address)
        kept = keep_table(made, source=answer.address, licence=provider.licence)
    except DataMissingError as err:
        age = (
            "; the table that ships is used"
            if held is None
            else f"; the store has it as of {held.as_of}, {_old(held.as_of + 'T00:00:00Z')}"
        )
        raise DataMissingError(err.message + age, advice=err.advice, place=err.place) from err
    keep_marks(provider, answer)
    newer = held is None or held.sha256 != kept.sha256
    return _table_row(provider, kept, "new" if newer else "unchanged", "", made.rows)


def _table_row(
    provider: Provider, table: FreshTable, outcome: str, reason: str, rows: int | None = None
) -> dict[str, Any]:
    return {
        "name": provider.name if provider.name == table.name else f"{provider.name} {table.name}",
        "outcome": outcome,
        "as_of_utc": f"{table.as_of}T00:00:00Z",
        "age_days": round(_days_since(f"{table.as_of}T00:00:00Z"), 3),
        "element_sets": None,
        "new": 0 if rows is None or outcome != "new" else rows,
        "reason": reason,
        "source": table.source,
    }


def _old(utc: str) -> str:
    return age_said(_days_since(utc))


def _days_since(utc: str) -> float:
    return float(Epoch.now() - Epoch.parse(utc)) / DAY_S


def _one(
    store: Store, provider: Provider, kind: str, value: str, request: GetRequest
) -> dict[str, Any]:
    name = f"{provider.name} {kind}={value}"
    held = {c.name: c for c in store.manifest().commits}.get(name)
    if request.offline:
        if held is None:
            raise DataMissingError(
                f"{name} is not in the store, and --offline touches no network",
                advice="leave --offline out, or visviva data import FILE",
            )
        return _row(held, "offline", "the network was not touched")
    try:
        answer = fetch(provider, kind, value, retry=request.retry, held=held is not None)
        if answer.refusal and held is None:
            raise DataMissingError(answer.refusal, advice="nothing of it is in the store yet")
        if answer.refusal and held is not None:
            return _row(held, "too soon", answer.refusal)
        if answer.unchanged and held is not None:
            return _row(held, "unchanged", f"{provider.name} has nothing newer")
        try:
            read = read_elements(answer.content, name=answer.address)
        except ElementSetError as err:
            raise DataMissingError(
                f"{provider.name} sent no element sets of {value!r}: {_said(answer.content, err)}",
                advice="check the number or name",
            ) from err
    except DataMissingError as err:
        age = (
            ""
            if held is None
            else f"; the store has it as of {held.as_of_utc}, {_old(held.as_of_utc)}"
        )
        raise DataMissingError(err.message + age, advice=err.advice, place=err.place) from err
    told = store.commit(read.elements, name=name, source=answer.address)
    keep_marks(provider, answer)
    reasons = [f"element sets refused: {len(read.rejected)}"] if read.rejected else []
    reasons += _odd(read.elements, kind, value)
    return _row(told, "new" if told.new else "unchanged", "; ".join(reasons))


def _odd(elements: Sequence[ElementSet], kind: str, value: str) -> list[str]:
    """What a person should know of sets that are kept all the same."""
    out = []
    others = {e.catalog_number for e in elements} - {number_of(value)}
    if others and kind in ("CATNR", "HISTORY"):
        named = ", ".join(str(n) for n in sorted(others)[:3])
        out.append(f"object {value} was asked for, and {named} came")
    ahead = max((-_days_since(e.epoch.iso(3)) for e in elements), default=0.0)
    if ahead > MOST_AHEAD_DAYS:
        out.append(f"a set lies {ahead:,.1f} days ahead of this machine’s clock")
    return out


def _said(content: bytes, err: ElementSetError) -> str:
    """The provider's own words where they are few, else what is wrong with its answer."""
    text = content[:200].decode("utf-8", "replace").strip()
    plain = len(content) < 200 and "<" not in text and "{" not in text
    return f"it says {text!r}" if text and plain else err.message


def _row(commit: Commit, outcome: str, reason: str) -> dict[str, Any]:
    return {
        "name": commit.name,
        "outcome": outcome,
        "as_of_utc": commit.as_of_utc,
        "age_days": round(_days_since(commit.as_of_utc), 3),
        "element_sets": commit.sets,
        "new": commit.new if outcome == "new" else 0,
        "reason": reason,
        "source": commit.source,
    }
