"""What can be checked in a statement, and how it comes out.

Each rule looks at one statement and either answers, or leaves it to the next. A rule that needs a
study only names it; `visviva.article.dossier` runs the studies.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from visviva.article.claims import Statement
from visviva.article.entities import Entity
from visviva.core.geodesy import geodesic_inverse
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue
from visviva.data.gazetteer import place_at
from visviva.data.record import flights

TEXTS: Final = {
    "en": {
        "distance": (
            "{a} is {km} km from {b} on the ellipsoid, and lies {way} of it "
            "(bearing {deg}° on a line of constant heading)."
        ),
        "flew": "{vehicle} flew on {days} (GCAT; days in UTC).",
        "failed": "{vehicle} flew on {days} and failed (GCAT; days in UTC).",
        "no_flight": (
            "No flight of {vehicle} stands in the record for {span}; the "
            "record holds two thirds of all launch days."
        ),
        "pads": "{site} is in the catalogue as a site of {vehicle}.",
        "no_pad": "The catalogue knows no flight of {vehicle} from {site}.",
        "next": "The next launch on record came on {day} (UTC), not in {span}.",
        "as_planned": "A launch followed on {day} (UTC), within {span}.",
        "why_politics": "A decision of states or people, not a question of physics.",
        "why_veto": (
            "A veto is a decision of states, not physics: whether the flight "
            "is possible is another question (study {study})."
        ),
        "why_nothing": "Names nothing that a check exists for.",
        "why_several": "{name} fits several facts: {facts}; which one is meant is not said.",
        "why_future": "Lies after the record.",
        "why_no_check": "No check exists for this kind of statement with what it names.",
    },
    "fr": {
        "distance": (
            "{a} est à {km} km de {b} sur l’ellipsoïde, {way} (relèvement "
            "{deg}° sur une ligne de cap constant)."
        ),
        "flew": "{vehicle} a volé le {days} (GCAT ; jours en UTC).",
        "failed": "{vehicle} a volé le {days} et a échoué (GCAT ; jours en UTC).",
        "no_flight": (
            "Aucun vol de {vehicle} dans le registre pour {span} ; le registre "
            "contient les deux tiers des jours de lancement."
        ),
        "pads": "{site} est dans le catalogue un site de {vehicle}.",
        "no_pad": "Le catalogue ne connaît aucun vol de {vehicle} depuis {site}.",
        "next": "Le lancement suivant est enregistré le {day} (UTC), et non dans {span}.",
        "as_planned": "Un lancement a suivi le {day} (UTC), dans {span}.",
        "why_politics": "Décision d’États ou de personnes, non question de physique.",
        "why_veto": (
            "Un veto est une décision d’États, non de la physique : que le vol "
            "soit possible est une autre question (étude {study})."
        ),
        "why_nothing": "Ne nomme rien pour quoi une vérification existe.",
        "why_several": "{name} désigne plusieurs faits : {facts} ; lequel n’est pas dit.",
        "why_future": "Postérieur au registre.",
        "why_no_check": "Aucune vérification n’existe pour ce genre d’énoncé avec ce qu’il nomme.",
    },
    "ko": {
        "distance": "타원체 위에서 {a}–{b} 거리는 {km} km이고, "
        "방향은 {way}이다(항정선 방위 {deg}°).",
        "flew": "{vehicle} 비행: {days}(GCAT, UTC 날짜).",
        "failed": "{vehicle} 비행: {days}, 실패(GCAT, UTC 날짜).",
        "no_flight": "기록에 {span} 기간의 {vehicle} 비행이 없다. "
        "기록은 전체 발사일의 3분의 2를 담고 있다.",
        "pads": "카탈로그에 {site} 기지는 {vehicle}의 발사장으로 실려 있다.",
        "no_pad": "카탈로그에는 {site} 기지에서 {vehicle} 발사 기록이 없다.",
        "next": "다음 발사는 {day}(UTC)로 기록되어 있으며 {span} 기간이 아니다.",
        "as_planned": "발사가 {day}(UTC)에 {span} 기간 안에 있었다.",
        "why_politics": "국가나 사람의 결정이며 물리의 문제가 아니다.",
        "why_veto": "거부권은 국가의 결정이며 물리가 아니다. "
        "비행이 가능한지는 다른 문제이다(연구 {study}).",
        "why_nothing": "검사할 수 있는 이름이 없다.",
        "why_several": "{name}: 여러 사실에 맞는다({facts}). 어느 것인지 밝히지 않았다.",
        "why_future": "기록 이후의 일이다.",
        "why_no_check": "이런 진술에 대한 검사가 없다.",
    },
}
say = speaker(TEXTS)

WAYS: Final = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
_WAY_NAMES: Final = {
    "en": WAYS,
    "fr": (
        "au nord",
        "au nord-est",
        "à l’est",
        "au sud-est",
        "au sud",
        "au sud-ouest",
        "à l’ouest",
        "au nord-ouest",
    ),
    "ko": ("북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽"),
}
_way = speaker({lang: dict(zip(WAYS, names, strict=True)) for lang, names in _WAY_NAMES.items()})
_WAY_WORDS: Final = {
    "en": r"(?:(north|south)-?\s?)?(east|west)?(?:ern)? of",
    "fr": r"(?:au |à l['’])(?:(nord|sud)-?)?(est|ouest)? de|(?:au |à l['’])(nord|sud)",
    "ko": r"(북|남)?(동|서)?쪽",
    "ru": r"(северо|юго|север|юг)?-?(восток|запад)?(?:е|нее|у|а)? (?:от|к)",
}
_AXIS: Final = {
    "north": 0,
    "nord": 0,
    "북": 0,
    "северо": 0,
    "север": 0,
    "south": 180,
    "sud": 180,
    "남": 180,
    "юго": 180,
    "юг": 180,
    "east": 90,
    "est": 90,
    "동": 90,
    "восток": 90,
    "west": 270,
    "ouest": 270,
    "서": 270,
    "запад": 270,
}
#: A stated distance holds within its rounding, or this share; up to three times it is marginal.
DISTANCE_SHARE: Final = 0.02
#: A stated direction of the eight holds within this angle of the line of constant heading.
DIRECTION_DEG: Final = 45.0

_VETO: Final = re.compile(r"\bveto|거부권|вето|sanction|제재|санкци", re.IGNORECASE)
_OVERTAKE: Final = re.compile(
    (
        r"devancer|avant la corée du sud|overtak|ahead of|before (?:south "
        r"korea|seoul)|앞서|앞지르|먼저|опередить|обогнать|раньше"
    ),
    re.IGNORECASE,
)
_SPACE: Final = re.compile(r"espace|space|우주|космос", re.IGNORECASE)
_TRAINING: Final = re.compile(
    (
        r"peu plus d['’]un an|(?:little|just) (?:over|more than) a year|1년 "
        r"(?:남짓|여)|чуть (?:более|больше) год"
    ),
    re.IGNORECASE,
)
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

SHIPPED: Final = {
    ("soyuz-ms", "tiangong"): "soyuz-tiangong",
    ("soyuz-ms", "iss"): "soyuz-iss",
    ("shenzhou", "tiangong"): "shenzhou-tiangong",
}
PADS: Final = {"angara": "vostochny-angara", "soyuz-2": "vostochny-soyuz-2"}
_SATELLITE_STUDIES: Final = (
    (r"résolution|resolution|해상도|разрешени", "malligyong-resolution"),
    (r"every day|chaque jour|tous les jours|매일|каждый день|ежедневно", "malligyong-revisit"),
    (r"photograph|photo|picture|촬영|сфотограф|снимк", "malligyong-camera"),
    (
        r"under control|alive|operational|manœuvr|manoeuv|orbit was raised|상승|운용|управля",
        "malligyong-alive",
    ),
)


@dataclass(frozen=True, slots=True)
class Check:
    """How a statement comes out, or the study that will say."""

    checkable: bool
    why_not: str = ""
    verdict: str | None = None
    study: str | None = None
    settings: tuple[str, ...] = ()
    finding: str = ""
    source: str = ""
    facts: tuple[str, ...] = field(default=())


def check(claim: Statement, own_day: date | None, site: str | None, language: str) -> Check:
    """The first rule that answers; `site` is the last site that the article named."""
    for rule in (
        _distance,
        _overtaking,
        _veto,
        _pads,
        _history,
        _docking,
        _satellite,
        _solo,
        _training,
        _from_site,
    ):
        found = rule(_Case(claim, own_day, site, language))
        if found is not None:
            return found
    return Check(False, why_not=_reason(claim))


@dataclass(frozen=True, slots=True)
class _Case:
    claim: Statement
    own_day: date | None
    site: str | None
    language: str

    def slugs(self, kind: str, *, near: bool = False) -> list[str]:
        """Facts of a kind, of the clause, else of its sentence, else of what stands before."""
        others = {
            e.fact for e in self.claim.named if e.kind in ("country", "agency") and e.fact
        } - {"north-korea", "nata"}
        before = (self.claim.near,) if near and not others else ()
        layers = (self.claim.own, self.claim.named, *before)
        for layer in layers:
            found = [e.fact for e in layer if e.kind == kind and e.fact]
            if found:
                return list(dict.fromkeys(found))
        return []


def _reason(claim: Statement) -> str:
    for e in claim.own:
        if e.candidates:
            return say("why_several", name=e.text, facts=", ".join(e.candidates))
    if claim.kind == "politics":
        return say("why_politics")
    physical = any(e.kind in ("vehicle", "ship", "station", "satellite") for e in claim.named)
    return say("why_no_check" if physical else "why_nothing")


def _position(e: Entity) -> tuple[float, float, str] | None:
    """Latitude and longitude in rad, and a name."""
    if e.place is not None:
        row = place_at(e.place)
        return float(np.radians(row.lat_deg)), float(np.radians(row.lon_deg)), row.name
    if e.kind == "site" and e.fact:
        fact = Catalogue.bundled().site(e.fact)
        lat, lon, _ = fact.location()
        return lat, lon, fact.title
    return None


def _distance(case: _Case) -> Check | None:
    claim = case.claim
    lengths = [q for q in claim.quantities if q.unit == "m" and claim.start <= q.start < claim.end]
    spots = [e for e in claim.named if e.place is not None or (e.kind == "site" and e.fact)]
    if not lengths or not spots:
        return None
    length = lengths[0]
    if case.language in ("ko",):
        reference = max(
            (e for e in spots if e.end <= length.start), key=lambda e: e.end, default=None
        )
    else:
        reference = min(
            (e for e in spots if e.start >= length.end), key=lambda e: e.start, default=None
        )
    if reference is None:
        return None
    gap = claim.sentence.text[
        min(reference.end, length.end) - claim.sentence.start : max(reference.start, length.start)
        - claim.sentence.start
    ]
    if len(gap) > 45:
        return None
    others = [e for e in spots if e.text != reference.text and e is not reference]
    if not others:
        return None
    subject = min(others, key=lambda e: (e.kind != "site", abs(e.start - length.start)))
    a, b = _position(subject), _position(reference)
    if a is None or b is None:
        return None
    metres = float(geodesic_inverse(b[0], b[1], a[0], a[1])[0])
    heading = _rhumb_deg(b[0], b[1], a[0], a[1])
    off = abs(metres - length.value)
    room = max(length.precision, DISTANCE_SHARE * metres)
    verdict = "yes" if off <= room else "marginal" if off <= 3.0 * room else "no"
    stated = _stated_way(gap, case.language)
    if stated is not None:
        turn = abs((heading - stated + 180.0) % 360.0 - 180.0)
        if turn > DIRECTION_DEG:
            verdict = (
                "no" if turn > 2.0 * DIRECTION_DEG else "marginal" if verdict == "yes" else verdict
            )
    way = WAYS[round(heading / 45.0) % 8]
    finding = say(
        "distance",
        a=subject.text,
        b=reference.text,
        km=f"{metres / 1e3:.0f}",
        way=_way(way),
        deg=f"{heading:.0f}",
    )
    return Check(
        True,
        verdict=_turned(verdict, claim),
        finding=finding,
        source="WGS 84, GeographicLib; GeoNames",
    )


def _rhumb_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Bearing of the line of constant heading on the sphere, degrees from north by east."""
    east = (lon2 - lon1 + np.pi) % (2.0 * np.pi) - np.pi
    north = np.log(np.tan(np.pi / 4 + lat2 / 2) / np.tan(np.pi / 4 + lat1 / 2))
    return float(np.degrees(np.arctan2(east, north)) % 360.0)


