"""Times in running text as tokens: one letter each, so that a window is a pattern of letters.

``D`` day, hour and minute together (121606Z), ``T`` a clock time, ``d`` a date with its month,
``N`` a day alone, ``m`` a month alone, ``Y`` a year alone, ``R`` to, ``S`` and, ``E`` each day,
``A`` alternate, ``H`` same hours, ``V`` except, ``X`` any other word. Zones belong to the time or
date before them.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH = (
    r"JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|"
    r"SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?"
)
#: Months in French, Spanish, Portuguese and Russian, by what no English word begins with.
_ABROAD = {
    1: r"JANV(?:IER)?|ENERO|ENE|JANEIRO|ЯНВ(?:АРЯ)?",
    2: r"F[EÉ]V(?:RIER|EREIRO)?|FEBRERO|ФЕВ(?:РАЛЯ)?",
    3: r"(?<=\d )MARS|MARZO|MARÇO|МАР(?:ТА)?",
    4: r"AVR(?:IL)?|ABR(?:IL)?|АПР(?:ЕЛЯ)?",
    5: r"(?<=\d )MAI|MAYO|MAIO|МАЯ",
    6: r"JUIN|JUNIO|JUNHO|ИЮН(?:Я)?",
    7: r"JUIL(?:LET)?|JULIO|JULHO|ИЮЛ(?:Я)?",
    8: r"AO[UÛ]T|AGOSTO|АВГ(?:УСТА)?",
    9: r"SEPTEMBRE|SEPTIEMBRE|SETEMBRO|СЕН(?:ТЯБРЯ)?",
    10: r"OCTOBRE|OCTUBRE|OUTUBRO|ОКТ(?:ЯБРЯ)?",
    11: r"NOVEMBRE|NOVIEMBRE|NOVEMBRO|НОЯ(?:БРЯ)?",
    12: r"D[EÉ]CEMBRE|DICIEMBRE|DIC|DEZ(?:EMBRO)?|ДЕК(?:АБРЯ)?",
}
_ANY_MONTH = rf"(?:{_MONTH}|{'|'.join(_ABROAD.values())})"
#: Zones by name, hours east of Greenwich; one of letters that has another meaning stands right
#: behind a clock time. CST, PST and local time are of several zones and stay unread.
_ZONES = {
    **dict.fromkeys(("Z", "UTC", "GMT", "UT", "TU"), 0.0),
    **dict.fromkeys(("KST", "JST", "KOREAN TIME", "JAPAN TIME", "PYONGYANG TIME"), 9.0),
    **dict.fromkeys(("BJT", "BEIJING TIME", "HKT", "PHT", "PHILIPPINE STANDARD TIME"), 8.0),
    **{"MSK": 3.0, "MOSCOW TIME": 3.0, "МСК": 3.0, "NZST": 12.0, "NZDT": 13.0, "WIB": 7.0},
}
_BEHIND_A_CLOCK = {"EST": -5.0, "EDT": -4.0, "CDT": -5.0, "MDT": -6.0, "PDT": -7.0, "IST": 5.5}
_ZONES |= _BEHIND_A_CLOCK
_UNSURE = re.compile(
    r"\d\s?(?:HRS?\s?|HOURS?\s?)?\(?(?P<zone>\b(?:CST|PST|LT|LOCAL(?:\s+TIME)?|LCL)\b)"
)
_TOKEN = re.compile(
    r"(?P<iso>(?<![\d-])\d{4}-\d{2}-\d{2}(?=T|\b))T?"
    r"|(?P<dots>(?<![\d.])(?:19|20)\d{2}\.\s?\d{1,2}\.\s?\d{1,2}\.?(?!\d))"
    r"|(?P<slash>(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/]))"
    r"|(?P<stamp>(?<![A-Z\d.])\d{6}(?!\d|-\d))\s?(?P<zs>Z\b|(?:UTC|GMT)\b)?"
    rf"|(?P<dashed>(?<!\d)\d{{1,2}}-{_ANY_MONTH}-(?:20)?\d{{2}})(?!\d)"
    r"|(?P<half>(?<![\d:.])\d{1,2}(?:[:.]\d{2})?\s?[AP]\.?M\b\.?)"
    r"|(?P<clock>(?<![\d:])\d{1,2}[:H]\d{2}(?::\d{2})?(?!\d)|(?<![A-Z\d.])\d{4}(?!\d|\.\d|-\d\d-))"
    r"\s?(?P<zc>Z\b|(?:UTC|GMT)(?![+-])\b|HRS?\b|H\b)?"
    rf"|(?P<month>\b{_ANY_MONTH}\b)\.?"
    r"|\(?(?P<zone>\b(?:UTC|GMT)\s?[+-]\s?(?:1[0-4]|0?\d)(?::?(?:00|30|45))?(?!\d|\s?(?:Z|UTC|GMT)\b)"
    rf"|\b(?:{'|'.join(z for z in _ZONES if z not in _BEHIND_A_CLOCK)})\b"
    rf"|(?:(?<=\d )|(?<=M\. )|(?<=M ))(?:{'|'.join(_BEHIND_A_CLOCK)})\b)\)?"
    r"|(?P<day>(?<![\d:.])\d{1,2})(?:ST|ND|RD|TH)?(?![\d:]|\.\d)"
    r"|(?P<range>\b(?:TO|THRU|THROUGH|UNTIL|TILL|CLOS(?:ES|ING)|END(?:S|ING)?|TIL|AU|HASTA|AT[EÉ]|ДО)\b"
    r"|(?:(?<=UTC )|(?<=\d )|(?<=Z ))[AÀ]\b(?= \d)|\.\.|[-~])"
    r"|(?P<sep>[,;&]|\b(?:AND|ET)\b)"
    r"|(?P<same>\bSAME\s+(?:TIM(?:ES?|INGS?)|HOURS?|WINDOWS?|PERIODS?)\b)"
    r"|(?P<daily>\b(?:DAILY|DLY|EACH DAY|EVERY DAY)\b)"
    r"|(?P<alt>\b(?:ALTERNATES?|ALTN|BACK-?UPS?|RESERVED?|CONTINGENCY)\b)"
    r"|(?P<but>\b(?:EXCEPT|EXCL?(?:UDING)?|NOT)\b)"
    r"|(?P<skip>\b(?:FROM|ON|BETWEEN|AT|THE|OF|OPEN(?:S|ING)|START(?:S|ING)?|BEGIN(?:S|NING)|DAYS?"
    r"|DATES?|HOURS?|HRS|IS|ARE|DURING|WITH|DE|DU|DES|LE|LES|DEL|EL|ENTRE|С|В"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|LOCAL(?:\s+TIME)?|LT|LCL|CST|PST)\b|[:.()'/])"
    r"|(?P<word>[^\s\d]+?(?=[\s\d,;:.()/~-]|$)|\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its letter, where it stands, and its figures as far as its letter has them."""

    letter: str
    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    hour: int = 0
    minute: int = 0
    zone: float | None = None
    sure: bool = True

    @property
    def shift(self) -> timedelta:
        """What is added to make it UTC."""
        return timedelta(hours=-(self.zone or 0.0))


