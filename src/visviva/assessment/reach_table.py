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

from visviva.assessment.case import Case, resolve
from visviva.assessment.models.payload import budget_lift
from visviva.assessment.models.turn_budget import best_option, options
from visviva.assessment.run import Result, evaluate
from visviva.assessment.sampling import Draw, budget_figures, draw, inputs_of
from visviva.assessment.study import LoadedStudy, load_study
from visviva.core.constants import EARTH_RADIUS
from visviva.core.uncertain import Interval
from visviva.data.catalogue import Catalogue
from visviva.data.schema.craft import ShipFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit.transfer import circular_speed, plane_change

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
    rows = []
    for station in [facts.station(n).slug for n in stations or facts.names("station")]:
        for site, vehicle, ship in _triples(facts, sites, vehicles, ships):
            study = _varied(base, site, vehicle, ship, station)
            case = resolve(study, facts)
            drawn = draw(inputs_of(case) | budget_figures(case), seed, samples)
            lift = budget_lift(case, drawn, facts)
            rows.append(_row(case, drawn, evaluate(case, drawn, lift, with_payload=False)))
    return rows


def _triples(
    facts: Catalogue, sites: tuple[str, ...], vehicles: tuple[str, ...], ships: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    for site in [facts.site(n).slug for n in sites or facts.names("site")]:
        for vehicle in (facts.vehicle(n) for n in vehicles or facts.names("vehicle")):
            if not (sites and vehicles) and site not in vehicle.sites:
                continue
            for ship in (facts.ship(n) for n in ships or facts.names("ship")):
                if ships or _belongs(ship, vehicle):
                    yield site, vehicle.slug, ship.slug


def _belongs(ship: ShipFact, vehicle: VehicleFact) -> bool:
    return vehicle.slug in ship.launchers or ship.country == vehicle.country


def _varied(base: LoadedStudy, site: str, vehicle: str, ship: str, station: str) -> LoadedStudy:
    return base.with_settings(
        f"launch.site={site}",
        f"launch.vehicle={vehicle}",
        f"spacecraft.name={ship}",
        f"target.station={station}",
    )


def _row(case: Case, drawn: Draw, result: Result) -> dict[str, Any]:
    ship, station = case.ship, case.station
    assert ship is not None
    assert station is not None
    wanted = drawn.samples["target.inclination_deg"]
    start = np.full(drawn.n, result.reached.start_inclination)
    turn = np.abs(np.radians(wanted) - start) if result.reached.turn > 0.0 else np.zeros(drawn.n)
    height = np.full(drawn.n, PARKING_HEIGHT)
    mass = drawn.samples["spacecraft.mass_kg"]
    target = math.radians(float(np.median(wanted))) if turn.any() else None
    start_tilt = result.reached.start_inclination
    before = result.lift.capability(start_tilt, height, height, None).payload()
    after = (
        before
        if target is None
        else result.lift.capability(start_tilt, height, height, target).payload()
    )
    spare = result.margins["lift"]
    margin = spare
    if turn.any():
        reserve = result.margins.get("ship-budget", np.zeros(drawn.n))
        margin = best_option(options(turn, spare, reserve, _radius(case))).margin
    interval = Interval.of_samples(after)
    turned = round(math.degrees(result.reached.turn), 2)
    cost = float(np.median(plane_change(circular_speed(EARTH_RADIUS + PARKING_HEIGHT), turn)))
    return {
        "site": case.site.slug,
        "pad": case.pad.key,
        "station": station.slug,
        "vehicle": case.vehicle.slug,
        "spacecraft": ship.slug,
        "min_inclination_deg": round(math.degrees(result.reached.start_inclination), 2),
        "turn_deg": turned,
        "turn_cost_m_s": round(cost),
        "payload_kg": round(float(np.median(after))),
        "interval_90_kg": [round(interval.low), round(interval.high)],
        "payload_before_turn_kg": round(float(np.median(before))),
        "needed_kg": round(float(np.median(mass))),
        "margin_kg": round(float(np.median(after - mass))),
        "margin_m_s": round(float(np.median(margin))),
        "probability": round(result.probability, 3),
        "docks": station.accepts(ship),
        "verdict": result.verdict,
        "corridor": result.reached.corridor,
        "sources": _sources(case, result, drawn),
    }


def _radius(case: Case) -> float:
    return EARTH_RADIUS + 500.0 * (
        case.orbit_figure("perigee_km").value + case.orbit_figure("apogee_km").value
    )


def _sources(case: Case, result: Result, drawn: Draw) -> list[str]:
    """Pad, corridor, station, ship and the payloads behind the launcher's losses."""
    wanted = [f"site.pads.{case.pad.key}.lat_deg", "target.inclination_deg", "spacecraft.mass_kg"]
    found = [drawn.figures[key].source for key in wanted if key in drawn.figures]
    return list(dict.fromkeys([*found, result.reached.source, *result.lift.calibrated_on]))
