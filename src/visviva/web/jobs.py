"""Jobs: questions that wait, run in processes of their own, and keep their answers for a while.

Bounded everywhere: so many wait, so many bytes of questions and of answers are held; the oldest
answer goes first. A job that is cancelled or whose process dies is told as such, and a new process
takes its place.
"""

import atexit
import multiprocessing
import os
import secrets
import signal
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Final, Literal

from visviva.errors import VisvivaError
from visviva.web import worker
from visviva.web.questions import Question

Status = Literal["queued", "running", "done", "failed", "cancelled"]
ENDED: Final = ("done", "failed", "cancelled")
#: Most jobs that wait, longest run (s), most jobs remembered, most bytes of answers held.
MOST_WAITING, LONGEST_S, MOST_KEPT, MOST_BYTES = 64, 900.0, 300, 96_000_000
#: A job's place in the queue: what a person waits for goes before what is only prepared.
ASKED, PREPARED = 0, 1


class TooManyJobsError(VisvivaError):
    """As many jobs wait as may."""


@dataclass(slots=True, eq=False)
class Job:
    """One question on its way.

    Attributes
    ----------
    key : str
        The question as text: equal questions have equal answers.
    version : int
        Grows with every change, for those who watch.
    answer : bytes or None
        JSON text of ``{"result": …, "view": …}``.
    """

    id: str
    question: Question
    key: str
    upload: bytes | None = None
    status: Status = "queued"
    label: str = ""
    share: float = 0.0
    error: str = ""
    code: int = 0
    answer: bytes | None = None
    version: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)

    def state(self) -> dict[str, Any]:
        """What is said of a job without its answer."""
        return {
            "id": self.id,
            "command": self.question.model_dump()["command"],
            "status": self.status,
            "progress": round(self.share, 4),
            "doing": self.label,
            "error": self.error or None,
            "exit_code": self.code if self.status in ENDED else None,
        }

    def change(self, status: Status | None = None, **fields: Any) -> None:
        """Set fields, then the status, then tell those who watch."""
        for name, value in fields.items():
            setattr(self, name, value)
        if status is not None:
            self.status = status
        self.version += 1


