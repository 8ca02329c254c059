"""A run that takes long says so: one line on stderr after some seconds, and again ever more rarely.

A bar, drawn by `visviva.cli.output.progress` on a terminal, says more and silences the lines.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from visviva.cli.language import current
from visviva.cli.sentences.common import SAY, work_name
from visviva.core.message import localize

#: When a line is due, s after the start, and the processor time the run has then used at least:
#: one that waits for a busy machine is not told at once.
DUE: Final = ((5.0, 3.0), (15.0, 0.0), (60.0, 0.0), (300.0, 0.0), (1800.0, 0.0))


class Patience:
    """What is known of the work at hand: its name, how far it is, whether a bar shows it."""

    def __init__(self) -> None:
        self.label, self.share, self.bar = "", None, False
        self.lang = current()  # the thread that says the lines has a context of its own
        self._done = threading.Event()

    label: str
    share: float | None
    bar: bool
    lang: str

    def line(self, seconds: float) -> str:
        """What is said after so many seconds.

        Examples
        --------
        >>> known = Patience()
        >>> known.line(5.0)
        'visviva: still at work after 5 s; Ctrl-C ends it'
        >>> known.label, known.share = "passes", 0.4
        >>> known.line(30.0)
        'visviva: still at work after 30 s (passes, 40 %); Ctrl-C ends it'
        """
        parts = [work_name(self.label, self.lang)] if self.label else []
        if self.share is not None:
            parts.append(f"{100.0 * self.share:.0f} %")
        about = f" ({', '.join(parts)})" if parts else ""
        return localize(SAY("still", seconds=(seconds, 0), about=about), self.lang)

    def watch(self) -> None:
        """Say the lines as they are due, until the work is done."""
        before, began = 0.0, time.process_time()
        for due, used in DUE:
            if self._done.wait(due - before):
                return
            before = due
            if not self.bar and time.process_time() - began >= used:
                with suppress(OSError, ValueError):  # a stderr that went away needs no line
                    print(self.line(due), file=sys.stderr, flush=True)

    def end(self) -> None:
        """Let the watch end."""
        self._done.set()


_current: list[Patience] = []


def at_hand() -> Patience:
    """The work at hand, for those who know how far it is."""
    return _current[-1] if _current else Patience()


@contextmanager
def while_waiting() -> Iterator[None]:
    """Say on stderr that the work inside goes on, where it takes long."""
    work = Patience()
    _current.append(work)
    # A daemon: it never keeps a program from ending.
    threading.Thread(target=work.watch, daemon=True, name="patience").start()
    try:
        yield
    finally:
        work.end()
        _current.remove(work)
