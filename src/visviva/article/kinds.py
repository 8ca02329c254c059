"""The kind of a statement: by stems of words, the more particular kinds first."""

import re
from functools import lru_cache
from typing import Final, Literal

from visviva.article.flight_words import FLIES, HELD, as_it_was

Kind = Literal[
    "launch",
    "orbit",
    "satellite",
    "crew",
    "docking",
    "landing",
    "failure",
    "debris",
    "distance",
    "schedule",
    "capability",
    "politics",
    "other",
]

#: Stems of each kind, the particular ones first: (kind, English, French, Korean, Russian).
_STEMS: Final[tuple[tuple[Kind, str, str, str, str], ...]] = (
    (
        "docking",
        (
            r"\bdock|\bberth|rendezvous with|\breach\w* (?:the )?(?:ISS|Tiangong|station|Intern)|"
            r"\b(?:go|goes|fly|flies|flew|went|head\w*|bound|travel\w*|ferr\w+) (?:up )?(?:to|for) "
            r"(?:the )?(?:ISS|Tiangong|(?:space )?station|Intern|Chinese (?:space )?station)|"
            r"(?:link|hook|mat|couple)(?:e?[sd]|ing)? up with"
        ),
        (
            r"arrim|amarr|accost|(?:acc[ée]der à|rejoindre|rejoint|atteindre) "
            r"(?:la station|Tiangong|l['’]ISS)|\b(?:ira|iront|aller|va|vont|vole\w*|part\w*|"
            r"s['’]envol\w*|gagn\w+|ralli\w+|desserv\w+) (?:jamais |pas |plus )?(?:à |vers )?"
            r"(?:la station|Tiangong|l['’]ISS)"
        ),
        (
            "도킹|결합|정거장(?:으로|에) (?:향|도착|가는|갈|간다|날아)|"
            "(?:ISS|톈궁)(?:로|으로|에) (?:향|도착|갈|간)"
        ),
        (
            r"стыков|стыку|\bпричал|"
            r"(?:лета|лети|полет|полёт|отправ|прибы|долет|добер|доставл?я)\w* "
            r"(?:\w+ )?(?:к|на|до) (?:МКС|станци|Тяньгун|«Тяньгун|орбитальн|Международн)"
        ),
    ),
    ("debris", r"debris|wreck|fragments", r"débris|épave", "잔해|파편", "облом|фрагмент"),
    (
        "failure",
        (
            r"\bfail|explod|explosion|anomal|"
            r"\blost\b(?! (?:its|the|a) (?:\w+ )?(?:booster|first stage|nozzle|fairing|camera))|"
            r"did(?: not|n['’]t) reach|malfunction|"
            r"\bbl(?:ew|own) up\b|blows up|\bcrash|came apart|br(?:oke|eak\w*) (?:up|apart)|"
            r"disintegrat|destroyed|burn(?:ed|t) (?:on|up)|caught fire|mishap|"
            r"never made it|fell short|\bfell (?:back )?(?:in)?to (?:the )?(?:sea|ocean|Earth)|"
            r"plunged|plummet"
        ),
        (
            r"échec|échou|anomal|explos|n['’]a pas (?:réussi|atteint)|perdu\b|\bratée?s?\b|revers|"
            r"(?:s['’]est|s['’]être|s['’]était) (?:écras|abîm|désint|disloq)|détruit"
        ),
        "실패|폭발|고장|이상이|폭파|추락|잃었|잃은|소실|산산조각",
        (
            r"неуда|не (?:дов[её]з|дон[её]с|долетел|доставил)|рухнул|сгинул|авари|взорв|взрыв|"
            r"отказ|не вышел|не смог|провал|потерпел|разруш|сорвал|потеря[нл]"
        ),
    ),
    (
        "landing",
        r"\blanded|\blanding|\bland on|splash|touched? down|re-?ent(?:er|ry)",
        r"atterri(?!sseur)|amerri|aluni|rentrée atmosph|se poser",
        "착륙(?!선)|귀환|착수",
        r"приземл|посадк(?!\w* модул)|приводн|прилун",
    ),
    (
        "schedule",
        (
            r"scheduled|planned|will (?:launch|lift|fly|be launched|blast)|next "
            r"launch|is due|slated|aims to launch|set to launch"
        ),
        (
            r"prévue?s?\b|prochaine? (?:tir|décollage|lancement|vol)|sera lanc|"
            r"décollera|aura lieu|s['’]envolera"
        ),
        "예정|계획|다음 발사|발사할",
        "запланир|намечен|планиру|состоится|будет запущ|стартует|полетит|отправится",
    ),
    (
        "crew",
        r"cosmonaut|astronaut|\bcrew(?!\s+dragon)|"
        r"\b(?:took|takes?|carr(?:y|ied|ies)) (?!up )\w+ to|"
        r"\bcitizens? in(?:to)? space",
        r"cosmonaut|astronaut|emmen|emmèn|équipage|habitée?s?\b|citoyens dans l['’]espace",
        "우주인|승무원|유인|우주비행사",
        "космонавт|доставил|экипаж|пилотир|астронавт",
    ),
    (
        "capability",
        r"resolution|\bcan (?:lift|carry|put|place)|capab|payload of",
        r"résolution|capable d|capacité de|charge utile",
        "해상도|능력|탑재 ?중량|실어 나를",
        "разрешени|способ[ен]|грузопод|может вывести",
    ),
    (
        "orbit",
        (
            r"orbit|\baltitude\b|circles? the (?:Earth|globe|planet)|\binclin|"
            r"\bhow (?:high|fast)\b|\btilt|"
            r"\babove (?:the )?(?:Earth|ground|planet|sea|our heads)|\b(?:lap|circuit)s?\b"
        ),
        (
            r"orbit|d['’]altitude|\baltitude\b|tour(?:ne|s)? (?:autour )?(?:de la Terre|du globe)|"
            r"\binclin|au-dessus de (?:nos têtes|la Terre)"
        ),
        "궤도|고도|높이|상공|지구를 (?:돈|한 ?바퀴)|바퀴",
        "орбит|\\bвысот|облета|виток|витк|\\bоборот",
    ),
    (
        "satellite",
        r"satellite|\bprobe|photograph(?!er)",
        r"satellit|sonde|photographi",
        "위성|탐사선|궤도선|촬영",
        "спутник|зонд|сфотограф",
    ),
    (
        "launch",
        rf"launch(?!er)|rocket|\b(?:first|second|third|upper) stage|{FLIES['en']}|{HELD['en']}",
        rf"fusée|rampe|\bétage|{FLIES['fr']}",
        rf"로켓|[123]단(?!계)|{FLIES['ko']}",
        rf"ракет|космодром|ступен|{FLIES['ru']}",
    ),
    (
        "politics",
        r"president|minister|veto|summit|agree|cooperat|sanction|visit|govern|war\b|delegation",
        (
            r"président|ministre|veto|sommet|accord|coopér|sanction|visit|"
            r"gouvern|guerre|délégation|dirigeant|alliance"
        ),
        "대통령|장관|회담|협력|정상|제재|정부",
        "президент|министр|вето|саммит|сотруднич|санкци|визит|правительств",
    ),
)
_COLUMN: Final = {"en": 1, "fr": 2, "ko": 3, "ru": 4}


