"""What a process of the page's board runs in tests, in place of answering."""

import os
import time
from multiprocessing.connection import Connection


def echoes(pipe: Connection) -> None:
    """Answers everything at once with its own words."""
    try:
        while True:
            question, _ = pipe.recv()
            pipe.send(("progress", "thinking", 0.5))
            pipe.send(
                ("done", b'{"result": {"study": "%s"}, "view": {}}' % question.study.encode())
            )
    except EOFError:
        pass


def sleeps(pipe: Connection) -> None:
    """Never answers."""
    pipe.recv()
    time.sleep(600)


def dies(pipe: Connection) -> None:
    """Ends without a word."""
    pipe.recv()
    os._exit(1)