def tokens_of(text: str, year: int | None = None) -> list[Token]:
    """Tokens of a text in capitals; `year` tells times from years.

    Examples
    --------
    >>> "".join(t.letter for t in tokens_of("121606Z TO 121854Z NOV, 1607Z TO 1854Z DAILY 14 NOV"))
    'DRDmSTRTEd'
    >>> "".join(t.letter for t in tokens_of("18 SEP 04:12 2023 UNTIL 18 SEP 04:42 2023"))
    'dTYRdTY'
    """
    raw: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = _token(match, raw, year)
        if token is None:
            continue
        if token.letter == "Z":
            near = range(len(raw) - 1, max(len(raw) - 7, -1), -1)
            k = next((k for k in near if raw[k].letter in "TDd" or raw[k].letter == "X"), -1)
            if k >= 0 and raw[k].letter != "X" and raw[k].zone is None:
                raw[k] = replace(raw[k], zone=token.zone)
        else:
            raw.append(token)
    return _dates(raw, year)


def _token(match: re.Match[str], before: list[Token], year: int | None) -> Token | None:
    kind, span = match.lastgroup or "", match.span()
    if match["iso"]:
        y, m, d = (int(x) for x in match["iso"].split("-"))
        return Token("d", *span, day=d, month=m, year=y)
    if match["dots"]:
        y, m, d = (int(x) for x in re.findall(r"\d+", match["dots"]))
        return Token("d", *span, day=d, month=m, year=y)
    if match["slash"]:
        one, two, y = (int(x) for x in match["slash"].split("/"))
        # Read only where one of them can be no month: otherwise which is the day is not said.
        d, m = (one, two) if one > 12 >= two else (two, one) if two > 12 >= one else (0, 0)
        return Token("d" if d else "X", *span, day=d, month=m, year=y)
    if match["dashed"]:
        day, month, short = match["dashed"].split("-")
        y = int(short) + (2000 if len(short) == 2 else 0)
        return Token("d", *span, day=int(day), month=_month(month), year=y)
    if match["half"]:
        hour, *rest = re.findall(r"\d+", match["half"])
        minute = rest[0] if rest else 0
        late = 12 if "P" in match["half"] else 0
        return Token("T", *span, hour=int(hour) % 12 + late, minute=int(minute))
    if match["stamp"]:
        s = match["stamp"]
        figures = {"day": int(s[:2]), "hour": int(s[2:4]), "minute": int(s[4:])}
        sure = match["zs"] is not None
        if not sure and not (1 <= figures["day"] <= 31 and figures["hour"] <= 24):
            return Token("X", *span)
        return Token("D", *span, **figures, zone=0.0 if sure else None, sure=sure)
    if match["clock"]:
        return _clock(match, before, year)
    if match["month"]:
        return Token("M", *span, month=_month(match["month"]))
    if match["zone"]:
        return Token("Z", *span, zone=_zone(match["zone"]))
    if match["day"]:
        return Token("N", *span, day=int(match["day"]))
    letters = {
        "range": "R",
        "sep": "S",
        "daily": "E",
        "same": "H",
        "alt": "A",
        "but": "V",
        "word": "X",
    }
    letter = letters.get(kind) or next((v for k, v in letters.items() if match[k]), "")
    return Token(letter, *span) if letter else None


