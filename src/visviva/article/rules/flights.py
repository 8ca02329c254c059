"""Flights of launchers and from sites, held against the record of launches.

Limits: the record holds about two thirds of all launch days, so a flight that it lacks may have
been; days are counted in UTC, and a stated day holds with the day before and after it.
"""

import re
from datetime import date, timedelta
from typing import Final

from visviva.article.rules.case import Case, Check, turned
from visviva.core.geodesy import geodesic_inverse
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue
from visviva.data.record import Flight, all_flights, type_flights

TEXTS: Final = {
    "en": {
        "flew": "{vehicle} flew on {days} (GCAT; days in UTC).",
        "failed": "{vehicle} flew on {days} and failed (GCAT; days in UTC).",
        "elsewhere": "{vehicle} flew on {days}, from {site} (GCAT; days in UTC).",
        "from_here": "On {days} {vehicle} flew from {site} (GCAT; days in UTC).",
        "no_flight": (
            "No flight of {vehicle} stands in the record for {span}; the record "
            "holds two thirds of all launch days."
        ),
        "none_here": (
            "No flight from {site} stands in the record for {span}; the record "
            "holds two thirds of all launch days."
        ),
        "pads": "{site} is in the catalogue as a site of {vehicle}.",
        "no_pad": "The catalogue knows no flight of {vehicle} from {site}.",
    },
    "fr": {
        "flew": "{vehicle} a volé le {days} (GCAT\u202f; jours en UTC).",
        "failed": "{vehicle} a volé le {days} et a échoué (GCAT\u202f; jours en UTC).",
        "elsewhere": "{vehicle} a volé le {days}, depuis {site} (GCAT\u202f; jours en UTC).",
        "from_here": "Le {days}, {vehicle} a volé depuis {site} (GCAT\u202f; jours en UTC).",
        "no_flight": (
            "Aucun vol de {vehicle} dans le registre pour {span}\u202f; le registre "
            "contient les deux tiers des jours de lancement."
        ),
        "none_here": (
            "Aucun vol depuis {site} dans le registre pour {span}\u202f; le registre "
            "contient les deux tiers des jours de lancement."
        ),
        "pads": "Au catalogue, {site} est un site de lancement de {vehicle}.",
        "no_pad": "Le catalogue ne connaît aucun vol de {vehicle} depuis {site}.",
    },
    "ko": {
        "flew": "{vehicle} 비행: {days}(GCAT, UTC 날짜).",
        "failed": "{vehicle} 비행: {days}, 실패(GCAT, UTC 날짜).",
        "elsewhere": "{vehicle} 비행: {days}, 발사장 {site}(GCAT, UTC 날짜).",
        "from_here": "{days} {vehicle} 비행, 발사장 {site}(GCAT, UTC 날짜).",
        "no_flight": (
            "기록에 {span} 기간의 {vehicle} 비행이 없다. 기록은 전체 발사일의 3분의 2를 담고 있다."
        ),
        "none_here": (
            "기록에 {span} 기간의 {site} 발사가 없다. 기록은 전체 발사일의 3분의 2를 담고 있다."
        ),
        "pads": "카탈로그에 {site} 기지는 {vehicle}의 발사장으로 실려 있다.",
        "no_pad": "카탈로그에는 {site} 기지에서 {vehicle} 발사 기록이 없다.",
    },
}
say = speaker(TEXTS)
SOURCE: Final = "GCAT (J. McDowell, CC-BY 4.0)"
#: Flights that a sentence lists at most.
MOST_LISTED: Final = 4

