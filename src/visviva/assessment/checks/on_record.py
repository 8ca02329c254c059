"""Has it been done? What is catalogued and what has flown, beside what physics says.

Limits: those of `visviva.data.record`. Only a flight of the same launcher from the same site to the
same plane, at least as heavy and as high, or with the same ship, counts; the launch that the claim
is about does not, nor does any mass that stems from it: of that launch, the catalogued orbit alone
is evidence. A study that changes the launcher's figures asks about another one.
"""

from datetime import date, timedelta
from math import degrees

from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import MessageArgument, speaker
from visviva.data import record
from visviva.data.crewed_tables import flown_liftoffs
from visviva.data.schema.craft import SatelliteFact

TEXTS = {
    "en": {
        "question": "Is it on record?",
        "summary.object": "On record: {ship}, object {number}, has been catalogued in that orbit "
        "since its launch of {day} with {vehicle}.",
        "summary.flown": "On record: {vehicle} brought at least that mass to that height and plane "
        "from {site} ({flights}).",
        "flights.one": "{tag} of {day}, {mass} kg",
        "flights.many": "{count} listed flights, the last {tag} of {day}, {mass} kg",
        "summary.ship": "On record: {ship} has left {site} on {vehicle} into that plane "
        "({flights}).",
        "ships.one": "{flight}, {day}",
        "ships.many": "{count} lift-offs at hand, the last {flight} of {day}",
        "summary.changed": "The study changes figures of {vehicle}: what flew says nothing of "
        "that.",
        "summary.elsewhere": "Not on record from {site}; from {other}, {vehicle} brought {mass} kg "
        "to that height and plane ({tag} of {day}).",
        "summary.heaviest": "Not on record; the heaviest that {vehicle} brought to a dated orbit "
        "is {mass} kg to {low} × {high} km at {tilt}° ({tag} of {day}).",
        "summary.none": "Not on record: no flight of {vehicle} with a known mass and a dated orbit "
        "is listed.",
        "row": "the flight",
        "method": "list of flights, flown payloads of the launcher's fact, lift-offs of ships, and "
        "the catalogue of objects; a flown payload is a lower bound",
    },
    "fr": {
        "question": "Est-ce déjà arrivé\u202f?",
        "summary.object": "Avéré\u00a0: {ship}, objet {number}, est catalogué sur cette orbite "
        "depuis son lancement du {day} par {vehicle}.",
        "summary.flown": "Avéré\u00a0: {vehicle} a porté au moins cette masse à cette altitude et "
        "dans ce plan depuis {site} ({flights}).",
        "flights.one": "{tag} du {day}, {mass} kg",
        "flights.many": "{count} vols recensés, le dernier {tag} du {day}, {mass} kg",
        "summary.ship": "Avéré\u00a0: {ship} est parti de {site} sur {vehicle} dans ce plan "
        "({flights}).",
        "ships.one": "{flight}, {day}",
        "ships.many": "{count} décollages connus ici, le dernier {flight} du {day}",
        "summary.changed": "L’étude change des chiffres de {vehicle}\u00a0: ce qui a volé n’en dit "
        "rien.",
        "summary.elsewhere": "Pas avéré depuis {site}\u202f; depuis {other}, {vehicle} a porté "
        "{mass} kg à cette altitude et dans ce plan ({tag} du {day}).",
        "summary.heaviest": "Pas avéré\u202f; le plus lourd que {vehicle} ait porté sur une orbite "
        "datée est {mass} kg vers {low} × {high} km à {tilt}° ({tag} du {day}).",
        "summary.none": "Pas avéré\u00a0: aucun vol de {vehicle} à masse connue et orbite datée "
        "n’est recensé.",
        "row": "le vol",
        "method": "liste des vols, charges emportées de la fiche du lanceur, décollages de "
        "vaisseaux et catalogue des objets\u202f; une charge emportée est une borne inférieure",
    },
    "ko": {
        "question": "기록이 있는가?",
        "summary.object": "기록 있음: {ship}(물체 번호 {number})은(는) {vehicle}의 {day} 발사 이래 "
        "그 궤도에 등재되어 있다.",
        "summary.flown": "기록 있음: {vehicle}은(는) {site}에서 그 고도와 궤도면에 그 이상의 "
        "질량을 올렸다({flights}).",
        "flights.one": "{day}의 {tag}, {mass} kg",
        "flights.many": "목록의 비행 {count}회, 마지막은 {day}의 {tag}, {mass} kg",
        "summary.ship": "기록 있음: {ship}은(는) {site}에서 {vehicle}에 실려 그 궤도면으로 "
        "떠났다({flights}).",
        "ships.one": "{flight}, {day}",
        "ships.many": "알려진 발사 {count}회, 마지막은 {day}의 {flight}",
        "summary.changed": "연구가 {vehicle}의 수치를 바꾸었으므로 실제 비행은 이에 대해 아무것도 "
        "말해 주지 않는다.",
        "summary.elsewhere": "{site}에서의 기록은 없음. {vehicle}은(는) {other}에서 그 고도와 "
        "궤도면에 {mass} kg을 올렸다({day}의 {tag}).",
        "summary.heaviest": "기록 없음. {vehicle}이(가) 날짜가 확인된 궤도에 올린 가장 무거운 것은 "
        "{low} × {high} km, {tilt}°에 {mass} kg이다({day}의 {tag}).",
        "summary.none": "기록 없음: 질량과 날짜가 확인된 궤도를 가진 {vehicle}의 비행이 목록에 "
        "없다.",
        "row": "비행",
        "method": "비행 목록, 발사체 자료의 비행 탑재량, 우주선 발사 기록, 물체 목록; 올린 "
        "탑재량은 하한이다",
    },
}
say = speaker(TEXTS)
#: A satellite is in the orbit of the claim where heights and plane agree this well.
SAME_HEIGHT_KM, SAME_PLANE_DEG = 25.0, 0.3
#: What a flight shows to be possible: the launcher, and the plane it started in.
SETTLES = ("lift", "turn-budget")
#: Sites from one coast, whose pads lie within a fifth of a degree of latitude.
SAME_PLACE = (
    frozenset({"cape-canaveral", "kennedy"}),
    frozenset({"wenchang", "hainan-commercial"}),
)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Yes where the object is catalogued or a flight shows it; unknown, not no, where none does."""
    if case.effort.trial:
        return None
    if case.overrides["vehicle"].figures or not _shipped(case):
        return Outcome("unknown", {"vehicle": case.vehicle.names}, "changed")
    return _catalogued(case) or _ship_flown(case) or _flown(case)


def _shipped(case: Case) -> bool:
    """Whether the launcher is that of the catalogue, not one of the user's own with its name."""
    name = case.vehicle.slug
    return (
        name not in case.catalogue.names("vehicle") or case.catalogue.vehicle(name) == case.vehicle
    )


