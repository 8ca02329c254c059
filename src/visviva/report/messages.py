"""Words of the page in English, French and Korean: one flat catalogue per language, keyed by id."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from visviva.errors import InputError
from visviva.report.numbers import split_unit

LANGUAGES = ("en", "fr", "ko")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Messages of one language, with English where a message is missing.

    Examples
    --------
    >>> catalogue("fr")("verdict.no")
    'Non'
    """

    lang: str
    own: dict[str, str]
    english: dict[str, str]

    def __call__(self, key: str, **fields: object) -> str:
        """Message `key` with its placeholders filled.

        Raises
        ------
        KeyError
            If no catalogue holds `key`.
        """
        text = self.own.get(key) or self.english[key]
        return text.format(**fields) if fields else text

    def known(self, key: str, fallback: str) -> str:
        """Message `key` of this language, or `fallback` where it has none.

        English keeps `fallback`: what an assessment says in English is its own source.
        """
        return fallback if self.lang == "en" else self.own.get(key, fallback)

    def column(self, key: str) -> str:
        """Heading of a table column whose key carries its unit.

        Examples
        --------
        >>> catalogue("en").column("peak_height_km")
        'Peak height (km)'
        """
        stem, unit = split_unit(key)
        words = stem.replace("_", " ").strip()
        heading = (
            self.own.get(f"column.{stem}")
            or self.english.get(f"column.{stem}")
            or words[:1].upper() + words[1:]
        )
        return f"{heading} ({unit})" if unit else heading


@cache
def _read(lang: str) -> dict[str, str]:
    text = files("visviva.report").joinpath("messages", f"{lang}.json").read_text(encoding="utf-8")
    messages: dict[str, str] = json.loads(text)
    return messages


def catalogue(lang: str) -> Catalogue:
    """Catalogue of a language.

    Parameters
    ----------
    lang : {"en", "fr", "ko"}

    Raises
    ------
    InputError
        If there is no catalogue for `lang`.
    """
    if lang not in LANGUAGES:
        raise InputError(f"no language {lang!r}", advice=f"choose one of {', '.join(LANGUAGES)}")
    return Catalogue(lang, _read(lang), _read("en"))
