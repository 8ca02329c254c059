"""A named figure is what it was when it was last decided on: a slip of a digit is noticed here.

`test_pinned_values.py` says why the figures that decide answers have their value. This file holds
all others too, thresholds, limits and steps, by a ledger: it cannot say that a figure is right,
only that nobody changed it unawares. On purpose: change it, run `python scripts/pin_figures.py`,
and the reader of the change sees both lines.
"""

import json
import math
import sys
from pathlib import Path

import pytest

import visviva

HOME = Path(visviva.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
from pin_figures import LEDGER, figures_of  # noqa: E402

PINNED = json.loads(LEDGER.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", list(PINNED))
def test_no_figure_of_a_module_changed_unawares(module: str) -> None:
    path = HOME / module
    if not path.exists():
        pytest.skip("the module is gone; scripts/pin_figures.py takes it off the ledger")
    now = dict(figures_of(path))
    changed = {n: (v, now[n]) for n, v in PINNED[module].items() if n in now and now[n] != v}
    assert not changed, f"{module}: {changed}; if on purpose, run scripts/pin_figures.py"


def test_the_ledger_holds_the_house() -> None:
    assert sum(map(len, PINNED.values())) > 700


#: Figures of nature and of units, by name, that modules of compiled kernels state for themselves.
NATURE = {
    "NAUTICAL_MILE": 1852.0,
    "MEAN_RADIUS": 6_371_008.8,  # GRS 80 (Moritz 2000), (2 a + b) / 3
    "INV_PI": 1.0 / math.pi,
    "MINUTES_A_DAY": 1440.0,
    "DAY_S": 86_400.0,
    "MJD_0": 2_400_000.5,
    "J2000_MJD": 51_544.5,
    "GAS_CONSTANT_1976": 8314.32,  # US Standard Atmosphere 1976, table 2
}


@pytest.mark.parametrize("name", list(NATURE))
def test_a_figure_of_nature_is_the_same_wherever_it_is_stated(name: str) -> None:
    stated = [v for figures in PINNED.values() for n, v in figures.items() if n == name]
    assert stated
    assert stated == pytest.approx([NATURE[name]] * len(stated), rel=1e-15)
