"""The launcher of a case by velocity budget: quick, and wide by its own measured error.

Limits: one loss figure for every orbit, turns at the parking height, dog-legs by a rule of thumb.
How far that is off the flown answer is measured (`visviva.assessment.models.mission_inputs`) and is
part of its spread.
"""

import math

import numpy as np

from visviva.analysis.launch_route import Price, Route, find_route
from visviva.assessment.case import Case
from visviva.assessment.models.mission_inputs import quoted
from visviva.assessment.models.payload import LauncherPerformance, OrbitCapability, Payload
from visviva.assessment.models.payload_words import say
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.message import Message
from visviva.core.numerals import as_written
from visviva.core.uncertain import Z95, stream
from visviva.data.catalogue import Catalogue
from visviva.data.schema.vehicle import PayloadRow
from visviva.launch import budget
from visviva.launch.budget import BudgetVehicle

#: Names of a stage's figures in the facts and in the budget, with the factor to SI.
_STAGE_RATES = (
    ("dry_mass_kg", "dry_mass", 1.0),
    ("propellant_mass_kg", "propellant_mass", 1.0),
    ("thrust_vacuum_kn", "thrust_vacuum", 1e3),
    ("isp_vacuum_s", "specific_impulse_vacuum", 1.0),
)


def budget_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher by velocity budget, its losses calibrated on its own published payloads.

    Sample by sample. The offset of a case, what the budget is off a flown answer, is added to every
    margin; payloads stay what they are.
    """
    vehicle = _sampled(case, drawn, crewed=case.crewed)
    latitude = np.radians(drawn.samples[f"site.pads.{case.pad.key}.lat_deg"])
    loss, names = _losses(case, drawn)

    built = case.vehicle.build(crewed=case.crewed)

    def capability(
        inclination: float, perigee: Array, apogee: Array, target: float | None
    ) -> OrbitCapability:
        tilt = np.clip(inclination, np.abs(latitude), np.pi - np.abs(latitude))
        wanted = inclination if target is None else target
        turn = np.abs(wanted - tilt)
        middle = math.degrees(float(np.median(latitude)))
        route = find_route(case.site, middle, math.degrees(float(wanted)), built, pad=case.pad.key)
        bend = bend_cost(route)
        required = budget.required_delta_v(latitude, tilt, perigee, apogee, turn)
        needed = required + bend * bend_error(drawn)
        lost = loss + drawn.samples.get("model.quick_error_m_s", np.zeros(drawn.n))

        def price() -> Price:
            alone = budget.required_delta_v(latitude, tilt, perigee, apogee)
            straight = budget.payload_mass(vehicle, alone, lost)
            cost = bend + float(np.median(required - alone))
            return Price(cost, float(np.median(straight)))

        def payload() -> Payload:
            samples = np.asarray(budget.payload_mass(vehicle, needed, lost))
            best = float(np.median(samples))
            missing = None
            if best == 0.0:
                nothing = budget.spare_delta_v(vehicle, 0.0, needed, lost)
                missing = max(-float(np.median(nothing)), 0.0)
            return Payload(samples, best, missing)

        return OrbitCapability(
            payload,
            lambda mass: np.asarray(
                budget.spare_delta_v(vehicle, mass, needed, lost) + case.delta_v_offset
            ),
            route,
            price,
        )

    method = say("budget" if names else "budget.others")
    return LauncherPerformance(capability, names, method)


def _losses(case: Case, drawn: SampledInputs) -> tuple[Array, tuple[str, ...]]:
    """Losses on the way up, m/s, shape ``(n,)``, and the published payloads behind them."""
    published: list[Array] = []
    flown: list[Array] = []
    names: list[str] = []
    for k, row in case.calibrating:
        payload = drawn.samples[f"vehicle.payloads.{k}.payload_kg"]
        at_row = _sampled(case, drawn, crewed=row.crewed)
        rest = budget.losses(at_row, payload, _row_required(row, case.catalogue))
        (published if row.type == "published" else flown).append(rest)
        names.append(_row_name(row))
    if not names:
        return drawn.samples["model.losses_m_s"], ()
    base = np.mean(published, axis=0) if published else np.min(flown, axis=0)
    # A flown payload is a floor under the capability: the losses cannot be larger than it left room
    # for.
    return np.minimum.reduce([base + drawn.samples["model.orbit_spread_m_s"], *flown]), tuple(names)


def _row_name(row: PayloadRow) -> Message:
    return say(
        "row",
        payload=(row.payload_kg.value, 0),
        tilt=as_written(row.inclination_deg.value),
        site=row.site,
        source=row.source,
    )


def _row_required(row: PayloadRow, catalogue: Catalogue) -> float:
    pad_latitude = catalogue.site(row.site).pad().lat_deg.value
    tilt = max(row.inclination_deg.value, abs(pad_latitude))
    return float(
        budget.required_delta_v(
            math.radians(pad_latitude),
            math.radians(tilt),
            row.perigee_km.value * 1e3,
            row.apogee_km.value * 1e3,
        )
    )


def _sampled(case: Case, drawn: SampledInputs, *, crewed: bool) -> BudgetVehicle:
    """The vehicle with sampled stage figures.

    The escape tower counts with the fairing when a crew flies.
    """
    sampled: dict[tuple[int, str], Array] = {}
    for k, stage in enumerate(case.vehicle.stages):
        for field, attribute, factor in _STAGE_RATES:
            values = drawn.samples.get(f"vehicle.stages.{quoted(stage.key)}.{field}")
            if values is not None:
                sampled[k, attribute] = values * factor
    built = BudgetVehicle.of(case.vehicle.build(), sampled)
    zero = np.zeros(drawn.n)
    fairing = drawn.samples.get("vehicle.fairing.mass_kg", zero)
    tower = drawn.samples.get("vehicle.escape_tower.mass_kg", zero) if crewed else zero
    return BudgetVehicle(
        built.stages, fairing + tower, drawn.samples.get("vehicle.adapter_mass_kg", zero)
    )


#: Speed over the ground at which a dog-leg out of a corridor turns, m/s, and by what factor its
#: price may be off (90 %): eleven flown ones of the catalogue cost as if it were 130 to 2,900.
BEND_SPEED, BEND_FACTOR = 700.0, 4.4


def bend_cost(route: Route) -> float:
    """Price of a dog-leg by one turn at `BEND_SPEED`, m/s; 0 where the way is straight.

    A turn of the plane itself, below the latitude of the pad, is counted elsewhere.
    """
    if len(route.heading_deg) < 2:
        return 0.0
    first, then = route.heading_deg[:2]
    bend = abs((then - first + 180.0) % 360.0 - 180.0)
    return 2.0 * BEND_SPEED * math.sin(math.radians(0.5 * bend))


def bend_error(drawn: SampledInputs) -> Array:
    """Samples of the factor that the price of a dog-leg is off."""
    z = stream(drawn.seed, "model.bend_error").standard_normal(drawn.n)
    return np.asarray(BEND_FACTOR ** (z / Z95))