def _catalogued(case: Case) -> Outcome | None:
    craft = case.craft
    if not isinstance(craft, SatelliteFact) or craft.orbit is None:
        return None
    if craft.catalog_number is None or craft.launched_utc is None:
        return None
    if craft.launch_vehicle != case.vehicle.slug or craft.launch_site != case.site.slug:
        return None
    stated = craft.orbit
    near = all(
        abs(getattr(stated, name).value - case.orbit_figure(name).value) <= slack
        for name, slack in (
            ("perigee_km", SAME_HEIGHT_KM),
            ("apogee_km", SAME_HEIGHT_KM),
            ("inclination_deg", SAME_PLANE_DEG),
        )
    )
    if not near:
        return None
    return Outcome(
        "yes",
        {
            "ship": craft.names,
            "number": str(craft.catalog_number),
            "day": craft.launched_utc.date().isoformat(),
            "vehicle": case.vehicle.names,
        },
        "object",
        sources=(f"{stated.perigee_km.source}, {stated.perigee_km.as_of.isoformat()}",),
        settles=SETTLES,
    )


def _ship_flown(case: Case) -> Outcome | None:
    """A crewed ship that has left from there, on that launcher, into the plane of a station.

    The log of launches gives the mass of a capsule alone; that the ship flew shows more.
    """
    ship = case.ship
    if ship is None or case.station is None or case.loaded.study.launch.blind:
        return None
    if case.required("spacecraft", "mass_kg").value > ship.mass_kg.high:
        return None  # heavier than any that flew
    tilt = case.orbit_figure("inclination_deg").value
    flown = [
        (f, date.fromisoformat(f.liftoff_utc[:10]))
        for f in flown_liftoffs()
        if f.ship == ship.slug
        and f.vehicle == case.vehicle.slug
        and _same_place(f.site, case.site.slug)
        and abs(degrees(f.inclination) - tilt) <= SAME_PLANE_DEG
    ]
    shown = [(f, day) for f, day in flown if not _own(case, day)]
    if not shown:
        return None
    last, day = max(shown, key=lambda row: row[1])
    told = {"flight": last.flight, "day": day.isoformat(), "count": (len(shown), 0)}
    words: dict[str, MessageArgument] = {
        "ship": ship.names,
        "site": case.site.names,
        "vehicle": case.vehicle.names,
        "flights": say("ships.one" if len(shown) == 1 else "ships.many", **told),
    }
    return Outcome("yes", words, "ship", sources=(last.source,), settles=SETTLES)


