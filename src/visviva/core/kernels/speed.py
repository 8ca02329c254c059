"""Compiled kernels run as the plain Python they are written in, where the work is small.

Compiling SGP4 and the search for passes takes some twenty seconds of processor time on a new
machine; three satellites over two places for ten days take half a second in plain Python. So a
program that answers one question and ends (the command line) allows plain work with `small_work`,
and `at_speed` hands out the plain twin of a kernel, the same source called without the compiler, as
long as the work that callers foresee fits into that allowance. A library's user gets the compiled
kernels, always.

Limits: the twin rounds each product and sum, where the compiler fuses some of them: positions agree
to a micrometre, not bit by bit. What plain Python refuses (a division by zero, the root of a
negative number) and a processor answers with infinity or not-a-number is computed by the compiled
kernel instead.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib import import_module
from types import FunctionType
from typing import Any

#: What plain Python may still take, in s foreseen; None: no plain work.
_ALLOWANCE: ContextVar[list[float] | None] = ContextVar("plain_work", default=None)
#: Under this much a question is answered sooner than kernels are read from the disk or compiled.
PLAIN_SECONDS = 3.0


@contextmanager
def small_work(seconds: float = PLAIN_SECONDS) -> Iterator[None]:
    """Allow `at_speed` to hand out plain functions inside the block.

    Parameters
    ----------
    seconds : float
        How long they may take in all, as foreseen by those who call them, s.

    Examples
    --------
    >>> from visviva.orbit.sgp4.initialise import constants_of
    >>> with small_work(1.0):
    ...     [at_speed(constants_of, seconds=s) is constants_of for s in (0.7, 0.7, 0.1)]
    [False, True, True]
    >>> at_speed(constants_of, seconds=0.1) is constants_of
    True
    """
    token = _ALLOWANCE.set([seconds])
    try:
        yield
    finally:
        _ALLOWANCE.reset(token)


def at_speed(kernel: Any, *, seconds: float) -> Callable[..., Any]:
    """The kernel itself, or its plain twin where that is allowed.

    Parameters
    ----------
    kernel : dispatcher
        As `visviva.core.kernels.jit.njit` makes it.
    seconds : float
        What the call is foreseen to take in plain Python, s.
    """
    left = _ALLOWANCE.get()
    if left is None or not hasattr(kernel, "py_func"):
        return kernel  # type: ignore[no-any-return]
    # Once it is compiled, what follows is quicker compiled too; and foreseen seconds, unlike
    # measured ones, make the same choice in every run of a command.
    left[0] = left[0] - seconds if seconds <= left[0] else 0.0
    return _guarded(kernel) if left[0] > 0.0 else kernel


@lru_cache(maxsize=64)
def _guarded(kernel: Any) -> Callable[..., Any]:
    import numpy as np

    plain = _namespace(kernel.py_func.__module__)[kernel.py_func.__name__]

    @wraps(kernel.py_func)
    def run(*arguments: Any) -> Any:
        try:
            with np.errstate(all="ignore"):
                return plain(*arguments)
        except (ZeroDivisionError, ValueError, OverflowError):
            return kernel(*arguments)  # what it wrote so far is written over

    return run


@lru_cache(maxsize=64)
def _namespace(module: str) -> dict[str, Any]:
    """Names of a kernel module with every kernel, its own or imported, as a plain function."""
    names = dict(vars(import_module(module)))
    for name, value in list(names.items()):
        inner = getattr(value, "py_func", None)
        if not isinstance(inner, FunctionType):
            continue
        if inner.__module__ != module:
            names[name] = _namespace(inner.__module__)[inner.__name__]
            continue
        twin = FunctionType(inner.__code__, names, inner.__name__, inner.__defaults__)
        twin.__module__, twin.__qualname__ = module, inner.__qualname__
        names[name] = twin
    return names
