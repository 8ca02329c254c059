"""What a launcher lifts, the one answer behind every door: flown along the way that is found.

`launch payload`, `launch map`, `launch ascent` and a study's check ask here, so that they tell one
payload, one interval and one price for one question.

Limits: those of `visviva.launch.performance` and of `visviva.analysis.launch_route`.
"""

from dataclasses import dataclass, replace
from math import degrees
from typing import Any

import numpy as np

from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.launch_route import Price, Route, find_route
from visviva.analysis.launch_route_words import say
from visviva.analysis.payload import calibrations_for
from visviva.analysis.payload_spread import (
    SEED,
    FigureDraw,
    Posterior,
    draw_figures,
    draw_unmodelled,
    payload_samples,
    posterior,
    spare_samples,
)
from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.uncertain import Interval, stream
from visviva.errors import ConvergenceError
from visviva.launch.flown_floors import Reached, floors_of
from visviva.launch.mission import Mission
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.program import AscentConstraints
from visviva.launch.performance import (
    MarginResult,
    PayloadResult,
    delta_v_margin,
    payload,
    payload_rates,
)
from visviva.launch.unmodelled import unmodelled_delta_v_of
from visviva.launch.vehicle import Vehicle

#: Heights of circular orbits that are asked for where a higher one has no answer, m: about where
#: a last stage that is lit once ends.
EASIER = (3000e3, 1500e3)
#: How late a turn of unknown time begins at most, as a share of the velocity lost between turning
#: at once and waiting until the next stage is spent: an assumption. What the makers of H-IIA state
#: for Sun-synchronous orbits (3,600 to 4,400 kg to 800 km) lies at 0.16 to 0.30.
LATEST = 0.5


@dataclass(frozen=True, slots=True)
class LiftQuestion:
    """A launcher on a pad, an orbit, the way to it, and what is known of the launcher.

    `constraints` are the caller's own headings and drop zones, in place of the way's.
    """

    case: LaunchCase
    orbit: TargetOrbit
    route: Route
    draw: FigureDraw
    known: Posterior
    constraints: AscentConstraints | None = None

    @property
    def mission(self) -> Mission:
        """Pad and orbit, along the way."""
        place, orbit = self.case.place, self.orbit
        return Mission(
            place.latitude,
            orbit.perigee,
            orbit.apogee,
            orbit.inclination,
            self.route.southward,
            self.route.turn,
            place.longitude,
        )

    @property
    def flown_constraints(self) -> AscentConstraints | None:
        """AscentConstraints of the ascent: the caller's own, else the headings of the way."""
        if self.constraints is not None and self.constraints.headings:
            return self.constraints
        if not self.route.headings:
            return self.constraints
        return replace(self.constraints or AscentConstraints(), headings=self.route.headings)


@dataclass(frozen=True, slots=True)
class FlownPayload:
    """A flown payload, and samples of it, kg, shape ``(n,)``."""

    found: PayloadResult
    samples: Array

    @property
    def interval(self) -> Interval:
        """90 % of the samples."""
        return Interval.of_samples(self.samples)


@dataclass(frozen=True, slots=True)
class IntervalOf:
    """The interval of any payload of a launcher, for a map of them."""

    asked: LiftQuestion

    def __call__(self, vehicle: Vehicle, best: Optimum) -> Interval:
        """90 % about the payload of an optimum."""
        asked, rates = self.asked, payload_rates(best)
        samples = payload_samples(
            asked.case.fact, vehicle, best.payload, rates, asked.draw, asked.known
        )
        return Interval.of_samples(samples)


def question(
    case: LaunchCase,
    orbit: TargetOrbit,
    *,
    route: Route | None = None,
    southward: bool | None = None,
    turn: bool = False,
    constraints: AscentConstraints | None = None,
    crewed: bool = False,
) -> LiftQuestion:
    """What is asked of a launcher, with the figures as its fact has them.

    `turn` allows a turn of the plane on the way, which is flown where it is cheaper.
    """
    way = route or find_route(
        case.site_fact,
        degrees(case.place.latitude),
        degrees(orbit.inclination),
        case.vehicle,
        pad=case.pad,
        southward=southward,
    )
    if turn and not way.turn:
        way = replace(way, turn=True)
    rows = calibrations_for(case.fact)
    fit = unmodelled_delta_v_of(case.vehicle, rows)
    draw = draw_figures(case.fact, crewed=crewed)
    asked = reached(case.site, orbit)
    floors = floors_of(case.fact.slug)
    known = posterior(case.fact, draw, fit, draw_unmodelled(fit), rows, asked, floors)
    return LiftQuestion(case, orbit, way, draw, known, constraints)


def reached(site: str, orbit: TargetOrbit) -> Reached:
    """An orbit from a site as the record has it."""
    low, high = sorted((orbit.perigee / 1e3, orbit.apogee / 1e3))
    return Reached(site, low, high, degrees(orbit.inclination))


def find_lift(asked: LiftQuestion, *, start: Optimum | None = None) -> FlownPayload:
    """Heaviest payload along the way, with its samples.

    Raises
    ------
    ConvergenceError
        If no ascent is found; `fields["missing_m_s"]` where the orbit is out of reach.
    """
    try:
        found = _flown(asked, start)
    except ConvergenceError as err:
        if "missing_m_s" not in err.fields:
            _out_of_reach_already(asked)
        raise
    late = late_of(asked)
    dearer = np.zeros(())
    if late is not None:
        dearer = _lateness(asked) * -min(find_margin(late, found.payload)[0].margin, 0.0)
    samples = payload_samples(
        asked.case.fact,
        asked.case.vehicle,
        found.payload,
        found.rates,
        asked.draw,
        asked.known,
        dearer,
    )
    if late is not None:
        # The flight behind it is the cheapest way's.
        found = replace(found, payload=float(np.median(samples)))
    return FlownPayload(replace(found, interval=Interval.of_samples(samples)), samples)


