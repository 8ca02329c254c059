"""`njit` of numba with visviva's own cache; imported only where something is compiled."""

from collections.abc import Callable
from typing import Any

import numba

from visviva.core.kernels.cache import KernelCache


def njit(*, cache: bool = False, **options: Any) -> Callable[[Any], Any]:
    """Compile a function with numba; with `cache`, keep the result by `KernelCache`.

    Parameters
    ----------
    cache : bool
        Keep the compiled forms on disk.
    **options
        As `numba.njit` takes them.
    """

    def wrap(function: Any) -> Any:
        dispatcher = numba.njit(**options)(function)
        if cache and hasattr(dispatcher, "enable_caching"):  # absent under NUMBA_DISABLE_JIT
            dispatcher._cache = KernelCache(function)
        return dispatcher

    return wrap
