"""Seeded samples of the inputs of a case.

And how much of an answer's spread each of them explains.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from visviva.assessment.case import Case, Role
from visviva.core.arrays import Array
from visviva.core.uncertain import stream
from visviva.data.schema.common import Figure
from visviva.launch.budget import BUDGET_AS_OF, FAMILY_LOSSES, ORBIT_SPREAD

_STAGE_FIGURES = ("dry_mass_kg", "propellant_mass_kg", "thrust_vacuum_kn", "isp_vacuum_s")
_SHIP_FIGURES = (
    "mass_kg",
    "delta_v_m_s",
    "rendezvous_delta_v_m_s",
    "deorbit_delta_v_m_s",
    "reserve_delta_v_m_s",
    "free_flight_days",
)


@dataclass(frozen=True, slots=True)
class Draw:
    """Samples by key ``"role.path"``, each of shape ``(n,)``, in the unit of the field.

    And the figures behind them.
    """

    n: int
    figures: Mapping[str, Figure]
    samples: Mapping[str, Array]

    def of(self, role: Role, path: str) -> Array | None:
        """Samples of one figure, or None where the case has no such figure."""
        return self.samples.get(f"{role}.{path}")

    def best(self, role: Role, path: str) -> float | None:
        """Best value of one figure, or None."""
        figure = self.figures.get(f"{role}.{path}")
        return None if figure is None else figure.value


def inputs_of(case: Case) -> dict[str, Figure]:
    """Every figure that the checks of a case use, by ``"role.path"``."""
    wanted: list[tuple[Role, str]] = [
        ("site", f"pads.{case.pad.key}.lat_deg"),
        ("site", f"pads.{case.pad.key}.lon_deg"),
    ]
    for stage in case.vehicle.stages:
        wanted += [("vehicle", f"stages.{quoted(stage.key)}.{name}") for name in _STAGE_FIGURES]
    wanted += [("vehicle", "fairing.mass_kg"), ("vehicle", "adapter_mass_kg")]
    if case.crewed:
        wanted.append(("vehicle", "escape_tower.mass_kg"))
    wanted += [("vehicle", f"payloads.{k}.payload_kg") for k, _ in case.calibrating]
    wanted += [("spacecraft", name) for name in _SHIP_FIGURES]
    found = {f"{role}.{path}": case.figure(role, path) for role, path in wanted}
    found |= {
        f"target.{name}": case.orbit_figure(name)
        for name in ("perigee_km", "apogee_km", "inclination_deg")
    }
    return {key: figure for key, figure in found.items() if figure is not None}


def budget_figures(case: Case) -> dict[str, Figure]:
    """What the velocity budget itself adds to the spread, as a figure like any other."""
    name, spread = (
        ("orbit_spread_m_s", ORBIT_SPREAD) if case.calibrating else ("losses_m_s", FAMILY_LOSSES)
    )
    figure = Figure(
        value=spread.value,
        low=spread.low,
        high=spread.high,
        kind=spread.kind,
        how_known="derived",
        as_of=BUDGET_AS_OF,
        source="docs, launch-budget: losses of every launcher with a published payload",
    )
    return {f"model.{name}": figure}


def quoted(key: str) -> str:
    """A row's key as it stands in a dotted path: in quotes where it holds a dot itself."""
    return f'"{key}"' if "." in key else key


def draw(figures: Mapping[str, Figure], seed: int, n: int) -> Draw:
    """Sample every figure from its own stream, so that one more input changes no other."""
    samples = {
        key: figure.uncertain().sample(stream(seed, key), n) for key, figure in figures.items()
    }
    return Draw(n, figures, samples)


#: A squared correlation below this over the number of samples is chance (about four standard errors
#: of r).
NOISE = 16.0


def influence(samples: Mapping[str, Array], margin: Array) -> dict[str, float]:
    """Share of the variance of `margin` that each input explains.

    Squared correlation, scaled to sum to one at most.

    Linear and one input at a time: interactions are not seen, which for these budgets leaves a few
    per cent.
    """
    spread = margin.std()
    if not spread > 0.0:
        return {}
    shares = {}
    for key, values in samples.items():
        if values.std() > 0.0:
            r = float(np.corrcoef(values, margin)[0, 1])
            if r * r > NOISE / len(margin):
                shares[key] = r * r
    total = sum(shares.values())
    scale = 1.0 / total if total > 1.0 else 1.0
    return {key: share * scale for key, share in shares.items()}
