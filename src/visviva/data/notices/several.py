"""Warnings that one text holds beside its own, or speaks of: several launches, cancelled warnings.

Limits: a warning's number begins it; what cancels a warning is told, and its areas are read all the
same, for they say what had been planned.
"""

import re
from collections.abc import Sequence

from visviva.data.notices.values import NoticeWindow
from visviva.data.notices.windows import find_windows
from visviva.data.notices.words import SAY
from visviva.errors import InputError

_SERIES = r"(?:NAVAREA\s+[IVX]+|HYDRO(?:PAC|LANT|ARC))\s+\d+\s?/\s?\d{2,4}|[A-Z]\d{4}/\d{2}"
_BEGINS = re.compile(
    r"(?<!CANCEL )(?<!CANCELS )(?<!LED BY )(?<!REF )(?<!AND )(?<!NOTAMR )(?<!NOTAMC )"
    rf"\b(?P<n>{_SERIES})\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    rf"\b(?:CANCELL?ED|SUPERSEDED|REPLACED)\s+BY\s+(?P<by>{_SERIES})", re.IGNORECASE
)
_CANCELS = re.compile(rf"\b(?:CANCELS?|NOTAMC)\s+(?P<n>{_SERIES})", re.IGNORECASE)
#: Warnings whose windows lie this far apart tell of different launches, s.
APART = 12 * 3600.0


def told_of_others(text: str) -> tuple[str, ...]:
    """What a reader should know of other warnings in a text, one sentence each.

    Examples
    --------
    >>> told_of_others("NAVAREA IV 7/25. AREA … CANCELLED BY NAVAREA IV 9/25.")
    ('the notice is cancelled by NAVAREA IV 9/25',)
    """
    told = [SAY("cancelled", by=_plain(m["by"])) for m in _CANCELLED.finditer(text)]
    gone = [_plain(m["n"]) for m in _CANCELS.finditer(text)]
    if gone:
        told.append(SAY("cancels", gone=", ".join(dict.fromkeys(gone))))
    launches = _launches(text)
    if len(launches) > 1:
        told.append(SAY("several", numbers=", ".join(launches)))
    return tuple(told)


def _launches(text: str) -> list[str]:
    """Numbers of warnings, one of each set whose windows lie near each other."""
    begins = list(_BEGINS.finditer(text))
    ends = [*(m.start() for m in begins[1:]), len(text)][: len(begins)]
    sets: list[tuple[str, list[NoticeWindow]]] = []
    for match, end in zip(begins, ends, strict=True):
        try:
            windows = find_windows(text[match.start() : end])
        except InputError:
            continue
        met = next((own for _, own in sets if _meet(own, windows)), None)
        if met is not None:
            met.extend(windows)
        elif windows:
            sets.append((_plain(match["n"]), list(windows)))
    return [name for name, _ in sets]


def _meet(some: Sequence[NoticeWindow], others: Sequence[NoticeWindow]) -> bool:
    """Whether a window of the one lies within half a day of one of the others."""
    return any(a.start - b.end < APART and b.start - a.end < APART for a in some for b in others)


def _plain(number: str) -> str:
    return " ".join(number.split()).upper()
