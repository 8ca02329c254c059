"""Chunks on any executor: their order, their bits, what is kept and what is done again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sweep_works import noise, slow_noise, stumbling
from visviva.core.sweep import TRIES, sweep
from visviva.core.sweep_pools import LocalPool, open_pool
from visviva.errors import ConvergenceError, InputError, VisvivaError


def bits(found: Iterator[Any]) -> list[bytes]:
    return [np.asarray(columns["x"], dtype=float).tobytes() for columns in found]


@pytest.fixture(scope="module")
def alone() -> list[bytes]:
    return bits(sweep(noise, range(20)))


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_the_same_bits_in_the_same_order_for_one_two_and_seven_workers(
    alone: list[bytes], workers: int
) -> None:
    with ThreadPoolExecutor(workers) as pool:
        assert bits(sweep(noise, range(20), executor=pool)) == alone


def test_processes_give_the_same_bits(alone: list[bytes]) -> None:
    with open_pool(2) as pool:
        assert bits(sweep(noise, range(20), executor=pool)) == alone
    with open_pool(1) as none:
        assert none is None


def test_a_killed_process_takes_no_chunk_with_it(
    alone: list[bytes], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The first to do chunk 5 kills itself: the pool is begun anew, the chunk is done again."""
    chunks = [(k, str(tmp_path / "once") if k == 5 else "") for k in range(20)]
    with LocalPool(2) as pool:
        assert bits(sweep(stumbling, chunks, executor=pool)) == alone
    assert (tmp_path / "once").exists()
    assert any(
        "was lost (BrokenProcessPool) and is done again" in r.message for r in caplog.records
    )


def test_chunks_that_are_done_are_not_done_again_and_a_damaged_one_is(
    alone: list[bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    half = sweep(noise, range(20), checkpoint=folder, key="a")
    for _ in range(7):
        next(half)
    half.close()
    assert len(list(folder.glob("chunk-*.parquet"))) == 7
    harmed = folder / "chunk-000003.parquet"
    data = bytearray(harmed.read_bytes())
    data[len(data) // 3] ^= 16
    harmed.write_bytes(bytes(data))
    done: list[int] = []

    def counted(k: int) -> Any:
        done.append(k)
        return noise(k)

    assert bits(sweep(counted, range(20), checkpoint=folder, key="a")) == alone
    assert done == [3, *range(7, 20)]
    with ThreadPoolExecutor(3) as pool:
        assert bits(sweep(counted, range(20), executor=pool, checkpoint=folder, key="a")) == alone
    assert len(done) == 14
    with pytest.raises(InputError, match="the checkpoint is of another"):
        next(sweep(noise, range(20), checkpoint=folder, key="b"))


def test_a_killed_client_goes_on_behind_what_it_had(alone: list[bytes], tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\n"
        "from sweep_works import slow_noise\n"
        "from visviva.core.sweep import sweep\n"
        f"for k in sweep(slow_noise, range(20), checkpoint=Path({str(tmp_path)!r}), key='a'):\n"
        "    print('one', flush=True)\n"
    )
    here = str(Path(__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])}
    run = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE)
    assert run.stdout is not None
    for _ in range(3):
        run.stdout.readline()
    run.send_signal(signal.SIGKILL)
    run.communicate()
    kept = len(list(tmp_path.glob("chunk-*.parquet")))
    assert 3 <= kept < 20
    began = time.monotonic()
    assert bits(sweep(slow_noise, range(20), checkpoint=tmp_path, key="a")) == alone
    assert time.monotonic() > began


class _Losing(Executor):
    """Loses each chunk so often."""

    def __init__(self, times: int, error: type[Exception]) -> None:
        self.times, self.error, self.seen = times, error, dict[int, int]()

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        made: Future[Any] = Future()
        self.seen[args[0]] = self.seen.get(args[0], 0) + 1
        if self.seen[args[0]] <= self.times:
            made.set_exception(self.error("gone"))
        else:
            made.set_result(fn(*args))
        return made


class KilledWorker(Exception):  # noqa: N818
    """By the name that dask gives it."""


@pytest.mark.parametrize("error", [KilledWorker, ConnectionResetError, EOFError])
def test_a_lost_chunk_is_given_out_again_and_given_up_at_last(
    alone: list[bytes], error: type[Exception]
) -> None:
    assert bits(sweep(noise, range(20), executor=_Losing(TRIES - 1, error))) == alone
    with pytest.raises(VisvivaError, match=f"was lost {TRIES} times"):
        list(sweep(noise, range(20), executor=_Losing(TRIES, error)))


def test_an_error_of_the_work_itself_ends_the_sweep_at_once() -> None:
    asked: list[int] = []

    def fails(k: int) -> Any:
        asked.append(k)
        raise ConvergenceError("no ascent")

    with ThreadPoolExecutor(1) as pool, pytest.raises(ConvergenceError, match="no ascent"):
        list(sweep(fails, range(200), executor=pool))
    assert len(asked) < 20


@pytest.mark.parametrize("address", ["8786", "http://127.0.0.1:1", ""])
def test_what_is_no_address_of_a_scheduler_is_one_line(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a scheduler"), open_pool(None, address):
        pass


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="the checkpoint cannot be written"):
        next(sweep(noise, range(3), checkpoint=tmp_path / "file" / "x", key="a"))
