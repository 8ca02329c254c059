"""What the launcher of a case can lift: velocity to spare and payload, as samples.

The one place that decides how payload is computed; the checks see only `Lift`.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visviva.assess.case import Case
from visviva.assess.sampling import Draw
from visviva.data.catalogue import Catalogue
from visviva.data.schema_vehicle import PayloadRow
from visviva.launch import budget
from visviva.launch.budget import BudgetVehicle

Array = NDArray[np.float64]

METHOD = (
    "velocity budget: rocket equation over the stages, losses calibrated on a published payload of the same vehicle "
    "(a flown one is a floor), one loss figure for every orbit"
)


@dataclass(frozen=True, slots=True)
class Lift:
    """A sampled launcher with its calibrated losses; answers for any orbit.

    Attributes
    ----------
    vehicle : BudgetVehicle
        Samples of shape ``(n,)``.
    loss : ndarray of shape (n,)
        m/s, orbit spread included.
    latitude : ndarray of shape (n,)
        rad.
    calibrated_on : tuple of str
        Published payloads behind the losses; empty where the family's spread was taken.
    method : str
    """

    vehicle: BudgetVehicle
    loss: Array
    latitude: Array
    calibrated_on: tuple[str, ...]
    method: str

    def required(self, inclination: Any, perigee: Any, apogee: Any, turn: Any = 0.0) -> Any:
        """Velocity to reach an orbit without losses, m/s; heights in m, angles in rad."""
        tilt = np.clip(inclination, np.abs(self.latitude), np.pi - np.abs(self.latitude))
        return budget.required_delta_v(self.latitude, tilt, perigee, apogee, turn)

    def spare(self, mass: Any, required: Any) -> Any:
        """Velocity left over with `mass` kg on top, m/s, shape ``(n,)``."""
        return budget.spare_delta_v(self.vehicle, mass, required, self.loss)

    def payload(self, required: Any) -> Any:
        """Heaviest payload, kg, shape ``(n,)``; 0 where nothing reaches the orbit."""
        return budget.payload_mass(self.vehicle, required, self.loss)


def lift_of(case: Case, draw: Draw, catalogue: Catalogue) -> Lift:
    """The launcher of a case with its losses calibrated on its own published payloads, sample by sample."""
    vehicle = _sampled(case, draw, crewed=case.crewed)
    latitude = np.radians(draw.samples[f"site.pads.{case.pad.key}.lat_deg"])
    published: list[Array] = []
    flown: list[Array] = []
    names: list[str] = []
    for k, row in enumerate(case.vehicle.payloads):
        payload = draw.samples.get(f"vehicle.payloads.{k}.payload_kg")
        if not row.calibrates or payload is None:
            continue
        at_row = _sampled(case, draw, crewed=row.crewed)
        (published if row.type == "published" else flown).append(
            budget.losses(at_row, payload, _row_required(row, catalogue))
        )
        names.append(f"{row.payload_kg.value:,.0f} kg to {row.inclination_deg.value:g}° from {row.site} ({row.source})")
    if published or flown:
        base = np.mean(published, axis=0) if published else np.min(flown, axis=0)
        # A flown payload is a floor under the capability: the losses cannot be larger than it left room for.
        loss = np.minimum.reduce([base + draw.samples["model.orbit_spread_m_s"], *flown])
        return Lift(vehicle, loss, latitude, tuple(names), METHOD)
    loss = draw.samples["model.losses_m_s"]
    method = (
        METHOD.split(",", maxsplit=1)[0]
        + ", losses within the span met over other launchers (none published for this one)"
    )
    return Lift(vehicle, loss, latitude, (), method)


def _row_required(row: PayloadRow, catalogue: Catalogue) -> float:
    pad_latitude = catalogue.site(row.site).pad().lat_deg.value
    tilt = max(row.inclination_deg.value, abs(pad_latitude))
    return float(
        budget.required_delta_v(
            math.radians(pad_latitude), math.radians(tilt), row.perigee_km.value * 1e3, row.apogee_km.value * 1e3
        )
    )


def _sampled(case: Case, draw: Draw, *, crewed: bool) -> BudgetVehicle:
    """The vehicle with sampled stage figures; the escape tower counts with the fairing when a crew flies."""
    names = {
        "dry_mass_kg": ("dry_mass", 1.0), "propellant_mass_kg": ("propellant_mass", 1.0),
        "thrust_vacuum_kn": ("thrust_vacuum", 1e3), "isp_vacuum_s": ("specific_impulse_vacuum", 1.0),
    }  # fmt: skip
    sampled: dict[tuple[int, str], Array] = {}
    for k, stage in enumerate(case.vehicle.stages):
        key = f'"{stage.key}"' if "." in stage.key else stage.key
        for field, (attribute, factor) in names.items():
            values = draw.samples.get(f"vehicle.stages.{key}.{field}")
            if values is not None:
                sampled[k, attribute] = values * factor
    built = BudgetVehicle.of(case.vehicle.build(), sampled)
    zero = np.zeros(draw.n)
    fairing = draw.samples.get("vehicle.fairing.mass_kg", zero)
    tower = draw.samples.get("vehicle.escape_tower.mass_kg", zero) if crewed else zero
    return BudgetVehicle(built.stages, fairing + tower, draw.samples.get("vehicle.adapter_mass_kg", zero))