def _stated_way(text: str, language: str) -> float | None:
    for found in re.finditer(_WAY_WORDS[language], text, re.IGNORECASE):
        axes = [_AXIS[g.lower()] for g in found.groups() if g and g.lower() in _AXIS]
        if axes:
            x = np.exp(1j * np.radians(axes)).sum()
            return float(np.degrees(np.angle(x)) % 360.0)
    return None


@lru_cache(maxsize=1)
def events() -> tuple[dict[str, Any], ...]:
    """The events that the claims of the past are held against, oldest first."""
    text = files("visviva.article").joinpath("events.toml").read_text(encoding="utf-8")
    return tuple(sorted(tomllib.loads(text)["event"], key=lambda e: e["day"]))


def _told(found: tuple[dict[str, Any], ...]) -> str:
    """What events say, one after the other, in each language."""
    texts = {lang: {"told": " ".join(e[lang] for e in found)} for lang in ("en", "fr", "ko")}
    return speaker(texts)("told")


def _event(name: str) -> dict[str, Any]:
    return next(e for e in events() if e["id"] == name)


def _answer(verdict: str, claim: Statement, *found: dict[str, Any]) -> Check:
    return Check(
        True,
        verdict=_turned(verdict, claim),
        finding=_told(found),
        source="; ".join(e["source"] for e in found),
    )


