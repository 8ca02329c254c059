"""What a dossier says in short: orbit, burns and decay, one template per sentence and language."""

from collections.abc import Sequence
from math import inf
from typing import Final

import numpy as np

from visviva.analysis.identity import clock_text
from visviva.core.message import Message, MessageArgument, speaker
from visviva.core.numerals import number
from visviva.core.time import Epoch
from visviva.core.told_times import NO_CLOCK_S, told_time
from visviva.track.decay.forecast import Decay
from visviva.track.history import History
from visviva.track.identity import Identity
from visviva.track.maneuvers.maneuver import Maneuver

#: An orbit's class in words.
KINDS: Final = {
    "SSO": {
        "en": "Sun-synchronous orbit",
        "fr": "orbite héliosynchrone",
        "ko": "태양동기궤도",
    },
    "LEO": {"en": "low orbit", "fr": "orbite basse", "ko": "저궤도"},
    "VLEO": {"en": "very low orbit", "fr": "orbite très basse", "ko": "초저궤도"},
    "MEO": {"en": "medium orbit", "fr": "orbite moyenne", "ko": "중궤도"},
    "GEO": {"en": "geostationary orbit", "fr": "orbite géostationnaire", "ko": "정지궤도"},
    "GSO": {"en": "geosynchronous orbit", "fr": "orbite géosynchrone", "ko": "지구동기궤도"},
    "GTO": {"en": "transfer orbit", "fr": "orbite de transfert", "ko": "전이궤도"},
    "HEO": {
        "en": "high eccentric orbit",
        "fr": "orbite haute excentrique",
        "ko": "고타원궤도",
    },
}
TEXTS: Final = {
    "en": {
        "keeps": "{name} keeps a {kind} of {low} × {high} km at {tilt}°{node}.",
        "seen": "{name} was last seen on {date} in a {kind} of {low} × {high} km at {tilt}°{node}.",
        "node": ", ascending node at {clock} local time",
        "none": "",
        "quiet": "No burn is seen between {first} and {last}.",
        "burn": "One burn is seen between {first} and {last}, {size} m/s about {date}: it was "
        "under control then.",
        "burns": "{count} burns are seen between {first} and {last}, the largest {size} m/s about "
        "{date}: it was under control then.",
        "stays": "Left alone it stays up for more than thirty years.",
        "stays_from": "Left alone it stays up for more than thirty years, at the earliest about "
        "{early}.",
        "down": "It is down: it fell about {moment} (90 %: {early} to {late}).",
        "probably_down": "It is probably down: it fell about {moment} (90 %: {early} to {late}).",
        "falls": "Left alone it comes down about {moment} (90 %: {early} to {late}).",
        "beyond": "later than thirty years",
        "now": "now",
        "nothing": "Nothing can be told from these element sets.",
        "two": "{first} {second}",
        "other": "{name} orbit",
    },
    "fr": {
        "keeps": "{name} garde une {kind} de {low} × {high} km à {tilt}°{node}.",
        "seen": "{name} a été vu la dernière fois le {date} sur une {kind} de {low} × {high} km à "
        "{tilt}°{node}.",
        "node": ", nœud ascendant à {clock}, heure locale",
        "none": "",
        "quiet": "Aucune manœuvre n’est vue entre le {first} et le {last}.",
        "burn": "Une manœuvre est vue entre le {first} et le {last}, de {size} m/s vers le "
        "{date}\u00a0: il était alors sous contrôle.",
        "burns": "{count} manœuvres sont vues entre le {first} et le {last}, la plus grande de "
        "{size} m/s vers le {date}\u00a0: il était alors sous contrôle.",
        "stays": "Laissé à lui-même, il reste en orbite plus de trente ans.",
        "stays_from": "Laissé à lui-même, il reste en orbite plus de trente ans, et retombe au "
        "plus tôt vers {early}.",
        "down": "Il est retombé\u00a0: vers le {moment} (90 %\u00a0: {early} à {late}).",
        "probably_down": "Il est sans doute retombé\u00a0: vers le {moment} (90 %\u00a0: {early} à "
        "{late}).",
        "falls": "Laissé à lui-même, il retombe vers le {moment} (90 %\u00a0: {early} à {late}).",
        "beyond": "après trente ans",
        "now": "maintenant",
        "nothing": "Ces jeux d’éléments ne permettent de rien dire.",
        "two": "{first} {second}",
        "other": "orbite {name}",
    },
    "ko": {
        "keeps": "{name}은(는) {low} × {high} km, 경사각 {tilt}°의 {kind}를 유지한다{node}.",
        "seen": "{name}은(는) {date}에 {low} × {high} km, 경사각 {tilt}°의 {kind}에서 "
        "마지막으로 관측되었다{node}.",
        "node": " (승교점 지방시 {clock})",
        "none": "",
        "quiet": "{first}부터 {last}까지 기동이 보이지 않는다.",
        "burn": "{first}부터 {last}까지 기동 한 번이 보인다. {date}쯤 {size} m/s로, 그때는 "
        "제어되고 있었다.",
        "burns": "{first}부터 {last}까지 기동 {count}번이 보인다. 가장 큰 것은 {date}쯤 "
        "{size} m/s로, 그때는 제어되고 있었다.",
        "stays": "그대로 두면 30년 넘게 궤도에 머문다.",
        "stays_from": "그대로 두면 30년 넘게 궤도에 머물며, 떨어진다면 빨라야 {early}쯤이다.",
        "down": "이미 떨어졌다. {moment}쯤이다(90 %: {early}부터 {late}까지).",
        "probably_down": "아마 이미 떨어졌다. {moment}쯤이다(90 %: {early}부터 {late}까지).",
        "falls": "그대로 두면 {moment}쯤 떨어진다(90 %: {early}부터 {late}까지).",
        "beyond": "30년 뒤",
        "now": "지금",
        "nothing": "이 궤도 요소로는 아무것도 말할 수 없다.",
        "two": "{first} {second}",
        "other": "{name} 궤도",
    },
}
say = speaker(TEXTS)
#: Over this chance an object is told to be down.
CERTAIN: Final = 0.95