def _clock(match: re.Match[str], before: list[Token], year: int | None) -> Token:
    """A clock time, or a year where four bare figures stand behind a month."""
    hour_minute = re.split(r"[:H]", match["clock"])[:2]
    digits = "".join(hour_minute)
    bare = len(hour_minute) == 1 and not match["zc"]
    value = int(digits)
    if bare and 1957 <= value <= 2100:
        behind = "".join(t.letter for t in before[-4:])
        dated = re.search(r"(?:M|MN|MNS|MS|NMT|MNT|MTZ?)$", behind)
        if dated and (year is None or abs(value - year) <= 1):
            return Token("Y", *match.span(), year=value)
        if year == value and not behind.endswith("R"):
            return Token("Y", *match.span(), year=value)
    digits = digits.rjust(4, "0")
    named = (match["zc"] or "").strip()
    zone = 0.0 if named in ("Z", "UTC", "GMT") else None
    hour, minute = int(digits[:2]), int(digits[2:])
    if hour > 24 or minute > 59:
        return Token("X", *match.span())
    return Token("T", *match.span(), hour=hour, minute=minute, zone=zone, sure=bool(named))


def _month(word: str) -> int:
    """Number of the month that a word names."""
    if word[:3] in MONTHS and re.fullmatch(_MONTH, word):
        return MONTHS.index(word[:3]) + 1
    names = (
        k for k, name in _ABROAD.items() if re.fullmatch(re.sub(r"\(\?<=.*?\)", "", name), word)
    )
    return next(names)