#: What only dates a statement: "after its first flight failed" is no claim of a failure.
_AFTER: Final = {
    "en": r"\b(?:after|since|following)\b[^,;]*$",
    "fr": r"\b(?:après|depuis|à la suite de)\b[^,;]*$",
    "ko": r"^[^,]*(?:뒤|후|이후)(?:에)?\b,? ",
    "ru": r"\b(?:после|спустя)\b[^,;]*$",
}
#: The same where the words go on after it: "the first since the crash of May, it carried".
_AFTER_NAMED: Final = {
    "en": (
        r"\b(?:after|since|following) (?:[\w'’]+ ){0,3}"
        r"(?:failure|accident|crash|explosion|mishap)s?\b"
    ),
    "fr": r"\b(?:après|depuis) (?:[\w'’]+ ){0,2}?(?:l['’])?(?:échec|accident|explosion|perte)s?\b",
    "ko": r"(?:실패|사고|폭발|착륙|귀환) ?(?:이후|후|뒤)",
    "ru": r"\b(?:после|спустя) (?:\w+ ){0,2}(?:авари|неудач|взрыв|отказ|посадк)\w*",
}
#: Kinds that a clause in the past only dates.
_DATING: Final = ("failure", "landing", "debris")


def kind_of(text: str, language: str) -> Kind:
    """The kind of a statement; what only says when counts where nothing else says what.

    Examples
    --------
    >>> kind_of("La capsule s'arrime à la station", "fr"), kind_of("Ракета взорвалась", "ru")
    ('docking', 'failure')
    """
    kind = _first_kind(text, language)
    if kind in _DATING:
        for words in (_AFTER, _AFTER_NAMED):
            rest = re.sub(words[language], "", text, count=1, flags=re.IGNORECASE)
            other = _first_kind(rest, language)
            if other not in ("other", kind):
                return other
    return kind


def tells_failure(text: str, language: str) -> bool:
    """Whether any part of a statement tells of a failure, be it only to date another.

    Examples
    --------
    >>> tells_failure("They walked away after their rocket broke up", "en")
    True
    """
    stems = next(stems for kind, stems in _stems(language) if kind == "failure")
    return bool(stems.search(fortunate(text, language)))


#: Words that deny a failure: "never failed", "sans un échec".
_NO_FAILURE: Final = {
    "en": r"\b(?:never|not once|without|no|zero) (?:\w+ ){0,2}(?:fail|lost|explo|loss|anomal)\w*",
    "fr": r"\b(?:jamais|sans|aucune?) (?:\w+ ){0,2}(?:échou|échec|perdu|explos|anomal|raté)\w*",
    "ko": r"(?:실패|사고|폭발)(?:는|도|를|하지|한 적이?|)? ?(?:없|않)\w*",
    "ru": r"\b(?:ни одной|ни одного|без|не знал\w*) (?:\w+ )?(?:авари|неуда|отказ|взрыв)\w*",
}


def fortunate(text: str, language: str) -> str:
    """The text without words that deny a failure.

    Examples
    --------
    >>> fortunate("It flew and never failed", "en")
    'It flew and '
    """
    return re.sub(_NO_FAILURE[language], "", as_it_was(text), flags=re.IGNORECASE)


def _first_kind(told: str, language: str) -> Kind:
    text = fortunate(told, language)
    return next((kind for kind, stems in _stems(language) if stems.search(text)), "other")


@lru_cache(maxsize=4)
def _stems(language: str) -> tuple[tuple[Kind, "re.Pattern[str]"], ...]:
    column = _COLUMN[language]
    return tuple((row[0], re.compile(str(row[column]), re.IGNORECASE)) for row in _STEMS)
