"""Words that tell of a flight, a hold-up or what is to come, in four languages.

One list for the kinds of claims and for the rules. Verbs are stems; those that also mean something
else ("to rise", "quitter") count only with what they need beside them.
"""

import re
from functools import lru_cache
from typing import Final

#: What a launcher does, or what is done with it; passive forms and participles included.
FLIES: Final = {
    "en": (
        r"\b(?:re)?launch(?:ed|es|ing)?\b(?! (?:pad|tower|site|cent|complex|vehicle|base))|"
        r"lift(?:ed|s|ing)?[ -]?off|"
        r"\blift(?:s|ed)?\b|\bvault(?:s|ed|ing)?\b|\bleap(?:t|ed|s|ing)?\b|\bloft(?:ed|s|ing)?\b|hoist|\bhurl|\bblast(?:ed|s|ing)?\b|"
        r"took (?:off|to the sk|flight)|takes? off|take-?off|taken off|\bsoar(?:ed|s|ing)|"
        r"\b(?:roar|thunder|streak|rocket|rumbl)(?:ed|s|ing)\b|\bclimb|"
        r"\bfl(?:y|ies|ew|own|ying|ights?)\b|\bdebut|\bmaiden\b|\binaugural\b|"
        r"\b(?:sent|shot|put|placed|carried|rode|ridden|riding|went|go(?:es|ne)?|boosted|"
        r"delivered|injected|inserted|propelled|deployed)\b(?=.{0,60}\b(?:space|orbit|aloft|up|"
        r"moon|mars|aboard|atop|satellites?|station)\b)|"
        r"\b(?:aboard|atop|on top of)\b|(?:left|leaves?|cleared|departed|rose (?:from|into|on)) "
        r"(?:[\w'’-]+ ){0,2}(?:pad|tower|earth|cosmodrome|spaceport|launchpad|complex)|"
        r"reached (?:orbit|space)"
    ),
    "fr": (
        r"(?<!bal)lanc(?:é|er\b|ements?|e\b|era)|décoll|\btir(?:é|er\b|s?\b)|\bvol(?:s|é|e|er|era)?\b|envol|"
        r"s['’](?:est|était) (?:élanc|élev|arrach)|(?:mis(?:e|es)?|mettre|mettant|placer|plaçant) "
        r"(?:en|sur) (?:une )?orbite|mise à feu|"
        r"baptême de l['’]air|"
        r"\benvoy(?:é|er|a)\b(?=.{0,60}\b(?:espace|orbite|Lune|Mars|station)\b)|"
        r"satellis|propuls|\bplacé|inject|largu|expédi|embarqu|"
        r"(?:quitt\w+|parti\w*) (?:\w+ )?(?:la terre|le sol|le pas|son pas|de |depuis)|"
        r"(?:a|avait|ait) quitté|à bord d|"
        r"\bpartie?s? (?:le \d|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|"
        r"(?:est|était|sont|étaient) partie?s?\b(?=.{0,40}\bd[eu]\b)"
    ),
    "ko": (
        r"발사|쏘아|쏘았|쐈|이륙|솟구|솟아|날아|비행|쏜 |올려|올렸|올린|올라|진입|투입|안착|"
        r"떠올|실려|싣고|실은|우주로|데뷔|첫선"
    ),
    "ru": (
        r"запус|запущ|стартов|\bстарт|взлет|взлёт|взмы|\bпуск|вывед|вывел|вывод|"
        r"отправи(?:л|т)|отправлен|уш[её]?л|улет|полет|полёт|летал|доставил|поднял|"
        r"вышел на|вышла на|дебют"
    ),
}
#: What keeps a launcher on the ground.
HELD: Final = {
    "en": r"scrub|postpon|delay|reschedul|(?:initially|originally) (?:scheduled|planned|set|due)|"
    r"\bhad been (?:scheduled|planned|set|due)|"
    r"called off|cancel|put off|push(?:ed)? back|slipp|abort(?:ed)? at|"
    r"\b(?:held|halted|stopped|aborted) (?:at|with|in)\b|countdown (?:stopp|was)|\brefus|"
    r"during (?:a|the) (?:[\w-]+ )?test\b(?! (?:flight|launch))|(?:static|hot)[- ]fire",
    "fr": (
        r"report[ée]|annul|initialement (?:prévue?s?|programmée?s?)|"
        r"(?:prévue?|programmée?) initialement|"
        r"\bdevai(?:t|ent) (?:\w+ment )?(?:décoll|parti|vol|s['’]envol|être lanc)|"
        r"\bétai(?:t|ent) (?:\w+ )?(?:prévue?s?|programmée?s?)|"
        r"décal|ajourn|repouss|s['’](?:est|était) arrêté|interromp|stoppé|"
        r"\brefus|(?:lors|au cours) d['’]un (?:essai|test)\b(?! en vol)|essai statique"
    ),
    "ko": r"당초|예정(?:이었|됐|되었|돼 있었|되어 있었)|연기|취소|미뤄|미뤘|중단|거부|연소 ?시험",
    "ru": (
        r"первоначально|планировал(?:ся|ась|ось)|отмен|перен[ео]с|отлож|отклад|сдвин|прерва|"
        r"останов|отказал(?!\w)|стендов"
    ),
}
#: What is yet to come.
TO_COME: Final = {
    "en": (
        r"\bwill\b|\bto (?:launch|fly|lift|blast|be)\b|\bnext\b|planned|scheduled|expected|"
        r"\bdue\b(?! to (?:the|an?|its|his|their|bad|poor|technical|high|strong)\b)|"
        r"slated|aims|hopes|hoping|hoped|\b(?:could|may|might) (?:be|fly|launch|lift)\b|"
        r"targets?|no earlier|\bset to\b|plans"
    ),
    "fr": (
        r"\b\w+(?:era|eront|ira|iront|dra|dront)\b|\baura\b|prochain|prévu|doi(?:t|vent)|"
        r"programm|attendu|d['’]ici"
    ),
    "ko": (
        r"예정|계획|할 것|될 것|오는|목표|앞두|전망|발사(?:된다|한다|될)(?!고 밝)|쏘아 ?올린다|"
        r"이륙한다"
    ),
    "ru": (
        r"план|намеч|\bбуд(?:ет|ут)|предсто|состоится|должн|следующ|ближайш|"
        r"\w+(?:ируется|ится|ется) (?:на|в) |полетит|отправится|стартует"
    ),
}
#: What may be done on a day and is no flight: words, papers, works on the ground, ways home.
OTHER_DEEDS: Final = {
    "en": (
        r"\b(?:sign|announc|unveil|said|says|told|declar|confirm|publish|approv|licen[cs]|award|order|agree|"
        r"contract|ship(?:ped|ment)|arriv|deliver|roll(?:ed|s|ing)? out|test|static|assembl|"
        r"stack|fuel|encapsul|dock|undock|land(?:ed|ing)|splash|return|re-?ent|decay|retir|died|"
        r"born|name[ds]|won|chose|select|visit|tour|found(?:ed|ing)|birthday)"
    ),
    "fr": (
        r"\bdevai(?:t|ent)\b|"
        r"\b(?:sign|annon|dévoil|déclar|a dit|affirm|publi|approuv|attribu|command|accord|contrat|"
        r"arriv|livr|assembl|essai|testé|rempli|amarr|arrim|désarrim|atterr|amerr|retomb|rentr|"
        r"retrait|mort|décéd|né|nomm|choisi|visit|fond(?:é|ation)|demand|confirm)"
    ),
    "ko": (
        r"발표|서명|공개|밝혔|말했|전했|승인|계약|도착|조립|시험|연소|도킹|착륙|귀환|재진입|퇴역|별세|"
        r"사망|출생|선정|방문|요청|이송|개최|설립|보도"
    ),
    "ru": (
        r"подпис|объяв|сообщ|заяв|сказал|рассказал|показал|одобр|контракт|догов|достав|прибы|"
        r"собра|собир|испыт|вывез|заправ|стыков|приземл|посад|вернул|сгорел|сош[её]л|списа|"
        r"умер|скончал|родил|выбра|посет|назнач|основа"
    ),
}

