"""What the launcher of a case can lift, as samples.

The one place that decides how payload is computed.

`flown_performance` flies the optimal ascent and carries spreads along its sensitivities;
`budget_performance` is the quick velocity budget, for the many trials of "what would change it" and
where no ascent is found. The checks see only `LauncherPerformance`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from visviva.assessment.case import Case
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
    from visviva.launch.performance import Nuisance


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


def unmodelled_delta_v(case: Case) -> "Nuisance":
    """The velocity that published figures are too good by, for the launcher of a case."""
    from visviva.analysis.payload import calibrations_for
    from visviva.launch import performance

    known = calibrations_for(case.vehicle)
    if case.loaded.study.launch.blind:
        known = tuple(c for c in known if c.vehicle != case.vehicle.slug)
    return performance.nuisance_of(case.vehicle.build(), known)


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
    """The launcher by optimal ascent.

    Falls back to the velocity budget for an orbit where no ascent is found.
    """
    from visviva.launch import performance

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
        try:
            found = performance.payload(
                vehicle, latitude, longitude, low, high, tilt, turn=turned, nuisance=unmodelled
            )
        except ConvergenceError as err:
            missing = err.fields.get("missing_m_s")
            if missing is not None:
                lacking = np.full(drawn.n, -missing)
                return OrbitCapability(
                    lambda: np.zeros(drawn.n),
                    lambda mass: lacking,
                    say("ascent.out", missing=(missing, 0)),
                )
            method = say("ascent.none", budget=quick.method, reason=err.message)
            return replace(quick.capability(inclination, perigee, apogee, target), method=method)
        samples = np.clip(_carried(case, drawn, found), 0.0, None)
        slope = abs(found.rates["nuisance"])
        return OrbitCapability(lambda: samples, lambda mass: np.asarray((samples - mass) / slope))

    return LauncherPerformance(
        capability, names or quick.calibrated_on, say("ascent", basis=unmodelled.basis)
    )


def _carried(case: Case, drawn: SampledInputs, found: Any) -> Array:
    """Samples of the payload: the optimum, moved along its sensitivities by each figure's drawn.

    What the unmodelled delta-v has taken up of a stage's figure, fitted on the same vehicle, is
    taken back: a figure that is too high made the fit too high as well.
    """
    used = found.nuisance.used
    slope = found.rates["nuisance"]
    moved = np.full(drawn.n, found.payload)
    for k, stage in enumerate(case.vehicle.stages):
        for field, attribute, factor in _STAGE_RATES:
            key = f"vehicle.stages.{quoted(stage.key)}.{field}"
            if key not in drawn.samples:
                continue
            taken = (
                np.mean([c.rates.get(f"{stage.key}/{attribute}", 0.0) for c in used])
                if used
                else 0.0
            )
            rate = found.rates.get(f"{k}.{attribute}", 0.0) + slope * float(taken)
            moved = moved + rate * factor * (drawn.samples[key] - drawn.figures[key].value)
    for path, name in _MASS_RATES:
        key = f"vehicle.{path}"
        if key in drawn.samples and (case.crewed or not path.startswith("escape")):
            taken = np.mean([c.rates.get(name, 0.0) for c in used]) if used else 0.0
            rate = found.rates.get(name, 0.0) + slope * float(taken)
            moved = moved + rate * (drawn.samples[key] - drawn.figures[key].value)
    # A flown payload is a floor under the capability: the unmodelled delta-v cannot be larger than
    # it left room for.
    flown = [c.nuisance for c in used if c.flown and c.vehicle == case.vehicle.slug]
    unmodelled = np.minimum(
        drawn.samples["model.unmodelled_delta_v_m_s"], min(flown, default=np.inf)
    )
    return np.asarray(moved + slope * (unmodelled - found.nuisance.mean))
