"""The family of errors that visviva raises: each says what was wrong, where, and what to do next.

>>> raise InputError("altitude is -5 km", advice="give an altitude above the ground")
Traceback (most recent call last):
    ...
visviva.errors.InputError: altitude is -5 km; give an altitude above the ground
"""

from typing import Any, ClassVar


class VisvivaError(Exception):
    """Base of every error that visviva raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, in one line.
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
        self.message = " ".join(message.split())
        self.advice = advice
        self.place = place
        self.fields = fields
        super().__init__(self.line())

    def line(self) -> str:
        """The whole error as one line: place, message, advice."""
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