def sentence(
    history: History,
    *,
    identity: Identity | None,
    burns: Sequence[Maneuver] | None,
    decay: Decay | None,
) -> Message:
    """The dossier in two or three sentences.

    Parameters
    ----------
    history : History
    identity : Identity or None
    burns : sequence of Maneuver or None
        Those that are more likely than not; None where they could not be looked for.
    decay : Decay or None
    """
    parts = []
    if identity is not None:
        parts.append(_orbit_sentence(history, identity, decay))
    if burns is not None:
        parts.append(_burn_sentence(history, burns))
    if decay is not None:
        parts.append(_decay_sentence(decay))
    if not parts:
        return say("nothing")
    whole, *others = parts
    for other in others:
        whole = say("two", first=whole, second=other)
    return whole


def _orbit_sentence(h: History, found: Identity, decay: Decay | None) -> Message:
    name = "SSO" if found.sun_synchronous else found.orbit_class
    kind: MessageArgument = KINDS.get(name) or say("other", name=name)
    node = say("none")
    if found.sun_synchronous:
        node = say("node", clock=clock_text(found.local_time))
    down = decay is not None and decay.already_down
    return say(
        "seen" if down else "keeps",
        name=h.name,
        kind=kind,
        low=(found.perigee / 1e3, 0),
        high=(found.apogee / 1e3, 0),
        tilt=(float(np.degrees(found.inclination)), 2),
        node=node,
        date=h.epoch[-1].iso(0)[:10],
    )


def _burn_sentence(h: History, burns: Sequence[Maneuver]) -> Message:
    span = {"first": h.epoch[0].iso(0)[:10], "last": h.epoch[-1].iso(0)[:10]}
    if not burns:
        return say("quiet", **span)
    largest = max(burns, key=lambda m: m.size)
    return say(
        "burn" if len(burns) == 1 else "burns",
        count=str(len(burns)),
        size={lang: speed_text(largest.size, lang=lang) for lang in ("en", "fr")},
        date=largest.time.iso(0)[:10],
        **span,
    )


def _decay_sentence(d: Decay) -> Message:
    if d.moment is None:
        if d.earliest is None:
            return say("stays")
        return say("stays_from", early=d.earliest.iso(0)[:7])
    half = _half(d)
    if d.already_down:
        key = "down" if d.chance_down > CERTAIN else "probably_down"
        moment, early, late = (_told(t, half) for t in (d.moment, d.earliest, d.latest))
        return say(key, moment=moment, early=early, late=late)
    day = max(half, NO_CLOCK_S)
    return say(
        "falls",
        moment=_told(d.moment, day),
        early=say("now") if d.earliest is None else _told(d.earliest, day),
        late=_told(d.latest, day),
    )


def _half(d: Decay) -> float:
    """Half of the interval of a fall, s; infinite where an end of it is not known."""
    if d.earliest is None or d.latest is None:
        return inf
    return float(d.latest - d.earliest) / 2.0


def _told(t: Epoch | None, half: float) -> str:
    return say("beyond") if t is None else told_time(t.iso(0), half)


def speed_text(value: float, digits: int = 2, lang: str = "en") -> str:
    """A speed to so many digits, never with an exponent, in the manner of a language.

    Examples
    --------
    >>> speed_text(110.4), speed_text(0.00123), speed_text(0.0), speed_text(1.94, lang="fr")
    ('110', '0.0012', '0', '1,9')
    """
    if value == 0.0 or not np.isfinite(value):
        return "0" if value == 0.0 else "–"
    places = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
    return number(value, lang, decimals=min(places, 6))
