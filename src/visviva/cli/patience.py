"""A run that takes long says so: one line on stderr after some seconds, and again ever more rarely.

A bar, drawn by `visviva.cli.output.progress` on a terminal, says more and silences the lines. On a
terminal where there is no such bar, one that only moves is drawn instead of the lines.
"""

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from visviva.cli.language import current
from visviva.cli.screen import Footer
from visviva.cli.sentences.common import SAY, work_name
from visviva.core.message import localize

#: When a line is due, s after the start, and the processor time the run has then used at least:
#: one that waits for a busy machine is not told at once.
DUE: Final = ((5.0, 3.0), (15.0, 0.0), (60.0, 0.0), (300.0, 0.0), (1800.0, 0.0))


#: Cells of the bar that moves, and seconds between two places of it.
CELLS: Final = 24
STEP: Final = 0.25


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

    def moving(self, tick: int, seconds: float) -> str:
        """The bar that moves where no share is known, with the time and the name of the work.

        Examples
        --------
        >>> Patience().moving(2, 7.2)
        '──━━━━────────────────── 7 s'
        """
        if self.share is None:
            at = tick % CELLS
            cells = "".join("━" if (k - at) % CELLS < 4 else "─" for k in range(CELLS))
        else:
            full = round(self.share * CELLS)
            cells = "━" * full + "─" * (CELLS - full)
        text = f"{cells} {seconds:.0f} s {work_name(self.label, self.lang)}".rstrip()
        return text[: max(shutil.get_terminal_size().columns - 1, 1)]

    def draw(self, footer: Footer) -> None:
        """Move the bar until the work is done, except while another one is drawn."""
        began, tick = time.monotonic() - DUE[0][0], 0
        while not self._done.wait(STEP):
            if not self.bar:
                footer.draw(self.moving(tick, time.monotonic() - began))
            tick += 1
        footer.before("")

    def watch(self) -> None:
        """Say the lines as they are due, until the work is done."""
        footer = getattr(sys.stderr, "footer", None)
        if footer is not None:
            if not self._done.wait(DUE[0][0]):
                with suppress(OSError, ValueError):  # as below
                    self.draw(footer)
            return
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
