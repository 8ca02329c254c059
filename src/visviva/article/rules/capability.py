"""What a launcher can lift to which orbit: a study of its own for each such claim.

Limits: one launcher, one mass, one orbit that is named (low, Sun-synchronous, transfer,
geostationary) or given by its height. "Low orbit" is read as 200 km high, a Sun-synchronous one
without a height as 500 km; the inclination is that of a payload published from that site, else the
site's latitude. Where a published figure is the claim's own, the launcher is judged without its
published payloads.
"""

import json
import re
from typing import Any, Final

import numpy as np

from visviva.article.flight_words import loads_lifted
from visviva.article.quantities import quantities
from visviva.article.rules import orbit_words
from visviva.article.rules.case import Case, Check, said
from visviva.article.rules.launchers import slugs_of
from visviva.core.constants import EARTH_RADIUS
from visviva.data.catalogue import Catalogue
from visviva.orbit.elements import sun_synchronous_inclination

_ABLE: Final = re.compile(
    r"\bcan\b|could|\bable|capab|peut|pourr|saurait|capable|수 있|능력|мож|способ", re.IGNORECASE
)
#: A mass that is the launcher's own, or the whole of what stands on the pad.
_ITS_OWN: Final = re.compile(
    r"^[- ]?(?:heavy |class )?(?:rocket|launcher|booster|vehicle|fusée|lanceur|ракет|носител)|"
    r"^(?:급)? ?(?:로켓|발사체)",
    re.IGNORECASE,
)
_OF_ONE: Final = re.compile(
    r"(?:fusée|lanceur|porteur|rocket|launcher|booster|vehicle|ракет\w*|носител\w*)"
    r" (?:d['’]|de |of |в |массой )(?:\w+ )?$",
    re.IGNORECASE,
)
_ANY: Final = re.compile(
    "|".join(
        p.pattern
        for p in (
            orbit_words.LOW,
            orbit_words.SUN,
            orbit_words.TRANSFER,
            orbit_words.GEOSTATIONARY,
        )
    ),
    re.IGNORECASE,
)
#: A load straight before a height: "300 kg à 500 km".
_LOAD_TO: Final = re.compile(
    r"(?:kg|кг|㎏|tonn?e?s?|тонн\w*|톤)(?: to| into| à| at| на|을|를)? \d[\d ,.]*\s?(?:km|км|㎞)",
    re.IGNORECASE,
)
#: What a launcher is measured by stands after these.
_THAN: Final = re.compile(
    r"\b(?:than|except|besides|unlike|à l['’]exception d[eu]|sauf|hormis|contrairement à|кроме|чем|"
    r"за исключением) (?:[\w'’-]+ ){0,3}$|\bque (?:le |la |l['’])?$",
    re.IGNORECASE,
)
LOW_KM: Final = 200.0
SUN_SYNCHRONOUS_KM: Final = 500.0
TRANSFER_PERIGEE_KM: Final = 250.0
GEOSTATIONARY_KM: Final = 35_786.0
#: A claim that a launcher reaches an orbit, without a mass, is judged with so small a satellite.
SMALL_KG: Final = 10.0
#: A published payload within this share of the stated mass is the claim's own figure.
OWN_SHARE: Final = 0.02
#: Heights that a launcher's claim may give, km.
_HEIGHTS: Final = (120.0, 40_000.0)


def capability(case: Case) -> Check | None:
    """A launcher, a mass and an orbit: the study that answers."""
    claim = case.claim
    if claim.kind not in ("capability", "orbit", "launch", "satellite", "schedule", "other"):
        return None
    if case.slugs("station") or case.slugs("ship") or claim.kind == "schedule":
        return None
    if _only_compared(case):
        return None
    vehicle = _strongest(_variants(case) or case.implied("vehicle"))
    orbit = _orbit_of(case)
    if vehicle is None or orbit is None:
        return None
    mass = _mass_kg(case)
    if mass is None and not (_ABLE.search(claim.text) and orbit[0] == "geo"):
        return None
    return _study(case, vehicle, orbit, SMALL_KG if mass is None else mass)


def _only_compared(case: Case) -> bool:
    """Whether the one launcher of the clause is what another is measured by: "except Falcon"."""
    own, at = case.claim.own_of("vehicle"), case.claim.start
    loads = [q.start for q in case.figures if q.unit == "kg"]
    return bool(
        loads
        and len({e.text for e in own}) == 1
        and own[0].start > loads[0]
        and _THAN.search(case.claim.text[: own[0].start - at])
    )


def _variants(case: Case) -> list[str]:
    """Facts of the one launcher that is meant: of several, the last before the load, or the first.

    "A Long March 3B …, the 300th of the Long March family" is no family.
    """
    own = case.claim.own_of("vehicle")
    if len({e.text for e in own}) < 2:
        return case.variants("vehicle")
    loads = [q.start for q in case.figures if q.unit == "kg"]
    before = [e for e in own if loads and e.end <= loads[0]]
    return list(slugs_of(before[-1] if before else own[0]))


def _strongest(slugs: list[str]) -> str | None:
    """The variant with the heaviest published payload: a family can what one of it can."""
    catalogue = Catalogue.bundled()
    vehicles = {e.slug for e in catalogue.entries("vehicle")}

    def heaviest(slug: str) -> float:
        return max((r.payload_kg.value for r in catalogue.vehicle(slug).payloads), default=0.0)

    return max((s for s in slugs if s in vehicles), key=heaviest, default=None)


def _mass_kg(case: Case) -> float | None:
    text, at = case.claim.text, case.claim.start
    masses = [
        q
        for q in case.figures
        if q.unit == "kg" and not _is_its_own(text, q.start - at, q.end - at)
    ]
    return masses[0].value if len(masses) == 1 or (masses and _paired(case)) else None


