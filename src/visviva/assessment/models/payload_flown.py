"""The launcher of a case by optimal ascent, along the way that its site leaves open.

Limits: those of `visviva.analysis.lift`; heights and plane are flown at their middle values.
"""

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np

from visviva.analysis.launch_inputs import LaunchCase, TargetOrbit
from visviva.analysis.launch_route import Price, Route, find_route, keeps_heading
from visviva.analysis.lift import (
    FlownPayload,
    LiftQuestion,
    find_lift,
    price_of,
    reached,
)
from visviva.analysis.lift_margin import margin_beside
from visviva.analysis.payload import calibrations_for
from visviva.analysis.payload_spread import FigureDraw, posterior, spare_of_payload
from visviva.assessment.case import Case
from visviva.assessment.models.payload import LauncherPerformance, OrbitCapability, Payload
from visviva.assessment.models.payload_words import say
from visviva.assessment.sampling import SampledInputs
from visviva.core.arrays import Array
from visviva.core.place import Place
from visviva.data.schema.figure import Figure
from visviva.errors import ConvergenceError, VisvivaError
from visviva.launch import budget
from visviva.launch.calibration import Calibration
from visviva.launch.flown_floors import FlownFloor, floors_of
from visviva.launch.headings import azimuth_of, lowest_deg
from visviva.launch.performance import MarginResult
from visviva.launch.unmodelled import UnmodelledDeltaV, unmodelled_delta_v_of

UNMODELLED = "model.unmodelled_delta_v_m_s"


def rows_for(case: Case) -> tuple[Calibration, ...]:
    """Payload rows that the launcher of a case may be fitted on: not its own in a blind study."""
    known = calibrations_for(case.vehicle)
    if case.loaded.study.launch.blind:
        return tuple(c for c in known if c.vehicle != case.vehicle.slug)
    return known


def floors_for(case: Case) -> tuple[FlownFloor, ...]:
    """Flights that say what the launcher of a case can: not the one it is about, none if blind."""
    launch = case.loaded.study.launch
    if launch.blind:
        return ()
    return floors_of(case.vehicle.slug, but=launch.date.date() if launch.date else None)


def unmodelled_delta_v(case: Case) -> UnmodelledDeltaV:
    """The velocity that published figures are too good by, for the launcher of a case."""
    return unmodelled_delta_v_of(case.vehicle.build(), rows_for(case))


def unmodelled_figure(case: Case) -> Figure:
    """`unmodelled_delta_v` as a figure of the method, for the draw and the table of inputs."""
    found = unmodelled_delta_v(case)
    source = say("unmodelled", basis=found.basis)
    figure = Figure(
        value=found.mean,
        low=found.mean - found.half_width,
        high=found.mean + found.half_width,
        how_known="derived",
        as_of=budget.BUDGET_AS_OF,
        source=source,
    )
    # The schema would keep the English alone.
    return figure.model_copy(update={"source": source})


