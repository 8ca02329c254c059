"""Ascents already flown, kept in a file, so that a run that was stopped goes on where it was.

A kept answer belongs to one state of facts and ascent: after a change of either, begin a new file.
"""

import ctypes
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from visviva.errors import ConvergenceError, InputError, VisvivaError
from visviva.launch.calibration import Calibration

#: Processor seconds after which an ascent counts as not found.
PATIENCE_S = 8.0
#: Seconds between two looks at a thread's processor time.
LOOK_S = 0.2


class NotKeptError(Exception):
    """No answer is kept, and none is to be computed."""


class Kept:
    """Calibrations and refusals by key, appended to a file as they come.

    With `only`, nothing is computed: what is not kept raises `NotKeptError`.
    """

    def __init__(self, path: Path | None, *, only: bool = False) -> None:
        self._path, self._only = path, only
        self._known: dict[str, dict[str, object]] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self._known[row["key"]] = row

    def __contains__(self, key: str) -> bool:
        """Whether an answer, or a refusal, is kept."""
        return key in self._known

    def put(self, row: dict[str, object]) -> None:
        """Keep an answer under its key."""
        self._known[str(row["key"])] = row
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def get(self, key: str, compute: Callable[[], Calibration]) -> Calibration:
        """The kept answer, or a fresh one; a refusal is kept and raised again."""
        row = self._known.get(key)
        if row is None and self._only:
            raise NotKeptError(key)
        if row is None:
            row = {"key": key, **asked_once(compute)}
            self.put(row)
        if "error" in row:
            raise ConvergenceError(str(row["error"]))
        return Calibration(**row["found"])  # type: ignore[arg-type]


def asked_once(compute: Callable[[], Calibration]) -> dict[str, object]:
    """An answer or a refusal, as it is kept."""
    ran_out: list[bool] = []
    try:
        with patience(PATIENCE_S, ran_out):
            return {"found": asdict(compute())}
    except (ConvergenceError, InputError, VisvivaError) as err:
        return {"error": err.message}
    except KeyboardInterrupt:
        if not ran_out:
            raise
        return {"error": f"no answer in {PATIENCE_S:g} s"}


@contextmanager
def patience(seconds: float, ran_out: list[bool]) -> Iterator[None]:
    """Interrupt the body after so many seconds of processor time, and note it in `ran_out`.

    In the main thread of a process by the system's own timer, in others (a cluster's) by a watch
    that interrupts between two steps of Python: a solver's run that began is ended first.
    """
    if threading.current_thread() is not threading.main_thread():
        with _watched(seconds, ran_out):
            yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        ran_out.append(True)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _watched(seconds: float, ran_out: list[bool]) -> Iterator[None]:
    """The same in a thread: another looks at its processor time, and raises in it."""
    thread = threading.get_ident()
    clock = time.pthread_getcpuclockid(thread)
    until = time.clock_gettime(clock) + seconds
    ended, turn = threading.Event(), threading.Lock()

    def watch() -> None:
        while not ended.wait(LOOK_S):
            if time.clock_gettime(clock) < until:
                continue
            with turn:
                if not ended.is_set():
                    ran_out.append(True)
                    _raise_in(thread, ctypes.py_object(KeyboardInterrupt))
            return

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            ended.set()
            if ran_out:  # what is raised and not delivered yet would strike later work
                _raise_in(thread, None)


def _raise_in(thread: int, error: "ctypes.py_object[type[BaseException]] | None") -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
