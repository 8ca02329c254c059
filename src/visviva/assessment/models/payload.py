"""What the launcher of a case can lift, as samples: what the checks see.

`visviva.assessment.models.payload_flown` flies the optimal ascent along the way to the orbit and
carries spreads along its sensitivities; `visviva.assessment.models.payload_budget` is the quick
velocity budget, for `--quick` and for the many trials of "what would change it". The checks see
only `LauncherPerformance`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visviva.core.arrays import Array

if TYPE_CHECKING:
    from visviva.analysis.launch_route import Price, Route


@dataclass(frozen=True, slots=True)
class Payload:
    """Samples of a payload, kg, shape ``(n,)``, and the one computed with the best figures.

    `missing` says by how many m/s the orbit is out of reach with nothing on top, or `at_least` by
    how many; None: it is not.
    """

    samples: Array
    best: float
    missing: float | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class OrbitCapability:
    """What one launcher does for one orbit.

    `payload` gives the heaviest; `delta_v_margin(mass)` the velocity left with `mass` kg on top,
    m/s, negative where the ship is too heavy, shape ``(n,)``. `route` is the way to its plane,
    `price` what the bends of that way cost. `method_of(mass)` says how the velocity left with
    that mass was found, empty where by the launcher's own way.
    """

    payload: Callable[[], Payload]
    delta_v_margin: Callable[[Array], Array]
    route: "Route"
    price: Callable[[], "Price | None"]
    method_of: Callable[[Array], str] = lambda mass: ""


@dataclass(frozen=True, slots=True)
class LauncherPerformance:
    """A sampled launcher: ``capability(inclination, perigee, apogee, target)`` in rad and m.

    `target` is the inclination wanted in the end; where it differs from `inclination`, the launcher
    turns. `calibrated_on` names the published payloads behind the losses; `method` says how it was
    computed.
    """

    capability: Callable[[float, Array, Array, float | None], OrbitCapability]
    calibrated_on: tuple[str, ...]
    method: str
