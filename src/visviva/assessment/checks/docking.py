"""Does the ship's docking unit fit a port of the station?

Limits: interfaces as published; a ship fitted with another unit is another ship.
"""

from visviva.assessment.answer import Verdict
from visviva.assessment.case import Case
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs
from visviva.core.message import speaker

TEXTS = {
    "en": {
        "question": "Does the ship's docking unit fit a port of the station?",
        "summary.yes": "{ship} ({unit}) fits a port of {station} ({ports}).",
        "summary.marginal": "{ship} carries a {unit} unit; {station} offers {ports}: they do not "
        "mate as built. A ship fitted with another unit could dock: a change of hardware, not of "
        "physics.",
        "summary.unknown": "{ship} carries {unit}; the ports of {station} are not all known "
        "({ports}).",
        "method": "comparison of the interfaces that both carry",
        "not-known": "not known",
    },
    "fr": {
        "question": "Le système d’amarrage du vaisseau convient-il à un port de la station\u202f?",
        "summary.yes": "{ship} ({unit}) convient à un port de {station} ({ports}).",
        "summary.marginal": "{ship} porte un système {unit}\u202f; {station} offre {ports}\u00a0: "
        "ils ne s’accouplent pas tels quels. Un vaisseau doté d’un autre système pourrait "
        "s’amarrer\u00a0: c’est affaire de matériel, non de physique.",
        "summary.unknown": "{ship} porte {unit}\u202f; les ports de {station} ne sont pas tous "
        "connus ({ports}).",
        "method": "comparaison des interfaces des deux côtés",
        "not-known": "inconnu",
    },
    "ko": {
        "question": "우주선의 도킹 장치가 정거장의 포트에 맞는가?",
        "summary.yes": "{ship}({unit})은(는) {station}의 포트({ports})에 맞는다.",
        "summary.marginal": "{ship}은(는) {unit} 장치를, {station}은(는) {ports}을(를) 쓴다: "
        "그대로는 맞지 않는다. 다른 장치를 단 우주선이라면 도킹할 수 있다. 물리가 아니라 장비의 "
        "문제이다.",
        "summary.unknown": "{ship}은(는) {unit}을(를) 쓰지만 {station}의 포트가 모두 알려지지는 "
        "않았다({ports}).",
        "method": "양쪽이 갖춘 접속 방식의 비교",
        "not-known": "알려지지 않음",
    },
}
say = speaker(TEXTS)


def answer(case: Case, drawn: SampledInputs, found: Found) -> Outcome | None:
    """Whether they mate as built; marginal where they do not, as hardware can be changed.

    Where the ports are not all known, the question stays open and does not enter the verdict.
    """
    ship, station = case.ship, case.station
    if ship is None or station is None:
        return None
    fits = station.accepts(ship)
    verdict: Verdict = "unknown" if fits is None else "yes" if fits else "marginal"
    stated = [ship.docking.source] if ship.docking else []
    return Outcome(
        verdict,
        {
            "ship": ship.names,
            "unit": ship.docking.interface if ship.docking else say("not-known"),
            "station": station.names,
            "ports": ", ".join(sorted({p.interface for p in station.ports})),
        },
        verdict,
        counts=fits is not None,
        sources=tuple(dict.fromkeys([*stated, *(p.source for p in station.ports)])),
        rows=tuple(
            {"port": p.name, "interface": p.interface, "side": p.side} for p in station.ports
        ),
    )


CHECK = Check("docking", answer, TEXTS, decides=True)
