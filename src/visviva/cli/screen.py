"""The door to the terminal: no control character of a file, a name or a claim passes it.

`screens` puts a `Screen` before stdout and stderr while a command runs; what rich draws passes
`clean_console`, which cleans the text of each piece before the colours are added.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from visviva.errors import InputError, clean_text


class Screen:
    """A text stream whose `write` passes on clean text only.

    Parameters
    ----------
    raw : file or None
        The stream behind; None is a stream that was closed before the program began.
    """

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Write clean text.

        Raises
        ------
        InputError
            If the stream was closed before the program began.
        """
        if self.raw is None:
            raise InputError("the output cannot be written (it was closed)", advice="open it")
        self.raw.write(clean_text(text))
        return len(text)

    def flush(self) -> None:
        """Flush the stream behind."""
        if self.raw is not None:
            self.raw.flush()

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self.raw is not None and bool(self.raw.isatty())

    def __getattr__(self, name: str) -> Any:
        """All else as the stream behind has it."""
        return getattr(self.raw, name)


def raw(stream: Any) -> Any:
    """The stream behind a `Screen`, or the stream itself."""
    return stream.raw if isinstance(stream, Screen) else stream


@contextmanager
def screens() -> Iterator[None]:
    """Put a `Screen` before stdout and stderr."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Screen(raw(before[0])), _Quiet(raw(before[1]))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


class _Quiet(Screen):
    """Stderr: where it is closed, nothing can be said, and nothing is."""

    def write(self, text: str) -> int:
        return super().write(text) if self.raw is not None else len(text)


def clean_console(stream: Any, width: int | None) -> Any:
    """A rich console on the stream behind `stream` that cleans the text it draws."""
    from rich.console import Console
    from rich.segment import Segment

    class CleanConsole(Console):
        def _render_buffer(self, buffer: Iterable[Segment]) -> str:
            clean = (
                part if part.control else Segment(clean_text(part.text), part.style)
                for part in buffer
            )
            return super()._render_buffer(clean)

    behind = raw(stream)
    if behind is None:  # closed: a Screen says so when written to
        behind = stream
    return CleanConsole(file=behind, width=width, highlight=False, soft_wrap=False)
