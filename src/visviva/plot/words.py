"""Words of pictures in French and Korean, put in when a picture is written.

A picture is drawn in English; `speak` then changes each of its texts that `words.json` knows, with
its figures kept. Names of facts stay. Limits: a text that the file does not know stays English.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

from visviva.core.message import LANGUAGES
from visviva.plot.fonts import families_for

#: Column of `words.json` that holds a language.
_COLUMN: Final = {lang: k for k, lang in enumerate(LANGUAGES)}


def speak(figure: Any, lang: str) -> None:
    """Change the texts of a figure into a language.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    lang : {"en", "fr", "ko"}

    Raises
    ------
    MissingExtraError
        If no font of this machine has the letters.
    """
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        said = translated(text.get_text(), lang)
        if said != text.get_text():
            text.set_text(said)
        if lang == "ko":
            text.set_fontfamily(families_for(said))


def translated(text: str, lang: str) -> str:
    """A text of a picture in a language, line by line.

    Examples
    --------
    >>> translated("altitude, km", "ko"), translated("highest 20.5 g at 400 s", "fr")
    ('고도, km', 'maximum 20.5 g à 400 s')
    >>> translated("3 passes above 10°, 2026-01-01T00:00Z to 2026-01-02T00:00Z", "fr")
    '3 passages au-dessus de 10°, 2026-01-01T00:00Z à 2026-01-02T00:00Z'
    >>> translated("soyuz-2.1a", "fr")
    'soyuz-2.1a'
    """
    if lang == "en" or not text.strip():
        return text
    return "\n".join(_line(line, lang) for line in text.split("\n"))


def _line(line: str, lang: str) -> str:
    whole, patterns = _phrases(lang)
    if line in whole:
        return whole[line]
    for pattern, said in patterns:
        if found := pattern.fullmatch(line):
            return said.format(*(whole.get(part, part) for part in found.groups()))
    return line


@cache
def _phrases(lang: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Phrases without places, and patterns of those with; the ones that say more come first."""
    table = json.loads(files("visviva.plot").joinpath("words.json").read_text(encoding="utf-8"))
    column = _COLUMN[lang]
    whole = {row[0]: row[column] for row in table if "{" not in row[0]}
    with_places = [row for row in table if "{" in row[0]]
    with_places.sort(key=lambda row: -len(row[0]))
    return whole, tuple(
        (re.compile(re.escape(row[0]).replace(re.escape("{}"), "(.+?)")), row[column])
        for row in with_places
    )
