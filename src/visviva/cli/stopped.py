"""How a run is ended from outside, by SIGTERM or Ctrl-C.

Imported in the program's first moment: nothing else of ours is, so that a signal is understood from
there on.
"""

import signal
import sys
from contextlib import suppress
from typing import Any

#: Whether SIGTERM came. Foreign code may turn what the handler raises into a Ctrl-C of its own
#: (CasADi does), so the exception alone does not tell.
_came: list[int] = []


class Stopped(BaseException):
    """SIGTERM came: end in order, as after Ctrl-C."""


def heed_stops() -> None:
    """From here on SIGTERM raises `Stopped`."""
    # Not where the caller has it ignored (nohup), nor outside the main thread.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: Any) -> None:
    _came.append(number)
    raise Stopped


def ended(err: BaseException) -> int:
    """Say in one line that the run was ended from outside, and return the exit code of that."""
    stopped = bool(_came) or isinstance(err, Stopped)
    word = "stopped" if stopped else "interrupted"
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"visviva: {word}; nothing half written is left behind", file=sys.stderr)
    return 143 if stopped else 130
