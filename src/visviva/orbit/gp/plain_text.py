"""Texts of an element set that every form of it can carry."""

import unicodedata
from typing import Final

_UNFIT: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


_NO_XML: Final = "\ufffe\uffff"


#: Longer texts are no names: a damaged or hostile file.
LONGEST_TEXT: Final = 1000


def plain_text(text: str) -> str:
    r"""Text fit for every form: one line, no control characters, no halves of characters.

    Single blanks.

    >>> plain_text(" ISS\n(ZARYA) ")
    'ISS (ZARYA)'
    """
    text = text.strip()
    if len(text) > 2 * LONGEST_TEXT:
        return text[: 2 * LONGEST_TEXT]  # refused by the record; not worth cleaning
    if text.isprintable() and "  " not in text:
        return text
    kept = "".join(
        " " if c.isspace() or c in _NO_XML or unicodedata.category(c) in _UNFIT else c for c in text
    )
    return " ".join(kept.split())
