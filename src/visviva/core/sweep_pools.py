"""Where a sweep runs: processes of this machine, or a Dask cluster by its scheduler's address.

Limits: a cluster's workers need the same version of visviva as the client; that is checked. Its
scheduler is trusted: what it is given is run by whoever runs the workers.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Final

from visviva import __version__
from visviva.errors import InputError, MissingExtraError

#: Schemes of a scheduler's address.
SCHEMES: Final = ("tcp://", "tls://", "ws://", "wss://")
#: Seconds to wait for a scheduler, and for its first worker.
PATIENCE_S: Final = 10.0
#: How often the cluster itself gives a task of a killed worker out again; the sweep does after it.
RETRIES: Final = 3


class LocalPool(Executor):
    """Processes of this machine, begun anew where one of them was killed.

    Attributes
    ----------
    workers : int
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        # Begun from nothing: a fork would copy the threads' locks without the threads. Workers die
        # at once of Ctrl-C; the parent reports it.
        return ProcessPoolExecutor(
            self.workers,
            mp_context=get_context("spawn"),
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_DFL),
        )

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function in a process."""
        return self._pool.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """New processes in place of a pool that broke."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


class ClusterPool(Executor):
    """The workers of a Dask cluster, through a client.

    The client's own executor may take a result that arrives while its worker dies for an error.

    Attributes
    ----------
    workers : int
        Threads of all workers.
    """

    def __init__(self, client: Any, workers: int) -> None:
        self._client = client
        self.workers = workers

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function on a worker."""
        task = self._client.submit(fn, *args, pure=False, retries=RETRIES, **kwargs)
        future: Future[Any] = Future()
        future.add_done_callback(lambda f: task.cancel() if f.cancelled() else None)
        task.add_done_callback(lambda t: _pass_on(t, future))
        return future


def _pass_on(task: Any, future: Future[Any]) -> None:
    """The outcome of a task, which waits where it is done again after all."""
    with suppress(InvalidStateError):  # cancelled meanwhile
        try:
            found = task.result()
        except BaseException as err:
            future.set_exception(err)
        else:
            future.set_result(found)


@contextmanager
def open_pool(workers: int | None = None, cluster: str | None = None) -> Iterator[Executor | None]:
    """An executor, and nothing of it afterwards.

    Parameters
    ----------
    workers : int, optional
        Processes of this machine; 1: none, the work is done here. Default all cores.
    cluster : str, optional
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``, in their place.

    Raises
    ------
    InputError
        If the address is none, no scheduler answers there, it has no worker, or its workers have
        another version of visviva.
    MissingExtraError
        Where `distributed` is not installed.
    """
    if cluster is not None:
        with _of_cluster(cluster) as executor:
            yield executor
        return
    if (workers or os.cpu_count() or 1) == 1:
        yield None
        return
    with LocalPool(workers) as pool:
        yield pool


@contextmanager
def _of_cluster(address: str) -> Iterator[Executor]:
    if not address.startswith(SCHEMES):
        raise InputError(
            f"{address!r} is no address of a scheduler", advice="give one such as tcp://HOST:8786"
        )
    try:
        distributed = import_module("distributed")
    except ImportError as err:
        raise MissingExtraError(
            "a cluster needs distributed, which is not installed",
            advice="pip install 'visviva[dask]'",
        ) from err
    try:
        client = distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as err:
        raise InputError(
            f"no scheduler answers at {address}", advice="start one: dask scheduler"
        ) from err
    try:
        yield ClusterPool(client, _threads(client, address))
    finally:
        client.close()


def _threads(client: Any, address: str) -> int:
    """Threads of all workers, once their versions are seen to be this one."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except (OSError, TimeoutError) as err:
        raise InputError(
            f"the scheduler at {address} has no worker",
            advice=f"start one: dask worker {address}",
        ) from err
    try:
        versions = client.run(_version)
    except ImportError as err:
        raise InputError(
            f"workers of {address} have no visviva", advice="install it where they run"
        ) from err
    other = sorted({v for v in versions.values() if v != __version__})
    if other:
        raise InputError(
            f"workers of {address} have visviva {', '.join(other)}, this is {__version__}",
            advice="install the same version everywhere",
        )
    return sum(client.nthreads().values())


def _version() -> str:
    return __version__
