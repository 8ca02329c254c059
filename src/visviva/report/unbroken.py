"""Terminal text that keeps its no-break spaces, and a figure beside its unit.

rich breaks a line at any white space; French sets no-break spaces before `; : ? !` and in
thousands, and a line that ends in “1” and goes on with “338 m/s” is read wrongly.
"""

from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from visviva.core.line_breaks import hidden, shown


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
        unbroken = Text.copy(self)
        unbroken.plain = hidden(self.plain)
        lines = Text.wrap(unbroken, console, width, **options)
        for line in lines:
            line.plain = shown(line.plain)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The longest unbroken word, and the longest line."""
        return Text(hidden(self.plain)).__rich_measure__(console, options)
