"""Terminal text that keeps its no-break spaces, and a figure beside its unit.

rich breaks a line at any white space; French sets no-break spaces before `; : ? !` and in
thousands, and a line that ends in “1” and goes on with “338 m/s” is read wrongly.
"""

import re
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

#: No-break space, narrow no-break space and figure space, and private signs of the same width.
_SPACES = "\u00a0\u202f\u2007"
_HIDE = str.maketrans(_SPACES, "\ue0a0\ue0af\ue0a7")
_SHOW = str.maketrans("\ue0a0\ue0af\ue0a7\ue0a2", _SPACES + " ")
_UNIT = re.compile(r"(?<=\d) (?=(?:km/h|km/s|m/s|km²|km|kg|kN|min|m|s|h|d|j|t|g|%)(?![\w/]))")


def _hidden(text: str) -> str:
    return _UNIT.sub("\ue0a2", text.translate(_HIDE))


class Unbroken(Text):
    r"""A `rich` text that is folded at ordinary spaces only.

    It is printed in a group, a table or a padding: a console joins bare texts to one of its own.

    Examples
    --------
    >>> import io
    >>> from rich.console import Group
    >>> screen = Console(file=io.StringIO(), width=10)
    >>> screen.print(Group(Unbroken("il coûte 1\u202f338 m/s")))
    >>> screen.file.getvalue()
    'il coûte \n1\u202f338 m/s\n'
    """

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Lines of at most `width` columns."""
        hidden = Text.copy(self)
        hidden.plain = _hidden(self.plain)
        lines = Text.wrap(hidden, console, width, **options)
        for line in lines:
            line.plain = line.plain.translate(_SHOW)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The longest unbroken word, and the longest line."""
        return Text(_hidden(self.plain)).__rich_measure__(console, options)