class Jobs:
    """The board: `ask` puts a question on it, threads take them off and hand them to processes.

    Parameters
    ----------
    workers : int
        Processes, each with one job at a time.
    longest : float
        Seconds after which a job is ended.
    target : callable
        What a process runs; another one in tests.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        longest: float = LONGEST_S,
        waiting: int = MOST_WAITING,
        target: Callable[[Connection], None] = worker.serve,
    ) -> None:
        self.longest, self.most_waiting, self.target = longest, waiting, target
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._done: dict[str, bytes] = {}
        self._asked: deque[Job] = deque()
        self._prepared: deque[Job] = deque()
        self._lock = threading.Condition()
        self._closing = threading.Event()
        # Where there are several processes, one is kept free of what is only prepared.
        self._slots = [
            threading.Thread(target=self._serve, args=(k > 0 or workers == 1,), daemon=True)
            for k in range(workers)
        ]
        for slot in self._slots:
            slot.start()
        # Processes that are not daemons (some start others) would be waited for at the end.
        atexit.register(self.close)

    # --- what the routes call

    def ask(self, question: Question, upload: bytes | None = None, *, urgency: int = ASKED) -> Job:
        """A new job; done at once where the same question was answered before.

        Raises
        ------
        TooManyJobsError
            If too many wait already.
        """
        key = question.model_dump_json(by_alias=True)
        job = Job(secrets.token_hex(8), question, key, upload)
        with self._lock:
            held = self._done.get(key)
            if held is not None:
                job.change("done", answer=held, share=1.0)
            elif self.waiting() >= self.most_waiting:
                raise TooManyJobsError(
                    f"{self.most_waiting} questions wait already", advice="ask again in a minute"
                )
            self._jobs[job.id] = job
            self._forget()
            if held is None:
                (self._prepared if urgency == PREPARED else self._asked).append(job)
                self._lock.notify_all()
        return job

    def waiting(self) -> int:
        """Jobs that have not begun."""
        return sum(1 for job in self._jobs.values() if job.status == "queued")

    def get(self, key: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(key)

    def cancel(self, job: Job) -> None:
        """End a job; one that has ended stays as it is."""
        with self._lock:
            job.cancelled.set()
            if job.status == "queued":
                job.change("cancelled")

    def close(self) -> None:
        """End every process."""
        atexit.unregister(self.close)
        self._closing.set()
        with self._lock:
            self._lock.notify_all()
        for slot in self._slots:
            slot.join(5.0)

    # --- the slots

    def _forget(self) -> None:
        """Let the oldest ended jobs go where there are too many, or they hold too much."""
        held = sum(len(job.answer or b"") for job in self._jobs.values())
        for key, job in list(self._jobs.items()):
            if len(self._jobs) <= MOST_KEPT and held <= MOST_BYTES:
                break
            if job.status in ENDED:
                held -= len(job.answer or b"")
                self._done.pop(job.key, None)
                del self._jobs[key]

    def _next(self, prepares: bool) -> Job | None:
        """Wait for a job; None at the end."""
        with self._lock:
            while not self._closing.is_set():
                for line in (self._asked, self._prepared) if prepares else (self._asked,):
                    while line:
                        job = line.popleft()
                        if job.status == "queued":
                            job.change("running")
                            return job
                self._lock.wait(1.0)
        return None

    def _serve(self, prepares: bool) -> None:
        """One slot: a process, and the jobs that it is given."""
        process = _Process(self.target)
        try:
            while (job := self._next(prepares)) is not None:
                if not self._run(process, job):
                    process.end()
                    process = _Process(self.target)
                job.upload = None
        finally:
            process.end()

    def _run(self, process: "_Process", job: Job) -> bool:
        """Run a job; False where its process cannot be used again."""
        end = time.monotonic() + self.longest
        try:
            process.pipe.send((job.question, job.upload))
            while True:
                if self._closing.is_set() or job.cancelled.is_set():
                    job.change("cancelled", answer=None)
                    return False
                if time.monotonic() > end:
                    text = f"ended after {self.longest:.0f} s; ask for less"
                    job.change("failed", error=text, code=2)
                    return False
                if process.pipe.poll(0.1) and self._heard(job, process.pipe.recv()):
                    return True
        except (EOFError, OSError):
            job.change("failed", error="its process ended; ask again, or for less", code=70)
            return False

    def _heard(self, job: Job, message: tuple[Any, ...]) -> bool:
        """Take one message of a process; whether it was the last one."""
        kind, *rest = message
        if kind == "progress":
            job.change(label=str(rest[0]), share=min(max(float(rest[1]), 0.0), 1.0))
        elif kind == "done":
            with self._lock:
                self._done[job.key] = rest[0]
                job.change("done", answer=rest[0], share=1.0, label="")
                self._forget()
        elif kind == "failed":
            job.change("failed", error=str(rest[0]), code=int(rest[1]))
        return kind in {"done", "failed"}


class _Process:
    """A process that answers, and this end of its pipe."""

    def __init__(self, target: Callable[[Connection], None]) -> None:
        # A fresh interpreter: threads and sockets of the server stay out of it.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=target, args=(theirs,))
        self.process.start()
        theirs.close()

    def end(self) -> None:
        """End it and what it started, by force where it does not go."""
        self.pipe.close()
        for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
            if not self.process.is_alive():
                return
            self._signal(number)
            self.process.join(2.0)

    def _signal(self, number: int) -> None:
        pid = self.process.pid
        try:
            if pid is None or os.getpgid(pid) != pid:  # it has not come as far as its own session
                self.process.terminate()
            else:
                os.killpg(pid, number)
        except (AttributeError, OSError):
            self.process.terminate()