_PAD: Final = re.compile(
    r"rampe|pas de tir|\bpads?\b|발사대|стартов\w+ (?:стол|площадк|комплекс)", re.IGNORECASE
)
_LAUNCH: Final = r"launch(?!er|pad| (?:tower|pad|site|cent|complex|vehicle|base))"
#: Words of a flight that need no launcher beside them: the one told of before is meant.
_TOLD: Final = re.compile(
    r"lifted off|took off|(?:first|last|next|second|third|maiden|previous) (?:flight|launch)|"
    r"(?:premier|dernier|prochain|deuxième|second|précédent) (?:vol|tir|lancement)|décoll|"
    r"(?:첫|두|세) ?번째 (?:발사|비행)|이륙|"
    r"(?:перв|втор|последн|следующ)\w+ (?:полёт|полет|пуск|запуск)",
    re.IGNORECASE,
)
_FLIES: Final = re.compile(
    rf"{_LAUNCH}|\bfl(?:y|ies|ew|own)\b|lift|took off|blast|décoll|lanc[ée]|vol[ée]|"
    r"s['’]envol|tiré|mis(?:e|es)? en orbite|\bput\b|placed|"
    r"발사|이륙|비행|запус|старт|взлет|взлёт|полет|летает",
    re.IGNORECASE,
)
#: Words that say that something flew, or was to fly, or failed in flight.
_FLIGHT: Final = re.compile(
    rf"{_LAUNCH}|lift|flew|flown|flight|blast|\bput\b|fail|explod|reached|took off|carried|"
    r"left the pad|placed|mis(?:e|es)? en orbite|lost|décoll|lanc[ée]|\bvolé?\b|\btir|\bvols?\b|"
    r"échou|échec|explos|perdu|발사|비행|실패|폭발|запус|старт|взлет|взлёт|пуск|выве|авари|взорв|неуда|полет",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\bsince\b|\bdepuis\b|이후|\bс\b", re.IGNORECASE)
SUCCESS: Final = re.compile(r"success|reached orbit|réussi|avec succès|성공|успешн", re.IGNORECASE)
#: Studies of a launcher that is to fly from Vostochny.
PADS: Final = {"angara": "vostochny-angara", "soyuz-2": "vostochny-soyuz-2"}


#: Kinds of statement that a flight from a site at a date answers.
_OF_SITE: Final = frozenset(("launch", "crew", "satellite", "orbit", "failure"))


def pads(case: Case) -> Check | None:
    """A pad of a launcher at a site."""
    if not _PAD.search(case.claim.sentence.text):
        return None
    sites = case.slugs("site") or ([case.site] if case.site else [])
    vehicle = next((e for e in case.claim.own if e.kind == "vehicle"), None)
    if not sites or vehicle is None:
        return None
    choice = vehicle.candidates or ((vehicle.fact,) if vehicle.fact else ())
    here = _flies_from(choice, sites[0])
    site = Catalogue.bundled().site(sites[0])
    study = None
    if sites[0] == "vostochny":
        study = next(
            (s for stem, s in PADS.items() if any(c.startswith(stem) for c in choice)), None
        )
    return Check(
        True,
        verdict=turned("yes", case.claim) if here else "unknown",
        study=study,
        finding=say("pads" if here else "no_pad", site=site.title, vehicle=vehicle.text),
        source=site.source or "",
    )


def _flies_from(vehicles: tuple[str, ...], site: str) -> bool:
    entries = Catalogue.bundled().entries("vehicle")
    return any(site in e.sites for e in entries if e.slug in vehicles)


def from_site(case: Case) -> Check | None:
    """A launcher that flies from a site: whether the catalogue knows it there."""
    claim, vehicles = case.claim, tuple(case.variants("vehicle"))
    sites = [e.fact for e in claim.own if e.kind == "site"]
    if claim.kind not in ("launch", "schedule", "satellite", "orbit") or not vehicles or not sites:
        return None
    if not _FLIES.search(claim.text):
        return None
    site = Catalogue.bundled().site(str(sites[0]))
    here = _flies_from(vehicles, site.slug)
    return Check(
        True,
        verdict=turned("yes", claim) if here else "unknown",
        finding=say("pads" if here else "no_pad", site=site.title, vehicle=_title(case, vehicles)),
        source=site.source or "",
    )


def _title(case: Case, vehicles: tuple[str, ...]) -> str:
    """The launcher's title, or the family's name as the article has it."""
    if len(vehicles) == 1:
        return Catalogue.bundled().vehicle(vehicles[0]).title
    names = [e for e in (*case.claim.own, *case.claim.named) if vehicles[0] in e.candidates]
    return names[0].text if names else vehicles[0]


def flown(case: Case) -> Check | None:
    """A flight of a launcher, or from a site, at a date: whether it stands in the record."""
    claim = case.claim
    if not claim.dates or not _FLIGHT.search(claim.text):
        return None
    vehicles = tuple(case.implied("vehicle") if _TOLD.search(claim.text) else ())
    vehicles = vehicles or tuple(case.variants("vehicle"))
    sites = [str(e.fact) for e in claim.own if e.kind == "site" and e.fact]
    dated = any(claim.start <= d.start < claim.end for d in claim.dates)
    if vehicles and (dated or claim.own_of("vehicle") or claim.kind == "failure"):
        return _of_vehicle(case, vehicles, sites)
    exact = all(d.first == d.last for d in claim.dates)
    if sites and exact and claim.kind in _OF_SITE:
        return _of_site(case, sites[0])
    return None


def _days(case: Case, known: tuple[Flight, ...]) -> list[Flight]:
    """Flights on the dates of the claim, a stated day with its neighbours."""
    found = []
    for d in case.claim.dates:
        room = timedelta(days=1 if d.first == d.last else 0)
        first, last = date.fromisoformat(d.first) - room, date.fromisoformat(d.last) + room
        if _SINCE.search(d.text) and case.own_day is not None:
            first, last = date.fromisoformat(d.last), case.own_day
        found += [f for f in known if first <= f.day <= last]
    return found


def _span(case: Case) -> str:
    first = case.claim.dates[0]
    return first.first if first.first == first.last else f"{first.first}/{first.last}"


def _listed(found: list[Flight]) -> str:
    return ", ".join(dict.fromkeys(f.day.isoformat() for f in found[:MOST_LISTED]))


def _of_vehicle(case: Case, vehicles: tuple[str, ...], sites: list[str]) -> Check:
    claim, title = case.claim, _title(case, vehicles)
    known = {f.tag: f for v in vehicles for f in type_flights(v)}
    found = _days(case, tuple(sorted(known.values(), key=lambda f: (f.day, f.tag))))
    if not found:
        text = say("no_flight", vehicle=title, span=_span(case))
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    here = [f for f in found if not sites or _same_place(f.site, sites[0])]
    if not here:
        never = not any(_same_place(f.site, sites[0]) for f in known.values())
        text = say("elsewhere", vehicle=title, days=_listed(found), site=_site_title(found[0].site))
        verdict = turned("no", claim) if never else "unknown"
        return Check(True, verdict=verdict, finding=text, source=SOURCE)
    failed = any(f.failed for f in here)
    exact = claim.dates[0].first == claim.dates[0].last
    if claim.kind == "failure":
        verdict = "yes" if failed else "no" if exact else "unknown"
    else:
        verdict = "no" if failed and SUCCESS.search(claim.text) else "yes"
    text = say("failed" if failed else "flew", vehicle=title, days=_listed(here))
    return Check(True, verdict=turned(verdict, claim), finding=text, source=SOURCE)


def _site_title(slug: str) -> str:
    known = {e.slug for e in Catalogue.bundled().entries("site")}
    return Catalogue.bundled().site(slug).title if slug in known else slug


#: Sites so near each other are one place to the press (Cape Canaveral and Kennedy), m.
SAME_PLACE_M: Final = 50e3


def _same_place(one: str, two: str) -> bool:
    if one == two:
        return True
    known = {e.slug for e in Catalogue.bundled().entries("site")}
    if one not in known or two not in known:
        return False
    a, b = (Catalogue.bundled().site(s).location() for s in (one, two))
    return float(geodesic_inverse(a[0], a[1], b[0], b[1])[0]) <= SAME_PLACE_M


def _of_site(case: Case, slug: str) -> Check:
    site = Catalogue.bundled().site(slug).title
    found = _days(case, tuple(f for f in all_flights() if _same_place(f.site, slug)))
    if not found:
        text = say("none_here", site=site, span=_span(case))
        return Check(True, verdict="unknown", finding=text, source="GCAT")
    text = say(
        "from_here", site=site, days=_listed(found), vehicle=found[0].variant or found[0].gcat
    )
    failed = all(f.failed for f in found)
    if case.claim.kind == "failure":
        verdict = "yes" if failed else "unknown"
    else:
        verdict = "no" if failed and SUCCESS.search(case.claim.text) else "yes"
    return Check(True, verdict=turned(verdict, case.claim), finding=text, source=SOURCE)
