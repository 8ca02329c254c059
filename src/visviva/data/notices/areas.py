"""Areas of a notice: coordinates grouped into rings, circles and strips, with the kind printed.

Limits: corners are joined in the order printed; four that are printed crosswise (a common slip) are
put in order and told; a ring that still crosses itself is refused. A side along an arc becomes
straight, and is told.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from visviva.data.notices.clean import line_of
from visviva.data.notices.coordinates import Found, find_coordinates
from visviva.data.notices.rings import circle, ordered_ring, strip
from visviva.data.notices.values import AreaKind, NoticeArea
from visviva.data.notices.words import SAY
from visviva.errors import InputError

NAUTICAL_MILE = 1852.0
#: Between two corners of one ring nothing stands but these.
_JOIN = re.compile(
    r"^[\s,;:.\-/()\[\]•·*|>]*(?:(?:TO|THENCE|THEN|AND|&|POINT|LAT(?:ITUDE)?"
    r"|BACK TO (?:START|BEGINNING)|TO BEGINNING)[\s,;:.\-()\[\]•·*|>]*)*$",
    re.IGNORECASE,
)
#: The same with a corner's own number or letter: (1), 2., c), P3:, POINT 4.
_OWN_LABEL = re.compile(
    r"(?:^|[\s,;.(])(?:POINT\s+|P|NO\.?\s*)?(?P<n>\d{1,2}|[IVX]{2,4}|[A-Z])\s*[.):/-]{0,2}\s*$",
    re.IGNORECASE,
)
#: A line with nothing but this parts two rings.
_AND_ALONE = re.compile(r"\n[ ]*(?:AND|&)[ ]*\n", re.IGNORECASE)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CLOSES = re.compile(
    r"BACK TO (?:START|BEGINNING)|TO (?:BEGINNING|THE POINT OF ORIGIN)", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:\b(?:AREA|ZONE|DZ)(?:[ ]|-)[ ]*(?P<area>[A-Z]|\d{1,2}|[A-Z]\d)\b[^\n]{0,60}?|"
    r"(?:^|[\s(;,.])\(?(?P<letter>[A-Z])[.):]\s*)$",
    re.IGNORECASE,
)
_UNIT = r"(?P<u>NAUTICAL\s+MILES?|MILES?|NM|NMI|KM|KILOMET(?:RE|ER)S?|METERS?|METRES?)\b"
_RADIUS = re.compile(rf"(?P<r>\d+(?:\.\d+)?)[\s-]*{_UNIT}", re.IGNORECASE)
_CIRCLE = re.compile(r"\bWITHIN\b|\bRADIUS\b|\bRAD\b|\bCIRCLE\b|\bCENT(?:ER|RE)", re.IGNORECASE)
_STRIP = re.compile(
    r"EITHER SIDE|BOTH SIDES|OF (?:A |THE )?(?:LINE|TRACK|CENTRE ?LINE)\b|\bWIDE\b", re.IGNORECASE
)
_ARC = re.compile(r"\bARC\b[^;]*\bCENT(?:ER|RE)", re.IGNORECASE | re.DOTALL)
_PAD = re.compile(
    r"\b(?:LAUNCH(?:ING)?[\s-]*(?:PAD|SITE|POINT|POSITION|COMPLEX)|LAUNCHER|PAD)\b", re.IGNORECASE
)
_ABOUT_PAD = re.compile(
    rf"(?:CIRCLE|RADIUS)[^.\n]{{0,30}}?(?P<r>\d+(?:\.\d+)?)[\s-]*{_UNIT}[^.\n]{{0,30}}?"
    r"(?:AROUND|ABOUT|FROM|OF)\s+(?:THE\s+)?LAUNCH",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, AreaKind], ...] = (
    (r"re-?entry|de-?orbit|space debris|재진입|再突入|再入|rentrée", "upper-stage-reentry"),
    (r"fairing|페어링|フェアリング|整流罩|coiffe|обтекател|cofia", "fairing"),
    (
        r"(?:1st|first)[\s-]st(?:a)?ge?|stage[\s-]*(?:1|one|I)\b|booster|strap[\s-]?on|\bSRBs?\b"
        r"|1단|1段|一[级級]|부스터|ブースタ|助推器|(?:1er|premier) étage|перв\w+ ступен"
        r"|primera etapa",
        "stage-1",
    ),
    (
        r"(?:2nd|second)[\s-]st(?:a)?ge?|stage[\s-]*(?:2|two|II)\b|2단|2段|二[级級]"
        r"|(?:2e|deuxième|second) étage|втор\w+ ступен|segunda etapa",
        "stage-2",
    ),
    (
        r"(?:3rd|third)[\s-]st(?:a)?ge?|stage[\s-]*(?:3|three|III)\b|3단|3段|三[级級]"
        r"|(?:3e|troisième) étage|треть\w+ ступен|tercera etapa",
        "stage-3",
    ),
    (r"recovery|drone ?ship", "recovery"),
    (r"upper[\s-]stage", "upper-stage"),
    (r"(?:launch|pad)[\s-]*(?:area|site|pad|hazard)", "launch-area"),
)


@dataclass(slots=True)
class _Group:
    """Corners of one area while it is being read."""

    points: list[Found]
    label: str = ""
    arc: bool = field(default=False)


def find_areas(text: str) -> tuple[tuple[NoticeArea, ...], tuple[str, ...]]:
    """Areas of `text` in the order printed, and what was put right.

    Raises
    ------
    InputError
        If a coordinate cannot be read, a ring has fewer than three corners or crosses itself.
    """
    points = find_coordinates(text)
    told = [
        f"read {' '.join(text[p.start : p.end].split())!r} as {p.slip}" for p in points if p.slip
    ]
    areas: list[NoticeArea] = []
    since = 0
    for group in _groups(text, points):
        made = _area(text, group, str(len(areas) + 1), told, since)
        since = group.points[-1].end
        if made is not None:
            areas.append(made)
    return _with_own_names(areas), tuple(told)


def _with_own_names(areas: Sequence[NoticeArea]) -> tuple[NoticeArea, ...]:
    """Names that several areas bear get a number behind them, so that each is told apart."""
    many = Counter(area.name for area in areas)
    seen: Counter[str] = Counter()
    out = []
    for area in areas:
        seen[area.name] += 1
        own = f"{area.name}.{seen[area.name]}" if many[area.name] > 1 else area.name
        out.append(replace(area, name=own))
    return tuple(out)


def _area(text: str, group: _Group, number: str, told: list[str], since: int) -> NoticeArea | None:
    """One area; None for the place of a pad that is named beside the areas.

    `since` is the end of the area before: its words are not of this one.
    """
    points = group.points
    start = points[0].start
    before = text[max(0, start - 160) : start]
    name = _name(before) or number
    kind, said = _kind(text, points, since)
    corners = [(p.latitude, p.longitude) for p in points]
    if group.arc:
        told.append(SAY("arc", name=name))
    near, radius = _near(text, points), _radius(text, points)
    if radius is not None and len(points) >= 2 and _STRIP.search(near):
        half = radius if not re.search(r"\bWIDE\b", near, re.IGNORECASE) else 0.5 * radius
        return NoticeArea(name, strip(corners, half), kind, said=said)
    if len(points) == 1 and radius is None:
        about = _ABOUT_PAD.search(text)
        if _PAD.search(before[-60:]) and about is None:
            told.append(SAY("no-area"))
            return None
        if _PAD.search(before[-60:]) and about is not None:
            radius, kind = _metres(about), "launch-area"
    if radius is not None and len(points) == 1:
        return NoticeArea(name, circle(corners[0], radius), kind, corners[0], radius, said)
    if len(corners) > 1 and _same(points[0], points[-1]):
        corners.pop()
    place = f"line {line_of(text, start)}"
    if len(corners) < 3:
        shown = " ".join(text[start : points[-1].end].split())
        raise InputError(
            f"an area of {len(corners)} corner{'s' if len(corners) > 1 else ''}: {shown!r}",
            advice="an area needs three corners, or a radius beside its centre",
            place=place,
        )
    try:
        ring, crossed = ordered_ring(corners, name=name)
    except InputError as err:
        raise InputError(err.message, advice=err.advice, place=place) from None
    if crossed:
        told.append(SAY("crosswise", name=name))
    return NoticeArea(name, ring, kind, said=said)


def _groups(text: str, points: Sequence[Found]) -> list[_Group]:
    """Rings: a label, other words, or a ring that has come back to its first corner part them."""
    groups: list[_Group] = []
    closed, skip = True, False
    for k, point in enumerate(points):
        between = "" if k == 0 else text[points[k - 1].end : point.start]
        if k and not closed and _ARC.search(between):
            groups[-1].arc = skip = True
            continue
        # Behind a comma a ring goes on, over a page's end too.
        parted = "\n\n" in between and not between.lstrip(" ").startswith(",")
        parted |= bool(_AND_ALONE.search(between)) and len(groups[-1].points) > 2
        joined = skip or (bool(_JOIN.match(between)) and not parted)
        skip = False
        if closed or not joined or _CLOSES.search(between):
            own = _OWN_LABEL.search(text[max(0, point.start - 12) : point.start])
            groups.append(_Group([point], own["n"].upper() if own else ""))
        else:
            groups[-1].points.append(point)
        ring = groups[-1].points
        closed = len(ring) > 2 and _same(ring[0], point)
    return _joined_by_labels(text, groups)


def _joined_by_labels(text: str, groups: list[_Group]) -> list[_Group]:
    """Corners with numbers or letters of their own, one after the other, make one ring."""
    out: list[_Group] = []
    last = ""
    for group in groups:
        follows = bool(
            out and last and group.label and group.label in _next_labels(last)
        ) and re.fullmatch(
            r"[\s,;.]*(?:\(?(?:POINT\s+|P|NO\.?\s*)?\w{1,4}[\s.):/-]*)",
            text[out[-1].points[-1].end : group.points[0].start],
            re.IGNORECASE,
        )
        if follows and len(group.points) == 1 and _single_run(out[-1], text):
            out[-1].points.extend(group.points)
        else:
            out.append(_Group(list(group.points), group.label, group.arc))
        last = group.label
    return out


def _single_run(group: _Group, text: str) -> bool:
    """Whether every corner of a ring so far bears a label of its own."""
    return all(
        _OWN_LABEL.search(text[max(0, p.start - 12) : p.start]) is not None for p in group.points
    )


def _next_labels(label: str) -> tuple[str, ...]:
    """What may stand at the next corner: the next number, letter or Roman figure."""
    if label.isdigit():
        return (str(int(label) + 1),)
    out = (chr(ord(label) + 1),) if len(label) == 1 else ()
    if label in _ROMAN[:-1]:
        out = (*out, _ROMAN[_ROMAN.index(label) + 1])
    return out


def _same(a: Found, b: Found) -> bool:
    return abs(a.latitude - b.latitude) < 1e-7 and abs(a.longitude - b.longitude) < 1e-7


def _name(before: str) -> str:
    """The label nearest before a ring, unless a coordinate stands between."""
    words = re.split(r"\d[NSEW]\b", before)[-1]
    match = _LABEL.search(words)
    return "" if match is None else (match["area"] or match["letter"] or "").upper()


def _kind(text: str, group: Sequence[Found], since: int) -> tuple[AreaKind, str]:
    """Kind as printed behind the ring (``(1st stage)``) or before it, in the same sentence."""
    after = re.match(r"[\s,;.]*\(([^)]{0,40})\)", text[group[-1].end : group[-1].end + 60])
    if after and (kind := kind_of(after[1])) != "unknown":
        return kind, after[1]
    start = group[0].start
    before = re.split(r"[;.\n]\s|\d[NSEW]\b", text[max(since, start - 120) : start])
    # What stands in brackets behind the ring before is of that ring.
    before = [re.sub(r"\A[\s,;.]*\([^)]*\)", "", words) for words in before]
    for words in reversed([w for w in before if w.strip(" ,;.()")][-2:]):
        kind = kind_of(words)
        if kind != "unknown":
            return kind, " ".join(words.split())
    return "unknown", " ".join(before[-1].split())


def kind_of(words: str) -> AreaKind:
    """Kind of area that words tell of.

    Examples
    --------
    >>> kind_of("FALLING AREA OF FIRST STAGE")
    'stage-1'
    """
    return next((k for p, k in _KINDS if re.search(p, words, re.IGNORECASE)), "unknown")


def _metres(match: re.Match[str]) -> float:
    unit = match["u"].upper()
    factor = 1e3 if unit.startswith("K") else 1.0 if unit.startswith("MET") else NAUTICAL_MILE
    return float(match["r"]) * factor


def _near(text: str, group: Sequence[Found]) -> str:
    """The words right before an area and right behind it."""
    before = re.split(r"[.;]\s|\d[NSEW]\b", text[max(0, group[0].start - 160) : group[0].start])[-1]
    behind = text[group[-1].end : group[-1].end + 60]
    return before + " | " + re.split(r"[.;]\s|\d{2}\s?[NSEW]", behind)[0]


def _radius(text: str, group: Sequence[Found]) -> float | None:
    """Radius or half width, in metres, where the words around a centre or a line tell of one."""
    for words in _near(text, group).split(" | "):
        match = _RADIUS.search(words)
        if match and (_CIRCLE.search(words) or _STRIP.search(words)):
            return _metres(match)
    return None
