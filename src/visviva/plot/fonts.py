"""Families of letters that this machine has, for the words of pictures."""

from functools import lru_cache
from typing import Final

from visviva.errors import MissingExtraError

#: Fonts with Korean and Latin letters, the first that is there.
KOREAN_FONTS: Final = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Noto Sans CJK JP",
    "NanumGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Baekmuk Gulim",
    "UnDotum",
)


@lru_cache(maxsize=4)
def _families() -> frozenset[str]:
    from matplotlib import font_manager

    return frozenset(font.name for font in font_manager.fontManager.ttflist)


def families_for(text: str) -> list[str]:
    """Families that have the letters of a text.

    Raises
    ------
    MissingExtraError
        If the text holds Korean and no font that has it is there.
    """
    if all(ord(letter) < 0x1100 or 0x1E00 <= ord(letter) < 0x2E80 for letter in text):
        return ["DejaVu Sans"]
    found = [name for name in KOREAN_FONTS if name in _families()]
    if not found:
        raise MissingExtraError(
            "no font of this machine has Korean letters",
            advice="install one (Debian: fonts-noto-cjk), or give --lang en",
        )
    return [found[0], "DejaVu Sans"]
