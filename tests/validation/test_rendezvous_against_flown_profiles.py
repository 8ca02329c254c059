"""A whole rendezvous against flown ones, and its safety against an independent propagation.

Source: shared/data/crew/launches_docking.csv (docking times), Progress MS-09's 114 m/s to climb
from 200 x 242 to 419 km. Asked: docking within 5 min of the flown profile, velocity within 10 %,
passively safe. Safety is flown again with `visviva.orbit.numerical`: EGM2008 to degree 20, Sun and
Moon.
"""

from pathlib import Path

import numpy as np
import pytest

from visviva.analysis.crewed_flight import crew_case
from visviva.analysis.rendezvous import Meeting, plan_rendezvous
from visviva.core.time import Epoch
from visviva.crew.dynamics import World, insertion_state
from visviva.crew.liftoff.phasing import drift_of_node, raise_cost
from visviva.crew.rendezvous.plan import plan
from visviva.data.catalogue import Catalogue
from visviva.orbit.forces import ForceModel
from visviva.orbit.gp import gp_state_gcrf, read_elements
from visviva.orbit.numerical import propagate_numerical

FLOWN = [
    ("soyuz-ms", "baikonur", "2020-10-14T05:45:04Z", "2020-10-14T08:48:50Z"),
    ("soyuz-ms", "baikonur", "2025-04-08T05:47:15Z", "2025-04-08T08:57:00Z"),
    ("shenzhou", "jiuquan", "2022-11-29T15:08:17Z", "2022-11-29T21:42:00Z"),
]


def _meeting(shared_data: Path, ship: str, site: str, liftoff: str) -> Meeting:
    t = Epoch.parse(liftoff)
    case = crew_case(shared_data / "crew" / "stations.tle", t, site=site, spacecraft=ship)
    return plan_rendezvous(case, t, contingency=False)


@pytest.mark.parametrize(("ship", "site", "liftoff", "docking"), FLOWN)
def test_a_flown_rendezvous(
    shared_data: Path, ship: str, site: str, liftoff: str, docking: str
) -> None:
    found = _meeting(shared_data, ship, site, liftoff)
    assert abs(found.plan.docking - Epoch.parse(docking)) < 300.0
    assert found.plan.safe
    assert found.plan.clearance > 200.0
    assert found.enough
    if ship == "soyuz-ms":
        station = float(np.linalg.norm(found.plan.station[-1, :3])) - 6378137.0
        assert found.plan.delta_v == pytest.approx(raise_cost(200e3, 242e3, station), rel=0.10)
        assert found.plan.delta_v == pytest.approx(114.0, rel=0.10)


def test_missed_burns_stay_clear_under_another_propagator(shared_data: Path) -> None:
    found = _meeting(shared_data, *FLOWN[0][:3]).plan
    forces = ForceModel.conservative(20)
    for burn in found.burns:
        # The last state of the arc before the burn: the path holds it twice, before and after.
        k = int(np.searchsorted(found.t, burn.t - 1e-6))
        span = found.insertion + burn.t
        ship, station = (
            propagate_numerical(span, y[:3], y[3:], 2.0 * 5560.0, forces, rtol=1e-11)
            for y in (found.ship[k], found.station[k])
        )
        moments = np.arange(0.0, 2.0 * 5560.0, 10.0)
        apart = np.linalg.norm(ship.at(moments)[0] - station.at(moments)[0], axis=-1)
        assert apart.min() > found.keep_out
        if burn.clearance is not None:
            assert apart.min() == pytest.approx(burn.clearance, rel=0.05, abs=60.0)


def test_the_ship_arrives_where_the_plan_says(shared_data: Path) -> None:
    found = _meeting(shared_data, *FLOWN[0][:3]).plan
    k = int(
        np.searchsorted(found.t, next(b.t for b in found.burns if b.name == "final approach") - 1.0)
    )
    assert np.allclose(found.relative()[k, :3], found.hold, atol=1.0)
    assert np.linalg.norm(found.relative()[-1, :3]) < 1.0


@pytest.mark.parametrize(
    ("hours", "gaps"),
    [
        (3.1, (12.5, 15.0, 17.5)),
        pytest.param(5.72, (23.0, 30.0, 37.0, 44.0), marks=pytest.mark.slow),
        pytest.param(50.6, (215.0, 285.0, 355.0), marks=pytest.mark.slow),
    ],
)
def test_every_gap_of_a_profile_has_a_safe_plan_near_the_least_cost(
    hours: float, gaps: tuple[float, ...]
) -> None:
    """Climb of 110 m/s and last hour of 8 m/s, within 10 %: nothing is tuned to one phase."""
    fact = Catalogue.bundled().station("iss").element_sets[0]
    iss = read_elements(f"{fact.line1}\n{fact.line2}\n").elements[0]
    t = Epoch.parse("2020-10-14T05:54:00Z")
    world, station = World.at(t), np.concatenate(gp_state_gcrf(iss, t))
    for gap in np.radians(gaps):
        east = float(drift_of_node(gap, np.radians(51.64), 1.1267e-3))
        ship = insertion_state(world, station, float(gap), 200e3, 242e3, east)
        found = plan(world, ship, station, hours * 3600.0 - 540.0)
        assert found.safe
        assert found.delta_v == pytest.approx(118.0, rel=0.10)
