"""The program `visviva`, also as `python -m visviva`.

Stop signals are understood from the first moment: what is imported here is little, and everything
else only inside `run`.
"""

import os
import signal
import sys
from contextlib import suppress
from typing import Any

#: Whether SIGTERM came. Foreign code may turn what the handler raises into a Ctrl-C of its own
#: (CasADi does), so the exception alone does not tell.
_came: list[int] = []


class Stopped(BaseException):
    """SIGTERM came: end in order, as after Ctrl-C."""


def _stop(number: int, frame: Any) -> None:
    _came.append(number)
    raise Stopped


def run() -> None:
    """Run the command line on the words of this process, and end with its exit code."""
    try:
        # Not where the caller has it ignored (nohup), nor outside the main thread.
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _stop)
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")
        from visviva.cli.main import main

        code = main()
    except (KeyboardInterrupt, Stopped) as err:
        code = ended(err)
    _leave(code)


def ended(err: BaseException) -> int:
    """Say in one line that the run was ended from outside, and return the exit code of that."""
    stopped = bool(_came) or isinstance(err, Stopped)
    word = "stopped" if stopped else "interrupted"
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"visviva: {word}; nothing half written is left behind", file=sys.stderr)
    return 143 if stopped else 130


def _leave(code: int) -> None:
    """End the process; what is still in a buffer meets no reader, or was written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BaseException:  # a pipe without reader, a second Ctrl-C
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if code in (130, 143):
        # The interpreter would end itself by the signal again where one came late in its own end.
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    # The module, not this copy of it: what one notes of a signal the other must know.
    from visviva.__main__ import run as run_module

    run_module()
