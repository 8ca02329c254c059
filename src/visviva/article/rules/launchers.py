"""The launcher that a statement means, and its flights on record.

The clause's own goes first, then one that a noun or the flight's words point to before it.
"""

import re
from typing import Final

from visviva.article.entities import Entity
from visviva.article.flight_words import flies, to_come
from visviva.article.rules.case import Case
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, all_flights, type_flights

#: Words of a flight that need no launcher beside them: the one told of before is meant.
_TOLD: Final = re.compile(
    r"lifted off|took off|(?:first|last|next|second|third|maiden|previous) (?:flight|launch)|"
    r"(?:premier|dernier|prochain|deuxième|second|précédent) (?:vol|tir|lancement)|"
    r"(?:vol|tir|lancement) (?:précédent|suivant|inaugural)|décoll|"
    r"(?:첫|두|세) ?번째 (?:발사|비행)|이륙|"
    r"(?:перв|втор|последн|следующ)\w+ (?:полёт|полет|пуск|запуск)",
    re.IGNORECASE,
)


def title_of(case: Case, vehicles: tuple[str, ...]) -> str:
    """The launcher's title, or the family's name as the article has it."""
    if len(vehicles) == 1:
        return Catalogue.bundled().vehicle(vehicles[0]).title
    names = [
        e
        for e in (*case.claim.own, *case.claim.named, *case.claim.near)
        if vehicles[0] in e.candidates
    ]
    return names[0].text if names else Catalogue.bundled().vehicle(vehicles[0]).title


def _nearest(case: Case, at: int | None) -> Entity | None:
    """Of several launchers that the clause names, the one told of at a place in the text."""
    own = case.claim.own_of("vehicle")
    if len({e.text for e in own}) < 2:
        return own[0] if own else None
    dated = [d.start for d in case.claim.dates if case.claim.start <= d.start < case.claim.end]
    place = at if at is not None else min(dated, default=case.claim.start)
    before = [e for e in own if e.end <= place]
    return before[-1] if before else own[0]


def launcher(
    case: Case, *, dated: bool, at: int | None = None
) -> tuple[str, tuple[Flight, ...]] | None:
    """The launcher's name and its flights on record: of the clause, else the one told of before."""
    claim = case.claim
    one = _nearest(case, at)
    vehicles = list(slugs_of(one)) if one is not None else case.variants("vehicle")
    unlisted = next((e for e in claim.named if e.kind == "vehicle" and not slugs_of(e)), None)
    if one is not None and not vehicles:
        unlisted = one
    if not vehicles and unlisted is None and dated:
        vehicles = _of_ship(case)
    if not vehicles and unlisted is None and (dated or _TOLD.search(claim.text)):
        sites = claim.own_of("site")
        exact = any(d.first[:7] == d.last[:7] for d in claim.dates) or not claim.dates
        told = bool(_TOLD.search(claim.text))
        vehicles = case.implied("vehicle") if told or (exact and not sites) else []
    if vehicles:
        flights = {f.tag: f for v in vehicles for f in type_flights(v)}
        ordered = sorted(flights.values(), key=lambda f: (f.day, f.tag))
        return title_of(case, tuple(vehicles)), tuple(ordered)
    if unlisted is None:
        return None
    return unlisted.text, of_types(unlisted.record)


def named(e: Entity) -> tuple[str, tuple[Flight, ...]]:
    """A launcher as the article names it, and its flights on record."""
    flights = {f.tag: f for slug in slugs_of(e) for f in type_flights(slug)}
    known = flights.values() or of_types(e.record)
    return e.text, tuple(sorted(known, key=lambda f: (f.day, f.tag)))


def _of_ship(case: Case) -> list[str]:
    """Launchers of the one ship that the clause names."""
    claim = case.claim
    ships = {str(e.fact) for e in (*claim.own, *claim.meant) if e.kind == "ship" and e.fact}
    exact = all(d.one_day for d in claim.dates)
    if len(ships) != 1 or not exact or claim.own_of("station"):
        return []
    if not flies(claim.text, case.language) or to_come(claim.text, case.language):
        return []
    return list(Catalogue.bundled().ship(ships.pop()).launchers)


def slugs_of(e: Entity) -> tuple[str, ...]:
    """Facts that a name stands for; none for a launcher that is no fact."""
    return e.candidates or ((e.fact,) if e.fact else ())


def of_types(types: tuple[str, ...]) -> tuple[Flight, ...]:
    """Flights on record of launchers by the record's own types, variants included."""
    return tuple(f for f in all_flights() if types and f.gcat.startswith(types))
