"""Where the logs of manoeuvres and decays lie, and how they are read: for the other `track_` files.

The reader is that of the tests, `tests/validation/track_truth.py`.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "validation"))

import track_truth as truth  # noqa: E402

__all__ = ["DATA", "ROOT", "truth"]
DATA = ROOT.parent / "shared" / "data"