def unsure_zone(text: str) -> str:
    """A zone that is named behind a clock time and may be one of several; empty for none.

    Examples
    --------
    >>> unsure_zone("1040 TO 1140 LOCAL TIME"), unsure_zone("1040 TO 1140 UTC")
    ('LOCAL TIME', '')
    """
    found = _UNSURE.search(text.upper())
    return found["zone"] if found else ""


def _zone(text: str) -> float:
    if text in _ZONES:
        return _ZONES[text]
    sign, hours, minutes = re.sub(r"\s", "", text[3:])[0], *_split(re.sub(r"\D", "", text[3:]))
    return (1.0 if sign == "+" else -1.0) * (hours + minutes / 60.0)


def _split(digits: str) -> tuple[int, int]:
    return (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))


def _dates(raw: list[Token], year: int | None) -> list[Token]:
    """Days, months and years that stand together made one token."""
    out: list[Token] = []
    k = 0
    while k < len(raw):
        letters = "".join(t.letter for t in raw[k : k + 5])
        t = raw[k]
        six = "".join(t.letter for t in raw[k : k + 6])
        if six == "NTRNTM":  # 18 0600 UTC TO 18 1000 UTC JUL
            out += [_stamped(t, raw[k + 1]), raw[k + 2], _stamped(raw[k + 3], raw[k + 4])]
            k += 5
        elif letters.startswith("NM"):
            y, used = _year(raw, k + 2, year, dated=True)
            out.append(replace(t, letter="d", month=raw[k + 1].month, year=y))
            k += 2 + used
        elif t.letter == "M":
            stamped = bool(out) and out[-1].letter == "D"
            y, used = _year(raw, k + 1, year, dated=stamped)
            if used:
                out.append(replace(t, letter="m", year=y))
                k += 1 + used
            elif not stamped and len(letters) > 1 and letters[1] == "N":
                y, used = _year(raw, k + 2, year, dated=True)
                listed = _list_of_days(letters_from(raw, k + 2)) if not used else 0
                if listed:
                    # JANUARY 17 - 20, 2022: the year stands behind the list.
                    y, used = _year(raw, k + 2 + listed, year, dated=True)
                out.append(replace(raw[k + 1], letter="d", month=t.month, year=y))
                out.extend(raw[k + 2 : k + 2 + listed])
                k += 2 + listed + used
            else:
                out.append(replace(t, letter="m"))
                k += 1
        else:
            out.append(t)
            k += 1
    return out


def _stamped(day: Token, time: Token) -> Token:
    """A day alone and a time behind it as one."""
    return replace(time, letter="D", start=day.start, day=day.day, zone=time.zone or 0.0, sure=True)


def letters_from(raw: list[Token], k: int) -> str:
    """Letters of the tokens from the `k`-th on, as many as a list of days may have."""
    return "".join(t.letter for t in raw[k : k + 40])


def _list_of_days(letters: str) -> int:
    """How many tokens of more days stand before a year that is theirs; zero for none."""
    found = re.match(r"((?:(?:R|S{1,2})N)+)(?=S?Y)", letters)
    return len(found[1]) if found else 0


def _year(raw: list[Token], k: int, known: int | None, *, dated: bool) -> tuple[int, int]:
    """Year that stands at `k` and the number of tokens that it takes; zero, zero for none."""
    if k + 1 < len(raw) and raw[k].letter == "S" and raw[k + 1].letter == "Y":
        return raw[k + 1].year, 2
    if k < len(raw) and raw[k].letter == "Y":
        return raw[k].year, 1
    if dated and k < len(raw) and raw[k].letter == "N":
        # Two figures behind a month: a year, unless a list of days or a time goes on from it.
        value = 2000 + raw[k].day
        after = raw[k + 1].letter if k + 1 < len(raw) else ""
        if (known is None and after not in "MT") or (known is not None and abs(value - known) <= 1):
            return value, 1
    return 0, 0
