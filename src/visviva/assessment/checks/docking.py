"""Does the ship's docking unit fit a port of the station?

Limits: interfaces as published; a ship fitted with another unit is another ship.
"""

import re
from collections.abc import Mapping
from functools import partial

from visviva.assessment.answer import Verdict
from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import LANGUAGES, Message, MessageArgument, speaker

TEXTS = {
    "en": {
        "question": "Does the ship's docking unit fit a port of the station?",
        "summary.yes": "{ship} ({unit}) fits a port of {station} ({ports}).",
        "summary.marginal": "{ship} carries a {unit} unit; {station} offers {ports}: they do not "
        "mate as built. A ship fitted with another unit could dock: a change of hardware, not of "
        "physics.",
        "summary.unknown": "{ship} carries {unit}; the ports of {station} are not all known "
        "({ports}).",
        "summary.mass": "Only a mass is given, no ship: whether it fits a port of {station} "
        "({ports}) stays open.",
        "ship": "the spacecraft",
        "method": "comparison of the interfaces that both carry",
        "not-known": "not known",
        "port": "{name}",
        "interface.probe-and-cone": "probe-and-cone",
        "interface.hybrid": "hybrid",
        "interface.apas-androgynous": "apas-androgynous",
        "interface.chinese-androgynous": "chinese-androgynous",
        "interface.idss": "idss",
        "side.active": "active",
        "side.passive": "passive",
        "side.androgynous": "androgynous",
    },
    "fr": {
        "question": "Le système d’amarrage du vaisseau convient-il à un port de la station\u202f?",
        "summary.yes": "{ship} ({unit}) convient à un port de {station} ({ports}).",
        "summary.marginal": "{ship} porte un système {unit}\u202f; {station} offre {ports}\u00a0: "
        "ils ne s’accouplent pas tels quels. Un vaisseau doté d’un autre système pourrait "
        "s’amarrer\u00a0: c’est affaire de matériel, non de physique.",
        "summary.unknown": "{ship} porte {unit}\u202f; les ports de {station} ne sont pas tous "
        "connus ({ports}).",
        "summary.mass": "Une masse seule est donnée, sans vaisseau\u00a0: qu’elle convienne à un "
        "port de {station} ({ports}) reste ouvert.",
        "ship": "le vaisseau",
        "method": "comparaison des interfaces des deux côtés",
        "not-known": "inconnu",
        "port": "{name}",
        "interface.probe-and-cone": "tige et cône",
        "interface.hybrid": "hybride",
        "interface.apas-androgynous": "androgyne APAS",
        "interface.chinese-androgynous": "androgyne chinois",
        "interface.idss": "IDSS",
        "side.active": "actif",
        "side.passive": "passif",
        "side.androgynous": "androgyne",
    },
    "ko": {
        "question": "우주선의 도킹 장치가 정거장의 포트에 맞는가?",
        "summary.yes": "{ship}({unit})은(는) {station}의 포트({ports})에 맞는다.",
        "summary.marginal": "{ship}은(는) {unit} 장치를, {station}은(는) {ports}을(를) 쓴다: "
        "그대로는 맞지 않는다. 다른 장치를 단 우주선이라면 도킹할 수 있다. 물리가 아니라 장비의 "
        "문제이다.",
        "summary.unknown": "{ship}은(는) {unit}을(를) 쓰지만 {station}의 포트가 모두 알려지지는 "
        "않았다({ports}).",
        "summary.mass": "우주선 없이 질량만 주어졌다: {station}의 포트({ports})에 맞는지는 알 수 "
        "없다.",
        "ship": "우주선",
        "method": "양쪽이 갖춘 접속 방식의 비교",
        "not-known": "알려지지 않음",
        "port": "{name}",
        "interface.probe-and-cone": "프로브-콘 방식",
        "interface.hybrid": "혼합 방식",
        "interface.apas-androgynous": "APAS 양성 방식",
        "interface.chinese-androgynous": "중국식 양성 방식",
        "interface.idss": "IDSS 방식",
        "side.active": "능동",
        "side.passive": "수동",
        "side.androgynous": "양성",
    },
}
say = speaker(TEXTS)
#: Directions in the names of ports.
_DIRECTIONS = {
    "fr": {
        "zenith": "zénith",
        "nadir": "nadir",
        "forward": "avant",
        "aft": "arrière",
        "node": "nœud",
    },
    "ko": {"zenith": "천정", "nadir": "천저", "forward": "전방", "aft": "후방", "node": "노드"},
}


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Whether they mate as built; marginal where they do not, as hardware can be changed.

    Where the ports are not all known, the question stays open and does not enter the verdict.
    """
    ship, station = case.ship, case.station
    if station is None or (case.craft is not None and ship is None):
        return None
    listed = _listed(sorted({p.interface for p in station.ports}))
    sources = tuple(dict.fromkeys(p.source for p in station.ports))
    if ship is None:
        words: dict[str, MessageArgument] = {"station": station.names, "ports": listed}
        words["ship"] = say("ship")
        return Outcome("unknown", words, "mass", counts=False, sources=sources)
    fits = station.accepts(ship)
    verdict: Verdict = "unknown" if fits is None else "yes" if fits else "marginal"
    stated = [ship.docking.source] if ship.docking else []
    return Outcome(
        verdict,
        {
            "ship": ship.names,
            "unit": say(f"interface.{ship.docking.interface}")
            if ship.docking
            else say("not-known"),
            "station": station.names,
            "ports": listed,
        },
        verdict,
        counts=fits is not None,
        sources=tuple(dict.fromkeys([*stated, *sources])),
        rows=tuple(
            {
                "port": _port(p.name),
                "interface": say(f"interface.{p.interface}"),
                "side": say(f"side.{p.side}"),
            }
            for p in station.ports
        ),
    )


def _listed(interfaces: list[str]) -> MessageArgument:
    """Interfaces in a row, in each language."""
    names = [say(f"interface.{name}") for name in interfaces]
    return {lang: ", ".join(name.localize(lang) for name in names) for lang in LANGUAGES}


def _replaced(words: Mapping[str, str], found: "re.Match[str]") -> str:
    return words.get(found[0], found[0])


def _port(name: str) -> Message:
    """The name of a port, its direction in each language."""
    spoken = {"en": name}
    for lang, words in _DIRECTIONS.items():
        spoken[lang] = re.sub(r"[a-z]+", partial(_replaced, words), name)
    return say("port", name=spoken)


CHECK = Check("docking", answer, TEXTS, decides=True)
