"""`njit` of numba with visviva's own cache; imported only where something is compiled."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import numba

from visviva.core.kernels.cache import KernelCache


def njit(*, cache: bool = False, allocates: bool = True, **options: Any) -> Callable[[Any], Any]:
    """Compile a function with numba; with `cache`, keep the result by `KernelCache`.

    Parameters
    ----------
    cache : bool
        Keep the compiled forms on disk.
    allocates : bool
        False for a function that makes and returns no array: the views that it takes are not
        counted then. Two locked instructions a view, on memory that threads share, took 40 % of
        the search for passes.
    **options
        As `numba.njit` takes them.
    """

    def wrap(function: Any) -> Any:
        # No kernel is handed to C as a callback: that wrapper need not be compiled.
        wanted: Any = {"no_cfunc_wrapper": True} | options
        if not allocates:
            wanted["_nrt"] = False
        dispatcher: Any = numba.njit(**wanted)(function)
        if not hasattr(dispatcher, "enable_caching"):  # under NUMBA_DISABLE_JIT
            return dispatcher
        if cache:
            dispatcher._cache = KernelCache(function)
        dispatcher.compile = _without_collection(dispatcher.compile)
        return dispatcher

    return wrap


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave the cyclic garbage of a compilation until its end.

    The compiler makes millions of objects that live until it is done; looking through them again
    and again took a tenth of its time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _without_collection(compile_one: Any) -> Any:
    @wraps(compile_one)
    def run(*arguments: Any, **named: Any) -> Any:
        with _no_collection():
            return compile_one(*arguments, **named)

    return run
