"""Claims about what flew, failed or was planned: the events, then the record of launches."""

import re
from datetime import date, timedelta
from typing import Any, Final

from visviva.article.claims import Statement
from visviva.article.rules.case import Case, Check, turned
from visviva.article.rules.events import answer, events
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue
from visviva.data.record import flights

TEXTS: Final = {
    "en": {
        "flew": "{vehicle} flew on {days} (GCAT; days in UTC).",
        "failed": "{vehicle} flew on {days} and failed (GCAT; days in UTC).",
        "no_flight": (
            "No flight of {vehicle} stands in the record for {span}; the record "
            "holds two thirds of all launch days."
        ),
        "pads": "{site} is in the catalogue as a site of {vehicle}.",
        "no_pad": "The catalogue knows no flight of {vehicle} from {site}.",
        "next": "The next launch on record came on {day} (UTC), not in {span}.",
        "as_planned": "A launch followed on {day} (UTC), within {span}.",
    },
    "fr": {
        "flew": "{vehicle} a volé le {days} (GCAT\u202f; jours en UTC).",
        "failed": "{vehicle} a volé le {days} et a échoué (GCAT\u202f; jours en UTC).",
        "no_flight": (
            "Aucun vol de {vehicle} dans le registre pour {span}\u202f; le registre "
            "contient les deux tiers des jours de lancement."
        ),
        "pads": "{site} est dans le catalogue un site de {vehicle}.",
        "no_pad": "Le catalogue ne connaît aucun vol de {vehicle} depuis {site}.",
        "next": "Le lancement suivant est enregistré le {day} (UTC), et non dans {span}.",
        "as_planned": "Un lancement a suivi le {day} (UTC), dans {span}.",
    },
    "ko": {
        "flew": "{vehicle} 비행: {days}(GCAT, UTC 날짜).",
        "failed": "{vehicle} 비행: {days}, 실패(GCAT, UTC 날짜).",
        "no_flight": (
            "기록에 {span} 기간의 {vehicle} 비행이 없다. 기록은 전체 발사일의 3분의 2를 담고 있다."
        ),
        "pads": "카탈로그에 {site} 기지는 {vehicle}의 발사장으로 실려 있다.",
        "no_pad": "카탈로그에는 {site} 기지에서 {vehicle} 발사 기록이 없다.",
        "next": "다음 발사는 {day}(UTC)로 기록되어 있으며 {span} 기간이 아니다.",
        "as_planned": "발사가 {day}(UTC)에 {span} 기간 안에 있었다.",
    },
}
say = speaker(TEXTS)

_PAD: Final = re.compile(
    r"rampe|pas de tir|\bpads?\b|발사대|стартов\w+ (?:стол|площадк|комплекс)", re.IGNORECASE
)

_SECOND: Final = re.compile(
    (
        r"deuxième fois|seconde fois|second (?:time|attempt|flight)|두 번째|"
        r"втор(?:ой|ая|ом) (?:раз|попытк|пуск)"
    ),
    re.IGNORECASE,
)

_SEPARATION: Final = re.compile(r"séparation|separation|분리|разделени|отделени", re.IGNORECASE)

_RECOVERED: Final = re.compile(
    r"secour|repêch|récupér|recover|salvag|retriev|인양|수거|подня[лт]", re.IGNORECASE
)

#: Words that say that something flew, or was to fly, or failed in flight.
_FLIGHT: Final = re.compile(
    r"launch(?!er)|lift|flew|flown|flight|blast|\bput\b|fail|explod|"
    r"lost|décoll|lanc[ée]|\bvolé?\b|\btir|"
    r"échou|échec|explos|perdu|발사|비행|실패|폭발|запус|старт|пуск|выве|авари|взорв|неуда|полет",
    re.IGNORECASE,
)

_SUCCESS: Final = re.compile(r"success|réussi|avec succès|성공|успешн", re.IGNORECASE)

PADS: Final = {"angara": "vostochny-angara", "soyuz-2": "vostochny-soyuz-2"}


def pads(case: Case) -> Check | None:
    """A pad of a launcher at a site."""
    if not _PAD.search(case.claim.sentence.text):
        return None
    sites = case.slugs("site") or ([case.site] if case.site else [])
    vehicle = next((e for e in case.claim.own if e.kind == "vehicle"), None)
    if not sites or vehicle is None:
        return None
    choice = vehicle.candidates or ((vehicle.fact,) if vehicle.fact else ())
    entries = [e for e in Catalogue.bundled().entries("vehicle") if e.slug in choice]
    site = Catalogue.bundled().site(sites[0])
    here = any(sites[0] in e.sites for e in entries)
    named = say("pads" if here else "no_pad", site=site.title, vehicle=vehicle.text)
    study = next(
        (
            s
            for stem, s in PADS.items()
            if sites[0] == "vostochny" and any(c.startswith(stem) for c in choice)
        ),
        None,
    )
    verdict = turned("yes", case.claim) if here else "unknown"
    return Check(True, verdict=verdict, study=study, finding=named, source=site.source or "")