def _turned(verdict: str, claim: Statement) -> str:
    """The verdict of a denied statement: what is possible makes its denial false."""
    if claim.negated and claim.kind not in ("failure",):
        return {"yes": "no", "no": "yes"}.get(verdict, verdict)
    return verdict


def _overtaking(case: _Case) -> Check | None:
    text = case.claim.sentence.text
    south = any(e.fact == "south-korea" for e in case.claim.named)
    if (
        south
        and _OVERTAKE.search(case.claim.text)
        and _SPACE.search(text)
        and case.claim.kind in ("crew", "other", "politics", "orbit")
    ):
        return _answer("no", case.claim, _event("first-south-korean"))
    return None


def _veto(case: _Case) -> Check | None:
    if not _VETO.search(case.claim.sentence.text):
        return None
    study = _pair(case)
    if study is None or not study[0]:
        return None
    return Check(False, why_not=say("why_veto", study=study[0]), study=study[0])


def _pads(case: _Case) -> Check | None:
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
    verdict = _turned("yes", case.claim) if here else "unknown"
    return Check(True, verdict=verdict, study=study, finding=named, source=site.source or "")


def _history(case: _Case) -> Check | None:
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
        return _answer("marginal" if _RECOVERED.search(claim.text) else "yes", claim, found[0])
    known = [e for e in known if e["kind"] in ("failure", "launch", "orbit")]
    if claim.kind == "schedule":
        return _planned(case, known) or _planned_by_record(case)
    if claim.dates and known:
        return _dated(case, known)
    if known and claim.kind == "failure":
        return _failed(claim, known)
    return _flown(case)


