"""A rendezvous from a lift-off time.

Insertion, plan, tanks, light, radio, and what if a burn is skipped.
"""

from dataclasses import dataclass, replace

import numpy as np

from visviva.analysis.crewed_flight import CrewCase
from visviva.analysis.reasons import why
from visviva.core.arrays import Array
from visviva.core.bodies import shadow_fraction, sun_position_gcrf
from visviva.core.constants import EARTH_RATE, STANDARD_GRAVITY
from visviva.core.frames import gcrf_to_itrf
from visviva.core.geodesy import azimuth_elevation_range, itrf_to_geodetic
from visviva.core.time import DAY_S, Epoch
from visviva.crew.dynamics import World, insertion_state
from visviva.crew.liftoff.claim import Claim, check_claimed_liftoff
from visviva.crew.liftoff.phasing import Profile, drift_of_node
from visviva.crew.liftoff.plane import phase_angle
from visviva.crew.liftoff.window import phase_to_close, windows
from visviva.crew.rendezvous.plan import Plan, plan
from visviva.crew.rendezvous.proximity import lvlh_axes
from visviva.crew.words import SAY
from visviva.data.crewed_tables import radio_sites
from visviva.data.schema.craft import ShipFact
from visviva.errors import ConvergenceError, InputError, RangeError, UnknownNameError
from visviva.orbit.gp import gp_state_gcrf

