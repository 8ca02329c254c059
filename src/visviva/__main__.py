"""The program `visviva`, also as `python -m visviva`.

Stop signals are understood from the first moment: what is imported here is little, and everything
else only inside `run`.
"""

import gc
import os
import sys

from visviva.cli.stopped import Stopped, ended, heed_stops


def run() -> None:
    """Run the command line on the words of this process, and end with its exit code."""
    # Its matrices are small: threads of the linear algebra wait for each other, at twice the
    # processor time, and no digit shall depend on the number of cores.
    for library in ("OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    try:
        heed_stops()
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")
        # What is imported stays: looking through it for what may go took a twentieth of a command.
        gc.set_threshold(100_000)
        from visviva.cli.main import main

        code = main()
    except (KeyboardInterrupt, Stopped) as err:
        code = ended(err)
    _leave(code)


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
    gc.freeze()  # nor is anything looked through at the end
    sys.exit(code)


if __name__ == "__main__":
    run()
