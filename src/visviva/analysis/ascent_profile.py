"""From the fact of a launcher to the ascent that a launch window needs."""

from visviva.core.constants import EARTH_GM, EARTH_RADIUS, STANDARD_GRAVITY
from visviva.data.schema.vehicle import StageFact, VehicleFact
from visviva.launch.ascent_profile import SPHERE, Burn, ascent_profile
from visviva.orbit.ascent_profile import AscentProfile

#: Part of the way from sea-level to vacuum thrust that the mean over a first stage's burn has come.
_THINNING = 0.75
#: Share of a typical eastward component of the Earth's turn along the heading; changes the ascent
#: by under 2 s.
_GROUND_SPEED = 300.0


def burns_of(vehicle: VehicleFact, payload_kg: float) -> tuple[Burn, ...]:
    """Burns of a launcher with `payload_kg` on top.

    Stages lit on the ground together, then one after the other.

    Fairing and escape tower leave with the first empties.
    """
    ground = [s for s in vehicle.stages if s.ignition == "liftoff"]
    upper = [s for s in vehicle.stages if s.ignition != "liftoff"]
    shroud = (vehicle.fairing.mass_kg.value if vehicle.fairing else 0.0) + (
        vehicle.escape_tower.mass_kg.value if vehicle.escape_tower else 0.0
    )
    mass = payload_kg + shroud + sum(_full(s) for s in vehicle.stages)
    burns: list[Burn] = []
    now = 0.0
    order = sorted(ground, key=_seconds)
    for k, leaving in enumerate(order):
        end = _seconds(leaving)
        if end > now:
            left = order[k:]
            thrust = sum(_thrust(s, first=k == 0) for s in left)
            flow = sum(_flow(s) for s in left)
            burns.append(Burn(now, end, thrust, mass, flow))
            mass -= flow * (end - now)
        mass -= leaving.count * leaving.dry_mass_kg.value + (shroud if k == 0 else 0.0)
        now = max(now, end)
    for stage in upper:
        end = now + _seconds(stage)
        burns.append(Burn(now, end, _thrust(stage, first=False), mass, _flow(stage)))
        mass -= _full(stage)
        now = end
    return tuple(burns)


def ascent_profile_of(
    vehicle: VehicleFact, payload_kg: float, perigee: float, apogee: float
) -> AscentProfile:
    """The launcher's `AscentProfile` into an orbit of these heights, m.

    The last stage is the one that steers.
    """
    burns = burns_of(vehicle, payload_kg)
    a = EARTH_RADIUS + 0.5 * (perigee + apogee)
    speed = (EARTH_GM * (2.0 / (SPHERE + perigee) - 1.0 / a)) ** 0.5
    return ascent_profile(burns, perigee, speed, _GROUND_SPEED, burns[-1].start)


def _full(stage: StageFact) -> float:
    return float(stage.count * (stage.dry_mass_kg.value + stage.propellant_mass_kg.value))


def _flow(stage: StageFact) -> float:
    return float(
        stage.count
        * stage.thrust_vacuum_kn.value
        * 1e3
        / (stage.isp_vacuum_s.value * STANDARD_GRAVITY)
    )


def _seconds(stage: StageFact) -> float:
    return float(stage.count * stage.propellant_mass_kg.value / _flow(stage))


def _thrust(stage: StageFact, *, first: bool) -> float:
    vacuum = stage.count * stage.thrust_vacuum_kn.value * 1e3
    if not first or stage.thrust_sea_level_kn is None:
        return float(vacuum)
    sea = stage.count * stage.thrust_sea_level_kn.value * 1e3
    return float(sea + _THINNING * (vacuum - sea))
