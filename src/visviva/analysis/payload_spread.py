"""How sure a payload is: samples of the unmodelled velocity and the stage figures, carried along.

One posterior for every door: the velocity that published figures are too good by, fitted on
published payloads and capped sample by sample by what has flown, and the spread of the stage
figures, less what that fit has already taken up. Both are velocities; what a velocity more or less
does to the payload follows the rocket equation of the same stages, which bends where the payload is
light, with the slope of the flown ascent at its optimum.

Limits: first order in each figure; the bend is that of empty space.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visviva.core.arrays import Array
from visviva.core.uncertain import Uncertain, stream
from visviva.data.schema.figure import Figure
from visviva.data.schema.vehicle import VehicleFact
from visviva.launch.budget import BudgetVehicle, ideal_delta_v
from visviva.launch.calibration import Calibration
from visviva.launch.flown_floors import FlownFloor, Reached, most_telling, under_floor
from visviva.launch.performance import MarginResult
from visviva.launch.unmodelled import UnmodelledDeltaV
from visviva.launch.vehicle import Vehicle

#: Samples and seed of an answer that is not asked for others: those of a study.
SAMPLES, SEED = 4000, 1
#: Name of the stream of the unmodelled velocity.
UNMODELLED_STREAM = "model.nuisance_m_s"
#: And of what a flight to one orbit does not say of another.
FLOOR_STREAM = "model.flown_floor"
#: Names of a stage's figures in the facts and in the sensitivities, with the factor to SI.
STAGE_RATES = (
    ("dry_mass_kg", "dry_mass", 1.0),
    ("propellant_mass_kg", "propellant_mass", 1.0),
    ("thrust_vacuum_kn", "thrust_vacuum", 1e3),
    ("isp_vacuum_s", "specific_impulse_vacuum", 1.0),
)
#: Masses that are carried a part of the way, and their names in the sensitivities.
MASS_RATES = (
    ("fairing.mass_kg", "fairing"),
    ("escape_tower.mass_kg", "fairing"),
    ("adapter_mass_kg", "adapter"),
)
#: Two ascents with one payload agree this well, m/s: so much less than a flight left is missing.
ACCURATE = 1.0
#: Points of the curve of payload over velocity.
CURVE = 400


@dataclass(frozen=True, slots=True)
class FigureDraw:
    """Samples of a launcher's figures, by ``"vehicle.<path>"``, in the unit of the field.

    `best` holds what they are drawn about, each sample has shape ``(n,)``.
    """

    n: int
    best: Mapping[str, float]
    samples: Mapping[str, Array]
    crewed: bool = False


@dataclass(frozen=True, slots=True)
class Posterior:
    """The unmodelled velocity: what it rests on, and samples of it, m/s, shape ``(n,)``.

    `floor` is the flight of the record that moved it most, if one did.
    """

    fit: UnmodelledDeltaV
    samples: Array
    floor: FlownFloor | None = None


def stage_path(key: str, field: str) -> str:
    """Dotted path of a stage's figure, the key in quotes where it holds a dot itself."""
    return f"stages.{_quoted(key)}.{field}"


def _quoted(key: str) -> str:
    return f'"{key}"' if "." in key else key


def figures_of(fact: VehicleFact, *, crewed: bool) -> dict[str, Figure]:
    """Figures of a launcher whose spread moves its payload, by ``"vehicle.<path>"``."""
    found: dict[str, Figure | None] = {}
    for stage in fact.stages:
        for name, _, _ in STAGE_RATES:
            found[f"vehicle.{stage_path(stage.key, name)}"] = getattr(stage, name)
    found["vehicle.fairing.mass_kg"] = fact.fairing.mass_kg if fact.fairing else None
    found["vehicle.adapter_mass_kg"] = fact.adapter_mass_kg
    if crewed and fact.escape_tower is not None:
        found["vehicle.escape_tower.mass_kg"] = fact.escape_tower.mass_kg
    return {key: figure for key, figure in found.items() if figure is not None}


def draw_figures(fact: VehicleFact, *, crewed: bool) -> FigureDraw:
    """Samples of a launcher's figures as its fact has them, the same that a study draws."""
    figures = figures_of(fact, crewed=crewed)
    samples = {
        key: figure.uncertain().sample(stream(SEED, key), SAMPLES)
        for key, figure in figures.items()
    }
    return FigureDraw(SAMPLES, {k: f.value for k, f in figures.items()}, samples, crewed)


