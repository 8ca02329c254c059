"""Who publishes element sets and tables, at which address, and how often each may be asked.

Limits: manners are as the providers stated them when this was written; the provider's own page has
the last word, and a block is by address of the machine, not by user.
"""

import math
import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from visviva.core.time import DAY_S
from visviva.errors import InputError

HOUR_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, as a description.

    Attributes
    ----------
    name : str
    base : str
        Scheme and host.
    paths : tuple of (str, str)
        Kind of query and path with ``{}`` for its value.
    interval_s : tuple of (str, float)
        Least time between two requests of one query, by kind.
    per_minute, per_hour : int
        Requests of all queries together; 0 is no limit stated.
    parser : str
        What its answers are: ``elements``, or a table of `visviva.data.feeds.tables`.
    shares : str
        Provider by whose ledger it is asked: a keeper blocks machines, not files.
    login : str
        Path to which user name and password are sent, or empty.
    policy, licence : str
        In the provider's sense, for people.
    """

    name: str
    base: str
    paths: tuple[tuple[str, str], ...]
    interval_s: tuple[tuple[str, float], ...]
    policy: str
    licence: str
    per_minute: int = 0
    per_hour: int = 0
    login: str = ""
    parser: str = "elements"
    shares: str = ""

    @property
    def keeper(self) -> str:
        """Name of the ledger."""
        return self.shares or self.name

    def address(self, kind: str, value: str) -> str:
        """Address of a query.

        Raises
        ------
        InputError
            If the provider has no such query, or its address is neither https nor this machine.

        Examples
        --------
        >>> CELESTRAK.address("CATNR", "270438")
        'https://celestrak.org/NORAD/elements/gp.php?CATNR=270438&FORMAT=JSON'
        """
        paths = dict(self.paths)
        if kind not in paths:
            raise InputError(
                f"{self.name} has no query {kind!r}", advice="use one of " + ", ".join(paths)
            )
        return checked(self.root() + paths[kind].format(quote(value, safe="")))

    @property
    def of_tables(self) -> bool:
        """Whether it publishes tables, not element sets."""
        return self.parser != "elements"

    def root(self) -> str:
        """Scheme and host; ``VISVIVA_CELESTRAK`` and its like name a mirror."""
        variable = "VISVIVA_" + self.name.upper().replace("-", "_")
        return (os.environ.get(variable) or self.base).rstrip("/")

    def interval(self, kind: str) -> float:
        """Least seconds between two requests of one query; infinite for once for ever."""
        return dict(self.interval_s)[kind]


def checked(address: str) -> str:
    """The address, if it is https, or of this machine.

    Raises
    ------
    InputError
        If it is not.

    Examples
    --------
    >>> checked("http://example.org/a")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    visviva.errors.InputError: http://example.org/a: not an https address; give...
    """
    parts = urlsplit(address)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise InputError(
            "not an https address", advice="give one that begins with https://", place=address
        )
    return address


CELESTRAK: Final = Provider(
    name="celestrak",
    base="https://celestrak.org",
    paths=tuple(
        (kind, "/NORAD/elements/gp.php?" + kind + "={}&FORMAT=JSON")
        for kind in ("CATNR", "NAME", "GROUP", "INTDES")
    ),
    interval_s=tuple((kind, 2 * HOUR_S) for kind in ("CATNR", "NAME", "GROUP", "INTDES")),
    policy="one request per query in two hours per machine; an error must not be repeated",
    licence="public; name CelesTrak as the source",
)
_SPACE_TRACK: Final = "/basicspacedata/query/class/"
SPACE_TRACK: Final = Provider(
    name="space-track",
    base="https://www.space-track.org",
    paths=(
        ("CATNR", _SPACE_TRACK + "gp/NORAD_CAT_ID/{}/format/json"),
        ("HISTORY", _SPACE_TRACK + "gp_history/NORAD_CAT_ID/{}/orderby/EPOCH/format/json"),
    ),
    interval_s=(("CATNR", HOUR_S), ("HISTORY", math.inf)),
    policy="under 30 requests a minute and 300 an hour; gp hourly, gp_history once per object",
    licence="by the user agreement of the account; not to be passed on",
    per_minute=29,
    per_hour=299,
    login="/ajaxauth/login",
)
EOP: Final = Provider(
    name="eop",
    base="https://datacenter.iers.org",
    paths=(("eop", "/data/9/finals2000A.all"),),
    interval_s=(("eop", DAY_S),),
    policy="no interval stated; renewed once a day, asked at most as often",
    licence="IERS, public; name the IERS as the source",
    parser="finals2000A",
)
SPACE_WEATHER: Final = Provider(
    name="space-weather",
    base="https://celestrak.org",
    paths=(("space-weather", "/SpaceData/SW-All.csv"),),
    interval_s=(("space-weather", DAY_S),),
    policy="CelesTrak's manners; the daily rows are asked for at most once a day",
    licence="public; name CelesTrak as the source",
    parser="cssi",
    shares="celestrak",
)
GCAT: Final = Provider(
    name="gcat",
    base="https://planet4589.org",
    paths=(
        ("launches", "/space/gcat/tsv/launch/launch.tsv"),
        ("satellites", "/space/gcat/tsv/cat/satcat.tsv"),
    ),
    interval_s=(("launches", DAY_S), ("satellites", DAY_S)),
    policy="no interval stated; asked at most once a day",
    licence="CC-BY 4.0, Jonathan C. McDowell, General Catalog of Artificial Space Objects",
    parser="gcat",
)
PROVIDERS: Final = {p.name: p for p in (CELESTRAK, SPACE_TRACK, EOP, SPACE_WEATHER, GCAT)}

#: Groups of CelesTrak that a word names; another word is a name.
GROUPS: Final = frozenset(
    [
        "stations",
        "visual",
        "active",
        "analyst",
        "last-30-days",
        "weather",
        "noaa",
        "goes",
        "resource",
        "sarsat",
        "dmc",
        "tdrss",
        "argos",
        "planet",
        "spire",
        "geo",
        "intelsat",
        "ses",
        "iridium-NEXT",
        "starlink",
        "oneweb",
        "orbcomm",
        "globalstar",
        "amateur",
        "satnogs",
        "gnss",
        "gps-ops",
        "glo-ops",
        "galileo",
        "beidou",
        "sbas",
        "science",
        "geodetic",
        "engineering",
        "education",
        "military",
        "radar",
        "cubesat",
    ]
)


def provider_named(name: str) -> Provider:
    """The provider of a name.

    Raises
    ------
    InputError
        If there is none.
    """
    if name not in PROVIDERS:
        raise InputError(f"no provider {name!r}", advice="use one of " + ", ".join(PROVIDERS))
    return PROVIDERS[name]
