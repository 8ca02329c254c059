"""Claims of an article in its own order: what kind each is, and how it is said.

A claim is a sentence, or a clause of it where a conjunction parts two statements. Kinds are found
by stems of words, the more particular kinds first. Negation, condition and attribution are kept.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from visviva.article.dates import Dated
from visviva.article.entities import Entity
from visviva.article.language import Span, sentences
from visviva.article.quantities import Quantity
from visviva.article.references import referred

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
        r"\bdock|\bberth|rendezvous with|\breach\w* (?:the )?(?:ISS|Tiangong|station|Intern)",
        (
            r"arrim|amarr|accost|(?:acc[ée]der à|rejoindre|rejoint|atteindre) "
            r"(?:la station|Tiangong|l['’]ISS)"
        ),
        "도킹",
        "стыков|стыку|стыку|причал",
    ),
    ("debris", r"debris|wreck|fragments", r"débris|épave", "잔해|파편", "облом|фрагмент"),
    (
        "failure",
        r"\bfail|explod|explosion|anomal|\blost\b|did not reach|malfunction",
        r"échec|échou|anomal|explos|n['’]a pas (?:réussi|atteint)|perdu\b",
        "실패|폭발|고장|이상이",
        "неуда|авари|взорв|взрыв|отказ|не вышел|не смог",
    ),
    (
        "landing",
        r"\blanded|\blanding|\bland on|splash|touched? down|re-?ent(?:er|ry)",
        r"atterri|amerri|aluni|rentrée atmosph|se poser",
        "착륙|귀환|착수",
        "приземл|посадк|приводн|прилун",
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
        r"orbit|\baltitude\b|circles? the (?:Earth|globe|planet)|\binclin",
        r"orbit|d['’]altitude|\baltitude\b|tour(?:ne|s)? (?:autour )?de la Terre|\binclin",
        "궤도|고도|지구를 (?:돈|한 ?바퀴)",
        "орбит|\\bвысот|облета|виток|витк",
    ),
    ("satellite", r"satellite|\bprobe", r"satellit|sonde", "위성|탐사선|궤도선", "спутник|зонд"),
    (
        "launch",
        r"launch(?!er)|lift(?:ed|s)?[ -]?off|rocket|blasted|took off|to flight|\bflew\b|\bflown\b",
        r"lanc[ée]|décoll|fusée|rampe|\btirs?\b|\bvols?\b|\bvolé\b|s[’']est envol",
        "발사|로켓|이륙|비행",
        "запус|стартова|взлет|взлёт|ракет|\\bпуск|космодром",
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
_SPLIT: Final = {
    "en": r"[;:]\s+|, while | and that ",
    "fr": r"\s?[;:]\s+|, ce à quoi | et que | ainsi que ",
    "ko": r"[;:]\s+",
    "ru": r"[;:]\s+",
}
_NEGATED: Final = {
    "en": (
        r"\b(?:not|never|no longer|cannot|nobody|neither|without ever)\b|"
        r"n['’]t\b|\bno (?:rocket|satellite|launch|orbit|way)"
    ),
    "fr": (
        r"\bn(?:e |['’])[^.;]{0,60}?\b(?:pas|jamais|aucun|aucune|plus|rien|"
        r"personne)\b|en aucun cas"
        r"|\b(?:aucune?|jamais|nulle?) [^.;]{0,40}?\bn(?:e |['’])"
    ),
    "ko": r"않|못하|못했|없[다을는었]|아니[다라]|불가능",
    "ru": r"\bне\b(?! только)|никогда|нельзя|невозможн|\bни ",
}
_CONDITIONAL: Final = {
    "en": r"\b(?:could|might|may(?= \w+ )|would|if|possibly|perhaps|possible that)\b",
    "fr": (
        r"\b(?:serait|seraient|pourrait|pourraient|aurait|auraient|possible "
        r"qu[e'’]|peut-être|si (?:le|la|les|l['’])|éventuel)"
    ),
    "ko": r"수 있|가능성|것으로 보|지도 모|면 ",
    "ru": r"\bбы\b|\bесли\b|может быть|возможно|мог(?:ла|ли|ло)? бы|может\b",
}
_ATTRIBUTED: Final = {
    "en": r"according to|\bsaid\b|\bsays\b|announced|claimed|reported|confirmed",
    "fr": r"selon |d['’]après |a (?:confirmé|indiqué|déclaré|annoncé|souligné|affirmé)|aurait",
    "ko": r"에 따르면|밝혔|전했|보도했|말했|발표했|고 한다",
    "ru": r"по словам|по данным|сообщ|заявил|согласно|объявил",
}
#: Words by which a sentence goes on about what the one before it named.
BOTH_CASES: Final = re.compile(
    (
        r"dans les deux cas|in both cases|both (?:times|attempts|launches|"
        r"flights)|두 (?:번|차례) 모두|в обоих случаях|обе попытки|оба раза"
    ),
    re.IGNORECASE,
)


_T = TypeVar("_T", Entity, Dated, Quantity)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as it stands in the text, before it is checked.

    `own` are the names of the clause itself; `named` are those of its sentence and those that a
    noun of it stands for; `near` are those of the sentences just before.
    """

    text: str
    start: int
    end: int
    kind: Kind
    negated: bool
    conditional: bool
    attributed: bool
    sentence: Span
    own: tuple[Entity, ...] = ()
    named: tuple[Entity, ...] = ()
    near: tuple[Entity, ...] = ()
    dates: tuple[Dated, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    def denies(self, start: int, end: int, language: str) -> bool:
        """Whether the part between commas that holds a piece of the text is denied."""
        left = max((self.text.rfind(c, 0, start - self.start) for c in ",—("), default=-1)
        ahead = [k for c in ",—)" if (k := self.text.find(c, end - self.start)) >= 0]
        part = self.text[left + 1 : min(ahead, default=len(self.text))]
        return bool(re.search(_NEGATED[language], part, re.IGNORECASE))

    def own_of(self, *kinds: str) -> tuple[Entity, ...]:
        """Names of the clause itself that are of those kinds."""
        return tuple(e for e in self.own if e.kind in kinds)


#: What only dates a statement: "after its first flight failed" is no claim of a failure.
_AFTER: Final = {
    "en": r"\b(?:after|since|following)\b[^,;]*$",
    "fr": r"\b(?:après|depuis|à la suite de)\b[^,;]*$",
    "ko": r"^[^,]*(?:뒤|후|이후)(?:에)?\b,? ",
    "ru": r"\b(?:после|спустя)\b[^,;]*$",
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
        main = re.sub(_AFTER[language], "", text, count=1, flags=re.IGNORECASE)
        other = _first_kind(main, language)
        return other if other != "other" else kind
    return kind


def _first_kind(text: str, language: str) -> Kind:
    column = _COLUMN[language]
    for row in _STEMS:
        if re.search(str(row[column]), text, re.IGNORECASE):
            return row[0]
    return "other"


def statements(
    text: str,
    language: str,
    entities: tuple[Entity, ...],
    dates: tuple[Dated, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Statement, ...]:
    """Claims in the article's order; a sentence that names nothing and is of no kind is none."""
    out: list[Statement] = []
    before: list[tuple[Entity, ...]] = []
    last_dates: tuple[Dated, ...] = ()
    for sentence in sentences(text):
        named = _inside(entities, sentence)
        when = _inside(dates, sentence)
        again = bool(BOTH_CASES.search(sentence.text))
        meant_here: tuple[Entity, ...] = ()
        for clause in _clauses(sentence, language):
            own = _inside(entities, clause)
            lengths = _inside(quantities, clause)
            meant = referred(clause.text, language, own, before)
            meant_here += meant
            kind = kind_of(clause.text, language)
            if any(q.unit == "m" for q in lengths) and any(e.kind == "place" for e in own):
                kind = "distance"
            if kind == "other" and (
                _dateline(clause, own, dates) or not (own or (meant and lengths))
            ):
                continue
            out.append(
                Statement(
                    clause.text,
                    clause.start,
                    clause.end,
                    kind,
                    _says(_NEGATED, language, clause),
                    _says(_CONDITIONAL, language, clause),
                    _says(_ATTRIBUTED, language, sentence),
                    sentence,
                    own,
                    (*named, *meant),
                    tuple(e for some in before[-2:] for e in some),
                    _inside(dates, clause) or when or (last_dates if again else ()),
                    lengths or _inside(quantities, sentence),
                )
            )
        before.append((*named, *meant_here))
        last_dates = when
    return tuple(out)


def _dateline(clause: Span, own: tuple[Entity, ...], dates: tuple[Dated, ...]) -> bool:
    """Whether a clause is nothing but a place and a date."""
    rest = clause.text
    for text in (*(e.text for e in own), *(d.text for d in _inside(dates, clause))):
        rest = rest.replace(text, "")
    placed = all(e.kind in ("place", "site", "agency", "country") for e in own)
    return placed and sum(c.isalpha() for c in rest) <= LEAST_WORDS_SIGNS


#: A line with fewer letters beside its place and date says nothing.
LEAST_WORDS_SIGNS: Final = 8


def _says(table: dict[str, str], language: str, span: Span) -> bool:
    return bool(re.search(table[language], span.text, re.IGNORECASE))


def _inside(items: tuple[_T, ...], span: Span) -> tuple[_T, ...]:
    return tuple(i for i in items if span.start <= i.start and i.end <= span.end)


#: Shortest clause that is a claim of its own, signs.
LEAST_CLAUSE: Final = 24


def _clauses(sentence: Span, language: str) -> list[Span]:
    least = LEAST_CLAUSE // 2 if language == "ko" else LEAST_CLAUSE
    out, start = [], 0
    for found in re.finditer(_SPLIT[language], sentence.text):
        if found.start() - start < least or len(sentence.text) - found.end() < least:
            continue
        out.append(_part(sentence, start, found.start()))
        start = found.end()
    out.append(_part(sentence, start, len(sentence.text)))
    return out


def _part(sentence: Span, start: int, end: int) -> Span:
    piece = sentence.text[start:end]
    left = len(piece) - len(piece.lstrip())
    bare = piece.strip()
    begin = sentence.start + start + left
    return Span(bare, begin, begin + len(bare))
