"""Flown launches from Sohae as scenes, priors and observations.

Read from ../shared/data and the bundled facts.
"""

import json
from math import pi, radians
from pathlib import Path

from visviva.analysis.launch_inputs import spreads_of
from visviva.core.uncertain import Uncertain
from visviva.data.catalogue import Catalogue
from visviva.launch.flown.dogleg import Flight, Scene, observations, orbit_axis, steering_prior
from visviva.launch.flown.posterior import Observed

Case = tuple[Flight, dict[str, Uncertain], tuple[Observed, ...]]


def _prior(slug: str) -> dict[str, Uncertain]:
    fact = Catalogue.bundled().vehicle(slug)
    prior = spreads_of(fact)
    if fact.fairing is not None:
        prior["fairing"] = Uncertain(*_range(fact.fairing.mass_kg), "uniform")
    row = fact.payloads[0].payload_kg
    return prior | {"payload": Uncertain(row.value, row.low, row.high)}


def _range(figure) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    return figure.value, figure.low, figure.high


def unha3_2012(shared: Path) -> Case:
    """Radar track and orbit of 2012-12-12.

    Downrange is good to some 20 km (90 %), altitude taken to 5 km.
    """
    flight = json.loads((shared / "launch/vehicles/unha3_2012_12_flight.json").read_text())
    orbit, seen = flight["orbit"], [e for e in flight["events"] if "downrange_km" in e]
    pad = next(p for p in Catalogue.bundled().site("sohae").pads if p.key == "old")
    low, high = orbit["perigee_km"] * 1e3, orbit["apogee_km"] * 1e3
    scene = Scene(
        radians(pad.lat_deg.value),
        radians(pad.lon_deg.value),
        Catalogue.bundled().vehicle("unha-3").build(),
        orbit_axis(low, high),
        track=tuple(float(e["t_s"]) for e in seen),
    )
    prior = _prior("unha-3") | steering_prior(
        [(pi, radians(2)), (pi, radians(5)), (radians(192.3), radians(15))], coast_max=150.0
    )
    observed = observations(
        time=None,
        altitude=(low + 0.1 * (high - low), 15e3),
        climb=30.0,
        speed=5.0,
        inclination=(radians(orbit["i_deg"]), 1e-3),
        weight_ratio=(1.3, 0.3),
        track=[(e["altitude_km"] * 1e3, 3e3) for e in seen],
        downrange=[(e["downrange_km"] * 1e3, 12e3) for e in seen],
    )
    return Flight(scene), prior, observed


def chollima1_2023(shared: Path) -> Case:
    """Orbit at T+705 s (KCNA), 493 x 512 km at 97.4 deg, and the two drop zones of the notices."""
    notices = json.loads((shared / "launch/warnings/warnings.json").read_text())
    zones = next(n for n in notices if n["id"] == "dprk-2023-chollima1")["approximate_centres"]
    spread = zones["uncertainty_km"] * 1e3 / 1.645
    fact = Catalogue.bundled().vehicle("chollima-1")
    pad = next(p for p in Catalogue.bundled().site("sohae").pads if p.key == "coastal")
    row = fact.payloads[0]
    scene = Scene(
        radians(pad.lat_deg.value),
        radians(pad.lon_deg.value),
        fact.build(),
        orbit_axis(row.perigee_km.value * 1e3, row.apogee_km.value * 1e3),
        zones=tuple(
            (k, radians(zones[a][0]), radians(zones[a][1])) for k, a in ((1, "A"), (2, "C"))
        ),
    )
    prior = _prior("chollima-1") | steering_prior(
        [(radians(196), radians(3)), (radians(165), radians(12)), (radians(191), radians(12))],
        coast_max=200.0,
    )
    observed = observations(
        time=(705.0, 1.0),
        altitude=(507e3, 8e3),
        climb=15.0,
        speed=5.0,
        inclination=(radians(97.4), 1e-3),
        weight_ratio=(1.425, 0.106),
        zones=((1, spread), (2, spread)),
    )
    return Flight(scene), prior, observed
