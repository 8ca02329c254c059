"""Kernels written once, run at two speeds: as the plain Python they are, or compiled by numba.

One flight of a few hundred steps takes a tenth of a second in plain Python; loading numba and its
compiled code takes four times that, and compiling it anew half a minute. A thousand flights are
another matter. So a kernel module holds plain functions marked with `kernel`, and whoever has much
to do asks `compiled` for the fast ones.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from types import FunctionType, SimpleNamespace
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Mark `function` as one that `compiled` compiles; it stays what it is."""
    function.__kernel__ = True  # type: ignore[attr-defined]
    return function


def is_kernel(value: Any) -> bool:
    """Whether `value` is a marked function."""
    return isinstance(value, FunctionType) and getattr(value, "__kernel__", False)


@lru_cache(maxsize=32)
def compiled(module: str) -> SimpleNamespace:
    """Every name of a kernel module, its kernels.

    And those it imports compiled by ``numba.njit(cache=True)``.

    Parameters
    ----------
    module : str
        Full name.

    Examples
    --------
    >>> fast = compiled("visviva.core.kernels.air")
    >>> fast.us76.py_func.__name__
    'us76'
    """
    from visviva.core.kernels.jit import njit

    plain = vars(import_module(module))
    names = dict(plain)
    for name, value in plain.items():
        if not is_kernel(value):
            continue
        if value.__module__ != module:
            names[name] = getattr(compiled(value.__module__), name)
            continue
        # The compiler looks up what a kernel calls among its globals: these are the compiled ones.
        twin = FunctionType(
            value.__code__, names, value.__name__, value.__defaults__, value.__closure__
        )
        twin.__qualname__, twin.__module__ = value.__qualname__, module
        names[name] = njit(cache=True, nogil=True, error_model="numpy")(twin)
    return SimpleNamespace(**{k: v for k, v in names.items() if not k.startswith("__")})
