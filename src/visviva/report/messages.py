"""Words of the page in English, French and Korean: one flat catalogue per language, keyed by id."""

import re
from dataclasses import dataclass
from functools import cache

from visviva.core.korean import with_particles
from visviva.core.message import LANGUAGES, Texts
from visviva.errors import InputError
from visviva.report.message_files import read_messages
from visviva.report.numbers import split_unit

#: Ending of the event in which a stage, named in its fact, is spent.
BURN_OUT = " burn-out"


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
        filled = text.format(**fields) if fields else text
        return with_particles(filled) if self.lang == "ko" else filled

    def unit(self, unit: str) -> str:
        """Sign of a unit in this language.

        Examples
        --------
        >>> catalogue("en").unit("deg"), catalogue("fr").unit("d"), catalogue("ko").unit("kg")
        ('°', 'j', 'kg')
        """
        return self.own.get(f"unit.{unit}", unit)

    def word(self, value: str) -> str:
        """A value that is a word of ours, such as a kind or an event; empty where it is none.

        Examples
        --------
        >>> catalogue("fr").word("northbound"), catalogue("fr").word("soyuz-2.1a")
        ('vers le nord', '')
        """
        stage, ended, behind = value.partition(BURN_OUT)
        if ended and not behind and f"word.{value}" not in self.own:
            return self.own["word.burn-out"].format(stage=self.word(stage) or stage)
        return self.own.get(f"word.{value}", "")

    def column(self, key: str, texts: Texts | None = None) -> str:
        """Heading of a table column whose key carries its unit.

        `texts` are those of the check that the table belongs to; their ``column.<stem>`` goes
        first.

        Examples
        --------
        >>> catalogue("en").column("peak_height_km")
        'Peak height (km)'
        """
        stem, unit = split_unit(key)
        words = stem.replace("_", " ").strip()
        named = f"column.{stem}"
        heading = (
            (texts or {}).get(self.lang, {}).get(named)
            or self.own.get(named)
            or self.english.get(named)
            or words[:1].upper() + words[1:]
        )
        return f"{heading} ({self.unit(unit)})" if unit else heading

    def path(self, path: str) -> str:
        """What a dotted path of a study means; empty where no message says.

        Examples
        --------
        >>> catalogue("en").path("vehicle.stages.blok-i.dry_mass_kg")
        'Dry mass of stage blok-i'
        """
        for pattern, key in _paths():
            if match := pattern.fullmatch(path):
                return self(key, **{f"p{k}": part for k, part in enumerate(match.groups())})
        return ""


@cache
def _paths() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the paths that the messages ``input.*`` name, a star for any part."""
    keys = [key for key in read_messages("en") if key.startswith("input.")]
    return tuple(
        (re.compile(re.escape(key.removeprefix("input.")).replace(r"\*", r'"?(.+?)"?')), key)
        for key in keys
    )


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
    return Catalogue(lang, read_messages(lang), read_messages("en"))
