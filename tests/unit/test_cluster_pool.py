"""What a cluster's task gives is what the sweep gets, whatever state the client says it is in.

Oracle: `distributed` itself once took the two columns of a chunk, whose worker was killed while it
was fetched, for the three parts of an error (a flake of its own executor).
"""

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any

import pytest

from visviva.core.sweep_pools import ClusterPool


class Task:
    """A task of a client: done at once, or when it is told."""

    def __init__(self, outcome: Any) -> None:
        self.outcome, self.status, self.cancelled = outcome, "pending", 0
        self.callbacks: list[Callable[[Any], None]] = []

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self.callbacks.append(callback)

    def finish(self) -> None:
        for callback in self.callbacks:
            callback(self)

    def result(self) -> Any:
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome

    def cancel(self) -> None:
        self.cancelled += 1


class Client:
    def __init__(self, task: Task) -> None:
        self.task = task

    def submit(self, *_: Any, **options: Any) -> Task:
        assert options["pure"] is False, "equal chunks are not one"
        return self.task


@pytest.mark.parametrize("columns", [{"x": 1, "y": 2}, {"x": 1, "y": 2, "z": 3}])
def test_a_result_is_passed_on_whatever_the_state_of_its_task(columns: dict[str, int]) -> None:
    task = Task(columns)
    future = ClusterPool(Client(task), 2).submit(dict)
    assert not future.done()
    task.finish()
    assert future.result(0) == columns


def test_an_error_is_passed_on_as_itself() -> None:
    task = Task(CancelledError("lost"))
    future = ClusterPool(Client(task), 2).submit(dict)
    task.finish()
    with pytest.raises(CancelledError):
        future.result(0)


def test_a_future_that_is_cancelled_cancels_its_task_and_ends_quietly() -> None:
    task = Task({})
    future = ClusterPool(Client(task), 2).submit(dict)
    assert future.cancel()
    task.finish()
    assert (task.cancelled, future.cancelled()) == (1, True)
