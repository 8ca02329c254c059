"""Launchers and their pads: where the catalogue, or the record, knows a launcher to fly."""

import re
from typing import Final

from visviva.article.claims import Statement
from visviva.article.flight_words import flies, held
from visviva.article.rules.case import Case, Check, turned
from visviva.article.rules.flights import SOURCE, same_place
from visviva.article.rules.launchers import of_types, slugs_of, title_of
from visviva.article.rules.parts import leaves, part_of
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue

TEXTS: Final = {
    "en": {
        "pads": "{site} is in the catalogue as a site of {vehicle}.",
        "no_pad": "The catalogue knows no flight of {vehicle} from {site}.",
    },
    "fr": {
        "pads": "Au catalogue, {site} est un site de lancement de {vehicle}.",
        "no_pad": "Le catalogue ne connaît aucun vol de {vehicle} depuis {site}.",
    },
    "ko": {
        "pads": "카탈로그에 {site} 기지는 {vehicle}의 발사장으로 실려 있다.",
        "no_pad": "카탈로그에는 {site} 기지에서 {vehicle} 발사 기록이 없다.",
    },
}
say = speaker(TEXTS)

_PAD: Final = re.compile(
    r"rampe|pas de tir|\bpads?\b|발사대|стартов\w+ (?:стол|площадк|комплекс)", re.IGNORECASE
)
#: A region is a site only where something leaves it, or its pad there.
_LEAVES_REGION: Final = re.compile(
    r"\bfrom\b|\bdepuis\b|\bd[eu]\b.{0,20}\bsol\b|\bpads?\b|pas de tir|\bс[о]?\b|에서",
    re.IGNORECASE,
)
#: Words of a claim about a pad whose site another sentence names.
LEAST_WORDS: Final = 5
#: Studies of a launcher that is to fly from Vostochny.
PADS: Final = {"angara": "vostochny-angara", "soyuz-2": "vostochny-soyuz-2"}


def pads(case: Case) -> Check | None:
    """A pad of a launcher at a site."""
    if not _PAD.search(case.claim.sentence.text):
        return None
    claim = case.claim
    sites = case.slugs("site") or ([case.site] if case.site else [])
    vehicle = next((e for e in case.claim.own if e.kind == "vehicle"), None)
    if not sites or vehicle is None or not slugs_of(vehicle):
        return None
    if not claim.own_of("site") and len(claim.text.split()) < LEAST_WORDS:
        return None  # "Electron on the pad." stands below a picture
    choice = slugs_of(vehicle)
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
    return any(same_place(s, site) for e in entries if e.slug in vehicles for s in e.sites)


def from_site(case: Case) -> Check | None:
    """A launcher that flies from a site: whether the catalogue, or the record, knows it there."""
    claim, vehicles = case.claim, tuple(case.variants("vehicle"))
    regions = claim.own_of("region") if _LEAVES_REGION.search(claim.text) else ()
    sites = [e.fact for e in (*claim.own_of("site"), *regions)]
    unlisted = next((e for e in claim.own if e.kind == "vehicle" and not slugs_of(e)), None)
    if claim.kind not in ("launch", "schedule", "satellite", "orbit", "other") or not sites:
        return None
    place = next((e.start for e in claim.own_of("site", "region")), claim.start)
    if held(part_of(claim, place), case.language):
        return None
    if not flies(claim.text, case.language) and not leaves(claim):
        return None
    site = Catalogue.bundled().site(str(sites[0]))
    if unlisted is not None:
        known = any(same_place(f.site, site.slug) for f in of_types(unlisted.record))
        text = say("pads" if known else "no_pad", site=site.title, vehicle=unlisted.text)
        verdict = _flies_there(claim, known)
        return Check(True, verdict=verdict, finding=text, source=SOURCE)
    if not vehicles:
        return None
    here = _flies_from(vehicles, site.slug)
    return Check(
        True,
        verdict=_flies_there(claim, here),
        finding=say(
            "pads" if here else "no_pad", site=site.title, vehicle=title_of(case, vehicles)
        ),
        source=site.source or "",
    )


def _flies_there(claim: Statement, known: bool) -> str:
    """The verdict on a launcher from a site: "flies no longer from" denies nothing of the past."""
    return "yes" if known and not claim.negated else "unknown"
