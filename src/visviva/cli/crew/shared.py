"""What the commands of the way up share: refused sets and moments told on stderr."""

from typing import TYPE_CHECKING

from visviva.cli.options import moment
from visviva.cli.output import note, remark
from visviva.cli.sentences.crew import SAY
from visviva.errors import InputError

if TYPE_CHECKING:
    from visviva.core.time import Epoch


def tell_rejected(rejected: tuple[tuple[str, str], ...]) -> None:
    """Note every refused set on stderr."""
    for place, reason in rejected:
        note(SAY("not-used", place=place, reason=reason))


def told_moment(text: str | None, option: str) -> "Epoch | None":
    """Time of an option; what was understood of it is noted on stderr."""
    when, said = moment(text, option)
    if said:
        remark(said)
    return when


def needed_moment(text: str, option: str) -> "Epoch":
    """`told_moment` of an option that must be given."""
    when = told_moment(text, option)
    if when is None:
        raise InputError(f"{option} is empty", advice="give an ISO time with its offset")
    return when
