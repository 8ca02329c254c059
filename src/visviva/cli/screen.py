"""The door to the terminal: no control character of a file, a name or a claim passes it.

`screens` puts a `Screen` before stdout and stderr while a command runs; what rich draws passes
`clean_console`, which cleans the text of each piece before the colours are added.
"""

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from visviva.errors import InputError, clean_text


class Footer:
    r"""A line at the foot of a terminal that is drawn again and again, and wiped before any other.

    Parameters
    ----------
    stream : file
        The terminal.

    Examples
    --------
    >>> from io import StringIO
    >>> stream = StringIO()
    >>> foot = Footer(stream)
    >>> foot.draw("━━ 7 s")
    >>> foot.before("an answer\n")
    >>> stream.getvalue()
    '\r━━ 7 s\x1b[K\r\r\x1b[K'
    """

    def __init__(self, stream: Any) -> None:
        self.stream, self._lock = stream, threading.Lock()
        self._drawn = self._within = False

    def draw(self, text: str) -> None:
        """Draw the line, unless another one is half written."""
        with self._lock:
            if not self._within:
                self.stream.write(f"\r{text}\x1b[K\r")
                self.stream.flush()
                self._drawn = True

    def before(self, text: str) -> None:
        """Make room for a text that is written next; an empty one ends the line for good."""
        with self._lock:
            if self._drawn:
                self.stream.write("\r\x1b[K")
                self.stream.flush()
                self._drawn = False
            if text:
                self._within = not text.endswith("\n")


class Screen:
    """A text stream whose `write` passes on clean text only.

    Parameters
    ----------
    raw : file or None
        The stream behind; None is a stream that was closed before the program began.
    footer : Footer, optional
        The line at the foot of the terminal, wiped before anything is written.
    """

    def __init__(self, raw: Any, footer: Footer | None = None) -> None:
        self.raw, self.footer = raw, footer

    def write(self, text: str) -> int:
        """Write clean text.

        Raises
        ------
        InputError
            If the stream was closed before the program began.
        """
        if self.raw is None:
            raise InputError("the output cannot be written (it was closed)", advice="open it")
        if self.footer is not None:
            self.footer.before(text)
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
    out, err = raw(before[0]), raw(before[1])
    footer = Footer(err) if err is not None and err.isatty() else None
    sys.stdout, sys.stderr = Screen(out, footer), _Quiet(err, footer)
    try:
        yield
    finally:
        if footer is not None:
            footer.before("")
        sys.stdout, sys.stderr = before


class _Quiet(Screen):
    """Stderr: where it is closed, nothing can be said, and nothing is."""

    def write(self, text: str) -> int:
        return super().write(text) if self.raw is not None else len(text)


def clean_console(stream: Any, width: int | None) -> Any:
    """A rich console on the stream behind `stream` that cleans the text it draws."""
    from rich.console import Console
    from rich.segment import Segment

    footer = stream.footer if isinstance(stream, Screen) else None

    class CleanConsole(Console):
        def _render_buffer(self, buffer: Iterable[Segment]) -> str:
            clean = (
                part if part.control else Segment(clean_text(part.text), part.style)
                for part in buffer
            )
            text = super()._render_buffer(clean)
            if footer is not None:
                footer.before(text)
            return text

    behind = raw(stream)
    if behind is None:  # closed: a Screen says so when written to
        behind = stream
    return CleanConsole(file=behind, width=width, highlight=False, soft_wrap=False)