def from_site(case: Case) -> Check | None:
    """A launcher that flies from a site: whether the catalogue knows it there."""
    vehicles, sites = case.slugs("vehicle"), [e.fact for e in case.claim.own if e.kind == "site"]
    if (
        case.claim.kind not in ("launch", "schedule", "satellite", "orbit")
        or not vehicles
        or not sites
    ):
        return None
    entry = next(e for e in Catalogue.bundled().entries("vehicle") if e.slug == vehicles[0])
    site = Catalogue.bundled().site(str(sites[0]))
    here = site.slug in entry.sites
    finding = say("pads" if here else "no_pad", site=site.title, vehicle=entry.title)
    return Check(
        True,
        verdict=turned("yes", case.claim) if here else "unknown",
        finding=finding,
        source=site.source or "",
    )


def history(case: Case) -> Check | None:
    """Claims about what flew: the events by name, then the record of launches."""
    claim = case.claim
    if claim.kind not in ("failure", "debris", "launch", "orbit", "satellite", "schedule", "crew"):
        return None
    loose = claim.kind in ("failure", "debris", "schedule")
    names = {s for k in ("vehicle", "satellite") for s in case.slugs(k, near=loose)}
    names |= set(case.slugs("agency", near=loose)) & {"nata"}
    if claim.dates:
        names |= set(case.slugs("country")) & {"north-korea"}
    known = [e for e in events() if names & set(e["names"])]
    if claim.kind == "debris":
        found = [e for e in known if e["kind"] == "debris"]
        if not found:
            return None
        return answer("marginal" if _RECOVERED.search(claim.text) else "yes", claim, found[0])
    known = [e for e in known if e["kind"] in ("failure", "launch", "orbit")]
    if claim.kind == "schedule":
        return _planned(case, known) or _planned_by_record(case)
    if claim.dates and known:
        return _dated(case, known)
    if known and claim.kind == "failure":
        return _failed(claim, known)
    return _flown(case)


def _dated(case: Case, known: list[dict[str, Any]]) -> Check | None:
    claim, found = case.claim, []
    for d in claim.dates:
        first, last = date.fromisoformat(d.first), date.fromisoformat(d.last)
        hit = [
            e
            for e in known
            if first <= e["day"] <= last or first <= e.get("local", e["day"]) <= last
        ]
        if not hit:
            return None
        found += [e for e in hit if e not in found]
    failed = all(e["outcome"] == "failed" for e in found)
    if claim.kind == "failure":
        return answer("yes" if failed else "no", claim, *found)
    if failed and _SUCCESS.search(claim.text) and not claim.negated:
        return answer("no", claim, *found)
    return answer("yes", claim, *found)


def _failed(claim: Statement, known: list[dict[str, Any]]) -> Check | None:
    failures = [e for e in known if e["kind"] == "failure"]
    if not failures:
        return None
    if _SECOND.search(claim.text) and len(failures) > 1:
        failures = failures[:2]
        return answer("marginal" if _SEPARATION.search(claim.text) else "yes", claim, *failures)
    return answer("yes", claim, *failures[:2])


def _planned(case: Case, known: list[dict[str, Any]]) -> Check | None:
    claim, own = case.claim, case.own_day
    if not claim.dates or own is None:
        return None
    following = [e for e in known if e["day"] > own]
    span = claim.dates[0]
    last = date.fromisoformat(span.last)
    if not following or last < own:
        return None
    day = following[0]["day"]
    inside = date.fromisoformat(span.first) <= day <= last
    finding = say(
        "as_planned" if inside else "next", day=day.isoformat(), span=f"{span.first}/{span.last}"
    )
    return Check(
        True, verdict="yes" if inside else "no", finding=finding, source=following[0]["source"]
    )


def _planned_by_record(case: Case) -> Check | None:
    """A planned flight of a launcher: held against the record where the record reaches that far."""
    return _flown(case)


def _flown(case: Case) -> Check | None:
    claim = case.claim
    vehicles = case.slugs("vehicle")
    if not vehicles or not claim.dates or not _FLIGHT.search(claim.text):
        return None
    title = Catalogue.bundled().vehicle(vehicles[0]).title
    everything = flights(vehicles[0])
    days = []
    for d in claim.dates:
        first = date.fromisoformat(d.first) - timedelta(days=1 if d.first == d.last else 0)
        last = date.fromisoformat(d.last) + timedelta(days=1 if d.first == d.last else 0)
        days += [f for f in everything if first <= f.day <= last]
    if not days:
        span = f"{claim.dates[0].first}/{claim.dates[0].last}"
        return Check(
            True,
            verdict="unknown",
            finding=say("no_flight", vehicle=title, span=span),
            source="GCAT",
        )
    days = days[:4]
    failed = any(f.failed for f in days)
    listed = ", ".join(f.day.isoformat() for f in days)
    finding = say("failed" if failed else "flew", vehicle=title, days=listed)
    exact = claim.dates[0].first == claim.dates[0].last
    if claim.kind == "failure":
        verdict = "yes" if failed else "no" if exact else "unknown"
    else:
        verdict = "no" if failed and _SUCCESS.search(claim.text) else "yes"
    return Check(
        True,
        verdict=turned(verdict, claim),
        finding=finding,
        source="GCAT (J. McDowell, CC-BY 4.0)",
    )