def _dated(case: _Case, known: list[dict[str, Any]]) -> Check | None:
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
        return _answer("yes" if failed else "no", claim, *found)
    if failed and _SUCCESS.search(claim.text) and not claim.negated:
        return _answer("no", claim, *found)
    return _answer("yes", claim, *found)


def _failed(claim: Statement, known: list[dict[str, Any]]) -> Check | None:
    failures = [e for e in known if e["kind"] == "failure"]
    if not failures:
        return None
    if _SECOND.search(claim.text) and len(failures) > 1:
        failures = failures[:2]
        return _answer("marginal" if _SEPARATION.search(claim.text) else "yes", claim, *failures)
    return _answer("yes", claim, *failures[:2])


def _planned(case: _Case, known: list[dict[str, Any]]) -> Check | None:
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


def _planned_by_record(case: _Case) -> Check | None:
    """A planned flight of a launcher: held against the record where the record reaches that far."""
    return _flown(case)


def _flown(case: _Case) -> Check | None:
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
        verdict=_turned(verdict, claim),
        finding=finding,
        source="GCAT (J. McDowell, CC-BY 4.0)",
    )


def _pair(case: _Case) -> tuple[str, tuple[str, ...]] | None:
    """The study of a ship that goes to a station."""
    stations = case.slugs("station")
    ships = case.slugs("ship") or case.slugs("ship", near=True)
    if not stations:
        return None
    ship = ships[0] if ships else None
    if ship is None:
        guest = case.claim.kind in ("crew", "docking")
        ship = (
            {"iss": "soyuz-ms", "tiangong": None}.get(stations[0])
            if guest and _VETO.search(case.claim.sentence.text)
            else None
        )
    if ship is None:
        return None
    return _study_of(ship, stations[0], case.slugs("site"))


