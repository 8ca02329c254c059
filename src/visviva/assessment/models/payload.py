"""What the launcher of a case can lift, as samples.

The one place that decides how payload is computed.

`flown_performance` flies the optimal ascent and carries spreads along its sensitivities;
`budget_performance` is the quick velocity budget, for the many trials of "what would change it".
The checks see only `LauncherPerformance`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from visviva.assessment.case import Case
from visviva.assessment.models.first_orbit import plane_of
from visviva.assessment.models.launch_plane import azimuth_of
from visviva.assessment.models.mission_inputs import quoted
from visviva.assessment.models.payload_words import say
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.message import Message
from visviva.core.numerals import as_written
from visviva.core.uncertain import Z95
from visviva.data.catalogue import Catalogue
from visviva.data.schema.common import Figure
from visviva.data.schema.vehicle import PayloadRow
from visviva.errors import ConvergenceError
from visviva.launch import budget
from visviva.launch.budget import BudgetVehicle

if TYPE_CHECKING:
    from visviva.launch.optimal.program import Rules
    from visviva.launch.performance import (
        Calibration,
        MarginResult,
        PayloadResult,
        UnmodelledDeltaV,
    )
    from visviva.launch.vehicle import Vehicle


#: Names of a stage's figures in the facts and in the sensitivities, with the factor to SI.
_STAGE_RATES = (
    ("dry_mass_kg", "dry_mass", 1.0),
    ("propellant_mass_kg", "propellant_mass", 1.0),
    ("thrust_vacuum_kn", "thrust_vacuum", 1e3),
    ("isp_vacuum_s", "specific_impulse_vacuum", 1.0),
)
#: Masses that are carried a part of the way, and their names in the sensitivities.
_MASS_RATES = (
    ("fairing.mass_kg", "fairing"),
    ("escape_tower.mass_kg", "fairing"),
    ("adapter_mass_kg", "adapter"),
)


@dataclass(frozen=True, slots=True)
class OrbitCapability:
    """What one launcher does for one orbit.

    `payload` gives samples in kg; `delta_v_margin(mass)` the velocity left with `mass` kg on top,
    m/s, negative where the ship is too heavy; both of shape ``(n,)``. `method` says how this one
    was found, where not by the launcher's own.
    """

    payload: Callable[[], Array]
    delta_v_margin: Callable[[Array], Array]
    method: str = ""


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


# --- velocity budget


def budget_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher by velocity budget, its losses calibrated on its own published payloads.

    Sample by sample.
    """
    vehicle = _sampled(case, drawn, crewed=case.crewed)
    latitude = np.radians(drawn.samples[f"site.pads.{case.pad.key}.lat_deg"])
    loss, names = _losses(case, drawn)

    def capability(
        inclination: float, perigee: Array, apogee: Array, target: float | None
    ) -> OrbitCapability:
        tilt = np.clip(inclination, np.abs(latitude), np.pi - np.abs(latitude))
        turn = 0.0 if target is None else abs(target - inclination)
        required = budget.required_delta_v(latitude, tilt, perigee, apogee, turn)
        return OrbitCapability(
            lambda: np.asarray(budget.payload_mass(vehicle, required, loss)),
            lambda mass: np.asarray(budget.spare_delta_v(vehicle, mass, required, loss)),
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


def launcher_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher of a case: by optimal ascent, or by velocity budget in a quick answer.

    The offset of a case, what the budget is off a flown answer, is added to every margin of the
    budget; its payloads stay what they are.
    """
    if not case.effort.quick:
        return flown_performance(case, drawn)
    quick = budget_performance(case, drawn)

    def capability(
        inclination: float, perigee: Array, apogee: Array, target: float | None
    ) -> OrbitCapability:
        found = quick.capability(inclination, perigee, apogee, target)
        return replace(
            found,
            delta_v_margin=lambda mass: found.delta_v_margin(mass) + case.delta_v_offset,
        )

    return replace(quick, capability=capability)


# --- optimal ascent


def unmodelled_delta_v(case: Case) -> "UnmodelledDeltaV":
    """The velocity that published figures are too good by, for the launcher of a case."""
    from visviva.analysis.payload import calibrations_for
    from visviva.launch import performance

    known = calibrations_for(case.vehicle)
    if case.loaded.study.launch.blind:
        known = tuple(c for c in known if c.vehicle != case.vehicle.slug)
    return performance.unmodelled_delta_v_of(case.vehicle.build(), known)


def unmodelled_figure(case: Case) -> Figure:
    """`unmodelled_delta_v` as a figure of the method, for the draw and the table of inputs."""
    found = unmodelled_delta_v(case)
    half = Z95 * found.sigma
    source = say("unmodelled", basis=found.basis)
    figure = Figure(
        value=found.mean,
        low=found.mean - half,
        high=found.mean + half,
        how_known="derived",
        as_of=budget.BUDGET_AS_OF,
        source=source,
    )
    # The schema would keep the English alone.
    return figure.model_copy(update={"source": source})


def flown_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher by optimal ascent; an orbit for which none is found has no answer."""
    from visviva.launch import performance
    from visviva.launch.mission import Mission

    quick = budget_performance(case, drawn)
    figures = (
        (key.removeprefix("vehicle."), f.value)
        for key, f in drawn.figures.items()
        if key.startswith("vehicle.")
    )
    values = {path: value for path, value in figures if not path.startswith("payloads.")}
    vehicle = case.vehicle.build(values, crewed=case.crewed)
    latitude, longitude, _ = case.site.location(case.pad.key)
    unmodelled = unmodelled_delta_v(case)
    names = tuple(
        say(
            "row.flown",
            payload=(c.payload, 0),
            tilt=(math.degrees(c.inclination), 1),
            source=c.source,
        )
        for c in unmodelled.used
    )

    def capability(
        inclination: float, perigee: Array, apogee: Array, target: float | None
    ) -> OrbitCapability:
        low, high = float(np.median(perigee)), float(np.median(apogee))
        tilt = inclination if target is None else target
        turned = target is not None
        rules, southward = None, False
        if target is not None:
            rules, southward = _dog_leg(case, drawn, vehicle, target)
        mission = Mission(latitude, low, high, tilt, southward, turned, longitude)
        flown: list[performance.PayloadResult] = []

        def payload() -> Array:
            try:
                found = performance.payload(
                    vehicle,
                    latitude,
                    longitude,
                    low,
                    high,
                    tilt,
                    southward=southward,
                    turn=turned,
                    rules=rules,
                    unmodelled=unmodelled,
                )
            except ConvergenceError as err:
                # Out of reach is an answer; no ascent found is none, and is not made up.
                if "missing_m_s" not in err.fields:
                    raise
                return np.zeros(drawn.n)
            flown.append(found)
            return np.clip(_carried(case, drawn, found), 0.0, None)

        def margin(mass: Array) -> Array:
            start = flown[0].optimum if flown else None
            at = float(np.median(mass))
            found = performance.delta_v_margin(vehicle, mission, at, rules=rules, start=start)
            return _margin_samples(case, drawn, found, unmodelled.used) + found.per_kg * (mass - at)

        return OrbitCapability(payload, margin)

    return LauncherPerformance(
        capability, names or quick.calibrated_on, say("ascent", basis=unmodelled.basis)
    )


def _dog_leg(
    case: Case, drawn: SampledInputs, vehicle: "Vehicle", target: float
) -> tuple["Rules | None", bool]:
    """How a plane outside the site's corridors is flown to, and whether southward.

    The first stage keeps the azimuth at which the nearest corridor ends; what flies after it turns.
    A plane below the pad's latitude lies outside no corridor: it is turned to wherever it is
    cheapest.
    """
    from visviva.launch.optimal.program import Rules

    plane = plane_of(case, drawn)
    if plane.due_east_change > 1e-3 or not plane.plane_change > 0.0:
        return None, plane.southward
    lat = drawn.best("site", f"pads.{case.pad.key}.lat_deg") or 0.0
    start = math.degrees(plane.start_inclination)
    azimuth = math.radians(azimuth_of(start, lat, southward=plane.southward))
    ground = [k for k, s in enumerate(vehicle.stages) if s.ignition == "liftoff"]
    last = max(ground, key=lambda k: vehicle.stages[k].burn_time)
    return Rules(headings=((last, azimuth, azimuth),)), plane.southward


def _margin_samples(
    case: Case, drawn: SampledInputs, found: "MarginResult", used: tuple["Calibration", ...]
) -> Array:
    """Samples of the velocity left over: the ascent with that mass on top, moved by each figure."""
    moved = np.full(drawn.n, found.spare)
    for key, name, stage, factor in _figure_rates(case):
        if key in drawn.samples:
            taken = np.mean([c.rates.get(stage, 0.0) for c in used]) if used else 0.0
            rate = found.rates.get(name, 0.0) - float(taken)
            moved = moved + rate * factor * (drawn.samples[key] - drawn.figures[key].value)
    return np.asarray(moved - _unmodelled_samples(case, drawn))


def _figure_rates(case: Case) -> list[tuple[str, str, str, float]]:
    """Sampled figures: their path, their name in an ascent and in a fit, and the factor to SI."""
    out = [
        (
            f"vehicle.stages.{quoted(stage.key)}.{field}",
            f"{k}.{attribute}",
            f"{stage.key}/{attribute}",
            factor,
        )
        for k, stage in enumerate(case.vehicle.stages)
        for field, attribute, factor in _STAGE_RATES
    ]
    return out + [
        (f"vehicle.{path}", name, name, 1.0)
        for path, name in _MASS_RATES
        if case.crewed or not path.startswith("escape")
    ]


def _unmodelled_samples(case: Case, drawn: SampledInputs) -> Array:
    """Samples of the unmodelled delta-v, m/s.

    A flown payload is a floor under the capability: with the figures of each sample, no more can be
    missing than that flight left room for.
    """
    from visviva.analysis.payload import calibrations_for

    most = np.full(drawn.n, np.inf)
    if not case.loaded.study.launch.blind:
        for row in calibrations_for(case.vehicle):
            if row.flown and row.vehicle == case.vehicle.slug:
                left = np.full(drawn.n, row.unmodelled_delta_v)
                for key, _, stage, factor in _figure_rates(case):
                    if key in drawn.samples:
                        off = factor * (drawn.samples[key] - drawn.figures[key].value)
                        left = left + row.rates.get(stage, 0.0) * off
                most = np.minimum(most, left)
    return np.asarray(np.minimum(drawn.samples["model.unmodelled_delta_v_m_s"], most))


def _carried(case: Case, drawn: SampledInputs, found: "PayloadResult") -> Array:
    """Samples of the payload: the optimum, moved along its sensitivities by each figure's drawn.

    What the unmodelled delta-v has taken up of a stage's figure, fitted on the same vehicle, is
    taken back: a figure that is too high made the fit too high as well.
    """
    used = found.unmodelled.used
    slope = found.rates["unmodelled_delta_v"]
    moved = np.full(drawn.n, found.payload)
    for key, name, stage, factor in _figure_rates(case):
        if key in drawn.samples:
            taken = np.mean([c.rates.get(stage, 0.0) for c in used]) if used else 0.0
            rate = found.rates.get(name, 0.0) + slope * float(taken)
            moved = moved + rate * factor * (drawn.samples[key] - drawn.figures[key].value)
    unmodelled = _unmodelled_samples(case, drawn)
    return np.asarray(moved + slope * (unmodelled - found.unmodelled.mean))
