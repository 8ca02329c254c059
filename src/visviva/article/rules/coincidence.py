"""A launcher or a site beside one day, whatever the verb: right where the record agrees.

The press has more verbs of flight than any list: "first graced the sky", "첫선을 보였다". Where a
clause names a launcher that seldom flies and one day, and the record has a flight of it on that
day, the clause tells of that flight. Where the record has none, nothing is said: the deed may have
been another.

Limits: not where the words say that something else was done that day (a signature, a roll-out, a
docking), and not for a launcher that flies so often that one day in twenty would agree by chance.
"""

from datetime import date
from typing import Final

from visviva.article.claims import Statement
from visviva.article.dates import Dated
from visviva.article.flight_words import CLOCK, flies, held, other_deed, to_come
from visviva.article.kinds import tells_failure
from visviva.article.rules.case import Case, Check
from visviva.article.rules.flights import (
    SOURCE,
    after_record,
    flights_of_day,
    same_place,
    site_title,
    told_flights,
)
from visviva.article.rules.flights import say as say_flight
from visviva.article.rules.launchers import launcher, named
from visviva.article.rules.parts import part_of
from visviva.data.record import Flight, all_flights

#: A day agrees by chance at most this often: what may be wrong of what is checked.
MOST_CHANCE: Final = 0.05
#: Days to either side in which flights are counted.
AROUND_DAYS: Final = 182
_KINDS: Final = frozenset(
    ("launch", "satellite", "orbit", "failure", "other", "crew", "capability")
)


def coincided(case: Case) -> Check | None:
    """The flight that the record has of the clause's launcher, or from its site, on its days."""
    claim = case.claim
    days = [d for d in claim.dates if d.one_day and claim.start <= d.start < claim.end]
    days = days or _own_day(case)
    if claim.kind not in _KINDS or claim.negated or not days or not case.spacey():
        return None
    parts = [part_of(claim, d.start) for d in days]
    if after_record(claim) or claim.conditional or any(_elsewise(p, case.language) for p in parts):
        return None
    known = launcher(case, dated=True) or _sole(claim)
    if known is not None:
        return _agreeing(case, days, known[1], known[0])
    sites = [str(e.fact) for e in claim.own if e.kind == "site" and e.fact]
    near = {str(e.fact) for e in claim.near if e.kind == "site" and e.fact}
    if not sites and len(near) == 1 and not claim.own_of("ship", "satellite", "station"):
        sites = list(near)
    if not sites or claim.own_of("vehicle") or not case.spacey("site"):
        return None
    here = tuple(f for f in all_flights() if same_place(f.site, sites[0]))
    return _agreeing(case, days, here, "")


def _own_day(case: Case) -> list[Dated]:
    """The article's own day, where a flight is told with an hour and no day."""
    claim, own = case.claim, case.own_day
    hour = CLOCK.search(claim.text)
    if hour is None or own is None or claim.dates or not flies(claim.text, case.language):
        return []
    at = claim.start + hour.start()
    return [Dated(hour[0], at, at + len(hour[0]), own.isoformat(), own.isoformat(), False)]


def _sole(claim: Statement) -> tuple[str, tuple[Flight, ...]] | None:
    """The only launcher that the article has named so far, where the clause names none."""
    if claim.sole is None or claim.own_of("vehicle", "ship", "station", "satellite", "site"):
        return None
    return named(claim.sole)


def _elsewise(part: str, language: str) -> bool:
    """Whether the words tell of another deed, or of none."""
    return held(part, language) or to_come(part, language) or other_deed(part, language)


def _agreeing(case: Case, days: list[Dated], known: tuple[Flight, ...], title: str) -> Check | None:
    each = [flights_of_day(d, known) for d in days]
    chances = [_chance(date.fromisoformat(d.first), known) for d in days]
    found = [f for some in each for f in some]
    if not all(each) or max(chances) > MOST_CHANCE:
        return None
    if tells_failure(case.claim.text, case.language) and not any(f.failed for f in found):
        return None
    if title:
        text = told_flights(title, found)
    else:
        day = found[0].day.isoformat()
        site = site_title(found[0].site)
        text = say_flight("from_here", site=site, days=day, vehicle=found[0].gcat)
    return Check(True, verdict="yes", finding=text, source=SOURCE)


def _chance(day: date, known: tuple[Flight, ...]) -> float:
    """Share of the days about a day that would agree, each with the days beside it."""
    near = {f.day for f in known if abs((f.day - day).days) <= AROUND_DAYS}
    return 3.0 * len(near) / (2.0 * AROUND_DAYS + 1.0)
