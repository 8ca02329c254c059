"""What a sentence means that names nothing itself: "the station", "cette fusée", "корабль".

A noun stands for the last name of its kind within the sentences just before. Limits: a noun only,
no pronoun; three sentences back; a noun with another name beside it stands for nothing.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from visviva.article.entities import Entity

#: How many sentences back a noun may point.
SENTENCES_BACK: Final = 3

#: Nouns by language and kind of name.
_NOUNS: Final = {
    "en": {
        "station": r"\b(?:the|this|that|its)(?: \w+)?(?: \w+)? (?:station|outpost|laboratory)\b",
        "vehicle": r"\b(?:the|this|that|its)(?: [\w-]+){0,2} (?:rocket|launcher|booster|vehicle)\b",
        "ship": r"\b(?:the|this|that|its)(?: \w+)? (?:capsule|spacecraft|spaceship|ship)\b",
        "satellite": r"\b(?:the|this|that|its)(?: \w+)? (?:satellite|probe|orbiter)\b",
        "site": r"\b(?:the|this)(?: \w+)? (?:cosmodrome|spaceport|launch (?:site|cent(?:er|re)))\b",
    },
    "fr": {
        "station": r"\b(?:la|cette|sa) station\b",
        "vehicle": r"\b(?:le|la|ce|cette|son|sa) (?:fusée|lanceur|porteur)\b",
        "ship": r"\b(?:le|la|ce|cette|son|sa) (?:capsule|vaisseau|cargo)\b",
        "satellite": r"\b(?:le|la|ce|cette|son|sa) (?:satellite|sonde|engin)\b",
        "site": r"\b(?:le|la|ce|cette) (?:cosmodrome|base|pas de tir|centre spatial)\b",
    },
    "ko": {
        "station": r"정거장(?:은|이|의|에|을)",
        "vehicle": r"(?<!\w)(?:이 |그 |해당 )?(?:로켓|발사체)(?:은|는|이|가|의|을|를)",
        "ship": r"(?<!\w)(?:이 |그 |해당 )?(?:우주선|캡슐)(?:은|는|이|가|의|을|를)",
        "satellite": r"(?<!\w)(?:이 |그 |해당 )?(?:위성|탐사선|궤도선)(?:은|는|이|가|의|을|를)",
        "site": r"(?<!\w)(?:이 |그 |해당 )?(?:발사장|우주센터|기지)(?:은|는|이|가|의)",
    },
    "ru": {
        "station": r"\bстанци(?:я|и|ю|ей)\b",
        "vehicle": r"\b(?:ракет(?:а|ы|у|ой)|носител(?:ь|я|ю|ем))\b",
        "ship": r"\b(?:корабл(?:ь|я|ю|ем)|капсул(?:а|ы|у|ой))\b",
        "satellite": r"\b(?:спутник(?:а|у|ом)?|зонд(?:а|у|ом)?|аппарат(?:а|у|ом)?)\b",
        "site": r"\bкосмодром(?:а|у|ом|е)?\b",
    },
}


@lru_cache(maxsize=8)
def _compiled(language: str) -> dict[str, "re.Pattern[str]"]:
    return {k: re.compile(p, re.IGNORECASE) for k, p in _NOUNS[language].items()}


def referred(
    text: str,
    language: str,
    own: Sequence[Entity],
    before: Sequence[Sequence[Entity]],
) -> tuple[Entity, ...]:
    """Names of the sentences before that a noun of the text stands for.

    Parameters
    ----------
    text : str
        The clause.
    language : str
    own : sequence of Entity
        Names of the clause itself: a noun of a kind that is named stands for that name.
    before : sequence
        Names of the sentences before, the nearest last.

    Examples
    --------
    >>> tiangong = Entity("Tiangong", "tiangong", "station", 0, 8)
    >>> [e.fact for e in referred("The station is 390 km high.", "en", (), [(tiangong,)])]
    ['tiangong']
    """
    here = {e.kind for e in own}
    out = []
    for kind, noun in _compiled(language).items():
        if kind in here or not noun.search(text):
            continue
        for names in reversed(before[-SENTENCES_BACK:]):
            of_kind = [e for e in names if e.kind == kind]
            if of_kind:
                if len({e.text for e in of_kind}) == 1 or len({e.fact for e in of_kind}) == 1:
                    out.append(of_kind[-1])
                break
    return tuple(out)
