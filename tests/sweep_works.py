"""Works that travel to processes and clusters."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np


def noise(k: int) -> dict[str, Any]:
    """Numbers of a stream of the chunk's own, with what travels badly: no number, minus zero."""
    x = np.random.default_rng([7, k]).normal(size=50)
    x[:3] = (np.nan, -0.0, 5e-324)
    return {"x": x, "word": ["a" if v > 0 else None for v in x]}


def slow_noise(k: int) -> dict[str, Any]:
    """The same in a while."""
    time.sleep(0.05)
    return noise(k)


def stumbling(chunk: tuple[int, str]) -> dict[str, Any]:
    """As `noise`, but the first to find no file of that name kills its own process."""
    k, once = chunk
    if once and not Path(once).exists():
        Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return slow_noise(k)
