"""A warning's text read whole: number, areas, windows, distances.

Limits: English notices in the forms of NAVAREA, HYDROPAC, HYDROLANT, HYDROARC and NOTAM, and plain
lists of corners; 1 MB at the most.
"""

import re
from pathlib import Path

from visviva.data.notices.areas import find_areas
from visviva.data.notices.clean import plain_text
from visviva.data.notices.distances import find_distances
from visviva.data.notices.several import told_of_others
from visviva.data.notices.values import Notice
from visviva.data.notices.window_tokens import unsure_zone
from visviva.data.notices.windows import find_windows
from visviva.data.notices.words import SAY
from visviva.errors import InputError

MOST_BYTES = 1 << 20
_NUMBER = re.compile(
    r"\b(?:NAVAREA\s+[IVX]+|HYDRO(?:PAC|LANT|ARC))\s+\d+/\d{2,4}(?:\([^)]*\))?|\b[A-Z]\d{4}/\d{2}\b"
)


def read_notice_file(path: str | Path, *, year: int | None = None) -> Notice:
    """A notice from a text file; see `read_notice`.

    Raises
    ------
    InputError
        If the file is missing, too large, empty or not text.
    """
    target = Path(path)
    try:
        if target.stat().st_size > MOST_BYTES:
            raise InputError(
                f"a notice of {target.stat().st_size / 1e6:,.1f} MB",
                advice="give the text of one notice, 1 MB at the most",
                place=str(path),
            )
        raw = target.read_bytes()
    except OSError as err:
        raise InputError(
            f"the notice cannot be read ({err.strerror or err})",
            advice="check its name",
            place=str(path),
        ) from err
    if b"\0" in raw:
        raise InputError("not a text", advice="give the notice as plain text", place=str(path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    try:
        return read_notice(text, year=year)
    except InputError as err:
        place = f"{path}, {err.place}" if err.place else str(path)
        raise InputError(err.message, advice=err.advice, place=place) from err


def read_notice(text: str, *, year: int | None = None) -> Notice:
    """Areas and windows of a warning.

    Parameters
    ----------
    text : str
    year : int, optional
        For texts that name none.

    Raises
    ------
    InputError
        If the text is empty or holds neither areas nor distances, or something in it cannot be
        read; the message shows it.

    Examples
    --------
    >>> notice = read_notice("A. N3457E12043-N3416E12000-N3220E12400 B) 1306110925 C) 1306111007")
    >>> len(notice.areas), notice.windows[0].start.iso(0)
    (1, '2013-06-11T09:25:00Z')
    """
    if not text.strip():
        raise InputError("the notice is empty", advice="give the text of a warning")
    if len(text) > MOST_BYTES:
        raise InputError("a notice of over 1 MB", advice="give the text of one notice")
    plain, slips, circle = plain_text(text.replace("\r\n", "\n"))
    areas, told = find_areas(plain)
    told = (*slips, *told)
    distances = () if areas else find_distances(plain)
    if not areas and not distances and circle:
        areas, _ = find_areas("CIRCLE OF RADIUS {1} NM ABOUT {0}".format(*circle.split()))
        told = (*told, SAY("circle"))
    others = told_of_others(plain)
    if not areas and not distances:
        if others and others[0].startswith("the notice cancels"):
            raise InputError(
                f"{others[0]} and warns of no area", advice="give the text of that warning"
            )
        raise InputError(
            "no area is found in the notice",
            advice="corners look like 28-39.92N 080-38.33W or N4204E10033",
        )
    windows = find_windows(plain, year=year)
    number = next(
        (m for m in _NUMBER.finditer(plain) if not plain[: m.start()].upper().endswith("CANCEL ")),
        None,
    )
    zone = unsure_zone(plain)
    told = (
        *told,
        *others,
        *((SAY("zone", zone=repr(zone)),) if zone else ()),
    )
    return Notice(
        number[0] if number else "",
        areas,
        distances,
        windows,
        told if windows else (*told, SAY("no-window")),
        text,
    )
