"""Names of the command line made into what a crewed flight needs.

Pad, station set, launcher, profiles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from visviva.analysis.ascent_profile import ascent_profile_of
from visviva.analysis.elements import ElementSource, load
from visviva.core.constants import EARTH_GM
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.crew.liftoff.flown import Flown, launcher
from visviva.crew.liftoff.phasing import Profile, profiles_of
from visviva.crew.liftoff.window import Launcher
from visviva.data.catalogue import Catalogue
from visviva.data.crewed_tables import flown_liftoffs
from visviva.data.schema.craft import ShipFact, StationFact
from visviva.data.schema.site import SiteFact
from visviva.data.schema.vehicle import VehicleFact
from visviva.errors import ElementSetError, InputError, UnknownNameError
from visviva.orbit.gp import ElementSet, ReadResult, find_suspect_sets

#: Insertion orbit of a ship that has none of its own, m.
_USUAL_ORBIT = (200e3, 240e3, "200 by 240 km, as of the R-7 family")


@dataclass(frozen=True, slots=True, eq=False)
class CrewCase:
    """One ship on one pad towards one station.

    Attributes
    ----------
    ship, vehicle, site : facts
    station : StationFact or None
        None where the element set is of no known station.
    pad : Place
    pad_key : str
    elements : ElementSet
        The set nearest to the moment asked for.
    rejected : tuple of (str, str)
        Place and reason of sets that were refused or doubted.
    launcher : Launcher
    profiles : tuple of Profile
    insertion : (float, float, str)
        Perigee and apogee over the equator, m, and source.
    """

    ship: ShipFact
    vehicle: VehicleFact
    site: SiteFact
    station: StationFact | None
    pad: Place
    pad_key: str
    elements: ElementSet
    rejected: tuple[tuple[str, str], ...]
    launcher: Launcher
    profiles: tuple[Profile, ...]
    insertion: tuple[float, float, str]

    @property
    def mean_motion(self) -> float:
        """Of the station, rad/s."""
        return 2.0 * np.pi * self.elements.mean_motion_rev_day / DAY_S

    @property
    def target_radius(self) -> float:
        """Of the station's mean orbit, m."""
        return float((EARTH_GM / self.mean_motion**2) ** (1.0 / 3.0))

    @property
    def delta_v_margin(self) -> float:
        """What the rendezvous budget leaves for plane errors, m/s.

        Its upper end less its best value.
        """
        budget = self.ship.rendezvous_delta_v_m_s
        return 0.0 if budget is None else budget.high - budget.value

    def flown(self) -> tuple[Flown, ...]:
        """Launches behind the azimuth."""
        here = [f for f in flown_liftoffs() if (f.ship, f.site) == (self.ship.slug, self.site.slug)]
        return tuple(f for f in here if f.vehicle == self.vehicle.slug) or tuple(here)


