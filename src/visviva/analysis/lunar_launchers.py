"""What launchers send on the way to the Moon: payload to the C3 of a road.

Limits: those of `visviva.analysis.launch_payload`. A road with a C3 below zero is an ellipse whose
perigee is the parking orbit; one of zero or more is answered as unknown. The launcher flies into
the inclination of the road's parking orbit, and turns where its site lies higher than that.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from visviva.analysis.launch_inputs import TargetOrbit
from visviva.analysis.launch_payload import PayloadRequest, find_payload
from visviva.core.constants import EARTH_GM, EARTH_RADIUS
from visviva.data.catalogue import Catalogue
from visviva.errors import InputError, VisvivaError

#: Names of what one row holds beside the road, the launcher and the site.
_NUMBERS = ("payload_kg", "interval_90_low_kg", "interval_90_high_kg")


def ellipse_apogee(c3: float, perigee: float) -> float:
    """Height of the apogee (m) of an ellipse with that C3 (m2/s2, below 0) and perigee height (m).

    Raises
    ------
    InputError
        If the C3 is not that of an ellipse.

    Examples
    --------
    >>> round(ellipse_apogee(-2.0e6, 200e3) / 1e6)
    386
    """
    if not c3 < 0.0:
        raise InputError(f"a C3 of {c3 / 1e6:g} km2/s2 is no ellipse", advice="give one below 0")
    return -2.0 * EARTH_GM / c3 - 2.0 * EARTH_RADIUS - perigee


def launcher_and_site(text: str) -> tuple[str, str]:
    """Slug of a launcher and of its site, from ``NAME`` or ``NAME@SITE``.

    Raises
    ------
    InputError, UnknownNameError
        If a name is not known, or the launcher has no site.

    Examples
    --------
    >>> launcher_and_site("falcon-9@vandenberg")
    ('falcon-9', 'vandenberg')
    """
    name, _, site = text.partition("@")
    fact = Catalogue.bundled().vehicle(name.strip())
    if site:
        return fact.slug, Catalogue.bundled().site(site.strip()).slug
    if not fact.sites:
        raise InputError(f"{fact.slug} has no site", advice="give NAME@SITE")
    return fact.slug, fact.sites[0]


def lunar_launchers(
    roads: Sequence[Mapping[str, Any]], launchers: Sequence[str], parking: float, mass: float
) -> tuple[dict[str, Any], ...]:
    """Payload of each launcher to each road, and whether it carries the craft.

    Parameters
    ----------
    roads : sequence of mapping
        Rows of `visviva.analysis.lunar_transfer`.
    launchers : sequence of str
        ``NAME`` or ``NAME@SITE``.
    parking, mass : float
        Height of the parking orbit, m; the craft, kg.
    """
    named = [launcher_and_site(text) for text in launchers]
    known = [row for row in roads if row["reason"] is None]
    return tuple(_row(road, name, site, parking, mass) for name, site in named for road in known)


def _row(
    road: Mapping[str, Any], name: str, site: str, parking: float, mass: float
) -> dict[str, Any]:
    head = {"road": road["road"], "vehicle": name, "site": site, "c3_km2_s2": road["c3_km2_s2"]}
    try:
        apogee = ellipse_apogee(1e6 * float(road["c3_km2_s2"]), parking)
        tilt = math.radians(float(road["parking_inclination_deg"]))
        latitude, _, _ = Catalogue.bundled().site(site).location()
        turn = min(tilt, math.pi - tilt) < abs(latitude)
        orbit = TargetOrbit(parking, apogee, tilt)
        found = find_payload(PayloadRequest(name, site, orbit, turn=turn))
    except VisvivaError as err:
        blank = dict.fromkeys(_NUMBERS)
        return {**head, **blank, "carries": "unknown", "reason": err.message}
    interval = found.found.interval
    carries = "yes" if interval.low >= mass else "no" if interval.high < mass else "marginal"
    numbers = (found.found.payload, interval.low, interval.high)
    return {
        **head,
        **dict(zip(_NUMBERS, numbers, strict=True)),
        "carries": carries,
        "reason": None,
    }