def _is_its_own(text: str, start: int, end: int) -> bool:
    """Whether a mass of the text is the launcher's own."""
    return bool(_ITS_OWN.match(text[end:]) or _OF_ONE.search(text[:start]))


def _paired(case: Case) -> bool:
    """Whether each of several masses has its own height after it: the first pair is judged."""
    kinds = [q.unit for q in case.figures if q.unit in ("kg", "m") and q.value > 50.0]
    return "kg" in kinds and kinds[kinds.index("kg") :][:3] in (["kg", "m", "kg"], ["kg", "m"])


def _orbit_of(case: Case) -> tuple[str, float | None] | None:
    """Which orbit the clause names: its name and its height in km, where it gives one."""
    heights = [q.value / 1e3 for q in case.figures if q.unit == "m"]
    height = next((h for h in heights if _HEIGHTS[0] <= h <= _HEIGHTS[1]), None)
    masses = [q for q in case.figures if q.unit == "kg"]
    if len(masses) > 1 and _paired(case):
        at = case.claim.start
        first, end = _first_pair(case)
        piece = case.claim.text[first - at : end - at]
        return _named_orbit(piece, piece, height, lifted=True)
    text = case.claim.text
    if not _ANY.search(text) and (height is None or len(masses) == _masses_of_sentence(case)):
        text = case.claim.sentence.text  # of several loads, one with a height has its own orbit
    lifted = loads_lifted(case.claim.text) or bool(_LOAD_TO.search(case.claim.text))
    return _named_orbit(text, text, height, lifted=lifted)


def _masses_of_sentence(case: Case) -> int:
    told = quantities(case.claim.sentence.text, case.language)
    return sum(q.unit == "kg" for q in told)


def _first_pair(case: Case) -> tuple[int, int]:
    """Where the first mass that is no launcher's own begins, and where the next one does."""
    text, at = case.claim.text, case.claim.start
    starts = [
        q.start
        for q in case.figures
        if q.unit == "kg" and not _is_its_own(text, q.start - at, q.end - at)
    ]
    return starts[0], starts[1] if len(starts) > 1 else at + len(text)


def _named_orbit(
    text: str, about: str, height: float | None, *, lifted: bool
) -> tuple[str, float | None] | None:
    for name, words in (
        ("gto", orbit_words.TRANSFER),
        ("geo", orbit_words.GEOSTATIONARY),
        ("sso", orbit_words.SUN),
        ("leo", orbit_words.LOW),
    ):
        if words.search(text):
            return name, height
    told = orbit_words.ANY.search(about) or lifted
    return ("leo", height) if height is not None and told else None


def _study(case: Case, vehicle: str, orbit: tuple[str, float | None], mass: float) -> Check | None:
    fact = Catalogue.bundled().vehicle(vehicle)
    sites = [s for s in case.slugs("site") if s in fact.sites] or list(fact.sites)
    if not sites:
        return None
    target, label = _target(fact, sites[0], *orbit)
    rows = [r.payload_kg.value for r in fact.payloads if r.type == "published"]
    blind = any(abs(value / mass - 1.0) <= OWN_SHARE for value in rows)
    name = f"{vehicle}-{mass:g}-kg-{label}"
    return Check(True, study=name, body=_body(case, name, (vehicle, sites[0], blind), mass, target))


def _target(fact: Any, site: str, name: str, height: float | None) -> tuple[dict[str, float], str]:
    """Perigee and apogee in km, inclination in degrees, and a word for the study's name."""
    if name == "geo":
        shape = {"perigee_km": GEOSTATIONARY_KM, "apogee_km": GEOSTATIONARY_KM}
        return {**shape, "inclination_deg": 0.0}, name
    if name == "gto":
        shape = {"perigee_km": TRANSFER_PERIGEE_KM, "apogee_km": GEOSTATIONARY_KM}
        return {**shape, "inclination_deg": _inclination(fact, site, high=True)}, name
    km = height or (SUN_SYNCHRONOUS_KM if name == "sso" else LOW_KM)
    shape = {"perigee_km": km, "apogee_km": km}
    if name == "sso":
        angle = np.degrees(sun_synchronous_inclination(EARTH_RADIUS + 1e3 * km))
        return {**shape, "inclination_deg": round(float(angle), 2)}, f"{name}-{km:g}-km"
    return {**shape, "inclination_deg": _inclination(fact, site, high=False)}, f"{km:g}-km"


def _inclination(fact: Any, site: str, *, high: bool) -> float:
    """Of the least inclined payload published from the site to such an orbit, else the latitude."""
    rows = [
        r.inclination_deg.value
        for r in fact.payloads
        if r.site == site and (r.apogee_km.value > 3_000.0) == high
    ]
    latitude, _, _ = Catalogue.bundled().site(site).location()
    return float(min(rows)) if rows else round(abs(float(np.degrees(latitude))) + 0.1, 1)


def _body(
    case: Case,
    name: str,
    launcher: tuple[str, str, bool],
    mass: float,
    target: dict[str, float],
) -> str:
    vehicle, site, blind = launcher
    claim = json.dumps(" ".join(case.claim.text.split()), ensure_ascii=False)
    orbit = "\n".join(f"{key} = {value!r}" for key, value in target.items())
    return (
        f'[study]\nname = "{name}"\nclaim.en = {claim}\n'
        + said(case.own_day)
        + f'\n[launch]\nsite = "{site}"\nvehicle = "{vehicle}"\n'
        + ("blind = true\n" if blind else "")
        + f"\n[spacecraft]\nmass_kg = {mass!r}\n\n[target]\n{orbit}\n"
    )