def crew_case(
    elements: ElementSource,
    when: Epoch,
    *,
    site: str,
    spacecraft: str,
    pad: str | None = None,
    vehicle: str | None = None,
    station: str | None = None,
    catalogue: Catalogue | None = None,
    without: str | None = None,
) -> CrewCase:
    """Resolve names and pick the element set nearest to `when`.

    Parameters
    ----------
    without : str, optional
        A flown launch that shall not count towards the azimuth (to foretell it from the others).

    Raises
    ------
    UnknownNameError, ElementSetError, InputError
        With what is wrong and what to give.
    """
    facts = catalogue or Catalogue.bundled()
    ship, place = facts.ship(spacecraft), facts.site(site)
    chosen_pad = place.pad(pad) if pad else next((p for p in place.pads if p.crewed), place.pads[0])
    rocket = facts.vehicle(vehicle or _launcher_of(ship, chosen_pad.vehicles))
    read = load(elements)
    read_name = str(elements) if isinstance(elements, str | Path) else "element sets"
    sets, refused = _usable(read, read_name)
    stations = [facts.station(name) for name in facts.names("station")]
    known = {s.catalog_number: s for s in stations if s.catalog_number is not None}
    number = int(station) if station and station.isdecimal() else None
    target = known.get(number) if number else facts.station(station) if station else None
    number = target.catalog_number if target is not None else number
    named = target.slug if target is not None else station or ""
    visited = {n for n, s in known.items() if ship.slug in s.visitors}
    chosen = _choose(sets, when, number, visited, named, read_name)
    target = target or known.get(chosen.catalog_number)
    if without is not None:
        _check_flown(without)
    perigee, apogee, source = _insertion(ship)
    ascent = ascent_profile_of(rocket, ship.mass_kg.value, perigee, apogee)
    motion = 2.0 * np.pi * chosen.mean_motion_rev_day / DAY_S
    radius, tilt = (
        float((EARTH_GM / motion**2) ** (1.0 / 3.0)),
        float(np.radians(chosen.inclination_deg)),
    )
    return CrewCase(
        ship,
        rocket,
        place,
        target,
        place.place(chosen_pad.key),
        chosen_pad.key,
        chosen,
        refused,
        launcher(
            ship.slug,
            place.slug,
            ascent,
            vehicle=rocket.slug,
            rows=flown_liftoffs(),
            without=without,
        ),
        profiles_of(ship.published_profiles(), (perigee, apogee), ascent.duration, radius, tilt),
        (perigee, apogee, source),
    )


def _launcher_of(ship: ShipFact, on_pad: Sequence[str]) -> str:
    """The ship's launcher: one that stands on the pad where there is one."""
    if not ship.launchers:
        raise InputError(f"no launcher is known for {ship.slug}", advice="name one with --vehicle")
    return next((v for v in ship.launchers if v in on_pad), ship.launchers[0])


def _check_flown(flight: str) -> None:
    """Refuse a flight that is not among the flown ones: leaving it out would change nothing."""
    known = [f.flight for f in flown_liftoffs()]
    if flight not in known:
        near = get_close_matches(flight, known, 3, 0.6)
        raise UnknownNameError(
            f"no flown launch is called {flight!r}",
            advice=f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}",
            nearest=tuple(near),
        )


def _insertion(ship: ShipFact) -> tuple[float, float, str]:
    """Perigee and apogee (m) in which the ship is left, and where that is from."""
    if ship.insertion is None:
        return _USUAL_ORBIT
    low, high = ship.insertion.perigee_km, ship.insertion.apogee_km
    return 1e3 * low.value, 1e3 * high.value, low.source


def _usable(
    read: ReadResult, place: str
) -> tuple[tuple[ElementSet, ...], tuple[tuple[str, str], ...]]:
    """Sets to choose from, and those refused by their checksum or doubted by their plane."""
    refused = [(f"{place}:{r.line}", r.reason) for r in read.rejected]
    doubted = find_suspect_sets(read.elements)
    refused += [(d.element_set.place, d.reason) for d in doubted]
    bad = {id(d.element_set) for d in doubted}
    good = tuple(e for e in read.elements if id(e) not in bad)
    if not good:
        raise ElementSetError(
            "every element set in it is doubted: their planes contradict each other",
            advice="give a set from a source you trust",
            place=place,
        )
    return good, tuple(refused)


def _choose(
    sets: Sequence[ElementSet],
    when: Epoch,
    number: int | None,
    visited: set[int],
    named: str,
    place: str,
) -> ElementSet:
    """The set nearest to `when` of the object asked for, else of the one station of the ship."""
    if number is not None:
        mine = [e for e in sets if e.catalog_number == number]
        if not mine:
            also = "" if named == str(number) else f" ({number})"
            raise InputError(
                f"no good element set of {named}{also} in it",
                advice="give a file that holds one",
                place=place,
            )
    else:
        mine = [e for e in sets if e.catalog_number in visited] or list(sets)
        if len({e.catalog_number for e in mine}) > 1:
            raise InputError(
                "the file holds sets of several objects, and none is the station of that ship",
                advice="name the station with --station",
                place=place,
            )
    return min(mine, key=lambda e: abs(e.epoch - when))
