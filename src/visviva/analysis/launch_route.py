"""How a site is left for a plane: straight, by a dog-leg that its facts declare, or by one priced.

Allowed azimuths, flown planes and flown dog-legs are three figures, asked in that order: a declared
dog-leg to that plane is flown as declared; a heading within a declared azimuth, or a plane within a
declared band of inclinations where no azimuth is declared, is flown straight; any other plane is
flown to by a dog-leg: the first stage keeps the nearest allowed azimuth, what flies after it turns.
That a plane was reached from the site before is told, and never changes its price.

Limits: the heading over the ground at one moment stands for the whole way out of the corridor;
which stages are lit on the pad and how long they burn says when that moment is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from visviva.analysis.launch_route_words import flown_words, say, say_heading
from visviva.core.message import Message
from visviva.data.schema.site import Corridor, Dogleg, SiteFact
from visviva.launch.headings import azimuth_of, inclination_of, inclinations_of, lowest_deg
from visviva.launch.vehicle import Vehicle

Kind = Literal["declared", "flown", "free"]
#: A heading this far outside a declared azimuth still lies in it, deg: bands are given in whole
#: degrees.
SLACK_DEG = 0.5
#: A plane this near to a declared one is the same, deg.
SAME_PLANE_DEG = 0.5
#: A first heading whose interval is wider than this is hardly known, deg.
LOOSE_DEG = 10.0
#: Strap-ons that are gone sooner leave the launcher over its own pad: the corridor is then the next
#: stage's, s.
OUT_OF_SIGHT = 80.0


@dataclass(frozen=True, slots=True)
class Route:
    """The way from a pad to a plane.

    Attributes
    ----------
    kind : {"declared", "flown", "free"}
        Whether the facts of the site declare it, flights show it, or neither.
    headings : tuple of (int, float, float)
        Stage, lowest and highest heading over the ground when it is spent, rad; empty: straight.
    heading_deg : tuple of float
        Clockwise from north: the one heading, or the first and the one turned to.
    start_inclination : float
        Of the plane that the first heading leads to, rad.
    southward : bool
        Whether the plane is entered towards its descending node.
    turn : bool
        Whether the plane lies below the latitude of the pad, so that it must be turned.
    note : Message
        The way in words.
    source : str
        Where the corridor or dog-leg of the note is published.
    late : tuple
        As `headings`, of the dearest way that the facts leave open; empty: they leave none.
    """

    kind: Kind
    headings: tuple[tuple[int, float, float], ...]
    heading_deg: tuple[float, ...]
    start_inclination: float
    southward: bool
    turn: bool
    note: Message
    source: str = ""
    late: tuple[tuple[int, float, float], ...] = ()

    @property
    def bent(self) -> bool:
        """Whether it is not straight: it has a price."""
        return bool(self.headings) or self.turn


@dataclass(frozen=True, slots=True)
class Price:
    """What the bends of a way cost, m/s, and the payload of a straight one, kg.

    Straight: into the plane where it passes over the pad, else into the nearest that does.
    """

    delta_v: float
    straight_payload: float | None = None


def find_route(
    site: SiteFact | None,
    latitude_deg: float,
    wanted_deg: float,
    vehicle: Vehicle,
    *,
    pad: str | None = None,
    southward: bool | None = None,
) -> Route:
    """The way from a pad to a plane.

    Parameters
    ----------
    site : SiteFact or None
        None: a place that is no site of the facts.
    latitude_deg, wanted_deg : float
        Of the pad; inclination of the plane.
    vehicle : Vehicle
        Its stages say which of them keeps a heading.
    pad : str, optional
        Key of the pad, where corridors belong to pads.
    southward : bool, optional
        Towards the descending node or not; None: as the declared azimuths have it, else northward.

    Examples
    --------
    >>> from visviva.data.catalogue import Catalogue
    >>> known = Catalogue.bundled()
    >>> nuri = known.vehicle("nuri").build()
    >>> found = find_route(known.site("naro"), 34.43, 97.6, nuri)
    >>> found.kind, [round(h) for h in found.heading_deg]
    ('flown', [173, 192])
    """
    floor = lowest_deg(latitude_deg)
    if min(wanted_deg, 180.0 - wanted_deg) < floor - 1e-3:
        return _turned(site, latitude_deg, wanted_deg, vehicle, pad)
    ways = {s: azimuth_of(wanted_deg, latitude_deg, southward=s) for s in (False, True)}
    if site is None:
        heading = ways[bool(southward)]
        return _straight(
            "free", heading, wanted_deg, bool(southward), say_heading("no-site", heading)
        )
    for dogleg in site.doglegs:
        if _leads_to(dogleg, wanted_deg, pad or site.pads[0].key):
            return _declared(dogleg, wanted_deg, vehicle)
    known = known_corridors(site, pad)
    bands = [(c, c.azimuth_deg) for c in known if c.azimuth_deg is not None]
    asked = (False, True) if southward is None else (southward,)
    for corridor, band in bands:
        for south in asked:
            if _within(ways[south], band):
                note = say_heading("straight", ways[south], source=corridor.key)
                return _straight(
                    "declared", ways[south], wanted_deg, south, note, source=corridor.source
                )
    flown = flown_words(site, wanted_deg)
    if not bands:
        south = bool(southward)
        straight = _by_plane(known, ways[south], wanted_deg, south, flown)
        if straight is not None:
            return straight
        bands = _as_azimuths(known, latitude_deg, south)
    first, south, corridor = _nearest(bands, {s: ways[s] for s in asked})
    held = keeps_heading(vehicle)
    azimuth = math.radians(first)
    return Route(
        "free" if flown is None else "flown",
        ((held, azimuth, azimuth),),
        (first % 360.0, ways[south]),
        math.radians(inclination_of(first, latitude_deg)),
        south,
        False,
        say_heading(
            "turned.recalled" if corridor.how_known == "recalled" else "turned",
            ways[south],
            first=(first % 360.0, 0),
            source=corridor.key,
            flown=flown or say("flown.none"),
        ),
        corridor.source,
    )


def known_corridors(site: SiteFact, pad: str | None = None) -> tuple[Corridor, ...]:
    """Corridors of a pad; what was only claimed counts where nothing else is known."""
    here = tuple(c for c in site.corridors if pad is None or not c.pads or pad in c.pads)
    here = here or site.corridors
    return tuple(c for c in here if c.status != "claimed") or here


def _straight(
    kind: Kind,
    heading: float,
    wanted_deg: float,
    south: bool,
    note: Message,
    *,
    source: str = "",
) -> Route:
    tilt = math.radians(wanted_deg)
    return Route(kind, (), (heading % 360.0,), tilt, south, False, note, source)


def _by_plane(
    known: Sequence[Corridor], heading: float, wanted_deg: float, south: bool, flown: Message | None
) -> Route | None:
    """Straight, where a site declares planes or nothing, but no azimuth.

    None where its rules allow certain planes alone, and nothing has flown to such another.
    """
    for corridor in known:
        band = corridor.inclination_deg
        if band is not None and band[0] - SAME_PLANE_DEG <= wanted_deg <= band[1] + SAME_PLANE_DEG:
            note = say_heading("straight", heading, source=corridor.key)
            return _straight("declared", heading, wanted_deg, south, note, source=corridor.source)
    if flown is not None:
        note = say_heading("straight.flown", heading, flown=flown)
        return _straight("flown", heading, wanted_deg, south, note)
    if any(c.status == "allowed" for c in known):
        return None
    return _straight("free", heading, wanted_deg, south, say_heading("free", heading))


def _as_azimuths(
    known: Sequence[Corridor], latitude_deg: float, south: bool
) -> list[tuple[Corridor, tuple[float, float]]]:
    """The planes that a site allows as the azimuths they are entered at."""
    floor, found = lowest_deg(latitude_deg), []
    for corridor in known:
        if corridor.status == "allowed" and corridor.inclination_deg is not None:
            tilts = [min(max(i, floor), 180.0 - floor) for i in corridor.inclination_deg]
            low, high = (azimuth_of(i, latitude_deg, southward=south) for i in tilts)
            found.append((corridor, (low, high)))
    return found


def _leads_to(dogleg: Dogleg, wanted_deg: float, pad: str) -> bool:
    led = dogleg.inclination_deg
    here = not dogleg.pads or pad in dogleg.pads
    if led is None or not here:
        return False
    low, high = min(led.low, led.value), max(led.high, led.value)
    return low - SAME_PLANE_DEG <= wanted_deg <= high + SAME_PLANE_DEG


def _declared(dogleg: Dogleg, wanted_deg: float, vehicle: Vehicle) -> Route:
    first, then = dogleg.first_azimuth_deg.value, dogleg.turned_azimuth_deg.value
    held = keeps_heading(vehicle)
    headings = [(held, math.radians(first), math.radians(first))]
    after = held + 1
    # The last stage ends in the orbit's own plane: a heading of its own would ask for another.
    if after < len(vehicle.stages) - 1:
        headings.append((after, math.radians(then), math.radians(then)))
    loose = dogleg.first_azimuth_deg.high - dogleg.first_azimuth_deg.low > LOOSE_DEG
    # Where the first heading is hardly known, neither is how long it is kept: a stage more at most.
    late = ((after, headings[0][1], headings[0][2]),) if loose and len(headings) > 1 else ()
    key = "dogleg.loose" if late else "dogleg"
    note = say(key, first=(first, 0), then=(then, 0), source=dogleg.key)
    south = math.cos(math.radians(then if loose else first)) < 0.0
    tilt = math.radians(wanted_deg)
    return Route(
        "declared", tuple(headings), (first, then), tilt, south, False, note, dogleg.source, late
    )


def _turned(
    site: SiteFact | None, latitude_deg: float, wanted_deg: float, vehicle: Vehicle, pad: str | None
) -> Route:
    """A plane below the latitude: the lowest that may be entered, and a turn on the way."""
    floor = lowest_deg(latitude_deg)
    east = wanted_deg < 90.0
    start = floor if east else 180.0 - floor
    corridor: Corridor | None = None
    headings: tuple[tuple[int, float, float], ...] = ()
    bands = [] if site is None else bands_deg(site, latitude_deg, pad)
    if bands:
        low, high, corridor = min(bands, key=lambda b: _gap(start, b[0], b[1]))
        if _gap(start, low, high) > SAME_PLANE_DEG:
            start = min(max(start, low), high)
    ways = [azimuth_of(start, latitude_deg, southward=south) for south in (False, True)]
    allowed = [a for a in ways if corridor is not None and _within(a, corridor.azimuth_deg)]
    azimuth = (allowed or ways)[0]
    if abs(start - (floor if east else 180.0 - floor)) > SAME_PLANE_DEG:
        headings = ((keeps_heading(vehicle), math.radians(azimuth), math.radians(azimuth)),)
    flown = None if site is None else flown_words(site, wanted_deg)
    kind: Kind = "declared" if bands else "free" if flown is None else "flown"
    note = say_heading(
        "east",
        azimuth,
        source="cos i = cos φ sin az" if corridor is None else corridor.key,
        turn=(abs(wanted_deg - start), 1),
    )
    return Route(
        kind,
        headings,
        (azimuth % 360.0,),
        math.radians(start),
        False,
        True,
        note,
        "" if corridor is None else corridor.source,
    )


def _gap(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


def bands_deg(
    site: SiteFact, latitude_deg: float, pad: str | None = None
) -> list[tuple[float, float, Corridor]]:
    """Bands of inclination that the corridors of a pad lead to; they may begin below its latitude.

    Of azimuths, by the speed of the turning ground.
    """
    floor = abs(latitude_deg)
    bands = []
    for corridor in known_corridors(site, pad):
        if corridor.inclination_deg is not None:
            low, high = corridor.inclination_deg
        elif corridor.azimuth_deg is not None:
            low, high = inclinations_of(corridor.azimuth_deg, latitude_deg)
        else:
            continue
        if low <= 180.0 - floor:
            bands.append((low, high, corridor))
    return bands


def _within(heading: float, band: tuple[float, float] | None) -> bool:
    """Whether a heading lies in a band of azimuths, in degrees; the band may run through north."""
    if band is None:
        return False
    low, high = band
    return any(low - SLACK_DEG <= heading + 360.0 * k <= high + SLACK_DEG for k in (-2, -1, 0, 1))


def _nearest(
    bands: Sequence[tuple[Corridor, tuple[float, float]]], ways: dict[bool, float]
) -> tuple[float, bool, Corridor]:
    """The declared azimuth nearest to a heading into the plane, and whether that leads south."""
    found = []
    for corridor, band in bands:
        for south, heading in ways.items():
            for edge in band:
                gap = abs((edge - heading + 180.0) % 360.0 - 180.0)
                found.append((gap, edge, south, corridor))
    _, edge, south, corridor = min(found, key=lambda one: one[0])
    return edge, south, corridor


def keeps_heading(vehicle: Vehicle) -> int:
    """Which stage keeps the corridor: the first to be spent of those lit on the pad.

    Strap-ons that are spent sooner than `OUT_OF_SIGHT` are passed over.
    """
    ground = [k for k, s in enumerate(vehicle.stages) if s.ignition == "liftoff"]
    order = sorted(ground, key=lambda k: vehicle.stages[k].burn_time)
    late = [k for k in order if vehicle.stages[k].burn_time >= OUT_OF_SIGHT]
    return late[0] if late else order[-1]
