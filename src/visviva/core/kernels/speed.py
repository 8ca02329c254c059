"""Compiled kernels run as the plain Python they are written in, where the work is small.

Compiling SGP4 and the search for passes takes some twenty seconds of processor time on a new
machine; three satellites over two places for ten days take half a second in plain Python. So a
program that answers one question and ends (the command line) allows plain work with `small_work`,
and `at_speed` hands out the plain twin of a kernel, the same source called without the compiler, as
long as the work that callers foresee fits into that allowance; it is larger where nothing compiled
lies on the disk, because compiling would take longer still. A library's user gets the compiled
kernels, always, and so does the command line where ``VISVIVA_COMPILE`` is set.

Limits: the twin rounds each product and sum, where the compiler fuses some of them: positions agree
to a micrometre, not bit by bit, so a first answer and a later one of the same middle-sized question
may differ by that. What plain Python refuses (a division by zero, the root of a
negative number) and a processor answers with infinity or not-a-number is computed by the compiled
kernel instead.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib import import_module
from types import FunctionType
from typing import Any

#: What plain Python may still take, in s foreseen, where compiled code lies on the disk and where
#: none does; None: no plain work.
_ALLOWANCE: ContextVar[list[float] | None] = ContextVar("plain_work", default=None)
#: Under this much a question is answered sooner than kernels are read from the disk.
PLAIN_SECONDS = 3.0
#: Under this much sooner than kernels are compiled.
FIRST_SECONDS = 10.0
_LOG = logging.getLogger("visviva")


@contextmanager
def small_work(seconds: float | None = None) -> Iterator[None]:
    """Allow `at_speed` to hand out plain functions inside the block.

    Parameters
    ----------
    seconds : float, optional
        How long they may take in all, as foreseen by those who call them, s: `PLAIN_SECONDS` by
        default, and up to `FIRST_SECONDS` where nothing compiled lies on the disk.

    Examples
    --------
    >>> from visviva.orbit.sgp4.initialise import constants_of
    >>> with small_work(1.0):
    ...     [at_speed(constants_of, seconds=s) is constants_of for s in (0.7, 0.7, 0.1)]
    [False, True, True]
    >>> at_speed(constants_of, seconds=0.1) is constants_of
    True
    """
    if seconds is not None:
        allowed = [seconds, seconds]
    elif os.environ.get("VISVIVA_COMPILE"):
        allowed = [0.0, 0.0]
    else:
        allowed = [PLAIN_SECONDS, FIRST_SECONDS]
    token = _ALLOWANCE.set(allowed)
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
    for k in range(2):
        left[k] = left[k] - seconds if seconds <= left[k] else 0.0
    if left[0] > 0.0:
        return _guarded(kernel)
    if left[1] > 0.0 and not _is_kept(kernel):
        _note_plain()
        return _guarded(kernel)
    left[1] = 0.0
    return kernel  # type: ignore[no-any-return]


def _is_kept(kernel: Any) -> bool:
    """Whether a compiled form lies on the disk, or none ever will."""
    cache: Any = getattr(kernel, "_cache", None)
    return not hasattr(cache, "holds_any") or bool(cache.holds_any())


@lru_cache(maxsize=1)
def _note_plain() -> None:
    _LOG.warning(
        "visviva: nothing is compiled yet, so this runs in plain Python; "
        "`visviva doctor --compile` (once, a minute or two) makes it several times faster"
    )


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
