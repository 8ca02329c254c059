"""The help page of `visviva` itself: drawn here, because the library that draws the others is slow.

Rich takes longer to import than all else that `visviva --help` does; the pages of the commands,
which have tables of options, are still drawn by it. The look is the same.
"""

import shutil
import textwrap
from collections.abc import Iterator, Sequence

#: Fewest columns a page is drawn for; a narrower terminal wraps it.
NARROWEST = 40


def front_page(
    usage: str,
    about: str,
    *,
    options: Sequence[tuple[str, str]],
    commands: Sequence[tuple[str, str]],
    width: int | None = None,
) -> str:
    """Usage, purpose, options and commands in boxes.

    Parameters
    ----------
    usage, about : str
        One paragraph each.
    options, commands : sequence of (str, str)
        Name and one line of help.
    width : int, optional
        Columns; those of the terminal by default.

    Returns
    -------
    str

    Examples
    --------
    >>> print(front_page("Usage: x", "Why.", options=[("-h", "Help.")], commands=[], width=40))
    <BLANKLINE>
     Usage: x
    <BLANKLINE>
     Why.
    <BLANKLINE>
    ╭─ Options ────────────────────────────╮
    │ -h  Help.                            │
    ╰──────────────────────────────────────╯
    """
    columns = max(width or shutil.get_terminal_size().columns, NARROWEST)
    lines = [""]
    for paragraph in (usage, about):
        lines += [*(f" {line}" for line in textwrap.wrap(paragraph, columns - 2)), ""]
    for title, rows in (("Options", options), ("Commands", commands)):
        if rows:
            lines += _box(title, rows, columns)
    return "\n".join(lines)


def _box(title: str, rows: Sequence[tuple[str, str]], columns: int) -> Iterator[str]:
    names = max(len(name) for name, _ in rows)
    yield f"╭─ {title} {'─' * (columns - len(title) - 5)}╮"
    for name, text in rows:
        for i, line in enumerate(textwrap.wrap(text, columns - names - 6) or [""]):
            yield f"│ {name if i == 0 else '':{names}s}  {line:{columns - names - 6}s} │"
    yield f"╰{'─' * (columns - 2)}╯"
