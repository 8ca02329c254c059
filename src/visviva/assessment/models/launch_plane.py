"""Which planes a pad reaches without a turn.

And how far a wanted plane is from the nearest of them.
"""

import math
from dataclasses import dataclass, replace

from visviva.analysis.launch_route import bands_deg
from visviva.core.message import speaker
from visviva.data.schema.site import Corridor, SiteFact

TEXTS = {
    "en": {
        "corridor": "corridor {key}",
        "stated": "stated by the study",
        "stated.source": "the study file itself",
        "none": "none known: geometry alone",
        "none.source": "spherical trigonometry",
    },
    "fr": {
        "corridor": "couloir {key}",
        "stated": "indiqué par l’étude",
        "stated.source": "le fichier de l’étude",
        "none": "aucun connu\u00a0: géométrie seule",
        "none.source": "trigonométrie sphérique",
    },
    "ko": {
        "corridor": "회랑 {key}",
        "stated": "연구에 제시됨",
        "stated.source": "연구 파일 자체",
        "none": "알려진 것 없음: 기하만 고려",
        "none.source": "구면 삼각법",
    },
}
say = speaker(TEXTS)
#: A corridor narrower than this is one named inclination: a launch that misses its target flies
#: down the middle.
NAMED_WIDTH_DEG = 0.5


@dataclass(frozen=True, slots=True)
class LaunchPlane:
    """The plane a launch starts in, and the plane change that is left to the wanted one; radians.

    `start_inclination` keeps to the site's corridors; `due_east_change` is what geometry alone
    would leave (the pad's latitude is the lowest inclination of any launch); `corridor` says which
    corridor was taken, or how the plane is flown to where it needs no turn, `southward` whether it
    leads to the south.
    """

    start_inclination: float
    plane_change: float
    due_east_change: float
    corridor: str
    source: str
    southward: bool = False


def launch_plane(
    site: SiteFact,
    latitude_deg: float,
    wanted_deg: float,
    stated_deg: float | None = None,
    pad: str | None = None,
) -> LaunchPlane:
    """Start plane nearest to a wanted inclination.

    Parameters
    ----------
    site : SiteFact
    latitude_deg : float
        Of the pad.
    wanted_deg : float
        Inclination of the target.
    stated_deg : float, optional
        Inclination of the first orbit, where the study states one; it then takes the place of the
        corridors.
    pad : str, optional
        Key of the pad, where corridors belong to pads.

    Examples
    --------
    >>> from visviva.data.catalogue import Catalogue
    >>> site = Catalogue.bundled().site("baikonur")
    >>> round(math.degrees(launch_plane(site, 45.92, 41.47).plane_change), 2)
    10.13
    """
    floor = abs(latitude_deg)
    geometric = min(max(wanted_deg, floor), 180.0 - floor)
    due_east = abs(wanted_deg - geometric)
    if stated_deg is not None:
        start = min(max(stated_deg, floor), 180.0 - floor)
        return _made(start, wanted_deg, due_east, say("stated"), say("stated.source"))
    best: tuple[float, float, Corridor] | None = None
    for low, high, corridor in bands_deg(site, latitude_deg, pad):
        start = min(max(wanted_deg, low), high)
        if start != wanted_deg and high - low <= NAMED_WIDTH_DEG:
            start = 0.5 * (low + high)
        start = min(max(start, floor), 180.0 - floor)
        if best is None or abs(wanted_deg - start) < best[0]:
            best = (abs(wanted_deg - start), start, corridor)
    if best is None:
        return _made(geometric, wanted_deg, due_east, say("none"), say("none.source"))
    label = say("corridor", key=best[2].key)
    azimuths = best[2].azimuth_deg
    south = azimuths is not None and math.cos(math.radians(0.5 * sum(azimuths))) < 0.0
    return replace(_made(best[1], wanted_deg, due_east, label, best[2].source), southward=south)


def _made(
    start_deg: float, wanted_deg: float, due_east_deg: float, corridor: str, source: str
) -> LaunchPlane:
    turn = abs(wanted_deg - start_deg)
    return LaunchPlane(
        math.radians(start_deg),
        math.radians(turn if turn > 1e-9 else 0.0),
        math.radians(due_east_deg),
        corridor,
        source,
    )