def _study_of(ship: str, station: str, sites: list[str]) -> tuple[str, tuple[str, ...]] | None:
    shipped = SHIPPED.get((ship, station))
    if shipped:
        return shipped, (f"launch.site={sites[0]}",) if sites else ()
    fact = Catalogue.bundled().ship(ship)
    if (
        Catalogue.bundled().station(station).status != "active"
        or not fact.launchers
        or not (sites or fact.sites)
    ):
        return None
    return "soyuz-iss", (
        f"launch.site={(sites or list(fact.sites))[0]}",
        f"launch.vehicle={fact.launchers[0]}",
        f"spacecraft.name={ship}",
        f"target.station={station}",
    )


def _docking(case: _Case) -> Check | None:
    if case.claim.kind not in ("docking", "crew", "orbit", "launch", "schedule", "capability"):
        return None
    if not case.slugs("station"):
        return None
    study = _pair(case)
    return Check(True, study=study[0], settings=study[1]) if study else None


def _satellite(case: _Case) -> Check | None:
    if "malligyong-1" not in case.slugs("satellite"):
        return None
    for stems, study in _SATELLITE_STUDIES:
        if re.search(stems, case.claim.text, re.IGNORECASE):
            return Check(True, study=study)
    if "chollima-1" in case.slugs("vehicle") and case.claim.kind in (
        "orbit",
        "launch",
        "satellite",
    ):
        return Check(True, study="chollima-malligyong")
    return None


def _solo(case: _Case) -> Check | None:
    if case.claim.kind not in ("crew", "orbit", "launch", "schedule") or case.slugs("station"):
        return None
    if case.slugs("ship") != ["soyuz-ms"]:
        return None
    sites = case.slugs("site")
    return Check(True, study="soyuz-solo", settings=(f"launch.site={sites[0]}",) if sites else ())


def _training(case: _Case) -> Check | None:
    if case.claim.kind == "crew" and _TRAINING.search(case.claim.text):
        return _answer("yes", case.claim, _event("first-south-korean"))
    return None


def _from_site(case: _Case) -> Check | None:
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
        verdict=_turned("yes", case.claim) if here else "unknown",
        finding=finding,
        source=site.source or "",
    )