def draw_unmodelled(fit: UnmodelledDeltaV) -> Array:
    """Samples of the unmodelled velocity before any flight caps it, m/s."""
    spread = Uncertain.about(fit.mean, fit.half_width)
    return spread.sample(stream(SEED, UNMODELLED_STREAM), SAMPLES)


def posterior(
    fact: VehicleFact,
    draw: FigureDraw,
    fit: UnmodelledDeltaV,
    drawn: Array,
    rows: Sequence[Calibration],
    asked: Reached | None = None,
    floors: Sequence[FlownFloor] = (),
) -> Posterior:
    """The unmodelled velocity after what has flown, its centre and spread those of the samples.

    A flown payload is a floor under the capability: with the figures of each sample, no more can be
    missing than that flight left room for.

    Parameters
    ----------
    fact : VehicleFact
    draw : FigureDraw
    fit : UnmodelledDeltaV
        What the samples were drawn from.
    drawn : ndarray of shape (n,)
        Samples of the velocity, m/s.
    rows : sequence of Calibration
        Flown ones of this launcher cap it.
    asked : Reached, optional
        The orbit that is asked about.
    floors : sequence of FlownFloor
        Flights of the record: the one that says most of that orbit is taken up.
    """
    floor = None if asked is None else most_telling(floors, asked, fit.mean, fit.sigma)
    if floor is not None and asked is not None:
        noise = stream(SEED, FLOOR_STREAM).standard_normal((draw.n, 2))
        drawn = under_floor(
            drawn,
            noise,
            _left(fact, draw, fit, floor.left, floor.rates),
            mean=fit.mean,
            sigma=fit.sigma,
            scatter=floor.scatter(asked),
        )
    most = np.full(draw.n, np.inf)
    for row in rows:
        if row.flown and row.vehicle == fact.slug:
            left = _left(fact, draw, fit, row.unmodelled_delta_v, row.rates)
            most = np.minimum(most, left - ACCURATE)
    samples = np.minimum(drawn, most)
    centred = UnmodelledDeltaV(
        float(np.median(samples)), float(np.std(samples)), fit.basis, fit.used
    )
    return Posterior(centred, np.asarray(samples), floor)


def _left(
    fact: VehicleFact,
    draw: FigureDraw,
    fit: UnmodelledDeltaV,
    best: float,
    rates: Mapping[str, float],
) -> Array:
    """What a flight left with the figures of each sample, m/s, shape ``(n,)``.

    The samples are about a fit that has taken its share of a figure up already.
    """
    left = np.full(draw.n, best)
    for key, _, stage, factor in figure_rates(fact, crewed=draw.crewed):
        if key in draw.samples:
            off = factor * (draw.samples[key] - draw.best[key])
            left = left + (rates.get(stage, 0.0) - _taken(fit.used, stage)) * off
    return left


def figure_rates(fact: VehicleFact, *, crewed: bool) -> list[tuple[str, str, str, float]]:
    """Sampled figures: their path, their name in an ascent and in a fit, and the factor to SI."""
    out = [
        (
            f"vehicle.{stage_path(stage.key, field)}",
            f"{k}.{attribute}",
            f"{stage.key}/{attribute}",
            factor,
        )
        for k, stage in enumerate(fact.stages)
        for field, attribute, factor in STAGE_RATES
    ]
    return out + [
        (f"vehicle.{path}", name, name, 1.0)
        for path, name in MASS_RATES
        if crewed or not path.startswith("escape")
    ]


def _taken(used: Sequence[Calibration], stage: str) -> float:
    """What a fit has taken up of a stage's figure, m/s per unit."""
    return float(np.mean([c.rates.get(stage, 0.0) for c in used])) if used else 0.0