def flown_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher by optimal ascent; an orbit for which none is found has no answer."""
    fit, rows = unmodelled_delta_v(case), rows_for(case)
    best = {k: f.value for k, f in drawn.figures.items() if k.startswith("vehicle.")}
    draw = FigureDraw(drawn.n, best, drawn.samples, case.crewed)
    floors = floors_for(case)
    launch = _launch_case(case, best)

    def capability(
        inclination: float, perigee: Array, apogee: Array, target: float | None
    ) -> OrbitCapability:
        tilt = inclination if target is None else target
        low, high = float(np.median(perigee)), float(np.median(apogee))
        orbit = TargetOrbit(low, high, tilt)
        asked = reached(launch.site, orbit)
        drawn_losses = drawn.samples[UNMODELLED]
        known = posterior(case.vehicle, draw, fit, drawn_losses, rows, asked, floors)
        route = route_to(case, launch, tilt)
        if case.loaded.study.launch.inclination_deg is not None and target is not None:
            route = _from_stated(launch, route, inclination)
        return _capability(LiftQuestion(launch, orbit, route, draw, known))

    names = tuple(
        say(
            "row.flown",
            payload=(c.payload, 0),
            tilt=(math.degrees(c.inclination), 1),
            source=c.source,
        )
        for c in fit.used
    )
    if floors:
        names = (*names, say("row.floors", count=(len(floors), 0)))
    return LauncherPerformance(capability, names, say("ascent", basis=fit.basis))


def route_to(case: Case, launch: LaunchCase, tilt: float) -> Route:
    """The way from the pad of a case to a plane (rad)."""
    latitude = math.degrees(launch.place.latitude)
    return find_route(case.site, latitude, math.degrees(tilt), launch.vehicle, pad=case.pad.key)


def _from_stated(launch: LaunchCase, route: Route, start: float) -> Route:
    """The way to a plane by way of the one that a study says the launch starts in."""
    latitude, tilt = math.degrees(launch.place.latitude), math.degrees(start)
    azimuth = azimuth_of(tilt, latitude, southward=route.southward)
    held = (keeps_heading(launch.vehicle), math.radians(azimuth), math.radians(azimuth))
    lowest = abs(tilt - lowest_deg(latitude)) < 0.5
    return replace(
        route,
        headings=() if lowest else (held,),
        heading_deg=(azimuth,),
        start_inclination=start,
        turn=True,
    )


def _launch_case(case: Case, best: dict[str, float]) -> LaunchCase:
    paths = {key.removeprefix("vehicle."): value for key, value in best.items()}
    own = {path: value for path, value in paths.items() if not path.startswith("payloads.")}
    vehicle = case.vehicle.build(own, crewed=case.crewed)
    latitude, longitude, _ = case.site.location(case.pad.key)
    place = Place(latitude, longitude, name=case.site.title)
    return LaunchCase(case.vehicle, vehicle, place, case.site.slug, case.site, case.pad.key)


def _too_heavy(
    asked: LiftQuestion, known: FlownPayload | ConvergenceError, why: VisvivaError, mass: Array
) -> Array:
    """Velocity missing, m/s, shape ``(n,)``, where no ascent with that mass was found.

    Raises
    ------
    VisvivaError
        The reason `why`, where neither the payload nor what is missing without one is known.
    """
    if isinstance(known, ConvergenceError):
        missing = known.fields.get("missing_m_s")
        if missing is None:
            raise why
        # With a ship on top, more is missing than with nothing.
        return np.full(asked.draw.n, -float(missing))
    best = known.found
    if not float(np.median(mass)) > best.payload > 0.0:
        raise why
    # What the launcher lifts is flown; more than that does not fly.
    slope = best.rates["unmodelled_delta_v"]
    return spare_of_payload(asked.case.vehicle, best.payload, slope, known.samples, mass)


def _capability(asked: LiftQuestion) -> OrbitCapability:
    """What is flown for one orbit, each ascent once."""

    @lru_cache(maxsize=1)
    def tried() -> FlownPayload | ConvergenceError:
        # A search that fails takes longest: it is not repeated either.
        try:
            return find_lift(asked)
        except ConvergenceError as err:
            return err

    def lift() -> FlownPayload:
        found = tried()
        if isinstance(found, ConvergenceError):
            raise found
        return found

    def payload() -> Payload:
        try:
            found = lift()
        except ConvergenceError as err:
            # Out of reach is an answer; no ascent found is none, and is not made up.
            if "missing_m_s" not in err.fields:
                raise
            missing, least = float(err.fields["missing_m_s"]), bool(err.fields.get("at_least"))
            return Payload(np.zeros(asked.draw.n), 0.0, missing, least)
        return Payload(found.samples, found.found.payload)

    @lru_cache(maxsize=4)
    def flown(at: float) -> tuple[MarginResult, Array] | VisvivaError:
        """The ascent with a craft on top, or why there is none."""
        known = tried()
        lifted = None if isinstance(known, ConvergenceError) else known
        try:
            return margin_beside(asked, at, lifted)
        except VisvivaError as err:
            return err

    def margin(mass: Array) -> Array:
        at, known = float(np.median(mass)), tried()
        with_craft = flown(at)
        if not isinstance(with_craft, VisvivaError):
            found, samples = with_craft
            return np.asarray(samples + found.per_kg * (mass - at))
        return _too_heavy(asked, known, with_craft, mass)

    def method_of(mass: Array) -> str:
        failed = isinstance(flown(float(np.median(mass))), VisvivaError)
        return say("ascent.beyond") if failed and not isinstance(tried(), ConvergenceError) else ""

    def price() -> Price | None:
        try:
            return price_of(asked, lift())
        except ConvergenceError:
            return None

    return OrbitCapability(payload, margin, asked.route, price, method_of)
