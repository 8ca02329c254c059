"""Korean particles: which of two forms follows a word, by the word's last sound.

A template writes both forms, as printed Korean forms do: ``{ship}은(는)``, ``{way}(으)로``.
`with_particles` leaves the one that fits the word put in before it. Latin letters, figures and
units are taken as they are read aloud in Korean.

Limits: a Latin word is judged by its last letter, as Korean readers spell it; a foreign name that
is read otherwise may take the other form.
"""

import re

_PAIR = re.compile(
    r"(은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|과\(와\)|와\(과\)|\(으\)로|\(이\)(?=[라나며었고]))"
)
#: Form after a closed syllable, form after an open one.
_FORMS = {
    "은(는)": ("은", "는"),
    "는(은)": ("은", "는"),
    "이(가)": ("이", "가"),
    "가(이)": ("이", "가"),
    "을(를)": ("을", "를"),
    "를(을)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
_RIEUL = 8
#: Last sound of a digit read aloud: 0 none, 8 rieul, 1 another consonant.
_DIGITS = {"0": 1, "1": 8, "2": 0, "3": 1, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
#: Units and signs as they are read aloud.
_UNITS = {
    "kg": 1,
    "km": 0,
    "m": 0,
    "m/s": 0,
    "km/s": 0,
    "°": 0,
    "%": 0,
    "g": 0,
    "d": 8,
    "s": 0,
    "h": 1,
    "UTC": 0,
}
#: Letters whose Korean name ends in a consonant, and Latin endings that are read as one.
_LETTERS = {"l": 8, "L": 8, "m": 1, "M": 1, "n": 1, "N": 1, "r": 0, "R": 8}
_BRACKET = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]$")
_LAST_TOKEN = re.compile(r"[^\s\u00a0\u202f]+$")


def with_particles(text: str) -> str:
    """Text with every pair of particles resolved.

    Examples
    --------
    >>> with_particles("소유스 MS은(는) 톈궁을(를) 200 km(으)로 돈다")
    '소유스 MS는 톈궁을 200 km로 돈다'
    >>> with_particles("정거장은(는) 7,150 kg이(가) 아니라 서울(으)로")
    '정거장은 7,150 kg이 아니라 서울로'
    """
    parts: list[str] = []
    end = 0
    for match in _PAIR.finditer(text):
        parts.append(text[end : match.start()])
        closed, opened = _FORMS[match.group()]
        sound = last_sound("".join(parts))
        # Rieul counts as open before 로 alone.
        is_open = sound == 0 or (sound == _RIEUL and match.group() == "(으)로")
        parts.append(opened if is_open else closed)
        end = match.end()
    return "".join([*parts, text[end:]])


def last_sound(text: str) -> int:
    """Final consonant of the last syllable as read: 0 none, 8 rieul, other numbers another.

    Words in brackets at the end are passed over: the particle belongs to what stands before them.

    Examples
    --------
    >>> last_sound("발사체"), last_sound("위성"), last_sound("서울"), last_sound("1,000")
    (0, 21, 8, 1)
    >>> last_sound("소유스(도킹)"), last_sound("Malligyong-1"), last_sound("0.5")
    (0, 8, 0)
    """
    bare = text.rstrip(" \u00a0\u202f\"'”’»」』")
    while (shorter := _BRACKET.sub("", bare)) != bare and shorter:
        bare = shorter
    token = _LAST_TOKEN.search(bare)
    if token is None:
        return 0
    if token.group() in _UNITS:
        return _UNITS[token.group()]
    last = bare[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isdigit():
        return _number_sound(token.group())
    if last in _UNITS:
        return _UNITS[last]
    if bare.endswith("ng"):
        return 1
    return _LETTERS.get(last, 0)


def _number_sound(token: str) -> int:
    """Last sound of a number: whole tens end in 십, 백, 천, 만, 억; other digits stand alone."""
    digits = re.sub(r"[,\u202f]", "", token)
    figure = re.search(r"\d+(\.\d+)?$", digits)
    if figure is None or figure.group(1) is not None:
        return _DIGITS[token[-1]]
    whole = figure.group()
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros == 0 or zeros == len(whole):
        return _DIGITS[whole[-1]]
    return 0 if zeros >= 12 else 1
