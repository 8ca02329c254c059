"""A sentence that says itself in several languages: one template per language, one set of values.

English is rendered from its template like any other language, so that no two versions of a sentence
can drift apart. A `Message` is a string, its English, and can stand wherever text stands; what
renders a page asks it for another language.
"""

from collections.abc import Callable, Mapping
from typing import Any

from visviva.core.korean import with_particles
from visviva.core.numerals import number

#: Language, then key, then template.
Texts = Mapping[str, Mapping[str, str]]
#: A number with its decimals, a name by language, another message, or text as it stands.
MessageArgument = str | tuple[float, int] | Mapping[str, str]

#: Languages in which every message of the program exists.
LANGUAGES = ("en", "fr", "ko")


class Message(str):
    """A template's key with what stands in it; as a string, its English.

    Parameters
    ----------
    texts : Mapping
        Templates by language and key.
    key : str
    arguments : Mapping, optional
        What the template's placeholders hold.

    Raises
    ------
    KeyError
        If English has no such key, or the template a placeholder that is not given.

    Examples
    --------
    >>> texts = {
    ...     "en": {"mass": "{ship} has {mass} kg."},
    ...     "ko": {"mass": "{ship}은(는) {mass} kg이다."},
    ... }
    >>> ship = {"en": "Soyuz", "ko": "소유스"}
    >>> said = Message(texts, "mass", {"ship": ship, "mass": (7150.0, 0)})
    >>> said
    'Soyuz has 7,150 kg.'
    >>> said.localize("ko")
    '소유스는 7,150 kg이다.'
    """

    __slots__ = ("arguments", "key", "texts")
    texts: Texts
    key: str
    arguments: Mapping[str, MessageArgument]

    def __new__(
        cls, texts: Texts, key: str, arguments: Mapping[str, MessageArgument] | None = None
    ) -> "Message":
        """Render the English and keep what other languages need."""
        given = dict(arguments or {})
        self = super().__new__(cls, _rendered(texts, key, given, "en"))
        self.texts, self.key, self.arguments = texts, key, given
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.texts, self.key, self.arguments)

    def localize(self, lang: str) -> str:
        """The sentence in a language; English where the language has no template."""
        return str(self) if lang == "en" else _rendered(self.texts, self.key, self.arguments, lang)

    def speaks(self, lang: str) -> bool:
        """Whether the sentence has a template of its own in a language."""
        return self.key in self.texts.get(lang, {})


def localize(text: str, lang: str) -> str:
    """A text in a language: a message speaks it, any other text stays as it stands."""
    return text.localize(lang) if isinstance(text, Message) else text


def speaker(texts: Texts) -> Callable[..., Message]:
    """A function that makes messages from one set of templates: ``say(key, **arguments)``.

    Examples
    --------
    >>> say = speaker({"en": {"short": "{margin} m/s short"}})
    >>> say("short", margin=(1234.5, 0))
    '1,234 m/s short'
    """

    def say(key: str, /, **arguments: MessageArgument) -> Message:
        return Message(texts, key, arguments)

    return say


def _rendered(texts: Texts, key: str, arguments: Mapping[str, MessageArgument], lang: str) -> str:
    template = texts.get(lang, {}).get(key)
    if template is None:
        lang, template = "en", texts["en"][key]
    filled = template.format(**{k: _argument(v, lang) for k, v in arguments.items()})
    return with_particles(filled) if lang == "ko" else filled


def _argument(value: MessageArgument, lang: str) -> str:
    if isinstance(value, tuple):
        return number(value[0], lang, decimals=value[1])
    if isinstance(value, str):
        return localize(value, lang)
    return value.get(lang, value["en"])