#: Days of age past which the phase of a station set is not good enough for a plan: a reboost of one
#: kilometre shifts it by 1.2 degrees a day, and the quickest profile takes a range of 6 degrees.
OLDEST_FOR_PLAN_DAYS = 5.0
#: Drag coefficient of a ship in free molecular flow, by its widest section.
SHIP_CD = 2.2
_LEAST_ELEVATION = float(np.radians(7.0))


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A planned rendezvous and what it says about the claim behind it.

    Attributes
    ----------
    plan : Plan
    profile : Profile
    claim : Claim
        Lift-off against the window.
    insertion_s : float
        Lift-off to insertion, s.
    propellant : float or None
        kg; None where the ship's impulse is not known.
    tank, budget : float or None
        Propellant the ship carries, kg, and velocity in its tanks less deorbit, m/s.
    sunlit, sun_ahead : float
        Part of the Sun seen at docking, and angle of the Sun from the direction of approach, rad.
    place : (float, float)
        Latitude and longitude under the docking, rad.
    heard : tuple of str
        Radio sites of the ship's country that see the docking.
    contingencies : tuple of (str, float or None, Epoch or None, bool or None)
        What happened, whole velocity, docking, and whether it stays clear; None where no plan was
        found.
    """

    plan: Plan
    profile: Profile
    claim: Claim
    insertion_s: float
    propellant: float | None
    tank: float | None
    budget: float | None
    sunlit: float
    sun_ahead: float
    place: tuple[float, float]
    heard: tuple[str, ...]
    contingencies: tuple[tuple[str, float | None, Epoch | None, bool | None], ...]

    @property
    def enough(self) -> bool | None:
        """Whether the tanks hold the plan and the deorbit burn."""
        return None if self.budget is None else self.plan.delta_v <= self.budget


def plan_rendezvous(
    case: CrewCase,
    liftoff: Epoch,
    *,
    profile: str | None = None,
    flight_time: float | None = None,
    contingency: bool = True,
) -> Meeting:
    """Plan the rendezvous of a lift-off.

    Parameters
    ----------
    profile : str, optional
        Name; default the quickest whose range holds the to_close.
    flight_time : float, optional
        Lift-off to docking, s, in place of the profile's.
    contingency : bool
        Also plan for a skipped first burn, and for a second attempt a day later.

    Raises
    ------
    RangeError
        If the set is too old, the target lies in another plane, or no profile closes the to_close.
    UnknownNameError
        If the ship has no such profile.
    """
    age = float((liftoff - case.elements.epoch) / DAY_S)
    if abs(age) > OLDEST_FOR_PLAN_DAYS:
        raise RangeError(
            why(
                "old-set" if age > 0 else "young-set",
                age=(abs(age), 1),
                more=(abs(age) - OLDEST_FOR_PLAN_DAYS, 1),
            ),
            advice="give a set within five days",
        )
    near = windows(
        case.elements, case.pad, case.launcher, case.profiles, liftoff - 0.5 * DAY_S, 1.0
    )
    claim = check_claimed_liftoff(liftoff, near, case.elements, case.pad, case.delta_v_margin)
    to_close = _phase_to_close(case, liftoff)
    if claim.turn_cost > case.delta_v_margin and abs(claim.late) > 3.0 * claim.window.sigma:
        raise RangeError(
            why(
                "other-plane",
                angle=(float(np.degrees(claim.plane_error)), 2),
                late=f"{claim.late:+.0f}",
                cost=(claim.turn_cost, 0),
                margin=(case.delta_v_margin, 0),
            ),
            advice=f"lift off at {claim.window.liftoff.iso(0)}",
        )
    chosen = _profile(case, to_close, profile, flight_time)
    ascent, seconds = case.launcher.ascent, flight_time or chosen.flight_time
    insertion = liftoff + ascent.duration
    world = World.at(insertion, ship_drag(case.ship), max(0.0, 12.741621 * case.elements.bstar))
    station = np.concatenate(gp_state_gcrf(case.elements, insertion))
    tilt = float(np.radians(case.elements.inclination_deg))
    # Inside the spread of the lift-off the launcher's guidance is taken to hit the plane.
    late = np.sign(claim.late) * max(0.0, abs(claim.late) - 3.0 * claim.window.sigma)
    east = float(drift_of_node(to_close, tilt, case.mean_motion)) + EARTH_RATE * float(late)
    ship = insertion_state(world, station, to_close, case.insertion[0], case.insertion[1], east)
    found = plan(world, ship, station, seconds - ascent.duration)
    sunlit, sun_ahead = _light(found)
    place, heard = _radio(found, case.ship.country)
    isp, tank = case.ship.isp_s, case.ship.propellant_kg
    used = None
    if isp is not None:
        used = case.ship.mass_kg.value * (
            1.0 - float(np.exp(-found.delta_v / (isp.value * STANDARD_GRAVITY)))
        )
    whole, home = case.ship.delta_v_m_s, case.ship.deorbit_delta_v_m_s
    budget = None if whole is None else whole.value - (home.value if home else 0.0)
    return Meeting(
        found,
        chosen,
        claim,
        ascent.duration,
        used,
        None if tank is None else tank.value,
        budget,
        sunlit,
        sun_ahead,
        place,
        heard,
        _contingencies(world, ship, station, found) if contingency else (),
    )


def ship_drag(ship: ShipFact) -> float:
    """Drag coefficient times area over mass of a ship, m²/kg: `SHIP_CD` over its widest section.

    Raises
    ------
    InputError
        If its width is not known.
    """
    if ship.max_diameter_m is None:
        raise InputError(
            f"{ship.slug} has no max_diameter_m, which its drag follows from",
            advice="add the figure to its fact",
        )
    return SHIP_CD * 0.25 * np.pi * ship.max_diameter_m.value**2 / ship.mass_kg.value


def _phase_to_close(case: CrewCase, liftoff: Epoch) -> float:
    phase = float(phase_angle(case.elements, case.pad, liftoff))
    return float(phase_to_close(phase, case.launcher.ascent, case.mean_motion))


def _profile(
    case: CrewCase, to_close: float, name: str | None, flight_time: float | None
) -> Profile:
    """The profile asked for, or the quickest that fits."""
    if name is None and flight_time is not None:
        return Profile(
            f"{flight_time / 3600.0:.2f} h", 0, flight_time, 0.0, 2.0 * np.pi, "as asked"
        )
    if name is not None:
        for p in case.profiles:
            if p.name == name:
                if flight_time is None:
                    _check_phase(p, to_close)
                return p
        known = ", ".join(p.name for p in case.profiles) or "none"
        raise UnknownNameError(
            f"{case.ship.slug} has no profile {name!r}", advice=f"its profiles are {known}"
        )
    fits = [p for p in case.profiles if p.phase_low <= to_close <= p.phase_high]
    if not fits:
        ranges = "; ".join(
            f"{p.name} {np.degrees(p.phase_low):.0f} to {np.degrees(p.phase_high):.0f}°"
            for p in case.profiles
        )
        raise RangeError(
            why(
                "no-profile",
                angle=(float(np.degrees(to_close)), 1),
                ship=case.ship.slug,
                ranges=ranges or why("none-known"),
            ),
            advice="lift off on another day, or give --flight-time-h",
        )
    return min(fits, key=lambda p: p.flight_time)


def _check_phase(p: Profile, to_close: float) -> None:
    off = max(p.phase_low - to_close, to_close - p.phase_high)
    if off > 0.0:
        raise RangeError(
            why(
                "outside-profile",
                angle=(float(np.degrees(to_close)), 1),
                profile=p.name,
                low=(float(np.degrees(p.phase_low)), 1),
                high=(float(np.degrees(p.phase_high)), 1),
                off=(float(np.degrees(off)), 1),
            ),
            advice="choose a longer profile or another day",
        )


def _light(found: Plan) -> tuple[float, float]:
    r, v = found.station[-1, :3], found.station[-1, 3:]
    sun = sun_position_gcrf(found.docking)
    forward = lvlh_axes(r, v)[0]
    return 1.0 - float(shadow_fraction(r, sun)), float(
        np.arccos(np.clip(forward @ sun / np.linalg.norm(sun), -1, 1))
    )


def _radio(found: Plan, country: str) -> tuple[tuple[float, float], tuple[str, ...]]:
    fixed = gcrf_to_itrf(found.docking, found.station[-1, :3])
    lat, lon, _ = itrf_to_geodetic(fixed)
    heard = [
        site.name
        for site in radio_sites(country)
        if float(azimuth_elevation_range(site.geodetic, fixed)[1]) > _LEAST_ELEVATION
    ]
    return (float(lat), float(lon)), tuple(heard)


def _contingencies(
    world: World, ship: Array, station: Array, found: Plan
) -> tuple[tuple[str, float | None, Epoch | None, bool | None], ...]:
    """The first burn skipped and made good a revolution later.

    The terminal transfer skipped and tried a day later.
    """
    first, last = found.burns[0], next(b for b in found.burns if b.name == "terminal transfer")
    period = 5560.0
    rows: list[tuple[str, float | None, Epoch | None, bool | None]] = []
    docking = float(found.docking - world.epoch)
    for text, extra in (
        (SAY("skipped"), 0.0),
        (SAY("skipped-later"), period),
    ):
        try:
            again = plan(world, ship, station, docking + extra, earliest=first.t + 600.0)
        except (RangeError, ConvergenceError):
            rows.append((text, None, None, None))
            continue
        rows.append((text, again.delta_v, again.docking, again.safe))
        break
    k = int(np.searchsorted(found.t, last.t))
    later = replace(world, epoch=world.epoch + float(found.t[k]))
    spent = sum(b.delta_v for b in found.burns if b.t < last.t)
    drifting = SAY("second-try")
    try:
        day = plan(later, found.ship[k], found.station[k], DAY_S)
        rows.append((drifting, spent + day.delta_v, day.docking, day.safe))
    except (RangeError, ConvergenceError):
        rows.append((drifting, None, None, None))
    return tuple(rows)
