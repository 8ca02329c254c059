"""The language that a command answers in: ``--lang``, the same option on every command.

JSON and CSV do not change with it; their keys are a contract. Text that is no message is quoted and
stays as it was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from visviva.core.message import localize

_LANGUAGE: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """Language of the command that runs, English by default."""
    return _LANGUAGE.get()


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Answer in a language inside the block.

    Examples
    --------
    >>> with spoken("fr"):
    ...     current()
    'fr'
    >>> current()
    'en'
    """
    token = _LANGUAGE.set(lang)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def told(text: str) -> str:
    """A message in the language of the command; any other text as it stands."""
    return localize(text, current())
