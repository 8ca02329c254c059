"""A dog-leg whose first heading is hardly known widens the interval by how late it may turn."""

from math import radians

from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.launch_route import find_route
from visviva.analysis.lift import find_lift, find_margin, late_of, question


def test_a_sun_synchronous_h2a_holds_what_its_makers_state() -> None:
    case = LaunchCase.of("h-iia-202", "tanegashima")
    asked = question(case, TargetOrbit(800e3, 800e3, radians(98.6)))
    lift = find_lift(asked)
    # JAXA and MHI: 3,600 kg in summer to 4,400 kg in winter.
    assert lift.interval.low < 3600.0
    assert lift.interval.high > 4400.0
    assert lift.interval.low < lift.found.payload < lift.interval.high
    _, left = find_margin(asked, 4000.0)
    assert abs((left >= 0.0).mean() - (lift.samples >= 4000.0).mean()) < 0.08


def test_a_known_dogleg_leaves_nothing_open() -> None:
    case = LaunchCase.of("h-iia-202", "tanegashima")
    station = find_route(case.site_fact, 30.4, 51.64, case.vehicle, pad=case.pad)
    assert station.kind == "declared"
    assert [round(a) for a in station.heading_deg] == [108, 134]
    assert not station.late
    sohae = LaunchCase.of("chollima-1", "sohae")
    declared = question(sohae, TargetOrbit(500e3, 500e3, radians(97.4)))
    assert declared.route.headings
    assert late_of(declared) is None
