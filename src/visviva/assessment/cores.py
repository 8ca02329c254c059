"""Many independent answers on all cores, each a function of one small value.

An interrupt ends the workers; a worker answers small questions in plain Python, as the command line
does, so that it need not wait for a compiler.
"""

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from os import cpu_count
from typing import Final, TypeVar

from visviva.core.kernels.speed import small_work

Question = TypeVar("Question", bound=Hashable)
Found = TypeVar("Found")
#: Fewer questions than this are answered without workers: one takes about a second to start.
LEAST_FOR_WORKERS: Final = 3


def on_all_cores(
    answer: Callable[[Question], Found],
    questions: Sequence[Question],
    tell: Callable[[Question | None, float], None],
    *,
    executor: Executor | None = None,
) -> dict[Question, Found]:
    """The answer of every question, in the order of the questions.

    Parameters
    ----------
    answer : function
        Of a module, so that a worker can import it.
    questions : sequence
        Each is asked once.
    tell : callable
        Told a question that is done, or None at the end, and the share of all.
    executor : Executor, optional
        Where they run; by default a pool of processes, one for each core.

    Examples
    --------
    >>> on_all_cores(abs, (-2, 1), lambda question, share: None)
    {-2: 2, 1: 1}
    """
    workers = min(cpu_count() or 1, len(questions))
    found: dict[Question, Found] = {}
    if executor is None and (workers < 2 or len(questions) < LEAST_FOR_WORKERS):
        for k, question in enumerate(questions):
            tell(question, k / len(questions))
            found[question] = answer(question)
        tell(None, 1.0)
        return found
    # a forked worker would inherit the threads of compiled kernels
    pool = executor or ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        pending = {pool.submit(_plainly, answer, question): question for question in questions}
        for done in as_completed(pending):
            found[pending[done]] = done.result()
            tell(pending[done], len(found) / len(questions))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    if executor is None:
        pool.shutdown()
    return {question: found[question] for question in questions}


def _plainly(answer: Callable[[Question], Found], question: Question) -> Found:
    with small_work():
        return answer(question)