#: Words by which a text is about spaceflight.
SPACE_WORDS: Final = re.compile(
    r"fus[ée]e|rocket|launch|lanc|ракет|косм|орбит|пуск|старт|стан[цк]|로켓|발사|궤도|위성|정거장|spac|orbit|"
    r"satell|capsul|vaisseau|station|d[ée]coll|booster|lift|спутник|"
    r"\bprobe|\bsonde\b|re-?entr|зонд|우주|탐사선",
    re.IGNORECASE,
)
#: An hour and a minute: with a launcher and a day, the moment of a flight.
CLOCK: Final = re.compile(
    r"\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m|local|GMT|UTC|[A-Z]{3}\b|hrs|in the|мск|по )|"
    r"\b\d{1,2} ?h ?\d\d\b|\d{1,2}시 ?\d{1,2}분|(?:오전|오후|새벽|밤) ?\d{1,2}시|"
    r"\bв \d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def _compiled(what: str, language: str) -> "re.Pattern[str]":
    table = {"flies": FLIES, "held": HELD, "to come": TO_COME, "other": OTHER_DEEDS}[what]
    return re.compile(table[language], re.IGNORECASE)


#: Words that a thing went as it was to: they speak of nothing yet to come.
_AS_PLANNED: Final = re.compile(
    r",? ?\b(?:comme (?:prévu|attendu)|as (?:planned|scheduled|expected)|как и планировалось|"
    r"по плану)\b,?|예정대로|계획대로",
    re.IGNORECASE,
)


def as_it_was(text: str) -> str:
    """The text without "as planned" and its like.

    Examples
    --------
    >>> as_it_was("It lifted off as scheduled on Tuesday")
    'It lifted off on Tuesday'
    """
    return _AS_PLANNED.sub("", text)


def flies(text: str, language: str) -> bool:
    """Whether the words tell of a flight.

    Examples
    --------
    >>> flies("It was lofted by an Atlas V", "en"), flies("La fusée est rouge", "fr")
    (True, False)
    """
    return bool(_compiled("flies", language).search(as_it_was(text)))


def held(text: str, language: str) -> bool:
    """Whether the words say that a flight did not take place when it was to.

    Examples
    --------
    >>> held("Le tir du 3 mai a été reporté", "fr")
    True
    """
    return bool(_compiled("held", language).search(text))


def to_come(text: str, language: str) -> bool:
    """Whether the words speak of what is yet to come.

    Examples
    --------
    >>> to_come("It will fly on Tuesday", "en"), to_come("It flew on Tuesday", "en")
    (True, False)
    """
    return bool(_compiled("to come", language).search(as_it_was(text)))


def other_deed(text: str, language: str) -> bool:
    """Whether the words tell of something else that was done on a day.

    Examples
    --------
    >>> other_deed("The contract was signed", "en"), other_deed("It graced the sky", "en")
    (True, False)
    """
    return bool(_compiled("other", language).search(text))


def nearest_deed(text: str, language: str) -> str:
    """Which the last verb of a text tells: ``flight``, ``other``, or nothing.

    Examples
    --------
    >>> nearest_deed("the launch contract was signed on ", "en"), nearest_deed("said it flew", "en")
    ('other', 'flight')
    """
    ends = {
        what: max((m.start() for m in _compiled(key, language).finditer(text)), default=-1)
        for what, key in (("flight", "flies"), ("other", "other"))
    }
    last = max(ends, key=lambda what: ends[what])
    return last if ends[last] >= 0 else ""


#: Verbs of lifting that tell what a launcher can, not what it did.
_LIFTS: Final = re.compile(
    r"\bcan\b|\bcould\b|capab|\b(?:lifts|puts|places|hauls|carries|delivers|hoists)\b|"
    r"\b(?:peut|pourra|saurait|place|met|lève|emporte|hisser?|dépose|soulev\w+|soulève)\b|capacité|"
    r"수 있|올린다|실어 나른다|능력|\b(?:поднимает|выводит|доставляет|способ\w+|может)\b|"
    r"грузопод",
    re.IGNORECASE,
)


def loads_lifted(text: str) -> bool:
    """Whether the words tell what is lifted as a rule.

    Examples
    --------
    >>> loads_lifted("la bête place 24,5 tonnes à 200 km"), loads_lifted("il a placé")
    (True, False)
    """
    return bool(_LIFTS.search(text))
