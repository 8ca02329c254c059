"""Which pad and launcher carry which ship to which station.

Every pair of the catalogue that belongs together.

Limits: those of the velocity budget (`visviva.launch.budget`); a corridor that was never flown or
allowed counts as closed; politics, crew rating and pads that were never built for the ship are not
looked at.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from visviva.assessment.case import Case
from visviva.assessment.checks.lift import Lifted
from visviva.assessment.evaluate import Evaluation, evaluate
from visviva.assessment.models.first_orbit import mass_of, turn_cost, turn_of
from visviva.assessment.protocol import Effort
from visviva.assessment.registry import Registry
from visviva.assessment.sampling import SampledInputs, sample_inputs
from visviva.assessment.study import load_study, with_settings
from visviva.assessment.study_values import LoadedStudy, MissionStudy
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.data.schema.craft import ShipFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.launch.budget import PARKING_HEIGHT

#: Columns of the table.
COLUMNS = (
    "site",
    "station",
    "vehicle",
    "spacecraft",
    "min_inclination_deg",
    "turn_deg",
    "turn_cost_m_s",
    "payload_kg",
    "needed_kg",
    "margin_kg",
    "margin_m_s",
    "probability",
    "verdict",
)
#: The study that every row is a variation of.
_BASE = "soyuz-tiangong"


def reach_rows(
    *,
    sites: tuple[str, ...] = (),
    stations: tuple[str, ...] = (),
    vehicles: tuple[str, ...] = (),
    ships: tuple[str, ...] = (),
    samples: int = 1000,
    seed: int = 0,
    catalogue: Catalogue | None = None,
) -> list[dict[str, Any]]:
    """Rows of the pad x station x vehicle table, ordered by station, site, vehicle and ship.

    Parameters
    ----------
    sites, stations, vehicles, ships : tuple of str
        Only these; empty means all. A launcher goes with the sites it flies from and with the ships
        of its country, unless both a vehicle and a site, or a ship, are named.
    samples, seed : int
        Of the figures' spreads.

    Returns
    -------
    list of dict
        Keys of the command's contract; `payload_kg` is what the launcher brings into the station's
        own plane, the turn included; `margin_m_s` is that of the best way to pay.

    Raises
    ------
    UnknownNameError
        If a name is not in the catalogue.

    Examples
    --------
    >>> row = reach_rows(sites=("vostochny",), stations=("tiangong",), vehicles=("soyuz-2.1a",),
    ...     samples=200)[0]
    >>> row["turn_deg"], row["verdict"]
    (10.41, 'no')
    """
    facts = catalogue or Catalogue.bundled()
    base = load_study(_BASE)
    registry = Registry()
    kind = registry.kind(base.kind)
    checks = [registry.check(name) for name in kind.checks]
    rows = []
    for station in [facts.station(n).slug for n in stations or facts.names("station", active=True)]:
        for site, vehicle, ship in _triples(facts, sites, vehicles, ships):
            study = _varied(base, site, vehicle, ship, station)
            case = kind.resolve(study, facts, Effort(quick=True, trial=True))
            drawn = sample_inputs(kind.inputs(case), seed, samples)
            rows.append(_row(case, drawn, evaluate(checks, case, drawn)))
    return rows


def _triples(
    facts: Catalogue, sites: tuple[str, ...], vehicles: tuple[str, ...], ships: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    for site in [facts.site(n).slug for n in sites or facts.names("site", active=True)]:
        for vehicle in (facts.vehicle(n) for n in vehicles or facts.names("vehicle", active=True)):
            if not (sites and vehicles) and site not in vehicle.sites:
                continue
            for ship in (facts.ship(n) for n in ships or facts.names("ship", active=True)):
                if ships or _belongs(ship, vehicle):
                    yield site, vehicle.slug, ship.slug


def _belongs(ship: ShipFact, vehicle: VehicleFact) -> bool:
    """Whether a launcher may carry a crewed ship: its own, or one of its country that is near it.

    A launcher whose heaviest payload is under half the ship is no candidate.
    """
    if ship.crew_max == 0:
        return False
    heaviest = max((row.payload_kg.value for row in vehicle.payloads), default=0.0)
    near = ship.country == vehicle.country and heaviest >= 0.5 * ship.mass_kg.value
    return vehicle.slug in ship.launchers or near


def _varied(
    base: LoadedStudy[MissionStudy], site: str, vehicle: str, ship: str, station: str
) -> LoadedStudy[MissionStudy]:
    return with_settings(
        base,
        f"launch.site={site}",
        f"launch.vehicle={vehicle}",
        f"spacecraft.name={ship}",
        f"target.station={station}",
    )


def _row(case: Case, drawn: SampledInputs, result: Evaluation) -> dict[str, Any]:
    ship, station = case.ship, case.station
    assert ship is not None
    assert station is not None
    lifted: Lifted = result.outcomes["lift"].known()
    turn = turn_of(lifted.plane, drawn)
    turned = lifted.plane.plane_change > 0.0
    height = np.full(drawn.n, PARKING_HEIGHT)
    mass = mass_of(case, drawn)
    start = lifted.plane.start_inclination
    before = lifted.launcher.capability(start, height, height, None).payload().samples
    after = before
    margin = lifted.margin
    if turned:
        wanted = math.radians(float(np.median(drawn.samples["target.inclination_deg"])))
        after = lifted.launcher.capability(start, height, height, wanted).payload().samples
        best = result.margin("turn-budget")
        margin = margin if best is None else best
    interval = Interval.of_samples(after)
    return {
        "site": case.site.slug,
        "pad": case.pad.key,
        "station": station.slug,
        "vehicle": case.vehicle.slug,
        "spacecraft": ship.slug,
        "min_inclination_deg": round(math.degrees(start), 2),
        "turn_deg": round(math.degrees(lifted.plane.plane_change), 2),
        "turn_cost_m_s": round(turn_cost(turn)),
        "payload_kg": round(float(np.median(after))),
        "interval_90_kg": [round(interval.low), round(interval.high)],
        "payload_before_turn_kg": round(float(np.median(before))),
        "needed_kg": round(float(np.median(mass))),
        "margin_kg": round(float(np.median(after - mass))),
        "margin_m_s": round(float(np.median(margin))),
        "probability": round(result.decision.probability or 0.0, 3),
        "docks": station.accepts(ship),
        "verdict": result.decision.verdict,
        "corridor": lifted.plane.corridor,
        "sources": _sources(case, lifted, drawn),
    }


def _sources(case: Case, lifted: Lifted, drawn: SampledInputs) -> list[str]:
    """Pad, corridor, station, ship and the payloads behind the launcher's losses."""
    wanted = [f"site.pads.{case.pad.key}.lat_deg", "target.inclination_deg", "spacecraft.mass_kg"]
    found = [drawn.figures[key].source for key in wanted if key in drawn.figures]
    return list(dict.fromkeys([*found, lifted.plane.source, *lifted.launcher.calibrated_on]))