def _flown(case: Case) -> Outcome:
    mass = case.required("spacecraft", "mass_kg").value
    low, high = (case.orbit_figure(name).value for name in ("perigee_km", "apogee_km"))
    tilt = case.orbit_figure("inclination_deg").value
    known = (*record.flown(case.vehicle.slug), *_rows(case))
    listed = sorted(
        (f for f in known if not _own(case, f.day)), key=lambda f: -(f.payload_kg or 0.0)
    )
    shown = [f for f in listed if f.demonstrates(mass, min(low, high), max(low, high), tilt)]
    here = [f for f in shown if _same_place(f.site, case.site.slug)]
    if not listed:
        return Outcome(
            "unknown", {"vehicle": case.vehicle.names}, "none", sources=(record.source(),)
        )
    flight = max(here or shown, key=lambda f: f.day) if shown else listed[0]
    words: dict[str, MessageArgument] = {
        "vehicle": case.vehicle.names,
        "site": case.site.names,
        "tag": flight.tag,
        "day": flight.day.isoformat(),
        "mass": (flight.payload_kg or 0.0, 0),
    }
    sources = (record.source(),)
    if here:
        flown = {k: words[k] for k in ("tag", "day", "mass")} | {"count": (len(here), 0)}
        words["flights"] = say("flights.one" if len(here) == 1 else "flights.many", **flown)
        return Outcome("yes", words, "flown", sources=sources, settles=SETTLES)
    if shown:
        words["other"] = case.catalogue.site(flight.site).names if flight.site else flight.site
        return Outcome("unknown", words, "elsewhere", sources=sources)
    words |= {
        "low": (flight.perigee_km or 0.0, 0),
        "high": (flight.apogee_km or 0.0, 0),
        "tilt": (flight.inclination_deg or 0.0, 1),
    }
    return Outcome("unknown", words, "heaviest", sources=sources)


def _rows(case: Case) -> list[record.Flight]:
    """Flown payloads that the launcher's fact states, as flights: not in a blind study."""
    if case.loaded.study.launch.blind:
        return []
    return [
        record.Flight(
            tag=say("row"),
            day=row.flown_on or row.as_of,
            gcat="",
            variant="",
            site=row.site,
            failed=False,
            payload_kg=row.payload_kg.value,
            perigee_km=row.perigee_km.value,
            apogee_km=row.apogee_km.value,
            inclination_deg=row.inclination_deg.value,
        )
        for row in case.vehicle.payloads
        if row.type == "flown"
    ]


def _own(case: Case, day: date) -> bool:
    """Whether that flight is the one that the claim is about."""
    launched = case.loaded.study.launch.date
    return launched is not None and abs(day - launched.date()) <= timedelta(days=1)


def _same_place(flown_from: str, site: str) -> bool:
    return flown_from == site or any({flown_from, site} <= place for place in SAME_PLACE)


CHECK = Check("on-record", answer, TEXTS)