def late_of(asked: LiftQuestion) -> LiftQuestion | None:
    """The question along the dearest way that the facts leave open; None where they leave none."""
    own = asked.constraints is not None and bool(asked.constraints.headings)
    if own or not asked.route.late:
        return None
    return replace(asked, route=replace(asked.route, headings=asked.route.late, late=()))


def _lateness(asked: LiftQuestion) -> Array:
    """How near to the dearest way each sample is, shape ``(n,)``: nothing tells, up to `LATEST`."""
    return np.asarray(stream(SEED, "route.late").uniform(0.0, LATEST, size=asked.draw.n))


def _out_of_reach_already(asked: LiftQuestion) -> None:
    """Refuse an orbit for which no ascent was found where an easier one is out of reach.

    Easier: with every heading allowed, then lower in perigee and apogee. Payload never rises with
    height, so that what is missing there is missing here at least.

    Raises
    ------
    ConvergenceError
        With ``missing_m_s`` and ``at_least``.
    """
    free = replace(asked, constraints=None, route=replace(asked.route, headings=()))
    low, tilt = asked.orbit.perigee, asked.orbit.inclination
    easier = [free] if asked.route.turn and asked.flown_constraints is not None else []
    easier += [replace(free, orbit=TargetOrbit(h, h, tilt)) for h in EASIER if h < low]
    for other in easier:
        try:
            _flown(other, None)
        except ConvergenceError as err:
            missing = err.fields.get("missing_m_s")
            if missing is None:
                continue
            raise ConvergenceError(
                why(
                    "easier",
                    low=(other.orbit.perigee / 1e3, 0),
                    high=(other.orbit.apogee / 1e3, 0),
                    vehicle=asked.case.vehicle.name,
                    missing=(float(missing), 0),
                ),
                advice=err.advice,
                missing_m_s=missing,
                at_least=True,
            ) from err
        else:
            # What is lifted to an easier orbit says nothing of this one.
            return


def _flown(asked: LiftQuestion, start: Optimum | None) -> PayloadResult:
    mission = asked.mission
    return payload(
        asked.case.vehicle,
        mission.latitude,
        mission.longitude,
        mission.perigee,
        mission.apogee,
        mission.inclination,
        southward=mission.southward,
        turn=mission.turn,
        constraints=asked.flown_constraints,
        unmodelled=asked.known.fit,
        start=start,
        follow=False,
    )


def find_margin(
    asked: LiftQuestion, mass: float, *, start: Optimum | None = None
) -> tuple[MarginResult, Array]:
    """Velocity left with `mass` kg on top, flown so, and samples of it, m/s, shape ``(n,)``.

    Raises
    ------
    ConvergenceError
        If no ascent with that mass is found.
    """
    found = delta_v_margin(
        asked.case.vehicle,
        asked.mission,
        mass,
        unmodelled=asked.known.fit.mean,
        constraints=asked.flown_constraints,
        start=start,
    )
    samples = spare_samples(asked.case.fact, found, asked.draw, asked.known)
    late = late_of(asked)
    if late is not None:
        dearest, _ = find_margin(late, mass)
        samples = samples + _lateness(asked) * (dearest.margin - found.margin)
    return found, samples


def price_of(asked: LiftQuestion, lift: FlownPayload) -> Price | None:
    """What the bends of the way cost; None where no straight ascent is found to compare with.

    The velocity that a straight ascent keeps with the same payload on top.
    """
    straight = straight_of(asked)
    if straight is None:
        return Price(0.0, lift.found.payload)
    try:
        best = find_lift(straight)
        left, _ = find_margin(straight, lift.found.payload, start=best.found.optimum)
    except ConvergenceError:
        return None
    return Price(float(max(left.margin, 0.0)), float(best.found.payload))


def price_at(asked: LiftQuestion, mass: float, margin: float) -> Price | None:
    """As `price_of`, for an ascent with `mass` kg and a `margin` in m/s; one solve less."""
    straight = straight_of(asked)
    if straight is None:
        return Price(0.0)
    try:
        left, _ = find_margin(straight, mass)
    except ConvergenceError:
        return None
    return Price(max(left.margin - margin, 0.0))


def straight_of(asked: LiftQuestion) -> LiftQuestion | None:
    """The same question flown straight into the nearest plane; None where the way is straight."""
    constraints = asked.flown_constraints
    if not asked.route.turn and (constraints is None or not constraints.headings):
        return None
    return replace(
        asked,
        route=replace(asked.route, headings=(), turn=False, late=()),
        constraints=None if asked.constraints is None else replace(asked.constraints, headings=()),
        orbit=replace(asked.orbit, inclination=asked.mission.reachable_inclination),
    )


def corridor_keys(asked: LiftQuestion, price: Price | None) -> dict[str, Any]:
    """Which way was flown, whether it is declared, and what its bends cost."""
    constraints, route = asked.constraints, asked.route
    own = () if constraints is None else constraints.headings
    bands = [sorted({round(degrees(low), 3), round(degrees(high), 3)}) for _, low, high in own]
    return {
        "kind": "declared" if own else route.kind,
        "heading_deg": [a for band in bands for a in band]
        if own
        else [round(heading, 2) for heading in route.heading_deg],
        "dogleg_m_s": None if price is None else round(price.delta_v, 1),
        "straight_payload_kg": None if price is None else price.straight_payload,
        "note": say("asked") if own else route.note,
        "source": "" if own else route.source,
    }
