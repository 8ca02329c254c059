"""The same sweeps on a Dask cluster: a scheduler with two workers of this machine.

Needs `distributed` (extra `dask`); without it these tests are skipped in one line.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from math import radians
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sweep_works import noise, slow_noise, stumbling
from visviva.analysis.launch_map import MapRequest, map_payload
from visviva.analysis.passes import PassesRequest, find_passes
from visviva.core.place import Place
from visviva.core.sweep import sweep
from visviva.core.sweep_pools import open_pool
from visviva.core.time import Epoch
from visviva.errors import InputError
from visviva.orbit.gp import read_elements

distributed = pytest.importorskip(
    "distributed", reason="no distributed here: pip install 'visviva[dask]' to try a cluster"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made


def bits(found: Iterator[Any]) -> list[bytes]:
    return [np.asarray(columns["x"], dtype=float).tobytes() for columns in found]


def test_a_cluster_gives_the_same_bits(cluster: Any) -> None:
    with open_pool(cluster=cluster.scheduler_address) as pool:
        assert bits(sweep(noise, range(20), executor=pool)) == bits(sweep(noise, range(20)))


def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Any, tmp_path: Path) -> None:
    """A chunk kills the worker that has it, twice over two runs; another worker from outside."""
    alone = bits(sweep(noise, range(40)))
    chunks = [(k, str(tmp_path / f"once-{k}") if k in (5, 17) else "") for k in range(40)]
    with open_pool(cluster=cluster.scheduler_address) as pool:
        assert bits(sweep(stumbling, chunks, executor=pool)) == alone
    pids = [worker.process.pid for worker in cluster.workers.values()]
    threading.Timer(0.5, os.kill, (pids[0], signal.SIGKILL)).start()
    with open_pool(cluster=cluster.scheduler_address) as pool:
        assert bits(sweep(slow_noise, range(40), executor=pool)) == alone


def test_a_killed_client_resumes_on_the_cluster(cluster: Any, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sweep_works import slow_noise\n"
        "from visviva.core.sweep import sweep\n"
        "from visviva.core.sweep_pools import open_pool\n"
        "with open_pool(cluster=sys.argv[1]) as pool:\n"
        "    for k in sweep(slow_noise, range(40), executor=pool,\n"
        "                   checkpoint=Path(sys.argv[2]), key='a'):\n"
        "        print('one', flush=True)\n"
    )
    here = str(Path(__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])}
    words = [sys.executable, "-c", code, cluster.scheduler_address, str(tmp_path)]
    run = subprocess.Popen(words, env=env, stdout=subprocess.PIPE)
    assert run.stdout is not None
    for _ in range(3):
        run.stdout.readline()
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert 3 <= len(list(tmp_path.glob("chunk-*.parquet"))) < 40
    with open_pool(cluster=cluster.scheduler_address) as pool:
        found = sweep(noise, range(40), executor=pool, checkpoint=tmp_path, key="a")
        assert bits(found) == bits(sweep(noise, range(40)))


def test_no_scheduler_and_no_worker_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visviva.core.sweep_pools.PATIENCE_S", 1.0)
    gone = pytest.raises(InputError, match="no scheduler answers at")
    with gone, open_pool(cluster="tcp://127.0.0.1:9"):
        pass
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        none = pytest.raises(InputError, match=r"has no worker; start one: dask worker tcp://")
        with none, open_pool(cluster=empty.scheduler_address):
            pass


def _passes(shared_data: Path, **where: Any) -> list[dict[str, Any]]:
    """Forty objects over a grid of places for a day."""
    sets = read_elements(shared_data / "catalogue" / "catalogue-2024-05-13.3le.gz").elements
    places = [
        Place.parse(f"{lat},{lon}") for lat in range(-60, 61, 30) for lon in range(0, 360, 90)
    ]
    start = Epoch.parse("2024-05-13T12:00:00Z")
    found = find_passes(PassesRequest(sets[:8000:200], places, start, 86400.0, **where))
    return found.rows()


@pytest.mark.slow
def test_passes_over_many_places_are_the_same_on_a_cluster(
    cluster: Any, shared_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("visviva.observe.passes.search_sweep.MOST_SETS", 10)
    here = _passes(shared_data, processes=1, checkpoint=tmp_path)
    assert here == _passes(shared_data, cluster=cluster.scheduler_address)
    assert here == _passes(shared_data, processes=1, checkpoint=tmp_path)  # of the folder
    assert len(here) > 500


@pytest.mark.slow
def test_a_payload_map_is_the_same_for_one_two_and_seven_workers_and_a_cluster(
    cluster: Any, tmp_path: Path
) -> None:
    pytest.importorskip("casadi", reason="ascents need casadi")
    tilts = tuple(radians(i) for i in (52.0, 60.0, 70.0, 80.0, 90.0, 98.0, 99.0))
    asked = MapRequest("soyuz-2.1b", "vostochny", (2e5, 5e5), tilts)
    whole = map_payload(asked).to_dict()
    for other in (
        {"workers": 2},
        {"workers": 7},
        {"cluster": cluster.scheduler_address, "checkpoint": tmp_path},
        {"checkpoint": tmp_path},
    ):
        began = time.monotonic()
        again = MapRequest("soyuz-2.1b", "vostochny", (2e5, 5e5), tilts, **other)
        assert map_payload(again).to_dict() == whole, other
        print(other, f"{time.monotonic() - began:.1f} s")
