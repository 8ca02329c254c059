"""The family of errors that visviva raises: each says what was wrong, where, and what to do next.

>>> raise InputError("altitude is -5 km", advice="give an altitude above the ground")
Traceback (most recent call last):
    ...
visviva.errors.InputError: altitude is -5 km; give an altitude above the ground
"""

import re
from typing import Any, ClassVar

#: What a terminal obeys: CSI and OSC sequences, also in their one-byte forms of the C1 set.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -~]"
)
#: Signs that are not text: control characters but tab and line ends, marks that turn the direction
#: of writing, halves of surrogate pairs, the byte order mark and the sign that is none.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\uffff]"
)
#: Longest part of a message: a file of one endless line must not fill a screen.
_LONGEST_PART = 400


def clean_text(text: str) -> str:
    r"""Text from outside without what a terminal, a page or a calendar would obey.

    Escape sequences go whole, other control characters and marks of direction are dropped; line
    ends and tabs stay.

    Examples
    --------
    >>> clean_text("a\x1b[31mred\x1b[0m\nb\x9b\u202e")
    'ared\nb'
    """
    if text.isprintable() and text.isascii():
        return text
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _NOT_TEXT.sub("", _ESCAPES.sub("", text))


def one_line(text: str, longest: int = _LONGEST_PART) -> str:
    r"""`clean_text` as one line of at most `longest` signs, the middle left out.

    Examples
    --------
    >>> one_line("a\n\t b")
    'a b'
    >>> one_line("x" * 500, 11)
    'xxxxx…xxxxx'
    """
    line = " ".join(
        clean_text(text[: 4 * longest] + text[max(4 * longest, len(text) - longest) :]).split()
    )
    if len(line) <= longest:
        return line
    half = (longest - 1) // 2
    return f"{line[:half]}…{line[-half:]}"


class VisvivaError(Exception):
    """Base of every error that visviva raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, in one line. A message that speaks several languages is kept as it came in
        `sentence`, so that a page can say the reason in its own language.
    advice : str, optional
        What the user can do about it.
    place : str, optional
        Where it was found: a file with its line, or the path of a field.
    **fields
        Values a program can act on (limits, names, masks); kept in `fields`.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self, message: str, *, advice: str | None = None, place: str | None = None, **fields: Any
    ) -> None:
        self.sentence = message
        self.message = one_line(message)
        self.advice = None if advice is None else one_line(advice, 2 * _LONGEST_PART)
        self.place = None if place is None else one_line(place)
        self.fields = fields
        super().__init__(self.line())

    def line(self) -> str:
        """The whole error as one clean line: place, message, advice."""
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}; {self.advice}" if self.advice else head


class InputError(VisvivaError):
    """The input cannot be used as it stands."""


class TimeError(InputError):
    """A time without offset, outside the known scales, or not readable."""


class FrameError(InputError):
    """Two frames or two centres were about to be mixed."""


class RangeError(InputError):
    """A value lies outside the range in which a model or a table is valid."""


class ElementSetError(InputError):
    """An element set is forged, damaged, or cannot be written in the format asked for."""


class FactError(InputError):
    """A fact file breaks the schema: a missing source, a bad unit, an impossible figure."""


class StudyError(InputError):
    """A study file breaks the schema."""


class UnknownNameError(InputError):
    """A name that the catalogue does not hold; `fields["nearest"]` lists the nearest spellings."""


class PropagationError(VisvivaError):
    """A propagation left the range of its model (decayed, hyperbolic, inside the Earth)."""

    exit_code: ClassVar[int] = 1


class ConvergenceError(VisvivaError):
    """A solver did not converge; residuals and what was tried are in `fields`."""

    exit_code: ClassVar[int] = 1


class MissingExtraError(InputError):
    """An optional part of the program is not installed; the advice is the line that installs it."""


class DataMissingError(VisvivaError):
    """Data that the command needs is not on this machine."""

    exit_code: ClassVar[int] = 3