def payload_samples(
    fact: VehicleFact,
    vehicle: Vehicle,
    payload: float,
    rates: Mapping[str, float],
    draw: FigureDraw,
    known: Posterior,
    dearer: ArrayLike = 0.0,
) -> Array:
    """Samples of the payload about a flown one (kg), with its rates; kg, shape ``(n,)``.

    `dearer` is what the way may cost above the flown one, m/s.

    What the unmodelled velocity has taken up of a stage's figure, fitted on the same vehicle, is
    taken back: a figure that is too high made the fit too high as well.
    """
    slope = rates["unmodelled_delta_v"]
    used = known.fit.used
    missing = known.samples - known.fit.mean + np.asarray(dearer, float)
    for key, name, stage, factor in figure_rates(fact, crewed=draw.crewed):
        if key in draw.samples:
            rate = rates.get(name, 0.0) / slope + _taken(used, stage)
            missing = missing + rate * factor * (draw.samples[key] - draw.best[key])
    return payload_at(vehicle, payload, slope, missing)


def payload_at(vehicle: Vehicle, payload: float, slope: float, missing: Array) -> Array:
    """Payload where `missing` m/s more are missing than at the optimum, kg; never negative.

    Parameters
    ----------
    vehicle : Vehicle
    payload : float
        At the optimum, kg.
    slope : float
        There, kg per m/s (negative).
    missing : ndarray
        m/s.

    Examples
    --------
    >>> from visviva.data.catalogue import Catalogue
    >>> nuri = Catalogue.bundled().vehicle("nuri").build()
    >>> shifts = np.array([0.0, 10.0, 9000.0])
    >>> [round(x) for x in payload_at(nuri, 1900.0, -2.0, shifts)]
    [1900, 1880, 0]
    """
    stages = BudgetVehicle.of(vehicle)
    unit = max(payload, 1e-6 * vehicle.liftoff_mass)
    masses = np.concatenate([[0.0], unit * np.geomspace(1e-2, 10.0, CURVE)])
    velocity = np.asarray(ideal_delta_v(stages, masses), float)
    here = float(ideal_delta_v(stages, payload))
    worth = _worth(stages, payload, unit, slope)
    return np.asarray(np.interp(-(here + worth * missing), -velocity, masses))


def _worth(stages: BudgetVehicle, payload: float, unit: float, slope: float) -> float:
    """How much of the ideal velocity a metre a second of the flown slope is worth."""
    step = 1e-3 * unit
    here = float(ideal_delta_v(stages, payload))
    return (float(ideal_delta_v(stages, payload + step)) - here) / step * slope


def spare_of_payload(
    vehicle: Vehicle, payload: float, slope: float, samples: Array, mass: Array
) -> Array:
    """Velocity left with a mass on top, by samples of the payload that is flown; m/s, ``(n,)``.

    The other way round of `payload_at`: for masses of which no ascent is found, beyond what the
    launcher lifts.

    Parameters
    ----------
    vehicle : Vehicle
    payload : float
        At the optimum, kg.
    slope : float
        There, kg per m/s (negative).
    samples, mass : ndarray
        Payload and what stands on top, kg.

    Examples
    --------
    >>> from visviva.data.catalogue import Catalogue
    >>> nuri = Catalogue.bundled().vehicle("nuri").build()
    >>> lifted = payload_at(nuri, 1900.0, -2.0, np.array([0.0, 50.0]))
    >>> spare_of_payload(nuri, 1900.0, -2.0, lifted, np.array([1900.0, 1900.0])).round(1) + 0.0
    array([  0., -50.])
    """
    stages = BudgetVehicle.of(vehicle)
    left = np.asarray(ideal_delta_v(stages, np.asarray(mass, float)), float)
    lifted = np.asarray(ideal_delta_v(stages, np.asarray(samples, float)), float)
    return np.asarray((left - lifted) / _worth(stages, payload, payload, slope))


def spare_samples(
    fact: VehicleFact, found: MarginResult, draw: FigureDraw, known: Posterior
) -> Array:
    """Samples of the velocity left over by an ascent with its payload on top, m/s."""
    moved = np.full(draw.n, found.margin)
    for key, name, stage, factor in figure_rates(fact, crewed=draw.crewed):
        if key in draw.samples:
            taken = _taken(known.fit.used, stage)
            rate = found.rates.get(name, 0.0) + found.per_unmodelled * taken
            moved = moved + rate * factor * (draw.samples[key] - draw.best[key])
    return np.asarray(moved + found.per_unmodelled * (known.samples - found.unmodelled))
