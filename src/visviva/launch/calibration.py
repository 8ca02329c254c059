"""Published payloads turned into the velocity by which stage figures are too good.

Limits: a figure is as good as its source; a payload that flew says what was lifted, not what could
be.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from visviva.launch.mission import Mission
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.ascent import optimise
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import STAGE_FIGURES, AscentConstraints
from visviva.launch.optimal.verify import verify_by_integration
from visviva.launch.vehicle import Vehicle


@dataclass(frozen=True, slots=True)
class Calibration:
    """One published payload turned into an unmodelled delta-v.

    Attributes
    ----------
    vehicle, family : str
    perigee, apogee, inclination, latitude : float
        m and rad.
    payload : float
        kg, as published or flown.
    flown : bool
        A flown payload: the launcher could lift that much, perhaps more.
    unmodelled_delta_v : float
        Velocity the stage figures leave unspent with that payload, m/s.
    rates : dict of str to float
        m/s of unmodelled delta-v per unit of each stage figure, by ``"stage name/figure"``.
    source : str
    payload_rate : float
        Payload lost by a metre a second more of unmodelled delta-v there, kg per m/s.
    """

    vehicle: str
    family: str
    perigee: float
    apogee: float
    inclination: float
    latitude: float
    payload: float
    flown: bool
    unmodelled_delta_v: float
    rates: dict[str, float] = field(default_factory=dict)
    source: str = ""
    payload_rate: float = 0.0


def calibrate(
    vehicle: Vehicle,
    mission: Mission,
    payload: float,
    *,
    flown: bool = False,
    source: str = "",
    constraints: AscentConstraints | None = None,
) -> Calibration:
    """Unmodelled delta-v at which the optimal ascent lifts just the published `payload` (kg).

    Raises
    ------
    ConvergenceError
        If no ascent with that payload is found.
    """
    best = optimise(mission, vehicle, constraints=constraints, payload=payload, unmodelled=None)
    verify_by_integration(best)
    return Calibration(
        vehicle.name,
        vehicle.family,
        mission.perigee,
        mission.apogee,
        mission.inclination,
        mission.latitude,
        payload,
        flown,
        best.unmodelled,
        _named(vehicle, best),
        source,
        best.program.mass_unit / (abs(best.price("payload")) * SPEED),
    )


def _named(vehicle: Vehicle, optimum: Optimum) -> dict[str, float]:
    out = {
        f"{stage.name}/{name}": optimum.rate(f"{k}.{name}")
        for k, stage in enumerate(vehicle.stages)
        for name in STAGE_FIGURES
    }
    return out | {"fairing": optimum.rate("fairing"), "adapter": optimum.rate("adapter")}


@lru_cache(maxsize=1)
def bundled_calibrations() -> tuple[Calibration, ...]:
    """Unmodelled delta-v of the bundled facts' payload rows.

    Fitted once by ``scripts/make_unmodelled_table.py``.
    """
    path = Path(__file__).parent / "tables" / "unmodelled_delta_v.json"
    if not path.exists():
        return ()
    return tuple(Calibration(**row) for row in json.loads(path.read_text(encoding="utf-8"))["rows"])


def write_calibrations(rows: Iterable[Calibration], path: Path) -> None:
    """Write the table that `bundled_calibrations` reads."""
    text = json.dumps(
        {"unit": "SI", "rows": [asdict(r) for r in rows]}, indent=1, ensure_ascii=False
    )
    path.write_text(text + "\n", encoding="utf-8")
